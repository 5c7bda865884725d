"""A table in our own layout becomes figures; what does not is named by row and column."""

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
    Method,
    Period,
    Quantifier,
    TableError,
    Unit,
    hash_content,
)
from dashboard.tables import read_sidecar, read_table
from dashboard.tables.grid import column_letters


def read(text, name="t.csv"):
    """Read a table given as text."""
    return read_table(text.encode(), name)


def refusal(content, name="t.csv"):
    """Return the problem for which a file is refused whole."""
    with pytest.raises(TableError) as caught:
        read_table(content, name)
    return caught.value.problem


class TestFigures:
    """What a good row says."""

    def test_a_row_with_every_column(self):
        """Every column of the layout arrives in its place."""
        cells = {
            "indicator": "refugees",
            "measure": "stock",
            "unit": "household",
            "value": "1200.5",
            "value_low": "1000.5",
            "value_high": "1500.5",
            "quantifier": "approximately",
            "value_text": "some 1200",
            "population_group": "children",
            "cause": "conflict",
            "location_code": "BFA",
            "location_name": "Burkina Faso",
            "origin_code": "MLI",
            "admin1_code": "BF-12",
            "admin1_name": "Sahel",
            "place_text": "Djibo",
            "reference_period_start": "2019-01-01",
            "reference_period_end": "2019-12-31",
            "period_precision": "year",
            "period_basis": "publication",
            "reporter": "UNHCR",
            "certainty": "projected",
        }
        row = read(f"{','.join(cells)}\n{','.join(cells.values())}\n").figures[0].record()
        assert {name: str(row[name]) for name in cells} == cells
        assert (row["method"], row["cell_ref"]) == (Method.UPLOADED, "t.csv!!D2")

    def test_a_table_that_names_place_and_time_otherwise_is_not_ours(self):
        """A long table with a country and a year, read as ours, would lose where and when."""
        reading = read("country,year,indicator,value\nMali,2020,Refugees,50\n")
        figure = reading.figures[0]
        assert (reading.layout, figure.place.location_code, figure.period) == ("long", "MLI", Period.of_year(2020))

    def test_two_columns_are_enough(self):
        """What is not given comes from the indicator, or is not known."""
        figure = read("Indicator, Value\nidps,12\n").figures[0]
        assert (figure.indicator, figure.measure, figure.unit) == (Indicator.IDPS, Measure.STOCK, Unit.PERSON)
        assert (figure.period, figure.reporter, figure.cause) == (Period(), None, Cause.UNKNOWN)

    @pytest.mark.parametrize(
        ("numbers", "expected"),
        [
            ("456,,", (456, 456, 456, Quantifier.EXACT)),
            ("400,,", (400, None, None, Quantifier.UNSPECIFIED)),
            ("400,400,400", (400, 400, 400, Quantifier.EXACT)),
            (",12,", (None, 12, None, Quantifier.AT_LEAST)),
            (",,15", (None, None, 15, Quantifier.AT_MOST)),
            (",12,15", (None, 12, 15, Quantifier.BETWEEN)),
            ("12,12,", (12, 12, None, Quantifier.AT_LEAST)),
            ("15,,15", (15, None, 15, Quantifier.AT_MOST)),
            ("12,10,15", (12, 10, 15, Quantifier.APPROXIMATELY)),
            ("0,,", (0, None, None, Quantifier.UNSPECIFIED)),
        ],
    )
    def test_hedge_by_the_numbers(self, numbers, expected):
        """Without a quantifier the numbers themselves say how firm they are."""
        quantity = read(f"indicator,value,value_low,value_high\nkilled,{numbers}\n").figures[0].quantity
        assert (quantity.value, quantity.low, quantity.high, quantity.quantifier) == expected

    @pytest.mark.parametrize(
        ("quantifier", "bounds"),
        [
            ("at_least", (12, None)),
            ("more_than", (12, None)),
            ("at_most", (None, 12)),
            ("less_than", (None, 12)),
            ("exact", (12, 12)),
        ],
    )
    def test_stated_hedge_sets_the_bound(self, quantifier, bounds):
        """A hedge in its own column sets the bound that it means."""
        quantity = read(f"indicator,value,quantifier\nkilled,12,{quantifier}\n").figures[0].quantity
        assert (quantity.low, quantity.high) == bounds

    @pytest.mark.parametrize(
        ("dates", "expected"),
        [
            ("2019,", ("2019-01-01", "2019-12-31", "year")),
            (",2019-03", ("2019-03-01", "2019-03-31", "month")),
            ("2019-03-31,2019-03-31", ("2019-03-31", "2019-03-31", "day")),
            ("2019-01-01,2019-12-31", ("2019-01-01", "2019-12-31", "year")),
            ("2019-04,2019-06", ("2019-04-01", "2019-06-30", "quarter")),
            ("2019-01,2019-10", ("2019-01-01", "2019-10-31", "month")),
            ("2019-01-01,2019-10-31", ("2019-01-01", "2019-10-31", "day")),
            ("2019-03-04,2019-03-10", ("2019-03-04", "2019-03-10", "week")),
            ("2018,2019", ("2018-01-01", "2019-12-31", "year")),
            (",", (None, None, "unknown")),
        ],
    )
    def test_period_by_its_dates(self, dates, expected):
        """One date is a whole year, month or day; two are a span known as finely as they are written."""
        header = "indicator,value,reference_period_start,reference_period_end"
        row = read(f"{header}\nkilled,12,{dates}\n").figures[0].record()
        found = (row["reference_period_start"], row["reference_period_end"], row["period_precision"])
        assert tuple(str(part) if part else None for part in found) == expected

    @pytest.mark.parametrize(
        ("cells", "expected"),
        [
            ("MLI,,ML-5,", ("MLI", "Mali", "ML-5", "Mopti")),
            ("mli,Mali,,Mopti", ("MLI", "Mali", "ML-5", "Mopti")),
            (",Tchad,,", ("TCD", "Chad", None, None)),
            ("MLI,République du Mali?,,Azawad", ("MLI", "Mali", None, "Azawad")),
            (",,,", (None, None, None, None)),
        ],
    )
    def test_places_by_code_or_name(self, cells, expected):
        """A place is found by its code or by its name; an area that is not known keeps its name."""
        reading = read(f"indicator,value,location_code,location_name,admin1_code,admin1_name\nkilled,5,{cells}\n")
        place = reading.figures[0].place
        assert (place.location_code, place.location_name, place.admin1_code, place.admin1_name) == expected

    def test_a_name_in_place_of_a_code_is_answered_with_the_code(self):
        """Who writes Mali into the column of codes is told to write MLI."""
        problem = read("indicator,value,location_code\nkilled,5,Mali\n").problems[0]
        assert (problem.code, problem.suggestion) == ("unknown_country", "Write MLI.")

    def test_namibia_and_zeros_survive(self):
        """NA is not missing and 0012 is not twelve where the column holds text."""
        figure = read("indicator,value,reporter,place_text\nkilled,12,NA,0012\n").figures[0]
        assert (figure.reporter, figure.place.text) == ("NA", "0012")

    def test_links_between_rows(self):
        """Labels tie rows of one file together; the store gets identifiers."""
        twelve, three = read("figure_id,indicator,value,part_of\na,killed,12,\nb,killed,3,a\n").figures
        assert (twelve.part_of, three.part_of) == (None, twelve.figure_id)
        assert twelve.figure_id != "a"


