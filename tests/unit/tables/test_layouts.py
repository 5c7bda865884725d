"""Tables of the large providers are known by their headers and read as their pages say.

All tables here are invented.
"""

from datetime import date

import pytest

from dashboard.model import Cause, Certainty, Indicator, Measure, PeriodPrecision, PopulationGroup, Quantifier, Unit
from dashboard.reference.indicators import Vocabulary, load_indicators
from dashboard.tables import read_table
from dashboard.tables.layouts import find_layout, fold_label, load_layouts, read_layout
from dashboard.tables.mapping import ANY_WORD, Role, fold_word

ROLES_OF_FIGURES = {Role.VALUE, Role.VALUE_LOW, Role.VALUE_HIGH}


def read(*lines, name="t.csv"):
    """Read a table given as lines."""
    return read_table("\n".join(lines).encode(), name)


def facts(reading, *names):
    """Return chosen columns of the figures as text, a figure a tuple; what is missing is empty."""
    rows = [figure.record() for figure in reading.figures]
    return [tuple("" if row[name] is None else plain(row[name]) for name in names) for row in rows]


def plain(value):
    """Return a value as a person writes it: 12, not 12.0."""
    return f"{value:.0f}" if isinstance(value, float) else str(value)


@pytest.mark.parametrize("name", load_layouts())
class TestFiles:
    """Every file of ``data/layouts`` is sound."""

    def test_says_where_its_meanings_come_from(self, name):
        """A layout has a title, a page and the day it was looked at."""
        layout = load_layouts()[name]
        assert "" not in {layout.layout, layout.title, layout.notes}
        assert layout.url.startswith(("https://", "http://"))
        assert date(2026, 11, 1) <= layout.accessed <= date(2026, 12, 31)

    def test_is_written_folded(self, name):
        """Headers and words stand as they are looked up, else they would never be found."""
        layout = load_layouts()[name]
        headers = {*layout.columns, *layout.words, *(name for names in layout.requires for name in names)}
        assert {header for header in headers if fold_label(header) != header} == set()
        words = {word for table in layout.words.values() for word in table} - {ANY_WORD}
        assert {word for word in words if fold_word(word) != word} == set()

    def test_its_words_belong_to_columns_it_knows(self, name):
        """Words for a column that is not there, and a column of words without words, are mistakes."""
        layout = load_layouts()[name]
        assert layout.words.keys() <= layout.columns.keys()
        told = {header for header, column in layout.columns.items() if column.role is Role.WORDS}
        assert told <= layout.words.keys()

    def test_every_number_has_an_indicator(self, name):
        """What is counted is said by the column, the words of another one, or the whole layout."""
        layout = load_layouts()[name]
        by_words = any(getattr(said, "indicator", None) for words in layout.words.values() for said in words.values())
        silent = [
            header
            for header, column in layout.columns.items()
            if column.role in ROLES_OF_FIGURES
            and not (column.counted.indicator or layout.defaults.indicator or by_words)
        ]
        assert silent == []

    def test_parts_name_a_whole_of_the_layout(self, name):
        """A part points to a name that some column or word gives."""
        layout = load_layouts()[name]
        said = [column.counted for column in layout.columns.values()]
        said += [word for words in layout.words.values() for word in words.values() if not hasattr(word, "reason")]
        assert {one.part_of for one in said} - {None} <= {one.name for one in said}


def test_a_faulty_file_is_named(tmp_path):
    """A wrong key or role says which file has it."""
    path = tmp_path / "wrong.toml"
    path.write_text(
        'layout = "x"\ntitle = "x"\nurl = "x"\naccessed = "2026-11-25"\nrequires = []\n[columns]\n"a" = "vale"\n'
    )
    with pytest.raises(ValueError, match=r"wrong\.toml: 'vale'"):
        read_layout(path)
    path.write_text(path.read_text().replace("[columns]", 'rows = "evens"\n[columns]'))
    with pytest.raises(ValueError, match=r"wrong\.toml: rows are 'evens'"):
        read_layout(path)


