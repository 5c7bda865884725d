"""What an empty page offers instead of nothing: three ways to begin."""

import streamlit as st

from dashboard.ui.routes import ADD_DATA, METHOD

DOORS = (
    ("Paste an article", "The text of a report or of the news; its figures are found with their sentences.", ADD_DATA),
    ("Upload a file", "An article as PDF, Word, web page or text, or a table of figures as CSV.", ADD_DATA),
    ("See what is counted", "What each figure means, and the rules by which figures are put together.", METHOD),
)


def show_doors() -> None:
    """Show that there is no figure yet, and where to begin."""
    st.header("No figures yet", anchor=False)
    st.markdown("Nothing has been added so far. An empty page does not mean that nobody was affected.")
    grid = st.grid(3, min_column_width=260, border=True)
    for title, text, page in DOORS:
        with grid.cell():
            st.markdown(f"**{title}**  \n{text}")
            st.page_link(page, label="Begin")
