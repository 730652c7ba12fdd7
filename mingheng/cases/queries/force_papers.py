"""What the papers of seizure, execution and demolition say besides the facts of their own act."""

from typing import TYPE_CHECKING, Any

from mingheng.cases.queries.wording import Words
from mingheng.law.rules.docket import Act, Docket, effective
from mingheng.law.rules.items import version_on

if TYPE_CHECKING:
    from mingheng.law.rules.reading import Lawbook

WAITS = {"perishable": "goods.perishable.days", "unclaimed": "goods.unclaimed.days"}


def _term(law: "Lawbook", key: str, act: Act) -> dict[str, str]:
    return {"value": str(law.value(key, act.happened).value), "unit": str(law.parameters[key].unit)}


def _seized(words: Words, docket: Docket, act: Act, law: "Lawbook") -> dict[str, Any]:
    """The decision: its basis in the item's law of the day, and its term."""
    item = law.items.get(str(act.facts.get("item")))
    version = version_on(item, act.happened) if item else None
    basis = "、".join(law.cite_text(ref) for ref in version.seizure) if version else ""
    return {"seizure_basis": basis, "term": _term(law, "seize.days", act)}


def _approved(words: Words, docket: Docket, act: Act, law: "Lawbook") -> dict[str, Any]:
    """What was approved: the proposal, or what was done in an emergency."""
    live = effective(docket.prefix(act.n - 1))
    asked = live.last("propose_seizure", "report_emergency_seizure", party=act.party)
    found = asked if asked is not None and asked.kind == "propose_seizure" else live.last("seize", party=act.party)
    if found is None:
        return {}
    kind = docket.procedure.acts[found.kind].facts["kind"]
    said = str((asked or found).facts.get("report") or found.facts.get("reason") or "")
    return {
        "kind": words.fact(kind, found.facts.get("kind"), found),
        "goods": [dict(row) for row in found.facts.get("goods") or ()],
        "proposal": said,
    }


def _extended(words: Words, docket: Docket, act: Act, law: "Lawbook") -> dict[str, Any]:
    """How much longer, and since when things were held."""
    return {"extension": _term(law, "seize.ext", act), **_since(words, docket, act, law)}


def _since(words: Words, docket: Docket, act: Act, law: "Lawbook") -> dict[str, Any]:
    held = effective(docket.prefix(act.n - 1)).first("seize", party=act.party)
    return {"seized_on": held.happened.isoformat()} if held else {}


def _called(words: Words, docket: Docket, act: Act, law: "Lawbook") -> dict[str, Any]:
    return {"collect_term": _term(law, WAITS[str(act.facts.get("why"))], act)}


def _disposed(words: Words, docket: Docket, act: Act, law: "Lawbook") -> dict[str, Any]:
    return {"approver": words.officer(act.by, act)}


SERVED = {"serve_urge": ("urge_performance", "履行催告书"), "serve_demolition_order": ("order_demolition", "责令限期拆除决定书")}


def _served(words: Words, docket: Docket, act: Act, law: "Lawbook") -> dict[str, Any]:
    """Which paper a receipt is for."""
    kind, title = SERVED[act.kind]
    paper = effective(docket).last(kind, party=act.party)
    number = str(paper.facts.get("number") or "") if paper else ""
    return {"document": f"{title} {number}".strip()}


def _answered(words: Words, docket: Docket, act: Act, law: "Lawbook") -> dict[str, Any]:
    """Each point with what was made of it."""
    return {
        "answers": [
            {"point": r.get("point", ""), "accepted": "采纳" if r.get("accepted") else "不采纳", "reason": r.get("reason", "")}
            for r in act.facts.get("answers") or ()
        ]
    }


def _building(words: Words, docket: Docket, act: Act, law: "Lawbook") -> dict[str, Any]:
    """The building the announcement is about."""
    order = effective(docket).last("order_demolition")
    return {"building": str(order.facts.get("building") or "")} if order else {}


FORCE_PAPERS = {
    "announce_demolition": _building,
    "review_urge_statement": _answered,
    "serve_demolition_order": _served,
    "serve_urge": _served,
    "approve_seizure": _approved,
    "call_to_collect": _called,
    "dispose_items": _disposed,
    "extend_seizure": _extended,
    "lift_seizure": _since,
    "seize": _seized,
}
