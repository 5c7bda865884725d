"""What the cells of a whole column show about how they are written.

A thousand rows are looked at first. Only a column in which they leave a doubt is read to its
end, so that a table of a million plain numbers is not read twice. This module must not know
what a column means beyond "numbers" and "dates".
"""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import NamedTuple

from dashboard.tables.cells import is_missing
from dashboard.tables.dates import NUMERIC, SERIAL, YEAR_SPAN, DateStyle, find_date_style
from dashboard.tables.grid import Grid
from dashboard.tables.numbers import NumberStyle, find_decimal_mark, is_doubtful, is_number

SAMPLE_ROWS = 1_000


class Styles(NamedTuple):
    """How the columns of a table are written, by their position (from 0)."""

    numbers: dict[int, NumberStyle]
    dates: dict[int, DateStyle]


def find_styles(
    grid: Grid,
    numbers: Sequence[int],
    dates: Sequence[int],
    *,
    decimal_mark: str | None = None,
    is_day_first: bool | None = None,
) -> Styles:
    """Return the style of each column of numbers and of dates.

    ``decimal_mark`` and ``is_day_first`` are what a person said; they hold for all columns. A
    column of numbers that shows nothing is written as the other columns that show something: those of
    numbers, and those that hold nothing but numbers, such as shares. In lists ("1,2,3") a comma shows nothing.
    """
    sample = [row.texts for row in islice(grid.rows, SAMPLE_ROWS)]
    columns = [set(column) for column in zip(*(texts[: len(grid.header)] for texts in sample), strict=False)]
    doubtful = {position for position in numbers if any(map(is_doubtful, _column(columns, position)))}
    doubtful |= {position for position in dates if any(map(_is_open, _column(columns, position)))}
    if len(sample) == SAMPLE_ROWS and doubtful:
        for row in grid.rows:
            for position in doubtful:
                columns[position].add(row.texts[position])
    shown = {
        position: find_decimal_mark(column)
        for position, column in enumerate(columns)
        if position in numbers or all(is_missing(text) or is_number(text) for text in column)
    }
    elsewhere = _agreed(set().union(*shown.values()))
    is_comma_doubtful = grid.delimiter == ";" or elsewhere == ","
    styles = {}
    for position in numbers:
        marks = shown.get(position, set())
        mark = decimal_mark or (_agreed(marks) if marks else elsewhere)
        styles[position] = NumberStyle(mark, is_comma_doubtful or len(marks) > 1)
    return Styles(styles, {position: find_date_style(_column(columns, position), is_day_first) for position in dates})


def _column(columns: Sequence[Iterable[str]], position: int) -> Iterable[str]:
    return columns[position] if position < len(columns) else ()


def _agreed(marks: set[str]) -> str | None:
    return next(iter(marks)) if len(marks) == 1 else None


def _is_open(text: str) -> bool:
    """Tell whether a date can be read only with the others of its column."""
    return any(shape.fullmatch(text) for shape in (NUMERIC, SERIAL, YEAR_SPAN))
