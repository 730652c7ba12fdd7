"""Patterns no single rule shows: what each looks for is in `lawbook/patterns/`, how is here, one expression a pattern.

An expression gives the acts that a pattern rests on, one row an act (`asked.grounds`): DuckDB and Spark put rows together in
an order only by windows, so that putting the acts of a finding together is left to Python (`findings`).
"""

from mingheng.insight.rules.patterns.asked import Asked
from mingheng.insight.rules.patterns.finding_all import EVERY, find_patterns
from mingheng.insight.rules.patterns.findings import Found
from mingheng.insight.rules.patterns.lacking import Lack
from mingheng.insight.rules.patterns.not_filed import LEADS

__all__ = ["EVERY", "LEADS", "Asked", "Found", "Lack", "find_patterns"]
