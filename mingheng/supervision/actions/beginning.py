"""From what a matter may be opened, and against whom."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from mingheng.cases.queries.acted import cases_named
from mingheng.insight.queries.findings import findings
from mingheng.kit.alone import hold_name
from mingheng.kit.dates import day_of
from mingheng.organisation import queries as organisation
from mingheng.organisation.rules import Duty
from mingheng.supervision.models import AnswerKind, FindingAnswer, Matter
from mingheng.supervision.queries.complaints.register import NUMBER
from mingheng.supervision.queries.squads import squads_now
from mingheng.supervision.rules.matters import CASE, LONGEST_CASES, LONGEST_KIND, OPENING, cases_in

if TYPE_CHECKING:
    from mingheng.insight.models import Finding

ADDRESSED = "addressed"


class MatterRefused(ValueError):
    """The matter cannot be opened; `field` says which part of the form stands against it. Nothing was changed."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


class MatterSent(MatterRefused):
    """The form was taken before, with other content; sent again under a token of its own it is another matter."""


def refuse_beginning(matter: Matter, facts: Mapping[str, Any], day: date) -> None:
    """Refuse a unit that cannot answer, what led to a matter already, a warning that is not confirmed, and cases that are not there.

    `facts` are those of the opening, as typed. Nobody else opens a matter from the same warning, review or complaint until the
    transaction ends. Raises MatterRefused.
    """
    names, kind = organisation.unit_names(), str(facts.get("kind") or "")
    if not organisation.officers_of([matter.unit], day, Duty.SQUAD_LEADER):
        raise MatterRefused(
            f"{names.get(matter.unit, matter.unit)}没有在任的中队长，没有人能签收和回复。请改选中队，或者先任命中队长", ADDRESSED
        )
    if len(kind) > LONGEST_KIND:
        raise MatterRefused(f"最多 {LONGEST_KIND} 字，现有 {len(kind)} 字。写问题的类别，情况写在“查明的情况”里", "kind")
    _refuse_again(matter, str(facts.get(NUMBER) or ""))
    if matter.finding_id is not None:
        warned = findings().select_related("case").get(pk=matter.finding_id)
        _refuse_warning(warned, matter.unit, names.get(matter.unit, matter.unit))
    _refuse_cases(cases_in(str(facts.get(CASE) or "")), matter.unit, day)


def _refuse_again(matter: Matter, complaint: str) -> None:
    """One matter of a warning, of a review's result, and of a complaint while its matter is open: a fault is not followed up twice."""
    for name, source, said in (
        (matter.finding_id, {"finding": matter.finding_id}, "由这条预警"),
        (matter.review_id, {"review": matter.review_id}, "由这次评查"),
        (complaint, {"acts__act": OPENING, "acts__facts__complaint": complaint, "closed": False}, f"就工单 {complaint} "),
    ):
        if name:
            hold_name(f"matter {said}{name}")
            _refuse_second(Matter.objects.filter(**source).order_by("opened_at").first(), said)


def _refuse_second(there: Matter | None, said: str) -> None:
    if there is not None:
        opener = there.acts.select_related("by").earliest("n").by
        by = opener.name if opener else "系统"
        raise MatterRefused(f"{by}已在 {day_of(there.opened_at)} {said}立项“{there.subject}”，不用再立项。请在那件事项里办理")


def _refuse_warning(warned: "Finding", unit: str, name: str) -> None:
    last = FindingAnswer.objects.filter(finding=warned.pk, settles=True).order_by("-n").first()
    if last is None or last.kind != AnswerKind.CONFIRMED:
        told = "还没有核定" if last is None else f"核定为{last.get_kind_display()}"
        raise MatterRefused(f"这条预警{told}，不能据此立项。请先在预警页核定属实")
    if warned.case_id and warned.unit_now != unit:
        raise MatterRefused(f"这条预警说的案件不由{name}承办。请发给承办的中队", ADDRESSED)


def _refuse_cases(named: list[str], unit: str, day: date) -> None:
    found, squads = cases_named(named), squads_now()
    if lacking := [name for name in named if name not in found]:
        raise MatterRefused(f"没有编号为{'、'.join(lacking)}的案件。请照案件页的编号填写，几件的用顿号隔开", CASE)
    others = [name for name, case in found.items() if squads.holder(case.unit, day) != squads.holder(unit, day)]
    if others:
        raise MatterRefused(f"{'、'.join(others)}不是这个中队承办的案件。请核对编号，或者分别立项", CASE)
    if len("、".join(named)) > LONGEST_CASES:
        raise MatterRefused(f"编号太多，最多 {LONGEST_CASES} 字。请写最主要的几件，其余写在“查明的情况”里", CASE)
