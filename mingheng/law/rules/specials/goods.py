"""Rules about things seized again (行政强制法 25)."""

from dataclasses import replace
from typing import Any

from mingheng.law.rules.context import Context
from mingheng.law.rules.docket import Act
from mingheng.law.rules.findings import Answer, Finding
from mingheng.law.rules.letters import letters
from mingheng.law.rules.procedure import RuleSpec
from mingheng.law.rules.specials.told import Special, finding


def not_seized_again(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """What was let go in this case is not taken again: its term would begin anew (行政强制法 25)."""
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    held = {a.n for a in context.live.of(("seize",), party=act.party)}
    gone = [a for a in context.docket.taken("seize") if a.party == act.party and a.n not in held]
    before = [_same(row) for a in gone for row in a.facts.get("goods") or ()]
    again = [row for row in act.facts.get("goods") or () if any(_alike(_same(row), old) for old in before)]
    if not again:
        return finding(code, rule, act, Answer.KEPT)
    broken = replace(finding(code, rule, act, Answer.BROKEN), field="goods")
    return replace(broken, reason=f"{broken.reason}（{'、'.join(str(row.get('name')) for row in again)}）")


def _same(row: Any) -> tuple[str, str]:
    return letters(str(row.get("name") or "")), letters(str(row.get("spec") or ""))


def _alike(now: tuple[str, str], before: tuple[str, str]) -> bool:
    """One name, and no word that tells the two apart."""
    return now[0] == before[0] and (now[1] == before[1] or not now[1] or not before[1])


GOODS: dict[str, Special] = {"not_seized_again": not_seized_again}
