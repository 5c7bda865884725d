"""Add up what one document says, without counting anybody twice.

An article repeats its toll, breaks it down, and updates it. So the figures of a document
are not added; the one that covers the others is looked for. This is about one document
only: several documents are the business of ``dashboard.consolidate``.
"""

from collections.abc import Sequence

from dashboard.model import Certainty, Figure, Indicator, Quantity, Total, Unit


def total_figures(figures: Sequence[Figure]) -> list[Total]:
    """Return one total for each indicator and unit of a document, in order of appearance.

    Parts, replaced counts and figures that are not reported as fact are left out. Of what
    remains, the largest covers the others.

    Example:
        >>> total_figures([])
        []
    """
    superseded = {figure.supersedes for figure in figures}
    groups: dict[tuple[Indicator, Unit], list[Figure]] = {}
    for figure in figures:
        is_counted = figure.certainty is Certainty.REPORTED and not figure.part_of and not figure.same_as
        if is_counted and figure.figure_id not in superseded:
            groups.setdefault((figure.indicator, figure.unit), []).append(figure)
    return [_total(indicator, unit, group) for (indicator, unit), group in groups.items()]


def _total(indicator: Indicator, unit: Unit, figures: Sequence[Figure]) -> Total:
    best = max((figure.quantity for figure in figures), key=_size)
    return Total(indicator, unit, best.value, best.low, best.high)


def _size(quantity: Quantity) -> float:
    return max(number for number in (quantity.value, quantity.low, quantity.high) if number is not None)
