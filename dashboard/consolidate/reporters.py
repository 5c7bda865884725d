"""Rule 4: reporters are never added together.

In each topic one reporter is counted; the others stand beside it as context, if they speak
of a comparable period.
"""

from collections.abc import Collection

import pandas as pd

from dashboard.consolidate.periods import hull, is_comparable, spans_of
from dashboard.consolidate.rules import Role, Rule, decide, is_open
from dashboard.wording import explain_role


def choose_reporter(figures: pd.DataFrame) -> pd.DataFrame:
    """Rule 4: count the reporter who covers the period and spoke last; show the others beside it.

    Of two that spoke last, the most specific, then the reviewed one is counted.
    """
    running = figures[is_open(figures)]
    verdicts = [_judge(rows) for _, rows in running.groupby("topic", observed=True, sort=False)]
    verdict = pd.concat(verdicts) if verdicts else pd.DataFrame(columns=["role", "reason"])
    verdict = verdict.reindex(figures.index).astype("string")
    rows = {role: (verdict["role"] == role.value).fillna(False).astype(bool) for role in Role}
    return (
        figures.pipe(decide, rows[Role.COUNTED], Role.COUNTED, Rule.ONE_REPORTER, verdict["reason"])
        .pipe(decide, rows[Role.CONTEXT], Role.CONTEXT, Rule.ONE_REPORTER, verdict["reason"])
        .pipe(decide, rows[Role.OUT], Role.OUT, Rule.SEPARATE_PERIODS, verdict["reason"])
    )


def _judge(rows: pd.DataFrame) -> pd.DataFrame:
    """Return role and reason of the claims of one topic."""
    spans = {source: hull(spans_of(account)) for source, account in rows.groupby("source", sort=False)}
    if len(spans) == 1:
        reason = explain_role("alone" if len(rows) == 1 else "added")
        return pd.DataFrame({"role": Role.COUNTED.value, "reason": reason}, index=rows.index)
    longest = max(spans.values(), key=lambda span: span.days if span else 0)
    is_stock = (rows["measure"] == "stock").all()
    chosen = next(source for source, span in spans.items() if is_stock or is_comparable(span, longest))
    beside = {source for source, span in spans.items() if is_stock or is_comparable(span, spans[chosen])}
    verdicts = {source: _verdict(source, chosen, beside) for source in spans}
    return pd.DataFrame([verdicts[source] for source in rows["source"]], columns=["role", "reason"], index=rows.index)


def _verdict(source: object, chosen: object, beside: Collection[object]) -> tuple[str, str]:
    if source == chosen:
        return Role.COUNTED.value, explain_role("preferred")
    if source in beside:
        return Role.CONTEXT.value, explain_role("beside", reporter=str(chosen))
    return Role.OUT.value, explain_role("shorter")
