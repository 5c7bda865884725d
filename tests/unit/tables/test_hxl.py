"""HXL tags say what columns mean, however they are written; what has no indicator is left out with a reason.

All tables here are invented.
"""

import pytest

from dashboard.model import Cause, Indicator, Measure, PopulationGroup, Unit
from dashboard.tables import read_table
from dashboard.tables.hxl import TERMS, Tag, parse_tag, read_tags
from dashboard.tables.mapping import Role


def read(*lines):
    """Read a table given as lines."""
    return read_table("\n".join(lines).encode(), "t.csv")


def meaning(tag):
    """Return what one tag makes of its column."""
    return read_tags(["Column"], [tag]).columns[0]


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("#affected+idps+f", Tag("affected", frozenset({"idps", "f"}))),
        (" # Affected + F +idps ", Tag("affected", frozenset({"idps", "f"}))),
        ("#ADM1 +name", Tag("adm1", frozenset({"name"}))),
        ("#date+v_iso8601", Tag("date", frozenset({"v_iso8601"}))),
        ("#country", Tag("country", frozenset())),
        ("# of people", None),
        ("#1", None),
        ("affected", None),
        ("#affected++f", None),
        ("", None),
    ],
)
def test_tags_are_read_with_tolerance(text, tag):
    """Blanks, capitals and the order of attributes do not matter; a number sign alone is no tag."""
    assert parse_tag(text) == tag


@pytest.mark.parametrize(
    ("tag", "role"),
    [
        ("#country+name", Role.LOCATION_NAME),
        ("#country+code", Role.LOCATION_CODE),
        ("#country+iso3", Role.LOCATION_CODE),
        ("#country+v_iso2", Role.LOCATION_CODE),
        ("#country", Role.LOCATION_NAME),
        ("#country+code+origin", Role.ORIGIN_CODE),
        ("#country+name+asylum", Role.LOCATION_NAME),
        ("#adm1+name", Role.ADMIN1_NAME),
        ("#adm1+code", Role.ADMIN1_CODE),
        ("#adm1+name+origin", Role.IGNORED),
        ("#adm2+name", Role.PLACE_TEXT),
        ("#loc", Role.PLACE_TEXT),
        ("#date+start", Role.PERIOD_START),
        ("#date+end", Role.PERIOD_END),
        ("#date+year", Role.YEAR),
        ("#date+month+reported", Role.MONTH),
        ("#date+reported", Role.PERIOD),
        ("#date", Role.PERIOD),
        ("#meta+source", Role.REPORTER),
        ("#meta+url", Role.IGNORED),
        ("#geo+lat", Role.IGNORED),
        ("#org+name", Role.IGNORED),
        ("#description", Role.IGNORED),
    ],
)
def test_places_dates_and_sources(tag, role):
    """Tags about where, when and who are columns of the figure; others are left unread."""
    assert meaning(tag).role is role


@pytest.mark.parametrize(
    ("tag", "indicator", "measure"),
    [
        ("#affected+idps", Indicator.IDPS, Measure.STOCK),
        ("#affected+displaced+ind", Indicator.IDPS, Measure.STOCK),
        ("#affected+idps+ind+newdisp+conflict", Indicator.DISPLACED, Measure.FLOW),
        ("#affected+refugees", Indicator.REFUGEES, Measure.STOCK),
        ("#affected+returnees", Indicator.RETURNEES, None),
        ("#affected+idps+returnees", Indicator.RETURNEES, None),
        ("#affected+killed", Indicator.KILLED, None),
        ("#affected+dead", Indicator.KILLED, None),
        ("#affected+deaths+cumulative", Indicator.KILLED, Measure.CUMULATIVE),
        ("#affected+fatalities", Indicator.KILLED, None),
        ("#affected+wounded", Indicator.INJURED, None),
        ("#affected+missing", Indicator.MISSING, None),
        ("#affected+kidnapped", Indicator.ABDUCTED, None),
        ("#affected+arrested", Indicator.DETAINED, None),
        ("#affected", Indicator.AFFECTED, None),
        ("#inneed", Indicator.PEOPLE_IN_NEED, Measure.STOCK),
        ("#reached", Indicator.REACHED, None),
        ("#event+num", Indicator.INCIDENTS, None),
        ("#indicator+event+num", Indicator.INCIDENTS, None),
        ("#indicator+killed+num", Indicator.KILLED, None),
    ],
)
def test_counts(tag, indicator, measure):
    """What happened to people stands before who they were; aliases in use are known."""
    column = meaning(tag)
    assert (column.role, column.counted.indicator, column.counted.measure) == (Role.VALUE, indicator, measure)


@pytest.mark.parametrize("alias", ["hh", "households", "families"])
def test_households_are_a_unit(alias):
    """A count of families is no count of persons."""
    assert meaning(f"#affected+idps+{alias}").counted.unit is Unit.HOUSEHOLD


def test_groups_and_causes():
    """Attributes name the group and the cause."""
    counted = meaning("#affected+healthworker+killed+conflict").counted
    assert (counted.population_group, counted.cause) == (PopulationGroup.HEALTH_WORKERS, Cause.CONFLICT)
    assert meaning("#affected+idps+girls+f").counted.population_group is PopulationGroup.CHILDREN
    assert meaning("#affected+f").counted.population_group is PopulationGroup.WOMEN


def test_households_and_persons_of_a_row_are_the_same_people():
    """A count of families points to the count of persons beside it."""
    reading = read("Place,People,Families", "#adm1+name,#affected+idps+ind,#affected+idps+hh", "Gao,600,100")
    persons, households = reading.figures
    assert (persons.same_as, households.same_as, households.unit) == (None, persons.figure_id, Unit.HOUSEHOLD)


