"""The first start fills the store once, with what the loader reads."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from dashboard.loader import load_default
from dashboard.services.history import undo
from dashboard.services.start import open_dashboard

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)


@pytest.fixture
def url(tmp_path):
    """The address of a store that does not exist yet."""
    return f"sqlite:///{tmp_path}/humdash.sqlite"


@pytest.fixture
def two_seeds(tmp_path, monkeypatch):
    """Default content of two small articles instead of the whole."""
    paths = [tmp_path / "1.txt", tmp_path / "2.txt"]
    paths[0].write_text("title: One\n\nAt least 400 people were killed in Mali in 2019.", encoding="utf-8")
    paths[1].write_text("title: Two\n\nIn 2020, 12 people were killed in Gao, Mali.", encoding="utf-8")
    monkeypatch.setattr("dashboard.services.start.default_paths", lambda: paths)
    return paths


def test_the_store_has_what_the_loader_reads(url):
    """Figures and documents of a first start are those of load_default, in the same order."""
    store, tables = open_dashboard(NOW, url=url), load_default()
    assert tables.figures.equals(store.figures())
    assert tables.documents.equals(store.documents())


def test_second_start_loads_nothing(url, two_seeds):
    """Opening again leaves the store as it is."""
    version = open_dashboard(NOW, url=url).data_version()
    store = open_dashboard(NOW, url=url)
    assert (store.data_version(), len(store.batches())) == (version, 1)


def test_first_starts_at_the_same_time(url, two_seeds):
    """Two first starts at once make one store with the content in it once."""
    with ThreadPoolExecutor(2) as pool:
        stores = list(pool.map(lambda _: open_dashboard(NOW, url=url), range(2)))
    assert [len(store.batches()) for store in stores] == [1, 1]
    assert stores[0].figures()["value"].tolist() == [400, 12]


def test_content_that_was_undone_stays_away(url, two_seeds):
    """Who undoes the default content is not shown it again, not even by a new version."""
    undo(open_dashboard(NOW, url=url), 1, now=NOW)
    assert open_dashboard(NOW, url=url).figures().empty
    two_seeds[0].write_text("title: Three\n\nIn 2021, 7 people were killed in Gao, Mali.", encoding="utf-8")
    assert open_dashboard(NOW, url=url).figures().empty


def test_new_content_takes_the_place_of_the_old(url, two_seeds):
    """After an update the figures of a changed seed are replaced, and the others keep their history."""
    before = open_dashboard(NOW, url=url).figures()
    two_seeds[1].write_text("title: Two\n\nIn 2020, 13 people were killed in Gao, Mali.", encoding="utf-8")
    store = open_dashboard(NOW, url=url)
    assert before["value"].tolist() == [400, 12]
    assert store.figures()["value"].tolist() == [400, 13]
    assert store.documents()["title"].tolist() == ["One", "Two"]
    assert len(store.revisions(before["figure_id"][0])) == 1
