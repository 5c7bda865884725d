"""Every phrase a person reads: numbers, dates, places, figures, citations, rules.

It exists so that charts, exports, the command line and the app say the same thing in the
same words, and so that one gettext catalogue can translate all of them: English is the
source language, Babel writes numbers and dates. It decides nothing: what is counted and
what is shown is settled elsewhere. It must not know pandas, charts or screens.

Formatters take the values of ``dashboard.model``, or a row of either table with plain
Python values (``None`` where missing), as ``frames.read_rows`` returns it.
"""

import gettext
import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from babel.dates import format_date as babel_date
from babel.dates import format_skeleton
from babel.numbers import format_compact_decimal, format_decimal

from dashboard.model import (
    Cause,
    Certainty,
    Document,
    Figure,
    Indicator,
    Measure,
    Method,
    Period,
    PeriodBasis,
    PeriodPrecision,
    Place,
    PopulationGroup,
    Quantifier,
    Quantity,
    ReviewStatus,
    Unit,
)
from dashboard.reference.indicators import load_indicators
from dashboard.reference.places import load_countries, resolve_area
from dashboard.reference.resources import DATA

MISSING = ".."
"""What stands where a value is missing: never a blank, never 0 (UN editorial style for tables)."""

Row = Mapping[str, Any]

_DOMAIN = "humdash"
_ONE_MILLION = 1_000_000
_DATE_LOCALES = {"en": "en_GB"}  # day before month, as UN editorial style has it


def _mark(text: str) -> str:
    """Mark a phrase for the catalogue where it is defined; it is translated where it is used."""
    return text


@cache
def translations(locale: str) -> gettext.NullTranslations:
    """Return the catalogue of a language; without one, phrases stay in English."""
    return gettext.translation(_DOMAIN, DATA / "locale", languages=[locale], fallback=True)


# Names of the vocabulary ------------------------------------------------------------------

_NAMES: dict[type[StrEnum], dict[str, str]] = {
    Measure: {
        "flow": _mark("counted over the period"),
        "stock": _mark("counted on that date"),
        "cumulative": _mark("running total since the start"),
        "unknown": _mark("period of the count not stated"),
    },
    Unit: {
        "person": _mark("people"),
        "household": _mark("households"),
        "housing_unit": _mark("homes"),
        "incident": _mark("incidents"),
    },
    Quantifier: {
        "exact": _mark("exact number"),
        "unspecified": _mark("round number"),
        "approximately": _mark("about"),
        "at_least": _mark("at least"),
        "more_than": _mark("more than"),
        "at_most": _mark("at most"),
        "less_than": _mark("fewer than"),
        "between": _mark("range"),
        "vague": _mark("vague count"),
    },
    PopulationGroup: {
        "all": _mark("everybody"),
        "civilians": _mark("civilians"),
        "combatants": _mark("combatants"),
        "children": _mark("children"),
        "women": _mark("women"),
        "men": _mark("men"),
        "aid_workers": _mark("aid workers"),
        "health_workers": _mark("health workers"),
        "journalists": _mark("journalists"),
        "peacekeepers": _mark("peacekeepers"),
        "refugees": _mark("refugees"),
        "idps": _mark("internally displaced people"),
    },
    Cause: {
        "conflict": _mark("conflict and violence"),
        "disaster": _mark("disaster"),
        "other": _mark("other cause"),
        "unknown": _mark("cause not stated"),
    },
    PeriodPrecision: {
        "day": _mark("known to the day"),
        "week": _mark("known to the week"),
        "month": _mark("known to the month"),
        "quarter": _mark("known to the quarter"),
        "year": _mark("known to the year"),
        "unknown": _mark("not dated"),
    },
    PeriodBasis: {
        "stated": _mark("date stated in the text"),
        "publication": _mark("date of the report"),
        "unknown": _mark("not dated"),
    },
    Certainty: {
        "reported": _mark("reported"),
        "feared": _mark("feared, not confirmed"),
        "projected": _mark("expected, has not happened"),
        "negated": _mark("denied"),
    },
    Method: {
        "extracted": _mark("read from a text"),
        "uploaded": _mark("from a table"),
        "entered": _mark("entered by hand"),
    },
    ReviewStatus: {
        "unreviewed": _mark("not yet reviewed"),
        "accepted": _mark("accepted"),
        "corrected": _mark("corrected"),
        "rejected": _mark("rejected"),
        "changed_after_approval": _mark("changed after approval"),
    },
}


