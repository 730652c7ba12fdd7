"""Night after night: what is found comes up once, stays while it holds, and goes when it no longer does."""

from datetime import date, timedelta
from pathlib import Path

from mingheng.cases.models import Case
from mingheng.insight.models import Exported, Finding
from mingheng.insight.tests.nights import night
from tests.cast import Cast
from tests.walking import walk

LONG_AFTER = timedelta(days=400)


def last_day(case: Case) -> date:
    assert case.last_happened
    return case.last_happened


def test_a_limit_that_runs_is_found_pending_and_then_broken_without_any_act(cast: Cast, tmp_path: Path) -> None:
    case = walk(cast, "approve_filing")
    night(tmp_path, cast, last_day(case))
    found = Finding.objects.get(rule="decided-in-time")
    assert (found.answer, found.gone) == ("pending", None)
    night(tmp_path, cast, last_day(case) + LONG_AFTER)
    later = Finding.objects.get(rule="decided-in-time")
    assert (later.pk, later.answer, later.first_seen) == (found.pk, "broken", found.first_seen)
    assert later.last_seen > found.last_seen


def test_the_same_night_twice_changes_nothing(cast: Cast, tmp_path: Path) -> None:
    case = walk(cast, "approve_filing")
    night(tmp_path, cast, last_day(case))
    before = list(Finding.objects.order_by("pk").values_list("pk", "fingerprint", "answer", "first_seen"))
    second = night(tmp_path, cast, last_day(case))
    assert list(Finding.objects.order_by("pk").values_list("pk", "fingerprint", "answer", "first_seen")) == before
    assert (second.read, second.fresh, second.gone) == (0, 0, 0)
    assert Exported.objects.count() == 1
