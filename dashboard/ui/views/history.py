"""History: what was put in, changed and taken back; one of it opened; two points compared."""

import streamlit as st

from dashboard.model import StoreError
from dashboard.services.history import open_batch
from dashboard.ui.components.batch import KEY as BATCH_KEY
from dashboard.ui.components.batch import show_batch
from dashboard.ui.components.batches import show_batches
from dashboard.ui.components.comparison import KEYS as POINT_KEYS
from dashboard.ui.components.comparison import show_comparison
from dashboard.ui.components.problems import show_error
from dashboard.ui.desk import open_desk
from dashboard.ui.routes import HISTORY

LIST = "What was done"
COMPARE = "Compare two points"


def show() -> None:
    """Show one batch if the address names it, else the list or the comparison."""
    asked = st.query_params.get(BATCH_KEY)
    if asked:
        show_asked(asked)
        return
    st.header("History", anchor=False)
    is_compared = any(key in st.query_params for key in POINT_KEYS)
    part = st.segmented_control(
        "Show", [LIST, COMPARE], default=COMPARE if is_compared else LIST, required=True, label_visibility="collapsed"
    )
    if part == COMPARE:
        show_comparison()
    else:
        for key in POINT_KEYS:
            st.query_params.pop(key, None)
        show_batches()


def show_asked(asked: str) -> None:
    """Show the batch that the address names; if there is none, say so and lead back."""
    try:
        entry = open_batch(open_desk(), int(asked) if asked.isdecimal() and len(asked) < 10 else 0)
    except StoreError as error:
        st.header("History", anchor=False)
        show_error(error)
        st.page_link(HISTORY, label=":primary[See all batches]")
        return
    show_batch(entry)


if __name__ == "__main__":
    show()