def test_the_more_specific_layout_wins():
    """Disasters by event have the headers of conflicts by year and more."""
    by_year = ["iso3", "country_name", "year", "new_displacement", "total_displacement"]
    assert find_layout([*by_year, "start_date", "event_name"]).constants.cause is Cause.DISASTER
    assert find_layout(by_year).constants.cause is Cause.CONFLICT


class TestHapi:
    """OCHA's HAPI tables."""

    IDPS = (
        "location_code,has_hrp,in_gho,provider_admin1_name,provider_admin2_name,admin1_code,admin1_name,admin2_code,"
        "admin2_name,admin_level,operation,assessment_type,population,reporting_round,reference_period_start,"
        "reference_period_end,dataset_hdx_id,resource_hdx_id,warning,error"
    )

    def test_idps_are_stocks_of_a_round(self):
        """Rounds stay apart by their dates; the provider's name of a place is kept where OCHA has none."""
        reading = read(
            self.IDPS,
            "MLI,Y,Y,,,,,,,0,Crisis,BA,4120,7,2024-01-31,2024-01-31,a,b,,",
            "MLI,Y,Y,Mopti,Bandja,ML05,Mopti,ML0502,Bandiagara,2,Crisis,BA,1210,8,2024-04-30,2024-04-30,a,b,,",
            "MLI,Y,Y,Elsewhere,,,,,,1,Crisis,BA,33,8,2024-04-30,2024-04-30,a,b,,",
            "MLI,Y,Y,Mopti,,ML05,Mopti,,,1,Crisis,BA,9,8,2024-04-30,2024-04-30,a,b,,Duplicate row",
        )
        assert (reading.layout, reading.problems) == ("hapi", [])
        assert facts(reading, "value", "measure", "admin1_code", "admin1_name", "place_text", "reporter") == [
            ("4120", "stock", "", "", "", "IOM DTM"),
            ("1210", "stock", "ML-5", "Mopti", "Bandiagara, Bandja (ML0502)", "IOM DTM"),
            ("33", "stock", "", "Elsewhere", "", "IOM DTM"),
        ]
        assert any("HAPI found an error" in note for note in reading.notes)

    def test_all_is_the_total_of_sexes_and_ages(self):
        """A row of one sex is a part of the row of both, a row of one age and sex a part of that sex."""
        reading = read(
            "origin_location_code,asylum_location_code,population_group,gender,age_range,population,"
            "reference_period_start,reference_period_end",
            "MLI,BFA,REF,all,all,100,2023-01-01,2023-12-31",
            "MLI,BFA,REF,f,all,60,2023-01-01,2023-12-31",
            "MLI,BFA,REF,f,0-4,20,2023-01-01,2023-12-31",
            "MLI,BFA,ASY,f,all,7,2023-01-01,2023-12-31",
            "MLI,BFA,STA,all,all,5,2023-01-01,2023-12-31",
            "MLI,BFA,ROC,all,all,6,2023-01-01,2023-12-31",
            "MLI,BFA,RET,all,all,11,2023-01-01,2023-12-31",
        )
        both, women = (figure.figure_id for figure in reading.figures[:2])
        assert [(figure.quantity.value, figure.part_of) for figure in reading.figures] == [
            (100, None),
            (60, both),
            (20, women),
            (7, None),
            (11, None),
        ]
        assert facts(reading, "indicator", "location_code", "origin_code")[-1] == ("returnees", "MLI", "BFA")
        assert reading.figures[2].population_group is PopulationGroup.CHILDREN
        assert any("stateless people have no indicator" in note for note in reading.notes)

    def test_sectors_and_categories_are_parts(self):
        """Needs are never added over sectors or categories; plans and the population are left out."""
        reading = read(
            "location_code,admin_level,sector_code,sector_name,category,population_status,population,"
            "reference_period_start,reference_period_end",
            "NER,0,Intersectoral,Intersectoral,,INN,900,2025-01-01,2025-12-31",
            "NER,0,EDU,Education,,INN,400,2025-01-01,2025-12-31",
            "NER,0,EDU,Education,Children,INN,399,2025-01-01,2025-12-31",
            "NER,0,Intersectoral,Intersectoral,,TGT,500,2025-01-01,2025-12-31",
            "NER,0,Intersectoral,Intersectoral,,all,2000,2025-01-01,2025-12-31",
            "NER,0,Intersectoral,Intersectoral,,REA,300,2025-01-01,2025-12-31",
        )
        everybody, education = (figure.figure_id for figure in reading.figures[:2])
        assert [(figure.indicator, figure.quantity.value, figure.part_of) for figure in reading.figures] == [
            (Indicator.PEOPLE_IN_NEED, 900, None),
            (Indicator.PEOPLE_IN_NEED, 400, everybody),
            (Indicator.PEOPLE_IN_NEED, 399, education),
            (Indicator.REACHED, 300, None),
        ]

    def test_events_that_target_civilians_are_political_violence(self):
        """Events and fatalities are two indicators; one kind of event is a part of another."""
        reading = read(
            "location_code,admin1_code,admin1_name,event_type,events,fatalities,reference_period_start,reference_period_end",
            "SDN,SD01,Khartoum,political_violence,12,40,2024-02-01,2024-02-29",
            "SDN,SD01,Khartoum,civilian_targeting,5,9,2024-02-01,2024-02-29",
            "SDN,SD01,Khartoum,demonstration,3,0,2024-02-01,2024-02-29",
        )
        events, killed = reading.figures[:2]
        assert [(figure.indicator, figure.quantity.value) for figure in reading.figures] == [
            (Indicator.INCIDENTS, 12),
            (Indicator.KILLED, 40),
            (Indicator.INCIDENTS, 5),
            (Indicator.KILLED, 9),
            (Indicator.INCIDENTS, 3),
            (Indicator.KILLED, 0),
        ]
        assert [figure.part_of for figure in reading.figures[2:]] == [events.figure_id, killed.figure_id, None, None]
        assert killed.period.precision is PeriodPrecision.MONTH

    def test_phases_are_parts_of_three_and_above(self):
        """Phases 3, 4 and 5 are parts of 3+; 1, 2 and all are no figures; a projection is never summed."""
        reading = read(
            "location_code,ipc_phase,ipc_type,population_in_phase,population_fraction_in_phase,"
            "reference_period_start,reference_period_end",
            *(f"SOM,{phase},current,{number},0.1,2024-01-01,2024-03-31" for phase, number in IPC),
            "SOM,3+,first projection,77,0.1,2024-04-01,2024-06-30",
        )
        assert facts(reading, "value", "certainty") == [
            ("30", "reported"),
            ("15", "reported"),
            ("10", "reported"),
            ("5", "reported"),
            ("77", "projected"),
        ]
        assert [bool(figure.part_of) for figure in reading.figures] == [False, True, True, True, False]


