"""The second opinion on service (P-22), written apart from the engine."""

from collections.abc import Iterator
from datetime import date, timedelta

from mingheng.law.rules.docket import Act, Docket
from tests.scenarios.oracle_days import rolled

PAPERS = {"serve_notice": ("give_notice",), "serve_decision": ("make_decision", "decide_no_penalty")}


def p22(docket: Docket, before: tuple[Act, ...], act: Act) -> Iterator[str]:
    mode, mine = act.facts["mode"], [a for a in before if a.party in (act.party, None)]
    paper = [a for a in mine if a.kind in PAPERS[act.kind]]
    if not paper:
        yield "P-22 no paper"
    elif (mode == "announcement" and not announced(mine, paper[-1], act)) or (
        mode != "announcement" and lacking(docket, mine, act)
    ):
        yield f"P-22 {mode}"


def lacking(docket: Docket, mine: list[Act], act: Act) -> bool:
    """Whether the proof of this way of service is not whole."""
    facts, mode = act.facts, act.facts["mode"]
    kind = next(p.kind for p in docket.parties if p.id == act.party)
    by_other_hands = not facts.get("proof") or facts.get("received_on") != act.happened.isoformat()
    agreed = any(a.kind == "confirm_address" and a.happened <= act.happened and a.facts["electronic"] == "yes" for a in mine)
    return {
        "personal": (facts["relation"], kind) in {("family", "organisation"), ("clerk", "citizen")}
        or facts["relation"] == "none",
        "left": not said(act, "witness") or not said(act, "refusal"),
        "posted": by_other_hands or not said(act, "failed_modes"),
        "entrusted": by_other_hands or not said(act, "failed_modes"),
        "forwarded": by_other_hands,
        "electronic": by_other_hands or not agreed,
    }[mode]


def announced(mine: list[Act], paper: Act, act: Act) -> bool:
    """Whether it was announced after the paper, for thirty days, on a ground the file bears out."""
    ground, start = act.facts.get("announcement_ground"), act.facts.get("announced")
    if not start or not said(act, "failed_modes"):
        return False
    first = date.fromisoformat(start)
    tried = any(a.kind == "record_failed_service" and a.happened <= first and str(a.facts["paper"]) == str(paper.n) for a in mine)
    proved = ground == "unknown" or (ground == "failed" and tried)
    return proved and paper.happened <= first and act.happened == rolled(first + timedelta(days=30))


def said(act: Act, name: str) -> bool:
    return bool(str(act.facts.get(name) or "").strip())
