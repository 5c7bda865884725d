"""Telling the language of a text by its small words."""

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
