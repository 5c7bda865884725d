"""What every page works on: the store, opened once for all visitors, and views of it.

Views are kept by the version of the data, so that a change shows at once and nothing is
computed twice. It must not hold anything a visitor has entered.
"""

import os
from datetime import UTC, datetime
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.export.card import Card, CardSize
from dashboard.loader import Tables
from dashboard.services.brief import ChartKind, FileKind, brief, draw, render
from dashboard.services.person import name_person
from dashboard.services.query import (
    Choices,
    DocumentEntry,
    Filters,
    View,
    find_latest,
    list_choices,
    list_documents,
    make_view,
)
from dashboard.services.start import open_dashboard
from dashboard.store import Drafts, Store, open_drafts

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


def list_desk_choices() -> Choices | None:
    """Return what the filters can be set to, ``None`` while the store has no figure."""
    store = open_desk()
    return _list_choices(store, str(store.path), store.data_version())


def ask(filters: Filters) -> View:
    """Return the view of the store for the filters."""
    store = open_desk()
    path, version = str(store.path), store.data_version()
    return _ask(store, path, version, filters)


def list_desk_documents() -> list[DocumentEntry]:
    """Return every document of the store with the figures it supports."""
    store = open_desk()
    return _list_documents(store, str(store.path), store.data_version())


def make_spec(view: View, kind: ChartKind) -> dict[str, Any]:
    """Return the chart of a view as the browser takes it; drawn once for all visitors."""
    return _make_spec(view, view.filters, view.data_version, str(open_desk().path), kind)


def make_card(view: View, kind: ChartKind) -> Card:
    """Return the briefing card of a view; made once, so that preview and files carry the same time."""
    return _make_card(view, view.filters, view.data_version, str(open_desk().path), kind)


def make_file(view: View, kind: ChartKind, size: CardSize, file_kind: FileKind) -> bytes:
    """Return the briefing card of a view as a file."""
    card = make_card(view, kind)
    return _make_file(card, (str(open_desk().path), card.provenance, kind), size, file_kind)


@st.cache_resource(show_spinner=False)
def _open(url: str | None, home: str | None) -> Store:  # noqa: ARG001 - the keys of the cache
    return open_dashboard(datetime.now(UTC))


@st.cache_resource(show_spinner=False)
def _open_drafts(url: str | None, home: str | None) -> Drafts:  # noqa: ARG001 - the keys of the cache
    drafts = open_drafts()
    drafts.clear(datetime.now(UTC))
    return drafts


@st.cache_resource(max_entries=2, show_spinner=False)
def _read(_store: Store, path: str, data_version: int) -> Tables:  # noqa: ARG001
    return Tables(_store.figures(), _store.documents())


@st.cache_resource(max_entries=2, show_spinner=False)
def _list_choices(_store: Store, path: str, data_version: int) -> Choices | None:
    return list_choices(_read(_store, path, data_version).figures)


@st.cache_resource(max_entries=MOST_VIEWS, show_spinner=False)
def _ask(_store: Store, path: str, data_version: int, filters: Filters) -> View:
    figures, documents = _read(_store, path, data_version)
    latest = _find_latest(_store, path, data_version, filters.place)
    return make_view(figures, documents, filters, latest, data_version=data_version)


@st.cache_resource(max_entries=MOST_VIEWS, show_spinner=False)
def _find_latest(_store: Store, path: str, data_version: int, place: str | None) -> pd.DataFrame:
    return find_latest(*_read(_store, path, data_version), place)


@st.cache_resource(max_entries=2, show_spinner=False)
def _list_documents(_store: Store, path: str, data_version: int) -> list[DocumentEntry]:
    return list_documents(*_read(_store, path, data_version))


@st.cache_resource(max_entries=MOST_VIEWS, show_spinner=False)
def _make_spec(_view: View, filters: Filters, data_version: int, path: str, kind: ChartKind) -> dict[str, Any]:  # noqa: ARG001
    return draw(_view, kind).to_dict()


@st.cache_resource(max_entries=MOST_VIEWS, ttl=CARD_LIFE, show_spinner=False)
def _make_card(_view: View, filters: Filters, data_version: int, path: str, kind: ChartKind) -> Card:  # noqa: ARG001
    return brief(_view, kind, datetime.now(UTC))


@st.cache_resource(max_entries=MOST_FILES, ttl=CARD_LIFE, show_spinner=False)
def _make_file(_card: Card, key: tuple[str, ...], size: CardSize, file_kind: FileKind) -> bytes:  # noqa: ARG001
    return render(_card, size, file_kind)
