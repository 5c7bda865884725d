"""What the columns of a table can be, and how tables are laid out, in words."""

from dashboard.wording.catalogue import mark, translations

# By the roles of ``dashboard.tables.mapping``, in the order in which they are offered.
_ROLES = {
    "value": mark("Number; what it counts is said elsewhere"),
    "value_low": mark("Lower bound of the number"),
    "value_high": mark("Upper bound of the number"),
    "value_text": mark("Number as it is printed"),
    "quantifier": mark("How exact the number is"),
    "indicator": mark("What is counted"),
    "measure": mark("Kind of count: at a date, over a period, running total"),
    "unit": mark("What one is: person, household, home"),
    "population_group": mark("Who is counted: everybody, women, children …"),
    "cause": mark("Cause: conflict, disaster …"),
    "certainty": mark("Whether it is reported, feared or expected"),
    "location_name": mark("Country (name)"),
    "location_code": mark("Country (code)"),
    "admin1_name": mark("Region or province (name)"),
    "admin1_code": mark("Region or province (code)"),
    "place_text": mark("Smaller place, as printed"),
    "origin_name": mark("Country people came from (name)"),
    "origin_code": mark("Country people came from (code)"),
    "period": mark("Date or period"),
    "period_start": mark("First day"),
    "period_end": mark("Last day"),
    "year": mark("Year"),
    "month": mark("Month"),
    "day": mark("Day of the month"),
    "week": mark("Week of the year"),
    "quarter": mark("Quarter of the year"),
    "period_precision": mark("How exact the date is"),
    "period_basis": mark("Whether the date is that of the report"),
    "reporter": mark("Who says it"),
    "words": mark("Words that say more about the number"),
    "label": mark("Label of the row"),
    "part_of": mark("Label of the row this one is a part of"),
    "supersedes": mark("Label of the row this one replaces"),
    "same_as": mark("Label of the row with the same people"),
    "ignored": mark("Left out"),
}
_LAYOUTS = {
    "canonical": mark("the table of humdash"),
    "hxl": mark("a table with HXL tags"),
    "long": mark("one number a row, with what it counts beside it"),
    "wide": mark("one column for each thing that is counted"),
}


def name_role(role: str, locale: str = "en") -> str:
    """Return what the cells of a column are.

    Example:
        >>> name_role("period_start"), name_role("ignored")
        ('First day', 'Left out')
    """
    return translations(locale).gettext(_ROLES[role])


def list_roles() -> list[str]:
    """Return everything a column can be, in the order in which it is offered."""
    return list(_ROLES)


def name_layout(layout: str, locale: str = "en") -> str | None:
    """Return how a table is laid out, ``None`` for a layout that has a name of its own.

    Example:
        >>> name_layout("canonical"), name_layout("unhcr")
        ('the table of humdash', None)
    """
    words = _LAYOUTS.get(layout)
    return translations(locale).gettext(words) if words else None
