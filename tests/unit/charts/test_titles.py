"""Titles state the finding with its hedge, place, date and reporter; subtitles say what it rests on."""

from datetime import date

import pytest

from dashboard.charts.evidence import order_evidence
from dashboard.charts.titles import describe_extent, finding_subtitle, finding_title
from dashboard.consolidate import consolidate
from dashboard.frames import figures_frame
from dashboard.model import Cause, Indicator, Measure, Period, PeriodBasis, Place, Quantifier, Quantity

OGOSSAGOU = Place("MLI", "Mali", None, "Mopti", None, "Ogossagou")
THE_DAY = Period.of_day(date(2019, 3, 23))


@pytest.fixture
def head():
    """Return a function that gives title and subtitle of figures."""

    def head(*figures) -> tuple[str, str]:
        frame = figures_frame(figures)
        done = consolidate(frame)
        return finding_title(order_evidence(frame), done), finding_subtitle(order_evidence(frame), done)

    return head


def at_least(number: float) -> Quantity:
    """Return a count that is at least so many."""
    return Quantity(number, number, None, Quantifier.AT_LEAST)


def test_the_finding_names_the_range_of_the_others(figure, head) -> None:
    """One number is counted; what others say follows with its hedges."""
    told = {"place": OGOSSAGOU, "period": THE_DAY}
    title, subtitle = head(
        figure("f1", reporter="MINUSMA", quantity=at_least(157), **told),
        figure("f2", reporter="ORTM", quantity=Quantity(136), **told),
        figure("f3", reporter="Tabital Pulaaku", quantity=at_least(170), **told),
    )

    assert title == (
        "At least 157 people killed in Ogossagou, Mopti, on 23 March 2019, according to MINUSMA; "
        "other sources: 136 to at least 170"
    )
    assert subtitle == "People killed, Mali; 3 figures by 3 reporters; 2019"


def test_the_first_article_reads_as_it_should(figure, head) -> None:
    """The date of a report is not given out as the date of the deaths."""
    title, _ = head(figure("f1", quantity=at_least(400), period=Period.of_year(2019, PeriodBasis.PUBLICATION)))

    assert title == "At least 400 people killed in Mali, reported in 2019, according to Human Rights Watch"


def test_the_newest_stock_leads(figure, head) -> None:
    """Of counts at several dates the last one is the finding, and a repeated one is called so."""
    stock = {"indicator": Indicator.IDPS, "measure": Measure.STOCK, "reporter": "UNHCR"}
    days = [date(2023, 12, 31), date(2024, 12, 31), date(2025, 12, 31)]
    title, subtitle = head(*(figure(f"f{day.year}", 2_062_534, period=Period.of_day(day), **stock) for day in days))

    assert title == "2,062,534 internally displaced people in Mali on 31 December 2025, according to UNHCR"
    assert subtitle.endswith("2023–2025; the same number is repeated since 31 December 2023")


def test_a_sum_over_places_says_so(figure, head) -> None:
    """Two regions added are never given out as the country."""
    parts = [Place("MLI", "Mali", None, area) for area in ("Gao", "Kidal")]
    title, _ = head(*(figure(f"f{number}", 10, place=place) for number, place in enumerate(parts)))

    assert title == "20 people killed in 2 places in Mali in 2019, according to Human Rights Watch"


def test_a_title_is_never_empty(head) -> None:
    """Without a figure the title says so, and the subtitle that this is not zero."""
    assert head() == ("No figure found", "This does not mean zero.")


def test_what_nobody_says_is_not_made_up(figure, head) -> None:
    """Neither place, date nor reporter is filled in."""
    title, _ = head(figure("f1", reporter=None, place=Place(), period=Period()))

    assert title == "400 people killed, not dated, reporter not named"


@pytest.mark.parametrize(
    ("causes", "count"),
    [
        ((Cause.DISASTER, Cause.CONFLICT), "7 people displaced because of disasters in Mali"),
        ((Cause.DISASTER, Cause.DISASTER), "7 people displaced in Mali"),
        ((Cause.CONFLICT, Cause.DISASTER), "7 people displaced because of conflict and violence in Mali"),
        ((Cause.CONFLICT, Cause.UNKNOWN), "7 people displaced in Mali"),
        ((Cause.UNKNOWN, Cause.DISASTER), "7 people displaced in Mali"),
    ],
)
def test_the_cause_is_named_where_another_stands_apart(figure, head, causes, count) -> None:
    """A number of people displaced by disasters is not given out as all the displaced, and no cause is made up."""
    told = {"indicator": Indicator.DISPLACED}
    newest, older = causes
    title, _ = head(
        figure("f1", 7, cause=newest, period=Period.of_day(date(2019, 5, 2)), **told),
        figure("f2", 9, cause=older, period=Period.of_day(date(2018, 5, 2)), **told),
    )

    assert title.startswith(count)


@pytest.mark.parametrize(
    ("shown", "extent"),
    [
        (["new", "old"], "2 of 3 figures shown, all of this cause"),
        (["conflict"], "1 of 3 figures shown, the newest"),
        (["new"], "1 of 3 figures shown, the newest of this cause"),
        (["old"], "1 of 3 figures shown"),
        (["new", "old", "conflict"], "3 figures"),
    ],
)
def test_figures_are_called_the_newest_only_where_they_are(figure, shown, extent) -> None:
    """None that is left out may be newer; where only those of another cause are, that is said."""
    days = {"conflict": date(2019, 6, 1), "new": date(2019, 5, 2), "old": date(2019, 4, 1)}
    frame = figures_frame(
        figure(name, cause=Cause.CONFLICT if name == "conflict" else Cause.DISASTER, period=Period.of_day(day))
        for name, day in days.items()
    )

    assert describe_extent(frame[frame["figure_id"].isin(shown)], frame) == extent
