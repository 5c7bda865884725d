"""What each column of a table was taken for: shown in words, and corrected by choosing other words.

A layout that is known stays folded; one that is not stands open, since somebody has to look at it
before its figures are of use.
"""

from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.model import DashboardError, Indicator, Period, Unit
from dashboard.reference.indicators import load_indicators
from dashboard.reference.places import load_countries
from dashboard.services.add import Draft
from dashboard.store import DraftInput
from dashboard.tables import ColumnMeaning, Counted, Role, Sample, TableMapping
from dashboard.ui.components.text import escape
from dashboard.ui.desk import open_drafts_desk
from dashboard.wording import list_roles, name_country, name_layout, name_role, name_word

NOT_SAID = "Not said for the whole table"
BY_EVIDENCE = "As the cells show"
DECIMAL_MARKS = {None: BY_EVIDENCE, ".": "1,234.5 (point before decimals)", ",": "1.234,5 (comma before decimals)"}
DATE_ORDERS = {None: BY_EVIDENCE, True: "Day first: 31/12/2024", False: "Month first: 12/31/2024"}
EACH_ROW_AN_EVENT = "Each row is a different event"
EVENTS_HELP = (
    "Tick this for a list of events, such as one attack or one flood a row. The numbers of all its rows are then "
    "added up, even where two rows have the same place, day and number. Leave it empty if a row can give the newer "
    "number of another one, or a part or the total of others: the same people would be counted twice."
)
NUMBER_ROLES = (Role.VALUE, Role.VALUE_LOW, Role.VALUE_HIGH)
LONGEST_EXAMPLES = 80
MOST_COLUMNS = 60


def show_mapping(token: str, kept: DraftInput, draft: Draft) -> None:
    """Show how the table was read, and the ways to have it read otherwise."""
    mapping = draft.reading.mapping
    if mapping is None:
        return
    if draft.reading.is_known:
        st.markdown(escape(describe_layout(draft, mapping)))
    else:
        st.warning("The columns of this table are not known yet. Say what each of them is, then read it again.")
    _choose_sheet(token, kept, draft, mapping)
    with st.expander("What each column is taken for", expanded=not draft.reading.is_known):
        is_to_change = not draft.reading.is_known or st.toggle("Change this")
        if is_to_change:
            _show_form(token, kept, draft, mapping)
        else:
            table = make_table(mapping).map(escape)
            st.table(table, border="horizontal", hide_index=True, alt="Columns and their meanings")
            if words := describe_details(mapping.constants):
                st.markdown(escape(f"For the whole table, where no column says otherwise: {', '.join(words)}."))
            if mapping.is_event_list:
                st.markdown(f"{EACH_ROW_AN_EVENT}.")


def make_table(mapping: TableMapping) -> pd.DataFrame:
    """Return the columns with what they are taken for, one a row.

    Example:
        >>> make_table(TableMapping("long", (ColumnMeaning("Pays", Role.LOCATION_NAME),))).iloc[0].tolist()
        ['Pays', 'Country (name)']
    """
    counted = Counted(mapping.constants.indicator)
    columns = [
        replace(column, counted=column.counted.over(counted)) if column.role in NUMBER_ROLES else column
        for column in mapping.columns
    ]
    meanings = [describe_meaning(column) + (f" ({column.reason})" if column.reason else "") for column in columns]
    return pd.DataFrame({"Column": [_name_column(mapping, n) for n in range(len(meanings))], "Taken for": meanings})


def _name_column(mapping: TableMapping, position: int) -> str:
    return mapping.columns[position].header or f"Column {position + 1}"


def describe_layout(draft: Draft, mapping: TableMapping) -> str:
    """Return in one line how the columns were understood."""
    if draft.is_settled:
        return "Read with the meanings of the columns that you chose."
    if draft.is_remembered:
        return "Read with the meanings that were chosen for an earlier file with these columns."
    return f"Read as: {draft.layout_title or name_layout(mapping.layout) or mapping.layout}."


