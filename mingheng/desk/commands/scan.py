"""`mingheng scan LOG --mapping M.yaml --procedure P`: ask the rules of a procedure of any system's log. No database needed.

Ends with 0 when no breach of `--fail-on` or worse was found, 1 when there is one, 2 when the scan could not be done,
130 when it was interrupted.
"""

import argparse
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from types import FrameType

from mingheng.insight.datasets.expressions import EARLIEST, LATEST
from mingheng.insight.datasets.figures import SEVERITIES, SEVERITY_WORDS
from mingheng.insight.datasets.laws import law_of
from mingheng.insight.datasets.progress import progress
from mingheng.insight.datasets.reading import Span
from mingheng.insight.datasets.scanning import Request, Scanned, scan
from mingheng.insight.datasets.summary import print_summary
from mingheng.insight.datasets.troubles import CannotScan, listed, nearest

FINE, BREACHES, CANNOT, INTERRUPTED = 0, 1, 2, 130
NEVER = "none"
DUCKDB, SPARK = "duckdb", "spark"


def main(argv: list[str]) -> int:
    """Scan, print the figures, and say by the exit status whether there are breaches."""
    asked = _parser().parse_args(argv)
    try:
        if asked.explain is not None:
            for line in explained(asked.procedure, asked.explain):
                print(line)
            return FINE
        with interruptible(), progress(quiet=asked.quiet) as told:
            scanned = scan(_request(asked), told)
    except CannotScan as trouble:
        print(trouble, file=sys.stderr)
        return CANNOT
    except KeyboardInterrupt:
        print("已中断，没有写出任何结果。", file=sys.stderr)
        return INTERRUPTED
    _say(scanned, asked)
    return BREACHES if asked.fail_on != NEVER and scanned.figures.worst_at_least(asked.fail_on) else FINE


@contextmanager
def interruptible() -> Iterator[None]:
    """Whatever breaks because somebody pressed Ctrl-C comes out as KeyboardInterrupt, also from libraries that call it otherwise."""
    pressed: list[int] = []

    def note(number: int, frame: FrameType | None) -> None:
        pressed.append(number)
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, note)
    try:
        yield
    except Exception as broken:
        if pressed:
            raise KeyboardInterrupt from broken
        raise
    finally:
        signal.signal(signal.SIGINT, before)


def _day(words: str) -> date:
    """A day of the command line, in the years a log may speak of."""
    try:
        day = date.fromisoformat(words)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{words} 不是日期，请写成 2026-01-31 这样") from error
    if not EARLIEST <= day.year <= LATEST:
        raise argparse.ArgumentTypeError(f"{words} 不在 {EARLIEST} 至 {LATEST} 年之间")
    return day


