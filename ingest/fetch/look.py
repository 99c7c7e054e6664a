"""One answer for a person to look at: asked under the manners of its source, and not archived.

What is to enter the warehouse goes through `work` and the archive instead.
"""

from __future__ import annotations

from contextlib import closing

from ingest.fetch.http import HttpTransport
from ingest.fetch.live import LiveSource
from ingest.fetch.pace import Pace
from ingest.fetch.robots import Robots
from ingest.fetch.state import FetchState
from ingest.fetch.types import Fetched, Request
from tradebooks.settings import Settings


def look(source: LiveSource, request: Request, settings: Settings, state: FetchState) -> Fetched:
    """Ask for one body: guarded, paced, limited and checked like any other.

    Args:
        source: Says who may be asked, how, and what a good answer is.
        request: What to ask.
        settings: All settings; those of the source are laid over its manners.
        state: What polite fetching remembers.

    Raises:
        FetchError: When there is no good answer; the subclass says why.
    """
    policy, pace = source.policy(settings), Pace(state)
    with (
        closing(HttpTransport(policy, pace, source.check)) as transport,
        closing(Robots(state, pace, policy)) as robots,
    ):
        delay = robots.crawl_delay(request) if source.obeys_robots(request) else None
        return source.complete(transport.fetch(request, delay))
