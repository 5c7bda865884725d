"""Tell whether a word may count such people or things at all, however they stand together.

Soldiers who flee are no displaced people, houses are not killed, and 900 "refugees and
returnees" are neither. ``link`` asks here before it looks at the words between a count and a
trigger. This module must not score.
"""

from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter

from dashboard.extract.counted import Count
from dashboard.extract.match import Trigger, Vocabulary
from dashboard.extract.relate import Relation
from dashboard.model import Indicator, PopulationGroup, Unit
from dashboard.reference.indicators import load_indicators
from dashboard.reference.lexicon import NounKind, Side, TriggerForm

_start = attrgetter("start")
_CLOSING_REACH = 6
_FEW = 3  # so many who run get away from somebody; they are no displacement

_KINDS = {
    Unit.PERSON: frozenset((NounKind.PERSON, NounKind.HOUSEHOLD)),
    Unit.HOUSING_UNIT: frozenset((NounKind.DWELLING,)),
    Unit.INCIDENT: frozenset((NounKind.INCIDENT,)),
}
_NEEDS_NOUN = frozenset((Indicator.REACHED, Indicator.INCIDENTS))
_ONLY_PERSONS = frozenset((Indicator.KILLED, Indicator.INJURED))
_ANIMATE = frozenset((Indicator.KILLED, Indicator.INJURED, Indicator.ABDUCTED, Indicator.DETAINED))
# Soldiers that flee, move or go home are no displaced people, and refugees in a camp remain refugees.
_MOVED = frozenset((Indicator.DISPLACED, Indicator.IDPS))
UPROOTED = _MOVED | {
    Indicator.REFUGEES,
    Indicator.ASYLUM_SEEKERS,
    Indicator.RETURNEES,
    Indicator.EVACUATED,
    Indicator.HOMELESS,
}
# Who may be counted together with these: "refugees and asylum seekers".
_KIN = (
    frozenset((Indicator.REFUGEES, Indicator.ASYLUM_SEEKERS)),
    frozenset((Indicator.IDPS, Indicator.DISPLACED, Indicator.EVACUATED, Indicator.HOMELESS)),
)
_NEVER = {PopulationGroup.COMBATANTS: UPROOTED, PopulationGroup.REFUGEES: _MOVED}
_INJURED = frozenset((Indicator.INJURED,))
_CARE = frozenset((Indicator.EVACUATED, Indicator.REACHED))
_PEOPLE = frozenset((NounKind.PERSON, NounKind.HOUSEHOLD))

# What is asked of every form has a name here: to look it up in its enumeration costs as much as a call.
_SUBJECT, _ATTACHED, _TOTAL, _NONE = Side.SUBJECT, Side.ATTACHED, Side.TOTAL, Side.NONE
_ABDUCTED, _AFFECTED, _EVACUATED = Indicator.ABDUCTED, Indicator.AFFECTED, Indicator.EVACUATED