@pytest.mark.parametrize(
    ("tag", "word"),
    [
        ("#targeted", "plan"),
        ("#targeted+f", "plan"),
        ("#population", "population"),
        ("#population+idps", "population"),
        ("#inneed+pct", "share"),
        ("#affected+usd", "money"),
        ("#value+funding+usd", "money"),
        ("#affected+stateless", "stateless"),
        ("#affected+naturalized", "solution"),
        ("#indicator+health_facility+damaged+num", "no indicator"),
        ("#indicator+pct", "share"),
        ("#event+type", "no indicator"),
        ("#total", "without an indicator"),
    ],
)
def test_what_is_no_figure_is_left_out_with_a_reason(tag, word):
    """Plans, populations, shares and money are no counts, and the reading says so."""
    column = meaning(tag)
    assert column.role is Role.IGNORED
    assert word in (column.reason or "")


def test_slices_are_parts_of_the_total_beside_them():
    """Women, men and sectors of one row belong to its total, which may stand anywhere in it."""
    reading = read(
        "Place,Women,Men,People,Health,Water,All needs",
        "#adm1+name,#affected+f,#affected +m,#affected,#inneed+health,#inneed +wash,#inneed +total",
        "Gao,6,4,10,7,5,8",
    )
    whole = {figure.quantity.value: figure.figure_id for figure in reading.figures}
    assert [(figure.quantity.value, figure.part_of) for figure in reading.figures] == [
        (6, whole[10]),
        (4, whole[10]),
        (10, None),
        (7, whole[8]),
        (5, whole[8]),
        (8, None),
    ]


def test_sectors_in_rows_are_parts_of_the_row_of_all():
    """A column of sectors: the row of all of them is the figure, if there is one."""
    reading = read(
        "Country,Sector,In need",
        "#country,#sector,#inneed",
        "Mali,WASH,12",
        "Mali,Overall,20",
        "Niger,WASH,9",
    )
    assert [(figure.quantity.value, bool(figure.part_of)) for figure in reading.figures] == [
        (12, True),
        (20, False),
        (9, False),
    ]


def test_stock_and_flow_are_not_parts_of_each_other():
    """Two causes, and a stock beside a flow, are figures of their own."""
    reading = read(
        "Code,Year,IDPs,New,New by disasters",
        "#country+code,#date+year,#affected+idps+ind+stock+conflict,#affected+idps+ind+newdisp+conflict,"
        "#affected+idps+ind+newdisp+disaster",
        "MOZ,2021,735000,187000,43000",
    )
    assert [(figure.indicator, figure.cause, figure.part_of) for figure in reading.figures] == [
        (Indicator.IDPS, Cause.CONFLICT, None),
        (Indicator.DISPLACED, Cause.CONFLICT, None),
        (Indicator.DISPLACED, Cause.DISASTER, None),
    ]


def test_the_row_of_tags_may_stand_anywhere_above():
    """Titles, several headers, and no header at all: the tags are found, and never read as data."""
    tags = "#country+name,#adm1+name,#inneed"
    for above in ([], ["A title,,"], ["A title,,", "", "Country,Province,People", "en,en,number"]):
        reading = read(*above, tags, "Burundi,Gitega,253")
        assert (reading.layout, [figure.quantity.value for figure in reading.figures]) == ("hxl", [253])


def test_the_plainest_first_level_name_is_the_area():
    """A second column of the same level is a smaller place."""
    reading = read("Region,Part,Dead", "#adm1 +name,#adm1 +area +name,#affected+killed", "North,Camp B,3")
    place = reading.figures[0].place
    assert (place.admin1_name, place.text) == ("North", "Camp B")


def test_a_table_of_plans_is_refused():
    """Tags without any figure give none, and say what was found."""
    reading = read("Where,Women", "#adm1,#targeted+f", "Cauca,250")
    assert (reading.figures, [problem.code for problem in reading.problems]) == ([], ["no_figures"])
    assert any("a plan, not a count" in note for note in reading.notes)


def test_rows_may_name_their_indicator():
    """A long table: the words of the rows say what is counted; those that say nothing known are left out."""
    reading = read(
        "Country,Year,Indicator,Value",
        "#country+name,#date+year,#indicator+name,#indicator+value+num",
        "Chad,2021,Refugees,500",
        "Chad,2021,IDPs,400",
        "Chad,2021,Rainfall,12",
    )
    assert reading.layout == "hxl"
    assert [(figure.indicator, figure.quantity.value) for figure in reading.figures] == [
        (Indicator.REFUGEES, 500),
        (Indicator.IDPS, 400),
    ]


def test_the_date_nearest_to_the_events_is_read():
    """When something happened stands before when it was reported or put on a page."""
    mapping = read_tags(["Updated", "Reported", "Day"], ["#date+updated", "#date+reported", "#date+occurred"])
    assert [column.role for column in mapping.columns] == [Role.IGNORED, Role.IGNORED, Role.PERIOD]
    assert read_tags(["Updated"], ["#date+updated"]).columns[0].role is Role.PERIOD


def test_vocabularies_and_languages_make_no_slice():
    """An attribute that says how something is written leaves the column a total."""
    assert meaning("#affected+v_ocha+i_en").counted.part_of is None


@pytest.mark.parametrize("indicator", TERMS)
def test_the_tag_of_an_indicator_is_read_as_it(indicator):
    """What the crosswalk calls an indicator in HXL is read as a count of it, and as the whole."""
    counted = meaning(TERMS[indicator].name).counted
    assert (counted.indicator, counted.part_of) == (indicator, None)
