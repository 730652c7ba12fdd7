"""Units and people: entering, changing, leaving, coming back."""

from datetime import date, datetime
from typing import Any

import pytest

from mingheng.kit.dates import SHANGHAI
from mingheng.ledger.queries import chain_intact
from mingheng.organisation import actions, queries
from mingheng.organisation.models import Officer, Unit
from mingheng.organisation.rules import Duty, OfficerKind, Refused, UnitKind
from tests.cast import PASSWORD, Cast

AT = datetime(2026, 11, 20, 10, 0, tzinfo=SHANGHAI)
TODAY = AT.date()


def add(cast: Cast, **given: Any) -> Officer:
    details: dict[str, Any] = {"username": "lj0199", "name": "乐　子衿", "unit": cast.squad, "kind": OfficerKind.OFFICER} | given
    return actions.add_person(**details, by=cast.system_administrator, at=AT)


def change(cast: Cast, officer: Officer, **given: Any) -> Officer:
    seen: dict[str, Any] = {
        "revision": officer.revision,
        "name": officer.name,
        "unit": officer.unit,
        "kind": officer.kind,
    } | given
    return actions.change_person(officer=officer, **seen, by=cast.system_administrator, at=AT)


def test_a_new_person_has_one_written_form_of_number_and_name_and_cannot_sign_in(cast: Cast) -> None:
    person = add(cast)
    assert (person.username, person.name, person.has_usable_password()) == ("LJ0199", "乐 子衿", False)
    assert person.name_key.startswith("yue")
    assert chain_intact(f"person:{person.pk}")


def test_a_rare_character_is_kept(cast: Cast) -> None:
    assert add(cast, name="𠅤㙍").name == "𠅤㙍"


def test_every_problem_of_a_person_is_named_at_once(cast: Cast) -> None:
    with pytest.raises(Refused) as refused:
        add(cast, username="?", name="张3", kind="chief", legal_qualification="A1", legal_qualification_since=None)
    assert [problem.field for problem in refused.value.problems] == [
        "username", "name", "kind", "legal_qualification_since",
    ]  # fmt: skip
    assert all(problem.reason and problem.remedy for problem in refused.value.problems)


def test_it_refuses_a_number_in_use_however_it_is_typed(cast: Cast) -> None:
    with pytest.raises(Refused, match="已有人使用"):
        add(cast, username=" ｌｊ0101")


def test_a_qualification_cannot_be_obtained_tomorrow(cast: Cast) -> None:
    with pytest.raises(Refused, match="还没有到"):
        add(cast, legal_qualification="A20261", legal_qualification_since=date(2026, 11, 21))


def test_a_change_on_a_page_somebody_else_overtook_is_refused(cast: Cast) -> None:
    change(cast, cast.partner, name="顾明舟")
    with pytest.raises(Refused, match="刚被别人改过"):
        change(cast, cast.partner, name="顾明州")


def test_a_transfer_ends_the_duties_in_the_old_unit(cast: Cast) -> None:
    moved = change(cast, cast.partner, unit=cast.other_squad)
    assert queries.authority(moved, TODAY).duties == frozenset()
    assert queries.standings([moved.pk], TODAY)[moved.pk].unit == "shifang"


def test_an_officer_with_duties_cannot_become_an_auxiliary_before_they_end(cast: Cast) -> None:
    with pytest.raises(Refused, match="协管人员不能担任办案人员"):
        change(cast, cast.partner, kind=OfficerKind.AUXILIARY)
    actions.end_appointment(appointment=cast.partner.appointments.get(), by=cast.system_administrator, at=AT)
    changed = change(cast, cast.partner, kind=OfficerKind.AUXILIARY)
    assert not queries.standings([changed.pk], TODAY)[changed.pk].may_enforce


def test_whoever_leaves_has_no_duty_and_no_way_in(cast: Cast) -> None:
    actions.retire_person(officer=cast.partner, reason="退休", by=cast.system_administrator, at=AT)
    gone = Officer.objects.get(pk=cast.partner.pk)
    assert queries.authority(gone, TODAY).duties == frozenset()
    assert gone not in queries.officers_of(["yunting"], TODAY)
    with pytest.raises(Refused, match="工号或密码不对"):
        actions.sign_in(username="LJ0102", password=PASSWORD, source="10.0.0.1", at=AT)


def test_whoever_comes_back_starts_without_duties_and_password(cast: Cast) -> None:
    actions.retire_person(officer=cast.partner, reason="调离", by=cast.system_administrator, at=AT)
    back = actions.return_person(officer=cast.partner, by=cast.system_administrator, at=AT)
    assert back.is_active
    assert not back.has_usable_password()
    assert queries.authority(back, TODAY).duties == frozenset()


def test_an_administrator_cannot_disable_himself(cast: Cast) -> None:
    with pytest.raises(Refused, match="自己的账号"):
        actions.retire_person(officer=cast.system_administrator, reason="退休", by=cast.system_administrator, at=AT)


def test_an_administrator_of_one_squad_enters_nobody_in_another(cast: Cast) -> None:
    local = add(cast, username="LJ0901", kind=OfficerKind.STAFF)
    by = cast.system_administrator
    actions.appoint(officer=local, duty=Duty.SYSTEM_ADMINISTRATOR, unit=cast.squad, since=TODAY, by=by, at=AT)
    with pytest.raises(Refused, match="石舫街道中队或其上级单位的系统管理员"):
        actions.add_person(username="LJ0902", name="甲", unit=cast.other_squad, kind=OfficerKind.OFFICER, by=local, at=AT)


def unit(cast: Cast, **given: Any) -> Unit:
    details: dict[str, Any] = {
        "key": "qinghe", "name": "清禾街道中队", "short_name": "清禾中队", "kind": UnitKind.SQUAD, "parent": cast.bureau,
        "code": "澜城管",
    } | given  # fmt: skip
    return actions.add_unit(**details, by=cast.system_administrator, at=AT)


def test_units_come_in_the_order_of_the_tree(cast: Cast) -> None:
    unit(cast, parent=cast.squad)
    found = [(row.unit.key, row.depth) for row in queries.unit_tree()]
    assert found[0] == ("bureau", 0)
    assert found[found.index(("yunting", 1)) + 1] == ("qinghe", 2)


def test_every_problem_of_a_unit_is_named_at_once(cast: Cast) -> None:
    with pytest.raises(Refused) as refused:
        unit(cast, key="Qing He", name="", short_name="", kind="", code="")
    assert [problem.field for problem in refused.value.problems] == ["key", "name", "short_name", "code", "kind"]


def test_it_refuses_a_key_or_name_in_use(cast: Cast) -> None:
    with pytest.raises(Refused, match="已有单位在用"):
        unit(cast, key="yunting")
    with pytest.raises(Refused, match="已有名为"):
        unit(cast, name=cast.squad.name)


def test_a_unit_closes_when_nobody_is_left(cast: Cast) -> None:
    with pytest.raises(Refused, match="还有7名在职人员"):
        actions.close_unit(unit=cast.squad, by=cast.system_administrator, at=AT)
    closed = actions.close_unit(unit=unit(cast), by=cast.system_administrator, at=AT)
    assert closed.closed_on == TODAY
    with pytest.raises(Refused, match="已撤销"):
        add(cast, unit=closed)
    assert chain_intact("org:qinghe")
