"""Takes a docket from wherever it stands to its end, by fresh and fitting people, act by act as its turn comes."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from mingheng.law.rules.context import Context
from mingheng.law.rules.docket import Act, Effective, effective
from mingheng.law.rules.items import MeasureMissing, bounds
from mingheng.law.rules.judge import judge
from mingheng.law.rules.owing import decided_surcharge, paid, payable, surcharge_on
from mingheng.law.rules.position import position
from mingheng.law.rules.predicates.transfer import transfer_state
from mingheng.law.rules.specials import text_applied
from tests.scenarios.oracle_days import wd
from tests.scenarios.road import law
from tests.scenarios.walks import Walk, review_points

FIRST, SECOND, LEADER, LAWYER, HEAD, SUPERVISOR = 21, 22, 23, 24, 25, 26
FRESH: Mapping[int, Mapping[str, Any]] = MappingProxyType({
    FIRST: {"name": "段清和", "state": "valid"}, SECOND: {"name": "罗含章", "state": "valid"}, LEADER: {"name": "纪云舟", "state": "valid"},
    LAWYER: {"name": "叶知秋", "state": "valid", "legally_qualified": True}, HEAD: {"name": "季重山", "state": "valid"},
    SUPERVISOR: {"name": "宋临川", "state": "valid"},
})  # fmt: skip
TAKERS = {"officer": FIRST, "squad_leader": LEADER, "squad_legal_officer": LAWYER, "centre_reviewer": LAWYER, "bureau_head": HEAD,
          "supervisor": SUPERVISOR}  # fmt: skip
TEXT = "经核对现场照片、笔录和当事人陈述，事实清楚，理由如上"
LAST_LOADED = max(law().calendars)


class Stuck(AssertionError):
    """No lawful way on from here though no time stands against it."""


def finish(going: Walk) -> str:
    """`closed`, or `calendar` when only a year whose holidays are not published stands against it. Raises Stuck."""
    going.more_people = FRESH
    for _ in range(400):
        found = position(going.docket, law())
        if found.closed:
            return "closed"
        if found.turn is None:
            raise Stuck("open, and nobody's turn")
        if not any(going.offer(act) for act in _ways(going, found.turn.act, found.turn.party)):
            if going.today.year > LAST_LOADED:
                return "calendar"
            going.today += timedelta(days=1)
    raise Stuck(f"{position(going.docket, law()).turn}: {last_refusals(going)}")


def last_refusals(going: Walk) -> list[str]:
    turn = position(going.docket, law()).turn
    if turn is None:
        return []
    act = next(_ways(going, turn.act, turn.party))
    return [f"{f.code}: {f.reason}" for f in judge(going.docket, act, law()).refusals]


def _ways(going: Walk, kind: str, party: str | None) -> Any:
    """The act itself; where its sum cannot be lawful, no penalty; where it is too late for either, termination."""
    act = _act(going, kind, party)
    yield act
    codes = {f.code for f in judge(going.docket, act, law()).refusals}
    if codes & {"fine-in-range", "refusal-proved", "within-limitation", "not-the-same-again"} and party is not None:
        yield _act(going, "explain_no_penalty", party)
    if "decided-in-time" in codes:
        yield _act(going, "terminate_case", party)
    if "seizure-scene-recorded" in codes:
        yield _act(going, "scene_record", None)
    if "reported-in-hours" in codes:
        yield _act(going, "lift_seizure", party)
    if codes == {"within-limitation"} and kind == "propose_filing":
        yield _act(going, "propose_no_filing", None)


def _act(going: Walk, kind: str, party: str | None) -> Act:
    spec = going.docket.procedure.acts[kind]
    live = effective(going.docket)
    facts: dict[str, Any] = {}
    for name, fact in spec.facts.items():
        source, _, remembered = fact.default.partition(".")
        earlier = live.last(source, party=party) if source else None
        carried = earlier.facts.get(remembered) if earlier else None
        if carried is not None or fact.required:
            facts[name] = carried if carried is not None else PLAIN.get(fact.type, TEXT)
            if fact.type == "day" and carried is None:
                facts[name] = going.today.isoformat()
        if fact.choices and facts.get(name) not in fact.choices:
            facts[name] = next(iter(fact.choices))
    facts |= SAID.get(kind, {})
    happened = going.today
    if kind in SPECIFIC:
        facts |= SPECIFIC[kind](going, live, party)
    if kind in ("hold_hearing", "end_hearing") and (told := live.last("notify_hearing", party=party)):
        happened = date.fromisoformat(str(told.facts["hearing_day"]))
    by = TAKERS[next(d for d in spec.by if d in TAKERS)]
    return going.act(kind, party, {k: v for k, v in facts.items() if v is not None}, by, min(happened, going.today))


PLAIN: Mapping[str, Any] = MappingProxyType({
    "officer_pair": [FIRST, SECOND], "flag": True, "item": "unsealed-bulk-transport", "files": [{"name": "1.jpg"}], "elements": ["事实"],
    "evidence_kind": "audiovisual", "clause": "first", "money": "0", "officer": LAWYER,
    "things": [{"name": "车辆", "quantity": "一辆"}],
})  # fmt: skip
CASE_THINGS = {"related": True, "necessities_left": True, "not_sealed": True}
SAID: Mapping[str, Mapping[str, Any]] = MappingProxyType({
    "propose_seizure": CASE_THINGS,
    "seize": {**CASE_THINGS, "goods": [{"name": "车辆", "quantity": "一辆"}], "id_shown": True, "told": True, "handed_over": True,
              "urgency": "planned", "signed": "party"},
    "return_items": {"signed": True},
    "enforce": {"living_kept": True},
    "urge_performance": {"rights_told": True, "duty": "restore"},
    "check_lead": {"result": "suspected"},
    "legal_review": {"conclusion": "pass", "opinion": TEXT},
    "discuss_case": {"chair": HEAD, "outcome": "adopted", "views": [{"officer": HEAD, "vote": "for", "reason": TEXT}, {"officer": 10, "vote": "for", "reason": f"{TEXT}，同意"}]},
    "report_investigation": {"officers": [FIRST, SECOND], "nature": "ordinary", "crime": "no"},
    "recheck": {"officers": [FIRST, SECOND], "result": "corrected"},
    "serve_notice": {"mode": "personal", "relation": "agent", "receiver_proof": TEXT},
    "serve_decision": {"mode": "personal", "relation": "agent", "receiver_proof": TEXT},
    "give_notice": {"hearing_told": "yes"},
    "accept_hearing": {"opinion": "accept", "reason": TEXT},
    "hold_hearing": {"attendance": "self", "signed": "signed"},
    "make_decision": {"hearing": TEXT},
    "review_statement": {"result": "kept"},
    "propose_closing": {"rectified": "yes"},
    "tell_revocation": {"mode": "personal", "relation": "agent", "receiver_proof": TEXT},
})  # fmt: skip


def _discretion(going: Walk, live: Effective, party: str | None) -> dict[str, Any]:
    """The lowest sum of the text that applies, with the reason for choosing no grade."""
    filed = live.last("propose_filing")
    item = str(filed.facts["item"]) if filed else "unsealed-bulk-transport"
    facts = {"item": item, "conduct_day": filed.facts["conduct_day"] if filed else going.today.isoformat(), "clause": "first"}
    act = replace(going.act("explain_discretion", party, facts, FIRST, going.today), party=party)
    facts |= {"grade": None, "mitigation": None, "confiscated": None, "departure": TEXT, "amount": "0"}
    try:
        text = text_applied(Context(going.docket, law()), act, law().items[item])
    except MeasureMissing:
        return facts
    if text.clause is not None and text.clause.fine is not None:
        facts |= {"clause": text.clause.key, "amount": str(bounds(text.clause.fine, {}).low)}
    mine = [a for a in going.docket.acts if a.party == party]
    promised = [a.n for a in mine if a.kind == "review_statement" and a.facts["result"] == "lowered"]
    told = [Decimal(a.facts["amount"]) for a in mine if a.kind == "give_notice" and promised and a.n < promised[-1]]
    if told and min(told) <= Decimal(facts["amount"]):
        checked = live.last("check_lead")
        shown = {"key": "主动消除或者减轻危害后果", "step": str(checked.n) if checked else "1", "reason": TEXT}
        facts |= {"amount": "1", "mitigation": "undid_harm", "circumstances": [shown]}
    return facts


def _decision(going: Walk, live: Effective, party: str | None) -> dict[str, Any]:
    meant = live.last("explain_discretion", party=party)
    return {f: meant.facts.get(f) for f in ("amount", "confiscated", "mitigation", "departure")} if meant else {}


def _answers(going: Walk, live: Effective, party: str | None) -> dict[str, Any]:
    heard = live.last("hear_statement", party=party)
    points = [p["point"] for p in heard.facts["points"]] if heard else []
    return {"answers": [{"point": p, "accepted": "no", "reason": f"{TEXT}，针对{p}"} for p in points]}


def _hearing(going: Walk, live: Effective, party: str | None) -> dict[str, Any]:
    day = wd(going.today, 7) or going.today
    return {"hearing_day": day.isoformat(), "chair": LAWYER, "clerk": SECOND}


def _recusal(going: Walk, live: Effective, party: str | None) -> dict[str, Any]:
    """The first application that has no decision."""
    asked, done = live.of(("apply_recusal",)), live.of(("decide_recusal",))
    waiting = [a for a in asked if not any(d.n > a.n and str(d.facts["officer"]) == str(a.facts["officer"]) for d in done)]
    return {"officer": waiting[0].facts["officer"], "opinion": "stays"} if waiting else {}


def _payment(going: Walk, live: Effective, party: str | None) -> dict[str, Any]:
    context = Context(going.docket, law())
    owed = payable(context, party) + decided_surcharge(context, party) - paid(context, party)
    return {"paid": str(max(owed, Decimal(0))), "receipt": f"P-{len(going.docket.acts)}"}


def _surcharge(going: Walk, live: Effective, party: str | None) -> dict[str, Any]:
    found = surcharge_on(Context(going.docket, law()), party, going.today)
    return {"days": str(found.days), "amount": str(found.amount)}


def _plan(going: Walk, live: Effective, party: str | None) -> dict[str, Any]:
    context = Context(going.docket, law())
    left = payable(context, party) - paid(context, party)
    return {"opinion": "approve", "plan": [{"day": (going.today + timedelta(days=30)).isoformat(), "amount": str(left)}]}


def _unserved(going: Walk, live: Effective, party: str | None) -> dict[str, Any]:
    """The first paper of the party that waits to be served."""
    served = {str(a.facts.get("paper")) for a in live.of(("serve_paper",))}
    papers = live.of(("decide_surcharge", "approve_deferral", "cancel_deferral"), party=party)
    paper = next((str(a.n) for a in papers if str(a.n) not in served), None)
    return {"paper": paper, "mode": "personal", "relation": "agent", "receiver_proof": TEXT}


def _overpaid(going: Walk, live: Effective, party: str | None) -> dict[str, Any]:
    context = Context(going.docket, law())
    return {"amount": str(paid(context, party) - payable(context, party) - decided_surcharge(context, party))}


def _reviewed(going: Walk, live: Effective, party: str | None) -> dict[str, Any]:
    return {"items": [{"key": p, "verdict": "ok", "reason": f"{p}：{TEXT}"} for p in review_points(going.today)]}


def _party(going: Walk, live: Effective, party: str | None) -> dict[str, Any]:
    return {"kind": "organisation"}


def _judgment(going: Walk, live: Effective, party: str | None) -> dict[str, Any]:
    """The second one where the first was appealed; else the first, and once it may not be appealed the same again as final."""
    last, first = live.last("record_judgment", "register_appeal", party=party), live.last("record_judgment", party=party)
    if last is not None and last.kind == "register_appeal":
        return {"instance": "second", "final": "yes"}
    if first is not None and first.facts["final"] == "no":
        return {**{f: first.facts.get(f) for f in ("form", "result", "ground", "amount", "confiscated")}, "final": "yes"}
    return {"final": "no"}


def _conduct(going: Walk, live: Effective, party: str | None) -> dict[str, Any]:
    return {"conduct_day": going.today.isoformat(), "harm": "no"}


def _ending(going: Walk, live: Effective, party: str | None) -> dict[str, Any]:
    """Terminated because the police have the case, else because its time is over."""
    return {"ground": "crime" if transfer_state(Context(going.docket, law())) == "filed" else "overdue"}


def _not_proved(going: Walk, live: Effective, party: str | None) -> dict[str, Any]:
    checked = live.last("check_lead")
    step = str(checked.n) if checked else "1"
    return {"ground": "not_proved", "conditions": [{"key": "现有证据不能证明违法事实", "step": step, "reason": TEXT}]}


def _seen_anew(going: Walk, live: Effective, party: str | None) -> dict[str, Any]:
    """A visit with a picture nobody had put in before."""
    n = len(going.docket.acts) + 1
    return {"proof": [{"id": f"v{n}", "sha256": f"{n:064x}", "name": "复查.jpg"}]}


SPECIFIC = {
    "recheck": _seen_anew, "explain_no_penalty": _not_proved,
    "terminate_case": _ending,
    "explain_discretion": _discretion, "make_decision": _decision, "review_statement": _answers, "notify_hearing": _hearing,
    "decide_recusal": _recusal, "record_judgment": _judgment, "record_payment": _payment, "decide_surcharge": _surcharge, "approve_deferral": _plan, "serve_paper": _unserved,
    "refund_payment": _overpaid, "legal_review": _reviewed, "register_party": _party, "propose_filing": _conduct,
}  # fmt: skip