class TestIdentity:
    """Which figure is which."""

    HEADER = "indicator,value,location_code,reference_period_start,reporter\n"

    def test_new_number_is_the_same_figure(self):
        """The next edition of a table changes a figure; it does not add another."""
        old, new = (read(f"{self.HEADER}idps,{value},MLI,2024-05,IOM\n").figures[0] for value in (350110, 354739))
        assert old.figure_id == new.figure_id

    def test_another_month_is_another_figure(self):
        """A figure about another time, place or reporter is another one."""
        rows = ["MLI,2024-05,IOM", "MLI,2024-06,IOM", "NER,2024-05,IOM", "MLI,2024-05,UNHCR"]
        figures = read(self.HEADER + "".join(f"idps,12,{row}\n" for row in rows)).figures
        assert len({figure.figure_id for figure in figures}) == 4

    @given(values=st.lists(st.integers(1, 9), min_size=1, max_size=5), data=st.data())
    def test_order_of_rows_does_not_matter(self, values, data):
        """Rows about the same thing are told apart the same way, however they are sorted."""
        shuffled = data.draw(st.permutations(values))
        tables = [self.HEADER + "".join(f"killed,{value},MLI,2019,\n" for value in rows) for rows in (values, shuffled)]
        said = [{(figure.figure_id, figure.quantity.value) for figure in read(table).figures} for table in tables]
        assert said[0] == said[1]
        assert len(said[0]) == len(values)


