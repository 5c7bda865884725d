"""Files of text: encodings, delimiters, quotes, rows and columns out of shape."""

from tests.badfiles.build import case, text_file
from tests.badfiles.case import ANY, Case, Rejected, accepted, either, figure, refused

OWN_ROWS = "indicator,location_code,reference_period_start,value\nkilled,MLI,2019-03,12\ninjured,BFA,2020,34\n"
OWN_FIGURES = (figure("killed", 12, "MLI", "2019-03"), figure("injured", 34, "BFA", "2020"))
ACCENTS = (
    "indicator,location_code,admin1_name,place_text,reference_period_start,value\n"
    "killed,MLI,Ségou,Diafarabé,2019-03,12\ninjured,CIV,Montagnes,Éhania–Tanoé,2020,34\n"
)
ACCENTED = (
    figure("killed", 12, "MLI", "2019-03", admin1_name="Ségou", admin1_code="ML-4", place_text="Diafarabé"),
    figure("injured", 34, "CIV", "2020", place_text="Éhania–Tanoé"),
)
PLAIN_DASH = ACCENTS.replace("–", "-")
PLAIN_DASHED = (ACCENTED[0], figure("injured", 34, "CIV", "2020", place_text="Éhania-Tanoé"))
CYRILLIC = "Country,Year,Place,Killed\nUkraine,2022,Краматорськ,61\n"


def cases() -> list[Case]:
    """Return every case of this kind."""
    return [*_encodings(), *_delimiters(), *_quotes(), *_shapes(), *_extra_rows()]


def _encodings() -> list[Case]:
    mixed = ACCENTS.splitlines(keepends=True)
    return [
        case("encoding", "utf8.csv", ACCENTS, accepted(*ACCENTED)),
        case("encoding", "utf8_bom.csv", text_file(ACCENTS, "utf-8-sig"), accepted(*ACCENTED)),
        case("encoding", "utf16_le_bom.csv", lambda: b"\xff\xfe" + ACCENTS.encode("utf-16-le"), accepted(*ACCENTED)),
        case("encoding", "utf16_be_bom.csv", lambda: b"\xfe\xff" + ACCENTS.encode("utf-16-be"), accepted(*ACCENTED)),
        case(
            "encoding",
            "utf16_without_bom.csv",
            text_file(ACCENTS, "utf-16-le"),
            accepted(*ACCENTED),
            refused("encoding", "text", "utf-8"),
        ),
        case(
            "encoding",
            "utf32.csv",
            text_file(ACCENTS, "utf-32"),
            accepted(*ACCENTED),
            refused("encoding", "text", "utf-8"),
        ),
        case("encoding", "windows_1252.csv", text_file(ACCENTS, "cp1252"), accepted(*ACCENTED)),
        case("encoding", "latin_1.csv", text_file(PLAIN_DASH, "latin-1"), accepted(*PLAIN_DASHED)),
        case(
            "encoding",
            "mac_roman.csv",
            text_file(PLAIN_DASH, "mac-roman"),
            accepted(*PLAIN_DASHED),
            accepted(
                figure("killed", 12, "MLI", "2019-03", place_text=ANY),
                figure("injured", 34, "CIV", "2020", place_text=ANY),
                says=("accents", "encoding", "windows-1252"),
            ),
            refused("encoding", "utf-8"),
        ),
        case(
            "encoding",
            "cyrillic_1251.csv",
            text_file(CYRILLIC, "cp1251"),
            accepted(figure("killed", 61, "UKR", "2022", place_text="Краматорськ")),
            accepted(figure("killed", 61, "UKR", "2022", place_text=ANY), says=("accents", "encoding", "windows")),
            refused("encoding", "utf-8"),
        ),
        case(
            "encoding",
            "two_encodings_in_one_file.csv",
            lambda: mixed[0].encode() + mixed[1].encode() + mixed[2].encode("cp1252"),
            accepted(
                figure("killed", 12, "MLI", "2019-03", place_text=ANY),
                figure("injured", 34, "CIV", "2020", place_text=ANY),
                says=("accents", "encoding", "windows-1252"),
            ),
            accepted(ACCENTED[0], Rejected(3)),
            refused("encoding", "utf-8"),
        ),
        case(
            "encoding",
            "arabic_utf8.csv",
            "Country,Year,Place,Killed\nسوريا,2019,إدلب,7\nYemen,2019,تعز,8\n",
            accepted(
                either(figure("killed", 7, ("SYR", None), "2019", place_text=ANY), Rejected(2, "country")),
                figure("killed", 8, "YEM", "2019", place_text=ANY),
            ),
        ),
    ]


