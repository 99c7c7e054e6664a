"""What an article says, as data: the claim and the result of one extraction.

The words used in the fields are those of the code lists in `dbt_project/seeds`.
How a claim is found in a text is the business of the language packages, not of this file.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Article:
    """A clean text with what is known of its origin.

    Attributes:
        text: The clean text; every offset of a claim counts its characters.
        title: The headline, or None.
        language: ISO 639-1 code, or None where it is to be told from the text.
        published: Day of publication in the publisher's time zone, or None.
        outlet: Who published it, or None.
    """

    text: str
    title: str | None = None
    language: str | None = None
    published: date | None = None
    outlet: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """A further place where an article says what a claim says.

    Attributes:
        start, end: Where the evidence stands in the text; it contains the anchor.
        anchor_start, anchor_end: Where the printed number or the listed item stands.
    """

    start: int
    end: int
    anchor_start: int
    anchor_end: int


@dataclass(frozen=True, slots=True)
class Claim:
    """One number, or one listed item, that an article states about trade.

    Attributes:
        measure: `value`, `growth_pct`, `change_abs`, `share_pct`, `multiple`, `rank` or
        `composition`.
        flow: `export`, `import`, `turnover` or `balance`, seen from the reporter.
        reporter: ISO 3166-1 alpha-3, ISO 3166-2 or area code of the side whose flow it is.
        partner: The other side, in the same codes.
        value: In base units (dollars, per cent, tonnes); None only for a composition item.
        value_high: Upper end of a printed range, else None.
        unit: ISO 4217 code, `PCT`, `PP`, `X`, `RANK`, `T`, or None for a composition item.
        resolution: Worth of one unit of the last printed digit, in the unit of `value`
            ("$49.2 billion" has 1e8); None for a composition item.
        bound: `exact`, `about`, `nearly`, `over`, `up_to` or `range`.
        anchor_start, anchor_end: Where the printed number or the listed item stands in the text.
        start, end: Where the evidence stands in the text; it contains the anchor.
        period_start, period_end: First and last day that the number covers, or None.
        base_period_start, base_period_end: What a change is measured against, or None.
        scope: `goods`, `services`, `goods_and_services` or `unspecified`.
        basis: `value`, `constant_price` or `volume`.
        commodity: The phrase that names the goods, empty for all of them.
        hs_codes: Harmonized System codes of the commodity, as text.
        share_of: `total` or `bilateral` for a share, else None.
        status: `actual`, `preliminary`, `estimate`, `forecast` or `target`.
        is_record: Whether the number is called a record.
        speaker: Who says it, as written, in the nominative; or None.
        cited_source: Whose data or which agency is named; or None.
        side: Code of the country whose books the number comes from, or None where nothing tells.
        valuation: `fob`, `cif`, `bop`, `mixed` or `unspecified`.
        list_order: Place of a composition item in its list, from 1; else None.
        inferred: Names of the fields that the text does not state beside the number; `year` where
            no year of the period is printed in the sentence, as in `last year` or `in May`.
        confidence: Share of readings like this one that is expected to be right, from 0 to 1.
        further: Where else the article says the same, in the order of the text.
        doubt: Why the number cannot be, or None for a number that can.
        signs: What the reading rests on, as `question=answer`; `confidence` weighs them.
    """

    measure: str
    flow: str
    reporter: str | None
    partner: str | None
    value: float | None
    unit: str | None
    resolution: float | None
    anchor_start: int
    anchor_end: int
    start: int
    end: int
    value_high: float | None = None
    bound: str = "exact"
    period_start: date | None = None
    period_end: date | None = None
    base_period_start: date | None = None
    base_period_end: date | None = None
    scope: str = "unspecified"
    basis: str = "value"
    commodity: str = ""
    hs_codes: tuple[str, ...] = ()
    share_of: str | None = None
    status: str = "actual"
    is_record: bool = False
    speaker: str | None = None
    cited_source: str | None = None
    side: str | None = None
    valuation: str = "unspecified"
    list_order: int | None = None
    inferred: tuple[str, ...] = ()
    confidence: float = 1.0
    further: tuple[Evidence, ...] = ()
    doubt: str | None = None
    signs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one extractor version reads in one article.

    Attributes:
        language: ISO 639-1 code of the extractor that was used.
        version: Version of that extractor; it changes whenever its output may change.
        claims: In the order of the text.
        doubtful: Numbers that cannot be, kept for a person to look at; never among `claims`.
        flags: Statements without a number that matter, such as `balance_positive_for_both`.
    """

    language: str
    version: str
    claims: list[Claim] = field(default_factory=list)
    flags: tuple[str, ...] = ()
    doubtful: list[Claim] = field(default_factory=list)
