"""From a document to its figures, step by step.

    sentence ── gate ──► triggers, numbers ──► counts, victims ──► relations ──► links ──► figures ──► ties

Each step has its own module; this one only puts them in order and asks the context who
says it, where, when and how certainly. A table in a text is read cell by cell, each as a line
of its own. This module must not hold a rule about words.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from dashboard.extract.carry import carry_links
from dashboard.extract.confidence import rate_link
from dashboard.extract.context import Context
from dashboard.extract.counted import find_counts
from dashboard.extract.link import Link, find_links
from dashboard.extract.match import VICTIM_INDICATORS, Vocabulary, find_triggers, load_vocabulary, may_hold_figure
from dashboard.extract.measure import find_group, find_measure, find_titled_group, find_unit, with_cases
from dashboard.extract.numbers import find_numbers
from dashboard.extract.relate import find_relations, find_sum
from dashboard.extract.segment import Sentence, find_sentences
from dashboard.extract.tabled import TableReader
from dashboard.extract.text_tables import find_tables
from dashboard.extract.ties import Ties, drop_figures
from dashboard.extract.victims import Told, with_victims
from dashboard.model import (
    Certainty,
    Document,
    Evidence,
    Figure,
    Indicator,
    PopulationGroup,
    Quantity,
    make_figure_id,
)
from dashboard.reference.indicators import load_indicators
from dashboard.reference.lexicon import load_lexicon, supports

_MOST_FOREIGNERS = 1_000


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
    for sentence in reading.sentences:
        reading.read(sentence)
    return drop_figures(reading.ties.figures, reading.told.outdated)


class _Reading:
    """One document while it is read; the context is built when the first number needs it."""

    def __init__(self, document: Document, country: str | None) -> None:
        self.document = document
        self.country = country
        self.text = document.text or ""
        self.vocabulary: Vocabulary = load_vocabulary(document.language)
        self.sentences = find_sentences(self.text, self.vocabulary.contractions)
        self.told = Told(self.text, self.vocabulary)
        self.ties = Ties(self.vocabulary)

    @cached_property
    def context(self) -> Context:
        return Context(self.document, self.sentences, load_lexicon(self.document.language), country=self.country)

    @cached_property
    def titled_group(self) -> PopulationGroup:
        """Whose victims the title announces."""
        norms = [norm for sentence in self.context.title for norm in sentence.norms]
        return find_titled_group(norms, self.vocabulary)

    @cached_property
    def tabled(self) -> dict[int, list[Figure]]:
        """The figures of the tables of the text, by the number of the sentence that is their row."""
        tables = find_tables(self.text)
        if not tables:
            return {}
        reader = TableReader(self.document, self.sentences, self.context, self.vocabulary, self._read_line)
        return {row: figures for table in tables for row, figures in reader.read(table).items()}

    def _read_line(self, text: str) -> list[Figure]:
        return find_figures(replace(self.document, title=None, text=text), country=self.country)

    def read(self, sentence: Sentence) -> None:
        """Add the figures of one sentence in text order."""
        if sentence.index in self.tabled:
            self.ties.add(self.tabled[sentence.index])
            return
        if not may_hold_figure(sentence, self.vocabulary):
            return
        norms = sentence.norms
        triggers = find_triggers(norms, self.vocabulary.triggers)
        if not triggers:
            return
        numbers = find_numbers(sentence, self.vocabulary)
        dates = self.context.date_tokens(sentence) if numbers else frozenset()
        if dates:
            numbers = [number for number in numbers if dates.isdisjoint(range(number.start, number.end))]
        counts = find_counts(sentence, numbers, triggers, self.vocabulary)
        counts = with_victims(sentence, counts, triggers, dates, self.vocabulary)
        if not counts:
            return
        relations = find_relations(norms, counts, self.vocabulary)
        links = find_links(norms, counts, triggers, relations, self.vocabulary)
        if not links:
            return
        links = carry_links(norms, counts, triggers, relations, links, self.vocabulary)
        read = {index: self._figure(sentence, norms, links[index]) for index in sorted(links)}
        figures = {index: figure for index, figure in read.items() if figure}
        self.ties.tie(norms, self.told.new_figures(norms, figures, links), relations, links)

    def _figure(self, sentence: Sentence, norms: Sequence[str], link: Link) -> Figure | None:
        """Return the figure of a link, ``None`` if the text denies it."""
        link = with_cases(norms, link, self.ties.indicators, self.vocabulary)
        count, trigger, tokens = link.count, link.trigger, sentence.tokens
        start, end = tokens.starts[count.number.start], tokens.ends[count.number.end - 1]
        certainty = self.context.certainty(sentence, (count.start, count.number.end), (trigger.start, trigger.end))
        if count.number.is_none:
            certainty = Certainty.NEGATED
        elif certainty is Certainty.FEARED and link.indicator is Indicator.CASES:
            certainty = Certainty.REPORTED  # a suspected case is what is counted
        elif certainty is Certainty.NEGATED:
            return None
        bare = count.number.quantity
        quantity = Quantity(bare.value, bare.low, bare.high, bare.quantifier, self.text[start:end])
        best = quantity.value if quantity.value is not None else quantity.low
        added = find_sum(norms, count, self.vocabulary)
        are_victims = link.indicator in VICTIM_INDICATORS and (best or 0) < _MOST_FOREIGNERS
        usual = load_indicators()[link.indicator]
        period = self.context.period(sentence, start, end, usual.measure)
        confidence, reason = rate_link(link, certainty)
        return Figure(
            figure_id=make_figure_id(self.document.document_id, start, end, link.indicator, best),
            indicator=link.indicator,
            measure=find_measure(
                norms,
                link,
                period,
                self.context.start_tokens(sentence),
                self.vocabulary,
                is_up_to=certainty is not Certainty.PROJECTED and self.context.is_up_to(sentence, period),
            ),
            unit=find_unit(link),
            quantity=quantity,
            document_id=self.document.document_id,
            population_group=find_group(link, self.titled_group),
            cause=usual.cause or self.context.cause(sentence, (count.start, count.end), (trigger.start, trigger.end)),
            place=self.context.place(
                sentence, start, end, since=tokens.starts[added] if added else 0, are_victims=are_victims
            ),
            period=period,
            reporter=self.context.reporter(sentence, start, end),
            certainty=certainty,
            evidence=Evidence(
                self.text[sentence.start : sentence.end],
                sentence.start,
                sentence.end,
                self.text[tokens.starts[trigger.start] : tokens.ends[trigger.end - 1]],
            ),
            confidence=confidence,
            reason=reason,
        )
