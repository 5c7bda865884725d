"""What one language calls things: ``data/lexicon/<language>.toml`` as typed values.

A lexicon is data. A linguist can add a language, or a word to one, without reading code;
this module only says which tables there are and refuses a file that breaks their shape.
How the words are found in a text is the business of ``dashboard.extract``.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from functools import cache
from itertools import chain, product
from typing import Any

from dashboard.model import Indicator, PopulationGroup, Quantifier
from dashboard.reference.resources import DATA

_FOLDER = DATA / "lexicon"
DEFAULT_LANGUAGE = "en"
GAP = " … "
_CHOICE = re.compile(r"[{}]")


class Side(StrEnum):
    """On which side of a trigger the counted people stand.

    ``ATTACHED`` words stand at the number or its noun ("12 dead"), ``TOTAL`` words announce
    a count ("the death toll"), ``NONE`` words count only when there is none of it ("no
    casualties").
    """

    OBJECT = "object"
    SUBJECT = "subject"
    BOTH = "both"
    ATTACHED = "attached"
    TOTAL = "total"
    NONE = "none"


# Lists of a lexicon that stand for two sides: a verb that may also come first ("murieron 12",
# "12 murieron"), and a participle, which is never an active verb ("12 heridos").
_SIDES = {"either": (Side.OBJECT, Side.SUBJECT), "participle": (Side.OBJECT, Side.ATTACHED)}


class NounKind(StrEnum):
    """What a noun names; containers are never counted, whatever the sentence says."""

    PERSON = "person"
    HOUSEHOLD = "household"
    DWELLING = "dwelling"
    INCIDENT = "incident"
    CASE = "case"
    CONTAINER = "container"


@dataclass(frozen=True, slots=True)
class Noun:
    """One form of a noun that may follow a number."""

    form: str
    kind: NounKind
    group: PopulationGroup
    is_plural: bool


@dataclass(frozen=True, slots=True)
class TriggerForm:
    """One form that makes a number a figure of an indicator.

    ``closing`` is the word after the number in a form with a gap ("claimed … lives"),
    otherwise empty.
    """

    form: str
    indicator: Indicator
    side: Side
    closing: str = ""


@dataclass(frozen=True, slots=True)
class NumberWords:
    """How the language writes and hedges numbers.

    ``hedges`` and ``hedges_after`` map a form to its quantifier. ``nearly`` holds the forms
    that make the number an upper bound ("nearly 400"). ``vague`` maps a form to the lowest
    and highest number it stands for, ``vague_joiners`` stand between two of them ("hundreds,
    if not thousands"); ``round`` maps a noun to the number it is about ("une centaine").
    ``pairs`` are two that were named ("both"). Of the ``words`` the longest has
    ``longest_word`` parts; ``joiners`` stand behind scales in a number, ``tens_joiners``
    behind tens too; ``going_on`` is all that may follow the first word of a number.
    ``not_before`` and ``not_after`` stand beside numbers that count nothing.
    """

    decimal_mark: str
    words: Mapping[str, float]
    longest_word: int
    scales: Mapping[str, float]
    fractions: Mapping[str, float]
    articles: frozenset[str]
    pairs: frozenset[str]
    joiners: frozenset[str]
    tens_joiners: frozenset[str]
    going_on: frozenset[str]
    fillers: frozenset[str]
    none: frozenset[str]
    vague: Mapping[str, tuple[float, float]]
    vague_joiners: frozenset[str]
    round: Mapping[str, float]
    hedges: Mapping[str, Quantifier]
    hedges_after: Mapping[str, Quantifier]
    nearly: frozenset[str]
    range_openers: frozenset[str]
    range_joiners: frozenset[str]
    open_range_joiners: frozenset[str]
    not_range_after: frozenset[str]
    not_before: frozenset[str]
    not_after: frozenset[str]
    ratio_joiners: frozenset[str]
    noun_ratio_joiners: frozenset[str]


@dataclass(frozen=True, slots=True)
class Grammar:
    """The small words that show how a number, its noun and a trigger belong together.

    The last ones are for single people without a number: ``known`` ("the", "his") and
    ``titles`` stand before them, ``unnamed`` are nouns that only take up somebody ("the
    victim"), as ``person_pronouns`` do, ``masses`` those that are nobody in particular ("the
    police"); ``settings`` ("where") and ``attempts`` ("tried to") keep a verb from telling
    that something happened; ``open_outcomes`` ("shot") leave open whether somebody lived;
    ``in_hospital`` ("hospitalised") whether somebody is hurt or ill. ``totals`` label the row of a table that sums up.
    """

    be: frozenset[str]
    have: frozenset[str]
    light: frozenset[str]
    prepositions: frozenset[str]
    agent: frozenset[str]
    of: frozenset[str]
    determiners: frozenset[str]
    object_pronouns: frozenset[str]
    definite: frozenset[str]
    clause_openers: frozenset[str]
    pronouns: frozenset[str]
    conjunctions: frozenset[str]
    coordination: frozenset[str]
    same: frozenset[str]
    stops: frozenset[str]
    announce: frozenset[str]
    announce_verbs: frozenset[str]
    announce_nouns: frozenset[str]
    totals: frozenset[str]
    including: frozenset[str]
    share_after: frozenset[str]
    rise: frozenset[str]
    former: frozenset[str]
    former_tolls: frozenset[str]
    goal: frozenset[str]
    bringing: frozenset[str]
    compared: frozenset[str]
    respective: frozenset[str]
    out: frozenset[str]
    excepting: frozenset[str]
    among: frozenset[str]
    list_prepositions: frozenset[str]
    others: frozenset[str]
    shares: frozenset[str]
    rates: frozenset[str]
    new: frozenset[str]
    arriving: frozenset[str]
    cumulative: frozenset[str]
    known: frozenset[str]
    object_marks: frozenset[str]
    unnamed: frozenset[str]
    masses: frozenset[str]
    person_pronouns: frozenset[str]
    titles: frozenset[str]
    particles: frozenset[str]
    relatives: frozenset[str]
    plural_verbs: frozenset[str]
    settings: frozenset[str]
    attempts: frozenset[str]
    homes: frozenset[str]
    animals: frozenset[str]
    fugitives: frozenset[str]
    clients: frozenset[str]
    wholly: frozenset[str]
    takings: frozenset[str]
    open_outcomes: frozenset[str]
    in_hospital: frozenset[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All that is known about one language.

    ``contractions`` map what is printed to the word it stands for ("l'" is "le"); the other
    tables are written in full. ``is_head_first`` tells which of several nouns is counted: the
    first of "familles déplacées", the last of "women protesters".
    """

    language: str
    is_head_first: bool
    contractions: Mapping[str, str]
    common_words: frozenset[str]
    numbers: NumberWords
    nouns: tuple[Noun, ...]
    triggers: tuple[TriggerForm, ...]
    grammar: Grammar


@cache
def lexicon_languages() -> tuple[str, ...]:
    """Return the ISO 639-1 codes of the languages there is a lexicon for, sorted.

    Example:
        >>> "en" in lexicon_languages()
        True
    """
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.toml")))


def supports(language: str | None) -> bool:
    """Tell whether texts of a language can be read; an unknown language is read as English.

    Example:
        >>> supports("en-GB"), supports(None), supports("tlh")
        (True, True, False)
    """
    return language is None or _primary(language) in lexicon_languages()


@cache
def load_lexicon(language: str | None) -> Lexicon:
    """Return the lexicon of a language, English if the language is unknown (``None``).

    Raises:
        LookupError: there is no lexicon for this language. Reading a text with the words
            of another language would give wrong figures, so nothing is guessed.

    Example:
        >>> load_lexicon("en").numbers.words["twelve"]
        12
        >>> load_lexicon(None).language
        'en'
    """
    code = _primary(language) if language else DEFAULT_LANGUAGE
    if code not in lexicon_languages():
        known = ", ".join(lexicon_languages())
        raise LookupError(f"no lexicon for the language {language!r}; there is one for {known}")
    return read_lexicon(load_tables(code))


@cache
def load_tables(language: str) -> Mapping[str, Any]:
    """Return the raw tables of one lexicon file."""
    return tomllib.loads((_FOLDER / f"{language}.toml").read_text(encoding="utf-8"))


def read_lexicon(tables: Mapping[str, Any]) -> Lexicon:
    """Return a lexicon from the tables of its file.

    Raises:
        KeyError: a table is missing.
        ValueError: a word of the vocabulary (indicator, side, group) is unknown.
    """
    return Lexicon(
        language=tables["language"],
        is_head_first=tables["is_head_first"],
        contractions=tables["contractions"],
        common_words=frozenset(tables["common_words"]),
        numbers=_read_numbers(tables["numbers"]),
        nouns=tuple(_read_nouns(tables["nouns"])),
        triggers=tuple(_read_triggers(tables["triggers"])),
        grammar=Grammar(**{field.name: frozenset(tables["grammar"][field.name]) for field in fields(Grammar)}),
    )


def _primary(language: str) -> str:
    return language.replace("_", "-").split("-")[0].lower()


def _read_numbers(table: Mapping[str, Any]) -> NumberWords:
    hedges = {name: forms for name, forms in table["hedges"].items() if name != "nearly"}
    nearly = table["hedges"].get("nearly", [])
    words = {form.replace("-", " "): value for form, value in table["words"].items()}
    scales = table["scales"]
    return NumberWords(
        decimal_mark=table["decimal_mark"],
        words=words,
        longest_word=max(form.count(" ") + 1 for form in words),
        scales=scales,
        fractions=table["fractions"],
        articles=frozenset(table["articles"]),
        pairs=frozenset(table["pairs"]),
        joiners=frozenset(table["joiners"]),
        tens_joiners=frozenset(table["tens_joiners"]),
        going_on=frozenset(("-", *scales, *table["joiners"], *table["tens_joiners"], *" ".join(words).split())),
        fillers=frozenset(table["fillers"]),
        none=frozenset(table["none"]),
        vague={form: (low, high) for form, (low, high) in table["vague"].items()},
        vague_joiners=frozenset(table["ranges"]["join_vague"]),
        round=table["round"],
        hedges=_by_form(hedges) | dict.fromkeys(nearly, Quantifier.APPROXIMATELY),
        hedges_after=_by_form(table["hedges_after"]),
        nearly=frozenset(nearly),
        range_openers=frozenset(table["ranges"]["open"]),
        range_joiners=frozenset(table["ranges"]["join"]),
        open_range_joiners=frozenset(table["ranges"]["join_open"]),
        not_range_after=frozenset(table["ranges"]["not_after"]),
        not_before=frozenset(table["not_counts"]["before"]),
        not_after=frozenset(table["not_counts"]["after"]),
        ratio_joiners=frozenset(table["not_counts"]["ratio_joins"]),
        noun_ratio_joiners=frozenset(table["not_counts"]["noun_ratio_joins"]),
    )


def _by_form(table: Mapping[str, list[str]]) -> dict[str, Quantifier]:
    return {form: Quantifier(name) for name, forms in table.items() for form in forms}


def _read_nouns(table: Mapping[str, Mapping[str, list[str]]]) -> Iterator[Noun]:
    for kind, groups in table.items():
        for group, pairs in groups.items():
            for pair in pairs:
                singular, plural = pair.casefold().split("/")
                yield Noun(plural, NounKind(kind), PopulationGroup(group), is_plural=True)
                yield Noun(singular, NounKind(kind), PopulationGroup(group), is_plural=False)


def spell_out(form: str) -> Iterator[str]:
    """Yield all the forms that one with choices in braces stands for.

    Example:
        >>> list(spell_out("{fue|fueron} herid{o|a}"))
        ['fue herido', 'fue herida', 'fueron herido', 'fueron herida']
        >>> list(spell_out("fled"))
        ['fled']
    """
    choices = [part.split("|") for part in _CHOICE.split(form)]
    yield from map("".join, product(*choices))


def _read_triggers(table: Mapping[str, Mapping[str, list[str]]]) -> Iterator[TriggerForm]:
    for indicator, lists in table.items():
        for name, forms in lists.items():
            sides = _SIDES.get(name) or (Side(name),)
            for form in chain.from_iterable(map(spell_out, forms)):
                opening, _, closing = form.partition(GAP)
                for side in sides:
                    yield TriggerForm(opening, Indicator(indicator), side, closing)
