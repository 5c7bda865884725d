"""Writers of numbers, each independent of the lexicons: what they write must be read back.

Words follow the spelling of the grammars (English with "and", French with hyphens below a
hundred, Spanish with "y" between tens and ones); digits are those of Unicode's locale data.
"""

from collections.abc import Callable, Mapping

from babel.numbers import format_compact_decimal, format_decimal

LANGUAGES = ("en", "fr", "es")
MARKS = (",", ".", " ", "\u00a0", "\u2009", "\u202f", "'", "\u2019")
LOCALES = {
    "en": ("en", "en_IN", "en_ZA", "de_CH"),
    "fr": ("fr", "fr_CA", "fr_CH", "de_CH"),
    "es": ("es", "es_MX", "es_CO", "pt"),
}
# fmt: off
_EN_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)
_EN_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_FR_ONES = (
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize",
    "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf",
)
_FR_TENS = ("", "", "vingt", "trente", "quarante", "cinquante", "soixante")
_ES_ONES = (
    "cero", "un", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once", "doce", "trece",
    "catorce", "quince", "dieciséis", "diecisiete", "dieciocho", "diecinueve", "veinte", "veintiún", "veintidós",
    "veintitrés", "veinticuatro", "veinticinco", "veintiséis", "veintisiete", "veintiocho", "veintinueve",
)
_ES_TENS = ("", "", "", "treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa")
_ES_HUNDREDS = (
    "", "ciento", "doscientos", "trescientos", "cuatrocientos", "quinientos", "seiscientos", "setecientos",
    "ochocientos", "novecientos",
)
# fmt: on


def in_digits(number: int, mark: str) -> str:
    """Write a number in digits with a mark between thousands."""
    return f"{number:,}".replace(",", mark)


def in_locale_digits(number: int, locale: str) -> str:
    """Write a number in digits as a country does: 12,34,567 in India."""
    return format_decimal(number, locale=locale)


def in_locale_scale(tenths: int, size: int, locale: str) -> str:
    """Write a number with one decimal and a scale word as a country does: "1,2 millones"."""
    return format_compact_decimal(tenths * size // 10, format_type="long", locale=locale, fraction_digits=1)


def in_words(number: int, language: str) -> str:
    """Write a number from 1 to 999,999,999 in the words of a language."""
    return _WRITERS[language](number)


def _in_english(number: int) -> str:
    for size, name, joint in ((10**6, "million", " "), (1_000, "thousand", " "), (100, "hundred", " and ")):
        if number >= size:
            rest = number % size
            return f"{_in_english(number // size)} {name}" + (f"{joint}{_in_english(rest)}" if rest else "")
    if number < 20:
        return _EN_ONES[number]
    return _EN_TENS[number // 10] + (f"-{_EN_ONES[number % 10]}" if number % 10 else "")


def _in_french(number: int) -> str:
    for size, name in ((10**6, "million"), (1_000, "mille"), (100, "cent")):
        if number >= size:
            times, rest = divmod(number, size)
            is_bare = times == 1 and size < 10**6
            ending = "s" if times > 1 and (size == 10**6 or (size == 100 and not rest)) else ""
            words = name if is_bare else f"{_in_french(times)} {name}{ending}"
            return words + (f" {_in_french(rest)}" if rest else "")
    if number < 20:
        return _FR_ONES[number]
    if number < 70:
        return _behind_tens(_FR_TENS[number // 10], number % 10)
    if number < 80:
        return _behind_tens("soixante", number - 60)
    return "quatre-vingts" if number == 80 else f"quatre-vingt-{_FR_ONES[number - 80]}"


def _behind_tens(tens: str, rest: int) -> str:
    joint = " et " if rest in (1, 11) else "-"
    return f"{tens}{joint}{_FR_ONES[rest]}" if rest else tens


def _in_spanish(number: int) -> str:
    if number >= 10**6:
        times, rest = divmod(number, 10**6)
        words = "un millón" if times == 1 else f"{_in_spanish(times)} millones"
        return words + (f" {_in_spanish(rest)}" if rest else "")
    if number >= 1_000:
        times, rest = divmod(number, 1_000)
        words = "mil" if times == 1 else f"{_in_spanish(times)} mil"
        return words + (f" {_in_spanish(rest)}" if rest else "")
    if number >= 100:
        if number == 100:
            return "cien"
        return _ES_HUNDREDS[number // 100] + (f" {_in_spanish(number % 100)}" if number % 100 else "")
    if number < 30:
        return _ES_ONES[number]
    return _ES_TENS[number // 10] + (f" y {_ES_ONES[number % 10]}" if number % 10 else "")


_WRITERS: Mapping[str, Callable[[int], str]] = {"en": _in_english, "fr": _in_french, "es": _in_spanish}
