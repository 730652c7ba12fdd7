"""Freezing a month: all cases closed last month by their dockets are in the list; what changes later is shown, not taken in."""

from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.test import Client

from mingheng.cases.models import Case
from mingheng.draws.actions import DrawRefused, draw_lots, let_lapse
from mingheng.draws.models import Draw
from mingheng.draws.tests.made_up import PARTIES, a_secret
from mingheng.draws.tests.sealed import reveal, terms
from mingheng.kit import clock
from mingheng.kit.dates import SHANGHAI
from mingheng.law.rules.plans import Subject
from mingheng.ledger.queries import chain_intact
from mingheng.supervision.actions import NotYourOrder, freeze_month
from mingheng.supervision.models import FrozenMonth
from mingheng.supervision.queries.months import difference_of, owed_on
from tests.cast import Cast
from tests.scenarios.road import law
from tests.walking import walk


@pytest.fixture
def closed(cast: Cast) -> Case:
    return walk(cast, "archive_case")


@pytest.fixture
def now(closed: Case) -> datetime:
    """The second day of the month after the case was closed by its docket."""
    day: date = closed.step_rows.order_by("-n")[0].happened
    return datetime.combine((day.replace(day=1) + timedelta(days=32)).replace(day=2), datetime.min.time(), SHANGHAI).replace(
        hour=9
    )


def freeze(
    cast: Cast, at: datetime, subject: Subject = Subject.DOSSIERS, number: int = 0, token: UUID | None = None
) -> FrozenMonth:
    chance = terms(number, deadline=at + timedelta(days=1), fallback_at=at + timedelta(days=2))
    return freeze_month(subject=subject, terms=chance, token=token, by=cast.supervisor, at=at)


def typed_at(at: datetime, number: int = 0) -> dict[str, str]:
    """The form of a list, filled in."""
    typed = {f"party_{n}": commitment for n, (_, commitment) in enumerate(terms(number).commitments)}
    return typed | {
        "deadline-day": (at + timedelta(days=1)).date().isoformat(), "deadline-minute": "09:00", "source": "福彩双色球开奖号码",
        "fallback_at-day": (at + timedelta(days=2)).date().isoformat(), "fallback_at-minute": "09:00", "token": str(uuid4()),
    }  # fmt: skip


def test_the_list_holds_every_case_closed_last_month_and_all_legal_reviews_are_asked_for(
    cast: Cast, closed: Case, now: datetime
) -> None:
    reviewed = closed.step_rows.order_by("n")[5]
    reviewed.pk, reviewed.n, reviewed.act, reviewed.token = None, 900, "legal_review", None
    reviewed.save(force_insert=True)
    frozen = freeze(cast, now)
    (member,) = frozen.draw.frame
    assert (member["id"], member["group"]) == (closed.ref, closed.unit)
    assert member["strata"] == ["上月办结", "上月办结，经法制审核"]
    assert frozen.closed == {closed.ref: closed.unit}
    assert {layer["kind"] for layer in frozen.draw.plan["layers"]} == {"base", "stratum", "groups", "floor"}
    assert chain_intact(f"month:{frozen.period}")


def test_what_is_drawn_is_done_and_what_the_squad_lacks_is_a_shortfall(cast: Cast, closed: Case, now: datetime) -> None:
    frozen = freeze(cast, now)
    reveal(frozen.draw, cast.supervisor, at=now)
    draw_lots(draw_id=frozen.draw_id, by=cast.supervisor, at=now)
    plan = law().plan(now.date())
    assert plan is not None
    owed = owed_on(plan, law(), now.date())[Subject.DOSSIERS]
    lines = {(line.quota, line.squad): line for line in owed.table}
    assert (lines["dossier_share", ""].done, lines["dossier_share", ""].month) == (1, 0)
    floor = lines["dossier_floor", closed.unit]
    assert (floor.done, floor.required, floor.possible) == (1, 10, 1)
    assert owed.members == 0


def test_changes_after_the_freeze_are_shown_and_not_taken_in(cast: Cast, closed: Case, now: datetime) -> None:
    frozen = freeze(cast, now)
    assert not difference_of(frozen)
    Case.objects.filter(pk=closed.pk).update(unit=cast.other_squad.key)
    assert difference_of(frozen).moved == ((closed.ref, cast.squad.key, cast.other_squad.key),)
    Case.objects.filter(pk=closed.pk).update(closed=False, closed_on=None)
    assert difference_of(frozen).reopened == (closed.ref,)
    assert FrozenMonth.objects.get().draw.frame == frozen.draw.frame


