"""A second opinion on dockets, written from the fact sheet of law (P-02 … P-22) and not from the engine.

It reads the raw acts in order and knows nothing of rules, clocks or superseded acts: for each decision and each
signed paper it looks back through the docket for what the law asks. Slow and plain on purpose.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from mingheng.law.rules.docket import Act, Docket
from tests.scenarios.oracle_days import wd
from tests.scenarios.oracle_service import p22
from tests.scenarios.oracle_time import EXTENDED, decide_due
from tests.scenarios.road import law

TWO_SIGN = {
    "assign_officers", "change_handler", "scene_record", "question_person", "order_correction", "recheck",
    "report_investigation", "serve_notice", "hear_statement", "serve_decision", "take_sample",
}  # fmt: skip
INVESTIGATING = {"assign_officers", "change_handler", "scene_record", "question_person", "report_investigation"}
TRIVIAL = {"同意", "无意见", "已阅", "符合规定", "情况属实"}
ONE_DAY = timedelta(days=1)


def unlawful(docket: Docket) -> list[str]:
    """Everything wrong with the docket, each with the predicate it offends."""
    return [f"{code} at {act.n} {act.kind}" for act in docket.acts for code in _wrong(docket, act)]


def _wrong(docket: Docket, act: Act) -> Iterator[str]:
    before = docket.acts[: act.n - 1]
    if reopened(before, act):
        yield "an act after the archive"
    whole, before = before, since_taken_away(before, act.party)
    if act.kind in TWO_SIGN:
        yield from p02(act)
    if act.kind == "question_person":
        yield from p04(whole, act)
    if act.kind in ("serve_notice", "serve_decision"):
        yield from p22(docket, before, act)
    if act.kind in ("make_decision", "decide_no_penalty"):
        yield from p14(whole, act)
        yield from twice(before, act)
        yield from approved(before, act)
    if act.kind == "make_decision":
        yield from p09(before, act)
        yield from p10(docket, before, act)
        yield from p11(before, act)
        yield from p12(docket, before, act)
        yield from p13(before, act)
        yield from p16(docket, act)
        yield from p18(whole, act)
        yield from again(whole, act)
        yield from covered(before, act)


RESULTS = ("record_reconsideration_result", "record_judgment", "revoke_decision")
REOPEN = ("register_reconsideration", "register_lawsuit", "revoke_decision")
ANY_TIME = (*REOPEN, "publish_decision", "withdraw_publication", "follow_up")


def taken_away(acts: tuple[Act, ...], party: str | None) -> list[Act]:
    """What took a decision of the party away, once it is final."""
    found = [a for a in mine(acts, party, *RESULTS) if a.facts["result"] in ("revoked", "redo", "void")]
    return [a for a in found if a.facts["final"] in (True, "yes")]


def since_taken_away(acts: tuple[Act, ...], party: str | None) -> tuple[Act, ...]:
    gone = taken_away(acts, party) if party is not None else []
    return tuple(a for a in acts if a.n > gone[-1].n) if gone else acts


def reopened(before: tuple[Act, ...], act: Act) -> bool:
    """Whether the act was added to an archive no remedy had opened again."""
    archived = [a.n for a in before if a.kind == "archive_case"]
    opened = any(a.n > archived[-1] for a in before if a.kind in (*REOPEN, "follow_up")) if archived else True
    return act.kind not in ANY_TIME and not opened


def again(before: tuple[Act, ...], act: Act) -> Iterator[str]:
    """A decision made anew is not the same on the same facts, nor heavier (行政复议法 64, 行政诉讼法 71)."""
    gone = taken_away(before, act.party)
    old = [a for a in mine(before, act.party, "make_decision") if gone and a.n < gone[-1].n]
    if not old or any(a.kind == "add_evidence" and a.n > gone[-1].n for a in before):
        return
    was, now = (money(a, "amount") + money(a, "confiscated") for a in (old[-1], act))
    same = was == now and all(act.facts.get(f) == old[-1].facts.get(f) for f in ("item", "clause"))
    if now > was or (same and gone[-1].facts.get("ground") != "procedure"):
        yield "FY 64 the same again"


# ── looking back ──


def mine(acts: tuple[Act, ...], party: str | None, *kinds: str) -> list[Act]:
    return [a for a in acts if a.kind in kinds and a.party in (party, None)]


def told(before: tuple[Act, ...], party: str | None) -> tuple[Act | None, Act | None]:
    """The last notice to the party and the last service of that very notice."""
    notices = mine(before, party, "give_notice")
    if not notices:
        return None, None
    services = [a for a in mine(before, party, "serve_notice") if a.n > notices[-1].n]
    return notices[-1], services[-1] if services else None


def money(act: Act, fact: str) -> Decimal:
    return Decimal(str(act.facts.get(fact) or 0))


def reported(before: tuple[Act, ...]) -> str:
    reports = [a for a in before if a.kind == "report_investigation"]
    return str(reports[-1].facts["nature"]) if reports else "none"


# ── the predicates ──


def p02(act: Act) -> Iterator[str]:
    named = {int(o) for o in act.facts["officers"]}
    valid = {i for i in named if act.people[i].state == "valid" and not act.people[i].auxiliary}
    if len(valid) < 2 or any(act.people[i].auxiliary for i in named):
        yield "P-02"


def p04(before: tuple[Act, ...], act: Act) -> Iterator[str]:
    filed = [a for a in before if a.kind == "approve_filing" and a.facts["opinion"] == "approve"]
    if not filed or filed[0].happened > act.happened:
        yield "P-04"


def p09(before: tuple[Act, ...], act: Act) -> Iterator[str]:
    notice, served = told(before, act.party)
    if notice is None or served is None or not notice.happened <= served.happened <= act.happened:
        yield "P-09 not told"
        return
    if money(act, "amount") > money(notice, "amount") or money(act, "confiscated") > money(notice, "confiscated"):
        yield "P-09 heavier than told"
    measured, before_told = (a.facts.get("measures") or {} for a in (act, notice))
    if any(Decimal(str(size)) > Decimal(str(before_told.get(key) or 0)) for key, size in measured.items()):
        yield "P-09 more than told"
    if any(act.facts.get(f) != notice.facts.get(f) for f in ("item", "clause", "conduct_day", "conduct_since")):
        yield "P-09 not what was told"
    told_of = notice.facts.get("measures") or {}
    if any(Decimal(str(v)) > Decimal(str(told_of.get(k, 0))) for k, v in (act.facts.get("measures") or {}).items()):
        yield "P-09 more than was told"


def hearing_grade(docket: Docket, act: Act) -> bool:
    kind = next(p.kind for p in docket.parties if p.id == act.party)
    threshold = Decimal(50000) if kind == "organisation" else Decimal(5000)
    flagged = any(
        c.hearing for v in law().items[str(act.facts["item"])].versions for c in v.clauses if c.key == act.facts["clause"]
    )
    return flagged or money(act, "amount") >= threshold or money(act, "confiscated") >= threshold


def p10(docket: Docket, before: tuple[Act, ...], act: Act) -> Iterator[str]:
    notice, served = told(before, act.party)
    if notice is None or served is None:
        return
    since = tuple(a for a in before if a.n > notice.n)
    asked, held = (mine(since, act.party, k) for k in ("request_hearing", "hold_hearing"))
    refused = [a for a in mine(since, act.party, "accept_hearing") if a.facts["opinion"] == "refuse"]
    waived = mine(since, act.party, "waive_hearing", "end_hearing")
    if hearing_grade(docket, notice):
        if notice.facts["hearing_told"] != "yes":
            yield "P-10 right not told"
        last = wd(served.happened, 5)
        if any(last is None or asked[-1].happened <= last for _ in refused):
            yield "P-10 refused a request made in time"
        if not waived and not held and (last is None or act.happened <= last):
            yield "P-10 window"
    if asked and not [w for w in (*waived, *refused) if w.n > asked[-1].n]:
        if not held:
            yield "P-10 not heard"
        for hearing in held:
            yield from _hearing(before, hearing)
    if held and not (act.facts.get("hearing") and [a for a in mine(since, act.party, "report_hearing") if a.n > held[-1].n]):
        yield "P-10 not decided by the minutes"


def _hearing(before: tuple[Act, ...], hearing: Act) -> Iterator[str]:
    notes = [a for a in mine(before, hearing.party, "notify_hearing") if a.n < hearing.n]
    first = wd(notes[-1].happened, 7) if notes else None
    if first is None or hearing.happened < first or notes[-1].facts["hearing_day"] != hearing.happened.isoformat():
        yield "P-10 hearing day"
    inquired = {int(o) for a in before if a.n < hearing.n and a.kind in INVESTIGATING for o in a.facts["officers"]}
    if int(hearing.facts["chair"]) in inquired:
        yield "P-10 chair"


def p11(before: tuple[Act, ...], act: Act) -> Iterator[str]:
    notice, _ = told(before, act.party)
    heard = [a for a in mine(before, act.party, "hear_statement") if notice is not None and a.n > notice.n]
    if not heard or notice is None:
        return
    answers = [a for a in mine(before, act.party, "review_statement") if a.n > heard[-1].n]
    if not answers:
        yield "P-11 not answered"
        return
    answered = {a["point"] for a in answers[-1].facts["answers"] if a["reason"].strip()}
    if not {p["point"] for p in heard[-1].facts["points"]} <= answered:
        yield "P-11 a point not answered"
    if answers[-1].facts["result"] == "lowered" and money(act, "amount") + money(act, "confiscated") >= money(
        notice, "amount"
    ) + money(notice, "confiscated"):
        yield "P-11 granted and not done"


def p12(docket: Docket, before: tuple[Act, ...], act: Act) -> Iterator[str]:
    mitigated = act.facts.get("mitigation") not in (None, "", "none")
    if not (hearing_grade(docket, act) or mitigated or reported(before) != "ordinary"):
        return
    meant = mine(before, act.party, "give_notice", "explain_discretion", "hold_hearing", "hear_statement", "report_investigation")
    reviews = [a for a in before if a.kind == "legal_review" and a.n > max((m.n for m in meant), default=0)]
    if not reviews or reviews[-1].facts["conclusion"] != "pass":
        yield "P-12 not passed"
        return
    review = reviews[-1]
    inquired = {int(o) for a in before if a.n < review.n and a.kind in INVESTIGATING for o in a.facts["officers"]}
    said = "".join(c for c in review.facts["opinion"] if c.isalnum())
    if review.by in inquired or not review.people[review.by].legally_qualified or review.happened > act.happened:
        yield "P-12 reviewer"
    if len(said) < 15 or said in TRIVIAL or any(i["verdict"] == "not_ok" for i in review.facts["items"]):
        yield "P-12 opinion"


def p13(before: tuple[Act, ...], act: Act) -> Iterator[str]:
    reports = [a.n for a in before if a.kind == "report_investigation"]
    if reported(before) == "ordinary" or not reports:
        return
    talks = [a for a in before if a.kind == "discuss_case" and a.n > reports[-1]]
    if not talks or len({v["officer"] for v in talks[-1].facts["views"]}) < 2 or talks[-1].happened > act.happened:
        yield "P-13"


def p14(before: tuple[Act, ...], act: Act) -> Iterator[str]:
    gone = taken_away(before, act.party)
    if gone and gone[-1].facts["result"] == "redo":
        return
    filed = [a for a in before if a.kind == "approve_filing" and a.facts["opinion"] == "approve"]
    if not filed:
        yield "P-14 not filed"
        return
    for a in before:
        if a.kind in EXTENDED and (due := decide_due(before[: a.n - 1])) is not None and a.happened > due:
            yield "P-14 extended too late"
    due = decide_due(before)
    if due is not None and act.happened > due:
        yield "P-14 late"
    asked, back = (sum(a.kind == k for a in before) for k in ("commission_appraisal", "receive_appraisal"))
    if asked > back and act.kind == "make_decision":
        yield "P-14 while the appraisal is out"


def p16(docket: Docket, act: Act) -> Iterator[str]:
    conduct = date.fromisoformat(str(act.facts["conduct_day"]))
    kind = next(p.kind for p in docket.parties if p.id == act.party)
    who = "organisation" if kind == "organisation" else "citizen"
    found = [_clause(str(act.facts["item"]), day, str(act.facts["clause"]), who) for day in (conduct, act.happened)]
    if None in found:
        yield "P-15 no text on one of the days"
        return
    spans = [(Decimal(0), Decimal(0)) if c.fine is None else (c.fine.min, c.fine.max) for c in found]
    low, high = min(spans[0][0], spans[1][0]), min(spans[0][1], spans[1][1])
    amount = money(act, "amount")
    lighter = act.facts.get("mitigation") not in (None, "", "none") and str(act.facts.get("departure") or "").strip()
    if amount > high:
        yield "P-16 above"
    if amount < low and not lighter:
        yield "P-16 below"


def _clause(item: str, day: date, key: str, who: str) -> Any:
    versions = [v for v in law().items[item].versions if v.since <= day and (v.until is None or day <= v.until)]
    clauses = [c for v in versions for c in v.clauses if c.who in ("anyone", who)]
    return next((c for c in clauses if c.key == key), None)


def p18(before: tuple[Act, ...], act: Act) -> Iterator[str]:
    clauses = [c for v in law().items[str(act.facts["item"])].versions for c in v.clauses if c.key == act.facts["clause"]]
    if not any(c.stage == "refusal" for c in clauses):
        return
    orders = mine(before, act.party, "order_correction")
    proofs = [r for r in mine(before, act.party, "recheck") if r.facts["result"] == "not_corrected"]
    if not any(o.n < r.n and o.facts["until"] < r.happened.isoformat() for o in orders for r in proofs):
        yield "P-18"


def twice(before: tuple[Act, ...], act: Act) -> Iterator[str]:
    if [a for a in before if a.kind in ("make_decision", "decide_no_penalty", "terminate_case") and a.party == act.party]:
        yield "CF-12 decided twice"


def approved(before: tuple[Act, ...], act: Act) -> Iterator[str]:
    """The head approved, last, after everything the decision on any open party rests on; and this is what he approved."""
    rests = {"give_notice", "explain_discretion", "explain_no_penalty", "hear_statement", "hold_hearing", "request_hearing",
             "report_investigation", "legal_review", "discuss_case", "propose_decision"}  # fmt: skip
    done = {a.party for a in before if a.kind in ("make_decision", "decide_no_penalty", "terminate_case")}
    last = max((a.n for a in before if a.kind in rests and (a.party is None or a.party not in done)), default=0)
    answers = [a for a in before if a.kind == "approve_decision" and a.n > last]
    if not last or not answers or answers[-1].facts["opinion"] != "approve" or answers[-1].happened > act.happened:
        yield "CF-46 not approved"
    meant = mine(before, act.party, "explain_discretion", "explain_no_penalty")
    told_kind = {"make_decision": "explain_discretion", "decide_no_penalty": "explain_no_penalty"}[act.kind]
    if not meant or meant[-1].kind != told_kind:
        yield "CF-46 the other kind of decision was approved"
    elif act.kind == "make_decision" and any(money(act, f) != money(meant[-1], f) for f in ("amount", "confiscated")):
        yield "CF-46 another sum was approved"


def covered(before: tuple[Act, ...], act: Act) -> Iterator[str]:
    """The investigation was closed with a report after something was found out about this party."""
    explained = [a.n for a in mine(before, act.party, "explain_discretion", "explain_no_penalty")] or [act.n]
    if not any(a.kind == "report_investigation" and a.n > min(explained) for a in before):
        yield "CF-40 no report on this party"


def late(docket: Docket) -> set[int]:
    """The services of decisions that came too late (P-22, noted and not stopped); unknown days count as in time."""
    found = set()
    for act in docket.acts:
        if act.kind != "serve_decision":
            continue
        decided = mine(docket.acts[: act.n - 1], act.party, "make_decision", "decide_no_penalty")[-1]
        last = wd(decided.happened, 7)
        done = str(act.facts.get("announced") or act.happened.isoformat())
        if last is not None and done > last.isoformat():
            found.add(act.n)
    return found
