"""What words of the vocabulary, countries and reporters are called."""

from enum import StrEnum

from dashboard.model import (
    Cause,
    Certainty,
    Indicator,
    Measure,
    Method,
    PeriodBasis,
    PeriodPrecision,
    PopulationGroup,
    Quantifier,
    ReviewStatus,
    Unit,
)
from dashboard.reference.indicators import Vocabulary, load_indicators
from dashboard.reference.places import load_countries
from dashboard.wording.catalogue import mark, translations

_NAMES: dict[type[StrEnum], dict[str, str]] = {
    Measure: {
        "flow": mark("counted over the period"),
        "stock": mark("counted on that date"),
        "cumulative": mark("running total since the start"),
        "unknown": mark("period of the count not stated"),
    },
    Unit: {
        "person": mark("people"),
        "household": mark("households"),
        "housing_unit": mark("homes"),
        "incident": mark("incidents"),
    },
    Quantifier: {
        "exact": mark("exact number"),
        "unspecified": mark("round number"),
        "approximately": mark("about"),
        "at_least": mark("at least"),
        "more_than": mark("more than"),
        "at_most": mark("at most"),
        "less_than": mark("fewer than"),
        "between": mark("range"),
        "vague": mark("vague count"),
    },
    PopulationGroup: {
        "all": mark("everybody"),
        "civilians": mark("civilians"),
        "combatants": mark("combatants"),
        "children": mark("children"),
        "women": mark("women"),
        "men": mark("men"),
        "aid_workers": mark("aid workers"),
        "health_workers": mark("health workers"),
        "journalists": mark("journalists"),
        "peacekeepers": mark("peacekeepers"),
        "refugees": mark("refugees"),
        "idps": mark("internally displaced people"),
    },
    Cause: {
        "conflict": mark("conflict and violence"),
        "disaster": mark("disaster"),
        "other": mark("other cause"),
        "unknown": mark("cause not stated"),
    },
    PeriodPrecision: {
        "day": mark("known to the day"),
        "week": mark("known to the week"),
        "month": mark("known to the month"),
        "quarter": mark("known to the quarter"),
        "year": mark("known to the year"),
        "unknown": mark("not dated"),
    },
    PeriodBasis: {
        "stated": mark("date stated in the text"),
        "publication": mark("date of the report"),
        "unknown": mark("not dated"),
    },
    Certainty: {
        "reported": mark("reported"),
        "feared": mark("feared, not confirmed"),
        "projected": mark("expected, has not happened"),
        "negated": mark("denied"),
    },
    Method: {
        "extracted": mark("read from a text"),
        "uploaded": mark("from a table"),
        "entered": mark("entered by hand"),
    },
    ReviewStatus: {
        "unreviewed": mark("not yet reviewed"),
        "accepted": mark("accepted"),
        "corrected": mark("corrected"),
        "rejected": mark("rejected"),
        "changed_after_approval": mark("changed after approval"),
    },
    Vocabulary: {"idmc": "IDMC", "hxl": "HXL", "hapi": "HDX HAPI", "ifrc": "IFRC GO"},
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


def name_reporter(reporter: str | None, locale: str = "en") -> str:
    """Return the reporter as it opens a line, or that nobody is named.

    Example:
        >>> name_reporter("prosecutor of Ouahigouya"), name_reporter(None)
        ('Prosecutor of Ouahigouya', 'Reporter not named')
    """
    return reporter[:1].upper() + reporter[1:] if reporter else translations(locale).gettext("Reporter not named")
