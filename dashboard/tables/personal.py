"""Columns about single persons are told by their headers and their cells, and stop the import.

Such data does not belong here: the store is shared, and what is exported is passed on. It is
better to ask once too often than to keep the telephone number of a person who fled. So a
header that names a personal thing is enough (``data/reference/personal.toml``); where the
headers say nothing, the cells do: e-mail addresses, telephone numbers, names beside the sex,
age or birth of one person.

What belongs to a place, an event or an organisation is let through: ``location_name``,
``event name``, the contact of the publisher. A message says which columns and why, and never
repeats what stands in a cell; a header is shown only if its words are known ones, because in
a file without a header the first person stands there.
"""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice, product

from dashboard.model import Problem
from dashboard.reference.names import fold_name
from dashboard.reference.resources import DATA
from dashboard.tables.grid import Grid, column_letters
from dashboard.tables.places import find_country

NAMES = "names"
PHONES = "telephone numbers"
EMAILS = "e-mail addresses"
BIRTHS = "dates or places of birth"
HOMES = "where a household lives"

# Enough rows to meet what a column holds; reading every cell of a million rows would double the time.
ROWS_LOOKED_AT = 2_000
# A column is of a kind if this many of its cells are, or this share of them in a short one.
CELLS_FOR_SURE = 2
SHARE_FOR_SURE = 0.2
SHARE_OF_DIFFERENT_NAMES = 0.8
OLDEST_AGE = 120
LONGEST_ADDRESS = 100  # characters; beyond it a hostile cell would cost time
LONGEST_PHONE = 40  # characters

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_BRACES = re.compile(r"\{(\w+)\}")
_EMAIL = re.compile(r"[\w.+%-]+@[\w-]+(\.[\w-]+)*\.[^\W\d_]{2,}")
_PHONE = re.compile(
    r"""
      (\+|00) \s* \(?[0-9] ([\s./()-]*[0-9]){8,14}           # +223 76 12 34 56
    | \(?0\)? ([\s./()-]*[0-9]){8,12}                         # 0701234567, (0) 76 123 45 67
    | ([0-9]{2}[\s.-]){3,4}[0-9]{2}                            # 76 12 34 56
    | \(?[0-9]{3}\)?[\s.-]{1,2}[0-9]{3}[\s.-][0-9]{4}          # (555) 123-4567
    """,
    re.VERBOSE,
)
_PLAIN_NUMBER = re.compile(r"[+-]?[0-9]+\.[0-9]+")
_DATE = re.compile(r"[0-9]{4}([-/.])[0-9]{1,2}\1[0-9]{1,2}|[0-9]{1,2}([-/.])[0-9]{1,2}\2[0-9]{4}")
_SMALL_NUMBER = re.compile(r"[0-9]{1,6}")
_CODE_WORDS = frozenset(
    {"code", "codes", "pcode", "id", "psgc", "iso", "adm", "lat", "latitude", "lon", "longitude", "date"}
)


def check_personal_data(grid: Grid) -> list[Problem]:
    r"""Return one problem that names all columns about single persons, or nothing.

    Example:
        >>> from dashboard.tables.grid import read_grid
        >>> table = b"location_name,First name,Tel.\nMali,A,1\n"
        >>> print(check_personal_data(read_grid(table, "list.csv"))[0].value)
        B "First name", C "Tel."
        >>> check_personal_data(read_grid(b"location_name,event_name,idps\nMali,Flood,12\n", "counts.csv"))
        []
    """
    rows = [row.texts for row in islice(grid.rows, ROWS_LOOKED_AT)]
    columns = [_Column(text, tuple(_texts(rows, position))) for position, text in enumerate(grid.header)]
    by_header = _find_by_header(columns)
    kinds = {**_find_by_cells(columns), **_find_names_beside(columns), **by_header}
    if not kinds:
        return []
    letters = {position: column_letters(position + 1) for position in sorted(kinds)}
    shown = {
        position: f'{column} "{grid.header[position]}"' if position in by_header else column
        for position, column in letters.items()
    }
    named = [f"{text} ({kinds[position]})" for position, text in shown.items()]
    return [
        Problem(
            "personal_data",
            grid.name,
            ", ".join(shown.values()),
            f"The table seems to hold personal data about single persons, in column {', '.join(named)}. "
            "It was not read, and nothing of it was kept.",
            "Delete what is about single persons and add up the rows into counts per place and date.",
        )
    ]


@dataclass(frozen=True, slots=True)
class _Column:
    """A column as far as it is looked at; ``cells`` are the texts that are not empty."""

    header: str
    cells: tuple[str, ...]

    @property
    def labels(self) -> tuple[str, str]:
        """The folded header, with words run together by capitals parted and as it stands."""
        parted = _CAMEL.sub(" ", self.header)
        return fold_name(parted.replace("_", " ")), fold_name(self.header.replace("_", " "))

    @property
    def is_public(self) -> bool:
        """Whether the header says that it is about an organisation."""
        return not _headers().public.isdisjoint(self.labels[0].split())


def _texts(rows: Sequence[Sequence[str]], position: int) -> Iterator[str]:
    return (text for row in rows if position < len(row) and (text := row[position].strip()))


@dataclass(frozen=True, slots=True)
class _Headers:
    """The folded headers of ``personal.toml``: header → kind, and words by what they tell."""

    personal: Mapping[str, str]
    doubtful: Mapping[str, str]
    public: frozenset[str]
    names: frozenset[str]
    sex: frozenset[str]
    age: frozenset[str]
    sexes: frozenset[str]
    households: frozenset[str]
    degrees: frozenset[str]


