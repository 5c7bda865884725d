"""The process in which a table from a stranger is read: ``python -m dashboard.tables.child``.

It limits its own memory and time before it sees a byte, reads a request from standard input,
and answers on standard output in the messages of ``dashboard.tables.messages``. It opens no
file and no connection, and ends with its parent.
"""

import gc
import os
import pickle
import signal
import sys
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from typing import IO

from dashboard.model import Problem, TableError
from dashboard.tables.messages import Failed, Request, write_message, write_reading
from dashboard.tables.progress import Progress, watch
from dashboard.tables.read import read_table

SECONDS_PER_REPORT = 0.2


def main() -> None:
    """Read one table for the parent."""
    memory_bytes, cpu_seconds = map(int, sys.argv[1:3])
    set_limits(memory_bytes, cpu_seconds)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which ends this process
    gc.disable()  # what is read lives until the end
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as answer, suppress(BrokenPipeError):
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints must not mix with the answer
        serve(sys.stdin.buffer, answer)
        answer.flush()


def serve(source: IO[bytes], answer: IO[bytes]) -> None:
    """Read the request, then the bytes of the table to the end, and write the answer."""
    request: Request = pickle.load(source)  # noqa: S301 (from our own parent)
    try:
        with watch(_throttle(answer)):
            reading = read_table(source.read(), request.name, source=request.source, mapping=request.mapping)
        write_reading(reading, answer)
    except TableError as error:
        write_message(Failed(error.problem), answer)
    except MemoryError:
        gc.collect()
        write_message(Failed(explain_size(request.name)), answer)
    except BrokenPipeError:
        raise
    except Exception:  # the end of this process: whatever fault it is, the parent must get an answer, which it logs
        write_message(Failed(explain_fault(request.name), traceback.format_exc()), answer)


def set_limits(memory_bytes: int, cpu_seconds: int) -> None:
    """Have the system refuse more memory and time than this; Windows has no such limits."""
    try:
        import resource
    except ImportError:
        return
    for kind, limit in ((resource.RLIMIT_AS, memory_bytes), (resource.RLIMIT_CPU, cpu_seconds)):
        _, most = resource.getrlimit(kind)
        allowed = limit if most == resource.RLIM_INFINITY else min(limit, most)
        with suppress(ValueError, OSError):  # not every system knows every limit
            resource.setrlimit(kind, (allowed, most))


def explain_size(name: str) -> Problem:
    """Return the problem of a table that needs more memory or time than it may have."""
    message = "It takes more memory or time to read than a table may."
    return Problem("too_large", name, None, message, "Keep only the rows and columns you need, or split the file.")


def explain_fault(name: str) -> Problem:
    """Return the problem of a table on which the reader itself failed."""
    message = "The table could not be read, for a reason that was not foreseen."
    return Problem("reader_failed", name, None, message, "Please report it, with the file if you may share it.")


def _throttle(answer: IO[bytes]) -> Callable[[Progress], None]:
    last = 0.0

    def tell(progress: Progress) -> None:
        nonlocal last
        if time.monotonic() - last >= SECONDS_PER_REPORT:
            last = time.monotonic()
            write_message(progress, answer)
            answer.flush()

    return tell


if __name__ == "__main__":
    main()
