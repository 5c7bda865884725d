"""Dates are read as spans of days, and a date of the report is not taken for one of the events."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.extract.context import Context
from dashboard.extract.periods import PeriodReader
from dashboard.extract.segment import find_sentences
from dashboard.model import Document, Measure, Period, PeriodBasis, PeriodPrecision
from dashboard.reference.lexicon import load_lexicon

PUBLISHED = "2022-01-12"


def find(text: str, published: str | None = PUBLISHED) -> list[str]:
    """Return the dates of a one-sentence text as "start/end"."""
    reader = PeriodReader("en", Period.fromisoformat(published) if published else None)
    found = [date.period for date in reader.find(find_sentences(text)[0])]
    return [f"{period.start}/{period.end}" if period else "unknown" for period in found]


def context(text: str, published: str | None = None, title: str | None = None) -> Context:
    """Return the context of a text."""
    period = Period.fromisoformat(published) if published else None
    document = Document("d1", title=title, published=period, text=text)
    return Context(document, find_sentences(text), load_lexicon("en"))


def period_of(
    text: str, number: str, published: str | None = None, *, title: str | None = None, measure: Measure = Measure.FLOW
) -> Period:
    """Return the period of the first ``number`` in a text."""
    start = text.index(number)
    sentence = next(sentence for sentence in find_sentences(text) if sentence.start <= start < sentence.end)
    return context(text, published, title).period(sentence, start, start + len(number), measure)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on 23 March 2019", "2019-03-23/2019-03-23"),
        ("on March 23rd, 2019", "2019-03-23/2019-03-23"),
        ("on the 23rd of March 2019", "2019-03-23/2019-03-23"),
        ("on 2019-03-23", "2019-03-23/2019-03-23"),
        ("on 23/03/2019", "2019-03-23/2019-03-23"),
        ("on 23.03.2019", "2019-03-23/2019-03-23"),
        ("on 9 Jan. 90", "1990-01-09/1990-01-09"),
        ("in March 2019", "2019-03-01/2019-03-31"),
        ("in 2019", "2019-01-01/2019-12-31"),
        ("in Q2 2019", "2019-04-01/2019-06-30"),
        ("in the first quarter of 2019", "2019-01-01/2019-03-31"),
        ("in the first half of 2019", "2019-01-01/2019-06-30"),
        ("in the second half of 2019", "2019-07-01/2019-12-31"),
        ("in the first six months of 2019", "2019-01-01/2019-06-30"),
        ("between 12 and 15 March 2019", "2019-03-12/2019-03-15"),
        ("from 12 to 15 March 2019", "2019-03-12/2019-03-15"),
        ("on March 12-15, 2019", "2019-03-12/2019-03-15"),
        ("in the night of 4 to 5 June 2021", "2021-06-04/2021-06-05"),
        ("between January and March 2019", "2019-01-01/2019-03-31"),
        ("from November 2019 to February 2020", "2019-11-01/2020-02-29"),
        ("between November and February 2020", "2019-11-01/2020-02-29"),
        ("in 2012-2014", "2012-01-01/2014-12-31"),
        ("in 2019/20", "2019-01-01/2020-12-31"),
        ("since January 2012", "2012-01-01/2022-01-12"),
        ("as of 31 December 2014", "2014-12-31/2014-12-31"),
        ("at the end of 2013", "2013-12-31/2013-12-31"),
        ("by the end of March 2013", "2013-03-31/2013-03-31"),
        ("by mid-March 2013", "2013-03-15/2013-03-15"),
        ("since mid-June 2021", "2021-06-15/2022-01-12"),
        ("in a war that began in October 2021", "2021-10-01/2022-01-12"),
        ("in the first week of March 2019", "2019-03-01/2019-03-07"),
        ("in the first ten days of March 2019", "2019-03-01/2019-03-10"),
        ("in the second half of April 2019", "2019-04-16/2019-04-30"),
        ("in the last week of April 2019", "2019-04-24/2019-04-30"),
    ],
)
def test_reads_dates_of_every_form(text: str, expected: str) -> None:
    """A printed date is the days it spans, whatever its form."""
    assert find(f"Some people died {text}.") == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on Monday", "2022-01-10/2022-01-10"),
        ("on Wednesday", "2022-01-12/2022-01-12"),
        ("yesterday", "2022-01-11/2022-01-11"),
        ("in the past 24 hours", "2022-01-11/2022-01-12"),
        ("over the past week", "2022-01-05/2022-01-12"),
        ("last week", "2022-01-03/2022-01-09"),
        ("last month", "2021-12-01/2021-12-31"),
        ("last year", "2021-01-01/2021-12-31"),
        ("so far this year", "2022-01-01/2022-01-12"),
        ("three days ago", "2022-01-09/2022-01-09"),
        ("two weeks ago", "2021-12-27/2022-01-02"),
        ("over the weekend", "2022-01-08/2022-01-09"),
        ("on 23 March", "2021-03-23/2021-03-23"),
        ("in December", "2021-12-01/2021-12-31"),
        ("since the start of the year", "2022-01-01/2022-01-12"),
        ("in September last year", "2021-09-01/2021-09-30"),
        ("in the third quarter", "2021-07-01/2021-09-30"),
        ("in the first half of the year", "2021-01-01/2021-06-30"),
        ("between the 30 December and the 2 January", "2021-12-30/2022-01-02"),
        ("since the end of March", "2021-03-01/2022-01-12"),
    ],
)
def test_counts_from_the_publication(text: str, expected: str) -> None:
    """A date without a year, or without a date at all, is the last one before the publication."""
    assert find(f"Some people died {text}.") == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12 died in week 1.", ["2022-01-03/2022-01-09"]),
        ("In week 50, 12 died.", ["2021-12-13/2021-12-19"]),
        ("In epidemiological week 17 of 2020 12 died.", ["2020-04-20/2020-04-26"]),
        ("12 died (week 53, 2020).", ["2020-12-28/2021-01-03"]),
        ("In week 53 of 2021, 12 died.", ["unknown"]),
        ("In a bad week 17 people died.", []),
        ("Every week 17, or more, died.", []),
    ],
)
def test_a_week_may_have_a_number(text: str, expected: list[str]) -> None:
    """Weeks are those of ISO 8601; without a year the last one before the report; seventeen people are no week."""
    assert find(text) == expected


@pytest.mark.parametrize("text", ["on Monday", "last week", "three days ago", "yesterday", "on 23 March"])
def test_gives_no_period_without_a_publication(text: str) -> None:
    """A day that is counted from an unknown day is unknown, not guessed."""
    assert find(f"Some people died {text}.", published=None) == ["unknown"]


def test_a_year_of_publication_is_too_coarse_for_a_day() -> None:
    """A date like "on Monday" in a report of 2021 is no known day, but "last year" is 2020."""
    assert find("Some died on Monday, others last year.", "2021") == ["unknown", "2020-01-01/2020-12-31"]


@pytest.mark.parametrize(
    "text",
    ["Some people died, twice as many as in 2019, no, more than in the same month of 2019.", "fewer than in 2019"],
)
def test_a_year_that_is_compared_with_dates_nothing(text: str) -> None:
    """How many there were in another year says nothing about when these died."""
    assert find(text)[-1] == "unknown"


@pytest.mark.parametrize(
    "text",
    ["Some 2000 families fled.", "They may march in the second week.", "No date at all."],
)
def test_counts_and_words_are_no_dates(text: str) -> None:
    """Four digits before a noun are a count, and "may" is a verb."""
    assert find(text) == []


@given(
    st.dates(date(1950, 1, 1), date(2049, 12, 31)), st.sampled_from(["%d %B %Y", "%B %d, %Y", "%Y-%m-%d", "%d.%m.%Y"])
)
def test_every_printed_day_is_read_back(day: date, form: str) -> None:
    """Format and read are inverse for every day."""
    assert find(f"They fled on {day.strftime(form)}.") == [f"{day}/{day}"]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("The agency reported in 2019 of 85,000 people fleeing.", "85,000"),
        ("In its 2019 report the agency speaks of 85,000 people.", "85,000"),
        ("In 2019, UNHCR reported that 85,000 people had fled.", "85,000"),
        ("A report published in 2019 speaks of 85,000 people.", "85,000"),
    ],
)
def test_a_date_of_saying_dates_the_report(text: str, number: str) -> None:
    """When something was said does not say when it happened."""
    expected = Period.of_year(2019, PeriodBasis.PUBLICATION)
    assert expected == period_of(text, number)


@pytest.mark.parametrize(
    ("text", "number", "expected"),
    [
        ("Officials said on Monday that 12 people were killed in June 2021.", "12", "2021-06"),
        ("In 2019, UNHCR registered 85,000 arrivals.", "85,000", "2019"),
        ("There were 12 deaths in 2019, against 30 people killed in 2020.", "30", "2020"),
        ("There were 12 deaths in 2019, against 30 people killed in 2020.", "12", "2019"),
        ("For 2019, UNHCR reported 85,000 arrivals.", "85,000", "2019"),
        ("Arrivals rose from 1,200 in May 2021 to 4,400 in October 2021.", "4,400", "2021-10"),
    ],
)
def test_a_date_of_happening_is_stated(text: str, number: str, expected: str) -> None:
    """The nearest date that is not the report's own is the figure's."""
    period = period_of(text, number)
    assert (period.isoformat(), period.basis) == (expected, PeriodBasis.STATED)


def test_the_publication_stands_in() -> None:
    """Without any date a figure has that of its document, as finely as it is known; else none."""
    assert period_of("Some 12 people died.", "12", "2020-01") == Period.of_month(2020, 1, PeriodBasis.PUBLICATION)
    assert period_of("Some 12 people died.", "12") == Period()


def test_the_date_of_the_event_is_carried_on() -> None:
    """A sentence without a date takes that of the one before, or of the one behind that only says when."""
    told = "Gunmen came on 4 June 2021. They killed 12 people."
    asked = "They killed 12 people. It was on 4 June 2021."
    assert [period_of(text, "12").isoformat() for text in (told, asked)] == ["2021-06-04", "2021-06-04"]


@pytest.mark.parametrize(
    "text",
    [
        "They killed 12 people. On 4 June 2021, the army came.",
        "They killed 12 people. The army found 3 bodies on 4 June 2021.",
        "They killed 12 people. The road was shut. It was cleared on 4 June 2021.",
    ],
)
def test_what_is_told_later_does_not_date_what_was_told_before(text: str) -> None:
    """A later day of the paragraph is that of another event: it opens a sentence, or has counts of its own."""
    assert period_of(f"Mali is vast. It is dry. It is poor.\n\n{text}", "12") == Period()


@pytest.mark.parametrize(
    "text",
    [
        "Some 341 people died, including 58 in May 2021.",
        "They counted 341 cases in Gao, where 20 people have died since May 2021.",
        "They counted 341 cases in Gao, in the area which saw 20 deaths in May 2021.",
    ],
)
def test_the_date_of_a_part_or_of_a_clause_is_not_that_of_the_whole(text: str) -> None:
    """A date behind a later count is its own, if that is a part or stands in a clause that only says where."""
    assert period_of(f"Mali is vast. It is dry. It is poor.\n\n{text}", "341") == Period()
    assert period_of("Some 341 people died, including 58 children, in May 2021.", "341") == Period.of_month(2021, 5)


def test_dates_parted_by_a_semicolon_need_not_share_a_year() -> None:
    """The year of one does not go over to the other."""
    text = "Rains in January killed 18 people; a slide on 26 March 2022 killed 7."
    assert period_of(text, "18", "2023-03-17").isoformat() == "2023-01"


def test_a_background_year_is_not_carried_on() -> None:
    """That the war began in 2012 does not date the next sentence."""
    assert period_of("The war began in 2012. Some 12 people died.", "12").precision is PeriodPrecision.UNKNOWN


def test_a_count_since_ends_on_the_day_it_was_made() -> None:
    """What was counted since 1 June, and said on 22 August, runs from June to that day."""
    text = "Floods have killed 30 people since 1 June 2024, the ministry said on 22 August 2024."
    period = period_of(text, "30", "2024-09")
    assert (period.start, period.end) == (date(2024, 6, 1), date(2024, 8, 22))


def test_numbers_of_dates_are_known() -> None:
    """The offsets of dates are given, so that days and years never become counts."""
    text = "On 23 March 2019, at 11:30, some 12 died in the 1990s."
    spans = context(text).date_spans(find_sentences(text)[0])
    assert [text[start:end] for start, end in spans] == ["23 March 2019", "11:30", "1990s"]


def test_a_date_without_a_year_takes_it_from_its_sentence() -> None:
    """The year of the other date of a sentence counts before that of the publication."""
    found = find("As of 16 September 2020, some had fled since 1 May.")
    assert found == ["2020-09-16/2020-09-16", "2020-05-01/2022-01-12"]


def test_the_year_at_the_head_of_a_sentence_holds_on() -> None:
    """What a sentence opens with holds for the next one of the paragraph."""
    assert period_of("In 2020 the mission came. Some 12 people died.", "12").isoformat() == "2020"


def test_the_day_an_article_opens_with_holds_on() -> None:
    """The only day in the lead of an article dates what its later paragraphs count."""
    text = "Gunmen came on 4 June 2021.\n\nIt was dark.\n\nNobody slept.\n\nThey killed 12 people."
    assert period_of(text, "12").isoformat() == "2021-06-04"


def test_a_start_may_be_an_event_with_its_date() -> None:
    """What is counted since the coup of February 2021 is counted from that month on."""
    assert find("Since the coup of February 2021 some people have died.") == ["2021-02-01/2022-01-12"]


def test_a_printed_day_counts_before_its_weekday() -> None:
    """A weekday in front of a date does not date it anew, though the month be cut short."""
    assert find("He died Tuesday, Jan. 4, in Gao.") == ["2022-01-04/2022-01-04"]


def test_a_compared_date_gives_its_year_to_no_other() -> None:
    """What is measured by a year is not of that year."""
    assert find("Some people died in March, more than in May 2019.")[0] == "2021-03-01/2021-03-31"


def test_a_stretch_of_days_is_neither_that_of_a_report_nor_of_people_in_need() -> None:
    """From one day to another people may flee, but nobody reports and nobody is in need on "a day" of weeks."""
    text = "Between 3 and 19 May 2021 the ministry reported 12 deaths. Some 400 need shelter."
    assert period_of(text, "12", "2021-06-09").basis is PeriodBasis.STATED
    assert period_of(text, "400", "2021-06-09", measure=Measure.STOCK).basis is PeriodBasis.PUBLICATION


def test_the_event_that_was_last_as_bad_has_its_date() -> None:
    """Whom the outbreak of 1994 killed is told behind it."""
    text = "It was the worst outbreak since the Palm Sunday outbreak of 1994, which killed 42 people."
    assert period_of(text, "42").isoformat() == "1994"


def test_an_event_told_in_passing_dates_nothing_behind_it() -> None:
    """The deadliest flood since 2014 is told, then today's goes on."""
    text = (
        "The flood came on 4 June 2021. It was the worst since October 2014, when 130 people died there. "
        "In the next valley, 31 people drowned."
    )
    assert [period_of(text, number).isoformat() for number in ("130", "31")] == ["2014-10", "2021-06-04"]


