"""Find what a number counts: the noun behind it, or nothing but the number itself.

This one question decides most of the precision. Only people, households, dwellings, cases
and incidents may be counted; "14 European allies", "52 centres" and "three days" go no
further. No parser is needed: the words behind a number are walked until a noun of the
lexicon agrees with it or a word ends the phrase. This module must not look at triggers
except where they stand inside that phrase ("12 displaced families").
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dashboard.extract.match import Trigger, Vocabulary
from dashboard.extract.numbers import Number
from dashboard.extract.segment import Token
from dashboard.model import PopulationGroup, Quantifier, Quantity
from dashboard.reference.lexicon import Noun, NounKind, Side

_LONGEST_PHRASE = 9
_MOST_UNKNOWN_WORDS = 4
_MOST_WORDS_OF_A_GUESS = 2
_OLDEST = 115
_INSIDE_SIDES = (Side.ATTACHED, Side.BOTH)
_ONE = Quantity(1.0, 1.0, 1.0, Quantifier.EXACT)


@dataclass(frozen=True, slots=True)
class Count:
    """A number together with what it counts; token positions.

    ``kind`` is ``None`` if the noun is left out ("400 killed", "12 of them"). ``inside``
    are the triggers within the phrase. ``is_share`` marks "12 of them" and "80 of the 120",
    ``is_guess`` a noun that is in no lexicon and may name people ("six Jesuits").
    ``end`` is the token after the phrase.
    """

    number: Number
    end: int
    kind: NounKind | None = None
    group: PopulationGroup = PopulationGroup.ALL
    inside: tuple[Trigger, ...] = ()
    is_share: bool = False
    is_other: bool = False
    is_guess: bool = False

    @property
    def start(self) -> int:
        """The first token, hedges included."""
        return self.number.hedge_start


def find_counts(
    tokens: Sequence[Token], numbers: Sequence[Number], triggers: Sequence[Trigger], vocabulary: Vocabulary
) -> list[Count]:
    """Return the numbers that count something countable, in order, with what they count.

    A single thing without a number is one ("a policeman").
    """
    walker = _Walker(tokens, [token.norm for token in tokens], {trigger.start: trigger for trigger in triggers}, vocabulary)
    counts = [count for number in numbers if (count := walker.count(number))]
    counts += walker.single_counts(numbers)
    return sorted(counts, key=lambda count: count.number.start)


@dataclass(frozen=True, slots=True)
class _Walker:
    """Walks the phrases of one sentence."""

    tokens: Sequence[Token]
    norms: Sequence[str]
    triggers: Mapping[int, Trigger]
    vocabulary: Vocabulary

    def norm(self, position: int) -> str:
        return self.norms[position] if position < len(self.norms) else ""

    def single_counts(self, numbers: Sequence[Number]) -> Iterator[Count]:
        taken = {position for number in numbers for position in range(number.hedge_start, number.hedge_end)}
        for position, token in enumerate(self.tokens):
            if token.norm not in self.vocabulary.words.articles or position in taken or self._is_rate(position):
                continue
            count = self.count(Number(position, position + 1, position, position + 1, _ONE))
            is_elided = token.norm in self.vocabulary.grammar.others and count and count.kind is None
            if is_elided and (count.inside or self._opens_predicate(count.end)):
                yield count
            elif count and count.kind in (NounKind.PERSON, NounKind.HOUSEHOLD, NounKind.DWELLING):
                is_size = self.norm(count.end) in self.vocabulary.grammar.of and count.kind is NounKind.HOUSEHOLD
                if not is_size:
                    yield count

    def _is_rate(self, position: int) -> bool:
        """Tell whether an article means "for each": "120 dollars a person"."""
        return position > 0 and self.norms[position - 1] in self.vocabulary.words.not_after

    def _opens_predicate(self, position: int) -> bool:
        grammar = self.vocabulary.grammar
        return position in self.triggers or self.norm(position) in grammar.be or self.norm(position) in grammar.have

    def count(self, number: Number) -> Count | None:
        """Return what a number counts, ``None`` if that is nothing countable."""
        grammar = self.vocabulary.grammar
        start = number.hedge_end
        if number.may_be_year and number.start and self.norm(number.start - 1) in grammar.prepositions:
            return None
        if self.norm(start) in grammar.of:
            return self._count_of(number, start + 1)
        return self._walk(Count(number, start), start, is_free=number.is_none)

    def _count_of(self, number: Number, start: int) -> Count | None:
        """Count behind "of": "dozens of people", "12 of them", "80 of the 120"."""
        grammar = self.vocabulary.grammar
        position = start
        while self.norm(position) in grammar.determiners and self.norm(position) not in grammar.pronouns:
            position += 1
        is_share = position > start
        if self.norm(position) in grammar.pronouns and self.norm(position) not in grammar.others:
            return self._share_of_pronoun(number, position + 1)
        if self.norm(position)[:1].isdecimal():
            return Count(number, number.hedge_end, is_share=True)
        is_plural_number = number.quantity.value is None or number.quantity.value >= 1_000
        if not is_share and not is_plural_number and self.norm(position) not in self.vocabulary.nouns:
            return None
        return self._walk(Count(number, position, is_share=is_share), position, is_free=is_share)

    def _share_of_pronoun(self, number: Number, end: int) -> Count:
        position = end
        while self.norm(position) in self.vocabulary.grammar.be:
            position += 1
        noun = self._noun(position, is_one=False, is_free=True)
        if noun and noun[1].kind is NounKind.PERSON:
            return Count(number, noun[0], None, noun[1].group, is_share=True)
        return Count(number, end, is_share=True)

    def _walk(self, count: Count, start: int, *, is_free: bool) -> Count | None:
        """Walk on from a number until a noun agrees with it or the phrase ends."""
        grammar, position, unknown = self.vocabulary.grammar, start, 0
        is_one = count.number.quantity.value == 1
        while position < min(len(self.tokens), start + _LONGEST_PHRASE):
            norm = self.norm(position)
            trigger = self.triggers.get(position)
            found = self._noun(position, is_one=is_one, is_free=is_free)
            if found and not (trigger and not (trigger.end <= found[0] and self._may_end(trigger.end, is_one=is_one))):
                return self._with_noun(count, *found)
            modifier = self._modifier(position)
            if trigger:
                if not self._is_inside(trigger):
                    break
                count = replace(count, inside=(*count.inside, trigger))
                noun = self._last_noun(trigger)
                if noun and (noun.is_plural is not is_one or is_free) and self._may_end(trigger.end, is_one=is_one):
                    return self._with_noun(count, trigger.end, noun)
                if not self._goes_on(trigger.end, is_one=is_one):
                    return self._elided(count, unknown, trigger.start)
                position = trigger.end
            elif (compound := self._compound_end(position)) > position:
                count = self._with_age(count, position, compound)
                unknown += 1
                position = compound
            elif modifier:
                if modifier[1].group is not PopulationGroup.ALL:
                    count = replace(count, group=modifier[1].group)
                unknown += modifier[1].kind is NounKind.CONTAINER
                position = modifier[0]
            elif norm in grammar.others:
                count = replace(count, is_other=True, end=position + 1 if not unknown else count.end)
                position += 1
            elif norm in grammar.light and norm not in grammar.be and norm not in grammar.have and norm.isalpha():
                position += 1
            elif self._ends_phrase(norm):
                break
            else:
                unknown += 1
                position += 1
                if unknown > _MOST_UNKNOWN_WORDS:
                    return None
        return self._elided(count, unknown, position)

    def _compound_end(self, position: int) -> int:
        """Return the end of a word with hyphens, as in "a 40-year-old man" or "12 mud-and-thatch huts"."""
        end = position
        while self.norm(end + 1) == "-" and end + 2 < len(self.tokens):
            if self.tokens[end].end != self.tokens[end + 1].start or self.tokens[end + 1].end != self.tokens[end + 2].start:
                break
            end += 2
        return end + 1 if end > position else position

    def _with_age(self, count: Count, start: int, end: int) -> Count:
        """Take "a 16-year-old" for a person, should no noun follow."""
        found = self.vocabulary.nouns.find(self.norms, start + 2) if self.norm(start).isdecimal() else None
        if not found or found[0] != end:
            return count
        return replace(count, end=end, kind=found[1][0].kind, group=found[1][0].group)

    def _ends_phrase(self, norm: str) -> bool:
        grammar = self.vocabulary.grammar
        if not norm[0].isalnum():
            return norm != "-"
        return norm[0].isdecimal() or any(
            norm in words
            for words in (
                grammar.prepositions,
                grammar.conjunctions,
                grammar.be,
                grammar.have,
                grammar.stops,
                grammar.determiners,
                grammar.of,
                self.vocabulary.words.words,
            )
        )

    def _noun(self, position: int, *, is_one: bool, is_free: bool) -> tuple[int, Noun] | None:
        """Return the noun at a position if it agrees in number and no closer noun follows."""
        if position >= len(self.tokens) or self.norm(position) not in self.vocabulary.nouns:
            return None
        found = self.vocabulary.nouns.find(self.norms, position)
        if not found:
            return None
        end = found[0]
        noun = next((noun for noun in found[1] if noun.is_plural is not is_one or is_free), None)
        if not noun:
            return None
        following = self._noun(end, is_one=is_one, is_free=is_free)
        if not following:
            return end, noun
        head = following[1]
        return following[0], replace(head, group=noun.group) if head.group is PopulationGroup.ALL else head

    def _modifier(self, position: int) -> tuple[int, Noun] | None:
        """Return a noun that only describes the next one: "12 police stations"."""
        if self.norm(position) not in self.vocabulary.nouns:
            return None
        found = self.vocabulary.nouns.find(self.norms, position)
        return (found[0], found[1][0]) if found else None

    def _with_noun(self, count: Count, end: int, noun: Noun) -> Count | None:
        if noun.kind is NounKind.CONTAINER:
            return None
        group = noun.group if noun.group is not PopulationGroup.ALL else count.group
        end, is_mixed = self._coordinated(end, noun)
        return replace(count, end=end, kind=noun.kind, group=PopulationGroup.ALL if is_mixed else group)

    def _coordinated(self, end: int, noun: Noun) -> tuple[int, bool]:
        """Pass over further nouns of the same number: "12 men, women and children"."""
        is_mixed = False
        while end < len(self.tokens):
            joint = self.vocabulary.coordination.find(self.norms, end)
            after = joint[0] if joint else end + (self.norm(end) == ",")
            following = self._noun(after, is_one=False, is_free=False) if after > end else None
            if not following or following[1].kind is not noun.kind:
                break
            end, is_mixed = following[0], is_mixed or following[1].group is not noun.group
        return end, is_mixed

    def _elided(self, count: Count, unknown: int, end: int) -> Count | None:
        """Accept a number without a noun; unknown nouns count nothing, names of peoples do."""
        if count.kind is not None:
            return count
        if not unknown:
            if count.number.may_be_year or self._is_age(count.number):
                return None
            return replace(count, end=max(count.end, count.number.hedge_end), group=self._group_behind(end))
        last = self.tokens[end - 1]
        if count.number.quantity.value == 1 or unknown > _MOST_WORDS_OF_A_GUESS:
            return None
        is_shouted = all(token.text.isupper() for token in self.tokens[:_LONGEST_PHRASE] if token.text.isalpha())
        is_name = last.text[:1].isupper() and not is_shouted and unknown == 1
        if last.norm.endswith("s") or (is_name and self._opens_predicate(end)):
            return replace(count, end=end, kind=NounKind.PERSON, is_guess=not is_name)
        return None

    def _group_behind(self, position: int) -> PopulationGroup:
        """Return who a number without a noun is said to be: "of whom 40 are children"."""
        after = position
        while self.norm(after) in self.vocabulary.grammar.be:
            after += 1
        noun = self._noun(after, is_one=False, is_free=False) if after > position and after not in self.triggers else None
        return noun[1].group if noun and noun[1].kind is NounKind.PERSON else PopulationGroup.ALL

    def _is_age(self, number: Number) -> bool:
        """Tell whether a number is the age behind a name: "Moussa Keita, 32, was ..."."""
        start = number.hedge_start
        if start < 2 or number.hedge_end - start > 1 or self.norm(number.hedge_end) not in (",", ".", ")"):
            return False
        return self.norm(start - 1) in (",", "(") and self.tokens[start - 2].text[:1].isupper() and (number.quantity.value or 0) <= _OLDEST

    def _is_inside(self, trigger: Trigger) -> bool:
        return any(form.side in _INSIDE_SIDES for form in trigger.forms)

    def _last_noun(self, trigger: Trigger) -> Noun | None:
        """Return the noun a trigger ends with, as "deaths" does or "confirmed cases"."""
        for position in range(trigger.start, trigger.end):
            found = self.vocabulary.nouns.find(self.norms, position)
            if found and found[0] == trigger.end:
                return next((noun for noun in found[1] if noun.is_plural), found[1][0])
        return None

    def _may_end(self, position: int, *, is_one: bool) -> bool:
        """Tell whether a phrase may end here; "a death sentence" is no death."""
        norm = self.norm(position)
        return not is_one or not norm or self._ends_phrase(norm) or norm in self.vocabulary.grammar.light

    def _goes_on(self, position: int, *, is_one: bool) -> bool:
        """Tell whether a noun follows a trigger soon: "12 displaced Malian families"."""
        for step in range(3):
            norm = self.norm(position + step)
            if not norm or self._ends_phrase(norm):
                return False
            if self._noun(position + step, is_one=is_one, is_free=False) or position + step in self.triggers:
                return True
        return False
