"""What a correction of a slip of the pen may touch: wording of the handlers' own papers, nothing that decides."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from mingheng.law.rules.context import Context
from mingheng.law.rules.docket import Act, Docket, effective
from mingheng.law.rules.findings import Answer, Finding
from mingheng.law.rules.procedure import FactSpec, RuleSpec
from mingheng.law.rules.specials.told import finding

CLERICAL = frozenset({"text", "long_text", "place"})
_FIGURE = re.compile(r"[0-9〇零一二三四五六七八九十百千万亿点.,]+(?:万元|元|年|月|日|时|分|天|%|倍)")


class Slip(NamedTuple):
    """One fact of an earlier act that a correction may mend."""

    act: Act
    name: str
    spec: FactSpec


def slips(docket: Docket, kind: str) -> Iterator[Slip]:
    """What an act of this kind may correct in the docket as it stands, in the docket's order.

    Sums, days, persons and choices need their own act anew; so do opinions that had to be argued, what
    others signed, and corrections themselves.
    """
    for target in effective(docket).acts:
        if not _own(docket, target, kind):
            continue
        argued = {f for r in docket.procedure.rules_of(target.kind).values() if r.kind == "argued" for f in r.facts}
        for name, spec in docket.procedure.facts_of(target.kind).items():
            if spec.type in CLERICAL and name not in argued and target.facts.get(name):
                yield Slip(target, name, spec)


def figures(text: str) -> Counter[str]:
    """The sums, days and times a text speaks of, however wide its digits."""
    return Counter(_FIGURE.findall(unicodedata.normalize("NFKC", text)))


def clerical_only(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """A correction mends a slip of the pen, and no sum, day or time in the words it mends."""
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    told = replace(finding(code, rule, act, Answer.BROKEN), field="fact")
    target = next((a for a in context.live.acts if str(a.n) == str(act.facts.get("corrects"))), None)
    if target is None:
        return replace(told, reason="没有找到要更正的步骤，或者它已经失效")
    if not _own(context.docket, target, act.kind):
        return replace(told, reason="审批、审核和他人的意见不能由承办人更正")
    name = str(act.facts.get("fact"))
    if not any(slip.act.n == target.n and slip.name == name for slip in slips(context.docket, act.kind)):
        return told
    if figures(str(target.facts.get(name))) != figures(str(act.facts.get("corrected_value") or "")):
        return replace(told, field="corrected_value", reason="更正以后金额、日期或者时间变了，这不是文字笔误")
    return finding(code, rule, act, Answer.KEPT)


def _own(docket: Docket, target: Act, kind: str) -> bool:
    """Whether the act is one that those who correct may take themselves, and no correction."""
    acts = docket.procedure.acts
    return target.kind != kind and bool(set(acts[target.kind].by) & set(acts[kind].by))
