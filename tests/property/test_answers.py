"""Whatever bytes come, decoding ends in an answer or in an error that says what was seen."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.fetch.answers import json_of, xml_of
from ingest.fetch.guard import check_address
from ingest.fetch.policy import Policy
from ingest.fetch.status import error_of
from ingest.fetch.types import Fetched, Request
from ingest.sources.feeds import article_url, parse_feed, read_date
from ingest.sources.news_live import check_page
from tests.faults.samples import FEED
from tradebooks.errors import AnswerError, FetchError, ForbiddenAddressError

NOW = datetime(2026, 11, 21, tzinfo=UTC)
POLICY = Policy(base_url="https://api.example.org")
DECODERS = (json_of, xml_of, parse_feed, check_page)
PRECISIONS = {"second", "day", "month", "year", "unknown"}


def fetched(body: bytes, status: int = 200, content_type: str | None = None) -> Fetched:
    return Fetched(Request("x", "https://x.org/a"), body, NOW, status, content_type)


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A good feed with a piece taken out and another put in."""
    start = draw(st.integers(0, len(FEED)))
    end = draw(st.integers(start, min(len(FEED), start + 200)))
    return FEED[:start] + draw(st.binary(max_size=20)) + FEED[end:]


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.binary(max_size=300), damaged()), st.sampled_from(DECODERS))
def test_decoders_raise_nothing_else(body: bytes, decoder) -> None:
    with suppress(AnswerError):
        decoder(fetched(body, content_type="text/xml; charset=nonsense"))


@given(st.text(max_size=60))
def test_any_text_is_a_date_or_none(text: str) -> None:
    assert read_date(text, "Europe/Minsk").precision in PRECISIONS


@given(st.text(max_size=60))
def test_no_text_is_an_address_of_the_source_by_accident(text: str) -> None:
    try:
        parts = check_address(f"https://{text}", POLICY)
    except ForbiddenAddressError:
        return
    assert parts.hostname == "api.example.org"


@given(
    st.sampled_from(["https://x.org/", "http://x.org/a?", "https://[::1]/"]), st.text(max_size=40)
)
def test_addresses_of_articles_keep_their_host(start: str, rest: str) -> None:
    assert article_url(start + rest).startswith(start[:12])


@given(
    st.integers(201, 599),
    st.binary(max_size=80),
    st.dictionaries(st.just("Retry-After"), st.text(max_size=30)),
)
def test_any_status_makes_an_error(status: int, body: bytes, headers: dict[str, str]) -> None:
    error = error_of(fetched(body, status), headers, NOW)
    assert isinstance(error, FetchError)
    assert error.wait is None or error.wait >= 0
