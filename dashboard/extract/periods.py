"""Read when: the dates of a sentence, each as days from … to, with how finely it is known.

General date libraries answer another question: for them "in 2019" is a day in 2019, and
"between 12 and 15 March" is one day. Here a date is a span of days. Dates that are counted
from the day of publication ("on Monday", "last month") need that day; without it they have
no period, but their numbers are still not counts. This module must not know any figure.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from enum import Enum, auto
from functools import cache
from typing import NamedTuple

from dashboard.extract.anchor import Anchor, CalendarUnit, precision_of
from dashboard.extract.match import PhraseTable, split_form
from dashboard.extract.segment import Sentence, Tokens
from dashboard.model import Period, PeriodBasis, PeriodPrecision
from dashboard.reference.context_words import ReporterWords, load_context_words
from dashboard.reference.lexicon import load_lexicon

_FIRST_YEAR, _LAST_YEAR = 1900, 2099
_LAST_DAY, _LAST_WEEK, _LAST_MONTH = 31, 53, 12
_ENDS_OF_WEEK = frozenset(("", ",", ".", ";", ":", "(", ")"))
_SHORTEST_MONTH, _FORTNIGHT, _MIDDLE = 28, 15, 15
_OLDEST_SHORT_YEAR = 50
_NUMERIC_DATE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_DIGITS_OF_DATE = re.compile(r"\d (?: \d{3} | \s*+ (?: : | [^\W\d_] ) \s*+ \d )", re.VERBOSE)  # 2019   11:30   11 h 30
_PARTING = ("-", "/")
_QUARTERS = ("q1", "q2", "q3", "q4")
_REPORT_WINDOW = 4
_DATELINE, _DATELINE_TOKENS = 60, 5
_EVENT_WORDS = 2
_EVENT_WINDOW, _COMPARED_WINDOW, _RECORD_WINDOW = 7, 6, 8
_MOST_UNITS, _WEEK = 60, 7


class Opening(Enum):
    """What stands in front of a date and changes what it means for a count."""

    SINCE = auto()
    AS_OF = auto()


SINCE, AS_OF = Opening  # read faster


class DateSpan(NamedTuple):
    """A date in a sentence: its offsets in the text, end excluded, and what it says.

    ``period`` is ``None`` if the date only compares, and if it ``is_open``: the day of publication
    would be needed and is not known.
    ``is_report`` marks a date of the report itself ("said on Monday", "its 2020 report").
    ``goes_back`` marks the last event as bad, told in passing ("the worst since 1975, when 90 died").
    ``shift`` are the days from the event told before, for "three days later".
    ``first`` and ``last`` are positions of tokens, the last one excluded.
    """

    first: int
    last: int
    start: int
    end: int
    period: Period | None
    opening: Opening | None = None
    is_report: bool = False
    is_open: bool = False
    goes_back: bool = False
    shift: int = 0


class _Atom(NamedTuple):
    """A date before it is put into days: token positions, and the parts that are printed."""

    first: int
    last: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    last_month: int | None = None
    last_day: int | None = None
    period: Period | None = None
    is_absolute: bool = True
    shift: int = 0


class _Tables(NamedTuple):
    """What a date is found by: phrases of one kind each, all words that tell one or stand in front, and units."""

    openings: PhraseTable[Opening]
    ago_openings: PhraseTable[None]
    weekends: PhraseTable[None]
    so_far: PhraseTable[None]
    compared: PhraseTable[None]
    shifts: PhraseTable[int]
    telling: frozenset[str]
    before_date: frozenset[str]
    units: Mapping[str, CalendarUnit]


class PeriodReader:
    """Reads the dates of sentences of one document.

    ``published`` is the publication of the document; if it is not known, ``year`` is asked
    for the year of dates without one.
    """

    def __init__(self, language: str, published: Period | None, year: Callable[[], int | None] = lambda: None) -> None:
        words = load_context_words(language)
        self._words = words.periods
        self._reporting = words.reporters
        grammar = load_lexicon(language).grammar
        self._settings, self._relatives, self._have = grammar.settings, grammar.relatives, grammar.have
        self._tables = _tables(language)
        self._anchor = Anchor(published)
        self._year = year

    def find(self, sentence: Sentence) -> list[DateSpan]:
        """Return the dates of a sentence in order, none overlapping another."""
        norms = sentence.norms
        if self._tables.telling.isdisjoint(norms) and not _DIGITS_OF_DATE.search(sentence.words):
            return []
        atoms = self._find_atoms(sentence, norms)
        if len(atoms) > 1:
            atoms = self._share_year(self._join_ranges(atoms, norms), norms)
        return [self._finish(atom, sentence.tokens, norms) for atom in atoms]

    # ---------------------------------------------------------------- atoms

    def _find_atoms(self, sentence: Sentence, norms: list[str]) -> list[_Atom]:
        atoms: list[_Atom] = []
        telling, done = self._tables.telling, 0
        for position, norm in enumerate(norms):
            if (norm in telling or norm[0].isdecimal()) and position >= done:
                atom = self._read_atom(sentence, norms, position, done)
                if atom is not None:
                    atoms.append(atom)
                    done = atom.last
        return atoms

    def _read_atom(self, sentence: Sentence, norms: list[str], at: int, done: int) -> _Atom | None:
        """Return the date whose telling word is at a position: a month, a year, a weekday, "last" or "ago"."""
        norm = norms[at]
        if norm in self._words.months:
            return self._read_month(sentence, norms, at, done)
        if norm[0].isdecimal():
            return self._read_digits(norms, at)
        if norm in self._words.weekdays:
            return self._read_weekday(sentence, norms, at)
        if norm in self._words.week:
            return self._read_numbered_week(norms, at)
        return self._read_part_of_year(norms, at) or self._read_relative(norms, at)

    def _read_month(self, sentence: Sentence, norms: list[str], at: int, done: int) -> _Atom | None:
        month = self._words.months[norms[at]]
        first, day, last_day = self._days_before(norms, at, done)
        last = at + 1 + (_at(norms, at + 1) == "." and _number(_at(norms, at + 2), _LAST_YEAR) is not None)
        if day is None:
            day, last_day, last = self._days_after(norms, last)
        year, last = self._year_after(norms, last, is_short_allowed=day is not None)
        if day is None:
            first, day, last_day = self._part_of_month(norms, at, done)
        is_plain = day is None and year is None
        if norms[at] in self._words.cautious and (
            not sentence.tokens.texts[at][0].isupper() or (is_plain and not self._opens_a_month(norms, at))
        ):
            return None
        return _Atom(first, last, year, month, day, last_day=last_day)

    def _opens_a_month(self, norms: list[str], at: int) -> bool:
        before = _at(norms, at - 1)
        return before in self._words.before_year or before in self._words.parts

    def _part_of_month(self, norms: list[str], at: int, done: int) -> tuple[int, int | None, int | None]:
        """Return where "the first week of May" begins, and its first and last day; no days for the whole month."""
        words = self._words
        unit = at - 1
        while unit > done and norms[unit] in words.day_marks:
            unit -= 1
        many = self._count(_at(norms, unit - 1)) if unit > done and _at(norms, unit) in words.day else None
        first = unit - 1 - (many is not None)
        ordinal = words.ordinals.get(norms[first]) if done <= first < unit else None
        days = self._days_of(_at(norms, unit), many)
        if ordinal is None or days is None or (ordinal - 1) * days >= _SHORTEST_MONTH:
            return at, None, None
        if norms[first] in words.last:  # the last week
            return first, -days, _LAST_DAY
        start = (ordinal - 1) * days + 1
        return first, start, start + days - 1 if start + days <= _SHORTEST_MONTH else _LAST_DAY

    def _days_of(self, unit: str, many: int | None) -> int | None:
        """Return the days of a part of a month: a half, a week, or so many days."""
        if unit in self._words.half or unit in self._words.fortnight:
            return _FORTNIGHT
        return 7 if unit in self._words.week else many

    def _days_before(self, norms: list[str], at: int, done: int) -> tuple[int, int | None, int | None]:
        """Return where a date begins that ends in a month, and its day or first and last day."""
        position = at - 1
        while position >= done and norms[position] in self._words.day_marks:
            position -= 1
        last = _number(_at(norms, position), _LAST_DAY) if position >= done else None
        if last is None:
            return at, None, None
        before = position - 1
        while before > done and norms[before] in self._words.day_marks:
            before -= 1
        if before - 1 >= done and norms[before] in self._words.until:
            head = before - 1
            while head > done and norms[head] in self._words.day_marks:
                head -= 1
            day = _number(norms[head], _LAST_DAY)
            if day is not None and day < last:
                return head, day, last
        return position, last, None

    def _days_after(self, norms: list[str], last: int) -> tuple[int | None, int | None, int]:
        """Return the day, or first and last day, behind a month, and where the date ends."""
        day = _number(_at(norms, last), _LAST_DAY)
        if day is None or _at(norms, last + 1) in self._words.clock:
            return None, None, last
        last += 1
        if _at(norms, last) in self._words.day_marks and _at(norms, last) not in ("of", "the"):
            last += 1
        if _at(norms, last) in self._words.until:
            last_day = _number(_at(norms, last + 1), _LAST_DAY)
            if last_day is not None and last_day > day:
                return day, last_day, last + 2
        return day, None, last

    def _year_after(self, norms: list[str], last: int, *, is_short_allowed: bool) -> tuple[int | None, int]:
        position = last + (_at(norms, last) in (",", "of", "de", "'"))
        year = _year(_at(norms, position))
        if year is not None:
            return year, position + 1
        if relative := self._relative_year(norms, self._skip_marks(norms, last)):
            return relative
        short = _at(norms, last)
        if is_short_allowed and len(short) == 2 and short.isdecimal() and int(short) >= _OLDEST_SHORT_YEAR:
            return 1900 + int(short), last + 1
        return None, last

    def _relative_year(self, norms: list[str], at: int) -> tuple[int, int] | None:
        """Return the year of "September last year" or "setiembre del año pasado", and where it ends."""
        words, year = self._words, self._anchor.year
        pair = _at(norms, at), _at(norms, at + 1)
        pointing, unit = pair[::-1] if words.is_unit_first and pair[0] in words.year else pair
        if year is None or unit not in words.year or pointing not in words.this | words.last:
            return None
        return year - (pointing in words.last), at + 2

    def _read_digits(self, norms: list[str], at: int) -> _Atom | None:
        if not norms[at].isdecimal():
            numeric = _NUMERIC_DATE.fullmatch(norms[at])
            return _Atom(at, at + 1, int(numeric[3]), int(numeric[2]), int(numeric[1])) if numeric else None
        mark = _at(norms, at + 1)
        found = self._read_parted_date(norms, at) if mark in _PARTING else self._read_clock(norms, at, mark)
        return found or self._read_year(norms, at)

    def _read_parted_date(self, norms: list[str], at: int) -> _Atom | None:
        """Read 2019-03-23 and 23/03/2019; with a slash the day comes first unless it cannot."""
        if _at(norms, at + 3) != norms[at + 1] or at + 4 >= len(norms):
            return None
        parts = [norms[at], norms[at + 2], norms[at + 4]]
        if not all(part.isdecimal() for part in parts):
            return None
        year, month, day = (int(part) for part in parts)
        if _year(parts[0]) is None:
            day, month, year = year, month, day
            if month > _LAST_MONTH:
                day, month = month, day
        return _Atom(at, at + 5, year, month, day) if _FIRST_YEAR <= year <= _LAST_YEAR else None

    def _read_clock(self, norms: list[str], at: int, mark: str) -> _Atom | None:
        """Read a time of day: it is no date, but its digits are no count either."""
        is_mark = mark == ":" or (len(mark) == 1 and mark in self._words.clock)  # "11:30", "11 h 30"
        is_clock = is_mark and len(norms[at]) <= 2 and _at(norms, at + 2)[:1].isdecimal()
        return _Atom(at, at + 3, is_absolute=False) if is_clock else None

    def _read_year(self, norms: list[str], at: int) -> _Atom | None:
        year = _year(norms[at])
        if year is None:
            return None
        before, after = _at(norms, at - 1), _at(norms, at + 1)
        if after == "s":
            return _Atom(at, at + 2, is_absolute=False)
        if after in ("-", "–", "/") and (short := _at(norms, at + 2)).isdecimal() and len(short) == 2:
            return _Atom(at, at + 3, period=Period(date(year, 1, 1), date(year + 1, 12, 31), PeriodPrecision.YEAR))
        is_cued = before in self._words.before_year or before in self._words.parts or at == 0
        is_owned = before in self._words.year_owners and year % 100 != 0
        is_range = after in ("-", "–") and _year(_at(norms, at + 2)) is not None
        return _Atom(at, at + 1, year) if is_cued or is_owned or is_range else None

    def _read_weekday(self, sentence: Sentence, norms: list[str], at: int) -> _Atom | None:
        if norms[at] in self._words.cautious and not sentence.tokens.texts[at][0].isupper():
            return None
        following = at + 1 + (_at(norms, at + 1) in (",", "("))
        month = self._skip_marks(norms, following + 1)  # the day itself stands behind: "Monday, 3 June"
        if _at(norms, month) in self._words.months and _number(_at(norms, following), _LAST_DAY):
            return None
        day = following + 1 + (_at(norms, following + 1) == ".")  # "Tuesday, Jan. 6"
        if _at(norms, following) in self._words.months and _number(_at(norms, day), _LAST_DAY):
            return None
        period = self._anchor.weekday(self._words.weekdays[norms[at]])
        if (
            period == self._anchor.published
            and _at(norms, at + 1) in self._words.previous
            and self._words.is_unit_first
        ):
            period = self._anchor.days_back(_WEEK, _WEEK)  # "mardi dernier" on a Tuesday
        return _Atom(at, at + 1, period=period, is_absolute=False)

    def _skip_marks(self, norms: list[str], position: int) -> int:
        """Return the position behind small words of a date: the month of "9 de enero"."""
        while _at(norms, position) in self._words.day_marks:
            position += 1
        return position

    def _read_part_of_year(self, norms: list[str], at: int) -> _Atom | None:
        """Read "first half of 2019", "third quarter of this year", "Q1 2019", "six premiers mois de 2019"."""
        first = at
        if norms[at] in _QUARTERS:
            number, after, months = int(norms[at][1]), at + 1, 3
        elif norms[at] in self._words.ordinals:
            number = self._words.ordinals[norms[at]]
            after = at + 2
            unit = _at(norms, at + 1)
            count = self._count(unit)
            if unit in self._words.half:
                months = 6
            elif unit in self._words.quarter:
                months = 3
            elif count and number == 1 and _at(norms, at + 2) in self._words.month:
                months, after = min(count, 12), at + 3
            elif unit in self._words.month and number == 1 and (count := self._count(_at(norms, at - 1))):
                months, first = min(count, 12), at - 1
            else:
                return None
        else:
            return None
        is_plain = after == at + 2 and norms[at] not in self._words.last
        year_of_part = self._year_of_part(norms, after, is_plain=is_plain)
        if year_of_part is None or number * months > _LAST_MONTH:
            return None
        year, last = year_of_part
        return _Atom(first, last, year, (number - 1) * months + 1, last_month=number * months)

    def _read_numbered_week(self, norms: list[str], at: int) -> _Atom | None:
        """Read "week 17", "semaine épidémiologique 17 de 2024"; "in the last week 17 people fled" names none."""
        words, before = self._words, _at(norms, at - 1)
        position = at + 1 + (_at(norms, at + 1) in words.week_kinds)
        number = _number(_at(norms, position), _LAST_WEEK)
        if number is None or before in words.this or before in words.last or before in words.ordinals:
            return None
        year, last = self._year_after(norms, position + 1, is_short_allowed=False)
        is_named = year is not None or position > at + 1 or before in words.week_kinds
        if not (is_named or _at(norms, last) in _ENDS_OF_WEEK) or before in words.every:
            return None
        period = self._anchor.numbered_week(
            number, year or self._anchor.year or self._year(), is_stated=year is not None
        )
        return _Atom(at, last, period=period, is_absolute=period is not None)

    def _year_of_part(self, norms: list[str], after: int, *, is_plain: bool) -> tuple[int | None, int] | None:
        """Return the year of a part of it and where that ends; none is printed in "the first quarter (of the year)".

        ``is_plain`` tells that the part needs no year, if nothing else follows: not "the first half of the trip".
        """
        words, position = self._words, after + (_at(norms, after) == ",")
        end = start = position
        while _at(norms, position) in words.day_marks or _at(norms, position) in words.year:
            position += 1
            end = position if norms[position - 1] in words.year else end
        if year := _year(_at(norms, position)):
            return year, position + 1
        if self._anchor.year and _at(norms, position) in words.this | words.last:
            last = position + 1 + (_at(norms, position + 1) in words.year)
            return self._anchor.year - (norms[position] in words.last), last
        if end > start:
            return None, end
        return (None, after) if is_plain and (position == start or start > after) else None

    # ---------------------------------------------------------------- counted from the publication

    def _read_relative(self, norms: list[str], at: int) -> _Atom | None:
        words, anchor, norm = self._words, self._anchor, norms[at]
        if norm in words.yesterday:
            return _Atom(at, at + 1, period=anchor.days_back(1, 1), is_absolute=False)
        if norm in words.today:
            return _Atom(at, at + 1, period=anchor.days_back(0, 0), is_absolute=False)
        if so_far := self._tables.so_far.find(norms, at):
            return _Atom(at, so_far[0], period=anchor.unit_back(CalendarUnit.YEAR, 0), is_absolute=False)
        if weekend := self._tables.weekends.find(norms, at):
            return _Atom(at, weekend[0], period=anchor.weekend(), is_absolute=False)
        if norm in words.last:
            return self._read_last(norms, at)
        if norm in words.this:
            return self._read_this(norms, at)
        if norm in words.ago:
            return self._read_ago(norms, at - 2, at - 2, at + 1)
        if shift := self._tables.shifts.find(norms, at):
            return self._read_shift(norms, at - 2, shift[0], shift[1][0])
        opening = self._tables.ago_openings.find(norms, at)
        return self._read_ago(norms, opening[0], at, opening[0] + 2) if opening else None

    def _read_last(self, norms: list[str], at: int) -> _Atom | None:
        """Read "last month", "the past week", "the last three days", "semaine dernière", "24 dernières heures"."""
        if self._words.is_unit_first and (before := self._unit(_at(norms, at - 1))):
            return _Atom(at - 1, at + 1, period=self._anchor.unit_back(before, 1), is_absolute=False)
        if self._words.is_unit_first and (count := self._count(_at(norms, at - 1))):
            unit = self._unit(_at(norms, at + 1))
            year = self._skip_marks(norms, at + 2)
            if unit is CalendarUnit.MONTH and count < _LAST_MONTH and _year(_at(norms, year)):  # "de 2023"
                return _Atom(at - 1, year + 1, _year(norms[year]), _LAST_MONTH + 1 - count, last_month=_LAST_MONTH)
            period = self._anchor.days_back(unit.value * count, 0) if unit and count <= _MOST_UNITS else None
            return _Atom(at - 1, at + 2, period=period, is_absolute=False) if unit else None
        count = self._count(_at(norms, at + 1))
        unit = self._unit(_at(norms, at + 1 if count is None else at + 2))
        if unit is None or (count or 0) > _MOST_UNITS or _at(norms, at - 1) in self._have:
            return None  # "ont passé sept jours en mer"
        if count is not None:
            return _Atom(at, at + 3, period=self._anchor.days_back(unit.value * count, 0), is_absolute=False)
        if _at(norms, self._skip_marks(norms, at + 2)) in self._words.months:
            return None  # the month itself stands behind: "el pasado mes de marzo"
        is_calendar = norms[at] in self._words.previous and unit not in (CalendarUnit.HOUR, CalendarUnit.DAY)
        period = self._anchor.unit_back(unit, 1) if is_calendar else self._anchor.days_back(unit.value, 0)
        return _Atom(at, at + 2, period=period, is_absolute=False)

    def _read_this(self, norms: list[str], at: int) -> _Atom | None:
        last = self._skip_marks(norms, at + 1)
        unit = self._unit(_at(norms, last))
        if unit is None or unit in (CalendarUnit.HOUR, CalendarUnit.DAY):
            return None
        return _Atom(at, last + 1, period=self._anchor.unit_back(unit, 0), is_absolute=False)

    def _read_ago(self, norms: list[str], at: int, first: int, last: int) -> _Atom | None:
        """Read the "three days" that begin at a position, of "three days ago" or "il y a trois jours"."""
        count, unit = self._count(_at(norms, at)), self._unit(_at(norms, at + 1))
        if count is None or unit is None or count > _MOST_UNITS:
            return None
        days = round(unit.value * count)
        is_day = unit in (CalendarUnit.HOUR, CalendarUnit.DAY)
        period = self._anchor.days_back(days, days) if is_day else self._anchor.unit_back(unit, count)
        return _Atom(first, last, period=period, is_absolute=False)

    def _read_shift(self, norms: list[str], first: int, last: int, sign: int) -> _Atom | None:
        """Read "Three days later, ..." and "three days earlier".

        An hour is of the same day, a week or more earlier is seen from the publication; behind a
        verb "later" only goes on telling ("died two days later").
        """
        count, unit = self._count(_at(norms, first)), self._unit(_at(norms, first + 1))
        if (
            count is None
            or unit is None
            or count > _MOST_UNITS
            or unit is CalendarUnit.HOUR
            or (first > 1 and sign > 0)
        ):
            return None
        before = self._read_ago(norms, first, first, last) if sign < 0 else None
        period = before.period if before else None
        return _Atom(first, last, period=period, is_absolute=False, shift=sign * count * (unit is CalendarUnit.DAY))

    def _count(self, norm: str) -> int | None:
        if norm.isdecimal():
            return int(norm)
        return self._words.numbers.get(norm)

    def _unit(self, norm: str) -> CalendarUnit | None:
        return self._tables.units.get(norm)

    # ---------------------------------------------------------------- ranges and days

    def _join_ranges(self, atoms: list[_Atom], norms: list[str]) -> list[_Atom]:
        """Join "from … to …", "between … and …" and "2012-2014" into one date each."""
        joined: list[_Atom] = []
        for atom in atoms:
            if joined and self._is_range(joined[-1], atom, norms):
                period = self._range_period(joined[-1], atom)
                if period is not None:
                    joined[-1] = _Atom(joined[-1].first, atom.last, period=period)
                    continue
            joined.append(atom)
        return joined

    def _is_range(self, first: _Atom, second: _Atom, norms: list[str]) -> bool:
        between = norms[first.last : second.first]
        if not between or between[0] not in self._words.until or not self._words.day_marks.issuperset(between[1:]):
            return False
        opening = self._word_before(norms, first.first)
        if between[0] in self._words.both:
            are_months = first.month and second.month and first.year is first.day is second.day is None
            return opening in self._words.between or bool(are_months and len(between) == 1)
        return first.is_absolute or opening in self._words.opening

    def _word_before(self, norms: list[str], first: int) -> str:
        """Return the word that opens a range, past an article: "entre le 30 août et le 2 septembre"."""
        position = first - 1
        while _at(norms, position) in self._words.day_marks and norms[position] not in self._words.opening:
            position -= 1
        return _at(norms, position)

    def _range_period(self, first: _Atom, second: _Atom) -> Period | None:
        end = self._resolve(second)
        if end is None or end.end is None:
            return None
        if first.year is None and first.month is not None:
            year = end.end.year - (first.month > end.end.month)
            first = first._replace(year=year)
        start = self._resolve(first)
        if start and start.start and start.start > end.end and not (first.is_absolute or second.is_absolute):
            start = _span(start.start - timedelta(days=_WEEK), end.end)  # "between Monday and Wednesday", on a Tuesday
        if start is None or start.start is None or start.start > end.end:
            return None
        return _span(start.start, end.end)

    def _share_year(self, atoms: list[_Atom], norms: list[str]) -> list[_Atom]:
        """Give dates without a year that of another date of the sentence: "as of 16 May 2023 … since 1 May"."""
        dated = [atom for atom in atoms if atom.year is not None and atom.month is not None]
        if not dated or len(dated) == len(atoms):
            return atoms
        dated = [atom for atom in dated if not self._only_compares(norms, atom.first)]
        if not dated:
            return atoms
        shared: list[_Atom] = []
        for atom in atoms:
            if atom.year is None and atom.month is not None:
                other = min(dated, key=lambda known: (_is_apart(norms, known, atom), abs(known.first - atom.first)))
                if _is_apart(norms, other, atom):
                    shared.append(atom)
                    continue
                is_later = (atom.month, atom.day or 1) > (other.month or 0, other.day or 31)
                is_before = is_later and self._opening(norms, atom.first)[1] is SINCE
                atom = atom._replace(year=(other.year or 0) - is_before)
            shared.append(atom)
        return shared

    def _resolve(self, atom: _Atom) -> Period | None:
        """Return the days of a date; a year that is not printed is the last one before the publication."""
        if atom.period is not None or (atom.month is None and atom.year is None):
            return atom.period
        if atom.month is None:
            return Period.of_year(atom.year or 0)
        year = atom.year or self._nearest_year(atom.last_month or atom.month, atom.day)
        if year is None:
            return None
        try:
            if atom.day is not None:
                return _days_of_month(year, atom.month, atom.day, atom.last_day or atom.day)
            first, last = Period.of_month(year, atom.month), Period.of_month(year, atom.last_month or atom.month)
            return first if atom.last_month is None or not first.start or not last.end else _span(first.start, last.end)
        except ValueError:  # 31 June, or a range that runs backwards: no such date
            return None

    def _nearest_year(self, month: int, day: int | None) -> int | None:
        last = self._anchor.end
        if last is None:
            return self._year()
        return last.year - ((month, day or 1) > (last.month, last.day))

    def _finish(self, atom: _Atom, tokens: Tokens, norms: list[str]) -> DateSpan:
        period = self._resolve(atom)
        is_open = period is None
        first, opening = self._opening(norms, atom.first)
        is_record = opening is SINCE and self._is_record(norms, first)
        is_stretch = opening is AS_OF and atom.last_month is not None and atom.first - first == 1
        opening = None if is_record or is_stretch else opening  # "au premier trimestre" is no day
        if opening and period is not None and period.start and period.end:
            period = self._opened(period, opening, norms[first : atom.first])
        is_event = atom.first - first > _EVENT_WORDS  # "since the outbreak of 1994, which killed 42"
        if self._only_compares(norms, first) or (
            is_record and not self._goes_back(norms, atom.last, is_event=is_event)
        ):
            period = None
        return DateSpan(
            first,
            atom.last,
            tokens.starts[first],
            tokens.ends[atom.last - 1],
            period,
            opening,
            self._dates_a_report(tokens, norms, first, atom.last),
            is_open,
            is_record,
            atom.shift,
        )

    def _opening(self, norms: list[str], first: int) -> tuple[int, Opening | None]:
        """Return where a date begins with the words in front of it, and what they make of it."""
        start = first
        while start > 0 and norms[start - 1] in self._tables.before_date:
            start -= 1
        for end in range(first, start - 1, -1):
            found = self._tables.openings.find_before(norms, end)
            if found:
                return found[0], found[1][0]
        return self._opening_of_event(norms, first) if start < first else (first, None)

    def _opening_of_event(self, norms: list[str], first: int) -> tuple[int, Opening | None]:
        """Return the "since" of a dated event in front of a date: "since the coup of February 2021"."""
        if _at(norms, first - 1) not in self._words.between_parts:
            return first, None
        for position in range(first - 2, max(-1, first - 2 - _EVENT_WINDOW), -1):
            if norms[position] in self._words.since:
                return position, SINCE
            if not norms[position].isalpha():
                break
        return first, None

    def _only_compares(self, norms: list[str], first: int) -> bool:
        """Tell whether a date is only what another is measured by: "twice as many as in 2020", "than in 2023"."""
        for end in range(first, max(0, first - _COMPARED_WINDOW), -1):
            if self._tables.compared.find_before(norms, end):
                return True
            if norms[end - 1] not in self._words.compared_between:
                return False
        return False

    def _is_record(self, norms: list[str], first: int) -> bool:
        """Tell whether a "since" names the last as bad as this, not a start: "the deadliest since 1975"."""
        for position in range(first - 1, max(-1, first - 1 - _RECORD_WINDOW), -1):
            if norms[position] in self._words.records:
                return True
            if not norms[position].isalpha():
                return False
        return False

    def _goes_back(self, norms: list[str], last: int, *, is_event: bool) -> bool:
        """Tell whether it follows what happened then: "the worst since 1975, when 90 people died"."""
        behind = norms[last : last + 2]
        return not self._settings.isdisjoint(behind) or (is_event and not self._relatives.isdisjoint(behind))

    def _opened(self, period: Period, opening: Opening, words: list[str]) -> Period:
        if period.start and period.precision is PeriodPrecision.MONTH:
            middle = period.start.replace(day=_MIDDLE)
            if not self._words.middle.isdisjoint(words):  # "since mid-June", "by mid-November"
                period = replace(period, start=middle, end=middle, precision=PeriodPrecision.DAY)
        if opening is SINCE:
            last = self._anchor.end
            return replace(period, end=last if last and period.start and last >= period.start else None)
        if opening is AS_OF and not self._words.end.isdisjoint(words):
            return replace(period, start=period.end, precision=PeriodPrecision.DAY)
        return period

    def _dates_a_report(self, tokens: Tokens, norms: list[str], first: int, last: int) -> bool:
        """Tell whether a date belongs to the saying: "reported in 2019 of", "said Monday", "its 2020 report"."""
        words = self._reporting
        opens_article = tokens.starts[first] < _DATELINE
        opens_line = 0 < first <= _DATELINE_TOKENS and norms[first - 1] == ","  # "Dori, 8 June 2021 -" under a title
        behind = last + (_at(norms, last) == ")")  # "(4 June 2021) - "
        if (opens_article or opens_line) and _at(norms, behind) in ("(", "-", "–", "—"):
            return True
        if (
            opens_line
            and _at(norms, behind) in ("", ".")
            and all(text[0].isupper() for text in tokens.texts[: first - 1])
        ):
            return True  # "Bogotá, 14 March 2022."
        if not words.report.isdisjoint(norms[last : last + 2]):
            return True
        position = first - 1
        while position >= max(0, first - _REPORT_WINDOW) and norms[position] in words.prepositions:
            position -= 1
        if position < 0:
            return False
        described = position - 1 - (position > 1 and norms[position - 1] == ",")  # "a toll, compiled on Monday"
        is_of_report = norms[position] in words.verbs and _at(norms, described) in words.report
        if norms[position] in words.report or is_of_report:
            return True
        is_saying = norms[position] in words.verbs and norms[position] not in words.counting
        return is_saying and is_active(tokens, norms, position, words)


def is_active(tokens: Tokens, norms: Sequence[str], verb: int, words: ReporterWords) -> bool:
    """Tell whether a reporting verb has a speaker: "the army reported", not "deaths reported"."""
    before = norms[verb - 1] if verb else ""
    while verb > 1 and before in words.active and norms[verb - 2] in words.passive | words.active:
        verb, before = verb - 1, norms[verb - 2]
    if not before or before in words.passive:
        return False
    is_speaker = before in words.sources or before in words.active or tokens.texts[verb - 1][0].isupper()
    return is_speaker or verb == 1 or not (norms[verb].endswith("ed") and before.endswith("s"))


@cache
def _tables(language: str) -> _Tables:
    """Return the searchable tables of a language."""
    words = load_context_words(language).periods
    contractions = load_lexicon(language).contractions
    openings = [*((form, SINCE) for form in words.since), *((form, AS_OF) for form in words.as_of)]
    telling = {*words.months, *words.weekdays, *words.ordinals, *_QUARTERS}
    telling |= words.yesterday | words.today | words.last | words.this | words.ago
    telling |= {split_form(form, contractions)[0] for form in words.ago_before | words.weekend | words.so_far}
    shifts = [*((form, -1) for form in words.earlier), *((form, 1) for form in words.later)]
    telling |= {split_form(form, contractions)[0] for form, _ in shifts} | words.week
    units = {
        **dict.fromkeys(words.hour, CalendarUnit.HOUR),
        **dict.fromkeys(words.day, CalendarUnit.DAY),
        **dict.fromkeys(words.week, CalendarUnit.WEEK),
        **dict.fromkeys(words.month, CalendarUnit.MONTH),
        **dict.fromkeys(words.quarter, CalendarUnit.QUARTER),
        **dict.fromkeys(words.year, CalendarUnit.YEAR),
    }
    phrases = (words.ago_before, words.weekend, words.so_far, words.compared)
    ago, weekend, so_far, compared = (PhraseTable(((form, None) for form in these), contractions) for these in phrases)
    return _Tables(
        PhraseTable(openings, contractions),
        ago,
        weekend,
        so_far,
        compared,
        PhraseTable(shifts, contractions),
        frozenset(telling),
        words.parts | words.between_parts,
        units,
    )


def _span(start: date, end: date) -> Period:
    return Period(start, end, precision_of((end - start).days), PeriodBasis.STATED)


def _days_of_month(year: int, month: int, first: int, last: int) -> Period:
    """Return the days of a month; a negative first day counts from its end, the 31st may be its last."""
    end = monthrange(year, month)[1]
    if last == _LAST_DAY and first < _LAST_DAY:
        first, last = first if first > 0 else end + 1 + first, end
    return _span(date(year, month, first), date(year, month, last))


def _is_apart(norms: list[str], one: _Atom, other: _Atom) -> bool:
    """Tell whether a semicolon parts two dates: they need not be of one year."""
    first, last = sorted((one.first, other.first))
    return ";" in norms[first:last]


def _at(norms: Sequence[str], position: int) -> str:
    return norms[position] if 0 <= position < len(norms) else ""


def _number(norm: str, highest: int) -> int | None:
    """Return a plain number from 1 to ``highest``."""
    if not norm.isdecimal() or len(norm) > 4:
        return None
    return int(norm) if 1 <= int(norm) <= highest else None


def _year(norm: str) -> int | None:
    if len(norm) != 4 or not norm.isdecimal():
        return None
    return int(norm) if _FIRST_YEAR <= int(norm) <= _LAST_YEAR else None
