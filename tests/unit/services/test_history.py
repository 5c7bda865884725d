"""Points in the history, the difference between two of them, and files that say of when they are."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from dashboard.export.card import CardSize
from dashboard.model import Cause, Document, Figure, Indicator, Measure, Period, Place, Quantity, StoreError, Unit
from dashboard.services.brief import ChartKind, FileKind, brief, name_file, render, render_data
from dashboard.services.history import (
    BATCHES_A_PAGE,
    Part,
    compare_totals,
    count_batches,
    describe_change,
    describe_total_change,
    list_batches,
    list_changes,
    open_batch,
    render_changes,
    undo,
)
from dashboard.services.points import find_as_of, find_latest_point, find_point
from dashboard.services.query import Filters, query
from dashboard.store import Store, open_store

MAY = datetime(2026, 5, 3, 9, 5, tzinfo=UTC)
DAY = timedelta(days=1)


def make_figure(key: str, value: float, year: int = 2019, country: str = "MLI") -> Figure:
    """Return a figure about people killed in a country."""
    return Figure(
        key,
        Indicator.KILLED,
        Measure.FLOW,
        Unit.PERSON,
        Quantity(value),
        document_id="d1",
        place=Place(country, "Mali" if country == "MLI" else "Niger"),
        period=Period.of_year(year),
        reporter="OCHA",
    )


def save(store: Store, name: str, figures: list[Figure], now: datetime = MAY, kind: str = "table") -> None:
    """Import figures as one batch."""
    store.save(figures, [Document("d1", "Report", "OCHA")], kind=kind, source_name=name, content_sha256=name, now=now)


@pytest.fixture
def store(tmp_path) -> Store:
    """Return a store with two batches, two days apart."""
    store = open_store(f"sqlite:///{tmp_path}/humdash.sqlite")
    save(store, "may.csv", [make_figure("f1", 400), make_figure("f2", 7, country="NER")])
    save(store, "june.csv", [make_figure("f1", 456), make_figure("f3", 90, 2024)], MAY + 2 * DAY)
    return store


class TestPoints:
    """Numbers, days and moments."""

    @pytest.mark.parametrize(
        ("text", "batch", "words"),
        [
            ("1", 1, "3 May 2026, 09:05 UTC, batch 1"),
            (" 2 ", 2, "5 May 2026, 09:05 UTC, batch 2"),
            ("2026-05-03", 1, "3 May 2026, end of day UTC, batch 1"),
            ("2026-05-04", 1, "4 May 2026, end of day UTC, batch 1"),
            ("2026-05-05", 2, "5 May 2026, end of day UTC, batch 2"),
            ("2026-05-05T09:04", 1, "5 May 2026, 09:04 UTC, batch 1"),
            ("2026-05-05T11:05+02:00", 2, "5 May 2026, 09:05 UTC, batch 2"),
            ("2026-05-02", 0, "2 May 2026, end of day UTC, before the first batch"),
        ],
    )
    def test_a_point_is_the_last_batch_up_to_it(self, store, text, batch, words):
        """A day means its end in UTC, a moment itself, a number the state right after that batch."""
        point = find_point(store, text)
        assert (point.batch_id, point.describe()) == (batch, words)

    @pytest.mark.parametrize("text", ["", "yesterday", "2026-13-01", "-1", "1.5", "9" * 40])
    def test_what_is_no_point_is_refused(self, store, text):
        """Anything else is an error that says what to write."""
        with pytest.raises(StoreError, match="neither the number of a batch nor a day"):
            find_point(store, text)

    def test_an_unknown_batch_is_refused(self, store):
        """A batch that does not exist is not taken for the last one."""
        with pytest.raises(StoreError, match="no such batch"):
            find_point(store, "3")

    def test_there_is_nothing_to_see_before_the_first_batch(self, store):
        """An empty dashboard would read as if nothing had happened; the first batch is named instead."""
        with pytest.raises(StoreError, match=r"nothing yet on 2 May 2026\. The first batch is of 3 May 2026"):
            find_as_of(store, "2026-05-02")

    def test_the_latest_point_is_the_last_batch(self, store, tmp_path):
        """An empty store has none."""
        assert find_latest_point(store).batch_id == 2
        assert find_latest_point(open_store(f"sqlite:///{tmp_path}/empty.sqlite")) is None


class TestBatches:
    """The list, and one of them opened."""

    def test_reviews_have_a_part_of_their_own(self, store):
        """Many small reviews do not hide the imports; every batch is in "all"."""
        save(store, "review", [make_figure("f9", 1)], kind="review")
        undo(store, 2, now=MAY + 3 * DAY)
        found = {part: [batch.batch_id for batch in list_batches(store, part)] for part in Part}
        assert found == {
            Part.DATA: [4, 2, 1],
            Part.IMPORTS: [2, 1],
            Part.UNDOS: [4],
            Part.REVIEWS: [3],
            Part.ALL: [4, 3, 2, 1],
        }
        assert {part: count_batches(store, part) for part in Part} == {part: len(found[part]) for part in Part}

    def test_pages_are_of_one_length(self, store):
        """The second page begins where the first ends."""
        for number in range(BATCHES_A_PAGE):
            save(store, f"more {number}", [make_figure(f"m{number}", 1)])
        pages = [[batch.batch_id for batch in list_batches(store, page=page)] for page in (1, 2)]
        assert pages == [list(range(22, 2, -1)), [2, 1]]

    def test_an_opened_batch_says_what_it_brought(self, store):
        """Its documents, and whether it can be undone."""
        entry = open_batch(store, 2)
        assert [paper.title for paper in entry.documents] == ["Report"]
        assert entry.can_be_undone
        undo(store, 2, now=MAY)
        assert [open_batch(store, number).can_be_undone for number in (2, 3)] == [False, False]


class TestDifference:
    """Between two points."""

    def test_each_change_is_a_line(self, store):
        """A changed figure has its old and its new number, a new one its number."""
        assert [describe_change(change) for change in list_changes(store, 1, 2)] == [
            "changed: People killed, Mali, 2019, OCHA: 400 → 456",
            "new: People killed, Mali, 2024, OCHA: 90",
        ]

    def test_the_shown_total_changes_where_a_later_figure_takes_its_place(self, store):
        """The total on the page is the latest one, not the changed one; the untouched country is not named."""
        lines = [describe_total_change(change) for change in compare_totals(store, 1, 2, store.changed_places(1, 2))]
        assert lines == ["Mali, People killed: 400 (2019, OCHA) → 90 (2024, OCHA)"]

    def test_what_disasters_did_is_compared_apart(self, store):
        """A new total of disasters is seen though that of conflict stays."""
        raid = replace(make_figure("f4", 15, 2025), cause=Cause.CONFLICT)
        flood = replace(make_figure("f5", 12), cause=Cause.DISASTER)
        save(store, "raid.csv", [raid], MAY + 3 * DAY)
        save(store, "flood.csv", [flood], MAY + 4 * DAY)
        lines = [describe_total_change(change) for change in compare_totals(store, 3, 4, ["MLI"])]
        assert lines == ["Mali, People killed, disaster: no figure → 12 (2019, OCHA)"]

    def test_no_figure_is_not_zero(self, store):
        """A total that was not there is said to be missing."""
        lines = [describe_total_change(change) for change in compare_totals(store, 0, 1, ["NER"])]
        assert lines == ["Niger, People killed: no figure → 7 (2019, OCHA)"]

    def test_the_csv_has_both_states_side_by_side(self, store):
        """One row a figure; a state that is missing is empty, never 0."""
        head, *rows = render_changes(store, 1, 2).decode("utf-8-sig").splitlines()
        names = head.split(",")
        values = [dict(zip(names, row.split(","), strict=True)) for row in rows]
        assert [(row["change"], row["before_value"], row["after_value"]) for row in values] == [
            ("changed", "400", "456"),
            ("new", "", "90"),
        ]


class TestAsOf:
    """The dashboard as it was."""

    def test_a_view_as_of_a_batch_shows_the_earlier_value(self, store):
        """What was 456 since is 400 again, and what came later is not there."""
        filters = Filters("MLI", Indicator.KILLED)
        values = [query(store, filters, point).figures["value"].tolist() for point in (find_as_of(store, "1"), None)]
        assert values == [[400], [90, 456]]

    def test_a_card_says_as_of_when_it_is(self, store):
        """The line of provenance names the batch, so that nobody takes an old card for a new one."""
        view = query(store, Filters("MLI", Indicator.KILLED), find_as_of(store, "2026-05-03"))
        card = brief(view, ChartKind.EVIDENCE, MAY + 9 * DAY)
        assert card.provenance.startswith(
            "humdash, data as of 3 May 2026, end of day UTC, batch 1, exported 12 May 2026"
        )
        assert "as of 3 May 2026" in render(card, CardSize.SLIDE, FileKind.SVG).decode()

    def test_the_data_say_as_of_when_they_are(self, store):
        """Every row of the CSV and the name of the file carry the point; those of now do not."""
        filters = Filters("MLI", Indicator.KILLED)
        then, now = query(store, filters, find_as_of(store, "1")), query(store, filters)
        head, row = render_data(then).decode("utf-8-sig").splitlines()
        assert head.endswith(",citation,data_as_of")
        assert row.endswith('"3 May 2026, 09:05 UTC, batch 1"')
        assert "data_as_of" not in render_data(now).decode("utf-8-sig")
        assert name_file(then, FileKind.CSV, MAY) == "mali-killed-as-of-batch-1-2026-05-03.csv"
