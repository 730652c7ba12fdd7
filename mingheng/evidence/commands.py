"""`mingheng evidence check|clean`: read a share of the stored files afresh; remove files that belong to nothing."""

import sys

from mingheng.evidence import actions, queries
from mingheng.kit import clock

DAYS = 90
"""Within so many days of daily runs every file is read at least once."""
HELP = """mingheng evidence check [all]   重新计算存证文件的指纹（每天一份,90 天一轮;all 为全部）
mingheng evidence clean         清理中断的上传留下的、不属于任何证据的文件"""


def main(argv: list[str]) -> int:
    """Run one of the two; the status is 1 when a file is missing or differs."""
    if argv == ["clean"]:
        print(f"清理了 {actions.remove_orphans(by='s:clean', at=clock.now())} 个文件")
        return 0
    if argv in (["check"], ["check", "all"]):
        return _check(days=1 if argv[1:] else DAYS)
    print(HELP, file=sys.stderr)
    return 2


def _check(days: int) -> int:
    checks = [queries.check_file(evidence_id) for evidence_id in queries.share_of_the_day(clock.today(), days)]
    bad = [check for check in checks if check.state != "intact"]
    for check in bad:
        print(f"{check.evidence_id} {'文件缺失' if check.state == 'missing' else '与存证不一致,现指纹 ' + check.sha256}")
    print(f"核对 {len(checks)} 个文件,{len(bad)} 个异常")
    return 1 if bad else 0
