"""Who a figure of a table is: the same next month as today.

An identifier is made of what a row is about, not of its number or its place in the file, so
that a new edition of the table changes a figure instead of adding one beside it.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

from dashboard.model import Period, Place, Quantity, make_figure_id
from dashboard.tables.said import Meaning

Topic = TypeVar("Topic", bound=Hashable)


def make_ids(
    layout: str, topics: Sequence[Topic], quantities: Sequence[Quantity], describe: Callable[[int], tuple[str, ...]]
) -> list[str]:
    """Return an identifier for each figure of one table, in the same order.

    ``topics`` are equal for figures about the same thing; ``describe`` returns what the figure
    at an index is about. Figures about the same thing are numbered by rising values; the order
    of the rows does not matter.

    Example:
        >>> five, six = Quantity(5), Quantity(6)
        >>> make_ids("canonical", ["a"], [five], str) == make_ids("canonical", ["b"], [six], str)
        True
        >>> ids = make_ids("canonical", ["a", "a"], [five, six], lambda _: ("a",))
        >>> ids == make_ids("canonical", ["a", "a"], [six, five], lambda _: ("a",))[::-1], ids[0] == ids[1]
        (True, False)
    """
    alike: dict[Topic, list[int]] = defaultdict(list)
    for index, topic in enumerate(topics):
        alike[topic].append(index)
    ids = [""] * len(topics)
    for indices in alike.values():
        about = describe(indices[0])
        if len(indices) > 1:
            indices.sort(key=lambda index: _size(quantities[index]))
        for number, index in enumerate(indices, start=1):
            ids[index] = make_figure_id(layout, *about, number)
    return ids


def describe_topic(meaning: Meaning, place: Place, period: Period) -> tuple[str, ...]:
    """Return what a figure is about, as the parts of its identifier."""
    parts = (
        meaning.reporter,
        meaning.indicator,
        meaning.measure,
        meaning.unit,
        place.location_code,
        place.admin1_code,
        place.admin1_name,
        place.origin_code,
        place.text,
        period.start,
        period.end,
        meaning.population_group,
        meaning.cause,
        meaning.certainty,
    )
    return tuple(map(str, parts))


def _size(quantity: Quantity) -> list[float]:
    return [-1 if part is None else part for part in (quantity.value, quantity.low, quantity.high)]
