"""Find the words of a lexicon in the tokens of a sentence, by dictionary look-up.

A ``Vocabulary`` is a lexicon made ready for searching; it is built once a language. The
gate, ``may_hold_figure``, spares the rest of the work for most sentences: without a number
and a trigger there is no figure. This module must not decide what a match means.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import compress, count
from typing import Generic, NamedTuple, TypeVar

from dashboard.extract.segment import NO_CONTRACTIONS, Sentence, find_sentences
from dashboard.model import Indicator, Quantifier
from dashboard.reference.lexicon import Grammar, Lexicon, Noun, NounKind, NumberWords, TriggerForm, load_lexicon

T = TypeVar("T")

# What an article may count, one at a time.
SINGLE_KINDS = frozenset((NounKind.PERSON, NounKind.HOUSEHOLD, NounKind.DWELLING))
# What happens to single people who are named, or known by their part in it.
VICTIM_INDICATORS = frozenset((Indicator.KILLED, Indicator.INJURED, Indicator.ABDUCTED, Indicator.MISSING))
_HYPHEN = "-"


@dataclass(slots=True)
class _Node(Generic[T]):
    """What is known after some words of a phrase: its meanings, and the words that may follow."""

    meanings: tuple[T, ...] = ()
    following: "dict[str, _Node[T]]" = field(default_factory=dict)


class PhraseTable(Generic[T]):
    """Phrases of one or more words with what they stand for; the longest one is found.

    Hyphens do not matter: "food-insecure" is found as "food insecure".

    Example:
        >>> table = PhraseTable([("fled", 1), ("fled their homes", 2)])
        >>> table.find(["they", "fled", "their", "homes"], 1)
        (4, (2,))
        >>> table.find(["they", "fled"], 0) is None
        True
    """

    def __init__(self, entries: Iterable[tuple[str, T]], contractions: Mapping[str, str] = NO_CONTRACTIONS) -> None:
        self._root: _Node[T] = _Node()
        ends: set[str] = set()
        for form, meaning in entries:
            node, word = self._root, ""
            for word in split_form(form, contractions):
                node = node.following.setdefault(word, _Node())
            node.meanings = (*node.meanings, meaning)
            ends.add(word)
        self.starts = self._root.following.keys()
        self._ends = frozenset(ends)

    def __contains__(self, word: str) -> bool:
        return word in self._root.following

    def find(self, norms: Sequence[str], start: int) -> tuple[int, tuple[T, ...]] | None:
        """Return the end of the longest phrase that begins at ``start``, and its meanings."""
        node = self._root.following.get(norms[start])
        if node is None:
            return None
        position, length = start + 1, len(norms)
        found = (position, node.meanings) if node.meanings else None
        while node.following and position < length:
            word = norms[position]
            position += 1
            if word == _HYPHEN and position < length:
                word = norms[position]
                position += 1
            node = node.following.get(word)
            if node is None:
                break
            if node.meanings:
                found = position, node.meanings
        return found

    def find_before(self, norms: Sequence[str], end: int, longest: int = 5) -> tuple[int, tuple[T, ...]] | None:
        """Return the start of the longest phrase that ends right before ``end``."""
        if not end or norms[end - 1] not in self._ends:
            return None
        for start in range(max(0, end - longest), end):
            found = self.find(norms, start) if norms[start] in self.starts else None
            if found and found[0] == end:
                return start, found[1]
        return None

    def find_starts(self, norms: Sequence[str]) -> Iterator[int]:
        """Return the positions at which a phrase may begin."""
        return compress(count(), map(self._root.following.__contains__, norms))


class Trigger(NamedTuple):
    """Words found in a sentence that may make a number a figure; token positions."""

    start: int
    end: int
    forms: tuple[TriggerForm, ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A lexicon made ready for searching."""

    language: str
    is_head_first: bool
    contractions: Mapping[str, str]
    words: NumberWords
    grammar: Grammar
    triggers: PhraseTable[TriggerForm]
    nouns: PhraseTable[Noun]
    dwelling_words: frozenset[str]
    person_ends: frozenset[str]
    single_starts: frozenset[str]
    phrase_ends: frozenset[str]
    light_words: frozenset[str]
    hedges: PhraseTable[tuple[Quantifier, bool]]
    hedges_after: PhraseTable[Quantifier]
    vague: PhraseTable[tuple[float, float]]
    vague_joiners: PhraseTable[None]
    round: PhraseTable[float]
    none: PhraseTable[None]
    range_openers: PhraseTable[None]
    not_range_after: PhraseTable[None]
    not_after: PhraseTable[None]
    including: PhraseTable[None]
    share_after: PhraseTable[None]
    former_tolls: PhraseTable[None]
    compared: PhraseTable[None]
    excepting: PhraseTable[None]
    coordination: PhraseTable[None]
    arriving: PhraseTable[None]
    cumulative: PhraseTable[None]
    bringing: PhraseTable[None]
    trigger_words: frozenset[str]
    victim_words: frozenset[str]
    number_starts: frozenset[str]
    weak_starts: frozenset[str]
    number_seconds: frozenset[str]


@cache
def load_vocabulary(language: str | None) -> Vocabulary:
    """Return the searchable lexicon of a language; English if it is unknown.

    Raises:
        LookupError: there is no lexicon for this language.
    """
    return build_vocabulary(load_lexicon(language))


