"""All the cases, in the order of their kinds, and how each is read."""

import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dashboard.loader import read_file
from dashboard.model import DashboardError, Problem
from tests.badfiles import days, hostile, nothing, numbers, people, places, workbooks, written
from tests.badfiles.case import Case, Outcomes

MODULES = (written, numbers, days, places, people, nothing, workbooks, hostile)
ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Run:
    """What the command line did with a file, and what that took."""

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
    return run_import(file, work, case.seconds * 3)


def run_import(file: Path, work: Path, timeout: float) -> Run:
    """Run ``import --dry-run --format json`` on a path that need not be a file."""
    command = [sys.executable, "-m", "dashboard", "import", str(file), "--dry-run", "--format", "json"]
    environment = {"PYTHONPATH": str(ROOT), "HOME": str(work), "PATH": "/usr/bin:/bin", "PYTHONDONTWRITEBYTECODE": "1"}
    start = time.monotonic()
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as complaint:
        process = subprocess.Popen(command, cwd=work, env=environment, stdout=output, stderr=complaint)
        timer = threading.Timer(timeout, process.kill)
        timer.start()
        _, status, usage = os.wait4(process.pid, 0)  # of this process and of those it waited for
        timer.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        complaint.seek(0)
        printed, complained = output.read(), complaint.read().decode("utf-8", "replace")
    answer = _answer(printed)
    return Run(
        status=process.returncode,
        outcomes=Outcomes(answer.get("figures", []), [Problem(**problem) for problem in answer.get("problems", [])]),
        seconds=time.monotonic() - start,
        megabytes=usage.ru_maxrss / 1024,
        complaint=complained,
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
