"""The data as they were: a point in the history that is kept from page to page, and said on each of them.

The point stands in the address (``?asof=12`` or ``?asof=2026-05-03``), so that a view of then is a
link one can send. Leaving it takes one click, and pages that save something never follow it.
"""

import streamlit as st

from dashboard.model import StoreError
from dashboard.services.points import NOW, Point, find_as_of
from dashboard.ui.components.problems import show_error
from dashboard.ui.components.text import escape
from dashboard.ui.desk import open_desk

KEY = "asof"
BACK = "Back to now"


def hold_as_of() -> None:
    """Keep the point in the address: the way from page to page would lose it."""
    asked = st.query_params.get(KEY)
    if asked == NOW:
        leave_as_of()
    elif asked:
        st.session_state[KEY] = asked
    elif KEY in st.session_state:
        st.query_params[KEY] = st.session_state[KEY]


def leave_as_of() -> None:
    """Go back to the data of now."""
    st.session_state.pop(KEY, None)
    st.query_params.pop(KEY, None)


def find_held_point() -> Point | None:
    """Return the point at which the visitor wants to see the data, ``None`` for now.

    Raises:
        StoreError: it cannot be found, or there was nothing yet.
    """
    text = st.session_state.get(KEY)
    return None if text is None else find_as_of(open_desk(), text)


def address_of(point: Point | None) -> dict[str, str]:
    """Return the point as it stands in the address of a page; nothing for now.

    Example:
        >>> address_of(None)
        {}
    """
    return {KEY: point.address} if point else {}


def address_of_now() -> dict[str, str]:
    """Return what leads a visitor who looks at the data of then back to now, for links to what was just saved."""
    return {KEY: NOW} if KEY in st.session_state else {}


def show_as_of(*, follows: bool) -> None:
    """Say that the page shows the data of then, or that it does not although the visitor looks at them elsewhere."""
    try:
        point = find_held_point()
    except StoreError as error:
        show_error(error)
        st.button(BACK, on_click=leave_as_of, type="primary")
        if follows:
            st.stop()
        return
    if point is None:
        return
    when = escape(point.describe())
    with st.container(key="as_of", horizontal=True, vertical_alignment="center", gap="small"):
        if follows:
            st.markdown(f"**You see the data as of {when}.** What came later is left out.")
        else:
            st.markdown(f"**This page always works on the data as they are now.** Elsewhere you see them as of {when}.")
        st.button(BACK, on_click=leave_as_of, key="leave_as_of")
