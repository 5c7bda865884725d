"""The pages by name, so that a link on one page can lead to another without importing it."""

from pathlib import Path

import streamlit as st

_VIEWS = Path(__file__).parent / "views"

FIGURES = str(_VIEWS / "figures.py")
ADD_DATA = str(_VIEWS / "add_data.py")
REVIEW = str(_VIEWS / "review.py")
HISTORY = str(_VIEWS / "history.py")
BRIEFING = str(_VIEWS / "briefing.py")
METHOD = str(_VIEWS / "method.py")

# The addresses of the pages that can be seen as they were; the others always work on the data of now.
AS_OF_PAGES = ("", "briefing", "method")


def list_pages() -> list[st.Page]:
    """Return the pages in the order of the navigation; the first is the start page."""
    return [
        st.Page(FIGURES, title="Figures", default=True),
        st.Page(ADD_DATA, title="Add data", url_path="add"),
        st.Page(REVIEW, title="Review", url_path="review"),
        st.Page(HISTORY, title="History", url_path="history"),
        st.Page(BRIEFING, title="Briefing", url_path="briefing"),
        st.Page(METHOD, title="Sources & method", url_path="method"),
    ]
