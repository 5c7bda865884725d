"""What every page works on: the store, opened once for all visitors, and views of it.

Views are kept by the version of the data, so that a change shows at once and nothing is
computed twice; views of an earlier point by its batch. It must not hold anything a visitor has
entered.
"""

import os
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

import pandas as pd
import streamlit as st

from dashboard.export.card import Card, CardSize
from dashboard.loader import Tables
from dashboard.model import Verdicts
from dashboard.services.brief import ChartKind, FileKind, brief, draw, render
from dashboard.services.history import TotalChange, compare_totals, list_changed_places, list_changes
from dashboard.services.person import name_person
from dashboard.services.points import Point
from dashboard.services.query import (
    Choices,
    DocumentEntry,
    Filters,
    View,
    find_latest,
    join_choices,
    list_choices,
    list_documents,
    make_view,
)
from dashboard.services.review import find_last_batch
from dashboard.services.start import open_dashboard
from dashboard.store import Change, Drafts, FigureChange, QueueChoices, Store, open_drafts

MOST_STATES = 3  # now, before the last change, and one point in the history
MOST_VIEWS = 100
MOST_FILES = 50
CARD_LIFE = "10m"


def open_desk() -> Store:
    """Return the store that the environment points to, with the default content at first start.

    Raises:
        StoreError: the store cannot be opened.
    """
    return _open(os.environ.get("HUMDASH_DATABASE_URL"), os.environ.get("HUMDASH_HOME"))


def open_drafts_desk() -> Drafts:
    """Return the drafts that lie beside the store."""
    return _open_drafts(os.environ.get("HUMDASH_DATABASE_URL"), os.environ.get("HUMDASH_HOME"))


def name_visitor() -> str | None:
    """Return the name of who is signed in, else the one set on the computer, ``None`` if there is neither."""
    name = st.user.get("name") or st.user.get("email")
    return name_person(str(name) if name and st.user.get("is_logged_in") else None)


def list_desk_choices(as_of: Point | None = None) -> Choices | None:
    """Return what the filters can be set to, ``None`` while the store has no figure, or had none then.

    At a point in the history these are the choices of now, too, so that no filter is lost on the way.
    """
    store = open_desk()
    now = _list_choices(store, _name_data(store, None))
    if as_of is None:
        return now
    then = _list_choices(store, _name_data(store, as_of))
    return join_choices(then, now) if then and now else then


def list_queue_choices() -> QueueChoices:
    """Return what the queue of figures to review can be narrowed down to; reviews do not change that."""
    store = open_desk()
    return _list_queue_choices(store, _name_points(store, find_last_batch(store, with_reviews=False)))


def ask(filters: Filters, as_of: Point | None = None) -> View:
    """Return the view of the store for the filters, as it is now or was at a point in the history."""
    store = open_desk()
    return _ask(store, _name_data(store, as_of), filters, as_of)


def list_desk_documents(as_of: Point | None = None) -> list[DocumentEntry]:
    """Return every document of the store with the figures it supports."""
    store = open_desk()
    return _list_documents(store, _name_data(store, as_of))


def list_desk_verdicts() -> list[Verdicts]:
    """Return how often people agreed with the extractor, by indicator and language."""
    store = open_desk()
    return _list_verdicts(store, store.name, store.data_version())


def make_spec(view: View, kind: ChartKind) -> dict[str, Any]:
    """Return the chart of a view as the browser takes it; drawn once for all visitors."""
    return _make_spec(view, _name_view(view), kind)


def make_card(view: View, kind: ChartKind) -> Card:
    """Return the briefing card of a view; made once, so that preview and files carry the same time."""
    return _make_card(view, _name_view(view), kind)


def make_file(view: View, kind: ChartKind, size: CardSize, file_kind: FileKind) -> bytes:
    """Return the briefing card of a view as a file."""
    card = make_card(view, kind)
    return _make_file(card, (open_desk().name, card.provenance, kind), size, file_kind)


def count_desk_changes(first: int, last: int) -> Mapping[Change, int]:
    """Return how many figures differ between two batches, by kind."""
    store = open_desk()
    return _count_changes(store, _name_points(store, first, last), first, last)


def list_desk_changes(first: int, last: int, kind: Change, page: int) -> list[FigureChange]:
    """Return one page of the figures that differ between two batches."""
    store = open_desk()
    return _list_changes(store, _name_points(store, first, last), first, last, kind, page)


def list_desk_places(first: int, last: int) -> list[str]:
    """Return the countries whose figures differ between two batches."""
    store = open_desk()
    return _list_places(store, _name_points(store, first, last), first, last)


def compare_desk_totals(first: int, last: int, places: Sequence[str]) -> list[TotalChange]:
    """Return the totals of some countries that are shown otherwise after the second batch."""
    store = open_desk()
    return _compare_totals(store, _name_points(store, first, last), first, last, tuple(places))


_Points = tuple[str, ...]
"""Points in the history, so that what was worked out about them can be kept; see ``_name_points``."""


