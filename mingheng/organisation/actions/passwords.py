"""Choosing a password, one-time codes for those who have none, and the first administrator."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from functools import cache

from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.db import transaction

from mingheng.kit.dates import day_of
from mingheng.kit.pinyin import name_key
from mingheng.ledger.rules import Json
from mingheng.organisation import queries
from mingheng.organisation.actions.records import mandate_for, own_mandate, person_chain, unit_chain, write_down
from mingheng.organisation.actions.sign_in import Guess, brake, count_failure
from mingheng.organisation.models import Appointment, Officer, SignInFailure, Unit
from mingheng.organisation.rules import Duty, OfficerKind, Problem, Refused, UnitKind, refuse
from mingheng.organisation.rules.details import PersonDetails, person_problems, plain_number, tidy
from mingheng.organisation.rules.sign_in import (
    CODE_ALPHABET,
    CODE_GROUP_LENGTH,
    CODE_GROUPS,
    code_digest,
    password_problems,
)


@transaction.atomic
def choose_password(*, officer: Officer, password: str, at: datetime) -> Officer:
    """Set the password a person chose for himself; raises Refused when it is weak or the one he has.

    Whoever calls this has made sure that it is the person: by the old password or by a one-time code.
    """
    person = Officer.objects.select_for_update(of=("self",)).select_related("unit").get(pk=officer.pk)
    problems = _weaknesses(password, person.username, person.name)
    if check_password(password, person.password):
        problems.append(Problem("password", "新密码和现在的一样", "请换一个"))
    if problems:
        raise Refused(*problems)
    person.password = make_password(password)
    person.must_change_password = False
    person.one_time_digest, person.one_time_until = "", None
    person.save(update_fields=["password", "must_change_password", "one_time_digest", "one_time_until"])
    write_down("person.password_chosen", person_chain(person), {}, mandate=own_mandate(person), at=at)
    return person


def change_password(*, officer: Officer, old: str, new: str, source: str, at: datetime) -> Officer:
    """Replace a password by its owner; the old one must be right unless he came in with a one-time code.

    Wrong old passwords count as failed sign-ins. Raises Refused.
    """
    if not officer.must_change_password:
        wrong = _prove_old(officer, old, source, at)
        if wrong:
            raise Refused(wrong)
    return choose_password(officer=officer, password=new, at=at)


@transaction.atomic
def issue_codes(*, officers: Sequence[Officer], by: Officer, at: datetime) -> dict[int, str]:
    """One-time codes by person, to be shown once. The old password ends now, the code after a time.

    Raises Refused for oneself (that would be a way around the old password) and for disabled accounts.
    """
    codes: dict[int, str] = {}
    ends = at + queries.limits().code_life
    rows = Officer.objects.select_for_update(of=("self",)).filter(pk__in=[officer.pk for officer in officers])
    for person in rows.select_related("unit").order_by("pk"):
        mandate = mandate_for(by, Duty.SYSTEM_ADMINISTRATOR, person.unit, at)
        if person.pk == by.pk:
            raise refuse("", "不能给自己发一次性登录码", "请用“修改密码”，或由另一名系统管理员办理")
        if not person.is_active:
            raise refuse("", f"{person.name}的账号已停用", "先恢复账号")
        code = _new_code()
        person.password = make_password(None)
        person.must_change_password = True
        person.one_time_digest, person.one_time_until = code_digest(code), ends
        person.save(update_fields=["password", "must_change_password", "one_time_digest", "one_time_until"])
        SignInFailure.objects.filter(name=person.username).delete()
        write_down("person.code_issued", person_chain(person), {"until": ends.isoformat()}, mandate=mandate, at=at)
        codes[person.pk] = code
    return codes


@transaction.atomic
def create_first_administrator(*, username: str, name: str, password: str, at: datetime) -> Officer:
    """The first system administrator, and the topmost unit where there is none yet.

    Raises Refused when there is an administrator already, or the name or password will not do. The
    topmost unit gets a placeholder for a name, to be changed under 单位.
    """
    root = Unit.objects.select_for_update().filter(parent__isnull=True).order_by("pk").first()
    if queries.has_administrator(day_of(at)):
        raise refuse("", "已经有系统管理员", "请由他给需要的人授予职责，或重置密码")
    username, name = plain_number(username), tidy(name)
    problems = list(person_problems(PersonDetails(username, name, "", OfficerKind.STAFF), day_of(at)))
    if Officer.objects.filter(username=username).exists():
        problems.append(Problem("username", f"工号{username}已有人使用", "请换一个工号"))
    problems.extend(_weaknesses(password, username, name))
    if problems:
        raise Refused(*problems)
    unit = root or Unit.objects.create(
        key="bureau", name="本局（请改成单位全称）", short_name="本局", kind=UnitKind.BUREAU, code="（代字）"
    )
    person = Officer.objects.create(
        username=username,
        password=make_password(password),
        name=name,
        name_key=name_key(name),
        unit=unit,
        kind=OfficerKind.STAFF,
    )
    given = Appointment.objects.create(officer=person, duty=Duty.SYSTEM_ADMINISTRATOR, unit=unit, since=day_of(at))
    mandate = own_mandate(person)
    if root is None:
        write_down("unit.added", unit_chain(unit), {"key": unit.key}, mandate=mandate, at=at)
    content: dict[str, Json] = {"username": username, "name": name, "grant": given.pk}
    write_down("administrator.first", person_chain(person), content, mandate=mandate, at=at)
    return person


@transaction.atomic
def _prove_old(officer: Officer, old: str, source: str, at: datetime) -> Problem | None:
    guess = Guess(officer.username, source[:45])
    braked = brake(guess, at)
    if braked:
        return braked
    if check_password(old, officer.password):
        return None
    count_failure(guess, at)
    return Problem("old_password", "现密码不对", "请重填；忘记的，请系统管理员重置")


def _weaknesses(password: str, username: str, name: str) -> list[Problem]:
    return list(
        password_problems(
            password,
            username=username,
            name=name,
            name_key=name_key(name).partition("|")[0],
            limits=queries.limits(),
            common=password.lower().strip() in _common_passwords(),
        )
    )


@cache
def _common_passwords() -> set[str]:
    return CommonPasswordValidator().passwords


def _new_code() -> str:
    groups = ("".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_GROUP_LENGTH)) for _ in range(CODE_GROUPS))
    return "-".join(groups)
