"""`mingheng law show CITE [--on DATE]`: an article as in force on a day."""

import argparse
import sys
from collections.abc import Iterator
from datetime import date

from mingheng.kit import clock, installation
from mingheng.law.queries import ArticleView, NoLawbook, article
from mingheng.law.rules.citations import CitationRefused
from mingheng.law.rules.reading import NoSuchEntry


def main(argv: list[str]) -> int:
    """Print the article; 1 when the citation leads nowhere."""
    parser = argparse.ArgumentParser("mingheng law show", description="显示某日施行的条文")
    parser.add_argument("cite", help="例如 xzcf/58/1/2")
    parser.add_argument("--on", type=date.fromisoformat, help="日期，缺省为今天，例如 2026-08-14")
    asked = parser.parse_args(argv)
    try:
        with installation.database():
            view = article(asked.cite, asked.on or clock.today())
    except (CitationRefused, NoSuchEntry, NoLawbook) as error:
        print(error, file=sys.stderr)
        return 1
    for line in lines(view):
        print(line)
    return 0


def lines(view: ArticleView) -> Iterator[str]:
    """The article for a terminal; the cited place is marked."""
    yield f"{view.statute_name} {view.place}"
    span = f"{view.since} 起施行" + (f"，至 {view.until}" if view.until else "")
    yield span if view.in_force else f"{view.on} 没有施行中的版本；以下为最近的版本（{span}）"
    if view.body is None:
        yield view.gist or "没有要旨"
        yield "（没有导入条文，以上为要旨。用 mingheng law import 导入）"
    for line in view.lines:
        yield f"{'»' if line.cited else ' '} {line.text}"
