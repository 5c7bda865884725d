"""What happened to the figures, and when: points in the history, batches, changes."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from dashboard.model import Figure, ReviewStatus
from dashboard.wording.catalogue import mark, translations
from dashboard.wording.dates import format_date, format_period
from dashboard.wording.names import name_reporter, name_word
from dashboard.wording.numbers import format_amount, format_number
from dashboard.wording.places import format_place
from dashboard.wording.rows import Row

_BATCHES = {
    "article": mark("Article"),
    "table": mark("Table"),
    "default": mark("What humdash ships with"),
    "undo": mark("Undo"),
    "review": mark("Review"),
}
_NOBODY = mark("somebody without a name")
# In the order in which people want to know: what changed under their hands comes first.
_CHANGES = {
    "changed": mark("changed"),
    "withdrawn": mark("withdrawn"),
    "new": mark("new"),
    "reviewed": mark("reviewed"),
    "moved": mark("cited from elsewhere"),
    "same": mark("as before"),
}


def format_moment(moment: datetime, locale: str = "en") -> str:
    """Return a moment to the minute, in UTC and saying so.

    Example:
        >>> format_moment(datetime(2026, 5, 3, 9, 5, tzinfo=UTC))
        '3 May 2026, 09:05 UTC'
    """
    utc = moment.astimezone(UTC)
    return f"{format_date(utc.date(), locale)}, {utc:%H:%M} UTC"


def say_point(batch_id: int, moment: datetime, locale: str = "en", *, is_day: bool = False) -> str:
    """Return a point in the history; a day means the end of it.

    Example:
        >>> say_point(12, datetime(2026, 5, 3, 9, 5, tzinfo=UTC))
        '3 May 2026, 09:05 UTC, batch 12'
        >>> say_point(12, datetime(2026, 5, 3, 23, 59, 59, tzinfo=UTC), is_day=True)
        '3 May 2026, end of day UTC, batch 12'
        >>> say_point(0, datetime(2020, 1, 1, 23, 59, 59, tzinfo=UTC), is_day=True)
        '1 January 2020, end of day UTC, before the first batch'
    """
    _ = translations(locale).gettext
    if is_day:
        when = _("{date}, end of day UTC").format(date=format_date(moment.astimezone(UTC).date(), locale))
    else:
        when = format_moment(moment, locale)
    if not batch_id:
        return _("{when}, before the first batch").format(when=when)
    return _("{when}, batch {number}").format(when=when, number=batch_id)


def say_decision(
    status: ReviewStatus, author: str | None, moment: datetime, note: str | None, locale: str = "en"
) -> str:
    """Return what a person decided about a figure, with who, when and why.

    Example:
        >>> moment = datetime(2026, 5, 3, 9, 5, tzinfo=UTC)
        >>> say_decision(ReviewStatus.REJECTED, "Desk officer", moment, "an age")
        'rejected by Desk officer, 3 May 2026, 09:05 UTC: “an age”'
        >>> say_decision(ReviewStatus.ACCEPTED, None, moment, None)
        'accepted by somebody without a name, 3 May 2026, 09:05 UTC'
    """
    _ = translations(locale).gettext
    said = _("{what} by {who}, {when}").format(
        what=name_word(status, locale),
        who=author or _(_NOBODY),
        when=format_moment(moment, locale),
    )
    return _("{said}: “{note}”").format(said=said, note=note) if note else said


def name_batch(kind: str, locale: str = "en") -> str:
    """Return what kind of batch it is; a kind that is not known as it is.

    Example:
        >>> name_batch("undo"), name_batch("default")
        ('Undo', 'What humdash ships with')
    """
    return translations(locale).gettext(_BATCHES.get(kind, kind))


def name_author(kind: str, author: str | None, locale: str = "en") -> str:
    """Return who made a batch; what humdash ships with, it has put in itself.

    Example:
        >>> name_author("table", "Desk officer"), name_author("table", None), name_author("default", None)
        ('Desk officer', 'somebody without a name', 'humdash itself')
    """
    _ = translations(locale).gettext
    return author or (_("humdash itself") if kind == "default" else _(_NOBODY))


def name_change(kind: str, locale: str = "en") -> str:
    """Return what became of a figure.

    Example:
        >>> name_change("moved")
        'cited from elsewhere'
    """
    return translations(locale).gettext(_CHANGES[kind])


def count_changes(counts: Mapping[Any, int], locale: str = "en") -> str:
    """Return how many figures a batch changed and how; what did not happen is left out.

    Example:
        >>> count_changes({"changed": 3, "new": 1200, "withdrawn": 0})
        '1,200 new figures, 3 changed'
        >>> count_changes({"same": 1}), count_changes({})
        ('1 figure as before', 'no figure changed')
    """
    catalogue = translations(locale)
    (kind, *rest) = sorted(order_changes(counts), key=lambda kind: kind != "new") or [""]
    if not kind:
        return catalogue.gettext("no figure changed")
    if kind == "new":
        phrase = catalogue.ngettext("{number} new figure", "{number} new figures", counts[kind])
    else:
        phrase = catalogue.ngettext("{number} figure {what}", "{number} figures {what}", counts[kind])
    first = phrase.format(number=format_number(counts[kind], locale), what=name_change(kind, locale))
    return ", ".join([first, *(f"{format_number(counts[kind], locale)} {name_change(kind, locale)}" for kind in rest)])


def order_changes(counts: Mapping[Any, int]) -> list[str]:
    """Return the kinds of changes there are, in the order in which they are shown.

    Example:
        >>> order_changes({"new": 2, "withdrawn": 0, "changed": 1})
        ['changed', 'new']
    """
    return [kind for kind in _CHANGES if counts.get(kind)]


def name_figure(figure: Figure, locale: str = "en") -> str:
    """Return what a figure is about, without its number, so that two states of it can stand side by side.

    Example:
        >>> from dashboard.model import Indicator, Measure, Period, Place, Quantity, Unit
        >>> name_figure(Figure("f1", Indicator.KILLED, Measure.FLOW, Unit.PERSON, Quantity(1),
        ...     place=Place("MLI", "Mali"), period=Period.of_year(2019), reporter="OCHA"))
        'People killed, Mali, 2019, OCHA'
    """
    place = format_place(figure.place, locale) or translations(locale).gettext("place not stated")
    period = format_period(figure, locale, with_basis=False)
    return ", ".join([name_word(figure.indicator, locale), place, period, name_reporter(figure.reporter, locale)])


def say_change(before: Figure | None, after: Figure | None, locale: str = "en") -> str:
    """Return what became of a number: the old and the new one, or the one there is.

    Where the number stayed, what else changed is said.

    Example:
        >>> from dataclasses import replace
        >>> from dashboard.model import Indicator, Measure, Period, Quantity, Unit
        >>> old = Figure("f1", Indicator.KILLED, Measure.FLOW, Unit.PERSON, Quantity(400), reporter="OCHA")
        >>> say_change(old, replace(old, quantity=Quantity(456)))
        '400 → 456'
        >>> say_change(old, replace(old, period=Period.of_year(2019)))
        '400, not dated → 2019'
        >>> say_change(None, old), say_change(old, None)
        ('400', '400')
    """
    if before is None or after is None:
        only = after or before
        return format_amount(only, locale) if only else ""
    numbers = [format_amount(state, locale) for state in (before, after)]
    turns = [turn for turn in _list_turns(before, after, locale) if turn]
    if numbers[0] != numbers[1]:
        return "; ".join([f"{numbers[0]} → {numbers[1]}", *turns])
    return ", ".join([numbers[0], *turns])


def say_total(total: Row | None, locale: str = "en") -> str:
    """Return a total with its date and who says it, or that there is none; none is never zero.

    Example:
        >>> say_total(None)
        'no figure'
    """
    _ = translations(locale).gettext
    if total is None:
        return _("no figure")
    number, period = format_amount(total, locale), format_period(total, locale, with_basis=False)
    return _("{number} ({period}, {reporter})").format(
        number=number, period=period, reporter=total["reporter"] or _("reporter not named")
    )


def _list_turns(before: Figure, after: Figure, locale: str) -> list[str]:
    _ = translations(locale).gettext

    def turn(old: str, new: str) -> str:
        return f"{old} → {new}" if old != new else ""

    def words(state: Figure) -> tuple[str, ...]:
        return (
            name_word(state.indicator, locale),
            name_word(state.measure, locale),
            name_word(state.unit, locale),
            name_word(state.population_group, locale),
            name_word(state.cause, locale),
            name_word(state.certainty, locale),
            format_place(state.place, locale) or _("place not stated"),
            format_period(state, locale),
            name_reporter(state.reporter, locale),
            name_word(state.review_status, locale),
        )

    return [turn(old, new) for old, new in zip(words(before), words(after), strict=True)]
