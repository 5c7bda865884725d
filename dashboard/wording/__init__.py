"""Every phrase a person reads: numbers, dates, places, figures, citations, rules.

It exists so that charts, exports, the command line and the app say the same thing in the
same words, and so that one gettext catalogue can translate all of them: English is the
source language, Babel writes numbers and dates. It decides nothing: what is counted and
what is shown is settled elsewhere. It must not know pandas, charts or screens.

Formatters take the values of ``dashboard.model``, or a row of either table with plain
Python values (``None`` where missing), as ``frames.read_rows`` returns it.
"""

from dashboard.wording.accuracy import (
    describe_accuracy,
    describe_external,
    describe_indicators,
    describe_verdicts,
    say_share,
)
from dashboard.wording.catalogue import say, translations
from dashboard.wording.dates import format_date, format_period, say_when
from dashboard.wording.fields import name_field
from dashboard.wording.figures import cite, describe_figure
from dashboard.wording.findings import (
    Shown,
    add_cause,
    count_figures,
    count_more,
    count_places,
    describe_chart,
    say_extent,
    say_finding,
    say_others,
    say_unchanged,
)
from dashboard.wording.history import (
    count_changes,
    format_moment,
    name_author,
    name_batch,
    name_change,
    name_figure,
    order_changes,
    say_change,
    say_decision,
    say_point,
    say_total,
)
from dashboard.wording.names import name_country, name_reporter, name_word
from dashboard.wording.numbers import (
    MISSING,
    count_noun,
    format_amount,
    format_count,
    format_number,
    format_quantity,
    format_range,
    say_step,
)
from dashboard.wording.places import fold, format_place
from dashboard.wording.rules import explain_role, explain_rule
from dashboard.wording.tables import list_roles, name_layout, name_role

__all__ = [
    "MISSING",
    "Shown",
    "add_cause",
    "cite",
    "count_changes",
    "count_figures",
    "count_more",
    "count_noun",
    "count_places",
    "describe_accuracy",
    "describe_chart",
    "describe_external",
    "describe_figure",
    "describe_indicators",
    "describe_verdicts",
    "explain_role",
    "explain_rule",
    "fold",
    "format_amount",
    "format_count",
    "format_date",
    "format_moment",
    "format_number",
    "format_period",
    "format_place",
    "format_quantity",
    "format_range",
    "list_roles",
    "name_author",
    "name_batch",
    "name_change",
    "name_country",
    "name_field",
    "name_figure",
    "name_layout",
    "name_reporter",
    "name_role",
    "name_word",
    "order_changes",
    "say",
    "say_change",
    "say_decision",
    "say_extent",
    "say_finding",
    "say_others",
    "say_point",
    "say_share",
    "say_step",
    "say_total",
    "say_unchanged",
    "say_when",
    "translations",
]
