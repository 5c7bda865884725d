"""The extractor does not get worse on the gold set, and what is shown of its accuracy is what was measured."""

import json
import tomllib
from datetime import date
from pathlib import Path

import pytest

from benchmarks import accuracy, external, gold, scores
from dashboard.model import Document, Indicator, hash_content
from dashboard.reference.accuracy import Accuracy, load_accuracy, load_external
from dashboard.wording import describe_accuracy, describe_external

TEXTS = gold.load_gold()
EXAMPLES = Path(__file__).parents[1] / "examples"
TODAY = date(2020, 1, 15)
FLOOR = {"en sentences found": accuracy.Floor(0.8, 80)}


@pytest.fixture(scope="module")
def entries() -> list[Accuracy]:
    """Return every measure, taken now."""
    return list(accuracy.measure_all(TEXTS, scores.pair_all(TEXTS), TODAY))


def entry(share: float, cases: int = 100, **changes: object) -> Accuracy:
    """Return a made-up measure."""
    values = {"measure": "found", "indicator": None, "is_read": True} | changes
    return Accuracy(
        "en", "sentences", 240, meaning="", share=share, cases=cases, measured=TODAY, nature="made up", **values
    )


@pytest.mark.parametrize(("language", "sentences", "articles"), [("en", 240, 28), ("fr", 100, 8), ("es", 60, 4)])
def test_set_is_as_large_as_promised(language: str, sentences: int, articles: int) -> None:
    """Each language has its sentences, a third of them without a figure, and its articles of 120 to 350 words."""
    texts = [text for text in TEXTS if text.language == language]
    words = [len((text.document.text or "").split()) for text in texts if text.is_article]
    single = [text for text in texts if not text.is_article]
    assert (len(single), len(words)) == (sentences, articles)
    assert sum(not text.figures for text in single) * 3 >= sentences
    assert [count for count in words if not 120 <= count <= 350] == []


def test_every_indicator_is_asked_for() -> None:
    """The set holds figures of every indicator."""
    assert {figure.indicator for text in TEXTS for figure in text.figures} == {str(name) for name in Indicator}


def test_no_example_is_in_the_set() -> None:
    """No sentence that rules were developed on measures them."""
    known = {line for path in EXAMPLES.glob("*/*.txt") for line in path.read_text(encoding="utf-8").splitlines()}
    assert [text.where for text in TEXTS if text.document.text in known] == []


def test_relations_name_a_figure_of_their_text() -> None:
    """A part, an update or the same people in another unit point to a figure that was annotated."""
    loose = [
        f"{text.where}: {figure.relation}"
        for text in TEXTS
        for figure in text.figures
        if figure.relation and figure.relation.split()[1] not in {other.number for other in text.figures}
    ]
    assert loose == []


def test_baseline_is_of_this_set() -> None:
    """The set has not changed since the floors were measured: ``python -m benchmarks.accuracy --write``."""
    assert json.loads(accuracy.BASELINE.read_text(encoding="utf-8"))["corpus"] == gold.hash_gold()


def test_no_measure_falls_below_its_floor(entries: list[Accuracy]) -> None:
    """Every measure of the baseline is still reached."""
    assert accuracy.check_floors(entries, accuracy.load_floors()) == []


def test_what_is_shown_does_not_flatter(entries: list[Accuracy]) -> None:
    """The table for people promises no more than is measured now."""
    promised = accuracy.write_floors(load_accuracy())
    assert accuracy.check_floors(entries, promised) == []


@pytest.mark.parametrize("table", [accuracy.TABLE, external.TABLE], ids=["own texts", "texts of others"])
def test_sidecar_is_of_the_table(table: Path) -> None:
    """The sidecar names the bytes of the table that it describes."""
    sidecar = tomllib.loads(table.with_suffix(".meta.toml").read_text(encoding="utf-8"))
    assert sidecar["sha256"] == hash_content(table.read_bytes())


def test_what_was_measured_on_texts_of_others_is_written_down_as_it_was(tmp_path: Path) -> None:
    """The shares that the scorer printed are kept with their cases and the day; a sheet of verdicts adds a line."""
    lines = ["gvdb_dev.hit 0.62 197", "gvdb_dev.hit_all 0.5 247", "gvdb_dev.figures_per_text 1.1 297"]
    (hit,) = external.read_scores(lines, TODAY)
    assert (hit.texts, hit.share, hit.cases, hit.measured) == (297, 0.62, 197, TODAY)
    sheet = tmp_path / "sheet.jsonl"
    sheet.write_text("\n".join(f'{{"right": {verdict}}}' for verdict in ("true", "false", "null")), encoding="utf-8")
    read = external.sum_read([sheet], 297, TODAY)
    assert (read.share, read.cases) == (0.5, 2)


def test_readme_shows_the_tables() -> None:
    """README's blocks are those generated from the tables."""
    readme = accuracy.README.read_text(encoding="utf-8")
    assert accuracy.find_block(readme, "accuracy") == describe_accuracy(load_accuracy())
    assert accuracy.find_block(readme, "external") == describe_external(load_external())


