"""Confidence is what it says, and what it was fitted on can be drawn, judged and summed up."""

import json
from collections import Counter
from pathlib import Path

import pytest

from benchmarks import confidence, sample, scores
from benchmarks.confidence import Case, Weights
from benchmarks.scores import SURE, Rating
from dashboard.reference.confidence import CONFIDENCE, Sign, Signs, load_signs

MOST_ERROR = 0.05
SIGNS = Signs(0.0, (Sign("doubt", frozenset(), 0.0), Sign("told only", frozenset())))


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    """Return the figures given on the gold set, each right or wrong."""
    return list(confidence.find_gold_cases())


def test_sure_figures_are_right(cases: list[Case]) -> None:
    """Of the figures with a confidence of 0.9 or more at least 95 % are right, and most figures are that sure."""
    measures = scores.measure_ratings([case.rating for case in cases])
    assert (measures["sure"].share or 0) >= 0.95
    assert (measures["certain"].share or 0) >= 0.5


def test_confidence_is_what_it_says(cases: list[Case]) -> None:
    """Over the bins of confidence, the share of right figures is close to the mean confidence."""
    assert scores.find_calibration_error([case.rating for case in cases]) <= MOST_ERROR


def test_doubtful_figures_come_first(cases: list[Case]) -> None:
    """A wrong figure is further up in the review queue than a right one, oftener than not."""
    right = [case.rating.confidence for case in cases if case.rating.is_right]
    wrong = [case.rating.confidence for case in cases if not case.rating.is_right]
    before = sum((bad < good) + (bad == good) / 2 for bad in wrong for good in right)
    assert before / (len(right) * len(wrong)) >= 0.7


def test_present_weights_rate_as_the_extractor_does(cases: list[Case]) -> None:
    """The words of a reason are all it takes to get its confidence again."""
    signs = load_signs()
    present = Weights(signs.trust, tuple(sign.weight for sign in signs.signs if sign.weight is not None))
    differing = [case for case in cases if confidence.rate_case(case, present, signs) != case.rating]
    assert differing == []


def test_writing_the_present_weights_changes_nothing() -> None:
    """The table keeps its words and its order when weights are written."""
    signs, table = load_signs(), CONFIDENCE.read_text(encoding="utf-8")
    present = Weights(signs.trust, tuple(sign.weight for sign in signs.signs if sign.weight is not None))
    assert confidence.write_weights(table, present) == table


def make_cases(share_plain: float, share_doubtful: float, count: int = 1000) -> list[Case]:
    """Return figures with and without a doubt, so many of each right."""
    reasons = {frozenset({"told only"}): share_plain, frozenset({"told only", "doubt"}): share_doubtful}
    return [
        Case(f"{number}", reason, Rating(0.5, is_right=number < share * count))
        for number in range(count)
        for reason, share in reasons.items()
    ]


def test_fit_finds_the_shares() -> None:
    """Fitted weights give each group of figures the share of right ones in it."""
    judged = make_cases(0.95, 0.7)
    weights = confidence.fit_weights(judged, SIGNS)
    rated = {case.reason: confidence.rate_case(case, weights, SIGNS).confidence for case in judged}
    assert sorted(rated.values()) == pytest.approx([0.7, 0.95], abs=0.03)


def test_unseen_halves_are_rated_once() -> None:
    """Every figure is rated once, by weights of the other half of the documents."""
    judged = make_cases(0.95, 0.7, count=200)
    rated = list(confidence.rate_unseen(judged, SIGNS))
    assert Counter(one.is_right for one in rated) == Counter(case.rating.is_right for case in judged)
    assert scores.find_calibration_error(rated) <= MOST_ERROR


@pytest.fixture
def documents(tmp_path: Path) -> list[Path]:
    """Return a large and a small file of documents, a figure in each document."""
    paths = []
    for name, count in (("large", 40), ("small", 5)):
        rows = [{"id": f"{name}{number}", "text": f"The storm killed {number + 2} people."} for number in range(count)]
        paths.append(tmp_path / f"{name}.jsonl")
        paths[-1].write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return paths


def test_each_file_gives_as_many_figures(documents: list[Path]) -> None:
    """A large file does not drown a small one; a file that has no more gives way."""
    for size, expected in ((8, {"large": 4, "small": 4}), (20, {"large": 15, "small": 5})):
        drawn = sample.draw_sample(sample.find_all(documents), size, seed=1)
        assert Counter(one.file for one in drawn) == expected


def test_a_seed_draws_the_same_again(documents: list[Path]) -> None:
    """A sample can be drawn again, and another one instead."""
    first, same, other = (sample.draw_sample(sample.find_all(documents), 10, seed) for seed in (1, 1, 2))
    assert first == same
    assert first != other


def test_verdicts_are_summed_up_and_rated(documents: list[Path], tmp_path: Path) -> None:
    """A sheet with verdicts gives the share of right figures, the kinds of error, and cases to fit on."""
    drawn = sample.draw_sample(sample.find_all(documents), 10, seed=1)
    rows = [sample.write_row(one) for one in drawn]
    verdicts = [row | {"right": number > 0, "error": "" if number else "age"} for number, row in enumerate(rows[:9])]
    sheet = tmp_path / "sheet.jsonl"
    sheet.write_text("\n".join(json.dumps(row, default=str) for row in [*verdicts, rows[9]]), encoding="utf-8")
    read = sample.read_verdicts([sheet])
    lines = list(sample.sum_verdicts(read))
    assert "all: 8 of 9 (too few to tell) right" in lines
    assert f"1 × age: {rows[0]['figure_id']}" in lines
    judged = list(confidence.find_judged_cases(documents, [sheet]))
    assert Counter(case.rating.is_right for case in judged) == {True: 8, False: 1}


def test_the_number_in_question_is_marked(documents: list[Path]) -> None:
    """The reader sees which number is meant, even where it is printed twice."""
    (first, *_) = sample.find_all(documents)
    assert sample.write_row(first)["sentence"] == "The storm killed ⟦2⟧ people."
    assert first.figure.confidence is not None
    assert first.figure.confidence >= SURE
