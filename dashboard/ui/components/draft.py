"""A draft on its way into the store: what was read, what is to mend, what would change, and the decision.

Nothing is saved before the visitor says so. What was saved can be taken back.
"""

from dataclasses import replace
from datetime import UTC, datetime

import streamlit as st

from dashboard.model import DashboardError, Document, Figure, StoreError
from dashboard.services import add, history
from dashboard.services.difference import DifferenceKind
from dashboard.services.query import PLACE_NOT_KNOWN, Filters
from dashboard.store import Batch, DraftInput
from dashboard.ui.components.address import forget_draft, leave_draft, leave_saved, show_saved, throw_away
from dashboard.ui.components.as_of import address_of_now
from dashboard.ui.components.difference import OPEN_KINDS, show_counts, show_difference
from dashboard.ui.components.facts import format_published
from dashboard.ui.components.filters import make_address
from dashboard.ui.components.findings import show_findings
from dashboard.ui.components.mapping import show_mapping
from dashboard.ui.components.problems import show_error, show_problems
from dashboard.ui.components.reading import forget_reading, read_draft
from dashboard.ui.components.text import escape
from dashboard.ui.desk import list_desk_choices, name_visitor, open_desk, open_drafts_desk
from dashboard.ui.routes import FIGURES, HISTORY
from dashboard.wording import count_changes, format_date

PERSONAL_DATA = "personal_data"  # what is refused for this reason must not lie on the disk either
_FIGURE = "figure_saved_last"
MOST_NOTES_IN_SIGHT = 4


def show_draft(token: str) -> None:
    """Show a draft, and ask whether to keep it."""
    kept = open_drafts_desk().find(token)
    if kept is None:
        st.info("This draft is not here any more: it was saved, thrown away, or left for more than 30 days.")
        st.button("Add something else", on_click=forget_draft, args=(token,))
        return
    try:
        draft = read_draft(token, kept)
    except DashboardError as error:
        show_error(error)
        if isinstance(error, StoreError):  # the store may be back in a moment, and the draft is none the worse
            st.button("Decide later", on_click=leave_draft)
            return
        if error.problem.code == PERSONAL_DATA:
            open_drafts_desk().discard(token)
        st.button("Add something else", on_click=throw_away, args=(token,))
        return
    if draft is None:
        return
    if draft.earlier_batch:
        _show_known(draft, draft.earlier_batch, token)
        return
    st.subheader(f"Found: {_count_figures(len(draft.figures))}", anchor=False)
    st.markdown(f":gray[{escape(_describe_document(draft.document))}]")
    show_mapping(token, kept, draft)
    _show_source(token, kept, draft)
    show_problems(draft.problems, figures=len(draft.figures))
    _show_notes(draft.reading.notes)
    if draft.figures:
        _show_changes(draft)
    elif not draft.problems:
        st.info("No figure was found. That does not mean zero: the text may say it in words that are not read yet.")
    _show_decision(token, draft)


def _show_known(draft: add.Draft, batch: Batch, token: str) -> None:
    """Say that the very same content is here already."""
    day = format_date(batch.created_at.date())
    st.info(
        f"“{escape(draft.name)}” is here already, with the very same content: added on {day} as batch "
        f"{batch.batch_id}. There is nothing to do."
    )
    st.button("Add something else", on_click=throw_away, args=(token,))


def _show_source(token: str, kept: DraftInput, draft: add.Draft) -> None:
    """Offer to say where a table comes from; what is said is kept with the draft."""
    if draft.kind != add.TABLE:
        return
    document = draft.document
    what_is_missing = "" if document.publisher else ": publisher not known yet"
    with (
        st.expander(f"Where it comes from{what_is_missing}"),
        st.form("source", border=False, enter_to_submit=False),
    ):
        grid = st.grid(3, min_column_width=200)
        said = {
            "title": grid.text_input("Title", document.title or ""),
            "publisher": grid.text_input("Publisher", document.publisher or "", placeholder="Who published it"),
            "published": grid.text_input(
                "Published on",
                document.published.isoformat() if document.published else "",
                placeholder="2020-01-15, 2020-01 or 2020",
            ),
            "url": grid.text_input("Web address", document.url or "", placeholder="https://"),
            "licence": grid.text_input("Licence", document.licence or "", placeholder="Terms of use, such as CC BY"),
        }
        if st.form_submit_button("Note this"):
            _note_source(token, kept, {key: (text or "").strip() for key, text in said.items()})


