"""Facts of an act in words, for the timeline, the step page and the instruments."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from mingheng.cases.rules import masked_number
from mingheng.kit.dates import long_day, long_moment
from mingheng.kit.identity import mask_phone
from mingheng.kit.money import show_yuan
from mingheng.law.rules.context import Law
from mingheng.law.rules.docket import Act, Docket
from mingheng.law.rules.items import MeasureMissing, bounds
from mingheng.law.rules.lawbook import Absolute, Clause, Item
from mingheng.law.rules.procedure import FactSpec

EVIDENCE_KINDS = {
    "documentary": "书证", "physical": "物证", "audiovisual": "视听资料", "electronic": "电子数据", "testimony": "证人证言",
    "statement": "当事人的陈述", "expert_opinion": "鉴定意见", "scene_record": "勘验笔录、现场笔录",
}  # fmt: skip
STAGE_WORDS = {"first": "一般", "refusal": "拒不改正", "grave": "情节严重"}
WHO_WORDS = {"citizen": "个人", "organisation": "单位", "anyone": ""}
VOTE_WORDS = {"for": "同意", "against": "不同意", "other": "另有意见"}
VERDICT_WORDS = {"ok": "符合", "not_ok": "不符合", "na": "不适用"}


@dataclass(frozen=True)
class Words:
    """Says facts in Chinese with the names of the docket's people and the law's items."""

    docket: Docket
    law: Law

    def fact(self, spec: FactSpec, value: Any, act: Act) -> str:
        """One fact as a person reads it; empty for no value."""
        if value in (None, "", [], {}):
            return ""
        say = getattr(self, f"_{spec.type}", None)
        if say is not None:
            return str(say(value, act))
        if spec.choices:
            return spec.choices.get(str(value), str(value))
        return str(value)

    def facts(self, act: Act) -> tuple[tuple[str, str], ...]:
        """Title and words of every declared fact that has a value, in the procedure's order."""
        specs = self.docket.procedure.acts[act.kind].facts
        said = ((s.title, self.fact(s, act.facts.get(name), act)) for name, s in specs.items())
        return tuple((title, text) for title, text in said if text)

    def facts_for(self, act: Act, reader: int, handlers: Sequence[int]) -> tuple[tuple[str, str], ...]:
        """The same for one reader: what is confidential is told to the handlers and to who took the act."""
        specs = self.docket.procedure.acts[act.kind].facts.values()
        closed = {s.title for s in specs if s.confidential and reader not in (*handlers, act.by)}
        return tuple((title, "（只有承办人能看）" if title in closed else text) for title, text in self.facts(act))

    def sentence(self, act: Act) -> str:
        """The one sentence of the timeline, with its facts in place."""
        spec = self.docket.procedure.acts[act.kind]
        values = {n: self.fact(s, act.facts.get(n), act) for n, s in spec.facts.items()}
        return spec.says.format_map(_Blank(values)) if spec.says else spec.title

    def officer(self, pk: Any, act: Act | None = None) -> str:
        """An officer's name as some act of the docket recorded it."""
        for a in (*([act] if act else []), *reversed(self.docket.acts)):
            if int(pk) in a.people:
                return a.people[int(pk)].name
        return str(pk)

    def clause(self, item: Item, clause: Clause, measures: Mapping[str, Decimal]) -> str:
        """A clause with its span: 一般 · 单位 罚款 50,000.00 元至 500,000.00 元."""
        parts = [STAGE_WORDS[clause.stage], WHO_WORDS[clause.who]]
        if clause.warning:
            parts.append("警告")
        if clause.fine is not None:
            parts.append(self.span(item, clause, measures))
        return " · ".join([p for p in parts if p] + list(clause.also))

    def span(self, item: Item, clause: Clause, measures: Mapping[str, Decimal]) -> str:
        """A clause's span in yuan, or its rate while a measure is missing."""
        fine = clause.fine
        if fine is None:
            return ""
        try:
            found = bounds(fine, measures)
            return f"罚款 {show_yuan(found.low)} 元至 {show_yuan(found.high)} 元"
        except MeasureMissing:
            pass
        if isinstance(fine, Absolute):
            return ""
        measure = item.measures[fine.of]
        if fine.kind == "rate":
            return f"按{measure.title}的 {fine.min.normalize():f} 至 {fine.max.normalize():f} 倍"
        return f"每{measure.unit}{'每日' if fine.days else ''} {show_yuan(fine.min)} 元至 {show_yuan(fine.max)} 元"

    def _identity(self, value: Any, act: Act) -> str:
        return masked_number(str(act.facts.get("kind") or ""), str(value))

    def _phone(self, value: Any, act: Act) -> str:
        return mask_phone(str(value))

    def _flag(self, value: Any, act: Act) -> str:
        return "是" if value in (True, "yes") else "否"

    def _day(self, value: Any, act: Act) -> str:
        return long_day(value if isinstance(value, date) else date.fromisoformat(str(value)))

    def _moment(self, value: Any, act: Act) -> str:
        return long_moment(value if isinstance(value, datetime) else datetime.fromisoformat(str(value)))

    def _money(self, value: Any, act: Act) -> str:
        return show_yuan(Decimal(str(value)))

    def _officer(self, value: Any, act: Act) -> str:
        return self.officer(value, act)

    def _officer_pair(self, value: Any, act: Act) -> str:
        return "、".join(self.officer(v, act) for v in value)

    def _item(self, value: Any, act: Act) -> str:
        found = self.law.items.get(str(value))
        return found.title if found else str(value)

    def _clause(self, value: Any, act: Act) -> str:
        item = self.law.items.get(str(act.facts.get("item")))
        found = [c for v in (item.versions if item else ()) for c in v.clauses if c.key == value]
        measures = {k: Decimal(str(v)) for k, v in (act.facts.get("measures") or {}).items()}
        return self.clause(item, found[-1], measures) if item and found else str(value)

    def _grade(self, value: Any, act: Act) -> str:
        held = self.law.benchmarks.get(str(act.facts.get("item")), ())
        return next((g.title for b in held for g in b.grades if g.key == value), str(value))

    def _measures(self, value: Any, act: Act) -> str:
        item = self.law.items.get(str(act.facts.get("item")))
        known = item.measures if item else {}
        return "；".join(f"{known[k].title} {v} {known[k].unit}" if k in known else f"{k} {v}" for k, v in value.items())

    def _evidence_kind(self, value: Any, act: Act) -> str:
        return EVIDENCE_KINDS.get(str(value), str(value))

    def _elements(self, value: Any, act: Act) -> str:
        return "；".join(str(v) for v in value)

    def _files(self, value: Any, act: Act) -> str:
        return "；".join(str(f.get("name", "")) for f in value)

    def day(self, value: Any) -> date:
        """A fact that is a day."""
        return value if isinstance(value, date) else date.fromisoformat(str(value))

    def _plan(self, value: Any, act: Act) -> str:
        return "；".join(f"{self._day(row['day'], act)} {show_yuan(Decimal(str(row['amount'])))} 元" for row in value)

    def _points(self, value: Any, act: Act) -> str:
        return "\n".join(f"{n}. {row['point']}" for n, row in enumerate(value, 1))

    def _answers(self, value: Any, act: Act) -> str:
        return "\n".join(
            f"{n}. {row.get('point', '')} —— {'采纳' if row.get('accepted') else '不采纳'}：{row.get('reason', '')}"
            for n, row in enumerate(value, 1)
        )

    def _review_items(self, value: Any, act: Act) -> str:
        return "\n".join(
            f"{row['key']}：{VERDICT_WORDS.get(row.get('verdict', ''), '')}。{row.get('reason', '')}{self._mend(row)}"
            for row in value
        )

    def _mend(self, row: Mapping[str, Any]) -> str:
        """What is to be mended, and by which act."""
        act = self.docket.procedure.acts.get(str(row.get("act") or ""))
        return f" 补正：{row['mend']}（{act.title if act else ''}）" if row.get("mend") else ""

    def _mends(self, value: Any, act: Act) -> str:
        done = {"yes": "已补正", "no": "不补正"}
        return "\n".join(
            f"{row.get('point', '')} —— {done.get(row.get('done', ''), '')}：{row.get('reason', '')}" for row in value
        )

    def _views(self, value: Any, act: Act) -> str:
        return "\n".join(
            f"{self.officer(row['officer'], act)}（{VOTE_WORDS.get(row.get('vote', ''), '')}）：{row.get('reason', '')}"
            for row in value
        )

    def _concurring(self, value: Any, act: Act) -> str:
        return "；".join(self._item(v, act) for v in value)

    def _other_cases(self, value: Any, act: Act) -> str:
        return "；".join(f"{row['number']}（{self._dealt_with(row)}）" for row in value)

    def _proofs(self, value: Any, act: Act) -> str:
        taken = {str(a.n): a for a in self.docket.acts}
        return "\n".join(
            f"{row.get('key', '')} —— {self.step(taken[str(row['step'])]) if str(row.get('step')) in taken else ''}："
            f"{row.get('reason', '')}"
            for row in value
        )

    def step(self, act: Act) -> str:
        """A step as one points to it within the docket, with its number."""
        return f"第 {act.n} 步 {self.exhibit(act)}"

    def exhibit(self, act: Act) -> str:
        """A step as a paper names what proves something: its title, and the name of a piece of evidence."""
        named = str(act.facts.get("title") or "")
        return self.docket.procedure.acts[act.kind].title + (f"“{named}”" if named else "")

    def _dealt_with(self, row: Any) -> str:
        return f"{row['decided']} {penalty_words(row)}" if row.get("decided") else "在办"

    def _agents(self, value: Any, act: Act) -> str:
        return "；".join(f"{row.get('name', '')}（{'有' if row.get('authority') == 'yes' else '没有'}书面授权）" for row in value)

    def _earlier_act(self, value: Any, act: Act) -> str:
        target = next((a for a in self.docket.acts if str(a.n) == str(value)), None)
        return f"第 {value} 步 {self.docket.procedure.acts[target.kind].title}" if target else str(value)

    def _slip(self, value: Any, act: Act) -> str:
        target = next((a for a in self.docket.acts if str(a.n) == str(act.facts.get("corrects"))), None)
        specs = self.docket.procedure.facts_of(target.kind) if target else {}
        return specs[str(value)].title if str(value) in specs else str(value)

    def _things(self, value: Any, act: Act) -> str:
        return "\n".join(f"{n}. {'　'.join(str(v) for v in row.values() if v)}" for n, row in enumerate(value, 1))


def penalty_words(row: Mapping[str, Any]) -> str:
    """What another case did: in the words of its row, 罚款 9000 元, or that it gave no penalty."""
    return str(row.get("words") or (f"罚款 {row['amount']} 元" if row.get("amount") else "不予处罚"))


class _Blank(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return ""
