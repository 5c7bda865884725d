"""Spanish is read as English is: its numbers, its dates, its speakers."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.extract import find_figures
from dashboard.extract.match import load_vocabulary
from dashboard.extract.numbers import find_numbers
from dashboard.extract.periods import PeriodReader
from dashboard.extract.segment import Sentence, find_sentences
from dashboard.extract.values import parse_digits, parse_number
from dashboard.model import Document, Measure, Period, Quantifier, Quantity

SPANISH = load_vocabulary("es")


def sentence_of(text: str) -> Sentence:
    """Return the one sentence of a text."""
    return find_sentences(text, SPANISH.contractions)[0]


def read(text: str) -> list[Quantity]:
    """Return the quantities of a one-sentence text."""
    return [number.quantity for number in find_numbers(sentence_of(text), SPANISH)]


@given(st.integers(1, 999), st.integers(1, 9), st.sampled_from(["millones", "millón"]))
def test_a_comma_is_a_decimal_mark(whole: int, tenth: int, scale: str) -> None:
    """1,2 millones is 1,200,000."""
    tokens = sentence_of(f"{whole},{tenth} {scale}").tokens
    assert parse_number(tokens, 0, SPANISH.words) == (whole * 1_000_000 + tenth * 100_000, 2)


def test_three_decimals_before_a_scale() -> None:
    """Of 1,250 the comma groups thousands; before "millones" it is a decimal mark."""
    assert [parse_digits("1,250", ",", is_scaled=is_scaled) for is_scaled in (False, True)] == [1_250, 1.25]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12 personas", Quantity(12, 12, 12, Quantifier.EXACT)),
        ("400 personas", Quantity(400)),
        ("al menos 12", Quantity(12, 12, None, Quantifier.AT_LEAST)),
        ("por lo menos otros 12", Quantity(12, 12, None, Quantifier.AT_LEAST)),
        ("no menos de doce", Quantity(12, 12, None, Quantifier.AT_LEAST)),
        ("más de 400", Quantity(400, 400, None, Quantifier.MORE_THAN)),
        ("hasta 400", Quantity(400, None, 400, Quantifier.AT_MOST)),
        ("menos de 30", Quantity(30, None, 30, Quantifier.LESS_THAN)),
        ("casi 30", Quantity(30, None, 30, Quantifier.APPROXIMATELY)),
        ("cerca de 30", Quantity(30, None, 30, Quantifier.APPROXIMATELY)),
        ("unos 30", Quantity(30, None, None, Quantifier.APPROXIMATELY)),
        ("alrededor de 30", Quantity(30, None, None, Quantifier.APPROXIMATELY)),
        ("30 o más", Quantity(30, 30, None, Quantifier.AT_LEAST)),
        ("decenas", Quantity(None, 20, 99, Quantifier.VAGUE)),
        ("varios cientos", Quantity(None, 300, 999, Quantifier.VAGUE)),
        ("decenas de miles", Quantity(None, 20_000, 99_999, Quantifier.VAGUE)),
        ("cientos de miles", Quantity(None, 200_000, 999_999, Quantifier.VAGUE)),
        ("un centenar", Quantity(100, None, None, Quantifier.APPROXIMATELY)),
        ("más de un millar", Quantity(1_000, 1_000, None, Quantifier.MORE_THAN)),
        ("una docena", Quantity(12, 12, 12, Quantifier.EXACT)),
        ("medio millón", Quantity(500_000)),
        ("un millón y medio", Quantity(1_500_000)),
        ("dos millones y medio", Quantity(2_500_000)),
        ("3 mil", Quantity(3_000)),
        ("doscientas mil", Quantity(200_000)),
        ("1,5 a 2 millones", Quantity(None, 1_500_000, 2_000_000, Quantifier.BETWEEN)),
        ("siete u ocho", Quantity(None, 7, 8, Quantifier.BETWEEN)),
        ("no hubo víctimas", Quantity(0, 0, 0, Quantifier.EXACT)),
    ],
)
def test_hedges_set_the_bounds(text: str, expected: Quantity) -> None:
    """Value and bounds say what the text says, no more."""
    assert read(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "12 %", "12 por ciento", "sesenta por ciento", "12 millones de dólares", "12 euros", "artículo 12", "2.º",
        "AK-47", "11:30", "uno de cada diez", "dos de cada tres", "resolución 2391", "12 años", "10 km", "7,8",
        "tres días", "a las 5 de la tarde", "los años 90", "3/4", "de 8 y 10 años", "120 mm", "1.000 millones de pesos",
    ],
)  # fmt: skip
def test_what_counts_nothing_is_left_out(text: str) -> None:
    """Money, shares, ordinals, ages, times, names and distances are no counts."""
    assert read(text) == []


def test_a_rise_is_no_range() -> None:
    """After a verb of change "de 30 a 45" gives both numbers."""
    assert [quantity.value for quantity in read("el balance subió de 30 a 45")] == [30, 45]


def periods_of(text: str) -> list[str]:
    """Return the dates of a one-sentence text of 12 January 2022 as first and last day."""
    reader = PeriodReader("es", Period.of_day(date(2022, 1, 12)))
    found = [span.period for span in reader.find(sentence_of(text))]
    return [f"{period.start}/{period.end}" if period else "unknown" for period in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("el 23 de marzo de 2021", "2021-03-23/2021-03-23"),
        ("el 1.º de mayo de 2021", "2021-05-01/2021-05-01"),
        ("el martes 11 de enero de 2021", "2021-01-11/2021-01-11"),
        ("en marzo del 2021", "2021-03-01/2021-03-31"),
        ("entre el 12 y el 15 de marzo de 2021", "2021-03-12/2021-03-15"),
        ("del 12 al 15 de marzo de 2021", "2021-03-12/2021-03-15"),
        ("entre enero y marzo de 2021", "2021-01-01/2021-03-31"),
        ("de 2012 a 2014", "2012-01-01/2014-12-31"),
        ("en el primer semestre de 2021", "2021-01-01/2021-06-30"),
        ("en el segundo trimestre de 2021", "2021-04-01/2021-06-30"),
        ("en los primeros seis meses de 2021", "2021-01-01/2021-06-30"),
        ("a finales de 2021", "2021-12-31/2021-12-31"),
        ("desde el 7 de octubre de 2021", "2021-10-07/2022-01-12"),
        ("el 23/03/2021", "2021-03-23/2021-03-23"),
        ("el lunes", "2022-01-10/2022-01-10"),
        ("ayer", "2022-01-11/2022-01-11"),
        ("la semana pasada", "2022-01-03/2022-01-09"),
        ("el mes pasado", "2021-12-01/2021-12-31"),
        ("el pasado mes de noviembre", "2021-11-01/2021-11-30"),
        ("el año pasado", "2021-01-01/2021-12-31"),
        ("en lo que va de año", "2022-01-01/2022-01-12"),
        ("en lo corrido del año", "2022-01-01/2022-01-12"),
        ("en lo corrido de 2021", "2021-01-01/2022-01-12"),
        ("en los primeros cuatro meses del año", "2021-01-01/2021-04-30"),
        ("en el primer semestre del año", "2021-01-01/2021-06-30"),
        ("entre el 28 de agosto y el 3 de septiembre de 2021", "2021-08-28/2021-09-03"),
        ("en todo 2021", "2021-01-01/2021-12-31"),
        ("en la primera quincena de marzo de 2021", "2021-03-01/2021-03-15"),
        ("desde mediados de junio de 2021", "2021-06-15/2022-01-12"),
        ("en septiembre del año pasado", "2021-09-01/2021-09-30"),
        ("en los últimos tres días", "2022-01-09/2022-01-12"),
        ("hace tres días", "2022-01-09/2022-01-09"),
        ("durante el fin de semana", "2022-01-08/2022-01-09"),
        ("el 23 de marzo", "2021-03-23/2021-03-23"),
    ],
)
def test_dates_are_spans_of_days(text: str, expected: str) -> None:
    """A date is the days it means, seen from the publication where it does not say the year."""
    assert periods_of(f"Murieron {text}.") == [expected]


MONTHS = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre",
    "diciembre",
)  # fmt: skip


@given(st.dates(date(1950, 1, 1), date(2049, 12, 31)))
def test_every_printed_day_is_read_back(day: date) -> None:
    """Format and read are inverse for every day."""
    assert periods_of(f"Huyeron el {day.day} de {MONTHS[day.month - 1]} de {day.year}.") == [f"{day}/{day}"]


@pytest.mark.parametrize("text", ["Unas 2000 familias huyeron.", "Ninguna fecha aquí.", "En el este del país."])
def test_counts_and_words_are_no_dates(text: str) -> None:
    """Four digits before a noun are a count; "este" is also the east."""
    assert periods_of(text) == []


def reporters_of(text: str) -> list[str | None]:
    """Return who says each figure of a text."""
    return [figure.reporter for figure in find_figures(Document("d1", text=text, language="es"))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Al menos 12 personas murieron, según Acnur.", "UNHCR"),
        ("De acuerdo con la Agencia de la ONU para los Refugiados, 12 personas murieron.", "UNHCR"),
        ("Unicef dijo que 12 niños murieron.", "UNICEF"),
        ("Al menos 12 personas murieron, informó el Consejo Noruego para los Refugiados.", "Norwegian Refugee Council"),
        ("«Al menos 12 personas murieron», dijo Human Rights Watch.", "Human Rights Watch"),
        ("Al menos 12 personas murieron, dijo Ada Díaz, portavoz de ACNUR.", "UNHCR"),
        ("La OMS informó este martes de 12 casos de cólera.", "WHO"),
        ("El Gobierno de Níger anunció la muerte de 12 personas.", "Government of Niger"),
        ("El ejército maliense dijo que 12 personas murieron.", "Armed forces of Mali"),
        ("Unas 12 personas murieron en Malí, informó el ejército.", "Armed forces of Mali"),
        ("Las autoridades locales informaron de que 12 personas murieron.", "autoridades locales"),
        ("Al menos 12 personas murieron, contaron testigos a Reuters.", "testigos"),
        ("La Comisión de Ancianos dijo que 12 personas murieron.", "Comisión de Ancianos"),
        ("ACNUR dijo que el campamento estaba lleno. La agencia añadió que 12 personas murieron.", "UNHCR"),
        ("El campamento está lleno, dijo ACNUR. También señaló que 12 personas murieron.", "UNHCR"),
        ("Murieron 12 personas en El Oro, informó la Secretaría de Riesgos.", "Secretaría de Riesgos"),
        ("Unas 12 personas padecen hambre, de acuerdo con la CIF.", "IPC"),
        ("El municipio de Argelia, en el Cauca, reporta 12 desplazados.", None),
        ("ACNUR pidió ayuda. La agencia reiteró que 12 personas murieron.", "UNHCR"),
        ("La Paz registra 12 fallecidos.", None),
        ("Se reportaron 12 muertos.", None),
        ("Al menos 12 personas murieron.", None),
    ],
)
def test_finds_the_speaker(text: str, expected: str | None) -> None:
    """The speaker may stand behind the verb, or be left out."""
    assert reporters_of(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Unas 45.000 personas fueron desplazadas desde enero.", Measure.CUMULATIVE),
        ("Unas 45.000 personas fueron desplazadas en enero.", Measure.FLOW),
        ("Hay 45.000 refugiados en Chad.", Measure.STOCK),
        ("En julio llegaron 2.345 nuevos refugiados.", Measure.FLOW),
    ],
)
def test_small_words_tell_the_measure(text: str, expected: Measure) -> None:
    """A start adds up, "nuevos" came during the period, the rest were there on the day."""
    assert [figure.measure for figure in find_figures(Document("d1", text=text, language="es"))] == [expected]


@pytest.mark.parametrize(
    ("text", "place", "admin1"),
    [
        ("Murieron 12 personas en la región de Mopti, en el centro de Malí.", "MLI", "ML-5"),
        ("Los combates en Jartum mataron a 12 personas.", "SDN", "SD-KH"),
        ("Unas 12 personas murieron en el departamento de Chocó, Colombia.", "COL", "CO-CHO"),
        ("Unas 2.000 personas cruzaron la frontera de Etiopía a Sudán.", "SDN", None),
        ("El Gobierno de Malí dijo que 12 personas murieron en Níger.", "NER", None),
    ],
)
def test_places_have_spanish_names(text: str, place: str, admin1: str | None) -> None:
    """Countries, areas and towns are known by their Spanish names and prepositions."""
    found = [
        (f.place.location_code, f.place.admin1_code) for f in find_figures(Document("d", text=text, language="es"))
    ]
    assert found == [(place, admin1)]


def test_a_common_word_that_opens_a_line_with_its_count_is_an_area() -> None:
    """As a label "La Libertad" is a name, elsewhere it needs a preposition."""
    text = "Perú: damnificados por departamento\n- La Libertad: 7.115 damnificados\n- Ica: 3.460 damnificados"
    codes = [f.place.admin1_code for f in find_figures(Document("d", text=text, language="es"))]
    assert codes == ["PE-LAL", "PE-ICA"]
