"""The house itself: style, types, layers, and what the wheel carries."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import tomllib
import urllib.error
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent


def run(*command: str | Path, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command to its end and return it with all that it printed."""
    return subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize(
    "command",
    [("ruff", "check", "."), ("ruff", "format", "--check", "."), ("mypy",), ("lint-imports",)],
    ids=["style", "format", "types", "layers"],
)
def test_the_house_is_in_order(command: tuple[str, ...]) -> None:
    """Style, format, strict types and the direction of imports hold without exception."""
    done = run(BIN / command[0], *command[1:])

    assert done.returncode == 0, done.stdout + done.stderr


def test_constraints_pin_every_dependency() -> None:
    """Whatever pyproject asks for has an exact pin, so that two installs are the same."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    wanted = [*project["dependencies"], *(requirement for extra in extras for requirement in extra)]
    pinned = set(re.findall(r"^([\w.-]+)==", (ROOT / "constraints.txt").read_text(encoding="utf-8"), re.MULTILINE))
    names = {re.split(r"[\[<>=~!; ]", requirement)[0] for requirement in wanted}

    assert sorted(names - {re.sub(r"[-_.]+", "-", name).lower() for name in pinned}) == []


def test_the_core_stays_light() -> None:
    """Importing the extractor brings in no table, chart or database library."""
    heavy = ("pandas", "numpy", "altair", "sqlalchemy", "streamlit", "trafilatura", "pypdf", "docx")
    done = run(sys.executable, "-c", f"import sys, dashboard.extract; print([m for m in {heavy} if m in sys.modules])")

    assert done.stdout.strip() == "[]", done.stderr


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the package installed from its wheel, away from the checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    shutil.copytree(ROOT, source, ignore=shutil.ignore_patterns(".git", ".venv", "*cache*", "dist", "tests"))
    built = run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, source)
    assert built.returncode == 0, built.stdout + built.stderr
    (wheel,) = folder.glob("*.whl")
    target = folder / "site"
    done = run(sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--target", target, wheel)
    assert done.returncode == 0, done.stderr
    return target


def test_the_wheel_carries_its_content(installed: Path) -> None:
    """Lexicons, seeds, series, fonts, outlines and migrations are inside the wheel."""
    package = installed / "dashboard"
    carried = ["app.py", "data/lexicon/en.toml", "seeds/001_mali_russia.txt", "export/fonts", "charts/outlines"]

    assert [name for name in carried if not (package / name).exists()] == []
    assert list(package.glob("store/migrations/versions/*.py"))
    assert list(package.glob("data/figures/*.csv"))


def test_the_installed_command_serves_from_any_folder(installed: Path, tmp_path: Path) -> None:
    """`humdash serve` of the installed wheel answers, wherever it is started."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "dashboard", "serve", "--port", str(port)],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(installed), "HUMDASH_HOME": str(tmp_path / "home")},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    try:
        assert _answers(f"http://127.0.0.1:{port}/_stcore/health", server)
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/") as page:
            assert page.status == 200
    finally:
        server.terminate()
        server.wait(timeout=20)


def _answers(url: str, server: subprocess.Popen[bytes], seconds: int = 60) -> bool:
    for _ in range(seconds * 5):
        if server.poll() is not None:
            pytest.fail(f"the server ended: {server.stdout.read().decode() if server.stdout else ''}")
        try:
            with urllib.request.urlopen(url) as answer:  # noqa: S310 (a loopback address)
                return bool(answer.status == 200)
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.2)
    return False
