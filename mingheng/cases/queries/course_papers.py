"""What the papers of a case's course take from earlier acts: preservation, suspension, extension, withdrawal, experts."""

from typing import TYPE_CHECKING, Any

from mingheng.cases.queries.wording import Words
from mingheng.law.rules.clocks import clock_of
from mingheng.law.rules.context import Context
from mingheng.law.rules.docket import Act, Docket, effective

if TYPE_CHECKING:
    from mingheng.law.rules.reading import Lawbook


def _said(words: Words, docket: Docket, kind: str, *names: str) -> dict[str, Any]:
    """Facts of the last such act in words; nothing when there is none."""
    act = effective(docket).last(kind)
    specs = docket.procedure.facts_of(kind)
    return {n: words.fact(specs[n], act.facts.get(n), act) for n in names} if act else {}


def appraisal(words: Words, docket: Docket, act: Act, law: "Lawbook") -> dict[str, Any]:
    """What was commissioned, of whom and what for."""
    return _said(words, docket, "commission_appraisal", "kind", "body", "matter")


def preservation(words: Words, docket: Docket, act: Act, law: "Lawbook") -> dict[str, Any]:
    """Why the evidence was at risk, and until when its fate is to be decided."""
    days = law.value("register_preserve.days", act.happened).value
    unit = law.parameters["register_preserve.days"].unit
    end = Context(docket, law).calendar.end_of(act.happened, int(str(days)), unit, roll=False).day
    return _said(words, docket, "approve_preservation", "risk") | {"handle_by": end.isoformat()}


def handling(words: Words, docket: Docket, act: Act, law: "Lawbook") -> dict[str, Any]:
    """Which preservation is decided on: the first that was still open."""
    live = effective(docket)
    kept = live.of(("preserve_evidence",))
    one = kept[min(len(live.of(("handle_preserved",))), len(kept)) - 1] if kept else None
    if one is None:
        return {}
    things = [dict(row) for row in one.facts.get("things") or ()]
    return {"holder": one.facts.get("holder"), "preserved_on": one.happened.isoformat(), "things": things}


def extension(words: Words, docket: Docket, act: Act, law: "Lawbook") -> dict[str, Any]:
    """The day of filing and the last day there was before this extension."""
    clock = clock_of(Context(docket.prefix(act.n - 1), law), "decide", None)
    due = clock.last.day.isoformat() if clock and clock.last else ""
    return {"filed": clock.started.isoformat(), "due": due} if clock else {}


def resumption(words: Words, docket: Docket, act: Act, law: "Lawbook") -> dict[str, Any]:
    """Since when the case had been suspended."""
    held = effective(docket).last("suspend_case")
    return {"suspended_on": held.happened.isoformat()} if held else {}


def withdrawal(words: Words, docket: Docket, act: Act, law: "Lawbook") -> dict[str, Any]:
    """What was proposed; an approval that sends it back still speaks of it."""
    return _said(words, docket.prefix(act.n - 1), "propose_withdrawal", "ground", "explanation", "other_case")


def crime(words: Words, docket: Docket, act: Act, law: "Lawbook") -> dict[str, Any]:
    """What the team reported."""
    return _said(words, docket, "report_crime", "crime", "found")


COURSE_PAPERS = {
    "decide_transfer": crime,
    "transfer_case": crime,
    "approve_withdrawal": withdrawal,
    "extend_decision": extension,
    "handle_preserved": handling,
    "preserve_evidence": preservation,
    "receive_appraisal": appraisal,
    "resume_case": resumption,
    "tell_appraisal": appraisal,
}
