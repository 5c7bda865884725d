"""Drafts this visitor did not finish: only those whose tokens they hold, since drafts may be confidential."""

import streamlit as st

from dashboard.ui.components.address import list_tokens, open_draft, throw_away
from dashboard.ui.components.text import escape
from dashboard.ui.desk import open_drafts_desk
from dashboard.wording import format_date


def show_unfinished() -> None:
    """List the drafts, each with the ways to go on and to throw it away; nothing if there is none."""
    drafts = open_drafts_desk()
    found = [(token, kept) for token in list_tokens() if (kept := drafts.find(token))]
    if not found:
        return
    st.subheader("Drafts you did not finish", anchor=False)
    for token, kept in found:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{escape(kept.name)}**, {format_date(kept.created_at.date())}", width="content")
            st.button("Go on", key=f"open_{token}", on_click=open_draft, args=(token,))
            st.button("Throw away", key=f"discard_{token}", type="tertiary", on_click=throw_away, args=(token,))
