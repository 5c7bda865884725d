"""A header is a figure only if each of its words is known, in three languages."""

import pytest

from dashboard.tables.headers import find_context, is_country_group, read_header

FIGURES = """
killed | killed
Number of people killed | killed
total_deaths | killed
killed_cum | killed, cumulative
new deaths | killed, flow
Décès | killed
Nombre de morts | killed
Muertos | killed
dead_children | killed, children
injured.women | injured, women
Blessés | injured
Heridos | injured
Missing persons | missing
Disparus | missing
IDPs (ind) | idps, person
IDP households | idps, household
numPresentIdpInd | idps, stock, person
Ménages déplacés internes | idps, household
Personnes déplacées | displaced, person
Desplazados internos | idps
new_displacement | displaced, flow
conflict_stock_displacement | idps, stock, conflict
Disaster New Displacements | displaced, flow, disaster
New IDPs | displaced, flow
Refugees under UNHCR's mandate | refugees
cumulative_refugees | refugees, cumulative
Refugees from Ukraine recorded in country | refugees, UKR
Asylum-seekers | asylum_seekers
Demandeurs d'asile | asylum_seekers
IDP returnees | returnees
Ménages affectés | affected, household
affected_families | affected, household
Familias afectadas | affected, household
Personnes sinistrées | affected, person
PiN | people_in_need
Population in need | people_in_need
Refugees in need | people_in_need, refugees
Phase 3-5 | food_insecure
IPC Phase 4 | food_insecure
People reached 2023 | reached, 2023
Health workers kidnapped | abducted, health_workers
civilians arrested | detained, civilians
damaged_houses_full | houses_destroyed, housing_unit
damaged_houses_partial | houses_damaged, housing_unit
Maisons détruites | houses_destroyed, housing_unit
Viviendas dañadas | houses_damaged, housing_unit
Houses totally collapsed | houses_destroyed, housing_unit
Cholera cases | cases, other
Number of reported incidents | incidents
Projected IDPs | idps, projected
# est. IDPs | idps, approximately
"""

NO_FIGURES = """
Population | a population
Total country population | a population
% IDPs | a share
IDPs (percent) | a share
killed per 100k | a rate
affected rate | a rate
Targeted | a plan
People targeted | a plan
IDPs planning figure | a plan
Funding required (USD) | money
damage_total | money
new_displacement_rounded | a rounded copy
latitude | a coordinate
record id | a code
Severity | a rank
Stateless persons | people without a word
Schools damaged | things
Livestock dead | things
affected crops | things
Houses affected | homes, but not what happened
Houses damaged or destroyed | together
Dead and missing | two things
IDPs and refugees | two things
IDPs (thousands) | counted in thousands
Phase 2 | phase 1 or 2
"""

UNKNOWN = ["affected llamas", "Deaths <5", "IDPs in camp Bravo", "ROM_UKR", "a", "best", "Confirmed", "Cholera deaths"]


def rows(table):
    """Return the two columns of a table of examples."""
    return [tuple(part.strip() for part in line.split("|")) for line in table.strip().splitlines()]


@pytest.mark.parametrize(("header", "expected"), rows(FIGURES))
def test_headers_that_say_what_is_counted(header, expected):
    """Indicator, measure, unit, group, cause and year are read from the words of the header."""
    reading = read_header(header)
    assert reading.is_figure
    assert {str(value) for value in reading.counted.record().values()} == set(expected.split(", "))


@pytest.mark.parametrize(("header", "reason"), rows(NO_FIGURES))
def test_headers_of_other_things(header, reason):
    """Shares, rates, populations, plans, money and things are no figures, and the reason is told."""
    reading = read_header(header)
    assert not reading.is_figure
    assert reason in reading.reason


@pytest.mark.parametrize("header", UNKNOWN)
def test_an_unknown_word_makes_no_figure(header):
    """What is only half understood is not guessed."""
    assert not read_header(header).is_figure


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("Country", "location_name"),
        ("PAYS", "location_name"),
        ("country_iso3", "location_code"),
        ("Country of origin", "origin_name"),
        ("Admin 1 Name (EN)", "admin1_name"),
        ("Région", "admin1_name"),
        ("adm1_pcode", "admin1_code"),
        ("Municipio", "place_text"),
        ("data_date", "period"),
        ("Année", "year"),
        ("Mes", "month"),
        ("Epi week", "week"),
        ("Source", "reporter"),
        ("Sexe", "dimension"),
        ("killed", None),
        ("", None),
    ],
)
def test_headers_of_context(header, kind):
    """Where, when and who are told by the whole header."""
    assert find_context(header) == kind


def test_groups_of_countries():
    """The world and its regions are no countries."""
    assert [is_country_group(name) for name in ("World", "Afrique", "Sub-Saharan Africa", "South Africa")] == [
        True,
        True,
        True,
        False,
    ]
