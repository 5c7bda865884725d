"""Find single people whom no number counts: "Judge Diallo was murdered", "the driver died".

A number needs a noun; a person who is named, or known by an office or a part in the event,
needs neither number nor article, and is one all the same. Such a person is looked for only
right at a word for a casualty, on the side where the people of that word stand, so that
the many other names of an article cost nothing. ``Told`` keeps in mind who was counted:
a text tells of the same victim again and again, and one person is one figure. This module
must not read any number.
"""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from dashboard.extract.counted import Count
from dashboard.extract.link import Link
from dashboard.extract.match import VICTIM_INDICATORS, Trigger, Vocabulary
from dashboard.extract.numbers import ONE, Number
from dashboard.extract.segment import Sentence
from dashboard.model import Certainty, Figure, Indicator, PopulationGroup
from dashboard.reference.lexicon import Noun, NounKind, Side

_LONGEST_PERSON = 12
_LONGEST_ASIDE = 30
_LONGEST_TAIL = 9
_LONGEST_ROW = 8
_LEADING_WORDS = 5
_FULL_NAME = 2
_MARKS = '.,;:!?()[]"“”'
_ATTEMPT_REACH = 3
_FEWEST_OF_A_ROW = 2
_AGE_TOKENS = 2
_SHOUTED_TOKENS = 9
_CLAUSE_MARKS = frozenset(";:")
_NONE, _SUBJECT, _MISSING = Side.NONE, Side.SUBJECT, Indicator.MISSING
_AGAINST_OBJECTS, _BY_BE = frozenset((Side.OBJECT, Side.BOTH)), frozenset((Side.BOTH, Side.ATTACHED))
_OPENING, _CLOSING = frozenset((",", "(", "–", "—")), frozenset((",", ")", "–", "—"))


def with_victims(
    sentence: Sentence,
    counts: list[Count],
    triggers: Sequence[Trigger],
    dates: frozenset[int],
    vocabulary: Vocabulary,
) -> list[Count]:
    """Return the counts of a sentence and, in order with them, the single people at its words for casualties.

    ``counts`` are those of numbers and articles, ``dates`` the tokens of dates; nobody is
    looked for among them.
    """
    wanted = [trigger for trigger in triggers if any(form.indicator in VICTIM_INDICATORS for form in trigger.forms)]
    if not wanted:
        return counts
    finder = _Finder(sentence, counts, triggers, dates, vocabulary)
    found = {person.start: person for trigger in wanted for person in finder.people_at(trigger)}
    if not found:
        return counts
    described = {person.described.start for person in found.values() if person.described}
    ages = {person.end + 1 for person in found.values() if finder.norms[person.end : person.end + 1] == [","]}
    others = (count for count in counts if count.start not in described and not _is_age(count, ages))
    return sorted([*others, *map(_count, found.values())], key=lambda count: count.number.start)