class TestProblems:
    """Rows that have to be mended."""

    def test_each_fault_is_named(self):
        """A row with two faults has two problems, with row, column, value and a way out, and gives no figure."""
        reading = read("indicator,value,reference_period_start\nkilled,5,2019\nslain,-5,03/04/2019\n")
        assert len(reading.figures) == 1
        assert [(problem.code, problem.where, problem.value) for problem in reading.problems] == [
            ("unknown_word", "t.csv, row 3, column indicator", "slain"),
            ("value_negative", "t.csv, row 3, column value", "-5"),
            ("ambiguous_date", "t.csv, row 3, column reference_period_start", "03/04/2019"),
        ]

    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("indicator,value\nkilled,\n", "value_missing"),
            ("indicator,value\n,5\n", "missing_cell"),
            ("indicator,value,value_low\nkilled,5,6\n", "bounds_out_of_order"),
            (
                "indicator,value,reference_period_start,reference_period_end\nkilled,5,2020,2019\n",
                "period_runs_backwards",
            ),
            ("indicator,value\nkilled,5,6\n", "too_many_cells"),
            ("indicator,value,reporter\nkilled,5\n", "too_few_cells"),
            ("indicator,value,part_of\nkilled,5,nobody\n", "unknown_label"),
            ("indicator,value\n", "no_rows"),
            ("indicator;value\nkilled;1,234\n", "ambiguous_number"),
            ("indicator,value,location_code\nkilled,5,XYZ\n", "unknown_country"),
            ("indicator,value,location_name\nkilled,5,Atlantis\n", "unknown_country"),
            ("indicator,value,location_code,location_name\nkilled,5,MLI,Niger\n", "place_contradicts"),
            ("indicator,value,location_code,admin1_code\nkilled,5,NER,ML-5\n", "place_contradicts"),
            ("indicator,value,admin1_code\nkilled,5,ML07\n", "unknown_area"),
            ("indicator,value,admin1_code\nkilled,5,BF-YAG\n", "not_first_level"),
        ],
    )
    def test_faulty_rows(self, text, code):
        """A faulty row gives one problem and no figure."""
        reading = read(text)
        assert ([problem.code for problem in reading.problems], reading.figures) == ([code], [])

    def test_part_of_a_faulty_row_is_left_out(self):
        """A part whose whole is left out is left out too, or it would be counted on its own."""
        reading = read("figure_id,indicator,value,part_of\na,killed,-12,\nb,killed,3,a\nc,killed,1,b\nd,killed,7,\n")
        assert [figure.quantity.value for figure in reading.figures] == [7]
        assert [problem.code for problem in reading.problems] == ["value_negative", "unknown_label", "unknown_label"]

    def test_rows_are_counted_as_a_spreadsheet_counts(self):
        """Blank rows and line breaks inside a cell do not shift the row that a person is sent to."""
        reading = read('\nindicator,value,place_text\n\nkilled,5,"Gao\nand around"\n,,\nkilled,x,\n')
        assert reading.figures[0].cell_ref == "t.csv!!B4"
        assert [problem.where for problem in reading.problems] == ["t.csv, row 6, column value"]
        assert reading.rows == 2

    def test_unknown_columns_are_noted(self):
        """A column that is not read is named, without being a problem."""
        reading = read("indicator,value,remarks\nkilled,5,seen\n")
        assert (reading.notes, reading.problems) == (["Column left unread: remarks."], [])


