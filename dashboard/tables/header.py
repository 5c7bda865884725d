r"""Where the header of a table is, and what stands above it.

    Displaced people, March 2024            a title
                                            blank
              2023            2024          a header row whose cells span several columns
    Region    IDPs  Returnees IDPs …        the header row
              persons persons persons       a second header row: units
    #adm1     #affected+idps  …             tags of HXL
    Mopti     1200  300  …                  the first row of data

Several header rows become one: the texts above one another, joined. This module must not know
what a header means.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from dashboard.tables.cells import MISSING_MARKS
from dashboard.tables.csv_file import Record

# The tags of HXL stand in the first 25 rows, says its standard; titles may be a little longer.
SAMPLE_ROWS = 60
_TAG_ROWS = 25
_MOST_HEADER_ROWS = 4

_TAG = re.compile(r"#[a-zA-Z]\w*(\s*\+\s*\w+)*\s*")
_NUMBER = re.compile(r"[(+\-−]?\s*[0-9][0-9\s.,'’%\u00a0\u202f]*(e[+-]?[0-9]+)?\)?", re.IGNORECASE)
_YEAR = re.compile(r"(19|20)[0-9]{2}")
_COUNTED = re.compile(r"[0-9]{1,2}")
_DIGIT = re.compile(r"[~≈<>≥≤±]?=?\s*[0-9]")
# What stands in rows of data and never in a header: a whole date, and the errors of spreadsheets.
_DATE = re.compile(r"[0-9]{1,4}([-/.])[0-9]{1,2}\1[0-9]{1,4}")
_ERROR = re.compile(r"#(N/A|REF!|DIV/0!|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA)")


@dataclass(frozen=True, slots=True)
class Header:
    """The names and tags of the columns, and the rows in which they stand.

    ``names`` has one text a column, empty where there is none; ``tags`` is empty if the
    table has none. ``titles`` are the texts above, ``comments`` the numbers of rows that
    begin with ``#``. Data begin below row ``last_row``.
    """

    names: tuple[str, ...]
    tags: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    comments: tuple[int, ...] = ()
    last_row: int = 0


def find_header(records: Sequence[Record]) -> Header:
    """Return the header of a table by its first records (``SAMPLE_ROWS`` of them, in order).

    Example:
        >>> header = find_header([(1, ["Displaced", ""]), (3, ["Area", "IDPs"]), (4, ["Mopti", "1200"])])
        >>> header.names, header.titles, header.last_row
        (('Area', 'IDPs'), ('Displaced',), 3)
        >>> find_header([(1, ["Mopti", "1200"]), (2, ["Gao", "300"])]).names
        ('', '')
    """
    filled = [(number, texts) for number, texts in records if any(texts)]
    comments = tuple(number for number, texts in filled if _is_comment(texts))
    filled = [record for record in filled if record[0] not in comments]
    if not filled:
        return Header((), comments=comments)
    tag_index = next((index for index, (_, texts) in enumerate(filled[:_TAG_ROWS]) if is_tag_row(texts)), None)
    first, last = _find_header_rows(filled) if tag_index is None else _find_rows_above(filled, tag_index)
    rows = [texts for _, texts in filled[first:last]]
    tags = [] if tag_index is None else filled[tag_index][1]
    body = last if tag_index is None else tag_index + 1
    names, kept_tags = _cut(rows, tags, [texts for _, texts in filled[body:]])
    return Header(
        names=names,
        tags=kept_tags,
        titles=tuple(text for _, texts in filled[:first] for text in dict.fromkeys(texts) if text),
        comments=comments,
        last_row=filled[body - 1][0] if body else 0,
    )


def is_tag_row(texts: Sequence[str]) -> bool:
    """Tell whether a row holds the tags of HXL and nothing else.

    Example:
        >>> is_tag_row(["#country +code", "", "#affected+idps"]), is_tag_row(["# a comment", ""])
        (True, False)
    """
    tags = [text for text in texts if text]
    return bool(tags) and all(map(_TAG.fullmatch, tags)) and (len(tags) > 1 or not texts[0])


def is_number(text: str) -> bool:
    """Tell whether a text looks like a number, however it is written.

    Example:
        >>> is_number("1 234,5"), is_number("12%"), is_number("Phase 3")
        (True, True, False)
    """
    return bool(_NUMBER.fullmatch(text))


def _is_comment(texts: Sequence[str]) -> bool:
    """Tell a remark from tags and from a header such as ``# of people``."""
    filled = [text for text in texts if text]
    return len(filled) == 1 and texts[0].startswith("#") and not is_tag_row(texts)


