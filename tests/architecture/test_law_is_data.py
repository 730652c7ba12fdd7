"""No legal number stands in code or pages: days, amounts and rates are in the lawbook, with date and citation.

Heuristics, and meant as such: a period of several days, a sum of money, or words like 「15日内」 outside the lawbook.
"""

import ast
import re

from tests.architecture.sources import ROOT, calls, dotted, product, strings

FICTION = {"demo"}  # invented people do invented things on invented days
SAMPLES = "mingheng/desk/queries/samples"
GALLERY = "components.html"  # shows every component with invented values
TECHNICAL = {"kit"}  # formats of dates, money and numbers
PERIOD = re.compile(r"[\d一二三四五六七八九十百]+\s*(?:个工作日|日内|日以内|天内|个月内)")
SUM = re.compile(r"(?:\d[\d,.]*|[一二三四五六七八九十百千]+)\s*万?元(?:以下|以上|罚款)")


def law_free() -> list[tuple[str, ast.Module]]:
    return [
        (str(source), source.tree)
        for source in product()
        if source.room not in FICTION | TECHNICAL and not str(source).startswith(SAMPLES)
    ]


def test_no_period_of_days_is_written_in_code() -> None:
    periods = [
        f"{path}:{call.lineno} {ast.unparse(call)}"
        for path, tree in law_free()
        for call in calls(tree)
        if dotted(call.func).endswith("timedelta")
        for keyword in call.keywords
        if keyword.arg in {"days", "weeks"}
        and isinstance(keyword.value, ast.Constant)
        and abs(float(str(keyword.value.value))) > 1
    ]
    assert periods == []


def test_no_legal_period_or_sum_is_written_in_a_message() -> None:
    said = [
        f"{path}:{line} {text}"
        for path, tree in law_free()
        for line, text in strings(tree)
        if PERIOD.search(text) or SUM.search(text)
    ]
    assert said == []


def test_no_legal_period_or_sum_is_written_in_a_page_or_an_instrument() -> None:
    files = [path for kind in ("html", "typ", "js") for path in (ROOT / "mingheng").rglob(f"*.{kind}") if path.name != GALLERY]
    said = [
        f"{path.relative_to(ROOT)}:{number} {line.strip()[:80]}"
        for path in sorted(files)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if PERIOD.search(line) or SUM.search(line)
    ]
    assert said == []
