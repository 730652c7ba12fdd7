"""`mingheng insight export DIR`: write the log of our own dockets as a folder of tables, to be scanned with `mingheng scan`."""

import argparse
import sys
from pathlib import Path

from django.conf import settings

from mingheng.insight import actions
from mingheng.insight.commands.progress import Progress
from mingheng.insight.commands.scan import CONSOLE
from mingheng.kit import clock, installation


def main(argv: list[str]) -> int:
    """Write the folder. 0 when it is whole, 1 when a scan is going on, 2 when the folder is not empty."""
    parser = argparse.ArgumentParser("mingheng insight export", description=__doc__)
    parser.add_argument("folder", type=Path, help="一个空的或者还没有的文件夹")
    parser.add_argument("--procedure", choices=("ordinary", "simple"), help="只要这个程序的案件；不写就是全部")
    wish = parser.parse_args(argv)
    if wish.folder.exists() and any(wish.folder.iterdir()):
        print(f"{wish.folder} 不是空的。请换一个文件夹，或者先移走里面的文件", file=sys.stderr)
        return 2
    with installation.database():
        told = actions.export_log(
            folder=settings.MINGHENG_EXPORT, to=wish.folder, procedure=wish.procedure, at=clock.now(), tell=Progress(), by=CONSOLE
        )
    if told is None:
        print("另一个进程正在扫描，等它结束再导出", file=sys.stderr)
        return 1
    print(f"{told.cases:,} 件案卷、{told.acts:,} 个步骤写在 {wish.folder}。里面没有姓名、证件号、电话、地址和文字内容。")
    return 0
