"""Find the words of a lexicon in the tokens of a sentence, by dictionary look-up.

A ``Vocabulary`` is a lexicon made ready for searching; it is built once a language. The
gate, ``may_hold_figure``, spares the rest of the work for most sentences: without a number
and a trigger there is no figure. This module must not decide what a match means.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Generic, TypeVar

from dashboard.extract.segment import Sentence, find_sentences
from dashboard.model import Quantifier
from dashboard.reference.lexicon import Grammar, Lexicon, Noun, NounKind, NumberWords, TriggerForm, load_lexicon

T = TypeVar("T")

_WORD = re.compile(r"[^\W\d_]+")
_HYPHEN = "-"


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

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        phrases: dict[tuple[str, ...], list[T]] = {}
        for form, meaning in entries:
            phrases.setdefault(split_form(form), []).append(meaning)
        self._by_first: dict[str, list[tuple[tuple[str, ...], tuple[T, ...]]]] = {}
        for words, meanings in sorted(phrases.items(), key=lambda item: -len(item[0])):
            self._by_first.setdefault(words[0], []).append((words[1:], tuple(meanings)))

    def __contains__(self, word: str) -> bool:
        return word in self._by_first

    def find(self, norms: Sequence[str], start: int) -> tuple[int, tuple[T, ...]] | None:
        """Return the end of the longest phrase that begins at ``start``, and its meanings."""
        for rest, meanings in self._by_first.get(norms[start], ()):
            end = _end_of(rest, norms, start + 1)
            if end:
                return end, meanings
        return None

    def find_before(self, norms: Sequence[str], end: int, longest: int = 5) -> tuple[int, tuple[T, ...]] | None:
        """Return the start of the longest phrase that ends right before ``end``."""
        for start in range(max(0, end - longest), end):
            found = self.find(norms, start)
            if found and found[0] == end:
                return start, found[1]
        return None


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words found in a sentence that may make a number a figure; token positions."""

    start: int
    end: int
    forms: tuple[TriggerForm, ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A lexicon made ready for searching."""

    language: str
    words: NumberWords
    grammar: Grammar
    triggers: PhraseTable[TriggerForm]
    nouns: PhraseTable[Noun]
    dwelling_words: frozenset[str]
    hedges: PhraseTable[tuple[Quantifier, bool]]
    hedges_after: PhraseTable[Quantifier]
    vague: PhraseTable[tuple[float, float]]
    none: PhraseTable[None]
    range_openers: PhraseTable[None]
    including: PhraseTable[None]
    share_after: PhraseTable[None]
    coordination: PhraseTable[None]
    cumulative: PhraseTable[None]
    trigger_words: frozenset[str]
    number_words: frozenset[str]
    number_starts: frozenset[str]


@cache
def load_vocabulary(language: str | None) -> Vocabulary:
    """Return the searchable lexicon of a language; English if it is unknown.

    Raises:
        LookupError: there is no lexicon for this language.
    """
    return build_vocabulary(load_lexicon(language))


def build_vocabulary(lexicon: Lexicon) -> Vocabulary:
    """Return a lexicon made ready for searching."""
    words, grammar = lexicon.numbers, lexicon.grammar
    in_words = [*words.words, *words.scales, *words.fractions, *words.articles, *words.none, *words.vague]
    return Vocabulary(
        language=lexicon.language,
        words=words,
        grammar=grammar,
        triggers=PhraseTable((trigger.form, trigger) for trigger in lexicon.triggers),
        nouns=PhraseTable((noun.form, noun) for noun in lexicon.nouns),
        dwelling_words=frozenset(split_form(noun.form)[-1] for noun in lexicon.nouns if noun.kind is NounKind.DWELLING),
        hedges=PhraseTable((form, (quantifier, form in words.nearly)) for form, quantifier in words.hedges.items()),
        hedges_after=PhraseTable(words.hedges_after.items()),
        vague=PhraseTable(words.vague.items()),
        none=_plain_table(words.none),
        range_openers=_plain_table(words.range_openers),
        including=_plain_table(grammar.including),
        share_after=_plain_table(grammar.share_after),
        coordination=_plain_table(grammar.coordination),
        cumulative=_plain_table(grammar.cumulative),
        trigger_words=frozenset(_rarest_word(trigger.form) for trigger in lexicon.triggers),
        number_words=frozenset(_rarest_word(form) for form in in_words if _WORD.search(form)),
        number_starts=frozenset(split_form(form)[0] for form in in_words),
    )


def may_hold_figure(sentence: Sentence, vocabulary: Vocabulary) -> bool:
    """Tell whether a sentence has a word of some trigger and something like a number.

    Example:
        >>> words = load_vocabulary("en")
        >>> [may_hold_figure(s, words) for s in find_sentences("400 people fled. They walked 12 km. Many fled.")]
        [True, False, False]
    """
    text = sentence.words
    words = set(_WORD.findall(text))
    if words.isdisjoint(vocabulary.trigger_words):
        return False
    return not words.isdisjoint(vocabulary.number_words) or any(map(str.isdecimal, text))


def find_triggers(norms: Sequence[str], table: PhraseTable[TriggerForm]) -> list[Trigger]:
    """Return the triggers in order, the longest ones, none overlapping another.

    Example:
        >>> norms = "400 civilians fleeing their homes".split()
        >>> [(t.start, t.end) for t in find_triggers(norms, load_vocabulary("en").triggers)]
        [(2, 5)]
    """
    triggers: list[Trigger] = []
    position = 0
    while position < len(norms):
        found = table.find(norms, position) if norms[position] in table else None
        if found:
            triggers.append(Trigger(position, found[0], found[1]))
        position = found[0] if found else position + 1
    return triggers


def split_form(form: str) -> tuple[str, ...]:
    """Return the words of a form as the tokeniser would cut them, without hyphens."""
    tokens = [token.norm for sentence in find_sentences(form) for token in sentence.tokens]
    return tuple(token for token in tokens if token != _HYPHEN) or (_HYPHEN,)


def _end_of(rest: Sequence[str], norms: Sequence[str], position: int) -> int | None:
    for word in rest:
        if position < len(norms) and norms[position] == _HYPHEN:
            position += 1
        if position >= len(norms) or norms[position] != word:
            return None
        position += 1
    return position


def _plain_table(forms: Iterable[str]) -> PhraseTable[None]:
    return PhraseTable((form, None) for form in forms)


def _rarest_word(form: str) -> str:
    """Return the longest word, a good guess for the one that says most."""
    return max(_WORD.findall(form), key=len)
