"""Identity numbers: 公民身份号码 (GB 11643), 统一社会信用代码 (GB 32100), vehicle plates (GA 36), telephones.

Each `check_…` takes what was typed, with spaces, small letters or full-width characters, and returns the number in
its one written form, or raises BadIdentity with a Chinese message that says what is wrong and what to do.
"""

import re
import unicodedata
from datetime import date

_CITIZEN_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_FIRST_YEAR = 1900  # nobody born earlier lives
_CITIZEN_CHECKS = "10X98765432"
_CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_BODY_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_PLATE = re.compile(
    rf"[{_PROVINCES}][A-HJ-NP-Z]"
    r"(?:[A-HJ-NP-Z0-9]{4}[A-HJ-NP-Z0-9挂学警港澳]|[A-HJK][A-HJ-NP-Z0-9][0-9]{4}|[0-9]{5}[A-HJK])"
)
_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_LANDLINE = re.compile(r"0[0-9]{2,3}-?[2-9][0-9]{6,7}(?:-[0-9]{1,6})?|[48]00-?[0-9]{3}-?[0-9]{4}")
_OLD_CITIZEN_ID = re.compile(r"[0-9]{15}")
_PASSPORT = re.compile(r"[A-Z0-9]{5,20}")


class BadIdentity(ValueError):
    """A number that cannot be one; the message is Chinese: what is wrong, what to do."""


def normalise(text: str) -> str:
    """One written form: half-width, capital letters, no white space, no hyphen-like dashes but `-`."""
    compact = "".join(unicodedata.normalize("NFKC", text).split())
    return compact.upper().replace("－", "-").replace("—", "-").replace("–", "-")


def check_citizen_id(text: str, *, today: date) -> str:
    """公民身份号码: 18 characters, a real birth date from 1900 on and not after `today`, check digit."""
    number = normalise(text)
    if _OLD_CITIZEN_ID.fullmatch(number):
        raise BadIdentity("这是15位旧号码。请按身份证填写18位号码")
    _refuse_length(number)
    if not re.fullmatch(r"[0-9]{17}[0-9X]", number):
        raise BadIdentity("公民身份号码前17位是数字，最后1位是数字或X。请核对")
    born = birthday(number)
    if born is None:
        raise BadIdentity(f"出生日期{number[6:10]}-{number[10:12]}-{number[12:14]}不存在。请核对第7到14位")
    if born.year < _FIRST_YEAR:
        raise BadIdentity(f"出生日期{born.isoformat()}早于{_FIRST_YEAR}年。请核对第7到14位")
    if born > today:
        raise BadIdentity(f"出生日期{born.isoformat()}还没有到。请核对第7到14位")
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], _CITIZEN_WEIGHTS, strict=True))
    if number[17] != _CITIZEN_CHECKS[total % 11]:
        raise BadIdentity("校验码不对，至少有1位写错。请对照身份证逐位核对")
    return number


def check_credit_code(text: str) -> str:
    """统一社会信用代码: 18 characters of its alphabet, check characters at places 17 and 18."""
    code = normalise(text).replace("-", "")
    _refuse_length(code)
    strange = next((character for character in code if character not in _CREDIT_ALPHABET), None)
    if strange is not None:
        raise BadIdentity(f"统一社会信用代码里没有“{strange}”（不用I、O、S、V、Z）。请核对是否把数字看成了字母")
    values = [_CREDIT_ALPHABET.index(character) for character in code]
    total = sum(value * weight for value, weight in zip(values[:17], _CREDIT_WEIGHTS, strict=True))
    if values[17] != -total % 31 or code[16] != _body_check(code[8:16]):
        raise BadIdentity("校验码不对，至少有1位写错。请对照营业执照逐位核对")
    return code


def check_for_party(kind: str, text: str, *, today: date) -> str:
    """The number that goes with the kind of party: a citizen's own, a credit code for every other kind."""
    return check_citizen_id(text, today=today) if kind == "citizen" else check_credit_code(text)


def check_plate(text: str) -> str:
    """机动车号牌, ordinary (7 characters) or new energy (8)."""
    plate = normalise(text).replace("·", "").replace(".", "").replace("-", "")
    if _PLATE.fullmatch(plate):
        return plate
    if not plate or plate[0] not in _PROVINCES:
        raise BadIdentity("号牌第1位应为省份简称，例如“沪”。请核对")
    if len(plate) not in (7, 8):
        raise BadIdentity(f"号牌应为7位，新能源号牌8位，现在是{len(plate)}位。请核对")
    if "I" in plate or "O" in plate:
        raise BadIdentity("号牌不用字母I和O。请核对是否为数字1和0")
    raise BadIdentity("不是有效的号牌格式。请对照行驶证核对，例如 沪A12345 或 沪AD12345")


def check_phone(text: str) -> str:
    """A mobile number without +86 and hyphens, or a landline with its area code (400 and 800 numbers too)."""
    number = re.sub(r"^(?:\+86|0086)-?", "", normalise(text).replace("(", "").replace(")", "-"))
    if _MOBILE.fullmatch(number.replace("-", "")):
        return number.replace("-", "")
    if not _LANDLINE.fullmatch(number):
        raise BadIdentity("不是有效的电话号码。请写11位手机号，或区号加固定电话，例如 021-51234567")
    return number


def check_passport(text: str) -> str:
    """A passport or other foreign travel document: 5 to 20 letters and digits, which carry no check digit."""
    number = normalise(text).replace("-", "")
    if not _PASSPORT.fullmatch(number):
        raise BadIdentity("证件号码应为5到20位字母和数字。请对照证件核对")
    return number


def mask_citizen_id(number: str) -> str:
    """First three and last three."""
    return _mask(number, 3, 3)


def mask_credit_code(code: str) -> str:
    """First four and last two."""
    return _mask(code, 4, 2)


def mask_phone(number: str) -> str:
    """First three and last two: enough to tell two numbers apart, not enough to ring."""
    return _mask(number, 3, 2)


def _mask(number: str, head: int, tail: int) -> str:
    hidden = len(number) - head - tail
    return number[:head] + "*" * hidden + number[-tail:] if hidden > 0 else "*" * len(number)


def _refuse_length(number: str) -> None:
    short = 18 - len(number)
    if short:
        raise BadIdentity(f"{'少' if short > 0 else '多'}{abs(short)}位，应为18位。请核对")


def birthday(number: str) -> date | None:
    """The day of birth a citizen's number (公民身份号码) states; None where it states none."""
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None


def _body_check(body: str) -> str:
    """Check character of an organisation code (GB 11714), places 9 to 16 of the credit code."""
    total = sum(int(character, 36) * weight for character, weight in zip(body, _BODY_WEIGHTS, strict=True))
    return {10: "X", 11: "0"}.get(11 - total % 11) or str(11 - total % 11)
