"""All the cases, in the order of their kinds, and how each is read."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dashboard.loader import read_file
from dashboard.model import DashboardError, Problem
from tests.badfiles import days, hostile, nothing, numbers, people, places, workbooks, written
from tests.badfiles.case import Case, Outcomes

MODULES = (written, numbers, days, places, people, nothing, workbooks, hostile)
ROOT = Path(__file__).resolve().parents[2]

# Starts a command and writes the peak of its memory (KiB) and the seconds of work, both with its children, behind its
# complaints. A process of its own, since the kernel counts the memory of whoever starts a program as the program's.
MEASURE = """
import os, sys
process = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ)
_, status, usage = os.wait4(process, 0)
print("\\n%d %f" % (usage.ru_maxrss, usage.ru_utime + usage.ru_stime), end="", file=sys.stderr)
sys.exit(os.waitstatus_to_exitcode(status))
"""


@dataclass(frozen=True)
class Run:
    """What the command line did with a file, and what that took (seconds of work, peak memory)."""

    status: int
    outcomes: Outcomes
    seconds: float
    megabytes: float
    complaint: str
    stray: list[str]


def all_cases() -> list[Case]:
    """Return every bad file."""
    return [case for module in MODULES for case in module.cases()]


def read_here(case: Case) -> Outcomes:
    """Read a file as the app and the command line do; a refusal becomes its problem."""
    try:
        reading = read_file(case.make(), case.name)
    except DashboardError as error:
        return Outcomes([], [error.problem])
    return Outcomes([figure.record() for figure in reading.figures], reading.problems, reading.notes)


def read_apart(case: Case, folder: Path) -> Run:
    """Read a file by the command line in an empty folder, with the time and memory it took."""
    work = folder / "work"
    work.mkdir()
    file = folder / case.name
    file.write_bytes(case.make())
    return run_import(file, work, case.seconds * 10)


def run_import(file: Path, work: Path, timeout: float) -> Run:
    """Run ``import --dry-run --format json`` on a path that need not be a file."""
    command = [sys.executable, "-m", "dashboard", "import", str(file), "--dry-run", "--format", "json"]
    environment = {"PYTHONPATH": str(ROOT), "HOME": str(work), "PATH": "/usr/bin:/bin", "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, "-ISc", MEASURE, *command],
        cwd=work,
        env=environment,
        capture_output=True,
        timeout=timeout,
        check=False,
    )
    complaint, _, measured = done.stderr.decode("utf-8", "replace").rpartition("\n")
    kibibytes, seconds = measured.split()
    answer = _answer(done.stdout)
    return Run(
        status=done.returncode,
        outcomes=Outcomes(answer.get("figures", []), [Problem(**problem) for problem in answer.get("problems", [])]),
        seconds=float(seconds),
        megabytes=int(kibibytes) / 1024,
        complaint=complaint,
        stray=sorted(str(path.relative_to(work)) for path in work.rglob("*pwned*")),
    )


def _answer(text: bytes) -> dict[str, Any]:
    try:
        answer = json.loads(text, parse_constant=_refuse_constant)
    except ValueError:
        return {}
    return answer if isinstance(answer, dict) else {}


def _refuse_constant(text: str) -> None:
    raise ValueError(f"{text} is not JSON")
