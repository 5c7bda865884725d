"""Tables in a text: cells are counts of their headers at the places of their rows."""

from datetime import date

import pytest

from dashboard.extract import find_figures
from dashboard.extract.totals import total_figures
from dashboard.model import Certainty, Document, Figure, Indicator, Measure, Period, PopulationGroup, Unit

TABLE = """Damage in Mali, situation on 31 March 2024

| Cercle | Households affected | Houses destroyed | Dead | Price of rice |
|--------|--------------------:|-----------------:|-----:|--------------:|
| Djenné | 1,204 | 310 | 3 | 400 |
| Niafunké | 88 | - | 0 | 380 |
| Kobokanda | 14 | 2 | n/a | 390 |
| Total | 1,306 | 312 | 3 | |
"""


def read(text: str, language: str = "en") -> list[Figure]:
    """Return the figures of a text that was published on 2 April 2024."""
    published = Period.of_day(date(2024, 4, 2))
    return find_figures(Document("d1", text=text, language=language, published=published))


def rows(text: str, language: str = "en") -> list[tuple[str, float | None, str | None, str | None]]:
    """Return indicator, value, country and printed place of each figure of a text."""
    return [(f.indicator.value, f.quantity.value, f.place.location_code, f.place.text) for f in read(text, language)]


def test_a_cell_is_a_count_of_its_header_at_the_place_of_its_row() -> None:
    """Empty cells give nothing, a nought denies, what is no figure of ours is left out, an unknown name is a place."""
    assert rows(TABLE) == [
        ("affected", 1204, "MLI", "Djenné"),
        ("houses_destroyed", 310, "MLI", "Djenné"),
        ("killed", 3, "MLI", "Djenné"),
        ("affected", 88, "MLI", "Niafunké"),
        ("killed", 0, "MLI", "Niafunké"),
        ("affected", 14, "MLI", "Kobokanda"),
        ("houses_destroyed", 2, "MLI", "Kobokanda"),
        ("affected", 1306, "MLI", "Mali"),
        ("houses_destroyed", 312, "MLI", "Mali"),
        ("killed", 3, "MLI", "Mali"),
    ]
    figures = read(TABLE)
    assert {figure.unit for figure in figures if figure.indicator is Indicator.AFFECTED} == {Unit.HOUSEHOLD}
    assert [f.quantity.value for f in figures if f.certainty is Certainty.NEGATED] == [0]
    assert {figure.period for figure in figures} == {Period.of_day(date(2024, 3, 31))}


def test_a_cell_is_quoted_with_its_headers_and_its_row() -> None:
    """The quote is verbatim, begins with the headers and ends with the row; every figure has an id of its own."""
    for figure in read(TABLE):
        evidence = figure.evidence
        assert evidence is not None
        assert evidence.quote == TABLE[evidence.start : evidence.end]
        last = evidence.quote.split("\n")[-1]
        assert figure.quantity.text in last
        assert evidence.trigger_text in evidence.quote.split("\n")[0]
    assert len({figure.figure_id for figure in read(TABLE)}) == len(read(TABLE))


def test_rows_are_parts_of_their_total() -> None:
    """A total row is not added to the rows that it sums up; without one the rows of one column are added."""
    figures = read(TABLE)
    whole = {figure.indicator: figure.figure_id for figure in figures if figure.place.text == "Mali"}
    assert all(figure.part_of == whole[figure.indicator] for figure in figures if figure.place.text != "Mali")
    assert [total.value for total in total_figures(figures)] == [1306, 312, 3]
    without = "\n".join(line for line in TABLE.splitlines() if "Total" not in line)
    assert [total.value for total in total_figures(read(without))] == [1306, 312, 3]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Region\tKilled\nMopti\t12\nGao\t3\n", "en", [12, 3]),
        ("Region    Killed\nMopti      12\nGao         3\n", "en", [12, 3]),
        ("IDPs by region, Mali\n\nMopti: 1,200\nGao: 300\n", "en", [1200, 300]),
        ("People in need by region\n- Mopti 1,200\n- Gao 300\n", "en", [1200, 300]),
        ("Région | Personnes déplacées internes\nMopti | 12 000\nGao | 3 000\n", "fr", [12000, 3000]),
        ("Departamento | Muertos\nNariño | 14\nChocó | 2\n", "es", [14, 2]),
        # No places, days or people in front: sectors and sources.
        ("Sector | People in need\nShelter | 120,000\nNutrition | 80,000\n", "en", []),
        ("Rainfall in Mali\nMopti: 12\nGao: 40\n", "en", []),
        ("Region | Price of rice\nMopti | 120\nGao | 80\n", "en", []),
        ("Mopti  12\nGao  40\n", "en", []),
    ],
)
def test_tables_of_many_makes(text: str, language: str, expected: list[float]) -> None:
    """Bars, tabs, wide gaps, and lists under a caption; what counts nobody gives nothing."""
    assert [figure.quantity.value for figure in read(text, language)] == expected


def test_a_label_may_be_a_day_or_a_part_of_the_population() -> None:
    """Months date their rows, women and children are groups."""
    months = read("Deaths in Mali\n\nMonth | Deaths\nJanuary 2024 | 4\nFebruary 2024 | 2\n")
    assert [figure.period for figure in months] == [Period.of_month(2024, 1), Period.of_month(2024, 2)]
    groups = read("Attack in Mali\n\nGroup\tKilled\nWomen\t12\nChildren\t8\n")
    assert [figure.population_group for figure in groups] == [PopulationGroup.WOMEN, PopulationGroup.CHILDREN]


def test_the_sentences_around_a_table_are_read_as_ever() -> None:
    """A line with words of its own is no cell, and what stands behind a table is a sentence."""
    text = "Killed: 12\nInjured: 40\n\nIn Gao, three people were killed."
    assert rows(text)[-1] == ("killed", 3, "MLI", "Gao")
    assert [figure.quantity.value for figure in read(text)] == [12, 40, 3]


def test_a_count_as_of_the_day_of_the_caption_is_cumulative() -> None:
    """The day above a table holds for its cells."""
    figures = read("Displaced people as of 31 March 2024\n\nRegion | Newly displaced\nMopti | 12\nGao | 3\n")
    assert {figure.measure for figure in figures} == {Measure.CUMULATIVE}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "What | Mopti | Gao\nIDPs | 120 | 80\nKilled | 12 | 3\n",
            [("Mopti", 120), ("Gao", 80), ("Mopti", 12), ("Gao", 3)],
        ),
        # Of several numbers that nothing tells apart none is taken; one alone is the count of its label.
        ("What | Target | Result\nIDPs | 120 | 80\nKilled | 12 | 3\n", []),
        ("What | Number\nIDPs | 120\nKilled | 12\n", [(None, 120), (None, 12)]),
    ],
)
def test_a_table_may_lie_on_its_side(text: str, expected: list[tuple[str | None, float]]) -> None:
    """Where rows say what is counted, the columns are the places."""
    assert [(figure.place.text, figure.quantity.value) for figure in read(text)] == expected


def test_columns_may_be_years() -> None:
    """A year above a column dates its counts."""
    figures = read("What | 2022 | 2023\nIDPs in Mali | 120 | 80\n")
    assert [(figure.period, figure.quantity.value) for figure in figures] == [
        (Period.of_year(2022), 120),
        (Period.of_year(2023), 80),
    ]
