"""Reading a draft: once for each state of its choices and of the store, with a way to stop it.

What was read is kept for a while, so that a click on the page does not read it again. It can
always be read again: the draft itself lies on the disk.
"""

from collections import OrderedDict
from typing import TYPE_CHECKING

import streamlit as st

from dashboard.services.add import Draft, preview_draft
from dashboard.store import DraftInput
from dashboard.tables import Progress
from dashboard.ui.components.address import throw_away
from dashboard.ui.components.text import escape
from dashboard.ui.desk import open_desk, open_drafts_desk

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

MOST_READINGS = 4


def read_draft(token: str, kept: DraftInput) -> Draft:
    """Return what the draft would bring; while it is read, a button stops that and throws it away.

    Raises:
        DashboardError: it cannot be read.
    """
    store = open_desk()
    key = (token, repr(kept), store.data_version())
    shelf = _shelf()
    if key not in shelf:
        place = st.empty()
        with place.container():
            bar = st.progress(0.0, f"Reading {escape(kept.name)} …")
            st.button("Cancel", key="cancel", on_click=throw_away, args=(token,))
            # A click on the button ends this run at the next step of the bar, and with it the reading.
            shelf[key] = preview_draft(
                open_drafts_desk(), token, store=store, on_progress=lambda progress: _show_progress(bar, progress)
            )
        place.empty()
        while len(shelf) > MOST_READINGS:
            shelf.popitem(last=False)
    return shelf[key]


def forget_reading(token: str) -> None:
    """Forget what was read of a draft."""
    shelf = _shelf()
    for key in [key for key in shelf if key[0] == token]:
        shelf.pop(key, None)


def _show_progress(bar: "DeltaGenerator", progress: Progress) -> None:
    """Show how far the reading is; while the rows are not counted yet, only how many were seen."""
    if progress.total:
        words = f"{progress.row:,} of {progress.total:,} rows read"
        bar.progress(min(progress.row / progress.total, 1.0), words)
    else:
        bar.progress(0.0, f"{progress.row:,} rows seen so far")


@st.cache_resource(show_spinner=False)
def _shelf() -> OrderedDict[tuple[str, str, int], Draft]:
    return OrderedDict()
