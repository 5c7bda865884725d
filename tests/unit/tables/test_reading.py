"""One engine reads every mapping: each figure has its cell, each refused cell its reason."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.model import (
    Cause,
    Document,
    Indicator,
    Measure,
    Period,
    PeriodPrecision,
    Place,
    PopulationGroup,
    Quantifier,
    Quantity,
    TableError,
    Unit,
)
from dashboard.tables import read_table
from dashboard.tables.grid import read_grid
from dashboard.tables.identity import make_ids
from dashboard.tables.mapping import ColumnMeaning, Counted, Role, Skip, TableMapping, fingerprint
from dashboard.tables.reading import read_figures
from dashboard.tables.said import complete


def column(header, role, words=None, **counted):
    """Return a column's meaning."""
    return ColumnMeaning(header, Role(role), Counted.from_record(counted), words or {})


def value(header, **counted):
    """Return a column of numbers."""
    return column(header, "value", **{"indicator": "killed", **counted})


def read(lines, *columns, **options):
    """Read lines with a mapping of these columns."""
    content = "".join(f"{line}\n" for line in (",".join(c.header for c in columns), *lines)).encode()
    return read_figures(read_grid(content, "t.csv"), TableMapping("test", columns, **options), Document("d"))


def refusals(reading):
    """Return where cells were refused and why."""
    return [(problem.where.partition("row ")[2], problem.code) for problem in reading.problems]


class TestCells:
    """What becomes of a cell."""

    def test_every_figure_names_its_cell(self):
        """A figure points to the cell its number stands in."""
        reading = read(
            ["Mali,5,6"], column("country", "location_name"), value("dead"), value("hurt", indicator="injured")
        )
        assert [figure.cell_ref for figure in reading.figures] == ["t.csv!!B2", "t.csv!!C2"]

    def test_a_refused_number_refuses_only_itself(self):
        """The other numbers of the row are read; the faulty cell is named and counted."""
        reading = read(
            ["Mali,-5,6"], column("country", "location_name"), value("dead"), value("hurt", indicator="injured")
        )
        assert [figure.quantity.value for figure in reading.figures] == [6]
        assert (refusals(reading), reading.rejected) == ([("2, column dead", "value_negative")], 1)

    def test_a_refused_date_refuses_its_row(self):
        """A number whose day is not known is not dated by chance."""
        reading = read(["31/02/2020,5", "01/02/2020,6", "25/02/2020,7"], column("date", "period"), value("dead"))
        assert [figure.quantity.value for figure in reading.figures] == [6, 7]
        assert refusals(reading) == [("2, column date", "not_a_date")]

    def test_a_row_without_a_number_is_not_asked_for_the_rest(self):
        """Where nothing is counted, a faulty date is no problem."""
        reading = read(["soon,"], column("date", "period"), value("dead"))
        assert (reading.figures, reading.problems) == ([], [])

    def test_code_and_name_must_agree(self):
        """Columns that slipped against each other are refused."""
        reading = read(["MLI,Niger,5"], column("iso", "location_code"), column("name", "location_name"), value("dead"))
        assert refusals(reading) == [("2, column name", "place_contradicts")]

    def test_an_unknown_place_keeps_its_name(self):
        """A place that is no country gets no code, and a note names it."""
        reading = read(
            ["AB9,Abyei Area,5"], column("iso", "location_code"), column("name", "location_name"), value("dead")
        )
        assert (reading.figures[0].place.location_code, reading.figures[0].place.text) == (None, "Abyei Area")
        assert any("Abyei Area" in note for note in reading.notes)

    def test_na_is_namibia_among_codes_and_nothing_among_names(self):
        """Two letters are a code only in a column of codes."""
        codes = read(["NA,5"], column("iso", "location_code"), value("dead"))
        names = read(["NA,5"], column("name", "location_name"), value("dead"))
        assert (codes.figures[0].place.location_code, names.figures[0].place.location_code) == ("NAM", None)

    def test_bounds_belong_to_their_value(self):
        """Low and high stand around the best value."""
        low, high = column("low", "value_low", indicator="killed"), column("high", "value_high", indicator="killed")
        reading = read(["3,5,9", "7,5,9"], low, value("best"), high)
        quantity = reading.figures[0].quantity
        assert (quantity.low, quantity.value, quantity.high) == (3, 5, 9)
        assert refusals(reading) == [("3, column best", "bounds_out_of_order")]

    def test_a_hedge_in_its_own_column(self):
        """The word of another column is the quantifier of the number."""
        words = {"approximately": Counted(quantifier=Quantifier.APPROXIMATELY), "total": Counted()}
        reading = read(["approximately,500", "total,12"], column("qualifier", "words", words), value("dead"))
        assert [figure.quantity.quantifier.value for figure in reading.figures] == ["approximately", "exact"]


