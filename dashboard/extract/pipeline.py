"""From a document to its figures, step by step.

    sentence ── gate ──► triggers, numbers ──► counts ──► relations ──► links ──► figures

Each step has its own module; this one only puts them in order and asks the context who
says it, where, when and how certainly. It must not hold a rule about words.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from dashboard.extract.carry import UPDATE_MARK, carry_links
from dashboard.extract.context import Context
from dashboard.extract.counted import find_counts
from dashboard.extract.link import Link, find_links
from dashboard.extract.match import Vocabulary, find_triggers, load_vocabulary, may_hold_figure
from dashboard.extract.numbers import Number, find_numbers
from dashboard.extract.relate import Relation, Tie, find_relations, is_former, is_new_count
from dashboard.extract.segment import Sentence, find_sentences
from dashboard.model import (
    Certainty,
    Document,
    Evidence,
    Figure,
    Indicator,
    Measure,
    Period,
    PeriodPrecision,
    PopulationGroup,
    Unit,
    make_figure_id,
)
from dashboard.reference.indicators import load_indicators
from dashboard.reference.lexicon import NounKind, load_lexicon, supports

_OWN_GROUPS = {
    Indicator.IDPS: PopulationGroup.IDPS,
    Indicator.REFUGEES: PopulationGroup.REFUGEES,
    Indicator.ASYLUM_SEEKERS: PopulationGroup.REFUGEES,
}
_ARRIVALS = frozenset((Indicator.RETURNEES,))
_PHRASE_BEFORE_DATE = 3
_TIE_REACH_CHARACTERS = 1_500


def find_figures(document: Document, *, country: str | None = None) -> list[Figure]:
    """Return the figures of a document in text order, each with its sentence.

    ``country`` (ISO 3166-1 alpha-3) is where the figures are if the text does not say. A
    document without text, or in a language without a lexicon, gives no figures: none is
    better than wrong ones. An unknown language is read as English.

    Example:
        >>> figures = find_figures(Document("d1", text="Some 400 people were killed in Mali in 2019."))
        >>> [(f.indicator.value, f.quantity.value, f.evidence.trigger_text) for f in figures]
        [('killed', 400.0, 'killed')]
        >>> find_figures(Document("d2", text="The road is 400 km long."))
        []
    """
    if not document.text or not supports(document.language):
        return []
    reading = _Reading(document, country)
    return [figure for sentence in reading.sentences for figure in reading.figures_of(sentence)]


class _Reading:
    """One document while it is read; the context is built when the first number needs it."""

    def __init__(self, document: Document, country: str | None) -> None:
        self.document = document
        self.country = country
        self.text = document.text or ""
        self.vocabulary: Vocabulary = load_vocabulary(document.language)
        self.sentences = find_sentences(self.text, self.vocabulary.contractions)
        self.earlier: list[Figure] = []

    @cached_property
    def context(self) -> Context:
        return Context(self.document, self.sentences, load_lexicon(self.document.language), country=self.country)

    def figures_of(self, sentence: Sentence) -> list[Figure]:
        """Return the figures of one sentence in text order."""
        if not may_hold_figure(sentence, self.vocabulary):
            return []
        tokens = sentence.tokens
        norms = [token.norm for token in tokens]
        triggers = find_triggers(norms, self.vocabulary.triggers)
        if not triggers:
            return []
        numbers = self._without_dates(sentence, find_numbers(tokens, self.vocabulary))
        counts = find_counts(tokens, numbers, triggers, self.vocabulary)
        relations = find_relations(norms, counts, self.vocabulary)
        links = find_links(norms, counts, triggers, relations, self.vocabulary)
        links = carry_links(norms, counts, triggers, relations, links, self.vocabulary)
        figures = {index: figure for index in sorted(links) if (figure := self._figure(sentence, norms, links[index]))}
        tied = [self._tied(norms, index, figures, relations, links) for index in figures]
        self.earlier += tied
        return tied

    def _without_dates(self, sentence: Sentence, numbers: Sequence[Number]) -> list[Number]:
        spans = self.context.date_spans(sentence) if numbers else []
        return [
            number
            for number in numbers
            if not any(
                start < sentence.tokens[number.end - 1].end and sentence.tokens[number.start].start < end
                for start, end in spans
            )
        ]

    def _figure(self, sentence: Sentence, norms: Sequence[str], link: Link) -> Figure | None:
        """Return the figure of a link, ``None`` if the text denies it."""
        count, tokens = link.count, sentence.tokens
        start, end = tokens[count.number.start].start, tokens[count.number.end - 1].end
        trigger_start, trigger_end = tokens[link.trigger.start].start, tokens[link.trigger.end - 1].end
        certainty = self.context.certainty(sentence, start, end, trigger_start, trigger_end)
        if count.number.is_none:
            certainty = Certainty.NEGATED
        elif certainty is Certainty.FEARED and link.indicator is Indicator.CASES:
            certainty = Certainty.REPORTED  # a suspected case is what is counted
        elif certainty is Certainty.NEGATED:
            return None
        quantity = replace(count.number.quantity, text=self.text[start:end])
        best = quantity.value if quantity.value is not None else quantity.low
        period = self.context.period(sentence, start, end)
        return Figure(
            figure_id=make_figure_id(self.document.document_id, start, end, link.indicator, best),
            indicator=link.indicator,
            measure=self._measure(sentence, norms, link, period),
            unit=_unit(link),
            quantity=quantity,
            document_id=self.document.document_id,
            population_group=_group(link),
            cause=load_indicators()[link.indicator].cause or self.context.cause(sentence),
            place=self.context.place(sentence, start, end),
            period=period,
            reporter=self.context.reporter(sentence, start, end),
            certainty=certainty,
            evidence=Evidence(
                self.text[sentence.start : sentence.end],
                sentence.start,
                sentence.end,
                self.text[trigger_start:trigger_end],
            ),
            confidence=link.confidence,
            reason="; ".join(dict.fromkeys(link.features)),
        )

    def _measure(self, sentence: Sentence, norms: Sequence[str], link: Link, period: Period) -> Measure:
        """Return the usual measure unless the text says another: "since January", "new refugees"."""
        usual = load_indicators()[link.indicator].measure
        phrase = norms[link.count.start : link.count.end]
        if usual is Measure.STOCK and not self.vocabulary.grammar.new.isdisjoint(phrase):
            return Measure.FLOW
        if link.indicator in _ARRIVALS and link.is_noun and period.precision is PeriodPrecision.DAY:
            return Measure.STOCK
        if usual is Measure.FLOW and self._has_start(sentence, norms):
            return Measure.CUMULATIVE
        return usual

    def _has_start(self, sentence: Sentence, norms: Sequence[str]) -> bool:
        """Tell whether the start of the counting is named: "since 1 May", "so far this year"."""
        found = (self.vocabulary.cumulative.find(norms, position) for position in range(len(norms)))
        return any(
            phrase[0] - position > 1 or self._dates_follow(sentence, phrase[0])
            for position, phrase in enumerate(found)
            if phrase
        )

    def _dates_follow(self, sentence: Sentence, position: int) -> bool:
        spans = self.context.date_spans(sentence)
        tokens = sentence.tokens[position : position + _PHRASE_BEFORE_DATE]
        return any(start <= token.start < end for token in tokens for start, end in spans)

    def _tied(
        self,
        norms: Sequence[str],
        index: int,
        figures: Mapping[int, Figure],
        relations: Mapping[int, Relation],
        links: Mapping[int, Link],
    ) -> Figure:
        """Give a figure the id of the one it is a part of, the same as, or newer than."""
        figure, count, relation = figures[index], links[index].count, relations.get(index)
        base = figures.get(relation.base) if relation else None
        if relation and base:
            is_part = relation.tie is Tie.PART_OF
            return replace(figure, part_of=base.figure_id) if is_part else replace(figure, same_as=base.figure_id)
        if count.is_share and (count.kind is None or links[index].is_noun):
            whole = next((earlier for earlier in self._recent(figure) if _holds(earlier, figure)), None)
            group = figure.population_group
            return replace(
                figure,
                part_of=whole.figure_id if whole else None,
                population_group=whole.population_group if whole and group is PopulationGroup.ALL else group,
            )
        former = self._former(norms, index, figures, links)
        return replace(figure, supersedes=former.figure_id) if former else figure

    def _former(
        self, norms: Sequence[str], index: int, figures: Mapping[int, Figure], links: Mapping[int, Link]
    ) -> Figure | None:
        """Return the earlier count that this one replaces, in its sentence or before it."""
        if is_former(norms, links[index].count, self.vocabulary):
            return None
        for other in (index - 1, index + 1):
            is_updated = other in figures and UPDATE_MARK in links[max(index, other)].features
            if is_updated and (other < index or is_former(norms, links[other].count, self.vocabulary)):
                return figures[other]
        if not is_new_count(norms, links[index].count, self.vocabulary):
            return None
        later = figures[index]
        return next((earlier for earlier in self._recent(later) if _is_of_series(earlier, later)), None)

    def _recent(self, figure: Figure) -> Iterator[Figure]:
        """Go back through the figures of earlier sentences that are no parts themselves."""
        start = figure.evidence.start if figure.evidence else 0
        for earlier in reversed(self.earlier):
            is_near = earlier.evidence is not None and start - earlier.evidence.start <= _TIE_REACH_CHARACTERS
            if is_near and earlier.part_of is None and earlier.same_as is None:
                yield earlier


def _holds(whole: Figure, part: Figure) -> bool:
    """Tell whether a part fits into a whole."""
    sizes = [figure.quantity.value or figure.quantity.high or figure.quantity.low or 0 for figure in (whole, part)]
    return whole.unit is part.unit and sizes[0] >= sizes[1] > 0


def _is_of_series(earlier: Figure, later: Figure) -> bool:
    """Tell whether two figures count the same thing at the same place."""
    is_same_thing = earlier.indicator is later.indicator and earlier.unit is later.unit
    is_same_place = earlier.place.location_code == later.place.location_code
    return is_same_thing and is_same_place and earlier.quantity.value != later.quantity.value


def _group(link: Link) -> PopulationGroup:
    """Return the part of the population, all of it where the indicator itself is that part."""
    is_indicator = _OWN_GROUPS.get(link.indicator) is link.count.group
    return PopulationGroup.ALL if is_indicator else link.count.group


def _unit(link: Link) -> Unit:
    usual = load_indicators()[link.indicator].unit
    if usual is Unit.PERSON and link.count.kind is NounKind.HOUSEHOLD:
        return Unit.HOUSEHOLD
    return usual
