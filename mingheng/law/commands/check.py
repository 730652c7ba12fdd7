"""`mingheng law check [DIR]`: everything that can be wrong in a lawbook folder, without a database."""

import argparse
from collections import Counter
from pathlib import Path

from mingheng.kit.paths import lawbook_dir
from mingheng.law.rules.checking import check_lawbook

NAMES = {
    "statute": "法律文件",
    "item": "执法事项",
    "benchmark": "裁量基准",
    "part": "程序的部分",
    "procedure": "程序",
    "supervision": "监督程序",
    "parameter": "参数",
    "calendar": "工作日历",
    "instrument": "文书",
    "power_list": "执法事项清单",
    "predicate": "法律判断",
    "pattern": "预警情形",
    "plan": "监督计划",
    "standard": "评分标准",
}


def main(argv: list[str]) -> int:
    """Print every fault as `file: key: reason`; 1 when there is one."""
    parser = argparse.ArgumentParser("mingheng law check", description="检查法律库目录，不需要数据库")
    parser.add_argument("directory", nargs="?", type=Path, help="法律库目录，缺省为随程序的 lawbook/")
    parser.add_argument("--quiet", action="store_true", help="不列出未核实（U）的内容，只报数量")
    asked = parser.parse_args(argv)
    checked = check_lawbook(asked.directory or lawbook_dir())
    for problem in checked.problems:
        print(problem)
    if checked.problems:
        print(f"共 {len(checked.problems)} 处问题，法律库不能载入。")
        return 1
    if not asked.quiet:
        for note in checked.notes:
            print(f"提示 {note}")
    kinds = Counter(entry.kind for entry in checked.entries)
    counts = "，".join(f"{NAMES[kind]} {n}" for kind, n in kinds.items())
    print(f"检查通过：{counts}；未核实（U）{len(checked.notes)} 处。")
    return 0
