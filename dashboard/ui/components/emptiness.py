"""What stands where no figure passes the filters: which filter it was, and that it is not zero."""

import streamlit as st

from dashboard.services.query import View
from dashboard.ui.components.text import escape


def show_emptiness(view: View) -> None:
    """Say that nothing was found, and which filter is the reason."""
    st.header("No figure found", anchor=False)
    st.info(f"{escape(view.empty_reason or '')}\n\n**No figure found does not mean zero.**")
