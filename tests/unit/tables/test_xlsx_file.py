"""A workbook is read as the person sees it, and no number in it changes on the way."""

from datetime import date, datetime

import pytest
from openpyxl.utils.datetime import WINDOWS_EPOCH

from dashboard.model import TableError
from dashboard.tables import read_table
from dashboard.tables.grid import Grid, read_grid
from dashboard.tables.xlsx_cells import number_text, read_format
from tests.unit.tables.workbooks import MAIN, make_raw_workbook, make_workbook

ROWS = [["place", "killed"], ["Gao", 5], ["Mopti", 7]]
NOON = datetime(2019, 3, 31, 12, 30)  # noqa: DTZ001 (a workbook knows no time zone)
FAR = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'


def texts(grid: Grid) -> list[list[str]]:
    """Return the texts of the rows."""
    return [row.texts for row in grid.rows]


def read_cell(value: object, form: str = "General") -> str:
    """Return what a cell with this value and number format is read as."""

    def style(workbook):
        workbook.active["B2"].number_format = form

    return texts(read_grid(make_workbook([["place", "number"], ["Gao", value]], change=style), "t.xlsx"))[0][1]


def refusal(content: bytes) -> str:
    """Return the code with which a workbook is refused."""
    with pytest.raises(TableError) as caught:
        read_grid(content, "t.xlsx")
    assert caught.value.problem.suggestion
    return caught.value.problem.code


