"""How often a rule was right when it warned, by what was answered: false alarms count against it."""

from collections import Counter
from collections.abc import Mapping

from mingheng.supervision.models import AnswerKind, FindingAnswer

TRUE_ALARMS = (AnswerKind.CONFIRMED, AnswerKind.PUT_RIGHT)


def precision_of(procedure: str) -> Mapping[str, str]:
    """A sentence by code of rule, for those that were answered: of the last settling answer of each finding. One query."""
    settled = FindingAnswer.objects.filter(settles=True, finding__procedure=procedure)
    last = settled.order_by("finding", "-n").distinct("finding").values_list("finding__rule", "kind")
    right, wrong = Counter[str](), Counter[str]()
    for rule, kind in last:
        right[rule] += kind in TRUE_ALARMS
        wrong[rule] += kind == AnswerKind.FALSE_ALARM
    return {
        rule: f"预警答复 {right[rule] + wrong[rule]} 条：属实 {right[rule]} 条，误报 {wrong[rule]} 条，准确率 {share:.0%}"
        for rule in right.keys() | wrong.keys()
        if right[rule] + wrong[rule]
        for share in [right[rule] / (right[rule] + wrong[rule])]
    }