class Told:
    """The victims a text has told of so far.

    "A man was shot. He was pronounced dead in hospital" tells of one death and of nobody who
    was injured.
    """

    def __init__(self, text: str, vocabulary: Vocabulary) -> None:
        self._text = text
        self._vocabulary = vocabulary
        self._names: list[tuple[Indicator, frozenset[str], str]] = []
        self._nouns: set[tuple[Indicator, str]] = set()
        self._singles: dict[Indicator, str] = {}
        self._indicators: set[Indicator] = set()
        self._died: set[str] = set()
        self._open: dict[str, float] = {}
        self._most_killed = 0.0

    @property
    def outdated(self) -> set[str]:
        """The ids of figures of people who were injured and have died, as far as the text tells.

        "Was shot" leaves open who lived; where the text tells of as many deaths, it is taken
        for the same people.
        """
        return self._died | {figure for figure, size in self._open.items() if size <= self._most_killed}

    @cached_property
    def _last_names(self) -> frozenset[str]:
        """The words behind a capitalised one: by its last name somebody is called after the full one."""
        words = self._text.split()
        pairs = pairwise(words)
        return frozenset(
            last.strip(_MARKS).casefold() for first, last in pairs if first[0].isupper() and last[0].isupper()
        )

    def new_figures(
        self, norms: Sequence[str], figures: Mapping[int, Figure], links: Mapping[int, Link]
    ) -> dict[int, Figure]:
        """Return the figures without those of a single victim the text has told of before."""
        new = {index: figure for index, figure in figures.items() if not self._is_told(norms, links[index])}
        for index, figure in new.items():
            if figure.certainty is Certainty.REPORTED and figure.indicator in VICTIM_INDICATORS:
                self._replace(norms, links[index])
                self._keep(norms, figure, links[index])
        return new

    def _is_told(self, norms: Sequence[str], link: Link) -> bool:
        if link.count.is_taken_up or self._is_pair(norms, link):
            return not self._may_be_new(norms, link)
        if not link.count.is_known:
            return False
        words = norms[link.count.start : link.count.number.end]
        if names := frozenset(self._names_of(words)):
            is_introduced = len(words) > 1 or words[0] in self._last_names
            return not is_introduced or self._named(link.indicator, names) is not None
        return self._is_same(norms, link) or any((link.indicator, word) in self._nouns for word in words)

    def _is_pair(self, norms: Sequence[str], link: Link) -> bool:
        """Tell whether two are taken up who may have died: "both had gunshot wounds"."""
        is_pair = link.count.kind is None and norms[link.count.number.start] in self._vocabulary.words.pairs
        return is_pair and link.indicator is Indicator.INJURED

    def _may_be_new(self, norms: Sequence[str], link: Link) -> bool:
        """Tell whether "the victim" or "he" is somebody nobody has told of: no such victim was told of before."""
        if (
            norms[link.count.start] in self._vocabulary.grammar.person_pronouns
        ):  # of somebody who was injured, then died
            is_killed = link.indicator is Indicator.KILLED
            return is_killed and link.indicator not in self._indicators and Indicator.INJURED in self._singles
        return self._indicators.isdisjoint((Indicator.KILLED, link.indicator))

    def _is_same(self, norms: Sequence[str], link: Link) -> bool:
        """Tell whether "the judge" may be a victim of before; "his driver" and "the driver of the bus" are others."""
        grammar, behind = self._vocabulary.grammar, norms[link.count.number.end :][:1]
        is_other = norms[link.count.start] not in grammar.definite or not grammar.of.isdisjoint(behind)
        return link.indicator in self._singles and not is_other

    def _named(self, indicator: Indicator, names: frozenset[str]) -> str | None:
        """Return the figure of a victim with these names, or with more or less of them."""
        told = (known for known in self._names if known[0] is indicator)
        return next((figure for _, other, figure in told if names <= other or other <= names), None)

    def _replace(self, norms: Sequence[str], link: Link) -> None:
        """Note the figure of somebody who was injured and has died."""
        if link.indicator is not Indicator.KILLED:
            return
        injured = None
        if link.count.is_taken_up:
            injured = self._singles.get(Indicator.INJURED)
        elif link.count.is_known and (
            names := frozenset(self._names_of(norms[link.count.start : link.count.number.end]))
        ):
            injured = self._named(Indicator.INJURED, names)
        self._died |= {injured} if injured else set()

    def _keep(self, norms: Sequence[str], figure: Figure, link: Link) -> None:
        size = figure.quantity.value or figure.quantity.low or 0.0
        self._indicators |= {figure.indicator} if size else set()
        if figure.indicator is Indicator.KILLED:
            self._most_killed = max(self._most_killed, size)
        elif not self._vocabulary.grammar.open_outcomes.isdisjoint(norms[link.trigger.start : link.trigger.end]):
            self._open[figure.figure_id] = size
        if figure.quantity.value != 1:
            return
        self._singles[figure.indicator] = figure.figure_id
        self._nouns |= {(figure.indicator, norm) for norm in norms if norm in self._vocabulary.nouns}
        names = frozenset(self._names_of(norms[link.count.start : link.count.number.end]))
        if link.count.is_known and names:
            self._names.append((figure.indicator, names, figure.figure_id))

    def _names_of(self, words: Sequence[str]) -> Iterator[str]:
        """Yield the names among the words of a person, behind the last noun or title."""
        grammar = self._vocabulary.grammar
        for word in words:
            is_noun = word in self._vocabulary.nouns or word in grammar.titles
            if word.isalpha() and not is_noun and word not in grammar.particles and word not in grammar.known:
                yield word


