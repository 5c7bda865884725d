"""Figures to draw, and charts as Vega draws them."""

import re
from collections.abc import Callable, Sequence
from html import unescape
from typing import Any

import altair as alt
import pandas as pd
import pytest
import vl_convert

from dashboard.charts.citations import Sources, assign_letters
from dashboard.frames import documents_frame, figures_frame
from dashboard.model import Document, Figure, Indicator, Measure, Period, Place, Quantifier, Quantity, Unit

DOCUMENT = Document("d1", "Review", "Human Rights Watch", published=Period.of_month(2020, 1))


@pytest.fixture(scope="session")
def figure() -> Callable[..., Figure]:
    """Return a maker of figures about people killed in Mali in 2019, or whatever else is said."""

    def figure(figure_id: str, value: float | None = 400, **parts: Any) -> Figure:
        given = {
            "indicator": Indicator.KILLED,
            "measure": Measure.FLOW,
            "unit": Unit.PERSON,
            "quantity": Quantity(value) if value is not None else Quantity(None, 24, 99, Quantifier.VAGUE),
            "place": Place("MLI", "Mali", text="Mali"),
            "period": Period.of_year(2019),
            "reporter": "Human Rights Watch",
            "document_id": "d1",
        }
        return Figure(figure_id, **(given | parts))

    return figure


@pytest.fixture(scope="session")
def table() -> Callable[[Sequence[Figure]], tuple[pd.DataFrame, Sources]]:
    """Return a function that gives the figures as a frame, with their lettered sources."""

    def table(figures: Sequence[Figure]) -> tuple[pd.DataFrame, Sources]:
        frame = figures_frame(figures)
        return frame, assign_letters(frame, documents_frame([DOCUMENT]))

    return table


@pytest.fixture(scope="session")
def words() -> Callable[..., list[str]]:
    """Return a function that gives the texts of a chart as they are drawn, from a width and a height."""

    def words(chart: alt.TopLevelMixin, width: float = 1208, height: float = 330) -> list[str]:
        size = {"width": width, "height": height, "autosize": {"type": "fit", "contains": "padding"}}
        svg = vl_convert.vegalite_to_svg(chart.to_dict() | size, allowed_base_urls=[])
        texts = re.findall(r"<text[^>]*>(.*?)</text>", svg, flags=re.DOTALL)
        return [unescape(re.sub(r"<[^>]+>", " ", text)).strip() for text in texts]

    return words


@pytest.fixture(scope="session")
def marks() -> Callable[[alt.LayerChart], list[dict[str, Any]]]:
    """Return a function that gives the rows of the layer that can be clicked."""

    def marks(chart: alt.LayerChart) -> list[dict[str, Any]]:
        spec = chart.to_dict()
        (pick,) = (param for param in spec["params"] if param["name"] == "pick")
        layer = next(layer for layer in spec["layer"] if layer.get("name") in pick["views"])
        assert pick["select"] == {"type": "point", "fields": ["figure_id"]}
        return list(layer["data"]["values"])

    return marks
