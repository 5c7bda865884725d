"""What only SQLite has: its journal, its lock, its file, and the place where that lies."""

import sqlite3
from pathlib import Path

import pytest
import sqlalchemy as sa

from dashboard.model import StoreError
from dashboard.store import Store, open_store
from dashboard.store.location import check_place, find_database
from dashboard.store.migrate import prepare
from dashboard.store.sqlite import SqliteDatabase, choose_journal


def refusal(url):
    """Return the code of the error that opening a store gives."""
    with pytest.raises(StoreError) as caught:
        open_store(url)
    assert caught.value.problem.suggestion
    return caught.value.problem.code


@pytest.fixture
def database(tmp_path: Path) -> SqliteDatabase:
    """A file with its tables, with the journal that fits this machine."""
    database = SqliteDatabase(tmp_path / "humdash.sqlite")
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


class TestRefusals:
    """Places and files that are no good."""

    def test_not_a_database(self, tmp_path):
        """A file of another kind is named as such and left alone."""
        path = tmp_path / "humdash.sqlite"
        path.write_text("title: Floods in Gao\n" * 100)
        assert refusal(f"sqlite:///{path}") == "not_a_store"
        assert path.read_text().startswith("title")

    def test_folder_that_cannot_be_made(self, tmp_path):
        """A file where the folder should be is said so."""
        (tmp_path / "home").write_text("")
        assert refusal(f"sqlite:///{tmp_path}/home/humdash.sqlite") == "cannot_make_folder"

    def test_folder_in_place_of_the_file(self, tmp_path):
        """A folder where the file should be is said so."""
        (tmp_path / "humdash.sqlite").mkdir()
        assert refusal(f"sqlite:///{tmp_path}/humdash.sqlite") == "cannot_open"

    @pytest.mark.parametrize("url", ["mysql://me:secret@office/humdash", "sqlite://", "sqlite:///:memory:", "a.sqlite"])
    def test_unsuitable_address(self, url):
        """An address of another kind is refused, and a password in it is not repeated."""
        with pytest.raises(StoreError) as caught:
            open_store(url)
        assert caught.value.problem.code == "unsuitable_address"
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
        assert find_database().path == tmp_path / "humdash.sqlite"
        monkeypatch.setenv("HUMDASH_DATABASE_URL", f"sqlite:///{tmp_path}/other.sqlite")
        assert find_database().path == tmp_path / "other.sqlite"
        monkeypatch.delenv("HUMDASH_DATABASE_URL")
        monkeypatch.delenv("HUMDASH_HOME")
        assert find_database().path.parts[-2:] == ("humdash", "humdash.sqlite")

    def test_folder_is_made(self, monkeypatch, tmp_path):
        """The store makes the folder it is told to use."""
        monkeypatch.delenv("HUMDASH_DATABASE_URL", raising=False)
        monkeypatch.setenv("HUMDASH_HOME", str(tmp_path / "new" / "home"))
        assert Path(open_store().name) == tmp_path / "new" / "home" / "humdash.sqlite"
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
