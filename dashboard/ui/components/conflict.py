"""Two people on one figure: what the first one did, beside what the second one filled in."""

import pandas as pd
import streamlit as st

from dashboard.model import ReviewStatus
from dashboard.services.fields import list_edits, write_fields
from dashboard.services.review import Item
from dashboard.store import Revision
from dashboard.ui.components import reviewing
from dashboard.ui.components.fields import name_choice, read_inputs
from dashboard.ui.components.text import escape
from dashboard.wording import format_moment, name_field

_DID = {
    ReviewStatus.ACCEPTED: "accepted this figure",
    ReviewStatus.CORRECTED: "corrected this figure",
    ReviewStatus.REJECTED: "rejected this figure",
}


def show_conflict(item: Item, newer: Revision) -> None:
    """Show what happened to the figure since it was opened."""
    batch = newer.batch
    did = "took this figure back" if newer.is_withdrawn else _DID.get(newer.figure.review_status, "changed this figure")
    why = f" Their note: “{escape(batch.note)}”." if batch.note else ""
    st.warning(
        f"**{escape(batch.author or 'Somebody')} was quicker and {did}**, {format_moment(batch.created_at)}.{why} "
        "Nothing of yours is lost: what you filled in is still in the fields, and nothing was saved over theirs."
    )
    if not newer.is_withdrawn:
        show_versions(item, newer)


def show_ways_on(newer: Revision) -> None:
    """Show what can be done about it."""
    st.button("Leave it so, next figure", key="leave", type="primary", shortcut="Alt+N", on_click=reviewing.go_on)
    if not newer.is_withdrawn:
        st.button("Decide anew", key="anew", on_click=reviewing.decide_anew)


def show_versions(item: Item, newer: Revision) -> None:
    """Show the fields that either of the two changed, one a row."""
    before, theirs = write_fields(item.figure), write_fields(newer.figure)
    edits = list_edits(item.figure, read_inputs(item.figure))
    rows = [
        {
            "Field": name_field(name),
            "It was": name_choice(name, before[name]),
            "Theirs": name_choice(name, theirs[name]),
            "Yours": name_choice(name, edits.get(name, before[name])),
        }
        for name in before
        if name in edits or theirs[name] != before[name]
    ]
    if rows:
        table = pd.DataFrame(rows).map(escape)
        st.table(table, border="horizontal", hide_index=True, alt="What both of you changed, one field a row")
