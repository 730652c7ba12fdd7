"""The figures of a scan for a terminal, or for the log of a pipeline."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import TextIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from mingheng.insight.datasets.figures import SEVERITIES, SEVERITY_WORDS, Figures, RuleFigures, shown_measure

WIDE = 180  # columns where the output is no terminal
STYLES: Mapping[str, str] = {"fatal": "bold red", "heavy": "yellow", "light": "cyan"}
WRAPPED = ("规则", "依据")
HEADINGS = ("级别", "规则", "违反", "未到期", "无法核对", "符合", "涉及案件", "最重", "依据")


def print_summary(figures: Figures, cases: int, *, file: TextIO | None = None) -> None:
    """A line for each rule that has said anything, and below what could not be checked and why."""
    out = console(file or sys.stdout)
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in HEADINGS:
        right = heading in HEADINGS[2:8]
        table.add_column(heading, justify="right" if right else "left", no_wrap=heading not in WRAPPED, overflow="fold")
    silent = 0
    for rule in figures.rules:
        if not rule.answered:
            silent += 1
            continue
        table.add_row(*_row(rule, cases))
    out.print(table)
    for line in _below(figures, silent):
        out.print(Text(line))


def console(file: TextIO) -> Console:
    """A console on a stream: as wide as the terminal, or wide where there is none."""
    return Console(file=file, highlight=False, markup=False, width=None if file.isatty() else WIDE)


def _row(rule: RuleFigures, cases: int) -> Sequence[Text]:
    share = f"（{100 * rule.cases / cases:.2f}%）" if cases and rule.cases else ""
    words = (
        SEVERITY_WORDS[rule.severity], rule.asks, f"{rule.breaches:,}", f"{rule.pending:,}", f"{rule.unknown:,}",
        f"{rule.kept:,}" if rule.kind == "rule" else "", f"{rule.cases:,}{share}", shown_measure(rule.worst, rule.unit), "；".join(rule.cite),
    )  # fmt: skip
    style = STYLES[rule.severity] if rule.breaches else ""
    return [Text(word, style=style if i in (0, 2) else "") for i, word in enumerate(words)]


def _below(figures: Figures, silent: int) -> Iterator[str]:
    told = "，".join(f"{SEVERITY_WORDS[word]} {figures.breaches[word]:,}" for word in SEVERITIES)
    yield ""
    yield f"违反 {figures.broken:,} 处（{told}），涉及 {figures.cases_broken:,} 件案件；未到期 {figures.pending:,} 项。"
    if silent:
        yield f"另有 {silent} 条规则，日志里没有要核对的步骤。"
    for lacks, count in figures.unknown.items():
        yield f"无法核对 {count:,} 处：{lacks}"
