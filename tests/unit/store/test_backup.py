"""A copy is whole or not there; putting one back changes the store as a whole and loses nothing."""

import os
import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from dashboard.model import StoreError
from dashboard.store import find_database, open_store
from dashboard.store.backup import copy_store, replace_store


@pytest.fixture(params=["DELETE", "WAL"])
def engine(request, monkeypatch) -> str:
    """SQLite, in either journal mode."""
    monkeypatch.setattr("dashboard.store.sqlite.choose_journal", lambda _: request.param)
    return "sqlite"


@pytest.fixture
def database(address):
    """The file of the store."""
    return find_database(address)


def names(path):
    """Return the sources of the batches in a file, the oldest first."""
    return [batch.source_name for batch in open_store(f"sqlite:///{path}").batches()]


def list_folder(path):
    """Return what lies in a folder, but for the lock files, which stay."""
    return sorted(entry.name for entry in path.iterdir() if entry.suffix != ".lock")


class TestCopy:
    """A backup."""

    def test_a_copy_says_the_same(self, store, save, make_figure, database, tmp_path, now):
        """History, figures and documents of the copy are those of the store; it is one file."""
        save(store, [make_figure("f1", 1), make_figure("f2", 2)])
        store.withdraw(save(store, [make_figure("f1", 10)], "b.csv").batch_id, now=now)
        copy_store(database, tmp_path / "copies.sqlite")
        assert list_folder(tmp_path) == ["1.sqlite", "copies.sqlite"]
        copy = open_store(f"sqlite:///{tmp_path}/copies.sqlite")
        assert store.batches() == copy.batches()
        assert store.figures().equals(copy.figures())
        assert store.documents().equals(copy.documents())

    def test_a_copy_while_others_write(self, store, save, make_figure, database, tmp_path):
        """A copy made in the middle of writes holds whole batches only, and holds up no writer for good."""
        stop = threading.Event()

        def write():
            number = 0
            while not stop.is_set():
                save(store, [make_figure(f"f{number} {part}", part) for part in range(20)], f"{number}")
                number += 1

        writer = threading.Thread(target=write)
        writer.start()
        try:
            for number in range(5):
                copy_store(database, tmp_path / f"copy {number}.sqlite")
        finally:
            stop.set()
            writer.join(timeout=60)
        counts = []
        for number in range(5):
            copy = open_store(f"sqlite:///{tmp_path}/copy {number}.sqlite")
            counts.append(len(copy.batches()))
            assert len(copy.figures()) == 20 * counts[-1] == 20 * copy.data_version()
        assert sorted(counts) == counts
        assert len(store.batches()) >= counts[-1]

    def test_what_a_dead_writer_left_is_taken_back(self, store, save, make_figure, database, tmp_path):
        """A copy is of what was saved, not of what a writer that died had half written."""
        save(store, [make_figure("f1", 1)])
        if (child := os.fork()) == 0:
            writer = sqlite3.connect(database.path, isolation_level=None)
            writer.execute("PRAGMA cache_size = 1")
            writer.execute("BEGIN IMMEDIATE")
            writer.execute("UPDATE current_figure SET value = 99, quote = hex(zeroblob(100000))")
            os._exit(0)
        os.waitpid(child, 0)
        copy_store(database, tmp_path / "copy.sqlite")
        assert open_store(f"sqlite:///{tmp_path}/copy.sqlite").figures()["value"].tolist() == [1]

    @pytest.mark.parametrize("fault", ["missing", "text", "damaged", "folder"])
    def test_no_copy_of_what_is_no_store(self, store, save, make_figure, database, tmp_path, fault):
        """Where the store is missing or damaged, or the folder is, no file is left that looks like a backup."""
        save(store, [make_figure(f"f{number}", number) for number in range(500)])
        before = list_folder(tmp_path)
        target = tmp_path / "copy.sqlite"
        if fault == "missing":
            database.path.unlink()
            before = []
        elif fault == "text":
            database.path.write_text("title: Floods in Gao\n" * 100)
        elif fault == "damaged":
            damage(database.path)
        else:
            target = tmp_path / "no such folder" / "copy.sqlite"
        with pytest.raises(StoreError) as caught:
            copy_store(database, target)
        codes = {"missing": "no_such_file", "text": "not_a_store", "damaged": "damaged_store", "folder": "cannot_open"}
        assert codes[fault] == caught.value.problem.code
        assert [name for name in list_folder(tmp_path) if not name.endswith(("-wal", "-shm"))] == before


