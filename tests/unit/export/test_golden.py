"""Cards look as they did when a person last looked at them.

The files in ``tests/golden`` were looked at and found good. After a change that is meant,
write them anew, look at them, and commit them with the change::

    HUMDASH_REFRESH_GOLDEN=1 pytest tests/unit/export/test_golden.py
"""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.export.card import Card, CardSize, render_svg

GOLDEN = Path(__file__).parents[2] / "golden"
CARDS = {
    "card_en": {},
    "card_fr": {
        "title": "De 400 à 610 personnes tuées dans le centre du Mali en 2019",
        "language": "fr",
        "note": "Un triangle est une borne inférieure ; une barre, une fourchette donnée par la source.",
    },
}


@pytest.mark.parametrize("size", CardSize)
@pytest.mark.parametrize("name", CARDS)
def test_the_card_looks_as_it_did(make_card: Callable[..., Card], name: str, size: CardSize) -> None:
    """The same words and numbers give the very picture that was agreed on."""
    path = GOLDEN / f"{name}_{size.name.lower()}.svg"
    svg = render_svg(make_card(**CARDS[name]), size)
    if os.environ.get("HUMDASH_REFRESH_GOLDEN"):
        path.write_text(svg, encoding="utf-8", newline="\n")

    assert path.read_text(encoding="utf-8") == svg
