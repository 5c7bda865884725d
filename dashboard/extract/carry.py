"""Let a count take over what another count of its sentence was read as.

"Twelve were killed, including three children": no word says of the children that they were
killed, yet they were. The same holds for the members of a list ("12 in Mopti, 7 in Gao"),
for the same people in another unit, and for the old number of an update. A noun that is
left out is taken over too: in "317 civilians killed and 77 injured" the 77 are civilians.
This module must not score a trigger.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dashboard.extract.counted import Count
from dashboard.extract.link import Link
from dashboard.extract.match import Trigger, Vocabulary
from dashboard.extract.relate import Relation, are_coordinated, find_row_ends, is_former, is_update, says_more
from dashboard.model import Indicator, PopulationGroup
from dashboard.reference.lexicon import NounKind, Side

LIST_MARK = "next of a list"
UPDATE_MARK = "other count of an update"
SHARE_MARK = "share of another count"
COMPARED_MARK = "count compared with another"
SUM_MARK = "sum that another count brings"
CASES_MARK = "cases beside deaths"
_COST = {LIST_MARK: 0.1, UPDATE_MARK: 0.05, SHARE_MARK: 0.05, COMPARED_MARK: 0.1, SUM_MARK: 0.1, CASES_MARK: 0.1}
_CLEARLY_WORSE = 0.1
_LIST_STEP = 7
_LONGEST_LIST_STEP = 15
_LONGEST_ANNOUNCEMENT = 30
_SHORTEST_SUM = 3
_LONGEST_NAME = 3
_ELISION_STEP = 3
_ELIDING = frozenset(("right behind the count", "passive behind the count"))


def carry_links(
    norms: Sequence[str],
    counts: Sequence[Count],
    triggers: Sequence[Trigger],
    relations: Mapping[int, Relation],
    links: Mapping[int, Link],
    vocabulary: Vocabulary,
) -> dict[int, Link]:
    """Return the links with those that were taken over, and with the nouns that were left out."""
    if len(counts) == 1:
        return dict(links)
    carrier = _Carrier(norms, counts, triggers, relations, dict(links), vocabulary)
    carrier.carry()
    carrier.carry_back()
    carrier.mark_rows()
    carrier.fill_nouns()
    return carrier.links


class _Carrier:
    """Passes links on inside one sentence."""

    def __init__(
        self,
        norms: Sequence[str],
        counts: Sequence[Count],
        triggers: Sequence[Trigger],
        relations: Mapping[int, Relation],
        links: dict[int, Link],
        vocabulary: Vocabulary,
    ) -> None:
        self.norms = norms
        self.counts = counts
        self.triggers = triggers
        self.relations = relations
        self.links = links
        self.vocabulary = vocabulary
        self.grammar = vocabulary.grammar

    def carry(self) -> None:
        """Give links to counts without one, related counts last, so that their base has its own."""
        for index in sorted(range(len(self.counts)), key=lambda index: index in self.relations):
            mark, link = self._source(index)
            own = self.links.get(index)
            is_weak = own is not None and not own.is_inside and index in self.relations
            is_whole_behind = link is not None and link.count.start > self.counts[index].start  # "14 of the 19 dead"
            margin = 0.0 if is_whole_behind else _CLEARLY_WORSE
            is_better = is_weak and own and link and own.score < link.score - margin
            if link and (own is None or is_better):
                self.links[index] = replace(
                    link, count=self.counts[index], score=link.score - _COST[mark], features=(*link.features, mark)
                )
            elif own and link and mark == UPDATE_MARK and own.indicator is link.indicator:
                self.links[index] = replace(own, features=(*own.features, mark))

    def carry_back(self) -> None:
        """Give the last link of a list to the places before it: "12 people in Mopti, 7 in Gao and 3 in Kidal died"."""
        for index in range(len(self.counts) - 2, -1, -1):
            following = self.links.get(index + 1)
            if following and index not in self.links and self._opens_list(index, following):
                features = tuple(dict.fromkeys((*following.features, LIST_MARK)))
                self.links[index + 1] = replace(following, features=features)
                score = following.score - _COST[LIST_MARK]
                self.links[index] = replace(following, count=self.counts[index], score=score, features=features)

    def mark_rows(self) -> None:
        """Note which counts stand in a row before one trigger: "three soldiers and a villager were killed"."""
        ends = find_row_ends(self.norms, self.counts, self.relations, self.vocabulary)
        for index in range(1, len(self.counts)):
            here, before = self.links.get(index), self.links.get(index - 1)
            if not here or not before or index in self.relations or LIST_MARK in here.features:
                continue
            if ends[index - 1] == ends[index] and here.trigger is before.trigger:
                self.links[index] = replace(here, features=(*here.features, LIST_MARK))

    def fill_nouns(self) -> None:
        """Give a count without a noun the noun of the one before it: "317 civilians killed, 77 injured".

        Only where both are said in the same way; in "civilians fled, and 400 were killed" the
        text leaves open who was killed.
        """
        for index in range(1, len(self.counts)):
            if index - 1 in self.relations and index not in self.relations:
                continue
            here, before = self.links.get(index), self.links.get(index - 1)
            if here and self._goes_on_with(index, here):
                self.links[index] = replace(here, count=here.count._replace(group=self.counts[index - 1].group))
            if not here or not before or here.count.kind is not None or here.count.is_other:
                continue
            if (before.count.number.quantity.value == 1) is not (here.count.number.quantity.value == 1):
                continue
            edge = max(before.count.end, before.trigger.end if before.trigger.end <= here.count.start else 0)
            if before.count.kind is NounKind.DWELLING and here.indicator is not before.indicator:
                continue
            is_alike = _ELIDING.issuperset((before.features[0], here.features[0]))
            if (is_alike and here.count.start - edge <= _ELISION_STEP) or LIST_MARK in here.features:
                group = here.count.group if here.count.group is not PopulationGroup.ALL else before.count.group
                self.links[index] = replace(here, count=here.count._replace(kind=before.count.kind, group=group))

    def _goes_on_with(self, index: int, here: Link) -> bool:
        """Tell whether a bare count is of the people before it: "60 civilian casualties: 8 killed and 52 hurt".

        Between them stand a colon, or a place and a date without any verb ("9 civilian deaths in May and 7 hurt").
        """
        before, count = self.counts[index - 1], here.count
        if before.group is PopulationGroup.ALL or count.group is not PopulationGroup.ALL or count.kind is not None:
            return False
        gap = self.norms[before.end : count.start]
        if here.features[0] != "right behind the count" or count.is_other or not 0 < len(gap) <= _LONGEST_LIST_STEP:
            return False
        last = before.inside[-1] if before.inside else None
        is_noun = last is not None and last.end == before.end and self.norms[last.end - 1] in self.vocabulary.nouns
        goes_on = self._separates(gap[-1]) and gap[0] in self.grammar.prepositions
        return gap[-1] == ":" or (is_noun and goes_on and not self._has_trigger(before.end, count.start))

    def _source(self, index: int) -> tuple[str, Link | None]:
        """Return the link a count may take over, and why."""
        relation = self.relations.get(index)
        if relation:
            is_told = says_more(self.norms, self.counts[index], self.vocabulary)
            return SHARE_MARK, None if is_told else self._shared(index, relation.base)
        before, following = self.links.get(index - 1), self.links.get(index + 1)
        if following and self._opens_deaths(index, following):
            return CASES_MARK, replace(following, indicator=Indicator.CASES)
        if before and self._is_updated(index - 1, index):
            return UPDATE_MARK, before
        if before and self._is_compared(index, before):
            return COMPARED_MARK, before
        if before and self._is_sum(index, before):
            return SUM_MARK, before
        former = self.relations.get(index - 1)  # "34 people, including 11 children, and another 22 people"
        listed = before or (self.links.get(former.base) if former else None)
        return LIST_MARK, listed if listed and self._continues_list(index, listed) else None

    def _shared(self, index: int, base: int) -> Link | None:
        """Return the link of a whole for its part; of houses damaged those damaged "completely" are destroyed."""
        link = self.links.get(base)
        is_wholly = self._norm(self.counts[index].end) in self.grammar.wholly
        if link and is_wholly and link.indicator is Indicator.HOUSES_DAMAGED:
            return replace(link, indicator=Indicator.HOUSES_DESTROYED)
        return link

    def _is_updated(self, first: int, second: int) -> bool:
        """Tell whether two counts are the old and the new one: "to 45 from 30", "at 95, then lowered to 35"."""
        one, other = self.counts[first], self.counts[second]
        if not (other.kind in (None, one.kind) or one.kind is None):
            return False
        if is_update(self.norms, one.end, other.start, self.vocabulary) and other.start - one.end <= _LIST_STEP:
            verbs = (trigger for trigger in self.triggers if not _announces(trigger))
            return not any(one.end <= verb.start < other.start for verb in verbs)
        has_former = any(is_former(self.norms, count, self.vocabulary) for count in (one, other))
        start = min(one.start, self.links[first].trigger.start) - _LIST_STEP
        return has_former and is_update(self.norms, max(0, start), other.start, self.vocabulary)

    def _is_compared(self, index: int, link: Link) -> bool:
        """Tell whether a count is of the same thing at another time: "12 died, compared with 30 in May"."""
        here, before = self.counts[index], self.counts[index - 1]
        opener = self.vocabulary.compared.find_before(self.norms, here.start)
        if opener is None or here.kind not in (None, before.kind) or here.number.is_none or before.number.is_none:
            return False
        start = max(before.end, link.trigger.end if link.trigger.end <= here.start else 0)
        is_near = 0 <= opener[0] - start <= _LONGEST_LIST_STEP
        ends = not self._norm(here.end).isalpha() or self._is_placed(here)
        is_apart = here.kind is not None and self.norms[opener[0] - 1] == ","  # not "an attack on 12 guards"
        return is_near and (is_apart or (ends and here.kind is None)) and not self._has_trigger(start, here.end)

    def _opens_deaths(self, index: int, following: Link) -> bool:
        """Tell whether cases are of a disease, since deaths are counted with them: "240 cases and 3 deaths"."""
        here, other = self.counts[index], self.counts[index + 1]
        is_beside = here.kind is NounKind.CASE and following.indicator is Indicator.KILLED and following.is_inside
        is_with = self.norms[here.end] in self.grammar.list_prepositions and other.start == here.end + 1
        return is_beside and (is_with or are_coordinated(self.norms, here, other, self.vocabulary))

    def _is_sum(self, index: int, link: Link) -> bool:
        """Tell whether a count says how many it is in all: "another 12 drowned, bringing the total to 40"."""
        here, before = self.counts[index], self.counts[index - 1]
        start = max(before.end, link.trigger.end if link.trigger.end <= here.start else 0)
        gap = self.norms[start : here.start]
        if len(gap) < _SHORTEST_SUM or len(gap) > _LONGEST_ANNOUNCEMENT or here.kind not in (None, before.kind):
            return False
        is_named = gap[-1] in self.grammar.goal and gap[-2] in self.grammar.announce_nouns and gap[-2].isalpha()
        return is_named and gap[-3] in self.grammar.determiners and not self._has_trigger(start, here.end)

    def _is_respective(self, index: int) -> bool:
        """Tell whether a count and the next go to two places named before: "14 and 7 deaths, respectively"."""
        here, following = self.counts[index], self.counts[index + 1]
        gap = self.norms[here.end : following.start]
        behind = following.end + (self._norm(following.end) == ",")
        return len(gap) == 1 and self._separates(gap[0]) and self._norm(behind) in self.grammar.respective

    def _continues_list(self, index: int, link: Link) -> bool:
        """Tell whether a count goes on a list: "12 in Mopti, 7 in Gao", "Mopti with 12, Gao with 7"."""
        before, here = self.counts[index - 1], self.counts[index]
        is_other_kind = before.kind is not None and here.kind not in (None, before.kind)
        if is_other_kind or here.number.is_none or before.number.is_none or (link.is_noun and here.kind is not None):
            return False  # "50,000 refugees and 65,000 members of their host communities"
        start = max(before.end, link.trigger.end if link.trigger.end <= here.start else 0)
        gap = self.norms[start : here.start]
        while gap[1:] and (gap[-1] in self.grammar.determiners or gap[-1] in self.grammar.others):
            gap = gap[:-1]  # "and the 12", "y a 12", "and another 12"
        if not gap or self._has_trigger(start, here.end):
            return False
        if gap[-1] == ":" and self._is_placed(here):  # "73 people died: 66 in Mopti"
            return len(gap) <= _LONGEST_ANNOUNCEMENT
        if len(gap) > _LONGEST_LIST_STEP:
            return False
        if here.is_named and self._has_own_place(gap):
            return not self._is_second_of_two(index - 1, link)
        if gap[-1] in self.grammar.list_prepositions:
            following = self._norm(here.end)
            ends = not following.isalpha() or self._separates(following)
            return here.kind is None and ends and any(map(self._separates, gap[-_LIST_STEP:]))
        if len(gap) > _LIST_STEP or not self._separates(gap[-1]):
            return False
        goes_on = index - 1 in self.relations or self.norms[before.start - 1] == ","  # "six men, two boys, and a girl"
        if len(gap) == 1 or (goes_on and all(map(self._separates, gap))):
            is_member = here.kind is not None or self._is_placed(here) or here.is_other
            is_of = self.norms[link.trigger.end - 1] in self.grammar.of  # "the murder of six men and two maids lasted"
            is_next = is_member and (is_of or self._is_closed(here))
            return is_next or (len(gap) == 1 and self._is_respective(index - 1))
        return gap[0] in self.grammar.prepositions and self._is_placed(here)

    def _has_own_place(self, gap: Sequence[str]) -> bool:
        """Tell whether a gap ends in a name with nothing but "and" before it: "12 deaths in May and Fiji seven"."""
        joints = [at for at, norm in enumerate(gap) if self._separates(norm)]
        name = gap[joints[-1] + 1 :] if joints else ()
        return 0 < len(name) <= _LONGEST_NAME and self.vocabulary.light_words.isdisjoint(name)

    def _opens_list(self, index: int, link: Link) -> bool:
        """Tell whether a count with its place stands in front of one without a noun, whose verb is behind both."""
        here, following = self.counts[index], self.counts[index + 1]
        gap = self.norms[here.end : following.start]
        is_list = 1 < len(gap) <= _LIST_STEP and self._separates(gap[-1]) and self._is_placed(here)
        if self._is_respective(index):
            return here.kind is None and not here.number.is_none
        is_alike = following.kind is None and self._is_placed(following) and index + 1 not in self.relations
        is_ahead = link.trigger.start >= following.end and not self._has_trigger(here.end, following.start)
        return is_list and is_alike and is_ahead and not (here.number.is_none or here.is_share)

    def _has_trigger(self, start: int, end: int) -> bool:
        """Tell whether something else is said of people; "in attacks on three villages" only says how."""
        inside = (trigger for trigger in self.triggers if start <= trigger.start and trigger.end <= end)
        forms = (form for trigger in inside for form in trigger.forms)
        return any(form.indicator is not Indicator.INCIDENTS and not form.closing for form in forms)

    def _is_placed(self, count: Count) -> bool:
        following = self._norm(count.end)
        return following in self.grammar.prepositions and following not in self.grammar.agent

    def _is_closed(self, count: Count) -> bool:
        """Tell whether nothing more is said of a count: not "two others got away"."""
        following = self._norm(count.end)
        is_verbal = following in self.grammar.be or following in self.grammar.have
        if self._norm(count.start - 1) == ";" and following == ",":
            return False  # "two engineers; a third, who has fled, is being sought"
        return not is_verbal and (not following.isalpha() or following in self.vocabulary.phrase_ends)

    def _is_second_of_two(self, index: int, link: Link) -> bool:
        """Tell whether a count closes a pair, so that nothing tells which of them goes on: "9 cases and 3 deaths"."""
        first = self.links.get(index - 1)
        return first is not None and first.indicator is not link.indicator

    def _separates(self, norm: str) -> bool:
        return norm in ",;" or norm in self.grammar.coordination

    def _norm(self, position: int) -> str:
        return self.norms[position] if position < len(self.norms) else ""


def _announces(trigger: Trigger) -> bool:
    """Tell whether a trigger only announces a count, as "toll" does."""
    return all(form.side is Side.TOTAL for form in trigger.forms)
