"""Places are known by their names and codes, and the files that list them are sound."""

import csv
import tomllib
from collections import Counter
from hashlib import sha256

import pytest

from dashboard.reference.names import NameIndex, fold_name
from dashboard.reference.places import (
    Level,
    load_areas,
    load_countries,
    load_places,
    resolve_area,
    resolve_country,
    resolve_place,
)
from dashboard.reference.resources import DATA


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mali", "MLI"),
        ("MLI", "MLI"),
        ("ml", "MLI"),
        ("Tchad", "TCD"),
        ("Côte d'Ivoire", "CIV"),
        ("Ivory Coast", "CIV"),
        ("D.R. Congo", "COD"),
        ("Türkiye", "TUR"),
        ("Estados Unidos", "USA"),
        ("the Gambia", "GMB"),
        ("Kosovo", "XKX"),
        ("Malian", None),
        ("Nowhere", None),
    ],
)
def test_countries_are_known_by_code_and_name(text: str, expected: str | None) -> None:
    """English, French and Spanish names and both codes lead to the country; a demonym does not."""
    country = resolve_country(text)
    assert (country.code if country else None) == expected


def test_areas_are_known_by_code_and_name_within_their_country() -> None:
    """Two countries may have an area of one name."""
    names = [resolve_area("Cordoba", "ARG"), resolve_area("Cordoba", "COL"), resolve_area("ML-5", "MLI")]
    assert [area.admin1_code for area in names if area] == ["AR-X", "CO-COR", "ML-5"]
    assert resolve_area("Mopti", "NER") is None


@pytest.mark.parametrize(
    "name", ["Ogossagou", "Sobane Da", "Moura", "Solhan", "Diallassagou", "Tillia", "Karma", "Inates"]
)
def test_villages_that_reports_name_are_known(name: str) -> None:
    """The places of the worst attacks in the Sahel have their first-level area."""
    place = resolve_place(name)
    assert place is not None
    assert place.country in ("MLI", "BFA", "NER")
    assert place.admin1_code is not None


def test_every_area_and_town_lies_where_it_says() -> None:
    """Countries exist, first-level areas exist, lie in the same country and in no other area."""
    countries, areas = load_countries(), load_areas()
    assert {area.country for area in areas.values()} <= set(countries)
    for area in areas.values():
        first = areas[area.admin1_code or ""]
        assert (first.country, first.admin1_code) == (area.country, area.admin1_code)
    with (DATA / "reference" / "towns.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            assert row["country"] in {*countries, ""}
            assert row["first_level"] == "" or areas[row["first_level"]].country == row["country"]


def test_every_city_lies_in_a_known_area_or_country() -> None:
    """A name is listed once, with first-level areas or countries that exist, the largest town first."""
    countries, areas = load_countries(), load_areas()
    with (DATA / "reference" / "cities.csv").open(encoding="utf-8", newline="") as lines:
        rows = [
            (row["name"], [place.split(":") for place in row["places"].split("|")]) for row in csv.DictReader(lines)
        ]
    codes = {code for _, places in rows for code, _ in places}
    assert [code for code in codes if code not in countries and areas[code].admin1_code != code] == []
    assert [name for name, times in Counter(fold_name(name) for name, _ in rows).items() if times > 1] == []
    assert [name for name, places in rows if places != sorted(places, key=lambda place: -int(place[1]))] == []


def test_a_city_of_the_world_list_is_a_place_with_its_area_and_people() -> None:
    """What our own list has not is found among the larger towns, the largest of a name first."""
    cities = [entry for entry in load_places().resolve("Springfield") if entry.level is Level.TOWN]
    assert [city.admin1_code for city in cities[:2]] == ["US-MO", "US-MA"]
    assert cities[0].population > 100_000


def test_an_area_that_is_a_country_of_the_list_is_the_country() -> None:
    """Taiwan is no province and Puerto Rico no state here: tables of the field count them apart."""
    entries = [*load_places().resolve("Taiwan"), *load_places().resolve("Puerto Rico")]
    assert [entry.country for entry in entries if entry.level <= Level.AREA] == ["TWN", "PRI"]


def test_no_town_is_listed_twice() -> None:
    """One country has one town of one name."""
    with (DATA / "reference" / "towns.csv").open(encoding="utf-8", newline="") as lines:
        towns = Counter((row["country"], fold_name(row["name"])) for row in csv.DictReader(lines))
    assert [town for town, times in towns.items() if times > 1] == []


@pytest.mark.parametrize("name", ["countries", "areas", "towns", "cities", "reporters", "indicators/crosswalk"])
def test_every_list_says_where_it_comes_from(name: str) -> None:
    """The sidecar names producer, address, day and licence, and belongs to these very bytes."""
    folder = DATA / "reference"
    sidecar = tomllib.loads((folder / f"{name}.meta.toml").read_text(encoding="utf-8"))
    assert {"title", "producer", "url", "accessed", "licence", "sha256"} <= set(sidecar)
    assert sidecar["sha256"] == sha256((folder / f"{name}.csv").read_bytes()).hexdigest()


def test_names_that_hold_a_place_and_are_none_are_known() -> None:
    """The Niger River is not Niger."""
    [match] = load_places().find("They crossed the Niger River.")
    assert match.things[0].level is Level.FEATURE


def test_the_longest_name_is_found() -> None:
    """Guinea-Bissau is not Guinea."""
    [match] = load_places().find("It rained in Guinea-Bissau.")
    assert match.things[0].country == "GNB"


def test_acronyms_are_no_words() -> None:
    """A plain sentence names the US; in a shouted one it is a word."""
    index = NameIndex([("US", "USA")])
    found = [
        len(list(index.find(text))) for text in ("The US left.", "Us too.", "THEY TOLD US EVERYTHING ABOUT IT TODAY.")
    ]
    assert found == [1, 0, 0]


def test_rows_are_read_when_their_name_is_met() -> None:
    """A long list costs only its names; what a row says comes behind what the name is known to stand for."""
    read: list[str] = []

    def read_row(row: str, known: tuple[str, ...]) -> tuple[str, ...]:
        read.append(row)
        return (*known, row)

    index = NameIndex([("Mali", "MLI")], {"mali": "village", "new mali": "town"}, read_row)
    found = [match.things for _ in range(2) for match in index.find("From New Mali to Mali")]
    assert (found, read) == ([("town",), ("MLI", "village")] * 2, ["town", "village"])


def test_a_name_does_not_run_over_a_full_stop() -> None:
    """Burkina at the end of a sentence and Faso at the start of the next are no country."""
    assert list(NameIndex([("Burkina Faso", 1)]).find("They left Burkina. Faso stayed.")) == []


def test_a_name_can_lie_across_a_text_only_if_they_share_a_word() -> None:
    """Most names of places hold no word of an organisation's name: that is told without a search."""
    index = NameIndex([("Red Cross", 1)], {"new mali": "town"})
    assert [index.may_overlap(text) for text in ("Cross River", "Mali", "U.S.")] == [True, True, False]
