"""The archive: bodies under their hash, rows once, and what a crash may leave behind."""

from __future__ import annotations

import logging
import subprocess
import sys
from datetime import UTC, datetime
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.fetch.archive import Archive
from ingest.fetch.collect import collect
from ingest.fetch.files import FileTransport
from ingest.fetch.publication import Publication, parse_publication
from ingest.fetch.replay import ReplayTransport
from ingest.fetch.types import Fetched, Request
from tradebooks.errors import ArchiveError, UsageError

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def fetched(body: bytes = b"body", url: str | None = "https://example.org/a", **more) -> Fetched:
    return Fetched(Request("manual", url), body, more.pop("at", NOW), **more)


def test_body_is_kept_under_its_hash_and_read_back(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    stored = archive.store(fetched())
    digest = stored.row.content_sha256
    assert stored.is_new
    assert (tmp_path / "bodies" / digest[:2] / digest).read_bytes() == b"body"
    assert archive.read(stored.row) == b"body"
    assert Archive(tmp_path).rows() == [stored.row]
    assert stored.row.retrieved_at == "2026-01-02T03:04:05Z"


def test_same_answer_later_writes_nothing(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    first = archive.store(fetched())
    manifest = (tmp_path / "manifest" / "manual.jsonl").read_bytes()
    again = Archive(tmp_path).store(fetched(at=datetime(2027, 1, 1, tzinfo=UTC)))
    assert (again.is_new, again.row) == (False, first.row)
    assert (tmp_path / "manifest" / "manual.jsonl").read_bytes() == manifest


def test_other_publication_address_or_bytes_is_another_row(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archive.store(fetched())
    day = parse_publication("2024-05-24")
    for other in (fetched(url=None), fetched(b"other"), fetched(published=day)):
        assert archive.store(other).is_new
    assert len(archive.rows("manual")) == 4


def on(day: int) -> datetime:
    return NOW.replace(day=day)


def answers(archive: Archive, *bodies: bytes, **more) -> list[bool]:
    """Store one answer a day to the same question; tell which of them were new."""
    return [
        archive.store(fetched(body, at=on(day), **more)).is_new
        for day, body in enumerate(bodies, start=1)
    ]


def test_bytes_that_come_back_are_a_new_row_and_document(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    assert answers(archive, b"A", b"B", b"A", b"A", b"B", b"B", b"A") == [
        *(True, True, True, False),
        *(True, False, True),
    ]
    rows = archive.rows()
    assert [archive.read(row) for row in rows] == [b"A", b"B", b"A", b"B", b"A"]
    assert [row.retrieved_at[8:10] for row in rows] == ["01", "02", "03", "05", "07"]
    assert len({row.document_key for row in rows}) == len({row.fetch_key for row in rows}) == 5
    assert len(list((tmp_path / "bodies").rglob("*/*"))) == 2


def test_the_same_answer_twice_adds_nothing_even_after_a_return(tmp_path: Path) -> None:
    answers(Archive(tmp_path), b"A", b"B", b"A")
    manifest = (tmp_path / "manifest" / "manual.jsonl").read_bytes()
    assert not Archive(tmp_path).store(fetched(b"A", at=on(9))).is_new
    assert (tmp_path / "manifest" / "manual.jsonl").read_bytes() == manifest


def test_an_answer_of_an_earlier_day_is_no_return(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    answers(archive, b"A", b"B")
    assert not archive.store(fetched(b"A", at=on(1))).is_new


@pytest.mark.parametrize(
    "other",
    [{"url": "https://example.org/b"}, {"url": None}, {"source": "news"}],
    ids=["address", "no address", "articles are told by their text"],
)
def test_only_answers_to_one_question_return(tmp_path: Path, other: dict[str, str | None]) -> None:
    archive = Archive(tmp_path)
    request = Request(str(other.get("source", "manual")), other.get("url", "https://x.org"))
    found = [
        archive.store(Fetched(request, body, on(day))).is_new
        for day, body in enumerate((b"A", b"B", b"A"), start=1)
    ]
    if "source" in other or other["url"] is None:
        assert found == [True, True, False]
    else:
        archive.store(fetched(b"C", at=on(9)))
        assert found == [True, True, True]


def test_documents_return_whatever_their_bytes_are(tmp_path: Path) -> None:
    """Some bodies carry the time that the answer took: their document is what they say."""
    archive = Archive(tmp_path)
    for day, (body, key) in enumerate(
        [(b"A 1", "a"), (b"B 2", "b"), (b"A 3", "a"), (b"A 4", "a"), (b"B 5", "b")], start=1
    ):
        assert archive.store(fetched(body, at=on(day), document_key=key)).is_new
    keys = [row.document_key for row in archive.rows()]
    assert keys[:2] == ["a", "b"]
    assert keys[2] == keys[3]
    assert len(set(keys)) == 4


def test_a_return_under_another_publication_is_a_document_too(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    answers(archive, b"A", b"B")
    back = archive.store(fetched(b"A", at=on(3), published=parse_publication("2024-05-24")))
    assert back.is_new
    assert len({row.document_key for row in archive.rows()}) == 3


@pytest.mark.parametrize("order", permutations(range(4)))
def test_a_replay_in_any_order_gives_one_manifest(tmp_path: Path, order: tuple[int, ...]) -> None:
    first = Archive(tmp_path / "first")
    answers(first, b"A", b"B", b"A", b"B")
    replay = ReplayTransport(tmp_path / "first")
    requests = replay.requests("manual")
    second = Archive(tmp_path / "second")
    for place in order:
        assert second.store(replay.fetch(requests[place])).is_new
    assert second.rows() == first.rows()
    assert collect(replay, second).new == []


def test_damaged_body_is_named(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    row = archive.store(fetched()).row
    path = tmp_path / "bodies" / row.content_sha256[:2] / row.content_sha256
    path.write_bytes(b"bodi")
    with pytest.raises(ArchiveError, match="with hash"):
        archive.read(row)
    path.unlink()
    with pytest.raises(ArchiveError, match="no readable file"):
        archive.read(row)


@pytest.mark.parametrize("cut", [1, 20, 300])
def test_line_cut_short_by_a_crash_is_ignored_then_repaired(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, cut: int
) -> None:
    archive = Archive(tmp_path)
    kept = archive.store(fetched(b"one")).row
    lost = archive.store(fetched(b"two")).row
    path = tmp_path / "manifest" / "manual.jsonl"
    path.write_bytes(path.read_bytes()[:-cut])
    with caplog.at_level(logging.WARNING):
        after = Archive(tmp_path)
        assert after.rows() == [kept]
    assert "never finished" in caplog.text
    assert after.store(fetched(b"two")) == (lost, True)
    assert {row.fetch_key for row in Archive(tmp_path).rows()} == {kept.fetch_key, lost.fetch_key}


def test_broken_line_in_the_middle_is_an_error_with_its_number(tmp_path: Path) -> None:
    Archive(tmp_path).store(fetched())
    path = tmp_path / "manifest" / "manual.jsonl"
    path.write_bytes(b'{"fetch_key": 1}\n' + path.read_bytes())
    with pytest.raises(ArchiveError, match=r"manual.jsonl line 1: saw missing fields"):
        Archive(tmp_path).rows()


def test_two_writers_see_each_other(tmp_path: Path) -> None:
    one, two = Archive(tmp_path), Archive(tmp_path)
    one.store(fetched(b"a"))
    two.store(fetched(b"b"))
    assert not one.store(fetched(b"b")).is_new
    assert len(one.rows()) == len(two.rows()) == 2


def test_processes_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from datetime import datetime, UTC;"
        "from ingest.fetch.archive import Archive; from ingest.fetch.types import Fetched, Request;"
        "archive = Archive(Path(sys.argv[1]));"
        "[archive.store(Fetched(Request('manual'), f'{n} {n % 7 or sys.argv[2]}'.encode(),"
        " datetime.now(UTC))) for n in range(40)]"
    )
    writers = [
        subprocess.Popen([sys.executable, "-c", code, str(tmp_path), name]) for name in "abc"
    ]
    assert [writer.wait() for writer in writers] == [0, 0, 0]
    archive = Archive(tmp_path)
    assert len(archive.rows()) == 34 + 3 * 6
    assert all(archive.read(row) for row in archive.rows())
    assert len((tmp_path / "manifest" / "manual.jsonl").read_text().splitlines()) == 52


def test_secrets_never_reach_the_manifest(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archive.store(fetched(url="https://me:pw@api.example.org/x?a=1&subscription-key=S3"))
    assert archive.rows()[0].url == "https://api.example.org/x?a=1"


def test_replay_gives_the_same_rows_and_then_nothing(tmp_path: Path) -> None:
    bundle = Archive(tmp_path / "bundle")
    day = parse_publication("2024-05", "Europe/Minsk")
    bundle.store(fetched(b"a", published=day, is_rebuilt=True, note="why", licence="CC0"))
    bundle.store(fetched(b"{}", kind="extraction", parser_version="1", document_key="d" * 32))
    archive = Archive(tmp_path / "mine")
    replay = ReplayTransport(tmp_path / "bundle")
    assert len(collect(replay, archive, "manual").new) == 2
    assert archive.rows() == bundle.rows()
    assert collect(ReplayTransport(tmp_path / "bundle"), archive).known == 2


def test_replay_answers_with_the_newest_body_of_an_address(tmp_path: Path) -> None:
    bundle = Archive(tmp_path)
    bundle.store(fetched(b"old"))
    bundle.store(fetched(b"new", at=datetime(2026, 2, 1, tzinfo=UTC)))
    replay = ReplayTransport(tmp_path)
    assert replay.fetch(Request("manual", "https://example.org/a")).body == b"new"
    with pytest.raises(ArchiveError, match="no body for manual"):
        replay.fetch(Request("manual", "https://example.org/b"))


def test_damaged_bundle_body_does_not_stop_the_others(tmp_path: Path) -> None:
    bundle = Archive(tmp_path / "bundle")
    row = bundle.store(fetched(b"a")).row
    bundle.store(fetched(b"b"))
    digest = row.content_sha256
    (tmp_path / "bundle" / "bodies" / digest[:2] / digest).unlink()
    got = collect(ReplayTransport(tmp_path / "bundle"), Archive(tmp_path / "mine"))
    assert (len(got.new), len(got.errors)) == (1, 1)


def test_file_transport_reads_a_file_and_explains_a_missing_one(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"x")
    answer = FileTransport(path, NOW).fetch(Request("manual"))
    assert (answer.body, answer.content_type) == (b"x", "text/csv")
    with pytest.raises(UsageError, match="No such file"):
        FileTransport(tmp_path / "b.csv", NOW).fetch(Request("manual"))


@pytest.mark.parametrize(
    ("text", "zone", "instant", "precision"),
    [
        ("2024-05-24", "Europe/Minsk", "2024-05-23T21:00:00Z", "day"),
        ("2024-05", "Europe/Moscow", "2024-04-30T21:00:00Z", "month"),
        ("2024", "UTC", "2024-01-01T00:00:00Z", "year"),
        ("2024-05-24T09:30:00+03:00", "UTC", "2024-05-24T06:30:00Z", "second"),
        ("2024-05-24T09:30", "Europe/Minsk", "2024-05-24T06:30:00Z", "second"),
        ("2010-07-01", "Europe/Minsk", "2010-06-30T21:00:00Z", "day"),
        ("", "UTC", None, "unknown"),
        (None, "UTC", None, "unknown"),
    ],
)
def test_publication_is_read_in_the_publishers_zone(
    text: str | None, zone: str, instant: str | None, precision: str
) -> None:
    read = parse_publication(text, zone)
    assert (read.text, read.precision) == (instant, precision)


@pytest.mark.parametrize("text", ["24.05.2024", "2024-13", "yesterday", "20240524", "2024-02-30"])
def test_other_spellings_of_a_date_are_refused(text: str) -> None:
    with pytest.raises(UsageError, match="publication time: saw"):
        parse_publication(text)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    items=st.lists(
        st.tuples(st.binary(max_size=20), st.sampled_from([None, "https://e.org/1", "x:y|z"])),
        max_size=8,
    )
)
def test_any_order_and_any_repetition_give_the_same_archive(
    tmp_path_factory: pytest.TempPathFactory, items: list[tuple[bytes, str | None]]
) -> None:
    one = Archive(tmp_path_factory.mktemp("one"))
    two = Archive(tmp_path_factory.mktemp("two"))
    for body, url in items + items:
        one.store(fetched(body, url))
    for body, url in reversed(items):
        two.store(fetched(body, url))
    assert one.rows() == two.rows()
    assert len(one.rows()) == len(set(items))


def test_unknown_publication_is_the_default() -> None:
    assert fetched().published == Publication(None, "unknown")
