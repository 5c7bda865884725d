"""Add data: an article or a table in; what was found is shown before anything is saved."""

from datetime import UTC, datetime

import streamlit as st

from dashboard.model import DashboardError, Document, Figure
from dashboard.services import add, history
from dashboard.services.query import PLACE_NOT_KNOWN, Filters
from dashboard.store import Change
from dashboard.ui.components.facts import format_published
from dashboard.ui.components.filters import make_address
from dashboard.ui.components.findings import show_findings
from dashboard.ui.components.problems import show_error, show_problems
from dashboard.ui.components.text import escape
from dashboard.ui.desk import list_desk_choices, open_desk
from dashboard.ui.routes import FIGURES

PASTE = "Paste an article"
UPLOAD = "Upload a file"
FILE_KINDS = ["txt", "md", "html", "htm", "pdf", "docx", "csv"]
DRAFT = "draft"
SAVED = "saved"
READ_FILE = "read_file"


def show() -> None:
    """Show the way in, then what was found, then what was saved."""
    st.header("Add data", anchor=False)
    st.markdown("Nothing is saved until you confirm it.")
    way = st.segmented_control(
        "How", [PASTE, UPLOAD], default=PASTE, required=True, label_visibility="collapsed", on_change=forget
    )
    try:
        if way == PASTE:
            show_paste()
        else:
            show_upload()
    except DashboardError as error:
        forget()
        show_error(error)
    if DRAFT in st.session_state:
        show_draft(st.session_state[DRAFT])
    if SAVED in st.session_state:
        show_saved(*st.session_state[SAVED])


def show_paste() -> None:
    """Show the form for a pasted article; sending it reads the text."""
    with st.form("paste", border=False, enter_to_submit=False):
        text = st.text_area("Text of the article", height=200, placeholder="Paste the whole text here")
        grid = st.grid(4, min_column_width=160)
        title = grid.text_input("Title", placeholder="Else the first line")
        publisher = grid.text_input("Publisher", placeholder="Who printed it")
        published = grid.text_input("Published on", placeholder="2020-01-15, or 2020")
        url = grid.text_input("Web address", placeholder="https://")
        if not st.form_submit_button("Find figures", type="primary"):
            return
    forget()
    with st.spinner("Reading …"):
        st.session_state[DRAFT] = add.preview_text(
            text,
            store=open_desk(),
            title=title or None,
            publisher=publisher or None,
            published=published or None,
            url=url or None,
        )


def show_upload() -> None:
    """Show the way in for a file; choosing one reads it once."""
    file = st.file_uploader("An article (PDF, Word, web page, text) or a table of figures (CSV)", type=FILE_KINDS)
    if file is None:
        st.session_state.pop(READ_FILE, None)
        return
    if st.session_state.get(READ_FILE) == file.file_id:
        return
    forget()
    with st.spinner("Reading …"):
        st.session_state[DRAFT] = add.preview_file(file.getvalue(), file.name, store=open_desk())
    st.session_state[READ_FILE] = file.file_id


def show_draft(draft: add.Draft) -> None:
    """Show what was found, and ask whether to keep it."""
    if draft.already_there:
        st.info(f"“{escape(draft.name)}” is here already, with the very same content. There is nothing to do.")
        return
    st.subheader(f"Found: {count_figures(len(draft.figures))}", anchor=False)
    st.markdown(f":gray[{escape(describe_document(draft.documents[0]))}]")
    show_problems(draft.problems)
    for note in draft.notes:
        st.markdown(escape(note))
    if not draft.figures:
        st.info("No figure was found. That does not mean zero: the text may say it in words that are not read yet.")
        return
    if draft.count(Change.CHANGED) or draft.count(Change.SAME):
        st.markdown(
            f"Of these, {draft.count(Change.NEW)} are new, {draft.count(Change.CHANGED)} would change, "
            f"{draft.count(Change.SAME)} are here already and the same."
        )
    show_findings(draft.figures)
    with st.container(horizontal=True):
        is_wanted = st.button(f"Add {count_figures(len(draft.figures))}", type="primary")
        st.button("Do not add", on_click=forget)
    if is_wanted:
        keep(draft)
        st.rerun()


def show_saved(draft: add.Draft, batch_id: int) -> None:
    """Say what was saved, with the ways to see it and to take it back."""
    st.success(f"Saved: {count_figures(len(draft.figures))} from “{escape(draft.name)}”.")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.page_link(
            FIGURES, label=":primary[See them on the Figures page]", query_params=make_figures_address(draft.figures[0])
        )
        is_regretted = st.button("Take it back", type="tertiary")
    if is_regretted:
        take_back(batch_id)
        st.rerun()


def make_figures_address(figure: Figure) -> dict[str, str]:
    """Return the filters that show a figure which was just saved."""
    choices = list_desk_choices()
    filters = Filters(figure.place.location_code or PLACE_NOT_KNOWN, figure.indicator)
    return make_address(filters, choices) if choices else {}


def keep(draft: add.Draft) -> None:
    """Save the draft as one batch."""
    batch = add.confirm(open_desk(), draft, now=datetime.now(UTC))
    forget()
    st.session_state[SAVED] = (draft, batch.batch_id)


def take_back(batch_id: int) -> None:
    """Undo the batch that was just saved."""
    history.undo(open_desk(), batch_id, now=datetime.now(UTC))
    forget()
    st.toast("Taken back. Nothing of it is shown any more.")


def forget() -> None:
    """Forget what was read or saved last."""
    st.session_state.pop(DRAFT, None)
    st.session_state.pop(SAVED, None)


def count_figures(count: int) -> str:
    """Return a count of figures in words."""
    return "1 figure" if count == 1 else f"{count} figures"


def describe_document(document: Document) -> str:
    """Return one line on what was read: title, publisher and date; what is not known is said."""
    published = document.published.isoformat() if document.published else None
    parts = [
        document.title or "untitled document",
        document.publisher or "publisher not known",
        format_published(published),
    ]
    return ", ".join(parts)


if __name__ == "__main__":
    show()
