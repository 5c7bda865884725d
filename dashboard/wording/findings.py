"""The sentences around a chart: its title, its text alternative, its fixed phrases."""

from collections.abc import Sequence
from datetime import date

from dashboard.model import Period, PeriodBasis, PeriodPrecision, Quantity
from dashboard.wording.catalogue import translations
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


def count_figures(figures: int, reporters: int, locale: str = "en") -> str:
    """Return how many figures there are, and by how many reporters.

    Example:
        >>> count_figures(8, 2), count_figures(1, 1)
        ('8 figures by 2 reporters', '1 figure by 1 reporter')
    """
    catalogue = translations(locale)
    return catalogue.gettext("{figures} by {reporters}").format(
        figures=catalogue.ngettext("{number} figure", "{number} figures", figures).format(
            number=format_number(figures, locale)
        ),
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