@dataclass(slots=True)
class _Person:
    """One person as printed: token positions, the end excluded.

    ``age_end`` is behind the age, if one follows ("Awa Bah, 30"). ``group`` is that of the
    last noun; ``described`` counts the same person once more: "Mr Diallo, a trader".
    """

    start: int
    end: int
    age_end: int = 0
    group: PopulationGroup = PopulationGroup.ALL
    described: Count | None = None
    names: int = 0
    is_titled: bool = False
    is_known: bool = False
    is_owned: bool = False
    is_taken_up: bool = False
    heads: list[str] = field(default_factory=list)


def _is_age(count: Count, starts: Set[int]) -> bool:
    """Tell whether a number behind a person counts nobody: "killing Awa Bah, 30 after a quarrel"."""
    return count.number.start in starts and count.kind is None and not count.is_other


def _count(person: _Person) -> Count:
    number = Number(person.start, person.end, person.start, person.end, ONE)
    group = person.described.group if person.described else person.group
    is_known = not person.is_taken_up
    return Count(number, person.age_end, NounKind.PERSON, group, is_known=is_known, is_taken_up=not is_known)


class _Finder:
    """Reads the people of one sentence."""

    def __init__(
        self,
        sentence: Sentence,
        counts: Sequence[Count],
        triggers: Sequence[Trigger],
        dates: frozenset[int],
        vocabulary: Vocabulary,
    ) -> None:
        self.texts = sentence.tokens.texts
        self.norms = sentence.norms
        self.vocabulary = vocabulary
        self.grammar = vocabulary.grammar
        self.triggers = {trigger.start for trigger in triggers if any(form.side is not _NONE for form in trigger.forms)}
        self.singles = {count.start: count for count in counts if count.number.quantity.value == 1}
        self.ends = {count.start: count.end for count in counts}
        self.stops = set(self.ends.values())
        self.taken = dates | {at for count in counts for at in range(count.start, count.end)}
        self.is_shouted = all(text.isupper() for text in self.texts[:_SHOUTED_TOKENS] if text.isalpha())

    def people_at(self, trigger: Trigger) -> Iterator[_Person]:
        """Yield the people on the sides where those of a trigger stand; ships and towns go missing, too."""
        may_be_thing = all(form.indicator is _MISSING for form in trigger.forms)
        people = self._people_beside(trigger)
        yield from (person for person in people if person.heads or person.is_titled or not may_be_thing)

    def _people_beside(self, trigger: Trigger) -> Iterator[_Person]:
        sides = {form.side for form in trigger.forms if form.indicator in VICTIM_INDICATORS and not form.closing}
        start = self._predicate_start(trigger)
        verbs = self.norms[start : trigger.end]
        is_passive = not self.grammar.be.isdisjoint(verbs)
        if _SUBJECT in sides or (is_passive and not sides.isdisjoint(_BY_BE)):
            yield from self._subjects(start, is_plural=not self.grammar.plural_verbs.isdisjoint(verbs))
        last = self.norms[trigger.end - 1]
        is_noun = last in self.grammar.of or last in self.grammar.prepositions  # "the murder of", "a search for"
        if not is_passive and not sides.isdisjoint(_AGAINST_OBJECTS) and self._may_take_object(start, is_noun=is_noun):
            people = self._objects(trigger.end, is_noun=is_noun)
            is_told = not is_noun and not self._is_background(start)
            yield from (person for person in people if is_told or self._is_named(person))

    # where they stand

    def _predicate_start(self, trigger: Trigger) -> int:
        """Return where the verbs before a trigger begin: "has also been killed"."""
        start = trigger.start
        while start and trigger.start - start < _LEADING_WORDS and self._is_verbal(self.norms[start - 1]):
            start -= 1
        return start

    def _is_verbal(self, norm: str) -> bool:
        grammar = self.grammar
        return norm in grammar.be or norm in grammar.have or (norm in grammar.light and norm not in grammar.relatives)

    def _may_take_object(self, start: int, *, is_noun: bool) -> bool:
        """Tell whether something is done to what follows: not "tried to kill", not "the murdered man's house"."""
        before = self.norms[max(0, start - _ATTEMPT_REACH) : start]
        if not before or not self.grammar.attempts.isdisjoint(before):
            return not before
        return is_noun or not (self._is_article(before[-1]) or before[-1].endswith("'s"))

    def _is_article(self, norm: str) -> bool:
        return norm in self.vocabulary.words.articles or norm in self.grammar.known

    def _subjects(self, predicate: int, *, is_plural: bool) -> list[_Person]:
        """Return who stands before a predicate, a row of people from the back."""
        last = self._subject(predicate)
        people = [last] if last else []
        is_joined = is_row = False
        while people and len(people) < _LONGEST_ROW:
            end = people[-1].start
            is_joined |= self.norms[end - 1 : end] != [","]
            end -= end > 0 and self.norms[end - 1] in self.vocabulary.coordination
            end -= end > 0 and self.norms[end - 1] == ","
            before = self._ending_at(end) if is_joined and end < people[-1].start else None
            if before is None:
                is_row = is_joined and end < people[-1].start and end in self.stops
                break
            people.append(before)
        is_governed = len(people) > 1 and self._is_governed(people[-1])
        if (is_plural and len(people) < _FEWEST_OF_A_ROW and not is_row) or is_governed:
            return []
        is_background = bool(people) and self._is_background(people[-1].start)
        return [person for person in people if not is_background or self._is_named(person) or not person.heads]

    def _is_background(self, start: int) -> bool:
        """Tell whether a clause only says which place or time is meant: "the village where the mayor died"."""
        return start > 0 and self.norms[start - 1] in self.grammar.settings

    def _subject(self, predicate: int) -> _Person | None:
        """Return the last person before a predicate, past "who" and past what stands between commas."""
        end = predicate
        is_relative = end > 0 and self.norms[end - 1] in self.grammar.relatives
        end -= is_relative
        if not end:
            return None
        if self.norms[end - 1] not in _CLOSING:
            person = self._before(end)
            is_asserted = not is_relative or (person and self._is_named(person))  # not "the driver who was killed"
            return person if is_asserted else None
        if is_relative and (person := self._ending_at(end - 1) or self._before(end - 1)):
            return person
        for position in range(end - 2, max(0, end - _LONGEST_ASIDE), -1):
            if self.norms[position] in _CLAUSE_MARKS:
                return None
            if self.norms[position] in _OPENING and (person := self._before(position)):
                person.described = self.singles.get(position + 1)
                return person
        return None

    def _before(self, end: int) -> _Person | None:
        """Return the person before a token, past words that belong to it: "the driver of the vehicle"."""
        if end and self.norms[end - 1] in self.grammar.person_pronouns:
            return _Person(end - 1, end, end, is_taken_up=True)
        person = self._ending_at(end) or self._alone(end)
        if person and not self._is_governed(person):
            return person
        for position in range(end - 1, max(0, end - _LONGEST_TAIL), -1):
            norm = self.norms[position]
            if norm in self.grammar.of or norm in self.grammar.prepositions:
                person = self._ending_at(position)
                if person and not self._is_governed(person):
                    return person
            elif not norm[0].isalnum() or position in self.triggers or self._is_verbal(norm):
                return None
        return None

    def _alone(self, end: int) -> _Person | None:
        """Return somebody with one name at the start of a clause: "Bah died", "he said Bah died"."""
        before = self.texts[end - 2] if end > 1 else "said"
        is_start = before.islower() and before not in self.vocabulary.coordination and not self.is_shouted
        person = self._person(end - 1, is_certain=True) if is_start and self._may_end(end) else None
        return person if person and person.end == end else None

    def _is_governed(self, person: _Person) -> bool:
        """Tell whether a preposition stands before a person: "the son of Mr Bah"; "after" may open a clause."""
        before = self.norms[person.start - 1] if person.start else ""
        is_small = before in self.grammar.of or before in self.grammar.prepositions
        return is_small and before not in self.grammar.clause_openers

    def _ending_at(self, end: int) -> _Person | None:
        """Return the longest person that ends right before a token."""
        if not self._may_end(end):
            return None
        for start in range(max(0, end - _LONGEST_PERSON), end):
            person = self._person(start) if self._may_begin(start) else None
            if person and end in (person.end, person.age_end):
                return person
        return None

    def _may_end(self, end: int) -> bool:
        """Tell whether a person may end before a token: with a noun, a title, a name or an age."""
        last = self.norms[end - 1] if end else "."
        if not last[0].isalnum() or last in self.vocabulary.phrase_ends:
            return False
        is_head = last in self.vocabulary.person_ends or last in self.grammar.titles
        return is_head or last.isdecimal() or self.texts[end - 1][0].isupper()

    def _may_begin(self, start: int) -> bool:
        """Tell whether a person may begin at a token: not in the middle of a name, nor behind an article."""
        before = start - 1
        if before < 0 or self._is_owner(self.norms[start]):
            return True
        norm = self.norms[before]
        if self._is_article(norm) or norm in self.grammar.be or norm == "-":
            return False
        is_word = not norm[0].isalpha() or norm in self.vocabulary.phrase_ends or before in self.triggers
        return is_word or before in self.taken or not self._is_name(before)

    def _objects(self, start: int, *, is_noun: bool) -> Iterator[_Person]:
        person = self._person(start, is_certain=is_noun)
        first = start + (self.norms[start : start + 1] != [] and self.norms[start] in self.grammar.object_marks)
        if person is None and (counted := self.ends.get(first)):
            person = self._joined(counted, is_behind_name=False)
        while person and not (not person.heads and not person.is_titled and self.norms[person.end - 1].endswith("s")):
            person.described = self._description(person.age_end)
            yield person
            is_bare = not person.heads and not person.is_titled
            end = person.described.end if person.described else person.age_end
            person = self._joined(end, is_behind_name=is_bare)

    def _joined(self, end: int, *, is_behind_name: bool) -> _Person | None:
        """Return the person behind "and"; in capitals "AND CAUSED EXTENSIVE DAMAGE" looks like a name, too."""
        position = end + (self.norms[end : end + 1] == [","])
        joint = self.vocabulary.coordination.find(self.norms, position) if position < len(self.norms) else None
        person = self._person(joint[0]) if joint else None
        is_shown = not self.is_shouted or is_behind_name or (person and (person.heads or person.is_titled))
        return person if is_shown else None

    def _description(self, end: int) -> Count | None:
        """Return the count that only describes a person: "killed Mr Diallo, a trader, on Monday"."""
        count = self.singles.get(end + 1) if self.norms[end : end + 1] == [","] else None
        is_last = count is None or self.norms[count.end : count.end + 1] in ([], [","], ["."])
        return count if is_last else None

    # who they are

    def _person(self, start: int, *, is_certain: bool = False) -> _Person | None:
        """Read a person from a token on; ``is_certain`` lets one name be enough: "the murder of Diallo"."""
        if start >= len(self.norms) or not self._may_open(start):
            return None
        person = _Person(start, start)
        position = start
        while position < len(self.norms) and self._opens(person, position):
            position += 1
        limit = min(len(self.norms), start + _LONGEST_PERSON)
        while position < limit and position not in self.taken and position not in self.triggers:
            following = self._step(person, position)
            if following is None:
                break
            position = following
        person.age_end = position + _AGE_TOKENS if self._is_age(position) else position
        return person if person.start < person.end == position and self._is_one(person, is_certain) else None

    def _is_age(self, position: int) -> bool:
        """Tell whether an age stands behind a person: "Awa Bah, 30, and her son"."""
        behind = self.norms[position : position + _AGE_TOKENS + 1]
        return len(behind) > _AGE_TOKENS and behind[0] == "," and behind[1].isdecimal() and not behind[2][0].isalnum()

    def _may_open(self, start: int) -> bool:
        """Tell whether a person may open with a token: a name, a noun, a title, or a word that says whose or which."""
        norm, grammar = self.norms[start], self.grammar
        is_capital = self.texts[start][0].isupper()
        is_small = norm in self.vocabulary.nouns or norm in grammar.titles or norm in grammar.object_marks
        return is_capital or is_small or self._is_owner(norm)

    def _opens(self, person: _Person, position: int) -> bool:
        """Take "the", "his" or "Bah's" into a person, and tell whether there is one."""
        norm = self.norms[position]
        if norm in self.grammar.object_marks and self.texts[position].casefold() == norm:
            person.start = position + 1
            return True
        is_owner = self._is_owner(norm)
        person.is_known |= is_owner
        person.is_owned |= is_owner and norm not in self.grammar.definite
        return is_owner

    def _is_owner(self, norm: str) -> bool:
        """Tell whether a word says whose or which one somebody is: "his wife", "Bah's son", "the driver"."""
        return norm in self.grammar.known or norm.endswith("'s")

    def _is_one(self, person: _Person, is_certain: bool) -> bool:
        """Tell whether somebody is meant: by name, or by a part in the event; "the man" is not told of first."""
        if not person.is_known:
            return self._is_named(person) or (is_certain and person.names > 0)
        if not person.heads or person.heads[-1] in self.grammar.masses:
            return False
        is_part = person.is_owned or person.heads[-1] not in self.grammar.unnamed
        person.is_taken_up = not is_part and not self._is_named(person)
        return is_part or person.is_taken_up or not self.is_shouted

    def _is_named(self, person: _Person) -> bool:
        """Tell whether there is a full name, or a name with a noun or a title."""
        return person.names >= (1 if person.heads or person.is_titled else _FULL_NAME)

    def _step(self, person: _Person, position: int) -> int | None:
        """Take one word into a person and return the next position, ``None`` where the person ends."""
        norm = self.norms[position]
        found = self.vocabulary.nouns.find(self.norms, position)
        if found and not self._ends_name(person, *found):
            return self._pass_noun(person, *found)
        if norm in self.grammar.titles:
            person.is_titled, person.end = True, position + 1
            return position + 1 + (self.norms[position + 1 : position + 2] == ["."])
        if norm in self.vocabulary.phrase_ends or not norm[0].isalpha():
            return None
        if self._is_name(position):
            person.names += 1
            person.end = position + 1
            return position + 1
        if norm in self.grammar.particles and person.names:
            return position + 1
        return position + 1 if person.is_known and not person.heads else None

    def _is_name(self, position: int) -> bool:
        is_word = self.is_shouted and self.norms[position] in self.vocabulary.light_words
        return self.texts[position][0].isupper() and not is_word

    def _ends_name(self, person: _Person, end: int, nouns: Sequence[Noun]) -> bool:
        """Tell whether a noun is the last of some names: "Ali Baker"."""
        is_name = bool(person.names) and not person.is_known and not self.is_shouted and self._is_name(end - 1)
        return is_name and any(noun.kind is NounKind.PERSON and not noun.is_plural for noun in nouns)

    def _pass_noun(self, person: _Person, end: int, nouns: Sequence[Noun]) -> int | None:
        one = next((noun for noun in nouns if noun.kind is NounKind.PERSON and not noun.is_plural), None)
        if one:
            person.end, person.group, person.names = end, one.group, 0
            person.heads.append(one.form)
        return end
