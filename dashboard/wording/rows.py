"""Rows of the two tables read as values of the model, so that every formatter takes either."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from dashboard.model import Figure, Measure, Period, PeriodBasis, PeriodPrecision, Place, Quantifier, Quantity

Row = Mapping[str, Any]


def read_quantity(quantity: Quantity | Row) -> Quantity:
    """Return the count of a total or figure, from a row or as it is."""
    if isinstance(quantity, Quantity):
        return quantity
    return Quantity(
        quantity["value"],
        quantity["value_low"],
        quantity["value_high"],
        Quantifier(quantity["quantifier"]),
        quantity.get("value_text") or "",
    )


def read_period(period: Period | Row | Figure) -> Period:
    """Return the reference period, from a row, from a figure or as it is.

    The one day of a running total is its last: it has no start, so that nobody takes all of
    them for those of that day.

    Example:
        >>> from datetime import date
        >>> from dashboard.model import Indicator, Unit
        >>> killed = Figure("f1", Indicator.KILLED, Measure.CUMULATIVE, Unit.PERSON, Quantity(40),
        ...     period=Period.of_day(date(2026, 3, 3)))
        >>> read_period(killed).start, read_period(killed).end
        (None, datetime.date(2026, 3, 3))
    """
    if isinstance(period, Period):
        return period
    if isinstance(period, Figure):
        measure, read = period.measure, period.period
    else:
        measure = period["measure"]
        read = Period(
            period["reference_period_start"],
            period["reference_period_end"],
            PeriodPrecision(period["period_precision"]),
            PeriodBasis(period["period_basis"]),
        )
    is_up_to = measure == Measure.CUMULATIVE and read.start == read.end and read.basis is PeriodBasis.STATED
    return replace(read, start=None) if is_up_to else read


def read_place(place: Place | Row) -> Place:
    """Return the place, from a row or as it is."""
    if isinstance(place, Place):
        return place
    return Place(
        place["location_code"],
        place["location_name"],
        place["admin1_code"],
        place["admin1_name"],
        place["origin_code"],
        place["place_text"],
    )