IPC = [("all", 100), ("3+", 30), ("1", 40), ("2", 30), ("3", 15), ("4", 10), ("5", 5)]


class TestIdmc:
    """IDMC's databases."""

    def test_exact_numbers_win_over_rounded_ones(self):
        """The column "(Raw)" is read, the rounded one beside it is not; alone it is."""
        header = "ISO3,Name,Year,Conflict Stock Displacement,Conflict Stock Displacement (Raw)"
        assert facts(read(header, "TCD,Chad,2021,3300,3251"), "value", "measure") == [("3251", "stock")]
        assert facts(read(header.rpartition(",")[0], "TCD,Chad,2021,3300"), "value") == [("3300",)]

    def test_stocks_and_flows_of_two_causes_are_four_figures(self):
        """Each column has its indicator, measure and cause."""
        reading = read(
            "ISO3,Name,Year,Conflict Stock Displacement,Conflict Internal Displacements,"
            "Disaster Internal Displacements,Disaster Stock Displacement",
            "AB9,Abyei Area,2022,41,42,43,",
        )
        assert facts(reading, "indicator", "measure", "cause", "location_code", "place_text") == [
            ("idps", "stock", "conflict", "", "Abyei Area"),
            ("displaced", "flow", "conflict", "", "Abyei Area"),
            ("displaced", "flow", "disaster", "", "Abyei Area"),
        ]
        assert "No known country, so only the name is kept: Abyei Area." in reading.notes

    def test_accuracy_widens_a_date(self):
        """2009-01-01 of accuracy "Month" is January; the first and the last day have an accuracy each."""
        reading = read(
            "iso3,country_name,year,start_date,start_date_accuracy,end_date,end_date_accuracy,event_name,new_displacement,"
            "new_displacement_rounded,total_displacement,total_displacement_rounded",
            "PER,Peru,2009,2009-01-01,Month,,,Flood,1234,1200,,",
            "PER,Peru,2010,2010-03-20,Day,2010-03-01,Month,Storm,57,57,,",
            "PER,Peru,2011,2011-01-01,Year,2011-01-01,Year,Flood,8,8,,",
        )
        assert facts(reading, "value", "reference_period_start", "reference_period_end", "period_precision") == [
            ("1234", "2009-01-01", "2009-01-31", "month"),
            ("57", "2010-03-20", "2010-03-31", "month"),
            ("8", "2011-01-01", "2011-12-31", "year"),
        ]
        assert {figure.cause for figure in reading.figures} == {Cause.DISASTER}

    def test_the_qualifier_is_the_hedge(self):
        """Each figure of the IDU has a hedge, a cause and two days; a supporting figure is left out."""
        reading = read(
            "id,country,iso3,role,displacement_type,qualifier,figure,displacement_date,displacement_start_date,"
            "displacement_end_date,year,locations_name",
            *(
                f"{number},India,IND,{role},{kind},{qualifier},{number},2024-05-02,2024-05-01,2024-05-03,2024,Dibrugarh"
                for number, role, kind, qualifier in (
                    (120, "Recommended figure", "Disaster", "total"),
                    (121, "Recommended figure", "Conflict", "more than"),
                    (122, "Recommended figure", "Other", "approximately"),
                    (123, "Triangulation", "Disaster", "total"),
                )
            ),
        )
        assert facts(reading, "value", "quantifier", "cause", "place_text") == [
            ("120", "unspecified", "disaster", "Dibrugarh"),
            ("121", "more_than", "conflict", "Dibrugarh"),
            ("122", "approximately", "other", "Dibrugarh"),
        ]
        assert reading.figures[0].period.end == date(2024, 5, 3)
        assert any("supports a recommended figure" in note for note in reading.notes)

    def test_an_unknown_qualifier_is_asked_about(self):
        """A hedge nobody knows is not silently dropped."""
        reading = read(
            "iso3,displacement_type,qualifier,figure,displacement_date",
            "IND,Disaster,hardly,120,2024-05-02",
        )
        assert (reading.problems[0].code, reading.problems[0].value, reading.figures) == ("unknown_word", "hardly", [])


