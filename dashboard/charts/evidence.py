"""The evidence chart: what each source says, as a dot, a range or an open line.

It is for few, conflicting figures, the normal case with articles. Each row is one claim
with its own number in words, so nothing has to be read off an axis; no line joins the
rows, since they are not a series. Numbers are never rounded and hedges never dropped.

One specification serves every width: from a width on that leaves room for the marks, names
stand left and numbers beside the marks; below it (a phone), both stand above them. Which
of the two is decided where the chart is drawn, by the expressions in here.
"""

from math import log1p, log10
from textwrap import wrap
from typing import Any

import altair as alt
import pandas as pd

from dashboard.charts.citations import Sources
from dashboard.charts.theme import (
    COMPACT_TEXT_SIZE_PX,
    GREY,
    INK,
    LINE_GREY,
    MARK_AREA_PX2,
    RANGE_WIDTH_PX,
    TEXT_SIZE_PX,
    chart_config,
    colour_reporters,
    format_axis,
    shape_of,
)
from dashboard.frames import read_rows
from dashboard.model import Cause, Indicator, Measure, PopulationGroup, Quantifier, Unit
from dashboard.wording import (
    count_more,
    count_noun,
    describe_chart,
    describe_figure,
    format_period,
    format_place,
    format_quantity,
    name_reporter,
    name_word,
    say,
)

MAX_ROWS = 12
WIDTH_PX = 800
LINE_HEIGHT_PX = 17
LOG_FROM_RATIO = 200

_WIDE_LETTERS = 46
_NARROW_LETTERS = 44
_FLAT_LETTERS = 62
_LETTER_WIDTH_EM = 0.54
_OPEN_LINE_PX = 30
_LEAST_PLOT_PX = 200
_EDGE_PX = 8

Row = dict[str, Any]

_OPEN_ABOVE = {Quantifier.AT_LEAST, Quantifier.MORE_THAN}
_OPEN_BELOW = {Quantifier.AT_MOST, Quantifier.LESS_THAN}


def order_evidence(figures: pd.DataFrame) -> pd.DataFrame:
    """Return the figures in the order of the chart: the latest period first, then the highest number.

    Letter the sources in this order, so that they are read from top to bottom.
    """
    best = figures["value"].fillna(figures["value_high"]).fillna(figures["value_low"])
    order = figures.assign(best=best).sort_values(
        ["reference_period_end", "best", "reporter", "figure_id"],
        ascending=[False, False, True, True],
        na_position="last",
        kind="stable",
    )
    return order[list(figures.columns)]


def draw_evidence(
    figures: pd.DataFrame,
    sources: Sources,
    *,
    width: int | None = None,
    height: int | None = None,
    compact: bool = False,
    max_rows: int = MAX_ROWS,
    locale: str = "en",
) -> alt.LayerChart:
    """Return the chart of figures (or claims) of one indicator and unit, one row each.

    ``compact`` forces the layout for narrow screens at any width. Where there are more
    than ``max_rows``, the chart says how many are only in the table. Without a figure it says that
    this does not mean zero. A click on a mark sets the parameter ``pick`` to its ``figure_id``.
    """
    ordered = order_evidence(figures)
    plain = read_rows(ordered.head(max_rows))
    if not plain:
        return draw_nothing(width, height, locale)
    rows = _make_rows(plain, sources, locale)
    layers = [_draw_tracks(rows), _draw_ranges(rows), _draw_open_lines(rows), _draw_points(rows, locale)]
    layers += [_draw_numbers(rows), _draw_names(rows, "head", INK), _draw_names(rows, "where", GREY)]
    left_out = len(ordered) - len(plain)
    title = alt.TitleParams(
        count_more(left_out, locale), anchor="start", orient="bottom", color=GREY, fontWeight="normal"
    )
    chart: alt.LayerChart = (
        alt.layer(*layers)
        .add_params(*_share_room(rows, compact=compact))
        .resolve_scale(color="independent", shape="independent")
        .properties(
            width=width or WIDTH_PX,
            height=height or _height_of_row(rows) * len(rows),
            description=describe_chart([describe_figure(row, locale) for row in plain], left_out, locale),
            autosize=alt.AutoSizeParams(type="fit-x", contains="padding"),
            **({"title": title} if left_out else {}),
        )
        .configure(**chart_config())
    )
    return chart


def draw_nothing(width: int | None, height: int | None, locale: str) -> alt.LayerChart:
    """Return a chart that says that no figure was found, and that this is not zero."""
    text = say("no_figure", locale)
    note = _chart([{"text": text}]).mark_text(color=GREY, fontSize=TEXT_SIZE_PX, limit=0)
    chart: alt.LayerChart = (
        alt.layer(note.encode(text=alt.Text("text:N")))
        .properties(width=width or WIDTH_PX, height=height or 80, description=text)
        .configure(**chart_config())
    )
    return chart


