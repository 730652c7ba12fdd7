"""`mingheng receipts FILE --by 工号 [--import]`: the agent bank's receipt file, shown line by line; entered with --import."""

import argparse
import sys
from pathlib import Path

from django.db import connections

from mingheng.cases import actions
from mingheng.kit import clock, installation
from mingheng.organisation import queries as organisation
from mingheng.organisation.rules import Duty, Refused
from mingheng.organisation.rules.lines import decode


def main(argv: list[str]) -> int:
    """Show or enter the receipts of a file. 1 when it cannot be read, or the person may not enter receipts."""
    parser = argparse.ArgumentParser("mingheng receipts", description=__doc__)
    parser.add_argument("file", type=Path, help="回单文件（CSV）")
    parser.add_argument("--by", required=True, help="审理中心人员的工号")
    parser.add_argument("--import", dest="enter", action="store_true", help="确认写入；不写只看逐行结果")
    wish = parser.parse_args(argv)
    with installation.database():
        try:
            return enter(wish.file, wish.by, write=wish.enter)
        finally:
            connections.close_all()


def enter(file: Path, username: str, *, write: bool) -> int:
    """The same with the database at hand."""
    at = clock.now()
    officer = organisation.officer_by_username(username)
    if officer is None or not organisation.authority(officer, at.date()).holds(Duty.CENTRE_REVIEWER):
        print(f"{username} 不是审理中心人员，不能登记银行到账。", file=sys.stderr)
        return 1
    act = actions.import_receipts if write else actions.preview_receipts
    try:
        report = act(text=decode(file.read_bytes()), by=officer, at=at)
    except (Refused, OSError) as refusal:
        print(refusal, file=sys.stderr)
        return 1
    for line in report.lines:
        print(f"第 {line.row} 行\t{line.outcome.label}\t{line.case}\t{line.why}")
    print(f"{'已写入' if write else '没有写入，将写入'} {report.writes} 笔")
    return 0