class TestUnhcr:
    """UNHCR's statistics."""

    HEADER = (
        "Year,Country of origin,Country of origin (ISO),Country of asylum,Country of asylum (ISO),"
        '"Refugees under UNHCR\'s mandate",Asylum-seekers,Returned refugees,IDPs of concern to UNHCR,Returned IDPs,'
        "Stateless persons"
    )

    def test_people_are_counted_where_they_are(self):
        """Refugees are in the country of asylum, those who returned in that of origin; "-" is empty."""
        reading = read(
            self.HEADER,
            "2020,Central African Rep.,CAF,Chad,TCD,51,4,3,0,0,-",
            "2020,Central African Rep.,CAF,Central African Rep.,CAF,0,0,0,77,9,-",
        )
        numbers = [
            row
            for row in facts(reading, "indicator", "measure", "location_code", "origin_code", "value")
            if row[4] != "0"
        ]
        assert numbers == [
            ("refugees", "stock", "TCD", "CAF", "51"),
            ("asylum_seekers", "stock", "TCD", "CAF", "4"),
            ("returnees", "flow", "CAF", "TCD", "3"),
            ("idps", "stock", "CAF", "", "77"),
            ("returnees", "flow", "CAF", "", "9"),
        ]
        assert reading.problems == []

    def test_a_row_about_two_countries_says_nothing_of_the_displaced(self):
        """The 0 in the column of IDPs of such a row is no figure: nobody was counted there."""
        reading = read(self.HEADER, "2020,Mali,MLI,Niger,NER,5,0,0,0,0,0")
        assert Indicator.IDPS not in {figure.indicator for figure in reading.figures}

    def test_the_stateless_have_no_country_of_origin(self):
        """XXA is no country: the code stays empty, the name is kept so that they do not pass for all refugees."""
        reading = read(self.HEADER, "2020,Stateless,XXA,Niger,NER,5,-,-,-,-,12")
        assert facts(reading, "indicator", "location_code", "origin_code", "place_text") == [
            ("refugees", "NER", "", "origin: Stateless")
        ]
        assert any("Stateless" in note for note in reading.notes)

    def test_the_codes_of_hdx(self):
        """RET and RDP are returns; RST and NAT have no indicator and are left out with a note."""
        reading = read("Year,ISO3CoO,ISO3CoA,RST,NAT,RET,RDP", "2001,SLE,GIN,4,5,60,0")
        assert facts(reading, "indicator", "location_code", "origin_code", "value") == [
            ("returnees", "SLE", "GIN", "60")
        ]
        assert [note for note in reading.notes if "RST" in note or "NAT" in note] == [
            "Column left unread (resettled refugees have no indicator here): RST.",
            "Column left unread (naturalised refugees have no indicator here): NAT.",
        ]

    def test_the_api_has_codes_of_its_own(self):
        """In "coa" ARE is Egypt; only the ISO column counts."""
        reading = read(
            "year,coo_name,coo,coo_iso,coa_name,coa,coa_iso,refugees", "2020,Syrian Arab Rep.,SYR,SYR,Egypt,ARE,EGY,8"
        )
        assert facts(reading, "location_code", "origin_code") == [("EGY", "SYR")]

    def test_one_row_a_population_type(self):
        """The time series names the type in a column."""
        reading = read(
            "Year,Country / territory of asylum/residence,Origin,Population type,Value",
            "2010,Kenya,Somalia,Refugees (incl. refugee-like situations),100",
            "2010,Kenya,Somalia,Asylum-seekers,20",
            "2010,Kenya,Various/Unknown,Stateless,5",
        )
        assert facts(reading, "indicator", "value", "origin_code") == [
            ("refugees", "100", "SOM"),
            ("asylum_seekers", "20", "SOM"),
        ]

    def test_demographics_are_parts(self):
        """Each sex and age is a part of the total of its row."""
        reading = read(
            "Year,ISO3CoO,ISO3CoA,PopulationType,Location,Female 0-4,Female Total,Male Total,Total",
            "2019,SSD,UGA,REF,Arua,1,6,4,10",
        )
        whole = reading.figures[-1]
        assert [(figure.quantity.value, figure.part_of) for figure in reading.figures] == [
            (1, whole.figure_id),
            (6, whole.figure_id),
            (4, whole.figure_id),
            (10, None),
        ]

    def test_applications_are_a_flow_of_persons(self):
        """Repeated applications, and rows that count cases, are left out."""
        reading = read(
            "year,coo_iso,coa_iso,app_type,app_pc,applied",
            "2022,AFG,DEU,N,P,30",
            "2022,AFG,DEU,R,P,4",
            "2022,AFG,DEU,N,C,12",
        )
        assert facts(reading, "indicator", "measure", "value") == [("asylum_seekers", "flow", "30")]


