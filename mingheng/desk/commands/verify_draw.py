"""`mingheng verify-draw FILE [--plan DIGEST]`: draw again from the published file of a draw and say what holds. No database needed.

Ends with 0 when everything is kept, 1 when something differs, 2 when the file could not be read.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from mingheng.draws.rules.errors import BadDraw
from mingheng.draws.rules.proof import LARGEST, Lots, Statement, read_file, statements
from mingheng.draws.rules.telling import KEPT_WORDS, conclusion
from mingheng.kit.terminal import shown

KEPT, DIFFERS, CANNOT = 0, 1, 2


def main(argv: list[str]) -> int:
    """Check the file and say so; returns the exit status."""
    parser = argparse.ArgumentParser("mingheng verify-draw", description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("file", type=Path, help="抽取文件（.json）")
    parser.add_argument("--plan", default="", help="封存名单时公布的方案摘要，64 位十六进制数")
    asked = parser.parse_args(argv)
    try:
        with asked.file.open("rb") as opened:
            stated = read_file(opened.read(LARGEST + 1))
    except FileNotFoundError:
        print(shown(f"没有这个文件：{asked.file}。请核对文件名和所在的目录"), file=sys.stderr)
        return CANNOT
    except (BadDraw, OSError) as trouble:
        print(shown(f"读不出来：{trouble}"), file=sys.stderr)
        return CANNOT
    told = statements(stated)
    kept, sentence = conclusion(told, stated.draw, "".join(asked.plan.split()).lower())
    _say(stated.draw, told)
    print(f"\n结论：{sentence}")
    return KEPT if kept else DIFFERS


def _say(draw: Lots, told: Sequence[Statement]) -> None:
    plan = draw.plan
    print(shown(f"{plan.title}　{plan.period}"))
    print(f"方案摘要：{plan.digest}")
    for one in told:
        print(shown(f"  {KEPT_WORDS[one.kept]}　{one.says}{f'——{one.where}' if one.where else ''}"))
    print("重抽的结果：")
    drawn = Counter(pick.layer for pick in draw.outcome.picks)
    for number, layer in enumerate(plan.layers):
        print(shown(f"  {layer.title}：{drawn[number]} 个"))
    for lacking in draw.outcome.exemptions:
        print(shown(f"  {plan.layers[lacking.layer].title}：{'、'.join(lacking.about)}缺 {lacking.shortfall} 个"))