def _delimiters() -> list[Case]:
    one_comma = "indicator;location_code;place_text;reference_period_start;value\n"
    return [
        case("delimiter", "semicolon.csv", OWN_ROWS.replace(",", ";"), accepted(*OWN_FIGURES)),
        case("delimiter", "tab.tsv", OWN_ROWS.replace(",", "\t"), accepted(*OWN_FIGURES)),
        case("delimiter", "tab_named.csv", OWN_ROWS.replace(",", "\t"), accepted(*OWN_FIGURES)),
        case("delimiter", "bar.csv", OWN_ROWS.replace(",", "|"), accepted(*OWN_FIGURES)),
        case(
            "delimiter",
            "commas_inside_semicolons.csv",
            one_comma + "killed;MLI;Mopti, Bandiagara, Koro;2019-03;12\ninjured;BFA;Djibo, Soum;2020;34\n",
            accepted(
                figure("killed", 12, "MLI", "2019-03", place_text="Mopti, Bandiagara, Koro"),
                figure("injured", 34, "BFA", "2020", place_text="Djibo, Soum"),
            ),
        ),
        case("delimiter", "stated_in_a_first_line.csv", "sep=;\n" + OWN_ROWS.replace(",", ";"), accepted(*OWN_FIGURES)),
        case(
            "delimiter",
            "stated_wrongly.csv",
            "sep=;\n" + OWN_ROWS,
            accepted(*OWN_FIGURES),
            refused("indicator", "separat", "column", "looked"),
        ),
        case(
            "delimiter",
            "mixed.csv",
            "Country;Year;Killed\nMali;2019;12\nNiger,2019,34\nChad;2019;56\n",
            accepted(figure("killed", 12, "MLI", "2019"), Rejected(3), figure("killed", 56, "TCD", "2019")),
        ),
        case("line ends", "old_macintosh.csv", OWN_ROWS.replace("\n", "\r"), accepted(*OWN_FIGURES)),
        case("line ends", "windows.csv", OWN_ROWS.replace("\n", "\r\n"), accepted(*OWN_FIGURES)),
        case("line ends", "mixed.csv", OWN_ROWS.replace("\n", "\r\n", 1), accepted(*OWN_FIGURES)),
        case("line ends", "no_last_one.csv", OWN_ROWS.rstrip("\n"), accepted(*OWN_FIGURES)),
    ]


