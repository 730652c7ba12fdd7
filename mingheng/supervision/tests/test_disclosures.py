"""Every decision of a month is looked at: published in time, late, not yet, exempt; confirmed by a person who may know better."""

from datetime import date, datetime
from uuid import UUID, uuid4

import pytest
from django.test import Client

from mingheng.cases import actions as cases
from mingheng.cases.actions import Offer
from mingheng.cases.models import Case
from mingheng.cases.queries.decided import published_dockets
from mingheng.cases.queries.dockets import docket_of
from mingheng.kit import clock
from mingheng.kit.dates import SHANGHAI
from mingheng.law.rules.plans import Subject
from mingheng.ledger.queries import chain_intact, entry_at, open_commitment
from mingheng.supervision.actions import NotYours
from mingheng.supervision.actions.disclosures import CheckRefused, Overturned, confirm_disclosures
from mingheng.supervision.actions.sent_before import SentOtherwise
from mingheng.supervision.models import DisclosureCheck, DisclosureChecked
from mingheng.supervision.queries.disclosures.month import disclosed_in
from mingheng.supervision.queries.months import owed_on
from mingheng.supervision.rules.disclosures.verdict import Judged, Publication, judged_of
from mingheng.supervision.rules.obligations.months import Month
from mingheng.supervision.tests.reviewed import another_supervisor
from mingheng.supervision.tests.test_sent_before import stays
from tests.cast import Cast
from tests.scenarios.road import law
from tests.walking import walk

SEPTEMBER = Month(
    2026, 9
)  # the worked road's decision is of 23 September; its last day to publish 10 October, after the holidays
LAST_DAY, RUNNING, OVER = date(2026, 10, 10), date(2026, 10, 8), date(2026, 10, 12)
WHY = "本案决定不具有社会影响，公示小组会商后决定不公示"


@pytest.fixture
def decided(cast: Cast) -> Case:
    return walk(cast, "serve_decision")


def at_nine(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 9, tzinfo=SHANGHAI)


def publish(cast: Cast, case: Case, day: date) -> None:
    facts = {
        "class": "ordinary", "impact": True, "until": "2027-03-23", "channel": "区政府门户网站", "masked": True, "secrets_out": True,
    }  # fmt: skip
    party = str(case.party_links.get().party_id)
    offer = Offer("publish_decision", facts, party=party, happened=day)
    cases.take_step(case_id=case.pk, offer=offer, by=cast.centre_reviewer, at=at_nine(day).replace(hour=16))


def withdraw(cast: Cast, case: Case, day: date) -> None:
    facts = {"reason": WHY, "explained": True, "pushed": "none"}
    offer = Offer("withdraw_publication", facts, party=str(case.party_links.get().party_id), happened=day)
    cases.take_step(case_id=case.pk, offer=offer, by=cast.centre_reviewer, at=at_nine(day).replace(hour=17))


def seen(today: date, month: Month = SEPTEMBER) -> Judged:
    (one,) = disclosed_in(month, law(), today)
    return one.judged


def test_before_its_last_day_a_decision_waits_and_after_it_is_overdue(decided: Case) -> None:
    running = seen(RUNNING)
    assert (running.state, running.decided, running.due) == (Publication.WAITING, date(2026, 9, 23), LAST_DAY)
    assert seen(LAST_DAY).state is Publication.WAITING
    assert seen(OVER).state is Publication.OVERDUE
    assert disclosed_in(SEPTEMBER.after, law(), OVER) == []


@pytest.mark.parametrize(
    ("day", "state"), [(LAST_DAY, Publication.IN_TIME), (OVER, Publication.LATE)], ids=["last-day", "day-after"]
)
def test_the_day_of_publishing_decides(cast: Cast, decided: Case, day: date, state: Publication) -> None:
    publish(cast, decided, day)
    found = seen(date(2026, 11, 2))
    assert (found.state, found.published) == (state, day)


def test_what_was_withdrawn_says_so(cast: Cast, decided: Case) -> None:
    publish(cast, decided, LAST_DAY)
    withdraw(cast, decided, OVER)
    assert seen(date(2026, 11, 2)).state is Publication.WITHDRAWN


def test_a_decision_on_the_spot_is_exempt_and_says_why(cast: Cast) -> None:
    case = walk(cast, "make_decision", procedure="simple")
    day = case.step_rows.get(act="make_decision").happened
    found = seen(date(2026, 12, 31), Month.of(day))
    assert found.state is Publication.EXEMPT
    assert "轻微" in found.why