# Rows ---------------------------------------------------------------------------------------


def _make_rows(plain: list[Row], sources: Sources, locale: str) -> list[Row]:
    """Return what the marks need, one entry a row; what all rows share is left to the title."""
    colours = colour_reporters(name_reporter(row["reporter"], locale) for row in plain)
    details = [tell_apart(row, locale) for row in plain]
    differing = [name for name in details[0] if len({entry[name] for entry in details}) > 1]
    shown = differing if len(plain) > 1 else ["place", "date"]
    rows = []
    for place, (row, entry) in enumerate(zip(plain, details, strict=True)):
        number = format_quantity(row, locale) + sources.mark_of(row["figure_id"])
        reporter = name_reporter(row["reporter"], locale)
        where = ", ".join(entry[name] for name in shown if entry[name])
        rows.append(
            _measure(row)
            | {
                "figure_id": row["figure_id"],
                "row": place,
                "colour": colours[reporter],
                "shape": shape_of(Quantifier(row["quantifier"])).value,
                "noun": choose_noun([row], locale),
                "number": number,
                "reporter": reporter,
                "place": format_place(row, locale),
                "date": format_period(row, locale),
                "sentence": describe_figure(row, locale),
                "wide_head": wrap(reporter, _WIDE_LETTERS),
                "wide_where": wrap(where, _WIDE_LETTERS),
                "narrow_head": wrap(f"{number} · {reporter}", _NARROW_LETTERS),
                "narrow_where": wrap(where, _NARROW_LETTERS),
                "flat": wrap(" · ".join(part for part in (reporter, where) if part), _FLAT_LETTERS),
            }
        )
    return rows


def tell_apart(row: Row, locale: str) -> dict[str, str]:
    """Return what may tell two rows apart besides number and reporter."""
    group, cause = PopulationGroup(row["population_group"]), Cause(row["cause"])
    return {
        "indicator": count_noun(Indicator(row["indicator"]), Unit(row["unit"]), None, locale=locale),
        "place": format_place(row, locale, with_country=False),
        "date": format_period(row, locale),
        "group": "" if group is PopulationGroup.ALL else name_word(group, locale),
        "cause": say("by_disaster", locale) if cause is Cause.DISASTER else "",
        "measure": name_word(Measure.CUMULATIVE, locale) if row["measure"] == Measure.CUMULATIVE.value else "",
    }


def _measure(row: Row) -> Row:
    """Return where the marks of a row stand: bounds, the point, and which side is open."""
    value, low, high = row["value"], row["value_low"], row["value_high"]
    stated = [number for number in (low, value, high) if number is not None]
    quantifier = Quantifier(row["quantifier"])
    is_above = quantifier in _OPEN_ABOVE or (value is None and high is None)
    is_below = quantifier in _OPEN_BELOW or (value is None and low is None)
    return {
        "low": min(stated),
        "high": max(stated),
        "point": value if value is not None else (min(stated) + max(stated)) / 2,
        "is_range": min(stated) < max(stated),
        "open": 1 if is_above else -1 if is_below else 0,
    }


def _count_lines(rows: list[Row], layout: str) -> int:
    return max(len(row[f"{layout}_head"]) + len(row[f"{layout}_where"]) for row in rows)


def _height_of_row(rows: list[Row]) -> int:
    """Return the height in pixels in which a row has room in either layout."""
    narrow, wide = _count_lines(rows, "narrow"), _count_lines(rows, "wide")
    return max(narrow * LINE_HEIGHT_PX + 28, wide * LINE_HEIGHT_PX + 12)


def _share_room(rows: list[Row], *, compact: bool) -> list[alt.Parameter]:
    """Return the expressions that choose a layout, and say what names and numbers leave for the marks."""
    lines = _count_lines(rows, "wide")
    names = _text_width([line for row in rows for line in (*row["wide_head"], *row["wide_where"])])
    flat = _text_width([line for row in rows for line in row["flat"]])
    right = max(_room_right(row, rows) for row in rows)
    is_low = f"height / {len(rows)} < {lines * LINE_HEIGHT_PX + 6}"
    has_room = f"width > {flat + right + _LEAST_PLOT_PX}"
    expressions = {
        "is_narrow": "true" if compact else f"width < {names + right + _LEAST_PLOT_PX}",
        "is_flat": f"!is_narrow && {lines} > 1 && {is_low} && {has_room}",
        "band": f"height / {len(rows)}",
        "text_size": f"is_narrow ? {COMPACT_TEXT_SIZE_PX} : {TEXT_SIZE_PX}",
        "plot_left": f"is_narrow ? {_OPEN_LINE_PX} : (is_flat ? {flat} : {names})",
        "plot_right": f"width - (is_narrow ? {_OPEN_LINE_PX + _EDGE_PX} : {right})",
    }
    return [alt.param(name=name, expr=expression) for name, expression in expressions.items()]


