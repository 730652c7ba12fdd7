"""Identity numbers, credit codes and telephones that pass every check and belong to nobody.

The region 310199 was never given to any district, and organisation numbers that begin with MA0LJ or MB0 are ours.
"""

from datetime import date, timedelta

REGION = "310199"
_CITIZEN_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CITIZEN_CHECKS = "10X98765432"
_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_BODY_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_CODE_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_MANY, _TELEPHONES = 1000, 10_000
_FIRST_BORN = date(1958, 1, 1)
_MANAGED_BY = {"organisation": "91", "individual_business": "92"}


def citizen_id(serial: int, born: date) -> str:
    """公民身份号码 (GB 11643) of the serial-th fictional citizen."""
    body = f"{REGION}{born:%Y%m%d}{serial % 1000:03}"
    total = sum(int(digit) * weight for digit, weight in zip(body, _CITIZEN_WEIGHTS, strict=True))
    return body + _CITIZEN_CHECKS[total % 11]


def credit_code(serial: int, kind: str) -> str:
    """统一社会信用代码 (GB 32100) of the serial-th fictional business."""
    body = f"MA0LJ{serial:03}" if serial < _MANY else f"MB0{_written(serial)}"
    total = sum(int(character, 36) * weight for character, weight in zip(body, _BODY_WEIGHTS, strict=True))
    check = {10: "X", 11: "0"}.get(11 - total % 11) or str(11 - total % 11)
    code = f"{_MANAGED_BY[kind]}{REGION}{body}{check}"
    remainder = sum(_ALPHABET.index(character) * weight for character, weight in zip(code, _CODE_WEIGHTS, strict=True))
    return code + _ALPHABET[-remainder % 31]


def telephone(serial: int) -> str:
    """A mobile number in a block nobody was given."""
    return f"1900000{serial % _TELEPHONES:04}"


def born(serial: int) -> date:
    """A birthday that keeps the numbers of many citizens apart: a thousand share a day."""
    return _FIRST_BORN + timedelta(days=serial // _MANY)


def _written(serial: int) -> str:
    """Five characters of the code's alphabet."""
    said = ""
    for _ in range(5):
        serial, digit = divmod(serial, len(_ALPHABET))
        said = _ALPHABET[digit] + said
    return said
