"""What a person has to mend: how many of each kind, then a table of where, what, and what to do."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import partial

import pandas as pd
import streamlit as st

from dashboard.export.rows import make_problems_table, render_rows
from dashboard.model import DashboardError, Problem
from dashboard.ui.components.text import escape

MOST_PROBLEMS = 50
MOST_KINDS = 6

_ROW = re.compile(r", row \d+")


def show_problems(problems: Sequence[Problem], *, figures: int) -> None:
    """Show the problems beside so many figures, the first fifty of them at most; nothing if there is none."""
    if not problems:
        return
    of_the_file = [problem for problem in problems if not _ROW.search(problem.where)]
    for problem in of_the_file:
        st.warning(f"{escape(problem.message)} {escape(problem.suggestion)}")
    if len(of_the_file) < len(problems):
        _show_cells([problem for problem in problems if _ROW.search(problem.where)], figures=figures)


def _show_cells(problems: Sequence[Problem], *, figures: int) -> None:
    """Show the problems of rows and cells."""
    noun = "problem" if len(problems) == 1 else "problems"
    rest = "The rest of the file was read." if figures else "Nothing else was found in the file."
    st.warning(f"{len(problems):,} {noun} to mend. {rest}")
    kinds = count_kinds(problems)
    if len(kinds) < len(problems):
        st.markdown("\n".join(f"- {line}" for line in kinds))
    shown = make_short_table(problems[:MOST_PROBLEMS])
    st.table(shown.map(escape), border="horizontal", hide_index=True, alt="Problems found, one a row")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.download_button(
            "Download the problems (CSV)",
            partial(_render, tuple(problems)),
            "problems.csv",
            "text/csv",
            on_click="ignore",
        )
        if len(problems) > MOST_PROBLEMS:
            st.markdown(f"The first {MOST_PROBLEMS} are shown; all {len(problems):,} are in the file.")


def make_short_table(problems: Sequence[Problem]) -> pd.DataFrame:
    """Return the problems of rows and cells in so few columns that a phone can show them.

    Example:
        >>> problem = Problem("empty", "a.csv, row 12, column value", "", "Empty.", "Fill it in.")
        >>> make_short_table([problem]).iloc[0].tolist()
        ['row 12, value', '(empty)', 'Empty.', 'Fill it in.']
    """
    table = make_problems_table(problems)
    columns = table["Column"].where(table["Column"] == "", ", " + table["Column"])
    return pd.DataFrame(
        {
            "Where": "row " + table["Row"] + columns,
            "What stands there": table["What stands there"].replace("", "(empty)"),
            "What is wrong": table["What is wrong"],
            "How to mend it": table["How to mend it"],
        }
    )


def count_kinds(problems: Sequence[Problem]) -> list[str]:
    """Return a line for each kind of problem, the most frequent first: how many, and what is wrong.

    Example:
        >>> bad = Problem("not_a_number", "a.csv, row 2, column value", "x", "Not a number", "Write digits.")
        >>> count_kinds([bad, bad])
        ['2 × Not a number']
    """
    words: dict[str, Counter[str]] = {}
    for problem in problems:
        words.setdefault(problem.code, Counter())[problem.message] += 1
    kinds = sorted(words.values(), key=lambda messages: -messages.total())
    lines = [f"{kind.total():,} × {escape(kind.most_common(1)[0][0])}" for kind in kinds[:MOST_KINDS]]
    rest = sum(kind.total() for kind in kinds[MOST_KINDS:])
    return [*lines, f"{rest:,} × other problems"] if rest else lines


def show_mistakes(problems: Sequence[Problem]) -> None:
    """Show what is wrong with the fields of a form, one message a field."""
    for problem in problems:
        st.error(f"**{escape(problem.where.capitalize())}**: {escape(problem.message)} {escape(problem.suggestion)}")


def show_error(error: DashboardError) -> None:
    """Show what made it impossible to go on, and what to do."""
    st.error(f"**{escape(error.problem.message)}** {escape(error.problem.suggestion)}")


def _render(problems: tuple[Problem, ...]) -> bytes:
    return render_rows(make_problems_table(problems))
