"""Cells that hold dates, in every way people write them."""

from tests.badfiles.build import case, dates
from tests.badfiles.case import Case, Rejected, accepted, either, figure, refused

AMBIGUOUS = "!ambiguous_date"


def cases() -> list[Case]:
    """Return every case of this kind."""
    return [
        dates("day and month", "decided_day_first.csv", {"25/12/2019": "2019-12-25", "03/04/2019": "2019-04-03"}),
        dates("day and month", "decided_month_first.csv", {"12/25/2019": "2019-12-25", "03/04/2019": "2019-03-04"}),
        dates(
            "day and month",
            "decided_for_named_country.csv",
            {"03/04/2019": "2019-04-03", "25/12/2019": "2019-12-25", "06/07/2020": "2020-07-06"},
            own=False,
        ),
        dates("day and month", "undecided.csv", {"03/04/2019": AMBIGUOUS, "2019-05-06": "2019-05-06"}),
        dates(
            "day and month",
            "undecided_named_country.csv",
            {"03/04/2019": AMBIGUOUS, "05/06/2019": AMBIGUOUS},
            own=False,
        ),
        dates(
            "day and month",
            "both_orders_in_one_column.csv",
            {"25/12/2019": ("2019-12-25", "!"), "12/26/2019": ("2019-12-26", "!"), "03/04/2019": "!"},
        ),
        dates(
            "day and month", "same_number_twice.csv", {"05/05/2019": ("2019-05-05", "!"), "2019-05-06": "2019-05-06"}
        ),
        dates("day and month", "points.csv", {"31.03.2019": ("2019-03-31", "!"), "01.02.2019": ("2019-02-01", "!")}),
        dates("spreadsheet numbers", "as_text.csv", {"43555": ("2019-03-31", "!"), "43556.5": ("2019-04-01", "!")}),
        dates("spreadsheet numbers", "named_country.csv", {"43555": ("2019-03-31", "!")}, own=False),
        dates("two-digit years", "slashes.csv", {"31/03/19": ("2019-03-31", "!"), "25-12-19": ("2019-12-25", "!")}),
        dates("two-digit years", "year_first.csv", {"19/03/31": ("2019-03-31", "!"), "2019-05-06": "2019-05-06"}),
        dates("two-digit years", "undecided.csv", {"03/04/05": "!", "2019-05-06": "2019-05-06"}),
        dates(
            "months in words",
            "english_and_french.csv",
            {
                "Mar 2019": ("2019-03", "!"),
                "31-Mar-2019": ("2019-03-31", "!"),
                "April 3, 2019": ("2019-04-03", "!"),
                "mai 2019": ("2019-05", "!"),
                "1er juin 2019": ("2019-06-01", "!"),
                "août 2019": ("2019-08", "!"),
                "Mar-19": ("2019-03", "!"),
            },
        ),
        dates(
            "times of day",
            "iso.csv",
            {
                "2019-03-31T00:00:00": ("2019-03-31", "!"),
                "2019-04-30 00:00:00": ("2019-04-30", "!"),
                "2019-05-31T23:30:00-05:00": ("2019-05-31", "!"),
                "2019-06-30T00:00:00.000Z": ("2019-06-30", "!"),
            },
        ),
        dates(
            "dates that are not",
            "thirtieth_of_february.csv",
            {"2019-02-30": "!", "2019-13-01": "!", "30/02/2019": "!", "2019-02-28": "2019-02-28"},
        ),
        dates(
            "dates that are not",
            "far_away.csv",
            {"0219-03-31": "!", "9999-12-31": "!", "1815-06-18": "!", "2019": "2019"},
        ),
        dates(
            "dates that are not",
            "words.csv",
            {"last month": "!", "TBC": "!", "ongoing": "!", "2019": "2019"},
        ),
        dates(
            "quarters and weeks",
            "in_the_cell.csv",
            {
                "2019-Q1": ("2019-01-01/2019-03-31", "!"),
                "Q2 2019": ("2019-04-01/2019-06-30", "!"),
                "2019-W14": ("2019-04-01/2019-04-07", "!"),
            },
        ),
        dates(
            "spans",
            "in_the_cell.csv",
            {
                "2019-01-01/2019-03-31": ("2019-01-01/2019-03-31", "!"),
                "2019-2020": ("2019/2020", "!"),
                "Jan-Mar 2019": ("2019-01-01/2019-03-31", "!"),
            },
        ),
        dates("compact dates", "eight_digits.csv", {"20190331": ("2019-03-31", "!"), "20190401": ("2019-04-01", "!")}),
        dates("years", "with_decimals.csv", {"2019.0": ("2019", "!"), "2020": "2020"}),
        case(
            "spans",
            "end_before_start.csv",
            "indicator,location_code,reference_period_start,reference_period_end,value\n"
            "killed,MLI,2019-05-01,2019-03-31,12\nkilled,MLI,2019-03-01,2019-05-31,13\n",
            accepted(Rejected(2), figure("killed", 13, "MLI", "2019-03-01/2019-05-31")),
        ),
        case(
            "spans",
            "two_columns.csv",
            "Country,Start date,End date,Killed\nMali,2019-03-01,2019-05-31,13\nMali,2019-06-01,,7\n",
            accepted(
                figure("killed", 13, "MLI", "2019-03-01/2019-05-31"),
                either(figure("killed", 7, "MLI", ("2019-06-01", None)), Rejected(3)),
            ),
        ),
        case(
            "years",
            "beside_a_month.csv",
            "Country,Year,Month,Killed\nMali,2019,3,13\nMali,2019,April,7\nMali,2019,13,9\n",
            accepted(
                figure("killed", 13, "MLI", "2019-03"),
                either(figure("killed", 7, "MLI", "2019-04"), Rejected(3, "month")),
                Rejected(4, "month"),
            ),
        ),
        case(
            "years",
            "as_columns.csv",
            "Country,Indicator,2018,2019,2020\nMali,Refugees,100,200,\nNiger,Refugees,300,..,500\n",
            accepted(
                figure("refugees", 100, "MLI", ("2018", "2018-12-31")),
                figure("refugees", 200, "MLI", ("2019", "2019-12-31")),
                figure("refugees", 300, "NER", ("2018", "2018-12-31")),
                figure("refugees", 500, "NER", ("2020", "2020-12-31")),
            ),
        ),
        case(
            "years",
            "as_columns_of_nothing_known.csv",
            "Country,2018,2019,2020\nMali,100,200,\nNiger,300,..,500\n",
            refused("figure", "indicator", "looked", "count"),
        ),
    ]
