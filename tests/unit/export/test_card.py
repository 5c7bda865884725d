"""The card as people get it: what a reader of the SVG, the PNG and the PDF finds in it."""

import os
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import altair as alt
import pytest
from PIL import Image
from pypdf import PdfReader

from dashboard.export.card import Card, CardSize, render_pdf, render_png, render_svg
from dashboard.export.layout import MAX_SOURCES_SHARE, PADDING_PX
from dashboard.export.text import Weight, measure
from dashboard.model import ExportError

SVG = "{http://www.w3.org/2000/svg}"
MANY = [
    f"{letter} Ministry of Health, “Bulletin {letter}”, quoted in Le Relais, 4 January 2020"
    for letter in "abcdefghijklmnopqrst"
]
LONG_TITLE = (
    "At least 400 people were killed in central Mali in 2019 according to Human Rights Watch, while the United "
    "Nations counted 456 civilians killed in the same regions in the first eleven months of that year"
)
MakeCard = Callable[..., Card]


def read_svg(svg: str) -> ElementTree.Element:
    """Return the root of a well-formed SVG."""
    return ElementTree.fromstring(svg)  # noqa: S314 (we wrote it ourselves)


def read_lines(svg: str) -> list[ElementTree.Element]:
    """Return the card's own lines of text, without those of the chart in it."""
    return read_svg(svg).findall(f"{SVG}text")


def read_text(svg: str) -> str:
    """Return what the card's own lines say, in reading order."""
    return " ".join(line.text or "" for line in read_lines(svg)).replace("\u00a0", " ")


def right_edge(line: ElementTree.Element) -> float:
    """Return where a line ends, in pixels."""
    weight = Weight(int(line.get("font-weight", "400")))
    return float(line.attrib["x"]) + measure(line.text or "", float(line.attrib["font-size"]), weight)


VARIANTS = {
    "plain": {},
    "many sources": {"sources": MANY},
    "far too many sources": {"sources": MANY * 8},
    "long title": {"title": LONG_TITLE},
    "one long word": {"subtitle": "https://example.org/" + "0123456789" * 30},
    "Arabic": {"title": "مقتل ما لا يقل عن 400 شخص في وسط مالي", "sources": ["ᵃ هيومن رايتس ووتش, 2020"]},
    "no chart": {"chart": None},
    "no note, no subtitle": {"note": None, "subtitle": ""},
}


@pytest.mark.parametrize("size", CardSize)
@pytest.mark.parametrize("changes", VARIANTS.values(), ids=VARIANTS)
def test_no_line_is_cut_or_overlaps(make_card: MakeCard, changes: dict[str, object], size: CardSize) -> None:
    """Each line ends inside the card, and stands clear below the line before it."""
    width, height = size.value
    lines = read_lines(render_svg(make_card(**changes), size))
    baselines = sorted({(float(line.attrib["y"]), float(line.attrib["font-size"])) for line in lines})

    assert [line.text for line in lines if right_edge(line) > width - PADDING_PX + 1] == []
    assert [pair for pair in pairwise(baselines) if pair[1][0] - pair[0][0] < pair[1][1]] == []
    assert baselines[-1][0] <= height - PADDING_PX + 1


@pytest.mark.parametrize("size", CardSize)
def test_the_chart_stands_between_the_words(make_card: MakeCard, size: CardSize) -> None:
    """The chart begins below the subtitle and ends above the sources."""
    root = read_svg(render_svg(make_card(), size))
    chart = root.find(f"{SVG}svg")
    assert chart is not None
    top = float(chart.attrib["y"])
    bottom = top + float(chart.attrib["height"])
    lines = [
        (float(line.attrib["y"]), float(line.attrib["font-size"])) for line in read_lines(render_svg(make_card(), size))
    ]

    assert [y for y, text_size in lines if top - text_size * 0.3 < y < bottom + text_size] == []


def test_the_words_come_in_their_order(make_card: MakeCard) -> None:
    """Title, subtitle, sources in the order of their letters, note, provenance."""
    card = make_card()

    assert read_text(render_svg(card)) == " ".join(
        [card.title, card.subtitle, "Sources", *card.sources, "Note", card.note or "", card.provenance]
    )


