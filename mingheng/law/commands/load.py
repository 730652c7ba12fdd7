"""`mingheng law load [DIR]`: check a lawbook folder and publish it as the current edition."""

import argparse
import sys
from pathlib import Path

from mingheng.kit import clock, installation
from mingheng.kit.paths import lawbook_dir
from mingheng.law.actions import Loaded, load_lawbook
from mingheng.law.rules.reading import LawbookRefused

BY = "s:console"  # whoever may run commands on the server; the operating system knows who


def main(argv: list[str]) -> int:
    """Load and say what changed; 1 with every fault when refused."""
    parser = argparse.ArgumentParser("mingheng law load", description="检查并载入法律库")
    parser.add_argument("directory", nargs="?", type=Path, help="法律库目录，缺省为随程序的 lawbook/")
    parser.add_argument("--amend", default="", metavar="理由", help="更正已发布的内容，理由随新版本记录在案")
    asked = parser.parse_args(argv)
    try:
        with installation.database():
            loaded = load_lawbook(directory=asked.directory or lawbook_dir(), by=BY, at=clock.now(), amend=asked.amend)
    except LawbookRefused as refused:
        print(refused, file=sys.stderr)
        print(f"共 {len(refused.problems)} 处问题，没有载入。", file=sys.stderr)
        return 1
    print(told(loaded))
    return 0


def told(loaded: Loaded) -> str:
    """One or more lines on what a load did."""
    if loaded.unchanged:
        return f"法律库没有变化（{loaded.digest[:12]}）。"
    lines = [
        f"已载入法律库 {loaded.digest[:12]}：新增 {loaded.added} 条，写明截止日 {loaded.ended} 条，更正 {len(loaded.amended)} 条。"
    ]
    lines += [f"更正 {identity}" for identity in loaded.amended]
    lines += [f"新的工作日历：{year} 年。落在该年的暂定期限须重新计算。" for year in loaded.years]
    return "\n".join(lines)
