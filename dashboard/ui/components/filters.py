"""The one row of filters, kept in the address, so that a view is a link one can send.

Figures and Briefing show the same row with the same keys: what was chosen on one page
stands on the other.
"""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from dashboard.model import Indicator
from dashboard.services.query import Choices, Filters
from dashboard.wording import name_word

KEYS = ("place", "indicator", "from", "to", "reporter")
ALL_REPORTERS = "All reporters"
EARLIEST = "Earliest"
LATEST = "Latest"


def show_filters(choices: Choices) -> Filters:
    """Show the row and return what is chosen."""
    _keep_choices()
    grid = st.grid(5, min_column_width=150)
    place = grid.selectbox(
        "Place",
        list(choices.places),
        index=_position(list(choices.places), choices.start.place),
        format_func=choices.places.__getitem__,
        key="place",
        bind="query-params",
    )
    indicator = grid.selectbox(
        "What is counted",
        list(choices.indicators),
        index=_position(list(choices.indicators), choices.choose_indicator(place)),
        format_func=_label,
        key="indicator",
        bind="query-params",
    )
    years = [str(year) for year in choices.years]
    start = grid.selectbox("From year", [EARLIEST, *years], key="from", bind="query-params")
    end = grid.selectbox("To year", [LATEST, *reversed(years)], key="to", bind="query-params")
    reporters = [ALL_REPORTERS, *choices.list_reporters(place)]
    reporter = grid.selectbox("Reported by", reporters, key="reporter", bind="query-params")
    return Filters(
        place=place,
        indicator=indicator,
        reporter=None if reporter == ALL_REPORTERS else reporter,
        start_year=None if start == EARLIEST else int(start),
        end_year=None if end == LATEST else int(end),
    )


def _keep_choices() -> None:
    """Hold on to choices that came with the address: Streamlit 1.67 forgets those on the way to another page."""
    for key in KEYS:
        if key in st.session_state:
            st.session_state[key] = st.session_state[key]


def make_address(filters: Filters, choices: Choices) -> dict[str, str]:
    """Return the filters as they stand in the address of a page, for links to it.

    Example:
        >>> from types import MappingProxyType
        >>> choices = Choices(MappingProxyType({"MLI": "Mali"}), (), (), Filters())
        >>> make_address(Filters("MLI", Indicator.KILLED, start_year=2019), choices)
        {'place': 'Mali', 'indicator': 'People killed', 'from': '2019'}
    """
    parts = {
        "place": choices.places.get(filters.place or ""),
        "indicator": _label(filters.indicator) if filters.indicator else None,
        "from": filters.start_year,
        "to": filters.end_year,
        "reporter": filters.reporter,
    }
    return {name: str(part) for name, part in parts.items() if part is not None}


def _label(indicator: Indicator) -> str:
    return name_word(indicator)


def _position(options: Sequence[Any], option: Any) -> int:
    return options.index(option) if option in options else 0