def _room_right(row: Row, rows: list[Row]) -> int:
    """Return the room a row's number needs beyond the end of the scale, in the narrowest plot."""
    number = _text_width([row["number"]]) + (_OPEN_LINE_PX if row["open"] > 0 else 0) + _EDGE_PX
    return max(_EDGE_PX, int(number - (1 - _share(row["high"], _numbers(rows))) * _LEAST_PLOT_PX))


def _share(number: float, numbers: list[float]) -> float:
    """Return how far along the scale a number stands: 0 at its start, 1 at its end."""
    kind = choose_scale(numbers)["type"]
    place = {"linear": float, "log": log10, "symlog": log1p}[kind]
    start, end = place(min(numbers) if kind == "log" else 0), place(max(numbers))
    return (place(number) - start) / (end - start) if end > start else 1


def _numbers(rows: list[Row]) -> list[float]:
    return [row[side] for row in rows for side in ("low", "high")]


def _text_width(texts: list[str]) -> int:
    return int(max(map(len, texts), default=0) * _LETTER_WIDTH_EM * TEXT_SIZE_PX) + 2 * _EDGE_PX


def choose_noun(plain: list[Row], locale: str = "en") -> str:
    """Return what the rows count, as the title of an axis; "" if they count different things.

    Example:
        >>> choose_noun([{"indicator": "killed", "unit": "person"}]), choose_noun([])
        ('People killed', '')
    """
    nouns = {count_noun(Indicator(row["indicator"]), Unit(row["unit"]), None, locale=locale) for row in plain}
    noun = nouns.pop() if len(nouns) == 1 else ""
    return noun[:1].upper() + noun[1:]


# Scales -------------------------------------------------------------------------------------

_RANGE = [{"expr": "plot_left"}, {"expr": "plot_right"}]


def _y() -> alt.Y:
    return alt.Y("row:O", axis=None, sort=None, scale=alt.Scale(type="band", paddingInner=0, paddingOuter=0))


def _x(rows: list[Row], field: str, locale: str = "en") -> alt.X:
    """Return the position along the one scale of all marks."""
    scale = choose_scale(_numbers(rows))
    nouns = {row["noun"] for row in rows}
    title = nouns.pop() if len(nouns) == 1 else ""
    if scale["type"] != "linear":
        title = ", ".join(part for part in (title, say("logarithmic", locale)) if part)
    powers = [10.0**exponent for exponent in range(13) if 10**exponent <= max(_numbers(rows))]
    axis = alt.Axis(
        values=alt.Undefined if scale["type"] == "linear" else [*([0] if scale["type"] == "symlog" else []), *powers],
        tickMinStep=1,
        title=title or None,
        grid=True,
        tickCount=alt.ExprRef("is_narrow ? 3 : 6"),
        domain=False,
        ticks=False,
        labelExpr=format_axis(locale),
        labelOverlap="greedy",
        labelSeparation=16,
        labelColor=GREY,
    )
    return alt.X(f"{field}:Q", scale=scale, axis=axis)


def choose_scale(numbers: list[float]) -> alt.Scale:
    """Return a scale from zero, or a logarithmic one where the small numbers would vanish.

    A dot does not need a scale from zero, but with one the eye can compare; 3 and
    5,000,000 on it would be 3 and nothing else. With a zero among them the scale is
    linear next to it.

    Example:
        >>> choose_scale([157, 170])["type"], choose_scale([3, 5_000_000])["type"], choose_scale([0, 3, 9_000])["type"]
        ('linear', 'log', 'symlog')
    """
    positive = [number for number in numbers if number > 0]
    if not positive or max(positive) / min(positive) < LOG_FROM_RATIO:
        return alt.Scale(type="linear", domain=[0, max(numbers) or 1], nice=True, range=_RANGE)
    if len(positive) < len(numbers):
        return alt.Scale(type="symlog", domain=[0, max(numbers)], range=_RANGE)
    return alt.Scale(type="log", domain=[min(numbers), max(numbers)], nice=True, range=_RANGE)


# Layers -------------------------------------------------------------------------------------

_MARK_OFFSET = alt.ExprRef("is_narrow ? band / 2 - 14 : 0")


def _chart(rows: list[Row]) -> alt.Chart:
    return alt.Chart(alt.Data(values=rows))  # type: ignore[no-untyped-call]


