"""One plain sentence per answer."""

from __future__ import annotations

from functools import cache

from tradebooks.vocabulary import seed
from warehouse.reconcile.places import Place
from warehouse.reconcile.variables import Variable
from warehouse.reconcile.verdicts import Answer

_SCOPES = {
    "goods": "goods",
    "services": "services",
    "goods_and_services": "goods and services",
    "unspecified": "scope not said",
}
_STEPS = ((1e12, "trillion "), (1e9, "billion "), (1e6, "million "), (1e3, "thousand "), (1, ""))
_VERDICTS = {
    "agree": "the sources agree",
    "single_source": "one source says so",
    "implied": "nobody says so, but other statements imply it",
    "conflict": "the statements contradict each other",
}
_REASONS = {
    "side": "freight and the other side's books",
    "fx": "currency conversion",
    "valuation": "valuation",
    "rounding": "rounding",
    "scope": "scope",
    "copy": "copies",
    "unit": "a slip of the unit",
    "arithmetic": "the sums do not add up",
    "unexplained": "nothing explains the difference",
    "no_rate": "no mean exchange rate of the period is known",
    "unsolved": "the statements could not be solved together",
    "status": "there are only forecasts or targets",
    "undated": "no figure has a date",
    "contradicted": "the only figure is contradicted by others",
    "unknown_currency": "the currency is not said",
    "same_evidence": "the document is already counted in a fuller reading",
    "no_level": "only rates are stated",
    "no_value": "the figure is missing at its source",
    "bad_interval": "the only figure has its lower bound above the upper",
}


@cache
def name(code: str) -> str:
    """Return the English name of a country or area; the code where it is in no list."""
    for table in ("countries", "areas"):
        for row in seed(table):
            if row["code"] == code:
                return row["name_en"]
    return code


def quantity(value: float, unit: str) -> str:
    """Write a number so that a person can read it: 49.2 billion USD."""
    size = abs(value)
    for step, word in _STEPS:
        if size >= step:
            return f"{value / step:.5g} {word}{unit}"
    return f"{value:.5g} {unit}"


def subject(variable: Variable) -> str:
    """Say what is measured: `Exports of Belarus to Russia (goods), 2025-01..2025-11`."""
    goods = "" if variable.commodity == "TOTAL" else f", {variable.commodity}"
    return f"{_flow(variable)} ({_SCOPES[variable.scope]}{goods}), {variable.period_key}"


def _flow(variable: Variable) -> str:
    first, second = name(variable.first), name(variable.second)
    match variable.flow:
        case "turnover":
            return f"Trade turnover of {first} and {second}"
        case "balance":
            return f"Trade balance of {first} with {second}"
    return f"Exports of {name(variable.exporter)} to {name(variable.importer)}"


def sentence(place: Place, answer: Answer) -> str:
    """Return the answer as one sentence."""
    about = subject(place.example)
    why = _REASONS.get(answer.reason, answer.reason.replace("_", " "))
    if answer.best is None or answer.low is None or answer.high is None:
        return f"{about}: no answer, because {why}."
    ends = f"between {quantity(answer.low, place.unit)} and {quantity(answer.high, place.unit)}"
    return f"{about}: {quantity(answer.best, place.unit)}, {ends}; {_end(answer.verdict, why)}."


def _end(verdict: str, why: str) -> str:
    if verdict == "agree_after_adjustment":
        return f"the sources agree once {why} is allowed for"
    return f"{_VERDICTS[verdict]} ({why})" if why else _VERDICTS[verdict]