def _threads(words: str) -> int:
    """How many threads: one at least."""
    if not words.isdecimal() or int(words) < 1:
        raise argparse.ArgumentTypeError(f"{words} 不是线程数，请写成 2 这样")
    return int(words)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "mingheng scan", description="按程序的规则核对一份案件日志：CSV、Parquet、XES（可以再用 gzip 压缩），或者本系统导出的目录。不需要数据库。",
        epilog="退出码：0 没有 --fail-on 一级或更重的违反；1 有；2 没能核对；130 被中断。例子见 docs/scan.md。",
    )  # fmt: skip
    parser.add_argument("log", type=Path, nargs="?", help="日志文件，或者 mingheng insight export 写出的目录")
    parser.add_argument("--mapping", type=Path, help="对照表（YAML）：哪一列是什么，哪个步骤名称是哪一步")
    parser.add_argument("--procedure", help="程序：法律库目录里的一个程序文件，或者随程序的法律库的一个键，例如 ordinary")
    parser.add_argument("--as-of", type=_day, metavar="DAY", help="截至哪一天；缺省为日志的最后一天")
    parser.add_argument("--since", type=_day, metavar="DAY", help="只要第一步在这一天或以后的案件")
    parser.add_argument("--until", type=_day, metavar="DAY", help="只要第一步在这一天或以前的案件")
    parser.add_argument("--out", type=Path, help="结果文件：.parquet、.csv 或 .jsonl，一行一处")
    parser.add_argument("--html", type=Path, help="报告：一个自成一体的网页")
    parser.add_argument("--rejected", type=Path, help="用不上的行写到哪里；缺省为结果文件名加 .rejected.csv")
    parser.add_argument("--fail-on", choices=(*SEVERITIES, NEVER), default="fatal", help="哪一级的违反算不通过，缺省 fatal")
    parser.add_argument("--memory", default="2GB", help="内存上限，缺省 2GB；放不下的写到临时目录")
    parser.add_argument("--threads", type=_threads, help="用几个线程，缺省为全部")
    parser.add_argument("--temp", type=Path, help="临时目录，缺省为系统的")
    parser.add_argument("--engine", choices=(DUCKDB, SPARK), default=DUCKDB, help="在本机核对（缺省），还是在 Spark 集群上")
    parser.add_argument("--master", help="Spark 集群的地址，例如 spark://主机:7077；临时目录须是集群各台机器都看得见的")
    parser.add_argument("--quiet", action="store_true", help="不显示进度")
    parser.add_argument(
        "--explain", metavar="RULE", nargs="?", const="", help="说明一条规则问什么、依据哪一条；不写规则则全部列出"
    )
    return parser


def _request(asked: argparse.Namespace) -> Request:
    if asked.log is None:
        raise CannotScan("没有写明日志文件。写法见 mingheng scan --help")
    if (asked.engine == SPARK) != (asked.master is not None):
        raise CannotScan("--engine spark 要和 --master 一起写：在哪个集群上核对")
    if not asked.log.exists():
        raise CannotScan(f"没有日志文件 {asked.log}。请核对路径")
    return Request(
        log=asked.log, mapping=asked.mapping, procedure=asked.procedure, as_of=asked.as_of, span=Span(asked.since, asked.until),
        out=asked.out, html=asked.html, rejected=asked.rejected, memory=asked.memory, threads=asked.threads, temp=asked.temp, master=asked.master,
    )  # fmt: skip


def explained(procedure: str | None, rule: str) -> Iterator[str]:
    """What a rule asks, by which article, and the way out; all rules when none is named. Raises CannotScan."""
    law = law_of(procedure or "ordinary")
    rules = {code: spec for one in law.procedures for code, spec in one.rules.items()}
    if rule and rule not in rules:
        raise CannotScan(f"没有规则 {rule}{nearest(rule, rules)}。全部规则有：{listed(rules, len(rules))}")
    for code, spec in rules.items():
        if rule in ("", code):
            cited = "；".join(law.book.cite_text(ref) for ref in spec.cite)
            yield f"{code}（{SEVERITY_WORDS[spec.severity]}）：{spec.asks or spec.why}"
            yield f"  依据：{cited}"
            if rule:
                yield f"  违反时：{spec.why}"
                yield f"  怎样补救：{spec.remedy}"


def _say(scanned: Scanned, asked: argparse.Namespace) -> None:
    read = scanned.read
    print(f"{asked.log}：{read.cases:,} 件案件，{read.acts:,} 步，截至 {scanned.as_of}")
    print_summary(scanned.figures, read.cases)
    unused = {"日期未知": read.undated, "按对照表略去": read.ignored, "不在所取的时段": read.outside, "整行未用": read.dropped}
    print(
        f"读入 {read.rows:,} 行，核对 {read.acts:,} 步" + "".join(f"，{what} {n:,} 行" for what, n in unused.items() if n) + "。"
    )
    for reason, count in read.rejected.items():
        print(f"有问题的行 {count:,}：{reason}")
    for note in scanned.notes:
        print(note)
    written = {"结果": asked.out, "报告": asked.html, "有问题的行逐行": scanned.rejected_file}
    for what, path in written.items():
        if path:
            print(f"{what}写在 {path}")
