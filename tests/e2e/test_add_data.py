"""The updated table arrives: what it changes, what it leaves out, back again; at a desk and on a phone."""

import re
from pathlib import Path

from playwright.sync_api import expect

from tests.e2e.test_access import list_faults

YEARS = {"desktop": 2031, "phone": 2032}  # other years, so that the runs do not meet in the store
HEADER = "indicator,value,location_code,reference_period_start,reference_period_end,reporter\n"
FIRST = "idps,350110,MLI,{year}-05,{year}-05,IOM\nidps,407430,NER,{year}-05,{year}-05,IOM\n"
SECOND = "idps,380900,MLI,{year}-05,{year}-05,IOM\nrefugees,1500,NER,{year}-05,{year}-05,UNHCR\n"
ROWS_OF_A_LARGE_TABLE = 200_000


def upload(visit, name: str, content: str, *, waits: bool = True) -> None:
    """Drop a file on the page."""
    visit.open("/add")
    visit.page.get_by_text("Upload a file").click()
    visit.page.locator("input[type=file]").set_input_files(
        {"name": name, "mimeType": "text/csv", "buffer": content.encode()}
    )
    if waits:
        visit.page.get_by_role("heading", name=re.compile("Found")).wait_for()
        visit.settle()


def discard(visit) -> None:
    """Throw the draft away, so that it is in nobody's way."""
    button = visit.page.get_by_role("button", name="Do not add")
    button.click()
    expect(button).to_have_count(0)


def fits(visit) -> bool:
    """Tell whether the page needs no scrolling to the side."""
    return visit.page.evaluate("document.documentElement.scrollWidth") <= visit.width


def test_the_updated_table(visit):
    """The second edition shows one changed and one missing figure; taking it back brings the first one back."""
    page, year = visit.page, YEARS[visit.size]
    upload(visit, f"idps-{year}-05.csv", HEADER + FIRST.format(year=year))
    page.get_by_role("button", name="Add 2 figures").click()
    expect(page.get_by_text("Saved: 2 figures")).to_be_visible()

    upload(visit, f"idps-{year}-06.csv", HEADER + SECOND.format(year=year))
    expect(page.get_by_text("1 changed figure")).to_be_visible()
    expect(page.get_by_text("350,110 → 380,900")).to_be_visible()
    expect(page.get_by_text("+8.8%")).to_be_visible()
    expect(page.get_by_text("1 figure is no longer in this file")).to_be_visible()
    assert fits(visit)
    assert list_faults(page) == {}
    page.get_by_label("Note for the history").fill("June edition")
    page.get_by_role("button", name="Save 1 figure changed, add 1 new").click()
    expect(page.get_by_text("Saved: 2 figures")).to_be_visible()
    page.reload()
    expect(page.get_by_role("link", name="See what it changed")).to_be_visible()
    assert list_faults(page) == {}
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_text("Saved: 2 figures")).to_have_count(0)
    upload(visit, f"idps-{year}-05.csv", HEADER + FIRST.format(year=year).replace("407430", "407431"))
    expect(page.get_by_text("1 figure is the same")).to_be_visible()


def test_a_draft_survives_a_reload(visit):
    """A reload shows the same draft; what waits is listed, and only for who has its address."""
    page, year = visit.page, YEARS[visit.size] + 10
    upload(visit, "waiting.csv", HEADER + FIRST.format(year=year))
    page.reload()
    expect(page.get_by_role("heading", name="Found: 2 figures")).to_be_visible()
    page.get_by_role("button", name="Decide later").click()
    expect(page.get_by_text("Drafts you did not finish")).to_be_visible()
    page.reload()
    expect(page.get_by_text("waiting.csv")).to_be_visible()
    assert list_faults(page) == {}
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", name="Found: 2 figures")).to_be_visible()
    page.get_by_role("button", name="Do not add").click()
    expect(page.get_by_role("heading", name="Found: 2 figures")).to_have_count(0)
    expect(page.get_by_text("Drafts you did not finish")).to_have_count(0)


def test_an_unknown_table_is_mapped_and_remembered(visit):
    """What the columns are is asked once; the next file with that header is read by itself, and says so."""
    page, year = visit.page, YEARS[visit.size]
    table = f"Lager {visit.size},Land,Stichtag,Personen\nAlpha,Mali,{year}-05-31,1200\nBeta,Niger,{year}-05-31,800\n"
    upload(visit, "camps.csv", table)
    expect(page.get_by_text("are not known yet")).to_be_visible()
    assert list_faults(page) == {}
    for header, meaning in {
        f"Lager {visit.size}": "Smaller place, as printed",
        "Land": "Country (name)",
        "Stichtag": "Date or period",
        "Personen": "Number: Internally displaced people",
    }.items():
        page.get_by_role("combobox", name=f"What “{header}” is").click()
        page.keyboard.type(meaning)
        page.get_by_role("option", name=meaning, exact=True).click()
    page.get_by_role("button", name="Read again with these meanings").click()
    expect(page.get_by_role("heading", name="Found: 2 figures")).to_be_visible()
    page.get_by_role("button", name="Add 2 figures").click()
    expect(page.get_by_text("Saved: 2 figures")).to_be_visible()

    upload(visit, "camps-next.csv", table.replace("1200", "1250"))
    expect(page.get_by_text("chosen for an earlier file")).to_be_visible()
    expect(page.get_by_text("1,200 → 1,250")).to_be_visible()
    discard(visit)


def test_problems_can_be_taken_along(visit):
    """Each problem names row and column; all of them come as a file that opens in a spreadsheet."""
    page = visit.page
    upload(visit, "faulty.csv", HEADER + "idps,many,MLI,2031,2031,IOM\nidps,=1+1,MLI,2031,2031,IOM\n")
    expect(page.get_by_text("2 problems to mend")).to_be_visible()
    assert list_faults(page) == {}
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the problems (CSV)").click()
    lines = Path(download.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == "File,Row,Column,What stands there,What is wrong,How to mend it"
    assert [line.split(",")[1:4] for line in lines[1:]] == [["2", "value", "many"], ["3", "value", "'=1+1"]]
    discard(visit)


def test_the_reading_of_a_large_table_can_be_stopped(visit):
    """While a large table is read, the page says how far it is; a click stops it and leaves nothing behind."""
    page = visit.page
    rows = "".join(f"idps,{number},MLI,2031,2031,IOM\n" for number in range(ROWS_OF_A_LARGE_TABLE))
    upload(visit, "large.csv", HEADER + rows, waits=False)
    expect(page.get_by_text(re.compile("rows (read|seen)"))).to_be_visible()
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_role("button", name="Cancel")).to_have_count(0)
    expect(page.get_by_text("Upload a file")).to_be_visible()
    expect(page.get_by_role("heading", name=re.compile("Found"))).to_have_count(0)
    expect(page.get_by_text("Drafts you did not finish")).to_have_count(0)
