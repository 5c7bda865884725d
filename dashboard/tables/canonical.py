"""The layout of our own: a CSV file whose headers are the names of the figures table.

It is what a person fills in by hand and what ``data/figures`` holds, so it asks for little
and guesses nothing. The columns may stand in any order; capitals and blanks in a header
do not matter; a column that is not named here is left unread, and the reading says so.

Required
    ``indicator``       a word of ``Indicator`` (``idps``, ``killed`` …)
    at least one of ``value``, ``value_low``, ``value_high``: digits, with a point before decimals

Optional, with what an empty cell means
    ``measure``, ``unit``, ``cause``            the default of the indicator; else cause ``unknown``
    ``quantifier``      by the numbers: only a low bound ``at_least``, only a high bound ``at_most``, two bounds without
                        a value ``between``, a value with other bounds ``approximately``, a bare value ``exact`` (with
                        bounds equal to it), or ``unspecified`` if it is a round multiple of ten
    ``value_text``      the number as it stands in the cell
    ``population_group`` ``all``;  ``certainty`` ``reported``
    ``location_code``   ISO 3166-1 alpha-3, where the people are; else found by ``location_name``; the two must agree
    ``origin_code``     ISO 3166-1 alpha-3, where they came from
    ``admin1_code``     ISO 3166-2, a first-level area; else found by ``admin1_name`` if that is known
    ``place_text``      the place as printed
    ``reference_period_start``, ``reference_period_end``
                        ``2019``, ``2019-03`` or ``2019-03-31``; one of them alone is the whole year, month or day
    ``period_precision`` by the length of the period;  ``period_basis`` ``stated`` if there is a date, else ``unknown``
    ``reporter``        who says it; empty is not known
    ``figure_id``       a label of the row, unique in the file, for ``part_of``, ``supersedes`` and ``same_as`` of other
                        rows to point to; the identifier in the store is made from what the row is about

The sidecar ``<name>.meta.toml`` beside ``<name>.csv`` says where the table comes from:
``title`` and ``sha256`` (of the bytes of the CSV, in hexadecimal) are required;
``publisher``, ``authors``, ``published`` (``2020``, ``2020-01`` or ``2020-01-15``), ``accessed`` (a day), ``url``,
``licence`` and ``language`` are optional, as are ``producer`` and ``processing``, which are for the reader of the
file; all values are strings.

This module must not know how a file is opened or what becomes of the figures.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TypeVar

from dashboard.model import (
    Cause,
    Certainty,
    Document,
    Figure,
    Indicator,
    Measure,
    Method,
    Period,
    PeriodBasis,
    PeriodPrecision,
    Place,
    PopulationGroup,
    Problem,
    Quantifier,
    Quantity,
    TableError,
    Unit,
)
from dashboard.reference.indicators import load_indicators
from dashboard.tables.cells import CellError, parse_count, parse_date, parse_text, parse_word
from dashboard.tables.grid import Cell, Grid
from dashboard.tables.identity import make_ids
from dashboard.tables.layout import LayoutReading
from dashboard.tables.places import find_area, parse_area, parse_country, parse_country_name

NUMBERS = ("value", "value_low", "value_high")
LINKS = ("part_of", "supersedes", "same_as")
COLUMNS = (
    "indicator",
    "measure",
    "unit",
    *NUMBERS,
    "quantifier",
    "value_text",
    "population_group",
    "cause",
    "location_code",
    "location_name",
    "origin_code",
    "admin1_code",
    "admin1_name",
    "place_text",
    "reference_period_start",
    "reference_period_end",
    "period_precision",
    "period_basis",
    "reporter",
    "certainty",
    "figure_id",
    *LINKS,
)

Read = TypeVar("Read")
Word = TypeVar("Word", bound=StrEnum)


class Canonical:
    """The layout described above."""

    name = "canonical"

    def recognises(self, header: Sequence[str]) -> bool:
        """Tell by the two things a row cannot do without."""
        names = {_tidy(name) for name in header}
        return "indicator" in names and not names.isdisjoint(NUMBERS)

    def read(self, grid: Grid, document: Document) -> LayoutReading:
        """Read one figure a row.

        Raises:
            TableError: a required column is missing, or a known one stands there twice.
        """
        positions = _find_columns(grid)
        rows = [
            _Row({name: row.cell(position) for name, position in positions.items()}, grid.name, grid.delimiter)
            for row in grid.rows
        ]
        entries = [entry for entry in (_read_entry(row, document) for row in rows) if entry is not None]
        entries = _drop_lost_links(entries)
        problems = [problem for row in rows for problem in row.problems]
        unread = [name for name in grid.header if _tidy(name) not in COLUMNS]
        notes = [f"Columns left unread: {', '.join(unread)}."] if unread else []
        return LayoutReading(_identify(entries), problems, notes)


def _tidy(header: str) -> str:
    return "_".join(header.casefold().split())


def _find_columns(grid: Grid) -> dict[str, int]:
    """Return the position of each known column."""
    names = [_tidy(header) for header in grid.header]
    found = [name for name in names if name in COLUMNS]
    if twice := sorted({name for name in found if found.count(name) > 1}):
        raise TableError(
            Problem(
                "duplicate_column",
                grid.name,
                ", ".join(twice),
                f"The header has a column twice: {', '.join(twice)}.",
                "Rename or delete one of them.",
            )
        )
    if not Canonical().recognises(grid.header):
        raise TableError(
            Problem(
                "missing_columns",
                grid.name,
                ", ".join(grid.header)[:200],
                "No known layout: looked for a column indicator and at least one of value, value_low, value_high.",
                "Name the columns as in the figures table; only CSV files with these headers can be read so far.",
            )
        )
    return {name: position for position, name in enumerate(names) if name in COLUMNS}


@dataclass(slots=True)
class _Row:
    """The known cells of one row; reading them collects the problems."""

    cells: dict[str, Cell]
    file: str
    delimiter: str
    problems: list[Problem] = field(default_factory=list)

    def read(self, name: str, parse: Callable[[str], Read | None]) -> Read | None:
        """Return what the parser makes of a cell; ``None`` if it is empty, absent or faulty."""
        cell = self.cells.get(name)
        if cell is None or not cell.text:
            return None
        try:
            return parse(cell.text)
        except CellError as fault:
            self.refuse(fault, cell)
            return None

    def word(self, name: str, vocabulary: type[Word]) -> Word | None:
        return self.read(name, lambda text: parse_word(text, vocabulary))

    def count(self, name: str) -> float | None:
        return self.read(name, lambda text: parse_count(text, comma_is_doubtful=self.delimiter == ";"))

    def refuse(self, fault: CellError, cell: Cell) -> None:
        where = f"{self.file}, row {cell.row}, column {cell.header}"
        self.problems.append(Problem(fault.code, where, cell.text[:100], fault.message, fault.suggestion))

    def number_cell(self) -> Cell:
        """Return the cell a reader should look at: the first that holds a number."""
        cells = [self.cells[name] for name in NUMBERS if name in self.cells]
        return next((cell for cell in cells if cell.text), cells[0])


@dataclass(frozen=True, slots=True)
class _Entry:
    """A figure that is not yet identified, with its label and the labels it points to."""

    figure: Figure
    label: str | None
    links: dict[str, str]
    row: _Row


def _read_entry(row: _Row, document: Document) -> _Entry | None:
    indicator = row.word("indicator", Indicator)
    quantity = _read_quantity(row)
    place = _read_place(row)
    period = _read_period(row)
    measure, unit, cause = row.word("measure", Measure), row.word("unit", Unit), row.word("cause", Cause)
    group = row.word("population_group", PopulationGroup)
    reporter, certainty = row.read("reporter", parse_text), row.word("certainty", Certainty)
    label = row.read("figure_id", parse_text)
    links = {name: target for name in LINKS if (target := row.read(name, parse_text))}
    if indicator is None and not row.problems:
        row.refuse(
            CellError("missing_cell", "The row does not say what is counted.", "Fill in the indicator."),
            row.cells["indicator"],
        )
    if row.problems or indicator is None or quantity is None:
        return None
    known = load_indicators()[indicator]
    cell = row.number_cell()
    figure = Figure(
        figure_id="",
        document_id=document.document_id,
        indicator=indicator,
        measure=measure or known.measure,
        unit=unit or known.unit,
        quantity=quantity,
        population_group=group or PopulationGroup.ALL,
        cause=cause or known.cause or Cause.UNKNOWN,
        place=place,
        period=period,
        reporter=reporter,
        certainty=certainty or Certainty.REPORTED,
        method=Method.UPLOADED,
        cell_ref=f"{row.file}!!{cell.address}",
    )
    return _Entry(figure, label, links, row)


def _read_place(row: _Row) -> Place:
    country = row.read("location_code", parse_country)
    country = row.read("location_name", lambda text: parse_country_name(text, country)) or country
    origin = row.read("origin_code", parse_country)
    printed = row.read("admin1_name", parse_text)
    known = row.read("admin1_code", lambda text: parse_area(text, country))
    code, name = known or (find_area(printed, country) if printed else None) or (None, printed)
    return Place(
        location_code=country.code if country else None,
        location_name=country.name if country else None,
        admin1_code=code,
        admin1_name=name,
        origin_code=origin.code if origin else None,
        text=row.read("place_text", parse_text),
    )


def _read_quantity(row: _Row) -> Quantity | None:
    before = len(row.problems)
    value, low, high = (row.count(name) for name in NUMBERS)
    quantifier = row.word("quantifier", Quantifier)
    cell = row.number_cell()
    text = row.read("value_text", parse_text) or cell.text
    if len(row.problems) > before:
        return None
    if value is None and low is None and high is None:
        row.refuse(
            CellError("value_missing", "The row has no number.", "Fill in a value or a bound, or delete the row."), cell
        )
        return None
    quantifier = quantifier or _guess_quantifier(value, low, high)
    if quantifier is Quantifier.EXACT or quantifier in {Quantifier.AT_LEAST, Quantifier.MORE_THAN}:
        low = value if low is None else low
    if quantifier is Quantifier.EXACT or quantifier in {Quantifier.AT_MOST, Quantifier.LESS_THAN}:
        high = value if high is None else high
    try:
        return Quantity(value, low, high, quantifier, text)
    except ValueError:
        row.refuse(
            CellError(
                "bounds_out_of_order",
                "The lower bound, the value and the upper bound do not rise.",
                "Check value_low, value and value_high of this row.",
            ),
            cell,
        )
        return None


def _guess_quantifier(value: float | None, low: float | None, high: float | None) -> Quantifier:
    """Return the hedge that the numbers themselves show."""
    if value is None:
        if low is not None and high is not None:
            return Quantifier.BETWEEN
        return Quantifier.AT_MOST if low is None else Quantifier.AT_LEAST
    bounds = {low, high} - {None, value}
    if bounds or (low is None) != (high is None):
        if high is None and low == value:
            return Quantifier.AT_LEAST
        return Quantifier.AT_MOST if low is None and high == value else Quantifier.APPROXIMATELY
    return Quantifier.UNSPECIFIED if low is None and value % 10 == 0 else Quantifier.EXACT


def _read_period(row: _Row) -> Period:
    first, last = row.read("reference_period_start", parse_date), row.read("reference_period_end", parse_date)
    precision, basis = row.word("period_precision", PeriodPrecision), row.word("period_basis", PeriodBasis)
    start, end = first or last, last or first
    if start is None or end is None:
        return Period(precision=precision or PeriodPrecision.UNKNOWN, basis=basis or PeriodBasis.UNKNOWN)
    try:
        period = Period(start.start, end.end, _guess_precision(start, end), basis or PeriodBasis.STATED)
    except ValueError:
        row.refuse(
            CellError("period_runs_backwards", "The period ends before it starts.", "Swap or correct the two dates."),
            row.cells["reference_period_end"],
        )
        return Period()
    return replace(period, precision=precision) if precision else period


def _guess_precision(start: Period, end: Period) -> PeriodPrecision:
    """Return the unit of the calendar that the days fill, else the finer way in which they are written."""
    if start.start is None or end.end is None:
        return PeriodPrecision.UNKNOWN
    first, last = start.start, end.end
    for whole in (Period.of_day(first), Period.of_month(first.year, first.month), Period.of_year(first.year)):
        if (whole.start, whole.end) == (first, last):
            return whole.precision
    months = last.month - first.month + 12 * (last.year - first.year)
    fills_months = first.day == 1 and Period.of_month(last.year, last.month).end == last
    if fills_months and months == 2 and first.month % 3 == 1:
        return PeriodPrecision.QUARTER
    if (last - first).days == 6:
        return PeriodPrecision.WEEK
    order = list(PeriodPrecision)
    return min(start.precision, end.precision, key=order.index)


def _drop_lost_links(entries: list[_Entry]) -> list[_Entry]:
    """Leave out rows that point to a row that is not there, and rows that point to those.

    Without its link, 3 children of 12 killed would be counted as three more.
    """
    while True:
        labels = {entry.label for entry in entries}
        lost = [entry for entry in entries if not labels.issuperset(entry.links.values())]
        if not lost:
            return entries
        for entry in lost:
            for name, target in entry.links.items():
                if target not in labels:
                    entry.row.refuse(
                        CellError(
                            "unknown_label", "No accepted row has this figure_id.", "Check the label and that row."
                        ),
                        entry.row.cells[name],
                    )
        entries = [entry for entry in entries if not entry.row.problems]


def _identify(entries: list[_Entry]) -> list[Figure]:
    """Give each figure its identifier, and turn labels into identifiers."""
    ids = make_ids(Canonical.name, [entry.figure for entry in entries])
    by_label = {entry.label: figure_id for entry, figure_id in zip(entries, ids, strict=True)}
    return [
        replace(
            entry.figure,
            figure_id=figure_id,
            part_of=by_label.get(entry.links.get("part_of", "")),
            supersedes=by_label.get(entry.links.get("supersedes", "")),
            same_as=by_label.get(entry.links.get("same_as", "")),
        )
        for entry, figure_id in zip(entries, ids, strict=True)
    ]
