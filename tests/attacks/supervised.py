"""A district under supervision, for the drill: one of everything that supervision and draws keep rows of."""

from datetime import datetime, timedelta
from uuid import UUID

from mingheng.draws.actions import draw_lots
from mingheng.draws.models import Draw
from mingheng.draws.rules.assigning import Assigning, Person
from mingheng.draws.tests.sealed import AFTER, AT, a_sealed, reveal, terms
from mingheng.insight.models import Finding, Run
from mingheng.kit.dates import SHANGHAI
from mingheng.law.rules.plans import Subject
from mingheng.organisation import actions as organisation
from mingheng.organisation.models import Officer
from mingheng.organisation.rules import UnitKind
from mingheng.supervision.actions import (
    answer_finding,
    confirm_disclosures,
    freeze_month,
    load_complaints,
    name_founding,
    name_successor,
    open_orders,
    reply_to_review,
)  # fmt: skip
from mingheng.supervision.actions.handings import answer_opinion, give_opinion, hand_over, take_back
from mingheng.supervision.actions.meetings import answer_decision, record_meeting
from mingheng.supervision.actions.tasks import act_on_order
from mingheng.supervision.models import Bulletin, Handing, Review, TaskOrder
from mingheng.supervision.rules.bulletins.periods import Period, PeriodKind
from mingheng.supervision.rules.complaints.reading import read_sheet
from mingheng.supervision.rules.obligations.months import Month
from mingheng.supervision.rules.tasks import Doing
from mingheng.supervision.tests.reviewed import REASON, Bench, bench_of, hand_in, moment, opened, value
from mingheng.supervision.tests.test_bulletins import issued
from mingheng.supervision.tests.test_complaints import FIRST, file_of
from mingheng.supervision.tests.test_handings import ANSWER, OPINION, PURPOSE, outsider
from mingheng.supervision.tests.test_meetings import DONE, minutes
from tests import matters
from tests.cast import Cast

NOW = datetime(2026, 11, 20, 10, tzinfo=SHANGHAI)


def supervise(cast: Cast) -> UUID:
    """A case reviewed, a warning answered, a matter under way, two draws, a bulletin with its meeting, orders, and what was handed to the procuratorate; the case."""
    bench = bench_of(cast)
    _reviewed(bench)
    _answered(bench)
    _drawn(bench)
    _handed(bench)
    day = bench.case.step_rows.order_by("-n")[0].happened
    _met(cast, issued(cast, Period.holding(PeriodKind.MONTH, day)))
    matters.take(matters.opened(cast.supervisor, NOW.date()), "issue_slip", cast.supervisor, NOW.date())
    merged = organisation.add_unit(
        key="merged", name="澜江区城市管理综合行政执法局合并中队", short_name="合并中队", kind=UnitKind.SQUAD, parent=cast.bureau, code="澜合",
        by=cast.system_administrator, at=NOW,
    )  # fmt: skip
    open_orders(by=cast.supervisor, at=NOW)
    order = TaskOrder.objects.filter(unit=cast.squad.key, every="day").first()
    assert order is not None
    act_on_order(
        order_id=order.pk,
        kind=Doing.REPORTED,
        answers=["fine"] * len(order.items),
        text="",
        seen=1,
        token=None,
        by=cast.squad_leader,
        at=NOW,
    )
    later = NOW + timedelta(hours=1)
    organisation.close_unit(unit=merged, by=cast.system_administrator, at=later)
    _registered(bench, later)
    name_successor(unit=merged.key, successor=cast.squad.key, by=cast.supervisor, at=later)
    open_orders(by=cast.supervisor, at=later)
    return bench.case.pk


def _reviewed(bench: Bench) -> Review:
    review = opened(bench)
    hand_in(review, bench.first, value({"filing": "1"}))
    hand_in(review, bench.second, value({"filing": "2"}), later=2)
    reply_to_review(review_id=review.pk, text=REASON, token=None, by=bench.cast.squad_leader, at=moment(3))
    return review


def _answered(bench: Bench) -> None:
    run = Run.objects.create(state="done", asked_at=NOW, as_of=NOW.date())
    finding = Finding.objects.create(
        fingerprint="f" * 40, rule="decided-in-time", kind="breach", answer="broken", severity="major", weight=1, case=bench.case,
        procedure=bench.case.procedure, reason="", first_seen=NOW, last_seen=NOW, seen_in=run,
    )  # fmt: skip
    answer_finding(finding_id=finding.pk, kind="confirmed", reason=REASON, seen=0, token=None, by=bench.first, at=NOW)


def _drawn(bench: Bench) -> None:
    draw = a_sealed(bench.first, assigning=Assigning("两人评查", 1, 0, (Person("LJ8801"), Person("LJ8802"))))
    reveal(draw, bench.first)
    draw_lots(draw_id=draw.pk, by=bench.first, at=AFTER)
    freeze_month(subject=Subject.VISITS, terms=terms(1), token=None, by=bench.first, at=AT)


def _met(cast: Cast, bulletin: Bulletin) -> None:
    """A meeting on the bulletin, and the squad's answer to what it decided."""
    meeting = record_meeting(bulletin=bulletin, minutes=minutes(cast), token=None, by=cast.supervisor, at=NOW)
    answer_decision(decision=meeting.decisions.get().pk, words=DONE, by=cast.squad_leader, at=NOW)


def _handed_case(bench: Bench, outside: Officer) -> Handing:
    return hand_over(
        case=bench.case.pk, title=str(bench.case), to=outside.unit, purpose=PURPOSE, until=NOW.date() + timedelta(30), token=None,
        by=bench.cast.bureau_head, at=NOW,
    )  # fmt: skip


def _handed(bench: Bench) -> None:
    by, outside = bench.cast.bureau_head, outsider(bench.cast, "procuratorate", "LJ9101")
    earlier = _handed_case(bench, outside)
    take_back(handing=earlier.pk, reason=REASON, by=by, at=NOW)
    handing = _handed_case(bench, outside)
    draw = Draw.objects.first()
    assert draw is not None
    hand_over(
        draw=draw.pk,
        title=draw.title,
        to=outside.unit,
        purpose=PURPOSE,
        until=NOW.date() + timedelta(30),
        token=None,
        by=by,
        at=NOW,
    )
    opinion = give_opinion(handing=handing.pk, words=OPINION, token=None, by=outside, at=NOW)
    answer_opinion(opinion=opinion.pk, words=ANSWER, by=by, at=NOW)


def _registered(bench: Bench, at: datetime) -> None:
    """Two complaints in the register, the month of the decision checked for its publication, and a squad with a founding day."""
    by = bench.cast.supervisor
    load_complaints(
        sheet=read_sheet(file_of(FIRST, FIRST.replace("LJ-1,", "LJ-2,").replace(",1,", ",6,"))), token=None, by=by, at=at
    )
    made = bench.case.step_rows.get(act="make_decision").happened
    confirm_disclosures(month=Month.of(made), overturned={}, token=None, by=by, at=at)
    name_founding(unit=bench.cast.other_squad.key, since=at.date(), by=by, at=at)
