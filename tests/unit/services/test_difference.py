"""What differs is found whole: nothing is new twice, and the order of rows says nothing."""

import random
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.model import (
    Cause,
    Certainty,
    Document,
    Figure,
    Indicator,
    Measure,
    Period,
    Place,
    Quantity,
    Unit,
    make_figure_id,
)
from dashboard.services.add import confirm, preview_file
from dashboard.services.difference import DifferenceKind, find_conflicts, find_difference, find_duplicates, make_claims
from dashboard.store import open_store

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
HEADER = b"indicator,value,location_code,reference_period_start,reporter\n"
MAY = HEADER + b"idps,350110,MLI,2024-05,IOM\nidps,2062534,BFA,2024-05,IOM\n"


@pytest.fixture
def store(tmp_path):
    """An empty store."""
    return open_store(f"sqlite:///{tmp_path}/humdash.sqlite")


def make_figure(value=100, reporter="OCHA", year=2024, country="MLI", **changes):
    """Return a stock of displaced people; the identifier tells one about another thing, not another number."""
    figure_id = make_figure_id(reporter, year, country, str(sorted(changes)))
    figure = Figure(
        figure_id,
        Indicator.IDPS,
        Measure.STOCK,
        Unit.PERSON,
        Quantity(value),
        place=Place(country, country),
        period=Period.of_year(year),
        reporter=reporter,
    )
    return replace(figure, **changes)


def put(store, figures, name="earlier.csv"):
    """Save figures as a table of this name."""
    document = Document(name, title=name)
    figures = [replace(figure, document_id=name) for figure in figures]
    return store.save(figures, [document], kind="table", source_name=name, content_sha256=name, now=NOW)


def count(store, figures, name="new.csv"):
    """Return how many figures there are of each kind that has any."""
    difference = find_difference(figures, store, name=name, document=Document("d", title=name))
    return {str(kind): number for kind in DifferenceKind if (number := difference.count(kind))}


def test_another_number_by_another_reporter_conflicts(store):
    """Two reporters who speak of the same people, place and period in other numbers are set side by side."""
    theirs = make_figure(350_000, "IOM")
    put(store, [theirs])
    ours = make_figure(380_000, "IDMC")
    difference = find_difference([ours], store, name="new.csv", document=Document("d"))
    assert difference.pairs(DifferenceKind.CONFLICTING) == [(ours.figure_id, theirs.figure_id)]
    assert count(store, [make_figure(350_000, "IDMC")]) == {"new": 1}


@pytest.mark.parametrize(
    "change",
    [
        {"period": Period.of_year(2023)},
        {"place": Place("NER", "Niger")},
        {"measure": Measure.FLOW},
        {"unit": Unit.HOUSEHOLD},
        {"certainty": Certainty.PROJECTED},
        {"part_of": "total"},
        {"period": Period()},
        {"place": Place()},
        {"reporter": None},
        {"reporter": "iom"},
    ],
    ids=str,
)
def test_what_is_about_something_else_does_not_conflict(change):
    """Another period, place, kind of count, certainty, a part of a total, or nobody named contradicts nobody."""
    ours = replace(make_figure(380_000, "IDMC"), **change)
    assert find_conflicts(make_claims([ours]), make_claims([make_figure(350_000, "IOM")])).empty


def test_an_unstated_cause_may_conflict_with_any_but_two_stated_ones_not():
    """Who does not name the cause may mean the same people; floods and war are different people."""
    theirs = make_claims([make_figure(350_000, "IOM", cause=Cause.CONFLICT)])
    for cause, expected in {Cause.UNKNOWN: 1, Cause.CONFLICT: 1, Cause.DISASTER: 0}.items():
        assert len(find_conflicts(make_claims([make_figure(380_000, "IDMC", cause=cause)]), theirs)) == expected


def test_several_events_of_one_reporter_do_not_conflict_with_anybody():
    """Where a reporter counts two events of one place and day, nobody knows which one another reporter means."""
    events = [make_figure(12, "UCDP"), make_figure(30, "UCDP", figure_id="second")]
    assert find_conflicts(make_claims([make_figure(14, "OCHA")]), make_claims(events)).empty