def test_days_later_are_counted_from_the_event() -> None:
    """What happened some days before or after is dated from what was told, not from the publication."""
    text = "The attack came on 4 June 2021 and killed 45 people. Three days later, 12 more were shot. "
    text += "Two hours later 31 people fled."
    days = [period_of(text, number, "2021-06-20").isoformat() for number in ("45", "12", "31")]
    assert days == ["2021-06-04", "2021-06-07", "2021-06-07"]
    text = "The attack came on 4 June 2021. Two days earlier, 11 guards had died."
    assert period_of(text, "11", "2021-06-20").isoformat() == "2021-06-02"


def test_the_days_an_article_opens_with_may_be_many() -> None:
    """The fighting went on from one day to another, if the lead names no other time."""
    text = "Between 17 and 31 October 2022, 900 people fled Pensa.\n\nThe attackers killed 11 men."
    period = period_of(text, "11", "2022-11-08")
    assert (str(period.start), str(period.end)) == ("2022-10-17", "2022-10-31")


def test_people_in_need_are_not_dated_by_the_event() -> None:
    """The victims died on the day of the flood; those in need are so on the day of the report."""
    text = "The flood came on 4 June 2021. It killed 12 people. Some 400 need shelter."
    days = [
        period_of(text, "12", "2021-06-09").isoformat(),
        period_of(text, "400", "2021-06-09", measure=Measure.STOCK).isoformat(),
    ]
    assert days == ["2021-06-04", "2021-06-09"]


