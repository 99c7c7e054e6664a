"""How things look in the terminal: the console, tables and errors."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from rich import box
from rich.console import Console
from rich.measure import Measurement
from rich.table import Table

from tradebooks.errors import TradebooksError

#: A cell without spaces and no longer than this is a name: it is never broken.
WORD = 40
#: A width that any table fits into.
_UNBOUNDED = 10_000

out = Console(highlight=False)
err = Console(stderr=True, highlight=False)


def show_table(title: str | None, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print a table; numbers are set to the right and counts get thin thousands.

    Where it does not fit its lines go on below: no column is left out.
    """
    made = _table(title, columns, rows)
    least = Measurement.get(out, out.options.update(width=_UNBOUNDED), made).minimum
    if least > out.width:
        made.width = least
    out.print(made, crop=False)


def _table(title: str | None, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Table:
    lines = [list(row) for row in rows]
    made = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, title_style="bold")
    for number, name in enumerate(columns):
        cells = [line[number] for line in lines if line[number] is not None]
        is_numeric = bool(cells) and all(isinstance(cell, int | float | Decimal) for cell in cells)
        longest = max((len(_text(cell)) for cell in cells), default=0)
        is_whole = all(" " not in str(cell) for cell in cells) and longest <= WORD
        made.add_column(
            name,
            justify="right" if is_numeric else "left",
            overflow="fold",
            no_wrap=is_whole,
            min_width=max(min(len(name), WORD), longest if is_whole else 0),
        )
    for line in lines:
        made.add_row(*(_text(cell) for cell in line))
    return made


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, int):
        return f"{cell:,}".replace(",", " ") if abs(cell) >= 10_000 else str(cell)
    if isinstance(cell, Decimal):
        cell = float(cell)
    if isinstance(cell, float):
        return f"{cell:.6g}" if abs(cell) < 1e6 else f"{cell:,.0f}".replace(",", " ")
    return str(cell)


def print_error(error: TradebooksError) -> None:
    """Print an expected error: where, what was seen, what was expected, what to do."""
    err.print(f"[bold red]✗[/] [bold]{error.where}[/]", markup=True)
    for label, text in (("saw", error.seen), ("expected", error.expected), ("do", error.action)):
        err.print(f"  [dim]{label:>8}[/]  ", end="")
        err.print(text, markup=False)