def _choose_sheet(token: str, kept: DraftInput, draft: Draft, mapping: TableMapping) -> None:
    """Offer the other sheets of a workbook; their columns are others, so they are looked at anew."""
    sheets = draft.reading.sheets
    if len(sheets) < 2:
        return
    current = mapping.sheet if mapping.sheet in sheets else sheets[0]
    chosen = st.selectbox("Sheet of the workbook", sheets, index=sheets.index(current))
    if chosen != current:
        _reread(token, kept, TableMapping("", (), sheet=chosen))


def _show_form(token: str, kept: DraftInput, draft: Draft, mapping: TableMapping) -> None:
    """Show a row for each column, then what holds for the whole table."""
    shown = list(zip(mapping.columns, draft.reading.samples, strict=False))[:MOST_COLUMNS]
    with st.form("meanings", border=False, enter_to_submit=False):
        columns = [
            _choose_meaning(position, _name_column(mapping, position), column, sample)
            for position, (column, sample) in enumerate(shown)
        ]
        if rest := mapping.columns[len(columns) :]:
            st.markdown(
                "1 more column keeps its meaning." if len(rest) == 1 else f"{len(rest):,} more columns keep theirs."
            )
        st.markdown("**For the whole table**, where no column says it:")
        settings = _choose_settings(draft, mapping)
        if st.form_submit_button("Read again with these meanings", type="primary"):
            try:
                chosen = _settle(mapping, [*columns, *rest], settings)
            except ValueError:
                st.error("**This is not a date.** Write it like 2024, 2024-05 or 2024-05-31.")
                return
            _reread(token, kept, chosen)


def _choose_meaning(position: int, header: str, column: ColumnMeaning, sample: Sample) -> ColumnMeaning:
    """Show one column with examples of its cells, and return what it is taken for."""
    name, choice = st.columns([2, 3], vertical_alignment="center")
    examples = ", ".join(sample.texts)[:LONGEST_EXAMPLES] or "no cell is filled in"
    name.markdown(f"**{escape(header)}**  \n:small[:gray[{escape(examples)}]]")
    options = list_meanings(column)
    label = choice.selectbox(
        f"What “{header}” is",
        list(options),
        index=list(options).index(describe_meaning(column)),
        key=f"meaning_{position}_{header}",
        label_visibility="collapsed",
    )
    return options[label]


def list_meanings(proposed: ColumnMeaning) -> dict[str, ColumnMeaning]:
    """Return all that a column can be, by what it is called; what was proposed is among them.

    Example:
        >>> meanings = list_meanings(ColumnMeaning("dead", Role.VALUE, Counted(Indicator.KILLED)))
        >>> meanings["Left out"].role, meanings["Number: People killed"].counted.indicator
        (<Role.IGNORED: 'ignored'>, <Indicator.KILLED: 'killed'>)
    """
    header = proposed.header
    found = [ColumnMeaning(header, Role.IGNORED)]
    for indicator in Indicator:
        found.append(ColumnMeaning(header, Role.VALUE, Counted(indicator)))
        if load_indicators()[indicator].unit is Unit.PERSON:
            found.append(ColumnMeaning(header, Role.VALUE, Counted(indicator, unit=Unit.HOUSEHOLD)))
    found += [ColumnMeaning(header, Role(role)) for role in list_roles() if role not in (Role.IGNORED, Role.WORDS)]
    return {describe_meaning(meaning): meaning for meaning in [*found, proposed]}


def describe_meaning(meaning: ColumnMeaning) -> str:
    """Return what a column is, in words.

    Example:
        >>> describe_meaning(ColumnMeaning("hh", Role.VALUE, Counted(Indicator.IDPS, unit=Unit.HOUSEHOLD)))
        'Number: Internally displaced people, households'
        >>> describe_meaning(ColumnMeaning("country", Role.LOCATION_NAME))
        'Country (name)'
    """
    if meaning.role not in NUMBER_ROLES or meaning.counted == Counted():
        return name_role(meaning.role)
    kind = "Number" if meaning.role is Role.VALUE else name_role(meaning.role)
    return f"{kind}: {', '.join(describe_details(meaning.counted)) or 'what it counts is said elsewhere'}"