def test_the_narrowed_docket_says_the_same_as_the_whole(cast: Cast, decided: Case) -> None:
    publish(cast, decided, OVER)
    withdraw(cast, decided, date(2026, 10, 13))
    span = (SEPTEMBER.first, SEPTEMBER.after.first, date(2026, 11, 2))
    ((_, narrow),) = published_dockets([decided])
    assert len(narrow.acts) < len(docket_of(decided).acts)
    assert judged_of(narrow, law(), *span) == judged_of(docket_of(decided), law(), *span)


def test_the_months_check_freezes_the_machines_verdict_and_counts_as_done(cast: Cast, decided: Case) -> None:
    today = date(2026, 10, 20)
    plan = law().plan(today)
    assert plan is not None
    (line,) = owed_on(plan, law(), today)[Subject.DISCLOSURES].table
    assert (line.required, line.done, line.month) == (1, 0, 1)
    token = uuid4()
    check = confirm_disclosures(month=SEPTEMBER, overturned={}, token=token, by=cast.supervisor, at=at_nine(today))
    assert confirm_disclosures(month=SEPTEMBER, overturned={}, token=token, by=cast.supervisor, at=at_nine(today)) == check
    row = DisclosureChecked.objects.get()
    assert (row.machine, row.verdict, row.due, row.published) == ("overdue", "overdue", LAST_DAY, None)
    (line,) = owed_on(plan, law(), today)[Subject.DISCLOSURES].table
    assert (line.done, line.month) == (1, 0)
    assert open_commitment(entry_at("disclosures:2026-09", 1), "digest", check.digest)
    assert chain_intact("disclosures:2026-09")
    publish(cast, decided, date(2026, 10, 21))
    assert DisclosureChecked.objects.get().machine == "overdue"


def test_where_the_supervisor_knows_better_he_says_why(cast: Cast, decided: Case) -> None:
    at = at_nine(date(2026, 10, 20))
    for remark, said in ((WHY, Publication.WAITING), ("好", Publication.EXEMPT)):
        with pytest.raises(CheckRefused):
            confirm_disclosures(
                month=SEPTEMBER, overturned={decided.ref: Overturned(said, remark)}, token=None, by=cast.supervisor, at=at
            )
    with pytest.raises(CheckRefused, match="不在这次要确认的里面"):
        confirm_disclosures(
            month=SEPTEMBER, overturned={"2026-777": Overturned(Publication.EXEMPT, WHY)}, token=None, by=cast.supervisor, at=at
        )
    assert not DisclosureCheck.objects.exists()
    given = {decided.ref: Overturned(Publication.EXEMPT, WHY)}
    confirm_disclosures(month=SEPTEMBER, overturned=given, token=None, by=cast.supervisor, at=at)
    row = DisclosureChecked.objects.get()
    assert (row.machine, row.verdict, row.remark) == ("overdue", "exempt", WHY)


def test_what_still_runs_is_left_to_a_further_check(cast: Cast, decided: Case) -> None:
    with pytest.raises(CheckRefused, match="没有要确认的"):
        confirm_disclosures(month=SEPTEMBER, overturned={}, token=None, by=cast.supervisor, at=at_nine(RUNNING))
    with pytest.raises(CheckRefused, match="还没有结束"):
        confirm_disclosures(month=SEPTEMBER, overturned={}, token=None, by=cast.supervisor, at=at_nine(date(2026, 9, 30)))
    with pytest.raises(NotYours):
        confirm_disclosures(month=SEPTEMBER, overturned={}, token=None, by=cast.squad_leader, at=at_nine(OVER))
    assert confirm_disclosures(month=SEPTEMBER, overturned={}, token=None, by=cast.supervisor, at=at_nine(OVER)).n == 1


def test_from_a_late_one_a_slip_is_one_click_away(cast: Cast, decided: Case, client: Client) -> None:
    client.force_login(cast.supervisor)
    with clock.pretend(at_nine(date(2026, 10, 20))):
        assert client.get("/supervision/disclosures/", follow=True).redirect_chain[-1][0] == "/supervision/disclosures/2026-09/"
        (row,) = client.get("/supervision/disclosures/2026-09/?verdict=overdue").context["page"].rows
        form = client.get(row.slip_href).context["form"]
        given = {name: form[name].value() for name in ("addressed", "trigger", "kind", "case_ref", "found")}
        assert client.get("/supervision/disclosures/2026-09/?verdict=late").context["page"].rows == ()
        assert client.get("/supervision/disclosures/2026-13/").status_code == 404
        client.force_login(cast.other_leader)
        assert client.get("/supervision/disclosures/2026-09/").context["page"].rows == ()
    assert (given["addressed"], given["trigger"], given["case_ref"]) == (cast.squad.key, "ordinary", decided.ref)
    assert given["kind"] == "published-in-time"
    assert "应当在 2026-10-10 以前公示，至今没有公示" in given["found"]


