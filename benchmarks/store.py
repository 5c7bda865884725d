"""How long the store takes, as ratios to the least that the same work can take.

    python -m benchmarks.store

An import is held against writing its rows into a bare SQLite table, a read against fetching
them from one. Growth is the time for twice the figures over the time for the figures. The
ratios depend less on the machine than the seconds do.
"""

import sqlite3
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from dashboard.model import Document, Evidence, Figure, Indicator, Measure, Period, Place, Quantity, Unit
from dashboard.store import Store, open_store

FIGURES = 10_000
ROUNDS = 3
NOW = datetime(2026, 5, 1, tzinfo=UTC)


def make_figures(count: int, edition: int = 0) -> list[Figure]:
    """Return figures of one document; in each edition every tenth has another number."""
    quote = "In this district the authorities counted people who had left their homes. " * 2
    return [
        Figure(
            f"figure {number}",
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
        for number in range(count)
    ]


def save(store: Store, figures: list[Figure], edition: int = 0) -> None:
    """Import figures as one batch."""
    name = f"edition {edition}"
    store.save(figures, [Document(name)], kind="table", source_name=name, content_sha256=name, now=NOW)


def seconds(work: Callable[[], object]) -> float:
    """Return how long one call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def write_bare(path: Path, rows: list[tuple[object, ...]]) -> None:
    """Write rows into a table without keys, in one transaction."""
    connection = sqlite3.connect(path)
    marks = ", ".join("?" * len(rows[0]))
    with connection:
        connection.execute("CREATE TABLE bare (" + ", ".join(f"c{number}" for number in range(len(rows[0]))) + ")")
        connection.executemany(f"INSERT INTO bare VALUES ({marks})", rows)  # noqa: S608
    connection.close()


def read_bare(path: Path) -> list[tuple[object, ...]]:
    """Fetch all rows of the bare table."""
    connection = sqlite3.connect(path)
    rows = connection.execute("SELECT * FROM bare").fetchall()
    connection.close()
    return rows


def measure(folder: Path) -> dict[str, float]:
    """Return each timing of one round, in seconds."""
    store, larger = (open_store(f"sqlite:///{folder}/{name}.sqlite") for name in ("store", "larger"))
    figures, doubled, next_edition = make_figures(FIGURES), make_figures(2 * FIGURES), make_figures(FIGURES, 1)
    rows = [tuple(None if part is None else str(part) for part in figure.record().values()) for figure in figures]
    return {
        "bare write": seconds(lambda: write_bare(folder / "bare.sqlite", rows)),
        "bare read": seconds(lambda: read_bare(folder / "bare.sqlite")),
        "import": seconds(lambda: save(store, figures)),
        "import of twice as many": seconds(lambda: save(larger, doubled)),
        "read": seconds(store.figures),
        "read of twice as many": seconds(larger.figures),
        "next edition": seconds(lambda: save(store, next_edition, 1)),
        "read as of the first": seconds(lambda: store.figures(as_of=1)),
        "look at the version": seconds(store.data_version),
        "undo": seconds(lambda: store.withdraw(2, now=NOW)),
    }


def main() -> None:
    """Print the ratios."""
    rounds = []
    for _ in range(ROUNDS):
        with TemporaryDirectory() as folder:
            rounds.append(measure(Path(folder)))
    took = {name: median(timing[name] for timing in rounds) for name in rounds[0]}
    print(f"{FIGURES:,} figures, median of {ROUNDS} rounds")
    for name, base in [
        ("import", "bare write"),
        ("read", "bare read"),
        ("next edition", "import"),
        ("undo", "import"),
        ("read as of the first", "read"),
        ("look at the version", "read"),
        ("import of twice as many", "import"),
        ("read of twice as many", "read"),
    ]:
        print(f"{name:<24} {took[name]:7.3f} s = {took[name] / took[base]:7.3f} × {base}")


if __name__ == "__main__":
    main()
