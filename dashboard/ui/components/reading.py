"""Reading a draft: once for each state of its choices and of the store, with a way to stop it.

The reading goes on beside the page, so that a reload or a lost connection does not begin it anew,
and a click that stops it is answered at once. What was read is kept for a while; it can always be
read again, since the draft itself lies on the disk.
"""

from threading import Thread

import streamlit as st

from dashboard.model import StoreError
from dashboard.services.add import Draft, preview_draft
from dashboard.store import DraftInput, Drafts, Store
from dashboard.tables import Progress
from dashboard.ui.components.address import throw_away
from dashboard.ui.components.text import escape
from dashboard.ui.desk import open_desk, open_drafts_desk

MOST_READINGS = 6
UNSEEN_SECONDS = 0.5
STEP_SECONDS = 0.5

Key = tuple[str, str, int]


class StoppedError(Exception):
    """Nobody waits for this reading any more."""


class Reading:
    """One reading that goes on beside the page; ``progress`` is how far it is."""

    def __init__(self, drafts: Drafts, token: str, store: Store) -> None:
        self.progress = Progress(0)
        self.is_wanted = True
        self._draft: Draft | None = None
        self._error: Exception | None = None
        self._thread = Thread(target=self._read, args=(drafts, token, store), daemon=True)
        self._thread.start()

    def wait(self, seconds: float) -> bool:
        """Wait for so long at most, and return whether the reading is over."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    @property
    def is_worth_keeping(self) -> bool:
        """Whether reading again would give the same; a store that could not be read may be back."""
        return not isinstance(self._error, StoreError)

    def result(self) -> Draft:
        """Return what was read.

        Raises:
            DashboardError: it cannot be read.
        """
        if self._error:
            raise self._error
        if self._draft is None:
            raise RuntimeError("the reading is not over")
        return self._draft

    def _read(self, drafts: Drafts, token: str, store: Store) -> None:
        try:
            self._draft = preview_draft(drafts, token, store=store, on_progress=self._note)
        except Exception as error:  # nobody hears a thread; ``result`` raises it again where the page asks
            self._error = error

    def _note(self, progress: Progress) -> None:
        if not self.is_wanted:
            raise StoppedError
        self.progress = progress


def read_draft(token: str, kept: DraftInput) -> Draft | None:
    """Return what the draft would bring, ``None`` while it is still read.

    Meanwhile the page shows how far it is, with a button that stops it and throws the draft away.

    Raises:
        DashboardError: it cannot be read.
    """
    store, shelf = open_desk(), _shelf()
    key = (token, repr(kept), store.data_version())
    reading = shelf.get(key)  # other visitors put readings on the shelf and take them away at the same time
    if reading is None:
        reading = shelf[key] = Reading(open_drafts_desk(), token, store)
        for old in list(shelf)[:-MOST_READINGS]:
            _take_off(shelf, old)
    if not reading.wait(UNSEEN_SECONDS):
        _show_progress(reading, kept.name)
        st.button("Cancel", key="cancel", on_click=_cancel, args=(token,))
        return None
    if not reading.is_worth_keeping:
        shelf.pop(key, None)
    return reading.result()


def forget_reading(token: str) -> None:
    """Forget what was read of a draft, and stop what is still read."""
    shelf = _shelf()
    for key in list(shelf):
        if key[0] == token:
            _take_off(shelf, key)


def _take_off(shelf: dict[Key, Reading], key: Key) -> None:
    reading = shelf.pop(key, None)
    if reading is not None:
        reading.is_wanted = False


@st.fragment(run_every=STEP_SECONDS)
def _show_progress(reading: Reading, name: str) -> None:
    """Show how far the reading is, and the page anew when it is over.

    While the rows are not counted yet, only how many were seen can be said.
    """
    if reading.wait(0):
        st.rerun()
    progress = reading.progress
    if progress.total and progress.row >= progress.total:
        st.progress(1.0, "Comparing with what is there …")
    elif progress.total:
        st.progress(progress.row / progress.total, f"{progress.row:,} of {progress.total:,} rows read")
    else:
        st.progress(0.0, f"{progress.row:,} rows seen so far" if progress.row else f"Reading {escape(name)} …")


def _cancel(token: str) -> None:
    forget_reading(token)
    throw_away(token)


@st.cache_resource(show_spinner=False)
def _shelf() -> dict[Key, Reading]:
    return {}
