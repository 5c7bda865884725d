"""A file becomes rows of text below one header; what is no data is kept out and named."""

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.model import TableError
from dashboard.tables import grid as grids
from dashboard.tables.grid import Grid, read_grid

# Nothing that cannot be seen, and no # that begins a remark.
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters="#"))


def read(text: str, name: str = "t.csv") -> Grid:
    """Read a table given as text."""
    return read_grid(text.encode(), name)


def texts(grid: Grid) -> list[list[str]]:
    """Return the texts of the rows."""
    return [row.texts for row in grid.rows]


def refusal(content: bytes, name: str = "t.csv") -> str:
    """Return the code with which a file is refused whole."""
    with pytest.raises(TableError) as caught:
        read_grid(content, name)
    assert caught.value.problem.suggestion
    return caught.value.problem.code


class TestCells:
    """Every cell is the text that stands there."""

    def test_nothing_is_guessed(self):
        """Codes, zeros, long numbers and words for nothing stay as they are written."""
        row = ["NA", "0012", "1.234", "1e309", "9007199254740993", "nan", "TRUE", "03/04/2019"]
        grid = read(",".join("abcdefgh") + "\nx,x,x,x,x,x,x,x\n" + ",".join(row) + "\n")
        assert texts(grid)[1] == row

    @given(st.lists(st.lists(WORDS.map(str.strip).filter(bool), min_size=3, max_size=3), min_size=1, max_size=5))
    def test_what_a_csv_writer_writes_comes_back(self, rows):
        """Quotes, separators and strange letters inside a cell survive."""
        target = StringIO()
        csv.writer(target).writerows([["place", "remark", "number"], *([*row[:2], "7"] for row in rows)])
        back = read(target.getvalue())
        kept = [row for row in rows if not grids.is_total(row[0]) and not grids.is_total_of_place(row[0])]
        assert [[*row[:2], "7"] for row in kept] == texts(back)

    def test_rows_are_counted_as_a_spreadsheet_counts(self):
        """Blank rows and line breaks inside a cell do not shift the row that a person is sent to."""
        grid = read('\nplace,killed\n\n"Gao\nand around",5\n,\nMopti,7\n')
        assert [row.number for row in grid.rows] == [4, 6]

    def test_rows_can_be_read_again(self):
        """Two loops over the rows see the same rows."""
        grid = read("place,killed\nGao,5\nMopti,7\n")
        assert texts(grid) == texts(grid) == [["Gao", "5"], ["Mopti", "7"]]
        assert len(grid.rows) == 2


class TestSeparators:
    """The separator is the one that cuts the rows evenly."""

    @pytest.mark.parametrize(
        "text",
        [
            "place;killed\nGao, Mali;1,5\nMopti, Mali;2,5\n",
            "place\tkilled\nGao, Mali\t1,5\nMopti, Mali\t2,5\n",
            "place|killed\nGao, Mali|1,5\nMopti, Mali|2,5\n",
            '"place","killed"\n"Gao, Mali","1,5"\n"Mopti, Mali","2,5"\n',
            "sep=;\nplace;killed\nGao, Mali;1,5\nMopti, Mali;2,5\n",
            "Killed by place, 2020\n\nplace;killed\nGao, Mali;1,5\nMopti, Mali;2,5\n",
        ],
    )
    def test_separators_by_evidence(self, text):
        """Commas inside cells, decimal commas and a title above do not mislead."""
        grid = read(text)
        assert grid.header == ("place", "killed")
        assert texts(grid) == [["Gao, Mali", "1,5"], ["Mopti, Mali", "2,5"]]

    @pytest.mark.parametrize("text", ['place,killed\nGao,"5\n', 'place,killed\n"Gao"x,5\n'])
    def test_broken_quotes_are_refused(self, text):
        """A quotation mark that is not closed would swallow rows, so nothing is read."""
        assert refusal(text.encode()) == "broken_quotes"