class TestEvents:
    """Tables of events."""

    def test_ged_has_bounds_and_parts(self):
        """Low and high are bounds of best; civilians are a part of it; identical rows are two events."""
        row = "Army - Rebels,1,Gao,Gao region,Mali,2013-02-10,2013-02-12,0,4,3,0,7,9,5"
        reading = read(
            "dyad_name,type_of_violence,where_coordinates,adm_1,country,date_start,date_end,deaths_a,deaths_b,"
            "deaths_civilians,deaths_unknown,best,high,low",
            row,
            row,
        )
        best = [figure for figure in reading.figures if not figure.part_of]
        assert [(figure.quantity.low, figure.quantity.value, figure.quantity.high) for figure in best] == [
            (5, 7, 9)
        ] * 2
        assert len({figure.figure_id for figure in reading.figures}) == len(reading.figures) == 10
        assert reading.document.event_list == "ucdp_ged"
        civilians = [figure for figure in reading.figures if figure.population_group is PopulationGroup.CIVILIANS]
        assert [figure.part_of for figure in civilians] == [figure.figure_id for figure in best]

    def test_ged_calls_one_congo_congo(self):
        """In UCDP's list of countries "Congo" is the Republic of the Congo."""
        header = "type_of_violence,country,date_start,date_end,best,high,low"
        rows = ("3,Congo,1998-05-01,1998-05-01,2,2,2", "3,DR Congo (Zaire),1998-05-01,1998-05-01,3,3,3")
        assert facts(read(header, *rows), "location_code") == [("COG",), ("COD",)]

    def test_acled(self):
        """A row of ACLED is an event; the number iso is no code of a country here."""
        reading = read(
            "event_id_cnty,event_date,year,event_type,iso,country,admin1,location,fatalities",
            "XYZ1,04 March 2023,2023,Battles,854,Burkina Faso,Sahel,Djibo,6",
        )
        assert facts(reading, "value", "location_code", "admin1_code", "place_text", "reference_period_start") == [
            ("6", "BFA", "BF-12", "Djibo", "2023-03-04")
        ]

    def test_three_reporters_of_a_field_report_stay_apart(self):
        """The Red Cross, the government and others each have a figure; none is added to another."""
        reading = read(
            "id,countries,iso3,report_date,dtype,num_dead,gov_num_dead,other_num_dead,num_affected,gov_num_affected,"
            "num_potentially_affected",
            "9,Nepal,NPL,2022-11-10,Earthquake,4,6,,100,,5000",
        )
        assert facts(reading, "indicator", "value", "reporter", "measure", "cause") == [
            ("killed", "4", "Red Cross", "cumulative", "disaster"),
            ("killed", "6", "Government", "cumulative", "disaster"),
            ("affected", "100", "Red Cross", "cumulative", "disaster"),
        ]
        assert any("num_potentially_affected" in note for note in reading.notes)

    def test_emdat(self):
        """The affected are a part of the total affected; days stand in three columns, not all of them known."""
        header = (
            "DisNo.,Disaster Group,ISO,Country,Location,Start Year,Start Month,Start Day,End Year,End Month,End Day,"
            "Total Deaths,No. Injured,No. Affected,No. Homeless,Total Affected,Total Damage ('000 US$)"
        )
        reading = read(
            header,
            "2001-0001-SLV,Natural,SLV,El Salvador,Usulután,2001,1,13,2001,2,,8,5,60,7,72,9000",
            "2002-0009-SLV,Natural,SLV,El Salvador,,2002,,,2002,,,3,,,,,",
        )
        assert facts(reading, "indicator", "value", "reference_period_start", "reference_period_end") == [
            ("killed", "8", "2001-01-13", "2001-02-28"),
            ("injured", "5", "2001-01-13", "2001-02-28"),
            ("affected", "60", "2001-01-13", "2001-02-28"),
            ("homeless", "7", "2001-01-13", "2001-02-28"),
            ("affected", "72", "2001-01-13", "2001-02-28"),
            ("killed", "3", "2002-01-01", "2002-12-31"),
        ]
        assert reading.figures[2].part_of == reading.figures[4].figure_id

    def test_a_day_that_is_not_there_is_refused(self):
        """31 February is named with its cell, and the row gives no figure."""
        reading = read("DisNo.,ISO,Start Year,Start Month,Start Day,Total Deaths,Total Affected", "x,SLV,2001,2,31,8,")
        assert (reading.figures, reading.problems[0].code, reading.problems[0].value) == ([], "not_a_date", "31")

    def test_desinventar(self):
        """Houses are housing units; those affected indirectly are left out."""
        reading = read(
            "Serial,Event,Province,District,Date (YMD),Deaths,Missing,Injured,Houses Destroyed,Houses Damaged,"
            "Directly affected,Indirectly Affected,Losses $USD",
            "7,FLOOD,Attapeu,Sanamxai,2018/7/23,3,2,1,20,30,400,900,12",
        )
        houses = [figure for figure in reading.figures if figure.unit is Unit.HOUSING_UNIT]
        assert [(figure.indicator, figure.quantity.value) for figure in houses] == [
            (Indicator.HOUSES_DESTROYED, 20),
            (Indicator.HOUSES_DAMAGED, 30),
        ]
        assert 900 not in {figure.quantity.value for figure in reading.figures}


