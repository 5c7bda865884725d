"""The time series: what a reporter counts at regular dates, one line a reporter.

A line is broken where a reporter skips more than the usual time between two counts: what
nobody counted is not drawn. A band appears only where a source itself gives a range. The
last number of each line stands beside its end (on a narrow screen above the lines), with its
hedge and the letter of its source.
"""

from datetime import date
from itertools import pairwise
from statistics import median
from textwrap import wrap
from typing import Any

import altair as alt
import pandas as pd

from dashboard.charts.citations import Sources
from dashboard.charts.evidence import choose_noun, draw_nothing, tell_apart
from dashboard.charts.theme import GREY, INK, TEXT_SIZE_PX, chart_config, colour_reporters, format_axis, shape_of
from dashboard.frames import read_rows
from dashboard.model import Quantifier
from dashboard.wording import (
    describe_chart,
    describe_figure,
    format_period,
    format_place,
    format_quantity,
    name_reporter,
    say,
)

WIDTH_PX = 800
HEIGHT_PX = 320
MAX_LINES = 5
GAP_FACTOR = 1.6
"""A line is broken where counts lie further apart than this times the usual distance."""

_LABEL_PX = 18
_LOWEST_PLOT_PX = 220
_POINT_AREA_PX2 = 42
_LEAST_PLOT_PX = 360
_LETTER_WIDTH_EM = 0.54
_NARROW_LETTERS = 34

Row = dict[str, Any]


def draw_series(
    figures: pd.DataFrame,
    sources: Sources,
    *,
    width: int | None = None,
    height: int | None = None,
    compact: bool = False,
    locale: str = "en",
) -> alt.LayerChart:
    """Return the chart of dated figures of one indicator and unit, a line for each series of a reporter.

    Drawn are the ``MAX_LINES`` longest lines; of two figures of a line with the same date, the first row.
    ``compact`` forces the layout for narrow screens. A click on a mark sets the parameter
    ``pick`` to its ``figure_id``.
    """
    plain = [row for row in read_rows(figures) if row["reference_period_end"] is not None and row["value"] is not None]
    if not plain:
        return draw_nothing(width, height, locale)
    lines = _make_lines(plain, sources, locale)
    rows = [row for line in lines for row in line]
    labels = _place_labels(lines, rows)
    room = max((len(row["label"]) for row in labels), default=0) * TEXT_SIZE_PX * _LETTER_WIDTH_EM + 2 * _LABEL_PX
    axes = _Axes(choose_noun(plain, locale), rows, locale)
    drawn = {row["figure_id"] for row in rows}
    chart: alt.LayerChart = (
        alt.layer(
            _draw_years(axes),
            _draw_bands(rows, axes),
            _draw_lines(rows, axes),
            _draw_points(rows, axes),
            _draw_keys(labels, axes),
            _draw_labels(labels, axes),
        )
        .add_params(
            alt.param(name="is_narrow", expr="true" if compact else f"width < {int(room) + _LEAST_PLOT_PX}"),
            alt.param(name="label_left", expr=f"is_narrow ? 0 : width - {int(room)} + {_LABEL_PX}"),
            alt.param(name="plot_right", expr=f"is_narrow ? width - 8 : width - {int(room)}"),
            alt.param(
                name="plot_top", expr=f"is_narrow ? {_LABEL_PX * sum(len(row['narrow']) for row in labels) + 32} : 0"
            ),
        )
        .properties(
            width=width or WIDTH_PX,
            height=height or HEIGHT_PX,
            description=describe_chart(
                [describe_figure(row, locale) for row in plain if row["figure_id"] in drawn],
                len(plain) - len(drawn),
                locale,
            ),
            autosize=alt.AutoSizeParams(type="fit-x", contains="padding"),
        )
        .configure(**chart_config())
    )
    return chart


