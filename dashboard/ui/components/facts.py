"""Short facts with their labels, side by side where there is room."""

from collections.abc import Iterable

import streamlit as st

from dashboard.model import Period
from dashboard.ui.components.text import escape
from dashboard.wording import format_period


def show_facts(facts: Iterable[tuple[str, str]], min_width_px: int = 260) -> None:
    """Show pairs of label and text; the texts may come from outside."""
    grid = st.grid("auto", min_column_width=min_width_px, gap=("xsmall", "medium"))
    for label, text in facts:
        grid.markdown(f":small[:gray[{label}]]  \n{escape(text)}")


def format_published(published: str | None) -> str:
    """Return the date of a document, or that it is not known.

    Example:
        >>> format_published("2020-01"), format_published(None)
        ('January 2020', 'date not known')
    """
    return format_period(Period.fromisoformat(published), with_basis=False) if published else "date not known"
