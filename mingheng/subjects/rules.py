"""What a party must be to stand in the register. Pure: no Django, no database."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from datetime import date
from enum import StrEnum
from functools import partial

from mingheng.kit import identity
from mingheng.kit.characters import BadCharacter, printable

SHORTEST_PURPOSE, LONGEST_PURPOSE = 4, 200


class Kind(StrEnum):
    """What sort of party it is."""

    CITIZEN = "citizen"
    ORGANISATION = "organisation"
    INDIVIDUAL_BUSINESS = "individual_business"


class IdentityKind(StrEnum):
    """Which number names the party."""

    CITIZEN_ID = "citizen_id"
    PASSPORT = "passport"
    CREDIT_CODE = "credit_code"


KIND_TITLES: dict[str, str] = {
    Kind.CITIZEN: "公民",
    Kind.ORGANISATION: "法人或者其他组织",
    Kind.INDIVIDUAL_BUSINESS: "个体工商户",
}
IDENTITY_TITLES: dict[str, str] = {
    IdentityKind.CITIZEN_ID: "公民身份号码",
    IdentityKind.PASSPORT: "护照等证件号码",
    IdentityKind.CREDIT_CODE: "统一社会信用代码",
}

_LIMITS = {
    "name": ("名称", 120),
    "legal_representative": ("法定代表人或经营者", 60),
    "address": ("住址", 200),
}
_CITIZENS_NUMBERS = (IdentityKind.CITIZEN_ID, IdentityKind.PASSPORT)
_OTHERS_NUMBERS = (IdentityKind.CREDIT_CODE,)


@dataclass(frozen=True, slots=True)
class Problem:
    """One reason against an act: the field it concerns ("" = the whole act) and what to do about it."""

    field: str
    message: str


class PartyRefused(ValueError):
    """An act on the register was not done; nothing was changed. `problems` says why, field by field."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("；".join(problem.message for problem in problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Details:
    """Everything the register keeps of a party, in its written form."""

    kind: str
    name: str
    identity_kind: str
    identity_number: str
    legal_representative: str
    address: str
    phone: str


def check(details: Details, *, today: date) -> Details:
    """The details in their written form; raises PartyRefused with every problem at once.

    A party whose number is not known yet is registered with none; without a stated kind of number it is the usual one.
    """
    tidy = replace(details, **{field.name: _tidy(getattr(details, field.name)) for field in fields(details)})
    problems = _text_problems(tidy)
    checks: dict[str, Callable[[str], str]] = {
        IdentityKind.CITIZEN_ID: partial(identity.check_citizen_id, today=today),
        IdentityKind.PASSPORT: identity.check_passport,
        IdentityKind.CREDIT_CODE: identity.check_credit_code,
    }
    allowed = _CITIZENS_NUMBERS if tidy.kind == Kind.CITIZEN else _OTHERS_NUMBERS
    kind = tidy.identity_kind or allowed[0]
    number = ""
    if kind in allowed:
        number = _number("identity_number", tidy.identity_number, checks[kind], problems)
    else:
        problems.append(Problem("identity_kind", "证件类型与当事人类型不符。公民用身份号码或护照，其他用统一社会信用代码"))
    phone = _number("phone", tidy.phone, identity.check_phone, problems)
    if problems:
        raise PartyRefused(*problems)
    return replace(tidy, identity_kind=kind if number else "", identity_number=number, phone=phone)


def changed(before: Details, after: Details) -> dict[str, tuple[str, str]]:
    """What a second registration changes: old and new value by field. What is left empty does not wipe out what is known."""
    pairs = {field.name: (getattr(before, field.name), getattr(after, field.name)) for field in fields(Details)}
    return {name: pair for name, pair in pairs.items() if pair[1] and pair[0] != pair[1]}


def masked(identity_kind: str, number: str) -> str:
    """The number as screens show it: a citizen's first and last three, a credit code's first four and last two."""
    return identity.mask_credit_code(number) if identity_kind == IdentityKind.CREDIT_CODE else identity.mask_citizen_id(number)


def check_purpose(purpose: str) -> str:
    """The purpose, stripped; raises PartyRefused when none is stated, or in too few or too many words."""
    try:
        stated = " ".join(printable(purpose, "用途").split())
    except BadCharacter as error:
        raise PartyRefused(Problem("purpose", str(error))) from error
    if not stated:
        raise PartyRefused(Problem("purpose", "查看完整号码要写明用途，查看会被记录。请填写用途，例如“核对送达回证”"))
    letters = [character for character in stated if character.isalnum()]
    if len(letters) < SHORTEST_PURPOSE or len(set(letters)) == 1:
        raise PartyRefused(Problem("purpose", f"用途写得太短，至少{SHORTEST_PURPOSE}个字。请写明为什么要看，例如“核对送达回证”"))
    if len(stated) > LONGEST_PURPOSE:
        raise PartyRefused(Problem("purpose", f"用途最多{LONGEST_PURPOSE}字，现在{len(stated)}字。请删减"))
    return stated


def _tidy(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text.replace("\x00", "")).split())


def _text_problems(details: Details) -> list[Problem]:
    problems = []
    if details.kind not in KIND_TITLES:
        problems.append(Problem("kind", "当事人类型不在可选范围内。请选公民、法人或者其他组织、个体工商户之一"))
    if not details.name:
        problems.append(Problem("name", "名称还是空的。请填写姓名或单位全称；身份不明的写明特征，例如“无名氏（男，约40岁）”"))
    for field, (label, limit) in _LIMITS.items():
        if (length := len(getattr(details, field))) > limit:
            problems.append(Problem(field, f"{label}最多{limit}字，现在{length}字。请删减"))
    return problems


def _number(field: str, typed: str, check_it: Callable[[str], str], problems: list[Problem]) -> str:
    try:
        return check_it(typed) if typed else ""
    except identity.BadIdentity as error:
        problems.append(Problem(field, str(error)))
        return ""
