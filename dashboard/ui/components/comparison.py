"""Two points compared: which totals are shown otherwise, and which figures differ."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from functools import partial

import pandas as pd
import streamlit as st

from dashboard.services.history import PLACES_A_PAGE, Part, TotalChange, order_points, render_changes
from dashboard.services.points import Point, find_latest_point, find_point
from dashboard.store.batches import REVIEW
from dashboard.ui.components.as_of import address_of
from dashboard.ui.components.batches import describe_source, show_none
from dashboard.ui.components.changes import fit_height, show_changes
from dashboard.ui.components.text import escape
from dashboard.ui.desk import compare_desk_totals, count_desk_changes, list_desk_places, open_desk
from dashboard.ui.routes import FIGURES
from dashboard.wording import count_changes, format_date, name_country, say_total

SINCE, UNTIL = KEYS = ("since", "until")
DAY, BATCH = "Day", "Batch"
USUAL_DAYS = 7
MOST_BATCHES = 500


def show_comparison() -> None:
    """Show the choice of two points, kept in the address, and what differs between them."""
    latest = find_latest_point(open_desk())
    if latest is None:
        show_none(Part.ALL)
        return
    today = datetime.now(UTC).date()
    earlier, later = st.columns(2, gap="medium")
    with earlier:
        since = choose_point("From", SINCE, today - timedelta(days=USUAL_DAYS))
    with later:
        until = choose_point("To", UNTIL, today)
    st.query_params[SINCE], st.query_params[UNTIL] = since.address, until.address
    show_difference(*order_points(since, until))


def choose_point(label: str, key: str, usual: date) -> Point:
    """Show the selector of a day or a batch and return what it stands at; at first what the address says."""
    store, asked = open_desk(), st.query_params.get(key, "")
    is_batch = asked.isdecimal()
    kind = st.segmented_control(
        label, [DAY, BATCH], default=BATCH if is_batch else DAY, required=True, key=f"{key}_kind"
    )
    if kind == DAY:
        day = st.date_input(
            f"{label} the end of this day, UTC",
            _read_day(asked) or usual,
            max_value=max(usual, _read_day(asked) or usual),
            format="YYYY-MM-DD",
            key=f"{key}_day",
        )
        return find_point(store, day.isoformat())
    labels = _list_labels(int(asked) if is_batch else None)
    number = st.selectbox(
        f"{label} right after this batch",
        list(labels),
        index=list(labels).index(asked) if asked in labels else 0,
        format_func=labels.__getitem__,
        key=f"{key}_batch",
    )
    return find_point(store, number)


def _list_labels(asked: int | None) -> dict[str, str]:
    """Return the batches to choose from, the newest first, with the one that was asked for."""
    store = open_desk()
    batches = store.batches(other_than=(REVIEW,), newest_first=True, limit=MOST_BATCHES)
    if asked is not None and asked not in {batch.batch_id for batch in batches}:
        batches = [store.batch(asked), *batches]
    return {
        str(batch.batch_id): f"Batch {batch.batch_id}, {format_date(batch.created_at.date())}: {describe_source(batch)}"
        for batch in batches
    }


def _read_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def show_difference(first: Point, last: Point) -> None:
    """Show what differs between two points: the totals that are shown otherwise, then the figures."""
    with st.spinner("Comparing …"):
        counts = count_desk_changes(first.batch_id, last.batch_id)
    st.subheader(f"{count_changes(counts).capitalize()}", anchor=False)
    st.markdown(f":gray[From {escape(first.describe())}, to {escape(last.describe())}.]")
    if not counts:
        st.info("The dashboard shows the same at both points.")
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        st.download_button(
            "These figures (CSV)",
            partial(render_changes, open_desk(), first.batch_id, last.batch_id),
            f"changes-{first.batch_id}-to-{last.batch_id}.csv",
            "text/csv",
            on_click="ignore",
        )
        for point, name in ((first, "the first point"), (last, "the second point")):
            if point.batch_id:
                st.page_link(FIGURES, label=f":primary[See the dashboard at {name}]", query_params=address_of(point))
    show_totals(first, last)
    st.subheader("Figures", anchor=False)
    show_changes(first.batch_id, last.batch_id, counts, "difference")


def show_totals(first: Point, last: Point) -> None:
    """Show the totals that the dashboard shows otherwise, a page of countries at a time."""
    places = list_desk_places(first.batch_id, last.batch_id)
    pages = max(1, -(-len(places) // PLACES_A_PAGE))
    key = f"totals_page_{first.batch_id}_{last.batch_id}"
    number = min(st.session_state.get(key, 1), pages)
    shown = places[(number - 1) * PLACES_A_PAGE : number * PLACES_A_PAGE]
    with st.spinner("Putting the totals together …"):
        totals = compare_desk_totals(first.batch_id, last.batch_id, shown)
    st.subheader("Totals shown otherwise", anchor=False)
    if totals:
        table = make_table(totals)
        st.dataframe(
            table,
            hide_index=True,
            height=fit_height(len(table)),
            alt="Totals, one an indicator and country, at both points",
        )
    else:
        names = ", ".join(name_country(place) for place in shown)
        st.info(f"No total is shown otherwise for {escape(names)}." if shown else "No country is concerned.")
    if pages > 1:
        st.pagination(pages, key=key)


def make_table(totals: Sequence[TotalChange]) -> pd.DataFrame:
    """Return totals in words, one row an indicator, country and kind of cause."""
    return pd.DataFrame(
        {
            "Place": [name_country(total.location_code) for total in totals],
            "What is counted": [total.topic for total in totals],
            "At the first point": [say_total(total.before) for total in totals],
            "At the second point": [say_total(total.after) for total in totals],
        }
    )
