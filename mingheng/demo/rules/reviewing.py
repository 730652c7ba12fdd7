"""Reviews of the demo: one in each state a review can be in, by what each reviewer finds and when."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from mingheng.supervision.rules.reviewing.sheets import FAULT, NONE, Mark, SheetValue, Verdict

TITLE = "2026年下半年集中评查"
FOUND = {
    "filing": "卷内目录漏登了检查码记录，与卷内材料不符",
    "signatures": "询问笔录末页当事人没有逐页签名，更正处没有捺印",
    "reasoning": "决定书没有说明为什么选择这一裁量档次，说理不足",
    "elements-proved": "没有证据证明违法行为持续的时间，构成要件缺一项证据",
    "lawful-source": "现场照片没有写明拍摄人和拍摄时间，来源不清",
    "served-in-time": "送达回证没有写明送达时间，不能判断是否按时送达",
}
CHECKED = "已逐页核对纸质案卷，签名盖章齐全，扫描件还没有补传，不作为扣分"
WITHDRAWN = "评查人临时抽调参加重点保障工作，改由他人评查"
REPLY = "已经补登检查码记录，并在全队组织学习了归档要求"
APPEAL = "检查码记录在目录第十二行已经登记，请复核这一处扣分"
DECIDED = "核对目录第十二行，检查码记录确已登记，这一处扣分不成立"
PICKED = "证据与构成要件逐项对应，说理充分，值得各中队学习"
EXAMPLE_TITLE = "证据逐项对应的一卷"
EXAMPLE = "办案人员把每一个构成要件和证明它的证据列成一表，裁量理由逐条写明，当事人甲没有提出异议并按期履行。"


@dataclass(frozen=True)
class Planned:
    """One review: so many working days ago it was opened; what each of the reviewers takes off, in turn, and what follows."""

    ago: int
    sheets: tuple[tuple[tuple[str, str], ...], ...] = ()
    third: bool = False
    withdrawn: bool = False
    reply: bool = False
    appeal: bool = False
    decided: str = ""
    example: bool = False
    central: bool = False


PLANNED = (
    Planned(3, central=True),
    Planned(3, ((("filing", "1.5"),),), central=True),
    Planned(5, ((("filing", "1"),), (("elements-proved", "8"), ("lawful-source", "5"), ("reasoning", "2")))),
    Planned(6, ((("filing", "1"),), (("elements-proved", "8"), ("lawful-source", "4"))), third=True),
    Planned(6, withdrawn=True),
    Planned(6, ((("filing", "1.5"), ("signatures", "1")), (("filing", "2"), ("reasoning", "2")))),
    Planned(7, ((("filing", "2"), ("served-in-time", "2")), (("filing", "2"),)), reply=True, appeal=True),
    Planned(14, ((("filing", "2"),), (("filing", "1.5"), ("signatures", "2"))), appeal=True, decided="98"),
    Planned(14, ((("signatures", "1"),), ()), reply=True, example=True),
)


def sheet(off: tuple[tuple[str, str], ...]) -> SheetValue:
    """The sheet that takes these points off."""
    return SheetValue(tuple(Mark(item, Decimal(points), None, FOUND[item]) for item, points in off))


def answering(value: SheetValue, asked: Iterable[str]) -> SheetValue:
    """The sheet with a word to each item the scan asks about: a fault where points come off, else none."""
    marked = {mark.item: mark.reason for mark in value.marks}
    said = (Verdict(item, FAULT if item in marked else NONE, marked.get(item, CHECKED)) for item in asked)
    return replace(value, verdicts=tuple(said))
