"""Reading a draft: once for each state of its choices and of the store, with a way to stop it.

What was read is kept for a while, so that a click on the page does not read it again. It can
always be read again: the draft itself lies on the disk.
"""

from collections import OrderedDict

import streamlit as st

from dashboard.services.add import Draft, preview_draft
from dashboard.store import DraftInput
from dashboard.ui.components.address import throw_away
from dashboard.ui.desk import open_desk, open_drafts_desk

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
            st.button("Cancel", key="cancel", on_click=throw_away, args=(token,))
            with st.spinner(f"Reading {kept.name} …"):
                shelf[key] = preview_draft(open_drafts_desk(), token, store=store)
        place.empty()
        while len(shelf) > MOST_READINGS:
            shelf.popitem(last=False)
    return shelf[key]


def forget_reading(token: str) -> None:
    """Forget what was read of a draft."""
    shelf = _shelf()
    for key in [key for key in shelf if key[0] == token]:
        shelf.pop(key, None)


@st.cache_resource(show_spinner=False)
def _shelf() -> OrderedDict[tuple[str, str, int], Draft]:
    return OrderedDict()
