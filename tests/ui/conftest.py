"""Stores with nothing, one figure, many, and conflicting ones, and the app run on each of them."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.model import (
    Document,
    Evidence,
    Figure,
    Indicator,
    Measure,
    Period,
    Place,
    Quantifier,
    Quantity,
    Unit,
)
from dashboard.services.start import DEFAULT
from dashboard.store import Store, open_store

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
PATIENCE_SECONDS = 60

Reading = tuple[Figure, Document]


def make_reading(number: int, reporter: str, value: int, year: int) -> Reading:
    """Return a figure about Mali and the hostile little report it stands in."""
    quote = f"{reporter} said that at least {value:,} people were killed in Mali in {year}."
    text = f"<script>alert({number})</script> :smile: It was a quiet morning. {quote} More follows."
    document = Document(f"document{number}", f"Report *{number}* <b>", "The [Daily](x) Post", language="en", text=text)
    start = text.index(quote)
    figure = Figure(
        f"figure{number}",
        Indicator.KILLED,
        Measure.FLOW,
        Unit.PERSON,
        Quantity(value, value, None, Quantifier.AT_LEAST, f"{value:,}"),
        document_id=document.document_id,
        place=Place("MLI", "Mali", text="Mali"),
        period=Period.of_year(year),
        reporter=reporter,
        evidence=Evidence(quote, start, start + len(quote), "killed"),
    )
    return figure, document


YEARS = range(2012, 2024)
READINGS = {
    "one": [make_reading(1, "OCHA", 400, 2020)],
    "many": [make_reading(year, "OCHA", year - 1900, year) for year in YEARS]
    + [make_reading(year + 100, "HRW", year - 1800, year) for year in YEARS],
    "conflicting": [
        make_reading(1, "OCHA", 134, 2019),
        make_reading(2, "UNICEF", 157, 2019),
        make_reading(3, "HRW", 170, 2019),
    ],
}


@pytest.fixture
def readings_of() -> dict[str, list[Reading]]:
    """Return the figures to fill a store with, by what they show."""
    return READINGS


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """Return an empty store that the app will open; its default content was put away."""
    monkeypatch.setenv("HUMDASH_DATABASE_URL", f"sqlite:///{tmp_path}/humdash.sqlite")
    store = open_store()
    batch = store.save([], [], kind=DEFAULT, source_name="nothing", content_sha256="nothing", now=NOW)
    store.withdraw(batch.batch_id, now=NOW)
    return store


@pytest.fixture
def fill(store: Store) -> Callable[[Iterable[Reading]], None]:
    """Return a function that puts figures into the store."""

    def fill(readings: Iterable[Reading]) -> None:
        figures, documents = zip(*readings, strict=True)
        store.save(figures, documents, kind="article", source_name="test", content_sha256="test", now=NOW)

    return fill


@pytest.fixture
def run(store: Store, monkeypatch: pytest.MonkeyPatch) -> Callable[..., AppTest]:
    """Return a function that runs a page of the app on the store."""
    # The pages of a test do not look again by themselves whether a file is read.
    monkeypatch.setattr("dashboard.ui.components.reading.UNSEEN_SECONDS", PATIENCE_SECONDS)

    def run(view: str = "figures", **query: str) -> AppTest:
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=PATIENCE_SECONDS)
        for name, value in query.items():
            app.query_params[name] = value
        app.run()
        return app if view == "figures" else app.switch_page(f"dashboard/ui/views/{view}.py").run()

    return run
