"""Excel workbooks with everything that makes them differ from a plain table."""

from datetime import date

from tests.badfiles.build import case
from tests.badfiles.case import Case, Outcome, Rejected, Wanted, accepted, either, figure, refused
from tests.badfiles.xlsx import (
    DATE_STYLE,
    PERCENT_STYLE,
    THOUSANDS_STYLE,
    Broken,
    Formula,
    Sheet,
    Styled,
    Value,
    serial,
    workbook,
)

HEADER: list[Value] = ["Country", "Date", "Killed"]
DAY = date(2019, 3, 31)
MALI: list[Value] = ["Mali", DAY, 12]
NIGER: list[Value] = ["Niger", DAY, 34]


def mali(**fields: str) -> Wanted:
    """Return the figure of the first plain row."""
    return figure("killed", 12, "MLI", "2019-03-31", **fields)


def niger(**fields: str) -> Wanted:
    """Return the figure of the second plain row."""
    return figure("killed", 34, "NER", "2019-03-31", **fields)


def cases() -> list[Case]:
    """Return every case of this kind."""
    return [*_cells(), *_headers(), *_sheets(), *_broken()]


def _cells() -> list[Case]:
    return [
        _sheet("workbook", "plain.xlsx", [HEADER, MALI, NIGER], accepted(mali(cell="Data!C2"), niger())),
        _sheet(
            "formulas",
            "saved_and_not_saved.xlsx",
            [HEADER, ["Mali", DAY, Formula("5+7", 12)], ["Niger", DAY, Formula("A1+A2")], ["Chad", DAY, 56]],
            accepted(mali(), Rejected(3), figure("killed", 56, "TCD", "2019-03-31")),
        ),
        _sheet(
            "formulas",
            "in_the_country.xlsx",
            [HEADER, [Formula("Z1"), DAY, 12], NIGER],
            accepted(Rejected(2), niger()),
            accepted(niger(), Rejected(2), figure("killed", 12, None, "2019-03-31")),
        ),
        _sheet(
            "formulas",
            "in_the_date.xlsx",
            [HEADER, ["Mali", Formula("TODAY()"), 12], NIGER],
            accepted(Rejected(2), niger()),
            accepted(niger(), Rejected(2), figure("killed", 12, "MLI", None)),
        ),
        _sheet(
            "error cells",
            "all_of_them.xlsx",
            [
                HEADER,
                ["Mali", DAY, Broken("#N/A")],
                ["Chad", DAY, Broken("#DIV/0!")],
                ["Togo", DAY, Formula("1/0", "#REF!")],
                [Broken("#REF!"), DAY, 99],
                NIGER,
            ],
            accepted(Rejected(2), Rejected(3), Rejected(4), Rejected(5), niger()),
        ),
        _sheet(
            "workbook dates",
            "with_and_without_format.xlsx",
            [HEADER, ["Mali", serial(DAY), 12], NIGER, ["Chad", Styled(serial(DAY) + 0.75, DATE_STYLE), 56]],
            accepted(
                either(mali(), Rejected(2), figure("killed", 12, "MLI", None)),
                niger(),
                figure("killed", 56, "TCD", "2019-03-31"),
            ),
        ),
        case(
            "workbook dates",
            "counted_from_1904.xlsx",
            lambda: workbook(
                Sheet("S", [HEADER, ["Mali", Styled(serial(DAY) - 1462, DATE_STYLE), 12]]), starts_1904=True
            ),
            accepted(mali()),
        ),
        _sheet(
            "workbook dates",
            "impossible.xlsx",
            [HEADER, ["Mali", Styled(99999999.0, DATE_STYLE), 12], ["Chad", Styled(-5.0, DATE_STYLE), 13], NIGER],
            accepted(
                either(Rejected(2), figure("killed", 12, "MLI", None)),
                either(Rejected(3), figure("killed", 13, "TCD", None)),
                niger(),
            ),
        ),
        _sheet(
            "workbook dates",
            "the_day_that_never_was.xlsx",
            [HEADER, ["Mali", Styled(60.0, DATE_STYLE), 12], NIGER],
            accepted(either(Rejected(2), figure("killed", 12, "MLI", (None, "1900-02-28", "1900-03-01"))), niger()),
        ),
        _sheet(
            "percentage",
            "shown_as_a_share.xlsx",
            [HEADER, ["Mali", DAY, Styled(0.45, PERCENT_STYLE)], NIGER],
            accepted(either(Rejected(2), figure("killed", 0.45, "MLI", "2019-03-31")), niger()),
        ),
        _sheet(
            "workbook numbers",
            "large_small_and_shown_otherwise.xlsx",
            [
                HEADER,
                ["Mali", DAY, Styled(1234567.0, THOUSANDS_STYLE)],
                ["Chad", DAY, 1e15],
                ["Togo", DAY, -4],
                ["Benin", DAY, 12.999999999],
                ["Ghana", DAY, "1,234"],
                ["Kenya", DAY, "0012"],
                ["Sudan", DAY, True],
                NIGER,
            ],
            accepted(
                figure("killed", 1234567, "MLI", "2019-03-31"),
                Rejected(3),
                Rejected(4),
                either(Rejected(5), figure("killed", 12.999999999, "BEN", "2019-03-31")),
                figure("killed", 1234, "GHA", "2019-03-31"),
                Rejected(7),
                Rejected(8),
                niger(),
            ),
        ),
        _sheet(
            "workbook numbers",
            "a_date_among_the_counts.xlsx",
            [HEADER, ["Mali", DAY, date(2019, 4, 12)], NIGER],
            accepted(Rejected(2), niger()),
        ),
        _sheet(
            "Namibia",
            "workbook.xlsx",
            [["iso2", "Country", "Date", "Killed"], ["NA", "Namibia", DAY, 12], ["ML", "Mali", DAY, 34]],
            accepted(figure("killed", 12, "NAM", "2019-03-31"), figure("killed", 34, "MLI", "2019-03-31")),
        ),
    ]