def _make_lines(plain: list[Row], sources: Sources, locale: str) -> list[list[Row]]:
    """Return the longest lines, each its points by date; equally long ones in the order of the rows."""
    found: dict[tuple[str, ...], dict[date, Row]] = {}
    for row in plain:
        details = tell_apart(row, locale) | {"date": "", "origin": row["origin_code"] or ""}
        key = (name_reporter(row["reporter"], locale), row["measure"], *details.values())
        found.setdefault(key, {}).setdefault(row["reference_period_end"], row)
    longest = sorted(found, key=lambda key: -len(found[key]))[:MAX_LINES]
    kept = [key for key in found if key in longest]
    differing = [part for part in range(2, 8) if len({key[part] for key in kept if len(key) > part}) > 1]
    names = {key: ", ".join(part for part in (key[0], *(key[part] for part in differing)) if part) for key in kept}
    colours = colour_reporters(names.values())
    lines = []
    for key in kept:
        entries = [
            _make_point(found[key][day], names[key], colours[names[key]], sources, locale) for day in sorted(found[key])
        ]
        lines.append(_cut_at_gaps(entries, sorted(found[key])))
    return lines


def _make_point(row: Row, name: str, colour: str, sources: Sources, locale: str) -> Row:
    is_bounded = row["value_low"] is not None and row["value_high"] is not None
    return {
        "figure_id": row["figure_id"],
        "date": row["reference_period_end"].isoformat(),
        "value": row["value"],
        "low": row["value_low"] if is_bounded else None,
        "high": row["value_high"] if is_bounded else None,
        "colour": colour,
        "shape": shape_of(Quantifier(row["quantifier"])).value,
        "line": name,
        "number": format_quantity(row, locale) + sources.mark_of(row["figure_id"]),
        "reporter": name_reporter(row["reporter"], locale),
        "period": format_period(row, locale),
        "place": format_place(row, locale),
        "sentence": describe_figure(row, locale),
    }


def _cut_at_gaps(line: list[Row], days: list[date]) -> list[Row]:
    """Return the points of a line with ``run``, which changes where the reporter skipped a date."""
    steps = [(after - before).days for before, after in pairwise(days)]
    longest = median(steps) * GAP_FACTOR if steps else 0
    run = 0
    cut = []
    for row, step in zip(line, [0, *steps], strict=True):
        run += step > longest
        cut.append(row | {"run": f"{row['line']} {run}"})
    return cut


def _place_labels(lines: list[list[Row]], rows: list[Row]) -> list[Row]:
    """Return a label for the last point of each line, moved apart where they would touch.

    ``at`` is its height on the scale of the chart; on a narrow screen it has ``narrow`` lines
    and stands ``above`` the plot after so many others.
    """
    top = max((row["high"] or row["value"] for row in rows), default=0) or 1
    gap = top * _LABEL_PX / _LOWEST_PLOT_PX
    newest = max((row["date"] for row in rows), default="")
    ends = sorted((line[-1] for line in lines), key=lambda row: -row["value"])
    heights: list[float] = []
    for row in ends:
        heights.append(min(row["value"], heights[-1] - gap) if heights else row["value"])
    floor = 0.0
    for place in reversed(range(len(heights))):
        heights[place] = max(heights[place], floor)
        floor = heights[place] + gap
    labels: list[Row] = []
    for row, at in zip(ends, heights, strict=True):
        label = f"{row['number']} {row['line']}" + (f", {row['date'][:4]}" if row["date"] < newest else "")
        above = labels[-1]["above"] + len(labels[-1]["narrow"]) if labels else 0
        look = {"colour": row["colour"], "shape": row["shape"], "label": label, "narrow": wrap(label, _NARROW_LETTERS)}
        labels.append(look | {"at": at, "above": above})
    return labels


class _Axes:
    """The two scales that all layers share, and the years between the first and the last point."""

    def __init__(self, noun: str, rows: list[Row], locale: str) -> None:
        years = [int(row["date"][:4]) for row in rows]
        self.years = range(min(years), max(years) + 1)
        self._noun = noun
        self._locale = locale

    def say(self, phrase: str) -> str:
        """Return a fixed phrase in the language of the chart."""
        return say(phrase, self._locale)

    def x(self, field: str = "date") -> alt.X:
        """Return the position in time: each year has its name in its middle."""
        axis = alt.Axis(
            title=None,
            values=[f"{year}-07-01" for year in self.years],
            labelExpr="utcFormat(datum.value, '%Y')",
            grid=False,
            ticks=False,
            labelColor=GREY,
            labelOverlap="greedy",
            labelSeparation=8,
        )
        domain = [f"{self.years.start}-01-01", f"{self.years.stop}-01-01"]
        scale = alt.Scale(type="utc", domain=domain, range=[0, {"expr": "plot_right"}])
        return alt.X(f"{field}:T", axis=axis, scale=scale)

    def y(self, field: str) -> alt.Y:
        """Return the height of a number, from zero."""
        axis = alt.Axis(
            title=self._noun or None,
            titleAngle=0,
            titleAlign="left",
            titleAnchor="end",
            titleX=0,
            titleY=alt.ExprRef("plot_top - 14"),
            tickCount=5,
            tickMinStep=1,
            domain=False,
            ticks=False,
            labelColor=GREY,
            labelExpr=format_axis(self._locale),
        )
        scale = alt.Scale(zero=True, nice=True, range=[{"expr": "height"}, {"expr": "plot_top"}])
        return alt.Y(f"{field}:Q", axis=axis, scale=scale)


