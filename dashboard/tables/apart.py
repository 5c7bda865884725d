"""A table from a stranger is read in a process of its own, with limits of memory and time.

What a hostile or a huge file does there (fill the memory, never end, bring the interpreter
down) ends that process, not ours. What comes back is checked like any other answer. A table
that ships with humdash is trusted and read in place: see ``dashboard.loader``.
"""

import gc
import logging
import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from threading import Timer
from typing import IO, cast

import dashboard
from dashboard.model import Document, Figure, TableError
from dashboard.tables.child import explain_size
from dashboard.tables.kinds import MAX_CSV_BYTES, TableKind, find_kind
from dashboard.tables.mapping import TableMapping
from dashboard.tables.messages import Done, Failed, Figures, Request, Unpacker, read_messages, write_message
from dashboard.tables.progress import Progress
from dashboard.tables.read import TableReading

logger = logging.getLogger(__name__)

# For a small file; a larger one may take more, as follows from what reading takes (see benchmarks/tables.py).
MEMORY_BYTES, MEMORY_PER_BYTE = 600_000_000, 15
CPU_SECONDS, CPU_SECONDS_PER_MEGABYTE = 20, {TableKind.CSV: 2, TableKind.XLSX: 8}
WAITING_SHARE = 4  # how much longer than its time a process may wait for its turn
_STEP_BYTES = 1 << 20


def read_table_apart(
    content: bytes,
    name: str,
    *,
    source: Document | None = None,
    mapping: TableMapping | None = None,
    on_progress: Callable[[Progress], None] | None = None,
) -> TableReading:
    r"""Read the figures of a table the way ``read_table`` does, in a process of its own.

    ``on_progress`` is told several times a second how far it is; whatever it raises stops
    the reading and ends the process.

    Raises:
        TableError: as ``read_table``; also if the table takes more memory or time than it may.

    Example:
        >>> read_table_apart(b"indicator,value\nkilled,12\n", "tolls.csv").figures[0].quantity.value
        12.0
    """
    kind = find_kind(content, name)
    cpu_seconds = CPU_SECONDS + CPU_SECONDS_PER_MEGABYTE[kind] * len(content) // 1_000_000
    command = [sys.executable, "-P", "-m", "dashboard.tables.child", str(_most_memory(content)), str(cpu_seconds)]
    with _start(command, WAITING_SHARE * cpu_seconds) as (request, answer), _without_collector():
        _send(Request(name, source, mapping), content, request)
        figures: list[Figure] = []
        unpacker, progress = Unpacker(), Progress(0)
        try:
            for message in read_messages(answer):
                if isinstance(message, Progress):
                    progress = message
                elif isinstance(message, Figures):
                    figures.extend(unpacker.put_together(message))
                elif isinstance(message, Done):
                    return replace(message.reading, figures=figures)
                elif isinstance(message, Failed):
                    raise _refusal(message)
                if on_progress:
                    on_progress(progress)
        except pickle.UnpicklingError as error:
            raise TableError(explain_size(name)) from error
    raise TableError(explain_size(name))  # it ended without an answer


def _most_memory(content: bytes) -> int:
    return MEMORY_BYTES + MEMORY_PER_BYTE * min(len(content), MAX_CSV_BYTES)


@contextmanager
def _start(command: list[str], seconds: float) -> Iterator[tuple[IO[bytes], IO[bytes]]]:
    """Run a command and yield the ways to it and from it; it is ended when the block or the time is over."""
    root = str(Path(dashboard.__file__).parents[1])
    path = os.pathsep.join(filter(None, [root, os.environ.get("PYTHONPATH")]))
    child = subprocess.Popen(  # noqa: S603 (our own interpreter and module)
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"},
    )
    pipes = cast("tuple[IO[bytes], IO[bytes]]", (child.stdin, child.stdout))
    timer = Timer(seconds, child.kill)
    timer.start()
    try:
        yield pipes
    finally:
        timer.cancel()
        child.kill()
        child.wait()
        for pipe in pipes:
            with suppress(BrokenPipeError):
                pipe.close()


@contextmanager
def _without_collector() -> Iterator[None]:
    """Spare the search for cycles, which a million new figures would set off again and again."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _send(request: Request, content: bytes, stream: IO[bytes]) -> None:
    """Write the request; a process that has ended meanwhile is noticed when it does not answer."""
    with suppress(BrokenPipeError):
        write_message(request, stream)
        view = memoryview(content)
        for start in range(0, len(content), _STEP_BYTES):
            stream.write(view[start : start + _STEP_BYTES])
        stream.close()


def _refusal(failed: Failed) -> TableError:
    if failed.trace:
        logger.error("the reader of tables failed on %s: %s", failed.problem.where, failed.trace)
    return TableError(failed.problem)
