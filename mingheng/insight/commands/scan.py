"""`mingheng insight scan`: bring the export up to date, ask every rule, and store what is found, as the nightly run does."""

import argparse
import sys
import time

from django.conf import settings

from mingheng.insight import actions
from mingheng.insight.commands.progress import Progress
from mingheng.insight.models import Run
from mingheng.kit import clock, installation

CONSOLE = "s:console"
WORDS = {"broken": "已违反", "pending": "期限运行中", "unknown": "无法核对"}


def main(argv: list[str]) -> int:
    """Scan now. 0 when it came to its end, 1 when another process is at it or it failed."""
    argparse.ArgumentParser("mingheng insight scan", description=__doc__).parse_args(argv)
    with installation.database():
        began = time.monotonic()
        actions.queue_scan(at=clock.now(), by=CONSOLE)
        run = actions.work_off(folder=settings.MINGHENG_EXPORT, at=clock.now(), tell=Progress(), by=CONSOLE)
    if run is None:
        print("另一个进程正在扫描。等它结束，或者在“预警”页看进度", file=sys.stderr)
        return 1
    print(said(run, time.monotonic() - began))
    return 0


def said(run: Run, seconds: float) -> str:
    """What came of a run, in a few lines."""
    found = "，".join(f"{WORDS[answer]} {run.found.get(answer, 0):,} 条" for answer in WORDS)
    lines = [
        f"截至 {run.as_of}：{run.cases:,} 件案卷，{run.acts:,} 个步骤；重新导出 {run.read:,} 件，重新核对 {run.asked:,} 件。",
        f"{found}。新增 {run.fresh:,} 条，消除 {run.gone:,} 条。用时 {seconds:.1f} 秒。",
    ]
    lines += [f"没有导出 {ref}：{reason}" for ref, reason in sorted(run.left_out.items())]
    return "\n".join(lines)
