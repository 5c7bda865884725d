"""One rule at a time: what is counted, what stands beside, what is left out, and why."""

from dataclasses import replace

import pytest

from dashboard.consolidate import consolidate, latest
from dashboard.consolidate.rules import Rule
from dashboard.frames import documents_frame, figures_frame
from dashboard.model import (
    Cause,
    Certainty,
    Document,
    Indicator,
    Measure,
    Period,
    PeriodBasis,
    Place,
    PopulationGroup,
    Quantity,
    ReviewStatus,
    Unit,
)
from dashboard.wording import explain_rule

STOCK = {"indicator": Indicator.IDPS, "measure": Measure.STOCK}
RUNNING = {"indicator": Indicator.AFFECTED, "measure": Measure.CUMULATIVE, "cause": Cause.DISASTER}


def test_every_rule_has_a_sentence() -> None:
    """No rule of the ledger is without words for people."""
    assert [rule for rule in Rule if not explain_rule(rule.value).endswith(".")] == []


@pytest.mark.parametrize("certainty", [Certainty.FEARED, Certainty.PROJECTED, Certainty.NEGATED])
def test_only_reported_figures_count(say, settle, certainty) -> None:
    """What is feared, expected or denied makes no total, and the ledger says why."""
    done = settle(say("OCHA", "500", certainty=certainty))

    assert (len(done.totals), done.ledger["rule"].tolist()) == (0, ["only_reported"])


@pytest.mark.parametrize(
    ("status", "count"),
    [
        (ReviewStatus.UNREVIEWED, 1),
        (ReviewStatus.ACCEPTED, 1),
        (ReviewStatus.CORRECTED, 1),
        (ReviewStatus.REJECTED, 0),
        (ReviewStatus.CHANGED_AFTER_APPROVAL, 0),
    ],
)
def test_a_rejected_figure_never_counts(say, settle, status, count) -> None:
    """Review decides before every other rule; what changed after approval waits for a new look."""
    assert len(settle(say("OCHA", "500", review_status=status)).totals) == count


def test_the_same_statement_in_three_documents_is_one_claim(say, settle) -> None:
    """Relays add citations, not people."""
    figures = [say("UNHCR", "138", "Solhan in Sahel", document_id=f"d{number}") for number in range(3)]
    done = settle(*figures)

    assert done.totals["value"].tolist() == [138]
    assert done.claims[["citations", "role"]].values.tolist() == [[3, "counted"]]
    assert sorted(done.ledger["role"]) == ["counted", "out", "out"]


def test_a_claim_keeps_the_hedge_a_relay_dropped(say, settle) -> None:
    """The original says "at least 400", the article 400: one claim, with its hedge."""
    done = settle(say("HRW", "400", document_id="article"), say("HRW", "at least 400", document_id="review"))

    assert done.totals[["value", "quantifier"]].values.tolist() == [[400, "at_least"]]


def test_documents_without_a_reporter_are_not_one_reporter(say, settle) -> None:
    """Two texts that name nobody are never added, even about different months."""
    done = settle(
        say(None, "12", "Gao in Gao", "2019-01", document_id="d1"),
        say(None, "7", "Kidal in Kidal", "2019-05", document_id="d2"),
    )

    assert sorted(done.totals["value"]) == [7, 12]


@pytest.mark.parametrize("link", ["part_of", "same_as"])
def test_a_part_or_the_same_people_do_not_count_again(say, settle, roles, link) -> None:
    """3 of the 12, or 310 households of the 1,600 people, are out while the whole is there."""
    whole = say("OCHA", "12", "Gao in Gao")
    part = say("OCHA", "3", "Gao in Gao", "2019-05", **{link: whole.figure_id})
    done = settle(whole, part)

    assert (done.totals["value"].tolist(), roles(done, part)) == ([12], "out by linked_figure")


def test_a_replaced_toll_is_out(say, settle, roles) -> None:
    """95 dead, corrected to 35: the later figure stands, although it is lower."""
    first = say("Government", "95", "Sobane Da in Mopti", "2019-06-09")
    corrected = say("Government", "35", "Sobane Da in Mopti", "2019-06-09", supersedes=first.figure_id)
    done = settle(first, corrected)

    assert (done.totals["value"].tolist(), roles(done, first)) == ([35], "out by linked_figure")


def test_a_part_counts_where_its_whole_was_rejected(say, settle) -> None:
    """A link to a figure that is not in the running takes nothing away."""
    whole = say("OCHA", "12", "Gao in Gao", review_status=ReviewStatus.REJECTED)
    done = settle(whole, say("OCHA", "3", "Gao in Gao", part_of=whole.figure_id))

    assert done.totals["value"].tolist() == [3]


