"""The rules of consolidation in words, and why a figure is counted or not."""

from dashboard.wording.catalogue import mark, translations

_RULES = {
    "only_reported": mark("Only figures reported as facts, and not rejected in review, are counted."),
    "one_series": mark("People, households, stocks, flows and running totals are never added to one another."),
    "latest_stock": mark("Of the people counted on a date, only the latest count of a place stands."),
    "running_total": mark("A running total replaces the earlier ones of its series."),
    "separate_periods": mark(
        "Figures of one reporter are added only if their periods do not overlap, or if they are events of one list."
    ),
    "same_claim": mark("The same statement counts once, however many documents carry it."),
    "one_reporter": mark("Reporters are never added together: one is counted, the others are shown beside it."),
    "linked_figure": mark("A part, a replaced figure and the same people in another unit are not counted again."),
    "outer_place": mark("A place inside another counted place is not counted again."),
    "missing_stays_missing": mark("No figure found is not zero."),
}

_REASONS = {
    "certainty": mark("{name}"),
    "review": mark("{name}"),
    "same_claim": mark("the same statement as another figure here; it counts once"),
    "part_of": mark("part of another figure here"),
    "supersedes": mark("replaced by a later figure"),
    "same_as": mark("the same people in another unit"),
    "older": mark("older than the count of {date}"),
    "earlier_total": mark("replaced by the running total up to {date}"),
    "overlap": mark("its period overlaps that of another figure by the same reporter"),
    "shorter": mark("covers only part of the period of the counted figure"),
    "beside": mark("another reporter; the figure by {reporter} is counted"),
    "longer": mark("its days lie inside a longer period that has a figure of its own"),
    "inside": mark("inside {place}, which has a figure of its own"),
    "alone": mark("no other reporter gives a figure for it"),
    "preferred": mark("its reporter spoke last; at a tie the most specific, then the reviewed figure is taken"),
    "added": mark("added to other figures by the same reporter"),
}


def explain_rule(rule: str, locale: str = "en") -> str:
    """Return the sentence of a rule of consolidation.

    Example:
        >>> explain_rule("missing_stays_missing")
        'No figure found is not zero.'
    """
    return translations(locale).gettext(_RULES[rule])


def explain_role(reason: str, locale: str = "en", **details: str) -> str:
    """Return in words why a figure is counted, shown beside, or left out.

    Example:
        >>> explain_role("older", date="31 December 2025")
        'older than the count of 31 December 2025'
    """
    return translations(locale).gettext(_REASONS[reason]).format(**details)
