"""Random but plausible lives of dockets: every step is offered to the engine, accepted ones are taken.

Most steps are the act whose turn it is, with facts as its form would start with them; some are other acts,
other people, other days, or facts gone wrong. `random` decides everything, so that a walk can be replayed.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from random import Random
from types import MappingProxyType
from typing import Any

from mingheng.kit.dates import SHANGHAI
from mingheng.law.rules.context import Context
from mingheng.law.rules.docket import Act, Docket, Party, Standing, effective
from mingheng.law.rules.findings import Verdict
from mingheng.law.rules.judge import judge
from mingheng.law.rules.position import next_steps, position
from mingheng.law.rules.procedure import FactSpec, Procedure
from tests.scenarios.road import law, road

HANDLERS, LEADERS, LAWYERS, HEADS = (1, 2, 11, 12), (3, 31), (4, 32, 9), (5, 10)
UNFIT = (6, 7, 8)
DUTIES: Mapping[str, tuple[int, ...]] = MappingProxyType({
    "officer": HANDLERS, "squad_leader": LEADERS, "squad_legal_officer": LAWYERS, "centre_reviewer": LAWYERS, "bureau_head": HEADS,
    "supervisor": (13,),
})  # fmt: skip
MORE_PEOPLE: Mapping[int, Mapping[str, Any]] = MappingProxyType({
    31: {"name": "谢予安", "state": "valid"},
    32: {"name": "苏晚晴", "state": "valid", "legally_qualified": True},
})  # fmt: skip
MEANT: Mapping[str, tuple[tuple[str, str], ...]] = MappingProxyType({  # item: grade and sum that go together
    "unsealed-bulk-transport": (("light", "2000"), ("light", "4999.99"), ("light", "5000"), ("ordinary", "9000"), ("heavy", "20000")),
    "open-air-barbecue": (("light", "500"), ("ordinary", "3000"), ("heavy", "5000")),
    "night-construction": (("light", "10000"), ("ordinary", "49999.99"), ("ordinary", "50000"), ("heavy", "100000")),
    "household-waste-dumping-individual": (("light", "100"), ("ordinary", "500"), ("heavy", "1000")),
})  # fmt: skip
USUAL: Mapping[str, str] = MappingProxyType({
    "approve_filing.opinion": "approve", "approve_no_filing.opinion": "approve", "approve_decision.opinion": "approve",
    "approve_closing.opinion": "approve", "check_lead.result": "suspected", "legal_review.conclusion": "pass",
    "report_investigation.crime": "no", "report_investigation.nature": "ordinary", "recheck.result": "corrected",
    "serve_notice.mode": "personal", "serve_decision.mode": "personal", "serve_notice.relation": "agent",
    "serve_decision.relation": "agent", "propose_closing.rectified": "yes", "decide_recusal.opinion": "stays",
    "review_statement.result": "kept", "explain_discretion.mitigation": "none", "propose_filing.harm": "no", "discuss_case.outcome": "adopted", "discuss_case.chair": "5", "report_investigation.review_ground": "none",
    "accept_hearing.opinion": "accept", "hold_hearing.attendance": "self", "hold_hearing.signed": "signed",
})  # fmt: skip
SUMS = (
    "100",
    "500",
    "1500",
    "2000",
    "4999.99",
    "5000",
    "5000.01",
    "7000",
    "9000",
    "20000",
    "49999.99",
    "50000",
    "70000",
    "100000",
)
SIDE_ACTS = (
    "scene_record", "question_person", "add_evidence", "order_correction", "recheck", "confirm_address", "hear_statement",
    "waive_statement", "waive_hearing", "request_hearing", "request_hearing", "notify_hearing", "accept_hearing", "end_hearing", "explain_discretion", "explain_no_penalty", "give_notice", "serve_notice",
    "commission_appraisal", "tell_appraisal", "receive_appraisal", "summon", "take_sample",
    "approve_preservation", "preserve_evidence", "handle_preserved", "extend_again", "suspend_case", "resume_case", "propose_withdrawal", "approve_withdrawal", "change_handler", "correct_record", "register_party", "extend_decision",
    "legal_review", "submit_review", "report_investigation", "propose_decision", "record_payment", "review_statement",
    "register_reconsideration", "record_reconsideration_result", "register_lawsuit", "record_judgment", "register_appeal",
    "revoke_decision", "open_accountability", "answer_reconsideration", "stay_execution", "lift_stay", "report_compliance",
    "publish_decision", "withdraw_publication", "follow_up",
)  # fmt: skip
REPLIES = ("request_hearing", "hear_statement", "waive_hearing", "waive_statement")
FITTING = MappingProxyType({"night-construction": "organisation", "household-waste-dumping-individual": "citizen"})
AFTER_WINDOWS = frozenset({"submit_review", "propose_decision", "hold_hearing", "end_hearing"})
PAUSES = (0,) * 12 + (1, 1, 1, 2, 2, 3, 4, 9)


@dataclass
class Walk:
    """A docket on its way, with what the engine answered to each act it took.

    Somebody `hasty` does not wait for periods to end and tries every short cut.
    """

    random: Random
    today: date
    docket: Docket
    lost: Mapping[int, date]
    usual_item: str
    hasty: bool
    more_people: Mapping[int, Mapping[str, Any]] = field(default_factory=lambda: MORE_PEOPLE)
    verdicts: list[Verdict] = field(default_factory=list)
    refused: Counter[str] = field(default_factory=Counter)
    offered: int = 0

    def step(self) -> None:
        """Offer one act; take it when it is lawful."""
        self.today += timedelta(days=self.random.choice(PAUSES))
        if self.hasty and self.chance(0.7) and self._cut_short():
            return
        kind, party = self._chosen()
        act = self._act(kind, party)
        if self.chance(0.12):
            act = self._spoiled(act)
        self.offer(act)

    def _cut_short(self) -> bool:
        """Try the milestones that are still ahead, the furthest first."""
        ahead = [(step.any_of[0], who) for step, who in next_steps(Context(self.docket, law(), prospective=True))]
        return any(self.offer(self._act(kind, who)) for kind, who in reversed(ahead[:12]))

    def offer(self, act: Act) -> bool:
        """Judge the act and take it when it may be taken; a registered party joins as the case room lets it join."""
        self.offered += 1
        verdict = judge(self.docket, act, law())
        if not verdict.allowed:
            self.refused.update({f.code for f in verdict.refusals})
            return False
        if act.kind == "register_party":
            name = "甲乙丙丁戊"[len(self.docket.parties)]
            act = replace(act, facts=MappingProxyType({**act.facts, "party_id": name}))
            joined = (*self.docket.parties, Party(name, str(act.facts["kind"]), name))
            self.docket = replace(self.docket, parties=joined)
        self.docket = self.docket.with_act(act)
        self.verdicts.append(verdict)
        return True

    def chance(self, of: float) -> bool:
        return self.random.random() < of

    def one(self, of: Iterable[Any]) -> Any:
        return self.random.choice(list(of))

    def standings(self, ids: Iterable[int], day: date) -> Mapping[int, Standing]:
        rows = {**road()["people"], **MORE_PEOPLE, **self.more_people}
        return MappingProxyType({i: self._standing(i, rows[i], day) for i in ids if i in rows})

    def _standing(self, i: int, row: Mapping[str, Any], day: date) -> Standing:
        state = "suspended" if day >= self.lost.get(i, date.max) else str(row["state"])
        return Standing(
            i,
            str(row["name"]),
            "yunting",
            row.get("certificate"),
            state,
            row.get("auxiliary", False),
            row.get("legally_qualified", False),
        )

    def _chosen(self) -> tuple[str, str | None]:
        acts = self.docket.procedure.acts
        turn = position(self.docket, law()).turn
        last = self.docket.acts[-1] if self.docket.acts else None
        if last is not None and last.kind == "serve_notice" and self.chance(0.4):
            return self.one(REPLIES), last.party
        if turn is not None and self.chance(0.75):
            if turn.act in AFTER_WINDOWS and not self.hasty:
                self.today += timedelta(days=self.random.choice((0, 6, 9)))
            return turn.act, turn.party
        kind = self.one(SIDE_ACTS) if self.chance(0.8) else self.one(acts)
        if kind == "register_party" and len(self.docket.parties) > 2:
            kind = "add_evidence"
        wanted = acts[kind].per_party and self.docket.parties
        return kind, self.one(self.docket.parties).id if wanted else None

    def _act(self, kind: str, party: str | None) -> Act:
        spec = self.docket.procedure.acts[kind]
        facts = {
            name: self._fact(kind, name, fact, party) for name, fact in spec.facts.items() if fact.required or self.chance(0.3)
        }
        facts |= self._carried(kind, party)
        told = effective(self.docket).last("notify_hearing", party=party)
        if kind == "hold_hearing" and told is not None and self.chance(0.8):
            self.today = max(self.today, date.fromisoformat(str(told.facts["hearing_day"])))
        happened = self.today
        if spec.happened != "now" and self.chance(0.15):
            happened -= timedelta(days=self.random.randint(1, 5))
        return self.act(kind, party, {k: v for k, v in facts.items() if v is not None}, self._taker(kind), happened)

    def act(self, kind: str, party: str | None, facts: Mapping[str, Any], by: int, happened: date) -> Act:
        """An act received today, with the standings of everybody it names."""
        named = (
            {by}
            | {int(o) for o in facts.get("officers") or ()}
            | {int(facts[f]) for f in ("officer", "chair", "clerk") if facts.get(f)}
            | {int(row["officer"]) for row in facts.get("views") or ()}
        )
        return Act(
            n=len(self.docket.acts) + 1, kind=kind, by=by, at=datetime.combine(self.today, time(18), SHANGHAI), happened=happened,
            party=party, facts=MappingProxyType(dict(facts)), people=self.standings(named, happened),
        )  # fmt: skip

    def _taker(self, kind: str) -> int:
        duties = self.docket.procedure.acts[kind].by
        handlers = [
            i for i in position(self.docket, law()).handlers if "officer" in duties and self.today < self.lost.get(i, date.max)
        ]
        return int(self.one(handlers) if handlers and self.chance(0.9) else self.one(DUTIES[self.one(duties)]))

    def _carried(self, kind: str, party: str | None) -> dict[str, Any]:
        """What a form starts with: the facts of earlier acts, sometimes of a discretion redone."""
        live = effective(self.docket)
        carried: dict[str, Any] = {}
        for name, fact in self.docket.procedure.acts[kind].facts.items():
            source, _, remembered = fact.default.partition(".")
            earlier = live.last(source, party=party) if source else None
            if earlier is not None and earlier.facts.get(remembered) is not None:
                carried[name] = earlier.facts[remembered]
        meant = live.last("explain_discretion", party=party)
        if kind == "explain_discretion":
            item = str(carried.get("item") or self.usual_item)
            carried["grade"], carried["amount"] = self.one(MEANT.get(item, (("light", "500"),)))
            carried["circumstances"] = self._shown() if carried["grade"] == "heavy" and self.chance(0.9) else None
        if kind == "make_decision" and meant is not None:
            carried |= {n: meant.facts.get(n) for n in ("amount", "confiscated", "mitigation", "departure")}
        if kind == "review_statement" and (heard := live.last("hear_statement", party=party)):
            said = [p["point"] for p in heard.facts["points"]]
            carried["answers"] = [{"point": p, "accepted": "no", "reason": f"{self.text()}，针对“{p}”"} for p in said]
        if "receiver_proof" in self.docket.procedure.acts[kind].facts and self.chance(0.9):
            carried["receiver_proof"] = "授权委托书和身份证"
        if kind == "decide_no_penalty":
            carried |= {"educated": True, "education": self.text(), "guardian": "邹某"} if self.chance(0.9) else {}
        if kind == "record_payment" and (decided := live.last("make_decision", party=party)):
            carried["paid"] = self.one((decided.facts["amount"], decided.facts["amount"], "100"))
        return carried

    def text(self) -> str:
        return f"经核对现场照片和笔录，情况属实，第 {self.random.randint(1, 10**6)} 次记明理由"

    def _fact(self, kind: str, name: str, fact: FactSpec, party: str | None) -> Any:
        usual = USUAL.get(f"{kind}.{name}")
        if usual is not None and self.chance(0.9):
            return usual
        if kind == "register_party" and name == "kind" and self.chance(0.8) and self.usual_item in FITTING:
            return FITTING[self.usual_item]
        if fact.choices:
            return self.one(fact.choices)
        return MAKERS.get(fact.type, Walk._text)(self, name, party)

    def _text(self, name: str, party: str | None) -> Any:
        return self.text()

    def _day(self, name: str, party: str | None) -> Any:
        spans = {
            "conduct_day": -self.random.choice((0, 0, 1, 1, 2, 30, 60, 90, 120, 700, 760)),
            "applied_on": 0,
            "admitted_on": 0,
            "hearing_day": self.random.randint(7, 20),
            "until": 2,
        }
        return (self.today + timedelta(days=spans.get(name, -30))).isoformat()

    def _item(self, name: str, party: str | None) -> Any:
        return self.usual_item if self.chance(0.9) else self.one(MEANT)

    def _clause(self, name: str, party: str | None) -> Any:
        return self.one(("first",) * 8 + ("refusal", "nothing"))

    def _grade(self, name: str, party: str | None) -> Any:
        return self.one(("light", "ordinary", "heavy"))

    def _money(self, name: str, party: str | None) -> Any:
        return None if name == "confiscated" and self.chance(0.9) else self.one(SUMS)

    def _officers(self, name: str, party: str | None) -> Any:
        return (
            self.random.sample(HANDLERS, 2) if self.chance(0.95) else [self.one(HANDLERS), self.one((*UNFIT, *HEADS, *LAWYERS))]
        )

    def _officer(self, name: str, party: str | None) -> Any:
        return self.one((*LAWYERS, *HANDLERS, *HEADS) if name == "officer" else LAWYERS)

    def _reviewed(self, name: str, party: str | None) -> Any:
        points = review_points(self.today)
        verdicts = ("ok",) * 30 + ("not_ok",)
        return [{"key": p, "verdict": self.one(verdicts), "reason": f"{p}：{self.text()}"} for p in points]

    def _shown(self) -> list[dict[str, str]]:
        last = effective(self.docket).last("scene_record", "add_evidence", "check_lead")
        return [{"key": "裁量基准列明的较重情节", "step": str(last.n), "reason": self.text()}] if last else []

    def _proofs(self, name: str, party: str | None) -> Any:
        """Every condition there is, each shown by the last piece of evidence, now and then by some step or other."""
        words = [w for key in self._words_of(name) for w in plain_words(key, self.today)]
        last = effective(self.docket).last("add_evidence", "scene_record", "check_lead")
        step = str(last.n) if last is not None and self.chance(0.95) else self._earlier(name, party)
        return [{"key": word, "step": step, "reason": f"{word}：{self.text()}"} for word in words]

    def _words_of(self, name: str) -> tuple[str, ...]:
        return next(f.words for a in self.docket.procedure.acts.values() for n, f in a.facts.items() if n == name and f.words)

    def _views(self, name: str, party: str | None) -> Any:
        return [{"officer": i, "vote": "for", "reason": self.text()} for i in HEADS[: self.one((2, 2, 2, 1))]]

    def _points(self, name: str, party: str | None) -> Any:
        return [{"point": p} for p in self.one((["已经清扫"], ["已经清扫", "经营困难"]))]

    def _answers(self, name: str, party: str | None) -> Any:
        return [{"point": "已经清扫", "accepted": "no", "reason": self.text()}]

    def _earlier(self, name: str, party: str | None) -> Any:
        return str(self.random.randint(1, len(self.docket.acts) + 1))

    def _spoiled(self, act: Act) -> Act:
        """The act with something gone wrong; most such acts are refused, none may make the docket unlawful."""
        how = self.random.randint(0, 6)
        facts = dict(act.facts)
        if how == 0 and facts:
            facts.pop(self.one(facts))
        elif how == 1 and facts:
            facts[self.one(facts)] = self.one(("", "同意", "-1", "9999999", None, [], {}, True, "yes", "2026-13-40"))
        elif how == 2:
            return replace(
                act,
                by=(by := self.one((*UNFIT, *HANDLERS, *HEADS, *LAWYERS))),
                people=self.standings((by, *act.people), act.happened),
            )
        elif how == 3:
            return replace(act, happened=act.happened + timedelta(days=self.random.randint(-90, 2)))
        elif how == 4 and self.docket.parties:
            return replace(act, party=self.one((*[p.id for p in self.docket.parties], None, "戊")))
        elif how == 5 and "amount" in facts:
            facts["amount"] = self.one(SUMS)
        elif how == 6 and "officers" in facts:
            facts["officers"] = [self.one((*HANDLERS, *UNFIT)) for _ in range(self.random.randint(1, 3))]
        return (
            self.act(act.kind, act.party, facts, act.by, act.happened)
            if how != 1
            else replace(act, facts=MappingProxyType(facts))
        )


Maker = Callable[[Walk, str, str | None], Any]
MAKERS: Mapping[str, Maker] = MappingProxyType({
    "agents": lambda w, n, p: None, "mends": lambda w, n, p: None, "concurring": lambda w, n, p: None, "other_cases": lambda w, n, p: None, "answers": Walk._answers, "clause": Walk._clause, "day": Walk._day, "earlier_act": Walk._earlier,
    "elements": lambda w, n, p: ["未密闭"], "evidence_kind": lambda w, n, p: "audiovisual", "files": lambda w, n, p: [{"name": "1.jpg"}],
    "flag": lambda w, n, p: True, "grade": Walk._grade, "item": Walk._item, "measures": lambda w, n, p: None, "money": Walk._money,
    "officer": Walk._officer, "officer_pair": Walk._officers, "points": Walk._points, "proofs": Walk._proofs, "review_items": Walk._reviewed,
    "unit": lambda w, n, p: "shifang", "views": Walk._views,
})  # fmt: skip


def review_points(day: date) -> tuple[str, ...]:
    return plain_words("review.points", day)


def plain_words(parameter: str, day: date) -> tuple[str, ...]:
    value = law().value(parameter, day).value
    return value if isinstance(value, tuple) else (str(value),)


def walk(random: Random, steps: int, procedure: Procedure | None = None) -> Walk:
    """A walk of so many offered acts from an empty docket; stops soon after the docket is closed."""
    start = date(2026, 1, 5) + timedelta(days=random.randint(0, 300))
    lost = {i: start + timedelta(days=random.randint(0, 60)) for i in HANDLERS if random.random() < 0.1}
    docket = Docket(procedure or law().procedure("ordinary"), (), (), "yunting", "squad")
    going = Walk(random, start, docket, MappingProxyType(lost), random.choice(list(MEANT)), random.random() < 0.4)
    left = steps
    while left > 0:
        going.step()
        left = min(left - 1, 3) if position(going.docket, law()).closed else left - 1
    return going
