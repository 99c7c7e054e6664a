"""The peer (a): the same load in plain DuckDB SQL, the same columns out, the same rejects.

    python -m benchmarks.reach.plain ARCHIVE TARGET

In its quickest form on this wire: Python cuts the array of rows out of each answer and DuckDB
reads, types, maps and checks it in one statement. (Read as they are archived, ten answers of
100 000 rows need more than 1.5 GB, because DuckDB keeps an answer as one value.)
"""

from __future__ import annotations

import sys
from pathlib import Path

import duckdb

from benchmarks.reach.answers import TABLE
from benchmarks.reach.outcome import report
from ingest.fetch.archive import Archive
from ingest.fetch.manifest import ManifestRow
from ingest.sources.comtrade.areas import codes
from ingest.sources.comtrade.columns import TRADE
from ingest.sources.official_rules import CLASSIFICATION, COMTRADE_FLOWS, HS_FORM, hs_codes
from ingest.sources.rules import FIRST_DAY, LARGEST_VALUE, LAST_DAY
from ingest.sources.tables import RAW_TABLES
from tradebooks import vocabulary

LAYOUT = RAW_TABLES[TABLE]
ZEROS = ("qty", "net_weight_kg", "gross_weight_kg")

READ = """
create or replace temp table checked as
with wire as (
    select {columns}, row_number() over () - 1 as place
    from read_json('{file}', format = 'array', columns = {{{wire}}}, maximum_object_size = 1048576)
),
typed as (
    select
        wire.* exclude (commodity_code),
        '{key}' as document_key, '1' as parser_version,
        'data[' || cast(place as varchar) || ']' as locator,
        trim(commodity_code) as commodity_code,
        case when length(period) = 4 then make_date(try_cast(period as int), 1, 1)
            else try_strptime(period, '%Y%m')::date end as period_start,
        case when length(period) = 4 then make_date(try_cast(period as int), 12, 31)
            else last_day(try_strptime(period, '%Y%m')) end as period_end,
        coalesce(reporters.geo, 'M49:' || reporter_code) as reporter,
        coalesce(partners.geo, 'M49:' || partner_code) as partner,
        case when trim(commodity_code) in ('99', '9999', '999999', '9999AA') then 'C' else 'F' end
            as conf_status
    from wire
    left join areas as reporters on wire.reporter_code = reporters.m49
    left join areas as partners on wire.partner_code = partners.m49
)
select *, list_filter([{checks}], lambda reason: reason is not null) as reasons
from typed
"""


def conditions(day: str) -> dict[str, str]:
    """Return what must hold, as the rules of the project say it, by name."""
    dates = f"between date '{FIRST_DAY}' and date '{LAST_DAY}'"
    money = f"between 0 and {LARGEST_VALUE}"
    first, last = "period_start", "period_end"
    return {
        **{f"required {name}": f"{name} is not null" for name in LAYOUT.required},
        "type_code": "type_code in ('C', 'S')",
        "freq_code": "freq_code in ('A', 'M')",
        "reporter": "reporter in (select geo from known)",
        "partner": "partner in (select geo from known)",
        "classification": f"regexp_matches(classification, '{CLASSIFICATION}')",
        "start in range": f"{first} {dates}",
        "end in range": f"{last} {dates}",
        "start before end": f"{first} <= {last}",
        "not in future": f"{last} <= date '{day}'",
        "year": f"freq_code <> 'A' or (month({first}) = 1 and month({last}) = 12 "
        f"and year({first}) = year({last}))",
        "month": f"freq_code <> 'M' or last_day({first}) = {last}",
        "flow_code": f"flow_code in {COMTRADE_FLOWS}",
        "commodity_code": "commodity_code = 'TOTAL' or case when classification like 'H%' "
        "then commodity_code[1:4] in (select code from hs) "
        f"and regexp_matches(commodity_code, '{HS_FORM}') "
        "else regexp_matches(commodity_code, '^[0-9A-Z.]{1,8}$') end",
        **{f"{kind} money": f"{kind}_value_usd {money}" for kind in ("primary", "cif", "fob")},
        "primary is cif or fob": "(cif_value_usd is null and fob_value_usd is null) "
        "or coalesce(primary_value_usd = cif_value_usd, false) "
        "or coalesce(primary_value_usd = fob_value_usd, false)",
        **{name: f"{name} between 0 and 1e18" for name in ZEROS},
        "conf_status": "conf_status in (select code from conf)",
    }


