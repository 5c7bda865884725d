"""Several processes, and processes that die: nothing is lost and nothing is half done."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import sqlalchemy as sa

from dashboard.store import find_database, open_store
from dashboard.store.sqlite import choose_journal

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes that are copies of one another")

KILLED = -signal.SIGKILL if hasattr(signal, "SIGKILL") else None
CROWD = 8
WRITES = 250
MOMENTS = 100
RESTORES = 30
FIGURES = 200


def run(mode, address, count=0):
    """Let processes write to a store; return for each how it ended and what was acknowledged to it."""
    script = Path(__file__).with_name("writers.py")
    command = [sys.executable, script, mode, address, choose_journal(()), str(count)]
    done = subprocess.run(command, stdout=subprocess.PIPE, cwd=Path(__file__).parents[3], timeout=900, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def check_whole(address, sizes):
    """Hold the store against the batches it should have: each with all of its figures, and nothing besides."""
    store = open_store(address)
    batches = store.batches()
    assert [batch.batch_id for batch in batches] == list(range(1, len(batches) + 1))
    assert [batch.source_name for batch in batches] == list(sizes)
    assert [batch.new for batch in batches] == list(sizes.values())
    assert store.data_version() == len(batches)
    with find_database(address).reading() as connection:
        for table in ("figure_revision", "batch_figure", "current_figure"):
            count = connection.execute(sa.text(f"SELECT count(*) FROM {table}")).scalar()  # noqa: S608
            assert (table, count) == (table, sum(sizes.values()))
        documents = connection.execute(sa.text("SELECT document_id FROM document ORDER BY batch_id")).scalars().all()
        assert documents == list(sizes)
        if connection.dialect.name == "sqlite":
            assert connection.execute(sa.text("PRAGMA integrity_check")).scalar() == "ok"


def read_names(address):
    """Return the batches of a store in their order."""
    return [batch.source_name for batch in open_store(address).batches()]


@pytest.fixture
def in_memory(engine, address):
    """An address where 2,000 commits do not wait for a disk, where there is such a place."""
    if engine == "sqlite" and os.access("/dev/shm", os.W_OK):  # noqa: S108 - the folder has a name of its own
        with TemporaryDirectory(dir="/dev/shm") as folder:
            yield f"sqlite:///{folder}/humdash.sqlite"
    else:
        yield address


def test_a_crowd_loses_no_write(in_memory):
    """Eight processes that open a new store at once and write 250 batches each: none fails, none is lost."""
    address = in_memory
    ended = run("crowd", address, CROWD)
    assert [writer["code"] for writer in ended] == [0] * CROWD
    acknowledged = [name for writer in ended for name in writer["acknowledged"]]
    assert len(acknowledged) == CROWD * WRITES
    names = read_names(address)
    assert sorted(acknowledged) == sorted(names)
    check_whole(address, dict.fromkeys(names, 1))


def test_an_import_killed_at_any_moment(address):
    """Killed at 100 random moments: what was acknowledged is there, and what was not is there wholly or not at all."""
    first, measured, *killed = run("moments", address, MOMENTS)
    assert [first["code"], measured["code"]] == [0, 0]
    assert [writer["code"] for writer in killed] == [KILLED] * MOMENTS
    names = read_names(address)
    check_whole(address, dict.fromkeys(names, FIGURES))
    acknowledged = [name for writer in (first, measured, *killed) for name in writer["acknowledged"]]
    assert [name for name in names if name in acknowledged] == acknowledged
    # A writer that was killed after the commit and before it could say so: at most its last batch.
    for number, writer in enumerate(killed):
        own = [name for name in names if name.startswith(f"{number}-")]
        assert own[: len(writer["acknowledged"])] == writer["acknowledged"]
        assert len(own) - len(writer["acknowledged"]) in (0, 1)


def test_an_import_killed_at_each_step(address):
    """Killed right before any step of an import, nothing of it is there; killed right after the commit, all of it."""
    before, *killed, after = run("steps", address)
    assert [before["code"], after["code"]] == [0, 0]
    assert [(writer["code"], writer["acknowledged"]) for writer in killed] == [(KILLED, [])] * 9
    check_whole(address, {"before": FIGURES, "before committed": FIGURES, "after": FIGURES})


@pytest.mark.parametrize("engine", ["sqlite-delete", "sqlite-wal"], indirect=True)
def test_a_restore_killed_at_any_moment(address):
    """Killed at random moments, a restore leaves the store that was there or the one that was put back, whole."""
    first, *killed = run("restores", address, RESTORES)
    assert first["code"] == 0
    assert {writer["code"] for writer in killed} <= {KILLED, 0}
    for writer in killed:
        assert writer["is_whole"]
        assert writer["after"] in (writer["before"], ["copied"])
