"""Bringing in lists line by line: what a line does, what is refused, and that twice does no harm."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime

import pytest
from django.db import connections

from mingheng.kit.dates import SHANGHAI
from mingheng.organisation import actions, queries
from mingheng.organisation.models import Certificate, Officer, Unit
from mingheng.organisation.rules import Refused
from mingheng.organisation.rules.imports import ImportKind, Report
from tests.cast import Cast

AT = datetime(2026, 11, 20, 10, 0, tzinfo=SHANGHAI)
TODAY = AT.date()

UNITS = """编号,全称,简称,类别,上级编号,机关代字
qinghe,清禾街道城管中队,清禾街道中队,中队,bureau,澜城管
qinghe-2,清禾街道城管中队二组,清禾二组,中队,qinghe,澜城管
"""
PEOPLE = """工号,姓名,单位,类别,职责,法律职业资格证号,取得日期
LJ0701,江照野,云汀街道中队,执法人员,办案人员、中队法制员,A2020,2020-05-01
LJ0702,丁小满,云汀街道中队,协管人员,,,
"""
CERTIFICATES = """工号,证号,有效期起,有效期止,状态,状态起始日期,原因
LJ0601,09310601,2024-01-01,2028-12-31,,,
LJ0104,09310104B,2024-01-01,2028-12-31,暂停,2026-09-01,未参加培训
"""


def preview(cast: Cast, kind: ImportKind, text: str) -> Report:
    by = cast.law_administrator if kind is ImportKind.CERTIFICATES else cast.system_administrator
    return actions.preview_import(kind=kind, text=text, by=by, at=AT)


def bring_in(cast: Cast, kind: ImportKind, text: str, agreed: str | None = None) -> Report:
    by = cast.law_administrator if kind is ImportKind.CERTIFICATES else cast.system_administrator
    fingerprint = preview(cast, kind, text).fingerprint if agreed is None else agreed
    return actions.import_lines(kind=kind, text=text, agreed=fingerprint, by=by, at=AT)


def outcomes(report: Report) -> list[str]:
    return [str(result.outcome) for result in report.results]


def test_a_preview_writes_nothing(cast: Cast) -> None:
    report = preview(cast, ImportKind.PEOPLE, PEOPLE)
    assert (outcomes(report), report.written) == (["new", "new"], False)
    assert not Officer.objects.filter(username="LJ0701").exists()


def test_units_may_lie_below_units_of_earlier_lines(cast: Cast) -> None:
    assert outcomes(bring_in(cast, ImportKind.UNITS, UNITS)) == ["new", "new"]
    below = Unit.objects.select_related("parent").get(key="qinghe-2")
    assert below.parent is not None
    assert below.parent.key == "qinghe"


def test_people_come_with_their_duties_and_qualification(cast: Cast) -> None:
    bring_in(cast, ImportKind.PEOPLE, PEOPLE)
    person = Officer.objects.get(username="LJ0701")
    assert queries.authority(person, TODAY).duties == {"officer", "squad_legal_officer"}
    assert queries.standings([person.pk], TODAY)[person.pk].legally_qualified
    assert not person.has_usable_password()


def test_certificates_come_with_their_state(cast: Cast) -> None:
    bring_in(cast, ImportKind.CERTIFICATES, CERTIFICATES)
    found = queries.standings([cast.no_duty.pk, cast.lapsed.pk], TODAY)
    assert [found[cast.no_duty.pk].state, found[cast.lapsed.pk].state] == ["valid", "suspended"]
    assert queries.standings([cast.lapsed.pk], date(2026, 8, 31))[cast.lapsed.pk].state == "valid"


@pytest.mark.parametrize(
    ("kind", "text"), [(ImportKind.UNITS, UNITS), (ImportKind.PEOPLE, PEOPLE), (ImportKind.CERTIFICATES, CERTIFICATES)]
)
def test_the_same_file_twice_changes_nothing(cast: Cast, kind: ImportKind, text: str) -> None:
    first = bring_in(cast, kind, text)
    again = bring_in(cast, kind, text, agreed=first.fingerprint)
    assert (again.written, again.writes, set(outcomes(again))) == (False, 0, {"same"})


def test_a_changed_line_changes_the_person(cast: Cast) -> None:
    bring_in(cast, ImportKind.PEOPLE, PEOPLE)
    moved = PEOPLE.replace("江照野,云汀街道中队", "江照野,shifang")
    assert outcomes(bring_in(cast, ImportKind.PEOPLE, moved)) == ["changed", "same"]
    assert Officer.objects.select_related("unit").get(username="LJ0701").unit == cast.other_squad


WRONG = """工号,姓名,单位,类别,职责,取得日期
LJ0703,何不语,云汀街道中队,执法人员,办案人员,
LJ0704,,云汀街道中队,执法人员,,
LJ0705,甲,不存在的中队,执法人员,,
LJ0706,乙,云汀街道中队,城管,,
LJ0707,丙,云汀街道中队,协管人员,办案人员,
LJ0708,丁,云汀街道中队,执法人员,队长,
LJ0709,戊,云汀街道中队,执法人员,,2026-13-01
LJ0703,何不语,云汀街道中队,执法人员,办案人员,
"""


def test_each_wrong_line_says_field_reason_and_remedy(cast: Cast) -> None:
    report = preview(cast, ImportKind.PEOPLE, WRONG)
    assert outcomes(report) == ["new", *["wrong"] * 6, "same"]
    found = [(result.line.number, problem.field) for result in report.wrong for problem in result.problems]
    assert found == [(3, "name"), (4, "unit"), (5, "kind"), (6, "duty"), (7, "duties"), (8, "legal_qualification_since")]
    assert all(problem.reason and problem.remedy for result in report.wrong for problem in result.problems)


def test_agreed_to_the_good_lines_are_written_and_the_wrong_ones_leave_nothing(cast: Cast) -> None:
    report = bring_in(cast, ImportKind.PEOPLE, WRONG)
    assert (report.written, len(report.wrong)) == (True, 6)
    entered = Officer.objects.filter(username__startswith="LJ07").values_list("username", flat=True)
    assert list(entered) == ["LJ0703"]


def test_nothing_is_written_when_the_register_changed_after_the_preview(cast: Cast) -> None:
    seen = preview(cast, ImportKind.PEOPLE, PEOPLE).fingerprint
    actions.add_person(username="LJ0702", name="别人", unit=cast.squad, kind="staff", by=cast.system_administrator, at=AT)
    report = bring_in(cast, ImportKind.PEOPLE, PEOPLE, agreed=seen)
    assert (report.written, outcomes(report)) == (False, ["new", "changed"])
    assert not Officer.objects.filter(username="LJ0701").exists()


def test_the_same_import_from_two_windows_at_once_writes_once(committed_cast: Cast) -> None:
    agreed = preview(committed_cast, ImportKind.PEOPLE, PEOPLE).fingerprint

    def one(_: int) -> bool:
        try:
            return bring_in(committed_cast, ImportKind.PEOPLE, PEOPLE, agreed=agreed).written
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(one, range(2))) == [False, True]
    assert Officer.objects.filter(username="LJ0701").count() == 1


def test_a_registered_certificate_is_not_changed_by_a_list(cast: Cast) -> None:
    text = "工号,证号,有效期起,有效期止\nLJ0101,09310101,2020-01-01,2031-12-31\n"
    report = preview(cast, ImportKind.CERTIFICATES, text)
    assert outcomes(report) == ["wrong"]
    assert "已登记" in report.wrong[0].problems[0].reason
    assert Certificate.objects.filter(number="09310101").count() == 1


def test_whoever_does_not_administer_gets_every_line_refused(cast: Cast) -> None:
    report = actions.preview_import(kind=ImportKind.PEOPLE, text=PEOPLE, by=cast.squad_leader, at=AT)
    assert outcomes(report) == ["wrong", "wrong"]


def test_a_text_that_is_no_list_is_refused_as_a_whole(cast: Cast) -> None:
    with pytest.raises(Refused, match="缺少"):
        preview(cast, ImportKind.UNITS, "编号,全称\nx,y\n")