class TestOthers:
    """Stocks by place, phases, and a column for each year."""

    def test_dtm(self):
        """The origin is not where people are; the sexes are parts; "nan" is empty."""
        reading = read(
            "operation,admin0Name,admin0Pcode,admin1Name,admin1Pcode,numPresentIdpInd,reportingDate,roundNumber,"
            "displacementReason,numberMales,numberFemales,idpOriginAdmin1Name",
            "Floods,Chad,TCD,Lac,TD07,90,2024-08-31T00:00:00,4,Natural disaster,40,50,Kanem",
            "Floods,Chad,TCD,Lac,TD07,80,2024-09-30T00:00:00,5,Conflict,nan,nan,nan",
        )
        assert facts(reading, "value", "cause", "reference_period_end") == [
            ("90", "disaster", "2024-08-31"),
            ("40", "disaster", "2024-08-31"),
            ("50", "disaster", "2024-08-31"),
            ("80", "conflict", "2024-09-30"),
        ]
        assert [bool(figure.part_of) for figure in reading.figures] == [False, True, True, False]

    def test_ipc_in_rows(self):
        """The long table of the IPC is read as HAPI's."""
        reading = read(
            "Date of analysis,Country,Total country population,Level 1,Area,Validity period,From,To,Phase,Number,"
            "Percentage",
            *(
                f"Jan 2024,SOM,900,Bay,Baidoa,current,2024-01-01,2024-03-31,{phase},{number},0.1"
                for phase, number in IPC
            ),
        )
        assert facts(reading, "value", "place_text") == [(number, "Baidoa") for number in ("30", "15", "10", "5")]

    def test_ipc_in_columns(self):
        """The current situation is read; a projection has other dates and is left out with a note."""
        reading = read(
            "Date of analysis,Country,Total country population,Current from,Current to,Population analyzed current,"
            "Phase 3+ number current,Phase 3 number current,Phase 4 number current,Phase 3+ number first projection",
            "Jan 2024,SOM,900,2024-01-01,2024-03-31,100,25,15,10,40",
        )
        assert [(figure.quantity.value, bool(figure.part_of)) for figure in reading.figures] == [
            (25, False),
            (15, True),
            (10, True),
        ]
        assert any("projection" in note for note in reading.notes)

    def test_cadre_harmonise_in_french(self):
        """The country comes from the p-codes, which all begin with it."""
        reading = read(
            "Région;Code adm1;Département;Code adm2;Phase 1;Phase 2;Phase 3;Phase 4;Phase 5;Phase 3 à 5;Population",
            "Diffa;NE001;Bosso;NE001001;50;30;15;5;;20;100",
        )
        assert facts(reading, "value", "location_code", "admin1_code", "place_text") == [
            ("15", "NER", "NE-2", "Bosso (NE001001)"),
            ("5", "NER", "NE-2", "Bosso (NE001001)"),
            ("20", "NER", "NE-2", "Bosso (NE001001)"),
        ]
        assert [bool(figure.part_of) for figure in reading.figures] == [True, True, False]

    def test_needs_by_cluster(self):
        """ALL is the figure, clusters and categories its parts, targeted a plan."""
        reading = read(
            "Country ISO3,Admin 1 PCode,Admin 1 Name,Description,Cluster,Category,Population,In Need,Targeted,Affected,"
            "Reached",
            "HTI,,,Final caseload,ALL,,1000,500,300,600,",
            "HTI,,,Health,HEA,,,200,150,,",
            "HTI,HT01,Ouest,Final caseload,ALL,total,,90,60,,",
            "HTI,HT01,Ouest,Final caseload,ALL,Female,,50,30,,",
        )
        assert [(figure.quantity.value, bool(figure.part_of)) for figure in reading.figures] == [
            (500, False),
            (600, False),
            (200, True),
            (90, False),
            (50, True),
        ]

    def test_a_column_for_each_year(self):
        """The World Bank's file of one indicator: a figure a year; refugees by origin are elsewhere."""
        header = "Country Name,Country Code,Indicator Name,Indicator Code,2019,2020 [YR2020]"
        reading = read(header, "Colombia,COL,x,VC.IDP.NWCV,139000,106000", "Colombia,COL,x,SM.POP.REFG.OR,,7")
        assert facts(reading, "indicator", "location_code", "origin_code", "reference_period_end", "value") == [
            ("displaced", "COL", "", "2019-12-31", "139000"),
            ("displaced", "COL", "", "2020-12-31", "106000"),
            ("refugees", "", "COL", "2020-12-31", "7"),
        ]

    def test_a_row_for_each_year(self):
        """HDX's files of the World Bank: the code says what is counted; other indicators are left out."""
        reading = read(
            "Country Name,Country ISO3,Year,Indicator Name,Indicator Code,Value",
            "#country+name,#country+code,#date+year,#indicator+name,#indicator+code,#indicator+value+num",
            "Chad,TCD,2019,x,SM.POP.REFG,442672",
            "Chad,TCD,2019,x,SP.POP.TOTL,16000000",
        )
        assert facts(reading, "indicator", "value", "reporter") == [("refugees", "442672", "UNHCR")]

    @pytest.mark.parametrize(
        ("header", "row", "word"),
        [
            (
                "location_code,gender,age_range,population,reference_period_start",
                "MLI,all,all,900,2024-01-01",
                "population",
            ),
            ("location_code,appeal_code,requirements_usd,funding_usd", "MLI,H1,9000,800", "money"),
            ("aid,num_beneficiaries,amount_requested,amount_funded", "1,500,9000,800", "plan"),
        ],
    )
    def test_populations_money_and_plans_give_nothing(self, header, row, word):
        """A known table without figures is refused, and says what stands in it."""
        reading = read(header, row)
        assert (reading.figures, [problem.code for problem in reading.problems]) == ([], ["no_figures"])
        assert any(word in note for note in reading.notes)


