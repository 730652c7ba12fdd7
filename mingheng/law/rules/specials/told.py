"""What every special rule starts from: its type, its answer in the rule's own words, and what a text says."""

import unicodedata
from collections.abc import Callable

from mingheng.law.rules.context import Context
from mingheng.law.rules.docket import Act
from mingheng.law.rules.findings import Answer, Finding
from mingheng.law.rules.procedure import RuleSpec

Special = Callable[[str, RuleSpec, Context, Act], Finding]

# Letters by their class, yet nothing is shown: U+115F, U+1160, and U+3164, U+FFA0 which compatibility folds to U+1160.
FILLERS = frozenset("\u115f\u1160")


def letters(text: str) -> str:
    """The letters and digits a reader sees; width, case, spaces, marks and fillers make no difference."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(ch for ch in folded if ch.isalnum() and ch not in FILLERS)


def finding(code: str, rule: RuleSpec, act: Act, answer: Answer) -> Finding:
    """The rule's own words with an answer."""
    return Finding(
        code, rule.kind, answer, rule.why, rule.cite, rule.remedy, rule.remedy_act,
        field=rule.fact, party=act.party, severity=rule.severity,
    )  # fmt: skip
