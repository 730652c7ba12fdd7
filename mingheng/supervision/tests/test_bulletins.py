"""Bulletins: what they count is frozen when they are issued, and no fine moves any figure of them."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from mingheng.cases.models import Case
from mingheng.documents.actions import render_waiting
from mingheng.documents.models import Instrument
from mingheng.kit import clock
from mingheng.law import queries as law
from mingheng.ledger.queries import chain_length
from mingheng.supervision.actions.answering import answer_finding
from mingheng.supervision.actions.bulletins import BulletinRefused, frozen_now, issue_bulletin
from mingheng.supervision.models import Bulletin
from mingheng.supervision.queries.bulletins.counting import taken
from mingheng.supervision.queries.bulletins.paper import title_of
from mingheng.supervision.rules.bulletins.figures import digest_of, in_tenths
from mingheng.supervision.rules.bulletins.index import index_of
from mingheng.supervision.rules.bulletins.periods import Period, PeriodKind
from mingheng.supervision.tests.found import broken
from tests import matters
from tests.cast import Cast
from tests.walking import walk

POINTS = "本期办结案件的主要问题是送达回证没有注明日期，三个中队已经补正；下月重点看送达。"


def issued(cast: Cast, period: Period, **changes: object) -> Bulletin:
    """A bulletin of a period, issued on the day after it."""
    at = datetime.combine(period.until, datetime.min.time(), UTC) + timedelta(hours=2)
    given: dict[str, Any] = {"points": POINTS, "reason": "", "seen": 0, "token": None, "by": cast.supervisor, "at": at, **changes}
    return issue_bulletin(period=period, **given)


@pytest.fixture
def closed(cast: Cast) -> Case:
    """A case that was closed."""
    return walk(cast, "archive_case")


def month_of(case: Case) -> Period:
    """The month in which it was closed."""
    return Period.holding(PeriodKind.MONTH, case.step_rows.order_by("-n")[0].happened)


def test_it_keeps_the_list_it_counted_when_the_case_is_another_units_later(cast: Cast, closed: Case) -> None:
    bulletin = issued(cast, month_of(closed))
    assert bulletin.frozen["counted"]["closed"] == {cast.squad.key: [closed.ref]}
    Case.objects.filter(pk=closed.pk).update(unit=cast.other_squad.key)
    kept = Bulletin.objects.get()
    assert kept.frozen["counted"]["closed"] == {cast.squad.key: [closed.ref]}
    assert digest_of(kept.frozen) == kept.digest


def test_it_counts_a_case_in_the_month_its_docket_says(cast: Cast, closed: Case) -> None:
    month = month_of(closed)
    assert frozen_now(month.before(), law.lawbook())["counted"]["closed"] == {}
    quarter = Period.holding(PeriodKind.QUARTER, month.since)
    assert frozen_now(quarter, law.lawbook())["counted"]["closed"] == {cast.squad.key: [closed.ref]}
    assert frozen_now(month, law.lawbook())["trend"][-1] == [month.name, 1]


def test_no_figure_moves_with_the_fines(cast: Cast, closed: Case) -> None:
    before = frozen_now(month_of(closed), law.lawbook())
    Case.objects.update(amount=Decimal(999_999))
    assert frozen_now(month_of(closed), law.lawbook()) == before
    assert "amount" not in str(before)


def test_a_form_sent_twice_is_one_bulletin(cast: Cast, closed: Case) -> None:
    token = uuid4()
    first = issued(cast, month_of(closed), token=token)
    assert issued(cast, month_of(closed), token=token) == first
    assert Bulletin.objects.count() == 1


def test_it_refuses_a_second_one_that_does_not_say_what_it_puts_right(cast: Cast, closed: Case) -> None:
    month = month_of(closed)
    issued(cast, month)
    with pytest.raises(BulletinRefused, match="刚刚已经签发"):
        issued(cast, month)
    with pytest.raises(BulletinRefused, match="更正理由"):
        issued(cast, month, seen=1, reason="同意")
    second = issued(cast, month, seen=1, reason="前一份漏计了一件补录结案日期的案件，现按案卷的办理日期计入。")
    assert (second.n, Bulletin.objects.count()) == (2, 2)


def test_a_false_alarm_put_right_by_a_later_answer_counts_as_the_later_one(cast: Cast, closed: Case) -> None:
    month = month_of(closed)
    at = datetime.combine(month.last_day, datetime.min.time(), UTC)
    found = broken(closed, at)
    before = [taken(month, law.lawbook()).counted["clean"]]
    for n, kind in enumerate(("false_alarm", "confirmed")):
        answer_finding(finding_id=found.pk, kind=kind, reason=POINTS, seen=n, token=None, by=cast.supervisor, at=at)
        before.append(taken(month, law.lawbook()).counted["clean"])
    assert before == [{}, {closed.unit: [closed.ref]}, {}]
    counted = taken(month, law.lawbook()).counted
    assert (counted["false_alarms"], counted["confirmed"]) == ({}, {closed.unit: [str(found.pk)]})


def test_it_refuses_a_month_that_is_not_over_and_points_that_say_nothing(cast: Cast, closed: Case) -> None:
    month = month_of(closed)
    with pytest.raises(BulletinRefused, match="还没有结束"):
        issued(cast, month, at=datetime.combine(month.last_day, datetime.min.time(), UTC))
    with pytest.raises(BulletinRefused, match="本期要点"):
        issued(cast, month, points="属实")


def test_nobody_alters_or_removes_one(cast: Cast, closed: Case) -> None:
    issued(cast, month_of(closed))
    with pytest.raises(DatabaseError), transaction.atomic():
        Bulletin.objects.update(points="另写")
    with pytest.raises(DatabaseError), transaction.atomic():
        Bulletin.objects.all().delete()


def test_a_part_with_nothing_to_do_leaves_its_weight_to_the_others() -> None:
    weights = {"clean": Fraction(60), "rectified": Fraction(40)}
    counted = {
        "closed": {"a": ["1", "2"], "b": ["3"]},
        "clean": {"a": ["1"]},
        "confirmed": {"b": ["7"]},
        "put_right": {"b": ["7"]},
    }
    assert index_of("a", counted, weights).value == 50
    assert index_of("b", counted, weights).value == 40
    assert index_of("c", counted, weights).value is None


def test_before_there_was_an_index_none_is_made_up(cast: Cast) -> None:
    assert frozen_now(Period.month(2023, 1), law.lawbook())["weights"] == {}
    assert index_of(cast.squad.key, {"closed": {cast.squad.key: ["1"]}}, {}).value is None


def test_a_share_is_said_in_tenths_of_a_per_cent() -> None:
    assert [in_tenths(Fraction(*pair)) for pair in ((2, 3), (1, 1), (0, 5), (1, 2000))] == ["66.7", "100.0", "0.0", "0.1"]
    assert in_tenths(None) == "—"


def test_it_refuses_a_month_of_which_nothing_is_known(cast: Cast, closed: Case) -> None:
    with pytest.raises(BulletinRefused, match="没有可以通报的数字"):
        issued(cast, Period.named("2025-01"), seen=7)
    assert not Bulletin.objects.exists()


@pytest.mark.parametrize(
    ("name", "since", "until"), [("2026-12", "2026-12-01", "2027-01-01"), ("2026Q4", "2026-10-01", "2027-01-01")]
)
def test_a_period_is_known_by_its_name(name: str, since: str, until: str) -> None:
    period = Period.named(name)
    assert (period.since, period.until, period.name) == (date.fromisoformat(since), date.fromisoformat(until), name)
    assert period.before().until == period.since
    for wrong in ("2026-13", "2026Q5", "上月", "0001-01", "1900-01"):
        with pytest.raises(ValueError, match="期间写作"):
            Period.named(wrong)


def test_a_supervisor_issues_one_and_anybody_who_enforces_opens_what_it_counted(cast: Cast, closed: Case, client: Client) -> None:
    month = month_of(closed)
    with clock.pretend(datetime.combine(month.until, datetime.min.time(), UTC) + timedelta(hours=3)):
        client.force_login(cast.supervisor)
        assert month.title in client.get("/bulletins/").content.decode()
        refused = client.post(f"/bulletins/new/{month.name}/", {"points": "属实", "seen": "0"})
        assert refused.status_code == 422
        assert "属实" in refused.content.decode()
        made = client.post(f"/bulletins/new/{month.name}/", {"points": POINTS, "seen": "0"}, follow=True)
        assert POINTS in made.content.decode()
        address = made.redirect_chain[-1][0]
        client.force_login(cast.other_handler)
        opened = client.get(f"{address}closed/?unit={cast.squad.key}").content.decode()
        assert closed.ref in opened
        assert f'href="/cases/{closed.ref}/"' not in opened
        assert client.get(f"{address}closed/?unit=nowhere").status_code == 404
        assert closed.ref in client.get(f"{address}data.csv").content.decode()
        client.force_login(cast.handler)
        assert f'href="/cases/{closed.ref}/"' in client.get(f"{address}closed/").content.decode()


def test_whoever_comes_second_reads_the_first_and_sends_the_same_page_again(cast: Cast, closed: Case, client: Client) -> None:
    month = month_of(closed)
    address, typed = f"/bulletins/new/{month.name}/", {"points": POINTS, "seen": "0"}
    with clock.pretend(datetime.combine(month.until, datetime.min.time(), UTC) + timedelta(hours=3)):
        issued(cast, month)
        client.force_login(cast.supervisor)
        refused = client.post(address, typed).content.decode()
        assert 'name="seen" value="1"' in refused
        reason = "前一份漏写了下一步要求，现补充，各项数字没有变化，请以本份为准。"
        made = client.post(address, typed | {"seen": "1", "reason": reason}, follow=True)
    assert "第 1 次更正" in made.content.decode()


def test_it_is_a_numbered_paper_with_the_figures_the_picture_and_the_digest(cast: Cast, closed: Case) -> None:
    bulletin = issued(cast, month_of(closed))
    paper = Instrument.objects.get(folder=bulletin.pk)
    year = bulletin.at.year
    assert (paper.title, paper.number) == (title_of(month_of(closed)), f"澜城管督报〔{year}〕第1期")
    styles = [part["style"] for part in paper.paper["parts"]]
    assert styles.count("chart") == 1
    assert styles.count("table") == 5
    cases = next(part for part in paper.paper["parts"] if part["text"] == "各单位办案和整改")
    assert [row[2] for row in cases["rows"] if row[0] == cast.squad.short_name] == ["1"]
    assert bulletin.digest in str(paper.paper["parts"])


def test_its_pdf_is_made_and_recorded_as_every_paper_is(cast: Cast, client: Client) -> None:
    matters.opened(cast.supervisor, date(2026, 10, 12))
    bulletin = issued(cast, Period.month(2026, 10))
    client.force_login(cast.handler)
    with clock.pretend(bulletin.at):
        assert client.get(f"/bulletins/{bulletin.pk}/bulletin.pdf").status_code == 409
        assert render_waiting(at=bulletin.at) == 1
        answer = client.get(f"/bulletins/{bulletin.pk}/bulletin.pdf")
        assert client.get(f"/bulletins/{uuid4()}/bulletin.pdf").status_code == 404
    assert answer.status_code == 200
    assert b"".join(answer).startswith(b"%PDF")
    assert chain_length(f"papers:{bulletin.pk}") == 1