def _quotes() -> list[Case]:
    header = "indicator,location_code,place_text,reference_period_start,value\n"
    second = figure("injured", 34, "BFA", "2020", place_text="Djibo")
    return [
        case(
            "quotes",
            "line_break_inside.csv",
            header + 'killed,MLI,"Mopti\nBandiagara",2019-03,12\ninjured,BFA,Djibo,2020,34\n',
            accepted(
                figure("killed", 12, "MLI", "2019-03", place_text=ANY, cell="E2"),
                figure("injured", 34, "BFA", "2020", place_text="Djibo", cell="E3"),
            ),
        ),
        case(
            "quotes",
            "line_break_in_header.csv",
            'Country,Year,"Killed\n(persons)"\nMali,2019,12\n',
            accepted(figure("killed", 12, "MLI", "2019")),
        ),
        case(
            "quotes",
            "doubled.csv",
            header + 'killed,MLI,"the ""old"" market",2019-03,12\ninjured,BFA,Djibo,2020,34\n',
            accepted(figure("killed", 12, "MLI", "2019-03", place_text='the "old" market'), second),
        ),
        case(
            "quotes",
            "never_closed.csv",
            header + 'killed,MLI,"Mopti,2019-03,12\ninjured,BFA,Djibo,2020,34\n',
            refused("quot"),
            accepted(Rejected(2), second),
        ),
        case(
            "quotes",
            "in_the_middle_of_a_cell.csv",
            header + 'killed,MLI,5" pipe road,2019-03,12\ninjured,BFA,Djibo,2020,34\n',
            accepted(figure("killed", 12, "MLI", "2019-03", place_text='5" pipe road'), second),
            accepted(Rejected(2), second),
            refused("quot"),
        ),
        case(
            "quotes",
            "single.csv",
            "'indicator','location_code','reference_period_start','value'\n'killed','MLI','2019-03','12'\n",
            accepted(figure("killed", 12, "MLI", "2019-03")),
            refused("column", "looked", "indicator", "quot"),
        ),
        case(
            "quotes",
            "whole_row_in_one.csv",
            '"Country,Year,Killed"\n"Mali,2019,12"\n"Niger,2019,34"\n',
            accepted(figure("killed", 12, "MLI", "2019"), figure("killed", 34, "NER", "2019")),
            refused("column", "looked", "figure", "separat", "quot"),
        ),
        case(
            "quotes",
            "number_in_quotes.csv",
            'Country,Year,Killed\n"Mali","2019","1,234"\nNiger,2019,56\n',
            accepted(figure("killed", 1234, "MLI", "2019"), figure("killed", 56, "NER", "2019")),
        ),
    ]


def _shapes() -> list[Case]:
    return [
        case(
            "ragged rows",
            "thousands_not_quoted.csv",
            "Country,Year,Killed\nMali,2019,1,234\nNiger,2019,56\n",
            accepted(Rejected(2), figure("killed", 56, "NER", "2019")),
        ),
        case(
            "ragged rows",
            "one_short.csv",
            "Country,Year,Killed,Injured\nMali,2019,12\nNiger,2019,56,7\n",
            accepted(
                either(figure("killed", 12, "MLI", "2019"), Rejected(2)),
                figure("killed", 56, "NER", "2019"),
                figure("injured", 7, "NER", "2019"),
            ),
        ),
        case(
            "ragged rows",
            "first_row_longer_than_the_header.csv",
            "Country,Year,Killed\nSahel,Mali,2019,12\nNiger,2019,56\n",
            accepted(Rejected(2), figure("killed", 56, "NER", "2019")),
        ),
        case(
            "ragged rows",
            "every_row_longer_than_the_header.csv",
            "Country,Year,Killed\n1,Mali,2019,12\n2,Niger,2019,56\n",
            refused("cells", "slipped", "header", "column"),
            accepted(Rejected(2), Rejected(3)),
        ),
        case(
            "ragged rows",
            "commas_at_the_end.csv",
            "Country,Year,Killed\nMali,2019,12,,\nNiger,2019,56,,,,\n",
            accepted(figure("killed", 12, "MLI", "2019"), figure("killed", 56, "NER", "2019")),
        ),
        case(
            "duplicate headers",
            "two_columns_of_one_name.csv",
            "Country,Year,Killed,Killed\nMali,2019,12,15\n",
            refused("twice", "same", "duplicate"),
            accepted(Rejected(2)),
            accepted(figure("killed", 12, "MLI", "2019"), figure("killed", 15, "MLI", "2019"), says=("twice", "same")),
        ),
        case(
            "duplicate headers",
            "two_columns_of_our_own.csv",
            "indicator,location_code,value,value\nkilled,MLI,12,15\n",
            refused("twice", "duplicate"),
        ),
        case(
            "duplicate headers",
            "the_same_twice_alike.csv",
            "Country,Country,Year,Killed\nMali,Mali,2019,12\n",
            accepted(figure("killed", 12, "MLI", "2019")),
            refused("twice", "duplicate"),
        ),
        case(
            "duplicate headers",
            "two_countries.csv",
            "Country,Country,Year,Killed\nMali,Niger,2019,12\n",
            refused("twice", "duplicate"),
            accepted(Rejected(2)),
            accepted(figure("killed", 12, None, "2019")),
        ),
        case(
            "blank cells",
            "rows_and_columns.csv",
            "\n,,,,\n,Country,,Year,Killed\n,,,,\n,Mali,,2019,12\n\n,,,,\n,Niger,,2019,56\n",
            accepted(
                figure("killed", 12, "MLI", "2019", cell="E5"),
                figure("killed", 56, "NER", "2019", cell="E8"),
            ),
        ),
        case(
            "blank cells",
            "a_header_without_name.csv",
            "Country,Year,Killed,\nMali,2019,12,999\nNiger,2019,56,888\n",
            accepted(figure("killed", 12, "MLI", "2019"), figure("killed", 56, "NER", "2019")),
        ),
        case(
            "blank cells",
            "country_only_in_the_first_row_of_its_block.csv",
            "Country,Year,Killed\nMali,2019,12\n,2020,13\nNiger,2019,56\n",
            accepted(
                figure("killed", 12, "MLI", "2019"),
                either(Rejected(3), figure("killed", 13, ("MLI", None), "2020")),
                figure("killed", 56, "NER", "2019"),
            ),
        ),
        case(
            "blank cells",
            "missing_is_not_zero.csv",
            "Country,Year,Killed,Injured\nMali,2019,,3\nNiger,2019,0,\n",
            accepted(figure("injured", 3, "MLI", "2019"), figure("killed", 0, "NER", "2019")),
        ),
    ]


