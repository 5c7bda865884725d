"""Cards look as they did when a person last looked at them; how to renew: see ``read_golden``."""

from collections.abc import Callable

import pytest

from dashboard.export.card import Card, CardSize, render_svg

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
def test_the_card_looks_as_it_did(
    make_card: Callable[..., Card], read_golden: Callable[[str, str], str], name: str, size: CardSize
) -> None:
    """The same words and numbers give the very picture that was agreed on."""
    svg = render_svg(make_card(**CARDS[name]), size)

    assert read_golden(f"{name}_{size.name.lower()}.svg", svg) == svg