def test_a_report_that_opens_with_its_day_counts_on_that_day() -> None:
    """A day "as of" which a report opens holds for all of it, unless the day of an event is named."""
    text = "As of 3 June 2021, 900 people had fled.\n\nIn the camp, 12 died.\n\nSome 400 need shelter."
    periods = [
        period_of(text, "12", "2021-06-09"),
        period_of(text, "400", "2021-06-09", measure=Measure.STOCK),
    ]
    assert [(period.isoformat(), period.basis) for period in periods] == [("2021-06-03", PeriodBasis.STATED)] * 2


@pytest.mark.parametrize(
    "said",
    ["the mayor told reporters on Monday", "according to the police on Monday", "the mayor said Monday"],
)
def test_the_day_of_the_saying_is_found_behind_its_words(said: str) -> None:
    """The day on which a speaker told it is no day of the event, and none is carried on from it."""
    text = f"Gunmen came on Saturday and killed 12 people, {said}. Another 7 died later."
    assert [period_of(text, number, PUBLISHED).isoformat() for number in ("12", "7")] == ["2022-01-08"] * 2


def test_the_day_of_an_older_toll_is_that_of_a_report() -> None:
    """The Sunday of "up from 73 on Sunday" is when it was counted, not when they died."""
    text = "The quake struck on Friday.\n\nThe toll has risen to 81, up from 73 on Sunday."
    assert [period_of(text, number, PUBLISHED).isoformat() for number in ("81", "73")] == ["2022-01-07"] * 2


