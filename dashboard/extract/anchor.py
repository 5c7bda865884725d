"""The calendar seen from the day of publication: "on Monday", "last month", "three days ago".

What such a date means depends on how finely the publication is known; where that is not
fine enough the answer is ``None``, never a guess. This module must not know any word.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum

from dashboard.model import Period, PeriodBasis, PeriodPrecision

_DAYS_OF_WEEK, _DAYS_OF_MONTH, _DAYS_OF_QUARTER = 7, 31, 92
_MONTHS_OF_YEAR, _MONTHS_OF_QUARTER = 12, 3


class CalendarUnit(Enum):
    """A unit of time; the value is its length in days."""

    HOUR = 1 / 24
    DAY = 1.0
    WEEK = 7.0
    MONTH = 30.4
    QUARTER = 91.3
    YEAR = 365.25


@dataclass(frozen=True, slots=True)
class Anchor:
    """The publication that relative dates are counted from; ``None`` if it is not known."""

    published: Period | None

    @property
    def day(self) -> date | None:
        """The day of publication, if it is known to the day."""
        published = self.published
        return published.end if published and published.precision is PeriodPrecision.DAY else None

    @property
    def end(self) -> date | None:
        """The last day on which the document can have been published."""
        return self.published.end if self.published else None

    @property
    def year(self) -> int | None:
        """The year of publication."""
        return self.published.start.year if self.published and self.published.start else None

    def days_back(self, first: float, last: float) -> Period | None:
        """Return the days from so many to so many before the publication, at least one day long if ``first``.

        Example:
            >>> str(Anchor(Period.of_day(date(2021, 6, 8))).days_back(7, 0).start)
            '2021-06-01'
            >>> Anchor(Period.of_year(2021)).days_back(7, 0) is None
            True
        """
        if self.day is None:
            return None
        start = self.day - timedelta(days=max(1, round(first)) if first else 0)
        end = self.day - timedelta(days=round(last))
        return Period(start, end, precision_of((end - start).days), PeriodBasis.STATED)

    def weekday(self, number: int) -> Period | None:
        """Return the last such weekday up to the publication; Monday is 1."""
        if self.day is None:
            return None
        return Period.of_day(self.day - timedelta(days=(self.day.isoweekday() - number) % _DAYS_OF_WEEK))

    def numbered_week(self, number: int, year: int | None, *, is_stated: bool) -> Period | None:
        """Return a week of a year by its number (ISO 8601, as WHO counts them), ``None`` if there is none.

        One whose year is not stated is not after the publication.

        Example:
            >>> week = Anchor(Period.of_day(date(2024, 5, 21))).numbered_week(17, 2024, is_stated=False)
            >>> str(week.start), str(week.end)
            ('2024-04-22', '2024-04-28')
            >>> Anchor(Period.of_day(date(2024, 1, 9))).numbered_week(52, 2024, is_stated=False).start.year
            2023
        """
        if year is None:
            return None
        try:
            monday = date.fromisocalendar(year, number, 1)
        except ValueError:
            return None
        if not is_stated and self.end is not None and monday > self.end:
            return self.numbered_week(number, year - 1, is_stated=True)
        return Period(monday, monday + timedelta(days=6), PeriodPrecision.WEEK, PeriodBasis.STATED)

    def weekend(self) -> Period | None:
        """Return the last Saturday and Sunday up to the publication."""
        if self.day is None:
            return None
        sunday = self.day - timedelta(days=self.day.isoweekday() % _DAYS_OF_WEEK)
        return Period(sunday - timedelta(days=1), sunday, PeriodPrecision.DAY, PeriodBasis.STATED)

    def unit_back(self, unit: CalendarUnit, back: int) -> Period | None:
        """Return the calendar week, month, quarter or year so many units back.

        The running week, quarter or year (``back`` 0) ends with the publication.

        Example:
            >>> Anchor(Period.of_month(2020, 1)).unit_back(CalendarUnit.MONTH, 1).isoformat()
            '2019-12'
        """
        whole = self._whole_unit(unit, back)
        if whole is None or back or unit is CalendarUnit.MONTH or self.published is None:
            return whole
        return replace(whole, end=self.published.end)

    def _whole_unit(self, unit: CalendarUnit, back: int) -> Period | None:
        published = self.published
        if published is None or published.start is None:
            return None
        day = published.start
        if unit is CalendarUnit.YEAR:
            return Period.of_year(day.year - back)
        if published.precision is PeriodPrecision.YEAR:
            return None
        if unit is CalendarUnit.MONTH:
            return _month(day.year * _MONTHS_OF_YEAR + day.month - 1 - back)
        if unit is CalendarUnit.QUARTER:
            month = (day.year * 4 + (day.month - 1) // _MONTHS_OF_QUARTER - back) * _MONTHS_OF_QUARTER
            last = _month(month + _MONTHS_OF_QUARTER - 1).end
            return Period(_month(month).start, last, PeriodPrecision.QUARTER, PeriodBasis.STATED)
        if unit is CalendarUnit.WEEK and self.day is not None:
            monday = day - timedelta(days=day.weekday() + _DAYS_OF_WEEK * back)
            return Period(monday, monday + timedelta(days=6), PeriodPrecision.WEEK, PeriodBasis.STATED)
        return None


def precision_of(days: int) -> PeriodPrecision:
    """Return how finely a span of so many days is known.

    Example:
        >>> precision_of(0), precision_of(30)
        (<PeriodPrecision.DAY: 'day'>, <PeriodPrecision.MONTH: 'month'>)
    """
    if days <= 1:
        return PeriodPrecision.DAY
    if days <= _DAYS_OF_WEEK:
        return PeriodPrecision.WEEK
    if days <= _DAYS_OF_MONTH:
        return PeriodPrecision.MONTH
    return PeriodPrecision.QUARTER if days <= _DAYS_OF_QUARTER else PeriodPrecision.YEAR


def _month(months: int) -> Period:
    """Return a month by its number since the year 0."""
    return Period.of_month(months // _MONTHS_OF_YEAR, months % _MONTHS_OF_YEAR + 1)
