"""The README's questions: each runs, and what stands below it is what it answers."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from warehouse import reader

README = Path(__file__).parents[2] / "README.md"
#: A question in SQL and, below it, its answer as a table.
BLOCK = re.compile(r"```sql\n(?P<query>.*?)\n```\n(?P<answer>(?:\n\|[^\n]*)*)\n*", re.DOTALL)


def answer(query: str, release: Path) -> str:
    """Return the answer to a query as a Markdown table."""
    with reader.connect(release) as con:
        result = con.execute(query)
        names = [column[0] for column in result.description or []]
        rows = result.fetchall()
    lines = ["", names, ["---"] * len(names), *rows]
    return "\n".join("" if not line else f"| {' | '.join(map(cell, line))} |" for line in lines)


def cell(value: object) -> str:
    """Return one value as text."""
    if isinstance(value, float):
        return f"{value:g}" if abs(value) < 1e6 else f"{value:.0f}"
    return "" if value is None else str(value).strip()


def test_every_link_and_picture_is_there() -> None:
    pages = [README, *README.parent.glob("docs/*.md")]
    missing = [
        f"{page.name}: {target}"
        for page in pages
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]
    assert missing == []


def test_the_queries_of_the_documents_run(release: Path) -> None:
    pages = README.parent.glob("docs/*.md")
    queries = [
        query
        for page in pages
        for query in re.findall(r'tradebooks sql "([^"]+)"', page.read_text(encoding="utf-8"))
    ]
    assert queries
    with reader.connect(release) as con:
        for query in queries:
            con.execute(query)


def test_the_readme_names_every_package() -> None:
    with (README.parent / "pyproject.toml").open("rb") as file:
        needed = tomllib.load(file)["project"]["dependencies"]
    text = README.read_text(encoding="utf-8")
    names = [re.split(r"[\[<>=~ ]", requirement)[0] for requirement in needed]
    assert [name for name in names if name not in text] == []


def test_the_readme_shows_what_its_questions_answer(
    release: Path, pytestconfig: pytest.Config
) -> None:
    text = README.read_text(encoding="utf-8")

    def renewed(match: re.Match[str]) -> str:
        return f"```sql\n{match['query']}\n```\n{answer(match['query'], release)}\n\n"

    found = BLOCK.sub(renewed, text)
    assert len(BLOCK.findall(text)) == 5
    if pytestconfig.getoption("--update-golden"):
        README.write_text(found, encoding="utf-8")
    assert found == README.read_text(encoding="utf-8"), "run pytest with --update-golden"
