"""Tie figures to one another: part of, the same people, newer than.

Inside a sentence the relations of the counts say so. Across sentences, "340 of them" is a
part of what was said before, and a toll that "rose to 45" replaces the one before it. A tie
names the other figure's id; nothing is dropped. This module must not read any number.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from dashboard.extract.carry import UPDATE_MARK
from dashboard.extract.link import Link
from dashboard.extract.match import Vocabulary
from dashboard.extract.relate import Relation, Tie, is_former, is_new_count
from dashboard.model import Figure, PopulationGroup

_REACH_CHARACTERS = 1_500


class Ties:
    """The figures of a document so far, to tie the next ones to."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._earlier: list[Figure] = []

    def tie(
        self,
        norms: Sequence[str],
        figures: Mapping[int, Figure],
        relations: Mapping[int, Relation],
        links: Mapping[int, Link],
    ) -> list[Figure]:
        """Return the figures of one sentence, tied; ``figures`` are by the number of their count."""
        tied = [self._tied(norms, index, figures, relations, links) for index in figures]
        self._earlier += tied
        return tied

    def _tied(
        self,
        norms: Sequence[str],
        index: int,
        figures: Mapping[int, Figure],
        relations: Mapping[int, Relation],
        links: Mapping[int, Link],
    ) -> Figure:
        figure, count, relation = figures[index], links[index].count, relations.get(index)
        base = figures.get(relation.base) if relation else None
        if relation and base and relation.tie is Tie.PART_OF:
            return replace(figure, part_of=base.figure_id)
        if relation and base and base.indicator is figure.indicator:  # not "5 missing, 1,230 families affected"
            return replace(figure, same_as=base.figure_id)
        if count.is_share and (count.kind is None or links[index].is_noun):
            return self._shared(figure)
        former = self._former(norms, index, figures, links)
        return replace(figure, supersedes=former.figure_id) if former else figure

    def _shared(self, figure: Figure) -> Figure:
        """Tie "340 of them" to the last figure that is large enough, and take over its people."""
        whole = next((earlier for earlier in self._recent(figure) if _holds(earlier, figure)), None)
        if whole is None:
            return figure
        is_open = figure.population_group is PopulationGroup.ALL
        group = whole.population_group if is_open else figure.population_group
        return replace(figure, part_of=whole.figure_id, population_group=group)

    def _former(
        self, norms: Sequence[str], index: int, figures: Mapping[int, Figure], links: Mapping[int, Link]
    ) -> Figure | None:
        """Return the earlier count that this one replaces, in its sentence or before it."""
        if is_former(norms, links[index].count, self._vocabulary):
            return None
        for other in (index - 1, index + 1):
            is_updated = other in figures and UPDATE_MARK in links[max(index, other)].features
            if is_updated and (other < index or is_former(norms, links[other].count, self._vocabulary)):
                return figures[other]
        if not is_new_count(norms, links[index].count, self._vocabulary):
            return None
        later = figures[index]
        return next((earlier for earlier in self._recent(later) if _is_of_series(earlier, later)), None)

    def _recent(self, figure: Figure) -> Iterator[Figure]:
        """Go back through the figures of the sentences before that are no parts themselves."""
        for earlier in reversed(self._earlier):
            if _start(figure) - _start(earlier) > _REACH_CHARACTERS:
                return
            if earlier.part_of is None and earlier.same_as is None:
                yield earlier


def _start(figure: Figure) -> int:
    return figure.evidence.start if figure.evidence else 0


def _holds(whole: Figure, part: Figure) -> bool:
    """Tell whether a part fits into a whole."""
    sizes = [figure.quantity.value or figure.quantity.high or figure.quantity.low or 0 for figure in (whole, part)]
    return whole.unit is part.unit and sizes[0] >= sizes[1] > 0


def _is_of_series(earlier: Figure, later: Figure) -> bool:
    """Tell whether two figures count the same thing at the same place."""
    is_same_thing = earlier.indicator is later.indicator and earlier.unit is later.unit
    is_same_place = earlier.place.location_code == later.place.location_code
    return is_same_thing and is_same_place and earlier.quantity.value != later.quantity.value
