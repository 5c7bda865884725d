"""Numbers are read as they are written, in digits and in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.extract.match import load_vocabulary
from dashboard.extract.numbers import find_numbers
from dashboard.extract.segment import find_sentences
from dashboard.extract.values import parse_number
from dashboard.model import Quantifier, Quantity
from tests.unit.extract.number_writers import (
    LANGUAGES,
    LOCALES,
    MARKS,
    in_digits,
    in_locale_digits,
    in_locale_scale,
    in_words,
)

SCALES = {
    "en": {
        "million": 10**6,
        "m": 10**6,
        "thousand": 10**3,
        "k": 10**3,
        "lakh": 10**5,
        "crore": 10**7,
        "billion": 10**9,
    },
    "fr": {"million": 10**6, "millions": 10**6, "mille": 10**3, "milliers": 10**3, "milliard": 10**9, "k": 10**3},
    "es": {"millón": 10**6, "millones": 10**6, "mil": 10**3, "k": 10**3},
}
# A pattern, the numbers' unit, and a word that must not be taken for a part of it.
RANGES = {
    "en": ["between {} and {} people", "{}-{} people", "{} – {} people", "{} to {} people", "some {} or {} people"],
    "fr": [
        "entre {} et {} personnes",
        "{}-{} personnes",
        "{} – {} personnes",
        "de {} à {} personnes",
        "{} ou {} morts",
    ],
    "es": ["entre {} y {} personas", "{}-{} personas", "{} – {} personas", "de {} a {} personas", "{} o {} muertos"],
}
NOUNS = {"en": "people", "fr": "personnes", "es": "personas"}
ORDINALS = {"en": ["{}th", "{}nd", "{}st"], "fr": ["{}e", "{}ème", "{}ième"], "es": ["{}º", "{}ª", "{}.º"]}
languages = pytest.mark.parametrize("language", LANGUAGES)


def read(text: str, language: str = "en") -> list[Quantity]:
    """Return the quantities of a one-sentence text."""
    vocabulary = load_vocabulary(language)
    (sentence,) = find_sentences(text, vocabulary.contractions)
    return [number.quantity for number in find_numbers(sentence, vocabulary)]


def value_of(text: str, language: str) -> float | None:
    """Return the value of a text that is a number from end to end."""
    vocabulary = load_vocabulary(language)
    (sentence,) = find_sentences(text, vocabulary.contractions)
    value, end = parse_number(sentence.tokens, 0, vocabulary.words) or (None, None)
    return value if end == len(sentence.tokens) else None


@languages
@given(number=st.integers(2, 99) | st.integers(2, 999_999_999))
def test_words_are_read_back(language: str, number: int) -> None:
    """A number written in words has its own value."""
    assert value_of(in_words(number, language), language) == number


@languages
@given(number=st.integers(0, 999_999_999), mark=st.sampled_from(MARKS))
def test_any_mark_groups_thousands(language: str, number: int, mark: str) -> None:
    """85,000, 85.000, 85 000 and 85'000 are one number in every language, whichever blank is printed."""
    assert value_of(in_digits(number, mark), language) == number


@languages
@given(number=st.integers(0, 999_999_999), choice=st.integers(0, 3))
def test_digits_of_a_country_are_read_back(language: str, number: int, choice: int) -> None:
    """Each country's way to write digits is read."""
    assert value_of(in_locale_digits(number, LOCALES[language][choice]), language) == number


