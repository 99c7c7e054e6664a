"""The page `docs/sources.md`, made from the registries and `sources.csv`: what is asked, and how.

`python -m ingest.sources.catalogue > docs/sources.md` writes it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module

from ingest.fetch.live import LiveSource
from ingest.sources.feed_list import DEFAULT, FEEDS, NEWS
from ingest.sources.live import live_source
from ingest.sources.registry import SOURCES, Source
from tradebooks.settings import Settings
from tradebooks.vocabulary import seed

TITLE = """# Sources

Made by `python -m ingest.sources.catalogue` from the registries and `sources.csv`; a test compares
the two. Base address, key, pace, quota and options of every source are settings:
`[sources.<id>]` in `tradebooks.toml`, or `TRADEBOOKS_SOURCES__<ID>__…` in the environment. A key
is only ever sent in a header.
"""


def page() -> str:
    """Return the whole page."""
    parts = [TITLE, _overview(), *(_section(source) for source in SOURCES.values())]
    return "\n".join(parts)


def _overview() -> str:
    """Return the table of all sources."""
    lines = [
        "| source | what it is | asked live | cadence | lag in days | raw tables |",
        "|---|---|---|---|---|---|",
    ]
    for source in SOURCES.values():
        about = _about(source.id)
        is_live = "yes" if live_source(source.id) else "no"
        tables = ", ".join(f"`{table}`" for table in source.tables)
        lines.append(
            f"| `{source.id}` | {source.name} | {is_live} | {about['cadence'] or '–'} "
            f"| {_lag(about)} | {tables} |"
        )
    return "\n".join(lines) + "\n"


def _lag(about: Mapping[str, str]) -> str:
    """Return the usual delay of a source, and that of its years where they have their own."""
    years = about["annual_lag_days"]
    return (about["expected_lag_days"] or "–") + (f" (years {years})" if years else "")


def _section(source: Source) -> str:
    about = _about(source.id)
    may = "may" if source.may_republish else "may not"
    lines = [
        f"## {source.name}",
        "",
        f"- Registry id `{source.id}`; homepage {about['homepage'] or '–'}.",
        f"- Licence: {source.licence or 'none stated'}; its bodies {may} be passed on.",
        f"- A document is refused as a whole above {source.max_quarantine_share:.0%} of bad rows.",
    ]
    if source.value_columns:
        lines.append(
            f"- So is one with more than {source.max_quarantine_value_share:.0%} of its value in "
            f"bad rows, or {source.max_unmapped_share:.1%} of it under unmapped codes"
            f"{_within(source)}."
        )
    live = live_source(source.id)
    if live is not None:
        lines.extend(_manners(live))
    return "\n".join(lines) + "\n"


def _within(source: Source) -> str:
    """Say within what values are summed, where not all of them can be."""
    columns = {column for _, _, *within in source.value_columns for column in within}
    return f", within one {' and '.join(sorted(columns))}" if columns else ""


def _manners(live: LiveSource) -> Iterator[str]:
    """Yield how a source is asked without any settings of a user."""
    policy = live.policy(Settings(sources={}))
    pace = _pace(policy.interval_seconds, policy.daily_quota)
    yield f"- Address `{policy.base_url}`; {pace} to one host."
    for limit in policy.limits:
        pace = _pace(limit.interval_seconds, limit.daily_quota)
        yield f"- {limit.kind[0].upper()}{limit.kind[1:]} (`{limit.path or '/'}…`): {pace}."
    if policy.key_header:
        yield f"- A key is optional; it goes into the header `{policy.key_header}`."
    if live.id == NEWS:
        yield from _feeds()
    doc = import_module(type(live).__module__).__doc__ or ""
    yield f"- {' '.join(doc.split())}"


def _feeds() -> Iterator[str]:
    """Yield the feeds that are known by name; one that ended is no feed without news."""
    for feed in FEEDS.values():
        state = "a default" if feed.id in DEFAULT else "asked if it is named"
        ended = f"; **withdrawn: {feed.withdrawn}**, told of in every run, not polled"
        yield f"- Feed `{feed.id}`, {feed.url}: {state}{ended if feed.withdrawn else ''}."


def _pace(interval: float, quota: int | None) -> str:
    return f"one request in {interval:g} s, {f'{quota} a day' if quota else 'no quota'}"


def _about(source: str) -> dict[str, str]:
    return next(row for row in seed("sources") if row["source"] == source)


if __name__ == "__main__":
    print(page(), end="")