def describe_details(said: Counted) -> list[str]:
    """Return everything that is said about numbers, in words.

    Example:
        >>> describe_details(Counted(Indicator.KILLED, location_code="MLI", reporter="OCHA"))
        ['People killed', 'Mali', 'OCHA']
    """
    words = [said.indicator, said.population_group, said.measure, said.cause, said.certainty]
    unit = name_word(said.unit) if said.unit and said.unit is not Unit.PERSON else None
    places = [name_country(code) for code in (said.location_code, said.origin_code) if code]
    part = "a part of the total" if said.part_of else None
    named = [name_word(word) for word in words if word is not None]
    return [part for part in (*named, unit, *places, said.period, said.reporter, part) if part]


def _choose_settings(draft: Draft, mapping: TableMapping) -> dict[str, Any]:
    """Show what holds for all rows, and return what is chosen by its name."""
    said = mapping.constants
    grid = st.grid(3, min_column_width=220)
    countries = [None, *sorted(load_countries(), key=name_country)]
    indicators = [None, *Indicator]
    settings: dict[str, Any] = {
        "location_code": grid.selectbox(
            "Country",
            countries,
            index=countries.index(said.location_code),
            format_func=lambda code: name_country(code) if code else NOT_SAID,
        ),
        "reporter": grid.text_input("Who says it", said.reporter or "", placeholder=NOT_SAID),
        "period": grid.text_input("Date, month or year", said.period or "", placeholder="2024-05-31, 2024-05 or 2024"),
        "indicator": grid.selectbox(
            "What is counted",
            indicators,
            index=indicators.index(said.indicator),
            format_func=lambda word: name_word(word) if word else NOT_SAID,
        ),
    }
    settings["is_event_list"] = st.checkbox(EACH_ROW_AN_EVENT, value=mapping.is_event_list, help=EVENTS_HELP)
    codes = {problem.code for problem in draft.problems}
    if "ambiguous_number" in codes or mapping.decimal_mark is not None:
        marks = list(DECIMAL_MARKS)
        settings["decimal_mark"] = grid.selectbox(
            "How numbers are written",
            marks,
            index=marks.index(mapping.decimal_mark),
            format_func=DECIMAL_MARKS.__getitem__,
        )
    if "ambiguous_date" in codes or mapping.is_day_first is not None:
        orders = list(DATE_ORDERS)
        settings["is_day_first"] = grid.selectbox(
            "How dates are written",
            orders,
            index=orders.index(mapping.is_day_first),
            format_func=DATE_ORDERS.__getitem__,
        )
    return settings


def _settle(mapping: TableMapping, columns: list[ColumnMeaning], settings: dict[str, Any]) -> TableMapping:
    """Return the mapping as it was chosen.

    Raises:
        ValueError: the date is none.
    """
    period = str(settings.pop("period") or "").strip() or None
    if period:
        Period.fromisoformat(period)
    constants = replace(
        mapping.constants,
        location_code=settings.pop("location_code"),
        reporter=str(settings.pop("reporter") or "").strip() or None,
        indicator=settings.pop("indicator"),
        period=period,
    )
    return replace(mapping, columns=tuple(columns), constants=constants, is_known=True, **settings)


def _reread(token: str, kept: DraftInput, mapping: TableMapping) -> None:
    """Keep the meanings with the draft, and read it again with them."""
    try:
        open_drafts_desk().change(token, replace(kept, mapping=mapping.to_json()))
    except DashboardError as error:
        st.error(escape(error.problem.message))
        return
    st.rerun()
