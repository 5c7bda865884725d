"""The app's own chart on a card: every word of it inside the card and clear of the others."""

import re
from collections.abc import Callable, Iterator
from itertools import combinations
from typing import NamedTuple
from xml.etree import ElementTree

import pytest

from dashboard.charts.citations import assign_letters
from dashboard.charts.evidence import draw_evidence, order_evidence
from dashboard.export.card import Card, CardSize, render_svg
from dashboard.export.layout import PADDING_PX
from dashboard.export.text import Weight, measure
from dashboard.frames import documents_frame, figures_frame
from dashboard.model import (
    Document,
    Figure,
    Indicator,
    Measure,
    Period,
    PeriodBasis,
    Place,
    PopulationGroup,
    Quantifier,
    Quantity,
    Unit,
)

SVG = "{http://www.w3.org/2000/svg}"
REPORT = Document("d1", "World Report 2020: Mali", "Human Rights Watch", published=Period.of_month(2020, 1))
BULLETIN = Document("d2", "Bulletin", "Le Relais", published=Period.of_year(2020))
LONG_NAME = "Regional Office of the Department for the Protection of Civilians and Humanitarian Action"
KILLED = (
    (Quantity(400, 400, None, Quantifier.AT_LEAST), "Human Rights Watch", REPORT),
    (Quantity(456, 456, 456, Quantifier.EXACT), "MINUSMA", REPORT),
    (Quantity(None, 480, 560, Quantifier.BETWEEN), "Human Rights Watch", BULLETIN),
    (Quantity(610, quantifier=Quantifier.APPROXIMATELY), LONG_NAME, BULLETIN),
    (Quantity(1_234_567, None, 1_234_567, Quantifier.AT_MOST), "IOM", BULLETIN),
)


def make_evidence(make_card: Callable[..., Card], rows: int, copies: int = 1, language: str = "en") -> Card:
    """Return a card of so many of the figures above, each so many times under other names."""
    figures = figures_frame(
        Figure(
            f"f{copy}-{number}",
            Indicator.KILLED,
            Measure.FLOW,
            Unit.PERSON,
            quantity,
            document_id=document.document_id,
            place=Place("MLI", "Mali", "ML-5", "Mopti", text="Mopti"),
            period=Period.of_year(2019 - copy, PeriodBasis.PUBLICATION),
            population_group=PopulationGroup.CIVILIANS if number % 2 else PopulationGroup.ALL,
            reporter=reporter,
        )
        for copy in range(copies)
        for number, (quantity, reporter, document) in enumerate(KILLED[:rows])
    )
    sources = assign_letters(order_evidence(figures), documents_frame([REPORT, BULLETIN]), language)
    chart = draw_evidence(figures, sources, locale=language)
    return make_card(chart=chart, sources=sources.texts, language=language)


class Words(NamedTuple):
    """A text of the chart and the rectangle it takes on the card."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


def read_words(element: ElementTree.Element, x: float = 0, y: float = 0) -> Iterator[Words]:
    """Yield every text in a drawn chart with its place, each line on its own."""
    shift = re.match(r"translate\(([-\d.]+)[, ]*([-\d.]*)\)", element.get("transform", ""))
    x += float(element.get("x", 0)) + (float(shift[1]) if shift else 0)
    y += float(element.get("y", 0)) + (float(shift[2] or 0) if shift else 0)
    if element.tag != f"{SVG}text":
        for part in element:
            yield from read_words(part, x, y)
        return
    size = float(element.get("font-size", "11px").removesuffix("px"))
    weight = Weight.SEMIBOLD if element.get("font-weight") in ("600", "bold") else Weight.REGULAR
    for number, line in enumerate([element.text or "", *(part.text or "" for part in element)]):
        width = measure(line, size, weight)
        left = x - {"middle": width / 2, "end": width}.get(element.get("text-anchor", ""), 0)
        baseline = y + max(number - 1, 0) * 17
        if line:
            yield Words(line, left, baseline - size * 0.75, left + width, baseline + size * 0.1)


def overlap(one: Words, other: Words) -> bool:
    """Return whether two texts touch."""
    return one.left < other.right and other.left < one.right and one.top < other.bottom and other.top < one.bottom


@pytest.mark.parametrize("size", CardSize)
@pytest.mark.parametrize("rows", [1, 4, 5])
def test_no_word_of_the_chart_is_cut_or_covered(make_card: Callable[..., Card], rows: int, size: CardSize) -> None:
    """Numbers, names and axis stand inside the card's padding, and none touches another."""
    chart = ElementTree.fromstring(render_svg(make_evidence(make_card, rows), size)).find(f"{SVG}svg")  # noqa: S314
    assert chart is not None
    words = list(read_words(chart))
    right = size.value[0] - PADDING_PX + 1

    assert [word for word in words if word.left < PADDING_PX - 1 or word.right > right] == []
    assert [pair for pair in combinations(words, 2) if overlap(*pair)] == []


@pytest.mark.parametrize("size", CardSize)
def test_every_number_carries_hedge_and_letter(make_card: Callable[..., Card], size: CardSize) -> None:
    """What stands beside the marks is the number as reported, with the letter of its source."""
    chart = ElementTree.fromstring(render_svg(make_evidence(make_card, 4), size)).find(f"{SVG}svg")  # noqa: S314
    assert chart is not None
    texts = {word.text for word in read_words(chart)}

    assert {"about 610ᵃ", "between 480 and 560ᵇ", "456ᶜ", "at least 400ᵈ"} <= texts


@pytest.mark.parametrize("size", CardSize)
def test_the_evidence_looks_as_it_did(
    make_card: Callable[..., Card], read_golden: Callable[[str, str], str], size: CardSize
) -> None:
    """The same figures give the very picture that was agreed on; ``read_golden`` says how to renew it."""
    svg = render_svg(make_evidence(make_card, 4), size)

    assert read_golden(f"evidence_{size.name.lower()}.svg", svg) == svg
