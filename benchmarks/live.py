"""What fetching costs, against a news site on this machine: `python -m benchmarks.live`.

Two hundred new articles fetched, extracted and validated, and a poll that finds nothing new.
Pauses between requests are switched off: they are manners, not cost.
"""

from __future__ import annotations

import sys
import tempfile
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from time import perf_counter

from rich.console import Console
from rich.table import Table

from orchestration import live, loading
from tests.faults.samples import item, page, rss
from tradebooks.settings import Settings

ARTICLES = 200
BUDGETS = {"200 new articles: fetch, extract, validate": 30.0, "poll that finds nothing new": 5.0}
TEXT = (
    "<p>MINSK, October 7. /TASS/. Trade turnover between Belarus and Russia reached ${} billion in "
    "January-October 2025, up 1.8% on the year, the ministry said in a statement.</p>"
    "<p>Exports of Belarus to Russia came to nearly $23 billion in the same period, officials "
    "told reporters in Minsk on Tuesday after a meeting of the two governments.</p>"
)


class Site(BaseHTTPRequestHandler):
    """A feed and its articles."""

    protocol_version = "HTTP/1.1"
    wbufsize = 1 << 16

    def do_GET(self) -> None:
        body = self.body()
        self.send_response(200 if body else 404)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def body(self) -> bytes:
        if self.path == "/rss":
            site = f"http://127.0.0.1:{self.server.server_address[1]}"
            title = "Trade between Russia and Belarus, part {}"
            return rss(item(f"{site}/{n}", title.format(n)) for n in range(ARTICLES))
        number = self.path[1:]
        text = TEXT.format(40 + int(number) / 10) if number.isdecimal() else ""
        return page(f"Trade between Russia and Belarus, part {number}", text) if text else b""

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


def poll(settings: Settings) -> float:
    """Ask and load once; return the seconds."""
    started = perf_counter()
    asked = live.ask(settings, "news", live.LIVE_TAGS)
    loaded = loading.load(settings, "news")
    if asked is None or asked.errors or loaded.errors:
        sys.exit(f"the poll failed: {asked} {loaded.errors}")
    return perf_counter() - started


def main() -> int:
    """Measure, print, and return 1 if a budget is exceeded."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    feed = {"id": "site", "url": f"http://127.0.0.1:{server.server_address[1]}/rss"}
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(
            data=Path(folder),
            fetch={"stand_ins": ["127.0.0.1"]},
            sources={"news": {"interval_seconds": 0, "options": {"feeds": [feed]}}},
        )
        loading.prepare_lake(settings)
        measured = dict(zip(BUDGETS, (poll(settings), poll(settings)), strict=True))
    server.shutdown()
    shown = Table("", "s", "budget, s")
    for name, seconds in measured.items():
        shown.add_row(name, f"{seconds:.2f}", f"{BUDGETS[name]:.0f}")
    Console().print(shown)
    return int(any(seconds > BUDGETS[name] for name, seconds in measured.items()))


if __name__ == "__main__":
    sys.exit(main())
