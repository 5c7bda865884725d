"""Review: one figure after the other, the least certain first, with its sentence and all its fields."""

import streamlit as st

from dashboard.model import DashboardError, ReviewStatus
from dashboard.services.fields import list_edits
from dashboard.services.review import Item, explain_reading, find_last_batch, list_differences
from dashboard.store import Queue, Revision
from dashboard.store.reviews import MOST_COUNTED
from dashboard.ui.components import reviewing
from dashboard.ui.components.conflict import show_conflict, show_ways_on
from dashboard.ui.components.doors import show_doors
from dashboard.ui.components.facts import format_published, show_facts
from dashboard.ui.components.fields import name_choice, read_inputs, show_fields
from dashboard.ui.components.keys import keep_typed_text
from dashboard.ui.components.problems import show_error, show_mistakes
from dashboard.ui.components.queue import STATUSES, TO_REVIEW, is_narrowed, show_queue_filters
from dashboard.ui.components.statement import show_row, show_statement
from dashboard.ui.components.text import escape, is_web_address
from dashboard.ui.components.trail import describe_review, show_trail
from dashboard.ui.desk import list_queue_choices, name_visitor, open_desk
from dashboard.wording import describe_figure, format_quantity, name_field, name_word, say_decision

MOST_OTHERS = 60
MOST_LISTED = 12


def show() -> None:
    """Show the filters of the queue, then the figure to decide on."""
    st.header("Review", anchor=False)
    choices = list_queue_choices()
    if not choices.indicators:
        show_doors()
        return
    queue = show_queue_filters(choices)
    with st.container():
        show_done()
    try:
        item = reviewing.open_item(queue)
    except DashboardError as error:
        show_error(error)
        st.button("Go on with the queue", on_click=reviewing.go_on)
        return
    if item is None:
        show_end(queue)
        return
    show_extent(queue, item)
    show_item(item)


def show_done() -> None:
    """Say what was decided last, with the way to take it back."""
    done = reviewing.find_done()
    if done:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f":small[:green[✓] {escape(done)}]", width="content")
            st.button(":primary[Take it back]", type="tertiary", on_click=reviewing.take_back)


def show_end(queue: Queue) -> None:
    """Say that no figure waits, and why that may be."""
    if not is_narrowed(queue):
        st.success("**Nothing waits for review.** Every figure has been accepted, corrected or rejected.")
    else:
        st.info("No figure fits these filters. Choose all documents, everything, all countries, or another status.")


def show_extent(queue: Queue, item: Item) -> None:
    """Say how many figures the queue has, and offer to accept a whole document."""
    count = open_desk().count_queue(queue)
    number = f"more than {MOST_COUNTED:,}" if count > MOST_COUNTED else f"{count:,}"
    noun = "figure" if count == 1 else "figures"
    what = "to review, the least certain first" if queue.statuses == STATUSES[TO_REVIEW] else "with this status"
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.markdown(f":gray[{number} {noun} {what}]", width="content")
        show_bulk(item)


def show_bulk(item: Item) -> None:
    """Offer to accept every figure of the document that nobody has looked at."""
    document = item.document
    if document is None:
        return
    waiting = Queue(document.document_id, statuses=(ReviewStatus.UNREVIEWED,))
    count = open_desk().count_queue(waiting)
    if count > 1:
        number = f"more than {MOST_COUNTED:,}" if count > MOST_COUNTED else f"all {count:,}"
        if st.button(f":primary[Accept {number} of this document …]", type="tertiary"):
            seen = find_last_batch(open_desk())
            confirm_bulk(document.document_id, item.source_name, number, seen)


@st.dialog("Accept a whole document", width="large")
def confirm_bulk(document_id: str, title: str, number: str, seen_batch: int) -> None:
    """Show what would be accepted, and ask once more."""
    waiting = open_desk().queue(Queue(document_id, statuses=(ReviewStatus.UNREVIEWED,)), limit=MOST_LISTED)
    st.markdown(
        f"This accepts **{number}** figures of “{escape(title)}” that nobody has looked at yet, without looking at "
        "each. Figures that changed after an approval, and those decided on already, are left as they are."
    )
    st.markdown("The least certain of them:")
    st.markdown("\n".join(f"- {escape(describe_figure(entry.figure))}" for entry in waiting))
    note = st.text_input("Note", placeholder="Why they can be accepted together", key="bulk_note")
    if st.button(f"Accept {number} figures", type="primary"):
        try:
            reviewing.accept_all(document_id, seen_batch, note or None)
        except DashboardError as error:
            show_error(error)
            return
        st.rerun()


