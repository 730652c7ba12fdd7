"""文号: 机关代字 + 文书代字 + 〔year〕 + number + 号."""

import re

_FORM = re.compile(r"[\u3400-\u9fff]+〔\d{4}〕[1-9]\d*号")


def official_number(authority_code: str, series: str, year: int, n: int) -> str:
    """`澜城管罚告〔2026〕12号`, with the brackets U+3014 and U+3015, no leading nought and no 第.

    Raises ValueError when the codes are not Chinese characters, or year and number are no such.
    """
    number = f"{authority_code}{series}〔{year}〕{n}号"
    if not _FORM.fullmatch(number):
        raise ValueError(f"“{number}”不是合格的文号：机关代字和文书代字只能是汉字，请在单位设置中改正机关代字")
    return number
