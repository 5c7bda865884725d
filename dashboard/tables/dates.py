"""How the dates of a column are written, and which days each of them means.

``03/04/2019`` is in March or in April; one ``25/12/2019`` in the same column settles which.
What nothing settles is refused cell by cell and can be settled by a person. Months are known
by their names in English, French and Spanish. A number such as 43525 is a spreadsheet's own
name for a day, if the whole column is written so.

This module must not know columns or rows.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from dashboard.model import Period, PeriodBasis, PeriodPrecision
from dashboard.reference.context_words import load_context_words
from dashboard.reference.lexicon import lexicon_languages
from dashboard.tables.cells import CellError, is_missing
from dashboard.tables.mapping import fold_word

ISO = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})(?:[-/.]([0-9]{1,2}))?(?:[T ][0-9]{1,2}:[0-9]{2}(:[0-9.]+)?.*)?")
COMPACT = re.compile(r"((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})")
YEAR = re.compile(r"(?:19|20|21)[0-9]{2}")
NUMERIC = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})(?: [0-9]{1,2}:[0-9]{2}.*)?")
MONTH_YEAR = re.compile(r"([0-9]{1,2})[-/.]([0-9]{4})")
YEAR_SPAN = re.compile(r"([0-9]{4}) ?[-–/] ?([0-9]{2}|[0-9]{4})")
SERIAL = re.compile(r"[2-5][0-9]{4}(\.[0-9]+)?")
QUARTER = re.compile(r"(?:q|t|trim|quarter|trimestre) ?([1-4])[ ,/-]*([0-9]{4})|([0-9]{4})[ /-]*[qt]([1-4])")
NTH_QUARTER = re.compile(r"([1-4]) ?(?:st|nd|rd|th|er|e|eme|o|º)? (?:quarter|trimestre)[ ,]*(?:of|de|del)? ?([0-9]{4})")
WEEK = re.compile(r"([0-9]{4})-?w([0-9]{1,2})|(?:w|week|semaine|semana|epi week|wk) ?([0-9]{1,2})[ ,/-]+([0-9]{4})")
RANGE = re.compile(r"(.+?)\s+(?:to|until|through|[-–—]|au|a|al|hasta|et|and)\s+(.+)")
MONTH_RANGE = re.compile(r"([a-z]{3,})\.?\s*[-–—]\s*([a-z]{3,})\.?\s+([0-9]{4})")
AS_OF = re.compile(r"(?:as of|as at|as on|a la date du|en date du|au|al|a fecha de|from|du|del|between|entre)\s+")
DAY_NAME_SHORT_YEAR = re.compile(r"([0-9]{1,2})-([a-z]{3,})\.?-([0-6][0-9])")
ONE_OR_TWO_DIGITS = re.compile(r"[0-9]{1,2}")
WORD = re.compile(r"[a-z]+|[0-9]+")
FIRST_YEAR, LAST_YEAR = 1900, 2100
SPREADSHEET_DAY_0 = date(1899, 12, 30)
CENTURY = 100
SHORT_YEARS = {**{year: 2000 + year for year in range(1, 31)}, **{year: 1900 + year for year in range(70, 100)}}
MONTHS, LAST_WEEK, LAST_QUARTER = 12, 53, 4
DAYS = 31
SMALL_WORDS = frozenset({"de", "del", "of", "the", "le", "la", "el", "st", "nd", "rd", "th", "er", "e", "o"})


@dataclass(frozen=True, slots=True)
class DateStyle:
    """How a column writes its dates.

    ``is_day_first`` is ``None`` if nothing shows it. ``has_serials``: its numbers of five
    digits are days. ``has_year_spans``: ``2010-12`` may be two years. ``has_years_first``: one
    such as ``19/03/31`` shows that the dates of two digits each begin with the year.
    """

    is_day_first: bool | None = None
    has_serials: bool = False
    has_year_spans: bool = False
    has_years_first: bool = False


UNDECIDED = DateStyle()


def find_date_style(texts: Iterable[str], is_day_first: bool | None = None) -> DateStyle:
    """Return what the texts of a whole column show; ``is_day_first`` is what a person said.

    Example:
        >>> find_date_style(["03/04/2019", "25/12/2019"]).is_day_first
        True
        >>> find_date_style(["25/12/2019", "12/25/2019"]).is_day_first is None
        True
    """
    orders: set[bool] = set()
    has_serials = has_others = has_year_spans = has_years_first = False
    for text in texts:
        if SERIAL.fullmatch(text):
            has_serials = True
        elif not is_missing(text):
            has_others = True
        if match := NUMERIC.fullmatch(text):
            first, second = int(match[1]), int(match[3])
            if (first > MONTHS) != (second > MONTHS):
                orders.add(first > MONTHS)
            has_years_first |= match[4] == str(DAYS)
        elif (span := YEAR_SPAN.fullmatch(text)) and int(span[2]) > MONTHS:
            has_year_spans = True
    shown = orders.pop() if len(orders) == 1 else None
    order = shown if is_day_first is None else is_day_first
    return DateStyle(order, has_serials and not has_others, has_year_spans, has_years_first)


def parse_period(text: str, style: DateStyle = UNDECIDED) -> Period | None:
    """Return the days that a cell means, ``None`` if it says nothing.

    Raises:
        CellError: it is no date, or could be two.

    Example:
        >>> parse_period("24 févr. 2022").start, parse_period("February 24, 2022").end
        (datetime.date(2022, 2, 24), datetime.date(2022, 2, 24))
        >>> parse_period("Q1 2020").end, parse_period("2020-W01").start
        (datetime.date(2020, 3, 31), datetime.date(2019, 12, 30))
        >>> parse_period("03/04/2019")
        Traceback (most recent call last):
        ...
        dashboard.tables.cells.CellError: Day and month cannot be told apart.
    """
    if is_missing(text):
        return None
    try:
        period = _parse(text, style)
    except CellError:
        raise
    except (ValueError, OverflowError):
        raise CellError("not_a_date", "There is no such day.", "Check day, month and year.") from None
    if period is None:
        raise _no_date()
    return _check_years(period)


def parse_date(text: str, style: DateStyle = UNDECIDED) -> Period | None:
    """Return a day, month or year in the form of ISO 8601, ``None`` for an empty cell.

    This is what our own layout and a form ask for. A spreadsheet may have rewritten the days of
    a column in its own form; they are read if the column shows which number is the day.

    Raises:
        CellError: it is no such date, or could be two.

    Example:
        >>> parse_date("2019-02").end
        datetime.date(2019, 2, 28)
        >>> parse_date("") is None
        True
    """
    if not text:
        return None
    if NUMERIC.fullmatch(text):
        if style.is_day_first is None:
            raise CellError("ambiguous_date", "Day and month cannot be told apart.", "Write the date as 2019-03-31.")
        return parse_period(text, style)
    if SERIAL.fullmatch(text):
        raise _serial()
    try:
        return _check_years(Period.fromisoformat(text))
    except CellError:
        raise
    except ValueError:
        raise _no_date() from None


def _no_date() -> CellError:
    return CellError("not_a_date", "This is not a date.", "Write 2019, 2019-03 or 2019-03-31.")


def _serial() -> CellError:
    return CellError(
        "date_is_a_serial", "This is a spreadsheet's own number for a day.", "Format the column as 2019-03-31."
    )


def _check_years(period: Period) -> Period:
    for day in (period.start, period.end):
        if day is None or not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise CellError(
                "date_out_of_range", f"The year is not between {FIRST_YEAR} and {LAST_YEAR}.", "Check the year."
            )
    return period


def _parse(text: str, style: DateStyle) -> Period | None:
    """Try the ways in which a date is written; each text fits one of them."""
    if YEAR.fullmatch(text):
        return Period.of_year(int(text))
    if (span := YEAR_SPAN.fullmatch(text)) and (style.has_year_spans or int(span[2]) > MONTHS):
        return _parse_years(int(span[1]), span[2])
    if match := ISO.fullmatch(text):
        return _make(int(match[1]), int(match[2]), match[3])
    if match := COMPACT.fullmatch(text):
        return _make(int(match[1]), int(match[2]), match[3])
    if match := NUMERIC.fullmatch(text):
        return _parse_numeric(match, style)
    if match := MONTH_YEAR.fullmatch(text):
        return _make(int(match[2]), int(match[1]), None)
    if SERIAL.fullmatch(text):
        return _parse_serial(text, style)
    return _parse_words(fold_word(text), style)


def _make(year: int, month: int, day: str | None) -> Period:
    return Period.of_day(date(year, month, int(day))) if day else Period.of_month(year, month)


def _parse_years(first: int, second: str) -> Period:
    last = int(second) if len(second) == len("2019") else first - first % CENTURY + int(second)
    if last <= first + 1:
        raise CellError(
            "ambiguous_date",
            "Two years joined may be a season, a school or a budget year.",
            "Write the first and the last day in two columns.",
        )
    return Period(date(first, 1, 1), date(last, 12, 31), PeriodPrecision.YEAR, PeriodBasis.STATED)


def _parse_numeric(match: re.Match[str], style: DateStyle) -> Period:
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    is_short = len(match[4]) < len("2019")
    if is_short and (match[2] == "-" or style.has_years_first or year not in SHORT_YEARS):
        raise CellError("ambiguous_date", "Day, month and year cannot be told apart.", "Write the date as 2019-03-31.")
    if is_short:
        year = SHORT_YEARS[year]
    if first > MONTHS or second > MONTHS or first == second:
        day_first = first > MONTHS
        if first != second and style.is_day_first is not None and style.is_day_first is not day_first:
            raise CellError(
                "not_a_date",
                "Day and month stand the other way round than in the rest of the column.",
                "Check the date.",
            )
    elif style.is_day_first is None:
        raise CellError(
            "ambiguous_date",
            "Day and month cannot be told apart.",
            "Say which stands first in this table, or write 2019-03-31.",
        )
    else:
        day_first = style.is_day_first
    day, month = (first, second) if day_first else (second, first)
    return Period.of_day(date(year, month, day))


def _parse_serial(text: str, style: DateStyle) -> Period:
    if not style.has_serials:
        raise _serial()
    return Period.of_day(SPREADSHEET_DAY_0 + timedelta(days=int(float(text))))


def _parse_words(text: str, style: DateStyle) -> Period | None:
    if match := QUARTER.fullmatch(text):
        return _quarter(int(match[2] or match[3]), int(match[1] or match[4]))
    if match := NTH_QUARTER.fullmatch(text):
        return _quarter(int(match[2]), int(match[1]))
    if match := WEEK.fullmatch(text):
        first = date.fromisocalendar(int(match[1] or match[4]), int(match[2] or match[3]), 1)
        return Period(first, first + timedelta(days=6), PeriodPrecision.WEEK, PeriodBasis.STATED)
    if match := MONTH_RANGE.fullmatch(text):
        return _join(_parse_named(f"{match[1]} {match[3]}"), _parse_named(f"{match[2]} {match[3]}"))
    if match := AS_OF.match(text):
        return _parse_side(text[match.end() :], style) or _parse_between(text[match.end() :], style)
    return _parse_named(text) or _parse_between(text, style)


def _quarter(year: int, number: int) -> Period:
    first = Period.of_month(year, 3 * number - 2)
    return Period(first.start, Period.of_month(year, 3 * number).end, PeriodPrecision.QUARTER, PeriodBasis.STATED)


def _parse_between(text: str, style: DateStyle) -> Period | None:
    match = RANGE.fullmatch(text)
    if match is None:
        return None
    last = _parse_side(match[2], style)
    if last is None or last.start is None:
        return None
    year = last.start.year
    first = _parse_side(match[1], style) or _parse_side(f"{match[1]} {year}", style)
    if first is None and match[1].isdecimal():  # 1 to 15 March 2020
        first = Period.of_day(last.start.replace(day=int(match[1])))
    return _join(first, last)


def _parse_side(text: str, style: DateStyle) -> Period | None:
    """Read one end of a range."""
    if re.search("[a-z]", text):
        return _parse_named(text)
    return _parse(text, style) if re.fullmatch("[0-9/.-]{6,}", text) or YEAR.fullmatch(text) else None


def _join(first: Period | None, last: Period | None) -> Period | None:
    if first is None or last is None or first.start is None or last.end is None:
        return None
    if last.end < first.start:
        raise CellError("period_runs_backwards", "The period ends before it starts.", "Swap or correct the two dates.")
    order = list(PeriodPrecision)
    return Period(first.start, last.end, min(first.precision, last.precision, key=order.index), PeriodBasis.STATED)


def _parse_named(text: str) -> Period | None:
    """Read a day or a month whose name is written out, in any order, with its year in four digits."""
    names: list[int | None] = []
    days: list[int] = []
    years: list[int] = []
    if match := DAY_NAME_SHORT_YEAR.fullmatch(text):
        text = f"{match[1]} {match[2]} {2000 + int(match[3])}"
    for word in WORD.findall(text):
        if word.isdecimal():
            (years if len(word) == len("2019") else days).append(int(word))
        elif word in _weekdays() and (word not in _months() or names):
            continue
        elif word not in SMALL_WORDS:
            names.append(_months().get(word))
    if len(names) != 1 or names[0] is None or len(years) != 1 or len(days) > 1:
        return None
    if not days:
        return Period.of_month(years[0], names[0])
    return Period.of_day(date(years[0], names[0], days[0]))


def parse_month(text: str) -> int | None:
    """Return the number of a month by its name or number, ``None`` if the cell says nothing.

    Raises:
        CellError: it is no month.

    Example:
        >>> parse_month("août"), parse_month("08"), parse_month("Aug.")
        (8, 8, 8)
    """
    if is_missing(text):
        return None
    word = fold_word(text).rstrip(".")
    number = int(word) if ONE_OR_TWO_DIGITS.fullmatch(word) else _months().get(word, 0)
    if not 1 <= number <= MONTHS:
        raise CellError("not_a_date", "This is not a month.", "Write a number from 1 to 12, or the name.")
    return number


def parse_day(text: str) -> int | None:
    """Return the number of a day in its month, ``None`` if the cell says nothing.

    Raises:
        CellError: it is no such number.

    Example:
        >>> parse_day("07"), parse_day("")
        (7, None)
    """
    if is_missing(text):
        return None
    number = int(text) if ONE_OR_TWO_DIGITS.fullmatch(text) else 0
    if not 1 <= number <= DAYS:
        raise CellError("not_a_date", "This is not a day of a month.", "Write a number from 1 to 31.")
    return number


def parse_week(text: str) -> int | None:
    """Return the number of a week (ISO 8601), ``None`` if the cell says nothing.

    Raises:
        CellError: it is no week.

    Example:
        >>> parse_week("W05"), parse_week("12"), parse_week("Semaine 3")
        (5, 12, 3)
    """
    return _number_behind(text, r"(?:w|wk|week|semaine|semana|se|epi ?week)?\W*", "a week", LAST_WEEK)


def parse_quarter(text: str) -> int | None:
    """Return the number of a quarter, ``None`` if the cell says nothing.

    Raises:
        CellError: it is no quarter.

    Example:
        >>> parse_quarter("Q1"), parse_quarter("T4"), parse_quarter("2")
        (1, 4, 2)
    """
    return _number_behind(text, r"(?:q|t|quarter|trimestre)?\W*", "a quarter", LAST_QUARTER)


def _number_behind(text: str, word: str, kind: str, last: int) -> int | None:
    if is_missing(text):
        return None
    match = re.fullmatch(f"{word}([0-9]{{1,2}})", fold_word(text))
    number = int(match[1]) if match else 0
    if not 1 <= number <= last:
        raise CellError("not_a_date", f"This is not {kind}.", f"Write a number from 1 to {last}.")
    return number


def parse_month_name(word: str) -> int | None:
    """Return the number of a month by its folded name, ``None`` if it is none.

    Example:
        >>> parse_month_name("fevrier"), parse_month_name("soon")
        (2, None)
    """
    return _months().get(word)


@cache
def _months() -> Mapping[str, int]:
    periods = [load_context_words(language).periods for language in lexicon_languages()]
    return {fold_word(form): number for words in periods for form, number in words.months.items()}


@cache
def _weekdays() -> frozenset[str]:
    periods = [load_context_words(language).periods for language in lexicon_languages()]
    full = {fold_word(form) for words in periods for form in words.weekdays}
    return frozenset(full | {form[:3] for form in full})
