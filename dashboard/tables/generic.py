"""Tables of no known layout whose headers say what they count.

    wide        a column an indicator      country, year, killed, injured, affected families
    long        a row an indicator         country, year, indicator, value
    years       a column a year            country, indicator, 2019, 2020, 2021

A column becomes figures only if its header leaves nothing open; what it would be is proposed
otherwise. A person should look at all of these mappings (``is_known`` is false).
"""

import re
from collections.abc import Sequence

from dashboard.tables.context import Column, look_at, with_context
from dashboard.tables.grid import Grid
from dashboard.tables.headers import HeaderReading, read_header
from dashboard.tables.mapping import (
    ANY_WORD,
    ColumnMeaning,
    Counted,
    Role,
    Skip,
    TableMapping,
    Word,
    fold_word,
)
from dashboard.tables.relations import relate
from dashboard.tables.running import find_running_totals

WIDE, LONG, UNKNOWN = "wide", "long", "unknown"
FEWEST_YEARS = 2
MOST_WORDS = 500
YEAR_HEADER = re.compile(r"(?:x|yr|year|annee)?[ _]?(?P<year>(?:19|20)[0-9]{2})(?:\s*\[yr(?P=year)\])?", re.IGNORECASE)


def propose_generic(grid: Grid) -> TableMapping | None:
    r"""Return the mapping of a table by the words of its headers, ``None`` if they name nothing that is counted.

    Example:
        >>> from dashboard.tables.grid import read_grid
        >>> mapping = propose_generic(read_grid(b"Pays,Annee,Tues,Population\nMali,2020,5,100\n", "t.csv"))
        >>> mapping.layout, [column.role.value for column in mapping.columns]
        ('wide', ['location_name', 'year', 'value', 'ignored'])
    """
    labels = grid.labels
    columns = look_at(grid, labels)
    for propose in (_propose_wide, _propose_years, _propose_long):
        if mapping := propose(grid, labels, columns):
            return mapping
    return None


def propose_unknown(grid: Grid) -> TableMapping:
    """Return what the columns about place and time are, and why the others hold no figures."""
    return with_context(grid.labels, look_at(grid, grid.labels), {}, UNKNOWN)


def _propose_wide(grid: Grid, labels: Sequence[str], columns: Sequence[Column]) -> TableMapping | None:
    found = {
        position: reading
        for position, column in enumerate(columns)
        if column.kind is None and (reading := read_header(column.label)).is_figure and column.is_numeric
    }
    best = {position: reading for position, reading in found.items() if reading.bound is Role.VALUE}
    if not best:
        return None
    words = relate([f"{labels[position]} ({position + 1})" for position in best], list(best.values()))
    values = {position: _value(position, labels, word) for position, word in zip(best, words, strict=True)}
    for position, reading in found.items():
        if position not in best:
            values[position] = _bound(labels[position], reading, [(best[p].counted, values[p]) for p in best])
    return find_running_totals(grid, with_context(labels, columns, values, WIDE))


def _value(position: int, labels: Sequence[str], word: Word) -> ColumnMeaning:
    label = labels[position]
    if fold_word(label) in [fold_word(other) for at, other in enumerate(labels) if at != position]:
        word = Skip("its header stands there twice")
    if isinstance(word, Skip):
        return ColumnMeaning(label, Role.IGNORED, reason=word.reason)
    return ColumnMeaning(label, Role.VALUE, word)


def _bound(label: str, reading: HeaderReading, best: Sequence[tuple[Counted, ColumnMeaning]]) -> ColumnMeaning:
    """Return a bound of the column that counts the same; without one it is left out."""
    for counted, value in best:
        if counted == reading.counted and value.role is Role.VALUE:
            return ColumnMeaning(label, reading.bound, value.counted)
    return ColumnMeaning(label, Role.IGNORED, reason="the least or the most of a number whose best value is not there")


def _propose_years(grid: Grid, labels: Sequence[str], columns: Sequence[Column]) -> TableMapping | None:
    years = {
        position: match["year"] for position, label in enumerate(labels) if (match := YEAR_HEADER.fullmatch(label))
    }
    if len(years) < FEWEST_YEARS:
        return None
    values = {
        position: ColumnMeaning(labels[position], Role.VALUE, Counted(period=year)) for position, year in years.items()
    }
    indicators = _find_indicators(columns)
    if indicators is not None:
        position, words = indicators
        values[position] = ColumnMeaning(labels[position], Role.INDICATOR, words=words)
        return with_context(labels, columns, values, WIDE)
    titles = [reading for title in grid.titles if (reading := read_header(title)).is_figure]
    if len(titles) != 1:
        return None
    values = {
        position: ColumnMeaning(meaning.header, Role.VALUE, meaning.counted.over(titles[0].counted))
        for position, meaning in values.items()
    }
    return with_context(labels, columns, values, WIDE)


def _propose_long(grid: Grid, labels: Sequence[str], columns: Sequence[Column]) -> TableMapping | None:
    del grid
    indicators = _find_indicators(columns)
    numbers = [position for position, column in enumerate(columns) if column.kind == "value" and column.is_numeric]
    if indicators is None or not numbers:
        return None
    position, words = indicators
    values = {
        position: ColumnMeaning(labels[position], Role.INDICATOR, words=words),
        numbers[0]: ColumnMeaning(labels[numbers[0]], Role.VALUE),
    }
    return with_context(labels, columns, values, LONG)


def _find_indicators(columns: Sequence[Column]) -> tuple[int, dict[str, Word]] | None:
    """Return the column whose words say what is counted, with its words; ``None`` if no word does."""
    for position, column in enumerate(columns):
        if column.kind != "indicator":
            continue
        texts = column.texts[:MOST_WORDS]
        readings = {text: _read_word(column.label, text) for text in texts}
        figures = {text: reading for text, reading in readings.items() if reading.is_figure}
        if figures:
            related = dict(zip(figures, relate(list(figures), list(figures.values())), strict=True))
            words: dict[str, Word] = {
                fold_word(text): related.get(text) or Skip(reading.reason or "it is not known what it counts")
                for text, reading in readings.items()
            }
            return position, {**words, ANY_WORD: Skip("it is not known what it counts")}
    return None


def _read_word(label: str, text: str) -> HeaderReading:
    """Read a word alone, or behind its header ("Phase", "3+")."""
    reading = read_header(text)
    return reading if reading.is_figure else read_header(f"{label} {text}")
