"""Passwords, one-time codes and the brake on guessing. Protection of the system, not law."""

import hashlib
import hmac
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from mingheng.organisation.rules.refusals import Problem

# No 0/O, 1/I/L: a code is read aloud and typed from paper.
CODE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
CODE_GROUPS = 4
CODE_GROUP_LENGTH = 4

_KINDS = (re.compile("[a-z]"), re.compile("[A-Z]"), re.compile("[0-9]"), re.compile("[^a-zA-Z0-9]"))


@dataclass(frozen=True, slots=True)
class Limits:
    """How sign-in is protected; the setting MINGHENG_SIGN_IN replaces single values.

    A name, or a source address, with that many failures within `window_minutes` must wait until the
    oldest of them is older than the window. Many people of a squad share one address, hence its
    wider limit.
    """

    failures_per_name: int = 5
    failures_per_source: int = 50
    window_minutes: int = 15
    code_life_hours: int = 48
    password_length: int = 10
    password_kinds: int = 3

    @property
    def window(self) -> timedelta:
        """For how long a failure counts."""
        return timedelta(minutes=self.window_minutes)

    @property
    def code_life(self) -> timedelta:
        """For how long a one-time code opens the door."""
        return timedelta(hours=self.code_life_hours)


def wait_until(failures: Sequence[datetime], allowed: int, at: datetime, window: timedelta) -> datetime | None:
    """When the next try is allowed, or None if it is now; `failures` in any order."""
    recent = sorted(moment for moment in failures if at - window < moment <= at)
    if len(recent) < allowed:
        return None
    return recent[-allowed] + window


def plain_code(typed: str) -> str:
    """A one-time code as typed (spaces, hyphens, small letters) in the form that is compared."""
    return re.sub(r"[\s-]", "", typed).upper()


def code_digest(code: str) -> str:
    """What is stored of a one-time code. It has some 79 random bits, so a fast digest is enough."""
    return hashlib.sha256(plain_code(code).encode()).hexdigest()


def code_matches(typed: str, digest: str) -> bool:
    """Whether the typed text is the code with that digest, in constant time."""
    return bool(digest) and hmac.compare_digest(code_digest(typed), digest)


def password_problems(
    password: str, *, username: str, name: str, name_key: str, limits: Limits, common: bool
) -> tuple[Problem, ...]:
    """Why a password is too weak; empty if it will do. `common`: it is in the list of common ones."""
    problems = []
    if len(password) < limits.password_length:
        problems.append(Problem("password", f"密码不足{limits.password_length}位", f"请至少写{limits.password_length}位"))
    if sum(bool(kind.search(password)) for kind in _KINDS) < limits.password_kinds:
        problems.append(
            Problem(
                "password",
                "密码太简单",
                f"大写字母、小写字母、数字、符号四类中至少用{limits.password_kinds}类",
            )
        )
    lowered = password.lower()
    if common:
        problems.append(Problem("password", "这是最常用的密码之一，很容易被猜到", "请换一个"))
    elif any(part and part.lower() in lowered for part in (username, name, name_key.replace(" ", ""))):
        problems.append(Problem("password", "密码里有你的工号或姓名", "请换一个不含工号和姓名的"))
    return tuple(problems)
