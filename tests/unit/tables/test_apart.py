"""What a hostile or a huge table does, it does in a process that can be ended."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from dashboard.model import Document, TableError
from dashboard.tables import apart, read_table
from dashboard.tables.apart import read_table_apart
from dashboard.tables.messages import Figures, read_messages
from tests.unit.tables.workbooks import make_raw_workbook, make_workbook

HEADER = "indicator,value,location_code,reference_period_start,reporter\n"
TABLE = (HEADER + "killed,5,MLI,2020-05,OCHA\nkilled,many,MLI,2020-06,OCHA\nidps,1200,NER,2020,IOM\n").encode()


def count_children() -> int:
    """Return how many readers of this process are running."""
    mine = [Path(f"/proc/{pid}/task/{pid}/children").read_text() for pid in [os.getpid()]]
    return sum(len(line.split()) for line in mine)


def test_the_same_as_in_place():
    """Figures, problems and notes are those that the same table gives without another process."""
    source = Document("", title="Tolls", publisher="OCHA")
    assert read_table_apart(TABLE, "t.csv", source=source) == read_table(TABLE, "t.csv", source=source)


def test_a_refusal_comes_back_as_one():
    """A table that is refused there is refused here, with the same words."""
    with pytest.raises(TableError) as here:
        read_table(b'indicator,value\nkilled,"5\n', "t.csv")
    with pytest.raises(TableError) as there:
        read_table_apart(b'indicator,value\nkilled,"5\n', "t.csv")
    assert there.value.problem == here.value.problem


def test_workbooks():
    """A workbook takes the same way."""
    content = make_workbook([["indicator", "value"], ["killed", 5], ["injured", 12]])
    assert [figure.quantity.value for figure in read_table_apart(content, "t.xlsx").figures] == [5, 12]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
@pytest.mark.parametrize(("limit", "value"), [("MEMORY_BYTES", 60_000_000), ("CPU_SECONDS", 1)])
def test_limits(monkeypatch, limit, value):
    """A table that needs more memory or time than it may have is refused, with a way out."""
    monkeypatch.setattr(apart, limit, value)
    monkeypatch.setattr(apart, "MEMORY_PER_BYTE", 0)
    monkeypatch.setattr(apart, "CPU_SECONDS_PER_MEGABYTE", {"csv": 0})
    content = (HEADER + "".join(f"killed,{n},MLI,2020-05,OCHA\n" for n in range(100_000))).encode()
    with pytest.raises(TableError) as caught:
        read_table_apart(content, "t.csv")
    assert caught.value.problem.code == "too_large"


def test_a_process_that_hangs_is_ended(monkeypatch):
    """A reader that does not answer in time is ended, and the table refused."""
    monkeypatch.setattr(apart, "WAITING_SHARE", 0.0001)
    with pytest.raises(TableError) as caught:
        read_table_apart(TABLE, "t.csv")
    assert caught.value.problem.code == "too_large"


class Stop(Exception):  # noqa: N818
    """What a person who cancels raises."""


def test_progress_can_cancel(monkeypatch):
    """Whoever waits is told the row, and stops everything by raising; no process is left behind."""
    content = (HEADER + "".join(f"killed,{n},MLI,2020-05,OCHA\n" for n in range(100_000))).encode()
    seen = []
    before = count_children() if sys.platform == "linux" else 0

    def watch(progress):
        seen.append(progress)
        raise Stop

    with pytest.raises(Stop):
        read_table_apart(content, "t.csv", on_progress=watch)
    assert seen[0].row >= 20_000
    if sys.platform == "linux":
        assert count_children() == before


def test_nothing_but_our_own_words_is_rebuilt(tmp_path):
    """An answer that would run a command is no message."""
    import pickle

    class Evil:
        def __reduce__(self):
            return os.system, ("true",)

    (tmp_path / "answer").write_bytes(pickle.dumps(Figures([(Evil(),)], [], [])))
    with (tmp_path / "answer").open("rb") as answer, pytest.raises(pickle.UnpicklingError, match="not a word of ours"):
        list(read_messages(answer))


BOMB = make_raw_workbook("<row><c><v>1</v></c></row>" * 1_500_000)


@pytest.mark.skipif(sys.platform != "linux", reason="measures the memory of processes the way Linux tells it")
def test_a_bomb_is_refused_in_little_time_and_memory(tmp_path):
    """A small workbook that unpacks to a large one costs seconds and megabytes, not minutes and gigabytes."""
    (tmp_path / "bomb.xlsx").write_bytes(BOMB)
    code = (
        "import resource, sys, pathlib\n"
        "from dashboard.tables.apart import read_table_apart\n"
        "from dashboard.model import TableError\n"
        "try:\n    read_table_apart(pathlib.Path(sys.argv[1]).read_bytes(), 'bomb.xlsx')\n"
        "except TableError as error:\n    print(error.problem.code)\n"
        "print(pathlib.Path('/proc/self/status').read_text().split('VmHWM:')[1].split()[0])\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime)\n"
    )
    command = [sys.executable, "-c", code, tmp_path / "bomb.xlsx"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    answer, ours, its, seconds = done.stdout.split()
    assert (answer, int(ours) + int(its) < 300_000, float(seconds) < 5) == ("too_large", True, True)
