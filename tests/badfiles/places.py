"""Places: names that are easily taken for one another, codes that slipped, levels that overlap."""

from tests.badfiles.build import case
from tests.badfiles.case import ANY, Case, Rejected, accepted, either, figure, refused

ALIKE = {
    "Sudan": "SDN",
    "South Sudan": "SSD",
    "Congo": (None, "COG"),
    "Republic of the Congo": "COG",
    "Congo, Dem. Rep.": "COD",
    "Democratic Republic of the Congo": "COD",
    "DRC": "COD",
    "Congo-Brazzaville": "COG",
    "Guinea": "GIN",
    "Guinea-Bissau": "GNB",
    "Equatorial Guinea": "GNQ",
    "Papua New Guinea": "PNG",
    "Niger": "NER",
    "Nigeria": "NGA",
    "Dominica": "DMA",
    "Dominican Republic": "DOM",
    "Mali": "MLI",
    "Malawi": "MWI",
    "Mauritania": "MRT",
    "Mauritius": "MUS",
    "Iran": "IRN",
    "Iraq": "IRQ",
}
FRENCH = {
    "Soudan": "SDN",
    "Soudan du Sud": "SSD",
    "Tchad": "TCD",
    "Niger": "NER",
    "Nigéria": "NGA",
    "Guinée": "GIN",
    "République centrafricaine": "CAF",
    "RDC": "COD",
    "Côte d'Ivoire": "CIV",
    "Côte d’Ivoire": "CIV",
}


def cases() -> list[Case]:
    """Return every case of this kind."""
    return [*_names(), *_codes(), *_levels()]


def _names() -> list[Case]:
    return [
        _by_name("names alike", "english.csv", ALIKE, "Country,Year,Killed"),
        _by_name("names alike", "french.csv", FRENCH, "Pays,Année,Tués"),
        case(
            "names alike",
            "nobody_knows.csv",
            "Country,Year,Killed\nAtlantis,2019,12\nMali,2019,34\n",
            accepted(
                either(Rejected(2, "country"), figure("killed", 12, None, "2019", place_text="Atlantis")),
                figure("killed", 34, "MLI", "2019"),
                says=("Atlantis", "country"),
            ),
        ),
        case(
            "names alike",
            "several_in_a_cell.csv",
            'Country,Year,Killed\nMali/Niger,2019,12\n"Mali, Niger and Burkina Faso",2019,50\nMali,2020,34\n',
            accepted(
                either(Rejected(2, "country"), figure("killed", 12, None, "2019")),
                either(Rejected(3, "country"), figure("killed", 50, None, "2019")),
                figure("killed", 34, "MLI", "2020"),
            ),
        ),
        case(
            "names alike",
            "regions_of_the_world.csv",
            "Country,Year,Refugees\nWorld,2019,20000000\nSub-Saharan Africa,2019,6000000\nMali,2019,27000\n",
            accepted(
                either(Rejected(2), None, figure("refugees", 20000000, None, ("2019", "2019-12-31"))),
                either(Rejected(3), None, figure("refugees", 6000000, None, ("2019", "2019-12-31"))),
                figure("refugees", 27000, "MLI", ("2019", "2019-12-31")),
            ),
        ),
    ]


def _by_name(kind: str, name: str, places: dict[str, object], header: str) -> Case:
    rows = [
        f"{place},2019,{100 + n}\n" if "," not in place else f'"{place}",2019,{100 + n}\n'
        for n, place in enumerate(places)
    ]
    lines = [
        either(
            figure("killed", 100 + n, code, "2019"),
            *([Rejected(n + 2, header.split(",")[0])] if isinstance(code, tuple) else []),
        )
        for n, code in enumerate(places.values())
    ]
    return case(kind, name, header + "\n" + "".join(rows), accepted(*lines))