def test_hedges_and_certainty_are_words_of_the_model():
    """A layout cannot say a word that the figures table does not have."""
    said = [word for layout in load_layouts().values() for words in layout.words.values() for word in words.values()]
    assert {one.quantifier for one in said if hasattr(one, "quantifier")} <= {None, *Quantifier}
    assert {one.certainty for one in said if hasattr(one, "certainty")} == {None, Certainty.PROJECTED}
    assert {one.measure for one in said if hasattr(one, "measure")} <= {None, *Measure}


def terms(vocabulary):
    """Return (indicator, name) of every term of a vocabulary."""
    found = [(entry.indicator, term) for entry in load_indicators().values() for term in entry.find_terms(vocabulary)]
    return [(indicator, name) for indicator, term in found for name in (term.name, *term.also)]


@pytest.mark.parametrize(("indicator", "name"), terms(Vocabulary.IFRC))
def test_fields_of_a_field_report_are_those_of_the_crosswalk(indicator, name):
    """The layout of IFRC GO counts under each field what the crosswalk says."""
    assert load_layouts()["ifrc_go"].columns[fold_label(name)].counted.indicator is indicator


@pytest.mark.parametrize(("indicator", "name"), terms(Vocabulary.HAPI))
def test_tables_of_hapi_are_those_of_the_crosswalk(indicator, name):
    """The layouts of HAPI count in each table, field and filter what the crosswalk says."""
    table, _, rest = name.partition(".")
    field, _, condition = rest.removesuffix("]").partition("[")
    layout = load_layouts()[f"hapi_{table}"]
    column, value = (*condition.split("="), "")[:2] if condition else ("", "")
    said = layout.words[fold_label(column)][fold_word(value)] if condition else layout.defaults
    counted = (layout.columns[fold_label(field)].counted.indicator, said.indicator, layout.defaults.indicator)
    assert next(filter(None, counted)) is indicator
