"""Values as an instrument writes them: Chinese numerals, terms, rates, amounts, days. No value of its own."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from mingheng.documents.rules.refusals import BadValue
from mingheng.kit.dates import long_day, long_moment
from mingheng.kit.money import BadMoney, chinese_capitals, show_yuan

Json = str | int | float | bool | None | Sequence["Json"] | Mapping[str, "Json"]

_LARGEST = 9999  # four places are written
_DIGITS = "零一二三四五六七八九"
_PLACES = ("", "十", "百", "千")
_TERM_WORDS = {
    "working_days": "个工作日",
    "calendar_days": "日",
    "days": "日",
    "months": "个月",
    "years": "年",
    "hours": "小时",
}
_ARTICLE = re.compile(r"(?P<name>[^《》、，。；\s]+)\s*(?P<place>第\d+条)")
_PLACE = re.compile(r"第(?P<n>\d+)(?P<of>[条款项])")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}.*")


def chinese_number(number: int) -> str:
    """十五, 六十, 一百零五: whole numbers from 0 to 9999; BadValue beyond."""
    if not 0 <= number <= _LARGEST:
        raise BadValue(f"数目 {number} 超出文书能写的范围（0 至 9999），请核对")
    if number == 0:
        return _DIGITS[0]
    written, skipped = "", False
    for place in reversed(range(4)):
        digit = number // 10**place % 10
        if digit:
            written += ("零" if written and skipped else "") + _DIGITS[digit] + _PLACES[place]
        skipped = not digit
    return written.removeprefix("一") if written.startswith("一十") else written


def term(label: str, given: Json) -> str:
    """`{value: 15, unit: calendar_days}` → 十五日; the shape of a parameter of the lawbook."""
    if not isinstance(given, Mapping) or given.get("unit") not in _TERM_WORDS:
        raise BadValue(f"{label}：期限应写成数值与单位（{'、'.join(_TERM_WORDS)}），请取自法律库参数")
    return chinese_number(int(decimal(label, given.get("value")))) + _TERM_WORDS[str(given["unit"])]


def rate(label: str, given: Json) -> str:
    """`0.03` or `{value: 0.03, unit: rate}` → 百分之三."""
    share = decimal(label, given.get("value") if isinstance(given, Mapping) else given) * 100
    return f"百分之{chinese_number(int(share))}" if share == int(share) else f"{share.normalize():f}%"


def clause(given: Json) -> str:
    """Articles as an instrument cites them: `行政处罚法 第58条第1款第2项` → 《行政处罚法》第五十八条第一款第二项.

    For contents that are nothing but citations; what is written the Chinese way already stays.
    """
    named = _ARTICLE.sub(lambda match: f"《{match['name']}》{match['place']}", say(given))
    return _PLACE.sub(lambda match: f"第{chinese_number(int(match['n']))}{match['of']}", named)


def cap(label: str, given: Json) -> str:
    """The most a surcharge may come to: `1` → 罚款的数额; another share of the fine by its rate."""
    share = decimal(label, given.get("value") if isinstance(given, Mapping) else given)
    return "罚款的数额" if share == 1 else f"罚款数额的{rate(label, str(share))}"


def money(label: str, given: Json) -> str:
    """`120000` → 人民币壹拾贰万元整（120,000.00元）."""
    try:
        amount = decimal(label, given)
        return f"人民币{chinese_capitals(amount)}（{show_yuan(amount)}元）"
    except BadMoney as error:
        raise BadValue(f"{label}：{error}") from error


def decimal(label: str, given: Json) -> Decimal:
    """The number in a JSON value; BadValue names the field when there is none."""
    try:
        number = Decimal(str(given))
    except InvalidOperation as error:
        raise BadValue(f"{label}：“{given}”不是数字，请改成数字") from error
    if not number.is_finite() or isinstance(given, bool):
        raise BadValue(f"{label}：“{given}”不是数字，请改成数字")
    return number


def flag(label: str, given: Json) -> bool:
    """A yes or no, also as the choice keys `yes` and `no`; BadValue for anything else."""
    answers = {"True": True, "yes": True, "False": False, "no": False}
    if str(given) not in answers:
        raise BadValue(f"{label}：应为是或者否，收到的是“{given}”")
    return answers[str(given)]


def say(given: Json) -> str:
    """Any value as a form shows it: days and moments in Chinese, 是/否, lists numbered, terms in words."""
    if isinstance(given, str):
        return _say_text(given)
    if isinstance(given, Mapping):
        return _say_mapping(given)
    if isinstance(given, list | tuple):
        said = [say(entry) for entry in given]
        return said[0] if len(said) == 1 else "\n".join(f"{n}. {text}" for n, text in enumerate(said, 1))
    if given is None or isinstance(given, bool):
        return {None: "", True: "是", False: "否"}[given]
    return str(given)


def _say_mapping(given: Mapping[str, Json]) -> str:
    if given.get("unit") in _TERM_WORDS:
        return term("期限", given)
    return "；".join(f"{name}：{say(value)}" for name, value in given.items())


def _say_text(text: str) -> str:
    try:
        if _DAY.fullmatch(text):
            return long_day(date.fromisoformat(text))
        if _MOMENT.fullmatch(text):
            moment = datetime.fromisoformat(text)
            return long_moment(moment) if moment.tzinfo else f"{long_day(moment.date())}{moment:%H时%M分}"
    except ValueError as error:
        raise BadValue(f"“{text}”不是日历上的日期，请核对") from error
    return text.strip()
