"""Tables of no known layout give the figures their headers name, and nothing that would be a guess."""

from hypothesis import given
from hypothesis import strategies as st

from dashboard.model import Measure, Unit
from dashboard.tables import read_table


def read(*lines):
    """Read a table given as lines."""
    return read_table("\n".join((*lines, "")).encode(), "t.csv")


def facts(reading, *columns):
    """Return columns of the figures table as texts."""
    return [
        tuple("" if row[c] is None else str(row[c]) for c in columns) for row in (f.record() for f in reading.figures)
    ]


def parts(reading):
    """Return each value with the value of its whole."""
    values = {figure.figure_id: figure.quantity.value for figure in reading.figures}
    return [(figure.quantity.value, values.get(figure.part_of)) for figure in reading.figures]


class TestWide:
    """A column an indicator."""

    def test_french_headers(self):
        """French headers, a semicolon and decimal commas are read like English ones."""
        reading = read(
            "Pays;Région;Département;Date;Ménages affectés;Personnes affectées;Décès;Maisons détruites",
            "Mali;Mopti;Bandiagara;25/04/2022;1 200;7 200;3;1.045",
            "Mali;Gao;Ansongo;03/05/2022;12;70;;12.345.678",
        )
        assert (reading.layout, reading.problems, reading.is_known) == ("wide", [], False)
        assert facts(reading, "indicator", "unit", "value", "admin1_code", "place_text", "reference_period_start")[
            :4
        ] == [
            ("affected", "household", "1200.0", "ML-5", "Bandiagara", "2022-04-25"),
            ("affected", "person", "7200.0", "ML-5", "Bandiagara", "2022-04-25"),
            ("killed", "person", "3.0", "ML-5", "Bandiagara", "2022-04-25"),
            ("houses_destroyed", "housing_unit", "1045.0", "ML-5", "Bandiagara", "2022-04-25"),
        ]
        assert reading.figures[0].same_as == reading.figures[1].figure_id

    def test_spanish_headers(self):
        """Spanish headers are read like English ones; n/d and - are empty cells."""
        reading = read("País;Año;Muertos;Heridos;Familias afectadas", "Perú;2020;1.234.567;-;n/d", "Perú;2021;4;5;6")
        assert facts(reading, "indicator", "value", "location_code", "reference_period_end") == [
            ("killed", "1234567.0", "PER", "2020-12-31"),
            ("killed", "4.0", "PER", "2021-12-31"),
            ("injured", "5.0", "PER", "2021-12-31"),
            ("affected", "6.0", "PER", "2021-12-31"),
        ]

    def test_a_list_of_codes_shows_no_decimal_mark(self):
        """Commas in a list settle nothing; in a column of shares they do."""
        rows = ("Mali;1.234;{}", "Niger;1.500;{}")
        listed = read("Country;Injured;Clusters", rows[0].format("1,2"), rows[1].format("1,2,7"))
        shares = read("Country;Injured;Share", rows[0].format("1,2"), rows[1].format("12,7"))
        assert [problem.code for problem in listed.problems][:2] == ["ambiguous_number"] * 2
        assert listed.figures == []
        assert [figure.quantity.value for figure in shares.figures] == [1234, 1500]

    def test_parts_carry_their_whole(self):
        """Women, men and children are parts of the total; a second column of the same total is left out."""
        reading = read("country,IDPs,IDPs male,IDPs female,Total IDPs,% IDPs", "Mali,100,40,60,100,3")
        assert parts(reading) == [(40, 100), (60, 100), (100, None)]
        assert any("counts the same as" in note for note in reading.notes)

    def test_a_whole_without_a_number_has_no_parts(self):
        """Where the total is empty its parts stand for themselves."""
        assert parts(read("country,killed,killed women", "Mali,,4", "Niger,9,5")) == [(4, None), (9, None), (5, 9)]

    def test_stock_and_flow_are_never_one(self):
        """A total that may add people of one day to people of a period is left out."""
        reading = read("iso3,year,stock_displacement,new_displacement,total_displacement", "MLI,2020,10,5,15")
        assert facts(reading, "indicator", "measure", "value") == [
            ("idps", "stock", "10.0"),
            ("displaced", "flow", "5.0"),
        ]

    def test_phases_are_parts_of_the_crisis(self):
        """Phases 3 to 5 are parts of phase 3 and above; phases 1 and 2 and the population are left out."""
        reading = read("region,Phase 1,Phase 2,Phase 3,Phase 4,Phase 3-5,Population", "Mopti,50,30,15,5,20,100")
        assert parts(reading) == [(15, 20), (5, 20), (20, None)]

    def test_verified_counts_are_the_same_people(self):
        """A verified count beside another one is tied to it, so that nobody is counted twice."""
        verified, other = read("date,verified.killed_cum,killed_cum", "2023-11-01,14,13").figures
        assert (verified.same_as, other.same_as) == (other.figure_id, None)

    def test_a_running_total_is_told_by_its_cells(self):
        """A daily column that never falls is cumulative, and the note says why."""
        rows = [f"2020-03-{day:02},{day * day}" for day in range(1, 12)]
        reading = read("date,deaths", *rows)
        assert {figure.measure for figure in reading.figures} == {Measure.CUMULATIVE}
        assert any("running total" in note for note in reading.notes)

    def test_daily_counts_stay_flows(self):
        """A column that falls at times counts each day by itself."""
        rows = [f"2020-03-{day:02},{day % 4}" for day in range(1, 12)]
        assert {figure.measure for figure in read("date,deaths", *rows).figures} == {Measure.FLOW}

    def test_the_world_beside_its_countries_is_left_out(self):
        """A row of several countries would count everybody twice."""
        reading = read("country,year,refugees", "Mali,2020,5", "World,2020,100", "Sub-Saharan Africa,2020,50")
        assert facts(reading, "value", "location_code") == [("5.0", "MLI")]
        assert any("several countries together" in note for note in reading.notes)

    def test_the_world_alone_stays(self):
        """Where no country stands, the world keeps its name and gets no code."""
        assert facts(read("country,year,refugees", "World,2020,100"), "value", "location_code", "place_text") == [
            ("100.0", "", "World")
        ]

    def test_weeks_quarters_and_months_of_a_year(self):
        """A year and its part in two columns are one period."""
        assert facts(read("year,week,killed", "2023,12,5"), "reference_period_start", "period_precision") == [
            ("2023-03-20", "week")
        ]
        assert facts(read("year,quarter,killed", "2023,Q2,5"), "reference_period_end") == [("2023-06-30",)]
        assert facts(read("an,mois,tués", "2023,août,5"), "reference_period_end") == [("2023-08-31",)]

    def test_only_columns_of_numbers_are_figures(self):
        """A column of words gives no figure, whatever its header."""
        reading = read("country,affected", "Mali,yes", "Niger,no")
        assert (reading.figures, [problem.code for problem in reading.problems]) == ([], ["no_figures"])

    @given(st.permutations(["country", "year", "killed", "killed women", "population", "IDPs (%)"]))
    def test_the_order_of_columns_does_not_matter(self, header):
        """Columns may stand in any order."""
        row = {
            "country": "Mali",
            "year": "2020",
            "killed": "9",
            "killed women": "4",
            "population": "99",
            "IDPs (%)": "1",
        }
        reading = read(",".join(header), ",".join(row[name] for name in header))
        assert sorted(parts(reading)) == [(4, 9), (9, None)]
        assert {figure.place.location_code for figure in reading.figures} == {"MLI"}


