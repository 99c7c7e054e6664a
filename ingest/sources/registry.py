"""The registry of sources: what each one fills, how it is read, and what it may get wrong.

One entry per source. Names, homepages, licences and time zones are read from the seed
`sources.csv`; the code that reads a document is imported only when a document is read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from importlib import import_module
from types import MappingProxyType

from ingest.fetch.manifest import ManifestRow
from ingest.sources.parsed import Document, Parsed
from tradebooks.errors import UNFORESEEN, DocumentError, UsageError, unforeseen
from tradebooks.settings import SourceSettings
from tradebooks.vocabulary import seed


@dataclass(frozen=True, slots=True)
class Source:
    """One source and its policy.

    Attributes:
        id: Its code in `sources.csv`, the manifest and the lake.
        tables: Raw tables that its documents fill.
        module: Module with `parse(body, document)`, and `VERSION` unless documents carry theirs.
        suffixes: Endings of files that a person may add to it.
        max_quarantine_share: Share of bad rows above which a document, or a load where
            `is_judged_per_load`, is not trusted at all.
        min_rows_judged: Below so many rows, only a document without one good row is refused.
        is_judged_per_load: Whether the share is taken over all new documents together.
        has_template: Whether the module prints a CSV template with `template_csv()`.
        value_columns: Raw tables whose values can be summed, each with the column of them and the
            columns within which alone they can be: a sum over units means nothing. Empty for
            rates, articles and tables of codes, which are parts of no sum.
        max_quarantine_value_share: Share of a document's value in bad rows above which it is not
            trusted at all.
        max_unmapped_share: The same for rows whose code is in none of the lists.
    """

    id: str
    tables: tuple[str, ...]
    module: str
    suffixes: tuple[str, ...]
    max_quarantine_share: float
    min_rows_judged: int = 1
    is_judged_per_load: bool = False
    has_template: bool = False
    value_columns: tuple[tuple[str, ...], ...] = ()
    max_quarantine_value_share: float = 0.10
    max_unmapped_share: float = 0.001

    def with_settings(self, settings: SourceSettings) -> Source:
        """Return the source with the thresholds that a user has set."""
        names = ("max_quarantine_share", "max_quarantine_value_share", "max_unmapped_share")
        given = {name: getattr(settings, name) for name in names}
        return replace(self, **{name: at for name, at in given.items() if at is not None})

    def parse(self, body: bytes, document: Document) -> Parsed:
        """Read a document with the parser of the source, which is imported now.

        Raises:
            TradebooksError: When it cannot be read; a shape that the parser did not foresee too.
        """
        parser: Callable[[bytes, Document], Parsed] = import_module(self.module).parse
        try:
            return parser(body, document)
        except UNFORESEEN as error:
            raise DocumentError(
                document.name,
                seen=unforeseen(error),
                expected=f"a document of {self.name} in the documented shape",
                action="fetch it once more; if the layout has changed, the parser must learn it",
            ) from error

    @property
    def parser_version(self) -> str | None:
        """The parser's version; None where every document carries its own."""
        version: str | None = getattr(import_module(self.module), "VERSION", None)
        return version

    def tables_of(self, row: ManifestRow) -> tuple[str, ...]:
        """Return the raw tables that one archived body fills; none for one that is no data.

        An interface answers with lists of what there is, too; its module then has a function
        `tables_of(row)`. By default every document fills every table.
        """
        chosen: Callable[[ManifestRow], tuple[str, ...]] | None = getattr(
            import_module(self.module), "tables_of", None
        )
        return self.tables if chosen is None else chosen(row)

    def template_csv(self) -> str:
        """Return the CSV template for this source.

        Raises:
            UsageError: When the source is not fed by a template.
        """
        if not self.has_template:
            raise UsageError(
                f"template of {self.id}",
                seen="a source that is not fed by a CSV template",
                expected=" or ".join(
                    source.id for source in SOURCES.values() if source.has_template
                ),
                action="name one of these sources",
            )
        template: str = import_module(self.module).template_csv()
        return template

    @property
    def name(self) -> str:
        """Its English name."""
        return _described(self.id)["name_en"]

    @property
    def licence(self) -> str | None:
        """Terms under which its documents come."""
        return _described(self.id)["licence"] or None

    @property
    def may_republish(self) -> bool:
        """Whether these terms allow its documents to be passed on."""
        return _described(self.id)["may_republish"] == "true"

    @property
    def expected_lag_days(self) -> int:
        """Days after the end of a period within which its figures are usually out."""
        return int(_described(self.id)["expected_lag_days"] or 0)

    @property
    def time_zone(self) -> str:
        """Time zone in which its days are read."""
        return _described(self.id)["time_zone"] or "UTC"


