"""Review in a real browser: by keyboard at a desk, by touch on a phone, and two people on one figure."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from .conftest import PATIENCE_MILLISECONDS, SIZES, Visit

# Different parts of the queue, so that the runs do not meet in the store.
QUEUES = {"desktop": "/review?country=Niger", "phone": "/review?country=Mali"}
KEYS = {"Accept": "Alt+a", "Correct": "Alt+u", "Reject": "Alt+x", "Later": "Alt+n"}


@pytest.fixture
def colleague(visit: Visit, chromium) -> Iterator[Visit]:
    """A second visitor with the same screen."""
    width, height = SIZES[visit.size]
    context = chromium.new_context(viewport={"width": width, "height": height})
    context.set_default_timeout(PATIENCE_MILLISECONDS)
    yield Visit(context.new_page(), visit.address, visit.size)
    context.close()


def press(visit: Visit, decision: str) -> None:
    """Decide by key at a desk, by touch on a phone."""
    if visit.size == "desktop":
        visit.page.keyboard.press(KEYS[decision])
    else:
        visit.page.get_by_role("button", name=decision).last.click()


def subject(visit: Visit):
    """Return the heading that says which figure is looked at."""
    return visit.page.get_by_role("heading", level=3).first


def look_at_next(visit: Visit) -> None:
    """Leave the figure for later and wait for the next one: a click on a page that is about to change is lost."""
    said = subject(visit).inner_text()
    visit.page.get_by_role("button", name="Later").click()
    expect(subject(visit)).not_to_have_text(said)
    visit.settle()


def take_back(visit: Visit) -> None:
    """Undo the last decision of this visitor."""
    visit.page.get_by_role("button", name="Take it back").click()
    expect(visit.page.get_by_role("button", name="Take it back")).to_have_count(0)


def test_a_decision_with_the_note_that_is_being_typed(visit):
    """A key decides while the note is still being typed; the next figure follows, and a click takes it back."""
    visit.open(QUEUES[visit.size])
    page = visit.page
    expect(page.locator("mark.number").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= visit.width
    said = subject(visit).inner_text()
    page.get_by_label("Note").fill("read twice")
    press(visit, "Accept")
    expect(page.get_by_text("✓ Accepted")).to_be_visible()
    expect(subject(visit)).not_to_have_text(said)
    take_back(visit)
    expect(subject(visit)).to_have_text(said)
    expect(page.get_by_text("“read twice”")).to_be_visible()


def test_the_buttons_stay_in_sight(visit):
    """However far the fields are gone through, the decision is on the screen, and covers no field for good."""
    visit.open(QUEUES[visit.size])
    accept = visit.page.get_by_role("button", name="Accept").last
    for label in ("Number", "Came from", "Part of"):
        field = visit.page.get_by_label(label, exact=True)
        field.focus()
        expect(field).to_be_in_viewport()
        expect(accept).to_be_in_viewport()
        assert field.bounding_box()["y"] + 20 < accept.bounding_box()["y"]


def test_two_people_on_one_figure(visit, colleague):
    """The second sees what the first decided, and everything they had filled in is still there."""
    for person in (visit, colleague):
        person.open(QUEUES[visit.size])
    said = subject(visit).inner_text()
    expect(subject(colleague)).to_have_text(said)
    page = colleague.page
    page.get_by_label("Number", exact=True).fill("123456")
    page.get_by_label("Note").fill("second")
    expect(page.get_by_text("Changed: Number")).to_be_visible()
    visit.page.get_by_label("Note").fill("first")
    press(visit, "Accept")
    expect(visit.page.get_by_text("✓ Accepted")).to_be_visible()

    press(colleague, "Correct")
    expect(page.get_by_text("was quicker and accepted this figure")).to_be_in_viewport()
    expect(page.get_by_role("button", name="Decide anew")).to_be_in_viewport()
    expect(page.get_by_text("Their note: “first”")).to_be_visible()
    page.get_by_role("button", name="Decide anew").click()
    expect(page.get_by_text("was quicker")).to_have_count(0)
    expect(page.get_by_label("Number", exact=True)).to_have_value("123456")
    expect(page.get_by_label("Note")).to_have_value("second")
    press(colleague, "Correct")
    expect(page.get_by_text("✓ Corrected")).to_be_visible()
    take_back(colleague)
    take_back(visit)


def test_a_whole_document(visit):
    """All figures of a document are accepted in one step after a second look, and taken back in one."""
    visit.open(QUEUES[visit.size])
    page = visit.page
    while not page.get_by_role("button", name="of this document").count():
        look_at_next(visit)
    page.get_by_role("button", name="of this document").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("without looking at each")
    dialog.get_by_role("button", name="Accept all").click()
    expect(page.get_by_text("✓ Accepted")).to_be_visible()
    take_back(visit)


def test_a_figure_leads_to_its_review(visit):
    """The evidence of a figure says whether it was reviewed, and leads to its review."""
    visit.open("/?indicator=People+killed")
    page = visit.page
    page.locator("[data-testid=stVegaLiteChart] .mark-symbol path").first.click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("not yet reviewed")
    dialog.get_by_role("link", name="Review this figure").click()
    expect(page.get_by_role("heading", name="Review", level=2)).to_be_visible()
    expect(page.locator("mark.number").first).to_be_visible()
