"""Which draft or batch the page Add data shows: by its address, so that a reload shows it again.

The token of a draft stands in the address, and with the visitor for as long as the page is
open; nobody else is shown the draft. ``?draft=…`` may stand there several times: the first is
open, the others wait.
"""

import streamlit as st

from dashboard.ui.desk import open_drafts_desk

DRAFT, BATCH = "draft", "batch"
_TOKENS = "drafts_of_this_visitor"
MOST_TOKENS = 40  # so many keep the address under 2,000 characters


def find_open_draft() -> str | None:
    """Return the token of the draft that is open, ``None`` if none is."""
    tokens: list[str] = st.query_params.get_all(DRAFT)
    return tokens[0] if tokens and tokens[0] else None


def find_saved_batch() -> int | None:
    """Return the batch that the page shows as just saved, ``None`` if it shows none."""
    text = st.query_params.get(BATCH, "")
    return int(text) if text.isdecimal() else None


def list_tokens() -> list[str]:
    """Return the tokens this visitor has, the latest first."""
    tokens = [*st.query_params.get_all(DRAFT), *st.session_state.get(_TOKENS, [])]
    return [token for token in dict.fromkeys(tokens) if token][:MOST_TOKENS]


def open_draft(token: str) -> None:
    """Show a draft from now on; the others keep their place in the address."""
    _write([token, *(other for other in list_tokens() if other != token)])


def leave_draft() -> None:
    """Show the way in again, and keep the draft for later."""
    tokens = list_tokens()
    _write(["", *tokens] if tokens else [])


def throw_away(token: str) -> None:
    """Throw a draft away for good, and show the way in again."""
    open_drafts_desk().discard(token)
    forget_draft(token)


def forget_draft(token: str) -> None:
    """Show the way in again without this draft, whatever has become of it."""
    tokens = [other for other in list_tokens() if other != token]
    _write(["", *tokens] if tokens else [])


def show_saved(token: str, batch_id: int) -> None:
    """Show from now on what became of a draft that was saved."""
    throw_away(token)
    st.query_params[BATCH] = str(batch_id)


def leave_saved() -> None:
    """Show the way in again."""
    st.query_params.pop(BATCH, None)


def _write(tokens: list[str]) -> None:
    st.session_state[_TOKENS] = [token for token in tokens if token]
    st.query_params.pop(BATCH, None)
    if tokens:
        st.query_params[DRAFT] = tokens
    else:
        st.query_params.pop(DRAFT, None)