@cache
def _headers() -> _Headers:
    with (DATA / "reference" / "personal.toml").open("rb") as file:
        data = tomllib.load(file)
    return _Headers(
        personal=_spell_out(data["headers"], data["words"]),
        doubtful=_spell_out(data["doubtful"], data["words"]),
        public=frozenset(data["public"]["words"]),
        names=frozenset(data["person"]["names"]),
        sex=frozenset(data["person"]["sex"]),
        age=frozenset(data["person"]["age"]),
        sexes=frozenset(data["person"]["sexes"]),
        households=frozenset(data["household"]["told_by"]),
        degrees=frozenset(data["household"]["degrees"]),
    )


def _spell_out(kinds: Mapping[str, Sequence[str]], words: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return each header with its kind, a word in braces replaced by each word of its list.

    Example:
        >>> _spell_out({"names": ["{who} name"]}, {"who": ["child", "wife"]})
        {'child name': 'names', 'wife name': 'names'}
    """
    return {
        _BRACES.sub("{}", header).format(*choice): kind
        for kind, headers in kinds.items()
        for header in headers
        for choice in product(*(words[name] for name in _BRACES.findall(header)))
    }


def _find_by_header(columns: Sequence[_Column]) -> dict[int, str]:
    """Return the kind of each column whose header names a personal thing."""
    known = _headers()
    is_of_households = any(not known.households.isdisjoint(column.labels) for column in columns)
    found: dict[int, str] = {}
    for position, column in enumerate(columns):
        kind = _find(known.personal, column)
        if kind is None and not all(map(_SMALL_NUMBER.fullmatch, column.cells)):
            kind = _find(known.doubtful, column)
        if kind is None and is_of_households and not known.degrees.isdisjoint(column.labels):
            kind = HOMES
        if kind and not column.is_public:
            found[position] = kind
    return found


def _find(kinds: Mapping[str, str], column: _Column) -> str | None:
    return next((kinds[label] for label in column.labels if label in kinds), None)


def _find_by_cells(columns: Sequence[_Column]) -> dict[int, str]:
    """Return the kind of each column whose cells are personal, whatever its header says.

    The header is looked at as one more cell: in a file without a header it is one.
    """
    found: dict[int, str] = {}
    for position, column in enumerate(columns):
        cells = [text for text in (column.header, *column.cells) if text]
        if column.is_public or not cells:
            continue
        if _hold(cells, _is_email, _has_email) and not _is_one_contact(column):
            found[position] = EMAILS
        elif _CODE_WORDS.isdisjoint(column.labels[0].split()) and _hold(cells, _is_phone, _is_phone):
            found[position] = PHONES
    return found


def _hold(cells: Sequence[str], is_whole: Callable[[str], object], is_inside: Callable[[str], object]) -> bool:
    """Tell whether enough cells are of a kind as a whole, or have something of that kind inside."""
    whole = sum(1 for cell in cells if is_whole(cell))
    return whole > SHARE_FOR_SURE * len(cells) or sum(1 for cell in cells if is_inside(cell)) >= CELLS_FOR_SURE


def _is_one_contact(column: _Column) -> bool:
    """Tell whether every row repeats one contact: that of whoever made the table."""
    return "contact" in column.labels[0] and len(column.cells) >= CELLS_FOR_SURE and len(set(column.cells)) == 1


def _is_email(text: str) -> bool:
    return len(text) <= LONGEST_ADDRESS and _EMAIL.fullmatch(text) is not None


def _has_email(text: str) -> bool:
    """Tell whether an e-mail address stands somewhere in a text; only what is near the first @ is looked at."""
    at = text.find("@")
    return at >= 0 and _EMAIL.search(text, max(0, at - LONGEST_ADDRESS), at + LONGEST_ADDRESS) is not None


def _is_phone(text: str) -> bool:
    """Tell whether a text is a telephone number rather than a count, a date, a degree or a code.

    Example:
        >>> [_is_phone(text) for text in ("+223 76 12 34 56", "06.12.34.56.78", "0701234567", "555-123-4567")]
        [True, True, True, True]
        >>> [_is_phone(text) for text in ("12 345 678", "2019-03-31", "+12.34567890", "133900000", "2019-2020")]
        [False, False, False, False, False]
    """
    if len(text) > LONGEST_PHONE:
        return False
    return bool(_PHONE.fullmatch(text)) and not (_PLAIN_NUMBER.fullmatch(text) or _DATE.fullmatch(text))


def _find_names_beside(columns: Sequence[_Column]) -> dict[int, str]:
    """Return columns headed just "name" in tables whose rows have the sex, the age or the birth of one person."""
    if not any(map(_describes_a_person, columns)):
        return {}
    return {
        position: NAMES
        for position, column in enumerate(columns)
        if not _headers().names.isdisjoint(column.labels) and _are_persons(column.cells)
    }


def _describes_a_person(column: _Column) -> bool:
    if _find(_headers().personal, column) == BIRTHS:
        return True
    known, cells = _headers(), column.cells
    is_sex = not known.sex.isdisjoint(column.labels) and all(fold_name(text) in known.sexes for text in cells)
    is_age = not known.age.isdisjoint(column.labels) and all(map(_is_age, cells))
    return bool(cells) and (is_sex or is_age)


def _is_age(text: str) -> bool:
    return _SMALL_NUMBER.fullmatch(text) is not None and int(text) <= OLDEST_AGE


def _are_persons(names: Sequence[str]) -> bool:
    """Tell whether names may be those of persons: hardly one stands there twice, and most are no countries.

    A place stands in such a table once for each sex or age.
    """
    are_different = len(set(names)) >= SHARE_OF_DIFFERENT_NAMES * len(names)
    return are_different and sum(find_country(name) is None for name in names) > len(names) / 2
