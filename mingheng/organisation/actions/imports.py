"""Bringing in lists of units, people and certificates, line by line, by the same acts as on the pages.

A line that is already in the register changes nothing, so an import sent twice does no harm. A preview does the
acts and takes them back: what it says of a line is what the acts say.
"""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from mingheng.kit.alone import hold_name
from mingheng.kit.dates import day_of
from mingheng.organisation.actions.certificates import change_certificate, issue_certificate
from mingheng.organisation.actions.duties import appoint
from mingheng.organisation.actions.people import add_person, change_person
from mingheng.organisation.actions.units import add_unit, change_unit
from mingheng.organisation.models import Appointment, Certificate, Officer, Unit
from mingheng.organisation.rules import Effect, Refused, refuse
from mingheng.organisation.rules.details import plain_number
from mingheng.organisation.rules.imports import (
    DUTY_WORDS,
    EFFECT_WORDS,
    OFFICER_KIND_WORDS,
    UNIT_KIND_WORDS,
    ImportKind,
    LineResult,
    Outcome,
    Report,
    meaning,
    words_of,
)
from mingheng.organisation.rules.lines import Line, read_lines

LineAct = Callable[[Line, Officer, datetime], Outcome]


def preview_import(*, kind: ImportKind, text: str, by: Officer, at: datetime) -> Report:
    """What importing this text would do; nothing is kept. Raises Refused when it is no such list."""
    return _run(kind, text, by, at, agreed=None)


def import_lines(*, kind: ImportKind, text: str, agreed: str, by: Officer, at: datetime) -> Report:
    """Import the good lines of this text; what the reader agreed to is the fingerprint of the preview he saw.

    If the register has changed so that the outcome is another, nothing is kept and the report is not `written`.
    Raises Refused when the text is no such list.
    """
    return _run(kind, text, by, at, agreed=agreed)


def _run(kind: ImportKind, text: str, by: Officer, at: datetime, agreed: str | None) -> Report:
    lines = read_lines(text, kind.columns)
    with transaction.atomic():
        hold_name("organisation import")
        results = tuple(_do(kind, line, by, at) for line in lines)
        report = Report(kind, results)
        if agreed != report.fingerprint:
            transaction.set_rollback(True)
            return report
    return Report(kind, results, written=True)


def _do(kind: ImportKind, line: Line, by: Officer, at: datetime) -> LineResult:
    """One line, whole or not at all."""
    problems = tuple(line.missing(kind.columns))
    if problems:
        return LineResult(line, Outcome.WRONG, problems)
    try:
        with transaction.atomic():
            return LineResult(line, _LINES[kind](line, by, at))
    except Refused as refused:
        return LineResult(line, Outcome.WRONG, refused.problems)


def _unit_line(line: Line, by: Officer, at: datetime) -> Outcome:
    given = line.values
    kind = meaning(UNIT_KIND_WORDS, "kind", given["kind"])
    unit = Unit.objects.select_related("parent").filter(key=given["key"]).first()
    if unit is None:
        parent = Unit.objects.filter(key=given["parent"]).first()
        if parent is None:
            raise refuse("parent", f"没有编号为“{given['parent']}”的单位", "请核对编号，或把上级单位排在前面")
        add_unit(
            key=given["key"], name=given["name"], short_name=given["short_name"], kind=kind, parent=parent,
            code=given["code"], by=by, at=at,
        )  # fmt: skip
        return Outcome.NEW
    if unit.parent is None or unit.parent.key != given["parent"]:
        raise refuse("parent", f"{unit.short_name}的上级单位不是“{given['parent']}”", "上级单位不能用导入来改，请核对")
    new = (given["name"], given["short_name"], kind, given["code"])
    if (unit.name, unit.short_name, unit.kind, unit.code) == new:
        return Outcome.SAME
    change_unit(
        unit=unit, revision=unit.revision, name=given["name"], short_name=given["short_name"], kind=kind,
        code=given["code"], by=by, at=at,
    )  # fmt: skip
    return Outcome.CHANGED


