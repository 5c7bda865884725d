"""Numbers with the hedge that belongs to them, and what they count. Nothing is rounded here."""

from babel.numbers import format_compact_decimal, format_decimal, format_percent

from dashboard.model import Figure, Indicator, PopulationGroup, Quantifier, Quantity, Unit
from dashboard.reference.indicators import load_indicators
from dashboard.wording.catalogue import mark, translations
from dashboard.wording.names import name_word
from dashboard.wording.rows import Row, read_quantity

MISSING = ".."
"""What stands where a value is missing: never a blank, never 0 (UN editorial style for tables)."""

_ONE_MILLION = 1_000_000


def format_number(value: float | None, locale: str = "en", *, in_title: bool = False) -> str:
    """Return a count in full, with separators; a missing one as "..".

    In a title, millions are written in words where nothing is lost by it: a number is
    never rounded on the way to a reader.

    Example:
        >>> format_number(85000), format_number(None), format_number(0)
        ('85,000', '..', '0')
        >>> format_number(1_500_000, in_title=True), format_number(2_062_534, in_title=True)
        ('1.5 million', '2,062,534')
    """
    if value is None:
        return MISSING
    if in_title and _ONE_MILLION <= value < 1_000 * _ONE_MILLION and value % (_ONE_MILLION / 100) == 0:
        return format_compact_decimal(value, format_type="long", locale=locale, fraction_digits=2)
    return format_decimal(value, locale=locale)


def format_quantity(quantity: Quantity | Row, locale: str = "en", *, in_title: bool = False) -> str:
    """Return a count with its hedge, as it must stand everywhere.

    A vague count shows its bounds and never a best value, since none was given.

    Example:
        >>> format_quantity(Quantity(85000, 85000, None, Quantifier.AT_LEAST))
        'at least 85,000'
        >>> format_quantity(Quantity(None, 12, 15, Quantifier.BETWEEN))
        'between 12 and 15'
        >>> format_quantity(Quantity(None, 24, 99, Quantifier.VAGUE, "dozens"))
        'dozens (24–99)'
    """
    quantity = read_quantity(quantity)
    _ = translations(locale).gettext
    if quantity.quantifier is Quantifier.VAGUE and quantity.value is None:
        return f"{_(_vague_word(quantity))} ({_format_bounds(quantity, locale, in_title=in_title)})"
    if quantity.value is None:
        return _format_open(quantity, locale, in_title=in_title)
    number = format_number(quantity.value, locale, in_title=in_title)
    text = _(_hedge(quantity)).format(number=number)
    if quantity.low is not None and quantity.high is not None and quantity.low < quantity.high:
        return f"{text} ({_format_bounds(quantity, locale, in_title=in_title)})"
    return text


_HEDGES = {
    Quantifier.APPROXIMATELY: mark("about {number}"),
    Quantifier.AT_LEAST: mark("at least {number}"),
    Quantifier.MORE_THAN: mark("more than {number}"),
    Quantifier.AT_MOST: mark("at most {number}"),
    Quantifier.LESS_THAN: mark("fewer than {number}"),
}

_VAGUE_WORDS = (
    (2_000_000, mark("millions")),
    (200_000, mark("hundreds of thousands")),
    (20_000, mark("tens of thousands")),
    (2_000, mark("thousands")),
    (200, mark("hundreds")),
    (20, mark("dozens")),
    (0, mark("several")),
)


def _hedge(quantity: Quantity) -> str:
    nearly = quantity.quantifier is Quantifier.APPROXIMATELY and quantity.low is None
    if nearly and quantity.high == quantity.value:
        return mark("nearly {number}")
    return _HEDGES.get(quantity.quantifier, "{number}")


def _vague_word(quantity: Quantity) -> str:
    floor = quantity.low if quantity.low is not None else 0
    return next(word for least, word in _VAGUE_WORDS if floor >= least)


def _format_bounds(quantity: Quantity, locale: str, *, in_title: bool) -> str:
    _ = translations(locale).gettext
    low, high = (format_number(side, locale, in_title=in_title) for side in (quantity.low, quantity.high))
    if quantity.high is None:
        return _("{number} or more").format(number=low)
    if quantity.low is None:
        return _("up to {number}").format(number=high)
    return f"{low}–{high}"


def _format_open(quantity: Quantity, locale: str, *, in_title: bool) -> str:
    """Say a count that has bounds only: between both of them, or from the one that is known."""
    _ = translations(locale).gettext
    low, high = (format_number(side, locale, in_title=in_title) for side in (quantity.low, quantity.high))
    if quantity.high is None:
        return _("at least {number}").format(number=low)
    if quantity.low is None:
        return _("at most {number}").format(number=high)
    return _("between {low} and {high}").format(low=low, high=high)


def format_range(low: float | None, high: float | None, locale: str = "en", *, in_title: bool = False) -> str:
    """Return the span of several counts, or the one count if they agree.

    Example:
        >>> format_range(134, 170), format_range(157, 157), format_range(None, None)
        ('134 to 170', '157', '..')
    """
    if low is None or high is None or low == high:
        return format_number(high if low is None else low, locale, in_title=in_title)
    first, last = (format_number(side, locale, in_title=in_title) for side in (low, high))
    return translations(locale).gettext("{low} to {high}").format(low=first, high=last)


