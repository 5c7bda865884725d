"""The options of the app hold wherever it is started, and ask nothing of other computers."""

import tomllib

from dashboard.ui.server import OPTIONS, SCRIPT, read_options


def test_script_and_options_are_there():
    """The server finds the script and its options beside each other."""
    assert SCRIPT.is_file()
    assert OPTIONS.is_file()


def test_the_script_is_short():
    """The entry point only leads to the app."""
    assert len(SCRIPT.read_text(encoding="utf-8").splitlines()) <= 15


def test_nothing_is_reported_to_anybody():
    """No usage statistics, no links to search engines, no details of errors."""
    options = read_options()
    assert options["browser.gatherUsageStats"] is False
    assert options["client.showErrorDetails"] == "none"
    assert options["client.showErrorLinks"] is False


def test_every_option_is_passed_on():
    """No option of the file is lost on the way to the server."""
    sections = tomllib.loads(OPTIONS.read_text(encoding="utf-8"))
    assert sum(map(len, sections.values())) == len(read_options())


def test_no_run_looks_through_all_objects():
    """A page that runs twice a second while a table is read must not stop that reading each time."""
    assert read_options()["runner.postScriptGC"] is False
