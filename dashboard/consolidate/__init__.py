"""Figures become claims, claims become totals, and a ledger says why.

Nothing in here may add the same people twice, add reporters together, or turn "no figure
found" into zero. The order of the rows that come in never changes what comes out.
"""

from dashboard.consolidate.pipeline import Consolidation, consolidate, latest
from dashboard.consolidate.rules import Role, Rule

__all__ = ["Consolidation", "Role", "Rule", "consolidate", "latest"]
