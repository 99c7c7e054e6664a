"""The step between assertions and marts: what dbt built is reconciled, and dbt reads the answers.

Files are the hand-over in both directions: assertions and rates go out as Parquet, the tables of
`warehouse.reconcile` come back as Parquet. Nothing here knows what a constraint is.
"""

from __future__ import annotations

import hashlib
import shutil
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

import polars as pl

from tradebooks import paths
from warehouse import content
from warehouse.reconcile.cache import Solutions
from warehouse.reconcile.frames import SCHEMAS
from warehouse.reconcile.history import no_rows, reconcile_history
from warehouse.reconcile.method import Method
from warehouse.reconcile.pages import Pages
from warehouse.reconcile.run import Tables, write

METHOD = "method"
_IS_SUBHEADING = "commodity_key like 'HS:______'"
#: The two countries of a row, as they are written and in one order.
_COUNTRIES = "coalesce(reporter, ''), coalesce(partner, '')"
_PAIR = f"least({_COUNTRIES}) as first_geo, greatest({_COUNTRIES}) as second_geo"
#: Rows to reconcile, by their place. With a subheading that only one publisher prints and nobody
#: speaks of there is nothing to do, and of such there are millions: whole pairs are set aside for
#: that before their subheadings are looked at.
_PLACES = f"""
    with

    publishers as (
        select {_PAIR}, source, reporter, origin
        from (
            select distinct reporter, partner, source, origin
            from intermediate.int_assertion
            where {_IS_SUBHEADING}
        )
    ),

    pairs as (
        select first_geo, second_geo
        from publishers
        group by all
        having count(*) > 1 or bool_or(origin <> 'observation')
    ),

    told as (
        select
            rowid as place, {_PAIR}, commodity_key, origin, source || ' ' || reporter as publisher
        from intermediate.int_assertion
        where {_IS_SUBHEADING}
            and ({_COUNTRIES}) in (from pairs union all select second_geo, first_geo from pairs)
    ),

    discussed as (
        select first_geo, second_geo, commodity_key
        from told
        group by all
        having bool_or(origin <> 'observation') or min(publisher) <> max(publisher)
    )

    select rowid
    from intermediate.int_assertion
    where commodity_key is null or not {_IS_SUBHEADING}

    union all

    select place
    from told
    semi join discussed using (first_geo, second_geo, commodity_key)
"""
#: What reconciliation reads of the build file. A number that cannot be counts nowhere, nor does one
#: that the same books print in a preferred edition too; what such an edition replaced did count.
_INPUTS = {
    "int_assertion": f"""
        select *
        from intermediate.int_assertion
        where rowid in ({_PLACES})
            and is_plausible
            and (
                alternate_to is null
                or alternate_to < timestamp '9999-12-31'
                or not (is_current or is_converted)
            )
    """,
    "int_fx_rate": "select * from intermediate.int_fx_rate",
}


def table_names() -> tuple[str, ...]:
    """Return the names of the tables that dbt reads."""
    return (*SCHEMAS, METHOD)


@dataclass(frozen=True, slots=True)
class Report:
    """What reconciling did.

    Attributes:
        rows: Rows by table.
        assertions: Assertions that were looked at.
        pages_made: Answers of one group of pairs at one date that were made anew.
        pages_reused: Those that were known from an earlier run.
        solved: Components that were solved anew.
        reused: Components whose solution was known, in the pages that were made anew.
        unsolved: Components that could not be solved, newest knowledge only.
        verdicts: Number of answers by verdict, newest knowledge only.
        seconds: Time taken.
    """

    rows: dict[str, int]
    assertions: int
    pages_made: int
    pages_reused: int
    solved: int
    reused: int
    unsolved: int
    verdicts: dict[str, int]
    seconds: float


class Reconciliation:
    """The folder through which dbt and reconciliation exchange tables.

    Args:
        root: Where it lies; it can be removed at any time, only time is lost.
    """

    def __init__(self, root: Path) -> None:
        self.root = root

    @property
    def answers(self) -> Path:
        """The folder of the tables that dbt reads."""
        return self.root / "answers"

    def prepare(self) -> None:
        """Make every table readable before there is an answer: without rows."""
        write(_with_method(no_rows()), self.answers)

    def run(self, build: Path, newest: datetime) -> Report:
        """Reconcile the assertions of a build file and write the answers.

        Args:
            build: Build file with `int_assertion` and `int_fx_rate`.
            newest: Newest manifest time.
        """
        started = perf_counter()
        assertions, rates = self._export(build)
        kept = self._kept()
        solutions, pages = Solutions(kept / "solutions.jsonl"), Pages(kept)
        moment = newest.astimezone(UTC).replace(tzinfo=None)
        found = reconcile_history(assertions, rates, moment, solutions=solutions, pages=pages)
        tables = _with_method(found)
        write(tables, self.answers)
        seconds = perf_counter() - started
        return _report(tables, assertions.height, solutions, pages, seconds)

    def _kept(self) -> Path:
        """Return the folder of what earlier runs of the same code found, and remove all others."""
        folder = self.root / "kept" / _code_hash()
        for outdated in set(self.root.glob("kept/*")) - {folder}:
            shutil.rmtree(outdated)
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def _export(self, build: Path) -> tuple[pl.DataFrame, pl.DataFrame]:
        """Write what is read as Parquet, in an order that no load can change."""
        folder = self.root / "assertions"
        folder.mkdir(parents=True, exist_ok=True)
        files = {name: folder / f"{name}.parquet" for name in _INPUTS}
        with content.connect(build, folder) as con:
            for name, query in _INPUTS.items():
                target = str(files[name]).replace("'", "''")
                con.execute(f"copy ({query} order by all) to '{target}' (format parquet)")
        return pl.read_parquet(files["int_assertion"]), pl.read_parquet(files["int_fx_rate"])


def _code_hash() -> str:
    """Return a hash of the code and the seeds that answers depend on."""
    folders = Path(__file__).parent / "reconcile", paths.SEEDS
    return hashlib.sha256("".join(map(paths.files_hash, folders)).encode()).hexdigest()[:16]


def _with_method(tables: Tables) -> Tables:
    """Add what the code assumes, so that readers find every number that an answer rests on."""
    method = Method()
    parameters = pl.DataFrame(
        [(name, float(value), note) for name, value, note in method.parameters()],
        schema={"name": pl.String, "value": pl.Float64, "note": pl.String},
        orient="row",
    )
    stamp = {"method_key": method.key, "method_version": method.version}
    return tables | {METHOD: parameters.with_columns(pl.lit(v).alias(k) for k, v in stamp.items())}


def _report(
    tables: Tables, assertions: int, solutions: Solutions, pages: Pages, seconds: float
) -> Report:
    now = {name: tables[name].filter(pl.col("is_newest")) for name in SCHEMAS}
    return Report(
        rows={name: table.height for name, table in tables.items()},
        assertions=assertions,
        pages_made=pages.made,
        pages_reused=pages.reused,
        solved=solutions.solved,
        reused=solutions.reused,
        unsolved=now["component"].filter(pl.col("status") == "unsolved").height,
        verdicts=dict(sorted(Counter(now["reconciliation"]["verdict"]).items())),
        seconds=round(seconds, 3),
    )