def name_word(word: StrEnum, locale: str = "en") -> str:
    """Return a word of the vocabulary as people say it.

    Example:
        >>> name_word(Measure.CUMULATIVE)
        'running total since the start'
        >>> name_word(Indicator.IDPS)
        'Internally displaced people'
    """
    if isinstance(word, Indicator):
        return translations(locale).gettext(load_indicators()[word].label)
    return translations(locale).gettext(_NAMES[type(word)][word.value])


def name_country(code: str, locale: str = "en") -> str:
    """Return the name of a country from its ISO 3166-1 alpha-3 code; an unknown code as it is.

    Example:
        >>> name_country("BFA"), name_country("SYR", "fr"), name_country("XXX")
        ('Burkina Faso', 'Syrie', 'XXX')
    """
    country = load_countries().get(code)
    if country is None:
        return code
    return {"fr": country.name_fr, "es": country.name_es}.get(locale, country.name)


# Numbers ----------------------------------------------------------------------------------


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
    quantity = _read_quantity(quantity)
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
    Quantifier.APPROXIMATELY: _mark("about {number}"),
    Quantifier.AT_LEAST: _mark("at least {number}"),
    Quantifier.MORE_THAN: _mark("more than {number}"),
    Quantifier.AT_MOST: _mark("at most {number}"),
    Quantifier.LESS_THAN: _mark("fewer than {number}"),
}

_VAGUE_WORDS = (
    (2_000_000, _mark("millions")),
    (200_000, _mark("hundreds of thousands")),
    (20_000, _mark("tens of thousands")),
    (2_000, _mark("thousands")),
    (200, _mark("hundreds")),
    (20, _mark("dozens")),
    (0, _mark("several")),
)


def _hedge(quantity: Quantity) -> str:
    nearly = quantity.quantifier is Quantifier.APPROXIMATELY and quantity.low is None
    if nearly and quantity.high == quantity.value:
        return _mark("nearly {number}")
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
    return f"{entry.one} ({_NAMES[Unit][unit]})", f"{entry.many} ({_NAMES[Unit][unit]})"


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
    quantity = _read_quantity(quantity)
    _ = translations(locale).gettext
    largest = quantity.value if quantity.value is not None else quantity.high
    noun = count_noun(indicator, unit, largest, group, locale)
    if quantity.quantifier is Quantifier.VAGUE and quantity.value is None:
        bounds = _format_bounds(quantity, locale, in_title=in_title)
        if _vague_word(quantity) == "several":
            return _("several {noun} ({bounds})").format(noun=noun, bounds=bounds)
        return _("{number} of {noun} ({bounds})").format(number=_(_vague_word(quantity)), noun=noun, bounds=bounds)
    return f"{format_quantity(quantity, locale, in_title=in_title)} {noun}"


# Dates ------------------------------------------------------------------------------------


def format_date(day: date | None, locale: str = "en") -> str:
    """Return a day in full: 31 December 2023.

    Example:
        >>> format_date(date(2023, 12, 31)), format_date(None)
        ('31 December 2023', 'not dated')
    """
    if day is None:
        return translations(locale).gettext("not dated")
    return babel_date(day, "long", locale=_DATE_LOCALES.get(locale, locale))


