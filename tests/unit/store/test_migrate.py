"""A store of each earlier form, with data, is brought to the newest one, and nothing in it is lost."""

from datetime import date

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from dashboard.model import ReviewStatus, StoreError
from dashboard.store import find_database, open_store
from dashboard.store.migrate import MIGRATIONS, prepare
from dashboard.store.schema import METADATA

SCRIPTS = ScriptDirectory(str(MIGRATIONS))
REVISIONS = [script.revision for script in SCRIPTS.walk_revisions()][::-1]

# Rows as the first form of the store wrote them. A later form that asks for more of a row says
# here with what such rows were written at its time; what is written here is never changed.
FIGURE = {
    "figure_id": "f1", "document_id": "d1", "indicator": "killed", "measure": "flow", "unit": "person",
    "value": 400.5, "value_low": 400.0, "value_high": None, "quantifier": "at_least", "value_text": "at least 400",
    "population_group": "all", "cause": "conflict", "location_code": "MLI", "location_name": "Mali",
    "origin_code": None, "admin1_code": "ML-7", "admin1_name": "Gao", "place_text": "près de Gao",
    "reference_period_start": date(2019, 3, 1), "reference_period_end": date(2019, 3, 31),
    "period_precision": "month", "period_basis": "stated", "reporter": "OCHA", "certainty": "reported",
    "part_of": None, "supersedes": None, "same_as": None, "quote": "At least 400 were killed near Gao.",
    "quote_start": 0, "quote_end": 34, "trigger_text": "killed", "confidence": 0.75, "method": "extracted",
    "cell_ref": None, "review_status": "accepted",
}  # fmt: skip
BATCH = {
    "batch_id": 1, "kind": "article", "source_name": "Gao", "content_sha256": "c1", "author": "desk officer",
    "note": "first", "created_at": "2026-05-01T12:00:00+00:00", "new": 2, "changed": 0, "same": 0, "withdrawn": 0,
    "undoes": None,
}  # fmt: skip
UNDONE = {**BATCH, "batch_id": 2, "source_name": "Kidal", "content_sha256": "c2", "new": 0, "changed": 1}
UNDO = {**UNDONE, "batch_id": 3, "kind": "undo", "undoes": 2}
LATER = {**FIGURE, "value": 500.0, "review_status": "changed_after_approval", "document_id": "d2"}
WITHOUT_NUMBER = {**FIGURE, "figure_id": "f2", "value": None, "value_high": 499.0, "review_status": "unreviewed"}
DOCUMENT = {
    "document_id": "d1", "title": "Février", "publisher": "humdash", "authors": None, "published": "2019-04",
    "accessed": date(2026, 5, 1), "url": "https://example.org/gao", "language": "en", "licence": "CC0",
    "sha256": "c1", "text": "At least 400 were killed near Gao.", "batch_id": 1, "ordinal": 0,
}  # fmt: skip
ROWS = {
    "batch": [BATCH, UNDONE, UNDO],
    "document": [DOCUMENT, {**DOCUMENT, "document_id": "d2", "batch_id": 2}],
    "batch_figure": [
        {"figure_id": "f1", "batch_id": 1, "said_hash": "h1", "document_id": "d1", "cell_ref": None},
        {"figure_id": "f2", "batch_id": 1, "said_hash": "h2", "document_id": "d1", "cell_ref": None},
        {"figure_id": "f1", "batch_id": 2, "said_hash": "h3", "document_id": "d2", "cell_ref": "a.csv!!B2"},
    ],
    "figure_revision": [
        {**FIGURE, "revision": 1, "batch_id": 1, "ordinal": 1, "said_hash": "h1", "is_withdrawn": False},
        {**WITHOUT_NUMBER, "revision": 1, "batch_id": 1, "ordinal": 2, "said_hash": "h2", "is_withdrawn": False},
        {**LATER, "revision": 2, "batch_id": 2, "ordinal": 1, "said_hash": "h3", "is_withdrawn": False},
        {**FIGURE, "revision": 3, "batch_id": 3, "ordinal": 1, "said_hash": "h1", "is_withdrawn": False},
    ],
    "current_figure": [
        {**FIGURE, "revision": 3, "ordinal": 1, "said_hash": "h1"},
        {**WITHOUT_NUMBER, "revision": 1, "ordinal": 2, "said_hash": "h2"},
    ],
    "table_mapping": [
        {
            "fingerprint": "p1", "revision": 1, "mapping": '{"layout": "wide"}', "author": None,
            "created_at": "2026-05-01T12:00:00+00:00",
        }
    ],
}  # fmt: skip


