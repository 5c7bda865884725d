"""Rule 4: reporters are never added together.

In each topic one reporter is counted; the others stand beside it as context, if they speak
of a comparable period.
"""

from collections.abc import Collection
from typing import Any

import pandas as pd

from dashboard.consolidate.periods import Span, count_days, hull, is_comparable, span_of
from dashboard.consolidate.rules import Role, Rule, decide, is_open
from dashboard.frames import read_rows
from dashboard.wording import explain_role


def choose_reporter(figures: pd.DataFrame) -> pd.DataFrame:
    """Rule 4: count the reporter who covers the period and spoke last; show the others beside it.

    Of two that spoke last, the most specific, then the reviewed one is counted.
    """
    topics: dict[int, list[dict[str, Any]]] = {}
    for row in read_rows(figures.loc[is_open(figures), ["figure_id", "topic", "source", "start", "end", "measure"]]):
        topics.setdefault(row["topic"], []).append(row)
    verdicts = {figure_id: verdict for rows in topics.values() for figure_id, verdict in _judge(rows).items()}
    roles = figures["figure_id"].map({figure_id: role for figure_id, (role, _) in verdicts.items()})
    reasons = figures["figure_id"].map({figure_id: reason for figure_id, (_, reason) in verdicts.items()})
    reasons = reasons.astype("string")
    return (
        figures.pipe(decide, roles == Role.COUNTED, Role.COUNTED, Rule.ONE_REPORTER, reasons)
        .pipe(decide, roles == Role.CONTEXT, Role.CONTEXT, Rule.ONE_REPORTER, reasons)
        .pipe(decide, roles == Role.OUT, Role.OUT, Rule.SEPARATE_PERIODS, reasons)
    )


def _judge(rows: list[dict[str, Any]]) -> dict[str, tuple[Role, str]]:
    """Return role and reason of each claim of one topic; the preferred claim is the upper one."""
    accounts: dict[str, list[Span | None]] = {}
    for row in rows:
        accounts.setdefault(row["source"], []).append(span_of(row))
    if len(accounts) == 1:
        return {row["figure_id"]: (Role.COUNTED, explain_role("alone" if len(rows) == 1 else "added")) for row in rows}
    spans = {source: hull(account) for source, account in accounts.items()}
    longest = max(spans.values(), key=count_days)
    is_stock = rows[0]["measure"] == "stock"
    chosen = next(source for source, span in spans.items() if is_stock or is_comparable(span, longest))
    beside = {source for source, span in spans.items() if is_stock or is_comparable(span, spans[chosen])}
    return {row["figure_id"]: _verdict(row["source"], chosen, beside) for row in rows}


def _verdict(source: str, chosen: str, beside: Collection[str]) -> tuple[Role, str]:
    if source == chosen:
        return Role.COUNTED, explain_role("preferred")
    if source in beside:
        return Role.CONTEXT, explain_role("beside", reporter=chosen)
    return Role.OUT, explain_role("shorter")
