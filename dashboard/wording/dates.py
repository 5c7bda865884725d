"""Days and periods, as finely as they are known; the date of a report is called so."""

from datetime import date
from functools import lru_cache

from babel.dates import format_date as babel_date
from babel.dates import format_skeleton

from dashboard.model import Figure, Period, PeriodBasis, PeriodPrecision
from dashboard.wording.catalogue import translations
from dashboard.wording.rows import Row, read_period

DAYS_KEPT = 10_000  # many figures share few days, and Babel takes its time
_DATE_LOCALES = {"en": "en_GB"}  # day before month, as UN editorial style has it


def locale_of_dates(locale: str) -> str:
    """Return the locale that dates of a language are written in."""
    return _DATE_LOCALES.get(locale, locale)


@lru_cache(DAYS_KEPT)
def format_date(day: date | None, locale: str = "en") -> str:
    """Return a day in full: 31 December 2023.

    Example:
        >>> format_date(date(2023, 12, 31)), format_date(None)
        ('31 December 2023', 'not dated')
    """
    if day is None:
        return translations(locale).gettext("not dated")
    return babel_date(day, "long", locale=locale_of_dates(locale))


def format_period(period: Period | Row | Figure, locale: str = "en", *, with_basis: bool = True) -> str:
    """Return a period as finely as it is known, and whether only the report is dated.

    Example:
        >>> format_period(Period.of_year(2019, PeriodBasis.PUBLICATION))
        '2019 (date of the report)'
        >>> format_period(Period(date(2021, 6, 4), date(2021, 6, 5), PeriodPrecision.DAY, PeriodBasis.STATED))
        '4–5 June 2021'
        >>> format_period(Period.of_month(2021, 6)), format_period(Period())
        ('June 2021', 'not dated')
    """
    period = read_period(period)
    _ = translations(locale).gettext
    text = _format_span(period, locale)
    if with_basis and period.basis is PeriodBasis.PUBLICATION and (period.start or period.end):
        return _("{period} (date of the report)").format(period=text)
    return text


def _format_span(period: Period, locale: str) -> str:
    start, end = period.start, period.end
    _ = translations(locale).gettext
    if start is None and end is None:
        return _("not dated")
    if start is None:
        return _("up to {date}").format(date=format_date(end, locale))
    if end is None:
        return _("since {date}").format(date=format_date(start, locale))
    if period.precision is PeriodPrecision.YEAR or _covers_years(start, end):
        return _join(str(start.year), str(end.year))
    if period.precision in (PeriodPrecision.MONTH, PeriodPrecision.QUARTER) or _covers_months(start, end):
        return _format_months(start, end, locale)
    return _format_days(start, end, locale)


def _covers_years(start: date, end: date) -> bool:
    return (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)


def _covers_months(start: date, end: date) -> bool:
    return start.day == 1 and date.fromordinal(end.toordinal() + 1).day == 1


def _format_months(start: date, end: date, locale: str) -> str:
    first, last = (format_skeleton("yMMMM", day, locale=locale_of_dates(locale)) for day in (start, end))
    if start.year == end.year and start.month != end.month:
        first = babel_date(start, "LLLL", locale=locale_of_dates(locale))
    return _join(first, last, " – ")


def _format_days(start: date, end: date, locale: str) -> str:
    last = format_date(end, locale)
    if (start.year, start.month) == (end.year, end.month):
        return _join(str(start.day), last) if start != end else last
    if start.year == end.year:
        return _join(format_skeleton("MMMMd", start, locale=locale_of_dates(locale)), last, " – ")
    return _join(format_date(start, locale), last, " – ")


def _join(first: str, last: str, dash: str = "–") -> str:
    return first if first == last else f"{first}{dash}{last}"


def say_when(period: Period | Row | Figure, locale: str = "en") -> str:
    """Return a period as it goes into a sentence.

    Example:
        >>> say_when(Period.of_year(2019)), say_when(Period.of_year(2019, PeriodBasis.PUBLICATION))
        ('in 2019', 'reported in 2019')
        >>> say_when(Period.of_day(date(2025, 12, 31))), say_when(Period())
        ('on 31 December 2025', 'not dated')
    """
    period = read_period(period)
    _ = translations(locale).gettext
    text = format_period(period, locale, with_basis=False)
    if period.start is None or period.end is None:
        return text
    is_day = period.precision in (PeriodPrecision.DAY, PeriodPrecision.WEEK) and not (
        _covers_months(period.start, period.end) and period.start != period.end
    )
    if is_day and (period.end - period.start).days < _EVENT_DAYS:
        text = _("on {period}").format(period=text)
    elif (period.start.year, period.start.month) == (period.end.year, period.end.month) or _is_one_year(period):
        text = _("in {period}").format(period=text)
    else:
        text = _("in the period {period}").format(period=text)
    if period.basis is PeriodBasis.PUBLICATION:
        return _("reported {period}").format(period=text)
    return text


_EVENT_DAYS = 14


def _is_one_year(period: Period) -> bool:
    return format_period(period, with_basis=False).isdecimal()
