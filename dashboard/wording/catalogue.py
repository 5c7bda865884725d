"""The gettext catalogue: English phrases are the source, other languages lie in ``data/locale``."""

import gettext
from functools import cache

from dashboard.reference.resources import DATA

_DOMAIN = "humdash"


def mark(text: str) -> str:
    """Mark a phrase for the catalogue where it is defined; it is translated where it is used."""
    return text


@cache
def translations(locale: str) -> gettext.NullTranslations:
    """Return the catalogue of a language; without one, phrases stay in English."""
    return gettext.translation(_DOMAIN, DATA / "locale", languages=[locale], fallback=True)


_PHRASES = {
    "no_figure": mark("No figure found. This does not mean zero."),
    "nothing": mark("No figure found"),
    "not_zero": mark("This does not mean zero."),
    "logarithmic": mark("scale by powers of ten"),
    "by_disaster": mark("caused by disaster"),
    "figure": mark("Figure"),
    "reporter": mark("Reporter"),
    "place": mark("Place"),
    "date": mark("Date"),
}


def say(phrase: str, locale: str = "en") -> str:
    """Return a fixed phrase by its name.

    Example:
        >>> say("no_figure")
        'No figure found. This does not mean zero.'
    """
    return translations(locale).gettext(_PHRASES[phrase])