class TestStyles:
    """Evidence of a column, and what a person says."""

    def test_one_cell_settles_a_column(self):
        """A decimal comma anywhere in the column makes the point a mark of thousands."""
        reading = read(["1.234", '"1.234.567,0"'], value("dead"))
        assert [figure.quantity.value for figure in reading.figures] == [1234, 1234567]

    def test_another_column_settles_one_that_shows_nothing(self):
        """A share written 12,5 shows the style of the whole table."""
        reading = read(['1.234,"12,5"'], value("dead"), column("share", "ignored"))
        assert [figure.quantity.value for figure in reading.figures] == [1234]

    def test_an_undecided_mark_is_asked_and_settled(self):
        """Where nothing shows it the cell is refused, and read once a person said which mark it is."""
        assert refusals(read(["1.234"], value("dead"))) == [("2, column dead", "ambiguous_number")]
        assert read(["1.234"], value("dead"), decimal_mark=",").figures[0].quantity.value == 1234

    def test_an_undecided_order_of_days_is_asked_and_settled(self):
        """03/04 is refused until a person said whether the day stands first."""
        columns = column("date", "period"), value("dead")
        assert refusals(read(["03/04/2020,5"], *columns)) == [("2, column date", "ambiguous_date")]
        days = [
            read(["03/04/2020,5"], *columns, is_day_first=first).figures[0].period.isoformat()
            for first in (True, False)
        ]
        assert days == ["2020-04-03", "2020-03-04"]

    def test_evidence_far_below_counts(self):
        """The whole column is looked at where the first thousand rows leave a doubt."""
        rows = ["03/04/2020,5"] * 1_500 + ["25/12/2020,6"]
        reading = read(rows, column("date", "period"), value("dead"))
        assert (len(reading.figures), reading.figures[0].period.isoformat()) == (1_501, "2020-04-03")


class TestMeaning:
    """Constants, words and columns together."""

    def test_columns_win_over_words_and_words_over_constants(self):
        """The nearer to the number, the stronger."""
        words = {"flood": Counted(cause=Cause.DISASTER, measure=Measure.CUMULATIVE)}
        constants = Counted(cause=Cause.OTHER, reporter="IFRC", location_code="NPL", period="2020")
        figure = read(
            ["flood,5"], column("hazard", "words", words), value("dead", measure="flow"), constants=constants
        ).figures[0]
        assert (figure.cause, figure.measure, figure.reporter) == (Cause.DISASTER, Measure.FLOW, "IFRC")
        assert (figure.place.location_code, figure.period.isoformat()) == ("NPL", "2020")

    def test_words_leave_rows_out(self):
        """A word may leave its row out; the note says how many and why."""
        words = {"plan": Skip("a plan, not a count"), "*": Counted()}
        reading = read(["plan,5", "done,6", "plan,7"], column("kind", "words", words), value("dead"))
        assert [figure.quantity.value for figure in reading.figures] == [6]
        assert reading.notes == ["2 rows were left out (a plan, not a count): kind is plan."]

    def test_an_unknown_word_refuses_its_row(self):
        """Where every word matters, an unknown one is asked about."""
        reading = read(["x,5"], column("kind", "words", {"done": Counted()}), value("dead"))
        assert (reading.figures, refusals(reading)) == ([], [("2, column kind", "unknown_word")])

    def test_returned_refugees_are_at_their_origin(self):
        """The places are turned round for people who went home."""
        columns = column("from", "origin_code"), column("in", "location_code")
        back = value("returned", indicator="returnees", is_at_origin=True)
        place = read(["AFG,PAK,5"], *columns, back).figures[0].place
        assert (place.location_code, place.origin_code) == ("AFG", "PAK")

    def test_without_an_indicator_there_is_no_figure(self):
        """A number that nobody gives a meaning is left alone."""
        assert read(["5"], column("n", "value")).figures == []

    def test_a_mapping_of_other_width_is_refused(self):
        """A mapping belongs to a header."""
        with pytest.raises(ValueError, match="1 columns for a table of 2"):
            read_figures(read_grid(b"a,b\n1,2\n", "t.csv"), TableMapping("x", (value("a"),)), Document("d"))


class TestLinks:
    """Parts and other units."""

    GROUP = (
        column("place", "place_text"),
        column(
            "sex",
            "words",
            {"all": Counted(name="all"), "f": Counted(part_of="all", population_group=PopulationGroup.WOMEN)},
        ),
        value("dead"),
    )

    def test_the_whole_is_found_wherever_it_stands(self):
        """Above or below, for the same place; a part without its whole stands for itself."""
        reading = read(["A,f,1", "A,all,3", "B,all,9", "C,f,2"], *self.GROUP)
        whole = reading.figures[1].figure_id
        assert [figure.part_of for figure in reading.figures] == [whole, None, None, None]
        assert reading.figures[0].population_group is PopulationGroup.WOMEN

    def test_the_other_words_must_be_the_same(self):
        """Women of a sector are a part of all of that sector."""
        sector = column("sector", "words", {"all": Counted(name="every"), "*": Counted(part_of="every")})
        rows = ["A,all,all,9", "A,f,all,4", "A,all,wash,5", "A,f,wash,2"]
        reading = read(rows, *self.GROUP[:2], sector, self.GROUP[2])
        everybody, women, wash, _ = (figure.figure_id for figure in reading.figures)
        assert [figure.part_of for figure in reading.figures] == [None, everybody, everybody, women]
        assert wash != everybody

    def test_households_are_the_same_people(self):
        """A count of families points to the count of persons in its row."""
        persons = value("idps", indicator="idps", name="persons")
        families = value("families", indicator="idps", unit="household", same_as="persons")
        one, other = read(["5,1"], persons, families).figures
        assert (other.unit, other.same_as, one.same_as) == (Unit.HOUSEHOLD, one.figure_id, None)

    def test_two_cannot_be_parts_of_each_other(self):
        """A circle is cut."""
        reading = read(["5,6"], value("a", name="a", part_of="b"), value("b", name="b", part_of="a"))
        assert [figure.part_of is None for figure in reading.figures].count(True) == 1


