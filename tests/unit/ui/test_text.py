"""Foreign text in our own sentences stays text."""

import string

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


def test_only_web_addresses_become_links():
    """A script or a file is never offered to be clicked."""
    assert [
        is_web_address(url)
        for url in ("https://reliefweb.int", " HTTP://example.org", "javascript:alert(1)", "file:///etc/hosts", None)
    ] == [True, True, False, False, False]
