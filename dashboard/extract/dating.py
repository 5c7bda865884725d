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
from datetime import timedelta
from functools import cached_property
from itertools import chain, pairwise

from dashboard.extract.periods import AS_OF, SINCE, DateSpan, PeriodReader
from dashboard.extract.reporters import ReporterReader
from dashboard.extract.segment import Sentence
from dashboard.model import Document, Measure, Period, PeriodBasis, PeriodPrecision
from dashboard.reference.context_words import load_context_words
from dashboard.reference.lexicon import load_lexicon

Span = tuple[int, int]

_YEAR = re.compile(r"(?:19[5-9]|20[0-4])(?<![\d.,]...)\d(?![\d]|[.,]\d)")
_SENTENCES_BACK, _PARAGRAPH = 2, 8
_LEAD = 3
_SHORT = (PeriodPrecision.DAY, PeriodPrecision.WEEK)
_DATES_AROUND = 8
_COMMA, _CLAUSE, _NUMBER, _OWNED = 30, 100, 20, 1_000
_FAR, _BESIDE = 1_000, 30
_MOST_BEFORE_VERB, _MOST_AUDIENCE = 12, 4
_OPENING = 6
_FIRST_LINES, _DATELINE_TOKENS = 3, 5
_DASHES = frozenset("-–—")


