"""Which feeds are asked and which stories are wanted: the news settings, read and checked.

`[sources.news.options]`:

    feeds = ["tass_en", {id = "mine", url = "https://example.org/rss", outlet = "belta",
             hosts = ["www.example.org"]}]

A feed is one of the names in `FEEDS`, or a table. `outlet` is a code of `sources.csv`; `hosts`
are the hosts of its articles where they differ from the feed's. The options of the rule for
stories stand in `newsworthy`.
"""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import TypeAdapter, ValidationError

from ingest.sources.newsworthy import COUNTRIES, TRADE_WORDS, Rule
from tradebooks.errors import UsageError
from tradebooks.settings import Settings

NEWS = "news"


@dataclass(frozen=True, slots=True)
class Feed:
    """One feed.

    Attributes:
        id: Its name in settings and reports.
        url: Its address.
        outlet: Code of its publisher in `sources.csv`, or None.
        hosts: Hosts of its articles besides the feed's own.
        withdrawn: What is known of its end; such a feed is reported and probed, but not polled.
    """

    id: str
    url: str
    outlet: str | None = None
    hosts: tuple[str, ...] = ()
    withdrawn: str = ""


FEEDS = {
    feed.id: feed
    for feed in (
        # 100 entries, seen on 2026-10-07.
        Feed("tass_en", "https://tass.com/rss/v2.xml", "tass", ("www.tass.com",)),
        # Listed in public registers of feeds, not seen: to be named in the settings.
        Feed("belta_ru", "https://www.belta.by/rss", "belta", ("belta.by",)),
        Feed("interfax_ru", "https://www.interfax.ru/rss.asp", "interfax", ("interfax.ru",)),
        Feed("kremlin_en", "http://en.kremlin.ru/events/president/news/feed", "kremlin"),
        # Kept, and among the defaults, so that its silence is not taken for no news.
        Feed("belta_en", "https://eng.belta.by/rss", "belta", withdrawn="404 since 2026-10-04"),
    )
}
DEFAULT = ("tass_en", "belta_en")
_NAMES = TypeAdapter(list[str | Feed])
_WORDS = TypeAdapter(tuple[str, ...])


def feeds_of(settings: Settings) -> list[Feed]:
    """Return the configured feeds.

    Raises:
        UsageError: When a name is unknown or a table lacks something.
    """
    given = settings.source(NEWS).options.get("feeds", list(DEFAULT))
    try:
        chosen = _NAMES.validate_python(given)
        feeds = [FEEDS[one] if isinstance(one, str) else one for one in chosen]
    except (ValidationError, KeyError) as error:
        raise _bad_feeds(repr(given)) from error
    if not feeds or len({feed.id for feed in feeds}) < len(feeds):
        raise _bad_feeds("no feed" if not feeds else "two feeds of one id")
    return feeds


def rule_of(settings: Settings) -> Rule:
    """Return the rule that says which stories are fetched."""
    options = settings.source(NEWS).options
    return Rule(
        countries=_WORDS.validate_python(options.get("countries", COUNTRIES)),
        trade_words=_WORDS.validate_python(options.get("trade_words", TRADE_WORDS)),
        take_all=options.get("take_all") is True,
    )


def _bad_feeds(seen: str) -> UsageError:
    return UsageError(
        "settings of the news feeds (sources.news.options.feeds)",
        seen=seen,
        expected=f"a list of names out of {', '.join(FEEDS)}, or of tables with id and url, "
        "and perhaps outlet and hosts; at least one, each id once",
        action="mend it in tradebooks.toml or in TRADEBOOKS_SOURCES__NEWS__OPTIONS__FEEDS",
    )
