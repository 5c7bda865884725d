"""The filters of the queue of figures to review, kept in the address, so that a queue is a link one can send."""

from collections import Counter
from collections.abc import Mapping

import streamlit as st

from dashboard.model import Indicator, ReviewStatus
from dashboard.services.review import UNTITLED
from dashboard.store import Queue, QueueChoices
from dashboard.wording import name_country, name_word

ALL_DOCUMENTS = "All documents"
EVERYTHING = "Everything"
ALL_COUNTRIES = "All countries"
NOT_STATED = "Place not stated"
TO_REVIEW = "To review"
KEYS = ("document", "counted", "country", "status")
STATUSES = {TO_REVIEW: Queue().statuses} | {
    name_word(status).capitalize(): (status,)
    for status in (
        ReviewStatus.CHANGED_AFTER_APPROVAL,
        ReviewStatus.UNREVIEWED,
        ReviewStatus.ACCEPTED,
        ReviewStatus.CORRECTED,
        ReviewStatus.REJECTED,
    )
}


def show_queue_filters(choices: QueueChoices) -> Queue:
    """Show the row and return which figures are wanted."""
    for key in KEYS:  # Streamlit 1.67 forgets what came with the address on the way to another page
        if key in st.session_state:
            st.session_state[key] = st.session_state[key]
    documents = {label: document_id for document_id, label in name_documents(choices.documents).items()}
    indicators = {name_word(indicator): indicator for indicator in Indicator if indicator in choices.indicators}
    countries = {name_country(code) if code else NOT_STATED: code for code in choices.places}
    grid = st.grid(4, min_column_width=150)
    document = grid.selectbox("Document", [ALL_DOCUMENTS, *documents], key="document", bind="query-params")
    counted = grid.selectbox("What is counted", [EVERYTHING, *indicators], key="counted", bind="query-params")
    country = grid.selectbox("Country", [ALL_COUNTRIES, *sorted(countries)], key="country", bind="query-params")
    status = grid.selectbox("Status", list(STATUSES), key="status", bind="query-params")
    return Queue(
        document_id=documents.get(document),
        indicator=indicators.get(counted),
        place=countries.get(country),
        statuses=STATUSES[status],
    )


def name_documents(titles: Mapping[str, str | None]) -> dict[str, str]:
    """Return a label for each document, each another one.

    Example:
        >>> name_documents({"d1": "Brief", "d2": None, "d3": "Brief"})
        {'d1': 'Brief (1)', 'd2': 'untitled document', 'd3': 'Brief (2)'}
    """
    names = {document_id: title or UNTITLED for document_id, title in titles.items()}
    often, seen = Counter(names.values()), Counter[str]()
    labels = {}
    for document_id, name in names.items():
        seen[name] += 1
        labels[document_id] = f"{name} ({seen[name]})" if often[name] > 1 else name
    return labels


def is_narrowed(queue: Queue) -> bool:
    """Say whether any filter is set."""
    return queue != Queue()
