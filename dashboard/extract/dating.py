"""Decide which date a number has, out of those that the text prints.

A date of what happened is told from a date of the report: "reported in 2019 of 85,000"
does not say when the 85,000 fled. A sentence without a date takes that of the sentences
before it. This module must not read dates itself, nor know any indicator.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from dashboard.extract.periods import DateSpan, Opening, PeriodReader
from dashboard.extract.reporters import ReporterReader
from dashboard.extract.segment import Sentence
from dashboard.model import Document, Period, PeriodBasis, PeriodPrecision
from dashboard.reference.context_words import load_context_words

Span = tuple[int, int]

_YEAR = re.compile(r"(?:19[5-9]|20[0-4])(?<![\d.,]...)\d(?![\d]|[.,]\d)")
_DIGIT = re.compile(r"\d")
_SENTENCES_BACK, _PARAGRAPH = 2, 8
_LEAD = 3
_SHORT = (PeriodPrecision.DAY, PeriodPrecision.WEEK)
_DATES_AROUND = 8
_COMMA, _CLAUSE, _NUMBER, _OWNED = 30, 100, 20, 1_000
_FAR, _BESIDE = 1_000, 30
_MOST_BEFORE_VERB = 12


class Dating:
    """Gives the numbers of one document their dates."""

    def __init__(
        self, document: Document, sentences: Sequence[Sentence], language: str, reporters: ReporterReader
    ) -> None:
        self._title = document.title or ""
        self._text = document.text or ""
        self._published = document.published
        self._sentences = sentences
        self._reporters = reporters
        self._about = load_context_words(language).periods.about
        self._reader = PeriodReader(language, document.published, lambda: self._only_year)
        self._dates: dict[int, list[DateSpan]] = {}
        self._carried: dict[int, Period | None] = {}
        self._lead: tuple[Period | None] | None = None

    def dates(self, sentence: Sentence) -> list[DateSpan]:
        """Return the dates of a sentence, in order."""
        known = self._dates.get(sentence.index)
        if known is None:
            known = self._dates[sentence.index] = self._reader.find(sentence.tokens)
        return known

    def period(self, sentence: Sentence, start: int, end: int, numbers: Sequence[Span]) -> Period:
        """Return the days the number at ``start`` to ``end`` is about; ``numbers`` are the counts around it."""
        stated = self._stated(sentence, start, end, numbers)
        if stated is not None and stated.period is not None:
            return self._since(sentence, start, stated) or stated.period
        carried = self._carried_date(sentence)
        if carried is not None:
            return carried
        reports = [date.period for date in self._reports(sentence, start) if date.period]
        published = reports[0] if reports else self._published
        return replace(published, basis=PeriodBasis.PUBLICATION) if published else Period()

    @cached_property
    def _only_year(self) -> int | None:
        """Return the year that dates without a year belong to: the title's, else the one the text names most."""
        for text in (self._title, self._text):
            years = Counter(_YEAR.findall(text)).most_common(2)
            if years and (len(years) == 1 or years[0][1] > 2 * years[1][1]):
                return int(years[0][0])
        return None

    # ---------------------------------------------------------------- the nearest date

    def _stated(self, sentence: Sentence, start: int, end: int, numbers: Sequence[Span]) -> DateSpan | None:
        """Return the nearest date of the sentence that dates what happened."""
        dates = self.dates(sentence)
        if not dates:
            return None
        position = bisect_left(dates, start, key=lambda date: date.start)
        around = dates[max(0, position - _DATES_AROUND) : position + _DATES_AROUND]
        reports = self._reports(sentence, start)
        fitting = [d for d in around if d.period and d not in reports and (d.end <= start or end <= d.start)]
        priced = [(self._distance(date, numbers, start, end), date.start, date) for date in fitting]
        distance, _, nearest = min(priced, default=(0, 0, None), key=lambda item: item[:2])
        is_far = nearest is not None and nearest.opening is Opening.NONE and distance > _FAR
        return None if is_far and self._carried_date(sentence) else nearest

    def _distance(self, date: DateSpan, numbers: Sequence[Span], start: int, end: int) -> int:
        """Return how far a date is from a number: characters, marks, and other counts that it stands with."""
        is_behind = date.start >= end
        first, last = (end, date.start) if is_behind else (date.end, start)
        gap = self._text[first:last]
        distance = len(gap) + _COMMA * gap.count(",") + _CLAUSE * gap.count(";")
        if is_behind:
            distance += _NUMBER * sum(first <= number[0] and number[1] <= last for number in numbers)
            owners = (len(self._text[date.end : n[0]]) < _BESIDE for n in numbers if date.end <= n[0])
        elif date.opening is Opening.NONE:
            digits = (n for n in numbers if n[1] <= date.start and self._text[n[0]].isdecimal())
            owners = ("," not in self._text[n[1] : date.start] for n in digits)
        else:  # a start or an end holds for all the counts of a list
            return distance
        return distance + (_OWNED if "," in gap and any(owners) else 0)

    # ---------------------------------------------------------------- dates of the report

    def _reports(self, sentence: Sentence, start: int) -> list[DateSpan]:
        """Return the dates that date the saying; one that opens the sentence does if a speaker follows at once."""
        dates = self.dates(sentence)
        if not dates:
            return []
        opening = next((d for d in dates if d.first <= 1 and d.end < start and d.opening is Opening.NONE), None)
        is_about = opening is not None and opening.first > 0 and sentence.tokens[0].norm in self._about
        is_said = opening is not None and not is_about and self._is_said(sentence, opening, start)
        return [date for date in dates if date.is_report or (is_said and date is opening)]

    def _is_said(self, sentence: Sentence, opening: DateSpan, start: int) -> bool:
        """Tell whether a verb of saying, not of counting, stands between a date and the number."""
        tokens = sentence.tokens
        spoken = [a.last for a in self._reporters.attributions(sentence) if not a.is_counting]
        verbs = [verb for verb in spoken if 0 <= verb - opening.last <= _MOST_BEFORE_VERB and verb < len(tokens)]
        return any(tokens[verb].start < start for verb in verbs)

    # ---------------------------------------------------------------- since …

    def _since(self, sentence: Sentence, start: int, stated: DateSpan) -> Period | None:
        """Return the period from a "since" of the sentence to the day of the count, ``None`` without "since"."""
        dates = [date for date in self.dates(sentence) if date.period]
        opening = next((date.period for date in dates if date.opening is Opening.SINCE), None)
        if opening is None or opening.start is None or stated.opening is Opening.NONE:
            return None
        counted = [d.period for d in dates if d.opening is Opening.AS_OF]
        counted += [d.period for d in self._reports(sentence, start)]
        counted += self._day_of_count(sentence)
        ends = [period.end for period in counted if period and period.end and period.end >= opening.start]
        end = ends[0] if ends else opening.end
        published = self._published.end if self._published else None
        if end and published and opening.start <= published < end:
            end = published
        return replace(opening, end=end)

    def _day_of_count(self, sentence: Sentence) -> list[Period | None]:
        """Return the day on which the sentence before was said, if it is of the same paragraph."""
        earlier = self._before(sentence, 1)
        return [d.period for s in earlier for d in self.dates(s) if d.is_report or d.opening is Opening.AS_OF]

    # ---------------------------------------------------------------- dates carried on

    def _carried_date(self, sentence: Sentence) -> Period | None:
        """Return the date that the sentences before set, else the only date of the paragraph."""
        if sentence.index not in self._carried:
            self._carried[sentence.index] = self._find_carried(sentence)
        return self._carried[sentence.index]

    def _find_carried(self, sentence: Sentence) -> Period | None:
        for earlier in self._before(sentence, _SENTENCES_BACK):
            found = self._of_events(earlier)
            if found:
                period = self._since(earlier, earlier.end, found[0]) or found[0].period
                is_headed = found[0].first <= 1 and found[0].opening is Opening.NONE  # "In 2022, …"
                return period if period and (is_headed or _is_of_event(period)) else None
        dated = [other for other in self._paragraph(sentence) if _DIGIT.search(other.words)]
        around = {date.period for other in dated for date in self._of_events(other)}
        only = around.pop() if len(around) == 1 else None
        return only if only and _is_of_event(only) else self._told_first()

    def _told_first(self) -> Period | None:
        """Return the day of the event that the document opens with, if its lead names just one."""
        if self._lead is None:
            lead = self._sentences[:_LEAD]
            dates = [date for sentence in lead for date in self._of_events(sentence)]
            days = {date.period for date in dates if date.period and date.period.precision in _SHORT}
            self._lead = (days.pop() if len(days) == 1 else None,)
        return self._lead[0]

    def _of_events(self, sentence: Sentence) -> list[DateSpan]:
        """Return the dates that another sentence may share: not of a report, not the day of a stock."""
        if not self.dates(sentence):
            return []
        reports = self._reports(sentence, sentence.end)
        dates = [date for date in self.dates(sentence) if date.period and date not in reports]
        is_since = any(date.opening is Opening.SINCE for date in dates)
        return [date for date in dates if date.opening is not Opening.AS_OF or is_since]

    def _before(self, sentence: Sentence, most: int) -> list[Sentence]:
        """Return up to ``most`` sentences before this one in its paragraph, the nearest first."""
        found: list[Sentence] = []
        for index in range(sentence.index - 1, max(-1, sentence.index - 1 - most), -1):
            if "\n" in self._text[self._sentences[index].end : sentence.start]:
                break
            found.append(self._sentences[index])
        return found

    def _paragraph(self, sentence: Sentence) -> list[Sentence]:
        """Return the sentences around this one up to a line break, at most so many on each side."""
        following: list[Sentence] = []
        for later in self._sentences[sentence.index + 1 : sentence.index + 1 + _PARAGRAPH]:
            if "\n" in self._text[sentence.end : later.start]:
                break
            following.append(later)
        return [*self._before(sentence, _PARAGRAPH), sentence, *following]


def _is_of_event(period: Period) -> bool:
    """Tell whether a period may date an event that is told in several sentences: not a plain year."""
    if period.precision is not PeriodPrecision.YEAR or period.start is None or period.end is None:
        return True
    return (period.start.month, period.start.day, period.end.month) != (1, 1, 12)