def format_period(period: Period | Row, locale: str = "en", *, with_basis: bool = True) -> str:
    """Return a period as finely as it is known, and whether only the report is dated.

    Example:
        >>> format_period(Period.of_year(2019, PeriodBasis.PUBLICATION))
        '2019 (date of the report)'
        >>> format_period(Period(date(2021, 6, 4), date(2021, 6, 5), PeriodPrecision.DAY, PeriodBasis.STATED))
        '4–5 June 2021'
        >>> format_period(Period.of_month(2021, 6)), format_period(Period())
        ('June 2021', 'not dated')
    """
    period = _read_period(period)
    _ = translations(locale).gettext
    text = _format_span(period, locale)
    if with_basis and period.basis is PeriodBasis.PUBLICATION and (period.start or period.end):
        return _("{period} (date of the report)").format(period=text)
    return text


def _format_span(period: Period, locale: str) -> str:
    start, end = period.start, period.end
    _ = translations(locale).gettext
    if start is None and end is None:
        return _("not dated")
    if start is None:
        return _("until {date}").format(date=format_date(end, locale))
    if end is None:
        return _("since {date}").format(date=format_date(start, locale))
    if period.precision is PeriodPrecision.YEAR or _covers_years(start, end):
        return _join(str(start.year), str(end.year))
    if period.precision in (PeriodPrecision.MONTH, PeriodPrecision.QUARTER) or _covers_months(start, end):
        return _format_months(start, end, locale)
    return _format_days(start, end, locale)


def _covers_years(start: date, end: date) -> bool:
    return (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)


def _covers_months(start: date, end: date) -> bool:
    return start.day == 1 and date.fromordinal(end.toordinal() + 1).day == 1


def _format_months(start: date, end: date, locale: str) -> str:
    first, last = (format_skeleton("yMMMM", day, locale=_DATE_LOCALES.get(locale, locale)) for day in (start, end))
    if start.year == end.year and start.month != end.month:
        first = babel_date(start, "LLLL", locale=_DATE_LOCALES.get(locale, locale))
    return _join(first, last, " – ")


def _format_days(start: date, end: date, locale: str) -> str:
    last = format_date(end, locale)
    if (start.year, start.month) == (end.year, end.month):
        return _join(str(start.day), last) if start != end else last
    if start.year == end.year:
        return _join(format_skeleton("MMMMd", start, locale=_DATE_LOCALES.get(locale, locale)), last, " – ")
    return _join(format_date(start, locale), last, " – ")


def _join(first: str, last: str, dash: str = "–") -> str:
    return first if first == last else f"{first}{dash}{last}"


# Places -----------------------------------------------------------------------------------


def format_place(place: Place | Row, locale: str = "en", *, with_country: bool = True) -> str:
    """Return a place from the narrow to the wide, no name twice; "" if nothing is known.

    Example:
        >>> format_place(Place("MLI", "Mali", "ML-5", "Mopti", None, "Ogossagou"))
        'Ogossagou, Mopti, Mali'
        >>> format_place(Place("MRT", "Mauritania", origin_code="MLI"))
        'Mauritania, from Mali'
    """
    place = _read_place(place)
    country = name_country(place.location_code, locale) if place.location_code else place.location_name
    names: list[str] = []
    for name in (
        _drop_remark(place),
        None if _is_area(place) else place.admin1_name,
        country if with_country or not (place.text or place.admin1_name) else None,
    ):
        if name and not any(_is_named(name, narrower) for narrower in names):
            names.append(name)
    text = ", ".join(names)
    if place.origin_code and not _is_named(name_country(place.origin_code, locale), text):
        origin = translations(locale).gettext("from {country}").format(country=name_country(place.origin_code, locale))
        return ", ".join(part for part in (text, origin) if part)
    return text


def _is_area(place: Place) -> bool:
    """Say whether the printed place is the area itself under another of its names."""
    entry = resolve_area(place.text, place.location_code) if place.text and place.location_code else None
    return entry is not None and entry.name == place.admin1_name


