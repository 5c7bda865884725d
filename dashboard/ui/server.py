"""The app as a server: the ordinary script wrapped in ``st.App``.

Why not plain ``streamlit run``: answers are compressed (a first visit falls from 5.5 to
1.8 MB on a slow link), the heavy libraries are loaded before the first visitor comes, and
the options apply whatever folder the command is given in. This module must not know what
is on the pages.
"""

import logging
import tomllib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import streamlit as st
from anyio import to_thread
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware

from dashboard.model import DashboardError

LOG = logging.getLogger(__name__)

_PACKAGE = Path(__file__).resolve().parents[1]
_HOME = _PACKAGE if (_PACKAGE / "app.py").is_file() else _PACKAGE.parent

SCRIPT = _HOME / "app.py"
OPTIONS = _HOME / ".streamlit" / "config.toml"
SMALLEST_COMPRESSED_BYTES = 1000
LOOPBACK = "127.0.0.1"


def serve(host: str = LOOPBACK, port: int = 8501, *, opens_browser: bool = False) -> None:
    """Serve the app until it is stopped.

    The default address is reachable from this computer only; anything wider needs a proxy
    with a login in front.
    """
    options = {
        **read_options(),
        "server.address": host,
        "server.port": port,
        "server.headless": not opens_browser,
        "server.fileWatcherType": "none",
    }
    build_app().run(config=options)


def build_app() -> st.App:
    """Return the app for any ASGI server, compressed and warmed up."""
    return st.App(
        SCRIPT,
        lifespan=_warm_up,
        on_script_error=_show_failure,
        middleware=[Middleware(GZipMiddleware, minimum_size=SMALLEST_COMPRESSED_BYTES, compresslevel=6)],
    )


def read_options(path: Path = OPTIONS) -> dict[str, Any]:
    """Return the options of a Streamlit configuration file by their dotted names.

    Example:
        >>> read_options()["browser.gatherUsageStats"]
        False
    """
    with path.open("rb") as content:
        sections = tomllib.load(content)
    return {f"{section}.{name}": value for section, options in sections.items() for name, value in options.items()}


def _show_failure(error: Exception) -> bool:
    """Say in plain words that a page failed; the details are for the log only."""
    LOG.error("a page failed", exc_info=error)
    st.error(
        "**This page could not be shown.** Nothing that was saved is lost. Load the page again, or choose another."
    )
    return True


@asynccontextmanager
async def _warm_up(app: st.App) -> AsyncIterator[None]:  # noqa: ARG001
    """Do before the first visitor what would cost them seconds; what cannot be opened, the pages say."""
    try:
        await to_thread.run_sync(_load)
    except DashboardError as error:
        LOG.warning("%s", error)
    yield


def _load() -> None:
    from dashboard.export.card import CardSize
    from dashboard.services.brief import ChartKind, FileKind
    from dashboard.ui.desk import ask, list_desk_choices, make_file

    choices = list_desk_choices()
    if choices is not None:
        make_file(ask(choices.start), ChartKind.EVIDENCE, CardSize.SLIDE, FileKind.PNG)
