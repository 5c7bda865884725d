"""Places made comparable: which country, which area, which spot inside it.

Two reports seldom print a place alike ("Ogossagou", "Ogossagou, Bankass"; "Kidal region",
"Kidal"). The names are reduced to what tells places apart, and nothing is guessed beyond
that: two names that are not provably different areas are not treated as apart.
"""

import re
from functools import cache

import pandas as pd

from dashboard.reference.places import resolve_area
from dashboard.wording import fold, name_country

_REMARK = re.compile(r"\([^)]*\)")
_GENERIC = re.compile(
    r"\b(?:region|province|state|district|governorate|departement|department|cercle|commune)\b(?: of| de| du| d')?"
)
_LIST = re.compile(r"\b(?:and|et|y)\b|[;/&]")


def name_places(figures: pd.DataFrame) -> pd.DataFrame:
    """Return the figures with ``area`` and ``locality``, "" where a figure is about something wider.

    ``area`` is the code of the first-level area, or its name in lower case without accents
    if it is not a known one; ``locality`` a place that is neither that area nor the country.
    Where only some figures about a locality name its area, the others get it too, if there
    is but one.
    """
    areas = figures["admin1_code"].fillna(figures["admin1_name"])
    texts = [column.fillna("") for column in (figures["place_text"], areas, figures["location_code"])]
    spots = [_locate(*row) for row in zip(*texts, strict=True)]
    named = figures.assign(
        area=pd.Series([area for area, _ in spots], index=figures.index, dtype="string"),
        locality=pd.Series([locality for _, locality in spots], index=figures.index, dtype="string"),
    )
    return named.assign(area=fill_from_peers(named, "area", ["location_code", "locality"], "", named["locality"] != ""))


@cache
def _locate(place: str, area: str, country: str) -> tuple[str, str]:
    """Return area and locality of a printed place; a place that is the area or the country is no locality."""
    area_code = _find_area(area, country) or _strip_generic(area)
    spot = _shorten(place)
    if not spot or spot == area_code or spot == fold(name_country(country)):
        return area_code, ""
    spot_area = _find_area(spot, country)
    if spot_area and area_code in ("", spot_area):
        return spot_area, ""
    return area_code, spot


def _find_area(text: str, country: str) -> str:
    """Return the code of a first-level area from its code or name, "" if it is none."""
    entry = resolve_area(text, country) if text and country else None
    return entry.admin1_code or "" if entry and entry.name == entry.admin1_name else ""


def fill_from_peers(
    frame: pd.DataFrame, column: str, keys: list[str], unknown: str, rows: "pd.Series[bool] | None" = None
) -> "pd.Series[str]":
    """Return a column with its unknown values replaced by the one known value of the same keys.

    Where peers know none, or more than one, the value stays unknown. ``rows`` limits what is
    replaced.
    """
    values = frame[column].astype("string")
    known = values.mask(values == unknown)
    groups = known.groupby([frame[key] for key in keys], dropna=False, observed=True)
    only = groups.transform("min").where(groups.transform("nunique") == 1)
    replace = known.isna() & only.notna()
    return values.mask(replace if rows is None else replace & rows, only)


def _shorten(text: str) -> str:
    """Return the name that tells the place apart: the first of "village, district", a list as a whole."""
    bare = fold(_REMARK.sub(" ", text))
    first, _, rest = bare.partition(",")
    return _strip_generic(bare if _LIST.search(rest) or _LIST.search(first) else first)


def _strip_generic(text: str) -> str:
    return " ".join(_GENERIC.sub(" ", fold(text)).split()).strip(" ,.")
