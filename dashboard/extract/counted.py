"""Find what a number counts: the noun behind it, or nothing but the number itself.

This one question decides most of the precision. Only people, households, dwellings, cases
and incidents may be counted; "14 European allies", "52 centres" and "three days" go no
further. No parser is needed: the words behind a number are walked until a noun of the
lexicon agrees with it or a word ends the phrase. This module must not look at triggers
except where they stand inside that phrase ("12 displaced families").
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from dashboard.extract.match import SINGLE_KINDS, Trigger, Vocabulary
from dashboard.extract.numbers import ONE, Number, hedged_behind, opens_ratio
from dashboard.extract.segment import Sentence, Tokens
from dashboard.model import Indicator, PopulationGroup
from dashboard.reference.lexicon import Noun, NounKind, Side

_LONGEST_PHRASE = 9
_LONGEST_ROW = 6
_MOST_UNKNOWN_WORDS = 4
_MOST_WORDS_OF_A_GUESS = 2
_OLDEST = 115
_AFTER_NAME, _AFTER_ONE, _MOST_ADJECTIVES = 2, 3, 2
_AGE_OPENS, _AGE_CLOSES = frozenset((",", "(")), frozenset((",", ".", ")"))
_APOSTROPHES, _CLOSING_QUOTES = frozenset("'’"), frozenset('"”')
_GOING_ON = 3
_PREDICATE_REACH = 6
_LARGE = 1_000
_HELD = frozenset((Indicator.ABDUCTED, Indicator.DETAINED, Indicator.MISSING))
_FREED_REACH = 4
_INSIDE_SIDES = (Side.ATTACHED, Side.BOTH)


class Count(NamedTuple):
    """A number together with what it counts; token positions.

    ``kind`` is ``None`` if the noun is left out ("400 killed", "12 of them"). ``inside``
    are the triggers within the phrase. ``is_share`` marks "12 of them" and "80 of the 120",
    ``is_guess`` a noun that is in no lexicon and may name people ("six Jesuits"),
    ``is_known`` one person who is named or known ("the driver"),
    ``is_taken_up`` one who is only taken up ("the victim", "he"), ``is_named`` a bare number right
    behind a name ("and Fiji seven"). ``end`` is the token after the phrase.
    """

    number: Number
    end: int
    kind: NounKind | None = None
    group: PopulationGroup = PopulationGroup.ALL
    inside: tuple[Trigger, ...] = ()
    is_share: bool = False
    is_other: bool = False
    is_guess: bool = False
    is_known: bool = False
    is_taken_up: bool = False
    is_named: bool = False

    @property
    def start(self) -> int:
        """The first token, hedges included."""
        return self.number.hedge_start


def find_counts(
    sentence: Sentence, numbers: Sequence[Number], triggers: Sequence[Trigger], vocabulary: Vocabulary
) -> list[Count]:
    """Return the numbers that count something countable, in order, with what they count.

    A single thing without a number is one ("a policeman").
    """
    norms = sentence.norms
    has_article = not vocabulary.words.articles.isdisjoint(norms)
    if not numbers and not has_article:
        return []
    walker = _Walker(sentence.tokens, norms, {trigger.start: trigger for trigger in triggers}, vocabulary)
    counts = [count for number in numbers if (count := walker.count(number))]
    counts += walker.single_counts(numbers) if has_article else ()
    counts.sort(key=lambda count: count.number.start)
    counts = [
        count
        for count in counts
        if not (
            walker.is_of_things(count, counts, numbers)
            or walker.is_otherwise(count)
            or walker.is_description(count, counts)
        )
    ]
    return [count for index, count in enumerate(counts) if _has_whole(count, counts[index + 1 : index + 2])]


def _has_whole(count: Count, following: Sequence[Count]) -> bool:
    """Tell whether the number behind "80 of the" counts something; "one of the 13 shelters" does not."""
    if not count.is_share or count.kind is not None or count.end > count.number.hedge_end:
        return True
    return bool(following) and following[0].start - count.end <= _GOING_ON


@dataclass(slots=True)
class _Phrase:
    """How far the walk behind a number has come.

    ``is_one`` asks for a singular noun, ``is_free`` for either. ``noun`` ends the walk;
    ``fallback`` is a noun that holds if none follows ("a 16-year-old").
    """

    number: Number
    position: int
    is_free: bool
    is_share: bool = False
    is_other: bool = False
    unknown: int = 0
    group: PopulationGroup = PopulationGroup.ALL
    inside: list[Trigger] = field(default_factory=list)
    noun: tuple[int, Noun] | None = None
    fallback: tuple[int, Noun] | None = None

    @property
    def is_one(self) -> bool:
        return self.number.quantity.value == 1

    def agrees(self, noun: Noun) -> bool:
        return self.is_free or noun.is_plural is not self.is_one


@dataclass(slots=True)
class _Walker:
    """Walks the phrases of one sentence."""

    tokens: Tokens
    norms: Sequence[str]
    triggers: Mapping[int, Trigger]
    vocabulary: Vocabulary

    def norm(self, position: int) -> str:
        return self.norms[position] if 0 <= position < len(self.norms) else ""

    # which numbers count

    def count(self, number: Number) -> Count | None:
        """Return what a number counts, ``None`` if that is nothing countable."""
        grammar = self.vocabulary.grammar
        start = number.hedge_end
        if number.may_be_year and self.norm(number.start - 1) in grammar.prepositions:
            return None
        past = start + (self.norm(start) in _CLOSING_QUOTES)  # "hundreds" of homes
        past += self.norm(past) in grammar.out and number.quantity.value != 1
        if self.norm(past) in grammar.of:
            return self._count_of(number, past + 1)
        found = self._walk(_Phrase(number, start, is_free=number.is_none))
        return None if found and self._describes(found) else found

    def _describes(self, count: Count) -> bool:
        """Tell whether a count only says who somebody is: "the mother of three children", "members of one family"."""
        start, grammar = count.number.hedge_start, self.vocabulary.grammar
        if self.norm(start - 1) not in grammar.of:
            return False
        if count.group is PopulationGroup.CHILDREN:
            return self._is_of_one(start) and self.norm(start - 2) not in grammar.masses
        is_one = count.kind is NounKind.HOUSEHOLD and count.number.quantity.value == 1
        return is_one and any(noun.kind is NounKind.PERSON and noun.is_plural for noun in self._forms(start - 2)[1])

    def single_counts(self, numbers: Sequence[Number]) -> Iterator[Count]:
        """Yield the single people, families and houses without a number: "a policeman", "another"."""
        taken = {position for number in numbers for position in range(number.hedge_start, number.hedge_end)}
        for position, norm in enumerate(self.norms):
            words = self.vocabulary.words
            if norm not in words.articles or not self._may_be_single(position):
                continue
            if position in taken or self._is_rate(position) or opens_ratio(self.tokens, position + 1, 1.0, words):
                continue
            count = self.count(Number(position, position + 1, position, position + 1, ONE))
            if count and self._is_single(count, norm):
                yield count

    def _may_be_single(self, article: int) -> bool:
        """Tell whether a noun for a single thing is near an article, or words for one more of many."""
        near = self.norms[article : article + 1 + _LONGEST_PHRASE]
        is_near = not self.vocabulary.single_starts.isdisjoint(near)
        return is_near or self.vocabulary.including.find_before(self.norms, article) is not None

    def is_otherwise(self, count: Count) -> bool:
        """Tell whether the predicate of a count makes it no figure: "300 homes lost power", "12 hostages are free"."""
        if (count.number.is_none or count.inside) and not (count.inside and self._are_held(count)):
            return False
        if count.inside and self._is_freed(count.number.hedge_start):
            return True
        for position in range(count.end, count.end + _PREDICATE_REACH):
            if trigger := self.triggers.get(position):
                return all(form.side is Side.NONE for form in trigger.forms)
            if self.norm(position) not in self.vocabulary.grammar.light:
                break
        return False

    def is_description(self, count: Count, counts: Sequence[Count]) -> bool:
        """Tell whether a single person only says who one of others was: "one of those killed was a nurse, a Malian"."""
        before = count.number.start - 1
        if self.norm(before + 1) not in self.vocabulary.words.articles:
            return False
        owner = next((other for other in reversed(counts) if other.end <= before), None)
        if owner is None:
            return False
        if self.norm(before) == "," and owner.end == before:
            return self.is_description(owner, counts)
        is_one = owner.is_share and owner.number.quantity.value == 1
        return is_one and self.norm(before) in self.vocabulary.grammar.be and before - owner.end <= _GOING_ON

    def _are_held(self, count: Count) -> bool:
        """Tell whether a count names people by their state, which may have ended: "12 hostages", "two missing boys"."""
        indicators = {form.indicator for trigger in count.inside for form in trigger.forms}
        is_noun = count.inside[-1].end == count.end or indicators == {Indicator.MISSING}
        return is_noun and indicators <= _HELD

    def _is_freed(self, start: int) -> bool:
        """Tell whether words in front of the held say that they no longer are: "freed 12", "the release of 12"."""
        nearby = (self.triggers.get(position) for position in range(start - _FREED_REACH, start))
        forms = (form for trigger in nearby if trigger and trigger.end >= start - 1 for form in trigger.forms)
        return any(form.side is Side.NONE and form.indicator is Indicator.REACHED for form in forms)

    def is_of_things(self, count: Count, counts: Sequence[Count], numbers: Sequence[Number]) -> bool:
        """Tell whether a number is a share of what is not counted: "20 wounds, including six in the back"."""
        if count.kind is not None:
            return False
        start = count.number.start
        before = bisect_left(numbers, start, key=lambda number: number.start)
        counted = bisect_left(counts, start, key=lambda other: other.number.start)
        if self.vocabulary.including.find_before(self.norms, count.start):
            whole, part = (numbers[before - 1].quantity.value if before else None), count.number.quantity.value
            if whole is not None and part is not None and part > whole:
                return False  # "6,200 people in 16 villages, including 900 in Gao"
            return before > 0 and (not counted or counts[counted - 1].number.start < numbers[before - 1].start)
        is_taken_up = count.is_share and count.end > count.number.hedge_end and not count.inside
        return is_taken_up and before > 0 and not counted  # "three storms, one of which"

    def _is_single(self, count: Count, article: str) -> bool:
        grammar = self.vocabulary.grammar
        if count.kind is None:
            is_other = count.is_other or article in grammar.others
            if self._is_verbal(self.norm(count.end)) and self.vocabulary.including.find_before(self.norms, count.start):
                return True  # "22 blessés, dont un est mort"
            return is_other and (bool(count.inside) or self._opens_predicate(count.end))
        if count.kind is NounKind.DWELLING and not self._is_home(count):
            return False
        is_group = count.kind is NounKind.HOUSEHOLD or self.norm(count.end - 1) in grammar.masses
        is_size = is_group and self.norm(count.end) in grammar.of  # "a family of five", "a staff of 85"
        return count.kind in SINGLE_KINDS and not is_size

    def _is_home(self, count: Count) -> bool:
        """Tell whether a single thing is somebody's home; "a building" or "a structure" may be anything."""
        words = self.norms[count.number.end : count.end]
        return not self.vocabulary.grammar.homes.isdisjoint(words if self.vocabulary.is_head_first else words[-1:])

    def _is_rate(self, position: int) -> bool:
        """Tell whether an article means "for each": "120 dollars a person"."""
        return self.norm(position - 1) in self.vocabulary.words.not_after

    def _count_of(self, number: Number, start: int) -> Count | None:
        """Count behind "of": "dozens of people", "12 of them", "80 of the 120"."""
        grammar = self.vocabulary.grammar
        position = start
        while self.norm(position) in grammar.determiners and self.norm(position) not in grammar.pronouns:
            position += 1
        is_share = position > start
        if self.norm(position) in grammar.pronouns and self.norm(position) not in grammar.others:
            return Count(number, position + 1, group=self._group_of(position + 1), is_share=True)
        if self.norm(position)[:1].isdecimal():
            return Count(number, number.hedge_end, is_share=True)
        is_large = number.quantity.value is None or number.quantity.value >= _LARGE
        is_followed = self.norm(position) in self.vocabulary.nouns or self.norm(position) in grammar.others
        if not is_share and not is_large and not is_followed:
            return None
        return self._walk(_Phrase(number, position, is_free=is_share, is_share=is_share))

    # the walk

    def _walk(self, phrase: _Phrase) -> Count | None:
        """Walk on from a number until a noun agrees with it or the phrase ends."""
        limit = min(len(self.norms), phrase.position + _LONGEST_PHRASE)
        while phrase.position < limit and self._step(phrase):
            pass
        if phrase.unknown > _MOST_UNKNOWN_WORDS:
            return None
        noun = phrase.noun or phrase.fallback
        if noun and phrase.inside and self._is_of_animals(phrase.number.end, noun[0]):
            return None
        if noun:
            return self._with_noun(phrase, *noun)
        return self._elided(phrase) if not phrase.unknown or self._ends_in_deed(phrase) else self._guess(phrase)

    def _is_of_animals(self, start: int, end: int) -> bool:
        """Tell whether a noun is said of animals: "2,000 livestock deaths", "2,000 deaths of cattle"."""
        of, animals = self.vocabulary.grammar.of, self.vocabulary.grammar.animals
        behind = end + 1 if self.norm(end) in of else end if self.norm(end - 1) in of else None
        return not animals.isdisjoint(self.norms[start:end]) or (behind is not None and self.norm(behind) in animals)

    def _step(self, phrase: _Phrase) -> bool:
        """Take one step and tell whether the phrase may go on."""
        trigger = self.triggers.get(phrase.position)
        end, nouns = self._forms(phrase.position)
        noun = self._noun(phrase, end, nouns) if nouns else None
        if noun and phrase.number.is_none and not (noun[1].is_plural or self._may_stop(noun[0])):
            noun = None  # "no national monuments"
        if noun and self._is_possessive(noun[0]):
            phrase.position = noun[0] + 1
            return True
        if noun and (trigger is None or (trigger.end <= noun[0] and self._may_end(phrase, trigger.end))):
            inside = (self.triggers.get(position) for position in range(phrase.position, noun[0]))
            phrase.inside += [known for known in inside if known and known.end <= noun[0]]
            phrase.noun = noun
            return False
        return self._pass_trigger(phrase, trigger) if trigger else self._pass_word(phrase, end, nouns)

    def _is_possessive(self, end: int) -> bool:
        """Tell whether a noun only says whose the things are that are counted: "120 workers' cottages"."""
        behind = end + 1
        is_open = self.norm(end) in _APOSTROPHES and self.norm(behind).isalpha() and behind not in self.triggers
        return is_open and not self._ends_phrase(self.norm(behind))

    def _pass_trigger(self, phrase: _Phrase, trigger: Trigger) -> bool:
        """Pass a trigger inside the phrase: "12 displaced families", "31 confirmed deaths"."""
        if all(form.side not in _INSIDE_SIDES for form in trigger.forms):
            return False
        phrase.noun = self._thing_at(trigger)
        if phrase.noun:
            return False
        phrase.inside.append(trigger)
        noun = self._noun_in(trigger)
        if noun and phrase.agrees(noun) and self._may_end(phrase, trigger.end):
            phrase.noun = trigger.end, noun
            return False
        if not self._goes_on(phrase, trigger.end):
            return False
        phrase.position = trigger.end
        return True

    def _pass_word(self, phrase: _Phrase, noun_end: int, nouns: Sequence[Noun]) -> bool:
        """Pass a word that describes the noun to come, or a noun that does: "12 police stations"."""
        grammar, norm, position = self.vocabulary.grammar, self.norm(phrase.position), phrase.position
        phrase.position += 1
        if self.norm(position + 1) == "-" and (end := self._compound_end(position)) > position:
            phrase.fallback = self._age(position, end)
            phrase.position = end
            phrase.unknown += 1
        elif nouns:
            phrase.position = noun_end
            phrase.group = nouns[0].group if nouns[0].group is not PopulationGroup.ALL else phrase.group
            phrase.unknown += nouns[0].kind is NounKind.CONTAINER
        elif norm in grammar.others:
            phrase.is_other = True
        elif phrase.unknown and self._joins_adjectives(position):
            pass
        elif self._ends_phrase(norm) and not self._is_acronym(position):
            phrase.position = position
            return False
        else:
            phrase.unknown += norm not in grammar.light
        return phrase.unknown <= _MOST_UNKNOWN_WORDS

    def _joins_adjectives(self, position: int) -> bool:
        """Tell whether "and" joins two names of peoples before their noun: "90 Somali and Ethiopian migrants"."""
        if self.norm(position) not in self.vocabulary.coordination or position + 2 >= len(self.norms):
            return False
        are_names = all(self.tokens.texts[at][0].isupper() for at in (position - 1, position + 1))
        return are_names and not self.is_shouted and bool(self._forms(position + 2)[1])

    def _is_verbal(self, norm: str) -> bool:
        return norm in self.vocabulary.grammar.be or norm in self.vocabulary.grammar.have

    def _compound_end(self, start: int) -> int:
        """Return the end of a word with hyphens: "a 40-year-old man", "12 mud-and-thatch huts"."""
        end = start
        touches = self.tokens.touches
        while self.norm(end + 1) == "-" and end + 2 < len(self.tokens) and touches(end) and touches(end + 1):
            end += 2
        return end + 1 if end > start else start

    def _is_acronym(self, position: int) -> bool:
        """Tell whether a word in capitals only looks like a small one: "26 US states"."""
        text = self.tokens.texts[position]
        return len(text) > 1 and text.isupper() and not self.is_shouted

    def _ends_phrase(self, norm: str) -> bool:
        if not norm[0].isalpha():
            return norm != "-"
        return norm in self.vocabulary.phrase_ends

    def _may_end(self, phrase: _Phrase, position: int) -> bool:
        """Tell whether a phrase may end here; "a death sentence" is no death."""
        return not phrase.is_one or self._may_stop(position)

    def _may_stop(self, position: int) -> bool:
        norm = self.norm(position)
        return not norm or self._ends_phrase(norm) or norm in self.vocabulary.grammar.light

    def _goes_on(self, phrase: _Phrase, start: int) -> bool:
        """Tell whether a noun follows a trigger soon: "12 displaced Malian families"."""
        for position in range(start, start + _GOING_ON):
            norm = self.norm(position)
            if not norm or self._ends_phrase(norm):
                return False
            if self._noun(phrase, *self._forms(position)) or position in self.triggers:
                return True
        return False

    # nouns

    def _noun(self, phrase: _Phrase, end: int, nouns: Sequence[Noun]) -> tuple[int, Noun] | None:
        """Return the noun counted in a run that agrees with the number, and its end: "12 women protesters"."""
        head: tuple[int, Noun] | None = None
        for _ in range(_LONGEST_ROW):
            noun = next(filter(phrase.agrees, nouns), None)
            if noun is None:
                break
            head = end, self._joined(head[1], noun) if head else noun
            end, nouns = self._forms(end)
        return head

    def _joined(self, first: Noun, second: Noun) -> Noun:
        """Return what two nouns side by side count: one is the head, both may tell the group."""
        head, other = (first, second) if self.vocabulary.is_head_first else (second, first)
        return replace(head, group=other.group) if head.group is PopulationGroup.ALL else head

    def _forms(self, position: int) -> tuple[int, tuple[Noun, ...]]:
        found = self.vocabulary.nouns.find(self.norms, position) if position < len(self.norms) else None
        return found or (position, ())

    def _thing_at(self, trigger: Trigger) -> tuple[int, Noun] | None:
        """Return the noun of a thing that goes on behind a trigger: "reported cases of abuse" are no cases."""
        end, nouns = self._forms(trigger.end - 1)
        return (end, nouns[0]) if end > trigger.end and nouns and nouns[0].kind is NounKind.CONTAINER else None

    def _noun_in(self, trigger: Trigger) -> Noun | None:
        """Return the noun a trigger ends with ("confirmed cases"), else begins with ("casos confirmados")."""
        forms = [self._forms(position) for position in range(trigger.start, trigger.end)]
        last = next((nouns for end, nouns in forms if nouns and end == trigger.end), forms[0][1])
        return next((noun for noun in last if noun.is_plural), last[0]) if last else None

    def _age(self, start: int, end: int) -> tuple[int, Noun] | None:
        """Take "a 16-year-old" for a person."""
        stop, nouns = self._forms(start + 2) if self.norm(start).isdecimal() else (0, ())
        return (end, nouns[0]) if nouns and stop == end else None

    # how the walk ends

    def _with_noun(self, phrase: _Phrase, end: int, noun: Noun) -> Count | None:
        if noun.kind is NounKind.CONTAINER:
            return None
        end, is_mixed = self._coordinated(self._past_age(end), noun)
        group = noun.group if noun.group is not PopulationGroup.ALL else phrase.group
        return self._close(phrase, end, noun.kind, PopulationGroup.ALL if is_mixed else group)

    def _past_age(self, end: int) -> int:
        """Return the end of an age behind a noun: "un hombre de 34 años"."""
        is_number = self.norm(end) in self.vocabulary.grammar.of and self.norm(end + 1).isdecimal()
        unit = self.vocabulary.not_after.find(self.norms, end + 2) if is_number and end + 2 < len(self.norms) else None
        return unit[0] if unit else end

    def _coordinated(self, end: int, noun: Noun) -> tuple[int, bool]:
        """Pass over further nouns of the same number: "12 men, women and children"."""
        is_mixed = False
        for _ in range(_LONGEST_ROW):
            joint = self.vocabulary.coordination.find(self.norms, end) if end < len(self.norms) else None
            after = joint[0] if joint else end + (self.norm(end) == ",")
            if after == end:
                break
            stop, nouns = self._forms(after)
            following = next((other for other in nouns if other.is_plural and other.kind is noun.kind), None)
            if following is None:
                break
            end, is_mixed = stop, is_mixed or following.group is not noun.group
        return end, is_mixed

    def _elided(self, phrase: _Phrase) -> Count | None:
        """Accept a number whose noun is left out: "400 killed", "of whom 40 are children"."""
        number = phrase.number
        is_one_of_many = phrase.is_share and phrase.is_one and phrase.inside  # "he is one of the dead"
        if number.may_be_year or self._is_age(number) or is_one_of_many or self._joins(number) or self._names(number):
            return None
        is_passed = phrase.is_share or (phrase.is_other and not phrase.inside)
        end = phrase.position if is_passed else number.hedge_end
        count = self._close(phrase, end, None, self._group_of(phrase.position))
        return count._replace(is_named=True) if self._is_behind_name(number) else count

    def _is_behind_name(self, number: Number) -> bool:
        """Tell whether a number closes a clause right behind a name: "Tonga counted 12 deaths and Fiji seven"."""
        before, following = number.hedge_start - 1, self.norm(number.hedge_end)
        if before < 1 or (following[:1].isalnum() and following not in self.vocabulary.coordination):
            return False
        return self.tokens.texts[before][0].isupper() and not self.is_shouted

    def _names(self, number: Number) -> bool:
        """Tell whether a number is part of a name: "Barangay 3", "Camp 12", "BOB 03"."""
        start = number.start - 1
        texts = self.tokens.texts
        if start < 1 or not texts[start][0].isupper():
            return False
        if texts[start].isupper() and not self.is_shouted and texts[number.start].isdecimal():
            return not self._opens_predicate(number.hedge_end)
        nouns = self._forms(start)[1] if texts[start].istitle() else ()
        return any(noun.kind is NounKind.CONTAINER and not noun.is_plural for noun in nouns)

    @property
    def is_shouted(self) -> bool:
        """Whether the sentence is in capitals, so that they tell nothing."""
        return all(text.isupper() for text in self.tokens.texts[:_LONGEST_PHRASE] if text.isalpha())

    def _joins(self, number: Number) -> bool:
        """Tell whether "both" joins what follows and counts nobody: "both the mayor and his guard"."""
        if self.norm(number.start) not in self.vocabulary.words.pairs:
            return False
        position = number.hedge_end
        while self.norm(position) in self.vocabulary.grammar.light and not self._opens_predicate(position):
            position += 1
        return self.norm(position)[:1].isalpha() and not self._opens_predicate(position)

    def _ends_in_deed(self, phrase: _Phrase) -> bool:
        """Tell whether words only describe a deed that is counted: "seven extrajudicial killings"."""
        deed = phrase.inside[-1] if phrase.inside else None
        is_last = deed is not None and deed.start == phrase.position and not (phrase.is_one or phrase.number.is_none)
        is_counted = deed is not None and all(form.side is Side.ATTACHED for form in deed.forms)
        return is_last and is_counted and not self.norms[phrase.position - 1].endswith("s")

    def _guess(self, phrase: _Phrase) -> Count | None:
        """Take an unknown plural noun for people, as it may be: "six Jesuits", "three Chinese"."""
        last = phrase.position - 1
        if phrase.is_one or phrase.unknown > _MOST_WORDS_OF_A_GUESS or self._joins(phrase.number):
            return None
        is_plain = phrase.unknown == 1 or self.tokens.texts[last - 1].islower()  # "six Jesuits", "six young Malians"
        is_name = self.tokens.texts[last][:1].isupper() and not self.is_shouted and is_plain
        if is_name and self.tokens.texts[last + 1 : last + 2] and self.tokens.texts[last + 1][0].isupper():
            return None  # "in 12 Vander Drive"
        if not self.norms[last].endswith("s") and not (is_name and self._opens_predicate(phrase.position)):
            return None
        count = self._close(phrase, phrase.position, NounKind.PERSON, PopulationGroup.ALL)
        return count._replace(is_guess=not is_name)

    def _close(self, phrase: _Phrase, end: int, kind: NounKind | None, group: PopulationGroup) -> Count:
        number = hedged_behind(self.norms, phrase.number, end, self.vocabulary)
        return Count(number, end, kind, group, tuple(phrase.inside), is_share=phrase.is_share, is_other=phrase.is_other)

    def _group_of(self, start: int) -> PopulationGroup:
        """Return who a number without a noun is said to be: "12 of them children", "40 are women"."""
        position = start
        while self.norm(position) in self.vocabulary.grammar.be:
            position += 1
        end, nouns = self._forms(position)
        if position in self.triggers or not nouns or nouns[0].kind is not NounKind.PERSON:
            return PopulationGroup.ALL
        return PopulationGroup.ALL if self._coordinated(end, nouns[0])[1] else nouns[0].group

    def _opens_predicate(self, position: int) -> bool:
        return position in self.triggers or self._is_verbal(self.norm(position))

    def _is_of_one(self, start: int) -> bool:
        """Tell whether "of" and one person stand before a position: "a woman of 28", "a young mother of two"."""
        if self.norm(start - 1) not in self.vocabulary.grammar.of or start < _AFTER_ONE:
            return False
        _, nouns = self._forms(start - 2)
        is_person = any(noun.kind is NounKind.PERSON and not noun.is_plural for noun in nouns)
        before = self.norms[max(0, start - _AFTER_ONE - _MOST_ADJECTIVES) : start - 2]
        return is_person and not (self.vocabulary.words.articles | self.vocabulary.grammar.known).isdisjoint(before)

    def _is_age(self, number: Number) -> bool:
        """Tell whether a number is an age: "Moussa Keita, 32, was ...", "children under five", "a woman of 28"."""
        start = number.hedge_start
        if self._is_of_one(start):
            return (number.quantity.value or 0) <= _OLDEST
        if start < number.start and self.norm(start - 1) in self.vocabulary.nouns:
            return (number.quantity.value or _OLDEST) < _OLDEST
        if start < _AFTER_NAME or number.hedge_end - start > 1 or (number.quantity.value or 0) > _OLDEST:
            return False
        is_between = self.norm(start - 1) in _AGE_OPENS and self.norm(number.hedge_end) in _AGE_CLOSES
        nouns = self._forms(start - 2)[1]
        is_person = any(noun.kind is NounKind.PERSON and not noun.is_plural for noun in nouns)  # "the suspect, 27,"
        return is_between and (is_person or self.tokens.texts[start - 2][:1].isupper())
