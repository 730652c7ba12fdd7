"""Differences in words: which case, which step, which field, what the ledger holds and what is there now."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from uuid import UUID

from mingheng.cases.models import Case, Step
from mingheng.cases.queries.auditing.judging import CASE, case_of, kind_of
from mingheng.cases.queries.auditing.rooms import answering
from mingheng.cases.queries.dockets import procedure_of
from mingheng.kit.dates import SHANGHAI
from mingheng.law.queries import NoSuchEdition
from mingheng.law.rules.reading import NoSuchEntry
from mingheng.ledger.rules.auditing.differences import WORDS, Difference

ROOMS: Mapping[str, str] = MappingProxyType(
    {CASE: "案卷", "evidence": "证据", "papers": "文书", "party": "当事人登记", "draw": "抽取"}
)
FIELDS: Mapping[str, str] = MappingProxyType(
    {
        "act": "步骤种类", "by": "经办人", "at": "收到时间", "happened_at": "发生时刻", "files": "文件指纹", "unit": "单位",
        "@happened": "发生日期", "@party": "所涉当事人", "@round": "轮次", "@people": "经办人员的资格", "instrument": "文书的内容",
        "procedure": "适用的法律版本", "steps": "步骤数", "number": "案号", "item": "案由", "amount": "金额", "stage": "阶段",
        "turn": "下一步", "turn_party": "下一步所涉当事人", "turn_duties": "下一步由谁办理", "turn_officers": "下一步由谁办理",
        "handlers": "承办人", "due": "期限", "due_for": "期限所属", "provisional": "期限是否暂定", "held": "是否中止",
        "closed": "是否结案", "marks": "标记", "filed_on": "立案日期", "closed_on": "结案归档日期", "last_happened": "最近一步的日期", "source": "来源系统",
        "title": "名称", "name": "名称", "kind": "类型", "identity_kind": "证件类型", "identity_number": "证件号码",
        "legal_representative": "法定代表人", "address": "住所", "phone": "电话", "maker": "制作人", "place": "地点",
        "proves": "证明的事实", "taken_at": "形成时间", "original_name": "文件原名", "reason": "理由", "pieces": "证据清单",
        "said": "证据说明", "date": "日期", "party": "当事人", "authority": "制作机关", "confiscated": "没收金额", "pages": "页数",
        "exhibits": "附卷证据数", "dossier": "卷宗",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shown:
    """One difference for a person: `ref` of its case where it has one, `place` in it, what differs and how."""

    fingerprint: str
    ref: str
    case: str
    place: str
    field: str
    what: str
    recorded: str
    stored: str
    n: int = 0

    def __str__(self) -> str:
        """The difference in a line."""
        told = "　".join(filter(None, (self.case, self.place, f"{self.field} {self.what}".strip())))
        values = "，".join(f"{label}：{value}" for label, value in (("存证", self.recorded), ("现在", self.stored)) if value)
        return f"{told}（{values}）" if values else told


def in_words(found: Sequence[Difference]) -> list[Shown]:
    """Every difference in words. Three queries and one a case whatever their number."""
    ids = {case for one in found if (case := case_of(one.chain)) is not None}
    cases = {case.pk: case for case in Case.objects.filter(pk__in=ids).defer("search")}
    steps = _acts((case_of(one.chain), one.n) for one in found if kind_of(one.chain) == CASE)
    return [_shown(one, cases.get(case_of(one.chain) or UUID(int=0)), steps) for one in found]


def case_words(case: Case) -> str:
    """How a case is called."""
    return case.number or f"线索 {case.ref}"


def _acts(named: Iterable[tuple[UUID | None, int]]) -> dict[tuple[UUID, int], str]:
    wanted = set(named)
    rows = Step.objects.filter(case__in={case for case, _ in wanted}, n__in={n for _, n in wanted})
    return {(case, n): act for case, n, act in rows.values_list("case_id", "n", "act")}


def _shown(one: Difference, case: Case | None, steps: Mapping[tuple[UUID, int], str]) -> Shown:
    kind = kind_of(one.chain)
    act = steps.get((case.pk, one.n), "") if case else ""
    title, field = _titles(case, act, one.field)
    if kind == CASE and one.n:
        place = f"第{one.n}步 {title}".strip()
    else:
        counted = f"第{one.n}条存证记录" if one.chain and one.n else f"第{one.n}位" if one.n and not one.about else ""
        place = "　".join(filter(None, (_of_room(one.chain, case), one.about, counted)))
    return Shown(
        one.fingerprint, case.ref if case else "", case_words(case) if case else "", place, field, WORDS[one.kind],
        _moment(one.recorded), _moment(one.stored), one.n if kind == CASE else 0,
    )  # fmt: skip


def _of_room(chain: str, case: Case | None) -> str:
    """Which chain it is, by the name of its kind; which of that kind where there is no case to tell."""
    kind, named = kind_of(chain), dict(ROOMS)
    for room in answering():
        named |= room.titles
    if kind not in named:
        return chain if case is None else ""
    return named[kind] if case is not None else f"{named[kind]} {chain.partition(':')[2]}".strip()


def _field(name: str) -> str:
    above = (room.fields[name] for room in answering() if name in room.fields)
    return FIELDS.get(name) or next(above, name)


def _titles(case: Case | None, act: str, field: str) -> tuple[str, str]:
    """The title of an act and of a field of it."""
    plain = _field(field)
    if case is None or not act:
        return "", plain
    try:
        spec = procedure_of(case).acts.get(act)
    except (NoSuchEdition, NoSuchEntry):
        spec = None
    if spec is None:
        return "", plain
    return spec.title, spec.facts[field].title if field in spec.facts else plain


def _moment(text: str) -> str:
    """A moment as a person reads it; any other text as it is."""
    if not text.endswith("Z") or "T" not in text:
        return text
    try:
        return f"{datetime.fromisoformat(text).astimezone(SHANGHAI):%Y-%m-%d %H:%M:%S}"
    except ValueError:
        return text
