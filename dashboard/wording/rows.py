"""Rows of the two tables read as values of the model, so that every formatter takes either."""

from collections.abc import Mapping
from typing import Any

from dashboard.model import Period, PeriodBasis, PeriodPrecision, Place, Quantifier, Quantity

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


def read_period(period: Period | Row) -> Period:
    """Return the reference period, from a row or as it is."""
    if isinstance(period, Period):
        return period
    return Period(
        period["reference_period_start"],
        period["reference_period_end"],
        PeriodPrecision(period["period_precision"]),
        PeriodBasis(period["period_basis"]),
    )


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
