"""The sentences around a chart: its title, its text alternative, its fixed phrases."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from dashboard.model import Cause, Period, PeriodBasis, PeriodPrecision, Quantity
from dashboard.wording.catalogue import mark, translations
from dashboard.wording.dates import format_date, say_when
from dashboard.wording.numbers import format_number, format_quantity
from dashboard.wording.rows import Row, read_period, read_quantity


def count_more(count: int, locale: str = "en") -> str:
    """Return how many figures a chart leaves to the table.

    Example:
        >>> count_more(38)
        '38 more in the table'
    """
    return (
        translations(locale)
        .ngettext("{number} more in the table", "{number} more in the table", count)
        .format(number=format_number(count, locale))
    )


def describe_chart(sentences: Sequence[str], left_out: int = 0, locale: str = "en") -> str:
    """Return the text alternative of a chart: every figure it shows, in its order.

    Example:
        >>> describe_chart(["UNHCR: 3 people injured in Mali, 2019."])
        'Chart of 1 figure. UNHCR: 3 people injured in Mali, 2019.'
    """
    catalogue = translations(locale)
    head = catalogue.ngettext("Chart of {number} figure.", "Chart of {number} figures.", len(sentences))
    more = [f"{count_more(left_out, locale)}."] if left_out else []
    return " ".join([head.format(number=format_number(len(sentences), locale)), *sentences, *more])


def say_finding(count: str, place: str, period: Period | Row, reporter: str | None, locale: str = "en") -> str:
    """Return the sentence that heads a chart.

    Example:
        >>> say_finding("at least 157 people killed", "Ogossagou, Mopti", Period.of_month(2019, 3), "MINUSMA")
        'At least 157 people killed in Ogossagou, Mopti, in March 2019, according to MINUSMA'
    """
    _ = translations(locale).gettext
    period = read_period(period)
    where = _(" in {place}").format(place=place) if place else ""
    is_apart = "," in where or not where or period.basis is not PeriodBasis.STATED
    comma = "," if is_apart or period.precision is PeriodPrecision.UNKNOWN else ""
    source = _("according to {reporter}").format(reporter=reporter) if reporter else _("reporter not named")
    sentence = f"{count}{where}{comma} {say_when(period, locale)}, {source}"
    return sentence[:1].upper() + sentence[1:]


def say_others(quantities: Sequence[Quantity | Row], locale: str = "en") -> str:
    """Return what the other sources say, from the lowest to the highest, hedges kept; "" if there are none.

    Example:
        >>> from dashboard.model import Quantifier
        >>> at_least = [Quantity(number, number, None, Quantifier.AT_LEAST) for number in (170, 134)]
        >>> say_others(at_least), say_others([Quantity(132), at_least[0]])
        ('other sources: at least 134 to 170', 'other sources: 132 to at least 170')
        >>> say_others([Quantity(409000, quantifier=Quantifier.APPROXIMATELY)])
        'another source: about 409,000'
    """
    _ = translations(locale).gettext
    read = [read_quantity(quantity) for quantity in quantities]
    if not read:
        return ""
    texts = {format_quantity(quantity, locale, in_title=True) for quantity in read}
    if len(texts) == 1:
        return (
            translations(locale)
            .ngettext("another source: {range}", "other sources: {range}", len(read))
            .format(range=texts.pop())
        )
    lowest = min(read, key=lambda quantity: _stated(quantity)[0])
    highest = max(read, key=lambda quantity: _stated(quantity)[-1])
    first, last = (format_quantity(quantity, locale, in_title=True) for quantity in (lowest, highest))
    if lowest.quantifier is highest.quantifier and highest.value is not None:
        last = format_number(highest.value, locale, in_title=True)
    return _("other sources: {low} to {high}").format(low=first, high=last)


def _stated(quantity: Quantity) -> list[float]:
    return [number for number in (quantity.low, quantity.value, quantity.high) if number is not None]


_BECAUSE = {
    Cause.CONFLICT: mark("{count} because of conflict and violence"),
    Cause.DISASTER: mark("{count} because of disasters"),
}


def add_cause(count: str, cause: Cause, locale: str = "en") -> str:
    """Return a count with its cause, for where counts of another cause stand apart from it.

    Example:
        >>> add_cause("12 people displaced", Cause.DISASTER), add_cause("12 people displaced", Cause.UNKNOWN)
        ('12 people displaced because of disasters', '12 people displaced')
    """
    return translations(locale).gettext(_BECAUSE.get(cause, "{count}")).format(count=count)


class Shown(StrEnum):
    """Which of all figures those of a chart are."""

    NEWEST = "the newest"
    NEWEST_OF_CAUSE = "the newest of their cause"
    ALL_OF_CAUSE = "all of their cause"


_PARTS = {
    None: mark("{shown} of {number} figures shown"),
    Shown.NEWEST: mark("{shown} of {number} figures shown, the newest"),
    Shown.NEWEST_OF_CAUSE: mark("{shown} of {number} figures shown, the newest of this cause"),
    Shown.ALL_OF_CAUSE: mark("{shown} of {number} figures shown, all of this cause"),
}


def say_extent(shown: int, figures: int, which: Shown | None = None, locale: str = "en") -> str:
    """Return how many of all figures a chart shows.

    Example:
        >>> say_extent(1, 1), say_extent(6, 25), say_extent(6, 25, Shown.NEWEST)
        ('1 figure', '6 of 25 figures shown', '6 of 25 figures shown, the newest')
    """
    catalogue = translations(locale)
    number = format_number(figures, locale)
    if shown >= figures:
        return catalogue.ngettext("{number} figure", "{number} figures", figures).format(number=number)
    return catalogue.gettext(_PARTS[which]).format(shown=format_number(shown, locale), number=number)


def count_figures(
    shown: int, reporters: int, locale: str = "en", *, figures: int | None = None, which: Shown | None = None
) -> str:
    """Return how many figures are shown, of how many if that is not all, and by how many reporters.

    Example:
        >>> count_figures(8, 2), count_figures(1, 1)
        ('8 figures by 2 reporters', '1 figure by 1 reporter')
        >>> count_figures(6, 1, figures=25)
        '6 of 25 figures shown, by 1 reporter'
    """
    catalogue = translations(locale)
    figures = figures or shown
    phrase = mark("{figures}, by {reporters}") if shown < figures else mark("{figures} by {reporters}")
    return catalogue.gettext(phrase).format(
        figures=say_extent(shown, figures, which, locale),
        reporters=catalogue.ngettext("{number} reporter", "{number} reporters", reporters).format(
            number=format_number(reporters, locale)
        ),
    )


def say_unchanged(since: date, locale: str = "en") -> str:
    """Return the warning that a count is only repeated.

    Example:
        >>> say_unchanged(date(2023, 12, 31))
        'the same number is repeated since 31 December 2023'
    """
    return (
        translations(locale).gettext("the same number is repeated since {date}").format(date=format_date(since, locale))
    )


def count_places(count: int, country: str, locale: str = "en") -> str:
    """Return how many places of a country a sum covers.

    Example:
        >>> count_places(3, "Niger")
        '3 places in Niger'
    """
    return (
        translations(locale)
        .gettext("{number} places in {country}")
        .format(number=format_number(count, locale), country=country)
    )
