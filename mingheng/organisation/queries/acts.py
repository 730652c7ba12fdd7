"""Who may take which act, as a table for people to read."""

from collections.abc import Iterable
from dataclasses import dataclass

from mingheng.law.rules.procedure import Procedure
from mingheng.organisation.rules import INSIDE, Duty

RELATIONS = {"handler": "本案承办人", "unit": "案件所在单位", "anyone": "不限本单位"}


@dataclass(frozen=True, slots=True)
class ActRow:
    """One act: what it is, at which stage, which duties may take it, and how near to the case they must be."""

    title: str
    stage: str
    duties: frozenset[str]
    relation: str


@dataclass(frozen=True, slots=True)
class ActTable:
    """The acts of one procedure in the order of its stages."""

    title: str
    rows: tuple[ActRow, ...]


def act_table(procedure: Procedure) -> ActTable:
    """Who may take which act of a procedure."""
    order = list(procedure.stages)
    acts = sorted(procedure.acts.values(), key=lambda act: order.index(act.stage))
    rows = (ActRow(a.title, procedure.stages[a.stage], frozenset(a.by), RELATIONS[a.relation]) for a in acts)
    return ActTable(procedure.title, tuple(rows))


def act_tables(procedures: Iterable[Procedure]) -> list[ActTable]:
    """The tables of several procedures."""
    return [act_table(procedure) for procedure in procedures]


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """One piece of office work outside cases: the duties that may do it, and on what."""

    title: str
    duties: frozenset[str]
    reach: str


# The pages of this room; tests/access/table.yaml is the same, page by page, and is tested.
OFFICE_ROWS = (
    OfficeRow("查看单位", frozenset(INSIDE), "全部单位"),
    OfficeRow("查看人员和执法证", frozenset(INSIDE), "职责所及单位；局负责人、督察、审理中心看全部"),
    OfficeRow("新增和更正单位、人员，授予和终止职责", frozenset({Duty.SYSTEM_ADMINISTRATOR}), "所辖单位，自己除外"),
    OfficeRow("发一次性登录码，停用和恢复账号", frozenset({Duty.SYSTEM_ADMINISTRATOR}), "所辖单位，自己除外"),
    OfficeRow("登记执法证，暂停、恢复、收回、注销", frozenset({Duty.LAW_ADMINISTRATOR}), "所辖单位，自己除外"),
)
