"""What is said about a piece of evidence: which of the kinds of 行政处罚法 art 46 it is, whose, when, where, for what."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from mingheng.kit.dates import SHANGHAI, long_moment


class Kind(StrEnum):
    """The eight kinds of evidence of 行政处罚法 art 46."""

    DOCUMENTARY = "documentary"
    PHYSICAL = "physical"
    AUDIOVISUAL = "audiovisual"
    ELECTRONIC = "electronic"
    TESTIMONY = "testimony"
    STATEMENT = "statement"
    EXPERT_OPINION = "expert_opinion"
    SCENE_RECORD = "scene_record"


class Effect(StrEnum):
    """What can become of a piece of evidence."""

    WITHDRAWN = "withdrawn"
    EXCLUDED = "excluded"
    RESTORED = "restored"


KIND_TITLES: dict[str, str] = {
    Kind.DOCUMENTARY: "书证",
    Kind.PHYSICAL: "物证",
    Kind.AUDIOVISUAL: "视听资料",
    Kind.ELECTRONIC: "电子数据",
    Kind.TESTIMONY: "证人证言",
    Kind.STATEMENT: "当事人的陈述",
    Kind.EXPERT_OPINION: "鉴定意见",
    Kind.SCENE_RECORD: "勘验笔录、现场笔录",
}
EFFECT_TITLES: dict[str, str] = {Effect.WITHDRAWN: "撤回", Effect.EXCLUDED: "排除", Effect.RESTORED: "恢复"}

_OLDEST_YEAR = 1900
"""An earlier year is a slip of the hand, not the date of a document."""
_TEXTS = {
    "title": ("名称", 120, "请写明是什么，例如“占道摆摊现场照片”"),
    "source": ("来源", 200, "请写明从何处取得，例如“现场拍摄”“当事人提供”"),
    "maker": ("制作人或提供人", 120, "请写明由谁制作或提供"),
    "place": ("地点", 200, ""),
}
_REASON_LIMIT = 500


@dataclass(frozen=True, slots=True)
class Problem:
    """One reason against an act: the field it concerns ("" = the whole act) and what to do about it."""

    field: str
    message: str


class FileRefused(ValueError):
    """Evidence was not taken in, or not changed; nothing was kept. The message is Chinese; `problems` has it by field."""

    def __init__(self, message: str = "", *, problems: Sequence[Problem] = (), field: str = "upload") -> None:
        self.problems = tuple(problems) or (Problem(field, message),)
        super().__init__("；".join(problem.message for problem in self.problems))


@dataclass(frozen=True, slots=True)
class Statement:
    """Everything said about a file when it is handed in."""

    kind: str
    title: str
    source: str
    maker: str
    taken_at: datetime
    place: str
    proves: tuple[str, ...]


def check_statement(statement: Statement, *, at: datetime) -> Statement:
    """The statement tidied; raises FileRefused with every problem at once. `at` is the present moment."""
    title, source, maker, place = (_tidy(getattr(statement, name)) for name in ("title", "source", "maker", "place"))
    proves = tuple(dict.fromkeys(statement.proves))
    tidy = Statement(statement.kind, title, source, maker, statement.taken_at, place, proves)
    problems = []
    if tidy.kind not in KIND_TITLES:
        problems.append(Problem("kind", f"证据种类不在可选范围内。请选{'、'.join(KIND_TITLES.values())}之一"))
    for field, (label, limit, remedy) in _TEXTS.items():
        text = getattr(tidy, field)
        if remedy and not text:
            problems.append(Problem(field, f"{label}还是空的。{remedy}"))
        elif len(text) > limit:
            problems.append(Problem(field, f"{label}最多{limit}字，现在{len(text)}字。请删减"))
    if reason := _time_problem(tidy.taken_at, at):
        problems.append(Problem("taken_at", reason))
    if problems:
        raise FileRefused(problems=problems)
    return tidy


def check_reason(effect: str, reason: str) -> str:
    """The reason for a fate, tidied; raises FileRefused when there is none or it is too long."""
    stated = _tidy(reason)
    title = EFFECT_TITLES[effect]
    if not stated:
        raise FileRefused(f"{title}的理由还是空的。请写明为什么{title}这份证据", field="reason")
    if len(stated) > _REASON_LIMIT:
        raise FileRefused(f"理由最多{_REASON_LIMIT}字，现在{len(stated)}字。请删减", field="reason")
    return stated


def check_purpose(purpose: str) -> str:
    """The purpose of opening a file, tidied; raises FileRefused when none is stated."""
    if not (stated := _tidy(purpose)):
        raise FileRefused("查看原件要写明用途，查看会被记录。请填写用途，例如“核对现场情况”", field="purpose")
    return stated[:_REASON_LIMIT]


def _tidy(text: str) -> str:
    return " ".join(text.replace("\x00", "").split())


def _time_problem(taken_at: datetime, at: datetime) -> str:
    if taken_at.tzinfo is None:
        return "取得时间没有时区。请重新填写日期和时间"
    if taken_at > at:
        return f"取得时间{long_moment(taken_at)}还没有到。请填写实际取得的时间；设备时钟不准的，先校准并说明"
    if taken_at.astimezone(SHANGHAI).year < _OLDEST_YEAR:
        return f"取得时间{long_moment(taken_at)}太早。请核对年份"
    return ""
