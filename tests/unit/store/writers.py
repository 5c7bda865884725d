"""Processes that write to a store, and that die while they do; run by test_processes.py.

    python writers.py crowd|moments|steps|restores ADDRESS JOURNAL COUNT

Everything is imported once; each writer is a fork that says "acknowledged NAME" as soon as
the store has said so. What was acknowledged is printed as JSON, a line for each writer.
"""

import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa

import dashboard.store.revisions
import dashboard.store.sqlite
import dashboard.store.store
from dashboard.model import Document, Figure, Indicator, Measure, Quantity, Unit
from dashboard.store import Store, find_database, open_store
from dashboard.store.backup import replace_store

NOW = datetime(2026, 5, 1, tzinfo=UTC)
SEED = 20260501
FIGURES = 200
WRITES = 250
# Before what a writer dies; "committed" is after the transaction, and before anybody is told.
STEPS = ["batch", "document", "batch_figure", "figure_revision", "next chunk", "current_figure", "data_version"]
STEPS += ["COMMIT", "committed"]


def save(store: Store, name: str, size: int = FIGURES) -> None:
    """Import figures as one batch, and say so when it is done."""
    figures = [
        Figure(f"{name} {n}", Indicator.KILLED, Measure.FLOW, Unit.PERSON, Quantity(n), document_id=name)
        for n in range(size)
    ]
    store.save(figures, [Document(name)], kind="table", source_name=name, content_sha256=name, now=NOW)
    say("acknowledged", name)


def say(*words: str) -> None:
    """Tell the parent at once."""
    sys.stdout.write(" ".join(words) + "\n")
    sys.stdout.flush()


def die() -> None:
    """End this process the way a power failure does."""
    os.kill(os.getpid(), signal.SIGKILL)


class Writer:
    """A process that does some work; what it prints can be read."""

    def __init__(self, work: Callable[[], None]) -> None:
        read, write = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            os.close(read)
            os.dup2(write, sys.stdout.fileno())
            try:
                work()
                sys.stdout.flush()
            except BaseException as error:
                os.write(2, f"{error!r}\n".encode())
                os._exit(1)
            os._exit(0)
        os.close(write)
        self.output = os.fdopen(read)

    def wait_for_word(self) -> str:
        """Return the next line that the writer prints."""
        return self.output.readline().strip()

    def end(self) -> dict[str, object]:
        """Return how the writer ended, and what it said was acknowledged."""
        lines = self.output.read().splitlines()
        self.output.close()
        code = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        return {"code": code, "acknowledged": [line.split(" ", 1)[1] for line in lines if line.startswith("ack")]}


def run_crowd(address: str, count: int) -> Iterator[dict[str, object]]:
    """Let writers open a new store at once, each for many small imports."""

    def work(number: int) -> None:
        store = open_store(address)
        for write in range(WRITES):
            save(store, f"{number}-{write}", 1)

    for writer in [Writer(lambda number=number: work(number)) for number in range(count)]:
        yield writer.end()


def run_moments(address: str, count: int) -> Iterator[dict[str, object]]:
    """Kill one importing writer after the other, each at a random moment."""
    chance = random.Random(SEED)  # noqa: S311 - the same moments each time

    def work(number: int) -> None:
        store = open_store(address)
        say("ready")
        for write in range(1_000_000):
            save(store, f"{number}-{write}")

    first = Writer(lambda: save(open_store(address), "first"))
    yield first.end()
    measured = Writer(lambda: save(open_store(address), "measured"))
    start = time.perf_counter()
    yield measured.end()
    took = time.perf_counter() - start
    for number in range(count):
        writer = Writer(lambda number=number: work(number))
        writer.wait_for_word()
        time.sleep(chance.uniform(0, 2 * took))
        os.kill(writer.pid, signal.SIGKILL)
        yield writer.end()


def run_steps(address: str, _count: int) -> Iterator[dict[str, object]]:
    """Kill a writer right before each step of an import."""
    dashboard.store.revisions.FIGURES_PER_CHUNK = FIGURES // 2
    yield Writer(lambda: save(open_store(address), "before")).end()
    for step in STEPS:
        yield Writer(lambda step=step: _die_at(step, open_store(address))).end()
    yield Writer(lambda: save(open_store(address), "after")).end()


def _die_at(step: str, store: Store) -> None:
    module, revisions = dashboard.store.store, dashboard.store.revisions
    insert, settle, count_write = module.insert_rows, revisions.settle, revisions.count_write
    seen = set()

    def watch(connection: sa.Connection, table: sa.Table, rows: list[dict[str, object]]) -> None:
        if step == table.name or (step == "next chunk" and table.name in seen):
            die()
        seen.add(table.name)
        insert(connection, table, rows)

    module.insert_rows = watch
    revisions.settle = lambda *rest: die() if step == "current_figure" else settle(*rest)
    revisions.count_write = lambda *rest: die() if step == "data_version" else count_write(*rest)
    if step == "COMMIT":
        sa.event.listen(sa.Engine, "commit", lambda _: die())
    if step == "committed":
        module.Store.save = lambda *rest, save=module.Store.save, **named: (save(*rest, **named), die())
    save(store, f"before {step}")


def run_restores(address: str, count: int) -> Iterator[dict[str, object]]:
    """Kill one restore after the other at a random moment; say which store was there afterwards."""
    chance = random.Random(SEED)  # noqa: S311 - the same moments each time
    database = find_database(address)
    copy = Path(database.name).with_name("copy.sqlite")
    Writer(lambda: save(open_store(f"sqlite:///{copy}"), "copied")).end()
    Writer(lambda: save(open_store(address), "first")).end()

    def work(number: int) -> None:
        say("ready")
        replace_store(database, copy, copy.with_name(f"aside {number}.sqlite"))

    start = time.perf_counter()
    yield Writer(lambda: work(count)).end()
    took = time.perf_counter() - start
    for number in range(count):
        Writer(lambda number=number: save(open_store(address), f"{number}")).end()
        before = [batch.source_name for batch in open_store(address).batches()]
        writer = Writer(lambda number=number: work(number))
        writer.wait_for_word()
        time.sleep(chance.uniform(0, took))
        os.kill(writer.pid, signal.SIGKILL)
        code = writer.end()["code"]
        store = open_store(address)
        after = [batch.source_name for batch in store.batches()]
        is_whole = len(store.figures()) == FIGURES * len(after)
        yield {"code": code, "before": before, "after": after, "is_whole": is_whole}


if __name__ == "__main__":
    _, mode, address, journal, count = sys.argv
    dashboard.store.sqlite.choose_journal = lambda _: journal
    runs = {"crowd": run_crowd, "moments": run_moments, "steps": run_steps, "restores": run_restores}
    for line in runs[mode](address, int(count)):
        say(json.dumps(line))
