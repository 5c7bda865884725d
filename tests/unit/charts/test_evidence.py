"""The evidence chart: every figure with its hedge and its letter, at any width."""

import warnings

import altair as alt
import pytest

from dashboard.charts.evidence import MAX_ROWS, choose_scale, draw_evidence, order_evidence
from dashboard.model import Cause, Period, Place, Quantifier, Quantity, Unit

LONG_NAME = "Regional Directorate for Social Development and the Solidarity Economy of the Mopti Region"


def test_every_number_stands_in_the_chart_with_hedge_and_letter(figure, table, words) -> None:
    """Nothing has to be read off an axis."""
    frame, sources = table(
        [
            figure("f1", quantity=Quantity(157, 157, None, Quantifier.AT_LEAST), reporter="MINUSMA"),
            figure("f2", quantity=Quantity(None, 12, 15, Quantifier.BETWEEN), reporter="OCHA"),
            figure("f3", None, reporter="AFP"),
        ]
    )
    texts = words(draw_evidence(frame, sources))

    assert {"at least 157ᵃ", "between 12 and 15ᵇ", "dozens (24–99)ᶜ"} <= set(texts)


@pytest.mark.parametrize("width", [340, 800, 1208])
def test_one_chart_serves_phone_and_slide(figure, table, words, width) -> None:
    """On a narrow screen the number joins the name above the mark; nothing is left out."""
    frame, sources = table([figure("f1", 157, reporter="MINUSMA"), figure("f2", 170, reporter=LONG_NAME)])
    joined = " ".join(words(draw_evidence(frame, sources), width, 400))

    assert [part for part in ("157ᵃ", "170ᵇ", "MINUSMA", "Solidarity Economy") if part not in joined] == []


def test_the_narrow_layout_can_be_forced(figure, table, words) -> None:
    """A compact chart names number and reporter together at any width."""
    frame, sources = table([figure("f1", 157, reporter="MINUSMA")])

    assert "157ᵃ · MINUSMA" in words(draw_evidence(frame, sources, compact=True))


def test_no_figure_is_not_zero(table, words) -> None:
    """An empty chart says that nothing was found, and draws no 0."""
    frame, sources = table([])
    chart = draw_evidence(frame, sources)

    assert words(chart) == ["No figure found. This does not mean zero."]
    assert chart.to_dict()["description"] == "No figure found. This does not mean zero."


def test_more_rows_than_fit_are_counted(figure, table, words, marks) -> None:
    """Fifty figures: twelve are drawn, 38 are announced."""
    frame, sources = table([figure(f"f{number}", 100 + number) for number in range(50)])
    chart = draw_evidence(frame, sources)

    assert len(marks(chart)) == MAX_ROWS
    assert "38 more in the table" in words(chart)
    assert chart.to_dict()["description"].endswith("38 more in the table.")


def test_a_mark_can_be_picked_by_its_figure(figure, table, marks) -> None:
    """A click gives the figure_id, which is all a page needs to open the evidence."""
    frame, sources = table([figure("f1"), figure("f2", 500)])

    assert [row["figure_id"] for row in marks(draw_evidence(frame, sources))] == ["f2", "f1"]


def test_the_latest_figures_come_first(figure, table) -> None:
    """Rows run from the latest period to the earliest, within a date from the highest number."""
    rows = [
        figure("old", period=Period.of_year(2018)),
        figure("low", 1),
        figure("high", 2),
        figure("none", period=Period()),
    ]
    frame, _ = table(rows)

    assert order_evidence(frame)["figure_id"].tolist() == ["high", "low", "old", "none"]


def test_what_all_rows_share_is_left_to_the_title(figure, table, words) -> None:
    """The place is not repeated in every row, but named where it differs."""
    same, sources = table([figure("f1", 1), figure("f2", 2)])
    elsewhere, others = table(
        [figure("f1", 1), figure("f2", 2, place=Place("MLI", "Mali", None, "Mopti", None, "Moura"))]
    )

    assert not any("Mali" in text for text in words(draw_evidence(same, sources)))
    assert any("Moura, Mopti" in text for text in words(draw_evidence(elsewhere, others)))


def test_unlike_rows_say_what_they_count(figure, table, words) -> None:
    """Households beside people, and floods beside war, are named in the row."""
    frame, sources = table([figure("f1"), figure("f2", 70, unit=Unit.HOUSEHOLD), figure("f3", cause=Cause.DISASTER)])
    joined = " ".join(words(draw_evidence(frame, sources)))

    assert [part for part in ("households killed", "caused by disaster") if part not in joined] == []


def test_an_open_side_is_drawn_as_open(figure, table, marks) -> None:
    """At least and at most have a line to the side the source leaves open; a closed range has none."""
    frame, sources = table(
        [
            figure("f1", quantity=Quantity(5, 5, None, Quantifier.AT_LEAST)),
            figure("f2", quantity=Quantity(4, None, 4, Quantifier.AT_MOST)),
            figure("f3", quantity=Quantity(None, 2, 3, Quantifier.BETWEEN)),
            figure("f4", quantity=Quantity(None, 2, None, Quantifier.VAGUE)),
        ]
    )
    drawn = {row["figure_id"]: (row["open"], row["is_range"]) for row in marks(draw_evidence(frame, sources))}

    assert drawn == {"f1": (1, False), "f2": (-1, False), "f3": (0, True), "f4": (1, False)}


@pytest.mark.parametrize(
    ("numbers", "kind"),
    [
        ([0, 0], "linear"),
        ([157, 170], "linear"),
        ([3, 5_000_000], "log"),
        ([0, 3, 9_000], "symlog"),
        ([1, 199], "linear"),
    ],
)
def test_the_scale_fits_the_numbers(numbers, kind) -> None:
    """From zero where that can be read; by powers of ten where small numbers would vanish."""
    assert choose_scale(numbers)["type"] == kind


def test_a_scale_by_powers_of_ten_is_announced(figure, table, words) -> None:
    """3 beside 5,000,000 is drawn on a scale that says what it is."""
    frame, sources = table([figure("f1", 3), figure("f2", 5_000_000)])

    assert "People killed, scale by powers of ten" in words(draw_evidence(frame, sources))


@pytest.mark.parametrize("count", [1, 2, 12, 30])
def test_charts_draw_without_a_warning(figure, table, words, count) -> None:
    """Any number of figures gives a valid specification that comes back as it was and can be drawn."""
    frame, sources = table(
        [figure(f"f{number}", number * 37, reporter=f"Reporter {number}") for number in range(count)]
    )
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        chart = draw_evidence(frame, sources)
        spec = chart.to_dict()

        assert alt.LayerChart.from_dict(spec).to_dict() == spec
        assert words(chart) != []


def test_decoration_is_silent_and_marks_speak(figure, table, marks) -> None:
    """Only the marks are read out, each with its sentence; lines and labels are not."""
    frame, sources = table([figure("f1")])
    layers = draw_evidence(frame, sources).to_dict()["layer"]

    assert [layer["mark"].get("aria", True) for layer in layers].count(True) == 1
    assert marks(draw_evidence(frame, sources))[0]["sentence"] == (
        "Human Rights Watch: 400 people killed in Mali, 2019."
    )


def test_numbers_follow_the_language(figure, table, words) -> None:
    """A French chart separates thousands as French does."""
    frame, sources = table([figure("f1", 85000)])

    assert "85\u202f000ᵃ" in words(draw_evidence(frame, sources, locale="fr"))
