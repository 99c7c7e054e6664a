"""Headings and their editions out of correlation tables of subheadings."""

from __future__ import annotations

import csv
import importlib.util
from pathlib import Path
from types import ModuleType

import openpyxl
import pytest

from tradebooks.paths import DBT_PROJECT

TABLES = {
    (2022, 2017): [("120110", "120110"), ("848510", "847989"), ("847989", "847989")],
    (2017, 2012): [("120110", "120110"), ("690721", "690710"), ("690721", "690810")],
    (2012, 2007): [("120110", "120100"), ("690710", "690710"), ("690810", "690810")],
    (2007, 2002): [("120100", "120100"), ("848710", "848590"), ("999999", "999999")],
}


@pytest.fixture
def make_hs() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_hs", DBT_PROJECT / "make_hs.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def written(folder: Path) -> None:
    for (newer, older), rows in TABLES.items():
        book = openpyxl.Workbook()
        sheet = book.active
        assert sheet is not None
        sheet.title = "Correlation Tables"
        for line in [(None, None, None), (f"HS {newer}", f"HS {older}", "Relationship"), *rows]:
            sheet.append(line)
        book.save(folder / f"HS {newer} to HS {older} ConversionAndCorrelationTables.xlsx")
    names = {"cmd_h0": "Machinery parts", "cmd_h6": "Machines for additive manufacturing; " * 4}
    for name in ("cmd_h0", "cmd_h4", "cmd_h5", "cmd_h6"):
        text = f'id,text\n8485,"8485 - {names.get(name, "")}"\n' if name in names else "id,text\n"
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")


def seed(folder: Path, name: str) -> list[list[str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))[1:]


def test_headings_and_links(
    tmp_path: Path, make_hs: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(make_hs, "SEEDS", tmp_path)
    written(tmp_path)
    make_hs.main(tmp_path)
    headings = seed(tmp_path, "hs_headings")
    assert [row[:3] for row in headings] == [
        ["1201", "2002", ""],
        ["6907", "2007", "2021"],
        ["6908", "2007", "2016"],
        ["8479", "2017", ""],
        ["8485", "2002", "2006"],
        ["8485", "2022", ""],
        ["8487", "2007", "2011"],
    ]
    old, new = (row[3] for row in headings if row[0] == "8485")
    assert old == "Machinery parts"
    assert new.endswith(" …")
    assert len(new) <= 80
    links = [[*row[:5], row[5]] for row in seed(tmp_path, "hs_correlations")]
    assert ["2002", "8485", "2007", "8487", "1:1", "1"] in links
    assert ["2012", "6908", "2017", "6907", "n:1", "1"] in links
    assert ["2017", "6907", "2012", "6908", "1:n", ""] in links
    assert ["2017", "8479", "2022", "8485", "1:n", ""] in links
    assert not [row for row in links if row[1] == "1201"]
    assert not [row for row in links if "9999" in row]