def test_the_same_claim_from_another_document_is_a_duplicate(store):
    """A number that its reporter is quoted with already is new here, and said to be there."""
    theirs = make_figure(350_000, "IOM", figure_id="in an article")
    put(store, [theirs])
    ours = make_figure(350_000, "IOM")
    difference = find_difference([ours], store, name="new.csv", document=Document("d"))
    assert difference.pairs(DifferenceKind.DUPLICATE) == [(ours.figure_id, theirs.figure_id)]
    assert difference.count(DifferenceKind.CONFLICTING) == 0
    assert find_duplicates(make_claims([make_figure(350_001, "IOM")]), make_claims([theirs])).empty


def test_what_the_next_edition_leaves_out_is_missing(store):
    """A figure of the earlier edition that is not in the file is named; those of other tables are not."""
    put(store, [make_figure(year=year) for year in (2021, 2022, 2023)], "idps-2024-05.csv")
    put(store, [make_figure(reporter="UNHCR")], "refugees.csv")
    edition = [make_figure(year=2022), make_figure(99, year=2023), make_figure(year=2024)]
    assert count(store, edition, "idps-2024-06.csv") == {"new": 1, "changed": 1, "same": 1, "missing": 1}


def test_another_table_of_the_same_name_but_for_numbers_misses_nothing(store):
    """A file with other figures altogether is no later edition, only because its name is alike."""
    put(store, [make_figure(year=2021)], "idps-2021.csv")
    assert count(store, [make_figure(year=2022)], "idps-2022.csv") == {"new": 1}


def test_a_withdrawn_edition_misses_nothing(store):
    """What was taken back is not there to be missed."""
    batch = put(store, [make_figure(year=2021), make_figure(year=2022)], "idps.csv")
    store.withdraw(batch.batch_id, now=NOW)
    assert count(store, [make_figure(year=2022)], "idps.csv") == {"new": 1}


def test_an_article_has_no_edition(store):
    """Pasting an article never makes the figures of a table missing."""
    put(store, [make_figure(year=2021), make_figure(year=2022)], "idps.csv")
    difference = find_difference([make_figure(year=2022)], store, name="idps.csv", document=Document("d", text="x"))
    assert difference.count(DifferenceKind.MISSING) == 0


def test_a_file_against_itself_is_all_the_same(store):
    """The figures of a saved file are the same afterwards, whatever it is called."""
    confirm(store, preview_file(MAY, "may.csv", store=store), now=NOW)
    draft = preview_file(MAY, "other.csv", store=store)
    assert [draft.count(kind) for kind in DifferenceKind] == [0, 0, 2, 0, 0, 0]


figures_of_a_table = st.lists(
    st.builds(
        make_figure,
        st.integers(0, 3),
        st.sampled_from(["OCHA", "IOM", "UNHCR"]),
        st.integers(2020, 2022),
        st.sampled_from(["MLI", "NER"]),
    ),
    unique_by=lambda figure: figure.figure_id,
    max_size=12,
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(theirs=figures_of_a_table, ours=figures_of_a_table, seed=st.integers(0, 9))
def test_the_order_of_rows_says_nothing(tmp_path_factory, theirs, ours, seed):
    """Shuffled files give the same differences; each figure is new, changed or the same, once."""
    store = open_store(f"sqlite:///{tmp_path_factory.mktemp('store')}/humdash.sqlite")
    put(store, theirs, "table.csv")
    document = Document("d", title="table.csv")
    shuffled = random.Random(seed).sample(ours, len(ours))  # noqa: S311 - no secret
    found, again = (
        find_difference(figures, store, name="table.csv", document=document).entries for figures in (ours, shuffled)
    )
    key = ["kind", "figure_id", "other_id"]
    assert sorted(found[key].fillna("").values.tolist()) == sorted(again[key].fillna("").values.tolist())
    partition = found[found["kind"].isin(["new", "changed", "same"])]["figure_id"].tolist()
    assert sorted(partition) == sorted(figure.figure_id for figure in ours)
    missing = {figure.figure_id for figure in theirs} - {figure.figure_id for figure in ours}
    assert set(found[found["kind"] == "missing"]["figure_id"]) == missing
