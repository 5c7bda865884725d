"""Add data: an article or a table in; what was found is shown before anything is saved.

The address says where the visitor stands: on the way in, with a draft, or with what was saved.
"""

from datetime import UTC, datetime
from functools import partial

import streamlit as st

from dashboard.export.template import TemplateKind, render_template
from dashboard.model import DashboardError, StoreError
from dashboard.services import add
from dashboard.store import DraftInput, InputKind
from dashboard.ui.components.address import find_open_draft, find_saved_batch, open_draft
from dashboard.ui.components.draft import show_batch, show_draft
from dashboard.ui.components.problems import show_error
from dashboard.ui.components.unfinished import show_unfinished
from dashboard.ui.desk import name_visitor, open_desk, open_drafts_desk

PASTE = "Paste an article"
UPLOAD = "Upload a file"
FILE_KINDS = ["txt", "md", "html", "htm", "pdf", "docx", "csv", "tsv", "xlsx"]
ANSWERED_KINDS = ["xls", "ods", "doc"]  # not read; taken so that we, not the uploader, say what to do instead
MIME = {
    TemplateKind.CSV: "text/csv",
    TemplateKind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
TEMPLATE_NAMES = {TemplateKind.XLSX: "Template (Excel)", TemplateKind.CSV: "Template (CSV)"}


def show() -> None:
    """Show the draft or the batch that the address names, else the way in."""
    st.header("Add data", anchor=False)
    if token := find_open_draft():
        st.markdown("Nothing is saved until you confirm it. This page can be reloaded, or opened again by its address.")
        show_draft(token)
        return
    if batch_id := find_saved_batch():
        try:
            show_batch(batch_id)
        except StoreError as error:
            show_error(error)
    st.markdown("Nothing is saved until you confirm it.")
    way = st.segmented_control("How", [PASTE, UPLOAD], default=PASTE, required=True, label_visibility="collapsed")
    try:
        if way == PASTE:
            show_paste()
        else:
            show_upload()
    except DashboardError as error:
        show_error(error)
    show_unfinished()


def show_paste() -> None:
    """Show the form for a pasted article; sending it makes a draft of a text that can be read."""
    with st.form("paste", border=False, enter_to_submit=False):
        text = st.text_area("Text of the article", height=200, placeholder="Paste the whole text here")
        grid = st.grid(4, min_column_width=160)
        said = {
            "title": grid.text_input("Title", placeholder="Else the first line"),
            "publisher": grid.text_input("Publisher", placeholder="Who printed it"),
            "published": grid.text_input("Published on", placeholder="2020-01-15, or 2020"),
            "url": grid.text_input("Web address", placeholder="https://"),
        }
        if not st.form_submit_button("Find figures", type="primary"):
            return
    said = {key: words.strip() for key, words in said.items() if words.strip()}
    name = add.check_text(text, said)
    begin(DraftInput(InputKind.TEXT, name, datetime.now(UTC), said, author=name_visitor()), text.encode())


def show_upload() -> None:
    """Show the way in for a file, and the template for who has no table yet."""
    open_desk()
    file = st.file_uploader(
        "An article (PDF, Word, web page, text) or a table of figures (CSV, Excel)", type=FILE_KINDS + ANSWERED_KINDS
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown("No table yet? Fill in this one:", width="content")
        for kind, label in TEMPLATE_NAMES.items():
            st.download_button(
                label,
                partial(render_template, kind),
                f"humdash-template.{kind}",
                MIME[kind],
                key=f"template_{kind}",
                type="tertiary",
                on_click="ignore",
            )
    if file is not None:
        begin(DraftInput(InputKind.FILE, file.name, datetime.now(UTC), author=name_visitor()), file.getvalue())


def begin(draft: DraftInput, content: bytes) -> None:
    """Keep what came in as a draft, and show it."""
    open_draft(open_drafts_desk().add(draft, content))
    st.rerun()


if __name__ == "__main__":
    show()
