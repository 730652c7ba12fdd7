"""The day a remedy was over, also where its result was itself undone."""

from datetime import date

from mingheng.law.rules.context import Context
from mingheng.law.rules.docket import OVERTURNED, Act


def ended_on(context: Context, result: Act) -> date:
    """The day of the result, or of what brought back the decision it had taken away."""
    if result.facts.get("result") != OVERTURNED:
        return result.happened
    restored = [a for a in context.live.of(("restore_decision",)) if str(a.facts.get("undoes")) == str(result.n)]
    return restored[-1].happened if restored else result.happened
