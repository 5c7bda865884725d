"""The bulk form: JSON lines in, JSON lines out."""

import json
import subprocess
import sys
from collections.abc import Iterator

import pytest

from dashboard.batch import Answer, extract_lines, to_json
from dashboard.documents import MAX_CHARACTERS
from dashboard.model import FIGURE_COLUMNS, Period, Problem

TEXT = "Heavy floods killed 12 people in Gao on Friday.\r\nMore than 85,000 people were displaced."


def lines(*rows: object) -> list[bytes]:
    """Return rows as the lines of an input file."""
    return [json.dumps(row).encode() + b"\n" for row in rows]


def answer(row: dict[str, object], **options: object) -> dict[str, object]:
    """Return what one line is answered with."""
    (found,) = extract_lines(lines(row), "in.jsonl", **options)
    assert isinstance(found, Answer), found
    return json.loads(to_json(found.record()))


def problem(line: bytes) -> Problem:
    """Return the problem with one line."""
    (found,) = extract_lines([line], "in.jsonl")
    assert isinstance(found, Problem), found
    return found


def test_keys_to_the_letter() -> None:
    """Programs rely on these keys, and on nothing else being there."""
    found = answer({"id": "a1", "text": TEXT})
    assert list(found) == ["id", "figures", "totals"]
    assert found["figures"]
    assert [list(figure) for figure in found["figures"]] == [[column.name for column in FIGURE_COLUMNS]] * len(
        found["figures"]
    )
    assert found["totals"]
    for total in found["totals"]:
        assert list(total) == ["indicator", "unit", "value", "value_low", "value_high"]


def test_offsets_count_in_the_text_of_the_line() -> None:
    """Nothing is normalised on the way: not even a Windows line end."""
    found = answer({"id": "a1", "text": TEXT})
    quotes = [figure["quote"] for figure in found["figures"]]
    assert quotes == [TEXT[figure["quote_start"] : figure["quote_end"]] for figure in found["figures"]]
    assert {figure["document_id"] for figure in found["figures"]} == {"a1"}


def test_numbers_and_dates_are_plain() -> None:
    """A count is 12, not 12.0 nor "12"; a date is ISO."""
    found = answer({"id": 1, "text": "Floods killed 12 people in Gao on 15 August 2020."})
    figure = found["figures"][0]
    assert (repr(figure["value"]), figure["reference_period_start"]) == ("12", "2020-08-15")
    assert repr(found["totals"][0]["value"]) == "12"


@pytest.mark.parametrize("id_", ["a1", 7, "", "état-1", "\ud800"])
def test_id_comes_back(id_: object) -> None:
    """An id is the caller's: text or number, it comes back as it was."""
    assert answer({"id": id_, "text": TEXT})["id"] == id_


def test_one_answer_a_line_in_order() -> None:
    """Documents without figures are answered too, blank lines are no documents."""
    rows = [*lines({"id": 1, "text": TEXT}, {"id": 2, "text": ""}), b"\n", b" \r\n", *lines({"id": 3, "text": "Rain."})]
    found = [item.record() for item in extract_lines(rows, "in.jsonl") if isinstance(item, Answer)]
    assert [row["id"] for row in found] == [1, 2, 3]
    assert found[1] == {"id": 2, "figures": [], "totals": []}


def test_input_is_read_as_it_is_answered() -> None:
    """The first answer is there before the second line is read: no pile in memory."""

    def endless() -> Iterator[bytes]:
        while True:
            yield from lines({"id": 1, "text": "Rain."})

    answers = extract_lines(endless(), "in.jsonl")
    assert [next(answers).record()["id"] for _ in range(3)] == [1, 1, 1]


def test_published_of_the_line_wins() -> None:
    """The option only fills in what a line does not say."""
    text = "Floods killed 12 people in Gao."
    default = Period.fromisoformat("2019")
    own, other = (
        answer({"id": 1, "text": text, **said}, published=default)["figures"][0]
        for said in ({"published": "2020-08-15T10:00:00Z"}, {"published": None})
    )
    assert (own["reference_period_end"], other["reference_period_end"]) == ("2020-08-15", "2019-12-31")


