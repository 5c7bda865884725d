"""The latest figure of each indicator: number with its hedge, who reports it, when, and its letter."""

from collections import Counter
from typing import Any

import streamlit as st

from dashboard.frames import read_rows
from dashboard.model import Cause, Indicator, PopulationGroup
from dashboard.services.query import View
from dashboard.ui.components.evidence import want_figure
from dashboard.ui.components.text import escape
from dashboard.wording import format_amount, format_period, format_place, name_word

MOST_IN_A_ROW = 4
NARROWEST_PX = 150


def show_latest(view: View) -> None:
    """Show one card an indicator, two where disasters are counted apart; each opens the evidence of its figure."""
    grid = st.grid(MOST_IN_A_ROW, min_column_width=NARROWEST_PX, border=True)
    totals = read_rows(view.latest)
    times = Counter(total["indicator"] for total in totals)
    for total in totals:
        with grid.cell(), st.container(gap=None):
            show_card(view, total, is_one_of_causes=times[total["indicator"]] > 1)


def show_card(view: View, total: dict[str, Any], *, is_one_of_causes: bool) -> None:
    """Show one total: what is counted, the number with its letter, who says it and when."""
    figure_id = total["figure_ids"][0]
    st.markdown(f"#### {escape(format_amount(total))}{view.sources.mark_of(figure_id)}")
    counted = name_total(total, view.place_name, is_one_of_causes=is_one_of_causes)
    source = f"{total['reporter'] or 'Reporter not named'}, {format_period(total)}"
    st.markdown(f"{escape(counted)}  \n:small[:gray[{escape(source)}]]")
    st.button(
        ":primary[See the sentence]" if view.figure(figure_id)["quote"] else ":primary[See the source]",
        key=f"latest_{total['total_id']}",
        type="tertiary",
        on_click=want_figure,
        args=(figure_id,),
    )


def name_total(total: dict[str, Any], place_name: str, *, is_one_of_causes: bool = False) -> str:
    """Return what a total counts: the indicator, and whatever narrows it, as does a cause where another stands beside.

    Example:
        >>> name_total({"indicator": "killed", "unit": "person", "population_group": "all", "cause": "disaster",
        ...     "location_code": "MLI", "location_name": "Mali", "admin1_code": None, "admin1_name": None,
        ...     "place_text": "Mali", "origin_code": None}, "Mali")
        'People killed, disaster'
    """
    remarks = [name_word(Indicator(total["indicator"]))]
    if total["population_group"] not in (PopulationGroup.ALL, total["indicator"]):
        remarks.append(name_word(PopulationGroup(total["population_group"])))
    if is_one_of_causes or total["cause"] == Cause.DISASTER:
        remarks.append(name_word(Cause(total["cause"])))
    place = format_place(total, with_country=False)
    if place and place not in (place_name, total["location_name"]):
        remarks.append(place)
    return ", ".join(remarks)