class Loader:
    """One load; every answer becomes one file of good rows.

    Args:
        root: The archive.
        target: Where files are written.
    """

    def __init__(self, root: Path, target: Path) -> None:
        self.archive, self.target = Archive(root), target
        self.con = duckdb.connect(config={"memory_limit": "1500MB", "threads": 2})
        for sql, rows in (
            ("areas (m49 integer, geo varchar)", codes().items()),
            ("known (geo varchar)", ((code,) for code in sorted(vocabulary.geo_codes()))),
            ("hs (code varchar)", ((code,) for code in sorted(hs_codes()))),
            ("conf (code varchar)", ((code,) for code in vocabulary.codes("conf_status"))),
        ):
            name, marks = sql.split()[0], "?, ?" if name_has_two(sql) else "?"
            self.con.execute(f"create temp table {sql}")
            self.con.executemany(f"insert into {name} values ({marks})", [list(r) for r in rows])

    def read(self, row: ManifestRow) -> None:
        """Load one answer."""
        content = self.archive.read(row)
        array = content[content.index(b"[") : content.rindex(b"]") + 1]
        file = self.target / "rows.json"
        file.write_bytes(array)
        self.con.execute(self._sql(row, file, array))
        key = ", ".join(LAYOUT.key)
        self.con.execute(
            f"create or replace temp table twice as select {key} from checked "
            "group by all having count(*) > 1"
        )
        clash = "exists (select 1 from twice where {})".format(
            " and ".join(f"checked.{name} = twice.{name}" for name in LAYOUT.key)
        )
        good = f"len(reasons) = 0 and not {clash}"
        columns = ", ".join(LAYOUT.columns)
        self._write("good", row, f"select {columns} from checked where {good}")
        self._write(
            "bad",
            row,
            f"select document_key, locator, unnest(case when {clash} then ['key'] else reasons "
            f"end) as reason, to_json(checked) as row_json from checked where not ({good})",
        )

    def _sql(self, row: ManifestRow, file: Path, array: bytes) -> str:
        text = array[: 1 << 12].decode()
        spelt = {name.lower(): name for name in text[: text.index("}")].split('"')[1::2]}
        fields = {f.column: (spelt[wire], f.kind) for wire, f in TRADE.items() if f.column}
        checks = (
            f"case when not ({condition}) then '{name}' end"
            for name, condition in conditions(row.retrieved_at[:10]).items()
        )
        return READ.format(
            columns=", ".join(
                f'nullif("{wire}", 0) as {name}' if name in ZEROS else f'"{wire}" as {name}'
                for name, (wire, _) in fields.items()
            ),
            wire=", ".join(f"'{wire}': '{kind}'" for wire, kind in fields.values()),
            file=file,
            key=row.document_key,
            checks=", ".join(checks),
        )

    def _write(self, kind: str, row: ManifestRow, sql: str) -> None:
        file = self.target / f"{kind}-{row.document_key}.parquet"
        self.con.execute(f"copy ({sql}) to '{file}' (format parquet, compression zstd)")


def name_has_two(sql: str) -> bool:
    """Tell whether a table of codes has two columns."""
    return "," in sql


def main(root: Path, target: Path) -> None:
    """Load and say what came out."""
    loader = Loader(root, target)
    for row in loader.archive.rows("comtrade"):
        loader.read(row)
    report(f"{target}/good-*.parquet", f"{target}/bad-*.parquet", "document_key, locator")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
