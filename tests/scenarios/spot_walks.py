"""Random lives of cases decided on the spot, and a second opinion on them written from the fact sheet (P-02, P-19, P-20, FY 23)."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from types import MappingProxyType
from typing import Any

from mingheng.law.rules.docket import Act, Docket
from mingheng.law.rules.position import position
from tests.scenarios.road import law
from tests.scenarios.walks import Walk

SIMPLE, STALL = "simple", "street-stall"
MOST = MappingProxyType({"citizen": 200, "individual_business": 200, "organisation": 3000})
SMALL = 100
PENALTIES = (
    ("fine", "100"),
    ("fine", "150"),
    ("fine", "200"),
    ("fine", "200.01"),
    ("fine", "1000"),
    ("warning", "0"),
    ("warning", "50"),
)
SIGNED = ("establish_facts", "tell_on_spot", "order_correction", "make_decision", "serve_decision", "recheck", "collect_cash")


class SpotWalk(Walk):
    """Officers in the street: mostly the act whose turn it is, sometimes any other."""

    def _chosen(self) -> tuple[str, str | None]:
        turn = position(self.docket, law()).turn
        if turn is not None and self.chance(0.7):
            return turn.act, turn.party
        kind = self.one(self.docket.procedure.acts)
        if kind == "register_party" and self.docket.parties:
            kind = "establish_facts"
        wanted = self.docket.procedure.acts[kind].per_party and self.docket.parties
        return kind, self.one(self.docket.parties).id if wanted else None

    def _carried(self, kind: str, party: str | None) -> dict[str, Any]:
        carried = super()._carried(kind, party)
        if kind == "establish_facts":
            carried |= {"conduct_day": self.today.isoformat(), "certain": self.one(("yes",) * 4 + ("no",))}
        if kind == "tell_on_spot":
            carried["penalty"], carried["amount"] = self.one(PENALTIES)
        if kind == "make_decision":
            carried |= {"grade": None, "departure": self.text(), "reconsideration_told": self.chance(0.9)}
        if kind == "order_correction":
            carried["until"] = self.today.isoformat()
        return carried


def spot_walk(random: Random, steps: int) -> SpotWalk:
    """A walk of so many offered acts from an empty docket."""
    start = date(2026, 1, 5) + timedelta(days=random.randint(0, 250))
    docket = Docket(law().procedure(SIMPLE), (), (), "yunting", "squad")
    going = SpotWalk(random, start, docket, MappingProxyType({}), STALL, hasty=random.random() < 0.3)
    for _ in range(steps):
        going.step()
    return going


def unlawful_on_spot(docket: Docket) -> list[str]:
    """Everything wrong with the docket, each with the predicate it offends."""
    return [f"{code} at {act.n} {act.kind}" for act in docket.acts for code in _wrong(docket, act)]


def _wrong(docket: Docket, act: Act) -> Iterator[str]:
    before = [a for a in docket.acts if a.n < act.n and a.party in (None, act.party)]
    if act.kind in SIGNED:
        named = {int(o) for o in act.facts.get("officers") or ()}
        able = {i for i in named if i in act.people and act.people[i].may_enforce}
        if len(able) < 2 or any(act.people[i].auxiliary for i in named):
            yield "P-02"
    if act.kind == "make_decision":
        yield from _decision(docket, before, act)
    if act.kind == "collect_cash" and _sum(act, "paid") > SMALL and not act.facts.get("explanation"):
        yield "P-20"
    against = [a for a in before if str(a.n) == str(act.facts.get("against")) and a.kind != "make_decision"]  # another paper
    if act.kind == "register_lawsuit" and not act.facts.get("not_admitted") and not against:
        results = [a for a in before if a.kind == "record_reconsideration_result" and a.facts["result"] != "withdrawn"]
        if not results:
            yield "FY-02"


def _decision(docket: Docket, before: list[Act], act: Act) -> Iterator[str]:
    kind = next(p.kind for p in docket.parties if p.id == act.party)
    told = [a for a in before if a.kind == "tell_on_spot"]
    facts = [a for a in before if a.kind == "establish_facts"]
    if _sum(act, "amount") > MOST[kind] or (act.facts["penalty"] == "warning" and _sum(act, "amount")):
        yield "P-19 beyond the limit"
    if not facts or facts[-1].facts["certain"] != "yes":
        yield "CF-30 not certain"
    if not told or _sum(act, "amount") > _sum(told[-1], "amount") or act.facts["item"] != told[-1].facts["item"]:
        yield "P-09"
    if act.facts.get("reconsideration_told") not in (True, "yes"):
        yield "CF-38"
    gone = [a.n for a in before if a.kind in ("revoke_decision", "record_reconsideration_result", "record_judgment")]
    if any(a.kind == "make_decision" and a.n > max(gone, default=0) for a in before):
        yield "CF-12"


def _sum(act: Act, name: str) -> Decimal:
    return Decimal(str(act.facts.get(name) or 0))