def _draw_tracks(rows: list[Row]) -> alt.Chart:
    chart: alt.Chart = (
        _chart([{"row": row["row"]} for row in rows])
        .mark_rule(color=LINE_GREY, strokeWidth=1, strokeDash=[1, 3], yOffset=_MARK_OFFSET, aria=False)
        .encode(x=alt.value(alt.ExprRef("plot_left")), x2=alt.value(alt.ExprRef("plot_right")), y=_y())
    )
    return chart


def _draw_ranges(rows: list[Row]) -> alt.Chart:
    chart: alt.Chart = (
        _chart([row for row in rows if row["is_range"]])
        .mark_rule(strokeWidth=RANGE_WIDTH_PX * 2, strokeCap="butt", opacity=0.55, yOffset=_MARK_OFFSET, aria=False)
        .encode(x=_x(rows, "low"), x2=alt.X2("high:Q"), y=_y(), color=_colour())
    )
    return chart


def _draw_open_lines(rows: list[Row]) -> alt.Chart:
    """Draw a dashed line of fixed length from a number towards the side its source leaves open."""
    offset = alt.ExprRef(f"datum.open * {_OPEN_LINE_PX}")
    chart: alt.Chart = (
        _chart([row for row in rows if row["open"]])
        .mark_rule(strokeWidth=RANGE_WIDTH_PX, strokeDash=[4, 3], yOffset=_MARK_OFFSET, x2Offset=offset, aria=False)
        .encode(x=_x(rows, "point"), x2=alt.X2("point:Q"), y=_y(), color=_colour())
    )
    return chart


def _draw_points(rows: list[Row], locale: str) -> alt.Chart:
    chart: alt.Chart = (
        _chart(rows)
        .mark_point(filled=True, size=MARK_AREA_PX2, opacity=1, yOffset=_MARK_OFFSET, cursor="pointer", strokeWidth=2)
        .encode(
            x=_x(rows, "point", locale),
            y=_y(),
            color=_colour(),
            shape=alt.Shape("shape:N", scale=None),
            description=alt.Description("sentence:N"),
            tooltip=[
                alt.Tooltip("number:N", title=say("figure", locale)),
                alt.Tooltip("reporter:N", title=say("reporter", locale)),
                alt.Tooltip("place:N", title=say("place", locale)),
                alt.Tooltip("date:N", title=say("date", locale)),
            ],
        )
        .add_params(alt.selection_point(name="pick", fields=["figure_id"]))
    )
    return chart


def _colour() -> alt.Color:
    return alt.Color("colour:N", scale=None)


def _draw_numbers(rows: list[Row]) -> alt.Chart:
    chart: alt.Chart = (
        _chart(rows)
        .transform_calculate(beside="is_narrow ? '' : datum.number")
        .mark_text(
            align="left",
            baseline="middle",
            color=INK,
            fontWeight=600,
            fontSize=TEXT_SIZE_PX,
            limit=0,
            dx=alt.ExprRef(f"datum.open > 0 ? {_OPEN_LINE_PX + _EDGE_PX} : {_EDGE_PX + 4}"),
            aria=False,
        )
        .encode(x=_x(rows, "high"), y=_y(), text=alt.Text("beside:N"))
    )
    return chart


def _draw_names(rows: list[Row], part: str, colour: str) -> alt.Chart:
    """Draw the first or the second part of the names; on one line where rows are low."""
    flat = "datum.flat" if part == "head" else "[]"
    lines = f"is_flat ? {flat} : (is_narrow ? datum.narrow_{part} : datum.wide_{part})"
    before = (
        "0" if part == "head" else f"(is_narrow ? datum.narrow_head.length : datum.wide_head.length) * {LINE_HEIGHT_PX}"
    )
    block = f"(datum.wide_head.length + datum.wide_where.length - 1) * {LINE_HEIGHT_PX} / 2"
    flat_block = f"(datum.flat.length - 1) * {LINE_HEIGHT_PX} / 2"
    first = f"is_flat ? -{flat_block} : (is_narrow ? {LINE_HEIGHT_PX / 2} - band / 2 : -{block})"
    chart: alt.Chart = (
        _chart(rows)
        .transform_calculate(lines=lines)
        .mark_text(
            align="left",
            baseline="middle",
            color=colour,
            fontSize=alt.ExprRef("text_size"),
            lineHeight=LINE_HEIGHT_PX,
            limit=0,
            dy=alt.ExprRef(f"({first}) + {before}"),
            aria=False,
        )
        .encode(x=alt.value(0), y=_y(), text=alt.Text("lines:N"))
    )
    return chart
