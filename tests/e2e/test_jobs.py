"""The three jobs of the app in a real browser, at a desk and on a phone: view, add, brief."""

import re
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import expect

PHONE_NUMBERS = {"desktop": (37, 41), "phone": (53, 59)}  # other numbers, so that the runs do not meet in the store
ARTICLE = """Floods in Ségou

The Red Cross said on 3 August 2024 that at least {killed} people were killed by floods in Ségou, Mali. Officials
inspected 12 bridges. About {displaced},000 people were displaced by the water.
"""


def test_view(visit):
    """A first visit shows a finding with its chart and its sources; a choice makes an address that can be sent."""
    visit.open()
    page = visit.page
    title = page.get_by_role("heading", level=2).first
    expect(title).to_contain_text("Mali")
    chart = page.get_by_test_id("stVegaLiteChart").first
    source = page.get_by_text("ᵃ").filter(has_text="“").first
    expect(source).to_be_visible()
    if visit.size == "desktop":
        assert source.bounding_box()["y"] < visit.height
    assert chart.bounding_box()["width"] <= visit.width
    assert page.evaluate("document.documentElement.scrollWidth") <= visit.width
    chart.hover()
    assert page.get_by_role("button", name="Download as PNG").count() == 0, "that picture would have no sources"

    visit.choose("Place", "Niger")
    expect(title).to_contain_text("Niger")
    expect(page).to_have_url(re.compile("place=Niger"))
    visit.open(page.url.removeprefix(visit.address))
    expect(title).to_contain_text("Niger")


def test_view_opens_the_sentence_behind_a_mark(visit):
    """A click on a mark of the chart opens the document at the sentence, with who says it and who printed it."""
    visit.open("/?indicator=People+killed")
    visit.page.locator("[data-testid=stVegaLiteChart] .mark-symbol path").first.click()
    dialog = visit.page.get_by_role("dialog")
    expect(dialog).to_contain_text("Where this number comes from")
    expect(dialog).to_contain_text("Reported by")
    expect(dialog.locator("mark").first).to_be_visible()


def test_view_says_that_missing_is_not_zero(visit):
    """An address whose filters leave nothing names the filter instead of showing a zero."""
    visit.open("/?from=2015&to=2013")
    expect(visit.page.get_by_role("heading", name="No figure found")).to_be_visible()
    expect(visit.page.get_by_text("No figure found does not mean zero.")).to_be_visible()


def test_add(visit):
    """A pasted article shows its figures, saves them on demand, leads to them, and is known the second time."""
    killed, displaced = PHONE_NUMBERS[visit.size]
    article = ARTICLE.format(killed=killed, displaced=displaced)
    page = visit.page
    visit.open("/add")
    page.get_by_label("Text of the article").fill(article)
    page.get_by_role("button", name="Find figures").click()
    expect(page.get_by_role("heading", name="Found: 2 figures")).to_be_visible()
    page.get_by_role("button", name="Add 2 figures").click()
    expect(page.get_by_text("Saved: 2 figures")).to_be_visible()
    page.get_by_role("link", name="See them on the Figures page").click()
    expect(page.get_by_role("heading", level=2).first).to_contain_text("Mali")
    assert "indicator=People+killed" in page.url

    visit.open("/add")
    page.get_by_label("Text of the article").fill(article)
    page.get_by_role("button", name="Find figures").click()
    expect(page.get_by_text("is here already")).to_be_visible()


def test_add_a_file_with_mistakes(visit, tmp_path: Path):
    """An uploaded table says in which row and column something has to be mended."""
    table = tmp_path / "figures.csv"
    table.write_text(
        "indicator,value,location_code,reporter,reference_period_start,reference_period_end\n"
        "killed,12,MLI,OCHA,2020-01-01,2020-12-31\n"
        "killed,twelve,MLI,OCHA,2021-01-01,2021-12-31\n",
        encoding="utf-8",
    )
    visit.open("/add")
    visit.page.get_by_text("Upload a file").click()
    visit.page.locator("input[type=file]").set_input_files(table)
    expect(visit.page.get_by_role("heading", name="Found: 1 figure")).to_be_visible()
    expect(visit.page.get_by_text("1 problem to mend")).to_be_visible()


def test_brief(visit):
    """The picture on the page is the file itself: a PNG of twice 1280 × 720 that can be taken along with its data."""
    visit.open("/?place=Niger")
    page = visit.page
    page.get_by_role("link", name="Take this chart along").click()
    expect(page.get_by_role("img").last).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="PNG").click()
    picture = Path(download.value.path()).read_bytes()
    assert Image.open(BytesIO(picture)).size == (2560, 1440)
    assert download.value.suggested_filename.startswith("niger-")
    with page.expect_download() as download:
        page.get_by_role("button", name="Data (CSV)").click()
    assert "citation" in Path(download.value.path()).read_text(encoding="utf-8-sig").splitlines()[0]
