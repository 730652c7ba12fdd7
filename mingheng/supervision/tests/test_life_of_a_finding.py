"""From the night it comes up to the day it is put right: what is answered stays answered, and new facts are a new finding."""

from datetime import date, datetime, time, timedelta
from pathlib import Path

from mingheng.insight.models import Finding
from mingheng.insight.tests.nights import night
from mingheng.kit.dates import SHANGHAI
from mingheng.organisation.models import Officer
from mingheng.supervision.actions import answer_finding
from mingheng.supervision.queries.answered import in_state
from tests.cast import Cast
from tests.journeys.drive import Drive, parts

REASON = "经核对案卷，法制审核耗时较长，已要求三日内作出决定并说明原因"
RULE = "lead-checked-in-time"
LONG = timedelta(days=400)


def waiting(drive: Drive) -> set[tuple[str, str]]:
    """Rule and answer of what waits for an answer in a case."""
    return in_case(drive, "open")


def in_case(drive: Drive, state: str) -> set[tuple[str, str]]:
    return set(in_state(Finding.objects.filter(case=drive.case_id), state).values_list("rule", "answer"))


def settle(drive: Drive, by: Officer, day: date, kind: str = "confirmed") -> None:
    found = Finding.objects.get(case=drive.case_id, rule=RULE, gone=None)
    at = datetime.combine(day, time(23, 30), SHANGHAI)
    answer_finding(finding_id=found.pk, kind=kind, reason=REASON, seen=0, token=None, by=by, at=at)


def test_what_is_answered_stays_answered_and_new_facts_are_a_new_finding(cast: Cast, tmp_path: Path) -> None:
    """Four leads that nobody has checked, and a case that is closed unsigned: five lives in three nights."""
    met, settled, explained, early = (Drive(parts(cast)).go(until="register_lead") for _ in range(4))
    unsigned = Drive(parts(cast))
    late = met.last + LONG

    night(tmp_path, cast, early.last)
    assert (RULE, "pending") in waiting(early)
    settle(early, cast.supervisor, early.last, "explained")
    assert (RULE, "pending") not in waiting(early)

    unsigned.go(until="approve_closing")
    assert unsigned.last < late
    night(tmp_path, cast, late)
    found = Finding.objects.get(case=met.case_id, rule=RULE)
    assert (found.answer, found.gone) == ("broken", None)
    assert (RULE, "broken") in waiting(early)  # an answer to a running period is none to the breach
    assert (RULE, "broken") in waiting(settled)
    assert ("papers-signed", "broken") not in waiting(unsigned)

    met.take("check_lead", late)
    settle(settled, cast.supervisor, late)
    assert (RULE, "broken") not in waiting(settled)
    explained.case.handlers.clear()
    settle(explained, cast.squad_leader, late, "explained")
    assert (RULE, "broken") in waiting(explained)  # the word of the squad waits for whoever supervises
    assert (RULE, "broken") in in_case(explained, "explained")
    unsigned.take("archive_case", late)

    run = night(tmp_path, cast, late + timedelta(days=1))
    found.refresh_from_db()
    assert found.gone
    assert run.gone >= 1
    assert not in_state(Finding.objects.all(), "open").filter(pk=found.pk).exists()
    assert in_state(Finding.objects.all(), "gone").filter(pk=found.pk).exists()
    done_late = Finding.objects.get(case=met.case_id, rule=RULE, kind="rule")
    assert (done_late.answer, done_late.gone) == ("broken", None)
    assert (RULE, "broken") not in waiting(settled)
    assert ("papers-signed", "broken") in waiting(unsigned)  # a new act that breaks a rule is a finding of its own
    assert run.fresh >= 2
