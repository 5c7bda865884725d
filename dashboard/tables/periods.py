"""The columns about time → one period.

A first and a last day stand before a date in one column, and that before a month and a year.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from dashboard.model import Period, PeriodBasis, PeriodPrecision
from dashboard.tables.cells import CellError, parse_word
from dashboard.tables.columns import Cells
from dashboard.tables.dates import (
    DateStyle,
    parse_date,
    parse_day,
    parse_month,
    parse_period,
    parse_quarter,
    parse_week,
)
from dashboard.tables.mapping import Role, TableMapping

START_AND_END = 2
DATE_ROLES = (Role.PERIOD_START, Role.PERIOD_END, Role.PERIOD, Role.YEAR)
PART_ROLES = (Role.MONTH, Role.DAY, Role.WEEK, Role.QUARTER)
PERIOD_ROLES = (*DATE_ROLES, *PART_ROLES, Role.PERIOD_PRECISION, Role.PERIOD_BASIS)
LONGEST_WEEK_DAYS, QUARTER_MONTHS = 6, 2


class PeriodReader:
    """Reads the period of a row; ``otherwise`` is that of the whole table, an unknown one if nobody says."""

    def __init__(self, mapping: TableMapping, styles: Mapping[int, DateStyle]) -> None:
        self.positions = mapping.positions(*PERIOD_ROLES)
        self._at = {role: mapping.positions(role) for role in PERIOD_ROLES}
        self._parsers: dict[int, Callable[[str], Period | None]] = {
            position: partial(parse_date if mapping.is_strict else parse_period, style=style)
            for position, style in styles.items()
        }
        self._is_strict = mapping.is_strict
        period = mapping.constants.period
        self._otherwise = Period.fromisoformat(period) if period else Period()

    def __call__(self, cells: Cells) -> Period:
        """Return the period; an unknown one if a cell was refused."""
        first, last = self._date(cells, self._at[Role.PERIOD_START]), self._date(cells, self._at[Role.PERIOD_END])
        start, end = first or last, last or first
        if start is None or end is None:
            start = end = self._date(cells, self._at[Role.PERIOD])
        if start is None or end is None:
            start, end = self._from_parts(cells)
        precision, precision_of_end = self._precisions(cells)
        basis = cells.read(self._at[Role.PERIOD_BASIS], lambda text: parse_word(text, PeriodBasis))
        if cells.faults:
            return Period()
        if start is None or end is None:
            otherwise = self._otherwise
            return Period(otherwise.start, otherwise.end, precision or otherwise.precision, basis or otherwise.basis)
        if not self._is_strict:
            start, end = _widen(start, precision), _widen(end, precision_of_end)
            precision = _coarser(precision, precision_of_end)
        return self._join(cells, start, end, precision, basis or PeriodBasis.STATED)

    def _precisions(self, cells: Cells) -> tuple[PeriodPrecision | None, PeriodPrecision | None]:
        """Return how finely the first and the last day are known; one column says it of both."""
        columns = self._at[Role.PERIOD_PRECISION]
        first, last = (
            cells.read(part, lambda text: parse_word(text, PeriodPrecision)) for part in (columns[:1], columns[1:])
        )
        return first, last or first

    def _date(self, cells: Cells, positions: Sequence[int]) -> Period | None:
        for position in positions:
            if period := cells.read([position], self._parsers.get(position, parse_period)):
                return period
        return None

    def _from_parts(self, cells: Cells) -> tuple[Period | None, Period | None]:
        """Return what columns of years, months and days say; two of years and two of months are a start and an end."""
        years, months, days = (self._at[role] for role in (Role.YEAR, Role.MONTH, Role.DAY))
        if not len(years) == len(months) == START_AND_END:
            found = self._part(cells, years, months, days)
            return found, found
        start = self._part(cells, years[:1], months[:1], days[:1])
        return start, self._part(cells, years[1:], months[1:], days[1:]) or start

    def _part(self, cells: Cells, years: Sequence[int], months: Sequence[int], days: Sequence[int]) -> Period | None:
        year = self._date(cells, years)
        month, day = cells.read(months, parse_month), cells.read(days, parse_day)
        if year is None or year.start is None or year.precision is not PeriodPrecision.YEAR:
            return year
        if not month:
            return self._week_or_quarter(cells, year.start.year) or year
        if not day:
            return Period.of_month(year.start.year, month)
        try:
            return Period.of_day(date(year.start.year, month, day))
        except ValueError:
            cells.refuse(days[0], CellError("not_a_date", "There is no such day.", "Check day, month and year."))
            return None

    def _week_or_quarter(self, cells: Cells, year: int) -> Period | None:
        week = cells.read(self._at[Role.WEEK], parse_week)
        quarter = cells.read(self._at[Role.QUARTER], parse_quarter)
        if quarter:
            return parse_period(f"Q{quarter} {year}")
        try:
            return parse_period(f"{year}-W{week:02}") if week else None
        except CellError as error:
            cells.refuse(self._at[Role.WEEK][0], error)
            return None

    def _join(
        self, cells: Cells, start: Period, end: Period, precision: PeriodPrecision | None, basis: PeriodBasis
    ) -> Period:
        try:
            period = Period(start.start, end.end, guess_precision(start, end), basis)
        except ValueError:
            error = CellError(
                "period_runs_backwards", "The period ends before it starts.", "Swap or correct the two dates."
            )
            cells.refuse((self._at[Role.PERIOD_END] or self.positions)[0], error)
            return Period()
        return replace(period, precision=precision) if precision else period


def _widen(period: Period, precision: PeriodPrecision | None) -> Period:
    """Return the whole month or year of a day that stands for it ("2009-01-01, accuracy: month")."""
    if period.start is None or period.start != period.end:
        return period
    if precision is PeriodPrecision.MONTH:
        return Period.of_month(period.start.year, period.start.month)
    return Period.of_year(period.start.year) if precision is PeriodPrecision.YEAR else period


def _coarser(one: PeriodPrecision | None, other: PeriodPrecision | None) -> PeriodPrecision | None:
    order = list(PeriodPrecision)
    return max((part for part in (one, other) if part), key=order.index, default=None)


def guess_precision(start: Period, end: Period) -> PeriodPrecision:
    """Return the unit of the calendar that the days fill, else the finer way in which they are written.

    Example:
        >>> guess_precision(Period.fromisoformat("2019-04"), Period.fromisoformat("2019-06"))
        <PeriodPrecision.QUARTER: 'quarter'>
    """
    if start.start is None or end.end is None:
        return PeriodPrecision.UNKNOWN
    first, last = start.start, end.end
    for whole in (Period.of_day(first), Period.of_month(first.year, first.month), Period.of_year(first.year)):
        if (whole.start, whole.end) == (first, last):
            return whole.precision
    months = last.month - first.month + 12 * (last.year - first.year)
    fills_months = first.day == 1 and Period.of_month(last.year, last.month).end == last
    if fills_months and months == QUARTER_MONTHS and first.month % 3 == 1:
        return PeriodPrecision.QUARTER
    if (last - first).days == LONGEST_WEEK_DAYS:
        return PeriodPrecision.WEEK
    order: Sequence[PeriodPrecision] = list(PeriodPrecision)
    return min(start.precision, end.precision, key=order.index)