def _extra_rows() -> list[Case]:
    mali, niger = figure("killed", 12, "MLI", "2019"), figure("killed", 56, "NER", "2019")
    rows = "Mali,2019,12\nNiger,2019,56\n"
    return [
        case(
            "title rows",
            "above_the_header.csv",
            "Civilian deaths in the Sahel,,\nSource: own monitoring. Total of 9 999 rows,,\n,,\nCountry,Year,Killed\n"
            + rows,
            accepted(
                figure("killed", 12, "MLI", "2019", cell="C5"),
                figure("killed", 56, "NER", "2019", cell="C6"),
            ),
        ),
        case(
            "title rows",
            "short_ones.csv",
            "Civilian deaths in the Sahel\nGenerated 2020-02-01\n\nCountry,Year,Killed\n" + rows,
            accepted(mali, niger),
        ),
        case(
            "title rows",
            "comments.csv",
            "# made by hand\n# three columns\nCountry,Year,Killed\n" + rows,
            accepted(mali, niger),
        ),
        case(
            "title rows",
            "comments_with_commas.csv",
            "# made by hand\n# 1,234 rows, three columns\nCountry,Year,Killed\n" + rows,
            accepted(mali, niger),
            refused("looked", "figure"),
        ),
        case(
            "units row",
            "under_the_header.csv",
            "Country,Year,Killed\n,,(persons)\n" + rows,
            accepted(mali, niger),
            accepted(mali, niger, Rejected(2)),
        ),
        case(
            "units row",
            "thousands.csv",
            "Country,Year,IDPs\n,,(in thousands)\nMali,2019,120\n",
            accepted(figure("idps", 120000, "MLI", ("2019", "2019-12-31"))),
            refused("thousand"),
            accepted(Rejected(3), says=("thousand",)),
        ),
        case(
            "units row",
            "thousands_in_the_header.csv",
            "Country,Year,IDPs (thousands)\nMali,2019,120\nNiger,2019,45\n",
            accepted(
                figure("idps", 120000, "MLI", ("2019", "2019-12-31")),
                figure("idps", 45000, "NER", ("2019", "2019-12-31")),
            ),
            refused("thousand"),
        ),
        case(
            "HXL row",
            "under_the_header.csv",
            "Pays,Année,Tués\n#country+name,#date+year,#affected+killed\n" + rows,
            accepted(mali, niger),
        ),
        case(
            "HXL row",
            "ten_rows_down.csv",
            "A report,,\n" * 9 + "Land,Jahr,Tote\n#country+name, #date +year ,#affected +dead\n" + rows,
            accepted(
                figure("killed", 12, "MLI", "2019", cell="C12"),
                figure("killed", 56, "NER", "2019", cell="C13"),
            ),
        ),
        case(
            "HXL row",
            "first.csv",
            "#country+code,#date+year,#affected+idps+hh\nMLI,2019,120\n",
            accepted(figure("idps", 120, "MLI", ("2019", "2019-12-31"), unit="household")),
        ),
        case(
            "HXL row",
            "a_plan_and_a_population.csv",
            "Country,Year,Target,Population,In need\n#country,#date,#targeted,#population,#inneed\n"
            "Mali,2019,500,900,700\n",
            accepted(figure("people_in_need", 700, "MLI", ("2019", "2019-12-31")), says=("target", "plan")),
        ),
        case(
            "HXL row",
            "a_hash_that_is_no_tag.csv",
            "#,Country,Year,Killed\n1,Mali,2019,12\n2,Niger,2019,56\n",
            accepted(mali, niger),
        ),
        case(
            "footer",
            "source_and_notes.csv",
            "Country,Year,Killed\n" + rows + "\nSource: ministry of interior,,\nNote: 2019 figures are provisional,,\n",
            accepted(mali, niger),
        ),
        case(
            "footer",
            "one_cell.csv",
            "Country,Year,Killed\n" + rows + "* includes 7 reported later\n",
            accepted(mali, niger),
            accepted(mali, niger, Rejected(4)),
        ),
        case("totals row", "bottom.csv", "Country,Year,Killed\n" + rows + "Total,,68\n", accepted(mali, niger)),
        case("totals row", "top.csv", "Country,Year,Killed\nTotal,2019,68\n" + rows, accepted(mali, niger)),
        case(
            "totals row",
            "in_the_middle.csv",
            "Country,Region,Year,Killed\nMali,Mopti,2019,5\nMali,Gao,2019,7\nSub-total Mali,,2019,12\n"
            "Niger,Diffa,2019,56\nGrand total,,2019,68\n",
            accepted(
                figure("killed", 5, "MLI", "2019", admin1_name="Mopti"),
                figure("killed", 7, "MLI", "2019", admin1_name="Gao"),
                figure("killed", 56, "NER", "2019", admin1_name="Diffa"),
            ),
        ),
        case(
            "totals row",
            "french.csv",
            "Pays;Année;Tués\nMali;2019;12\nNiger;2019;56\nTotal général;;68\n",
            accepted(mali, niger),
        ),
        case(
            "totals row",
            "french_together.csv",
            "Pays;Année;Tués\nEnsemble;2019;68\nMali;2019;12\nNiger;2019;56\n",
            accepted(mali, niger),
            accepted(mali, niger, Rejected(2)),
        ),
        case(
            "totals row",
            "spanish.csv",
            "País;Año;Muertos\nColombia;2019;12\nHaití;2019;56\nTotal general;;68\n",
            accepted(figure("killed", 12, "COL", "2019"), figure("killed", 56, "HTI", "2019")),
        ),
        case(
            "totals row",
            "a_country_whose_name_begins_so.csv",
            "Country,Year,Killed\nTogo,2019,3\nSumatra,2019,4\nTonga,2019,5\n",
            accepted(
                figure("killed", 3, "TGO", "2019"),
                either(Rejected(3), figure("killed", 4, (None, "IDN"), "2019")),
                figure("killed", 5, "TON", "2019"),
            ),
        ),
    ]
