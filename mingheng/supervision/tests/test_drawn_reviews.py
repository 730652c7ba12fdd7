"""Who reviews what was drawn is drawn too: sealed with the list, with whom to stay away from what, and opened from the draw."""

from datetime import date, datetime, timedelta

import pytest
from django.test import Client

from mingheng.cases.models import Case
from mingheng.cases.queries.acted import hands_of
from mingheng.draws.actions import draw_lots
from mingheng.draws.rules.plan import Plan
from mingheng.draws.tests.sealed import reveal, terms
from mingheng.kit import clock
from mingheng.kit.dates import SHANGHAI
from mingheng.law.rules.plans import Subject
from mingheng.organisation import actions as organisation
from mingheng.organisation.models import Officer
from mingheng.organisation.rules import Duty, OfficerKind
from mingheng.supervision.actions import freeze_month
from mingheng.supervision.actions.reviewing.opening import open_reviews_of_draw
from mingheng.supervision.models import FrozenMonth, Review
from mingheng.supervision.queries.reviewing.drawn import pairs_of
from tests.cast import AT, BEGAN, Cast
from tests.walking import walk


@pytest.fixture
def bench(cast: Cast) -> list[Officer]:
    """Three more supervisors, one of them of the squad whose case is drawn."""
    found = []
    for number, name, unit in ((1, "苏见微", cast.brigade), (2, "梁予安", cast.brigade), (3, "温若谷", cast.squad)):
        person = organisation.add_person(
            username=f"LJ880{number}",
            name=name,
            unit=unit,
            kind=OfficerKind.STAFF,
            by=cast.system_administrator,
            at=AT,
        )
        organisation.appoint(officer=person, duty=Duty.SUPERVISOR, unit=unit, since=BEGAN, by=cast.system_administrator, at=AT)
        found.append(person)
    return found


@pytest.fixture
def closed(cast: Cast) -> Case:
    return walk(cast, "archive_case")


def drawn(cast: Cast, closed: Case) -> tuple[FrozenMonth, datetime]:
    """The month after the case was closed, frozen and drawn."""
    day: date = closed.step_rows.order_by("-n")[0].happened
    at = datetime.combine((day.replace(day=1) + timedelta(days=32)).replace(day=2), datetime.min.time(), SHANGHAI)
    chance = terms(0, deadline=at + timedelta(days=1), fallback_at=at + timedelta(days=2))
    frozen = freeze_month(subject=Subject.DOSSIERS, terms=chance, token=None, by=cast.supervisor, at=at)
    reveal(frozen.draw, cast.supervisor, at=at)
    draw_lots(draw_id=frozen.draw_id, by=cast.supervisor, at=at)
    return frozen, at


def test_nobody_of_the_units_own_and_nobody_who_acted_is_paired_with_it(cast: Cast, closed: Case, bench: list[Officer]) -> None:
    frozen, _ = drawn(cast, closed)
    assigning = Plan.read(frozen.draw.plan).assigning
    assert assigning is not None
    away = {person.id: person for person in assigning.people}
    assert closed.unit in away["LJ8803"].groups
    hands = hands_of([cast.handler.pk, cast.squad_leader.pk, cast.supervisor.pk], [closed.ref])
    assert hands == {cast.handler.pk: {closed.ref}, cast.squad_leader.pk: {closed.ref}, cast.supervisor.pk: frozenset()}
    (pair,) = pairs_of(frozen.draw_id).values()
    assert len(set(pair)) == 2
    assert "LJ8803" not in pair


def test_the_reviews_open_with_those_who_were_drawn_and_only_once(cast: Cast, closed: Case, bench: list[Officer]) -> None:
    frozen, at = drawn(cast, closed)
    (opened,) = open_reviews_of_draw(draw_id=frozen.draw_id, by=cast.supervisor, at=at)
    assert (opened.case_id, opened.draw, opened.pick) == (closed.pk, frozen.draw_id, closed.ref)
    assert sorted(sheet.reviewer.username for sheet in opened.sheets.all()) == sorted(pairs_of(frozen.draw_id)[closed.ref])
    assert open_reviews_of_draw(draw_id=frozen.draw_id, by=cast.supervisor, at=at) == []


def test_who_has_left_is_replaced_by_who_has_the_least_in_hand(cast: Cast, closed: Case, bench: list[Officer]) -> None:
    frozen, at = drawn(cast, closed)
    gone, stays = pairs_of(frozen.draw_id)[closed.ref]
    Officer.objects.filter(username=gone).update(is_active=False)
    (opened,) = open_reviews_of_draw(draw_id=frozen.draw_id, by=cast.supervisor, at=at)
    names = {sheet.reviewer.username for sheet in opened.sheets.all()}
    assert stays in names
    assert gone not in names
    assert len(names) == 2


def test_a_supervisor_opens_them_from_the_page_of_the_draw(
    cast: Cast, closed: Case, bench: list[Officer], client: Client
) -> None:
    frozen, at = drawn(cast, closed)
    client.force_login(cast.supervisor)
    with clock.pretend(at):
        page = client.get(f"/draws/{frozen.draw_id}/").content.decode()
        assert "开始评查" in page
        assert "LJ88" not in page.split("评查</h2>")[0].split("机会")[-1]
        after = client.post(f"/draws/{frozen.draw_id}/", {"act": "review"}, follow=True).content.decode()
    assert "已分派 1 份案卷的评查" in after
    assert "开始评查" not in after
    assert Review.objects.count() == 1