class _Data(NamedTuple):
    """Which data a page is made of, so that what was made of it can be kept.

    Now changes with each version of the store. What was right after a batch never changes
    again, so there the version is 0.
    """

    points: _Points
    version: int
    batch_id: int | None


def _name_data(store: Store, as_of: Point | None) -> _Data:
    if as_of is None:
        return _Data(_name_points(store), store.data_version(), None)
    return _Data(_name_points(store, as_of.batch_id), 0, as_of.batch_id)


def _name_points(store: Store, *batch_ids: int) -> _Points:
    """Return the store, and what tells batches from others of the same number: a backup may have been put back."""
    batches = [store.batch(batch_id) for batch_id in batch_ids if batch_id]
    return store.name, *(f"{batch.batch_id} {batch.created_at} {batch.content_sha256}" for batch in batches)


def _name_view(view: View) -> tuple[_Data, Filters, Point | None]:
    return _name_data(open_desk(), view.as_of)._replace(version=view.data_version), view.filters, view.as_of


@st.cache_resource(show_spinner=False)
def _open(url: str | None, home: str | None) -> Store:  # noqa: ARG001 - the keys of the cache
    return open_dashboard(datetime.now(UTC))


@st.cache_resource(show_spinner=False)
def _open_drafts(url: str | None, home: str | None) -> Drafts:  # noqa: ARG001 - the keys of the cache
    drafts = open_drafts()
    drafts.clear(datetime.now(UTC))
    return drafts


@st.cache_resource(max_entries=MOST_STATES, show_spinner=False)
def _read(_store: Store, data: _Data) -> Tables:
    return Tables(_store.figures(data.batch_id), _store.documents(data.batch_id))


@st.cache_resource(max_entries=MOST_STATES, show_spinner=False)
def _list_choices(_store: Store, data: _Data) -> Choices | None:
    return list_choices(_read(_store, data).figures)


@st.cache_resource(max_entries=2, show_spinner=False)
def _list_verdicts(_store: Store, name: str, data_version: int) -> list[Verdicts]:  # noqa: ARG001
    return _store.verdicts()


@st.cache_resource(max_entries=2, show_spinner=False)
def _list_queue_choices(_store: Store, points: _Points) -> QueueChoices:  # noqa: ARG001
    return _store.queue_choices()


@st.cache_resource(max_entries=MOST_VIEWS, show_spinner=False)
def _ask(_store: Store, data: _Data, filters: Filters, as_of: Point | None) -> View:
    figures, documents = _read(_store, data)
    latest = _find_latest(_store, data, filters.place)
    return make_view(figures, documents, filters, latest, data_version=data.version, as_of=as_of)


@st.cache_resource(max_entries=MOST_VIEWS, show_spinner=False)
def _find_latest(_store: Store, data: _Data, place: str | None) -> pd.DataFrame:
    return find_latest(*_read(_store, data), place)


@st.cache_resource(max_entries=MOST_STATES, show_spinner=False)
def _list_documents(_store: Store, data: _Data) -> list[DocumentEntry]:
    return list_documents(*_read(_store, data))


@st.cache_resource(max_entries=MOST_VIEWS, show_spinner=False)
def _make_spec(_view: View, key: tuple[object, ...], kind: ChartKind) -> dict[str, Any]:  # noqa: ARG001
    return draw(_view, kind).to_dict()


@st.cache_resource(max_entries=MOST_VIEWS, ttl=CARD_LIFE, show_spinner=False)
def _make_card(_view: View, key: tuple[object, ...], kind: ChartKind) -> Card:  # noqa: ARG001
    return brief(_view, kind, datetime.now(UTC))


@st.cache_resource(max_entries=MOST_FILES, ttl=CARD_LIFE, show_spinner=False)
def _make_file(_card: Card, key: tuple[str, ...], size: CardSize, file_kind: FileKind) -> bytes:  # noqa: ARG001
    return render(_card, size, file_kind)


@st.cache_resource(max_entries=MOST_VIEWS, show_spinner=False)
def _count_changes(_store: Store, points: _Points, first: int, last: int) -> Mapping[Change, int]:  # noqa: ARG001
    return _store.count_changes(first, last)


@st.cache_resource(max_entries=MOST_VIEWS, show_spinner=False)
def _list_changes(_store: Store, points: _Points, first: int, last: int, kind: Change, page: int) -> list[FigureChange]:  # noqa: ARG001
    return list_changes(_store, first, last, kind, page)


@st.cache_resource(max_entries=MOST_VIEWS, show_spinner=False)
def _list_places(_store: Store, points: _Points, first: int, last: int) -> list[str]:  # noqa: ARG001
    return list_changed_places(_store, first, last)


@st.cache_resource(max_entries=MOST_VIEWS, show_spinner=False)
def _compare_totals(
    _store: Store,
    points: _Points,  # noqa: ARG001
    first: int,
    last: int,
    places: tuple[str, ...],
) -> list[TotalChange]:
    return compare_totals(_store, first, last, places)
