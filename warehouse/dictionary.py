"""The data dictionary of a release as a page of documentation."""

from __future__ import annotations

from pathlib import Path

from warehouse import reader

_HEAD = """\
# Data dictionary

Every table and view of a release, made from the descriptions in the dbt project.
In SQL: `meta.data_dictionary`.

`bi` holds the flat views for analysts and BI tools, `main` facts and dimensions with exact
decimals and both clocks, `meta` what the warehouse says about itself.
"""


def markdown(database: Path) -> str:
    """Return the dictionary of a release's database file as Markdown."""
    with reader.connect(database) as con:
        rows = con.execute(
            """
            select schema_name, table_name, column_name, data_type, description
            from meta.data_dictionary
            order by schema_name, table_name, position
            """
        ).fetchall()
    lines = [_HEAD]
    for schema, table, column, kind, text in rows:
        if column is None:
            lines.append(f"\n## {schema}.{table}\n\n{text}\n\n| column | type | |\n|---|---|---|")
        else:
            lines.append(f"| `{column}` | {kind or ''} | {text.replace('|', '/')} |")
    return "\n".join(lines) + "\n"
