"""How fast tables are read and imported, beside the least that the same file can take.

    python -m benchmarks.tables [--rows 100000]

A table of our own layout and a wide one are made, and read by ``pandas.read_csv`` (which parses
numbers, and checks nothing), cut into rows of text, read into figures in place and in a process
of its own, and imported into an empty store by the command line. Rows a second depend on the
machine; the ratios to ``pandas.read_csv`` in the same run depend less on it. Each step runs in
a process of its own, whose highest memory is told; for the last two it is that of the program
and its reader together, at one time.
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

ROWS = 100_000
SECONDS_PER_LOOK = 0.05
COUNTRIES = ("MLI", "NER", "BFA", "TCD", "SDN", "SSD", "SOM", "ETH", "COD", "CAF", "NGA", "CMR", "YEM", "AFG")
INDICATORS = ("idps", "refugees", "killed", "injured", "affected", "people_in_need")

# What runs with the path of the table as ``path``.
STEPS = {
    "pandas.read_csv": "import pandas; pandas.read_csv(path)",
    "rows of text": "from dashboard.tables.grid import read_grid\n"
    "for row in read_grid(open(path, 'rb').read(), path).rows: pass",
    "figures, in place": "from dashboard.tables import read_table\n"
    "assert read_table(open(path, 'rb').read(), path).figures",
    "figures, apart": "from dashboard.tables import read_table_apart\n"
    "assert read_table_apart(open(path, 'rb').read(), path).figures",
    "import into the store": "from dashboard.cli import main\nmain(['import', path])",
}


class Cost(NamedTuple):
    """What one step took: seconds, and megabytes at the highest."""

    seconds: float
    megabytes: float


def make_canonical(rows: int) -> Iterator[str]:
    """Yield the lines of a table in our own layout."""
    yield "indicator,value,location_code,reference_period_start,reference_period_end,reporter,place_text,cause"
    for n in range(rows):
        month = f"{2000 + n % 25}-{1 + n % 12:02}"
        country, reporter = COUNTRIES[n % len(COUNTRIES)], "OCHA" if n % 3 else "IOM"
        value = n * 7919 % 200_000
        yield f"{INDICATORS[n % 6]},{value},{country},{month},{month},{reporter},District {n % 7_000},conflict"


def make_wide(rows: int) -> Iterator[str]:
    """Yield the lines of a table with a column for what is counted, as an office might write it."""
    yield "Country,Province,District,Date,Killed,Remarks"
    for n in range(rows):
        day = f"{2000 + n % 25}-{1 + n % 12:02}-{1 + n % 28:02}"
        country = COUNTRIES[n % len(COUNTRIES)]
        yield f"{country},Province {n % 80},District {n % 7_000},{day},{n * 7919 % 3_000},seen by partners"


def measure(code: str, path: Path, home: Path) -> Cost:
    """Run a piece of Python in a process of its own and watch it."""
    environment = {**os.environ, "HUMDASH_HOME": str(home)}
    command = [sys.executable, "-c", f"path = {str(path)!r}\n{code}"]
    start, highest = time.perf_counter(), 0.0
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        while process.poll() is None:
            highest = max(highest, sum(map(read_megabytes, [process.pid, *find_children(process.pid)])))
            time.sleep(SECONDS_PER_LOOK)
        seconds = time.perf_counter() - start
        if process.returncode:
            raise SystemExit(process.stderr.read().decode() if process.stderr else "it failed")
    return Cost(seconds, highest)


def find_children(pid: int) -> list[int]:
    """Return the processes that a process started; none on a system without /proc."""
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def read_megabytes(pid: int) -> float:
    """Return the memory that a process has now, 0 if it is gone or the system has no /proc."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS:"))


def main() -> None:
    """Print the costs and the ratios."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--rows", type=int, default=ROWS)
    rows = parser.parse_args().rows
    with TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        for make in (make_canonical, make_wide):
            path = Path(folder) / f"{make.__name__.removeprefix('make_')}.csv"
            path.write_text("\n".join(make(rows)) + "\n", encoding="utf-8")
            print(f"{path.name}, {rows:,} rows, {path.stat().st_size / 1e6:,.1f} MB")
            measure("from dashboard.cli import main\nmain(['history'])", path, home)  # fills the store at first
            costs = {name: measure(code, path, home) for name, code in STEPS.items()}
            least = costs["pandas.read_csv"].seconds
            for name, (seconds, megabytes) in costs.items():
                speed = f"{rows / seconds:10,.0f} rows/s {seconds:8.2f} s = {seconds / least:6.1f} × pandas.read_csv"
                print(f"  {name:<22} {speed}, {megabytes:7,.0f} MB")


if __name__ == "__main__":
    main()