def make_store(address, revision):
    """Make the database as the humdash of that time did, with data in every table it had."""
    database = find_database(address)
    with database.writing() as connection:
        context = MigrationContext.configure(
            connection, opts={"fn": lambda before, _: SCRIPTS._upgrade_revs(revision, before)}
        )
        with Operations.context(context):
            context.run_migrations()
        tables = sa.MetaData()
        tables.reflect(connection)
        for name, rows in ROWS.items():
            if name in tables.tables:
                connection.execute(sa.insert(tables.tables[name]), rows)
        connection.execute(sa.text("UPDATE store_state SET data_version = 3, next_ordinal = 4"))
    return database


def read_everything(database):
    """Return every row of every table, by table, each in a fixed order."""
    tables = sa.MetaData()
    with database.reading() as connection:
        tables.reflect(connection)
        return {
            name: sorted((dict(row) for row in connection.execute(sa.select(table)).mappings()), key=repr)
            for name, table in tables.tables.items()
        }


def test_there_is_data_for_every_table_of_the_newest_form():
    """Who adds a table says here what is written into it, so that the next step is tested with data."""
    assert set(METADATA.tables) - {"store_state"} == set(ROWS)


@pytest.mark.parametrize("revision", REVISIONS)
def test_an_earlier_store_is_brought_up_to_date(address, revision):
    """Every row that was there is there afterwards, and the tables are those of the schema."""
    database = make_store(address, revision)
    before = read_everything(database)
    prepare(database)
    after = read_everything(database)
    with database.reading() as connection:
        context = MigrationContext.configure(connection)
        assert (context.get_current_revision(), compare_metadata(context, METADATA)) == (REVISIONS[-1], [])
    for name, rows in before.items():
        if name != "alembic_version":
            assert [{key: row[key] for key in rows[0]} for row in after[name]] == rows


@pytest.mark.parametrize("revision", REVISIONS)
def test_an_earlier_store_goes_on_working(address, revision, save, make_figure, now):
    """Figures, history, look back, undo and the next import work as if the store had been made today."""
    make_store(address, revision)
    store = open_store(address)
    assert store.figures()["value"].isna().tolist() == [False, True]
    assert store.figures(as_of=2)["value"].tolist()[0] == 500
    assert [batch.undone_by for batch in store.batches()] == [None, 3, None]
    assert store.document("d1").title == "Février"
    assert [entry.revision for entry in store.revisions("f1")] == [1, 2, 3]
    kept = store.figures()
    store.rebuild_current()
    assert kept.equals(store.figures())
    batch = save(store, [make_figure("f1", 600, "d3")], "later")
    assert (batch.batch_id, batch.changed) == (4, 1)
    assert store.figures()["review_status"].tolist()[0] == ReviewStatus.CHANGED_AFTER_APPROVAL
    store.withdraw(batch.batch_id, now=now)
    assert kept.equals(store.figures())


@pytest.mark.parametrize("revision", REVISIONS[:-1])
def test_a_step_that_fails_leaves_the_earlier_form(address, revision, monkeypatch):
    """All steps are one transaction: a fault in the middle leaves the store as it was, for the earlier humdash."""
    database = make_store(address, revision)
    before = read_everything(database)
    newest = SCRIPTS.get_revision(REVISIONS[-1]).module

    def fail(*_):
        raise sa.exc.OperationalError("CREATE", None, OSError("the power went"))

    with monkeypatch.context() as broken:
        step = newest.upgrade
        broken.setattr("dashboard.store.migrate._read_scripts", lambda: SCRIPTS)
        broken.setattr(newest, "upgrade", lambda: (step(), fail()))
        with pytest.raises(StoreError):
            prepare(database)
    assert before == read_everything(database)
    prepare(database)
    assert set(before) <= set(read_everything(database))
