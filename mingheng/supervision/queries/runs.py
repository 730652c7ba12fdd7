"""The last scan in words."""

from typing import TYPE_CHECKING

from mingheng.kit.dates import SHANGHAI
from mingheng.law.rules.reading import Lawbook
from mingheng.supervision.queries.page import RunShown

if TYPE_CHECKING:
    from mingheng.insight.models import Run

STAGES = {"export": "导出有变化的案卷", "ask": "核对规则", "patterns": "查找异常特征", "store": "保存结果"}


def run_shown(run: "Run | None", law: Lawbook) -> RunShown | None:
    """What came of a run, what it could not look for, or how far it is; None before the first."""
    if run is None:
        return None
    asked = f"{run.asked_at.astimezone(SHANGHAI):%m-%d %H:%M}"
    who = f"{run.asked_by.name}提出" if run.asked_by else "自动"
    if run.state == "waiting":
        return RunShown(run.state, f"{who}的扫描在等待后台任务开始")
    if run.state == "running":
        far = f"，{run.done:,}/{run.total:,}" if run.total else ""
        return RunShown(run.state, f"正在扫描：{STAGES.get(run.stage, '准备')}{far}")
    if run.state == "failed":
        return RunShown(run.state, f"{asked} 的扫描没有完成：{run.reason}")
    seconds = (run.ended_at - run.began_at).total_seconds() if run.ended_at and run.began_at else 0.0
    ended = f"{run.ended_at.astimezone(SHANGHAI):%m-%d %H:%M}" if run.ended_at else asked
    line = (
        f"{ended} 扫描完成（{who}）：{run.cases:,} 件案卷、{run.acts:,} 个步骤，重新核对 {run.asked:,} 件，"
        f"新增 {run.fresh:,} 条，消除 {run.gone:,} 条，用时 {seconds:.1f} 秒"
    )
    titles = {key: pattern.title for key, pattern in law.patterns.items()}
    return RunShown(run.state, line, run.left_out, tuple((titles.get(key, key), why) for key, why in run.lacking.items()))