def _headers() -> list[Case]:
    sexes: list[list[Value]] = [
        ["Country", "Date", "Killed", None, "Injured", None],
        [None, None, "Men", "Women", "Men", "Women"],
        ["Mali", DAY, 1, 2, 3, 4],
    ]
    return [
        _sheet(
            "merged headers",
            "over_two_columns.xlsx",
            sexes,
            accepted(
                figure("killed", 1, "MLI", "2019-03-31", population_group="men"),
                figure("killed", 2, "MLI", "2019-03-31", population_group="women"),
                figure("injured", 3, "MLI", "2019-03-31", population_group="men"),
                figure("injured", 4, "MLI", "2019-03-31", population_group="women"),
            ),
            merged=["C1:D1", "E1:F1", "A1:A2", "B1:B2"],
        ),
        _sheet(
            "merged headers",
            "title_over_the_table.xlsx",
            [["Deaths in the Sahel"], ["as of 30 June 2019"], [], HEADER, MALI, NIGER],
            accepted(mali(cell="Data!C5"), niger()),
            merged=["A1:C1", "A2:C2"],
        ),
        _sheet(
            "merged headers",
            "country_over_several_rows.xlsx",
            [HEADER, MALI, [None, date(2019, 4, 30), 13], NIGER],
            accepted(mali(), either(figure("killed", 13, ("MLI", None), "2019-04-30"), Rejected(3)), niger()),
            merged=["A2:A3"],
        ),
        _sheet(
            "HXL row",
            "workbook.xlsx",
            [["Pays", "Jour", "Morts"], ["#country+name", "#date", "#affected+killed"], MALI, NIGER],
            accepted(mali(), niger()),
        ),
        _sheet(
            "totals row",
            "formula.xlsx",
            [HEADER, MALI, NIGER, ["Total", None, Formula("SUM(C2:C3)", 46)]],
            accepted(mali(), niger()),
        ),
        _sheet(
            "blank cells",
            "far_from_the_corner.xlsx",
            [[], [], [None, None, *HEADER], [None, None, *MALI], [], [None, None, *NIGER]],
            accepted(mali(cell="Data!E4"), niger()),
        ),
    ]