def test_a_long_title_is_made_smaller_and_stays_whole(make_card: MakeCard) -> None:
    """A title too long for two lines at 30 px keeps all its words at a smaller size."""
    lines = read_lines(render_svg(make_card(title=LONG_TITLE), CardSize.SQUARE))
    title = [line for line in lines if line.get("font-weight") and float(line.attrib["font-size"]) >= 18]

    assert " ".join(line.text or "" for line in title) == LONG_TITLE
    assert float(title[0].attrib["font-size"]) < 30


def test_words_that_leave_no_room_are_refused(make_card: MakeCard) -> None:
    """A title of a page's length is not cut in silence; the message says what to shorten."""
    with pytest.raises(ExportError) as raised:
        render_svg(make_card(title=LONG_TITLE * 12))

    assert raised.value.problem.code == "no_room_for_chart"
    assert raised.value.problem.suggestion == "Shorten the title, or choose a larger card."


@pytest.mark.parametrize("sources", [[], [""], ["\x00 \n"]])
def test_a_card_cannot_lose_its_sources(make_card: MakeCard, sources: list[str]) -> None:
    """There is no card without a source, however it is asked for."""
    with pytest.raises(ExportError) as raised:
        make_card(sources=sources)

    assert raised.value.problem.code == "no_sources"


@pytest.mark.parametrize(("missing", "code"), [("title", "no_title"), ("provenance", "no_provenance")])
def test_a_card_says_what_it_is_and_where_it_comes_from(make_card: MakeCard, missing: str, code: str) -> None:
    """Title and provenance cannot be left empty."""
    with pytest.raises(ExportError) as raised:
        make_card(**{missing: " "})

    assert raised.value.problem.code == code


@pytest.mark.parametrize("size", CardSize)
def test_many_sources_have_a_short_form_and_a_full_list(make_card: MakeCard, size: CardSize) -> None:
    """Past 30 % of the height the card names each source briefly, and the PDF lists all in full."""
    card = make_card(sources=MANY)
    lines = read_lines(render_svg(card, size))
    start = next(float(line.attrib["y"]) for line in lines if line.text == "Sources")
    end = next(float(line.attrib["y"]) for line in lines if line.text == "Note")
    first, *further = PdfReader(BytesIO(render_pdf(card, size))).pages
    full = " ".join(page.extract_text() for page in further).replace("\n", " ")

    assert end - start <= size.value[1] * MAX_SOURCES_SHARE + 20
    assert "a Ministry of Health 2020; b Ministry of Health 2020" in read_text(render_svg(card, size))
    assert "begins on page 2 of the PDF" in first.extract_text().replace("\n", " ")
    assert [source for source in card.sources if source not in full] == []


def test_hostile_words_stay_words(make_card: MakeCard) -> None:
    """Markup and control signs in a text are drawn as text and end no element."""
    hostile = "</text><script>alert(1)</script>\x00\x1b & \"'<!-- ]]> ﷽"
    card = make_card(title=hostile, sources=[hostile], note=hostile, description=hostile, language='en" onload="x')
    chart = alt.Chart(alt.Data(values=[{"name": hostile}])).mark_text().encode(alt.Text("name:N"))
    root = read_svg(render_svg(make_card(title=hostile, chart=chart)))

    assert root.findtext(f"{SVG}title") == "</text><script>alert(1)</script> & \"'<!-- ]]> ﷽"
    assert [element.tag for element in root.iter() if element.tag.endswith("script")] == []
    assert read_svg(render_svg(card)).get("onload") is None


def test_a_chart_asks_nobody_for_data(make_card: MakeCard) -> None:
    """A chart whose data would come from a network is refused."""
    chart = alt.Chart("https://example.org/figures.csv").mark_point().encode(alt.X("value:Q"))

    with pytest.raises(ExportError) as raised:
        render_svg(make_card(chart=chart))

    assert raised.value.problem.code == "chart_not_drawn"


