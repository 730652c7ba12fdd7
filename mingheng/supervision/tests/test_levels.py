"""Warnings in four levels, how far up one goes as its day nears, and what false alarms say of a rule."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.test import Client

from mingheng.insight.models import Finding
from mingheng.kit import clock
from mingheng.organisation.models import Officer
from mingheng.organisation.queries import authority
from mingheng.supervision.access.findings import findings_for, waiting_findings
from mingheng.supervision.actions import answer_finding
from mingheng.supervision.queries.precision import precision_of
from mingheng.supervision.rules.levels import BRIGADE, FAR, SQUAD, Levels, levels_on
from tests.cast import Cast
from tests.matters import on
from tests.scanned import Scanned
from tests.scenarios.road import law

FRIDAY = date(2026, 11, 20)
REASON = "核对案卷，规则没有看到当日已经补记的材料，属于误判，不需要整改"


@pytest.fixture
def levels() -> Levels:
    """The levels of the shipped lawbook on a Friday."""
    return levels_on(law(), FRIDAY)


@pytest.mark.parametrize(
    ("answer", "severity", "near", "level"),
    [
        ("broken", "fatal", FAR, "first"), ("broken", "heavy", FAR, "second"), ("broken", "light", FAR, "third"),
        ("pending", "fatal", BRIGADE, "second"), ("pending", "fatal", SQUAD, "third"), ("pending", "fatal", FAR, "fourth"),
        ("unknown", "fatal", FAR, "fourth"),
    ],
)  # fmt: skip
def test_the_lawbook_says_of_which_level_a_warning_is(levels: Levels, answer: str, severity: str, near: str, level: str) -> None:
    assert levels.level(answer, severity, near) == level


def test_nearness_is_counted_in_working_days(levels: Levels) -> None:
    assert (levels.brigade, levels.squad) == (date(2026, 11, 23), date(2026, 11, 25))
    assert [levels.nearness(FRIDAY + timedelta(days=n)) for n in (-9, 0, 3, 4, 5, 6)] == [
        BRIGADE, BRIGADE, BRIGADE, SQUAD, SQUAD, FAR,
    ]  # fmt: skip
    assert levels.nearness(None) == FAR


def waits(officer: Officer, finding: Finding, before: int) -> bool:
    """Whether so many days before its end a running limit is counted for this person."""
    assert finding.due is not None
    day = finding.due - timedelta(days=before)
    held = authority(officer, day)
    Finding.objects.exclude(pk=finding.pk).filter(gone=None).update(gone=on(day))
    counted = waiting_findings(held, day)[0]
    assert begins_with(officer, day) == counted
    return counted == 1


def begins_with(officer: Officer, day: date) -> int:
    """How many warnings the page begins with, which its first tab says too."""
    client = Client()
    client.force_login(officer)
    with clock.pretend(on(day)):
        page = client.get("/warnings/").context["page"]
    assert (page.tabs[0].label, page.tabs[0].count) == ("到我这一级", len(page.rows))
    return len(page.rows)


def test_what_nears_its_end_goes_to_the_handler_then_to_the_squad_then_to_the_brigade(running: Scanned) -> None:
    cast, limit = running.cast, Finding.objects.get(rule="decided-in-time")
    told = {
        before: [waits(one, limit, before) for one in (cast.handler, cast.squad_leader, cast.supervisor)] for before in (20, 3, 0)
    }
    assert told[20] == [True, False, False]
    assert told[3][:2] == [True, True]
    assert told[0] == [True, True, True]


def test_breaches_and_what_has_come_up_to_the_reader_are_what_the_list_begins_with(scanned: Scanned) -> None:
    day = scanned.day + timedelta(days=1)
    found = list(Finding.objects.filter(gone=None, answer="broken"))
    for finding, ends in zip(found, (timedelta(days=0), timedelta(days=90)), strict=False):
        Finding.objects.filter(pk=finding.pk).update(answer="pending", due=day + ends)
    assert begins_with(scanned.cast.supervisor, day) == waiting_findings(authority(scanned.cast.supervisor, day), day)[0]
    assert begins_with(scanned.cast.supervisor, day) == len(found) - 1


def test_what_was_answered_has_no_tab_of_what_waits(scanned: Scanned) -> None:
    client = Client()
    client.force_login(scanned.cast.supervisor)
    with clock.pretend(on(scanned.day + timedelta(days=1))):
        page = client.get("/warnings/?state=settled").context["page"]
        assert [tab.label for tab in page.tabs] == ["已违反", "期限运行中", "无法核对", "全部"]
        assert page.tabs[-1].current
        assert client.get("/warnings/?state=settled&answer=mine").context["page"].tabs[-1].current


def test_the_list_is_filtered_by_level_as_it_counts(scanned: Scanned) -> None:
    held, day = authority(scanned.cast.supervisor, scanned.day), scanned.day + timedelta(days=1)
    client = Client()
    client.force_login(scanned.cast.supervisor)
    total = findings_for(held).filter(gone=None).count()
    with clock.pretend(on(day)):
        pages = [
            client.get(f"/warnings/?answer=all&level={level}").content.decode()
            for level in ("first", "second", "third", "fourth")
        ]
    rows = [page.count("<tr data-row>") for page in pages]
    assert sum(rows) == total
    assert rows[0] > 0


def test_a_false_alarm_counts_against_its_rule_where_the_rule_is_read(scanned: Scanned) -> None:
    cast: Cast = scanned.cast
    found = Finding.objects.filter(gone=None, rule="decided-in-time").first()
    assert found is not None
    assert precision_of(found.procedure) == {}
    answer_finding(
        finding_id=found.pk, kind="false_alarm", reason=REASON, seen=0, token=uuid4(), by=cast.supervisor, at=found.last_seen
    )
    said = "预警答复 1 条：属实 0 条，误报 1 条，准确率 0%"
    assert precision_of(found.procedure) == {found.rule: said}
    client = Client()
    client.force_login(cast.law_administrator)
    assert said in client.get(f"/law/procedures/{found.procedure}/").content.decode()
    answer_finding(
        finding_id=found.pk, kind="confirmed", reason=REASON + "，复查以后改认属实", seen=1, token=uuid4(), by=cast.supervisor,
        at=found.last_seen,
    )  # fmt: skip
    assert precision_of(found.procedure) == {found.rule: "预警答复 1 条：属实 1 条，误报 0 条，准确率 100%"}
