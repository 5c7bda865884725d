"""Telling the language of a text by its small words."""

from collections import Counter
from pathlib import Path

import pytest

from dashboard.documents import detect_language

SENTENCES = {
    "en": "At least 400 people were killed and thousands of families have fled to the south, officials said.",
    "fr": "Au moins 400 personnes ont été tuées et des milliers de familles ont fui vers le sud, selon les autorités.",
    "es": "Al menos 400 personas murieron y miles de familias han huido hacia el sur, según las autoridades.",
    "pt": "Pelo menos 400 pessoas foram mortas e milhares de famílias fugiram para o sul, segundo as autoridades.",
    "it": "Almeno 400 persone sono state uccise e migliaia di famiglie sono fuggite, hanno detto le autorità.",
    "de": "Mindestens 400 Menschen wurden getötet und tausende Familien sind nach Angaben der Behörden geflohen.",
}


@pytest.mark.parametrize(("code", "sentence"), SENTENCES.items())
def test_one_sentence_is_enough(code: str, sentence: str) -> None:
    """A sentence of a report tells its language."""
    assert code == detect_language(sentence)


@pytest.mark.parametrize(("code", "sentence"), SENTENCES.items())
def test_capitals_do_not_matter(code: str, sentence: str) -> None:
    """Old wire reports are written in capital letters."""
    assert code == detect_language(sentence.upper())


@pytest.mark.parametrize("text", ["", "12 000", "Ménaka, Gao, Mopti", "قتل أكثر من ثلاثين شخصا", "le", "x " * 5000])
def test_unsure(text: str) -> None:
    """Where nothing tells, nothing is claimed."""
    assert detect_language(text) is None


def test_two_languages_in_equal_parts() -> None:
    """Half English, half French is neither."""
    assert detect_language(" ".join([SENTENCES["en"], SENTENCES["fr"]] * 5)) is None


HEADLINES = {
    "en": ["Mali attack kills 12", "At least 12 dead in floods", "Death toll rises to 45", "Displaced persons: 4,500"],
    "fr": ["Au moins 12 morts à Gao", "Bilan : 45 morts", "Personnes déplacées : 4 500", "12 tués et 7 blessés"],
    "es": [
        "Al menos 12 muertos",
        "Sube a 45 la cifra de muertos",
        "Personas desplazadas: 4.500",
        "12 muertos y 7 heridos",
    ],
    "pt": ["Pelo menos 45 mortos nas enchentes", "12 pessoas deslocadas"],
    "it": ["Almeno 12 morti", "45 feriti e 3 dispersi"],
    "de": ["45 Tote und 7 Verletzte"],
    "ca": ["Almenys 12 persones han mort en un atac i 7 han resultat ferides"],
    "nl": ["Zeker 12 mensen zijn gedood bij een aanval en 7 gewonden"],
    "ro": ["Cel puțin 12 persoane au fost ucise în atac"],
}


@pytest.mark.parametrize(("code", "headline"), [(code, text) for code, texts in HEADLINES.items() for text in texts])
def test_a_headline_is_enough(code: str, headline: str) -> None:
    """The words of the field tell a language where there are no small words."""
    assert code == detect_language(headline)


def test_the_title_helps_a_short_text() -> None:
    """What a few figures do not tell, the title does; a text that tells it itself is not overruled."""
    assert detect_language("Gao: 12; Mopti: 7", title="Le bilan de l'attaque") == "fr"
    assert detect_language(SENTENCES["es"], title="Le bilan de l'attaque") == "es"


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("fr", f"{SENTENCES['fr']} « We are deeply concerned », a déclaré un responsable de Human Rights Watch."),
        ("en", "Médecins Sans Frontières said that 12 people had died at the Hôpital de la Paix in Gao."),
        ("es", f"{SENTENCES['es']} El portavoz citó un informe de The Guardian: “Hundreds of families left”."),
    ],
)
def test_quotes_and_names_in_another_language(code: str, text: str) -> None:
    """A text is in the language that most of it is written in."""
    assert code == detect_language(text)


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_the_examples_are_never_taken_for_another_language(language: str) -> None:
    """A single sentence is told rightly, or not at all."""
    tables = (Path(__file__).parents[2] / "examples" / language).glob("*.txt")
    lines = [line for table in tables for line in table.read_text(encoding="utf-8").splitlines()]
    sentences = [line for line in lines if line.strip() and not line.startswith(("#", "    "))]
    told = Counter(detect_language(sentence) for sentence in sentences)
    assert told.keys() <= {language, None}
    assert told[language] > 0.8 * told.total()
