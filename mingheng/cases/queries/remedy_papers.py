"""What the papers of remedies say: which decision, on what claim, who had decided it."""

from collections.abc import Iterable
from typing import Any

from mingheng.cases.queries.wording import Words
from mingheng.law.rules.docket import Act, Docket, effective, named
from mingheng.law.rules.predicates.outcome import AGAINST, DECISIONS, LOST, RESULTS
from mingheng.law.rules.reading import Lawbook

PARTS: dict[str, str] = {
    "report_investigation": "承办", "legal_review": "法制审核", "discuss_case": "集体讨论", "approve_decision": "审批",
    "make_decision": "作出决定", "decide_no_penalty": "作出决定",
}  # fmt: skip


def decision_before(docket: Docket, act: Act) -> Act | None:
    """What the act is about: the act it names, else the last decision on its party before it, whether or not in effect."""
    if number := named(act, AGAINST):
        return next((a for a in docket.acts if str(a.n) == number), None)
    return next((a for a in reversed(docket.acts) if a.n < act.n and a.kind in DECISIONS and a.party == act.party), None)


def _about(act: Act) -> tuple[str | None, str | None]:
    """From where the act sees the docket: from the other act it names, else from the decision."""
    number = named(act, AGAINST)
    return (AGAINST, number) if number else (None, None)


def deciders(words: Words, docket: Docket, decision: Act) -> Iterable[str]:
    """Who had a part in a decision, each with the part and the day: those of its last round."""
    if decision.kind not in DECISIONS:
        people = [int(o) for o in decision.facts.get("officers") or ()] or [decision.by]
        title = docket.procedure.acts[decision.kind].title
        yield f"{title}：{'、'.join(words.officer(i, decision) for i in people)}（{decision.happened:%Y-%m-%d}）"
        return
    last = {a.kind: a for a in docket.acts if a.n <= decision.n and a.kind in PARTS and a.party in (None, decision.party)}
    for kind, part in PARTS.items():
        if kind in last:
            people = [int(o) for o in last[kind].facts.get("officers") or ()] or [last[kind].by]
            yield f"{part}：{'、'.join(words.officer(i, last[kind]) for i in people)}（{last[kind].happened:%Y-%m-%d}）"


def answer(words: Words, docket: Docket, act: Act, law: Lawbook) -> dict[str, Any]:
    """An answer to the reconsideration body or the court: whom it goes to, the claim and the decision it defends."""
    kind = "register_reconsideration" if act.kind == "answer_reconsideration" else "register_lawsuit"
    opened = effective(docket).seen_from(*_about(act)).last(kind, party=act.party)
    names = ("body", "court", "claim", "remedy_number")
    told = {n: opened.facts.get(n) for n in names if opened.facts.get(n)} if opened else {}
    return {**told, **number_of(words, docket, act, law)}


def number_of(words: Words, docket: Docket, act: Act, law: Lawbook) -> dict[str, Any]:
    """Title and number of the paper the act is about; the day, of one that has no number."""
    decision = decision_before(docket, act)
    if decision is None:
        return {}
    instrument = str(docket.procedure.acts[decision.kind].instrument)
    title = law.instruments[instrument]["title"] if instrument in law.instruments else docket.procedure.acts[decision.kind].title
    return {"decision_title": f"《{title}》", "decision_number": str(decision.facts.get("number") or decision.happened)}


def accountability(words: Words, docket: Docket, act: Act, law: Lawbook) -> dict[str, Any]:
    """How the decision was lost, and the register of those who had a part in it."""
    about = named(act, AGAINST)
    results = (a for a in docket.acts if a.kind in RESULTS and a.party == act.party and named(a, AGAINST) == about)
    lost = [a for a in results if a.facts.get("result") in LOST]
    decision = decision_before(docket, lost[-1]) if lost else None
    if decision is None:
        return {}
    return {
        "outcome": f"{lost[-1].happened:%Y-%m-%d} {words.sentence(lost[-1])}",
        "deciders": list(deciders(words, docket, decision)),
        "decision_number": str(decision.facts.get("number") or decision.happened),
    }


def served(words: Words, docket: Docket, act: Act, law: Lawbook) -> dict[str, Any]:
    """The paper by which the agency told the party that it revoked its decision."""
    revoked = effective(docket).seen_from(*_about(act)).last("revoke_decision", party=act.party)
    return {"document": f"撤销决定书 {revoked.facts.get('number') or ''}".strip()} if revoked else {}


REMEDY_PAPERS = {
    "answer_lawsuit": answer,
    "answer_reconsideration": answer,
    "open_accountability": accountability,
    "revoke_decision": number_of,
    "tell_revocation": served,
    "withdraw_publication": number_of,
}