def test_links_in_a_circle_leave_one_standing(say, settle) -> None:
    """Two figures that name each other as the same people: the one in persons is counted."""
    people = say("IOM", "1600", "Gao in Gao")
    families = say("IOM", "310", "Gao in Gao", unit=Unit.HOUSEHOLD, same_as=people.figure_id)
    done = settle(replace(people, same_as=families.figure_id), families)

    assert done.totals["unit"].tolist() == ["person"]


@pytest.mark.parametrize(
    "other",
    [
        {"population_group": PopulationGroup.CHILDREN},
        {"unit": Unit.HOUSEHOLD},
        {"measure": Measure.CUMULATIVE},
        {"cause": Cause.DISASTER},
        {"indicator": Indicator.INJURED},
        {"place": Place("MRT", "Mauritania", origin_code="MLI")},
        {"place": Place("MLI", "Mali", origin_code="NER")},
    ],
)
def test_unlike_figures_are_never_compared_or_added(say, settle, other) -> None:
    """Group, unit, kind of count, cause, indicator, country and origin each make another series."""
    done = settle(say("UNHCR", "100", "", "2019-01"), say("UNHCR", "30", "", "2019-02", **other))

    assert sorted(done.totals["value"]) == [30, 100]
    assert done.totals["other_reporters"].tolist() == [0, 0]


def test_an_unstated_cause_is_the_one_its_peers_state(say, settle) -> None:
    """Two tolls of one attack compete, although only one text says what caused it."""
    done = settle(say("UN", "134", "Ogossagou in Mopti"), say("AFP", "136", "Ogossagou in Mopti", cause=Cause.UNKNOWN))

    assert done.totals[["cause", "other_reporters"]].values.tolist() == [["conflict", 1]]


def test_only_the_latest_stock_stands(say, settle, roles) -> None:
    """Last year's count of the displaced is not added to this year's."""
    old, new = (
        say("UNHCR", number, "", day, **STOCK) for number, day in (("99816", "2014-12-31"), ("61920", "2015-12-31"))
    )
    done = settle(old, new)

    assert (done.totals["value"].tolist(), roles(done, old)) == ([61920], "out by latest_stock")


def test_another_reporters_old_stock_is_no_range(say, settle, roles) -> None:
    """A count of years ago does not stand beside today's."""
    old, new = say("IOM", "61621", "", "2014-12-31", **STOCK), say("UNHCR", "414524", "", "2025-12-31", **STOCK)
    done = settle(old, new)

    assert (done.totals["other_reporters"].tolist(), roles(done, old)) == ([0], "out by latest_stock")


def test_a_running_total_replaces_the_earlier_one(say, settle, roles) -> None:
    """47,374 to August is inside 84,000 to October of the same floods."""
    first = say("Government", "47374", "", "2024-06-01/2024-08-22", **RUNNING)
    later = say("Government", "84000", "", "2024-06-01/2024-10-19", **RUNNING)
    done = settle(first, later)

    assert (done.totals["value"].tolist(), roles(done, first)) == ([84000], "out by running_total")


def test_flows_of_separate_months_are_added(say, settle, outermost) -> None:
    """One reporter's January and February make a sum with the weaker hedge."""
    done = settle(say("MINUSMA", "at least 12", "", "2020-01"), say("MINUSMA", "about 30", "", "2020-02"))

    assert outermost(done) == [("at_least", 42, "MINUSMA")]


def test_a_sum_over_months_is_one_reporters_own(say, settle, outermost, roles) -> None:
    """Where another reporter is counted for February, the sum still holds its own February."""
    months = [
        say("MINUSMA", number, "", when) for number, when in (("10", "2020-01"), ("20", "2020-02"), ("30", "2020-03"))
    ]
    other = say("HRW", "exactly 25", "", "2020-02")
    done = settle(*months, other)

    assert outermost(done) == [("unspecified", 60, "MINUSMA")]
    assert roles(done, months[1]) == "context by one_reporter"
    assert done.ledger["rule"].tolist().count("separate_periods") == 3


def test_a_year_and_its_month_are_not_added(say, settle, roles) -> None:
    """The month lies inside the year of the same reporter."""
    year, month = say("MINUSMA", "584", "", "2021"), say("MINUSMA", "40", "", "2021-05")
    done = settle(year, month)

    assert (done.totals["value"].tolist(), roles(done, month)) == ([584], "out by separate_periods")


def test_dates_of_reports_are_no_proof_of_separate_periods(say, settle, outermost) -> None:
    """Two figures dated only by their reports may be about the same people: no sum."""
    periods = [Period.of_month(2019, month, PeriodBasis.PUBLICATION) for month in (3, 7)]
    done = settle(say("HRW", "85000", period=periods[0]), say("HRW", "3000", period=periods[1]))

    assert outermost(done) == [("unspecified", 3000, "HRW"), ("unspecified", 85000, "HRW")]


