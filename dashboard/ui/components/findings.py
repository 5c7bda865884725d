"""What was found in an article or a table, before anything is saved: every figure with its sentence."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from dashboard.model import Figure
from dashboard.ui.components.text import escape
from dashboard.wording import describe_figure, format_amount, format_period, format_place, name_word

MOST_CARDS = 12
ROW_PX = 36
MARK = '{background="#FFE9A8"}'


def show_findings(figures: Sequence[Figure]) -> None:
    """Show a few figures as cards with their sentences, many as a table."""
    if len(figures) <= MOST_CARDS and all(figure.evidence for figure in figures):
        for figure in figures:
            with st.container(border=True, gap="xsmall"):
                st.markdown(f"**{escape(name_word(figure.indicator))}**: {escape(describe_figure(figure))}")
                st.markdown(f"“{mark_quote(figure)}”")
    else:
        st.dataframe(make_table(figures), hide_index=True, height=ROW_PX * (1 + min(len(figures), MOST_CARDS)))


def mark_quote(figure: Figure) -> str:
    """Return the sentence as Markdown, with the number and the words that gave it its meaning marked."""
    if figure.evidence is None:
        return ""
    quote = escape(figure.evidence.quote)
    for words in (escape(figure.quantity.text), escape(figure.evidence.trigger_text)):
        if words and words in quote:
            quote = quote.replace(words, f":color[{words}]{MARK}", 1)
    return quote


def make_table(figures: Sequence[Figure]) -> pd.DataFrame:
    """Return the figures in words, one a row."""
    return pd.DataFrame(
        {
            "What is counted": [name_word(figure.indicator) for figure in figures],
            "Figure": [format_amount(figure) for figure in figures],
            "Period": [format_period(figure) for figure in figures],
            "Place": [format_place(figure.place) or "not stated" for figure in figures],
            "Reported by": [figure.reporter or "not named" for figure in figures],
        }
    )
