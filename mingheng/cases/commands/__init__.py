"""`mingheng cases import TABLE.csv --mapping MAPPING.yaml --by 工号 [--dry-run]`: bring over a bureau's old cases."""

import argparse
import csv
import hashlib
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from mingheng.cases.actions import Books, Line, OldCases, bring_over
from mingheng.cases.datasets import MappingWrong, Refusal, read_mapping, read_table
from mingheng.kit import clock, installation
from mingheng.law import queries as law
from mingheng.organisation import queries as organisation

BATCH = 500  # lines that come in together or not at all
HEADING = ["行", "列", "原因", "怎样改正"]


def main(argv: list[str]) -> int:
    """Run one command of this room; 0 when every line came over, 1 when some were refused, 2 for a command not understood."""
    wish = read_wish(argv)
    if not wish.table.exists():
        print(f"没有文件 {wish.table}。请核对路径", file=sys.stderr)
        return 2
    with installation.database():
        return imported(wish)


def imported(wish: argparse.Namespace) -> int:
    """The whole table, batch by batch."""
    by = organisation.officer_by_username(wish.by)
    if by is None:
        print(f"没有工号为“{wish.by}”的人。请用 --by 写明由谁带入", file=sys.stderr)
        return 2
    done = 0
    refused: list[Refusal] = []
    try:
        cases = OldCases(read_mapping(wish.mapping, law.lawbook().procedure), Books(judged=False), clock.now())
        digest = hashlib.sha256(wish.table.read_bytes()).hexdigest()[:16]
        for first, lines, wrong in _batches(wish.table, cases):
            key = f"old-cases:{digest}:{first}"
            came, more = bring_over(lines=lines, key=key, books=cases.books, by=by, at=cases.at, rehearsal=wish.dry_run)
            done, refused = done + came, [*refused, *wrong, *more]
            may = "可以带入" if wish.dry_run else "已带入"
            print(
                f"  读到第 {first + len(lines) + len({w.line for w in wrong}) - 1} 行：{may} {done} 件，不能的 {len(refused)} 处",
                flush=True,
            )
    except MappingWrong as wrong_table:
        print(wrong_table, file=sys.stderr)
        return 2
    return _reported(wish, done, refused)


def read_wish(argv: list[str]) -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(prog="mingheng cases", description="案件室的命令")
    commands = parser.add_subparsers(required=True)
    one = commands.add_parser("import", help="从 CSV 带入旧系统的案件")
    one.add_argument("table", type=Path, metavar="FILE.csv")
    one.add_argument("--mapping", type=Path, required=True, help="列与步骤的对照表（YAML）")
    one.add_argument("--by", required=True, help="由谁带入：工号")
    one.add_argument("--dry-run", action="store_true", help="只试，不写入")
    one.add_argument("--report", type=Path, help="不能带入的各行写到这里（默认与表同名 .refused.csv）")
    return parser.parse_args(argv)


def _batches(table: Path, cases: OldCases) -> Iterator[tuple[int, list[Line], list[Refusal]]]:
    """So many lines at a time: the first row's number, the lines that can be read, what is wrong with the others."""
    rows = read_table(table, cases.mapped)
    while some := list(islice(rows, BATCH)):
        lines: list[Line] = []
        wrong: list[Refusal] = []
        for number, row in some:
            line, found = cases.read(number, row)
            lines += [line] if line else []
            wrong += found
        yield some[0][0], lines, wrong


def _reported(wish: argparse.Namespace, done: int, refused: list[Refusal]) -> int:
    """Say how it went; every refusal on the screen and in a table of its own."""
    for one in refused:
        print(one)
    if refused:
        report = wish.report or wish.table.with_suffix(".refused.csv")
        with report.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows([HEADING, *([one.line, one.column, one.reason, one.remedy] for one in refused)])
        print(f"不能带入的写在 {report}。")
    print(f"{'试带入（没有写入）' if wish.dry_run else '带入'} {done} 件，{len({one.line for one in refused})} 行没有带入。")
    return 1 if refused else 0