def _drop_remark(place: Place) -> str | None:
    """Return the printed place; a remark in brackets goes where an area's own name is left."""
    bare = re.sub(r"\s*\([^)]*\)$", "", place.text or "")
    is_area = fold(bare) in {fold(name) for name in (place.admin1_name, place.location_name) if name}
    return bare if is_area else place.text


def fold(text: str) -> str:
    """Return a text for comparison: no case, no accents, single blanks in place of hyphens.

    Example:
        >>> fold("Tillabéri  Region")
        'tillaberi region'
    """
    decomposed = unicodedata.normalize("NFKD", text.casefold().replace("-", " "))
    return " ".join("".join(char for char in decomposed if not unicodedata.combining(char)).split())


def _is_named(name: str, text: str) -> bool:
    return re.search(rf"\b{re.escape(fold(name))}\b", fold(text)) is not None


# Figures and their sources ----------------------------------------------------------------


def describe_figure(figure: Figure | Row, locale: str = "en") -> str:
    """Return a figure as one sentence; the same figure always gives the same sentence.

    Example:
        >>> describe_figure(Figure("f1", Indicator.KILLED, Measure.FLOW, Unit.PERSON,
        ...     Quantity(400, 400, None, Quantifier.AT_LEAST), place=Place("MLI", "Mali"),
        ...     period=Period.of_year(2019, PeriodBasis.PUBLICATION), reporter="Human Rights Watch"))
        'Human Rights Watch: at least 400 people killed in Mali, 2019 (date of the report).'
        >>> describe_figure(Figure("f2", Indicator.INJURED, Measure.FLOW, Unit.PERSON, Quantity(1)))
        'Reporter not named: 1 person injured, place not stated, not dated.'
    """
    figure = figure if isinstance(figure, Figure) else Figure.from_record(dict(figure))
    _ = translations(locale).gettext
    count = format_count(figure.quantity, figure.indicator, figure.unit, figure.population_group, locale)
    place = format_place(figure.place, locale)
    where = _(" in {place}").format(place=place) if place else _(", place not stated")
    return _("{reporter}: {count}{where}, {period}{notes}.").format(
        reporter=name_reporter(figure.reporter, locale),
        count=count,
        where=where,
        period=format_period(figure.period, locale),
        notes="".join(f", {note}" for note in _notes(figure, locale)),
    )


def _notes(figure: Figure, locale: str) -> list[str]:
    """Return what a reader must know besides the number: the kind of count, cause, certainty."""
    notes: list[str] = []
    if figure.measure is Measure.CUMULATIVE:
        notes.append(name_word(figure.measure, locale))
    if figure.cause is Cause.DISASTER:
        notes.append(say("by_disaster", locale))
    if figure.certainty is not Certainty.REPORTED:
        notes.append(name_word(figure.certainty, locale))
    return notes


def name_reporter(reporter: str | None, locale: str = "en") -> str:
    """Return the reporter as it opens a line, or that nobody is named.

    Example:
        >>> name_reporter("prosecutor of Ouahigouya"), name_reporter(None)
        ('Prosecutor of Ouahigouya', 'Reporter not named')
    """
    return reporter[:1].upper() + reporter[1:] if reporter else translations(locale).gettext("Reporter not named")