class TestFiles:
    """Bytes, and files that are no tables."""

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
    def test_encodings(self, encoding):
        """Accents survive in each encoding that spreadsheets write."""
        content = "indicator,value,place_text\nkilled,5,Ménaka\n".encode(encoding)
        assert read_table(content, "t.csv").figures[0].place.text == "Ménaka"

    @pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
    @pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
    def test_delimiters(self, delimiter, newline):
        """The separator is found by the header; quoted separators are text."""
        rows = [["indicator", "value", "place_text"], ["killed", "5", f'"a{delimiter}b"']]
        reading = read(newline.join(delimiter.join(row) for row in rows))
        assert reading.figures[0].place.text == f"a{delimiter}b"

    def test_separator_line_of_excel(self):
        """A first line that names the separator is obeyed and is no header."""
        reading = read("sep=;\nindicator;value\nkilled;5\n")
        assert reading.figures[0].cell_ref == "t.csv!!B3"

    @pytest.mark.parametrize(
        ("content", "code"),
        [
            (b"", "empty_file"),
            (b" \n\n", "empty_file"),
            (b",,\n,,\n", "empty_file"),
            (b"PK\x03\x04rest", "unreadable_file"),
            (b"\xd0\xcf\x11\xe0rest", "unknown_kind"),
            (b"%PDF-1.7", "unknown_kind"),
            (b'{"a": 1}', "unknown_kind"),
            (b"<html>", "unknown_kind"),
            (b"\x81\x8d\x8f", "unknown_encoding"),
            (b"\xff\xfei", "unknown_encoding"),
            (b'indicator,value\nkilled,"5\n', "broken_quotes"),
            (b'indicator,value\nkilled,"' + b"x" * 200_000 + b'"\n', "broken_quotes"),
            (b"indicator,value,Value\nkilled,5,6\n", "duplicate_column"),
            (b"indicator,value,phone number\nkilled,5,123\n", "personal_data"),
            (b"indicator,value,Date of birth\nkilled,5,1990-01-01\n", "personal_data"),
            (b"," * 1000 + b"\n", "empty_file"),
            (b"a," * 1000 + b"a\n", "too_large"),
        ],
    )
    def test_files_that_are_refused_whole(self, content, code):
        """A file that cannot be a table of figures is refused by name, with a way out."""
        problem = refusal(content)
        assert problem.code == code
        assert problem.where.startswith("t.csv")
        assert problem.suggestion

    def test_too_many_rows(self, monkeypatch):
        """A table longer than the cap is refused whole rather than cut."""
        monkeypatch.setattr("dashboard.tables.grid.MAX_ROWS", 2)
        assert refusal(b"indicator,value\n" + b"killed,5\n" * 3).code == "too_large"
        assert len(read("indicator,value\n" + "killed,5\n" * 2).figures) == 2

    def test_too_many_cells(self, monkeypatch):
        """A small file with a great many cells is refused before it fills the memory."""
        monkeypatch.setattr("dashboard.tables.grid.MAX_CELLS", 10)
        assert refusal(b"indicator,value\n" + b"killed,5\n" * 6).code == "too_large"

    def test_a_table_without_figures_says_what_was_looked_for(self):
        """A header that says nothing of figures gives none, and tells what was looked for."""
        reading = read("a,b\nx,5\n")
        assert (reading.figures, reading.layout, reading.is_known) == ([], "unknown", False)
        assert [(problem.code, problem.value) for problem in reading.problems] == [("no_figures", "a, b")]
        assert "indicator" in reading.problems[0].message

    def test_personal_values_are_not_repeated(self):
        """The refusal of personal data names the column, not what stands in it."""
        assert "1990" not in repr(refusal(b"indicator,value,Date of birth\nkilled,5,1990-01-01\n"))

    @given(st.binary(max_size=200))
    def test_any_bytes_are_read_or_refused(self, content):
        """No bytes make the reader fail in another way than with an error for the user."""
        try:
            read_table(content, "t.csv")
        except TableError:
            return

    def test_columns_beyond_z(self):
        """The letters of columns go on after Z as in a spreadsheet."""
        assert [column_letters(column) for column in (1, 26, 27, 702, 703)] == ["A", "Z", "AA", "ZZ", "AAA"]