def test_undated_figures_are_not_added(say, settle) -> None:
    """Without a date, nobody knows whether two figures overlap: one is counted."""
    done = settle(say("OCHA", "12", "", ""), say("OCHA", "7", "", ""))

    assert len(done.totals) == 1
    assert done.totals["value"].iloc[0] in (7, 12)


def test_reporters_are_never_added_together(say, settle, outermost) -> None:
    """Two reporters of one place and time: one is counted, the other shown as the range."""
    done = settle(say("UNHCR", "at least 138", "Solhan in Sahel"), say("Government", "132", "Solhan in Sahel"))

    assert outermost(done) == [("at_least", 138, "UNHCR")]
    assert done.totals[["other_low", "other_high"]].values.tolist() == [[132, 132]]


def test_the_latest_word_on_an_event_is_counted(say) -> None:
    """With the documents at hand, the report published last is counted."""
    early, late = say("AFP", "134", document_id="d1"), say("MINUSMA", "157", document_id="d2")
    documents = documents_frame(
        [Document("d1", published=Period.of_month(2019, 3)), Document("d2", published=Period.of_month(2020, 5))]
    )

    assert consolidate(figures_frame([early, late]), documents).totals["reporter"].tolist() == ["MINUSMA"]


def test_a_reviewed_figure_wins_among_equals(say, settle, outermost) -> None:
    """Of two equally recent and specific figures, the one a person accepted is counted."""
    done = settle(say("Alpha", "10", "Gao"), say("Beta", "12", "Gao", review_status=ReviewStatus.ACCEPTED))

    assert outermost(done) == [("unspecified", 12, "Beta")]


def test_a_village_is_inside_its_area_and_its_country(say, settle) -> None:
    """Ogossagou inside Mopti inside Mali: only Mali is outermost, and the ledger says so."""
    done = settle(say("HRW", "400", "Mali"), say("UN", "150", " in Mopti"), say("UN", "134", "Ogossagou in Mopti"))
    names = done.totals.set_index("value")
    inside = done.ledger[done.ledger["rule"] == "outer_place"]

    assert names["within"].isna().to_dict() == {400: True, 150: False, 134: False}
    assert names.loc[134, "within"] == names.loc[150, "total_id"]
    assert sorted(inside["reason"]) == [
        "inside Mali, which has a figure of its own",
        "inside Mopti, Mali, which has a figure of its own",
    ]


def test_a_place_without_its_area_is_found_in_it(say, settle) -> None:
    """Where only one text names the region of a village, both speak of the same village."""
    done = settle(say("UN", "134", "Ogossagou in Mopti"), say("AFP", "136", "Ogossagou, Bankass"))

    assert done.totals["other_reporters"].tolist() == [1]


def test_one_area_under_two_names_is_one_place(say, settle) -> None:
    """Timbuktu, Tombouctou and "Tombouctou region" are the same region, with or without its code."""
    names = ("Timbuktu", "Tombouctou region", " in Tombouctou")
    done = settle(*(say(f"Reporter {name}", "10", name) for name in names))

    assert done.totals["other_reporters"].tolist() == [2]


def test_two_attacks_are_not_two_claims_about_one(say, settle) -> None:
    """Ogossagou and Moura each have a total; neither is the other's range."""
    done = settle(
        say("UN", "at least 157", "Ogossagou in Mopti", "2019-03-23"),
        say("OHCHR", "at least 500", "Moura in Mopti", "2022-03-27/2022-03-31"),
        say("Army", "203", "Moura in Mopti", "2022-03-23/2022-03-31"),
    )

    assert done.totals.set_index("value")["other_reporters"].to_dict() == {157: 0, 500: 1}


def test_the_same_place_may_be_attacked_twice(say, settle) -> None:
    """Two reporters, two dates, one village: two totals, no range."""
    done = settle(say("UN", "10", "Kidal", "2019-01-15"), say("AFP", "20", "Kidal", "2019-10-02"))

    assert sorted(done.totals["value"]) == [10, 20]


def test_regions_of_one_reporter_are_added_where_nobody_counts_the_country(say, settle) -> None:
    """Two regions at one date make a sum that says it covers two places."""
    parts = [
        say("IOM", number, f" in {area}", "2021-08-31", **STOCK) for number, area in (("100", "Gao"), ("50", "Kidal"))
    ]
    done = settle(*parts)
    total = done.totals[done.totals["within"].isna()]

    assert total[["value", "place_count", "reporter"]].values.tolist() == [[150, 2, "IOM"]]
    assert sorted(done.ledger["role"]) == ["counted"] * 4


