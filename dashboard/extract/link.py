"""Link each count of a sentence to the trigger that makes it a figure.

For every count and every trigger near it, the side on which the trigger wants its people
gives a base score, and each named feature of the words between them takes something off
or adds something. The best link above the threshold wins. Its features and its margin over
the next reading are kept: they tell how sure it is, and why. This module must not read any
number or word itself.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from dashboard.extract.counted import Count
from dashboard.extract.eligible import UPROOTED, Eligibility, tells
from dashboard.extract.match import Trigger, Vocabulary, load_vocabulary
from dashboard.extract.relate import Relation, find_row_ends, says_more
from dashboard.model import Indicator, PopulationGroup
from dashboard.reference.lexicon import Noun, NounKind, Side, TriggerForm

THRESHOLD = 0.45
_WINDOW = 30
_PARTICIPLE_STEP = 2
_FEWEST_OF_OTHERS = 2
_HEAD_OF_LINE = 2

# What each way of standing together is worth, and what each feature takes off or adds.
_BASE = {
    "inside the counted phrase": 1.0,
    "right behind the count": 0.98,
    "passive behind the count": 1.0,
    "subject of the trigger": 0.96,
    "object of the trigger": 1.0,
    "announced total": 0.95,
    "label in front": 0.8,
    "named in front": 0.8,
}
_WEIGHTS = {
    "word between": -0.05,
    "light word between": -0.01,
    "number between": -0.2,
    "word of a place phrase between": -0.02,
    "comma between": -0.1,
    "clause mark between": -0.5,
    "conjunction between": -0.15,
    "another count between": -0.5,
    "another trigger between": -0.2,
    "governed by a preposition": -0.3,
    "agent of the trigger": -0.8,
    "trigger is used up": -0.45,
    "plain noun": -0.12,
    "no noun": -0.03,
    "unknown noun": -0.3,
    "apart from the count": -0.1,
    "another clause between": -0.5,
    "predicate of another sentence": -0.5,
    "subject of an active verb": -0.45,
}
# What may have become of people in the end, by what befell them first.
_AT_LAST = {
    Indicator.INJURED: (Indicator.KILLED,),
    Indicator.MISSING: (Indicator.KILLED,),
    Indicator.DISPLACED: (Indicator.REFUGEES, Indicator.RETURNEES),
}
_VICTIMS = frozenset((Indicator.KILLED, Indicator.INJURED, Indicator.MISSING))
_NAMING = frozenset((Side.ATTACHED, Side.BOTH))
_CLAUSE_MARKS = frozenset(";:")
_ALL_MARKS = frozenset(",;:")
_ASIDE_MARKS = frozenset("()[],")
_ASIDE_OPENS = frozenset(",(")
_DASHES = frozenset("–—")
_PEOPLE = frozenset((NounKind.PERSON, NounKind.HOUSEHOLD))
_LABELS = frozenset(("label in front", "announced total"))
_LABEL_MARKS = frozenset((":", "=", "-", "–", "—", "(", "|"))

# What is asked of every form has a name here: to look it up in its enumeration costs as much as a call.
_OBJECT, _SUBJECT, _BOTH = Side.OBJECT, Side.SUBJECT, Side.BOTH
_ATTACHED, _TOTAL, _NONE = Side.ATTACHED, Side.TOTAL, Side.NONE

_Reading = tuple[float, Trigger, Indicator, list[str]]


@dataclass(slots=True)
class Link:
    """A count read as an indicator because of a trigger.

    ``features`` are the names of what spoke for and against it; ``margin`` is the distance
    to the best reading as another indicator.
    """

    count: Count
    trigger: Trigger
    indicator: Indicator
    score: float
    features: tuple[str, ...]
    margin: float = 1.0

    @property
    def is_inside(self) -> bool:
        """Whether the trigger stands in the counted phrase: "45 deaths", "12 displaced families"."""
        return self.count.start <= self.trigger.start and self.trigger.end <= self.count.end

    @property
    def is_noun(self) -> bool:
        """Whether the trigger is the counted noun itself: "12,000 returnees"."""
        return self.count.start <= self.trigger.start and self.trigger.end == self.count.end


def find_links(
    norms: Sequence[str],
    counts: Sequence[Count],
    triggers: Sequence[Trigger],
    relations: Mapping[int, Relation],
    vocabulary: Vocabulary,
) -> dict[int, Link]:
    """Return the link of each count that has one of its own, by the number of the count."""
    linker = _Linker(norms, counts, triggers, relations, vocabulary)
    links = {index: linker.best(index) for index in range(len(counts))}
    return {index: link for index, link in links.items() if link}


class _Linker:
    """Scores the links of one sentence."""

    def __init__(
        self,
        norms: Sequence[str],
        counts: Sequence[Count],
        triggers: Sequence[Trigger],
        relations: Mapping[int, Relation],
        vocabulary: Vocabulary,
    ) -> None:
        self.norms = norms
        self.counts = counts
        self.triggers = triggers
        self.relations = relations
        self.vocabulary = vocabulary
        self.grammar = vocabulary.grammar
        self._trigger_starts = [trigger.start for trigger in triggers]
        self._count_starts = [count.start for count in counts]
        self._eligibility = Eligibility(norms, counts, triggers, relations, vocabulary)
        self._opener = self._find_opener()
        self._row_ends = find_row_ends(norms, counts, relations, vocabulary)
        self._names = _names_between(vocabulary.language)

    def best(self, index: int) -> Link | None:
        """Return the best link of a count, ``None`` if none is good enough."""
        count = self.counts[index]
        readings = sorted(self._readings(index), key=lambda reading: -reading[0])
        if not readings or readings[0][0] < THRESHOLD or self.vocabulary.excepting.find_before(self.norms, count.start):
            return None
        last = self._in_the_end(count, readings)
        if last is None:
            return None
        score, trigger, indicator, features = last
        behind = max(count.end, trigger.end)
        if behind < len(self.norms) and self.norms[behind] in self.grammar.rates:
            return None
        second = next((other for other, _, rival, _ in readings if rival is not indicator), 0.0)
        is_label = features[0] in _LABELS or self._announces(trigger, count)
        counted = self._labelled(count, trigger) if is_label else count
        return Link(counted, trigger, indicator, score, tuple(features), score - max(second, 0.0))

    def _readings(self, index: int) -> Iterator[_Reading]:
        """Yield the ways to read a count: score, trigger, indicator, features."""
        count = self.counts[index]
        for trigger in self._triggers_in(count.start - _WINDOW, count.end + _WINDOW):
            for form in trigger.forms:
                if self._eligibility.may_count(index, form):
                    features = self._features(index, trigger, form)
                    if features:
                        features += ["unknown noun"] if count.is_guess else []
                        score = _BASE[features[0]] + sum(map(_WEIGHTS.__getitem__, features[1:]))
                        yield score, trigger, form.indicator, features

    def _announces(self, trigger: Trigger, count: Count) -> bool:
        """Tell whether words in front of a count announce it: "the number of children killed rose to 12"."""
        gap = self.norms[trigger.end : count.number.start]
        return ":" in gap or not self.grammar.announce_verbs.isdisjoint(gap)

    def _in_the_end(self, count: Count, readings: Sequence[_Reading]) -> _Reading | None:
        """Return the reading that holds at last: one who "was shot and died in hospital" is dead.

        Those who "fled and crossed into Chad" are refugees, those "displaced in May" who "have returned" are back,
        those who "went missing but were found alive" are no figure.
        """
        _, trigger, indicator, _ = first = readings[0]
        ends = _AT_LAST.get(indicator, ())
        if not ends or (indicator is Indicator.INJURED and count.number.quantity.value != 1):
            return first
        if indicator is Indicator.MISSING and self._is_found(count, trigger):
            return None
        enough = THRESHOLD + _WEIGHTS["another trigger between"]
        is_certain = indicator is not Indicator.MISSING  # who is missing "and presumed dead" is missing
        fates = (reading for reading in readings if reading[2] in ends and reading[0] >= enough)
        fates = (fate for fate in fates if is_certain or fate[1].end - fate[1].start > 1)
        later = (fate for fate in fates if fate[1].start > trigger.start >= count.start)
        return next((reading for reading in later if self._goes_on(trigger, reading[1], reading[2])), first)

    def _is_found(self, count: Count, trigger: Trigger) -> bool:
        """Tell whether the missing turned up alive: "reported missing were found safe"."""
        later = self._triggers_in(trigger.end, count.end + _WINDOW)
        saved = (other for other in later if all(form.side is _NONE for form in other.forms))
        return any(self._goes_on(trigger, other, Indicator.MISSING) for other in saved)

    def _goes_on(self, trigger: Trigger, later: Trigger, indicator: Indicator) -> bool:
        """Tell whether a verb is said of the people of one before: "fled and crossed", "that fled have returned"."""
        helpers = self.grammar.have if indicator is Indicator.RETURNEES else self.grammar.be
        if indicator is not Indicator.RETURNEES and self._has_no_subject(later.start):
            return True
        gap = self.norms[trigger.end : later.start]
        is_helped = self.norms[later.start] in helpers or not helpers.isdisjoint(gap[-2:])
        is_one_clause = self.grammar.conjunctions.isdisjoint(gap) and self.grammar.stops.isdisjoint(gap)
        return is_helped and is_one_clause and _ALL_MARKS.isdisjoint(gap)

    def _has_no_subject(self, start: int) -> bool:
        """Tell whether a verb goes on with the subject of the one before: "and later died"."""
        while start and self.norms[start - 1] in self.grammar.light:
            start -= 1
        before = self.norms[start - 1] if start else ""
        is_joined = before in self.grammar.conjunctions and before not in self.grammar.relatives
        return is_joined and before not in self.grammar.clause_openers

    def _labelled(self, count: Count, trigger: Trigger) -> Count:
        """Let the noun of a label say who is counted: "Families displaced: 1,230", "the civilian death toll"."""
        noun = next((noun for noun in self._beside(trigger) if noun.kind in _PEOPLE), None)
        if count.kind is not None or noun is None:
            return count
        kind = NounKind.HOUSEHOLD if noun.kind is NounKind.HOUSEHOLD else None
        group = noun.group if count.group is PopulationGroup.ALL else count.group
        return count._replace(kind=kind, group=group)

    def _beside(self, trigger: Trigger) -> list[Noun]:
        """Return the nouns right before and behind a trigger."""
        beside = (at for at in (trigger.start - 1, trigger.end) if 0 <= at < len(self.norms))
        return [found[1][0] for at in beside if (found := self.vocabulary.nouns.find(self.norms, at))]

    def _triggers_in(self, start: int, end: int) -> Sequence[Trigger]:
        """Return the triggers that begin within two tokens."""
        return self.triggers[bisect_left(self._trigger_starts, start) : bisect_left(self._trigger_starts, end)]

    def _counts_in(self, start: int, end: int) -> range:
        """Return the numbers of the counts that begin within two tokens."""
        return range(bisect_left(self._count_starts, start), bisect_left(self._count_starts, end))

    def _features(self, index: int, trigger: Trigger, form: TriggerForm) -> list[str] | None:
        """Return how a count and a trigger stand together, then all that speaks for or against it."""
        count = self.counts[index]
        if count.number.hedge_end <= trigger.start and trigger.end <= count.end:
            return None if self._eligibility.is_mixed(trigger, form) else self._inside(count, form)
        if trigger.start >= count.end:
            return self._brought_to(count, trigger) if form.side is _TOTAL else self._behind(index, trigger, form)
        if trigger.end <= count.start:
            return self._in_front(index, trigger, form)
        return None

    def _inside(self, count: Count, form: TriggerForm) -> list[str] | None:
        is_one_of_many = count.is_share and count.number.quantity.value == 1
        if form.side not in (_ATTACHED, _BOTH, _NONE) or is_one_of_many:
            return None
        is_plain = count.is_share or count.kind in (NounKind.PERSON, NounKind.HOUSEHOLD)
        return ["inside the counted phrase", *(["plain noun"] if is_plain else [])]

    def _behind(self, index: int, trigger: Trigger, form: TriggerForm) -> list[str] | None:
        """Read a trigger behind its count: "12 people were killed", "12 dead", "12 fled"."""
        count = self.counts[index]
        if form.side is _OBJECT or self._is_of_part(count, trigger) or self._has_own_word(index, trigger):
            return None
        start = self._row_ends[index] if self._row_ends[index] <= trigger.start else count.end
        gap = self.norms[start : trigger.start]
        is_passive = not self.grammar.be.isdisjoint(gap[-5:])
        features = ["right behind the count"]
        if self._is_whole(index) and ("," in gap or not self._describes(trigger)):
            return None
        if form.side is _SUBJECT:
            features = ["subject of the trigger"]
        elif form.side is _BOTH and is_passive:
            features = ["passive behind the count"]
        elif self._has_object(trigger):
            return None
        elif any(other.side is _BOTH for other in trigger.forms) and self._takes_object(trigger):
            features.append("subject of an active verb")
        elif not is_passive and any(norm not in self._names for norm in gap):
            features.append("apart from the count")
        is_beside = form.side in _NAMING
        is_apart = is_beside and (self._is_others(gap, form) or self._is_attribute(trigger, gap))
        if is_apart or self._is_of_another(count, gap) or self._is_of_share(_without_asides(gap)):
            return None
        features += self._between(index, start, trigger.start, gap)
        features += self._clauses(count, gap)
        features += self._government(count, is_near=self.grammar.definite.issuperset(gap))
        if count.kind is None and not count.number.is_none:
            features.append("no noun")
        return features

    def _is_of_share(self, gap: Sequence[str]) -> bool:
        """Tell whether a trigger is said of a share only: "900 children were weighed, 24% of whom are malnourished"."""
        triples = zip(gap, gap[1:], gap[2:], strict=False)
        return any(
            share in self.grammar.shares and of in self.grammar.of and whole in self.grammar.pronouns
            for share, of, whole in triples
        )

    def _is_of_another(self, count: Count, gap: Sequence[str]) -> bool:
        """Tell whether a verb is said of somebody named between: "a friend of the woman who was killed".

        Of "five friends of the men who were killed" the text leaves it open.
        """
        if self.grammar.relatives.isdisjoint(gap):
            return False
        at = len(gap) - 1
        while gap[at] not in self.grammar.relatives:
            if gap[at] not in self.grammar.light:
                return False
            at -= 1
        at -= at > 0 and gap[at - 1] == ","
        found = self.vocabulary.nouns.find(gap, at - 1) if at > 0 else None
        nouns = found[1] if found and found[0] == at else ()
        is_one = count.number.quantity.value == 1
        return any(noun.kind is NounKind.PERSON and (is_one or not noun.is_plural) for noun in nouns)

    def _has_own_word(self, index: int, trigger: Trigger) -> bool:
        """Tell whether a word behind a row is not said of its first: "94 deaths and 1,200 people displaced"."""
        count = self.counts[index]
        is_behind_row = count.end < self._row_ends[index] == trigger.start
        return is_behind_row and count.kind is not None and tells(count, _VICTIMS)

    def _brought_to(self, count: Count, trigger: Trigger) -> list[str] | None:
        """Read a total behind its number: "brought to 86 the number of deaths"."""
        is_brought = not self.grammar.goal.isdisjoint(self.norms[max(0, count.start - 1) : count.number.start])
        is_near = self.grammar.definite.issuperset(self.norms[count.end : trigger.start])
        return ["announced total"] if is_brought and is_near else None

    def _in_front(self, index: int, trigger: Trigger, form: TriggerForm) -> list[str] | None:
        """Read a trigger in front of its count: "killing 12", "the toll rose to 45", "Dead: 12"."""
        if form.side is _SUBJECT:
            return None
        count = self.counts[index]
        if trigger is self._opener and form.side in _NAMING:
            return self._named(count, trigger)
        gap = self.norms[trigger.end : count.start]
        if form.side is _TOTAL:
            return ["announced total", *self._announced(index, trigger, gap)]
        if form.side in (_ATTACHED, _NONE):
            return None if self._eligibility.is_mixed(trigger, form) else self._label(index, trigger, gap)
        may_label = form.side is _BOTH and (self._is_mark(gap) or (gap and not trigger.start))
        label = self._label(index, trigger, gap) if may_label else None
        return label or self._object(index, trigger, form, gap)

    def _named(self, count: Count, trigger: Trigger) -> list[str] | None:
        """Read a part of those a sentence opens with; not "of the missing, 12 have been found"."""
        is_one_clause = _CLAUSE_MARKS.isdisjoint(self.norms[trigger.end : count.start])
        return ["named in front"] if is_one_clause and not says_more(self.norms, count, self.vocabulary) else None

    def _find_opener(self) -> Trigger | None:
        """Return the word for those whose parts a sentence counts: "Of the killed, 40 were men"."""
        openers = self.grammar.of | self.grammar.among
        if not self.counts or self.norms[0] not in openers:
            return None
        trigger, start = self.triggers[0], self.counts[0].start
        words = self.norms[1 : trigger.start]
        is_whole = all(norm in self.grammar.determiners or norm in self.vocabulary.nouns for norm in words)
        return trigger if words and is_whole and "," in self.norms[trigger.end : start] else None

    def _object(self, index: int, trigger: Trigger, form: TriggerForm, gap: Sequence[str]) -> list[str] | None:
        """Read a verb in front of its object: "killing 12"; not "of the 378 schools hit, 63 ..."."""
        is_past = form.side is _BOTH and gap[:1] == [","] and gap.count(",") == 1
        if is_past or self._is_whole(index) or self._has_own_object(self.counts[index], gap):
            return None
        if form.indicator is Indicator.REACHED and "," in _without_asides(gap):
            return None  # "the water reached the dam, stranding 300 people"
        count = self.counts[index]
        is_active = self._is_active(gap)
        if not is_active and gap[0] in self.grammar.object_pronouns and gap[1:2] != [","]:
            return None  # "killed himself at 34", "killed himself after he shot a driver"
        features = ["object of the trigger", *self._between(index, trigger.end, count.start, gap)]
        is_free = all(other.side is _OBJECT for other in trigger.forms)
        if gap and gap[-1] not in self.vocabulary.coordination and any(norm[0].isdecimal() for norm in gap[:-1]):
            features.append("number between")
        if self._opens_clause(gap):
            features.append("another clause between")
        if not is_free and (self._is_participle(trigger, is_active=is_active) or self._is_counted(trigger)):
            features.append("trigger is used up")
        if gap:
            features += self._government(count, is_near=False)
        if count.kind is None:
            features.append("no noun")
        return features

    def _is_active(self, gap: Sequence[str]) -> bool:
        """Tell whether the object stands right behind a verb: "killed 12", "killed himself and 12"."""
        is_joined = len(gap) > 1 and gap[0] in self.grammar.object_pronouns and gap[1] in self.vocabulary.coordination
        return not gap or is_joined

    def _has_own_object(self, count: Count, gap: Sequence[str]) -> bool:
        """Tell whether another noun is the object: "damaged houses, causing millions in damage"."""
        if count.kind is not None or not gap or gap[0] not in self.vocabulary.nouns:
            return False
        is_told = not self.grammar.announce_verbs.isdisjoint(gap)  # "the affected population reached 815 thousand"
        is_part = self.vocabulary.including.find_before(self.norms, count.start) is not None
        return not (is_told or is_part or any(norm[0].isdecimal() for norm in gap))

    def _label(self, index: int, trigger: Trigger, gap: Sequence[str]) -> list[str] | None:
        """Read a label or a counting noun in front: "Dead: 12", "deaths rose to 45"."""
        count = self.counts[index]
        is_label = self._is_mark(gap)
        before = self.norms[trigger.end : count.number.start]  # "superan los" is a hedge, too
        is_announced = not self.grammar.announce_verbs.isdisjoint(before[-3:]) or (
            bool(gap)
            and all(norm in self.grammar.announce for norm in gap)
            and any(norm not in self.grammar.prepositions or norm in self.grammar.goal for norm in gap)
        )
        is_alone = trigger.start <= 1 and all(norm in self.vocabulary.nouns for norm in gap)  # "Displaced families 45"
        is_headed = is_announced or (is_label and trigger.start <= _HEAD_OF_LINE)  # "Affected: 45 families"
        is_of_thing = any(noun.kind is NounKind.CONTAINER for noun in self._beside(trigger))
        if (count.kind is not None and not is_headed) or is_of_thing:
            return None
        if not (is_label or is_announced or is_alone) or self._is_participle(trigger) or self._is_counted(trigger):
            return None
        if is_announced:
            return ["label in front", *self._announced(index, trigger, gap)]
        return ["label in front", *["light word between" for _ in gap]]

    def _is_others(self, gap: Sequence[str], form: TriggerForm) -> bool:
        """Tell whether a trigger behind a count names others: "200 guard the displaced", "3 billion is for refugees".

        Right behind a count it is the subject: "ya son 45 los muertos".
        """
        if len(gap) < _FEWEST_OF_OTHERS:
            return False
        is_theirs = form.side is _ATTACHED and form.indicator in UPROOTED and gap[-1] in self.grammar.prepositions
        return is_theirs or self._ends_in_definite(gap) or gap[-1] in self.grammar.of

    def _ends_in_definite(self, gap: Sequence[str]) -> bool:
        """Tell whether a gap ends in "the" or "those most badly"; "was the most badly" is said of the count."""
        end = len(gap)
        while end and (gap[end - 1] in self.grammar.light or gap[end - 1] in self.grammar.shares):
            end -= 1
        is_predicate = end < len(gap) and gap[max(0, end - 2)] in self.grammar.be
        return end > 0 and gap[end - 1] in self.grammar.definite and not is_predicate

    def _is_attribute(self, trigger: Trigger, gap: Sequence[str]) -> bool:
        """Tell whether a trigger describes the noun behind it: "three ministers were sent to survey affected areas"."""
        following = self.norms[trigger.end] if trigger.end < len(self.norms) else ""
        is_noun = following in self.vocabulary.nouns and following not in self.vocabulary.words.not_after
        if gap and gap[-1] in self.grammar.prepositions:  # "three of them for missing smoke alarms"
            ends = following in self.vocabulary.phrase_ends or following in self.grammar.light
            return following.isalpha() and not ends
        return is_noun and bool(gap) and not (gap[-1] in self.grammar.be or gap[-1] in self.grammar.light)

    def _is_of_part(self, count: Count, trigger: Trigger) -> bool:
        """Tell whether a trigger is said of a part only: "20 casualties, including 3 deaths", "including dead"."""
        if self.vocabulary.including.starts.isdisjoint(self.norms[count.number.hedge_end : trigger.start]):
            return False
        holders = (self.counts[index] for index in self._counts_in(trigger.start - _WINDOW, trigger.start + 1))
        holder = next((other for other in holders if trigger.end <= other.end), None)
        opener = self.vocabulary.including.find_before(self.norms, holder.start if holder else self._row_start(trigger))
        is_apart = opener is not None and opener[0] > count.number.hedge_end
        return opener is not None and is_apart and (holder is not None or self.norms[opener[0] - 1] in _ASIDE_OPENS)

    def _row_start(self, trigger: Trigger) -> int:
        """Return where the first trigger of a row begins: "dead and wounded"."""
        start = trigger.start
        if not start or self.norms[start - 1] not in self.grammar.coordination:
            return start
        ends = {other.end: other.start for other in self.triggers}
        while start and self.norms[start - 1] in self.grammar.coordination and start - 1 in ends:
            start = ends[start - 1]
        return start

    def _is_counted(self, trigger: Trigger) -> bool:
        """Tell whether a trigger is the noun of another count: "1,056 fatalities in 312 raids"."""
        nearby = (self.counts[index] for index in self._counts_in(trigger.start - _WINDOW, trigger.start))
        return any(trigger.end <= count.end for count in nearby)

    def _is_mark(self, gap: Sequence[str]) -> bool:
        """Tell whether a mark follows a label, past its noun: "Displaced persons: 4,500"."""
        if _LABEL_MARKS.isdisjoint(gap):
            return False
        marks = [norm for norm in gap if norm not in self.vocabulary.nouns and norm not in self.grammar.announce_nouns]
        return _LABEL_MARKS.issuperset(marks)

    def _announced(self, index: int, trigger: Trigger, gap: Sequence[str]) -> Iterator[str]:
        """Name what stands before an announced count; what the total is of costs little."""
        is_close = bool(gap) and gap[-1] in self.grammar.announce
        for name in self._between(index, trigger.end, self.counts[index].start, gap, self.grammar.announce):
            yield "word of a place phrase between" if is_close and name == "word between" else name

    def _between(
        self, index: int, start: int, end: int, gap: Sequence[str], free: frozenset[str] = frozenset()
    ) -> list[str]:
        """Name what stands between a count and a trigger; brackets are free, a row of places costs little."""
        if not gap:
            return []
        names = self._words_between(gap, self.vocabulary.coordination.starts if self.counts[index].kind else (), free)
        for other in self._counts_in(start, end):
            if other != index and other not in self.relations and self.counts[other].number.hedge_end <= end:
                names.append("another count between")
        for trigger in self._triggers_in(start, end):
            is_verb = any(form.side is not _ATTACHED and not form.closing for form in trigger.forms)
            if is_verb and trigger.end <= end:
                names.append("another trigger between")
        return names

    def _words_between(self, gap: Sequence[str], joins: Collection[str], free: frozenset[str]) -> list[str]:
        """Name the words between a count and a trigger; ``joins`` go on a row of places."""
        words, names, prepositions = _without_asides(gap), [], self.grammar.prepositions
        is_place = False
        for at, norm in enumerate(words, start=1):
            name = self._names.get(norm, "word between")
            opens = norm in prepositions or (norm == "," and not prepositions.isdisjoint(words[at : at + 1]))
            is_place = opens or (is_place and (name == "word between" or norm in joins))
            if norm not in free:
                names.append("word of a place phrase between" if is_place else name)
        return names

    def _government(self, count: Count, *, is_near: bool) -> list[str]:
        before = self.norms[count.start - 1] if count.start else ""
        if before in self.grammar.agent:
            return ["agent of the trigger"]
        if before in self.grammar.be and count.kind is None and not is_near:
            return ["predicate of another sentence"]
        if before in self.grammar.prepositions and not is_near:
            return ["governed by a preposition"]
        return []

    def _clauses(self, count: Count, gap: Sequence[str]) -> list[str]:
        """Tell whether a new clause with people of its own begins: "troops came after civilians were killed"."""
        if self.grammar.clause_openers.isdisjoint(gap):
            return []
        pairs = enumerate(pairwise(["", *gap]))
        openers = [at for at, (before, norm) in pairs if self._opens(before, norm)]
        behind = gap[openers[0] + 1 :] if openers else []
        has_pronoun = not self.grammar.person_pronouns.isdisjoint(behind)
        is_other = has_pronoun and count.number.quantity.value != 1
        is_other = is_other or (count.number.is_none and bool(openers))  # "no one rests because all are hurt"
        if is_other or any(norm in self.vocabulary.nouns for norm in behind):
            return ["another clause between"]
        return []

    def _opens(self, before: str, norm: str) -> bool:
        """Tell whether a word opens a clause; in "in that province" it does not."""
        is_determiner = norm in self.grammar.determiners and before in self.grammar.prepositions
        return norm in self.grammar.clause_openers and not is_determiner

    def _opens_clause(self, gap: Sequence[str]) -> bool:
        """Tell whether a clause begins in a gap, outside brackets; "as well as" opens none."""
        if self.grammar.clause_openers.isdisjoint(gap):
            return False
        gap = _without_asides(gap)
        joints = [(at, self.vocabulary.coordination.find(gap, at)) for at in range(len(gap))]
        joined = {position for at, joint in joints if joint for position in range(at, joint[0])}
        return any(norm in self.grammar.clause_openers and at not in joined for at, norm in enumerate(gap))

    def _has_object(self, trigger: Trigger) -> bool:
        """Tell whether a count or a pronoun is the object of a trigger: "who arrested him"."""
        following = self.norms[trigger.end] if trigger.end < len(self.norms) else ""
        return bool(self._counts_in(trigger.end, trigger.end + 1)) or following in self.grammar.object_pronouns

    def _takes_object(self, trigger: Trigger) -> bool:
        """Tell whether an object follows, so that the trigger is an active verb."""
        following = self.norms[trigger.end] if trigger.end < len(self.norms) else "."
        return following in self.grammar.determiners or following in self.vocabulary.nouns

    def _describes(self, trigger: Trigger) -> bool:
        """Tell whether a trigger only describes, because the verb follows: "of the 120 killed, 80 were ..."."""
        following = self.norms[trigger.end] if trigger.end < len(self.norms) else ""
        return following in self.grammar.be or following in self.grammar.have or following == ","

    def _is_whole(self, index: int) -> bool:
        """Tell whether a count is a whole: the 120 of "80 of the 120", "half of the 120", "of the 120, 80 ..."."""
        relation, following = self.relations.get(index - 1), self.relations.get(index + 1)
        if relation is not None and relation.base == index:
            return True
        start = self.counts[index].start
        while start and self.norms[start - 1] in self.grammar.determiners:
            start -= 1
        if not start or self.norms[start - 1] not in self.grammar.of:
            return False
        opens = start == 1 and following is not None and following.base == index
        return opens or (start > 1 and self.norms[start - 2] in self.grammar.shares)

    def _is_participle(self, trigger: Trigger, *, is_active: bool = False) -> bool:
        """Tell whether a trigger already belongs to what stands before it."""
        before = self.norms[max(0, trigger.start - 3) : trigger.start]
        if not self.grammar.be.isdisjoint(before):
            return True
        return not is_active and any(
            all(norm in self.grammar.light for norm in self.norms[count.end : trigger.start])
            for count in map(self.counts.__getitem__, self._counts_in(trigger.start - _WINDOW, trigger.start))
            if 0 <= trigger.start - count.end <= _PARTICIPLE_STEP
        )


@cache
def _names_between(language: str) -> Mapping[str, str]:
    """Return what the small words and marks between a count and a trigger are called."""
    vocabulary = load_vocabulary(language)
    names = {
        "conjunction between": vocabulary.grammar.conjunctions,
        "clause mark between": _CLAUSE_MARKS,
        "comma between": {",", *_DASHES},
        "light word between": vocabulary.light_words,  # also where it is a conjunction
    }
    return {norm: name for name, norms in names.items() for norm in norms}


def _without_asides(gap: Sequence[str]) -> Sequence[str]:
    """Leave out what stands in brackets, and between the first commas if it begins with one."""
    return gap if _ASIDE_MARKS.isdisjoint(gap) else list(_outside_asides(gap))


def _outside_asides(gap: Sequence[str]) -> Iterator[str]:
    depth = 0
    is_aside = gap[:1] == [","] and gap.count(",") > 1
    for position, norm in enumerate(gap):
        depth += (norm in "([") - (norm in ")]")
        if is_aside and norm == "," and position:
            is_aside = False
        elif not (depth > 0 or norm in ")]" or is_aside):
            yield norm
