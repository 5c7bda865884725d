"""Places made comparable: which country, which area, which spot inside it.

Two reports seldom print a place alike ("Ogossagou", "Ogossagou, Bankass"; "Kidal region",
"Kidal"). The names are reduced to what tells places apart, and nothing is guessed beyond
that: two names that are not provably different areas are not treated as apart.
"""

import re

import pandas as pd

from dashboard.wording import fold, name_country

_REMARK = re.compile(r"\([^)]*\)")
_GENERIC = re.compile(
    r"\b(?:region|province|state|district|governorate|departement|department|cercle|commune)\b(?: of| de| du| d')?"
)
_LIST = re.compile(r"\b(?:and|et|y)\b|[;/&]")


def name_places(figures: pd.DataFrame) -> pd.DataFrame:
    """Return the figures with ``area`` and ``locality``, "" where a figure is about something wider.

    ``area`` is the first-level area, ``locality`` a place that is neither that area nor the
    country; both are reduced to lower case without accents. Where only some figures about a
    locality name its area, the others get it too, if there is but one.
    """
    countries = {code: fold(name_country(code)) for code in figures["location_code"].dropna().unique()}
    spots = figures["place_text"].fillna("").map(_shorten).astype("string")
    areas = figures["admin1_name"].fillna(figures["admin1_code"]).fillna("").map(_strip_generic).astype("string")
    country = figures["location_code"].map(countries).astype("string").fillna("")
    stated = figures["location_name"].fillna("").map(fold).astype("string")
    is_wider = (spots == areas) | (spots == country) | (spots == stated)
    named = figures.assign(area=areas, locality=spots.mask(is_wider, ""))
    return named.assign(area=fill_from_peers(named, "area", ["location_code", "locality"], "", named["locality"] != ""))


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