def build_vocabulary(lexicon: Lexicon) -> Vocabulary:
    """Return a lexicon made ready for searching."""
    words, grammar, contractions = lexicon.numbers, lexicon.grammar, lexicon.contractions
    numbers = [*words.words, *words.scales, *words.fractions, *words.articles, *words.none, *words.vague, *words.round]
    in_words = [split_form(form, contractions) for form in numbers]
    alone = {form[0] for form in in_words if len(form) == 1}

    def table(entries: Iterable[tuple[str, T]]) -> PhraseTable[T]:
        return PhraseTable(entries, contractions)

    def plain_table(forms: Iterable[str]) -> PhraseTable[None]:
        return table((form, None) for form in forms)

    victims = [trigger for trigger in lexicon.triggers if trigger.indicator in VICTIM_INDICATORS]
    dwellings = (noun.form for noun in lexicon.nouns if noun.kind is NounKind.DWELLING and noun.is_plural)
    singles = [noun for noun in lexicon.nouns if noun.kind in SINGLE_KINDS and not noun.is_plural]
    people = (noun.form for noun in singles if noun.kind is NounKind.PERSON)
    return Vocabulary(
        language=lexicon.language,
        is_head_first=lexicon.is_head_first,
        contractions=contractions,
        words=words,
        grammar=grammar,
        triggers=table((trigger.form, trigger) for trigger in lexicon.triggers),
        nouns=table((noun.form, noun) for noun in lexicon.nouns),
        dwelling_words=frozenset(split_form(form, contractions)[-1] for form in dwellings),
        person_ends=frozenset(split_form(form, contractions)[-1] for form in people),
        single_starts=grammar.others.union(split_form(noun.form, contractions)[0] for noun in singles),
        phrase_ends=_phrase_ends(grammar, words),
        light_words=grammar.light | grammar.have | grammar.be | grammar.determiners,
        hedges=table((form, (quantifier, form in words.nearly)) for form, quantifier in words.hedges.items()),
        hedges_after=table(words.hedges_after.items()),
        vague=table(words.vague.items()),
        vague_joiners=plain_table(words.vague_joiners),
        round=table(words.round.items()),
        none=plain_table(words.none),
        range_openers=plain_table(words.range_openers),
        not_range_after=plain_table(words.not_range_after),
        not_after=plain_table(words.not_after),
        including=plain_table(grammar.including),
        share_after=plain_table(grammar.share_after),
        former_tolls=plain_table(grammar.former_tolls),
        compared=plain_table(grammar.compared),
        excepting=plain_table(grammar.excepting),
        coordination=plain_table(grammar.coordination),
        arriving=plain_table(grammar.arriving),
        cumulative=plain_table(grammar.cumulative),
        bringing=plain_table(grammar.bringing),
        trigger_words=frozenset(_gate_words(lexicon, lexicon.triggers)),
        victim_words=frozenset(_gate_words(lexicon, victims)),
        number_starts=frozenset(form[0] for form in in_words),
        weak_starts=frozenset(form[0] for form in in_words) - alone | words.articles,
        number_seconds=frozenset(form[1] for form in in_words if len(form) > 1) | _number_joiners(words),
    )


def may_hold_figure(sentence: Sentence, vocabulary: Vocabulary) -> bool:
    """Tell whether a sentence has a word of some trigger, and something like a number or a casualty.

    Casualties are told of single people without any number.

    Example:
        >>> words = load_vocabulary("en")
        >>> [may_hold_figure(s, words) for s in find_sentences("400 people fled. They walked 12 km. Many ate.")]
        [True, False, False]
    """
    norms = sentence.norms
    if vocabulary.trigger_words.isdisjoint(norms):
        return False
    is_number = not vocabulary.number_starts.isdisjoint(norms) or sentence.has_digit
    return is_number or not vocabulary.victim_words.isdisjoint(norms)


def find_triggers(norms: Sequence[str], table: PhraseTable[TriggerForm]) -> list[Trigger]:
    """Return the triggers in order, the longest ones, none overlapping another.

    Example:
        >>> norms = "400 civilians fleeing their homes".split()
        >>> [(t.start, t.end) for t in find_triggers(norms, load_vocabulary("en").triggers)]
        [(2, 5)]
    """
    triggers: list[Trigger] = []
    free = 0
    for position in table.find_starts(norms):
        if position >= free and (found := table.find(norms, position)):
            free = found[0]
            triggers.append(Trigger(position, free, found[1]))
    return triggers


def split_form(form: str, contractions: Mapping[str, str] = NO_CONTRACTIONS) -> tuple[str, ...]:
    """Return the words of a form as the tokeniser would cut them, without hyphens."""
    words = form.split(" ")
    if all(map(str.isalpha, words)):  # most forms, and there are thousands
        return tuple(contractions.get(word, word) for word in map(str.casefold, words))
    norms = [norm for sentence in find_sentences(form, contractions) for norm in sentence.norms]
    return tuple(norm for norm in norms if norm != _HYPHEN) or (_HYPHEN,)


def _number_joiners(words: NumberWords) -> frozenset[str]:
    """Return what may join an article to the rest of a number: "a million", "un ou deux"."""
    return frozenset((*words.scales, *words.range_joiners, *words.open_range_joiners, _HYPHEN))


def _phrase_ends(grammar: Grammar, words: NumberWords) -> frozenset[str]:
    """Return the words that end the phrase behind a number."""
    return frozenset().union(
        grammar.prepositions,
        grammar.conjunctions,
        grammar.be,
        grammar.have,
        grammar.stops,
        grammar.determiners,
        grammar.of,
        grammar.respective,
        words.words,
    )


def _gate_words(lexicon: Lexicon, triggers: Iterable[TriggerForm]) -> Iterator[str]:
    """Return words of which every trigger has at least one, as few and as rare as may be."""
    forms = [split_form(trigger.form, lexicon.contractions) for trigger in triggers]
    alone = {words[0] for words in forms if len(words) == 1}
    nouns = {noun.form for noun in lexicon.nouns}
    yield from alone
    for words in forms:
        if alone.isdisjoint(words):
            yield max(words, key=lambda word: (word not in lexicon.common_words, word not in nouns, len(word)))
