"""Every page passes axe (WCAG 2.2 AA and best practice), save for named faults of Streamlit itself."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

# Fonts are there, and whatever moves for a while has arrived: sizes are measured as people find them.
AT_REST = """() => Promise.all([
    document.fonts.ready,
    ...document.getAnimations()
        .filter(({playState}) => playState === 'running')
        .filter(({effect}) => Number.isFinite(effect?.getComputedTiming().endTime))
        .map(animation => animation.finished.catch(() => null)),
]).then(() => null)"""
AXE = Path(__file__).parent / "axe" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
FAULTS_OF_STREAMLIT = {"presentation-role-conflict": "the drop zone of the file uploader can be focused"}


def list_faults(page: Page) -> dict[str, list[str]]:
    """Return the broken rules with the beginnings of the elements that break them."""
    page.evaluate(AT_REST)
    page.add_script_tag(path=str(AXE))
    result = page.evaluate("tags => axe.run({runOnly: {type: 'tag', values: tags}})", TAGS)
    assert len(result["passes"]) > 20, "axe saw next to nothing of the page"
    return {
        fault["id"]: [node["html"][:200] for node in fault["nodes"]]
        for fault in result["violations"]
        if fault["id"] not in FAULTS_OF_STREAMLIT
    }


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/add",
        "/review",
        "/review?status=Rejected",
        "/briefing",
        "/method",
        "/history",
        "/history?batch=1",
        "/history?since=2020-01-01&until=1",
        "/?asof=1",
    ],
)
def test_axe_finds_nothing_new_on_a_page(visit, path):
    """No rule is broken but those on the list, each of which says why it is there."""
    visit.open(path)
    assert list_faults(visit.page) == {}


def test_axe_finds_nothing_new_in_the_evidence(visit):
    """The dialogue with the sentence can be read by everybody, too."""
    visit.open("/?indicator=People+killed")
    visit.page.locator("[data-testid=stVegaLiteChart] .mark-symbol path").first.click()
    visit.page.get_by_role("dialog").locator("mark").first.wait_for()
    assert list_faults(visit.page) == {}


def test_axe_finds_nothing_new_behind_the_tabs(visit):
    """Definitions fit the screen; the file uploader has only the fault on the list."""
    visit.open("/method")
    visit.page.get_by_role("tab", name="What is counted").click()
    visit.page.get_by_text("People made to leave their homes").wait_for()
    assert list_faults(visit.page) == {}
    visit.open("/add")
    visit.page.get_by_text("Upload a file").click()
    visit.page.locator("input[type=file]").wait_for(state="attached")
    assert list_faults(visit.page) == {}


def test_axe_finds_nothing_new_in_a_review(visit):
    """A mistake that is named beside the fields, and the step that accepts a document, can be read by everybody."""
    visit.open("/review")
    visit.page.get_by_label("Number", exact=True).fill("many")
    visit.page.get_by_label("Note").click()
    visit.page.get_by_role("button", name="Correct").click()
    visit.page.get_by_text("This is not a number").wait_for()
    assert list_faults(visit.page) == {}
    visit.page.get_by_role("button", name="Put back").click()
    visit.page.get_by_role("button", name="of this document").click()
    visit.page.get_by_role("dialog").get_by_role("button", name="Accept all").wait_for()
    assert list_faults(visit.page) == {}
