"""Cells that hold numbers, in every way people write them."""

from tests.badfiles.build import case, numbers
from tests.badfiles.case import ANY, Case, Rejected, accepted, either, figure, refused

AMBIGUOUS = "ambiguous_number"


def cases() -> list[Case]:
    """Return every case of this kind."""
    return [*_grouped(), *_strange(), *_bounds(), *_units()]


def _grouped() -> list[Case]:
    return [
        numbers("thousands", "english.csv", {"85,000": 85000, "1,234": 1234, "12": 12, "1,234,567": 1234567}),
        numbers("thousands", "english_named_country.csv", {"85,000": 85000, "1,234": 1234, "12": 12}, own=False),
        numbers(
            "thousands",
            "blanks_of_every_width.csv",
            {"27 883": 27883, "1\u00a0234": 1234, "5\u202f678\u202f901": 5678901, "4\u2009321": 4321},
        ),
        numbers("thousands", "swiss.csv", {"27'883": 27883, "1’234": 1234}),
        numbers("thousands", "lakh.csv", {"1,23,456": 123456, "12,34,567": 1234567}),
        numbers("thousands", "points_decided.csv", {"1.234": 1234, "1.234.567": 1234567, "98": 98}, own=False),
        numbers("thousands", "points_decided_by_a_comma.csv", {"1.234": 1234, "2.500,5": (2500.5, ""), "98": 98}),
        numbers("thousands", "points_undecided.csv", {"1.234": AMBIGUOUS, "98": 98}),
        numbers("thousands", "points_undecided_named_country.csv", {"1.234": AMBIGUOUS, "98": 98}, own=False),
        numbers("thousands", "point_is_decimal.csv", {"1.234": (1.234, ""), "12.5": (12.5, ""), "98": 98}),
        numbers("thousands", "commas_undecided.csv", {"1,234": AMBIGUOUS, "98": 98}, delimiter=";"),
        numbers("thousands", "commas_decided.csv", {"1,234": 1234, "1,234,567": 1234567, "98": 98}, delimiter=";"),
        numbers(
            "thousands", "comma_is_decimal.csv", {"1,234": (1.234, ""), "12,5": (12.5, ""), "98": 98}, delimiter=";"
        ),
        numbers(
            "thousands",
            "both_styles_in_one_column.csv",
            {"1.234.567": (1234567, ""), "7,654,321": (7654321, ""), "1.234": (AMBIGUOUS, ""), "5,678": (5678, "")},
        ),
        numbers("thousands", "badly_grouped.csv", {"1,2345": "", "12,34": "", "1,,234": "", "12 34": "", "98": 98}),
        numbers("thousands", "other_digits.csv", {"١٢٣": (123, ""), "１２３": (123, ""), "४५६": (456, ""), "98": 98}),
    ]


def _strange() -> list[Case]:
    return [
        numbers("negative", "minus.csv", {"-5": "value_negative", "−7": "value_negative", "98": 98}),
        numbers("negative", "parentheses.csv", {"(45)": "", "(1,234)": "", "98": 98}),
        numbers("negative", "behind.csv", {"45-": "", "98": 98}),
        numbers("negative", "named_country.csv", {"-5": "value_negative", "98": 98}, own=False),
        numbers("percentage", "in_the_cell.csv", {"45%": "value_is_a_share", "12 %": "value_is_a_share", "98": 98}),
        numbers("percentage", "named_country.csv", {"45%": "value_is_a_share", "98": 98}, own=False),
        numbers(
            "not finite",
            "inf_and_nan.csv",
            {"inf": "", "-Infinity": "", "NaN": (None, ""), "∞": "", "1e309": "", "98": 98},
        ),
        numbers("too long", "nineteen_digits.csv", {"9007199254740993": "", "1234567890123456789": "", "98": 98}),
        numbers("too long", "many_zeros.csv", {"1" + "0" * 400: "", "98": 98}),
        numbers("shortened", "by_a_spreadsheet.csv", {"1E+05": "", "1.2E+07": "", "1,2E+07": "", "98": 98}),
        numbers("leading zeros", "in_a_count.csv", {"0012": "", "007": "", "0": 0, "98": 98}),
        numbers("decimals", "of_persons.csv", {"61730.1666666667": (61730.1666666667, ""), "12.0": 12, "98": 98}),
        numbers(
            "hedged",
            "signs_and_words.csv",
            {">1000": "", "~500": "", "<50": "", "about 300": "", "200-300": "", "50+": "", "98": 98},
        ),
        numbers(
            "footnotes",
            "marks.csv",
            {"1234*": (1234, ""), "567 (1)": (567, ""), "89[2]": (89, ""), "12³": (12, ""), "98": 98},
        ),
        numbers("words", "short_forms.csv", {"12k": (12000, ""), "1.2m": (1200000, ""), "3 mio": (3e6, ""), "98": 98}),
        numbers("words", "spelled_out.csv", {"twelve": (12, ""), "dozens": "", "1.2 million": (1.2e6, ""), "98": 98}),
        numbers("words", "truth_values.csv", {"TRUE": "", "no": "", "yes": "", "98": 98}),
        numbers(
            "dashes",
            "in_place_of_numbers.csv",
            {"-": (None, ""), "–": (None, ""), "—": (None, ""), "..": (None, ""), "n/a": (None, ""), "0": 0, "98": 98},
        ),
        numbers(
            "dashes",
            "named_country.csv",
            {"-": (None, ""), "n.d.": (None, ""), "*": (None, ""), "x": (None, ""), "0": 0, "98": 98},
            own=False,
        ),
        numbers(
            "two in a cell", "slash_and_blank.csv", {"12/15": "", "12 15": "", "12;15": "", "12 (15)": "", "98": 98}
        ),
        numbers("spreadsheet errors", "as_text.csv", {"#N/A": "", "#REF!": "", "#DIV/0!": "", "######": "", "98": 98}),
        numbers("formulas", "as_text.csv", {"=1+2": "", "=SUM(A1:A9)": "", "+12": (12, ""), "98": 98}),
        numbers("money", "in_the_cell.csv", {"$1,200": "", "€300": "", "USD 45": "", "98": 98}),
        numbers("blanks", "around.csv", {"  12  ": 12, "\u00a034": (34, ""), "\t56": (56, ""), "": None, "98": 98}),
    ]


