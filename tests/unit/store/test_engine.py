"""Every engine keeps a transaction together, refuses what breaks a rule, and says in plain words what is wrong."""

import threading

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from dashboard.model import Evidence, StoreError, hash_content
from dashboard.store import Store, open_store
from dashboard.store.engine import Database
from dashboard.store.location import find_database
from dashboard.store.migrate import prepare
from dashboard.store.revisions import insert_rows
from dashboard.store.schema import CURRENT_FIGURE, METADATA


@pytest.fixture
def database(address) -> Database:
    """A database with its tables, on each engine in turn."""
    database = find_database(address)
    prepare(database)
    return database


def count_writes(connection):
    """Return the number that grows with every write."""
    return connection.execute(sa.text("SELECT data_version FROM store_state")).scalar()


class TestTransactions:
    """Reading and writing."""

    def test_a_failure_leaves_nothing(self, database):
        """What was written before an error in the same transaction is gone."""
        with pytest.raises(StoreError), database.writing() as connection:  # noqa: PT012 - the first must work
            connection.execute(sa.text("UPDATE store_state SET data_version = 99"))
            connection.execute(sa.text("UPDATE no_such_table SET data_version = 99"))
        with database.reading() as connection:
            assert count_writes(connection) == 0

    def test_writers_stand_in_line(self, database):
        """A second writer begins when the first has ended, and sees what it wrote."""
        seen = []

        def write():
            with database.writing() as connection:
                seen.append(count_writes(connection))

        with database.writing() as connection:
            second = threading.Thread(target=write)
            second.start()
            second.join(timeout=0.2)
            assert seen == []
            connection.execute(sa.text("UPDATE store_state SET data_version = 7"))
        second.join(timeout=30)
        assert seen == [7]

    def test_who_waits_too_long_is_told(self, database, monkeypatch):
        """A writer does not wait for ever for another, and a busy store is said in words."""
        monkeypatch.setattr("dashboard.store.sqlite.WAIT_SECONDS", 1)
        monkeypatch.setattr("dashboard.store.postgres.WAIT_SECONDS", 1)
        with database.writing(), pytest.raises(StoreError) as caught, find_database(address_of(database)).writing():
            pass
        assert caught.value.problem.code == "store_busy"

    def test_a_reader_sees_one_state(self, database):
        """What is read together belongs together, and a reader that has begun keeps no writer waiting for long."""
        with database.reading() as reader:
            assert count_writes(reader) == 0
            writer = threading.Thread(target=Store(database).rebuild_current)
            writer.start()
            writer.join(timeout=0.2)
            assert count_writes(reader) == 0
        writer.join(timeout=30)
        with database.reading() as reader:
            assert count_writes(reader) == 1


def address_of(database):
    """Return the address of a database."""
    return database.engine.url.render_as_string(hide_password=False)


def test_what_is_stored_is_not_in_the_words_of_a_fault(database):
    """A text that may be confidential stands in no message, whoever prints the fault and its causes."""
    with pytest.raises(StoreError) as caught, database.reading() as connection:
        connection.execute(sa.text("SELECT missing_column, :quote"), {"quote": "a confidential sentence"})
    causes = [caught.value, caught.value.__cause__]
    assert ["confidential" in str(error) for error in causes] == [False, False]


class TestRefusals:
    """What the database itself does not take."""

    def test_tables_are_those_of_the_schema(self, database):
        """The migrations make exactly the tables that the code describes."""
        with database.reading() as connection:
            assert compare_metadata(MigrationContext.configure(connection), METADATA) == []

    @pytest.mark.parametrize("value", [float("nan"), float("-inf"), -1.0, None])
    def test_a_row_without_a_number_is_refused(self, database, value):
        """The database itself refuses a figure whose numbers are all missing, none, or below zero."""
        nothing = dict.fromkeys((column.name for column in CURRENT_FIGURE.columns), "2026-05-01")
        row = {**nothing, "revision": 1, "ordinal": 1, "value": value, "value_low": None, "value_high": None}
        row |= {"quote_start": 1, "quote_end": 2, "confidence": 1.0}
        with pytest.raises(StoreError, match="rule of the store"), database.writing() as connection:
            insert_rows(connection, CURRENT_FIGURE, [row])

    def test_newer_store(self, database, address):
        """A store that a newer version made is not touched."""
        with database.writing() as connection:
            connection.execute(sa.text("UPDATE alembic_version SET version_num = 'humdash_9999'"))
        with pytest.raises(StoreError) as caught:
            open_store(address)
        assert caught.value.problem.code == "newer_store"

    def test_database_of_another_program(self, address):
        """Tables are not added to somebody else's database."""
        other = find_database(address)
        with other.writing() as connection:
            connection.execute(sa.text("CREATE TABLE bookmark (url TEXT)"))
        with pytest.raises(StoreError) as caught:
            open_store(address)
        assert caught.value.problem.code == "not_a_store"
        with other.reading() as connection:
            assert sa.inspect(connection).get_table_names() == ["bookmark"]

    def test_rows_of_a_newer_version(self, database, save, make_figure):
        """A word that this version does not know is said so instead of being shown as missing."""
        store = Store(database)
        save(store, [make_figure()])
        with database.writing() as connection:
            connection.execute(sa.text("UPDATE current_figure SET indicator = 'stateless'"))
        with pytest.raises(StoreError) as caught:
            store.figures()
        assert caught.value.problem.code == "unreadable_rows"


class TestTexts:
    """Characters."""

    def test_characters_no_database_takes(self, store, save, make_figure):
        """NUL and half a surrogate pair become U+FFFD one for one: nothing is lost, and offsets stay true."""
        figure = make_figure(
            evidence=Evidence("12\0were \ud800killed", 0, 15, "killed"), reporter="Red\0Cross", cell_ref="a\0.csv!!B2"
        )
        batch = save(store, [figure], "a\0.csv", author="desk\0officer", note="from\0disk")
        row = store.figures().iloc[0]
        assert (row["quote"], row["reporter"], row["cell_ref"]) == (
            "12\ufffdwere \ufffdkilled",
            "Red\ufffdCross",
            "a\ufffd.csv!!B2",
        )
        assert len(row["quote"]) == row["quote_end"]
        assert [(b.source_name, b.author, b.note) for b in store.batches()] == [
            ("a\ufffd.csv", "desk\ufffdofficer", "from\ufffddisk")
        ]
        assert save(store, [figure], "a\0.csv").batch_id == batch.batch_id
        assert {change.value for change in store.compare([figure]).values()} == {"same"}

    def test_texts_of_any_script_come_back(self, store, save, make_figure):
        """Tabs, line ends, backslashes, quotes and any script leave the store as they went in."""
        text = "\\N \\. \t\r\n'\"%s :x {}\u202e الخرطوم 喀土穆 \U0001f30d"
        save(store, [make_figure(reporter=text, cell_ref="")], hash_content(b"x"))
        frame = store.figures()
        assert (frame["reporter"][0], frame["cell_ref"][0]) == (text, "")
