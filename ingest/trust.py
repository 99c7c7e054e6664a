"""How much of a document may be bad before the rest of it is not trusted: by rows and by value.

A source that names the value column of its raw table is judged by value too, and an unmapped code
by a threshold of its own: a partner that nobody has mapped would be missing from every sum. What a
bad row is, is the business of `ingest.validate`; what becomes of the document, of `ingest.load`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from ingest.sources.parsed import ROW_ID
from ingest.validate import DUPLICATE, Checked
from tradebooks.errors import QuarantineError

if TYPE_CHECKING:
    import polars as pl

    from ingest.sources.registry import Source

# Checks by which a code is found to be in none of the lists.
UNMAPPED = ("code_known", "partner_known")
WORLD = "WLD"


def rows_error(source: Source, where: str, bad: int, rows: int) -> QuarantineError | None:
    """Return what is wrong when too large a share of the rows is bad."""
    if rows < source.min_rows_judged or bad <= rows * source.max_quarantine_share:
        return None
    return QuarantineError(
        where,
        seen=f"{bad} of {rows} rows in quarantine",
        expected=f"at most {source.max_quarantine_share:.0%} of them",
        action="look at the table quarantine for the checks that failed; mend the document, "
        "or the parser if the source has changed",
    )


def value_error(
    source: Source, where: str, checked: Mapping[str, Checked]
) -> QuarantineError | None:
    """Return what is wrong when bad rows hold too much of a document's value."""
    import polars as pl

    for table, column, *within in source.value_columns:
        if table not in checked or checked[table].rows_in < source.min_rows_judged:
            continue
        bad = _bad_values(checked[table].quarantine, column, within)
        good = checked[table].accepted.with_columns(_group(pl.col(name) for name in within))
        for (group,), rows in bad.group_by("group", maintain_order=True):
            total = _good_value(good.filter(pl.col("group") == group), column)
            found = _judge(source, where, checked[table], rows, total, f"{column} {group}".strip())
            if found is not None:
                return found
    return None


def _group(names: Iterable[pl.Expr]) -> pl.Expr:
    """Name what values can be summed within; all of them together where nothing is named."""
    import polars as pl

    texts = [pl.lit(""), *(name.cast(pl.String).fill_null("") for name in names)]
    return pl.concat_str(texts, separator=" ").str.strip_chars().alias("group")


def _judge(
    source: Source, where: str, checked: Checked, bad: pl.DataFrame, good: float, column: str
) -> QuarantineError | None:
    total = good + float(bad["weight"].sum())
    unmapped = bad.filter(bad["is_unmapped"])
    share = _share(unmapped, total)
    if unmapped.height and share > source.max_unmapped_share:
        return _unmapped_error(source, where, checked.quarantine, share)
    share = _share(bad, total)
    if share <= source.max_quarantine_value_share:
        return None
    return QuarantineError(
        where,
        seen=f"{bad.height} rows in quarantine that hold {share:.2%} of the value ({column})",
        expected=f"at most {source.max_quarantine_value_share:.2%} of it",
        action="look at the table quarantine for the checks that failed; mend the document, or "
        f"raise max_quarantine_value_share in [sources.{source.id}] when the rest may stand alone",
    )


def _unmapped_error(
    source: Source, where: str, quarantine: pl.DataFrame, share: float
) -> QuarantineError:
    import polars as pl

    refused = quarantine.filter(pl.col("check_name").is_in(UNMAPPED)).select("column_name", "value")
    shown = [f"{column} {value}" for column, value in refused.unique(maintain_order=True).rows()]
    more = f" and {len(shown) - 5} more" if len(shown) > 5 else ""
    return QuarantineError(
        where,
        seen=f"codes that no list holds ({', '.join(shown[:5])}{more}) with {share:.2%} of the "
        "value",
        expected=f"at most {source.max_unmapped_share:.2%} of the value under unmapped codes",
        action="map the codes in dbt_project/seeds, or raise max_unmapped_share in "
        f"[sources.{source.id}]; the rows wait in quarantine and the last good state stays",
    )


def _share(rows: pl.DataFrame, total: float) -> float:
    return float(rows["weight"].sum()) / total if total else 0.0


def _bad_values(quarantine: pl.DataFrame, column: str, within: Iterable[str]) -> pl.DataFrame:
    """Return one row per bad row: its value, its group, and whether its code is unmapped.

    A copy of a row takes nothing away. Where the number itself is at fault it is no weight.
    """
    import polars as pl

    def printed(name: str) -> pl.Expr:
        return pl.col("row_json").str.json_path_match(f"$.{name}").first()

    return (
        quarantine.group_by(ROW_ID)
        .agg(
            _group(printed(name) for name in within),
            printed(column).cast(pl.Float64, strict=False).abs().fill_null(0.0).alias("weight"),
            pl.col("check_name").is_in(UNMAPPED).any().alias("is_unmapped"),
            (pl.col("column_name") == column).fill_null(value=False).any().alias("is_no_number"),
            (pl.col("check_name") == DUPLICATE).all().alias("is_copy"),
        )
        .filter(~pl.col("is_copy") & ~pl.col("is_no_number"))
        .filter(pl.col("weight").is_finite())
        .sort(ROW_ID)
    )


def _good_value(accepted: pl.DataFrame, column: str) -> float:
    """Sum the good values; the world as a partner holds the others once more."""
    import polars as pl

    rows = accepted
    if "partner" in accepted.columns:
        parts = accepted.filter(pl.col("partner") != WORLD)
        rows = parts if parts.height else accepted
    return float(rows[column].abs().sum())
