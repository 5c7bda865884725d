"""The work grows no faster than the text, whatever the text; steps are counted, no clock is read."""

import sys
from types import FrameType

import pytest

from benchmarks.extraction import GROWTH_LIMIT, SLOW_STRINGS, extract, make_slow

CHARACTERS = 900  # twice as many are still one sentence, which is where a search could run back and forth


def count_steps(text: str) -> int:
    """Return how many lines of Python are gone through while a text is read; a pass of a loop is one at least."""
    steps = 0

    def trace(_frame: FrameType, event: str, _argument: object) -> object:
        nonlocal steps
        steps += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        extract(text)
    finally:
        sys.settrace(before)
    return steps


@pytest.mark.parametrize("piece", SLOW_STRINGS.values(), ids=SLOW_STRINGS.keys())
def test_twice_the_text_is_twice_the_work(piece: str) -> None:
    """Reading is linear even on strings that are made to be slow."""
    once, twice = make_slow(piece, CHARACTERS), make_slow(piece, 2 * CHARACTERS)
    extract(once)  # what is read once a process is read before counting

    assert count_steps(twice) <= GROWTH_LIMIT * count_steps(once)
