"""`mingheng law import DIR`: import the texts of statutes, so that a citation opens the article itself."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from mingheng.kit import clock, installation
from mingheng.law.actions import ImportReport, TextReport, import_statute_texts
from mingheng.law.commands.load import BY
from mingheng.law.queries import NoLawbook


def main(argv: list[str]) -> int:
    """Import and tell what was found; 1 when a text is missing or could not be placed whole."""
    parser = argparse.ArgumentParser("mingheng law import", description="导入法律文本（Markdown，一款一行）")
    parser.add_argument("directory", type=Path, help="法律文本所在目录")
    asked = parser.parse_args(argv)
    try:
        with installation.database():
            report = import_statute_texts(directory=asked.directory, by=BY, at=clock.now())
    except (FileNotFoundError, NoLawbook) as error:
        print(error, file=sys.stderr)
        return 1
    for line in lines(report):
        print(line)
    return 0 if all(text.complete for text in report.texts) else 1


def lines(report: ImportReport) -> Iterator[str]:
    """The report for people: every text, what is wrong with it, and the files nobody asked for."""
    for text in report.texts:
        yield f"{text.name}（{text.version}）：{text.articles} 条，新导入 {text.added} 条"
        yield from (f"  {fault}" for fault in faults(text))
    for name in report.unused:
        yield f"没有登记、未导入的文件：{name}"
    incomplete = sum(not text.complete for text in report.texts)
    yield f"共 {len(report.texts)} 个文本，新导入 {report.added} 条；{incomplete} 个不完整。"


def faults(text: TextReport) -> Iterator[str]:
    """What is wrong with one text."""
    for name in text.missing:
        yield f"缺少文件 {name}"
    if text.gaps:
        yield f"中间缺第 {'、'.join(text.gaps)} 条"
    if text.doubles:
        yield f"第 {'、'.join(text.doubles)} 条出现两次，整个文本没有导入，请检查文件"
    for line in text.strays:
        yield f"不属于任何一条的文字：{line[:40]}"
    if text.gists_without_article:
        yield f"要旨所写的第 {'、'.join(text.gists_without_article)} 条在文本中不存在，请核对条文号"
    if not text.articles and not text.missing:
        yield "文件里没有找到任何一条"
