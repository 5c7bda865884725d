"""A disk that is full or may not be written: a clear message, and the store as it was."""

import json
import os
import subprocess
from contextlib import suppress
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from dashboard.model import StoreError
from dashboard.store import find_database, open_store
from dashboard.store.backup import copy_store

NOBODY = 65534
SQLITE = pytest.mark.parametrize("engine", ["sqlite-delete", "sqlite-wal"], indirect=True)


@pytest.fixture
def folder():
    """A folder that other users of this computer can reach, too."""
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


class Disk:
    """A disk of its own, with little space on it."""

    def __init__(self, folder):
        self.folder = folder
        self._mount("size=16m")

    def enlarge(self):
        """Make room."""
        self._mount("remount,size=256m")

    def remove(self):
        """Take the disk away."""
        self._run("umount", "--lazy", self.folder)

    def _mount(self, options):
        self._run("mount", "-t", "tmpfs", "-o", options, "tmpfs", self.folder)

    def _run(self, *command):
        subprocess.run(command, check=True, capture_output=True)


@pytest.fixture
def disk(folder):
    """A small disk; only an administrator of a Linux computer can make one."""
    try:
        disk = Disk(folder)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("needs the right to mount a small disk")
    yield disk
    disk.remove()


@pytest.fixture
def address(engine, disk, request):
    """The address of a store on the small disk."""
    if engine == "sqlite":
        yield f"sqlite:///{disk.folder}/humdash.sqlite"
        return
    server = request.getfixturevalue("postgres")
    data = Path(server.execute("SHOW data_directory").fetchone()[0])
    os.chown(disk.folder, data.stat().st_uid, data.stat().st_gid)
    server.execute(f"CREATE TABLESPACE small LOCATION '{disk.folder}'")
    server.execute("CREATE DATABASE on_small_disk TABLESPACE small")
    yield f"postgresql://{server.info.user}@/on_small_disk?host={server.info.host}"
    server.execute("DROP DATABASE on_small_disk WITH (FORCE)")
    server.execute("DROP TABLESPACE small")


def test_an_import_that_fills_the_disk(store, save, make_figure, disk):
    """It is refused in words and leaves nothing; what was saved can be read, and with more room the import works."""
    save(store, [make_figure("f1", 1)])
    kept, version = store.figures(), store.data_version()
    many = [make_figure(f"g{number}", number, reporter="Red Cross " * 20) for number in range(30_000)]
    for _ in range(2):
        with pytest.raises(StoreError) as caught:
            save(store, many, "b.csv")
        assert caught.value.problem.code == "disk_full"
        assert kept.equals(store.figures())
        assert (len(store.batches()), store.data_version()) == (1, version)
    disk.enlarge()
    assert save(store, many, "b.csv").new == 30_000
    assert len(store.figures()) == 30_001


@SQLITE
def test_a_backup_that_fills_the_disk(store, save, make_figure, disk):
    """No half of a backup is left, and the store is as it was."""
    save(store, [make_figure(f"f{number}", number, reporter="Red Cross " * 20) for number in range(8_000)])
    database = find_database(f"sqlite:///{disk.folder}/humdash.sqlite")
    numbers = count(1)

    def fill():
        while next(numbers) < 10:
            copy_store(database, disk.folder / f"copy {next(numbers)}.sqlite")

    with pytest.raises(StoreError) as caught:
        fill()
    assert caught.value.problem.code == "disk_full"
    for path in disk.folder.glob("*.sqlite"):
        assert len(open_store(f"sqlite:///{path}").figures()) == 8_000
    assert list(disk.folder.glob(".*.partial")) == []


def run_as_nobody(work):
    """Run a step in a process without any rights of an administrator; return what it returns."""
    read, write = os.pipe()
    if (child := os.fork()) == 0:
        with suppress(BaseException):
            if os.geteuid() == 0:
                os.setgroups([])
                os.setgid(NOBODY)
                os.setuid(NOBODY)
            os.write(write, json.dumps(work()).encode())
        os._exit(0)
    os.close(write)
    os.waitpid(child, 0)
    with os.fdopen(read) as said:
        return json.load(said)


@SQLITE
@pytest.mark.usefixtures("engine", "store")
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a process that is a copy of this one")
class TestReadOnly:
    """A folder without the right to write."""

    @pytest.fixture
    def address(self, folder):
        """The address of a store in a folder that is closed later."""
        return f"sqlite:///{folder}/humdash.sqlite"

    def test_a_store_that_may_only_be_read(self, store, save, make_figure, folder):
        """It is said that the store may not be written, and the store stays as it is."""
        save(store, [make_figure("f1", 1)])
        kept = store.figures()
        content = (folder / "humdash.sqlite").read_bytes()

        def work():
            with pytest.raises(StoreError) as caught:
                save(store, [make_figure("f2", 2)], "b.csv")
            return caught.value.problem.record()

        (folder / "humdash.sqlite.lock").unlink(missing_ok=True)
        folder.chmod(0o555)
        problem = run_as_nobody(work)
        folder.chmod(0o755)
        assert (problem["code"], problem["where"]) == ("read_only", str(folder / "humdash.sqlite"))
        assert content == (folder / "humdash.sqlite").read_bytes()
        assert kept.equals(store.figures())

    def test_a_new_store_in_a_closed_folder(self, folder):
        """Where no store can be made, that is said, and nothing is left behind."""
        (folder / "closed").mkdir(mode=0o555)

        def work():
            with pytest.raises(StoreError) as caught:
                open_store(f"sqlite:///{folder}/closed/humdash.sqlite")
            return caught.value.problem.code

        assert run_as_nobody(work) == "read_only"
        assert list((folder / "closed").iterdir()) == []