def count_noun(
    indicator: Indicator,
    unit: Unit,
    count: float | None,
    group: PopulationGroup = PopulationGroup.ALL,
    locale: str = "en",
) -> str:
    """Return what is counted, in the singular or plural that goes with the count.

    Example:
        >>> count_noun(Indicator.KILLED, Unit.PERSON, 1)
        'person killed'
        >>> count_noun(Indicator.DISPLACED, Unit.HOUSEHOLD, 310)
        'households displaced'
        >>> count_noun(Indicator.KILLED, Unit.PERSON, 3, PopulationGroup.CHILDREN)
        'children killed'
    """
    one, many = _nouns(indicator, unit)
    catalogue = translations(locale)
    number = 2 if count is None or count != int(count) else int(count)
    if group is PopulationGroup.ALL or str(group) == str(indicator):
        return catalogue.ngettext(one, many, number)
    if group in _GROUPS and many.startswith("people "):
        member, members = _GROUPS[group]
        rest = many.removeprefix("people ")
        return catalogue.ngettext(f"{member} {rest}", f"{members} {rest}", number)
    return f"{catalogue.ngettext(one, many, number)} ({name_word(group, locale)})"


_GROUPS = {
    PopulationGroup.CIVILIANS: ("civilian", "civilians"),
    PopulationGroup.COMBATANTS: ("combatant", "combatants"),
    PopulationGroup.CHILDREN: ("child", "children"),
    PopulationGroup.WOMEN: ("woman", "women"),
    PopulationGroup.MEN: ("man", "men"),
    PopulationGroup.AID_WORKERS: ("aid worker", "aid workers"),
    PopulationGroup.HEALTH_WORKERS: ("health worker", "health workers"),
    PopulationGroup.JOURNALISTS: ("journalist", "journalists"),
    PopulationGroup.PEACEKEEPERS: ("peacekeeper", "peacekeepers"),
    PopulationGroup.REFUGEES: ("refugee", "refugees"),
    PopulationGroup.IDPS: ("internally displaced person", "internally displaced people"),
}


def _nouns(indicator: Indicator, unit: Unit) -> tuple[str, str]:
    entry = load_indicators()[indicator]
    if unit is entry.unit:
        return entry.one, entry.many
    if unit is Unit.HOUSEHOLD and entry.many.startswith("people "):
        rest = entry.many.removeprefix("people ")
        return f"household {rest}", f"households {rest}"
    if unit is Unit.HOUSEHOLD and entry.unit is Unit.PERSON:
        return f"household of {entry.many}", f"households of {entry.many}"
    return f"{entry.one} ({name_word(unit)})", f"{entry.many} ({name_word(unit)})"


def format_count(
    quantity: Quantity | Row,
    indicator: Indicator,
    unit: Unit,
    group: PopulationGroup = PopulationGroup.ALL,
    locale: str = "en",
    *,
    in_title: bool = False,
) -> str:
    """Return a count with its hedge and what is counted.

    Example:
        >>> format_count(Quantity(1), Indicator.KILLED, Unit.PERSON)
        '1 person killed'
        >>> format_count(Quantity(None, 24, 99, Quantifier.VAGUE), Indicator.KILLED, Unit.PERSON)
        'dozens of people killed (24–99)'
    """
    quantity = read_quantity(quantity)
    _ = translations(locale).gettext
    largest = quantity.value if quantity.value is not None else quantity.high
    noun = count_noun(indicator, unit, largest, group, locale)
    if quantity.quantifier is Quantifier.VAGUE and quantity.value is None:
        bounds = _format_bounds(quantity, locale, in_title=in_title)
        if _vague_word(quantity) == "several":
            return _("several {noun} ({bounds})").format(noun=noun, bounds=bounds)
        return _("{number} of {noun} ({bounds})").format(number=_(_vague_word(quantity)), noun=noun, bounds=bounds)
    return f"{format_quantity(quantity, locale, in_title=in_title)} {noun}"


def format_amount(counted: Figure | Row, locale: str = "en") -> str:
    """Return the number of a figure or total in a list, with its unit if it counts households: they are no persons.

    Example:
        >>> from dataclasses import replace
        >>> from dashboard.model import Measure
        >>> figure = Figure("f1", Indicator.KILLED, Measure.FLOW, Unit.PERSON, Quantity(1200))
        >>> format_amount(figure), format_amount(replace(figure, unit=Unit.HOUSEHOLD))
        ('1,200', '1,200 households')
    """
    if isinstance(counted, Figure):
        quantity, unit = counted.quantity, counted.unit
    else:
        quantity, unit = read_quantity(counted), Unit(counted["unit"])
    number = format_quantity(quantity, locale)
    if unit is not Unit.HOUSEHOLD:
        return number
    largest = quantity.value if quantity.value is not None else quantity.high
    words = translations(locale).ngettext("{number} household", "{number} households", 1 if largest == 1 else 2)
    return words.format(number=number)


_LARGE_RATIO = 2


def say_step(before: float | None, after: float | None, locale: str = "en") -> str:
    """Return by how much a number changed: in per cent, or as a multiple where that is plainer.

    Empty if it did not change, or one of the two is not known.

    Example:
        >>> say_step(100, 108.8), say_step(100, 40), say_step(300, 690), say_step(5, 5)
        ('+8.8%', '×0.4', '×2.3', '')
        >>> say_step(0, 12), say_step(None, 12)
        ('from zero', '')
    """
    if before is None or after is None or before == after:
        return ""
    if before == 0:
        return translations(locale).gettext("from zero")
    ratio = after / before
    if ratio >= _LARGE_RATIO or ratio <= 1 / _LARGE_RATIO:
        return f"×{format_decimal(ratio, '#,##0.##' if ratio < 1 else '#,##0.#', locale=locale)}"
    share = format_percent(abs(ratio - 1), "#,##0.##%" if abs(ratio - 1) < 0.001 else "#,##0.#%", locale=locale)
    return f"{'+' if ratio > 1 else '−'}{share}"