@dataclass(frozen=True, slots=True)
class Eligibility:
    """Tells which words of one sentence may count whom; ``relations`` are by the number of the count."""

    norms: Sequence[str]
    counts: Sequence[Count]
    triggers: Sequence[Trigger]
    relations: Mapping[int, Relation]
    vocabulary: Vocabulary

    def may_count(self, index: int, form: TriggerForm) -> bool:
        """Tell whether a form of a trigger may count the people or things of a count."""
        count = self.counts[index]
        if form.side is _NONE:
            return count.number.is_none and (form.indicator not in _NEEDS_NOUN or _has_noun(count))
        if (form.closing or form.indicator is _ABDUCTED) and not self._completes(count, form):
            return False
        unit = load_indicators()[form.indicator].unit
        if count.kind is None:
            is_told = form.side is _TOTAL or form.indicator not in _NEEDS_NOUN
            return is_told and (unit is not Unit.HOUSING_UNIT or self._may_be_dwellings(index))
        is_unknown = count.is_guess and form.closing not in self.norms[count.number.end : count.end]
        if (is_unknown and form.indicator not in _ANIMATE) or self._is_otherwise_meant(count, form):
            return False
        if count.kind is NounKind.CASE:
            return form.indicator is Indicator.CASES
        if form.indicator in _ONLY_PERSONS:
            return count.kind is NounKind.PERSON
        if form.indicator in _NEVER.get(count.group, ()):
            return False
        if form.indicator in _CARE and tells(count, _INJURED):
            return False  # "ten wounded were evacuated by helicopter"
        if count.kind is NounKind.DWELLING and form.indicator is _EVACUATED:
            words = self.norms[count.number.end : count.end]
            return not self.vocabulary.grammar.homes.isdisjoint(words if self.vocabulary.is_head_first else words[-1:])
        return count.kind in _KINDS[unit]

    def is_mixed(self, trigger: Trigger, form: TriggerForm) -> bool:
        """Tell whether people of another kind are in the same count: "45,000 refugees and returnees"."""
        if form.indicator not in UPROOTED:
            return False
        at = bisect_left(self.triggers, trigger.start, key=_start)
        pairs = pairwise(self.triggers[max(0, at - 1) : at + 2])
        return any(self._is_joined(first, second) and not _are_kin(first, second) for first, second in pairs)

    def _may_be_dwellings(self, index: int) -> bool:
        """Tell whether a bare number may stand for dwellings named before it, or for those counted right behind it.

        Not "28 of whom were crushed when a house fell".
        """
        relation = self.relations.get(index)
        if relation and self.counts[relation.base].kind in _PEOPLE:
            return False
        if not self.vocabulary.dwelling_words.isdisjoint(self.norms[: self.counts[index].start]):
            return True
        following = (other for other in self.counts[index + 1 : index + 2] if other.number.quantity.value != 1)
        return any(other.kind is NounKind.DWELLING for other in (*self.counts[:index], *following))

    def _completes(self, count: Count, form: TriggerForm) -> bool:
        """Tell whether a count has what a form needs: "claimed 12 lives"; a noun if things are "seized", too."""
        if form.closing and form.closing not in self.norms[count.number.end : count.number.end + _CLOSING_REACH]:
            return False
        return _has_noun(count) or self.vocabulary.grammar.takings.isdisjoint(form.form.split())

    def _is_otherwise_meant(self, count: Count, form: TriggerForm) -> bool:
        """Tell whether a word means something else of such people: suspects who flee, customers without power."""
        if form.indicator is not _AFFECTED and form.indicator not in _MOVED:
            return False
        nouns, value = self.norms[count.number.end : count.end], count.number.quantity.value
        if form.indicator is _AFFECTED:
            return not self.vocabulary.grammar.clients.isdisjoint(nouns)
        is_few = value is not None and 0 < value <= _FEW and count.kind in (None, NounKind.PERSON)
        is_escape = form.indicator is Indicator.DISPLACED and form.side is _SUBJECT and is_few
        return is_escape or (form.indicator in _MOVED and not self.vocabulary.grammar.fugitives.isdisjoint(nouns))

    def _is_joined(self, first: Trigger, second: Trigger) -> bool:
        """Tell whether only "and" and the noun of the first stand between two triggers: "displaced people and"."""
        gap = self.norms[first.end : second.start]
        if gap == [","]:  # "returnees, refugees and others"
            return all(self.norms[trigger.end - 1] in self.vocabulary.nouns for trigger in (first, second))
        is_open = bool(gap) and gap[-1] in self.vocabulary.coordination
        return is_open and all(norm in self.vocabulary.nouns for norm in gap[:-1])


def _are_kin(first: Trigger, second: Trigger) -> bool:
    """Tell whether two words name people who may be counted together, or one of them names no people at all."""
    kinds = [
        {form.indicator for form in trigger.forms if form.side is _ATTACHED} & UPROOTED for trigger in (first, second)
    ]
    if not all(kinds) or kinds[0] & kinds[1]:
        return True
    return any(kinds[0] & kin and kinds[1] & kin for kin in _KIN)


def _has_noun(count: Count) -> bool:
    """Tell whether a noun that the lexicon knows says who is counted."""
    return count.kind is not None and not count.is_guess


def tells(count: Count, indicators: Collection[Indicator]) -> bool:
    """Tell whether the noun of a count already says what happened: "768 injuries", "ten wounded"."""
    return any(form.indicator in indicators for trigger in count.inside for form in trigger.forms)
