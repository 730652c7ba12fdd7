"""Signing in and out, with a brake on guessing."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.hashers import make_password, verify_password
from django.db import transaction

from mingheng.kit.alone import hold_name
from mingheng.kit.dates import SHANGHAI
from mingheng.organisation import queries
from mingheng.organisation.actions.records import own_mandate, person_chain, write_down
from mingheng.organisation.models import Officer, SignInFailure
from mingheng.organisation.rules import Problem, Refused
from mingheng.organisation.rules.details import plain_number
from mingheng.organisation.rules.sign_in import code_matches

_NAME_LENGTH = 20
# Takes as long to be found wrong as a real one, so that nobody learns which names exist.
NOBODYS_PASSWORD = "!"  # noqa: S105 -- no password, but the mark of a hash that no password has
_WRONG = Problem("", "工号或密码不对", "请核对后再试。忘记密码的，请系统管理员重置")


@dataclass(frozen=True, slots=True)
class Guess:
    """Who is trying which name, from where."""

    name: str
    source: str


def sign_in(*, username: str, password: str, source: str, at: datetime) -> Officer:
    """The person who has this name and password (or one-time code); raises Refused otherwise.

    A refusal says the same for an unknown name, a wrong password and a disabled account. It is
    counted, and too many make the name, or the address, wait.
    """
    guess = Guess(plain_number(username)[:_NAME_LENGTH], source[:45])
    outcome = _try(guess, password, at)
    if isinstance(outcome, Problem):
        raise Refused(outcome)
    return outcome


@transaction.atomic
def sign_out(*, officer: Officer, at: datetime) -> None:
    """Note that a person signed out."""
    write_down("person.signed_out", person_chain(officer), {}, mandate=own_mandate(officer), at=at)


@transaction.atomic
def _try(guess: Guess, password: str, at: datetime) -> Officer | Problem:
    """One try. It returns the refusal instead of raising it, so that the failure it counts is kept."""
    braked = brake(guess, at)
    if braked:
        return braked
    officer = queries.officer_by_username(guess.name)
    by_password, outdated = verify_password(password, officer.password if officer else NOBODYS_PASSWORD)
    by_code = officer is not None and _code_holds(officer, password, at)
    if officer is None or not officer.is_active or not (by_password or by_code):
        count_failure(guess, at)
        return _WRONG
    if outdated:
        officer.password = make_password(password)
        officer.save(update_fields=["password"])
    SignInFailure.objects.filter(name=guess.name).delete()
    content = {"with": "password" if by_password else "code", "from": guess.source}
    write_down("person.signed_in", person_chain(officer), content, mandate=own_mandate(officer), at=at)
    return officer


def brake(guess: Guess, at: datetime) -> Problem | None:
    """Why this name or address must wait, or None. Until the act ends, nobody else can try the same name."""
    hold_name(f"sign-in {guess.name}")
    name_waits = queries.name_must_wait_until(guess.name, at)
    if name_waits:
        return Problem("", f"这个工号连续多次登录失败，{_minute(name_waits)}前不能再试", "急用的，请系统管理员重置密码")
    source_waits = queries.source_must_wait_until(guess.source, at)
    if source_waits:
        return Problem("", f"这个网络地址登录失败次数太多，{_minute(source_waits)}前不能再试", "请稍后再试，或联系系统管理员")
    return None


def count_failure(guess: Guess, at: datetime) -> None:
    """Count one failure, and forget those that count no longer."""
    SignInFailure.objects.filter(at__lte=at - queries.limits().window).delete()
    SignInFailure.objects.create(name=guess.name, source=guess.source, at=at)


def _code_holds(officer: Officer, typed: str, at: datetime) -> bool:
    in_time = officer.one_time_until is not None and at < officer.one_time_until
    return code_matches(typed, officer.one_time_digest) and in_time


def _minute(moment: datetime) -> str:
    return f"{moment.astimezone(SHANGHAI):%H:%M}"
