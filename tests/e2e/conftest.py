"""One server and one real browser for all browser tests; nothing but loopback may be asked for anything."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest

playwright = pytest.importorskip("playwright.sync_api")

CHROMIUM = os.environ.get("HUMDASH_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
IS_REQUIRED = os.environ.get("HUMDASH_REQUIRE_BROWSER") == "1"
SIZES = {"desktop": (1440, 900), "phone": (390, 844)}
START_SECONDS = 60
PATIENCE_MILLISECONDS = 30_000
SERVE = "import sys; from dashboard.ui.server import serve; serve(port=int(sys.argv[1]))"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test here as a browser test, and keep them on one worker: they share a server."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))
            if not CHROMIUM and not IS_REQUIRED:  # at home; where a browser is required its absence fails the tests
                item.add_marker(pytest.mark.skip(reason="no chromium; install it or set HUMDASH_CHROMIUM to its path"))


def _find_free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_ready(address: str, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urlopen(f"{address}/_stcore/health") as answer:  # noqa: S310 - our own server on loopback
                if answer.status == 200:
                    return
        except (URLError, ConnectionError):
            time.sleep(0.2)
    raise AssertionError(f"the server did not become ready in {START_SECONDS} s (exit code {process.poll()})")


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a server with the default content, started in an unrelated folder."""
    home = tmp_path_factory.mktemp("home")
    port = _find_free_port()
    environment = {**os.environ, "HUMDASH_HOME": str(home), "PYTHONPATH": str(Path(__file__).parents[2])}
    environment.pop("HUMDASH_DATABASE_URL", None)
    with (home / "server.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-c", SERVE, str(port)], cwd=home, env=environment, stdout=log, stderr=log
        )
        try:
            _wait_until_ready(f"http://127.0.0.1:{port}", process)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(timeout=20)


@pytest.fixture(scope="session")
def chromium() -> Iterator["playwright.Browser"]:
    """Return one running browser."""
    assert CHROMIUM, "HUMDASH_REQUIRE_BROWSER=1, but there is no chromium"
    playwright.expect.set_options(timeout=PATIENCE_MILLISECONDS)
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield browser
        browser.close()


@dataclass
class Visit:
    """A visitor's tab, with what it asked for outside this computer."""

    page: "playwright.Page"
    address: str
    size: str
    outside: list[str] = field(default_factory=list)

    @property
    def width(self) -> int:
        """The width of the screen in pixels."""
        return SIZES[self.size][0]

    @property
    def height(self) -> int:
        """The height of the screen in pixels."""
        return SIZES[self.size][1]

    def open(self, path: str = "/") -> None:
        """Go to a page of the app and wait until it has stopped running."""
        self.page.goto(self.address + path)
        self.settle()

    def settle(self) -> None:
        """Wait until the app shows a heading and works on nothing."""
        self.page.get_by_role("heading").first.wait_for()
        self.page.wait_for_function(
            "() => document.querySelector('[data-testid=\"stApp\"]')?.dataset.testScriptState === 'notRunning'"
        )

    def choose(self, label: str, option: str) -> None:
        """Choose an option in a drop-down list by what it says."""
        box = self.page.get_by_role("combobox", name=label)
        box.click()
        box.fill(option)
        self.page.get_by_role("option", name=option, exact=True).click()
        self.settle()


@pytest.fixture(params=SIZES)
def visit(request: pytest.FixtureRequest, chromium: "playwright.Browser", address: str) -> Iterator[Visit]:
    """Return a fresh tab of each size; the test fails if any page asks anything of another computer."""
    width, height = SIZES[request.param]
    context = chromium.new_context(viewport={"width": width, "height": height}, accept_downloads=True)
    context.set_default_timeout(PATIENCE_MILLISECONDS)
    tab = Visit(context.new_page(), address, request.param)

    def refuse(route: "playwright.Route") -> None:
        if urlsplit(route.request.url).hostname in {"127.0.0.1", "localhost"}:
            route.continue_()
        else:
            tab.outside.append(route.request.url)
            route.abort()

    context.route("**/*", refuse)
    yield tab
    context.close()
    assert tab.outside == [], "a page asked something of another computer"