def test_language_without_a_lexicon_is_shown() -> None:
    """All three languages are in the table and in README, read or not."""
    assert {*accuracy.LANGUAGES} <= {shown.language for shown in load_accuracy()}


@pytest.mark.parametrize(
    ("share", "cases", "is_passed"), [(0.8, 100, True), (0.78, 100, True), (0.77, 100, False), (0.7, 10, True)]
)
def test_gate_closes_below_a_floor(share: float, cases: int, is_passed: bool) -> None:
    """Two hundredths or one case less is let pass, more is not."""
    assert (accuracy.check_floors([entry(share, cases)], FLOOR) == []) is is_passed


def test_gate_closes_if_a_measure_vanishes() -> None:
    """A floor whose measure is no longer taken is missed."""
    assert len(accuracy.check_floors([], FLOOR)) == 1


def test_floor_is_never_lowered_silently() -> None:
    """A worse measure keeps the old floor or is refused; only the explicit wish lowers it."""
    better, worse = [entry(0.9)], [entry(0.5)]
    assert accuracy.raise_floors([entry(0.79)], FLOOR, may_lower=False) == FLOOR
    assert accuracy.raise_floors([entry(0.9, cases=1)], FLOOR, may_lower=False) == FLOOR
    assert accuracy.raise_floors(better, FLOOR, may_lower=False) == {"en sentences found": (0.9, 90)}
    assert accuracy.raise_floors(worse, FLOOR, may_lower=True) == {"en sentences found": (0.5, 50)}
    with pytest.raises(accuracy.LoweredError, match=r"0\.500 on 100 cases is below its floor of 0\.800"):
        accuracy.raise_floors(worse, FLOOR, may_lower=False)


def test_newly_found_figure_may_lack_its_period() -> None:
    """A share falls because more figures are found: no step back as long as as many periods are right."""
    floor = {"en sentences period": accuracy.Floor(0.6, 30)}
    assert accuracy.check_floors([entry(0.5, cases=60, measure="period")], floor) == []
    assert len(accuracy.check_floors([entry(0.5, cases=58, measure="period")], floor)) == 1


def test_unread_language_has_no_floor() -> None:
    """What a language gives before it has a lexicon binds nobody."""
    assert accuracy.write_floors([entry(1.0, measure="silent", is_read=False)]) == {}


@pytest.mark.parametrize("line", ["slain 12", "killed 12 | near MLI", "killed 12 | in MLI/Nowhere", "killed 12 many"])
def test_unreadable_line_is_named(tmp_path: Path, line: str) -> None:
    """A slip in the annotation stops the run with the file, the line and the words."""
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "sentences.txt").write_text(f"Twelve people died.\n    {line}\n", encoding="utf-8")
    with pytest.raises(gold.GoldError, match=r"en/sentences\.txt:1"):
        gold.load_gold(tmp_path)


def score(annotation: str, text: str) -> dict[str, tuple[float, int]]:
    """Return the measures of one sentence."""
    figures = gold._read_figures(annotation.splitlines(), "here", None)
    one = gold.GoldText("here", Document("here", text=text, language="en"), is_article=False, figures=figures)
    return scores.measure([one], scores.pair_all([one])).shares()


def test_right_figure_earns_everything() -> None:
    """A figure found with its hedge and its country is found and right."""
    shares = score("killed 12 at_least | in MLI", "At least 12 people were killed in Mali.")
    assert {name: shares[name] for name in ("found", "right", "quantifier", "country")} == {
        "found": (1.0, 1),
        "right": (1.0, 1),
        "quantifier": (1.0, 1),
        "country": (1.0, 1),
    }


def test_agreeing_on_nothing_earns_nothing() -> None:
    """Attributes that neither side mentions are not counted as right."""
    shares = score("killed 12", "The attack killed 12 people.")
    assert [name for name in ("country", "period", "reporter", "relation") if name in shares] == []


def test_wrong_indicator_costs_twice() -> None:
    """A figure of another indicator is missed and made up."""
    shares = score("injured 12", "The attack killed 12 people.")
    assert (shares["found"], shares["right"]) == ((0.0, 1), (0.0, 1))


def test_silence_is_rewarded_where_nothing_is_counted() -> None:
    """A sentence without a figure must stay without one."""
    assert score("nothing", "The road is 400 km long.")["silent"] == (1.0, 1)


@pytest.mark.parametrize(
    ("expected", "actual", "is_right"),
    [
        ("UNHCR", "UN Refugee Agency", True),
        ("local officials", "official", True),
        ("interior ministry", "ministry", True),
        ("doctor", "hospital", False),
        ("UNHCR", None, False),
    ],
)
def test_reporter_may_be_named_more_or_less_fully(expected: str, actual: str | None, is_right: bool) -> None:
    """Another name of the same organisation is right, another speaker is not."""
    assert scores.is_same("reporter", expected, actual) is is_right
