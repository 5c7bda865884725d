"""What stands around a number: where, when, who says it, how certain, and why.

One ``Context`` is built a document and asked once a figure; what a sentence holds is read
at the first question and kept. This module only brings the readers together: each of
them has its own module.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache, cached_property

from dashboard.extract.certainty import choose_cause, count_causes, find_certainty
from dashboard.extract.periods import DateSpan, Opening, PeriodReader
from dashboard.extract.places import PlaceReader, Span
from dashboard.extract.reporters import ReporterReader
from dashboard.extract.segment import Sentence
from dashboard.model import Cause, Certainty, Document, Measure, Period, PeriodBasis, PeriodPrecision, Place
from dashboard.reference.context_words import load_context_words
from dashboard.reference.lexicon import Lexicon

_YEAR = re.compile(r"(?<![\d.,])(?:19[5-9]\d|20[0-4]\d)(?![\d]|[.,]\d)")
_SENTENCES_BACK = 2
_DIGIT = re.compile(r"\d")
_PARAGRAPH = 8
_FAR, _OWNED, _BESIDE = 120, 60, 30
_MOST_BEFORE_VERB = 12
_WORD = re.compile(r"[^\W\d_]+(?:-\d+)?")


@cache
def _causes(language: str) -> Mapping[str, Cause]:
    """Return the words that tell a cause."""
    words = load_context_words(language).causes
    by_cause = {Cause.CONFLICT: words.conflict, Cause.DISASTER: words.disaster, Cause.OTHER: words.other}
    return {word: cause for cause, forms in by_cause.items() for word in forms}


class Context:
    """The circumstances of every number in one document.

    ``country`` (alpha-3) is what the caller knows the document to be about. Offsets are
    code points in ``document.text``, ends excluded, as in ``Token``.
    """

    def __init__(
        self, document: Document, sentences: Sequence[Sentence], lexicon: Lexicon, *, country: str | None = None
    ) -> None:
        self._document = document
        self._text = document.text or ""
        self._sentences = sentences
        self._words = load_context_words(lexicon.language)
        self._language = lexicon.language
        self._causes = _causes(lexicon.language)
        self._number_words = lexicon.numbers.words
        self._reporters = ReporterReader(document, sentences, lexicon.language, lambda: self._places.setting.country)
        self._places = PlaceReader(
            document, sentences, self._words.places, country=country, is_other=self._is_organisation
        )
        self._dates: dict[int, list[DateSpan]] = {}

    # ---------------------------------------------------------------- where

    def place(self, sentence: Sentence, start: int, end: int, numbers: Sequence[Span] = ()) -> Place:
        """Return where the people counted by the number at ``start`` to ``end`` are.

        ``numbers`` are the offsets of the counts in the sentence, so that in "12 in Mopti, 7
        in Gao" each finds its own place; without them every number outside a date is one.
        """
        return self._places.place(sentence, start, end, numbers or self._numbers(sentence))

    def _numbers(self, sentence: Sentence) -> list[Span]:
        """Return what looks like a count in a sentence: digits and number words outside dates."""
        dates = self.date_spans(sentence)
        found = [token for token in sentence.tokens if token.text[0].isdecimal() or token.norm in self._number_words]
        return [(t.start, t.end) for t in found if not any(start <= t.start < end for start, end in dates)]

    def _is_organisation(self, start: int, end: int) -> bool:
        """Tell whether a stretch of the text lies in the name of an organisation."""
        sentence = self._sentences[max(0, bisect_right(self._sentence_starts, start) - 1)]
        return any(match.start < end and start < match.end for match in self._reporters.organisations(sentence))

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start for sentence in self._sentences]

    # ---------------------------------------------------------------- when

    def dates(self, sentence: Sentence) -> list[DateSpan]:
        """Return the dates of a sentence, in order."""
        known = self._dates.get(sentence.index)
        if known is None:
            known = self._dates[sentence.index] = self._periods.find(sentence.tokens)
        return known

    def date_spans(self, sentence: Sentence) -> list[Span]:
        """Return the offsets of all dates of a sentence: their numbers are no counts."""
        return [(found.start, found.end) for found in self.dates(sentence)]

    def period(self, sentence: Sentence, start: int, end: int) -> Period:
        """Return the days the number at ``start`` to ``end`` is about.

        A date of the sentence that is not the report's own is ``STATED``; else one of the
        sentences just before, else the only one of the paragraph. Failing that the date of
        the report is taken, and marked ``PUBLICATION``; without one the period is unknown.
        """
        stated = self._stated(sentence, start, end)
        if stated is not None and stated.period is not None:
            return self._since(sentence, start, stated) or stated.period
        carried = self._carried_date(sentence)
        if carried is not None:
            return carried
        reports = [date.period for date in self._reports(sentence, start) if date.period]
        published = reports[0] if reports else self._document.published
        return _as_publication(published) if published else Period()

    def measure(self, sentence: Sentence, start: int, end: int) -> Measure | None:
        """Return what the date says about the count: "since" cumulates, "as of" is a stock; else ``None``."""
        stated = self._stated(sentence, start, end)
        if stated is None:
            return None
        if stated.opening is Opening.SINCE or self._since(sentence, start, stated):
            return Measure.CUMULATIVE
        return Measure.STOCK if stated.opening is Opening.AS_OF else None

    def _since(self, sentence: Sentence, start: int, stated: DateSpan) -> Period | None:
        """Return the period from a "since" of the sentence to the day of the count, ``None`` without "since"."""
        dates = [date for date in self.dates(sentence) if date.period]
        openings = [date.period for date in dates if date.opening is Opening.SINCE]
        if not openings or openings[0] is None or stated.opening is Opening.NONE:
            return None
        opening = openings[0]
        ends = [d.period for d in dates if d.opening is Opening.AS_OF]
        ends += [d.period for d in self._reports(sentence, start) if d.period]
        ends += self._day_of_count(sentence)
        end = next((p.end for p in ends if p and p.end and opening.start and p.end >= opening.start), opening.end)
        published = self._document.published
        if end and published and published.end and opening.start and opening.start <= published.end < end:
            end = published.end
        return replace(opening, end=end)

    def _day_of_count(self, sentence: Sentence) -> list[Period | None]:
        """Return the day on which the sentence before was said, if it is of the same paragraph."""
        earlier = self._before(sentence, 1)
        return [d.period for s in earlier for d in self.dates(s) if d.is_report or d.opening is Opening.AS_OF]

    @cached_property
    def _periods(self) -> PeriodReader:
        return PeriodReader(self._language, self._document.published, self._only_year)

    def _only_year(self) -> int | None:
        """Return the year that dates without a year belong to: the title's, else the one the text names most."""
        for text in (self._document.title or "", self._document.text or ""):
            years = Counter(_YEAR.findall(text)).most_common(2)
            if years and (len(years) == 1 or years[0][1] > 2 * years[1][1]):
                return int(years[0][0])
        return None

    def _stated(self, sentence: Sentence, start: int, end: int) -> DateSpan | None:
        """Return the nearest date of the sentence that dates what happened."""
        reports = self._reports(sentence, start)
        dates = [date for date in self.dates(sentence) if date.period and date not in reports]
        dates = [date for date in dates if date.end <= start or end <= date.start]
        numbers = self._numbers(sentence)
        priced = [(self._distance(date, numbers, start, end), date.start, date) for date in dates]
        distance, _, nearest = min(priced, default=(0, 0, None), key=lambda item: item[:2])
        if distance > _FAR and self._carried_date(sentence):
            return None
        return nearest

    def _distance(self, found: DateSpan, numbers: Sequence[Span], start: int, end: int) -> int:
        """Return how far a date is from a number: characters, marks, and other counts that it stands with."""
        is_behind = found.start >= end
        first, last = (end, found.start) if is_behind else (found.end, start)
        gap = self._text[first:last]
        distance = len(gap) + 30 * gap.count(",") + 100 * gap.count(";")
        between = [number for number in numbers if first <= number[0] and number[1] <= last]
        if is_behind:
            owners = [n for n in numbers if found.end <= n[0] and len(self._text[found.end : n[0]]) < _BESIDE]
            is_owned = bool(owners) and "," in gap
            return distance + 20 * len(between) + (_OWNED if is_owned else 0)
        owned = [n for n in numbers if n[1] <= found.start and "," not in self._text[n[1] : found.start]]
        is_apart = bool(owned) and "," in gap and found.opening is Opening.NONE
        return distance + (_OWNED if is_apart else 0)

    def _reports(self, sentence: Sentence, start: int) -> list[DateSpan]:
        """Return the dates that date the saying; one that opens the sentence does if a speaker follows at once."""
        dates = self.dates(sentence)
        opening = [d for d in dates if d.first <= 1 and d.end < start and d.opening is Opening.NONE]
        opening = [d for d in opening if not d.first or sentence.tokens[0].norm not in self._words.periods.about]
        if opening and self._is_said(sentence, opening[0], start):
            return [date for date in dates if date.is_report or date is opening[0]]
        return [date for date in dates if date.is_report]

    def _is_said(self, sentence: Sentence, opening: DateSpan, start: int) -> bool:
        """Tell whether a verb of saying, not of counting, stands between a date and the number."""
        found = self._reporters.attributions(sentence)
        tokens = sentence.tokens
        verbs = [a.last for a in found if not a.is_counting and opening.last <= a.last < len(tokens)]
        return any(tokens[verb].start < start and verb - opening.last <= _MOST_BEFORE_VERB for verb in verbs)

    def _carried_date(self, sentence: Sentence) -> Period | None:
        """Return the date that the sentences before set, else the only date of the paragraph."""
        for earlier in self._before(sentence, _SENTENCES_BACK):
            found = [date for date in self.dates(earlier) if date.period and not date.is_report]
            if found:
                period = self._since(earlier, earlier.end, found[0]) or found[0].period
                return period if period and _is_of_event(period) else None
        dated = [s for s in self._paragraph(sentence) if _DIGIT.search(s.words)]
        around = {d.period for s in dated for d in self.dates(s) if d.period and not d.is_report}
        only = around.pop() if len(around) == 1 else None
        return only if only and _is_of_event(only) else None

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

    # ---------------------------------------------------------------- who, how certain, why

    def reporter(self, sentence: Sentence, start: int, end: int) -> str | None:
        """Return who says the number, by canonical name; ``None`` if nobody is named.

        Where the text names nobody, a publisher that itself reports (UNHCR, IDMC, Human
        Rights Watch) speaks for itself; a news medium does not.
        """
        return self._reporters.reporter(sentence, start, end)

    def certainty(self, sentence: Sentence, start: int, end: int, trigger_start: int, trigger_end: int) -> Certainty:
        """Return how the text commits to the number, given the offsets of the number and of its trigger."""
        number, trigger = _positions(sentence, start, end), _positions(sentence, trigger_start, trigger_end)
        return find_certainty(sentence.tokens, number, trigger, self._words.certainty)

    def cause(self, sentence: Sentence) -> Cause:
        """Return what drove people out or hurt them, by the sentence, else by the whole document."""
        cause = choose_cause(count_causes((token.norm for token in sentence.tokens), self._causes))
        return cause if cause is not Cause.UNKNOWN else self._document_cause

    @cached_property
    def _document_cause(self) -> Cause:
        """What the whole document speaks of, if it does so clearly.

        One word of a disaster is not enough: rain, rivers and winds are also scenery.
        """
        text = f"{self._document.title or ''}\n{self._text}"
        counts = count_causes(_WORD.findall(text.casefold()), self._causes)
        cause = choose_cause(counts)
        if cause is Cause.DISASTER and counts[cause] == 1:
            return Cause.UNKNOWN
        return cause if 2 * counts[cause] > 3 * (counts.total() - counts[cause]) else Cause.UNKNOWN


def _is_of_event(period: Period) -> bool:
    """Tell whether a period may date an event that is told in several sentences: not a plain year."""
    is_year = period.start and period.end and (period.start.month, period.start.day) == (1, 1)
    return period.precision is not PeriodPrecision.YEAR or not is_year or (period.end and period.end.month) != 12


def _as_publication(period: Period) -> Period:
    return Period(period.start, period.end, period.precision, PeriodBasis.PUBLICATION)


def _positions(sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    """Return the positions of the first token in a span and of the one behind the last."""
    inside = [n for n, token in enumerate(sentence.tokens) if token.start < end and start < token.end]
    return (inside[0], inside[-1] + 1) if inside else (0, 0)
