"""Foreign text in our own sentences stays text."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.ui.components.passage import cut_passage
from dashboard.ui.components.text import escape, is_web_address


@given(st.text())
def test_no_sign_of_markdown_stands_alone(text):
    """Every ASCII sign in the result is either a backslash of ours or follows one."""
    escaped = escape(text)
    signs = iter(escaped)
    for sign in signs:
        if sign in string.punctuation:
            assert sign == "\\"
            assert next(signs) in string.punctuation


@given(st.text(), st.text(min_size=1), st.text())
def test_a_passage_holds_its_quote_unchanged(before, quote, after):
    """Whatever stands around it, the marked parts are the quote, letter by letter."""
    parts = cut_passage(before + quote + after, len(before), len(before) + len(quote), quote[:2], around=20)
    assert quote == "".join(part.text for part in parts if part.role != "text")


@pytest.mark.parametrize(
    ("quote", "number", "before"),
    [
        ("On 13 March, 3 people died.", "3", "On 13 March, "),
        ("Of 1,200 people, 200 died.", "200", "Of 1,200 people, "),
        ("Region | Killed\nMopti | 12\nGao | 12", "12", "Region | Killed\nMopti | 12\nGao | "),
        ("Some 400\npeople fled.", "400", "Some "),
    ],
)
def test_the_number_that_is_marked_is_the_one_that_was_read(quote, number, before):
    """Not a part of another number, and in a table the one of the last row."""
    assert cut_passage(quote, 0, len(quote), number)[0].text == before


def test_only_web_addresses_become_links():
    """A script or a file is never offered to be clicked."""
    assert [
        is_web_address(url)
        for url in ("https://reliefweb.int", " HTTP://example.org", "javascript:alert(1)", "file:///etc/hosts", None)
    ] == [True, True, False, False, False]
