"""What an empty page offers instead of nothing: three ways to begin."""

import streamlit as st

from dashboard.services.points import Point
from dashboard.ui.routes import ADD_DATA, METHOD

DOORS = (
    ("Paste an article", "The text of a report or of the news; its figures are found with their sentences.", ADD_DATA),
    ("Upload a file", "An article as PDF, Word, web page or text, or a table of figures as Excel or CSV.", ADD_DATA),
    ("See what is counted", "What each figure means, and the rules by which figures are put together.", METHOD),
)


def show_doors(as_of: Point | None = None) -> None:
    """Show that there is no figure yet, or was none at a point in the history, and where to begin."""
    if as_of is not None:
        st.header("No figures at that point", anchor=False)
        st.markdown("An empty page does not mean that nobody was affected. Go back to now to see what there is.")
        return
    st.header("No figures yet", anchor=False)
    st.markdown("Nothing has been added so far. An empty page does not mean that nobody was affected.")
    grid = st.grid(3, min_column_width=260, border=True)
    for title, text, page in DOORS:
        with grid.cell():
            st.markdown(f"**{title}**  \n{text}")
            st.page_link(page, label="Begin")