def test_a_month_in_the_title_is_that_of_the_report() -> None:
    """An overview of a month is about that month; a day in a title is perhaps only that of the report."""
    assert (
        period_of("Some 12 people died.", "12", "2022-01-12", title="Overview, December 2021").isoformat() == "2021-12"
    )
    day = period_of("Some 12 people died.", "12", "2022-01-12", title="Flash update (10 January 2022)")
    assert day.basis is PeriodBasis.PUBLICATION


def test_what_happens_every_year_has_no_date() -> None:
    """A rate is no count of the day the article is about."""
    assert period_of("The bus fell on 4 June 2021.\n\nSome 900 people die every year.", "900", "2021-06-05") == Period()


def test_a_year_in_passing_does_not_hide_the_event() -> None:
    """A comparison with an older disaster does not date what follows; one that opens a sentence does."""
    lead = "The quake struck on 4 June 2021.\n\n"
    passing = "It is the worst since the one that shook Agadir in 1960. Some 900 people were hurt."
    heading = "In the quake of 1960, the town was lost. Some 900 people were hurt."
    assert period_of(lead + passing, "900", "2021-06-09").isoformat() == "2021-06-04"
    assert period_of(lead + heading, "900", "2021-06-09").isoformat() == "1960"


def test_a_date_in_brackets_before_the_text_is_that_of_the_report() -> None:
    """What stands in "(4 June 2021) - " opens a report, as a dateline without brackets does."""
    period = period_of("GAO, Mali (4 June 2021) - Some 12 people died.", "12")
    assert (period.isoformat(), period.basis) == ("2021-06-04", PeriodBasis.PUBLICATION)