def _sheets() -> list[Case]:
    notes = Sheet("Read me", [["About this workbook"], ["Figures are provisional."], ["Contact the office."]])
    table = Sheet("Data", [HEADER, MALI, NIGER])
    return [
        case(
            "sheets",
            "notes_first.xlsx",
            lambda: workbook(notes, table),
            accepted(mali(cell="Data!C2"), niger()),
        ),
        case(
            "sheets",
            "empty_first.xlsx",
            lambda: workbook(Sheet("Sheet1", []), table),
            accepted(mali(cell="Data!C2"), niger()),
        ),
        case(
            "sheets",
            "two_tables.xlsx",
            lambda: workbook(Sheet("2019", [HEADER, MALI]), Sheet("2020", [HEADER, ["Mali", date(2020, 3, 31), 56]])),
            accepted(mali(), says=("2020", "sheet")),
            accepted(mali(), figure("killed", 56, "MLI", "2020-03-31")),
            refused("sheet"),
        ),
        case(
            "sheets",
            "hidden_old_version.xlsx",
            lambda: workbook(Sheet("Old", [HEADER, ["Mali", DAY, 999]], state="hidden"), table),
            accepted(mali(), niger()),
        ),
        case(
            "sheets",
            "only_a_hidden_one.xlsx",
            lambda: workbook(
                Sheet("Front", [["See the data"]]), Sheet("Data", [HEADER, MALI, NIGER], state="veryHidden")
            ),
            accepted(mali(), niger(), says=("hidden",)),
            refused("hidden", "figure", "sheet", "looked"),
        ),
        case(
            "sheets",
            "none_with_cells.xlsx",
            lambda: workbook(Sheet("Sheet1", []), Sheet("Sheet2", [])),
            refused("empty", "no rows", "sheet"),
        ),
        case(
            "sheets",
            "only_a_chart.xlsx",
            lambda: workbook(Sheet("Chart1", []), chart_only=True),
            refused("chart", "sheet", "empty", "no rows"),
        ),
        case(
            "sheets",
            "odd_names.xlsx",
            lambda: workbook(Sheet("Données & 'été' <2019>", [HEADER, MALI])),
            accepted(mali(cell="Données & 'été' <2019>!C2")),
        ),
    ]


def _broken() -> list[Case]:
    plain = workbook(Sheet("Data", [HEADER, MALI, NIGER]))
    style = b'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fills><fill/></fills></styleSheet>'
    return [
        case(
            "broken workbooks", "cut_short.xlsx", lambda: plain[: len(plain) // 2], refused("damaged", "opened", "read")
        ),
        case("broken workbooks", "four_bytes.xlsx", lambda: plain[:4], refused("damaged", "opened", "read")),
        case(
            "broken workbooks",
            "sheet_not_xml.xlsx",
            lambda: workbook(Sheet("Data", []), files={"xl/worksheets/sheet1.xml": b"<worksheet><sheetData><row"}),
            refused("damaged", "opened", "read"),
        ),
        case(
            "broken workbooks",
            "sheet_missing.xlsx",
            lambda: workbook(Sheet("Data", []), files={"xl/_rels/workbook.xml.rels": b"<nothing/>"}),
            refused("damaged", "opened", "read", "sheet", "empty"),
        ),
        case(
            "broken workbooks",
            "odd_styles.xlsx",
            lambda: workbook(Sheet("Data", [HEADER, ["Mali", "2019-03-31", 12]]), files={"xl/styles.xml": style}),
            accepted(mali()),
            refused("damaged", "opened", "read"),
        ),
        case(
            "broken workbooks",
            "shared_text_missing.xlsx",
            lambda: workbook(
                Sheet(
                    "Data", [HEADER, MALI], extra='<row r="3"><c r="A3" t="s"><v>77</v></c><c r="C3"><v>9</v></c></row>'
                )
            ),
            refused("damaged", "opened", "read"),
            accepted(mali(), Rejected(3)),
            accepted(mali(), figure("killed", 9, None, None)),
        ),
        case(
            "broken workbooks",
            "text_where_a_number_should_be.xlsx",
            lambda: workbook(
                Sheet(
                    "Data", [HEADER, MALI], extra='<row r="3"><c r="A3"><v>Mali</v></c><c r="C3"><v>nine</v></c></row>'
                )
            ),
            refused("damaged", "opened", "read"),
            accepted(mali(), Rejected(3)),
        ),
    ]


def _sheet(kind: str, name: str, rows: list[list[Value]], *outcomes: Outcome, merged: list[str] | None = None) -> Case:
    return case(kind, name, lambda: workbook(Sheet("Data", rows, merged or [])), *outcomes)
