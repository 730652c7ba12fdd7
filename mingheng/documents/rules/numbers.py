"""文号: 机关代字 + 文书代字 + 〔year〕 + number + 号; of what comes out in issues 第 number 期."""

import re

_FORM = re.compile(r"[\u3400-\u9fff]+〔\d{4}〕(?:[1-9]\d*号|第[1-9]\d*期)")


def official_number(authority_code: str, series: str, year: int, n: int, *, issue: bool = False) -> str:
    """`澜城管罚告〔2026〕12号`, with the brackets U+3014 and U+3015, no leading nought and no 第; of an issue `澜城管督报〔2026〕第12期`.

    Raises ValueError when the codes are not Chinese characters, or year and number are no such.
    """
    number = f"{authority_code}{series}〔{year}〕{f'第{n}期' if issue else f'{n}号'}"
    if not _FORM.fullmatch(number):
        raise ValueError(f"“{number}”不是合格的文号：机关代字和文书代字只能是汉字，请在单位设置中改正机关代字")
    return number