def _colour() -> alt.Color:
    return alt.Color("colour:N", scale=None)


def _chart(rows: list[Row]) -> alt.Chart:
    return alt.Chart(alt.Data(values=rows))  # type: ignore[no-untyped-call]


def _draw_years(axes: _Axes) -> alt.Chart:
    chart: alt.Chart = (
        _chart([{"date": f"{year}-01-01"} for year in axes.years])
        .mark_rule(color="#EBEBEB", strokeWidth=1, aria=False)
        .encode(x=axes.x(), y=alt.value(alt.ExprRef("height")), y2=alt.value(alt.ExprRef("plot_top")))
    )
    return chart


def _draw_bands(rows: list[Row], axes: _Axes) -> alt.Chart:
    bounded = [row for row in rows if row["low"] is not None and row["low"] < row["high"]]
    chart: alt.Chart = (
        _chart(bounded)
        .mark_rule(strokeWidth=7, opacity=0.3, aria=False)
        .encode(x=axes.x(), y=axes.y("low"), y2=alt.Y2("high:Q"), color=_colour())
    )
    return chart


def _draw_lines(rows: list[Row], axes: _Axes) -> alt.Chart:
    chart: alt.Chart = (
        _chart(rows)
        .mark_line(strokeWidth=2, aria=False)
        .encode(x=axes.x(), y=axes.y("value"), color=_colour(), detail=alt.Detail("run:N"))
    )
    return chart


def _draw_points(rows: list[Row], axes: _Axes) -> alt.Chart:
    chart: alt.Chart = (
        _chart(rows)
        .mark_point(filled=True, size=_POINT_AREA_PX2, opacity=1, cursor="pointer")
        .encode(
            x=axes.x(),
            y=axes.y("value"),
            color=_colour(),
            shape=alt.Shape("shape:N", scale=None),
            description=alt.Description("sentence:N"),
            tooltip=[
                alt.Tooltip("number:N", title=axes.say("figure")),
                alt.Tooltip("reporter:N", title=axes.say("reporter")),
                alt.Tooltip("place:N", title=axes.say("place")),
                alt.Tooltip("period:N", title=axes.say("date")),
            ],
        )
        .add_params(alt.selection_point(name="pick", fields=["figure_id"]))
    )
    return chart


_LABEL_SHIFT = alt.ExprRef(f"is_narrow ? {_LABEL_PX} * (datum.above + 0.5) - scale('y', datum.at) : 0")


def _draw_keys(labels: list[Row], axes: _Axes) -> alt.Chart:
    chart: alt.Chart = (
        _chart(labels)
        .mark_point(filled=True, size=_POINT_AREA_PX2 * 1.5, opacity=1, yOffset=_LABEL_SHIFT, aria=False)
        .encode(
            x=alt.value(alt.ExprRef("label_left + 4")),
            y=axes.y("at"),
            color=_colour(),
            shape=alt.Shape("shape:N", scale=None),
        )
    )
    return chart


def _draw_labels(labels: list[Row], axes: _Axes) -> alt.Chart:
    chart: alt.Chart = (
        _chart(labels)
        .transform_calculate(lines="is_narrow ? datum.narrow : [datum.label]")
        .mark_text(
            align="left",
            baseline="middle",
            color=INK,
            fontSize=TEXT_SIZE_PX,
            limit=0,
            lineHeight=_LABEL_PX,
            dy=_LABEL_SHIFT,
            aria=False,
        )
        .encode(x=alt.value(alt.ExprRef("label_left + 14")), y=axes.y("at"), text=alt.Text("lines:N"))
    )
    return chart