def test_a_case_entered_late_is_published_as_missed(cast: Cast, closed: Case, now: datetime) -> None:
    Case.objects.filter(pk=closed.pk).update(closed=False, closed_on=None)
    frozen = freeze(cast, now, Subject.VISITS)
    assert not difference_of(frozen)
    with pytest.raises(DrawRefused, match="名单是空的"):
        freeze(cast, now, number=1)
    late = FrozenMonth(subject="dossiers", closed={"2026-0": cast.squad.key}, at=now)
    Case.objects.filter(pk=closed.pk).update(closed=True, closed_on=closed.closed_on)
    assert difference_of(late).missed == (closed.ref,)


def test_two_at_once_freeze_once(cast: Cast, closed: Case, now: datetime) -> None:
    token = uuid4()
    assert freeze(cast, now, token=token) == freeze(cast, now, token=token)
    with pytest.raises(DrawRefused, match="已在"):
        freeze(cast, now, number=1)
    assert FrozenMonth.objects.count() == 1


def test_only_a_supervisor_freezes(cast: Cast, closed: Case, now: datetime) -> None:
    with pytest.raises(NotYourOrder):
        freeze_month(subject=Subject.DOSSIERS, terms=terms(), token=None, by=cast.bureau_head, at=now)


def test_the_page_shows_what_is_owed_and_a_leader_only_his_squad(cast: Cast, closed: Case, now: datetime, client: Client) -> None:
    with clock.pretend(now):
        client.force_login(cast.supervisor)
        page = client.get("/supervision/").content.decode()
        assert "封存名单" in page
        assert "缺" in page
        assert cast.other_squad.short_name in page
        client.force_login(cast.squad_leader)
        page = client.get("/supervision/").content.decode()
    assert cast.squad.short_name in page
    assert cast.other_squad.short_name not in page
    assert "封存名单" not in page


def test_a_supervisor_seals_the_list_through_the_form(cast: Cast, closed: Case, now: datetime, client: Client) -> None:
    client.force_login(cast.supervisor)
    typed = typed_at(now)
    with clock.pretend(now):
        refused = client.post("/supervision/freeze/dossiers/", typed | {"party_0": a_secret(PARTIES[0])[:9]})
        assert refused.status_code == 422
        assert "须为 64 位" in refused.content.decode()
        assert client.post("/supervision/freeze/dossiers/", typed).status_code == 302
        page = client.get("/supervision/").content.decode()
    assert "名单已封存，待抽取" in page
    assert FrozenMonth.objects.get().digest[:12] in page


def test_a_list_that_lapsed_is_sealed_again_with_the_reason_on_record(
    cast: Cast, closed: Case, now: datetime, client: Client
) -> None:
    client.force_login(cast.supervisor)
    first = freeze(cast, now).draw
    why = "上次封存时漏列一方的承诺，经三方同意作废，重新收齐承诺后再封存。"
    with clock.pretend(now):
        assert "重新封存" not in client.get("/supervision/").content.decode()
        let_lapse(draw_id=first.pk, why=why, by=cast.supervisor, at=now)
        assert "重新封存" in client.get("/supervision/").content.decode()
        refused = client.post("/supervision/freeze/dossiers/", typed_at(now, 1))
        assert (refused.status_code, "再抽的理由" in refused.content.decode()) == (422, True)
        assert client.post("/supervision/freeze/dossiers/", typed_at(now, 1) | {"why": why}).status_code == 302
    second = Draw.objects.get(follows=first)
    assert second.plan["follows"] == {"plan": first.plan_digest, "why": why}


@pytest.mark.parametrize("day", ["0001-01-01", "0999-01-01"])
def test_a_year_that_is_a_slip_is_told_at_its_field(day: str, cast: Cast, closed: Case, now: datetime, client: Client) -> None:
    client.force_login(cast.supervisor)
    with clock.pretend(now):
        answer = client.post("/supervision/freeze/dossiers/", typed_at(now) | {"deadline-day": day})
    assert answer.status_code == 422
    assert "太早，年份应当从 1900 年起" in answer.content.decode()