class TestLong:
    """A row an indicator."""

    def test_words_say_what_is_counted(self):
        """Known words become indicators; unknown ones are left out with a note, not guessed."""
        reading = read(
            "country,date,indicator,value,source",
            "Mali,2023-01-31,Killed,120,OHCHR",
            "Mali,2023-01-31,Réfugiés,40,HCR",
            "Mali,2023-01-31,GDP,1000,WB",
        )
        assert reading.layout == "long"
        assert facts(reading, "indicator", "value", "reporter") == [
            ("killed", "120.0", "OHCHR"),
            ("refugees", "40.0", "HCR"),
        ]
        assert any("GDP" in note for note in reading.notes)

    def test_slices_are_parts_of_the_row_of_all(self):
        """A row of one sex is a part of the row that says total, for the same indicator and place."""
        reading = read(
            "country,indicator,sex,value",
            "Mali,Killed,Total,120",
            "Mali,Killed,Female,20",
            "Mali,Injured,Male,7",
            "Mali,Injured,Total,9",
            "Niger,Killed,Female,3",
        )
        assert parts(reading) == [(120, None), (20, 120), (7, 9), (9, None), (3, None)]

    def test_phases_in_rows(self):
        """The header gives a word its sense: 3+ under Phase is phase 3 and above; projections are marked."""
        reading = read(
            "Country,From,To,Validity period,Phase,Number,Percentage",
            "Mali,2023-04-01,2023-04-30,current,all,1000,1",
            "Mali,2023-04-01,2023-04-30,current,3+,300,0.3",
            "Mali,2023-04-01,2023-04-30,current,4,50,0.05",
            "Mali,2023-05-01,2023-08-31,first projection,3+,400,0.4",
        )
        assert parts(reading) == [(300, None), (50, 300), (400, None)]
        assert facts(reading, "certainty")[-1] == ("projected",)


