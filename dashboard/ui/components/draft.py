"""A draft on its way into the store: shown, kept on demand, and taken back if regretted.

A draft belongs to one visitor; it is forgotten as soon as another text or file is read.
"""

from dataclasses import replace
from datetime import UTC, datetime

import streamlit as st

from dashboard.model import Document, Figure
from dashboard.services import add, history
from dashboard.services.difference import DifferenceKind
from dashboard.services.query import PLACE_NOT_KNOWN, Filters
from dashboard.ui.components.facts import format_published
from dashboard.ui.components.filters import make_address
from dashboard.ui.components.findings import show_findings
from dashboard.ui.components.problems import show_problems
from dashboard.ui.components.text import escape
from dashboard.ui.desk import list_desk_choices, name_visitor, open_desk
from dashboard.ui.routes import FIGURES

_DRAFT = "draft"
_SAVED = "saved"


def hold(draft: add.Draft) -> None:
    """Keep what was just read in mind, in place of anything before it."""
    forget()
    st.session_state[_DRAFT] = draft


def forget() -> None:
    """Forget what was read or saved last."""
    st.session_state.pop(_DRAFT, None)
    st.session_state.pop(_SAVED, None)


def show_progress() -> None:
    """Show what was read and asks for a decision, or what was saved last."""
    if _DRAFT in st.session_state:
        _show_draft(st.session_state[_DRAFT])
    if _SAVED in st.session_state:
        _show_saved(*st.session_state[_SAVED])


def _show_draft(draft: add.Draft) -> None:
    """Show what was found, and ask whether to keep it."""
    if draft.already_there:
        st.info(f"“{escape(draft.name)}” is here already, with the very same content. There is nothing to do.")
        return
    st.subheader(f"Found: {_count_figures(len(draft.figures))}", anchor=False)
    st.markdown(f":gray[{escape(_describe_document(draft.documents[0]))}]")
    show_problems(draft.problems, figures=len(draft.figures))
    for note in draft.notes:
        st.markdown(escape(note))
    if not draft.figures:
        if not draft.problems:
            st.info("No figure was found. That does not mean zero: the text may say it in words that are not read yet.")
        return
    if draft.count(DifferenceKind.CHANGED) or draft.count(DifferenceKind.SAME):
        st.markdown(
            f"Of these, {draft.count(DifferenceKind.NEW)} are new, {draft.count(DifferenceKind.CHANGED)} would change, "
            f"{draft.count(DifferenceKind.SAME)} are here already and the same."
        )
    show_findings(draft.figures)
    with st.container(horizontal=True):
        is_wanted = st.button(f"Add {_count_figures(len(draft.figures))}", type="primary")
        st.button("Do not add", on_click=forget)
    if is_wanted:
        _keep(draft)
        st.rerun()


def _show_saved(draft: add.Draft, batch_id: int) -> None:
    """Say what was saved, with the ways to see it and to take it back."""
    st.success(f"Saved: {_count_figures(len(draft.figures))} from “{escape(draft.name)}”.")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.page_link(
            FIGURES,
            label=":primary[See them on the Figures page]",
            query_params=_make_figures_address(draft.figures[0]),
        )
        is_regretted = st.button("Take it back", type="tertiary")
    if is_regretted:
        _take_back(batch_id)
        st.rerun()


def _make_figures_address(figure: Figure) -> dict[str, str]:
    """Return the filters that show a figure which was just saved."""
    choices = list_desk_choices()
    filters = Filters(figure.place.location_code or PLACE_NOT_KNOWN, figure.indicator)
    return make_address(filters, choices) if choices else {}


def _keep(draft: add.Draft) -> None:
    """Save the draft as one batch; if a colleague was quicker, say so, and leave theirs to them."""
    batch = add.confirm(open_desk(), draft, now=datetime.now(UTC), author=name_visitor())
    if batch.is_new:
        forget()
        st.session_state[_SAVED] = (draft, batch.batch_id)
    else:
        hold(replace(draft, earlier_batch=batch))


def _take_back(batch_id: int) -> None:
    """Undo the batch that was just saved."""
    history.undo(open_desk(), batch_id, now=datetime.now(UTC), author=name_visitor())
    forget()
    st.toast("Taken back. Nothing of it is shown any more.")


def _count_figures(count: int) -> str:
    """Return a count of figures in words."""
    return "1 figure" if count == 1 else f"{count:,} figures"


def _describe_document(document: Document) -> str:
    """Return one line on what was read: title, publisher and date; what is not known is said."""
    published = document.published.isoformat() if document.published else None
    parts = [
        document.title or "untitled document",
        document.publisher or "publisher not known",
        format_published(published),
    ]
    return ", ".join(parts)
