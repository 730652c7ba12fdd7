"""What every special rule starts from: its type, and its answer in the rule's own words."""

from collections.abc import Callable

from mingheng.law.rules.context import Context
from mingheng.law.rules.docket import Act
from mingheng.law.rules.findings import Answer, Finding
from mingheng.law.rules.procedure import RuleSpec

Special = Callable[[str, RuleSpec, Context, Act], Finding]


def finding(code: str, rule: RuleSpec, act: Act, answer: Answer) -> Finding:
    """The rule's own words with an answer."""
    return Finding(
        code, rule.kind, answer, rule.why, rule.cite, rule.remedy, rule.remedy_act,
        field=rule.fact, party=act.party, severity=rule.severity,
    )  # fmt: skip
