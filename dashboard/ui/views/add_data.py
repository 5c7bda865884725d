"""Add data: an article or a table in; what was found is shown before anything is saved."""

import streamlit as st

from dashboard.model import DashboardError
from dashboard.services import add
from dashboard.ui.components.draft import forget, hold, show_progress
from dashboard.ui.components.problems import show_error
from dashboard.ui.desk import open_desk

PASTE = "Paste an article"
UPLOAD = "Upload a file"
FILE_KINDS = ["txt", "md", "html", "htm", "pdf", "docx", "csv"]
ANSWERED_KINDS = ["xlsx", "xls", "doc"]  # not read yet; taken so that we, not the uploader, say what to do instead
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
    show_progress()


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
    with st.spinner("Reading …"):
        draft = add.preview_text(
            text,
            store=open_desk(),
            title=title or None,
            publisher=publisher or None,
            published=published or None,
            url=url or None,
        )
    hold(draft)


def show_upload() -> None:
    """Show the way in for a file; choosing one reads it once."""
    file = st.file_uploader(
        "An article (PDF, Word, web page, text) or a table of figures (CSV)", type=FILE_KINDS + ANSWERED_KINDS
    )
    if file is None:
        st.session_state.pop(READ_FILE, None)
        return
    if st.session_state.get(READ_FILE) == file.file_id:
        return
    with st.spinner("Reading …"):
        draft = add.preview_file(file.getvalue(), file.name, store=open_desk())
    hold(draft)
    st.session_state[READ_FILE] = file.file_id


if __name__ == "__main__":
    show()
