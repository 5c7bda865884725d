"""What stands around a number: where, when, who says it, how certain, and why.

One ``Context`` is built a document and asked once a figure; what a sentence holds is read
at the first question and kept. This module only brings the readers together: each of
them has its own module.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from itertools import chain

from dashboard.extract.certainty import choose_cause, count_causes, find_cause, find_certainty
from dashboard.extract.dating import Dating
from dashboard.extract.match import load_vocabulary
from dashboard.extract.periods import SINCE, DateSpan
from dashboard.extract.places import PlaceReader, Span
from dashboard.extract.reporters import ReporterReader
from dashboard.extract.segment import Sentence, find_sentences
from dashboard.model import Cause, Certainty, Document, Measure, Period, Place
from dashboard.reference.context_words import load_context_words
from dashboard.reference.lexicon import Lexicon, NounKind

_NUMBERS_AROUND = 12


class Context:
    """The circumstances of every number in one document.

    ``country`` (alpha-3) is what the caller knows the document to be about. Offsets are
    code points in ``document.text``, ends excluded, as in ``Tokens``.
    """

    def __init__(
        self, document: Document, sentences: Sequence[Sentence], lexicon: Lexicon, *, country: str | None = None
    ) -> None:
        self._language = language = lexicon.language
        words = load_context_words(language)
        self.title = find_sentences(document.title or "", load_vocabulary(language).contractions)
        self._sentences = sentences
        self._number_words = lexicon.numbers.words
        self._nouns = load_vocabulary(language).nouns
        self._cause_words = _cause_words(language)
        self._reporters = ReporterReader(document, sentences, language, lambda: self._places.setting.country)
        self._places = PlaceReader(
            document, sentences, words.places, country=country, find_organisations=self._reporters.organisations
        )
        self._dating = Dating(document, self.title, sentences, language, self._reporters)
        self._numbers: dict[int, list[Span]] = {}

    def place(self, sentence: Sentence, start: int, end: int, *, since: int = 0, are_victims: bool = False) -> Place:
        """Return where the people counted by the number at ``start`` to ``end`` are.

        Names in front of the offset ``since`` are those of other counts; ``are_victims`` tells
        that they are counted for what befell them there.
        """
        numbers = self._numbers_around(sentence, start)
        return self._places.place(sentence, start, end, numbers, since=since, are_victims=are_victims)

    def named_place(self, sentence: Sentence, start: int, end: int) -> Place | None:
        """Return the known place that is named between two offsets, ``None`` if none is."""
        return self._places.named_place(sentence, start, end)

    def is_kind_of_place(self, text: str) -> bool:
        """Tell whether a header announces places: "Province", "Name of the village"."""
        words = load_context_words(self._language).places
        return not (words.kinds | words.facilities).isdisjoint(text.casefold().split())

    def period(self, sentence: Sentence, start: int, end: int, measure: Measure = Measure.FLOW) -> Period:
        """Return the days the number at ``start`` to ``end`` is about; ``measure`` is the usual one of its indicator.

        A date of the sentence that is not the report's own is ``STATED``; else one of the
        sentences before it in the paragraph, or of the next one if it only says when. Failing
        that the date of the report is taken, and marked ``PUBLICATION``; without one the period is unknown.
        """
        return self._dating.period(sentence, start, end, self._numbers_around(sentence, start), measure)

    def is_up_to(self, sentence: Sentence, period: Period) -> bool:
        """Tell whether the period of a number is the day up to which the text counts: "as of 3 May"."""
        return self._dating.is_up_to(sentence, period)

    def date_spans(self, sentence: Sentence) -> list[Span]:
        """Return the offsets of all dates of a sentence: their numbers are no counts."""
        return [(date.start, date.end) for date in self._dating.dates(sentence)]

    def date_tokens(self, sentence: Sentence) -> frozenset[int]:
        """Return the positions of the tokens that stand in a date."""
        return _tokens_of(self._dating.dates(sentence))

    def start_tokens(self, sentence: Sentence) -> frozenset[int]:
        """Return the positions of the tokens in dates from which a sentence counts: "since 1 May"."""
        return _tokens_of([date for date in self._dating.dates(sentence) if date.opening is SINCE])

    def reporter(self, sentence: Sentence, start: int, end: int) -> str | None:
        """Return who says the number, by canonical name; ``None`` if nobody is named.

        Where the text names nobody, a publisher that itself reports (UNHCR, IDMC, Human
        Rights Watch) speaks for itself; a news medium does not.
        """
        return self._reporters.reporter(sentence, start, end)

    def certainty(self, sentence: Sentence, number: Span, trigger: Span) -> Certainty:
        """Return how the text commits to a number; ``number`` and ``trigger`` are token positions, ends excluded."""
        return find_certainty(sentence.tokens, number, trigger, self._language)

    def cause(self, sentence: Sentence, counted: Span, trigger: Span) -> Cause:
        """Return what drove people out or hurt them, by the sentence, else by the whole document.

        ``counted`` and ``trigger`` are token positions, ends excluded.
        """
        if self._cause_words.keys().isdisjoint(sentence.norms):
            return self._document_cause
        cause = find_cause(sentence.norms, counted, trigger, self._cause_words, self._language)
        return cause if cause is not Cause.UNKNOWN else self._document_cause

    # ---------------------------------------------------------------- what the readers ask for

    def _numbers_around(self, sentence: Sentence, start: int) -> list[Span]:
        """Return what looks like a count around an offset: digits and number words outside dates."""
        numbers = self._numbers.get(sentence.index)
        if numbers is None:
            tokens, words = sentence.tokens, self._number_words
            digits = [at for at, norm in enumerate(tokens.norms) if norm[0].isdecimal() or norm in words]
            dates = self.date_tokens(sentence)
            counts = [at for at in digits if at not in dates and self._is_count(tokens.norms, at)]
            numbers = self._numbers[sentence.index] = [(tokens.starts[at], tokens.ends[at]) for at in counts]
        position = bisect_left(numbers, (start, start))
        return numbers[max(0, position - _NUMBERS_AROUND) : position + _NUMBERS_AROUND]

    def _is_count(self, norms: Sequence[str], position: int) -> bool:
        """Tell whether a number may count people: not that of "attacks on three villages"."""
        nouns = self._nouns.find(norms, position + 1) if position + 1 < len(norms) else None
        return nouns is None or nouns[1][0].kind is not NounKind.CONTAINER

    @cached_property
    def _document_cause(self) -> Cause:
        """What the whole document speaks of, if it does so clearly.

        One word of a disaster is not enough: rain, rivers and winds are also scenery.
        """
        norms = chain.from_iterable([sentence.norms for sentence in (*self.title, *self._sentences)])
        counts = count_causes(norms, self._cause_words)
        cause = choose_cause(counts)
        if cause is Cause.DISASTER and counts[cause] == 1:
            return Cause.UNKNOWN
        return cause if 2 * counts[cause] > 3 * (counts.total() - counts[cause]) else Cause.UNKNOWN


def _tokens_of(dates: Sequence[DateSpan]) -> frozenset[int]:
    return frozenset(at for date in dates for at in range(date.first, date.last)) if dates else frozenset()


@cache
def _cause_words(language: str) -> Mapping[str, Cause]:
    """Return the words that tell a cause."""
    words = load_context_words(language).causes
    by_cause = {Cause.CONFLICT: words.conflict, Cause.DISASTER: words.disaster, Cause.OTHER: words.other}
    return {word: cause for cause, forms in by_cause.items() for word in forms}