class TestHeader:
    """The header is found under titles and above units and tags."""

    @pytest.mark.parametrize(
        ("text", "header"),
        [
            ("place,killed\nGao,5\n", ("place", "killed")),
            ("Killed in Mali,,\n\nplace,killed,injured\nGao,5,6\n", ("place", "killed", "injured")),
            ("Killed in Mali\nplace,killed,injured\nGao,5,6\n", ("place", "killed", "injured")),
            ("Country,Mali,,\nDate,May,,\nplace,a,killed,b\nGao,1,5,2\n", ("place", "a", "killed", "b")),
            ("# made by hand\nplace,killed\nGao,5\n", ("place", "killed")),
            ("place,killed,injured\n,persons,persons\nGao,5,6\n", ("place", "killed persons", "injured persons")),
            (
                ",2019,,2020,\nplace,idps,refugees,idps,refugees\nGao,1,2,3,4\n",
                ("place", "2019 idps", "2019 refugees", "2020 idps", "2020 refugees"),
            ),
            ("place,2019,2020,2021\nGao,1,2,3\nMopti,4,5,6\n", ("place", "2019", "2020", "2021")),
            ("area,1,2,3\nGao,100,200,300\nMopti,400,500,600\n", ("area", "1", "2", "3")),
            ("place,killed\nGao,\nMopti,n/a\nKidal,5\n", ("place", "killed")),
            ("Gao,5\nMopti,7\n", ("", "")),
            ("place,killed,,\nGao,5,,\n", ("place", "killed")),
        ],
    )
    def test_headers(self, text, header):
        """Each way of heading a table gives one name a column."""
        assert read(text).header == header

    def test_a_table_without_a_header_keeps_its_first_row(self):
        """Where the first row is data, it stays data, and the note says that there is no header."""
        grid = read("Gao,5\nMopti,7\n")
        assert (texts(grid), grid.notes) == ([["Gao", "5"], ["Mopti", "7"]], ("The table has no header row.",))

    @pytest.mark.parametrize(
        ("text", "header", "tags"),
        [
            ("place,killed\n#adm1,#affected+killed\nGao,5\n", ("place", "killed"), ("#adm1", "#affected+killed")),
            ("#adm1,#affected +killed\nGao,5\n", ("", ""), ("#adm1", "#affected +killed")),
            ("Tolls\n\nplace,killed\n,#affected+killed\nGao,5\n", ("place", "killed"), ("", "#affected+killed")),
        ],
    )
    def test_tags_of_hxl(self, text, header, tags):
        """The row of tags is neither header nor data."""
        grid = read(text)
        assert (grid.header, grid.tags, texts(grid)) == (header, tags, [["Gao", "5"]])

    def test_titles_are_kept_for_what_they_say(self):
        """What stands above the header is no data, but may name the country or the month."""
        grid = read("Mali: tolls,,\nMay 2020,,\nplace,killed,injured\nGao,5,6\n")
        assert grid.titles == ("Mali: tolls", "May 2020")

    def test_equal_names_are_noted(self):
        """Two columns of one name are both kept, and named by their letters."""
        grid = read("place,killed,killed\nGao,5,6\n")
        assert (grid.header, grid.notes) == (
            ("place", "killed", "killed"),
            ("The header has “killed” more than once, in the columns B, C.",),
        )


