"""Find what one document says in all, without counting anybody twice.

An article repeats its toll, breaks it down, updates it, and recalls older events. So the
figures of a document are not simply added; the one that covers the others is looked for.
This is about one document only: several are the business of ``dashboard.consolidate``.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from dashboard.extract.carry import LIST_MARK
from dashboard.model import Certainty, Figure, Indicator, PeriodBasis, Quantifier, Quantity, Total, Unit

_LEAD_CHARACTERS = 2_000


def total_figures(figures: Sequence[Figure]) -> list[Total]:
    """Return one total for each indicator and unit of a document, in order of appearance.

    ``figures`` are those of one document in text order. Left out are parts, replaced
    counts, the same people in another unit, years before the one the document is about,
    and all that is not reported as fact. The members of a list ("12 in Mopti and 7 in
    Gao") are added. Of what remains, the largest count in the lead is the total, because
    an article opens with its toll and breaks it down later.

    Example:
        >>> total_figures([])
        []
    """
    groups: dict[tuple[Indicator, Unit], list[Figure]] = {}
    for figure in _without_older_years(_counted(figures)):
        groups.setdefault((figure.indicator, figure.unit), []).append(figure)
    return [_total(indicator, unit, group) for (indicator, unit), group in groups.items()]


def _counted(figures: Sequence[Figure]) -> list[Figure]:
    by_id = {figure.figure_id: figure for figure in figures}
    replaced = {figure.supersedes for figure in figures}
    return [
        figure
        for figure in figures
        if figure.certainty is Certainty.REPORTED
        and figure.figure_id not in replaced
        and figure.same_as is None
        and not _is_part(figure, by_id.get(figure.part_of or ""))
    ]


def _is_part(figure: Figure, whole: Figure | None) -> bool:
    """Tell whether a figure is inside another of its indicator; "12 of whom were hurt" is not."""
    return whole is not None and whole.indicator is figure.indicator


def _without_older_years(figures: Sequence[Figure]) -> list[Figure]:
    """Drop what the text dates before the year most of its figures are about."""
    years = Counter(year for figure in figures if (year := _stated_year(figure)))
    main_year = max(years, key=lambda year: (years[year], year), default=0)
    return [figure for figure in figures if (_stated_year(figure) or main_year) >= main_year]


def _stated_year(figure: Figure) -> int | None:
    period = figure.period
    return period.start.year if period.start and period.end and period.basis is PeriodBasis.STATED else None


def _total(indicator: Indicator, unit: Unit, figures: Sequence[Figure]) -> Total:
    start = min(_position(figure) for figure in figures)
    lead = [figure for figure in figures if _position(figure) < max(_LEAD_CHARACTERS, start + 1)]
    stated = [figure for figure in lead if figure.quantity.quantifier is not Quantifier.VAGUE]
    best = max((_added(members) for members in _lists(stated or lead)), key=_size)
    return Total(indicator, unit, best.value, best.low, best.high)


def _lists(figures: Sequence[Figure]) -> list[list[Quantity]]:
    """Put the members of one list together; every other figure stands alone."""
    lists: list[list[Quantity]] = []
    for _, sentence in groupby(figures, key=_position):
        lists.append([])
        for figure in sentence:
            if lists[-1] and LIST_MARK not in (figure.reason or ""):
                lists.append([])
            lists[-1].append(figure.quantity)
    return lists


def _added(quantities: Sequence[Quantity]) -> Quantity:
    """Return the sum; a side that one of the counts leaves open stays open."""
    if len(quantities) == 1:
        return quantities[0]
    values = [quantity.value for quantity in quantities]
    if None not in values:
        lows, highs = [quantity.low for quantity in quantities], [quantity.high for quantity in quantities]
        return Quantity(_sum(values), _sum(lows), _sum(highs))
    return Quantity(None, sum(_size(quantity) if quantity.low is None else quantity.low for quantity in quantities))


def _sum(numbers: Sequence[float | None]) -> float | None:
    known = [number for number in numbers if number is not None]
    return sum(known) if len(known) == len(numbers) else None


def _position(figure: Figure) -> int:
    return figure.evidence.start if figure.evidence else 0


def _size(quantity: Quantity) -> float:
    return max(number for number in (quantity.value, quantity.low, quantity.high) if number is not None)
