"""The registry of live sources: those that can be asked over the network.

One entry per source, by the registry id whose archive asset asks it. Sources without an entry
are fed by the bundled archive and by hand.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module

from ingest.fetch.live import LiveSource
from tradebooks.settings import Settings

#: Registry id to module and class; modules are imported when a source is asked.
LIVE: Mapping[str, str] = {
    "news": "ingest.sources.news_live:NewsFeeds",
    "comtrade": "ingest.sources.comtrade.live:Comtrade",
    "nbrb": "ingest.sources.nbrb.live:Nbrb",
    "cbr": "ingest.sources.cbr.live:Cbr",
    "world_bank": "ingest.sources.world_bank.live:WorldBank",
    "imf": "ingest.sources.imf.live:Imf",
    "ecb": "ingest.sources.ecb.live:Ecb",
    "wits": "ingest.sources.wits.live:Wits",
    "news_leads": "ingest.sources.leads.live:Leads",
}


def live_source(source: str) -> LiveSource | None:
    """Return the live side of a source, or None where it has none."""
    if source not in LIVE:
        return None
    module, _, name = LIVE[source].partition(":")
    made: LiveSource = getattr(import_module(module), name)()
    return made


def enabled(settings: Settings) -> list[LiveSource]:
    """Return the live sources that the settings do not switch off."""
    found = (live_source(name) for name in LIVE if settings.source(name).enabled)
    return [source for source in found if source is not None]