class TestKeptOut:
    """Rows below the header that are no data."""

    @pytest.mark.parametrize(
        "label",
        [
            "Total",
            "TOTAL",
            "Grand total",
            "Sub-total",
            "Sous-total",
            "TOTAL GÉNÉRAL",
            "Total général",
            "Ensemble",
            "Somme",
            "Suma",
            "Total:",
            "المجموع",
            "Итого",
        ],
    )
    def test_totals(self, label):
        """A sum of the rows above is kept out whatever the language, and the note says which row."""
        grid = read(f"place,killed\nGao,5\nMopti,7\n{label},12\n")
        assert texts(grid) == [["Gao", "5"], ["Mopti", "7"]]
        assert grid.notes == ("Row 4 was kept out: it is a total of other rows.",)

    @pytest.mark.parametrize("row", ["Mali,Gao,total,5", "Mali,Total Oil camp,all,5", "Mali,Totala,all,5"])
    def test_not_every_total_is_one(self, row):
        """A qualifier “total” and a place that begins like it are data."""
        assert len(texts(read(f"country,place,qualifier,killed\n{row}\n"))) == 1

    def test_totals_of_a_part(self):
        """A total in any column of places is the sum of other rows."""
        grid = read("region,district,killed\nGao,Ansongo,5\nGao,Bourem,2\nGao,Total,7\nMopti,Djenné,1\n")
        assert [row.number for row in grid.rows] == [2, 3, 5]

    @pytest.mark.parametrize(
        "label", ["Sub-total Mali", "Sous-total Mopti", "Mali total", "Total Mali", "Total du Niger"]
    )
    def test_totals_that_say_of_what(self, label):
        """A total beside the name of its country is a total; with any other name it may be a place."""
        assert texts(read(f"country,killed\nGao,5\n{label},12\n")) == [["Gao", "5"]]

    def test_a_slice_may_be_called_total(self):
        """Both sexes together are a word of the column, which its reader understands."""
        assert len(texts(read("sex,killed\nmale,5\nfemale,2\ntotal,7\n"))) == 3

    @pytest.mark.parametrize(
        "footer",
        [
            "Source: OCHA",
            "Source: OCHA, with partners,",
            "Note: provisional",
            "* estimate",
            "(1) as of May",
            "© 2020 somebody",
            "Remarque : provisoire",
            "https://example.org/table",
            "These numbers were collected by partners in the field and may change.",
        ],
    )
    def test_footers(self, footer):
        """Sources and notes below the table are no rows that lack cells."""
        grid = read(f"place,killed,injured\nGao,5,6\n\n{footer}\n")
        assert (texts(grid), grid.problems, len(grid.notes)) == ([["Gao", "5", "6"]], (), 1)

    def test_a_header_that_comes_again_is_no_data(self):
        """Tables that were stuck together repeat their header."""
        assert texts(read("place,killed\nGao,5\nplace,killed\nMopti,7\n")) == [["Gao", "5"], ["Mopti", "7"]]

    @pytest.mark.parametrize(
        ("row", "code"), [("Gao", "too_few_cells"), ("Gao,5", "too_few_cells"), ("Gao,5,6,7", "too_many_cells")]
    )
    def test_rows_that_do_not_fit(self, row, code):
        """A row whose values may have slipped is a problem, not data."""
        grid = read(f"place,killed,injured\n{row}\nMopti,1,2\n")
        assert ([problem.code for problem in grid.problems], texts(grid)) == ([code], [["Mopti", "1", "2"]])

    def test_empty_cells_at_the_end_are_no_surplus(self):
        """Separators at the end of a row carry nothing."""
        assert texts(read("place,killed\nGao,5,,\nMopti,7\n")) == [["Gao", "5"], ["Mopti", "7"]]


class TestLimits:
    """Tables that are no tables, or too large."""

    @pytest.mark.parametrize(
        ("content", "code"),
        [
            (b"", "empty_file"),
            (b"\n , \n", "empty_file"),
            (b"%PDF-1.7", "unknown_kind"),
            (b'  {"a": 1}', "unknown_kind"),
            (b'[{"a": 1}]', "unknown_kind"),
            (b"<!DOCTYPE html><table>", "unknown_kind"),
            (b"PAR1\x15\x04", "unknown_kind"),
            (b"\x1f\x8b\x08\x00", "unknown_kind"),
            (b"SQLite format 3\0", "unknown_kind"),
            (b"\x89PNG\r\n", "unknown_kind"),
            (bytes(range(32)) * 40, "unknown_kind"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "unknown_kind"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted_file"),
            (b"a," * 1_000 + b"a\n", "too_large"),
        ],
    )
    def test_refused_whole(self, content, code):
        """What cannot be a table is refused by the name of what it is, with a way out."""
        assert refusal(content) == code

    @pytest.mark.parametrize(("limit", "value"), [("MAX_ROWS", 2), ("MAX_CELLS", 5)])
    def test_too_long(self, monkeypatch, limit, value):
        """A table beyond a cap is refused whole rather than cut."""
        monkeypatch.setattr(grids, limit, value)
        assert len(texts(read("place,killed\nGao,1\nMopti,2\n"))) == 2
        assert refusal(b"place,killed\nGao,1\nMopti,2\nKidal,3\n") == "too_large"

    @given(st.binary(max_size=300))
    def test_any_bytes_are_read_or_refused(self, content):
        """No bytes make the reader fail in another way than with an error for the user."""
        try:
            list(read_grid(content, "t.csv").rows)
        except TableError:
            return


class TestHeaderAndData:
    """What is a row of data does not become a part of the header, and a title does not either."""

    @pytest.mark.parametrize("cell", ["#N/A", "#DIV/0!", "many"])
    def test_a_first_row_without_a_number(self, cell):
        """A row with a date, or with the error of a spreadsheet, is data."""
        grid = read(f"country,date,killed\nMali,2019-03-31,{cell}\nNiger,2019-04-30,12\n")
        assert grid.header == ("country", "date", "killed")
        assert texts(grid)[0] == ["Mali", "2019-03-31", cell]

    def test_a_title_of_several_cells(self):
        """A row that a blank row parts from the header is no part of it."""
        grid = read("Nigeria,,Round 44,March 2023\n,,,\nsite,state,people,need\nCamp 1,Borno,4190,food\n")
        assert grid.header == ("site", "state", "people", "need")