class TestIdentity:
    """Which figure is which."""

    @given(rows=st.lists(st.tuples(st.sampled_from("AB"), st.integers(0, 3)), min_size=1, max_size=8), data=st.data())
    def test_identifiers_do_not_depend_on_the_order(self, rows, data):
        """No two figures share an identifier, and sorting the table changes none."""
        columns = column("place", "place_text"), value("dead")
        shuffled = data.draw(st.permutations(rows))
        said = [
            sorted(
                (figure.figure_id, figure.quantity.value)
                for figure in read([f"{a},{b}" for a, b in each], *columns).figures
            )
            for each in (rows, shuffled)
        ]
        assert said[0] == said[1]
        assert len({figure_id for figure_id, _ in said[0]}) == len(rows)

    def test_periods_that_read_alike_are_told_apart(self):
        """A day, and a week of which only that day is given, are two figures."""
        day, meaning = date(2017, 2, 3), complete(Counted(Indicator.KILLED))
        about = [(meaning, Place("AFG"), Period(day, day, precision)) for precision in PeriodPrecision]
        topics = [(0, 0, number) for number in range(len(about))]
        ids = make_ids("gidd", topics, [Quantity(number) for number in range(len(about))], about.__getitem__)
        assert len(set(ids)) == len(about)

    def test_the_same_meaning_in_two_columns_is_two_figures(self):
        """Columns with one meaning do not take each other's identifier."""
        one, other = read(["5,6"], value("a", name="a"), value("b", name="b")).figures
        assert one.figure_id != other.figure_id


class TestMapping:
    """A mapping that a person settled."""

    TABLE = b"wo,wieviel\nMali,5\n"

    def test_a_settled_mapping_wins(self):
        """What a person said is how the table is read, and what comes back."""
        mapping = TableMapping("unknown", (column("wo", "location_name"), value("wieviel")))
        reading = read_table(self.TABLE, "t.csv", mapping=mapping)
        assert [figure.indicator for figure in reading.figures] == [Indicator.KILLED]
        assert reading.mapping == mapping

    def test_a_mapping_of_another_header_is_refused(self):
        """A settled mapping is never laid over other columns."""
        mapping = TableMapping("unknown", (column("x", "location_name"), value("y")))
        with pytest.raises(TableError) as caught:
            read_table(self.TABLE, "t.csv", mapping=mapping)
        assert caught.value.problem.code == "other_columns"

    def test_the_reading_carries_what_a_screen_needs(self):
        """Headers with their first texts, the proposed mapping, and whether it is known."""
        reading = read_table(self.TABLE, "t.csv")
        assert [(sample.header, sample.texts) for sample in reading.samples] == [("wo", ("Mali",)), ("wieviel", ("5",))]
        assert (reading.is_known, len(reading.mapping.columns)) == (False, 2)

    @given(
        st.sampled_from(list(Role)), st.sampled_from(list(Indicator)), st.text(max_size=8), st.booleans() | st.none()
    )
    def test_mappings_survive_being_kept(self, role, indicator, text, is_day_first):
        """JSON gives back the same mapping."""
        words = {text: Counted(indicator, name=text), "x": Skip(text)}
        mapping = TableMapping(
            text,
            (ColumnMeaning(text, role, Counted(cause=Cause.CONFLICT), words, text),),
            constants=Counted(location_code="MLI"),
            is_day_first=is_day_first,
        )
        assert TableMapping.from_json(mapping.to_json()) == mapping

    @pytest.mark.parametrize("text", ["", "[]", "{}", '{"columns": [{"header": "a", "role": "x"}], "constants": {}}'])
    def test_what_is_no_mapping_is_refused(self, text):
        """A text that is no mapping any more is told, not read as an empty one."""
        with pytest.raises(ValueError):  # noqa: PT011 (any text of it)
            TableMapping.from_json(text)

    def test_fingerprints(self):
        """Case and accents do not matter, the order of the columns does."""
        assert fingerprint(["Décès", "Pays"]) == fingerprint(["DECES", "pays"])
        assert fingerprint(["Décès", "Pays"]) != fingerprint(["Pays", "Décès"])

    def test_a_column_can_be_replaced(self):
        """A correction changes one column and leaves the others."""
        mapping = TableMapping("x", (value("a"), value("b")))
        changed = mapping.with_column(1, replace(mapping.columns[1], role=Role.IGNORED))
        assert [each.role.value for each in changed.columns] == ["value", "ignored"]