SOURCES: Mapping[str, Source] = MappingProxyType(
    {
        source.id: source
        for source in (
            Source(
                id="rosstat",
                tables=("raw_rosstat_trade",),
                module="ingest.sources.rosstat",
                suffixes=(".xlsx",),
                max_quarantine_share=0.10,
                value_columns=(("raw_rosstat_trade", "value_musd"),),
            ),
            Source(
                id="rosstat_annual",
                tables=("raw_rosstat_annual",),
                module="ingest.sources.rosstat_annual",
                # A workbook is taken for the monthly one unless its source is named.
                suffixes=(),
                max_quarantine_share=0.10,
                value_columns=(("raw_rosstat_annual", "value_musd"),),
            ),
            Source(
                id="unsd",
                tables=("raw_hs_correlation",),
                module="ingest.sources.hs_correlation",
                # A workbook is taken for Rosstat's unless its source is named.
                suffixes=(),
                max_quarantine_share=0.01,
            ),
            Source(
                id="comtrade",
                tables=("raw_comtrade_trade", "raw_comtrade_availability"),
                module="ingest.sources.comtrade.read",
                suffixes=(".json",),
                max_quarantine_share=0.10,
                value_columns=(("raw_comtrade_trade", "primary_value_usd"),),
            ),
            Source(
                id="nbrb",
                tables=("raw_nbrb_rate",),
                module="ingest.sources.nbrb.read",
                suffixes=(".json",),
                max_quarantine_share=0.10,
            ),
            Source(
                id="cbr",
                tables=("raw_cbr_rate",),
                module="ingest.sources.cbr.read",
                suffixes=(".xml",),
                max_quarantine_share=0.10,
            ),
            Source(
                id="world_bank",
                tables=("raw_world_bank_indicator",),
                module="ingest.sources.world_bank.read",
                suffixes=(".json",),
                max_quarantine_share=0.10,
                value_columns=(("raw_world_bank_indicator", "value", "indicator"),),
            ),
            Source(
                id="imf",
                tables=("raw_imf_trade",),
                module="ingest.sources.imf.read",
                suffixes=(".json",),
                max_quarantine_share=0.10,
                value_columns=(("raw_imf_trade", "value_usd"),),
            ),
            Source(
                id="ecb",
                tables=("raw_ecb_rate",),
                module="ingest.sources.ecb.read",
                suffixes=(".json",),
                max_quarantine_share=0.10,
            ),
            Source(
                id="wits",
                tables=("raw_wits_trade",),
                module="ingest.sources.wits.read",
                suffixes=(".json",),
                max_quarantine_share=0.10,
                value_columns=(("raw_wits_trade", "value_kusd"),),
            ),
            Source(
                id="news_leads",
                tables=("raw_news_lead",),
                module="ingest.sources.leads.read",
                suffixes=(),
                max_quarantine_share=0.50,
            ),
            Source(
                id="manual",
                tables=("raw_manual_figure",),
                module="ingest.sources.manual",
                suffixes=(".csv",),
                max_quarantine_share=0.50,
                min_rows_judged=10,
                has_template=True,
                value_columns=(("raw_manual_figure", "value", "measure", "unit"),),
            ),
            Source(
                id="manual_rate",
                tables=("raw_manual_rate",),
                module="ingest.sources.manual_rate",
                suffixes=(".csv",),
                max_quarantine_share=0.50,
                min_rows_judged=10,
                has_template=True,
            ),
            Source(
                id="news",
                tables=("raw_news_article", "raw_trade_claim", "raw_claim_evidence"),
                module="ingest.news.rows",
                suffixes=(".txt", ".html", ".htm", ".mhtml", ".mht", ".md"),
                max_quarantine_share=0.20,
                min_rows_judged=50,
                is_judged_per_load=True,
            ),
        )
    }
)


def get(source_id: str) -> Source:
    """Return a source of the registry.

    Raises:
        UsageError: When there is none of this name.
    """
    if source_id not in SOURCES:
        raise UsageError(
            "source",
            seen=repr(source_id),
            expected=" or ".join(SOURCES),
            action="name one of these sources",
        )
    return SOURCES[source_id]


def all_sources() -> tuple[Source, ...]:
    """Return every source, in the order of the registry."""
    return tuple(SOURCES.values())


def template_csv(source_id: str) -> str:
    """Return the CSV template of a source.

    Raises:
        UsageError: When there is no such source, or it is not fed by a template.
    """
    return get(source_id).template_csv()


def _described(source_id: str) -> dict[str, str]:
    return next(row for row in seed("sources") if row["source"] == source_id)