@languages
@given(tenths=st.integers(10, 9_999), size=st.sampled_from([10**3, 10**6]), choice=st.integers(0, 2))
def test_scales_of_a_country_are_read_back(language: str, tenths: int, size: int, choice: int) -> None:
    """Each country's "1.2 million" is read."""
    text = in_locale_scale(tenths, size, LOCALES[language][choice])
    assert value_of(text, language) == pytest.approx(tenths * size // 10, abs=size / 10)


@languages
@given(st.data(), st.integers(1, 999), st.integers(0, 9), st.sampled_from(",."), st.sampled_from(["", " ", "-"]))
def test_scales_multiply(language: str, data: st.DataObject, whole: int, tenth: int, mark: str, joint: str) -> None:
    """1.2 million and 1,2-million are 1,200,000."""
    scale, size = data.draw(st.sampled_from(sorted(SCALES[language].items())))
    text = f"{whole}{mark}{tenth}{joint if len(scale) > 1 else ''}{scale}"
    assert value_of(text, language) == pytest.approx((whole + tenth / 10) * size)


@languages
@given(st.integers(1, 99), st.integers(100, 999), st.booleans())
def test_a_rest_is_added(language: str, millions: int, thousands: int, is_spelt: bool) -> None:
    """1 million 200 thousand is 1,200,000, in digits and in words."""
    names = {"en": ("million", "thousand"), "fr": ("millions", "mille"), "es": ("millones", "mil")}[language]
    count = in_words(thousands, language) if is_spelt else str(thousands)
    assert value_of(f"{millions} {names[0]} {count} {names[1]}", language) == millions * 10**6 + thousands * 1_000


@languages
@given(st.data(), st.integers(2, 9_999), st.integers(1, 9_999), st.booleans())
def test_ranges_keep_both_ends(language: str, data: st.DataObject, low: int, more: int, is_spelt: bool) -> None:
    """Of "between 12 and 15" there are bounds and no best value, however it is written."""
    pattern = data.draw(st.sampled_from(RANGES[language]))
    is_spelt &= "-" not in pattern
    high = low + more
    if any(low * scale <= high and high % scale == 0 for scale in (100, 1_000)):  # "5-12,000", "two to three hundred"
        high += 1
    written = [in_words(end, language) if is_spelt else in_digits(end, ",") for end in (low, high)]
    assert read(pattern.format(*written), language) == [Quantity(None, low, high, Quantifier.BETWEEN)]


@languages
@given(st.data(), st.integers(2, 999_999), st.booleans())
def test_every_hedge_keeps_the_number(language: str, data: st.DataObject, number: int, is_spelt: bool) -> None:
    """Each hedge of the lexicon gives its quantifier to a number in digits and in words."""
    words = load_vocabulary(language).words
    form, quantifier = data.draw(st.sampled_from(sorted(words.hedges.items())))
    written = in_words(number, language) if is_spelt else in_digits(number, ",")
    (quantity,) = read(f"{form} {written} {NOUNS[language]}", language)
    assert (quantity.value, quantity.quantifier) == (number, quantifier)


@languages
def test_every_vague_count_has_its_bounds(language: str) -> None:
    """Each vague form of the lexicon is found whole, each round noun is about its number."""
    words = load_vocabulary(language).words
    vague = {form: [Quantity(None, *bounds, Quantifier.VAGUE)] for form, bounds in words.vague.items()}
    about = {form: [Quantity(value, quantifier=Quantifier.APPROXIMATELY)] for form, value in words.round.items()}
    assert {form: read(form, language) for form in vague} == vague
    assert {form: read(form, language) for form in about} == about


@languages
@given(st.data(), st.integers(2, 999))
def test_ordinals_count_nothing(language: str, data: st.DataObject, number: int) -> None:
    """The 2nd battalion is not two battalions."""
    assert read(data.draw(st.sampled_from(ORDINALS[language])).format(number), language) == []


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "half-a-million people", Quantity(500_000)),
        ("en", "1½ million people", Quantity(1_500_000)),
        ("en", "1 1/2 million people", Quantity(1_500_000)),
        ("en", "three quarters of a million people", Quantity(750_000)),
        ("en", "half a dozen people", Quantity(6, 6, 6, Quantifier.EXACT)),
        ("en", "a half-dozen people", Quantity(6, 6, 6, Quantifier.EXACT)),
        ("en", "10-15,000 people", Quantity(None, 10_000, 15_000, Quantifier.BETWEEN)),
        ("en", "between one hundred and two hundred people", Quantity(None, 100, 200, Quantifier.BETWEEN)),
        ("en", "between two hundred and one thousand people", Quantity(None, 200, 1_000, Quantifier.BETWEEN)),
        ("en", "hundreds, if not thousands, of people", Quantity(None, 200, 9_999, Quantifier.VAGUE)),
        ("en", "12 (twelve) people", Quantity(12, 12, 12, Quantifier.EXACT)),
        ("en", "3.4 M people", Quantity(3_400_000)),
        ("fr", "un demi-million de personnes", Quantity(500_000)),
        ("fr", "deux millions et demi de personnes", Quantity(2_500_000)),
        ("fr", "un quart de million de personnes", Quantity(250_000)),
        ("fr", "une demi-douzaine de personnes", Quantity(6, 6, 6, Quantifier.EXACT)),
        ("fr", "trois douzaines de personnes", Quantity(36, 36, 36, Quantifier.EXACT)),
        ("fr", "des centaines, voire des milliers de personnes", Quantity(None, 200, 9_999, Quantifier.VAGUE)),
        ("fr", "une ou deux personnes", Quantity(None, 1, 2, Quantifier.BETWEEN)),
        ("fr", "douze (12) personnes", Quantity(12, 12, 12, Quantifier.EXACT)),
        ("fr", "300 et quelques personnes", Quantity(300, 300, None, Quantifier.MORE_THAN)),
        ("fr", "3,4 M de personnes", Quantity(3_400_000)),
        ("es", "medio millón de personas", Quantity(500_000)),
        ("es", "un millón y medio de personas", Quantity(1_500_000)),
        ("es", "tres cuartos de millón de personas", Quantity(750_000)),
        ("es", "media docena de personas", Quantity(6, 6, 6, Quantifier.EXACT)),
        ("es", "un millar de personas", Quantity(1_000, quantifier=Quantifier.APPROXIMATELY)),
        ("es", "cientos, si no miles, de personas", Quantity(None, 200, 9_999, Quantifier.VAGUE)),
        ("es", "1'234.567 personas", Quantity(1_234_567, 1_234_567, 1_234_567, Quantifier.EXACT)),
        ("es", "12 mil 500 personas", Quantity(12_500)),
        ("es", "entre mil y dos mil personas", Quantity(None, 1_000, 2_000, Quantifier.BETWEEN)),
    ],
)
def test_halves_parts_and_twice_written(language: str, text: str, expected: Quantity) -> None:
    """Parts of a scale, round nouns, vague ranges, and numbers given in words and digits."""
    assert read(text, language) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12 people", Quantity(12, 12, 12, Quantifier.EXACT)),
        ("400 people", Quantity(400)),
        ("at least 12", Quantity(12, 12, None, Quantifier.AT_LEAST)),
        ("more than 400", Quantity(400, 400, None, Quantifier.MORE_THAN)),
        ("up to 400", Quantity(400, None, 400, Quantifier.AT_MOST)),
        ("fewer than 30", Quantity(30, None, 30, Quantifier.LESS_THAN)),
        ("nearly 30", Quantity(30, None, 30, Quantifier.APPROXIMATELY)),
        ("about 30", Quantity(30, None, None, Quantifier.APPROXIMATELY)),
        ("at least another 12", Quantity(12, 12, None, Quantifier.AT_LEAST)),
        ("some 20–30", Quantity(None, 20, 30, Quantifier.BETWEEN)),
        ("1.5 to 2 million", Quantity(None, 1_500_000, 2_000_000, Quantifier.BETWEEN)),
        ("two to three hundred thousand", Quantity(None, 200_000, 300_000, Quantifier.BETWEEN)),
        ("between two and three thousand four hundred", Quantity(None, 2, 3_400, Quantifier.BETWEEN)),
        ("dozens", Quantity(None, 24, 99, Quantifier.VAGUE)),
        ("tens of thousands", Quantity(None, 20_000, 99_999, Quantifier.VAGUE)),
        ("half a million", Quantity(500_000)),
        ("two and a half million", Quantity(2_500_000)),
        ("a million and a half", Quantity(1_500_000)),
        ("100-plus", Quantity(100, 100, None, Quantifier.AT_LEAST)),
        ("no fewer than twelve", Quantity(12, 12, None, Quantifier.AT_LEAST)),
        ("no casualties", Quantity(0, 0, 0, Quantifier.EXACT)),
    ],
)
def test_hedges_set_the_bounds(text: str, expected: Quantity) -> None:
    """Value and bounds say what the text says, no more."""
    assert [expected] == read(text)


@pytest.mark.parametrize(
    "text",
    [
        "12%", "12 percent", "$12 million", "US$ 12", "12 euros", "2nd", "16-year-old", "AK-47", "M23", "11:30", "5 am",
        "one in ten", "2 out of 3", "Route 66", "Resolution 2391", "No. 5", "aged 12", "10 km", "7.8", "12-member",
        "12.5.2015", "3/4", "per 1,000", "one in every ten", "one third", "ages 19 and 24", "Articles 12, 14",
    ],
)  # fmt: skip
def test_what_counts_nothing_is_left_out(text: str) -> None:
    """Money, shares, ordinals, ages, times, names and distances are no counts."""
    assert read(text) == []


def test_a_rise_is_no_range() -> None:
    """After a verb of change "from 30 to 45" gives both numbers."""
    assert [quantity.value for quantity in read("rose from 30 to 45")] == [30, 45]
