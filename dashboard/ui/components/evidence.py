"""Where a number comes from: its sentence, its document, who says it, and what becomes of it.

Opened by clicking a mark in a chart, a row of a table, or a button beside a figure. The
click only notes which figure is wanted; the page opens the dialogue at its end, once.
"""

from typing import Any

import streamlit as st

from dashboard.model import Method
from dashboard.services.query import View
from dashboard.ui.components.facts import format_published, show_facts
from dashboard.ui.components.reviewing import FIGURE
from dashboard.ui.components.statement import show_statement
from dashboard.ui.components.text import escape, is_web_address
from dashboard.ui.components.trail import describe_review
from dashboard.ui.desk import open_desk
from dashboard.ui.routes import REVIEW
from dashboard.wording import describe_figure, format_period, format_place, name_word

WANTED = "wanted_figure"


def want_figure(figure_id: str) -> None:
    """Note that the evidence of a figure is wanted."""
    st.session_state[WANTED] = figure_id


def want_mark(chart_key: str) -> None:
    """Note which figure was clicked in a chart; a click beside the marks wants none."""
    picked = st.session_state[chart_key].selection.get("pick") or []
    if picked and "figure_id" in picked[0]:
        want_figure(picked[0]["figure_id"])


def want_row(table_key: str, figure_ids: list[str]) -> None:
    """Note which figure's row was chosen in a table that shows ``figure_ids`` in this order."""
    rows = st.session_state[table_key].selection.rows
    if rows:
        want_figure(figure_ids[rows[0]])


def open_wanted(view: View) -> None:
    """Open the evidence of the figure that was just asked for, if any."""
    figure_id = st.session_state.pop(WANTED, None)
    if figure_id is not None and view.has_figure(figure_id):
        _open(view, figure_id)


@st.dialog("Where this number comes from", width="large")
def _open(view: View, figure_id: str) -> None:
    row = view.figure(figure_id)
    document = view.document(row["document_id"])
    st.markdown(f"**{escape(describe_figure(row))}**")
    show_statement(row, document["text"])
    show_facts(list_facts(view, row, document))
    with st.container(horizontal=True, vertical_alignment="center"):
        if is_web_address(document["url"]):
            st.link_button("Open the document", document["url"])
        st.page_link(REVIEW, label=":primary[Review this figure]", query_params={FIGURE: figure_id})


def list_facts(view: View, row: dict[str, Any], document: dict[str, Any]) -> list[tuple[str, str]]:
    """Return what is known about a figure as pairs of label and text; what is not known is said."""
    facts = [
        ("Reported by", row["reporter"] or "not named in the text"),
        ("Published by", document["publisher"] or "publisher not known"),
        ("Document", document["title"] or "untitled document"),
        ("Published on", format_published(document["published"])),
        ("Place", format_place(row) or "not stated"),
        ("Period", format_period(row)),
    ]
    if row["trigger_text"]:
        noun = "words" if " " in row["trigger_text"] else "word"
        facts.append(("Why it was read as this", f"the {noun} “{row['trigger_text']}”"))
    as_of = view.as_of.batch_id if view.as_of else None
    facts += [
        ("How it came in", name_word(Method(row["method"]))),
        (
            "Review",
            describe_review(open_desk().revisions(row["figure_id"]), as_of),
        ),
        ("In the total", view.explain(row["figure_id"])),
    ]
    return facts
