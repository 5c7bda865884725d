"""How long a visitor waits for the first chart, on a fresh and on a warm server.

    python -m benchmarks.app

Target: the first chart within 3 seconds on a warm server. Needs a chromium; the address is
opened in a new browser each time, so nothing is in its cache.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from statistics import median
from urllib.error import URLError

from playwright.sync_api import Playwright, sync_playwright

TARGET_SECONDS = 3.0
VISITS = 5
START_SECONDS = 60
CHART = "[data-testid='stVegaLiteChart'] canvas, [data-testid='stVegaLiteChart'] svg"


def time_visit(driver: Playwright, address: str) -> float:
    """Return the seconds from asking for the page to the first drawn chart."""
    browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    start = time.perf_counter()
    page.goto(address)
    page.locator(CHART).first.wait_for()
    seconds = time.perf_counter() - start
    browser.close()
    return seconds


def wait_until_ready(address: str) -> float:
    """Return the seconds until the server answers.

    Raises:
        TimeoutError: it does not within a minute.
    """
    start = time.perf_counter()
    while time.perf_counter() - start < START_SECONDS:
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health"):
                return time.perf_counter() - start
        except (URLError, ConnectionError):
            time.sleep(0.1)
    raise TimeoutError(f"no answer from {address} in {START_SECONDS} s")


def main() -> int:
    """Print the times and return 1 if the target is missed."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryDirectory() as home, sync_playwright() as driver:
        server = subprocess.Popen(
            [sys.executable, "-m", "dashboard", "serve", "--port", str(port)],
            env=os.environ | {"HUMDASH_HOME": home},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            ready = wait_until_ready(address)
            first, *warm = (time_visit(driver, address) for _ in range(VISITS + 1))
        finally:
            server.terminate()
            server.wait()
    print(f"server ready, default content loaded  {ready:6.2f} s")
    print(f"first chart, first visitor            {first:6.2f} s")
    print(f"first chart, warm server (median)     {median(warm):6.2f} s")
    return int(median(warm) > TARGET_SECONDS)


if __name__ == "__main__":
    sys.exit(main())
