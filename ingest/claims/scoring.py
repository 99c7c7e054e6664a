"""Claims in the vocabulary of the labelled corpus, for scorers and for `claims --json`."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import Any

from ingest.claims.model import Claim, Extraction

STATUS = {"preliminary": "actual", "estimate": "actual"}


def period_kind(start: date | None, end: date | None) -> str:
    """Name a period by its dates, as the labelled corpus does."""
    if start is None or end is None:
        return "other"
    if start.day != 1 or end.day != monthrange(end.year, end.month)[1]:
        return "other"
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    if months == 1:
        return "month"
    if months == 3 and start.month in {1, 4, 7, 10}:
        return "quarter"
    if months == 6 and start.month in {1, 7}:
        return "half"
    if months >= 12:
        return "year" if months == 12 else "multi_year"
    return "ytd" if start.month in {1, 4} else "other"


def _day(value: date | None) -> str | None:
    return value.isoformat() if value is not None else None


def _inferred(claim: Claim) -> list[str]:
    names = set(claim.inferred) - {"side"}
    if "year" in names:
        names = names - {"year"} | {"period_start", "period_end"}
    return sorted(names)


def claim_fields(claim: Claim) -> dict[str, Any]:
    """Write one claim in the fields of the labelled corpus."""
    return {
        "reporter": claim.reporter,
        "partner": claim.partner,
        "flow": claim.flow,
        "measure": claim.measure,
        "value": claim.value,
        "value_high": claim.value_high,
        "unit": claim.unit,
        "bound": "nearly" if claim.bound == "up_to" else claim.bound,
        "period_start": _day(claim.period_start),
        "period_end": _day(claim.period_end),
        "period_kind": period_kind(claim.period_start, claim.period_end),
        "base_period_start": _day(claim.base_period_start),
        "base_period_end": _day(claim.base_period_end),
        "scope": claim.scope,
        "basis": "value" if claim.basis == "constant_price" else claim.basis,
        "commodity": claim.commodity,
        "hs_codes": list(claim.hs_codes),
        "share_of": claim.share_of,
        "status": STATUS.get(claim.status, claim.status),
        "is_record": claim.is_record,
        "speaker": claim.speaker,
        "cited_source": claim.cited_source,
        "inferred": _inferred(claim),
        "start": claim.start,
        "end": claim.end,
    }


def to_prediction(article_id: str, extraction: Extraction) -> dict[str, Any]:
    """Write an extraction as one prediction of the labelled corpus."""
    return {"id": article_id, "claims": [claim_fields(claim) for claim in extraction.claims]}
