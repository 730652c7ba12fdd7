"""Whether a text that everybody will read still points to somebody, and what is still to be filled in."""

import re

TRACES = (
    (re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)"), "公民身份号码"),
    (re.compile(r"(?<![0-9A-Z])[0-9A-HJ-NPQRTUWXY]{18}(?![0-9A-Z])"), "统一社会信用代码"),
    (re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)"), "手机号码"),
    (re.compile(r"[^，。；\s]{2,12}〔20\d\d〕\d+号"), "文号"),
)
BLANK = re.compile(r"【[^】]{1,20}】")


def traces(text: str) -> list[str]:
    """What in the text points to a person or a case, in words."""
    return [f"{what}“{found.group()}”" for pattern, what in TRACES if (found := pattern.search(text))]


def blanks(text: str) -> list[str]:
    """The places still to be filled in, as they stand: 【地点】."""
    return BLANK.findall(text)
