"""Entering people, changing their details, their leaving and coming back."""

from datetime import date, datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction

from mingheng.kit.dates import day_of
from mingheng.kit.pinyin import name_key
from mingheng.ledger.rules import Json
from mingheng.organisation.actions.duties import end_all
from mingheng.organisation.actions.records import mandate_for, person_chain, write_down
from mingheng.organisation.models import Appointment, Officer, Unit
from mingheng.organisation.rules import Duty, Problem, Refused, duty_misfit, refuse
from mingheng.organisation.rules.details import PersonDetails, person_problems, plain_number, tidy


@transaction.atomic
def add_person(
    *,
    username: str,
    name: str,
    unit: Unit,
    kind: str,
    by: Officer,
    at: datetime,
    legal_qualification: str = "",
    legal_qualification_since: date | None = None,
) -> Officer:
    """Enter a person, who cannot sign in before getting a one-time code; raises Refused on wrong details."""
    mandate = mandate_for(by, Duty.SYSTEM_ADMINISTRATOR, unit, at)
    details = PersonDetails(
        plain_number(username),
        tidy(name),
        unit.key,
        kind,
        plain_number(legal_qualification),
        legal_qualification_since,
    )
    problems = list(person_problems(details, day_of(at)))
    if Officer.objects.filter(username=details.username).exists():
        problems.append(Problem("username", f"工号{details.username}已有人使用", "请核对工号，或在人员名单里找到此人"))
    if unit.closed_on is not None:
        problems.append(Problem("unit", f"{unit.short_name}已撤销", "请选在用的单位"))
    if problems:
        raise Refused(*problems)
    person = Officer.objects.create(
        username=details.username,
        password=make_password(None),
        name=details.name,
        name_key=name_key(details.name),
        unit=unit,
        kind=kind,
        legal_qualification=details.legal_qualification,
        legal_qualification_since=legal_qualification_since,
    )
    write_down("person.added", person_chain(person), _content(person), mandate=mandate, at=at)
    return person


@transaction.atomic
def change_person(
    *,
    officer: Officer,
    revision: int,
    name: str,
    unit: Unit,
    kind: str,
    by: Officer,
    at: datetime,
    legal_qualification: str = "",
    legal_qualification_since: date | None = None,
) -> Officer:
    """Change a person's details; duties in the old unit end with a transfer to another.

    Raises Refused when the details are wrong, a duty held does not fit them, or somebody else changed
    the person since `revision` was read.
    """
    mandate = mandate_for(by, Duty.SYSTEM_ADMINISTRATOR, officer.unit, at)
    mandate_for(by, Duty.SYSTEM_ADMINISTRATOR, unit, at)
    person = Officer.objects.select_for_update(of=("self",)).select_related("unit").get(pk=officer.pk)
    if person.revision != revision:
        raise refuse("", f"{person.name}的信息刚被别人改过", "请核对现在的内容，再改一次")
    qualification = plain_number(legal_qualification)
    details = PersonDetails(person.username, tidy(name), unit.key, kind, qualification, legal_qualification_since)
    problems = list(person_problems(details, day_of(at)))
    moves = unit.pk != person.unit_id
    if moves and unit.closed_on is not None:
        problems.append(Problem("unit", f"{unit.short_name}已撤销", "请选在用的单位"))
    if not moves:
        problems.extend(_misfits(person, kind, at))
    if problems:
        raise Refused(*problems)
    if moves:
        end_all(person, mandate=mandate, at=at)
    person.name, person.name_key = details.name, name_key(details.name)
    person.unit, person.kind = unit, kind
    person.legal_qualification = qualification
    person.legal_qualification_since = legal_qualification_since
    person.revision += 1
    person.save()
    write_down("person.changed", person_chain(person), _content(person), mandate=mandate, at=at)
    return person


@transaction.atomic
def retire_person(*, officer: Officer, reason: str, by: Officer, at: datetime) -> Officer:
    """A person leaves: no sign-in from now on, every duty ends today. What he did stays."""
    mandate = mandate_for(by, Duty.SYSTEM_ADMINISTRATOR, officer.unit, at)
    if officer.pk == by.pk:
        raise refuse("", "不能停用自己的账号", "请由另一名系统管理员办理")
    if not reason.strip():
        raise refuse("reason", "没有写停用原因", "例如：调离、退休、辞职")
    person = Officer.objects.select_for_update(of=("self",)).select_related("unit").get(pk=officer.pk)
    if not person.is_active:
        raise refuse("", f"{person.name}的账号已经停用")
    end_all(person, mandate=mandate, at=at)
    person.is_active = False
    person.password = make_password(None)
    person.one_time_digest, person.one_time_until = "", None
    person.revision += 1
    person.save()
    content: dict[str, Json] = {**_content(person), "reason": tidy(reason)}
    write_down("person.retired", person_chain(person), content, mandate=mandate, at=at)
    return person


@transaction.atomic
def return_person(*, officer: Officer, by: Officer, at: datetime) -> Officer:
    """A person comes back, without duties and without a password."""
    mandate = mandate_for(by, Duty.SYSTEM_ADMINISTRATOR, officer.unit, at)
    person = Officer.objects.select_for_update(of=("self",)).select_related("unit").get(pk=officer.pk)
    if person.is_active:
        raise refuse("", f"{person.name}的账号没有停用")
    person.is_active = True
    person.revision += 1
    person.save()
    write_down("person.returned", person_chain(person), _content(person), mandate=mandate, at=at)
    return person


def _misfits(person: Officer, kind: str, at: datetime) -> list[Problem]:
    """Duties in force that a person of this kind cannot have."""
    held = Appointment.objects.filter(officer=person, until__isnull=True).select_related("unit")
    found = (duty_misfit(Duty(row.duty), row.unit.kind, kind) for row in held)
    return [Problem("kind", why, "请先终止这项职责") for why, _ in filter(None, found)]


def _content(person: Officer) -> dict[str, Json]:
    since = person.legal_qualification_since
    return {
        "username": person.username,
        "name": person.name,
        "unit": person.unit.key,
        "kind": person.kind,
        "legal_qualification": person.legal_qualification,
        "legal_qualification_since": since.isoformat() if since else None,
        "active": person.is_active,
    }
