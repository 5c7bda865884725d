"""Facts with known traps: what the rules make of them.

Numbers and reporters are taken from published reports on Mali and Burkina Faso.
"""

from dashboard.consolidate import consolidate
from dashboard.frames import documents_frame, figures_frame
from dashboard.model import Document, Indicator, Measure, Period, Unit

STOCK = {"indicator": Indicator.IDPS, "measure": Measure.STOCK}
OGOSSAGOU = "Ogossagou in Mopti"
SOLHAN = "Solhan in Sahel"


def test_ogossagou_2019(say, settle, outermost) -> None:
    """Many tolls of one attack, 134 to 170: one is counted, the others are its range, none is added."""
    tolls = [
        say("MINUSMA", "at least 157", OGOSSAGOU, "2019-03-23"),
        say("UNICEF", "157", "Ogossagou, Bankass in Mopti", "2019-03-23"),
        say("UN Secretary-General", "at least 134", OGOSSAGOU, "2019-03-23"),
        say("Tabital Pulaaku", "at least 170", OGOSSAGOU, "2019-03-23"),
        say("ORTM", "136", OGOSSAGOU, "2019-03-23"),
    ]
    done = settle(*tolls)
    total = done.totals.iloc[0]

    assert len(done.totals) == 1
    assert total["quantifier"] == "at_least"
    assert total["other_reporters"] == 4
    assert min(total["other_low"], total["value"]) == 134
    assert max(total["other_high"], total["value"]) == 170


def test_solhan_2021(say, settle) -> None:
    """7,600 people and 7,000 families are never multiplied, added or compared."""
    fled = {"indicator": Indicator.DISPLACED}
    done = settle(
        say("Government", "132", SOLHAN, "2021-06-04/2021-06-05"),
        say("UNHCR", "at least 138", SOLHAN, "2021-06-04/2021-06-05"),
        say("UNHCR", "more than 3300", SOLHAN, "2021-06-05/2021-06-08", **fled),
        say("Government", "7600", SOLHAN, "2021-06-05/2021-06-08", **fled),
        say("Prime Minister", "7000", SOLHAN, "2021-06-05/2021-06-08", unit=Unit.HOUSEHOLD, **fled),
    )
    found = done.totals.sort_values(["indicator", "unit"])[["indicator", "unit", "other_reporters"]]

    assert found.values.tolist() == [["displaced", "household", 0], ["displaced", "person", 1], ["killed", "person", 1]]


def test_moura_2022(say, settle) -> None:
    """203, about 300 and at least 500 are three answers; no mean of them appears anywhere."""
    done = settle(
        say("Malian armed forces", "exactly 203", "Moura in Mopti", "2022-03-23/2022-03-31"),
        say("Human Rights Watch", "about 300", "Moura in Mopti", "2022-03-27/2022-03-31"),
        say("OHCHR", "at least 500", "Moura in Mopti", "2022-03-27/2022-03-31"),
    )

    assert done.totals["value"].isin([203, 300, 500]).all()
    assert done.totals["other_reporters"].tolist() == [2]


def test_mali_end_of_2014(say) -> None:
    """One register, three answers: 99,816 is counted, 61,621 to 62,000 shown; the households apart."""
    day = "2014-12-31"
    figures = [
        say("UNHCR", "exactly 99816", "", day, document_id="unhcr", **STOCK),
        say("IDMC", "about 62000", "", day, document_id="idmc", **STOCK),
        say("IOM", "exactly 61621", "", day, document_id="iom", **STOCK),
        say("IOM", "exactly 12633", "", day, document_id="iom", unit=Unit.HOUSEHOLD, **STOCK),
    ]
    published = {"unhcr": "2026-06-25", "idmc": "2026-06-25", "iom": "2014-12-31"}
    documents = [Document(name, published=Period.fromisoformat(day)) for name, day in published.items()]
    done = consolidate(figures_frame(figures), documents_frame(documents))

    assert done.totals[["unit", "value", "reporter", "other_reporters"]].values.tolist() == [
        ["person", 99816, "UNHCR", 2],
        ["household", 12633, "IOM", 0],
    ]
    assert done.totals.loc[0, ["other_low", "other_high"]].tolist() == [61621, 62000]


def test_mali_2019_in_four_answers(say, settle, outermost) -> None:
    """400, at least 456, more than 900: the country's figures compete, central Mali lies inside."""
    done = settle(
        say("Human Rights Watch", "400", "Mali", "2019"),
        say("Human Rights Watch", "at least 456", "central Mali", "2019-01-01/2019-11-30"),
        say("OCHA", "more than 900", "Mali", "2019-01-01/2019-10-31"),
    )
    wide = done.totals[done.totals["within"].isna()].iloc[0]

    assert (wide["reporter"], wide["other_low"]) == ("Human Rights Watch", 900)
    assert len(outermost(done)) == 1


def test_burkina_faso_repeats_a_stale_count(say, settle) -> None:
    """2,062,534 is the count of 31 March 2023, whatever year's end it is printed under."""
    days = ("2023-03-31", "2023-12-31", "2024-12-31", "2025-12-31")
    done = settle(*(say("UNHCR", "exactly 2062534", "", day, **STOCK) for day in days))

    assert str(done.totals["unchanged_since"].dt.date.iloc[0]) == "2023-03-31"
    assert done.totals["value"].tolist() == [2062534]