def _person_line(line: Line, by: Officer, at: datetime) -> Outcome:
    given = line.values
    unit = _unit_named(given["unit"])
    kind = meaning(OFFICER_KIND_WORDS, "kind", given["kind"])
    qualification = plain_number(given["legal_qualification"])
    since = line.day("legal_qualification_since", day_of(at))
    duties = [meaning(DUTY_WORDS, "duties", word) for word in words_of(given["duties"])]
    person = Officer.objects.select_related("unit").filter(username=plain_number(given["username"])).first()
    outcome = Outcome.SAME
    if person is None:
        person = add_person(
            username=given["username"], name=given["name"], unit=unit, kind=kind, by=by, at=at,
            legal_qualification=qualification, legal_qualification_since=since,
        )  # fmt: skip
        outcome = Outcome.NEW
    elif not person.is_active:
        raise refuse("username", f"{person.name}（{person.username}）的账号已停用", "先恢复账号，或去掉这一行")
    else:
        old = (person.name, person.unit_id, person.kind, person.legal_qualification, person.legal_qualification_since)
        if old != (given["name"], unit.pk, kind, qualification, since):
            person = change_person(
                officer=person, revision=person.revision, name=given["name"], unit=unit, kind=kind, by=by, at=at,
                legal_qualification=qualification, legal_qualification_since=since,
            )  # fmt: skip
            outcome = Outcome.CHANGED
    held = set(Appointment.objects.filter(officer=person, unit=unit, until__isnull=True).values_list("duty", flat=True))
    for duty in duties:
        if duty not in held:
            appoint(officer=person, duty=duty, unit=unit, since=day_of(at), by=by, at=at)
            outcome = Outcome.CHANGED if outcome is Outcome.SAME else outcome
    return outcome


def _certificate_line(line: Line, by: Officer, at: datetime) -> Outcome:
    given, today = line.values, day_of(at)
    number = plain_number(given["number"])
    start, end = line.day("valid_from", today), line.day("valid_until", today)
    effect = meaning(EFFECT_WORDS, "effect", given["effect"])
    effect_since = line.day("since", today)
    if start is None or end is None:
        raise refuse("valid_from", "没有写有效期", "请填写起止两个日期")
    if effect is not None and effect_since is None:
        raise refuse("since", f"状态是“{effect.label}”，没有写状态起始日期", "请补上从哪一天起")
    person = Officer.objects.select_related("unit").filter(username=plain_number(given["username"])).first()
    if person is None:
        raise refuse("username", f"没有工号为“{given['username']}”的人", "请核对工号，或先导入人员")
    certificate = Certificate.objects.filter(officer=person, number=number, valid_from=start).first()
    outcome = Outcome.SAME
    if certificate is None:
        certificate = issue_certificate(officer=person, number=number, valid_from=start, valid_until=end, by=by, at=at)
        outcome = Outcome.NEW
    elif certificate.valid_until != end:
        raise refuse("valid_until", f"证件{number}已登记，有效期到{certificate.valid_until}", "请核对；换证的，先收回或注销旧证")
    if effect is not None and effect_since is not None and not _has(certificate, effect):
        change_certificate(certificate=certificate, effect=effect, since=effect_since, reason=given["reason"], by=by, at=at)
        outcome = Outcome.CHANGED if outcome is Outcome.SAME else outcome
    return outcome


def _has(certificate: Certificate, effect: Effect) -> bool:
    """Whether that is already the last that befell it."""
    last = certificate.events.order_by("-since", "-id").first()
    return last is not None and last.effect == effect


def _unit_named(text: str) -> Unit:
    """The unit with that key, short name or name; raises Refused when there is none, or more than one."""
    found = [unit for unit in Unit.objects.all() if text in (unit.key, unit.short_name, unit.name)]
    if len(found) == 1:
        return found[0]
    if found:
        raise refuse("unit", f"有{len(found)}个单位叫“{text}”", "请改填单位编号")
    raise refuse("unit", f"没有名为“{text}”的单位", "请填单位的简称、全称或编号，或先导入单位")


_LINES: dict[ImportKind, LineAct] = {
    ImportKind.UNITS: _unit_line,
    ImportKind.PEOPLE: _person_line,
    ImportKind.CERTIFICATES: _certificate_line,
}
