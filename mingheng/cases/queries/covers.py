"""What the cover of a dossier says, and the evidence bound behind its papers."""

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from mingheng.cases.models import Case
from mingheng.cases.queries.wording import Words
from mingheng.kit.dates import long_day
from mingheng.kit.money import show_yuan
from mingheng.law.rules.docket import Docket, effective
from mingheng.law.rules.position import NAMES_HANDLERS
from mingheng.law.rules.predicates.outcome import RESULTS, TAKEN_AWAY
from mingheng.law.rules.reading import Lawbook

if TYPE_CHECKING:
    from mingheng.organisation.models import Unit


def cover_of(case: Case, docket: Docket, law: Lawbook, bureau: "Unit") -> dict[str, Any]:
    """The contents of 卷宗封面, from the docket alone; issued by `bureau`."""
    live, words = effective(docket), Words(docket, law)
    outcome, number = [], ""
    for party in docket.parties:
        fined = live.last("make_decision", party=party.id)
        spared = live.last("decide_no_penalty", party=party.id)
        if fined is not None and fined.facts.get("penalty") == "warning":
            number = str(fined.facts.get("number") or number)
            outcome.append(f"{party.name}：警告")
        elif fined is not None:
            number = str(fined.facts.get("number") or number)
            outcome.append(f"{party.name}：罚款 {show_yuan(Decimal(str(fined.facts.get('amount') or 0)))} 元")
        elif spared is not None:
            outcome.append(f"{party.name}：不予行政处罚")
        elif gone := [a for a in live.of(RESULTS, party=party.id) if a.has({"result": tuple(TAKEN_AWAY), "final": ("yes",)})]:
            outcome.append(f"{party.name}：{gone[-1].happened:%Y-%m-%d} {words.sentence(gone[-1])}")
    archived = live.last("archive_case")
    closed = live.last("approve_closing", "close_on_spot")
    handlers = live.last(*NAMES_HANDLERS)
    on_spot = live.first("establish_facts")
    began = case.filed_on or (on_spot.happened if on_spot else None)
    retention = docket.procedure.acts["archive_case"].facts["retention"]
    return {
        "authority": bureau.name,
        "case_number": case.number or "",
        "ref": case.ref,
        "date": (archived or docket.acts[-1]).happened.isoformat(),
        "parties": [{"name": p.name, "kind": p.kind} for p in docket.parties],
        "item": case.title,
        "outcome": "；".join(outcome) or "已办结",
        "filed_on": long_day(began) if began else "",
        "closed_on": long_day(closed.happened) if closed else "",
        "handlers": "、".join(words.officer(i) for i in handlers.facts.get("officers") or ()) if handlers else "",
        "retention": words.fact(retention, archived.facts.get("retention"), archived) if archived else "",
        "decision_number": number,
    }