@pytest.mark.parametrize(
    "opening",
    ["DORI, 8 June 2021 - ", "Raid\n\nDORI, 8 June 2021 (News) - ", "Dori, 8 June 2021. ", "Update\n8 June 2021\n\n"],
)
def test_a_dateline_is_the_publication_of_a_text_without_one(opening: str) -> None:
    """The Sunday meant is the last one before that day; numbers without a date are those of the report."""
    text = f"{opening}Armed men killed 22 people in Solhan on Sunday.\n\nSome 900 people are in need."
    assert period_of(text, "22").isoformat() == "2021-06-06"
    need = period_of(text, "900", measure=Measure.STOCK)
    assert (need.isoformat(), need.basis) == ("2021-06-08", PeriodBasis.PUBLICATION)


def test_what_happened_when_it_was_last_as_bad_has_that_date() -> None:
    """In "the worst since March 2019, when 160 died" the 160 died then, and nobody has counted since."""
    text = "It was the worst attack since March 2019, when 160 people were killed in Ogossagou."
    assert period_of(text, "160", "2024-03-12").isoformat() == "2019-03"
    assert context(text).start_tokens(find_sentences(text)[0]) == frozenset()


def test_a_day_nobody_can_tell_takes_no_other_date() -> None:
    """What happened "on Thursday" did not happen in the months that another sentence speaks of."""
    text = "At least 5 people died off Sfax on Thursday. In the first three months of 2023 some 14,000 people came."
    assert period_of(text, "5 ") == Period()
