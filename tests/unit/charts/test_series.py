"""The time series: one line a reporter, broken where nobody counted."""

import warnings
from datetime import date

import altair as alt
import pytest

from dashboard.charts.series import MAX_LINES, draw_series
from dashboard.model import Cause, Indicator, Measure, Period, Quantifier, Quantity


@pytest.fixture
def count(figure):
    """Return a maker of counts of the displaced at the end of a year."""

    def count(reporter: str, year: int, value: float, **parts):
        given = {"indicator": Indicator.IDPS, "measure": Measure.STOCK, "period": Period.of_day(date(year, 12, 31))}
        return figure(f"{reporter}{year}{value:g}{len(parts)}", value, reporter=reporter, **(given | parts))

    return count


def list_runs(drawn: list[dict]) -> list[list[str]]:
    """Return the years of each unbroken piece of line."""
    runs: dict[str, list[str]] = {}
    for row in drawn:
        runs.setdefault(row["run"], []).append(row["date"][:4])
    return list(runs.values())


def test_a_line_is_broken_at_a_gap(count, table, marks) -> None:
    """Years without a count are not bridged."""
    frame, sources = table([count("UNHCR", year, 10_000 + year) for year in (2012, 2013, 2014, 2018, 2019)])

    assert list_runs(marks(draw_series(frame, sources))) == [["2012", "2013", "2014"], ["2018", "2019"]]


def test_each_reporter_has_its_own_line(count, table, marks) -> None:
    """Two reporters are never joined into one series."""
    frame, sources = table([count(name, year, 100 * year) for year in (2019, 2020) for name in ("UNHCR", "IDMC")])

    assert {row["run"].rpartition(" ")[0] for row in marks(draw_series(frame, sources))} == {"UNHCR", "IDMC"}


def test_unlike_series_of_a_reporter_are_apart(count, table, marks) -> None:
    """Conflict and disaster are two lines, and say which is which."""
    rows = [count("IDMC", year, year) for year in (2019, 2020)]
    floods = [count("IDMC", year, year / 10, cause=Cause.DISASTER) for year in (2019, 2020)]
    frame, sources = table([*rows, *floods])

    assert {row["line"] for row in marks(draw_series(frame, sources))} == {"IDMC", "IDMC, caused by disaster"}


def test_the_last_number_stands_with_its_line(count, table, words) -> None:
    """Hedge, letter and reporter are written out; an older end says its year."""
    about = Quantity(409_000, quantifier=Quantifier.APPROXIMATELY)
    rows = [count("UNHCR", year, value) for year, value in ((2024, 360_591), (2025, 414_524))]
    rows += [count("IDMC", 2023, 344_000), count("IDMC", 2024, 409_000, quantity=about)]
    frame, sources = table(rows)
    texts = words(draw_series(frame, sources))

    assert {"414,524ᵃ UNHCR", "about 409,000ᵇ IDMC, 2024"} <= set(texts)


def test_a_band_needs_a_range_of_the_source(count, table, marks) -> None:
    """Only a figure with both bounds has a band; two reporters' numbers never make one."""
    bounded = count("IOM", 2020, 50, quantity=Quantity(50, 40, 60, Quantifier.APPROXIMATELY))
    open_above = count("IOM", 2021, 70, quantity=Quantity(70, 70, None, Quantifier.AT_LEAST))
    frame, sources = table([bounded, open_above])

    assert [(row["low"], row["high"]) for row in marks(draw_series(frame, sources))] == [(40, 60), (None, None)]


def test_undated_and_vague_figures_are_not_drawn(count, table, marks) -> None:
    """What has no date or no best value has no place on a time axis."""
    vague = count("UNHCR", 2020, 1, quantity=Quantity(None, 24, 99, Quantifier.VAGUE))
    frame, sources = table([count("UNHCR", 2019, 10), count("UNHCR", 2018, 10, period=Period()), vague])

    assert [row["date"] for row in marks(draw_series(frame, sources))] == ["2019-12-31"]


def test_the_longest_lines_are_drawn(count, table, marks) -> None:
    """Beyond five lines nothing could be told apart; the description says how many figures are left out."""
    rows = [count(f"R{number}", year, number + 1) for number in range(7) for year in range(2010, 2012 + number)]
    frame, sources = table(rows)
    chart = draw_series(frame, sources)

    assert {row["line"] for row in marks(chart)} == {f"R{number}" for number in range(7 - MAX_LINES, 7)}
    assert chart.to_dict()["description"].endswith("5 more in the table.")


def test_nothing_to_draw_is_said(table, words) -> None:
    """An empty series is no empty frame of axes."""
    frame, sources = table([])

    assert words(draw_series(frame, sources)) == ["No figure found. This does not mean zero."]


@pytest.mark.parametrize("compact", [False, True])
def test_a_series_draws_without_a_warning(count, table, words, compact) -> None:
    """The specification is valid, comes back as it was, and names every line at both widths."""
    frame, sources = table([count(name, year, 9 * year) for year in range(2012, 2020) for name in ("UNHCR", "IDMC")])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        chart = draw_series(frame, sources, compact=compact)
        spec = chart.to_dict()

        assert alt.LayerChart.from_dict(spec).to_dict() == spec
        assert {"18,171ᵃ UNHCR", "18,171ᵇ IDMC"} <= set(words(chart, 340 if compact else 1208))
