"""What a unit, a person or a certificate must look like before it is entered, by hand or from a file."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from mingheng.organisation.rules.duties import OfficerKind, UnitKind
from mingheng.organisation.rules.refusals import Problem

LONGEST_NAME = 40
LONGEST_SHORT_NAME = 20

_KEY = re.compile(r"[a-z][a-z0-9-]{0,39}")
_USERNAME = re.compile(r"[A-Z0-9][A-Z0-9-]{1,19}")
_NUMBER = re.compile(r"[A-Z0-9-]{4,30}")
_STRANGE = re.compile(r"[\d<>@#$%^&*=+|\\/\"']")


@dataclass(frozen=True, slots=True)
class UnitDetails:
    """A unit as entered; `parent_key` empty only for the topmost."""

    key: str
    name: str
    short_name: str
    kind: str
    parent_key: str
    code: str


@dataclass(frozen=True, slots=True)
class PersonDetails:
    """A person as entered."""

    username: str
    name: str
    unit_key: str
    kind: str
    legal_qualification: str = ""
    legal_qualification_since: date | None = None


def tidy(text: str) -> str:
    """Half-width letters, single spaces, no white space around: one written form for names and numbers."""
    return " ".join(unicodedata.normalize("NFC", text).replace("\u3000", " ").split())


def plain_number(text: str) -> str:
    """A 工号 or 证号 as it is stored and compared: half-width, capital letters, no white space."""
    return "".join(unicodedata.normalize("NFKC", text).upper().split())


def unit_problems(unit: UnitDetails) -> Iterator[Problem]:
    """What is wrong with the form of a unit's details."""
    if not _KEY.fullmatch(unit.key):
        yield Problem("key", "编号只能用小写字母、数字和连字符，且以字母开头", "例如 yunting")
    if not unit.name:
        yield Problem("name", "没有写全称", "请写文书落款用的单位全称")
    if not unit.short_name:
        yield Problem("short_name", "没有写简称", "例如“云汀中队”")
    elif len(unit.short_name) > LONGEST_SHORT_NAME:
        yield Problem("short_name", f"简称超过{LONGEST_SHORT_NAME}个字", "请缩短")
    if not unit.code:
        yield Problem("code", "没有写机关代字", "请写案号中用的代字，例如“澜城管”")
    if unit.kind not in set(UnitKind):
        yield Problem("kind", "没有这种单位类别", "请从" + "、".join(k.label for k in UnitKind) + "中选")


def person_problems(person: PersonDetails, on: date) -> Iterator[Problem]:
    """What is wrong with the form of a person's details on day `on`."""
    if not _USERNAME.fullmatch(person.username):
        yield Problem("username", "工号应为2到20位字母、数字或连字符", "请核对工号")
    if not person.name:
        yield Problem("name", "没有写姓名", "请写证件上的姓名")
    elif len(person.name) > LONGEST_NAME or _STRANGE.search(person.name):
        yield Problem("name", f"姓名里有数字或符号，或超过{LONGEST_NAME}个字", "请按证件填写")
    if person.kind not in set(OfficerKind):
        yield Problem("kind", "没有这种人员类别", "请从" + "、".join(k.label for k in OfficerKind) + "中选")
    qualified, since = person.legal_qualification, person.legal_qualification_since
    if qualified and since is None:
        yield Problem("legal_qualification_since", "写了法律职业资格证号，没有写取得日期", "请补上取得日期")
    if since is not None and not qualified:
        yield Problem("legal_qualification", "写了取得日期，没有写法律职业资格证号", "请补上证号")
    if since is not None and since > on:
        yield Problem("legal_qualification_since", "取得日期还没有到", "请核对日期")


def certificate_problems(number: str, valid_from: date, valid_until: date) -> Iterator[Problem]:
    """What is wrong with the form of a certificate."""
    if not _NUMBER.fullmatch(number):
        yield Problem("number", "证号应为4到30位字母、数字或连字符", "请按证件填写")
    if valid_until < valid_from:
        yield Problem("valid_until", "有效期止早于有效期起", "请核对两个日期")
