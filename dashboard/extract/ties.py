"""Tie figures to one another: part of, the same people, newer than.

Inside a sentence the relations of the counts say so. Across sentences, "340 of them" is a
part of what was said before, and a toll that "rose to 45" replaces the one before it. A tie
names the other figure's id; nothing is dropped. This module must not read any number.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from dashboard.extract.carry import UPDATE_MARK
from dashboard.extract.counted import Count
from dashboard.extract.link import Link
from dashboard.extract.match import Vocabulary
from dashboard.extract.relate import Relation, Tie, find_sum, is_former, is_new_count, is_part, names_former
from dashboard.model import Figure, Indicator, PeriodBasis, PopulationGroup

_REACH_CHARACTERS, _NEXT_CHARACTERS = 1_500, 400
_NO_DEAD = frozenset((Indicator.INJURED, Indicator.MISSING))  # people who are not among the dead
_HEAD_WORDS = 2
_FEWEST_PARTS, _LONGEST_LIST, _LONGEST_ASIDE = 2, 40, 12


def drop_figures(figures: list[Figure], dropped: Collection[str]) -> list[Figure]:
    """Return the figures without some of them, given by their ids, and without ties to those."""
    if not dropped:
        return figures
    ties = {figure.figure_id: figure.figure_id for figure in figures if figure.figure_id not in dropped}
    return [
        replace(
            figure,
            part_of=ties.get(figure.part_of or ""),
            same_as=ties.get(figure.same_as or ""),
            supersedes=ties.get(figure.supersedes or ""),
        )
        for figure in figures
        if figure.figure_id in ties
    ]


class Ties:
    """The figures of a document so far, to tie the next ones to."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self.figures: list[Figure] = []
        self.indicators: set[Indicator] = set()

    def tie(
        self,
        norms: Sequence[str],
        figures: Mapping[int, Figure],
        relations: Mapping[int, Relation],
        links: Mapping[int, Link],
    ) -> None:
        """Add the figures of one sentence, tied; ``figures`` are by the number of their count.

        An earlier figure may get its tie only here: "the previous toll was 30".
        """
        figures = self._dated(norms, figures, links)
        shares = _opens_shares(norms, self._vocabulary)
        tied = [self._tied(norms, index, figures, relations, links, are_shares=shares) for index in figures]
        self.add(self._added_up(tied))

    def add(self, figures: Sequence[Figure]) -> None:
        """Add figures that are tied to one another already, as those of a table are."""
        self.figures += figures
        self.indicators |= {figure.indicator for figure in figures}

    def _dated(
        self, norms: Sequence[str], figures: Mapping[int, Figure], links: Mapping[int, Link]
    ) -> Mapping[int, Figure]:
        """Give "another 12 were hurt" the date of the count that it goes on with, if it has none of its own."""
        first = min(figures, default=0)
        if not figures or not self.figures or not _goes_on(norms, links[first].count, self._vocabulary):
            return figures
        before = self.figures[-1]
        is_near = _start(figures[first]) - _start(before) <= _NEXT_CHARACTERS
        if not is_near or before.period.basis is not PeriodBasis.STATED:
            return figures
        return {
            index: figure if figure.period.basis is PeriodBasis.STATED else replace(figure, period=before.period)
            for index, figure in figures.items()
        }

    def _tied(
        self,
        norms: Sequence[str],
        index: int,
        figures: Mapping[int, Figure],
        relations: Mapping[int, Relation],
        links: Mapping[int, Link],
        *,
        are_shares: bool,
    ) -> Figure:
        figure, count, relation = figures[index], links[index].count, relations.get(index)
        base = figures.get(relation.base) if relation else None
        if base and base.indicator is not figure.indicator and self._names_whole(norms, links[index]):
            base = next((f for f in reversed([*figures.values()]) if f is not figure and _is_whole_of(f, figure)), base)
        if relation and base and relation.tie is Tie.PART_OF:
            is_apart = base.indicator is Indicator.KILLED and figure.indicator in _NO_DEAD
            return figure if is_apart else replace(figure, part_of=base.figure_id)
        if (relation and relation.tie is Tie.PART_OF) or self._is_of_uncounted(norms, count):
            return figure  # of a whole that is no figure: "90 of the 200 villagers"
        if relation and base and base.indicator is figure.indicator:  # not "5 missing, 1,230 families affected"
            return replace(figure, same_as=base.figure_id)
        if count.is_share and self._names_whole(norms, links[index]):
            return self._shared(figure, {figure.indicator}, is_bare=True)
        is_relative = norms[count.end - 1] in self._vocabulary.grammar.relatives  # "nine people, eight of whom"
        if count.is_share and count.kind is None and not is_relative:
            return self._shared(
                figure, {form.indicator for trigger in count.inside for form in trigger.forms}, is_bare=True
            )
        listed = self._before_colon(norms, index, figures, links)
        if listed is not None and relation is None:
            return replace(figure, part_of=listed.figure_id)
        if relation is None and (are_shares or is_part(norms, count, self._vocabulary)):
            return self._shared(figure, {figure.indicator}, is_bare=count.kind is None)
        former = self._former(norms, index, figures, links)
        return replace(figure, supersedes=former.figure_id) if former else figure

    def _names_whole(self, norms: Sequence[str], link: Link) -> bool:
        """Tell whether the noun of a share says what it is a share of: "eight of those deaths"."""
        last = link.trigger.end - 1
        if norms[link.count.end - 1] in self._vocabulary.grammar.definite:  # "102 of those killed"
            return link.trigger.start == link.count.end
        return link.is_noun or (link.trigger.start == link.count.end and norms[last] in self._vocabulary.nouns)

    def _is_of_uncounted(self, norms: Sequence[str], count: Count) -> bool:
        """Tell whether a share is of people of its sentence who are no figure: "of 90 passengers saved, 40 of them"."""
        if not count.is_share or count.kind is not None:
            return False
        before = range(count.start - 1)
        return any(norms[at][0].isdecimal() and norms[at + 1] in self._vocabulary.nouns for at in before)

    def _before_colon(
        self, norms: Sequence[str], index: int, figures: Mapping[int, Figure], links: Mapping[int, Link]
    ) -> Figure | None:
        """Return the toll that a list behind a colon breaks down: "159 people died: 121 in their homes"."""
        start = links[index].count.start
        if ":" not in norms[max(0, start - _LONGEST_LIST) : start]:
            return None
        colon = next((at for at in range(start - 1, max(0, start - _LONGEST_LIST), -1) if norms[at] == ":"), 0)
        before = [other for other in figures if links[other].count.end <= colon]
        if not before or colon - links[before[-1]].count.end > _LONGEST_ASIDE:
            return None
        whole, part = figures[before[-1]], figures[index]
        return whole if _is_whole_of(whole, part) else None

    def _shared(self, figure: Figure, indicators: Collection[Indicator], *, is_bare: bool) -> Figure:
        """Tie "340 of them" to the last figure that is large enough; one without a noun takes over its people.

        Only ``indicators`` may be the whole, if there are any: "two of the wounded".
        """
        recent = list(self._recent(figure))
        former = {newer.supersedes for newer in recent}  # a part is one of the newer toll
        fitting = [f for f in recent if f.figure_id not in former and _holds(f, figure)]
        fitting = [f for f in fitting if not indicators or f.indicator in indicators]
        of_its_time = (f for f in fitting if f.period == figure.period)
        whole = next(of_its_time, None) or next(iter(fitting), None)
        if whole is None:
            return figure
        is_open = figure.population_group is PopulationGroup.ALL and is_bare
        group = whole.population_group if is_open else figure.population_group
        is_dated = figure.period.basis is PeriodBasis.STATED or whole.period.basis is not PeriodBasis.STATED
        period = figure.period if is_dated else whole.period
        return replace(figure, part_of=whole.figure_id, population_group=group, period=period)

    def _added_up(self, tied: list[Figure]) -> list[Figure]:
        """Tie counts that add up to one before them: "The dead were five men, four women and three children"."""
        if len(tied) < _FEWEST_PARTS:
            return tied
        for indicator, unit in dict.fromkeys((figure.indicator, figure.unit) for figure in tied):
            alike = [f for f in tied if f.indicator is indicator and f.unit is unit and not _is_tied(f)]
            if len(alike) < _FEWEST_PARTS:
                continue
            wholes = [f for f in self._recent(alike[0]) if f.indicator is indicator and f.unit is unit]
            whole = next((f for f in wholes if _sum_up(f, alike)), None)
            if whole is None and len(alike) > _FEWEST_PARTS and _sum_up(alike[0], alike[1:]):
                whole, alike = alike[0], alike[1:]
            if whole is not None:
                parts = {part.figure_id for part in alike}
                tied = [replace(f, part_of=whole.figure_id) if f.figure_id in parts else f for f in tied]
        return tied

    def _former(
        self, norms: Sequence[str], index: int, figures: Mapping[int, Figure], links: Mapping[int, Link]
    ) -> Figure | None:
        """Return the earlier count that this one replaces, in its sentence or before it."""
        if is_former(norms, links[index].count, self._vocabulary):
            self._replace_former(norms, index, figures, links)
            return None
        is_sum = find_sum(norms, links[index].count, self._vocabulary) is not None
        for other in (index - 1, index + 1):
            is_updated = not is_sum and other in figures and UPDATE_MARK in links[max(index, other)].features
            if is_updated and (other < index or is_former(norms, links[other].count, self._vocabulary)):
                return figures[other]
        if not is_new_count(norms, links[index].count, self._vocabulary):
            return None
        later = figures[index]
        return next((earlier for earlier in self._recent(later) if _is_of_series(earlier, later)), None)

    def _replace_former(
        self, norms: Sequence[str], index: int, figures: Mapping[int, Figure], links: Mapping[int, Link]
    ) -> None:
        """Let the toll told before replace this one: "The previous toll was 30 dead"."""
        if not names_former(norms, links[index].count, self._vocabulary):
            return
        former = figures[index]
        newer = next((earlier for earlier in self._recent(former) if _is_of_series(earlier, former)), None)
        if newer is not None and newer.supersedes is None:
            self.figures[self.figures.index(newer)] = replace(newer, supersedes=former.figure_id)

    def _recent(self, figure: Figure) -> Iterator[Figure]:
        """Go back through the figures of the sentences before that are no parts themselves."""
        for earlier in reversed(self.figures):
            if _start(figure) - _start(earlier) > _REACH_CHARACTERS:
                return
            if earlier.part_of is None and earlier.same_as is None:
                yield earlier