def cite(document: Document | Row | None, reporter: str | None, *, page: int | None = None, locale: str = "en") -> str:
    """Return the source entry of a figure, in the order of UN editorial style.

    Reporter, "Title", publisher if it is not the reporter, date, page; access date. What is
    not known is said so, never left out in silence.

    Example:
        >>> review = Document("d1", "World Report 2020: Mali", "Human Rights Watch", published=Period.of_month(2020, 1))
        >>> cite(review, "Human Rights Watch")
        'Human Rights Watch, “World Report 2020: Mali”, January 2020'
        >>> cite(review, "MINUSMA")
        'MINUSMA, quoted in “World Report 2020: Mali”, Human Rights Watch, January 2020'
        >>> cite(None, "MINUSMA")
        'MINUSMA, entered by hand, no document'
    """
    _ = translations(locale).gettext
    if document is None:
        return ", ".join([name_reporter(reporter, locale), _("entered by hand, no document")])
    document = document if isinstance(document, Document) else Document.from_record(dict(document))
    publisher = document.publisher
    is_second_hand = bool(reporter and publisher and not _is_named(reporter, publisher))
    title = _quote_title(document.title, locale)
    parts = [
        name_reporter(reporter or publisher, locale),
        _("quoted in {title}").format(title=title) if is_second_hand else title,
        (publisher or "") if is_second_hand else ("" if publisher else _("publisher not known")),
        format_period(document.published, locale, with_basis=False) if document.published else _("date not known"),
        _("p. {page}").format(page=page) if page else "",
    ]
    entry = ", ".join(part for part in parts if part)
    if document.accessed:
        return _("{entry}; accessed {date}").format(entry=entry, date=format_date(document.accessed, locale))
    return entry


def _quote_title(title: str | None, locale: str) -> str:
    _ = translations(locale).gettext
    if not title:
        return _("untitled document")
    inner = re.sub(r"[“\"]([^“”\"]*)[”\"]", r"‘\1’", title.strip().rstrip("."))
    return _("“{title}”").format(title=inner)


# Charts -------------------------------------------------------------------------------------

_PHRASES = {
    "no_figure": _mark("No figure found. This does not mean zero."),
    "nothing": _mark("No figure found"),
    "not_zero": _mark("This does not mean zero."),
    "logarithmic": _mark("scale by powers of ten"),
    "by_disaster": _mark("caused by disaster"),
    "figure": _mark("Figure"),
    "reporter": _mark("Reporter"),
    "place": _mark("Place"),
    "date": _mark("Date"),
}


def say(phrase: str, locale: str = "en") -> str:
    """Return a fixed phrase by its name.

    Example:
        >>> say("no_figure")
        'No figure found. This does not mean zero.'
    """
    return translations(locale).gettext(_PHRASES[phrase])


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


# Titles -------------------------------------------------------------------------------------


def say_when(period: Period | Row, locale: str = "en") -> str:
    """Return a period as it goes into a sentence.

    Example:
        >>> say_when(Period.of_year(2019)), say_when(Period.of_year(2019, PeriodBasis.PUBLICATION))
        ('in 2019', 'reported in 2019')
        >>> say_when(Period.of_day(date(2025, 12, 31))), say_when(Period())
        ('on 31 December 2025', 'not dated')
    """
    period = _read_period(period)
    _ = translations(locale).gettext
    text = format_period(period, locale, with_basis=False)
    if period.start is None or period.end is None:
        return text
    is_day = period.precision in (PeriodPrecision.DAY, PeriodPrecision.WEEK) and not (
        _covers_months(period.start, period.end) and period.start != period.end
    )
    if is_day and (period.end - period.start).days < _EVENT_DAYS:
        text = _("on {period}").format(period=text)
    elif (period.start.year, period.start.month) == (period.end.year, period.end.month) or _is_one_year(period):
        text = _("in {period}").format(period=text)
    else:
        text = _("in the period {period}").format(period=text)
    if period.basis is PeriodBasis.PUBLICATION:
        return _("reported {period}").format(period=text)
    return text


_EVENT_DAYS = 14


def _is_one_year(period: Period) -> bool:
    return format_period(period, with_basis=False).isdecimal()


