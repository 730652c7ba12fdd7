"""What the form of a new matter starts with when it comes from a register."""

from datetime import date
from typing import Any

from mingheng.law.rules.reading import Lawbook
from mingheng.supervision.models import Complaint
from mingheng.supervision.queries.disclosures.month import Disclosed
from mingheng.supervision.queries.matters.form_page import suggested
from mingheng.supervision.rules.complaints.columns import FIELDS, Field
from mingheng.supervision.rules.disclosures.verdict import TITLES, Publication

KINDS = {Publication.STALE: "withdrawn-in-time"}
IN_TIME = "published-in-time"
"""The rules of publication a fault is of: later faults are compared by them, also those the scan finds."""


def initial_of_complaint(found: Complaint) -> dict[str, Any]:
    """A key matter about a repeated complaint."""
    about = FIELDS[Field(found.field)]
    answered = f"，{found.answered} 答复" if found.answered else "，还没有答复"
    said = {None: "", True: "，反映人满意", False: "，反映人不满意"}[found.satisfied]
    return {
        "addressed": found.unit, "trigger": "complaint", "subject": f"{about}类投诉重复 {found.times} 次（{found.number}）",
        "times": found.times, "complaint": found.number, "case_ref": found.case,
        "found": f"{found.source} {found.received} 受理，工单 {found.number}，{about}类，已重复 {found.times} 次{answered}{said}。",
    }  # fmt: skip


def initial_of_disclosure(late: Disclosed, law: Lawbook, today: date) -> tuple[dict[str, Any], str]:
    """A fault in publishing a decision, and what the reader is told of earlier ones."""
    case, judged, kind = late.case, late.judged, KINDS.get(late.stands, IN_TIME)
    trigger, note = suggested(case.unit, kind, law, today)
    due = f"，应当在 {judged.due} 以前公示" if judged.due else ""
    shown = f"，{judged.published} 公示" if judged.published else "，至今没有公示"
    why = f"。{judged.why}" if judged.why else ""
    return {
        "addressed": case.unit, "trigger": trigger, "subject": f"处罚决定{TITLES[late.stands]}", "kind": kind, "case_ref": case.ref,
        "found": f"案件 {case.number or case.ref}：{judged.decided} 作出处罚决定{due}{shown}{why}。",
    }, note  # fmt: skip
