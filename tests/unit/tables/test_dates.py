"""A date is read as it is meant, or refused with a reason; never as another day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.tables.cells import CellError
from dashboard.tables.dates import DateStyle, find_date_style, parse_day, parse_month, parse_period

DAYS = st.dates(date(1950, 1, 1), date(2060, 12, 31))


def read(text, style=DateStyle()):  # noqa: B008 (a frozen value)
    """Return first day, last day and precision, or the code of the refusal."""
    try:
        period = parse_period(text, style)
    except CellError as fault:
        return fault.code
    return period and (str(period.start), str(period.end), period.precision.value)


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("2019", "2019-01-01", "2019-12-31", "year"),
        ("2019-03", "2019-03-01", "2019-03-31", "month"),
        ("03/2019", "2019-03-01", "2019-03-31", "month"),
        ("2019-03-31", "2019-03-31", "2019-03-31", "day"),
        ("2019/3/31", "2019-03-31", "2019-03-31", "day"),
        ("20190331", "2019-03-31", "2019-03-31", "day"),
        ("2019-03-31T23:30:00.000Z", "2019-03-31", "2019-03-31", "day"),
        ("2019-03-31 00:00:00", "2019-03-31", "2019-03-31", "day"),
        ("31/03/2019", "2019-03-31", "2019-03-31", "day"),
        ("3/31/2019", "2019-03-31", "2019-03-31", "day"),
        ("31.3.19", "2019-03-31", "2019-03-31", "day"),
        ("09/09/2019", "2019-09-09", "2019-09-09", "day"),
        ("24 February 2022", "2022-02-24", "2022-02-24", "day"),
        ("February 24, 2022", "2022-02-24", "2022-02-24", "day"),
        ("Thursday, February 24th, 2022", "2022-02-24", "2022-02-24", "day"),
        ("24-Feb-2022", "2022-02-24", "2022-02-24", "day"),
        ("24-Feb-22", "2022-02-24", "2022-02-24", "day"),
        ("24 févr. 2022", "2022-02-24", "2022-02-24", "day"),
        ("1er août 2022", "2022-08-01", "2022-08-01", "day"),
        ("24 de febrero de 2022", "2022-02-24", "2022-02-24", "day"),
        ("Sept. 2022", "2022-09-01", "2022-09-30", "month"),
        ("diciembre 2022", "2022-12-01", "2022-12-31", "month"),
        ("Q1 2020", "2020-01-01", "2020-03-31", "quarter"),
        ("2020-Q4", "2020-10-01", "2020-12-31", "quarter"),
        ("T2 2020", "2020-04-01", "2020-06-30", "quarter"),
        ("3e trimestre 2020", "2020-07-01", "2020-09-30", "quarter"),
        ("2020-W01", "2019-12-30", "2020-01-05", "week"),
        ("Week 5, 2020", "2020-01-27", "2020-02-02", "week"),
        ("Jan-Mar 2020", "2020-01-01", "2020-03-31", "month"),
        ("du 1 au 15 mars 2020", "2020-03-01", "2020-03-15", "day"),
        ("2020-01-01 to 2020-02-15", "2020-01-01", "2020-02-15", "day"),
        ("As of 31 March 2020", "2020-03-31", "2020-03-31", "day"),
        ("2015-2019", "2015-01-01", "2019-12-31", "year"),
    ],
)
def test_dates_that_have_one_meaning(text, first, last, precision):
    """A date is read in every way in which tables write it, with how finely it is known."""
    assert read(text) == (first, last, precision)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("03/04/2019", "ambiguous_date"),
        ("03.04.19", "ambiguous_date"),
        ("19-04-03", "ambiguous_date"),
        ("2019-20", "ambiguous_date"),
        ("2019/2020", "ambiguous_date"),
        ("43525", "date_is_a_serial"),
        ("Feb-22", "not_a_date"),
        ("2019-02-30", "not_a_date"),
        ("31/02/2019", "not_a_date"),
        ("32/13/2019", "not_a_date"),
        ("201903", "not_a_date"),
        ("March", "not_a_date"),
        ("current", "not_a_date"),
        ("2019 and 2020 and 2021", "not_a_date"),
        ("0219", "not_a_date"),
        ("2999-01-01", "date_out_of_range"),
        ("31 March 2020 to 1 March 2020", "period_runs_backwards"),
        ("Week 60, 2020", "not_a_date"),
    ],
)
def test_doubtful_dates_are_refused(text, code):
    """A date that could be two days, or none, is refused by name."""
    assert read(text) == code


@pytest.mark.parametrize("text", ["", "-", "n/a", "NaT"])
def test_what_says_nothing_is_empty(text):
    """A mark for a missing date is no date and no fault."""
    assert read(text) is None


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["03/04/2019", "25/12/2019"], True),
        (["03/04/2019", "12/25/2019"], False),
        (["25/12/2019", "12/25/2019"], None),
        (["03/04/2019", "05/06/2019"], None),
        (["09/09/2019"], None),
    ],
)
def test_one_date_decides_for_its_column(texts, expected):
    """A day above twelve shows the order of a column, two that contradict each other show none."""
    assert find_date_style(texts).is_day_first is expected


def test_serials_are_days_where_all_are_serials():
    """A number of five digits is a day only if the whole column is written so."""
    assert read("43525", find_date_style(["43525", "43526", ""])) == ("2019-03-01", "2019-03-01", "day")
    assert read("43525", find_date_style(["43525", "2019-03-01"])) == "date_is_a_serial"


def test_years_joined_in_a_column_cast_doubt_on_a_month():
    """Beside 2013-15 the text 2010-12 may be two years."""
    assert read("2010-12") == ("2010-12-01", "2010-12-31", "month")
    assert read("2010-11", find_date_style(["2010-11", "2013-14"])) == "ambiguous_date"


def test_a_day_in_the_place_of_the_year_casts_doubt_on_its_column():
    """Where 19/03/31 stands, 19/03/12 is no longer the 19th of March 2012."""
    assert read("19/03/12", find_date_style(["19/03/12", "20/04/05"])) == ("2012-03-19", "2012-03-19", "day")
    assert read("19/03/12", find_date_style(["19/03/12", "19/03/31"])) == "ambiguous_date"


def test_a_date_against_the_order_of_its_column_is_refused():
    """Where days stand first, a date whose second number is above twelve is a slip."""
    assert read("03/25/2019", DateStyle(is_day_first=True)) == "not_a_date"


@given(DAYS, st.booleans(), st.sampled_from("/.-"))
def test_day_and_month_are_never_exchanged(day, is_day_first, mark):
    """Without evidence a date is read as itself or refused; with it, always as itself."""
    text = f"{day.day:02}{mark}{day.month:02}{mark}{day.year}"
    if not is_day_first:
        text = f"{day.month:02}{mark}{day.day:02}{mark}{day.year}"
    expected = (str(day), str(day), "day")
    assert read(text, DateStyle(is_day_first=is_day_first)) == expected
    assert read(text) in (expected, "ambiguous_date")


@given(st.text(max_size=20))
def test_any_text_is_read_or_refused(text):
    """No text breaks the parser."""
    outcome = read(text.strip())
    assert outcome is None or isinstance(outcome, str | tuple)


@pytest.mark.parametrize(
    ("parse", "text"),
    [
        (parse_month, "1" * 5_000),
        (parse_day, "1" * 5_000),
        (parse_period, f"{'9' * 20} March 2020"),
        (parse_period, f"{'9' * 20} to 15 March 2020"),
    ],
)
def test_numbers_of_any_length_are_refused(parse, text):
    """A number that no calendar can hold is no date, rather than the end of the reader."""
    with pytest.raises(CellError) as caught:
        parse(text)
    assert caught.value.code == "not_a_date"


@pytest.mark.parametrize(("text", "month"), [("3", 3), ("03", 3), ("mars", 3), ("Sep.", 9), ("", None)])
def test_months(text, month):
    """A month has a number or a name."""
    assert parse_month(text) == month