def test_the_svg_describes_itself(make_card: MakeCard) -> None:
    """Text alternative, sources and provenance stand in the file, not only in the picture."""
    card = make_card()
    root = read_svg(render_svg(card))
    terms = "{http://purl.org/dc/terms/}"
    metadata = root.find(f"{SVG}metadata")
    assert metadata is not None

    assert root.findtext(f"{SVG}desc") == card.description
    assert tuple(source.text for source in metadata.findall(f"{terms}source")) == card.sources
    assert metadata.findtext(f"{terms}provenance") == card.provenance


def test_the_png_is_twice_the_size_and_describes_itself(make_card: MakeCard) -> None:
    """A slide is 2560 × 1440 pixels, shown at its screen size, with its words in iTXt entries."""
    card = make_card()
    picture = Image.open(BytesIO(render_png(card)))
    assert isinstance(picture, Image.Image)

    assert picture.size == (2560, 1440)
    assert [round(dots) for dots in picture.info["dpi"]] == [192, 192]
    assert {key: picture.info[key] for key in ("Title", "Description", "Comment", "Source", "Revision")} == {
        "Title": card.title,
        "Description": card.description,
        "Comment": card.note,
        "Source": "\n".join(card.sources),
        "Revision": card.provenance,
    }


def test_the_png_draws_with_our_font(make_card: MakeCard) -> None:
    """The title is drawn as wide as it was measured: the font file is the one that is used."""
    card = make_card(title="People displaced in Mopti")
    title = Image.open(BytesIO(render_png(card))).convert("L").crop((0, 72, 2560, 72 + 80))
    ink = title.point(lambda grey: 255 if grey < 128 else 0).getbbox()
    assert ink is not None

    assert ink[2] - ink[0] == pytest.approx(2 * measure(card.title, 30, Weight.SEMIBOLD), rel=0.02)


def test_the_pdf_can_be_read_and_searched(make_card: MakeCard) -> None:
    """Its one page holds title, sources, provenance and the chart's numbers as text; it has the size of a slide."""
    card = make_card()
    (page,) = PdfReader(BytesIO(render_pdf(card))).pages
    text = page.extract_text().replace("\n", " ")
    wanted = [card.title, card.subtitle, *card.sources, card.note, card.provenance, "at least 400", "480 and 560"]

    assert [words for words in wanted if words not in text] == []
    assert text.startswith(card.title)
    assert (page.mediabox.width / 72, page.mediabox.height / 72) == (pytest.approx(40 / 3), 7.5)


def test_the_pdf_describes_itself(make_card: MakeCard) -> None:
    """Title, text alternative, sources and provenance are in the document information; no date is."""
    card = make_card(language="fr")
    pdf = PdfReader(BytesIO(render_pdf(card)))
    assert pdf.metadata is not None

    assert pdf.root_object["/Lang"] == "fr"
    assert {key: pdf.metadata[key] for key in ("/Title", "/Subject", "/Keywords", "/Sources")} == {
        "/Title": card.title,
        "/Subject": card.description,
        "/Keywords": card.provenance,
        "/Sources": "\n".join(card.sources),
    }
    assert pdf.metadata.creation_date is None


RENDER = """
import sys
from hashlib import sha256
sys.path.insert(0, sys.argv[1])
from conftest import *
from dashboard.export.card import *
card = Card("A title", "", draw_test_chart(), SOURCES * 4, "A note", "Revision 12", "Four dots.")
for _ in range(int(sys.argv[2])):
    print(sha256(render_svg(card).encode() + render_png(card) + render_pdf(card)).hexdigest())
"""


def test_the_same_card_gives_the_same_bytes() -> None:
    """Two processes with other hash seeds, time zones and an earlier picture agree byte for byte."""
    folder = str(Path(__file__).parent)
    runs = [("1", "UTC", "1"), ("2", "Asia/Tokyo", "2")]
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", RENDER, folder, times],
            env=os.environ | {"PYTHONHASHSEED": seed, "TZ": zone},
            stdout=subprocess.PIPE,
            text=True,
        )
        for seed, zone, times in runs
    ]
    printed = [process.communicate()[0] for process in processes]

    assert len(printed[0]) == 65
    assert printed[1] == printed[0] * 2