class Dating:
    """Gives the numbers of one document their dates."""

    def __init__(
        self,
        document: Document,
        title: Sequence[Sentence],
        sentences: Sequence[Sentence],
        language: str,
        reporters: ReporterReader,
    ) -> None:
        self._title = title
        self._texts = (document.title or "", document.text or "")
        self._text = document.text or ""
        self._published = document.published or find_dateline(sentences, language)
        self._sentences = sentences
        self._reporters = reporters
        self._words = load_context_words(language)
        self._grammar = load_lexicon(language).grammar
        self._reader = PeriodReader(language, self._published, lambda: self._only_year)
        self._dates: dict[int, list[DateSpan]] = {}
        self._own_reports: dict[int, list[DateSpan]] = {}
        self._event_dates: dict[int, list[DateSpan]] = {}
        self._carried: dict[tuple[int, Measure], Period | None] = {}

    def dates(self, sentence: Sentence) -> list[DateSpan]:
        """Return the dates of a sentence, in order."""
        known = self._dates.get(sentence.index)
        if known is None:
            known = self._dates[sentence.index] = self._reader.find(sentence)
            if known and any(date.shift for date in known):
                known = self._dates[sentence.index] = [self._shifted(sentence, date) for date in known]
                self._event_dates.pop(sentence.index, None)  # asked for on the way, not yet shifted
        return known

    def _shifted(self, sentence: Sentence, date: DateSpan) -> DateSpan:
        """Return a date counted from the day of the event told before: "three days later"."""
        event = self._carried_date(sentence, Measure.FLOW) if date.shift else None
        if event is None or event.start is None or event.precision is not PeriodPrecision.DAY:
            return date
        day = Period.of_day(event.start + timedelta(days=date.shift))
        return date._replace(period=day, is_open=False)

    def period(
        self, sentence: Sentence, start: int, end: int, numbers: Sequence[Span], measure: Measure = Measure.FLOW
    ) -> Period:
        """Return the days the number at ``start`` to ``end`` is about; ``numbers`` are the counts around it.

        ``measure`` is the usual one of what is counted: the day of an event that was told
        before dates its victims, but not the people who are in need on the day of the report.
        """
        stated = self._stated(sentence, start, end, numbers, measure)
        if stated is not None and stated.period is not None:
            is_of_day = measure is Measure.STOCK and stated.opening is AS_OF
            return stated.period if is_of_day else self._since(sentence, start, stated) or stated.period
        if self._is_rate(sentence) or self._is_open(sentence, start):
            return Period()
        carried = self._carried_date(sentence, measure)
        if carried is not None:
            return carried
        reports = [date.period for date in self._reports(sentence, start) if date.period]
        published = reports[0] if reports else self._published
        return replace(published, basis=PeriodBasis.PUBLICATION) if published else Period()

    def is_up_to(self, sentence: Sentence, period: Period) -> bool:
        """Tell whether a period is one up to which a sentence counts, or those before it: "as of 3 May"."""
        if period.basis is PeriodBasis.PUBLICATION:
            return False
        near = [date for date in self.dates(sentence) if (date.period or Period()) == period]
        if not near and period.start is not None:
            before = chain.from_iterable(map(self.dates, self._before(sentence, _PARAGRAPH)))
            near = [date for date in before if date.period == period]
        is_carried = not near and period.start is not None and period == self._counted_on
        return is_carried or any(date.opening is AS_OF for date in near)

    @cached_property
    def _only_year(self) -> int | None:
        """Return the year that dates without a year belong to: the title's, else the one the text names most."""
        for text in self._texts:
            years = Counter(_YEAR.findall(text)).most_common(2)
            if years and (len(years) == 1 or years[0][1] > 2 * years[1][1]):
                return int(years[0][0])
        return None

    # ---------------------------------------------------------------- the nearest date

    def _stated(
        self, sentence: Sentence, start: int, end: int, numbers: Sequence[Span], measure: Measure
    ) -> DateSpan | None:
        """Return the nearest date of the sentence that dates what happened."""
        dates = self.dates(sentence)
        if not dates:
            return None
        position = bisect_left(dates, start, key=lambda date: date.start)
        around = dates[max(0, position - _DATES_AROUND) : position + _DATES_AROUND]
        reports = self._reports(sentence, start)
        fitting = [d for d in around if d.period and d not in reports and (d.end <= start or end <= d.start)]
        fitting = [d for d in fitting if d.end <= start or not self._is_of_later(sentence, d, numbers, end)]
        priced = [(self._distance(date, numbers, start, end), date.start, date) for date in fitting]
        distance, _, nearest = min(priced, default=(0, 0, None), key=lambda item: item[:2])
        is_far = nearest is not None and nearest.opening is None and distance > _FAR
        return None if is_far and self._carried_date(sentence, measure) else nearest

    def _is_of_later(self, sentence: Sentence, date: DateSpan, numbers: Sequence[Span], end: int) -> bool:
        """Tell whether a date behind is that of a later number: "341 dead, including 58 in May".

        So is that of a clause with a count of its own: "12 cases in Gao, where 20,000 people have fled since May".
        """
        later = [number for number in numbers if end <= number[0] and number[1] <= date.start]
        if not later:
            return False
        starts, norms = sentence.tokens.starts, sentence.norms
        first, last = bisect_left(starts, end), bisect_left(starts, later[-1][0])
        if "," in norms[last : date.first]:
            return False
        grammar = self._grammar
        is_placed = norms[last + 1] in grammar.prepositions or norms[last + 1] in grammar.of
        is_part = is_placed and any(norms[last - 1] == form.split()[-1] for form in grammar.including)
        before = pairwise(norms[first:last])
        opens = (two in grammar.relatives or (one == "," and two in grammar.settings) for one, two in before)
        return is_part or any(opens)

    def _is_rate(self, sentence: Sentence) -> bool:
        """Tell whether a sentence says how many there are "every year", on no day of its own."""
        norms, words = sentence.norms, self._words.periods
        if words.every.isdisjoint(norms):
            return False
        units = words.day | words.week | words.month | words.year
        return any(first in words.every and second in units for first, second in pairwise(norms))

    def _is_open(self, sentence: Sentence, start: int) -> bool:
        """Tell whether a sentence names a day that nobody can tell: "on Thursday" in a text without a date."""
        dates = self.dates(sentence)
        return any(date.is_open for date in dates) and not any(d.is_open for d in self._reports(sentence, start))

    def _distance(self, date: DateSpan, numbers: Sequence[Span], start: int, end: int) -> int:
        """Return how far a date is from a number: characters, marks, and other counts that it stands with."""
        is_behind = date.start >= end
        first, last = (end, date.start) if is_behind else (date.end, start)
        gap = self._text[first:last]
        distance = len(gap) + _COMMA * gap.count(",") + _CLAUSE * gap.count(";")
        if is_behind:
            distance += _NUMBER * sum(first <= number[0] and number[1] <= last for number in numbers)
            owners = (len(self._text[date.end : n[0]]) < _BESIDE for n in numbers if date.end <= n[0])
        elif date.opening is None:
            digits = (n for n in numbers if n[1] <= date.start and self._text[n[0]].isdecimal())
            owners = ("," not in self._text[n[1] : date.start] for n in digits)
        else:  # a start or an end holds for all the counts of a list
            return distance
        if not any(owners):
            return distance
        return distance + (_OWNED if "," in gap else _BESIDE)  # "from 200 in May to 900 in July"

    # ---------------------------------------------------------------- dates of the report

    def _reports(self, sentence: Sentence, start: int) -> list[DateSpan]:
        """Return the dates that date the saying; one that opens the sentence does if a speaker follows at once."""
        dates = self.dates(sentence)
        if not dates:
            return []
        own = self._reports_anywhere(sentence)
        opening = next((d for d in dates if d.first <= 1 and d.end < start and d.opening is None), None)
        if opening is None or opening in own:
            return own
        is_about = opening.first > 0 and sentence.norms[0] in self._words.periods.about
        is_time = opening.period is None or _is_of_calendar(opening.period)
        is_said = not is_about and is_time and self._is_said(sentence, opening, start)
        return [opening, *own] if is_said else own

    def _reports_anywhere(self, sentence: Sentence) -> list[DateSpan]:
        """Return the dates that date the saying whichever number is asked for."""
        known = self._own_reports.get(sentence.index)
        if known is None:
            known = self._own_reports[sentence.index] = [
                date
                for date in self.dates(sentence)
                if date.is_report or self._is_of_former(sentence, date) or self._is_of_speech(sentence, date)
            ]
        return known

    def _is_of_speech(self, sentence: Sentence, date: DateSpan) -> bool:
        """Tell whether a date belongs to the saying: "the police told reporters on Monday"."""
        words = self._words.reporters
        for attribution in self._reporters.attributions(sentence):
            if attribution.is_counting or attribution.last > date.last + _MOST_AUDIENCE:
                continue
            gap = sentence.norms[attribution.last : date.first]
            rest = sentence.norms[date.last : attribution.last]
            is_inverted = attribution.first > 0 and sentence.norms[attribution.first - 1] in words.verbs
            is_end = date.last <= attribution.last and not any(norm[0].isalnum() for norm in rest)
            is_end = is_end or (is_inverted and attribution.first <= date.first < attribution.last)
            is_near = 0 < len(gap) <= _MOST_AUDIENCE
            if is_end or (is_near and words.prepositions.union(words.report, words.audience, words.verbs) >= {*gap}):
                return True
        return False

    def _is_of_former(self, sentence: Sentence, date: DateSpan) -> bool:
        """Tell whether a date is that of an older count: "up from 73 on Sunday"."""
        position = date.first - 1
        while position > 0 and sentence.tokens.norms[position] in self._words.reporters.prepositions:
            position -= 1
        is_count = position > 0 and sentence.tokens.texts[position][0].isdecimal()
        return is_count and sentence.tokens.norms[position - 1] in self._grammar.former

    def _is_said(self, sentence: Sentence, opening: DateSpan, start: int) -> bool:
        """Tell whether a verb of saying, not of counting, stands between a date and the number."""
        tokens = sentence.tokens
        spoken = [a.last for a in self._reporters.attributions(sentence) if not a.is_counting]
        verbs = [verb for verb in spoken if 0 <= verb - opening.last <= _MOST_BEFORE_VERB and verb < len(tokens)]
        return any(tokens.starts[verb] < start for verb in verbs)

    # ---------------------------------------------------------------- since …

    def _since(self, sentence: Sentence, start: int, stated: DateSpan) -> Period | None:
        """Return the period from a "since" of the sentence to the day of the count, ``None`` without "since"."""
        dates = [date for date in self.dates(sentence) if date.period]
        opening = next((date.period for date in dates if date.opening is SINCE), None)
        if opening is None or opening.start is None or stated.opening is None:
            return None
        counted = [d.period for d in dates if d.opening is AS_OF]
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
        return [d.period for s in earlier for d in self.dates(s) if d.is_report or d.opening is AS_OF]

    # ---------------------------------------------------------------- dates carried on

    def _carried_date(self, sentence: Sentence, measure: Measure) -> Period | None:
        """Return the date that the sentences before set for such a count."""
        key = sentence.index, measure
        if key not in self._carried:
            find = self._find_carried if measure is Measure.FLOW else self._find_day_of_count
            self._carried[key] = find(sentence, measure)
        return self._carried[key]

    def _find_carried(self, sentence: Sentence, measure: Measure) -> Period | None:
        """Return the date of the event: of the sentences before, the one behind that says when, or of the lead."""
        before = self._before(sentence, _PARAGRAPH)
        for earlier in before[:_SENTENCES_BACK]:
            found = [date for date in self._of_events(earlier) if not date.goes_back]
            if found:
                period = self._since(earlier, earlier.end, found[0]) or found[0].period
                if period and (_is_of_event(period) or self._opens(earlier, found[0])):
                    return period
                break
        only = self._only_date([*before, *self._told_next(sentence)])
        is_event = only is not None and _is_of_event(only)
        return only if is_event else self._told_first or self._find_day_of_count(sentence, measure)

    def _only_date(self, sentences: Sequence[Sentence]) -> Period | None:
        """Return the date of the sentences with digits, ``None`` if they have none or several."""
        only: Period | None = None
        for sentence in sentences:
            dates = self._of_events(sentence)
            for date in dates if dates and sentence.has_digit else ():
                if date.goes_back or (only is not None and date.period != only):
                    return None
                only = date.period
        return only

    def _find_day_of_count(self, sentence: Sentence, measure: Measure) -> Period | None:
        """Return the day of a count of people in a state: "as of 3 May" before it, or of the whole report.

        "In 2022, …" in front of the sentence before holds for it, too; a count that grows has
        the start that was named before ("since October").
        """
        for earlier in self._before(sentence, _PARAGRAPH):
            for found in self.dates(earlier):
                if found.period is None or found.is_report:
                    continue
                is_headed = found.period.precision not in _SHORT and self._opens(earlier, found)
                if measure is Measure.STOCK:  # "from 8 to 27 March, 50,000 fled" is no day on which others are in need
                    is_headed = is_headed and _is_of_calendar(found.period) and earlier.index == sentence.index - 1
                is_count = found.opening is AS_OF and found.period.precision in _SHORT
                if is_count or is_headed:
                    return found.period
                if found.opening is SINCE and measure is Measure.CUMULATIVE:
                    return self._since(earlier, earlier.end, found)
        return self._counted_on

    @cached_property
    def _told_first(self) -> Period | None:
        """The days of the event that a document opens with, if its lead names no others, else the period of the title.

        "Displacement overview, March 2023" is about that month; a day or a year in a title may be
        that of the report.
        """
        dates = [date for sentence in self._sentences[:_LEAD] for date in self._of_events(sentence)]
        named = {date.period for date in dates if date.period and date.opening is None}
        days = {period for period in named if period.precision in _SHORT} or set(filter(_is_stretch, named))
        days = days if len(named) == 1 or all(period.precision in _SHORT for period in days) else set()
        if days:
            return days.pop() if len(days) == 1 else None
        titled = {d.period for d in self._dates_of_title if d.period and d.opening is None}
        only = titled.pop() if len(titled) == 1 else None
        is_stretch = only is not None and only.precision not in (PeriodPrecision.DAY, PeriodPrecision.YEAR)
        return only if is_stretch else None

    @cached_property
    def _dates_of_title(self) -> list[DateSpan]:
        return [date for sentence in self._title for date in self._reader.find(sentence)]

    @cached_property
    def _counted_on(self) -> Period | None:
        """The day up to which the document counts, if it opens with one: "As of 3 May, …"."""
        lead = [(sentence, date) for sentence in self._sentences[:_LEAD] for date in self.dates(sentence)]
        dates = [date for sentence, date in lead if date.first <= 1 or sentence.norms[date.first - 1] == ","]
        days = {date.period for date in dates if date.opening is AS_OF and date.period}
        only = days.pop() if len(days) == 1 else None
        return only if only and only.precision is PeriodPrecision.DAY else None

    def _opens(self, sentence: Sentence, date: DateSpan) -> bool:
        """Tell whether a date heads what follows: "In 2022, …", "In the floods of 2022, …"."""
        if date.opening is not None:
            return False
        norms = sentence.norms
        is_comma = norms[date.last : date.last + 1] == [","]
        is_phrase = is_comma and date.last <= 2 * _OPENING and norms[0] in self._words.periods.before_year
        is_phrase = is_phrase and "," not in norms[: date.first]
        return date.first <= 1 or (is_phrase and date is self.dates(sentence)[0])

    def _of_events(self, sentence: Sentence) -> list[DateSpan]:
        """Return the dates that another sentence may share: not of a report, not the day of a stock."""
        known = self._event_dates.get(sentence.index)
        if known is None:
            known = self._event_dates[sentence.index] = self._find_event_dates(sentence)
        return known

    def _find_event_dates(self, sentence: Sentence) -> list[DateSpan]:
        found = self.dates(sentence)
        if not found:
            return []
        reports = self._reports(sentence, sentence.end)
        dates = [date for date in found if date.period and date not in reports and date.shift >= 0]
        is_since = any(date.opening is SINCE for date in dates)
        return [date for date in dates if date.opening is not AS_OF or is_since]

    def _before(self, sentence: Sentence, most: int) -> list[Sentence]:
        """Return up to ``most`` sentences before this one in its paragraph, the nearest first."""
        earlier = self._sentences[max(0, sentence.index - most) : sentence.index]
        line = self._text.rfind("\n", earlier[0].end, sentence.start) if earlier else -1
        return [other for other in reversed(earlier) if other.end > line]

    def _told_next(self, sentence: Sentence) -> list[Sentence]:
        """Return the sentence behind in the paragraph if it only says when: "It took place on 3 May", else none.

        One that opens with a date, or counts anything, tells of something later.
        """
        later = next(iter(self._sentences[sentence.index + 1 : sentence.index + 2]), None)
        if later is None or "\n" in self._text[sentence.end : later.start]:
            return []
        dates = self.dates(later)
        if not dates or any(self._opens(later, date) for date in dates):
            return []
        inside = {at for date in dates for at in range(date.first, date.last)}
        is_counting = any(norm[0].isdecimal() and at not in inside for at, norm in enumerate(later.norms))
        return [] if is_counting else [later]


