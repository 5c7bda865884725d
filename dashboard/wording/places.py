"""Places, from the narrow to the wide, no name twice."""

import re
import unicodedata

from dashboard.model import Place
from dashboard.reference.places import resolve_area
from dashboard.wording.catalogue import translations
from dashboard.wording.names import name_country
from dashboard.wording.rows import Row, read_place


def format_place(place: Place | Row, locale: str = "en", *, with_country: bool = True) -> str:
    """Return a place from the narrow to the wide, no name twice; "" if nothing is known.

    Example:
        >>> format_place(Place("MLI", "Mali", "ML-5", "Mopti", None, "Ogossagou"))
        'Ogossagou, Mopti, Mali'
        >>> format_place(Place("MRT", "Mauritania", origin_code="MLI"))
        'Mauritania, from Mali'
    """
    place = read_place(place)
    country = name_country(place.location_code, locale) if place.location_code else place.location_name
    names: list[str] = []
    for name in (
        _drop_remark(place),
        None if _is_area(place) else place.admin1_name,
        country if with_country or not (place.text or place.admin1_name) else None,
    ):
        if name and not any(is_named(name, narrower) for narrower in names):
            names.append(name)
    text = ", ".join(names)
    if place.origin_code and not is_named(name_country(place.origin_code, locale), text):
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


def is_named(name: str, text: str) -> bool:
    """Say whether a name stands in a text as whole words, whatever its case and accents."""
    return re.search(rf"\b{re.escape(fold(name))}\b", fold(text)) is not None
