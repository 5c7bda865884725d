"""Which figure of a table is a part of which other one.

Two ways: rows carry labels and point to each other (our own layout), or columns and words
carry names (see ``mapping``). A part that lost its whole through a label is left out, since 3
children of 12 killed would count as three more; a part whose whole has no number in the table
stands for itself.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from dashboard.model import Period, Place, Quantity, Unit
from dashboard.tables.said import Meaning, Said

Context = tuple[object, ...]


@dataclass(slots=True, eq=False)
class Draft:
    """A figure that is not yet identified.

    ``topic`` are numbers that tell meanings, places and periods apart. ``label`` and
    ``labels`` are what its row calls it and the rows it points to, by role name.
    """

    meaning: Meaning
    said: Said
    quantity: Quantity
    place: Place
    period: Period
    topic: tuple[int, int, int]
    row: int
    position: int
    label: str | None = None
    labels: Mapping[str, str] = field(default_factory=dict)
    part_of: "Draft | None" = None
    supersedes: "Draft | None" = None
    same_as: "Draft | None" = None
    figure_id: str = ""

    @property
    def about(self) -> tuple[Meaning, Place, Period]:
        """What the figure is about."""
        return self.meaning, self.place, self.period

    @property
    def part_of_name(self) -> tuple[str, int | None] | None:
        """The name of its whole, and which word of the row gives it; ``None`` if it is the column."""
        return (self.meaning.part_of, None) if self.meaning.part_of else self.said.part_of


def link_labels(drafts: Sequence[Draft]) -> tuple[list[Draft], list[tuple[Draft, str]]]:
    """Link the drafts by their labels; return those that are left, and each lost link with its role.

    A draft that points to no other, or to one that is left out, is left out itself.
    """
    left, lost = list(drafts), []
    while True:
        by_label = {draft.label: draft for draft in reversed(left) if draft.label}
        pointless = [(draft, role) for draft in left for role, label in draft.labels.items() if label not in by_label]
        if not pointless:
            break
        lost += pointless
        gone = {id(draft) for draft, _ in pointless}
        left = [draft for draft in left if id(draft) not in gone]
    for draft in left:
        for role, label in draft.labels.items():
            setattr(draft, role, by_label[label])
    return left, lost


def link_names(drafts: Sequence[Draft]) -> None:
    """Link parts and other units to the drafts whose name they give.

    It is looked for in the same row, then in a row that differs by the one word that names it,
    then in a row that is no part of anything.
    """
    if not any(draft.part_of_name or draft.meaning.same_as for draft in drafts):
        return
    named = _by_context(drafts)
    for _, group in groupby(drafts, key=lambda draft: draft.row):
        row = list(group)
        for draft in row:
            if draft.part_of is None and (wanted := draft.part_of_name):
                units = [draft.meaning.unit]
                draft.part_of = _find_beside(draft, wanted[0], row) or _find(draft, *wanted, named, units)
            if draft.same_as is None and (same := draft.meaning.same_as):
                draft.same_as = _find_beside(draft, same, row) or _find(draft, same, None, named, list(Unit))


def _find_beside(draft: Draft, name: str, row: Sequence[Draft]) -> Draft | None:
    """Return the draft of that name in the same row, one of the same indicator before others."""
    beside = [other for other in row if name in _names(other) and not _leads_to(other, draft)]
    alike = [other for other in beside if other.meaning.indicator is draft.meaning.indicator]
    return next(iter(alike or beside), None)


def _find(
    draft: Draft, name: str, word: int | None, named: Mapping[Context, Sequence[Draft]], units: Sequence[Unit]
) -> Draft | None:
    for words in (draft.said.around(word), None):
        for unit in units:
            others = named.get(_context(draft, name, unit, words))
            nearest = _nearest(others, draft.row) if others else None
            if nearest is not None and not _leads_to(nearest, draft):
                return nearest
    return None


def _leads_to(draft: Draft, whole: Draft) -> bool:
    """Tell whether a draft is the other or a part of it already, so that no two are parts of each other."""
    step: Draft | None = draft
    while step is not None:
        if step is whole:
            return True
        step = step.part_of or step.same_as
    return False


def _nearest(others: Sequence[Draft], row: int) -> Draft:
    """Return the last one above or in the row, else the first below."""
    above = bisect_right(others, row, key=lambda draft: draft.row)
    return others[max(above - 1, 0)]


def _by_context(drafts: Iterable[Draft]) -> dict[Context, list[Draft]]:
    """Return the drafts by their names: with the words around each name, and without words those that are no part."""
    named: dict[Context, list[Draft]] = {}
    for draft in drafts:
        unit, column = draft.meaning.unit, _column_name(draft)
        names: list[tuple[str, int | None]] = [(column, None)] if column else []
        for name, word in (*names, *draft.said.names):
            named.setdefault(_context(draft, name, unit, draft.said.around(word)), []).append(draft)
        if draft.part_of_name is None:
            for name in _names(draft):
                named.setdefault(_context(draft, name, unit, None), []).append(draft)
    return named


def _names(draft: Draft) -> set[str]:
    """Return the names of a whole: that of its column, and if it is no part of anything those of its words."""
    words = {name for name, _ in draft.said.names} if draft.part_of_name is None else set()
    return words | ({name} if (name := _column_name(draft)) else set())


def _column_name(draft: Draft) -> str | None:
    """Return the name that a column gives; a part of the whole of that name has none."""
    return None if draft.meaning.name == draft.meaning.part_of else draft.meaning.name


def _context(draft: Draft, name: str, unit: Unit, words: tuple[str, ...] | None) -> Context:
    meaning = draft.meaning
    said = (meaning.indicator, meaning.measure, meaning.certainty, meaning.reporter)
    return (name, unit, *said, *draft.topic[1:], words)
