"""A store in a folder of its own, and figures to put into it."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime

import pytest

from dashboard.model import Document, Figure, Indicator, Measure, Period, Quantity, Unit, hash_content
from dashboard.store import Batch, Store, open_store

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)


@pytest.fixture
def address(new_address: Callable[[], str]) -> str:
    """The address of a store that is still to be made, on each engine in turn."""
    return new_address()


@pytest.fixture
def store(address: str) -> Store:
    """An empty store, on each engine in turn."""
    return open_store(address)


@pytest.fixture
def make_figure() -> Callable[..., Figure]:
    """Make a figure that says ``value`` under ``figure_id`` in a document."""

    def make(figure_id: str = "f1", value: float = 400, document_id: str | None = "d1", **changes: object) -> Figure:
        return Figure(
            figure_id,
            Indicator.KILLED,
            Measure.FLOW,
            Unit.PERSON,
            Quantity(value),
            document_id=document_id,
            period=Period.of_year(2019),
            **changes,
        )

    return make


@pytest.fixture
def save() -> Callable[..., Batch]:
    """Save figures with their documents under the name of a source, which is also its content."""

    def save(store: Store, figures: Iterable[Figure], name: str = "a.csv", **rest: object) -> Batch:
        figures = list(figures)
        ids = dict.fromkeys(figure.document_id for figure in figures if figure.document_id)
        documents = [Document(document_id, title=f"Document {document_id}", text="Gao") for document_id in ids]
        sha256 = hash_content(name.encode())
        return store.save(figures, documents, kind="table", source_name=name, content_sha256=sha256, now=NOW, **rest)

    return save


@pytest.fixture
def now() -> datetime:
    """The clock of the tests."""
    return NOW
