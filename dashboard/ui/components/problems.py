"""What a person has to mend: a table of where, what stands there, what is wrong, what to do."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from dashboard.model import DashboardError, Problem
from dashboard.ui.components.text import escape

MOST_PROBLEMS = 50


def show_problems(problems: Sequence[Problem], *, figures: int) -> None:
    """Show the problems beside so many figures, the first fifty of them at most; nothing if there is none."""
    if not problems:
        return
    noun = "problem" if len(problems) == 1 else "problems"
    more = f" The first {MOST_PROBLEMS} are listed." if len(problems) > MOST_PROBLEMS else ""
    rest = "The rest of the file was read." if figures else "Nothing else was found in the file."
    st.warning(f"{len(problems):,} {noun} to mend. {rest}{more}")
    shown = problems[:MOST_PROBLEMS]
    table = {
        "Where": [problem.where for problem in shown],
        "What stands there": [problem.value or "(empty)" for problem in shown],
        "What is wrong": [problem.message for problem in shown],
        "How to mend it": [problem.suggestion for problem in shown],
    }
    st.table(pd.DataFrame(table).map(escape), border="horizontal", hide_index=True, alt="Problems found, one a row")


def show_error(error: DashboardError) -> None:
    """Show what made it impossible to go on, and what to do."""
    st.error(f"**{escape(error.problem.message)}** {escape(error.problem.suggestion)}")