def damage(path):
    """Overwrite pages in the middle of a database."""
    content = bytearray(path.read_bytes())
    middle = len(content) // 2 // 4096 * 4096
    content[middle : middle + 8 * 4096] = b"\xa5" * (8 * 4096)
    path.write_bytes(content)
    for ending in ("-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


class TestReplace:
    """A restore."""

    @pytest.fixture
    def copy(self, store, save, make_figure, database, tmp_path):
        """A copy with the batch "a.csv" of a store that has "b.csv" besides."""
        save(store, [make_figure("f1", 1)])
        (tmp_path / "copies").mkdir()
        copy_store(database, tmp_path / "copies" / "copy.sqlite")
        save(store, [make_figure("f1", 2)], "b.csv")
        return tmp_path / "copies" / "copy.sqlite"

    def test_the_store_says_what_the_copy_says(self, store, copy, save, make_figure, database, tmp_path):
        """Figures and history are those of the copy; what was there before is kept, and work goes on."""
        assert replace_store(database, copy, tmp_path / "aside.sqlite") is True
        assert [batch.source_name for batch in store.batches()] == ["a.csv"]
        assert store.figures()["value"].tolist() == [1]
        assert save(store, [make_figure("f1", 3)], "c.csv").changed == 1
        assert names(tmp_path / "aside.sqlite") == ["a.csv", "b.csv"]
        assert list_folder(tmp_path) == ["1.sqlite", "aside.sqlite", "copies"]
        assert list_folder(copy.parent) == ["copy.sqlite"]

    def test_no_kept_frame_is_taken_for_the_new_one(self, store, copy, database, tmp_path):
        """The version of the data grows, so that nobody goes on showing what was there before."""
        before = store.data_version()
        replace_store(database, copy, tmp_path / "aside.sqlite")
        assert store.data_version() > before

    def test_a_store_where_there_is_none(self, copy, tmp_path):
        """On a new computer the copy becomes the store."""
        other = find_database(f"sqlite:///{tmp_path}/new/humdash.sqlite")
        assert replace_store(other, copy, tmp_path / "new" / "aside.sqlite") is False
        assert names(other.path) == ["a.csv"]
        assert list_folder(tmp_path / "new") == ["humdash.sqlite"]

    @pytest.mark.parametrize("fault", ["text", "damaged"])
    def test_a_damaged_store_is_put_aside_as_it_is(self, store, copy, save, make_figure, database, tmp_path, fault):
        """What cannot be read any more is kept byte for byte, for somebody who can mend it."""
        save(store, [make_figure(f"f{number}", number) for number in range(500)], "c.csv")
        if fault == "text":
            database.path.write_text("title: Floods in Gao\n" * 100)
        else:
            damage(database.path)
        broken = database.path.read_bytes()
        assert replace_store(database, copy, tmp_path / "aside.sqlite") is True
        assert names(database.path) == ["a.csv"]
        assert broken == (tmp_path / "aside.sqlite").read_bytes()

    @pytest.mark.parametrize("fault", ["missing", "empty", "text", "damaged", "stranger", "newer", "no tables"])
    def test_what_is_no_backup_changes_nothing(self, store, copy, database, tmp_path, fault):
        """A file that is damaged, newer or something else is refused by its name, and the store stays as it is."""
        if fault == "damaged":
            damage(copy)
        elif fault == "newer":
            change(copy, "UPDATE alembic_version SET version_num = 'humdash_9999'")
        else:
            copy.unlink()
        if fault == "empty":
            copy.write_bytes(b"")
        elif fault == "text":
            copy.write_text("title: Floods in Gao\n" * 100)
        elif fault == "stranger":
            change(copy, "CREATE TABLE bookmark (url)")
        elif fault == "no tables":
            change(copy, "PRAGMA user_version = 1")
        version, content = store.data_version(), store.figures()
        with pytest.raises(StoreError) as caught:
            replace_store(database, copy, tmp_path / "aside.sqlite")
        code = {"missing": "no_such_file", "damaged": "damaged_store", "newer": "newer_store"}.get(fault, "not_a_store")
        assert (code, str(copy)) == (caught.value.problem.code, caught.value.problem.where)
        assert "empty store" not in caught.value.problem.suggestion
        assert version == store.data_version()
        assert content.equals(store.figures())
        assert list_folder(tmp_path) == ["1.sqlite", "copies"]

    def test_a_restore_while_others_write_and_read(self, store, copy, save, make_figure, database, tmp_path):
        """Nobody fails, and whatever was saved is in the store or in what was put aside, whole."""
        saved, sizes = [], set()
        stop = threading.Event()

        def work(step):
            number = 0
            while not stop.is_set():
                step(number)
                number += 1

        def write(number):
            save(store, [make_figure(f"w{number} {part}", part) for part in range(20)], f"w{number}")
            saved.append(f"w{number}")

        def read(_):
            sizes.add(len(store.figures()) % 20)

        with ThreadPoolExecutor() as pool:
            workers = [pool.submit(work, step) for step in (write, read)]
            try:
                for number in range(3):
                    replace_store(database, copy, tmp_path / f"aside {number}.sqlite")
            finally:
                stop.set()
            for worker in workers:
                worker.result(timeout=60)
        kept = {name for number in range(3) for name in names(tmp_path / f"aside {number}.sqlite")}
        assert set(saved) <= kept | {batch.source_name for batch in store.batches()}
        assert sizes == {1}


def change(path, statement):
    """Change a database from outside."""
    connection = sqlite3.connect(path)
    connection.execute(statement)
    connection.commit()
    connection.close()
