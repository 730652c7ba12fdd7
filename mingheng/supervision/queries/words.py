"""Findings in words: levels, answers, the titles of rules, and how a period stands."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from mingheng.cases.queries.tasks import due_in
from mingheng.kit import display
from mingheng.kit.links import link
from mingheng.law.rules.procedure import ClockSpec, Procedure, RuleSpec
from mingheng.law.rules.reading import Lawbook

if TYPE_CHECKING:
    from mingheng.insight.models import Finding

ANSWERS: Mapping[str, str] = {"broken": "已违反", "pending": "期限运行中", "unknown": "无法核对"}
KINDS: Mapping[str, str] = {"rule": "步骤不合规则", "duty": "期限", "pattern": "异常特征"}
MINE = "mine"  # breaches, and periods that have come up to the reader: what the number beside the menu counts
STATES: Mapping[str, str] = {"open": "待答复", "explained": "已说明待核", "settled": "已答复", "gone": "已消除"}
REPLIES: Mapping[str, tuple[str, display.Tone]] = {
    "confirmed": ("属实", "over"), "explained": ("已说明", "near"), "false_alarm": ("误报", ""), "put_right": ("已整改", "ok"),
}  # fmt: skip


class Told:
    """The rules of the lawbook by name, for the rows of one page."""

    def __init__(self, law: Lawbook, today: date) -> None:
        self.law, self.today = law, today

    @cached_property
    def procedures(self) -> Mapping[str, Procedure]:
        """The latest version of each procedure."""
        return {key: self.law.procedure(key) for key in self.law.procedures}

    def rule(self, procedure: str, code: str) -> RuleSpec | None:
        """The rule of that code, if it is one."""
        found = self.procedures.get(procedure)
        return found.rules.get(code) if found else None

    def clock(self, procedure: str, code: str) -> ClockSpec | None:
        """The clock of that name, or the one the rule of that name asks about."""
        found = self.procedures.get(procedure)
        rule = self.rule(procedure, code)
        return found.clocks.get(rule.clock if rule and rule.clock else code) if found else None

    def item(self, key: str) -> str:
        """The titles of the items a finding without a case is about."""
        return "、".join(self.law.items[one].title if one in self.law.items else one for one in key.split("|"))

    def item_href(self, key: str) -> str:
        """Where the first of these items is told of."""
        first = key.partition("|")[0]
        return link("law:item", first) if first in self.law.items else ""

    def title(self, procedure: str, code: str) -> str:
        """What the law wants, in a line, or what a pattern looks for."""
        if code in self.law.patterns:
            return self.law.patterns[code].title
        rule, clock = self.rule(procedure, code), self.clock(procedure, code)
        if clock is not None:
            return clock.title
        return (rule.asks or rule.why) if rule else code

    def reason(self, finding: "Finding") -> str:
        """What is the matter, in a sentence."""
        if finding.answer == "pending" and finding.kind == "duty":
            return f"到 {finding.due:%Y-%m-%d} 届满" if finding.due else "中止，暂停计时"
        lacks = f"（缺少：{self.fact(finding)}）" if finding.lacks else ""
        return f"{finding.reason}{lacks}"

    def fact(self, finding: "Finding") -> str:
        """The fact that is lacking, by its title."""
        found = self.procedures.get(finding.procedure)
        act = found.acts.get(finding.act) if found else None
        return act.facts[finding.lacks].title if act and finding.lacks in act.facts else finding.lacks

    def remedy(self, procedure: str, code: str, kind: str) -> str:
        """What would put it right: the acts that meet the period, or as the rule says."""
        if code in self.law.patterns:
            return f"核对有关案卷，再答复是否属实。看的是：{self.law.patterns[code].looks_for}"
        rule, found = self.rule(procedure, code), self.procedures.get(procedure)
        if rule is not None and kind != "duty":
            return rule.remedy
        clock = self.clock(procedure, code)
        titles = dict.fromkeys(found.acts[act].title for act in clock.stop) if clock and found else {}
        return f"办理：{'、'.join(titles)}" if titles else ""

    def act(self, procedure: str, act: str) -> str:
        """The title of an act."""
        found = self.procedures.get(procedure)
        return found.acts[act].title if found and act in found.acts else act

    def due(self, finding: "Finding") -> display.Due | None:
        """How late it is, or how long there is yet; nothing where no day matters."""
        clock = self.clock(finding.procedure, finding.rule)
        if finding.due is None:
            return None
        if finding.answer == "broken" and finding.measure_unit == "days" and (finding.measure or 0) > 0:
            return display.Due("over", f"超期 {finding.measure:g} 日", on=finding.due)
        if clock is not None and finding.answer == "pending":
            return due_in(clock, finding.due, self.law, self.today)
        late = ((finding.happened or self.today) - finding.due).days
        return display.Due("over", f"超期 {late} 日" if late > 0 else "已过期限", on=finding.due)

    def cites(self, finding: "Finding") -> tuple[display.Cite, ...]:
        """Its articles, as in force on the day of the act."""
        day = finding.happened or self.today
        return tuple(
            display.Cite(self.law.cite_text(ref), f"{link('law:article', ref)}?on={day}") for ref in finding.cite.split()
        )
