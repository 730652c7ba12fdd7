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


FORCE_PAPERS = {
    "approve_seizure": _approved,
    "call_to_collect": _called,
    "dispose_items": _disposed,
    "extend_seizure": _extended,
    "lift_seizure": _since,
    "seize": _seized,
}