class TestYears:
    """A column a year."""

    def test_years_in_the_header(self):
        """Each year is a column; what is counted stands in the rows."""
        reading = read("Pays,Indicateur,2019,2020", "Mali,Réfugiés,26670,..", "Niger,PIB,1,2")
        assert facts(reading, "indicator", "value", "location_code", "reference_period_start") == [
            ("refugees", "26670.0", "MLI", "2019-01-01")
        ]

    def test_what_nobody_says_is_not_guessed(self):
        """Years without a word of what is counted give no figure."""
        assert read("Country,2019,2020", "Mali,1,2").figures == []


class TestUnknown:
    """A table whose columns say nothing."""

    def test_place_and_time_are_proposed(self):
        """What can be told is proposed, so that a person has to say only what is counted."""
        mapping = read("country,date,best guess,population", "Mali,2020-01-01,5,100").mapping
        assert [(column.role.value, column.reason) for column in mapping.columns] == [
            ("location_name", None),
            ("period", None),
            ("ignored", None),
            ("ignored", "a population, not people something happened to"),
        ]

    def test_a_half_known_header_is_proposed_and_not_read(self):
        """Its indicator is offered, and no figure is made of it."""
        reading = read("country,affected llamas", "Mali,5")
        assert reading.figures == []
        assert reading.mapping.columns[1].counted.indicator == "affected"

    def test_households_without_an_event_are_no_figure(self):
        """Families of nobody knows what are left to the person."""
        assert read("country,families", "Mali,5").figures == []

    def test_units_are_never_mixed(self):
        """Households stay households."""
        assert read("country,IDP families", "Mali,5").figures[0].unit is Unit.HOUSEHOLD


class TestDoubt:
    """Headers that contradict or repeat each other."""

    def test_one_header_twice_gives_no_figure(self):
        """Which of two columns of one name is meant nobody can tell."""
        reading = read("Country,Year,Killed,Killed", "Mali,2019,12,15")
        assert (reading.figures, [problem.code for problem in reading.problems]) == ([], ["no_figures"])
        assert "twice" in reading.problems[0].message

    def test_two_columns_of_countries_give_none(self):
        """Two columns of one name with other cells place nothing."""
        assert facts(read("Country,Country,Year,Killed", "Mali,Niger,2019,12"), "value", "location_code") == [
            ("12.0", "")
        ]

    def test_bounds_by_name(self):
        """The least and the most stand around the best value; alone they are left out."""
        quantity = read("country,deaths_low,deaths_best,deaths_high", "Mali,10,12,15").figures[0].quantity
        assert (quantity.low, quantity.value, quantity.high) == (10, 12, 15)
        assert read("country,deaths_low,injured", "Mali,10,4").figures[0].quantity.value == 4

    def test_people_counted_by_their_origin_are_not_placed_there(self):
        """A country of origin in the only column of places is no place where the people are."""
        assert facts(read("Entity,Year,Refugees by origin", "Chad,2020,5"), "location_code", "origin_code") == [
            ("", "TCD")
        ]
        assert facts(read("Entity,Year,Refugees by destination", "Chad,2020,5"), "location_code", "origin_code") == [
            ("TCD", "")
        ]

    def test_displaced_people_are_counted_where_they_fled(self):
        """People displaced by country of origin were displaced in it."""
        assert facts(read("country_origin,displaced_number", "Syrian Arab Rep.,5"), "location_code") == [("SYR",)]

    def test_cases_that_fall_are_no_running_total(self):
        """Weekly cases go up and down; a running total does not."""
        rows = [f"2023,{week},{week % 5}" for week in range(1, 15)]
        assert {figure.measure for figure in read("year,week,suspected cases", *rows).figures} == {Measure.FLOW}

    def test_a_faulty_date_is_not_passed_over(self):
        """One date in a column of dates makes the others refused cells, not undated figures."""
        reading = read("Country,Date,Killed", "Mali,soon,1", "Mali,later,2", "Niger,2020-01-01,3")
        assert facts(reading, "value", "reference_period_start") == [("3.0", "2020-01-01")]
        assert reading.rejected == 2
