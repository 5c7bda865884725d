"""A grid and what its columns mean → figures, each with the cell it stands in.

One way for every layout, known or proposed, so that a number is parsed, refused, linked and
identified the same way whatever table it comes from. A row is read once: what its words, its
place and its period say is looked up, and each of its numbers becomes a figure, a refused cell
with the reason, or nothing if the cell is empty.

This module must not know any layout, nor how a file is opened.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dashboard.model import Document, Figure, Method, Place, Problem, Quantity
from dashboard.tables.cells import CellError, parse_text
from dashboard.tables.columns import Cells, Fault, Known, Memory
from dashboard.tables.evidence import find_styles
from dashboard.tables.grid import Grid, Row, column_letters
from dashboard.tables.identity import make_ids
from dashboard.tables.linking import Draft, link_labels, link_names
from dashboard.tables.mapping import Counted, Role, TableMapping
from dashboard.tables.periods import DATE_ROLES, PeriodReader
from dashboard.tables.place_columns import PlaceReader, move
from dashboard.tables.quantities import Numbers, QuantityReader, ValueColumns, bounds_error, hedge
from dashboard.tables.report import Report
from dashboard.tables.said import LeftOut, Meaning, Said, SaidReader, complete

NO_LABELS: Mapping[str, str] = {}
LINKS = (Role.PART_OF, Role.SUPERSEDES, Role.SAME_AS)


@dataclass(frozen=True, slots=True)
class Reading:
    """The figures of a grid in row order, what is to mend, what was left unread, and how many cells were refused."""

    figures: list[Figure]
    problems: list[Problem]
    notes: list[str]
    rejected: int = 0


def read_figures(grid: Grid, mapping: TableMapping, document: Document) -> Reading:
    r"""Read every number of a table that the mapping gives a meaning.

    Figures are in row order, in a row from left to right.

    Raises:
        ValueError: the mapping has not as many columns as the table.

    Example:
        >>> from dashboard.model import Indicator
        >>> from dashboard.tables.grid import read_grid
        >>> from dashboard.tables.mapping import ColumnMeaning
        >>> columns = (ColumnMeaning("dead", Role.VALUE, Counted(Indicator.KILLED)),)
        >>> grid = read_grid(b"dead\n12\n~30\n-5\n", "t.csv")
        >>> reading = read_figures(grid, TableMapping("wide", columns), Document("d"))
        >>> [figure.quantity.value for figure in reading.figures], reading.rejected, reading.problems[0].code
        ([12.0, 30.0], 1, 'value_negative')
    """
    if len(mapping.columns) != len(grid.header):
        raise ValueError(f"a mapping of {len(mapping.columns)} columns for a table of {len(grid.header)}")
    reader = _Reader(grid, mapping)
    for row in grid.rows:
        reader.read(row)
    return reader.finish(document)


class _Reader:
    """Reads row after row; ``finish`` turns what was found into figures."""

    def __init__(self, grid: Grid, mapping: TableMapping) -> None:
        self._mapping = mapping
        self._is_strict = mapping.is_strict
        self._report = Report(grid, mapping)
        values = find_value_columns(mapping)
        styles = find_styles(
            grid,
            [position for columns in values for position in columns.numbers],
            mapping.positions(*DATE_ROLES),
            decimal_mark=mapping.decimal_mark,
            is_day_first=mapping.is_day_first,
        )
        said, place, period = SaidReader(mapping), PlaceReader(mapping), PeriodReader(mapping, styles.dates)
        self._unknown_places = place.unknown
        self._said = Memory(said.positions, said)
        self._place = Memory(place.positions, place)
        self._period = Memory(period.positions, period)
        self._quantities = [
            Numbers(columns, QuantityReader(columns, styles.numbers, is_strict=mapping.is_strict)) for columns in values
        ]
        self._numbers = [columns.numbers for columns in values]
        self._meanings = Meanings(mapping, values)
        self._moved: dict[tuple[int, int], tuple[Place, int]] = {}
        self._labels = mapping.positions(Role.LABEL)
        self._links = [(role, position) for role in LINKS for position in mapping.positions(role)[:1]]
        self._prefix = f"{grid.name}!{grid.sheet}!"
        self._letters = [column_letters(position) for position in range(1, len(mapping.columns) + 1)]
        self._drafts: list[Draft] = []

    def read(self, row: Row) -> None:
        """Keep the figures of a row, and what is wrong with it."""
        texts = row.texts
        said = self._said(texts)
        if isinstance(said.thing, LeftOut):
            self._report.leave_out(said.thing)
            return
        faults: list[Fault] = []
        found: list[tuple[int, Quantity]] = []
        for index, read in enumerate(self._quantities):
            quantity = read(texts)
            if quantity.faults:
                faults += quantity.faults
            elif quantity.thing is not None:
                found.append((index, quantity.thing))
        if self._is_strict:
            faults += self._find_gaps(texts, said, has_number=bool(found or faults))
        if not found and not faults:
            return
        drafts = self._draft(row, said, found, faults) if found or self._is_strict else []
        if faults:
            self._report.refuse(row, faults)
        self._drafts += drafts

    def _find_gaps(self, texts: Sequence[str], said: Known[Said | LeftOut], *, has_number: bool) -> list[Fault]:
        """Return what our own layout asks for and the row does not have."""
        if not has_number:
            position = self._number_position(0, texts)
            return [
                Fault(position, CellError("value_missing", "The row has no number.", "Fill in a value or a bound."))
            ]
        if not said.faults and isinstance(said.thing, Said) and said.thing.counted.indicator is None:
            position = self._mapping.positions(Role.INDICATOR)[0]
            return [Fault(position, CellError("missing_cell", "The row does not say what is counted.", "Fill it in."))]
        return []

    def _draft(
        self,
        row: Row,
        said: Known[Said | LeftOut],
        found: Sequence[tuple[int, Quantity]],
        faults: list[Fault],
    ) -> list[Draft]:
        """Return the figures of a row: none if it does not say where, when or what; the reasons join ``faults``."""
        texts = row.texts
        place, period = self._place(texts), self._period(texts)
        label, labels = self._read_labels(texts, faults) if self._labels or self._links else (None, NO_LABELS)
        if said.faults or place.faults or period.faults:
            faults += (*said.faults, *place.faults, *period.faults)
            return []
        if faults and self._is_strict:
            return []
        words = said.thing if isinstance(said.thing, Said) else Said(Counted())
        drafts = []
        for index, quantity in found:
            meaning, topic = self._meanings.find(index, said)
            if meaning is None:
                continue
            position = self._number_position(index, texts)
            if meaning.quantifier is not None:
                try:
                    quantity = hedge(quantity, meaning.quantifier)
                except ValueError:
                    faults.append(Fault(position, bounds_error()))
                    continue
            where, place_number = self._move(meaning, topic, place) if meaning.moves else (place.thing, place.number)
            if meaning.is_internal and where.origin_code and quantity.value == 0:
                continue
            when, period_number = period.thing, period.number
            if meaning.period is not None:
                when, period_number = meaning.period, self._period.number(meaning.period)
            topics = (topic, place_number, period_number)
            drafts.append(Draft(meaning, words, quantity, where, when, topics, row.number, position, label, labels))
        return drafts

    def _number_position(self, index: int, texts: Sequence[str]) -> int:
        """Return the column a reader should look at: the first that holds a number."""
        numbers = self._numbers[index]
        return numbers[0] if len(numbers) == 1 else next((p for p in numbers if texts[p]), numbers[0])

    def _read_labels(self, texts: Sequence[str], faults: list[Fault]) -> tuple[str | None, Mapping[str, str]]:
        positions = [*self._labels, *(position for _, position in self._links)]
        cells = Cells({position: texts[position] for position in positions})
        label = cells.read(self._labels, parse_text)
        labels = {role.value: text for role, position in self._links if (text := cells.read([position], parse_text))}
        faults += cells.faults
        return label, labels

    def _move(self, meaning: Meaning, topic: int, place: Known[Place]) -> tuple[Place, int]:
        key = (topic, place.number)
        if key not in self._moved:
            moved = move(
                place.thing,
                location_code=meaning.location_code,
                origin_code=meaning.origin_code,
                is_at_origin=meaning.is_at_origin,
            )
            self._moved[key] = (moved, self._place.number(moved))
        return self._moved[key]

    def finish(self, document: Document) -> Reading:
        """Link and identify what was found."""
        drafts = self._drafts
        if self._links:
            drafts, lost = link_labels(drafts)
            positions = {role.value: position for role, position in self._links}
            for draft, role in lost:
                self._report.lose(draft, positions[role], draft.labels[role])
        link_names(drafts)
        ids = make_ids(
            self._mapping.layout,
            [draft.topic for draft in drafts],
            [draft.quantity for draft in drafts],
            lambda index: drafts[index].about,
        )
        for draft, figure_id in zip(drafts, ids, strict=True):
            draft.figure_id = figure_id
        figures = []
        drafts.reverse()
        while drafts:  # each draft goes when its figure is made: a million of both would not fit
            figures.append(self._figure(drafts.pop(), document))
        notes = self._report.notes(self._unknown_places)
        return Reading(figures, self._report.problems(), notes, self._report.rejected)

    def _figure(self, draft: Draft, document: Document) -> Figure:
        meaning = draft.meaning
        return Figure(
            figure_id=draft.figure_id,
            document_id=document.document_id,
            indicator=meaning.indicator,
            measure=meaning.measure,
            unit=meaning.unit,
            quantity=draft.quantity,
            population_group=meaning.population_group,
            cause=meaning.cause,
            place=draft.place,
            period=draft.period,
            reporter=meaning.reporter,
            certainty=meaning.certainty,
            part_of=draft.part_of.figure_id if draft.part_of else None,
            supersedes=draft.supersedes.figure_id if draft.supersedes else None,
            same_as=draft.same_as.figure_id if draft.same_as else None,
            method=Method.UPLOADED,
            cell_ref=f"{self._prefix}{self._letters[draft.position]}{draft.row}",
        )


class Meanings:
    """What the numbers of each value column are in rows that say the same."""

    def __init__(self, mapping: TableMapping, values: Sequence[ValueColumns]) -> None:
        self._values = values
        # What the table says of place and period holds where a row says nothing; it is read with those.
        self._constants = replace(mapping.constants, period=None, location_code=None, origin_code=None)
        self._known: dict[tuple[int, int], tuple[Meaning | None, int]] = {}
        self._topics: dict[tuple[object, ...], int] = {}

    def find(self, index: int, said: Known[Said | LeftOut]) -> tuple[Meaning | None, int]:
        """Return the meaning and the number of what it is about; no meaning if nobody says what is counted."""
        key = (index, said.number)
        known = self._known.get(key)
        if known is None:
            row = said.thing.counted if isinstance(said.thing, Said) else Counted()
            meaning = complete(self._values[index].counted.over(row.over(self._constants)))
            topic = self._topics.setdefault(_about(meaning), len(self._topics)) if meaning else -1
            known = self._known[key] = (meaning, topic)
        return known


def _about(meaning: Meaning) -> tuple[object, ...]:
    return (
        meaning.reporter,
        meaning.indicator,
        meaning.measure,
        meaning.unit,
        meaning.population_group,
        meaning.cause,
        meaning.certainty,
    )


def find_value_columns(mapping: TableMapping) -> list[ValueColumns]:
    """Return the numbers of a row; bounds belong to the value column that counts the same, else to the first.

    Example:
        >>> from dashboard.tables.mapping import ColumnMeaning
        >>> columns = tuple(ColumnMeaning(role, Role(role)) for role in ("value_low", "value", "value_high"))
        >>> [(found.value, found.low, found.high) for found in find_value_columns(TableMapping("x", columns))]
        [(1, 0, 2)]
    """
    columns = mapping.columns
    found = [ValueColumns(columns[position].counted, position) for position in mapping.positions(Role.VALUE)]
    for position in mapping.positions(Role.VALUE_LOW, Role.VALUE_HIGH):
        is_low, counted = columns[position].role is Role.VALUE_LOW, columns[position].counted
        if not found:
            found.append(ValueColumns(counted, None))
        alike = [i for i, value in enumerate(found) if value.counted == counted]
        index = alike[0] if alike else 0
        found[index] = replace(found[index], low=position) if is_low else replace(found[index], high=position)
    texts = mapping.positions(Role.VALUE_TEXT)
    return [replace(found[0], text=texts[0]), *found[1:]] if found and texts else found