def _bounds() -> list[Case]:
    header = "indicator,location_code,reference_period_start,value_low,value,value_high\n"
    return [
        case(
            "bounds",
            "out_of_order.csv",
            header + "killed,MLI,2019,20,12,30\nkilled,MLI,2020,30,,20\nkilled,MLI,2021,10,12,15\n",
            accepted(Rejected(2), Rejected(3), figure("killed", 12, "MLI", "2021", value_low=10, value_high=15)),
        ),
        case(
            "bounds",
            "only_the_bounds.csv",
            header + "killed,MLI,2019,20,,30\nkilled,MLI,2020,20,,\n",
            accepted(
                figure("killed", None, "MLI", "2019", value_low=20, value_high=30, quantifier="between"),
                figure("killed", None, "MLI", "2020", value_low=20, value_high=None, quantifier="at_least"),
            ),
        ),
        case(
            "bounds",
            "named_low_best_high.csv",
            "country,year,deaths_low,deaths_best,deaths_high\nMali,2019,10,12,15\nMali,2020,15,12,10\n",
            accepted(figure("killed", 12, "MLI", "2019", value_low=10, value_high=15), Rejected(3)),
        ),
        case(
            "parts of a total",
            "male_and_female.csv",
            "Country,Year,IDPs total,IDPs male,IDPs female\nMali,2019,100,40,60\n",
            accepted(
                figure("idps", 100, "MLI", ("2019", "2019-12-31")),
                also=(
                    figure("idps", 40, "MLI", ("2019", "2019-12-31"), part=True),
                    figure("idps", 60, "MLI", ("2019", "2019-12-31"), part=True),
                ),
            ),
        ),
        case(
            "parts of a total",
            "children_among_the_dead.csv",
            "Country,Date,Killed,Children killed,Women killed\nYemen,2019-03-31,12,3,2\n",
            accepted(
                figure("killed", 12, "YEM", "2019-03-31", population_group="all"),
                also=(
                    figure("killed", 3, "YEM", "2019-03-31", part=True, population_group="children"),
                    figure("killed", 2, "YEM", "2019-03-31", part=True, population_group="women"),
                ),
            ),
        ),
        case(
            "parts of a total",
            "parts_without_their_total.csv",
            "Country,Date,Men killed,Women killed\nYemen,2019-03-31,7,2\n",
            accepted(
                figure("killed", 7, "YEM", "2019-03-31", population_group="men"),
                figure("killed", 2, "YEM", "2019-03-31", population_group="women"),
            ),
        ),
    ]


def _units() -> list[Case]:
    when = ("2019-03", "2019-03-31")
    return [
        case(
            "households",
            "beside_persons.csv",
            "Country,Month,IDP households,IDP individuals\nMali,2019-03,20,110\n",
            accepted(
                figure("idps", 110, "MLI", when),
                figure("idps", 20, "MLI", when, unit="household", same_as=ANY),
            ),
            accepted(figure("idps", 110, "MLI", when), says=("household",)),
        ),
        case(
            "households",
            "alone.csv",
            "Country,Month,IDP families\nMali,2019-03,20\n",
            accepted(figure("idps", 20, "MLI", when, unit="household")),
        ),
        case(
            "households",
            "a_unit_column.csv",
            "indicator,unit,location_code,reference_period_start,value\n"
            "displaced,household,MLI,2019-03,20\ndisplaced,persons,MLI,2019-04,99\ndisplaced,furlong,MLI,2019-05,98\n",
            accepted(
                figure("displaced", 20, "MLI", "2019-03", unit="household"),
                either(figure("displaced", 99, "MLI", "2019-04"), Rejected(3, "unit")),
                Rejected(4, "unit"),
            ),
        ),
        case(
            "vocabulary",
            "unknown_words.csv",
            "indicator,measure,location_code,reference_period_start,value\n"
            "sightings,flow,MLI,2019,5\nkilled,sideways,MLI,2020,6\nkilled,flow,MLI,2021,7\n,flow,MLI,2022,8\n",
            accepted(Rejected(2, "indicator"), Rejected(3, "measure"), figure("killed", 7, "MLI", "2021"), Rejected(5)),
        ),
        case(
            "duplicated rows",
            "events_alike.csv",
            "Country,Date,Killed\nMali,2019-03-31,3\nMali,2019-03-31,3\nMali,2019-04-01,5\n",
            accepted(
                figure("killed", 3, "MLI", "2019-03-31"),
                figure("killed", 3, "MLI", "2019-03-31"),
                figure("killed", 5, "MLI", "2019-04-01"),
            ),
        ),
        case(
            "duplicated rows",
            "one_stock_with_two_numbers.csv",
            "Country,Date,IDPs\nMali,2019-03-31,300\nMali,2019-03-31,310\n",
            accepted(figure("idps", 300, "MLI", "2019-03-31"), figure("idps", 310, "MLI", "2019-03-31")),
            accepted(Rejected(2), Rejected(3)),
            accepted(figure("idps", 300, "MLI", "2019-03-31"), Rejected(3)),
        ),
        case(
            "nothing to read",
            "only_words.csv",
            "Country,Year,Killed\nMali,2019,some\nNiger,2019,many\n",
            refused("number"),
        ),
    ]
