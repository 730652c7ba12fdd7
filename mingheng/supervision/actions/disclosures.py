"""Confirming the month's check of what was published: the machine's verdicts are frozen, and where a person knows better he says why."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from mingheng.kit.alone import hold_name
from mingheng.kit.dates import day_of
from mingheng.law import queries as law
from mingheng.ledger import actions as ledger
from mingheng.organisation import queries as organisation
from mingheng.supervision.actions.answering import NotYours
from mingheng.supervision.actions.sent_before import taken_before
from mingheng.supervision.models import DISCLOSURES, DisclosureCheck, DisclosureChecked
from mingheng.supervision.queries.disclosures.month import digest_of, disclosed_in, shown_of
from mingheng.supervision.rules.disclosures.verdict import CHECKED, Publication
from mingheng.supervision.rules.obligations.months import Month
from mingheng.supervision.rules.tasks import OPENING

if TYPE_CHECKING:
    from mingheng.organisation.models import Officer

AT_ONCE = 2000  # rows of one INSERT


class CheckRefused(ValueError):
    """The check cannot be confirmed now; the message says why and what to do. Nothing was changed."""


@dataclass(frozen=True)
class Overturned:
    """What a person makes of a case instead of the machine, and why."""

    verdict: Publication
    remark: str


@transaction.atomic
def confirm_disclosures(
    *,
    month: Month,
    overturned: Mapping[str, Overturned],
    token: UUID | None,
    by: "Officer",
    at: datetime,
    shown: str | None = None,
) -> DisclosureCheck:
    """Confirm every decision of the month whose period is over and that no check has yet; of a form sent twice, the check it was.

    `overturned` is by the reference of the case, `shown` what the page asked to confirm (`shown_of`; None where there was no page):
    nobody confirms what he has not seen. Raises NotYours, CheckRefused, and SentOtherwise for a form sent twice with other content.
    """
    today = day_of(at)
    if not organisation.authority(by, today).holds(*OPENING):
        raise NotYours(DISCLOSURES)
    hold_name(f"{DISCLOSURES}{month}")
    given = {ref: replace(said, remark=said.remark.strip()) for ref, said in overturned.items()}
    again = taken_before(
        DisclosureCheck.objects.select_related("by"), token, by,
        same=lambda check: check.month == str(month) and _overturned_in(check) == given,
        told=lambda check: f"{check.month} 的确认，{check.rows.count()} 件，其中改判 {len(_overturned_in(check))} 件",
    )  # fmt: skip
    if again is not None:
        return again
    if month >= Month.of(today):
        raise CheckRefused("这个月还没有结束。请在下月核对")
    open_ = [one for one in disclosed_in(month, law.lawbook(), today) if one.to_confirm]
    if not open_:
        raise CheckRefused("没有要确认的：到期的都已经确认过")
    if shown is not None and shown != shown_of(open_):
        raise CheckRefused(
            f"打开本页以后，要确认的案件或者机器的结论有变化，现在是 {len(open_)} 件。本页已经换成最新的，填写的还在；请核对后再确认"
        )
    _may_overturn(given, {one.case.ref for one in open_}, at)
    check = DisclosureCheck(
        month=str(month), n=DisclosureCheck.objects.filter(month=str(month)).count() + 1, token=token, by=by, at=at
    )
    rows = []
    for one in open_:
        said = given.get(one.case.ref)
        rows.append(DisclosureChecked(
            check_of=check, case=one.case, unit=one.case.unit, decided=one.judged.decided, published=one.judged.published, due=one.judged.due,
            machine=one.judged.state, verdict=said.verdict if said else one.judged.state, remark=said.remark if said else "",
        ))  # fmt: skip
    check.digest = digest_of(rows)
    check.save(force_insert=True)
    DisclosureChecked.objects.bulk_create(rows, batch_size=AT_ONCE)
    ledger.record(
        kind="disclosures:confirmed", chain=f"{DISCLOSURES}{month}", facts={
            "check": str(check.pk), "cases": len(rows), "overturned": len(given), "digest": check.digest,
        }, personal={}, by=f"o:{by.pk}", unit=f"u:{by.unit.key}", at=at, happened=None, refs={"lawbook": law.lawbook().digest},
    )  # fmt: skip
    return check


def _overturned_in(check: DisclosureCheck) -> dict[str, Overturned]:
    rows = check.rows.exclude(remark="").values_list("case__ref", "verdict", "remark")
    return {ref: Overturned(Publication(verdict), remark) for ref, verdict, remark in rows}


def _may_overturn(overturned: Mapping[str, Overturned], open_: set[str], at: datetime) -> None:
    for ref, said in overturned.items():
        if ref not in open_:
            raise CheckRefused(f"案件 {ref} 不在这次要确认的里面：不是这个月决定的、还没有到期，或者已经确认过。请核对")
        if said.verdict not in CHECKED:
            raise CheckRefused(f"案件 {ref} 改判成什么没有写明。请选一个结论")
        if lacking := law.unargued(said.remark, day_of(at)):
            raise CheckRefused(f"案件 {ref}：{lacking}。请写明为什么不同意机器的结论")
