"""The engine waits instead of failing, and says in plain words what is wrong."""

import os
import sqlite3
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from dashboard.model import StoreError
from dashboard.store import Store, open_store
from dashboard.store.engine import Database, choose_journal
from dashboard.store.location import check_place, default_url, resolve_path
from dashboard.store.migrate import prepare
from dashboard.store.revisions import insert_rows
from dashboard.store.schema import CURRENT_FIGURE, METADATA


def refusal(url):
    """Return the code of the error that opening a store gives."""
    with pytest.raises(StoreError) as caught:
        open_store(url)
    assert caught.value.problem.suggestion
    return caught.value.problem.code


@pytest.fixture
def database(tmp_path: Path) -> Database:
    """A database with its tables."""
    database = Database(tmp_path / "humdash.sqlite")
    prepare(database)
    return database


class TestTransactions:
    """Reading and writing."""

    def test_journal_and_durability(self, database):
        """Commits are on the disk before they are reported; the journal fits the version of SQLite."""
        with database.reading() as connection:
            journal = connection.exec_driver_sql("PRAGMA journal_mode").scalar()
            synchronous = connection.exec_driver_sql("PRAGMA synchronous").scalar()
        assert (journal.upper(), synchronous) == (choose_journal(sqlite3.sqlite_version_info), 2)

    @pytest.mark.parametrize(
        ("version", "mode"),
        [
            ((3, 40, 1), "DELETE"),
            ((3, 44, 5), "DELETE"),
            ((3, 44, 6), "WAL"),
            ((3, 45, 0), "DELETE"),
            ((3, 50, 6), "DELETE"),
            ((3, 50, 7), "WAL"),
            ((3, 51, 2), "DELETE"),
            ((3, 51, 3), "WAL"),
            ((3, 53, 0), "WAL"),
        ],
    )
    def test_write_ahead_log_only_with_the_fix(self, version, mode):
        """Write-ahead logging is used only in versions that have the fix of the reset bug."""
        assert choose_journal(version) == mode

    def test_a_write_takes_the_lock_at_once(self, database):
        """A second writer cannot start while a write transaction is open, even before its first change."""
        with database.writing():
            other = sqlite3.connect(database.path, timeout=0, isolation_level=None)
            with pytest.raises(sqlite3.OperationalError, match="locked"):
                other.execute("BEGIN IMMEDIATE")
            other.close()

    def test_a_failure_leaves_nothing(self, database):
        """What was written before an error in the same transaction is gone."""
        with pytest.raises(StoreError), database.writing() as connection:  # noqa: PT012 - the first must work
            connection.execute(sa.text("UPDATE store_state SET data_version = 99"))
            connection.execute(sa.text("UPDATE no_such_table SET data_version = 99"))
        with database.reading() as connection:
            assert connection.execute(sa.text("SELECT data_version FROM store_state")).scalar() == 0

    def test_tables_are_those_of_the_schema(self, database):
        """The migrations make exactly the tables that the code describes."""
        with database.reading() as connection:
            assert compare_metadata(MigrationContext.configure(connection), METADATA) == []

    def test_a_row_without_a_number_is_refused(self, database):
        """The database itself refuses a figure whose numbers are all missing, which is what NaN becomes."""
        nothing = dict.fromkeys((column.name for column in CURRENT_FIGURE.columns), "-")
        row = {**nothing, "revision": 1, "ordinal": 1, "value": float("nan"), "value_low": None, "value_high": None}
        with pytest.raises(StoreError, match="rule of the store"), database.writing() as connection:
            insert_rows(connection, CURRENT_FIGURE, [row])


