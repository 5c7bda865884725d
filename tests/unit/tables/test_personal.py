"""Data about single persons stops the import, and is not repeated; data about places and events is let through."""

from time import monotonic

import pytest

from dashboard.model.columns import FIGURE_COLUMNS
from dashboard.tables.grid import read_grid
from dashboard.tables.layouts import load_layouts
from dashboard.tables.personal import check_personal_data


def check(header, *rows):
    """Return the problems of a table given as lists of cells."""
    lines = [";".join(cells) for cells in (header, *rows)]
    return check_personal_data(read_grid("\n".join(lines).encode(), "list.csv"))


@pytest.mark.parametrize(
    "header",
    [
        "First name",
        "last_name",
        "FullName",
        "surname",
        "Name of head of household",
        "beneficiary_name",
        "Nom et prénom",
        "Prénoms",
        "Nom du chef de ménage",
        "Nom complet",
        "Nombres y apellidos",
        "Apellido",
        "Nombre del jefe de hogar",
        "Phone",
        "Phone number 2",
        "mobile phone no",
        "Tél.",
        "Numéro de téléphone",
        "Teléfono",
        "celular",
        "WhatsApp",
        "E-mail",
        "email_address",
        "Courriel",
        "Adresse e-mail",
        "Correo electrónico",
        "DOB",
        "date_of_birth",
        "BirthDate",
        "Date de naissance",
        "Lieu de naissance",
        "Fecha de nacimiento",
        "Passport No",
        "national_id",
        "National ID number",
        "N° CNI",
        "Numéro d'identification",
        "Numéro de carte d'identité",
        "Cédula",
        "Documento de identidad",
        "proGres ID",
        "Ration card number",
        "beneficiary ID card",
        "household GPS",
        "hh_latitude",
        "Coordonnées GPS du ménage",
        "home address",
    ],
)
def test_a_header_that_names_a_personal_thing_is_enough(header):
    """English, French and Spanish headers of names, contacts, births, papers and homes stop the import."""
    problems = check(["Country", header, "killed"], ["MLI", "", "1"])
    assert [(problem.code, problem.value) for problem in problems] == [("personal_data", f'B "{header}"')]


@pytest.mark.parametrize(
    "header",
    [
        "location_name",
        "admin1_name",
        "ADM2 Name",
        "event_name",
        "Event name",
        "organisation name",
        "Name",
        "Nom",
        "Nombre",
        "Camp name",
        "Nom de la région",
        "conflict_name",
        "publisher email",
        "Organisation contact phone",
        "source_contact",
        "Number of persons",
        "No. of households",
        "Nombre de ménages",
        "Nombre de personnes",
        "Nombre de réfugiés",
        "refugee number",
        "Registered number",
        "Individuals",
        "persons_missing",
        "mobile",
        "Mobile clinics",
        "ID",
        "ID no",
        "household_id",
        "case number",
        "event_id",
        "latitude",
        "longitude",
        "Births",
        "Naissances",
        "country of birth",
        "gender",
        "age_range",
        "Address",
        "Identified",
        "idps",
        "cell",
        "Children killed",
        "Household size",
        "Refugees",
        "staff killed",
    ],
)
def test_headers_of_places_events_counts_and_organisations_pass(header):
    """What belongs to a place, an event, an organisation or a count is no personal data."""
    assert check(["Country", header, "killed"], ["MLI", "12", "1"], ["NER", "13", "1"]) == []


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("Contact", ["a.b@example.org", "c@example.com"]),
        ("Column 2", ["x@example.org", "", ""]),
        ("Comments", ["Ask for x@example.org", "see y@example.org", "no"]),
        ("Contact", ["+223 76 00 00 01", "+223 76 00 00 02"]),
        ("Column 2", ["0700000001", "0700000002"]),
        ("Remarque", ["76 00 00 01", "76 00 00 02"]),
        ("mobile", ["0022376000001", ""]),
        ("ID no", ["ML-778-001", "ML-778-002"]),
        ("case number", ["843-22C00017", "843-22C00018"]),
    ],
)
def test_cells_tell_what_a_header_hides(header, cells):
    """E-mail addresses, telephone numbers and numbers of papers are known by how they look."""
    problems = check(["Country", header, "killed"], *(["MLI", cell, "1"] for cell in cells))
    assert [problem.code for problem in problems] == ["personal_data"]


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("people", ["12 345 678", "1 234 567"]),
        ("people", ["123456789", "1000000000"]),
        ("date", ["2019-03-31", "31.12.2019"]),
        ("season", ["2019-2020", "2020-2021"]),
        ("range", ["100000-150000", "150000-200000"]),
        ("change", ["+12345", "-1234567"]),
        ("latitude", ["+12.34567890", "-1.23456789"]),
        ("psgc code", ["0128000000", "0129000000"]),
        ("adm1_pcode", ["0012345678", "0012345679"]),
        ("centroid", ["[25.860201, 92.589638]", "[25.860201, 92.589638]"]),
        ("contact", ["office@example.org", "office@example.org"]),
        ("source", ["office@example.org", "press@example.org"]),
        ("link", ["https://example.org/@someone/1", "https://example.org/@someone/2"]),
        ("place", ["12 km north of Gao", "Gao"]),
    ],
)
def test_cells_that_only_look_alike_pass(header, cells):
    """Counts, dates, degrees, codes and the one contact of the publisher are no personal data."""
    assert check(["Country", header, "killed"], *(["MLI", cell, "1"] for cell in cells)) == []