def test_the_month_is_confirmed_through_the_page_and_nothing_typed_is_lost(cast: Cast, decided: Case, client: Client) -> None:
    client.force_login(cast.supervisor)
    address = "/supervision/disclosures/2026-09/confirm/"
    with clock.pretend(at_nine(date(2026, 10, 20))):
        page = client.get(address)
        assert "逾期未公示" in page.content.decode()
        shown = dict(page.context["hidden"])["shown"]
        typed = {f"verdict-{decided.ref}": "exempt", f"remark-{decided.ref}": "", "token": str(uuid4()), "shown": shown}
        half = client.post(address, typed | {"other-1": "没有这个号"})
        assert half.status_code == 422
        assert "结论和理由都要写" in half.content.decode()
        assert "没有这个案号" in half.content.decode()
        assert "没有这个号" in half.content.decode()
        done = client.post(address, typed | {f"remark-{decided.ref}": WHY}, follow=True)
        assert "已确认 1 件" in done.content.decode()
        assert "机器：逾期未公示" in done.content.decode()
        assert "案件信息公示" in client.get("/supervision/").content.decode()
    assert DisclosureChecked.objects.get().verdict == "exempt"


def test_nobody_confirms_what_the_page_did_not_show(cast: Cast, decided: Case, client: Client) -> None:
    client.force_login(cast.supervisor)
    address = "/supervision/disclosures/2026-09/confirm/"
    with clock.pretend(at_nine(date(2026, 10, 20))):
        typed = dict(client.get(address).context["hidden"])
        publish(cast, decided, date(2026, 10, 19))
        refused = client.post(address, typed | {"other-1": decided.ref, "verdict-other-1": "exempt", "remark-other-1": WHY})
        assert refused.status_code == 422
        assert "机器的结论有变化" in refused.content.decode()
        assert WHY in refused.content.decode()
        assert not DisclosureCheck.objects.exists()
        assert client.post(address, dict(refused.context["hidden"]) | {"other-1": ""}).status_code == 302
    assert DisclosureChecked.objects.get().verdict == "late"


def confirming(client: Client, address: str) -> dict[str, str]:
    """The form as the page gives it out."""
    return dict(client.get(address).context["hidden"])


def test_the_same_confirmation_sent_twice_is_one_and_another_from_its_page_is_refused(
    cast: Cast, decided: Case, client: Client
) -> None:
    client.force_login(cast.supervisor)
    address = "/supervision/disclosures/2026-09/confirm/"
    with clock.pretend(at_nine(date(2026, 10, 20))):
        typed = confirming(client, address) | {"other-1": decided.ref, "verdict-other-1": "exempt", "remark-other-1": WHY}
        assert [client.post(address, typed).status_code for _ in range(2)] == [302, 302]
        other = client.post(address, typed | {"remark-other-1": f"{WHY}，附会商记录"})
        assert other.status_code == 422
        stays(other.content.decode(), UUID(typed["token"]), f"{WHY}，附会商记录", "2026-09 的确认，1 件，其中改判 1 件")
        assert client.post(address, {"token": typed["token"]}).status_code == 422
    assert DisclosureChecked.objects.get().remark == WHY


def test_the_form_of_a_confirmation_is_of_one_month_and_one_person(cast: Cast, decided: Case) -> None:
    token, at = uuid4(), at_nine(date(2026, 11, 20))
    confirm_disclosures(month=SEPTEMBER, overturned={}, token=token, by=cast.supervisor, at=at)
    with pytest.raises(SentOtherwise, match="与那次不同"):
        confirm_disclosures(month=SEPTEMBER.after, overturned={}, token=token, by=cast.supervisor, at=at)
    with pytest.raises(SentOtherwise, match="不是那次提交的人"):
        confirm_disclosures(month=SEPTEMBER, overturned={}, token=token, by=another_supervisor(cast, "LJ0402", "梁予安"), at=at)
    assert DisclosureCheck.objects.count() == 1


def test_what_was_typed_about_a_case_confirmed_meanwhile_stays_on_the_page(cast: Cast, decided: Case, client: Client) -> None:
    client.force_login(cast.supervisor)
    address = "/supervision/disclosures/2026-09/confirm/"
    with clock.pretend(at_nine(date(2026, 10, 20))):
        stale = confirming(client, address) | {f"verdict-{decided.ref}": "exempt", f"remark-{decided.ref}": WHY}
        assert client.post(address, confirming(client, address)).status_code == 302
        late = client.post(address, stale)
    assert late.status_code == 422
    assert "这一件已经确认过" in late.content.decode()
    assert WHY in late.content.decode()
    assert DisclosureChecked.objects.get().verdict == "overdue"
