"""The fields of a figure as they head a form, and what a correction changed in them."""

from dashboard.wording.catalogue import mark, translations

_FIELDS = {
    "indicator": mark("What is counted"),
    "value": mark("Number"),
    "quantifier": mark("Said as"),
    "value_low": mark("At least"),
    "value_high": mark("At most"),
    "value_text": mark("As printed"),
    "unit": mark("Counted in"),
    "population_group": mark("Who is counted"),
    "measure": mark("Kind of count"),
    "cause": mark("Cause"),
    "certainty": mark("How sure it is"),
    "location_code": mark("Country"),
    "admin1_code": mark("Area"),
    "place_text": mark("Place as printed"),
    "origin_code": mark("Came from"),
    "reference_period_start": mark("First day"),
    "reference_period_end": mark("Last day"),
    "period_precision": mark("Date known to"),
    "period_basis": mark("Date taken from"),
    "reporter": mark("Reported by"),
    "part_of": mark("Part of"),
    "supersedes": mark("Replaces"),
    "same_as": mark("Same people as"),
}


def name_field(name: str, locale: str = "en") -> str:
    """Return what a field of a figure is called, from the name of its column.

    Example:
        >>> name_field("value_low")
        'At least'
    """
    return translations(locale).gettext(_FIELDS[name])
