"""A place in a table is known by the code or name that stands there, and never guessed."""

import pytest

from dashboard.tables.places import find_area, find_country, find_country_of_p_codes, is_p_code, parse_country


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("SYR", "SYR"),
        ("ml", "MLI"),
        ("NA", "NAM"),
        ("Syrian Arab Rep.", "SYR"),
        ("République arabe syrienne", "SYR"),
        ("Dem. Rep. of the Congo", "COD"),
        ("Congo, Dem. Rep.", "COD"),
        ("Congo-Kinshasa", "COD"),
        ("Rép. dém. du Congo", "COD"),
        ("DR Congo (Zaire)", "COD"),
        ("Congo, Rep.", "COG"),
        ("Iran (Islamic Rep. of)", "IRN"),
        ("Irán (República Islámica del)", "IRN"),
        ("Korea, Dem. People's Rep.", "PRK"),
        ("Rep. of Korea", "KOR"),
        ("Gambia, The", "GMB"),
        ("Lao People's Dem. Rep.", "LAO"),
        ("Türkiye", "TUR"),
        ("Côte d’Ivoire", "CIV"),
        ("CÔTE D'IVOIRE", "CIV"),
        ("Serbia and Kosovo: S/RES/1244 (1999)", "SRB"),
        ("Venezuela (Bolivarian Republic of)", "VEN"),
        ("Central African Rep.", "CAF"),
        ("South Sudan", "SSD"),
        ("S. Sudan", "SSD"),
        ("Sudan (1)", "SDN"),
        ("Sudan*", "SDN"),
        ("Niger", "NER"),
        ("West Bank and Gaza", "PSE"),
    ],
)
def test_a_name_is_known_however_a_table_prints_it(printed, code):
    """Codes, short and official names, abbreviated, turned round or in another language give one country."""
    country = find_country(printed)
    assert (country.code if country else None) == code


@pytest.mark.parametrize(
    "printed",
    [
        "",
        "Congo",
        "AB9",
        "XXA",
        "UKN",
        "Stateless",
        "Various/unknown",
        "Abyei Area",
        "World",
        "Sub-Saharan Africa",
        "Total",
        "Republic",
        "Ireland (Northern)",
        "Mali and Niger",
        "Malian",
    ],
)
def test_what_is_no_single_country_has_no_code(printed):
    """A region, a doubtful name, a code outside ISO 3166 or a part of a country is not answered with a country."""
    assert find_country(printed) is None


@pytest.mark.parametrize(
    ("codes", "country"),
    [
        (["BF047", "BF047002", ""], "BFA"),
        (["PH133900000"], "PHL"),
        (["TCD0802", "TD01"], "TCD"),
        (["BDI001"], "BDI"),
        (["BF047", "ML05"], None),
        (["BF047", "n/a"], None),
        (["ZZ01"], None),
        (["BF-12"], None),
        (["047", "048"], None),
        (["", ""], None),
    ],
)
def test_p_codes_name_a_country_only_if_all_agree(codes, country):
    """One code of another country, or one text that is no p-code, and the column says nothing."""
    found = find_country_of_p_codes(codes)
    assert (found.code if found else None) == country


@pytest.mark.parametrize(
    ("text", "expected"), [("AF01", True), ("ML05", True), ("AF-01", False), ("AB9", False), ("2019", False)]
)
def test_a_p_code_is_not_a_code_of_iso(text, expected):
    """ISO 3166-2 puts a hyphen after the country; a p-code does not."""
    assert is_p_code(text) is expected


@pytest.mark.parametrize(
    ("name", "country", "code"),
    [
        ("Mopti region", "MLI", "ML-5"),
        ("Région de Tillabéri", "NER", "NE-6"),
        ("Borno State", "NGA", "NG-BO"),
        ("Province de l'Ituri", "COD", "CD-IT"),
        ("Estado Zulia", "VEN", "VE-V"),
        ("Kharkivska oblast", "UKR", "UA-63"),
        ("Centre", "BFA", "BF-03"),
        ("Nowhere region", "MLI", None),
        ("Region", "MLI", None),
    ],
)
def test_an_area_is_known_with_or_without_its_level(name, country, code):
    """The word "region" or "state" beside a name does not make it another place."""
    area = find_area(name, parse_country(country))
    assert (area[0] if area else None) == code


@pytest.mark.parametrize("text", ["(" * 100_000, " " * 100_000 + "(", "Mali " * 50_000, "Mali" + "(x)" * 50_000])
def test_a_huge_text_is_no_place(text):
    """A hostile cell is answered at once."""
    assert (find_country(text), find_area(text, parse_country("MLI"))) == (None, None)