class TestCells:
    """What a cell says."""

    @pytest.mark.parametrize(
        ("value", "form", "text"),
        [
            (61730, "General", "61730"),
            (61730.0, "0.00", "61730"),
            (1234567, "#,##0", "1234567"),
            (1e6, "0.00E+00", "1000000"),
            (1e20, "General", "100000000000000000000"),
            (0.1, "0%", "10%"),
            (0.125, "0.0%", "12.5%"),
            (1.25, "0%", "125%"),
            (123.456, "General", "123.4560"),
            (-1.234, "0.00", "-1.2340"),
            (1234.567, "General", "1234.567"),
            (0.29, "0%", "29%"),
            (1200, '"$"#,##0', "$1200"),
            (1200, "[$€-407] #,##0", "€1200"),
            (-5, "General", "-5"),
            (True, "General", "TRUE"),
            ("NA", "General", "NA"),
            ("0012", "@", "0012"),
            ("  Gao\n", "General", "Gao"),
            (date(2019, 3, 31), "dd/mm/yyyy", "2019-03-31"),
            (date(2019, 3, 31), "[$-409]mmmm\\ d\\,\\ yyyy", "2019-03-31"),
            (NOON, "dd/mm/yyyy hh:mm", "2019-03-31T12:30:00"),
            (date(2019, 3, 1), "mmm yyyy", "2019-03"),
            (date(2019, 3, 5), "mmm yyyy", "2019-03-05"),
            (date(2019, 1, 1), "yyyy", "2019"),
            ("#N/A", "General", "#N/A"),
        ],
    )
    def test_values(self, value, form, text):
        """Numbers keep all their digits and lose what a spreadsheet adds; days are written the ISO way."""
        assert read_cell(value, form) == text

    @pytest.mark.parametrize("raw", ["9007199254740993", "1234567890123456789"])
    def test_long_numbers_keep_their_last_digit(self, raw):
        """A number that no float holds stays as it is written."""
        cells = f"<row><c t='str'><v>number</v></c></row><row><c><v>{raw}</v></c></row>"
        assert texts(read_grid(make_raw_workbook(cells), "t.xlsx")) == [[raw]]

    def test_decimals_are_no_thousands(self):
        """What another column shows of decimal commas never makes a thousand of a number with three decimals."""
        rows = [["Country", "Affected", "Clusters"], ["Mali", 123.456, "1,2"], ["Niger", 5, "3,4"]]
        reading = read_table(make_workbook(rows), "t.xlsx")
        assert [figure.quantity.value for figure in reading.figures] == [5]
        assert [problem.code for problem in reading.problems] == ["value_not_whole"]

    @pytest.mark.parametrize("raw", ["x1", "1e999999999", "²"])
    def test_a_share_that_is_no_number_stays_as_it_is(self, raw):
        """Only digits are made a percentage."""
        assert number_text(raw, read_format(9, None), WINDOWS_EPOCH) == raw

    def test_a_formula_without_its_result_is_no_number(self):
        """A formula that was never calculated arrives as a formula, and the note says how to mend it."""
        grid = read_grid(make_workbook([*ROWS, ["Kidal", "=B2+B3"]]), "t.xlsx")
        assert texts(grid)[2] == ["Kidal", "=B2+B3"]
        assert grid.notes[0].startswith("1 formula was saved without a result")

    def test_a_formula_counts_as_its_result(self):
        """What the spreadsheet program calculated and saved is what is read."""
        cells = (
            "<row><c t='inlineStr'><is><t>place</t></is></c><c t='str'><v>n</v></c></row>"
            '<row r="2"><c r="A2" t="str"><f>"G"&amp;"ao"</f><v>Gao</v></c><c r="B2"><f>2+3</f><v>5</v></c></row>'
            '<row r="3"><c r="A3" t="e"><f>X</f><v>#REF!</v></c><c r="B3"><v>7</v></c></row>'
        )
        assert texts(read_grid(make_raw_workbook(cells), "t.xlsx")) == [["Gao", "5"], ["#REF!", "7"]]

    def test_days_counted_from_1904(self):
        """Workbooks that count days from 1904 give the same days."""
        rows = [["day", "killed"], [date(2019, 3, 31), 5]]

        def count_from_1904(workbook):
            from openpyxl.utils.datetime import MAC_EPOCH

            workbook.epoch = MAC_EPOCH

        assert texts(read_grid(make_workbook(rows, change=count_from_1904), "t.xlsx")) == [["2019-03-31", "5"]]

    def test_phonetic_hints_are_no_text(self):
        """How a name is pronounced is not part of the name."""
        text = "<si><t>Gao</t><rPh><t>ga-o</t></rPh></si><si><r><t>Mop</t></r><r><t>ti</t></r></si>"
        cells = "<row><c t='s'><v>0</v></c><c t='s'><v>1</v></c></row><row><c r='B2'><v>5</v></c></row>"
        links = (
            '<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/>'
            '<Relationship Id="rId2" Type="x/sharedStrings" Target="/xl/sharedStrings.xml"/></Relationships>'
        )
        more = {"xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{text}</sst>', "xl/_rels/workbook.xml.rels": links}
        assert read_grid(make_raw_workbook(cells, **more), "t.xlsx").header == ("Gao", "Mopti")


class TestSheets:
    """Which sheet is read, and what is said of the others."""

    README = (["About this table"], ["It was made by hand"])

    def test_the_sheet_with_the_figures_is_read(self):
        """A first sheet of words is passed over, and the note names it."""
        grid = read_grid(make_workbook(self.README, ROWS, names=["About", "Tolls"]), "t.xlsx")
        assert (grid.sheet, grid.sheets, texts(grid)) == ("Tolls", ("About", "Tolls"), [["Gao", "5"], ["Mopti", "7"]])
        assert grid.notes == ("Read from the sheet “Tolls”; the workbook also has “About”.",)

    def test_a_sheet_can_be_asked_for(self):
        """The sheet that is named is read, whatever it holds; an unknown name is answered with those there are."""
        content = make_workbook(self.README, ROWS, names=["About", "Tolls"])
        assert read_grid(content, "t.xlsx", sheet="About").sheet == "About"
        with pytest.raises(TableError, match="Choose one of: About, Tolls"):
            read_grid(content, "t.xlsx", sheet="Toll")

    def test_hidden_sheets_are_left_alone(self):
        """A hidden sheet is not read by default, and is named."""

        def hide(workbook):
            workbook["Old"].sheet_state = "hidden"

        content = make_workbook([*ROWS, ["Kidal", 9]], ROWS, names=["Old", "New"], change=hide)
        grid = read_grid(content, "t.xlsx")
        assert (grid.sheet, grid.notes) == ("New", ("Hidden sheets were left unread: “Old”.",))

    def test_hidden_rows_are_noted(self):
        """A row that a filter hides is read, and said to be hidden."""

        def hide(workbook):
            workbook.active.row_dimensions[3].hidden = True

        grid = read_grid(make_workbook(ROWS, change=hide), "t.xlsx")
        assert (len(grid.rows), grid.notes) == (2, ("Row 3 hidden in the workbook, and read all the same.",))

    def test_merged_headers_stand_over_each_column(self):
        """A header over two columns belongs to both; a merged title is one title."""
        rows = [["Tolls", None, None], ["place", 2019, None], [None, "killed", "injured"], ["Gao", 5, 6]]

        def merge(workbook):
            for cells in ("A1:C1", "B2:C2", "A2:A3"):
                workbook.active.merge_cells(cells)

        grid = read_grid(make_workbook(rows, change=merge), "t.xlsx")
        assert (grid.titles, grid.header) == (("Tolls",), ("place", "2019 killed", "2019 injured"))

    def test_merged_labels_are_repeated_and_merged_numbers_are_not(self):
        """A region over two rows is the region of both; a number over two rows is counted once."""
        rows = [["region", "place", "killed"], ["Gao", "Ansongo", 5], [None, "Bourem", None]]

        def merge(workbook):
            for cells in ("A2:A3", "C2:C3"):
                workbook.active.merge_cells(cells)

        grid = read_grid(make_workbook(rows, change=merge), "t.xlsx")
        assert texts(grid) == [["Gao", "Ansongo", "5"], ["Gao", "Bourem", ""]]

    def test_the_name_does_not_decide(self):
        """A workbook that was renamed to .csv is read as the workbook it is."""
        assert texts(read_grid(make_workbook(ROWS), "t.csv")) == [["Gao", "5"], ["Mopti", "7"]]

    def test_remarks_beside_the_table_are_no_data(self):
        """A cell to the right of the header does not make its row a misfit."""
        grid = read_grid(make_workbook([*ROWS, *([["Gao", 1]] * 60), ["Kidal", 9, None, "check!"]]), "t.xlsx")
        assert (texts(grid)[-1], grid.problems) == (["Kidal", "9"], ())
        assert grid.notes == ("In 1 row something stands to the right of the header; it was left unread.",)


class TestHostile:
    """Workbooks that were made to do harm, or are no workbooks."""

    @pytest.mark.parametrize(
        ("content", "code"),
        [
            (make_raw_workbook("<row/>" * 3_000_000), "too_large"),
            (make_raw_workbook("", **{"xl/media/x.bin": b"\0" * 9_000_000}), "empty_file"),
            (make_raw_workbook(FAR), "too_large"),
            (make_raw_workbook("<row>" + "<c><v>1</v></c>" * 10_000 + "</row>"), "too_large"),
            (make_raw_workbook("<row><c><v>&b;</v></c></row>", top=LAUGHS), "too_large"),
            (make_raw_workbook("", **{f"x{number}": "" for number in range(2_500)}), "too_large"),
            (make_raw_workbook("<row><c>"), "unreadable_file"),
            (make_raw_workbook('<row r="x"/>'), "unreadable_file"),
            (make_raw_workbook('<row><c r="1A"/></row>'), "unreadable_file"),
            (make_raw_workbook('<row><c t="s"><v>x</v></c></row>'), "unreadable_file"),
            (make_raw_workbook('<row><c t="s"><v>0</v></c></row>'), "unreadable_file"),
            (make_raw_workbook('<row><c t="s"><v>-1</v></c></row>'), "unreadable_file"),
            (make_raw_workbook("<row/>")[:-40], "unreadable_file"),
            (make_raw_workbook("", **{"xl/workbook.bin": b"x"}), "unknown_kind"),
            (make_raw_workbook("", **{"word/document.xml": b"x"}), "unknown_kind"),
        ],
        ids=[
            "inflated",
            "no cell",
            "far cell",
            "wide",
            "laughs",
            "parts",
            "cut",
            "row",
            "address",
            "text",
            "no such text",
            "text before the first",
            "zip",
            "xlsb",
            "docx",
        ],
    )
    def test_refused(self, content, code):
        """Each is refused with a way out, before it can fill the memory."""
        assert refusal(content) == code

    def test_an_open_document_is_named(self):
        """An .ods is refused by its name, with what to save it as."""
        import zipfile
        from io import BytesIO

        target = BytesIO()
        with zipfile.ZipFile(target, "w") as archive:
            archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        with pytest.raises(TableError, match=r"\.ods.*save it as \.xlsx"):
            read_grid(target.getvalue(), "t.ods")