def find_dateline(sentences: Sequence[Sentence], language: str) -> Period | None:
    r"""Return the day on which a text says it was written, ``None`` if it does not say so in its first lines.

    Such a day stands alone on its line, or in front of a dash: "BAMAKO, 12 March 2024 - Armed men …".

    Example:
        >>> from dashboard.extract.segment import find_sentences
        >>> find_dateline(find_sentences("Raid\n\nDori, 8 June 2021 - Armed men killed 12."), "en").isoformat()
        '2021-06-08'
        >>> find_dateline(find_sentences("On 8 June 2021 armed men killed 12."), "en") is None
        True
    """
    reader = PeriodReader(language, None, lambda: None)
    for sentence in sentences[:_FIRST_LINES]:
        for date in reader.find(sentence):
            is_alone = date.first == 0 and date.last == len(sentence.norms)
            is_day = date.period is not None and date.period.precision is PeriodPrecision.DAY
            if is_day and (is_alone or (date.is_report and date.first <= _DATELINE_TOKENS and _opens(sentence, date))):
                return date.period
    return None


def _opens(sentence: Sentence, date: DateSpan) -> bool:
    """Tell whether a date stands in front of a text: before a dash, before the name of an agency, or at the end."""
    behind = sentence.norms[date.last : date.last + 2]
    is_placed = date.first > 0 and sentence.norms[date.first - 1] == ","
    return not _DASHES.isdisjoint(behind) or (is_placed and behind[:1] in ([], ["("], ["."]))


def _is_stretch(period: Period) -> bool:
    """Tell whether a period goes from one day to another within a season."""
    is_long = period.precision in (PeriodPrecision.YEAR, PeriodPrecision.UNKNOWN)
    return not (is_long or _is_of_calendar(period) or _is_of_months(period))


def _is_of_months(period: Period) -> bool:
    return bool(period.start and period.end and period.start.day == 1 == (period.end + timedelta(days=1)).day)


def _is_of_calendar(period: Period) -> bool:
    """Tell whether a period is one day, month or year, not a stretch from one day to another."""
    if period.start is None or period.end is None or period.start == period.end:
        return True
    months = (period.end.year - period.start.year) * 12 + period.end.month - period.start.month
    return _is_of_months(period) and (not months or (months == 11 and period.start.month == 1))


def _is_of_event(period: Period) -> bool:
    """Tell whether a period may date an event that is told in several sentences: not a plain year."""
    if period.precision is not PeriodPrecision.YEAR or period.start is None or period.end is None:
        return True
    return (period.start.month, period.start.day, period.end.month) != (1, 1, 12)
