"""Freezing the list of a month: what is owed, who can be drawn and how, sealed in one act before the chance is known."""

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from mingheng.draws.actions import DrawRefused, Terms, seal_draw
from mingheng.draws.queries import draws
from mingheng.draws.rules.errors import BadDraw
from mingheng.kit.dates import day_of
from mingheng.law import queries as law
from mingheng.law.rules.plans import Subject
from mingheng.ledger import actions as ledger
from mingheng.ledger.rules import Json
from mingheng.organisation import queries as organisation
from mingheng.supervision.actions.sent_before import taken_before
from mingheng.supervision.actions.tasks import NotYourOrder
from mingheng.supervision.models import MONTHS, FrozenMonth
from mingheng.supervision.queries.auditing.months import digest_of_closed, digest_of_table
from mingheng.supervision.queries.months import PURPOSES, to_freeze
from mingheng.supervision.queries.reviewing.bench import drawn_bench
from mingheng.supervision.queries.reviewing.things import cases_of
from mingheng.supervision.rules.obligations.months import Month
from mingheng.supervision.rules.obligations.table import Line
from mingheng.supervision.rules.tasks import OPENING

if TYPE_CHECKING:
    from mingheng.draws.models import Draw
    from mingheng.organisation.models import Officer

TITLES = {
    Subject.DOSSIERS: "案卷抽查", Subject.RECORDINGS: "视音频记录抽查", Subject.COMPLAINTS: "投诉、信访件抽查", Subject.VISITS: "中队实地检查",
}  # fmt: skip
EMPTY = {Subject.COMPLAINTS: "名单是空的：台账里没有上月受理的投诉、信访件。请先载入上月的台账"}
NOTHING = "名单是空的：上月没有办结案件，各中队也没有欠查的案卷，本月不用抽"


@transaction.atomic
def freeze_month(
    *, subject: Subject, terms: Terms, token: UUID | None, by: "Officer", at: datetime, follows: UUID | None = None, why: str = ""
) -> FrozenMonth:
    """Seal this month's list of a subject; of a form sent twice, what was frozen.

    Raises NotYourOrder, DrawRefused, and SentOtherwise for a form sent twice in other words.

    The list is every case closed last month by its docket (or complaint received then), and of earlier months what may still be needed.
    """
    day = day_of(at)
    if not organisation.authority(by, day).holds(*OPENING):
        raise NotYourOrder(subject)
    sealed = taken_before(
        draws(), token, by, same=lambda draw: _is_that(draw, subject, terms, why), told=lambda draw: f"“{draw.title}”的名单"
    )
    if sealed is not None:
        return FrozenMonth.objects.get(draw=sealed)
    month, book = Month.of(day), law.lawbook()
    plan = book.plan(day)
    if plan is None:
        raise DrawRefused(f"{day} 没有施行中的监督计划，没有抽查要求可依。请法规管理员在法律库中录入计划")
    owed = to_freeze(plan, book, subject, day)
    if not owed.asked.members or not owed.asked.layers:
        raise DrawRefused(EMPTY.get(subject, NOTHING))
    members = [member.id for member in owed.asked.members]
    assigning = drawn_bench(book, day, cases_of(subject, members)) if subject is not Subject.VISITS else None
    draw = seal_draw(
        purpose=PURPOSES[subject], period=str(month), title=f"{month.year} 年 {month.number} 月{TITLES[subject]}",
        members=owed.asked.members, layers=owed.asked.layers, terms=terms, assigning=assigning, follows=follows, why=why, token=token, by=by, at=at,
    )  # fmt: skip
    table: list[Json] = [_told(line) for line in owed.table]
    digest = digest_of_table(table)
    frozen = FrozenMonth.objects.create(
        subject=subject.value, period=str(month), draw=draw, table=table, digest=digest, closed=dict(owed.closed), by=by, at=at
    )
    ledger.record(
        kind="month:frozen", chain=f"{MONTHS}{month}", facts={
            "subject": subject.value, "plan": draw.plan_digest, "table": digest, "cases": len(owed.closed),
            "members": len(owed.asked.members), "closed": digest_of_closed(owed.closed),
        }, personal={}, by=f"o:{by.pk}", unit=f"u:{by.unit.key}", at=at, happened=None, refs={"lawbook": book.digest},
    )  # fmt: skip
    return frozen


def _is_that(draw: "Draw", subject: Subject, terms: Terms, why: str) -> bool:
    """Whether a draw is what the form says: of that subject, on these terms, again for that reason."""
    try:
        asked = terms.sealed().json()
    except BadDraw:
        return False
    reason = (draw.plan.get("follows") or {}).get("why", "")
    return (draw.purpose, draw.plan["terms"], reason) == (PURPOSES[subject], asked, why)


def _told(line: Line) -> Json:
    return {
        "quota": line.quota, "squad": line.squad, "required": line.required, "done": line.done, "month": line.month,
        "half": line.half, "year": line.year, "possible": line.possible, "shortfall": line.shortfall,
        "taken_over": list(line.taken_over),
    }  # fmt: skip
