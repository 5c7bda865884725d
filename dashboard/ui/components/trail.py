"""What happened to a figure, and what a person decided about it: who, when, what, why."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from dashboard.services.review import find_decision
from dashboard.store import Revision
from dashboard.store.batches import REVIEW
from dashboard.ui.components.text import escape
from dashboard.wording import format_moment, name_batch, name_word, say_change, say_decision


def show_trail(history: Sequence[Revision]) -> None:
    """Show the history of a figure, the latest step first."""
    lines = [describe_step(before, entry) for before, entry in zip([None, *history], history, strict=False)]
    st.markdown("\n".join(f"- {line}" for line in reversed(lines)))


def describe_step(before: Revision | None, entry: Revision) -> str:
    """Return one step as Markdown: what happened, when, who did it and why."""
    batch, figure = entry.batch, entry.figure
    if entry.is_withdrawn:
        what = "Taken back"
    elif batch.kind == REVIEW:
        what = name_word(figure.review_status).capitalize()
    else:
        what = f"{name_batch(batch.kind)} “{escape(batch.source_name)}”"
    known = replace(before.figure, review_status=figure.review_status) if before and not before.is_withdrawn else None
    said = say_change(known, figure)
    who = f", by {escape(batch.author)}" if batch.author else ""
    why = f"  \n“{escape(batch.note)}”" if batch.note else ""
    undone = f" (taken back by batch {batch.undone_by})" if batch.undone_by else ""
    return f"**{what}**: {escape(said)}  \n:small[:gray[{format_moment(batch.created_at)}{who}{undone}]]{why}"


def describe_review(history: Sequence[Revision], as_of: int | None = None) -> str:
    """Return the review state of a figure with who and when: "accepted by …", "not yet reviewed".

    ``as_of`` is a batch: the state as it was right after it.
    """
    history = [entry for entry in history if as_of is None or entry.batch_id <= as_of]
    decision = find_decision(history)
    if decision is None:
        return name_word(history[-1].figure.review_status)
    batch = decision.batch
    return say_decision(decision.figure.review_status, batch.author, batch.created_at, batch.note)