def test_regions_are_not_added_beside_a_national_figure(say, settle, outermost) -> None:
    """The country's own figure stands, however old, and its regions lie inside."""
    done = settle(
        say("UNHCR", "400", "", "2021-08-31", **STOCK),
        say("IOM", "100", " in Gao", "2021-08-31", **STOCK),
        say("IOM", "50", " in Kidal", "2021-08-31", **STOCK),
    )

    assert outermost(done) == [("unspecified", 400, "UNHCR")]


def test_places_that_may_overlap_are_not_added(say, settle) -> None:
    """Nobody knows that "central Mali" and Mopti are apart."""
    done = settle(say("HRW", "100", "central Mali", "2019"), say("HRW", "50", " in Mopti", "2019"))

    assert sorted(done.totals["value"]) == [50, 100]


def test_a_repeated_stock_is_recognised(say, settle) -> None:
    """The count of March 2023, given again at the end of three years, has not changed since."""
    days = ("2022-12-31", "2023-03-31", "2023-12-31", "2024-12-31")
    numbers = ("1700000", "2062534", "2062534", "2062534")
    done = settle(*(say("UNHCR", number, "", day, **STOCK) for number, day in zip(numbers, days, strict=True)))

    assert done.totals["unchanged_since"].dt.date.map(str).tolist() == ["2023-03-31"]


def test_no_figure_is_not_zero(settle) -> None:
    """Of nothing comes no total, not a total of 0."""
    done = settle()

    assert [len(table) for table in done] == [0, 0, 0]


def test_a_reported_zero_is_a_figure(say, settle) -> None:
    """A source that says 0 has said something."""
    assert settle(say("UN", "0")).totals["value"].tolist() == [0]


def test_the_latest_figure_of_each_indicator(say, settle) -> None:
    """One row an indicator, the newest one, the country before its villages."""
    done = settle(
        say("UN", "584", "", "2021"),
        say("UN", "1277", "", "2022"),
        say("UN", "20", "Kidal", "2023-01-01"),
        say("UNHCR", "414524", "", "2025-12-31", **STOCK),
    )

    assert latest(done.totals)[["indicator", "value"]].values.tolist() == [["idps", 414524], ["killed", 1277]]


def test_the_bounds_of_a_range_are_added_separately(say, settle) -> None:
    """Between 12 and 15, and exactly 10: between 22 and 25."""
    done = settle(
        say("UN", "12-15", " in Gao", "2019", quantity=Quantity(None, 12, 15, "between")),
        say("UN", "exactly 10", " in Kidal", "2019"),
    )
    total = done.totals[done.totals["within"].isna()].iloc[0]

    assert total[["value_low", "value_high", "quantifier"]].tolist() == [22, 25, "between"]


EVENTS = documents_frame([Document("ged", event_list="ucdp_ged"), Document("other", event_list="idu"), Document("d1")])
"""A list of events, another list, and an article."""


def settle_events(*figures):
    """Consolidate figures of these documents."""
    return consolidate(figures_frame(figures), EVENTS)


@pytest.mark.parametrize(
    "days", [("2019-03-04", "2019-03-04"), ("2019-03-04", "2019-03-05"), ("2019-03", "2019-03-04")]
)
def test_events_of_one_list_are_added(say, outermost, days) -> None:
    """Two rows are two events, whatever place, days and number they share; those without an area count too."""
    events = [say("UCDP", "5", "Ansongo in Gao", day, document_id="ged") for day in days]
    unplaced = say("UCDP", "7", "", "2019-03-04", document_id="ged")

    assert outermost(settle_events(*events)) == [("unspecified", 10, "UCDP")]
    assert outermost(settle_events(*events, unplaced)) == [("unspecified", 17, "UCDP")]


def test_who_repeats_an_event_adds_nobody(say, outermost) -> None:
    """An article that quotes the list repeats one of its events."""
    events = [say("UCDP", "5", "Ansongo in Gao", "2019-03-04", document_id="ged") for _ in range(2)]
    quoted = replace(events[0], figure_id="quoted", document_id="d1")
    done = settle_events(*events, quoted)

    assert outermost(done) == [("unspecified", 10, "UCDP")]
    assert done.claims["citations"].tolist() == [2, 1]


def test_two_lists_of_one_reporter_are_not_added(say, outermost) -> None:
    """The same event may stand in both."""
    early, final = (
        say("IDMC", number, "", "2019-03-04", document_id=of) for number, of in (("5", "ged"), ("6", "other"))
    )

    assert [number for _, number, _ in outermost(settle_events(early, final))] in ([5], [6])


def test_a_figure_for_the_year_stands_before_its_events(say, outermost) -> None:
    """What a reporter says of a year holds the events of the year."""
    events = [say("UCDP", "5", "", "2019-03-04", document_id="ged") for _ in range(2)]

    assert outermost(settle_events(*events, say("UCDP", "100", "", "2019"))) == [("unspecified", 100, "UCDP")]
