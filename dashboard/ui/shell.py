"""The frame around every page: title, icon, navigation, and what is said when nothing can be opened.

It must not know what a page shows.
"""

from pathlib import Path

import streamlit as st

from dashboard import __version__
from dashboard.model import DashboardError
from dashboard.ui.components.as_of import hold_as_of, show_as_of
from dashboard.ui.components.problems import show_error
from dashboard.ui.routes import AS_OF_PAGES, list_pages

ASSETS = Path(__file__).parent / "assets"
ICON = ASSETS / "icon.svg"
STYLE = ASSETS / "app.css"
ABOUT = f"**humdash {__version__}**: every number has a sentence.\n\nFigures stay in your own store."


def show() -> None:
    """Show the page the address asks for."""
    st.set_page_config(
        page_title="humdash",
        page_icon=str(ICON),
        layout="wide",
        menu_items={"Get help": None, "Report a bug": None, "About": ABOUT},
    )
    st.logo(str(ICON), size="large")
    st.html(STYLE)
    page = st.navigation(list_pages(), position="top")
    hold_as_of()
    try:
        show_as_of(follows=page.url_path in AS_OF_PAGES)
        page.run()
    except DashboardError as error:
        show_error(error)
