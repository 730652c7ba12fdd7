"""`mingheng audit`: the record checked against itself, every row against the record, every file against its digest.

0 when nothing differs, 1 when something does (each difference is told), 2 when it could not be done.
"""

import argparse
import json
import sys
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.db import DatabaseError

from mingheng.cases.actions import Made, audit_case, queue_audit, work_off_audit
from mingheng.cases.queries.auditing.runs import case_named
from mingheng.cases.queries.auditing.words import in_words
from mingheng.insight.commands.progress import Progress
from mingheng.kit import clock, installation

CONSOLE = "s:console"
STAGES = {"tree": "重算存证树", "order": "核对次序", "rows": "核对案卷与存证链", "files": "读取文件"}
DIFFERS, UNDONE = 1, 2
MOST_TOLD = 200


def main(argv: list[str]) -> int:
    """Audit now; see above for what is returned."""
    parser = argparse.ArgumentParser("mingheng audit", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--case", metavar="编号", help="只核对一个案件，写案件编号，如 2026-12")
    what.add_argument("--since-last", action="store_true", help="只核对上次以后新增的，加上今天轮到的一份")
    parser.add_argument("--json", type=Path, metavar="文件", help="把结果另存为 JSON")
    parser.add_argument("--processes", type=int, default=2, help="同时工作的进程数")
    wish = parser.parse_args(argv)
    began = time.monotonic()
    try:
        with installation.database():
            made = _made(wish)
            if made is None:
                return UNDONE
            return _told(made, wish.json, time.monotonic() - began)
    except (DatabaseError, OSError) as trouble:
        print(f"没有审计成：{trouble}", file=sys.stderr)
        return UNDONE


def _made(wish: argparse.Namespace) -> Made | None:
    if wish.case:
        found = case_named(wish.case)
        if found is None:
            print(f"没有编号为 {wish.case} 的案件。请照案件页地址里的编号填写，如 2026-12", file=sys.stderr)
            return None
        return audit_case(case_id=found, by=None, at=clock.now())
    queue_audit(whole=not wish.since_last, by=CONSOLE, at=clock.now())
    made = work_off_audit(at=clock.now(), tell=Progress(STAGES), processes=wish.processes, by=CONSOLE)
    if made is None:
        print("另一个进程正在审计。等它结束，或者在“审计”页看进度", file=sys.stderr)
    return made


def _told(made: Made, to: Path | None, seconds: float) -> int:
    shown = in_words(made.audited.found)
    counted: dict[str, Any] = dict(made.audited.counted)
    if to is not None:
        result = {"found": len(shown), "counted": counted, "signatures_checked": made.audited.signed,
                  "differences": [asdict(one) | {"kind": kind.kind, "chain": kind.chain} for one, kind in zip(shown, made.audited.found, strict=True)]}  # fmt: skip
        to.write_text(json.dumps(result, ensure_ascii=False, indent=1), encoding="utf-8")
    print(
        f"核对了 {counted.get('leaves', 0):,} 个叶子、{counted.get('checkpoints', 0):,} 个检查点、{counted['chains']:,} 条存证链的"
        f" {counted['entries']:,} 条记录、{counted['files']:,} 个文件（{counted['bytes'] >> 20:,} MB），用时 {seconds:.1f} 秒。"
    )
    if not made.audited.signed:
        print("这里没有日志的公钥，没有核对检查点的签名。在后台任务所在的机器上运行，或者在见证策略里写明日志的公钥。")
    if not shown:
        print("与存证全部一致。")
        return 0
    print(
        f"发现 {len(shown)} 处与存证不一致，其中新发现 {made.run.fresh} 处；有关案件锁定，督察人员查明解除过的除外，详见“审计”页："
    )
    for one in shown[:MOST_TOLD]:
        print(f"  {one}")
    if len(shown) > MOST_TOLD:
        print(f"  ……另有 {len(shown) - MOST_TOLD} 处，用 --json 另存可以看到全部")
    return DIFFERS