@pytest.mark.parametrize("beside", [("sex", "F", "M"), ("Âge", "34", "7"), ("dob", "", "")])
def test_a_name_beside_sex_age_or_birth_is_a_person(beside):
    """A column headed just "name" holds persons where each row has the sex, age or birth of one."""
    problems = check(["name", beside[0]], ["Ama Example", beside[1]], ["Ben Example", beside[2]])
    assert "A (names)" in problems[0].message


def test_a_number_of_any_length_is_no_age():
    """What nobody can be old is looked at without harm."""
    assert check(["name", "age"], ["Ama Example", "1" * 5_000], ["Ben Example", "34"]) == []


def test_a_place_that_comes_once_for_each_sex_is_no_person():
    """Counts by place and sex have a name and a sex in each row and are no personal data."""
    rows = [[place, sex, "12"] for place in ("Gao", "Mopti") for sex in ("male", "female")]
    assert check(["Name", "Sex", "displaced"], *rows) == []


def test_degrees_are_homes_where_each_row_is_a_household():
    """Latitude and longitude are personal in a table of interviews, not in one of events."""
    header = ["household_id", "latitude", "longitude", "members"]
    assert check(header, ["1", "12.1", "-3.2", "5"])[0].value == 'B "latitude", C "longitude"'
    assert check(["event_id", *header[1:]], ["1", "12.1", "-3.2", "5"]) == []


def test_nothing_of_a_person_is_repeated():
    """Neither a cell nor, in a file without a header, the first row stands in the problem."""
    personal = ["Ama Example", "+223 76 00 00 01", "ama@example.org", "1990-01-31"]
    for rows in ([personal], [["Nom complet", "Tel", "E-mail", "Date de naissance"], personal], [personal] * 3):
        problem = check(*rows)[0]
        said = " ".join(map(str, (problem.code, problem.where, problem.value, problem.message, problem.suggestion)))
        assert [text for text in personal if text in said] == []


def test_all_columns_are_named_at_once():
    """One problem lists every column with what it seems to hold, so that they are deleted in one go."""
    message = check(["Prénom", "Pays", "Téléphone"], ["A", "MLI", "1"])[0].message
    assert message.partition(". ")[0] == (
        "The table seems to hold personal data about single persons, in column "
        'A "Prénom" (names), C "Téléphone" (telephone numbers)'
    )


@pytest.mark.parametrize("name", load_layouts())
def test_no_header_of_a_known_layout_is_taken_for_personal(name):
    """The tables of the large providers hold no single persons, and none of their headers looks so."""
    layout = load_layouts()[name]
    headers = sorted({*layout.columns, *(header for names in layout.requires for header in names)})
    assert check(headers, ["1"] * len(headers), ["2"] * len(headers)) == []


def test_no_column_of_our_own_layout_is_taken_for_personal():
    """What is exported can be added again."""
    headers = [column.name for column in FIGURE_COLUMNS]
    assert check(headers, ["1"] * len(headers), ["2"] * len(headers)) == []


@pytest.mark.parametrize(
    "cell", ["a" * 130_000, "a" * 130_000 + "@", "0" * 130_000, "0 (" * 40_000, "x" + " " * 120_000 + "x"]
)
def test_a_huge_cell_costs_no_time(cell):
    """A hostile cell is looked at in a moment and is nobody's address or number."""
    started = monotonic()
    problems = check(["remarks", "killed"], [cell, "1"], ["x", "2"])
    assert (problems, monotonic() - started < 5) == ([], True)