def _find_header_rows(filled: list[Record]) -> tuple[int, int]:
    """Return the first row of the header and the one behind its last; the same if there is no header."""
    most = max(_count(texts) for _, texts in filled)
    enough = max((most + 1) // 2, min(2, most))
    wide = [index for index, (_, texts) in enumerate(filled) if _count(texts) >= enough]
    top = next((index for index in wide if not _is_title(filled[index][1])), wide[0])
    while top + 1 < len(filled) and _is_above_header(filled, top, most):
        top += 1
    below = filled[top + 1 :]
    numeric = find_numeric(below, skips_words=True)
    if _is_data(filled[top][1], numeric, below):
        return (top, top)
    bottom = top + 1
    while (
        bottom < min(len(filled) - 1, top + _MOST_HEADER_ROWS)
        and _is_next(filled, bottom)
        and _is_more_header(filled[bottom][1], numeric)
    ):
        bottom += 1
    return _climb(filled, top), bottom


def _find_rows_above(filled: list[Record], tag_index: int) -> tuple[int, int]:
    """Return the header rows above the tags."""
    width = len(filled[tag_index][1])
    if not tag_index or (_is_title(filled[tag_index - 1][1]) and width > 1):
        return tag_index, tag_index
    return _climb(filled, tag_index - 1), tag_index


def _climb(filled: list[Record], top: int) -> int:
    """Return the first of the rows above whose cells span columns of the header."""
    width = len(filled[top][1])
    while top and _is_next(filled, top) and not _is_title(filled[top - 1][1]):
        if _is_preamble(filled[top - 1][1], width):
            break
        top -= 1
    return top


def _is_next(filled: list[Record], index: int) -> bool:
    """Tell whether no blank row stands above a row: one parts titles from the header, and the header from the data."""
    return filled[index][0] == filled[index - 1][0] + 1


def _is_above_header(filled: list[Record], index: int, most: int) -> bool:
    """Tell a title of several cells: a row of more words follows it, below a blank one or below ``Country, Mali``."""
    row, below = filled[index][1], filled[index + 1][1]
    if any(map(is_number, below)):
        return False
    is_apart = not _is_next(filled, index + 1) and _count(below) > _count(row)
    return is_apart or _is_preamble(row, most)


def _count(texts: Sequence[str]) -> int:
    return len(texts) - texts.count("")


def _is_title(texts: Sequence[str]) -> bool:
    """Tell a title, which is one text, however many cells it was merged over."""
    return len({text for text in texts if text}) < 2


def _is_preamble(texts: Sequence[str], width: int) -> bool:
    """Tell a line such as ``Country, Mali`` above a wider table."""
    return width > 2 and _count(texts) <= 2 and not any(texts[2:])


def find_numeric(records: Sequence[Record], *, skips_words: bool = False) -> frozenset[int]:
    """Return the positions of the columns in which most of what is there are numbers.

    ``skips_words`` leaves aside what stands above the first number: it may be a header.
    """
    balance: dict[int, int] = {}
    for _, texts in records:
        for position, text in enumerate(texts):
            if is_number(text):
                balance[position] = balance.get(position, 0) + 1
            elif text and not _says_nothing(text) and (position in balance or not skips_words):
                balance[position] = balance.get(position, 0) - 1
    return frozenset(position for position, more in balance.items() if more > 0)


def _says_nothing(text: str) -> bool:
    return text.casefold() in MISSING_MARKS or bool(_ERROR.fullmatch(text))


def _is_data(texts: Sequence[str], numeric: frozenset[int], below: Sequence[Record]) -> bool:
    """Tell a row of data from a header, which may hold years or the numbers 1, 2, 3."""
    numbers = {position: text for position, text in enumerate(texts) if is_number(text)}
    if all(map(_YEAR.fullmatch, numbers.values())):
        lower = [texts[position] for _, texts in below for position in numbers if position < len(texts)]
        if 2 * len([text for text in lower if _YEAR.fullmatch(text)]) < len(
            [text for text in lower if is_number(text)]
        ):
            return False
    ranks = [int(text) for text in numbers.values() if _COUNTED.fullmatch(text)]
    if len(numbers) > 2 and ranks == list(range(1, len(numbers) + 1)) and _count(texts) > len(numbers):
        return False
    return any(position in numeric for position in numbers)


def _is_more_header(texts: Sequence[str], numeric: frozenset[int]) -> bool:
    """Tell a row of words or units above columns of numbers."""
    above = [texts[position] for position in numeric if position < len(texts) and texts[position]]
    words = [text for text in above if not _says_nothing(text)]
    if any(is_number(text) or _DATE.fullmatch(text) for text in texts) or not words or 2 * len(words) < len(numeric):
        return False
    return not any(_DIGIT.match(text) for text in words)


def _join(rows: Sequence[Sequence[str]], width: int) -> list[str]:
    """Return the texts of each column, one under the other, in one line."""
    padded = [_pad(row, width) for row in rows]
    lines = [_spread(upper, lower) for upper, lower in pairwise(padded)] + padded[-1:]
    informative = [line for line in lines if len(set(line)) > 1 or len(lines) == 1] or lines[-1:]
    columns = zip(*informative, strict=True) if informative else [()] * width
    return [" ".join(" ".join(dict.fromkeys(text for text in column if text)).split()) for column in columns]


def _spread(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    """Let a text that spans several columns stand over each of them."""
    spread: list[str] = []
    for text, below in zip(upper, lower, strict=True):
        spread.append(text or (spread[-1] if spread and below else ""))
    return spread


def _pad(texts: Sequence[str], width: int) -> list[str]:
    return [*texts[:width], *[""] * (width - len(texts))]


def _cut(rows: list[list[str]], tags: list[str], below: list[list[str]]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return names and tags of the columns, without those at the end that have neither name, tag nor cell."""
    lines = [*rows, tags] if rows or tags else below[:1]
    names = _join(rows, max(map(len, lines)))
    tags = _pad(tags, len(names))
    while names and not names[-1] and not tags[-1] and not any(any(texts[len(names) - 1 :]) for texts in below):
        names.pop()
        tags.pop()
    return tuple(names), tuple(tags) if any(tags) else ()
