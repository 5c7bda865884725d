"""The CSV file can be quoted from, read back, and opened without danger."""

import csv
from datetime import date
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.export.cells import neutralise
from dashboard.export.data import render_csv
from dashboard.frames import documents_frame, figures_frame
from dashboard.model import (
    FIGURE_COLUMNS,
    Document,
    Evidence,
    Figure,
    Indicator,
    Measure,
    Period,
    Place,
    Quantifier,
    Quantity,
    Unit,
)

REPORT = Document(
    "d1",
    title="World Report 2020: Mali",
    publisher="Human Rights Watch",
    published=Period.of_month(2020, 1),
    accessed=date(2024, 3, 3),
    url="https://example.org/report",
    text="=At least 400 people were killed.",
)


def make_figure(figure_id: str, value: float, **changes: object) -> Figure:
    """Return a figure of people killed in Mali."""
    plain: dict[str, object] = {
        "document_id": "d1",
        "place": Place("MLI", "Mali"),
        "period": Period.of_year(2019),
        "reporter": "Human Rights Watch",
        "evidence": Evidence("=At least 400 people were killed.", 0, 33, "killed"),
    }
    quantity = Quantity(value, value, None, Quantifier.AT_LEAST, f"at least {value:g}")
    return Figure(figure_id, Indicator.KILLED, Measure.FLOW, Unit.PERSON, quantity, **(plain | changes))  # type: ignore[arg-type]


def read_back(figures: list[Figure], documents: list[Document]) -> list[dict[str, str]]:
    """Return the rows of the rendered file."""
    content = render_csv(figures_frame(figures), documents_frame(documents))
    return list(csv.DictReader(StringIO(content.decode("utf-8-sig"), newline="")))


def test_every_row_carries_its_source() -> None:
    """A row has all columns of the figures table, the document's, and a citation to copy."""
    (row,) = read_back([make_figure("f1", 400)], [REPORT])

    assert list(row)[: len(FIGURE_COLUMNS)] == [column.name for column in FIGURE_COLUMNS]
    assert {name: row[name] for name in list(row)[len(FIGURE_COLUMNS) :]} == {
        "source_title": "World Report 2020: Mali",
        "source_publisher": "Human Rights Watch",
        "source_published": "2020-01",
        "source_accessed": "2024-03-03",
        "source_url": "https://example.org/report",
        "source_licence": "",
        "citation": "Human Rights Watch, “World Report 2020: Mali”, January 2020; accessed 3 March 2024",
    }


def test_values_are_plain() -> None:
    """Whole numbers have no decimals, others keep theirs; dates are ISO; missing is empty, not 0."""
    rows = read_back([make_figure("f1", 400), make_figure("f2", 2.5)], [REPORT])

    assert [(row["value"], row["value_high"], row["reference_period_end"]) for row in rows] == [
        ("400", "", "2019-12-31"),
        ("2.5", "", "2019-12-31"),
    ]


def test_a_figure_without_a_document_says_so() -> None:
    """A figure entered by hand is cited as such, its document's cells are empty."""
    (row,) = read_back([make_figure("f1", 400, document_id=None)], [])

    assert (row["source_title"], row["citation"]) == ("", "Human Rights Watch, entered by hand, no document")


def test_the_order_of_the_input_does_not_matter() -> None:
    """The same figures give the same bytes, in whatever order they come."""
    figures = [make_figure("f1", 400), make_figure("f2", 30, reporter=None), make_figure("f3", 5, place=Place("NER"))]
    documents = documents_frame([REPORT])

    assert render_csv(figures_frame(figures), documents) == render_csv(figures_frame(figures[::-1]), documents)


def test_texts_cannot_run() -> None:
    """A sentence or a name that begins like a formula is written as text, a number as a number."""
    (row,) = read_back([make_figure("f1", 400, reporter='@SUM(1+1)*cmd|" /C calc"!A0')], [REPORT])

    assert row["quote"] == "'=At least 400 people were killed."
    assert row["reporter"] == '\'@SUM(1+1)*cmd|" /C calc"!A0'
    assert row["value"] == "400"


@pytest.mark.parametrize("text", ["-12", "+5", "-0.5", "400", "Mali", "", "a=b"])
def test_what_cannot_run_stays_as_it_is(text: str) -> None:
    """Signed numbers and ordinary words are not touched."""
    assert neutralise(text) == text


@given(
    st.sampled_from("=+-@\t\r\n＝＋－＠"), st.text(min_size=1).filter(lambda text: not text.strip("-+. ").isdecimal())
)
def test_every_start_of_a_formula_is_caught(sign: str, rest: str) -> None:
    """Whatever follows, a cell never begins with a sign that starts a formula."""
    assert neutralise(sign + rest)[0] == "'"


def test_spreadsheets_see_the_encoding() -> None:
    """The file begins with the byte order mark Excel needs for accents, its lines end as RFC 4180 says."""
    content = render_csv(figures_frame([make_figure("f1", 400)]), documents_frame([REPORT]))

    assert content[:3] == b"\xef\xbb\xbf"
    assert content.count(b"\r\n") == 2
