"""Giving duties to people and ending them."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from mingheng.kit.dates import day_of
from mingheng.ledger.rules import Json
from mingheng.organisation.actions.records import Mandate, mandate_for, person_chain, write_down
from mingheng.organisation.models import Appointment, Officer, Unit
from mingheng.organisation.rules import Duty, duties_clash, duty_misfit, refuse


@transaction.atomic
def appoint(*, officer: Officer, duty: Duty, unit: Unit, since: date, by: Officer, at: datetime) -> Appointment:
    """Give a duty in a unit from `since` on; raises Refused when it does not fit the person or the unit.

    Nobody gives a duty to himself, and none is given for days gone by: acts of those days were judged
    without it.
    """
    mandate = mandate_for(by, Duty.SYSTEM_ADMINISTRATOR, unit, at)
    person = Officer.objects.select_for_update(of=("self",)).get(pk=officer.pk)
    if person.pk == by.pk:
        raise refuse("", "不能给自己授予职责", "请由另一名系统管理员办理")
    if not person.is_active:
        raise refuse("", f"{person.name}的账号已停用", "先恢复账号")
    if since < day_of(at):
        raise refuse("since", "职责不能从过去的日子算起", "请填今天或以后的日期")
    if unit.closed_on is not None:
        raise refuse("unit", f"{unit.short_name}已撤销", "请选在用的单位")
    misfit = duty_misfit(duty, unit.kind, person.kind)
    if misfit:
        raise refuse("duty", *misfit)
    open_ones = Appointment.objects.filter(Q(until__isnull=True) | Q(until__gt=since), officer=person)
    if open_ones.filter(duty=duty, unit=unit).exists():
        raise refuse("duty", f"{person.name}已经是{unit.short_name}的{duty.label}")
    clash = duties_clash(frozenset(open_ones.values_list("duty", flat=True)), duty)
    if clash:
        raise refuse("duty", *clash)
    given = Appointment.objects.create(officer=person, duty=duty, unit=unit, since=since)
    content: dict[str, Json] = {"duty": str(duty), "unit": unit.key, "since": since.isoformat(), "grant": given.pk}
    write_down("duty.given", person_chain(person), content, mandate=mandate, at=at)
    return given


@transaction.atomic
def end_appointment(*, appointment: Appointment, by: Officer, at: datetime) -> Appointment:
    """End a duty from today on; raises Refused when it has ended, or is one's own."""
    mandate = mandate_for(by, Duty.SYSTEM_ADMINISTRATOR, appointment.unit, at)
    row = Appointment.objects.select_for_update(of=("self",)).select_related("officer").get(pk=appointment.pk)
    if row.officer_id == by.pk:
        raise refuse("", "不能终止自己的职责", "请由另一名系统管理员办理")
    if row.until is not None:
        raise refuse("", f"这项职责已于{row.until}终止")
    return _end(row, mandate=mandate, at=at)


def end_all(person: Officer, *, mandate: Mandate, at: datetime) -> None:
    """End every open duty of a person who leaves or moves; part of that act."""
    for row in Appointment.objects.select_for_update().filter(officer=person, until__isnull=True).order_by("pk"):
        _end(row, mandate=mandate, at=at)


def _end(row: Appointment, *, mandate: Mandate, at: datetime) -> Appointment:
    row.until = max(day_of(at), row.since)
    row.save(update_fields=["until"])
    content: dict[str, Json] = {"grant": row.pk, "duty": row.duty, "until": row.until.isoformat()}
    write_down("duty.ended", person_chain(row.officer), content, mandate=mandate, at=at)
    return row
