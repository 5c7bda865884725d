"""The batches, the newest first, a page at a time: who did what and when, and what became of the figures."""

import streamlit as st

from dashboard.services.history import BATCHES_A_PAGE, Part, count_batches, count_figures_of, list_batches
from dashboard.store import Batch
from dashboard.ui.components.text import escape
from dashboard.ui.desk import open_desk
from dashboard.ui.routes import ADD_DATA, HISTORY
from dashboard.wording import count_changes, format_moment, name_author, name_batch

PART_NAMES = {
    Part.DATA: "Imports and undos",
    Part.IMPORTS: "Imports",
    Part.UNDOS: "Undos",
    Part.REVIEWS: "Reviews",
    Part.ALL: "Everything",
}
WIDTHS = [1.3, 3.2, 2.2, 2.4]


def show_batches() -> None:
    """Show the choice of a part, its batches, and the pages."""
    store = open_desk()
    part = st.segmented_control(
        "Which",
        list(Part),
        default=Part.DATA,
        required=True,
        format_func=PART_NAMES.__getitem__,
        key="part",
        label_visibility="collapsed",
    )
    total = count_batches(store, part)
    if not total:
        show_none(part)
        return
    pages = -(-total // BATCHES_A_PAGE)
    number = st.session_state.get(_page_key(part), 1)
    with st.container(gap="xsmall"):
        for batch in list_batches(store, part, min(number, pages)):
            show_row(batch)
    if pages > 1:
        st.pagination(pages, key=_page_key(part))


def _page_key(part: Part) -> str:
    return f"batches_page_{part}"


def show_none(part: Part) -> None:
    """Say that nothing of the kind was done, and where to begin."""
    if part is Part.UNDOS:
        st.info("Nothing was taken back so far.")
    elif part is Part.REVIEWS:
        st.info("No figure was reviewed so far.")
    else:
        st.info("Nothing was added so far.")
        st.page_link(ADD_DATA, label=":primary[Add data]")


def show_row(batch: Batch) -> None:
    """Show one batch: its number leads to it; then what it was, when and by whom, and what it changed."""
    with st.container(border=True):
        link, what, who, counts = st.columns(WIDTHS, vertical_alignment="center", gap="xxsmall")
        link.page_link(HISTORY, label=f":primary[Batch {batch.batch_id}]", query_params={"batch": str(batch.batch_id)})
        what.markdown(f"**{escape(describe_source(batch))}**  \n:small[:gray[{escape(describe_state(batch))}]]")
        author = f"by {name_author(batch.kind, batch.author)}"
        who.markdown(f"{format_moment(batch.created_at)}  \n:small[:gray[{escape(author)}]]")
        counts.markdown(escape(describe_counts(batch)))


def describe_source(batch: Batch) -> str:
    """Return what a batch is about: the file or title it came from, or what an undo takes back."""
    return f"Batch {batch.undoes} taken back" if batch.undoes else batch.source_name


def describe_state(batch: Batch) -> str:
    """Return the kind of a batch, and whether it still stands."""
    kind = f"{name_batch(batch.kind)} of {batch.source_name}" if batch.undoes else name_batch(batch.kind)
    return f"{kind}; taken back by batch {batch.undone_by}" if batch.undone_by else kind


def describe_counts(batch: Batch) -> str:
    """Return how many figures a batch changed, and how many it repeated."""
    return count_changes(count_figures_of(batch))