def _opens_shares(norms: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Tell whether a sentence is about parts of what was counted before: "Of these, …", "Among the dead are …"."""
    grammar = vocabulary.grammar
    if len(norms) > _HEAD_WORDS and (norms[0] in grammar.of or norms[0] in grammar.among):
        is_named = norms[1] in grammar.definite and norms[_HEAD_WORDS] in vocabulary.trigger_words  # "of the killed"
        if is_named or norms[1] in grammar.pronouns:
            return True
    return vocabulary.including.find(norms, 0) is not None


def _goes_on(norms: Sequence[str], count: Count, vocabulary: Vocabulary) -> bool:
    """Tell whether a count adds to the one before it: "another 12", "a further 12", "12 others"."""
    start = count.number.start
    return count.is_other or not vocabulary.grammar.others.isdisjoint(norms[max(0, start - 1) : start + 1])


def _is_tied(figure: Figure) -> bool:
    return bool(figure.part_of or figure.same_as or figure.supersedes)


def _sum_up(whole: Figure, parts: Sequence[Figure]) -> bool:
    """Tell whether exact counts add up to one exactly."""
    values = [part.quantity.value for part in parts]
    are_of_one_time = all(part.period in (whole.period, parts[0].period) for part in parts)
    return None not in values and whole.quantity.value == sum(filter(None, values)) and are_of_one_time


def _start(figure: Figure) -> int:
    return figure.evidence.start if figure.evidence else 0


def _holds(whole: Figure, part: Figure) -> bool:
    """Tell whether a part fits into a whole."""
    sizes = [figure.quantity.value or figure.quantity.high or figure.quantity.low or 0 for figure in (whole, part)]
    return whole.unit is part.unit and sizes[0] >= sizes[1] > 0


def _is_whole_of(whole: Figure, part: Figure) -> bool:
    return whole.indicator is part.indicator and _holds(whole, part)


def _is_of_series(earlier: Figure, later: Figure) -> bool:
    """Tell whether two figures count the same thing at the same place."""
    is_same_thing = earlier.indicator is later.indicator and earlier.unit is later.unit
    is_same_place = earlier.place.location_code == later.place.location_code
    return is_same_thing and is_same_place and earlier.quantity.value != later.quantity.value
