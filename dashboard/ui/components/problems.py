"""What a person has to mend: a table of where, what stands there, what is wrong, what to do."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from dashboard.model import DashboardError, Problem
from dashboard.ui.components.text import escape

MOST_ROWS_IN_SIGHT = 8
ROW_PX = 36


def show_problems(problems: Sequence[Problem]) -> None:
    """Show every problem; nothing if there is none."""
    if not problems:
        return
    noun = "problem" if len(problems) == 1 else "problems"
    st.warning(f"{len(problems)} {noun} to mend. What is not listed here was read.")
    table = pd.DataFrame(
        {
            "Where": [problem.where for problem in problems],
            "What stands there": [problem.value or "(empty)" for problem in problems],
            "What is wrong": [problem.message for problem in problems],
            "How to mend it": [problem.suggestion for problem in problems],
        }
    )
    height = ROW_PX * (1 + min(len(problems), MOST_ROWS_IN_SIGHT))
    st.dataframe(table, hide_index=True, height=height, alt="Problems found, one a row")


def show_error(error: DashboardError) -> None:
    """Show what made it impossible to go on, and what to do."""
    st.error(f"**{escape(error.problem.message)}** {escape(error.problem.suggestion)}")