class TestDocument:
    """Where a table comes from."""

    TABLE = b"indicator,value\nkilled,5\n"

    def sidecar(self, **changes):
        """Return a sidecar for the table, in TOML."""
        values = {"title": "Tolls", "publisher": "OCHA", "published": "2020-01", "accessed": "2026-05-01"}
        values |= {"sha256": hash_content(self.TABLE), **changes}
        return "".join(f'{key} = "{value}"\n' for key, value in values.items() if value is not None).encode()

    def test_without_a_source_the_name_is_the_title(self):
        """A table of unknown origin is cited by its file name, and every figure points to it."""
        reading = read_table(self.TABLE, "tolls.csv")
        sha256 = hash_content(self.TABLE)
        assert reading.document == Document(sha256[:16], title="tolls.csv", sha256=sha256)
        assert reading.figures[0].document_id == sha256[:16]

    def test_sidecar_is_the_source(self):
        """What the sidecar says is what the table is cited by."""
        document = read_sidecar(self.sidecar(licence="CC BY 4.0"), "tolls.meta.toml", self.TABLE)
        assert (document.title, document.publisher, document.licence) == ("Tolls", "OCHA", "CC BY 4.0")
        assert (document.published, document.accessed) == (Period.of_month(2020, 1), date(2026, 5, 1))
        assert read_table(self.TABLE, "tolls.csv", source=document).document == document

    @pytest.mark.parametrize(
        ("changes", "code"),
        [
            ({"sha256": "0" * 64}, "sidecar_mismatch"),
            ({"title": None}, "faulty_sidecar"),
            ({"editor": "OCHA"}, "faulty_sidecar"),
            ({"published": "soon"}, "faulty_sidecar"),
            ({"accessed": "2026"}, "faulty_sidecar"),
        ],
    )
    def test_faulty_sidecars(self, changes, code):
        """A sidecar that is wrong, or belongs to another table, is refused by name."""
        with pytest.raises(TableError) as caught:
            read_sidecar(self.sidecar(**changes), "tolls.meta.toml", self.TABLE)
        assert caught.value.problem.code == code

    @pytest.mark.parametrize("content", [b"title = ", b"\xff", b"title = 5\nsha256 = 5\n"])
    def test_sidecars_that_are_no_text(self, content):
        """A sidecar that is not TOML, or whose values are not text, is refused by name."""
        with pytest.raises(TableError) as caught:
            read_sidecar(content, "tolls.meta.toml", self.TABLE)
        assert caught.value.problem.code == "faulty_sidecar"


def test_a_list_that_a_person_calls_one_of_events_has_its_own_name():
    """Rows of one list of events are added up; a list with other columns is another one."""
    tables = {"a": "country,date,killed\nMali,2024-05-01,3\n", "b": "country,date,injured\nMali,2024-05-01,3\n"}
    names = {}
    for name, text in tables.items():
        mapping = read(text).mapping
        assert read(text).document.event_list is None
        ticked = replace(mapping, is_event_list=True)
        names[name] = read_table(text.encode(), "t.csv", mapping=ticked).document.event_list
    assert None not in names.values()
    assert names["a"] != names["b"]
