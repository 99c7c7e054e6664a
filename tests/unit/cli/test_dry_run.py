"""`add --dry-run`: what it shows of good and bad files, and that it writes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cli import console
from cli.main import app
from ingest.fetch.archive import Archive
from ingest.load import add_file
from tests.faults.builders import Book, figure, figures_csv

TEXT = "Trade grows\n\nTrade between India and Japan was worth $20 billion in 2024, up 5%.\n"


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder that is not there, and a terminal wide enough for a table."""
    folder = tmp_path / "data"
    monkeypatch.setenv("TRADEBOOKS_DATA", str(folder))
    for one in (console.out, console.err):
        monkeypatch.setattr(one, "_width", 240)
        monkeypatch.setattr(one, "_height", 50)
    return folder


def figures(tmp_path: Path, *rows: dict[str, str], name: str = "figures.csv") -> str:
    path = tmp_path / name
    path.write_text(figures_csv(*rows), encoding="utf-8")
    return str(path)


def dry_run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["add", *arguments, "--dry-run"])


def line_with(told: Result, text: str) -> list[str]:
    """Return the words of the one line that holds a text."""
    [line] = [line for line in told.stdout.splitlines() if text in line]
    return line.split()


def test_good_figures_are_shown_and_nothing_is_written(tmp_path: Path, data: Path) -> None:
    told = dry_run(figures(tmp_path, figure()))
    assert told.exit_code == 0, told.output
    assert "1 of 1 rows would be accepted, 0 quarantined" in told.stdout
    assert ["raw_manual_figure", "1"] in [line.split() for line in told.stdout.splitlines()]
    printed = ["value", "BLR", "RUS", "turnover", "2025-01..2025-11"]
    assert line_with(told, "turnover") == [*printed, "49", "200", "000", "000", "USD", "belta"]
    assert not data.exists()


def test_a_narrow_terminal_cuts_nothing(
    tmp_path: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(console.out, "_width", 80)
    told = dry_run(figures(tmp_path, figure()))
    assert "   49 200 000 000   USD" in told.stdout
    assert line_with(told, "49 200 000 000")[3:5] == ["turnover", "2025-01..2025-11"]
    assert not data.exists()


def test_a_table_wider_than_the_terminal_leaves_no_column_out(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(console.out, "_width", 40)
    columns = ["period", "exporter_mn", "importer_mn", "gap_mn", "source"]
    console.show_table(None, columns, [("2024", 123456789, 223456789, -1000000, "comtrade")])
    shown = capsys.readouterr().out
    assert all(name in shown for name in columns)
    assert "123 456 789   223 456 789   -1 000 000" in shown


def test_every_bad_row_is_shown_with_column_check_and_value(tmp_path: Path, data: Path) -> None:
    bad = (figure(reporter="[/x]", flow="export"), figure(value="many", flow="import"))
    told = dry_run(figures(tmp_path, figure(), *bad))
    assert told.exit_code == 1
    assert "1 of 3 rows would be accepted, 2 quarantined" in told.stdout
    place = ["figures.csv", "line"]
    assert line_with(told, "[/x]") == [*place, "3", "reporter", "code_known", "[/x]"]
    assert line_with(told, "many") == [*place, "4", "value", "not_a_number", "many"]
    assert not data.exists()


def test_a_document_that_is_not_trusted_is_refused_whole(tmp_path: Path, data: Path) -> None:
    rows = [figure(value="many", period=f"20{year}") for year in range(10, 22)]
    told = dry_run(figures(tmp_path, figure(), *rows))
    assert told.exit_code == 1
    assert "0 of 13 rows would be accepted, 13 quarantined" in told.stdout
    assert "12 of 13 rows in quarantine" in told.stderr


def test_a_document_error_is_shown_and_stops_no_other_file(tmp_path: Path, data: Path) -> None:
    broken = tmp_path / "broken.csv"
    broken.write_text(figures_csv(figure()).replace("measure", "measur", 1), encoding="utf-8")
    told = dry_run(str(broken), figures(tmp_path, figure()))
    assert told.exit_code == 1
    assert "missing 'measure'; unknown 'measur'" in told.stderr
    assert "1 of 1 rows would be accepted" in told.stdout
    assert not data.exists()


def test_articles_and_workbooks_are_tried_in_one_go(tmp_path: Path, data: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text(TEXT, encoding="utf-8")
    workbook = Book().save(tmp_path / "trade.xlsx")
    told = dry_run(str(article), str(workbook), "--published", "2025-02-01")
    assert told.exit_code == 0, told.output
    assert line_with(told, "growth_pct")[1:6] == ["IND", "JPN", "turnover", "2024", "5"]
    assert "raw_rosstat_trade, first 10 of " in told.stdout
    assert not data.exists()


def test_bytes_that_are_archived_already_are_pointed_out(tmp_path: Path, data: Path) -> None:
    path = figures(tmp_path, figure())
    add_file(Archive(data / "archive"), Path(path))
    before = {one: one.stat().st_mtime_ns for one in data.rglob("*")}
    told = dry_run(path)
    assert told.exit_code == 0
    assert "the archive holds these bytes already" in told.stdout
    assert {one: one.stat().st_mtime_ns for one in data.rglob("*")} == before


def test_addresses_are_refused_with_a_way_out(data: Path) -> None:
    told = dry_run("https://example.org/a")
    assert told.exit_code == 2
    assert "files, not addresses" in told.output
    assert not data.exists()
