"""Tables without any figure of ours: shares, rates, money, plans, populations, lists."""

from tests.badfiles.build import case
from tests.badfiles.case import Case, refused
from tests.badfiles.xlsx import Sheet, workbook

NOTHING = refused("figure", "looked", "no column", "count")


def cases() -> list[Case]:
    """Return every case of this kind."""
    tables = {
        "shares.csv": "Country,Year,% displaced,Share of women (%)\nMali,2019,12.5,51\nNiger,2019,3.1,49\n",
        "rates.csv": "Country,Year,Deaths per 100 000,Killed per 1000 inhabitants\nMali,2019,12.5,0.3\n",
        "money.csv": "Country,Year,Funding required (USD),Funding received for IDPs (USD)\nMali,2019,1200000,500000\n",
        "population.csv": "Country,Year,Population\nMali,2019,19658000\nNiger,2019,23310000\n",
        "plans.csv": "Country,Year,People targeted,Target for refugees,IDPs targeted\nMali,2019,500,200,300\n",
        "places.csv": "Country,ISO3,Region,P-code\nMali,MLI,Mopti,ML05\nMali,MLI,Gao,ML07\n",
        "indices.csv": "Country,Year,Risk index,Severity,INFORM score\nMali,2019,6.1,4,5\n",
        "words.csv": "Question,Answer\nWhat happened?,A flood\nWhere?,Mopti\n",
        "numbers.csv": "a,b,c\n1,2,3\n4,5,6\n",
        "without_header.csv": "1,2,3\n4,5,6\n7,8,9\n",
        "threes.csv": "Country,Year,Stateless persons\nMali,2019,500\n",
        "averages.csv": "Country,Year,Mean household size,Mean IDPs per site,Median age\nMali,2019,6.1,25,18\n",
        "identifiers.csv": "Country,Year,IDP site id,Refugee camp code,Killed ref no\nMali,2019,1234,5678,999\n",
        "french.csv": "Pays;Année;Population totale;Taux de mortalité;Montant (FCFA)\nMali;2019;19658000;12,5;450000\n",
    }
    return [
        *(case("nothing to read", name, text, NOTHING) for name, text in tables.items()),
        case("nothing to read", "empty.csv", "", refused("empty", "no rows")),
        case("nothing to read", "only_a_mark_of_order.csv", lambda: b"\xef\xbb\xbf", refused("empty", "no rows")),
        case("nothing to read", "only_blank_lines.csv", "\n\n  \n\n", refused("empty", "no rows")),
        case("nothing to read", "only_commas.csv", ",,,\n,,,\n", refused("empty", "no rows")),
        case("nothing to read", "only_a_header.csv", "Country,Year,Killed\n", refused("row", "empty", "below")),
        case("nothing to read", "only_our_header.csv", "indicator,location_code,value\n", refused("row", "empty")),
        case(
            "nothing to read",
            "only_tags.csv",
            "Country,Year,Killed\n#country,#date,#affected+killed\n",
            refused("row", "empty", "below"),
        ),
        case("nothing to read", "one_cell.csv", "Mali", refused("row", "figure", "column", "looked")),
        case(
            "nothing to read",
            "no_rows.xlsx",
            lambda: workbook(Sheet("Sheet1", [["Country", "Year", "Killed"]])),
            refused("row", "empty", "below"),
        ),
    ]
