"""Night after night: what is found comes up once, stays while it holds, and goes when it no longer does."""

from mingheng.insight.models import Exported, Finding
from mingheng.insight.tests.nights import night
from tests.scanned import LONG_AFTER, Scanned


def test_a_limit_that_runs_is_found_pending_and_then_broken_without_any_act(running: Scanned) -> None:
    found = Finding.objects.get(rule="decided-in-time")
    assert (found.answer, found.gone) == ("pending", None)
    night(running.folder, running.cast, running.day + LONG_AFTER)
    later = Finding.objects.get(rule="decided-in-time")
    assert (later.pk, later.answer, later.first_seen) == (found.pk, "broken", found.first_seen)
    assert later.last_seen > found.last_seen


def test_the_same_night_twice_changes_nothing(running: Scanned) -> None:
    before = list(Finding.objects.order_by("pk").values_list("pk", "fingerprint", "answer", "first_seen"))
    second = night(running.folder, running.cast, running.day)
    assert list(Finding.objects.order_by("pk").values_list("pk", "fingerprint", "answer", "first_seen")) == before
    assert (second.read, second.fresh, second.gone) == (0, 0, 0)
    assert Exported.objects.count() == 1
