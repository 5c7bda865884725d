"""Several processes, and processes that die: nothing is lost and nothing is half done."""

import signal
import subprocess
import sys

import pytest

from dashboard.store import open_store

PREAMBLE = """
import os, signal, sys
from datetime import UTC, datetime
import sqlalchemy as sa
from dashboard.model import Document, Figure, Indicator, Measure, Quantity, Unit
from dashboard.store import open_store

NOW = datetime(2026, 5, 1, tzinfo=UTC)

def save(store, name, size):
    figures = [
        Figure(f"{name} {n}", Indicator.KILLED, Measure.FLOW, Unit.PERSON, Quantity(n), document_id=name)
        for n in range(size)
    ]
    store.save(figures, [Document(name)], kind="table", source_name=name, content_sha256=name, now=NOW)
"""

WRITE_25 = """
_, url, name = sys.argv
store = open_store(url)
for number in range(25):
    save(store, f"{name}-{number}", 1)
"""

# Dies right before the statement that begins with the given words reaches the database.
DIE = """
_, url, step = sys.argv
store = open_store(url)
save(store, "before", 3)

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

def watch(connection, cursor, statement, *_):
    if statement.startswith(step):
        die()

name, listener = ("commit", die) if step == "COMMIT" else ("before_cursor_execute", watch)
sa.event.listen(sa.Engine, name, listener)
save(store, "during", 1000)
print("survived")
"""

STEPS = ["INSERT INTO figure_revision", "INSERT INTO current_figure", "UPDATE store_state SET data_version", "COMMIT"]


def start(script, *arguments):
    """Start a script in a process of its own."""
    return subprocess.Popen([sys.executable, "-c", PREAMBLE + script, *arguments], stdout=subprocess.PIPE)


def test_four_processes_lose_no_write(tmp_path):
    """Four processes that open a new store at once and write 25 batches each: all 100 are there, in one order."""
    url = f"sqlite:///{tmp_path}/humdash.sqlite"
    processes = [start(WRITE_25, url, name) for name in "abcd"]
    assert [process.wait(timeout=120) for process in processes] == [0, 0, 0, 0]
    store = open_store(url)
    assert [batch.batch_id for batch in store.batches()] == list(range(1, 101))
    assert store.figures()["figure_id"].nunique() == 100
    assert store.data_version() == 100


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs a signal that cannot be caught")
def test_a_killed_import_leaves_nothing(tmp_path):
    """An import killed at any step is wholly absent, and the same file can be added afterwards."""
    urls = [f"sqlite:///{tmp_path}/{number}.sqlite" for number in range(len(STEPS))]
    processes = [start(DIE, url, step) for url, step in zip(urls, STEPS, strict=True)]
    assert [process.wait(timeout=120) for process in processes] == [-signal.SIGKILL] * len(STEPS)
    for url in urls:
        store = open_store(url)
        assert store.figures()["figure_id"].tolist() == ["before 0", "before 1", "before 2"]
        assert [batch.source_name for batch in store.batches()] == ["before"]
        assert store.data_version() == 1
    survivor = start(DIE, urls[0], "nothing of the kind")
    assert survivor.communicate(timeout=120)[0].split() == [b"survived"]
    assert len(open_store(urls[0]).figures()) == 1003
