"""Every field of a figure that a person can mend, in the words of the vocabulary.

What is filled in belongs to the figure, not to the revision that was looked at: it stays when
a colleague was quicker.
"""

from collections.abc import Sequence

import streamlit as st

from dashboard.model import Figure
from dashboard.reference.places import load_areas, load_countries
from dashboard.services.fields import DATES, FIELDS, LINKS, VOCABULARIES, write_fields
from dashboard.wording import describe_figure, name_country, name_field, name_word

NARROWEST_PX = 150
NOTHING = "not stated"
NO_LINK = "no other figure"
_SEEN = "seen"
HINTS = dict.fromkeys(DATES, "2019-03-31, 2019-03 or 2019")
GROUPS = {
    "How many": ("value", "quantifier", "unit", "value_low", "value_high", "value_text"),
    "Who and what": ("indicator", "population_group", "measure", "cause", "certainty", "reporter"),
    "Where": ("location_code", "admin1_code", "place_text", "origin_code"),
    "When": ("reference_period_start", "reference_period_end", "period_precision", "period_basis"),
    "Other figures": LINKS,
}


def show_fields(figure: Figure, others: Sequence[Figure]) -> None:
    """Show the fields, filled in as they are said; ``others`` are figures this one may be linked to.

    If the figure is said otherwise than when its fields were filled in, those that nobody has
    edited follow.
    """
    _follow(st.session_state.get(_key(figure, _SEEN)), figure)
    for title, names in GROUPS.items():
        st.markdown(f":small[**{title}**]")
        grid = st.grid(3, min_column_width=NARROWEST_PX, gap=("xsmall", "small"))
        for name in names:
            with grid.cell():
                _show_field(figure, name, others)


def read_inputs(figure: Figure) -> dict[str, str]:
    """Return what stands in the fields."""
    said = write_fields(figure)
    return {name: str(st.session_state.get(_key(figure, name), said[name])) for name in FIELDS}


def put_back(figure: Figure) -> None:
    """Fill the fields in as they are said."""
    _follow(None, figure)


def forget_inputs(figure: Figure) -> None:
    """Forget what stands in the fields."""
    for name in (*FIELDS, _SEEN):
        st.session_state.pop(_key(figure, name), None)


def _follow(seen: Figure | None, now: Figure) -> None:
    before, after, inputs = write_fields(seen or now), write_fields(now), read_inputs(now)
    for name in FIELDS:
        if seen is None or inputs[name] == before[name]:
            st.session_state[_key(now, name)] = after[name]
    st.session_state[_key(now, _SEEN)] = now


def name_choice(name: str, text: str) -> str:
    """Return the text of a field as it is shown to people.

    Example:
        >>> name_choice("location_code", "MLI"), name_choice("value", "400"), name_choice("reporter", "")
        ('Mali', '400', 'not stated')
    """
    if not text:
        return NOTHING
    if vocabulary := VOCABULARIES.get(name):
        return name_word(vocabulary(text))
    if name in ("location_code", "origin_code"):
        return name_country(text)
    area = load_areas().get(text) if name == "admin1_code" else None
    return area.name if area else text


def _show_field(figure: Figure, name: str, others: Sequence[Figure]) -> None:
    label, key = name_field(name), _key(figure, name)
    options = _list_options(figure, name, others)
    if options is None:
        st.text_input(label, key=key, placeholder=HINTS.get(name, NOTHING), persist_state="session")
        return
    if st.session_state[key] not in options:  # an area of a country that was changed
        st.session_state[key] = ""
    st.selectbox(label, list(options), format_func=options.__getitem__, key=key, persist_state="session")


def _list_options(figure: Figure, name: str, others: Sequence[Figure]) -> dict[str, str] | None:
    """Return what can be chosen in a field with its names, ``None`` for a field to write in."""
    if vocabulary := VOCABULARIES.get(name):
        return {str(word): name_word(word) for word in vocabulary}
    if name in ("location_code", "origin_code"):
        return {"": NOTHING} | dict(sorted(_countries().items(), key=lambda country: country[1]))
    if name == "admin1_code":
        return {"": NOTHING} | _list_areas(str(st.session_state[_key(figure, "location_code")]))
    if name in LINKS:
        link = getattr(figure, name)
        known = {"": NO_LINK} | ({link: f"figure {link}"} if link else {})
        return known | {other.figure_id: describe_figure(other) for other in others}
    return None


def _countries() -> dict[str, str]:
    return {code: name_country(code) for code in load_countries()}


def _list_areas(country: str) -> dict[str, str]:
    areas = {
        code: area.admin1_name
        for code, area in load_areas().items()
        if area.country == country and area.admin1_code == code and area.admin1_name
    }
    return dict(sorted(areas.items(), key=lambda area: area[1]))


def _key(figure: Figure, name: str) -> str:
    return f"{name}_of_{figure.figure_id}"
