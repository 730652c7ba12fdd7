"""Two findings of two nights are one, or they are two."""

from datetime import date
from typing import Any

from mingheng.insight.rules.identity import fingerprint, graver

ROW: dict[str, Any] = {
    "procedure": "ordinary", "kind": "rule", "rule": "served-in-time", "party": "甲", "n": 12, "others": None, "due": date(2026, 9, 1),
    "answer": "broken", "severity": "heavy", "reason": "送达超过期限",
}  # fmt: skip
DUTY = ROW | {"kind": "duty", "n": None}
PATTERN = ROW | {"kind": "pattern", "others": "2026-1#3 2026-2#3"}


def same(one: dict[str, Any], **changes: Any) -> bool:
    return fingerprint(one, "case") == fingerprint(one | changes, "case")


def test_how_bad_it_has_become_does_not_matter() -> None:
    assert same(DUTY, answer="pending", reason="到 2026-09-01 届满", severity="light")


def test_another_act_another_party_another_last_day_are_another_finding() -> None:
    assert not same(ROW, n=13)
    assert not same(ROW, party="乙")
    assert not same(DUTY, due=date(2026, 9, 8))
    assert not same(PATTERN, others="2026-1#3 2026-2#3 2026-5#1")
    assert fingerprint(ROW, "case") != fingerprint(ROW, "another")


def test_whether_an_act_was_asked_in_bulk_or_by_the_engine_does_not_matter() -> None:
    assert same(ROW, others="7", due=None)
    assert same(DUTY, others="7")


def test_of_two_that_are_one_the_graver_is_told() -> None:
    pending, broken = ROW | {"answer": "pending"}, ROW
    assert graver(pending, broken) is broken
    assert graver(broken, pending) is broken
