"""Who a figure of a table is: the same next month as today.

An identifier is made of what a row is about, not of its number or its place in the file, so
that a new edition of the table changes a figure instead of adding one beside it.
"""

from collections import defaultdict
from collections.abc import Sequence

from dashboard.model import Figure, make_figure_id


def make_ids(layout: str, figures: Sequence[Figure]) -> list[str]:
    """Return an identifier for each figure of one table, in the same order.

    Figures about the same thing are numbered by rising values; the order of the rows does
    not matter.

    Example:
        >>> from dashboard.model import Indicator, Measure, Quantity, Unit
        >>> five, six = (Figure("", Indicator.KILLED, Measure.FLOW, Unit.PERSON, Quantity(n)) for n in (5, 6))
        >>> make_ids("canonical", [five]) == make_ids("canonical", [six])
        True
        >>> make_ids("canonical", [five, six]) == make_ids("canonical", [six, five])[::-1]
        True
    """
    alike: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for index, figure in enumerate(figures):
        alike[_about(figure)].append(index)
    ids: dict[int, str] = {}
    for about, indices in alike.items():
        by_size = sorted(indices, key=lambda index: _size(figures[index]))
        ids |= {
            index: make_figure_id(layout, *map(str, about), number) for number, index in enumerate(by_size, start=1)
        }
    return [ids[index] for index in range(len(figures))]


def _about(figure: Figure) -> tuple[object, ...]:
    place, period = figure.place, figure.period
    return (
        figure.reporter,
        figure.indicator,
        figure.measure,
        figure.unit,
        place.location_code,
        place.admin1_code,
        place.admin1_name,
        place.origin_code,
        place.text,
        period.start,
        period.end,
        figure.population_group,
        figure.cause,
        figure.certainty,
    )


def _size(figure: Figure) -> list[float]:
    quantity = figure.quantity
    return [-1 if part is None else part for part in (quantity.value, quantity.low, quantity.high)]
