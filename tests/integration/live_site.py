"""A news site on this machine: robots.txt, a feed and its articles, all of them changeable."""

from __future__ import annotations

from collections import Counter

from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from tests.faults.samples import item, page, rss

TEXT = (
    "<p>MINSK, October 7. /TASS/. Trade turnover between Belarus and Russia reached $44 billion "
    "in January-October 2025, up 1.8% on the year, the ministry said in a statement.</p>"
    "<p>Exports of Belarus to Russia came to nearly $23 billion in the same period, officials "
    "told reporters in Minsk on Tuesday after a meeting of the two governments.</p>"
)


class Site:
    """Serves what its attributes hold and counts what was asked.

    Attributes:
        robots: Text of robots.txt, or None where there is none.
        items: Items of the feed.
        feed_status: Status of the feed.
        feeds: Paths of the feed.
        broken: Paths that answer 500.
        missing: Paths that answer 404.
    """

    def __init__(self, server: HTTPServer) -> None:
        self.url = server.url_for("").rstrip("/")
        self.robots: str | None = None
        self.items: list[str] = []
        self.feed_status = 200
        self.feeds = {"/rss"}
        self.broken: set[str] = set()
        self.missing: set[str] = set()
        self.hits: Counter[str] = Counter()
        server.expect_request("").respond_with_handler(self.answer)
        for path in ("/robots.txt", "/rss"):
            server.expect_request(path).respond_with_handler(self.answer)
        import re

        server.expect_request(re.compile("/.+")).respond_with_handler(self.answer)

    def story(self, path: str, title: str, **more: str) -> None:
        """Put a story on top of the feed."""
        self.items.insert(0, item(f"{self.url}{path}", title, **more))

    def answer(self, asked: Request) -> Response:
        self.hits[asked.path] += 1
        if asked.path in self.broken:
            return Response("down", 500)
        if asked.path in self.missing:
            return Response("Not found.\n", 404)
        if asked.path == "/robots.txt":
            return Response(self.robots or "", 200 if self.robots is not None else 404)
        if asked.path in self.feeds:
            return Response(rss(self.items), self.feed_status, content_type="text/xml")
        return Response(page(f"Story {asked.path}", TEXT), content_type="text/html")
