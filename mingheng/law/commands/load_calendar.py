"""`mingheng law calendar FILE`: publish one more year of working days."""

import argparse
import sys
from pathlib import Path

from mingheng.kit import clock, installation
from mingheng.law.actions import load_calendar_year
from mingheng.law.commands.load import BY, told
from mingheng.law.rules.reading import LawbookRefused


def main(argv: list[str]) -> int:
    """Load the year; 1 with every fault when refused."""
    parser = argparse.ArgumentParser("mingheng law calendar", description="载入一年的工作日历")
    parser.add_argument("file", type=Path, help="一年的日历文件，写法同 lawbook/calendars/2026.yaml")
    parser.add_argument("--amend", default="", metavar="理由", help="更正已载入的年份，理由记录在案")
    asked = parser.parse_args(argv)
    if not asked.file.is_file():
        print(f"文件 {asked.file} 不存在，请检查路径。", file=sys.stderr)
        return 1
    try:
        with installation.database():
            loaded = load_calendar_year(path=asked.file, by=BY, at=clock.now(), amend=asked.amend)
    except LawbookRefused as refused:
        print(refused, file=sys.stderr)
        return 1
    print(told(loaded))
    return 0
