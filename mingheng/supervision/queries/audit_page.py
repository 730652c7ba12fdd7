"""The page of audits in frozen values: what differs, what was read, and the runs there were."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from mingheng.cases.queries.auditing.locks import locked_cases
from mingheng.cases.queries.auditing.runs import latest_runs, standing_differences
from mingheng.cases.queries.auditing.words import Shown, in_words
from mingheng.cases.rules.audits import ASKING
from mingheng.kit.dates import SHANGHAI
from mingheng.kit.links import link
from mingheng.kit.shell import Choice
from mingheng.ledger.rules.auditing.differences import Difference
from mingheng.organisation.rules import Authority
from mingheng.supervision.queries.page import Bar, Picture

if TYPE_CHECKING:
    from mingheng.cases.models import AuditRun

STAGES = {"tree": "重算存证树", "order": "核对次序", "rows": "核对案卷与存证链", "files": "读取文件"}
KINDS = {"whole": "全部", "night": "每夜"}
RUNS, MOST = 14, 100
CHECKED = (
    (
        "存证树",
        "每条记录的指纹重算一遍，合成整棵树，与保存的分块、签过名的每个检查点、见证人的签名和签名方在库外的记忆逐一比对。",
    ),
    ("存证链", "每个案件、每套证据和文书、每个当事人的记录首尾相接，不缺号、不断链，末尾与登记的一致。"),
    (
        "案卷",
        "每一步的种类、经办人、时间、日期、当事人、人员资格、全部内容和文书，与存证时的摘要逐项比对；案号、阶段、期限、金额等由案卷重新推算。",
    ),
    ("加密的内容", "个人信息的密文逐条打开核对。打不开的，只有存证里有依法删除的记录才算正常。"),
    ("文件", "证据文件、文书和签字扫描件从头到尾重读一遍，与入库时的指纹比对。"),
)


@dataclass(frozen=True)
class RunLine:
    """The last audit, or the one going on; `done` and `total` while it does."""

    state: str
    line: str
    done: int = 0
    total: int = 0
    note: str = ""

    @property
    def goes_on(self) -> bool:
        """Whether it has not come to its end."""
        return self.state in ("waiting", "running")


@dataclass(frozen=True)
class DifferenceRow:
    """One difference in the list."""

    shown: Shown
    href: str
    since: datetime


@dataclass(frozen=True)
class RunRow:
    """One audit there was."""

    at: datetime
    kind: str
    who: str
    state: str
    failed: bool
    read: str
    found: int
    seconds: str


@dataclass(frozen=True)
class AuditPage:
    """Everything the page shows."""

    run: RunLine | None
    differences: tuple[DifferenceRow, ...]
    standing: int
    locked: int
    figures: tuple[tuple[str, str, str, str], ...]
    picture: Picture | None
    runs: tuple[RunRow, ...]
    checked: tuple[tuple[str, str], ...]
    may_ask: bool
    crumbs: tuple[Choice, ...] = ()


def audit_page(held: Authority) -> AuditPage:
    """What there is to see."""
    runs = latest_runs(RUNS)
    standing = standing_differences()
    rows = list(standing.order_by("-first_seen", "id")[:MOST])
    shown = in_words([Difference(r.kind, r.chain, r.n, r.field, r.recorded, r.stored, r.about) for r in rows])
    total, locked = standing.count(), len(locked_cases())
    done = [run for run in runs if run.state == "done"]
    return AuditPage(
        run=_line(runs[0]) if runs else None,
        differences=tuple(
            DifferenceRow(words, link("cases:differences", words.ref) if words.ref else "", row.first_seen)
            for words, row in zip(shown, rows, strict=True)
        ),
        standing=total,
        locked=locked,
        figures=_figures(total, locked, done),
        picture=_picture(done),
        runs=tuple(_row(run) for run in runs),
        checked=CHECKED,
        may_ask=held.holds(*ASKING),
    )


def audit_shown() -> RunLine | None:
    """The last audit, or the one going on. One query."""
    runs = latest_runs(1)
    return _line(runs[0]) if runs else None


def _line(run: "AuditRun") -> RunLine:
    who = f"{run.asked_by.name}提出" if run.asked_by else "自动"
    if run.state == "waiting":
        return RunLine(run.state, f"{who}的审计在等待后台任务开始")
    if run.state == "running":
        again = f"（第 {run.tries} 次，上次中断：{run.reason}）" if run.reason else ""
        far = f"，{run.done:,}/{run.total:,}" if run.total else ""
        return RunLine(run.state, f"正在审计：{STAGES.get(run.stage, '准备')}{far}{again}", run.done, run.total)
    if run.state == "failed":
        return RunLine(run.state, f"{_day(run.asked_at)} 的审计没有完成：{run.reason}")
    told = f"发现 {run.found} 处不一致，其中新发现 {run.fresh} 处" if run.found else "与存证全部一致"
    note = "" if run.signed else "没有核对检查点的签名：运行审计的机器不知道日志的公钥"
    line = f"{_day(run.ended_at or run.asked_at)} {KINDS[run.kind]}审计完成（{who}）：{_read(run.counted)}，{told}，用时 {_seconds(run)}"
    return RunLine(run.state, line, note=note)


def _figures(total: int, locked: int, done: Sequence["AuditRun"]) -> tuple[tuple[str, str, str, str], ...]:
    """Label, number, unit, note."""
    whole = next((run for run in done if run.kind == "whole"), None)
    last: Mapping[str, int] = done[0].counted if done else {}
    opened, read = last.get("evidence.opened", 0) + last.get("evidence.previewed", 0), last.get("party.identity_read", 0)
    papers = last.get("paper.opened", 0) + last.get("dossier.exported", 0)
    covered = "最近一次审计的期间"
    return (
        ("不一致", f"{total:,}", "处", "存证与数据库、文件之间"),
        ("锁定的案件", f"{locked:,}", "件", "查明并解除以前不能办理"),
        ("上次全部审计", _day(whole.ended_at) if whole and whole.ended_at else "—", "", _read(whole.counted) if whole else "还没有做过"),
        ("查看证据", f"{opened:,}", "次", f"{covered}，均有存证"),
        ("打开文书和卷宗", f"{papers:,}", "次", f"{covered}，均有存证"),
        ("查看完整证件号", f"{read:,}", "次", f"{covered}，均有存证"),
    )  # fmt: skip


def _picture(done: Sequence["AuditRun"]) -> Picture | None:
    bars = tuple(
        Bar(
            f"{_day(run.ended_at or run.asked_at)} {KINDS[run.kind]}",
            run.counted.get("entries", 0) + run.counted.get("leaves", 0),
        )
        for run in done
    )
    return Picture("每次核对的记录", "链与树合计", bars) if bars else None


def _row(run: "AuditRun") -> RunRow:
    return RunRow(
        at=run.ended_at or run.asked_at,
        kind=KINDS[run.kind],
        who=run.asked_by.name if run.asked_by else "自动",
        state=run.get_state_display(),
        failed=run.state == "failed",
        read=_read(run.counted) if run.counted else run.reason,
        found=run.found,
        seconds=_seconds(run),
    )


def _read(counted: Mapping[str, int]) -> str:
    return f"{counted.get('chains', 0):,} 条链 {counted.get('entries', 0):,} 条记录、{counted.get('leaves', 0):,} 个叶子、{counted.get('files', 0):,} 个文件"


def _seconds(run: "AuditRun") -> str:
    return f"{(run.ended_at - run.began_at).total_seconds():.1f} 秒" if run.ended_at and run.began_at else "—"


def _day(at: datetime) -> str:
    return f"{at.astimezone(SHANGHAI):%m-%d %H:%M}"
