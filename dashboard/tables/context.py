"""Which columns say where, when, who and of what kind: by their headers, and by what stands in them.

A header such as "Location" or "State" says little; its cells say whether they are countries.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from dashboard.model import Indicator, PopulationGroup
from dashboard.tables.cells import CellError, is_missing
from dashboard.tables.dates import find_date_style, parse_day, parse_month, parse_period, parse_quarter, parse_week
from dashboard.tables.evidence import SAMPLE_ROWS
from dashboard.tables.grid import Grid
from dashboard.tables.headers import HeaderReading, find_context, is_country_group, read_header
from dashboard.tables.mapping import (
    ANY_WORD,
    ColumnMeaning,
    Counted,
    Role,
    Skip,
    TableMapping,
    Word,
    fold_header,
    fold_word,
)
from dashboard.tables.numbers import parse_quantity
from dashboard.tables.places import find_country, is_p_code

MOST_WORDS = 200
MOST = 0.5  # of the cells of a column must be what its header says
TWICE = "its header stands there twice, above other cells"
NO_WORD_OF_OURS = "no word of our own for this part of the people"

# The kinds of ``find_context`` that are called as their roles are.
KINDS = {
    role.value: role
    for role in (
        *(Role.LOCATION_CODE, Role.LOCATION_NAME, Role.ORIGIN_CODE, Role.ORIGIN_NAME),
        *(Role.ADMIN1_CODE, Role.ADMIN1_NAME, Role.PLACE_TEXT, Role.REPORTER),
        *(Role.PERIOD, Role.PERIOD_START, Role.PERIOD_END),
        *(Role.YEAR, Role.MONTH, Role.DAY, Role.WEEK, Role.QUARTER),
    )
}
PARTS: Mapping[Role, Callable[[str], int | None]] = {
    Role.MONTH: parse_month,
    Role.DAY: parse_day,
    Role.WEEK: parse_week,
    Role.QUARTER: parse_quarter,
}
DATES = frozenset({"period", "period_start", "period_end", "year"})
DATE_WORDS = re.compile(r"\b(date|fecha|year|annee|ano|an)\b")
SINGLE = frozenset(KINDS.values()) - {Role.PLACE_TEXT}


@dataclass(frozen=True, slots=True)
class Column:
    """One column as far as it is looked at: its label, the kind that names, and its first texts that say something."""

    label: str
    kind: str | None
    texts: tuple[str, ...]

    def share(self, fits: Callable[[str], bool]) -> float:
        """Return the share of the different texts that fit, 0 if there are none."""
        return sum(map(fits, self.texts)) / len(self.texts) if self.texts else 0.0

    @property
    def is_numeric(self) -> bool:
        """Whether most cells are numbers, or say why they are none that counts."""
        return self.share(_is_number) >= MOST


def look_at(grid: Grid, labels: Sequence[str]) -> list[Column]:
    """Return the columns with the different texts of the first rows."""
    rows = [row.texts for row in islice(grid.rows, SAMPLE_ROWS)]
    texts = [
        tuple(dict.fromkeys(row[position] for row in rows if not is_missing(row[position])))
        for position in range(len(labels))
    ]
    return [Column(label, find_context(label), found) for label, found in zip(labels, texts, strict=True)]


def find_context_columns(columns: Sequence[Column]) -> dict[int, ColumnMeaning]:
    """Return the meaning of the columns that say something about a row, by position."""
    found: dict[int, ColumnMeaning] = {}
    taken: set[Role] = set()
    for position, column in enumerate(columns):
        meaning = _read_dimension(column) if column.kind == "dimension" else _read_context(column, columns)
        if meaning is not None and meaning.role is Role.ADMIN1_NAME and Role.ADMIN1_NAME in taken:
            meaning = replace(meaning, role=Role.PLACE_TEXT)
        if meaning is None or (meaning.role in SINGLE and meaning.role in taken):
            continue
        if meaning.role in SINGLE and _stands_elsewhere(column, columns):
            meaning = ColumnMeaning(column.label, Role.IGNORED, reason=TWICE)
        taken.add(meaning.role)
        found[position] = meaning
    return found


def _stands_elsewhere(column: Column, columns: Sequence[Column]) -> bool:
    """Tell whether another column has the same header and other cells."""
    label = fold_word(column.label)
    return any(
        fold_word(other.label) == label and other.texts != column.texts for other in columns if other is not column
    )


def _read_context(column: Column, columns: Sequence[Column]) -> ColumnMeaning | None:
    kind = column.kind
    if kind in ("place", "admin1_name", "place_text", "location_name"):
        return _read_place(column, columns)
    if kind == "finer_code":
        return ColumnMeaning(column.label, Role.PLACE_TEXT) if column.share(is_p_code) >= MOST else None
    role = KINDS.get(kind or "")
    if role is None:
        return None
    parse = PARTS.get(role)
    if parse and column.share(lambda text: _parses(text, parse)) >= MOST:
        return ColumnMeaning(column.label, role)
    if (parse or kind in DATES) and not _holds_dates(column):
        return None
    return ColumnMeaning(column.label, Role.PERIOD if parse else role)


def _read_place(column: Column, columns: Sequence[Column]) -> ColumnMeaning | None:
    countries = column.share(lambda text: find_country(text) is not None)
    groups = column.share(is_country_group)
    has_country = any(other.kind in ("location_name", "location_code") for other in columns if other is not column)
    if groups > MOST and countries < MOST and (has_country or column.kind != "location_name"):
        return ColumnMeaning(column.label, Role.IGNORED, reason="it groups countries")
    if column.kind == "location_name" or (countries >= MOST and not has_country):
        return ColumnMeaning(column.label, Role.LOCATION_NAME)
    return ColumnMeaning(column.label, Role.ADMIN1_NAME if column.kind == "admin1_name" else Role.PLACE_TEXT)


def _holds_dates(column: Column) -> bool:
    """Tell whether a column holds dates; one is enough where the header names a day or a year."""
    style = replace(find_date_style(column.texts), is_day_first=True)
    share = column.share(lambda text: _parses(text, lambda each: parse_period(each, style)))
    return share >= MOST or (share > 0 and DATE_WORDS.search(fold_header(column.label)) is not None)


def _parses(text: str, parse: Callable[[str], object]) -> bool:
    try:
        return parse(text) is not None
    except CellError:
        return False


def _is_number(text: str) -> bool:
    try:
        parse_quantity(text)
    except CellError as error:
        return error.code not in ("value_not_a_number", "hidden_characters")
    return True


def _read_dimension(column: Column) -> ColumnMeaning | None:
    """Return the words of a column that splits the people (by sex, cause, sector …), if most of them are known."""
    texts = column.texts[:MOST_WORDS]
    readings = [read_header(text) for text in texts]
    total = next((text for text, reading in zip(texts, readings, strict=True) if _is_total(reading)), None)
    said = [_read_slice(column.label, reading, has_total=total is not None) for reading in readings]
    known = [word for word in said if word is not None]
    if not texts or len(known) < MOST * len(texts):
        return None
    other: Word = Counted(part_of=_total_name(column.label)) if total else Skip(NO_WORD_OF_OURS)
    if any(reading.slice for reading in readings):  # sectors, which only a total tells apart
        other = Counted(part_of=_total_name(column.label)) if total else Counted()
    words = {fold_word(text): other if word is None else word for text, word in zip(texts, said, strict=True)}
    return ColumnMeaning(column.label, Role.WORDS, words={**words, ANY_WORD: other})


def _total_name(label: str) -> str:
    return f"all of {label}"


def _is_total(reading: HeaderReading) -> bool:
    return reading.is_total and not reading.counted.record() and reading.reason is None and not reading.unknown


def _read_slice(label: str, reading: HeaderReading, *, has_total: bool) -> Word | None:
    """Return what one word of a dimension says, ``None`` if it is not known."""
    counted = reading.counted
    if _is_total(reading):
        return Counted(name=_total_name(label))
    if reading.unknown:
        return None
    if reading.reason:
        return Skip(reading.reason) if "plan" in reading.reason or "share" in reading.reason else None
    if counted.indicator in (Indicator.IDPS, Indicator.REFUGEES):
        group = PopulationGroup.IDPS if counted.indicator is Indicator.IDPS else PopulationGroup.REFUGEES
        counted = Counted(population_group=group)
    if counted.indicator is not None or (not counted.record() and reading.slice is None):
        return Counted() if counted.measure or not reading.counted.record() else None
    is_part = counted.population_group or counted.cause or reading.slice
    return replace(counted, part_of=_total_name(label)) if has_total and is_part else counted


def with_context(
    labels: Sequence[str], columns: Sequence[Column], values: Mapping[int, ColumnMeaning], layout: str
) -> TableMapping:
    """Return the mapping of a table whose columns of numbers are known: the others say where, when and what kind."""
    context = _place_the_displaced(find_context_columns(columns), values)
    meanings = [
        values.get(position) or context.get(position) or _explain(columns[position]) for position in range(len(labels))
    ]
    return TableMapping(layout, tuple(meanings), is_known=False)


def _place_the_displaced(
    context: dict[int, ColumnMeaning], values: Mapping[int, ColumnMeaning]
) -> dict[int, ColumnMeaning]:
    """Let people displaced be counted where they fled, if the table names no other place."""
    roles = [meaning.role for meaning in context.values()]
    counts = {meaning.counted.indicator for meaning in values.values()}
    origins = (Role.ORIGIN_CODE, Role.ORIGIN_NAME)
    if counts != {Indicator.DISPLACED} or Role.LOCATION_CODE in roles or Role.LOCATION_NAME in roles:
        return context
    places = {Role.ORIGIN_CODE: Role.LOCATION_CODE, Role.ORIGIN_NAME: Role.LOCATION_NAME}
    return {
        position: replace(meaning, role=places[meaning.role]) if meaning.role in origins else meaning
        for position, meaning in context.items()
    }


def _explain(column: Column) -> ColumnMeaning:
    """Return why a column is left out, with what it would count as a proposal."""
    reading = read_header(column.label)
    if column.kind is not None or not column.label:
        return ColumnMeaning(column.label, Role.IGNORED)
    if reading.reason and column.is_numeric:
        return ColumnMeaning(column.label, Role.IGNORED, reading.counted, reason=reading.reason)
    if reading.counted.indicator and column.is_numeric:
        reason = "it is not certain what it counts"
        return ColumnMeaning(column.label, Role.IGNORED, reading.counted, reason=reason)
    return ColumnMeaning(column.label, Role.IGNORED)