def _note_source(token: str, kept: DraftInput, said: dict[str, str]) -> None:
    """Keep where a table comes from, if it can be understood."""
    try:
        add.make_source(said, kept.name)
    except DashboardError as error:
        show_error(error)
        return
    open_drafts_desk().change(token, replace(kept, particulars=said))
    st.rerun()


def _show_notes(notes: tuple[str, ...]) -> None:
    """Show how it was read and what was left out; many notes are folded."""
    lines = "\n".join(f"- {escape(note)}" for note in notes)
    if len(notes) > MOST_NOTES_IN_SIGHT:
        with st.expander(f"How it was read, and what was left out ({len(notes)} notes)"):
            st.markdown(lines)
    elif notes:
        st.markdown(lines)


def _show_changes(draft: add.Draft) -> None:
    """Show the figures of an article with their sentences, those of a table by how they differ."""
    if not draft.changes_something and not any(draft.count(kind) for kind in OPEN_KINDS):
        st.info("All of it is here already, and the same. Saving it would change no figure.")
    if draft.kind == add.ARTICLE:
        if any(draft.count(kind) for kind in (*OPEN_KINDS, DifferenceKind.SAME)):
            show_counts({kind: draft.count(kind) for kind in DifferenceKind if kind is not DifferenceKind.MISSING})
        show_findings(draft.figures)
        return
    show_difference(draft, open_desk())


def _show_decision(token: str, draft: add.Draft) -> None:
    """Ask for the decision: save with an optional note, leave for later, or throw away."""
    note = None
    if draft.figures:
        note = st.text_input("Note for the history (may be empty)", placeholder="Such as: monthly update, sent by mail")
    with st.container(horizontal=True):
        is_wanted = bool(draft.figures) and st.button(_name_decision(draft), type="primary")
        st.button("Decide later", on_click=leave_draft)
        st.button("Do not add", on_click=throw_away, args=(token,))
    if is_wanted:
        _keep(token, draft, (note or "").strip() or None)
        st.rerun()


def _name_decision(draft: add.Draft) -> str:
    """Return what the button does."""
    new, changed = draft.count(DifferenceKind.NEW), draft.count(DifferenceKind.CHANGED)
    if not changed:
        return f"Add {_count_figures(new)}" if new else "Save it all the same"
    return f"Save {_count_figures(changed)} changed" + (f", add {new:,} new" if new else "")


def _keep(token: str, draft: add.Draft, note: str | None) -> None:
    """Save the draft as one batch; if a colleague was quicker, say so, and leave theirs to them."""
    batch = add.confirm(open_desk(), draft, now=datetime.now(UTC), author=name_visitor(), note=note, is_looked_at=True)
    forget_reading(token)
    if batch.is_new:
        st.session_state[_FIGURE] = draft.figures[0]
        show_saved(token, batch.batch_id)


def show_batch(batch_id: int) -> None:
    """Say what was saved, with the ways to see it and to take it back."""
    batch = open_desk().batch(batch_id)
    if batch.undone_by is not None:
        st.info(f"Batch {batch_id} is taken back.")
        return
    total = batch.new + batch.changed + batch.same
    counts = count_changes({"new": batch.new, "changed": batch.changed, "same": batch.same})
    st.success(f"Saved: {_count_figures(total)} from “{escape(batch.source_name)}”. Batch {batch_id}: {counts}.")
    with st.container(horizontal=True, vertical_alignment="center"):
        figure = st.session_state.get(_FIGURE)
        st.page_link(
            FIGURES,
            label=":primary[See them on the Figures page]",
            query_params=(_make_figures_address(figure) if figure else {}) | address_of_now(),
        )
        st.page_link(HISTORY, label=":primary[See what it changed]", query_params={"batch": str(batch_id)})
        is_regretted = st.button("Take it back", type="tertiary")
    if is_regretted:
        history.undo(open_desk(), batch_id, now=datetime.now(UTC), author=name_visitor())
        leave_saved()
        st.toast("Taken back: what was there before is shown again.")
        st.rerun()


def _make_figures_address(figure: Figure) -> dict[str, str]:
    """Return the filters that show a figure which was just saved."""
    choices = list_desk_choices()
    filters = Filters(figure.place.location_code or PLACE_NOT_KNOWN, figure.indicator)
    return make_address(filters, choices) if choices else {}


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
