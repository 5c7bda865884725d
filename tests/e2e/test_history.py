"""History in a real browser: what was put in is found, seen as it was, compared, and taken back."""

import re
from pathlib import Path

from playwright.sync_api import expect

PLACES = {"desktop": ("TCD", "Chad"), "phone": ("MRT", "Mauritania")}  # so that the runs do not meet in the store
HEADER = "indicator,value,location_code,reporter,reference_period_start,reference_period_end\n"
ROW = "missing,{value},{place},Coast guard,2024-01-01,2024-12-31\n"


def put_in(visit, folder: Path, value: int) -> int:
    """Upload one edition of a table and return the number of its batch."""
    table = folder / f"missing_{visit.size}.csv"
    table.write_text(HEADER + ROW.format(value=value, place=PLACES[visit.size][0]), encoding="utf-8")
    page = visit.page
    visit.open("/add")
    page.get_by_text("Upload a file").click()
    page.locator("input[type=file]").set_input_files(table)
    page.get_by_role("button", name=re.compile(r"^(Add|Save) 1 figure")).click()
    expect(page.get_by_text("Saved: 1 figure")).to_be_visible()
    page.get_by_role("link", name="See what it changed").click()
    heading = page.get_by_role("heading", name=re.compile(rf"^Batch \d+: missing_{visit.size}\.csv"))
    return int(re.findall(r"\d+", heading.inner_text())[0])


def test_history(visit, tmp_path: Path):
    """Two editions come in; the first is seen as it was, in a link that can be sent; the second is taken back."""
    page = visit.page
    _, place = PLACES[visit.size]
    first, second = put_in(visit, tmp_path, 41), put_in(visit, tmp_path, 47)
    expect(page.get_by_text("1 figure changed")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= visit.width

    visit.open("/history")
    expect(page.get_by_role("link", name=f"Batch {second}", exact=True)).to_be_visible()
    page.get_by_role("link", name=f"Batch {first}", exact=True).click()
    expect(page.get_by_role("heading", name=f"Batch {first}: ")).to_be_visible()
    page.get_by_role("link", name="See the dashboard as it was then").click()
    banner = page.get_by_text("You see the data as of")
    expect(banner).to_contain_text(f"batch {first}")
    assert f"asof={first}" in page.url

    address = f"/?place={place}&indicator=People+missing&asof={first}"
    visit.open(address)
    title = page.get_by_role("heading", level=2).first
    expect(title).to_contain_text("41 people missing")
    page.get_by_role("link", name="Take this chart along").click()
    expect(page.get_by_role("heading", name="Briefing")).to_be_visible()
    expect(banner).to_contain_text(f"batch {first}")
    assert f"asof={first}" in page.url
    with page.expect_download() as download:
        page.get_by_role("button", name="Data (CSV)").click()
    assert f"-as-of-batch-{first}-" in download.value.suggested_filename
    assert f"batch {first}" in Path(download.value.path()).read_text(encoding="utf-8-sig").splitlines()[1]
    page.get_by_role("button", name="Back to now").click()
    expect(banner).to_have_count(0)
    expect(page).not_to_have_url(re.compile("asof"))
    visit.open(address.replace(f"&asof={first}", ""))
    expect(title).to_contain_text("47 people missing")

    visit.open(f"/history?batch={second}")
    page.get_by_role("button", name="Take this batch back").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("1 figure would go back to what another batch says.")
    dialog.get_by_label("Why (optional)").fill("the wrong table")
    dialog.get_by_role("button", name="Take it back").click()
    expect(page.get_by_role("heading", name=f"Batch {second} taken back")).to_be_visible()
    expect(page.get_by_text("the wrong table")).to_be_visible()
    visit.open(f"/?place={place}&indicator=People+missing")
    expect(title).to_contain_text("41 people missing")


def test_the_point_is_kept_on_every_page(visit):
    """The navigation leads from page to page in the data of then; a page that saves says that it works on now."""
    visit.open("/?asof=1")
    page = visit.page
    for name, words in (
        ("Sources & method", "You see the data as of"),
        ("Add data", "This page always works on the data as they are now"),
        ("Figures", "You see the data as of"),
    ):
        menu = page.get_by_test_id("stExpandSidebarButton")
        if menu.is_visible():
            menu.click()
        page.get_by_role("link", name=name, exact=True).first.click()
        expect(page.get_by_text(words)).to_be_visible()
        visit.settle()
        expect(page).to_have_url(re.compile("asof=1"))


def test_compare(visit):
    """Two points in the address are compared; the table of the difference can be taken along."""
    visit.open("/history?since=2020-01-01&until=1")
    page = visit.page
    expect(page.get_by_role("heading", name=re.compile(r"^[\d,]+ new figures"))).to_be_visible()
    expect(page.get_by_text("before the first batch")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= visit.width
    with page.expect_download() as download:
        page.get_by_role("button", name="These figures (CSV)").click()
    assert Path(download.value.path()).read_text(encoding="utf-8-sig").startswith("change,figure_id,")
