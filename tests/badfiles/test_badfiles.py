"""Bad files: each is read exactly so, refused for this reason, or has these cells refused; never another number."""

from pathlib import Path

import pytest

from tests.badfiles.case import Case, judge
from tests.badfiles.everything import all_cases, read_apart, read_here, run_import
from tests.badfiles.known import KNOWN_FAULTS, mark_known
from tests.field_tables import tables


@pytest.mark.parametrize("case", mark_known(case for case in all_cases() if not case.apart))
def test_a_bad_file_is_read_honestly(case: Case) -> None:
    """The reading is one of those that a careful person would make of the file."""
    assert str(judge(case, read_here(case))) == ""


@pytest.mark.parametrize("case", mark_known(case for case in all_cases() if case.apart))
def test_a_heavy_file_is_read_within_its_limits(case: Case, tmp_path: Path) -> None:
    """The command line answers in time, within its memory, with no trace of the program."""
    run = read_apart(case, tmp_path)

    assert str(judge(case, run.outcomes)) == ""
    assert "Traceback" not in run.complaint
    assert run.status == (1 if run.outcomes.problems or not run.outcomes.figures else 0)
    assert run.seconds <= case.seconds
    assert run.megabytes <= case.megabytes
    assert run.stray == []


def test_there_are_enough_of_them() -> None:
    """At least ninety files in thirty-five kinds, each with a name of its own, the same bytes each time."""
    cases = all_cases()
    small = [case for case in cases if not case.apart]

    assert len(cases) >= 90
    assert len({case.kind for case in cases}) >= 35
    assert len({case.label for case in cases}) == len(cases)
    assert [case.label for case in small if case.make() != case.make()] == []


def test_a_known_fault_is_one_of_them() -> None:
    """Nothing is excused that is not in the suite."""
    assert KNOWN_FAULTS.keys() - {case.label for case in [*all_cases(), *tables.cases()]} == set()


class TestPathsThatAreNoFiles:
    """What is named on the command line need not be a file that can be read."""

    def test_a_directory(self, tmp_path: Path) -> None:
        """A folder is wrong use, said in a sentence."""
        (folder := tmp_path / "tables.csv").mkdir()

        assert complaint_about(folder, tmp_path) == (2, "is a directory")

    def test_a_link_to_itself(self, tmp_path: Path) -> None:
        """A link that leads nowhere is a file that does not exist."""
        (link := tmp_path / "loop.csv").symlink_to("loop.csv")

        assert complaint_about(link, tmp_path) == (2, "does not exist")

    def test_no_file_at_all(self, tmp_path: Path) -> None:
        """A name with steps upwards is only a name."""
        assert complaint_about(tmp_path / "../../../nowhere/x.csv", tmp_path) == (2, "does not exist")

    def test_a_device_without_end(self, tmp_path: Path) -> None:
        """What never ends is read up to the limit and refused."""
        (link := tmp_path / "endless.csv").symlink_to("/dev/zero")
        run = run_import(link, tmp_path, timeout=60)

        assert (run.status, run.outcomes.figures) == (1, [])
        assert run.outcomes.problems


def complaint_about(path: Path, work: Path) -> tuple[int, str]:
    """Return exit code and what the last line says of a path, as far as it is foreseen."""
    run = run_import(path, work, timeout=60)
    last = run.complaint.strip().splitlines()[-1]
    return run.status, next((words for words in ("is a directory", "does not exist") if words in last), last)
