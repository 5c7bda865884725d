"""Cards to render: a chart of four figures that does not depend on the charts of the app."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import altair as alt
import pytest

from dashboard.export.card import Card

GOLDEN = Path(__file__).parents[2] / "golden"
SOURCES = (
    "ᵃ Human Rights Watch, “World Report 2020: Mali”, January 2020; accessed 3 March 2024",
    "ᵇ UN Secretary-General, “Situation in Mali (S/2019/983)”, 30 December 2019; accessed 3 March 2024",
    "ᶜ Médecins Sans Frontières, quoted in “Réfugiés et déplacés à Bandiagara”, Le Relais, 4 janvier 2020",
    "ᵈ IOM, “Displacement Tracking Matrix: Mali”, November 2019, https://dtm.example.org/reports/mali-2019-11",
)


def draw_test_chart() -> alt.LayerChart:
    """Return dots with labels, three of them with a hedge."""
    rows = [
        {"reporter": "Human Rights Watch", "people": 400, "label": "at least 400 ᵃ"},
        {"reporter": "UN Secretary-General", "people": 456, "label": "456 ᵇ"},
        {"reporter": "Médecins Sans Frontières", "people": 520, "label": "between 480 and 560 ᶜ"},
        {"reporter": "IOM", "people": 610, "label": "about 610 ᵈ"},
    ]
    figures = alt.Chart(alt.Data(values=rows)).encode(
        alt.X("people:Q").axis(title="People killed").scale(domain=[0, 800]),
        alt.Y("reporter:N").axis(title=None, labelFontSize=14, labelLimit=300),
    )
    return figures.mark_point(filled=True, size=110) + figures.mark_text(align="left", dx=10, fontSize=15).encode(
        alt.Text("label:N")
    )


@pytest.fixture
def make_card() -> Callable[..., Card]:
    """Return a maker of cards that differ from a plain one in what is given."""

    def make(**changes: Any) -> Card:
        plain = {
            "title": "400 to 610 people killed in central Mali in 2019",
            "subtitle": "People killed, Mali, 2019 (date of the report); reporters are never added together",
            "chart": draw_test_chart(),
            "sources": SOURCES,
            "note": "A triangle is a lower bound; a bar is a range given by the reporter.",
            "provenance": "humdash revision 12, exported 14 March 2024 09:00 UTC; CC BY 4.0; place: Mali",
            "description": "Dots for four reporters, from at least 400 to about 610 people killed.",
        }
        return Card(**(plain | changes))

    return make


@pytest.fixture
def read_golden() -> Callable[[str, str], str]:
    """Return a reader of golden files, which first writes them anew where that is asked for.

    The files in ``tests/golden`` were looked at and found good. After a change that is meant,
    write them anew, look at them, and commit them with the change::

        make golden
    """

    def read(name: str, now: str) -> str:
        path = GOLDEN / name
        if os.environ.get("HUMDASH_WRITE_GOLDEN"):
            path.write_text(now, encoding="utf-8", newline="\n")
        return path.read_text(encoding="utf-8")

    return read
