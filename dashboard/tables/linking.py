"""Which figure of a table is a part of which other one.

Two ways: rows carry labels and point to each other (our own layout), or columns and words
carry names (see ``mapping``). A part that lost its whole through a label is left out, since 3
children of 12 killed would count as three more; a part whose whole has no number in the table
stands for itself.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from dashboard.model import Period, Place, Quantity, Unit
from dashboard.tables.said import Meaning

Context = tuple[object, ...]


@dataclass(slots=True, eq=False)
class Draft:
    """A figure that is not yet identified.

    ``topic`` are numbers that tell meanings, places and periods apart. ``label`` and
    ``labels`` are what its row calls it and the rows it points to, by role name.
    """

    meaning: Meaning
    quantity: Quantity
    place: Place
    period: Period
    topic: tuple[int, int, int]
    row: int
    position: int
    label: str | None = None
    labels: dict[str, str] = field(default_factory=dict)
    part_of: "Draft | None" = None
    supersedes: "Draft | None" = None
    same_as: "Draft | None" = None
    figure_id: str = ""


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
    """Link parts and other units to the drafts whose name they give: in the same row, else in the same context."""
    if not any(draft.meaning.part_of or draft.meaning.same_as for draft in drafts):
        return
    named = _by_context(drafts)
    for _, group in groupby(drafts, key=lambda draft: draft.row):
        row = list(group)
        here: dict[str, list[Draft]] = defaultdict(list)
        for draft in row:
            if name := _name(draft):
                here[name].append(draft)
        for draft in row:
            draft.part_of = draft.part_of or _find(draft, draft.meaning.part_of, here, named, [draft.meaning.unit])
            draft.same_as = draft.same_as or _find(draft, draft.meaning.same_as, here, named, Unit)


def _find(
    draft: Draft,
    name: str | None,
    here: Mapping[str, Sequence[Draft]],
    named: dict[Context, list[Draft]],
    units: Iterable[Unit],
) -> Draft | None:
    if name is None:
        return None
    beside = here.get(name, ())
    found = next((other for other in beside if other.meaning.indicator is draft.meaning.indicator), None)
    found = found or next(iter(beside), None)
    if found is None:
        others = [other for unit in units for other in named.get(_context(draft, name, unit), ())]
        found = _nearest(others, draft.row) if others else None
    return None if found is draft or (found and _leads_to(found, draft)) else found


def _leads_to(draft: Draft, whole: Draft) -> bool:
    """Tell whether a draft is already a part of the other, so that no two are parts of each other."""
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


def _by_context(drafts: Sequence[Draft]) -> dict[Context, list[Draft]]:
    named: dict[Context, list[Draft]] = {}
    for draft in drafts:
        if name := _name(draft):
            named.setdefault(_context(draft, name, draft.meaning.unit), []).append(draft)
    return named


def _name(draft: Draft) -> str | None:
    """Return the name of a whole; a part of the whole of that name is none (all ages, but of one sex)."""
    return None if draft.meaning.name == draft.meaning.part_of else draft.meaning.name


def _context(draft: Draft, name: str, unit: Unit) -> Context:
    meaning = draft.meaning
    said = (meaning.indicator, meaning.measure, meaning.certainty, meaning.reporter)
    return (name, unit, *said, draft.topic[1], draft.topic[2])