def show_item(item: Item) -> None:
    """Show the figure with its sentence beside its fields, what can be decided, and what is known about it.

    The sentence and the buttons stay in sight while the fields are gone through.
    """
    newer = reviewing.find_newer(item)
    left, right = st.columns([5, 6], gap="medium")
    with left, st.container(key="statement"):
        show_figure(item)
    with right:
        show_fields(item.figure, open_desk().neighbours(item.figure, MOST_OTHERS))
    with st.container(key="decision", gap="xsmall"):
        show_decision(item, newer)
    show_background(item)


def show_figure(item: Item) -> None:
    """Show what the figure says and the sentence or the cell it was read from."""
    figure = item.figure
    st.subheader(escape(describe_figure(figure)), anchor=False)
    if item.approval is not None:
        show_change(item, item.approval)
    show_statement(figure.record(), item.document.text if item.document else None)
    if figure.evidence is None and figure.cell_ref:
        show_row(figure, open_desk().neighbours(figure, MOST_OTHERS))
    st.markdown(f":small[:gray[{escape(describe_reading(item))}]]")


def describe_reading(item: Item) -> str:
    """Return in one line where the figure stands, how sure its reading is, and why it was read as this."""
    figure, document = item.figure, item.document
    parts = [item.source_name, document.publisher or "publisher not known"] if document else []
    if figure.confidence is not None:
        parts.append(f"certainty of reading {figure.confidence:.0%}".replace("%", " %"))
    if figure.evidence and figure.evidence.trigger_text:
        reason = explain_reading(item)
        parts.append(f"read so because of “{figure.evidence.trigger_text}”" + (f": {reason}" if reason else ""))
    return " · ".join(parts)


def show_change(item: Item, approval: Revision) -> None:
    """Say what was approved, by whom, and what the source says now."""
    approved, batch = approval.figure, approval.batch
    said = say_decision(approved.review_status, batch.author, batch.created_at, batch.note)
    turns = [
        f"{name_field(name)}: {name_choice(name, before)} → {name_choice(name, after)}"
        for name, before, after in list_differences(approved, item.figure)
    ]
    st.warning(
        f"**Changed after approval.** {escape(format_quantity(approved.quantity))} was {escape(said)}. "
        f"The source says something else now. {escape('; '.join(turns))}."
    )


def show_decision(item: Item, newer: Revision | None) -> None:
    """Show the note and the buttons; what stands in the way, and what was edited, is said above them.

    Each part has its place whether it is there or not: a button that moved under the finger would miss the click,
    and the note that is being typed must outlive the news that a colleague was quicker.
    """
    with st.container():
        if newer is None:
            show_mistakes(reviewing.list_problems())
        else:
            show_conflict(item, newer)
    with st.container():
        show_edits(item)
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        st.text_input(
            "Note",
            key=reviewing.NOTE + item.figure.figure_id,
            placeholder="Note: why; needed to reject",
            label_visibility="collapsed",
            persist_state="session",
        )
        if newer is None:
            show_buttons()
        else:
            show_ways_on(newer)
    keep_typed_text("auxn")


def show_buttons() -> None:
    """Show what can be decided."""
    st.button("Accept", key="accept", type="primary", shortcut="Alt+A", on_click=reviewing.accept)
    st.button("Correct", key="correct", shortcut="Alt+U", on_click=reviewing.correct)
    st.button("Reject", key="reject", shortcut="Alt+X", on_click=reviewing.reject)
    st.button("Later", key="later", type="tertiary", shortcut="Alt+N", on_click=reviewing.go_on)


def show_edits(item: Item) -> None:
    """Say which fields were changed, with the way to put them back."""
    edits = list_edits(item.figure, read_inputs(item.figure))
    if edits:
        names = ", ".join(name_field(name) for name in edits)
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f":small[Changed: {escape(names)}]", width="content")
            st.button(":primary[Put back]", type="tertiary", on_click=reviewing.put_fields_back)


def show_background(item: Item) -> None:
    """Show where the figure comes from and what happened to it so far."""
    show_facts(list_facts(item), min_width_px=200)
    if item.document and is_web_address(item.document.url):
        st.link_button("Open the document", str(item.document.url))
    st.markdown("**History of this figure**")
    show_trail(item.history)
    if name_visitor() is None:
        st.markdown(":small[:gray[Decisions are kept without a name: set HUMDASH_USER to yours to sign them.]]")


def list_facts(item: Item) -> list[tuple[str, str]]:
    """Return what is known about the figure besides its fields; what is not known is said."""
    document = item.document
    facts = [("Review", describe_review(item.history)), ("How it came in", name_word(item.figure.method))]
    if document:
        published = document.published.isoformat() if document.published else None
        facts += [
            ("Document", item.source_name),
            ("Published by", document.publisher or "publisher not known"),
            ("Published on", format_published(published)),
        ]
    return facts


if __name__ == "__main__":
    show()