def say_finding(count: str, place: str, period: Period | Row, reporter: str | None, locale: str = "en") -> str:
    """Return the sentence that heads a chart.

    Example:
        >>> say_finding("at least 157 people killed", "Ogossagou, Mopti", Period.of_month(2019, 3), "MINUSMA")
        'At least 157 people killed in Ogossagou, Mopti, in March 2019, according to MINUSMA'
    """
    _ = translations(locale).gettext
    period = _read_period(period)
    where = _(" in {place}").format(place=place) if place else ""
    is_apart = "," in where or not where or period.basis is not PeriodBasis.STATED
    comma = "," if is_apart or period.precision is PeriodPrecision.UNKNOWN else ""
    source = _("according to {reporter}").format(reporter=reporter) if reporter else _("reporter not named")
    sentence = f"{count}{where}{comma} {say_when(period, locale)}, {source}"
    return sentence[:1].upper() + sentence[1:]


def say_others(quantities: Sequence[Quantity | Row], locale: str = "en") -> str:
    """Return what the other sources say, from the lowest to the highest, hedges kept; "" if there are none.

    Example:
        >>> at_least = [Quantity(number, number, None, Quantifier.AT_LEAST) for number in (170, 134)]
        >>> say_others(at_least), say_others([Quantity(132), at_least[0]])
        ('other sources: at least 134 to 170', 'other sources: 132 to at least 170')
        >>> say_others([Quantity(409000, quantifier=Quantifier.APPROXIMATELY)])
        'another source: about 409,000'
    """
    _ = translations(locale).gettext
    read = [_read_quantity(quantity) for quantity in quantities]
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


# Rules of consolidation ---------------------------------------------------------------------

_RULES = {
    "only_reported": _mark("Only figures reported as facts, and not rejected in review, are counted."),
    "one_series": _mark("People, households, stocks, flows and running totals are never added to one another."),
    "latest_stock": _mark("Of the people counted on a date, only the latest count of a place stands."),
    "running_total": _mark("A running total replaces the earlier ones of its series."),
    "separate_periods": _mark("Figures of one reporter are added only if their periods do not overlap."),
    "same_claim": _mark("The same statement counts once, however many documents carry it."),
    "one_reporter": _mark("Reporters are never added together: one is counted, the others are shown beside it."),
    "linked_figure": _mark("A part, a replaced figure and the same people in another unit are not counted again."),
    "outer_place": _mark("A place inside another counted place is not counted again."),
    "missing_stays_missing": _mark("No figure found is not zero."),
}

_REASONS = {
    "certainty": _mark("{name}"),
    "review": _mark("{name}"),
    "same_claim": _mark("the same statement as another figure here; it counts once"),
    "part_of": _mark("part of another figure here"),
    "supersedes": _mark("replaced by a later figure"),
    "same_as": _mark("the same people in another unit"),
    "older": _mark("older than the count of {date}"),
    "earlier_total": _mark("replaced by the running total up to {date}"),
    "overlap": _mark("its period overlaps that of another figure by the same reporter"),
    "shorter": _mark("covers only part of the period of the counted figure"),
    "beside": _mark("another reporter; shown beside the figure by {reporter}"),
    "longer": _mark("its days lie inside a longer period that has a figure of its own"),
    "inside": _mark("inside {place}, which has a figure of its own"),
    "alone": _mark("the only figure"),
    "preferred": _mark("the most recent figure, then the most specific, then the reviewed one"),
    "added": _mark("added to other figures by the same reporter"),
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


# Rows of the tables as values of the model --------------------------------------------------


def _read_quantity(quantity: Quantity | Row) -> Quantity:
    if isinstance(quantity, Quantity):
        return quantity
    return Quantity(
        quantity["value"],
        quantity["value_low"],
        quantity["value_high"],
        Quantifier(quantity["quantifier"]),
        quantity.get("value_text") or "",
    )


def _read_period(period: Period | Row) -> Period:
    if isinstance(period, Period):
        return period
    return Period(
        period["reference_period_start"],
        period["reference_period_end"],
        PeriodPrecision(period["period_precision"]),
        PeriodBasis(period["period_basis"]),
    )


def _read_place(place: Place | Row) -> Place:
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
