"""The figures of a scan, and how a terminal shows them."""

import io
from datetime import date

from mingheng.insight.datasets.figures import Figures, figures, shown_measure
from mingheng.insight.datasets.store import Store
from mingheng.insight.datasets.summary import print_summary
from mingheng.insight.rules.checking import Lacking
from mingheng.insight.tests.found import keep_findings
from mingheng.insight.tests.small_log import PROCEDURE
from mingheng.law.rules.procedure import RuleSpec
from mingheng.law.rules.reading import Lawbook

BOOK = Lawbook(items={}, parameters={}, procedures={}, statutes={}, calendars={}, instruments={}, benchmarks={}, digest="d")
RULES = {
    "in-time": RuleSpec(kind="within", gates=("decide",), cite=(), why="晚了", remedy="", asks="按时决定", severity="heavy"),
    "opened": RuleSpec(kind="after", gates=("*",), spares=("open_case",), cite=(), why="没有立案", remedy="", severity="fatal"),
    "silent": RuleSpec(kind="after", gates=("drop_case",), cite=(), why="撤案不当", remedy="", severity="light"),
}
SMALL = PROCEDURE.model_copy(update={"rules": RULES})


ASKED = {"in-time": 5, "opened": 10, "silent": 0}


def counted(kept: Store, *rows: dict[str, object]) -> Figures:
    keep_findings(kept, *rows)
    return figures(kept, [SMALL], BOOK, ASKED)


def test_each_rule_says_how_often_it_was_kept_and_broken(kept: Store) -> None:
    found = counted(
        kept,
        {}, {"ref": "B", "measure": 9.0}, {"ref": "C", "answer": "unknown", "measure": None, "lacks": "日期"},
        {"ref": "D", "kind": "duty", "n": None, "answer": "pending"}, {"ref": "E", "kind": "duty", "n": None},
    )  # fmt: skip
    rules = {rule.code: rule for rule in found.rules}
    rule = rules["in-time"]
    assert (rule.asked, rule.kept, rule.broken, rule.overdue, rule.pending, rule.unknown) == (5, 2, 2, 1, 1, 1)
    assert (rule.breaches, rule.cases, rule.worst, rule.unit) == (3, 3, 9.0, "days")
    assert (rules["opened"].asked, rules["opened"].kept, rules["silent"].answered) == (10, 10, 0)
    assert [rule.code for rule in found.rules] == ["opened", "in-time", "silent"]


def test_breaches_are_counted_by_severity_unit_and_month(kept: Store) -> None:
    found = counted(
        kept, {}, {"ref": "B", "unit": None}, {"rule": "opened", "severity": "fatal", "happened": date(2026, 1, 31)},
        {"rule": "opened", "severity": "fatal", "answer": "pending"},
    )  # fmt: skip
    assert found.breaches == {"fatal": 1, "heavy": 2, "light": 0}
    assert (found.broken, found.cases_broken, found.pending) == (3, 2, 1)
    assert found.by_unit == [("一中队", {"fatal": 1, "heavy": 1}), ("未写明", {"heavy": 1})]
    assert found.by_month == [("2026-01", {"fatal": 1}), ("2026-03", {"heavy": 2})]
    assert [found.worst_at_least(severity) for severity in ("fatal", "heavy", "light")] == [1, 3, 3]


def test_a_duty_that_ran_out_stands_in_the_month_it_was_due(kept: Store) -> None:
    found = counted(kept, {"kind": "duty", "n": None, "act": None, "happened": None, "due": date(2026, 2, 28)})
    assert found.by_month == [("2026-02", {"heavy": 1})]
    assert sum(sum(pieces.values()) for _, pieces in found.by_month) == found.broken


def test_a_terminal_shows_what_was_found_and_what_could_not_be_checked(kept: Store) -> None:
    found = counted(kept, {"measure": 1234.5}, {"ref": "C", "answer": "unknown", "lacks": "送达日期"})
    out = io.StringIO()
    print_summary(found, cases=8, file=out)
    shown = out.getvalue()
    assert "按时决定" in shown
    assert "1（12.50%）" in shown
    assert "1,234.5日" in shown
    assert "违反 1 处（严重 0，较重 1，轻微 0），涉及 1 件案件；未到期 0 项。" in shown
    assert "另有 1 条规则，日志里没有要核对的步骤。" in shown
    assert "无法核对 1 处：日志没有写送达日期" in shown


def test_a_measure_is_shown_with_its_unit() -> None:
    assert [shown_measure(12.0, "days"), shown_measure(0.5, "yuan"), shown_measure(None, "days")] == ["12日", "0.5元", ""]


def test_what_a_log_lacks_is_said_in_words_and_counted(kept: Store) -> None:
    keep_findings(
        kept, {"answer": "unknown", "lacks": "decide.result"}, {"answer": "unknown", "lacks": None, "reason": "年份未公布"}
    )
    lacking = [Lacking("in-time", "decide", "decide.by", 4), Lacking("silent", "drop_case", "open_case", 2)]
    found = figures(kept, [SMALL], BOOK, ASKED, lacking)
    assert found.unknown == {
        "日志没有写“决定”的经办人": 4, "日志没有“立案”这一步": 2, "日志没有写“决定”的结果": 1, "年份未公布": 1,
    }  # fmt: skip
    assert {rule.code: rule.unknown for rule in found.rules} == {"in-time": 6, "opened": 0, "silent": 2}