def _codes() -> list[Case]:
    return [
        case(
            "Namibia",
            "its_two_letters.csv",
            "iso2,Country,Year,Killed\nNA,Namibia,2019,12\nML,Mali,2019,34\n",
            accepted(figure("killed", 12, "NAM", "2019"), figure("killed", 34, "MLI", "2019")),
        ),
        case(
            "Namibia",
            "alone.csv",
            "Country code,Year,Killed\nNA,2019,12\nML,2019,34\nNAM,2020,56\n",
            accepted(
                figure("killed", 12, "NAM", "2019"),
                figure("killed", 34, "MLI", "2019"),
                figure("killed", 56, "NAM", "2020"),
            ),
            accepted(Rejected(2), Rejected(3), figure("killed", 56, "NAM", "2020")),
        ),
        case(
            "codes",
            "slipped_by_a_row.csv",
            "indicator,location_code,location_name,reference_period_start,value\n"
            "killed,MLI,Niger,2019,12\nkilled,NER,Chad,2019,34\nkilled,TCD,Chad,2020,56\n",
            accepted(Rejected(2), Rejected(3), figure("killed", 56, "TCD", "2020")),
        ),
        case(
            "codes",
            "slipped_for_named_country.csv",
            "ISO3,Country,Year,Killed\nMLI,Niger,2019,12\nNER,Chad,2019,34\nTCD,Chad,2020,56\n",
            accepted(Rejected(2), Rejected(3), figure("killed", 56, "TCD", "2020")),
        ),
        case(
            "codes",
            "unknown.csv",
            "indicator,location_code,reference_period_start,value\n"
            "killed,XYZ,2019,12\nkilled,ML,2019,34\nkilled,mli,2019,56\nkilled,Mali,2019,78\n",
            accepted(
                Rejected(2, "location_code"),
                either(Rejected(3, "location_code"), figure("killed", 34, "MLI", "2019")),
                figure("killed", 56, "MLI", "2019"),
                either(Rejected(5, "location_code"), figure("killed", 78, "MLI", "2019")),
            ),
        ),
        case(
            "codes",
            "area_in_another_country.csv",
            "indicator,location_code,admin1_code,reference_period_start,value\n"
            "killed,MLI,BF-12,2019,12\nkilled,MLI,ML-5,2019,34\n",
            accepted(Rejected(2, "admin1_code"), figure("killed", 34, "MLI", "2019", admin1_code="ML-5")),
        ),
        case(
            "codes",
            "leading_zeros_of_places.csv",
            "indicator,location_code,place_text,reference_period_start,value\nkilled,MLI,0012,2019,12\nkilled,MLI,12,2019,34\n",
            accepted(
                figure("killed", 12, "MLI", "2019", place_text="0012"),
                figure("killed", 34, "MLI", "2019", place_text="12"),
            ),
        ),
        case(
            "codes",
            "origin_and_asylum.csv",
            "Country of origin,Country of asylum,Year,Refugees\nMali,Niger,2019,12000\nNigeria,Niger,2019,34000\n",
            accepted(
                figure("refugees", 12000, "NER", ("2019", "2019-12-31"), origin_code="MLI"),
                figure("refugees", 34000, "NER", ("2019", "2019-12-31"), origin_code="NGA"),
            ),
        ),
    ]


def _levels() -> list[Case]:
    return [
        case(
            "levels",
            "country_and_its_regions.csv",
            "Country,Region,Date,IDPs\nMali,,2019-03-31,100\nMali,Mopti,2019-03-31,60\nMali,Gao,2019-03-31,40\n",
            accepted(
                figure("idps", 100, "MLI", "2019-03-31", admin1_name=None),
                figure("idps", 60, "MLI", "2019-03-31", admin1_name="Mopti", part=ANY),
                figure("idps", 40, "MLI", "2019-03-31", admin1_name="Gao", part=ANY),
            ),
        ),
        case(
            "levels",
            "all_beside_its_slices.csv",
            "Country,Year,Gender,Killed\nMali,2019,all,10\nMali,2019,male,7\nMali,2019,female,3\n",
            accepted(
                figure("killed", 10, "MLI", "2019"),
                also=(
                    figure("killed", 7, "MLI", "2019", part=True),
                    figure("killed", 3, "MLI", "2019", part=True),
                ),
            ),
        ),
        case(
            "levels",
            "second_level_of_a_name_used_twice.csv",
            "Country,Region,Cercle,Year,Killed\nMali,Mopti,Mopti,2019,5\nMali,Gao,Ansongo,2019,7\n",
            accepted(
                figure("killed", 5, "MLI", "2019", admin1_name="Mopti"),
                figure("killed", 7, "MLI", "2019", admin1_name="Gao"),
            ),
        ),
        case(
            "levels",
            "region_without_country.csv",
            "Region,Year,Killed\nMopti,2019,5\nGao,2019,7\n",
            accepted(
                figure("killed", 5, ("MLI", None), "2019"),
                figure("killed", 7, ("MLI", None), "2019"),
            ),
            accepted(Rejected(2), Rejected(3)),
            refused("country"),
        ),
    ]
