"""Troubles that keep the trail: a reviewer who leaves, a period that ends in a year whose calendar is not published, a case moved after its check."""

from dataclasses import replace
from datetime import date

import pytest
from django.test import Client

from mingheng.cases.models import Case
from mingheng.cases.queries.dockets import docket_of
from mingheng.kit import clock
from mingheng.law.rules.lawbook import Calendar, Status
from mingheng.organisation.models import Officer
from mingheng.supervision.actions.disclosures import confirm_disclosures
from mingheng.supervision.models import DisclosureChecked, Review
from mingheng.supervision.queries.disclosures.month import disclosed_in
from mingheng.supervision.rules.disclosures.verdict import Publication, judged_of
from mingheng.supervision.tests.reviewed import NOW, REASON, Bench, opened, sheet_of
from mingheng.supervision.tests.test_disclosures import SEPTEMBER, at_nine
from tests.cast import Cast
from tests.scenarios.road import law
from tests.walking import walk

DECIDED, FOLLOWING = date(2026, 12, 28), date(2027, 1, 1)


@pytest.fixture
def bench(archived: Bench) -> Bench:
    return archived


def test_the_open_sheet_of_a_reviewer_who_left_is_taken_back_and_given_to_another(bench: Bench, client: Client) -> None:
    review: Review = opened(bench)
    Officer.objects.filter(pk=bench.second.pk).update(is_active=False)
    client.force_login(bench.first)
    address = f"/reviews/{review.pk}/"
    with clock.pretend(NOW):
        assert "评查人已不在岗，请收回后改派" in client.get(address).content.decode()
        client.post(f"{address}withdraw/", {"sheet": sheet_of(review, bench.second).pk, "reason": REASON})
        assert client.post(f"{address}assign/", {"reviewer": bench.second.pk}).status_code == 422
        client.post(f"{address}assign/", {"reviewer": bench.third.pk})
    kinds = [entry.kind for entry in review.entries.order_by("n")]
    assert kinds == ["opened", "withdrawn", "assigned"]
    assert sheet_of(review, bench.third).slot == sheet_of(review, bench.second).slot


def test_a_last_day_in_a_year_without_a_calendar_is_provisional_until_it_arrives(cast: Cast) -> None:
    docket = docket_of(walk(cast, "serve_decision"))
    acts = tuple(replace(act, happened=DECIDED) if act.kind == "make_decision" else act for act in docket.acts)
    moved, span = replace(docket, acts=acts), (date(2026, 12, 1), FOLLOWING, date(2027, 1, 4))
    before = judged_of(moved, law(), *span)
    assert before is not None
    assert before.provisional
    away = frozenset({FOLLOWING, date(2027, 1, 4), date(2027, 1, 5)})
    calendar = Calendar(year=2027, off=away, makeup=frozenset(), status=Status.VERIFIED, source="虚构的安排")
    known = law().model_copy(update={"calendars": {**law().calendars, 2027: calendar}})
    after = judged_of(moved, known, *span)
    assert after is not None
    assert after.due is not None
    assert before.due is not None
    assert not after.provisional
    assert after.due > before.due


def test_a_case_that_moves_or_is_published_after_its_check_keeps_what_was_confirmed(cast: Cast) -> None:
    case = walk(cast, "serve_decision")
    confirm_disclosures(month=SEPTEMBER, overturned={}, token=None, by=cast.supervisor, at=at_nine(date(2026, 10, 20)))
    Case.objects.filter(pk=case.pk).update(unit=cast.other_squad.key)
    row = DisclosureChecked.objects.get()
    assert (row.unit, row.verdict) == (cast.squad.key, Publication.OVERDUE)
    (one,) = disclosed_in(SEPTEMBER, law(), date(2026, 10, 21), [cast.other_squad.key])
    assert one.checked == row
    assert not one.to_confirm
