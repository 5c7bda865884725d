"""Who says a figure is found in the text, and is seldom the publisher."""

import pytest

from dashboard.extract.context import Context
from dashboard.extract.segment import find_sentences
from dashboard.model import Document
from dashboard.reference.lexicon import load_lexicon


def read(text: str, number: str = "12", publisher: str | None = None) -> str | None:
    """Return the reporter of the first ``number`` in a text."""
    sentences = find_sentences(text)
    context = Context(Document("d1", publisher=publisher, text=text), sentences, load_lexicon("en"))
    start = text.index(number)
    sentence = next(sentence for sentence in sentences if sentence.start <= start < sentence.end)
    return context.reporter(sentence, start, start + len(number))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("At least 12 people died, according to UNHCR.", "UNHCR"),
        ("According to the UN refugee agency, 12 people died.", "UNHCR"),
        ("UNICEF said that 12 children died.", "UNICEF"),
        ("At least 12 people died, the Norwegian Refugee Council reported.", "Norwegian Refugee Council"),
        ('"At least 12 people died," said Human Rights Watch.', "Human Rights Watch"),
        ("Figures from OCHA show that 12 people died.", "OCHA"),
        ("The UN mission in Mali says 12 people died.", "MINUSMA"),
        ("At least 12 died, according to the state's register, CONASUR.", "CONASUR"),
        ("At least 12 died, said Ada Diallo, a spokeswoman for UNHCR.", "UNHCR"),
        ("Mali's government said 12 people died.", "Government of Mali"),
        ("The government of Niger said 12 people died.", "Government of Niger"),
        ("The Malian army said 12 people died.", "Armed forces of Mali"),
        ("Some 12 people died in Mali, the army said.", "Armed forces of Mali"),
        ("Local officials said that 12 people died.", "local officials"),
        ("At least 12 people died, witnesses told Reuters.", "witnesses"),
        ("The Commission of Elders said 12 people died.", "Commission of Elders"),
        ("The civil protection agency said 12 people died.", "civil protection agency"),
        ("Rights groups say 12 people died.", "rights groups"),
        ('"We counted 12 bodies," said Ada Diallo, a driver.', "Ada Diallo"),
        ("A doctor, who was not allowed to speak to the media, said 12 had died.", "doctor"),
        ("Officials spoke first. A rebel group claimed that 12 people had died.", None),
        ("Official figures, printed later, spoke of 12 deaths and 3.9 million refugees.", None),
        ("Central Province has reported 12 deaths.", None),
        ("The authorities first spoke of 12 dead.", "authorities"),
        ("Mudslides have claimed 12 lives.", None),
        ("IOM had 12 people on its register.", "IOM"),
        ("At least 12 people died in May, WHO said.", "WHO"),
        ("At least 12 people died, according to WHO.", "WHO"),
        ("At least 12 people died, according to the head of the camp.", "head"),
        ("At least 12 people died, relatives said.", "relatives"),
        ("Rebels said they had killed 12 soldiers; the defence ministry spoke of 7.", "rebels"),
        ("Fighting has driven 12 people into Sudan's Gedaref and Kassala states by May.", None),
        ("At least 12 people died.", None),
        ("At least 12 deaths were reported.", None),
    ],
)
def test_finds_the_speaker(text: str, expected: str | None) -> None:
    """An organisation has its canonical name, a state's body that of its country, others the printed one."""
    assert read(text) == expected


def test_each_clause_has_its_own_speaker() -> None:
    """The army that speaks in the next clause does not take over the first one's number."""
    text = "Human Rights Watch put the toll at 12, and the army spoke of 30 fighters."
    assert [read(text, number) for number in ("12", "30")] == ["Human Rights Watch", "army"]


@pytest.mark.parametrize("phrase", ["It also said", "The agency said", "The report added"])
def test_a_speaker_is_carried_on(phrase: str) -> None:
    """Words that only point back mean the last speaker."""
    assert read(f"UNHCR said the camp was full. {phrase} 12 people died.") == "UNHCR"


def test_a_body_is_no_person_who_spoke_before() -> None:
    """Nobody takes "the office" for the governor of the sentence before: it is an organisation, or the publisher."""
    text = "The governor said the town was calm. The office counted 12 dead."
    assert read(text, publisher="OHCHR") == "OHCHR"


def test_who_speaks_in_a_hospital_is_no_hospital() -> None:
    """What stands before "he told" is not what points back."""
    text = "The mayor said the town was calm. Another 12 died in hospital, he told reporters."
    assert read(text) == "mayor"


def test_a_relay_gives_way_to_its_source() -> None:
    """What a medium reports from somebody else is that other's figure."""
    assert read("At least 12 people died, the Red Cross told AFP.") == "Red Cross"
    assert read("At least 12 people died, AFP reported.") == "AFP"


def test_an_organisation_that_publishes_speaks_for_itself() -> None:
    """Where the text names nobody, UNHCR's own page is UNHCR's figure; a newspaper's is nobody's."""
    assert read("At least 12 people died.", publisher="UNHCR") == "UNHCR"
    assert read("We have registered 12 people.", publisher="IOM") == "IOM"
    assert read("At least 12 people died.", publisher="France 24") is None
    assert read("At least 12 people died.", publisher="The Daily Nothing") is None