def test_country_of_the_line_wins() -> None:
    """So does its country, by code or by name."""
    text = "Heavy floods killed 12 people."
    rows = [
        {"id": 1, "text": text},
        {"id": 2, "text": text, "country": "NER"},
        {"id": 3, "text": text, "country": "Chad"},
    ]
    found = [answer(row, country="MLI")["figures"][0]["location_code"] for row in rows]
    assert found == ["MLI", "NER", "TCD"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b'{"id": 1, "text": "cut', "It is not JSON"),
        (b'{"id": 1, "text": NaN}', "NaN is not a number"),
        (b"[" * 100_000, "It is not JSON"),
        (b'{"id": ' + b"9" * 5_000 + b', "text": ""}', "It is not JSON"),
        (b'["id", "text"]', "It is not a JSON object."),
        ('{"id": 1, "text": "Ménaka"}'.encode("latin-1"), "It is not in UTF-8."),
        ('{"id": 1, "text": "Gao"}'.encode("utf-16"), "It is not in UTF-8."),
        (b'{"text": "Gao"}', 'It has no "id".'),
        (b'{"id": null, "text": "Gao"}', 'It has no "id".'),
        (b'{"id": true, "text": "Gao"}', 'It has no "id".'),
        (b'{"id": [1], "text": "Gao"}', 'It has no "id".'),
        (b'{"id": 1}', 'It has no "text".'),
        (b'{"id": 1, "text": null}', 'It has no "text".'),
        (b'{"id": 1, "text": ["Gao"]}', 'It has no "text".'),
        (b'{"id": 1, "text": "Gao", "title": 5}', 'The value of "title" is not a text.'),
        (b'{"id": 1, "text": "Gao", "published": 2020}', 'The value of "published" is not a text.'),
        (b'{"id": 1, "text": "Gao", "published": "soon"}', 'The publication date "soon" is not a date.'),
        (b'{"id": 1, "text": "Gao", "country": "Atlantis"}', 'The country "Atlantis" is not known.'),
        (b'{"id": 1, "text": "' + b"a" * (MAX_CHARACTERS + 1) + b'"}', "Its text has 2,000,001 characters"),
    ],
    ids=lambda value: value[:24] if isinstance(value, str) else "",
)
def test_a_bad_line_is_a_problem(line: bytes, message: str) -> None:
    """Each way to spoil a line is named, with the line and the way to mend it."""
    found = problem(line)
    assert found.where == "in.jsonl, line 1"
    assert message in found.message
    assert found.suggestion.endswith(".")


def test_a_bad_line_costs_only_itself() -> None:
    """The lines before and behind it are answered."""
    rows = [*lines({"id": 1, "text": TEXT}), b"broken\n", *lines({"id": 3, "text": TEXT})]
    one, two, three = extract_lines(rows, "in.jsonl")
    assert (one.record()["id"], three.record()["id"]) == (1, 3)
    assert isinstance(two, Problem)
    assert two.where == "in.jsonl, line 2"


def test_byte_order_mark() -> None:
    """A file saved by a Windows editor begins with a mark that is not part of the JSON."""
    (found,) = extract_lines([b"\xef\xbb\xbf" + lines({"id": 1, "text": "Rain."})[0]], "in.jsonl")
    assert found.record()["id"] == 1


@pytest.mark.parametrize(
    "text",
    [
        "\ud800 killed 12 people \udfff in Gao.",
        "\x00" * 50 + "Floods killed 12 people in Gao.\x00",
        "\u202eFloods killed 12 people in Gao.\u202c",
        '"Floods" killed 12 "people in Gao.' + '"' * 500,
        "1" * 20_000 + " people were killed.",
        "killed " * 2_000,
        "(" * 5_000 + "12 people were killed" + ")" * 5_000,
        "Floods killed \u0661\u0662 people, ① person and ² others in Gao.",
        "\U0001f4a5" * 500 + " 12 people were killed in Gao.",
        "people 12 killed " * 100,
    ],
    ids=range(10),
)
def test_hostile_texts(text: str) -> None:
    """Whatever a text holds, the answer is valid UTF-8 JSON and its quotes are verbatim."""
    (found,) = extract_lines(lines({"id": "h", "text": text}), "in.jsonl")
    assert isinstance(found, Answer)
    written = to_json(found.record()).encode()
    for figure in json.loads(written)["figures"]:
        assert text[figure["quote_start"] : figure["quote_end"]] == figure["quote"]


def test_no_tables_no_app() -> None:
    """A worker that only extracts loads neither pandas nor Streamlit, nor any database."""
    program = (
        "import sys\n"
        "from dashboard.batch import extract_lines\n"
        f"list(extract_lines([{lines({'id': 1, 'text': TEXT})[0]!r}], 'in'))\n"
        "print({'pandas', 'numpy', 'streamlit', 'sqlalchemy', 'altair'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.stderr) == ("set()", "")
