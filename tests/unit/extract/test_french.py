"""French is read as English is: its numbers, its dates, its speakers, its places."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.extract import find_figures
from dashboard.extract.context import Context
from dashboard.extract.match import load_vocabulary
from dashboard.extract.numbers import find_numbers
from dashboard.extract.periods import PeriodReader
from dashboard.extract.segment import Sentence, find_sentences
from dashboard.extract.values import parse_number
from dashboard.model import Document, Figure, Measure, Period, Place, Quantifier, Quantity
from dashboard.reference.lexicon import load_lexicon
from tests.unit.extract.number_writers import in_words

FRENCH = load_vocabulary("fr")
PUBLISHED = "2022-01-12"


def sentences(text: str) -> list[Sentence]:
    """Return the sentences of a French text."""
    return find_sentences(text, FRENCH.contractions)


def quantities(text: str) -> list[Quantity]:
    """Return the quantities of a one-sentence text."""
    return [number.quantity for number in find_numbers(sentences(text)[0], FRENCH)]


@given(st.integers(2, 999_999))
def test_hyphens_everywhere_change_nothing(number: int) -> None:
    """The spelling of 1990 joins all words of a number: deux-cent-trente-et-un."""
    tokens = sentences(in_words(number, "fr").replace(" ", "-"))[0].tokens
    assert parse_number(tokens, 0, FRENCH.words) == (number, len(tokens))


@given(st.integers(1, 999), st.integers(0, 999), st.sampled_from([("million", 10**6), ("milliards", 10**9)]))
def test_a_comma_is_the_decimal_mark(whole: int, part: int, scale: tuple[str, int]) -> None:
    """1,250 million is 1,250,000: in front of a scale a comma never groups thousands."""
    tokens = sentences(f"{whole},{part:03} {scale[0]}")[0].tokens
    assert parse_number(tokens, 0, FRENCH.words) == (pytest.approx((whole + part / 1_000) * scale[1]), 2)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("pas moins de 12 morts", Quantity(12, 12, None, Quantifier.AT_LEAST)),
        ("plus d'une centaine de morts", Quantity(100, 100, None, Quantifier.MORE_THAN)),
        ("une quinzaine de morts", Quantity(15, quantifier=Quantifier.APPROXIMATELY)),
        ("près de 400 morts", Quantity(400, None, 400, Quantifier.APPROXIMATELY)),
        ("jusqu'à 400 morts", Quantity(400, None, 400, Quantifier.AT_MOST)),
        ("entre 12 et 15 morts", Quantity(None, 12, 15, Quantifier.BETWEEN)),
        ("de 1,5 à 2 millions de morts", Quantity(None, 1_500_000, 2_000_000, Quantifier.BETWEEN)),
        ("quelques dizaines de milliers de morts", Quantity(None, 20_000, 60_000, Quantifier.VAGUE)),
        ("septante-deux morts", Quantity(72, 72, 72, Quantifier.EXACT)),
        ("nonante-neuf morts", Quantity(99, 99, 99, Quantifier.EXACT)),
        ("un demi-million de morts", Quantity(500_000)),
        ("deux millions et demi de morts", Quantity(2_500_000)),
    ],
)
def test_hedges_say_what_they_say(text: str, expected: Quantity) -> None:
    """Bounds come from the words around the number, elided or not."""
    assert quantities(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "une femme",
        "12 %",
        "60 pour cent",
        "12 ans",
        "la route nationale 16",
        "le 2e bataillon",
        "un enfant sur dix",
        "11h30",
    ],
)
def test_not_every_number_is_a_count(text: str) -> None:
    """Shares, ages, roads, ordinals and hours count nobody, and "une" alone is no number."""
    assert quantities(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("le 23 mars 2019", "2019-03-23/2019-03-23"),
        ("le 1er mai 2019", "2019-05-01/2019-05-01"),
        ("le 23/03/2019", "2019-03-23/2019-03-23"),
        ("en août 2019", "2019-08-01/2019-08-31"),
        ("en 2019", "2019-01-01/2019-12-31"),
        ("entre le 12 et le 15 mars 2019", "2019-03-12/2019-03-15"),
        ("du 12 au 15 mars 2019", "2019-03-12/2019-03-15"),
        ("dans la nuit du 4 au 5 juin 2021", "2021-06-04/2021-06-05"),
        ("entre janvier et mars 2019", "2019-01-01/2019-03-31"),
        ("au premier semestre de 2019", "2019-01-01/2019-06-30"),
        ("au troisième trimestre 2019", "2019-07-01/2019-09-30"),
        ("au cours du troisième trimestre", "2021-07-01/2021-09-30"),
        ("au premier semestre, l'ONG le dit", "2021-01-01/2021-06-30"),
        ("mercredi dernier", "2022-01-05/2022-01-05"),
        ("entre lundi et mardi", "2022-01-10/2022-01-11"),
        ("entre jeudi et mercredi", "2022-01-06/2022-01-12"),
        ("entre mercredi et mardi", "2022-01-05/2022-01-11"),
        ("au premier semestre de l'année dernière", "2021-01-01/2021-06-30"),
        ("au cours des trois derniers mois de 2020", "2020-10-01/2020-12-31"),
        ("entre le 30 août et le 2 septembre 2021", "2021-08-30/2021-09-02"),
        ("du 30 août au 2 septembre 2021", "2021-08-30/2021-09-02"),
        ("au mois de mars 2021", "2021-03-01/2021-03-31"),
        ("depuis fin mars 2021", "2021-03-01/2022-01-12"),
        ("depuis le début de l'épidémie en octobre 2021", "2021-10-01/2022-01-12"),
        ("au cours des six premiers mois de l'année 2019", "2019-01-01/2019-06-30"),
        ("au 31 mars 2021", "2021-03-31/2021-03-31"),
        ("depuis le 1er janvier 2021", "2021-01-01/2022-01-12"),
        ("depuis la mi-juin 2021", "2021-06-15/2022-01-12"),
        ("depuis le début de l'année", "2022-01-01/2022-01-12"),
        ("dans la deuxième quinzaine d'octobre 2021", "2021-10-16/2021-10-31"),
        ("lundi", "2022-01-10/2022-01-10"),
        ("hier", "2022-01-11/2022-01-11"),
        ("le mois dernier", "2021-12-01/2021-12-31"),
        ("la semaine dernière", "2022-01-03/2022-01-09"),
        ("au cours des 24 dernières heures", "2022-01-11/2022-01-12"),
        ("les trois derniers jours", "2022-01-09/2022-01-12"),
        ("il y a trois jours", "2022-01-09/2022-01-09"),
        ("il y a deux ans", "2020-01-01/2020-12-31"),
        ("cette année", "2022-01-01/2022-01-12"),
    ],
)
def test_a_date_is_a_span_of_days(text: str, expected: str) -> None:
    """Words of time stand on the other side of their unit than in English, and mean the same."""
    reader = PeriodReader("fr", Period.fromisoformat(PUBLISHED))
    found = [date.period for date in reader.find(sentences(text)[0])]
    assert [f"{period.start}/{period.end}" for period in found if period] == [expected]


def reporter(text: str, number: str = "12") -> str | None:
    """Return who says the first ``number`` of a text."""
    found = sentences(text)
    context = Context(Document("d1", text=text, language="fr"), found, load_lexicon("fr"))
    start = text.index(number)
    sentence = next(sentence for sentence in found if sentence.start <= start < sentence.end)
    return context.reporter(sentence, start, start + len(number))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Au moins 12 personnes sont mortes, selon le HCR.", "UNHCR"),
        ("D'après Médecins sans frontières, 12 personnes sont mortes.", "MSF"),
        ("L'OIM fait état de 12 morts.", "IOM"),
        ("Au moins 12 personnes sont mortes, selon les déplacés.", "déplacés"),
        ("Au moins 12 personnes sont mortes près du chef-lieu, a indiqué le maire.", "maire"),
        ("Le CICR a annoncé que 12 personnes étaient mortes.", "ICRC"),
        ("Douze soldats (12) sont morts, a annoncé l'armée malienne.", "Armed forces of Mali"),
        ("Au Niger, 12 personnes sont mortes, a indiqué jeudi le ministère de l'Intérieur.", "Government of Niger"),
        ("Le gouvernement du Niger parle de 12 morts.", "Government of Niger"),
        ("Quelque 12 personnes sont mortes, ont rapporté des sources locales.", "sources locales"),
        ("L'attaque a fait 12 morts, a déclaré un élu local.", "élu local"),
        ("L'attaque a fait 12 morts, a indiqué un porte-parole du parquet.", "parquet"),
        ("L'attaque a fait 12 morts, a-t-on appris lundi auprès de la préfecture.", None),
        ("« Nous avons vu 12 morts », a dit à l'AFP Ada Diallo.", "Ada Diallo"),
        ("L'attaque a fait 12 morts, selon un décompte de l'AFP.", "AFP"),
        ("L'attaque a fait 12 morts, d'après l'Ocha.", "OCHA"),
        ("L'attaque a fait 12 morts.", None),
        ("Il y a 12 cas signalés.", None),
        ("Le HCR est présent. Selon la même source, 12 personnes sont mortes.", "UNHCR"),
        ("Le HCR a parlé lundi. Il a ajouté que 12 personnes étaient mortes.", "UNHCR"),
    ],
)
def test_finds_the_speaker(text: str, expected: str | None) -> None:
    """The speaker stands before the verb, behind it after a comma, or behind "selon"."""
    assert reporter(text) == expected


def figure(text: str) -> Figure:
    """Return the only figure of a text."""
    (found,) = find_figures(Document("d1", text=text, language="fr", published=Period.fromisoformat(PUBLISHED)))
    return found


def place(text: str) -> Place:
    """Return the place of the only figure of a text."""
    return figure(text).place


def test_finds_the_place() -> None:
    """A preposition, an elided article and a word of kind lead to a place."""
    assert place("Douze civils ont été tués dans la région de Mopti.").admin1_name == "Mopti"
    assert place("Douze civils ont été tués près de Djibo, au Burkina Faso.").location_code == "BFA"
    assert place("Douze civils ont été tués en Côte d'Ivoire.").location_code == "CIV"
    assert place("Douze civils ont été tués dans le village dogon de Kobokan, au Mali.").text == "Kobokan"
    assert place("Les habitants de Kobokan, au Mali, ont compté 12 morts.").text == "Kobokan"


def test_brackets_behind_a_place_hold_its_own_count() -> None:
    """What stands in them is of no other place; a common word is an area where it has a count or opens a line."""
    text = (
        "Le Cameroun a notifié des cas dans trois régions : Centre (87 cas, 3 décès), Littoral (38 cas) et Sud (7 cas)."
    )
    figures = find_figures(Document("d1", text=text, language="fr"))
    assert [figure.place.admin1_code for figure in figures] == ["CM-CE", "CM-CE", "CM-LT", "CM-SU"]
    text = "Au Maroc, la province d'Al-Haouz est la plus touchée avec 1 643 décès, devant Taroudant (976)."
    figures = find_figures(Document("d1", text=text, language="fr"))
    assert [figure.place.admin1_code for figure in figures] == ["MA-07", "MA-09"]


def test_the_town_a_dispatch_is_written_in_is_not_that_of_the_event() -> None:
    """Another place of the sentence counts before it, however far behind."""
    text = (
        "Bamako (Mali) - Au moins 43 villageois, dont onze femmes et sept enfants, ont été tués dans une attaque "
        "de rebelles présumés dans le cercle de Bandiagara."
    )
    codes = {figure.place.admin1_code for figure in find_figures(Document("d1", text=text, language="fr"))}
    assert codes == {"ML-5"}


def test_a_preposition_ties_a_place_to_the_number_before_it() -> None:
    """In a list "1 500 au Niger" has a place of its own."""
    text = "Elles ont touché 6 200 habitants, dont 1 900 au Tchad, 1 500 au Niger et 1 300 au Nigeria."
    figures = find_figures(Document("d1", text=text, language="fr"))
    assert [figure.place.location_code for figure in figures[1:]] == ["TCD", "NER", "NGA"]


def test_says_what_kind_of_count_it_is() -> None:
    """The words "au 31 mars" make a stock, "depuis janvier" cumulates, people who fled are a flow."""
    assert figure("Le pays compte 12 000 déplacés internes au 31 mars 2021.").measure is Measure.STOCK
    assert figure("Les violences ont fait 212 morts depuis janvier 2021.").measure is Measure.CUMULATIVE
    assert figure("Quelque 12 000 personnes ont fui en mars 2021.").measure is Measure.FLOW


def test_a_contraction_does_not_move_the_quote() -> None:
    """The elided article is a token of its own, and every offset still counts in the text."""
    text = "L'attaque d'hier a tué 12 civils."
    tokens = sentences(text)[0].tokens
    assert tokens.norms[:4] == ["le", "attaque", "de", "hier"]
    assert [text[start:end] for start, end in zip(tokens.starts, tokens.ends, strict=True)] == tokens.texts
