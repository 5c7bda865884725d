"""What stands around a number: where, when, who says it, how certain, and why.

One ``Context`` is built a document and asked once a figure; what a sentence holds is read
at the first question and kept. This module only brings the readers together: each of
them has its own module.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache, cached_property

from dashboard.extract.certainty import choose_cause, count_causes, find_certainty
from dashboard.extract.periods import DateSpan, Opening, PeriodReader
from dashboard.extract.places import PlaceReader, Span
from dashboard.extract.reporters import Attribution, ReporterReader
from dashboard.extract.segment import Sentence
from dashboard.model import Cause, Certainty, Document, Measure, Period, PeriodBasis, PeriodPrecision, Place
from dashboard.reference.context_words import load_context_words
from dashboard.reference.lexicon import Lexicon

_YEAR = re.compile(r"(?<![\d.,])(?:19[5-9]\d|20[0-4]\d)(?![\d]|[.,]\d)")
_SENTENCES_BACK = 2
_CARRIED = (PeriodPrecision.DAY, PeriodPrecision.WEEK, PeriodPrecision.MONTH)
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
        self._sentences = sentences
        self._words = load_context_words(lexicon.language)
        self._language = lexicon.language
        self._causes = _causes(lexicon.language)
        self._number_words = lexicon.numbers.words
        self._reporters = ReporterReader(document, sentences, lexicon.language)
        self._places = PlaceReader(document, sentences, self._words.places, country=country, is_name=self._is_organisation)
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
        sentence = self._sentence_at(start)
        if sentence is None:
            return False
        return any(match.start < end and start < match.end for match in self._reporters.organisations(sentence))

    def _sentence_at(self, position: int) -> Sentence | None:
        low, high = 0, len(self._sentences)
        while low < high:
            middle = (low + high) // 2
            if self._sentences[middle].end <= position:
                low = middle + 1
            else:
                high = middle
        return self._sentences[low] if low < len(self._sentences) else None

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

        A date of the sentence that is not the report's own is ``STATED``; so is one of the
        sentences just before, if it is at most a month. Else the date of the report is
        taken, and marked ``PUBLICATION``; without one the period is unknown.
        """
        stated = self._stated(sentence, start, end)
        if stated is not None and stated.period is not None:
            return stated.period
        carried = self._carried_date(sentence)
        reports = [date.period for date in self._reports(sentence, start) if date.period]
        if reports:
            return _as_publication(reports[0])
        if carried is not None:
            return carried
        published = self._document.published
        return _as_publication(published) if published else Period()

    def measure(self, sentence: Sentence, start: int, end: int) -> Measure | None:
        """Return what the date says about the count: "since" cumulates, "as of" is a stock; else ``None``."""
        stated = self._stated(sentence, start, end)
        if stated is None:
            return None
        return {Opening.SINCE: Measure.CUMULATIVE, Opening.AS_OF: Measure.STOCK}.get(stated.opening)

    @cached_property
    def _periods(self) -> PeriodReader:
        return PeriodReader(self._language, self._document.published, self._only_year())

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
        dates = [d for d in self.dates(sentence) if d not in reports and d.period and not (d.start < end and start < d.end)]
        return min(dates, key=lambda d: self._distance(d, sentence, start, end), default=None)

    def _distance(self, found: DateSpan, sentence: Sentence, start: int, end: int) -> int:
        gap = (end, found.start) if found.start >= end else (found.end, start)
        text = (self._document.text or "")[gap[0] : gap[1]]
        return len(text) + 30 * text.count(",") + 100 * text.count(";")

    def _reports(self, sentence: Sentence, start: int) -> list[DateSpan]:
        """Return the dates that date the saying; one that opens the sentence does if a speaker follows at once."""
        dates = self.dates(sentence)
        opening = [d for d in dates if d.first <= 1 and d.end < start and d.opening is Opening.NONE]
        if opening and any(a.first <= opening[0].last + 2 for a in self._speakers(sentence, opening[0], start)):
            return [date for date in dates if date.is_report or date is opening[0]]
        return [date for date in dates if date.is_report]

    def _speakers(self, sentence: Sentence, opening: DateSpan, start: int) -> list[Attribution]:
        found = self._reporters.attributions(sentence, self._places.main_country)
        return [a for a in found if a.first >= opening.last - 1 and sentence.tokens[a.last - 1].end <= start]

    def _carried_date(self, sentence: Sentence) -> Period | None:
        text = self._document.text or ""
        for index in range(sentence.index - 1, max(-1, sentence.index - 1 - _SENTENCES_BACK), -1):
            earlier = self._sentences[index]
            if "\n" in text[earlier.end : sentence.start]:
                return None
            found = [d.period for d in self.dates(earlier) if d.period and not d.is_report]
            if found:
                return found[0] if found[0].precision in _CARRIED else None
        return None

    # ---------------------------------------------------------------- who, how certain, why

    def reporter(self, sentence: Sentence, start: int, end: int) -> str | None:
        """Return who says the number, by canonical name; ``None`` if nobody is named.

        Where the text names nobody, a publisher that itself reports (UNHCR, IDMC, Human
        Rights Watch) speaks for itself; a news medium does not.
        """
        return self._reporters.reporter(sentence, start, self._places.main_country)

    def certainty(self, sentence: Sentence, start: int, end: int, trigger_start: int, trigger_end: int) -> Certainty:
        """Return how the text commits to the number, given the offsets of the number and of its trigger."""
        number, trigger = _positions(sentence, start, end), _positions(sentence, trigger_start, trigger_end)
        return find_certainty(sentence.tokens, number, trigger, self._words.certainty)

    def cause(self, sentence: Sentence, start: int, end: int) -> Cause:
        """Return what drove people out or hurt them, by the sentence, else by the whole document."""
        cause = choose_cause(count_causes((token.norm for token in sentence.tokens), self._causes))
        return cause if cause is not Cause.UNKNOWN else self._document_cause

    @cached_property
    def _document_cause(self) -> Cause:
        text = f"{self._document.title or ''}\n{self._document.text or ''}"
        return choose_cause(count_causes(_WORD.findall(text.casefold()), self._causes))


def _as_publication(period: Period) -> Period:
    return Period(period.start, period.end, period.precision, PeriodBasis.PUBLICATION)


def _positions(sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    """Return the positions of the first token in a span and of the one behind the last."""
    inside = [n for n, token in enumerate(sentence.tokens) if token.start < end and start < token.end]
    return (inside[0], inside[-1] + 1) if inside else (0, 0)