class TestRefusals:
    """Places and files that are no good."""

    def test_not_a_database(self, tmp_path):
        """A file of another kind is named as such and left alone."""
        path = tmp_path / "humdash.sqlite"
        path.write_text("title: Floods in Gao\n" * 100)
        assert refusal(f"sqlite:///{path}") == "not_a_store"
        assert path.read_text().startswith("title")

    def test_database_of_another_program(self, tmp_path):
        """Tables are not added to somebody else's database."""
        connection = sqlite3.connect(tmp_path / "other.sqlite")
        connection.execute("CREATE TABLE bookmark (url)")
        connection.close()
        assert refusal(f"sqlite:///{tmp_path}/other.sqlite") == "not_a_store"

    def test_newer_store(self, database):
        """A store that a newer version made is not touched."""
        with database.writing() as connection:
            connection.execute(sa.text("UPDATE alembic_version SET version_num = 'humdash_9999'"))
        assert refusal(f"sqlite:///{database.path}") == "newer_store"

    def test_rows_of_a_newer_version(self, database, save, make_figure):
        """A word that this version does not know is said so instead of being shown as missing."""
        store = Store(database)
        save(store, [make_figure()])
        with database.writing() as connection:
            connection.execute(sa.text("UPDATE current_figure SET indicator = 'stateless'"))
        with pytest.raises(StoreError) as caught:
            store.figures()
        assert caught.value.problem.code == "unreadable_rows"

    def test_folder_that_cannot_be_made(self, tmp_path):
        """A file where the folder should be is said so."""
        (tmp_path / "home").write_text("")
        assert refusal(f"sqlite:///{tmp_path}/home/humdash.sqlite") == "cannot_make_folder"

    def test_folder_in_place_of_the_file(self, tmp_path):
        """A folder where the file should be is said so."""
        (tmp_path / "humdash.sqlite").mkdir()
        assert refusal(f"sqlite:///{tmp_path}/humdash.sqlite") == "cannot_open"

    @pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the administrator may write anywhere")
    def test_folder_that_may_not_be_written(self, tmp_path):
        """A folder without the right to write is said so."""
        tmp_path.chmod(0o500)
        assert refusal(f"sqlite:///{tmp_path}/humdash.sqlite") == "read_only"
        tmp_path.chmod(0o700)

    @pytest.mark.parametrize(
        "url", ["postgresql://office/humdash", "sqlite://", "sqlite:///:memory:", "humdash.sqlite"]
    )
    def test_unsuitable_address(self, url):
        """An address that is not an SQLite file is refused, and a password in it is not repeated."""
        assert refusal(url) == "unsuitable_address"

    def test_password_is_not_repeated(self):
        """The password in a refused address appears nowhere in the message."""
        with pytest.raises(StoreError) as caught:
            resolve_path("postgresql://desk:secret@office/humdash")
        assert "secret" not in repr(caught.value.problem)

    @pytest.mark.parametrize(("pragma", "code"), [("max_page_count=1", "disk_full"), ("query_only=ON", "read_only")])
    def test_a_write_that_fails_changes_nothing(self, database, save, make_figure, pragma, code):
        """A full disk or a protected file is said in words, and what was saved before is all there."""
        save(Store(database), [make_figure()])
        sa.event.listen(database.engine, "connect", lambda connection, _: connection.execute(f"PRAGMA {pragma}"))
        many = [make_figure(f"f{number}", number) for number in range(2, 2_000)]
        with pytest.raises(StoreError) as caught:
            save(Store(database), many, "b.csv")
        assert caught.value.problem.code == code
        assert open_store(f"sqlite:///{database.path}").figures()["figure_id"].tolist() == ["f1"]


class TestPlace:
    """Where the store lies."""

    def test_environment_decides(self, monkeypatch, tmp_path):
        """The address in the environment goes before the folder, the folder before the user's own."""
        monkeypatch.setenv("HUMDASH_HOME", str(tmp_path))
        monkeypatch.delenv("HUMDASH_DATABASE_URL", raising=False)
        assert resolve_path(default_url()) == tmp_path / "humdash.sqlite"
        monkeypatch.setenv("HUMDASH_DATABASE_URL", f"sqlite:///{tmp_path}/other.sqlite")
        assert resolve_path(default_url()) == tmp_path / "other.sqlite"
        monkeypatch.delenv("HUMDASH_DATABASE_URL")
        monkeypatch.delenv("HUMDASH_HOME")
        assert resolve_path(default_url()).parts[-2:] == ("humdash", "humdash.sqlite")

    def test_folder_is_made(self, monkeypatch, tmp_path):
        """The store makes the folder it is told to use."""
        monkeypatch.delenv("HUMDASH_DATABASE_URL", raising=False)
        monkeypatch.setenv("HUMDASH_HOME", str(tmp_path / "new" / "home"))
        assert open_store().path == tmp_path / "new" / "home" / "humdash.sqlite"
        assert (tmp_path / "new" / "home" / "humdash.sqlite").is_file()

    @pytest.mark.parametrize("kind", ["nfs", "nfs4", "cifs", "smb3", "fuse.sshfs", "9p"])
    def test_network_drives_are_refused(self, kind):
        """A network drive is refused by name, wherever in the list of mounts it stands."""
        mounts = [("/media/office", kind), ("/", "ext4"), ("/media", "ext4")]
        with pytest.raises(StoreError, match=kind):
            check_place(Path("/media/office/desk/humdash.sqlite"), mounts)

    def test_local_drive_under_a_network_drive(self):
        """What counts is the drive the file lies on, not one above or beside it."""
        mounts = [("/", "nfs4"), ("/home", "ext4"), ("/home/desk2", "nfs4")]
        assert check_place(Path("/home/desk/humdash.sqlite"), mounts) is None
