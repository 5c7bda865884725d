r"""Find simple tables in a text: a line of headers and, under it, lines of as many cells.

Word files and web pages give such lines with bars, pasted tables have tabs or wide gaps. This
module must not know any word: what a cell counts is read by ``tabled``.
"""

import re
from collections.abc import Iterator
from functools import partial
from itertools import takewhile
from typing import NamedTuple

_LINE = re.compile(r"\S(?:[^\n]*\S)?")
_GAP = re.compile(r"[ \u00a0]*[|\t][ \u00a0\t]*|[ \u00a0]{2,}")
_RULE = re.compile(r"[\s|:=+–—-]+")  # a line drawn under the headers
_COUNT = re.compile(r"[~≈<>]?[ ]?\d[\d.,'’ \u00a0\u202f]*(?:[kKmM]|[ ]million)?")
_MARKS = ("|", "\t", "  ", "\u00a0\u00a0")
_YEAR = re.compile(r"(?:19|20)\d\d")
_ITEM = re.compile(rf"(?:[-•*·–] *)?([^\d:|]{{2,60}}?)(?: *: *| +)({_COUNT.pattern})")
_MOST_ROWS, _MOST_CELLS, _LONGEST_CELL = 60, 20, 80


class Cell(NamedTuple):
    """A cell of a table in a text: its offsets, the end excluded, and what stands in it."""

    start: int
    end: int
    text: str

    @property
    def is_count(self) -> bool:
        """Whether nothing but a number stands in it."""
        return _COUNT.fullmatch(self.text) is not None

    @property
    def is_year(self) -> bool:
        """Whether nothing but a year stands in it."""
        return _YEAR.fullmatch(self.text) is not None


class TextTable(NamedTuple):
    """A table in a text: its headers, and rows of as many cells, the first of them a label."""

    headers: list[Cell]
    rows: list[list[Cell]]


def find_tables(text: str) -> list[TextTable]:
    r"""Return the tables of a text, in order.

    Neither a header (but a year) nor the label of a row is a number, and another cell of each row is one. A
    table goes on as long as lines have as many cells, for 60 lines at most: what is longer
    should be uploaded as a table. A list of labels with a number each is a table, too; its
    caption is the header of its one column.

    Example:
        >>> table = find_tables("Region | Killed | Injured\nMopti | 12 | 40\nGao | 3 | -")[0]
        >>> [cell.text for cell in table.headers], [[cell.text for cell in row] for row in table.rows]
        (['Region', 'Killed', 'Injured'], [['Mopti', '12', '40'], ['Gao', '3', '-']])
        >>> find_tables("No table.  Only a wide gap.")
        []
    """
    if not any(mark in text for mark in _MARKS) and not any(line[-1:].isdecimal() for line in text.split("\n")):
        return []
    lines = [_cut(text, *line.span()) for line in _LINE.finditer(text) if not _RULE.fullmatch(line[0])]
    return list(_find_tables(lines))


def _find_tables(lines: list[list[Cell]]) -> Iterator[TextTable]:
    at = 0
    while at < len(lines):
        headers, following = lines[at], lines[at + 1 : at + 1 + _MOST_ROWS]
        at += 1
        if _are_headers(headers):
            rows = list(takewhile(partial(_is_row, len(headers)), following))
        elif _is_caption(headers):
            rows = list(takewhile(bool, map(_cut_item, following)))
            headers = [Cell(headers[0].start, headers[0].start, ""), *headers]
        else:
            continue
        if rows:
            yield TextTable(headers, rows)
            at += len(rows)


def _cut(text: str, start: int, end: int) -> list[Cell]:
    """Return the cells of a line; what stands at its edges parts nothing."""
    edges = [start, *(edge for gap in _GAP.finditer(text, start, end) for edge in gap.span()), end]
    cells = [Cell(first, last, text[first:last]) for first, last in zip(edges[::2], edges[1::2], strict=True)]
    return cells[not cells[0].text : len(cells) - (len(cells) > 1 and not cells[-1].text)]


def _are_headers(cells: list[Cell]) -> bool:
    is_fit = 1 < len(cells) <= _MOST_CELLS and all(len(cell.text) <= _LONGEST_CELL for cell in cells)
    return is_fit and not cells[0].is_count and all(cell.is_year or not cell.is_count for cell in cells)


def _is_caption(cells: list[Cell]) -> bool:
    return len(cells) == 1 and len(cells[0].text) <= _LONGEST_CELL and not any(map(str.isdecimal, cells[0].text))


def _cut_item(cells: list[Cell]) -> list[Cell]:
    """Return the label and the number of a line such as "- Mopti: 12", nothing if it is none."""
    item = _ITEM.fullmatch(cells[0].text) if len(cells) == 1 else None
    return [Cell(cells[0].start + item.start(g), cells[0].start + item.end(g), item[g]) for g in (1, 2)] if item else []


def _is_row(width: int, cells: list[Cell]) -> bool:
    return len(cells) == width and not cells[0].is_count and any(cell.is_count for cell in cells)
