"""One batch opened: who did it and when, what it brought and changed, and the way to take it back."""

from datetime import UTC, datetime
from functools import partial

import streamlit as st

from dashboard.model import Document, StoreError
from dashboard.services.history import BatchEntry, preview_undo, render_changes, undo
from dashboard.store import Batch, UndoPreview
from dashboard.store.batches import REVIEW
from dashboard.ui.components.as_of import KEY as AS_OF
from dashboard.ui.components.batches import describe_counts, describe_source
from dashboard.ui.components.changes import show_change_table, show_changes
from dashboard.ui.components.facts import format_published, show_facts
from dashboard.ui.components.problems import show_error
from dashboard.ui.components.text import escape
from dashboard.ui.desk import count_desk_changes, name_visitor, open_desk
from dashboard.ui.routes import FIGURES, HISTORY
from dashboard.wording import format_moment, format_number, name_author, name_batch

KEY = "batch"
MOST_DOCUMENTS = 10
_ASKED = "undo_asked"
_UNDONE = "undone"


def show_batch(entry: BatchEntry) -> None:
    """Show one batch, what can be done about it, and its figures."""
    batch = entry.batch
    st.button("← All batches", on_click=_close, type="tertiary")
    st.header(f"Batch {batch.batch_id}: {escape(describe_source(batch))}", anchor=False)
    if st.session_state.pop(_UNDONE, None) == batch.batch_id:
        st.success(f"Taken back: batch {batch.undoes}. It stays in the history, and can be added again.")
    _show_state(batch)
    show_facts(list_facts(batch))
    _show_ways(entry)
    _show_documents(entry.documents)
    st.subheader("Figures", anchor=False)
    first, last = batch.batch_id - 1, batch.batch_id
    with st.spinner("Counting …"):
        counts = count_desk_changes(first, last)
    if not counts:
        st.info("This batch changed no figure: everything in it was here already.")
    show_changes(first, last, counts, "batch")
    if st.session_state.get(_ASKED) == batch.batch_id:
        _ask_to_undo(batch)


def list_facts(batch: Batch) -> list[tuple[str, str]]:
    """Return what is known about a batch as pairs of label and text; what is not known is said."""
    return [
        ("Kind", name_batch(batch.kind)),
        ("When", format_moment(batch.created_at)),
        ("By", name_author(batch.kind, batch.author)),
        ("Figures", describe_counts(batch)),
        ("Note", batch.note or "none"),
    ]


def _show_state(batch: Batch) -> None:
    """Say if a batch was taken back or takes one back, with the way to the other one."""
    if batch.undone_by:
        st.warning(f"Batch {batch.undone_by} has taken this one back.")
        _link_to(batch.undone_by)
    if batch.undoes:
        _link_to(batch.undoes)


def _link_to(batch_id: int) -> None:
    st.page_link(HISTORY, label=f":primary[Open batch {batch_id}]", query_params={KEY: str(batch_id)})


def _show_ways(entry: BatchEntry) -> None:
    batch = entry.batch
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        if entry.can_be_undone:
            st.button("Take this batch back", on_click=_want_undo, args=(batch.batch_id,))
        st.page_link(
            FIGURES, label=":primary[See the dashboard as it was then]", query_params={AS_OF: str(batch.batch_id)}
        )
        st.download_button(
            "Figures of this batch (CSV)",
            partial(render_changes, open_desk(), batch.batch_id - 1, batch.batch_id),
            f"batch-{batch.batch_id}.csv",
            "text/csv",
            on_click="ignore",
        )


def _show_documents(documents: tuple[Document, ...]) -> None:
    if not documents:
        return
    st.subheader("Document" if len(documents) == 1 else f"{format_number(len(documents))} documents", anchor=False)
    st.markdown("\n".join(f"- {escape(_describe(document))}" for document in documents[:MOST_DOCUMENTS]))
    if len(documents) > MOST_DOCUMENTS:
        st.markdown(f":gray[and {format_number(len(documents) - MOST_DOCUMENTS)} more]")


def _describe(document: Document) -> str:
    published = document.published.isoformat() if document.published else None
    return ", ".join(
        [
            document.title or "Untitled document",
            document.publisher or "publisher not known",
            format_published(published),
        ]
    )


def _close() -> None:
    st.query_params.pop(KEY, None)


def _want_undo(batch_id: int) -> None:
    st.session_state[_ASKED] = batch_id


def _forget_undo() -> None:
    st.session_state.pop(_ASKED, None)


@st.dialog("Take this batch back?", width="large", on_dismiss=_forget_undo)
def _ask_to_undo(batch: Batch) -> None:
    try:
        with st.spinner("Working out what would change …"):
            preview = preview_undo(open_desk(), batch.batch_id)
    except StoreError as error:
        show_error(error)
        return
    st.markdown(f"**Batch {batch.batch_id}: {escape(batch.source_name)}**")
    st.markdown("\n".join(f"- {sentence}" for sentence in foresee(preview)))
    if preview.changes:
        show_change_table(preview.changes)
        if preview.changed + preview.withdrawn > len(preview.changes):
            st.markdown(f":gray[The first {len(preview.changes)} are listed.]")
    note = st.text_input("Why (optional)", max_chars=500, placeholder="For example: the wrong file")
    with st.container(horizontal=True):
        is_confirmed = st.button("Take it back", type="primary")
        if st.button("Leave it", on_click=_forget_undo):
            st.rerun()
    if is_confirmed:
        _take_back(batch.batch_id, note)


def foresee(preview: UndoPreview) -> list[str]:
    """Return what an undo would do, a sentence for each kind of change."""
    leave, back, stay = (_count(count) for count in (preview.withdrawn, preview.changed, preview.staying))
    is_review = preview.batch.kind == REVIEW
    back_to = "be as before the review" if is_review else "go back to what another batch says"
    because = "decided again or changed since" if is_review else "changed since, or the same in another batch"
    sentences = [
        (preview.withdrawn, f"{leave} would leave the dashboard: no other batch has the same."),
        (preview.changed, f"{back} would {back_to}."),
        (preview.staying, f"{stay} would stay as now: {because}."),
    ]
    return [sentence for count, sentence in sentences if count] or ["No figure would change."]


def _count(count: int) -> str:
    return "1 figure" if count == 1 else f"{format_number(count)} figures"


def _take_back(batch_id: int, note: str) -> None:
    """Undo the batch and open the batch that does so; if a colleague was quicker, say so."""
    try:
        made = undo(
            open_desk(), batch_id, now=datetime.now(UTC), author=name_visitor(), note=" ".join(note.split()) or None
        )
    except StoreError as error:
        show_error(error)
        return
    _forget_undo()
    st.session_state[_UNDONE] = made.batch_id
    st.query_params[KEY] = str(made.batch_id)
    st.rerun()
