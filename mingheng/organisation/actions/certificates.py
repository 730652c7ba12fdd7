"""Issuing certificates, and suspending, restoring, withdrawing and cancelling them."""

from datetime import date, datetime, time

from django.db import transaction

from mingheng.kit.dates import moment_of
from mingheng.organisation.actions.records import mandate_for, person_chain, write_down
from mingheng.organisation.models import Certificate, CertificateEvent, Officer
from mingheng.organisation.rules import Duty, Effect, OfficerKind, Problem, Refused, refuse
from mingheng.organisation.rules.certificates import NEXT_EFFECTS
from mingheng.organisation.rules.details import certificate_problems, plain_number, tidy


@transaction.atomic
def issue_certificate(
    *, officer: Officer, number: str, valid_from: date, valid_until: date, by: Officer, at: datetime
) -> Certificate:
    """Enter a certificate issued to a person; raises Refused when it is not one he can hold.

    Nobody has two certificates in force at once, so that a suspension cannot be walked around.
    """
    mandate = mandate_for(by, Duty.LAW_ADMINISTRATOR, officer.unit, at)
    person = Officer.objects.select_for_update(of=("self",)).get(pk=officer.pk)
    number = plain_number(number)
    problems = list(certificate_problems(number, valid_from, valid_until))
    if person.kind == OfficerKind.AUXILIARY:
        problems.append(Problem("", f"{person.name}是协管人员，不能持执法证", "人员类别有误的，先更正类别"))
    if person.pk == by.pk:
        problems.append(Problem("", "不能给自己登记执法证", "请由另一名法规管理员办理"))
    if Certificate.objects.filter(number=number).exclude(officer=person).exists():
        problems.append(Problem("number", f"证号{number}已登记在别人名下", "请核对证号"))
    for other in person.certificates.filter(valid_from__lte=valid_until, valid_until__gte=valid_from):
        last = _last(other)
        if last.effect not in (Effect.WITHDRAWN, Effect.CANCELLED) or last.since > valid_from:
            remedy = "请核对日期；旧证先收回或注销，新证从那天起"
            problems.append(Problem("valid_from", f"有效期与{other.number}重叠，该证没有收回或注销", remedy))
    if problems:
        raise Refused(*problems)
    certificate = Certificate.objects.create(officer=person, number=number, valid_from=valid_from, valid_until=valid_until)
    CertificateEvent.objects.create(
        certificate=certificate, effect=Effect.ISSUED, since=valid_from, reason="按证件登记", by=by, at=at
    )
    content = {"number": number, "from": valid_from.isoformat(), "until": valid_until.isoformat()}
    happened = moment_of(valid_from, time())
    write_down("certificate.issued", person_chain(person), content, mandate=mandate, at=at, happened=happened)
    return certificate


@transaction.atomic
def change_certificate(
    *, certificate: Certificate, effect: Effect, since: date, reason: str, by: Officer, at: datetime
) -> CertificateEvent:
    """Suspend, restore, withdraw or cancel from the day `since` on, which may lie in the past.

    Raises Refused when this cannot follow what befell the certificate before, or is one's own.
    """
    holder = certificate.officer
    mandate = mandate_for(by, Duty.LAW_ADMINISTRATOR, holder.unit, at)
    row = Certificate.objects.select_for_update().get(pk=certificate.pk)
    last = _last(row)
    problems = []
    if holder.pk == by.pk:
        problems.append(Problem("", "不能变更自己的执法证", "请由另一名法规管理员办理"))
    if effect not in NEXT_EFFECTS[Effect(last.effect)]:
        problems.append(_wrong_order(row, Effect(last.effect)))
    if since < last.since:
        remedy = "请填那天或以后的日期"
        problems.append(Problem("since", f"{last.since}已登记“{Effect(last.effect).label}”，不能早于那天", remedy))
    if since > row.valid_until:
        problems.append(Problem("since", f"证件有效期到{row.valid_until}为止", "请填有效期内的日期"))
    if not reason.strip():
        problems.append(Problem("reason", "没有写原因", "请写明事由和依据"))
    if problems:
        raise Refused(*problems)
    event = CertificateEvent.objects.create(certificate=row, effect=effect, since=since, reason=tidy(reason), by=by, at=at)
    content = {"number": row.number, "since": since.isoformat(), "reason": event.reason}
    happened = moment_of(since, time())
    write_down(f"certificate.{effect}", person_chain(holder), content, mandate=mandate, at=at, happened=happened)
    return event


def _last(certificate: Certificate) -> CertificateEvent:
    last = certificate.events.order_by("-since", "-id").first()
    if last is None:
        raise refuse("", f"证件{certificate.number}没有颁发记录", "请联系运维人员检查数据")
    return last


def _wrong_order(certificate: Certificate, last: Effect) -> Problem:
    possible = "、".join(effect.label for effect in NEXT_EFFECTS[last])
    remedy = f"现在可以登记：{possible}" if possible else "已注销的证件不能再变更"
    return Problem("effect", f"证件{certificate.number}现在的记录是“{last.label}”", remedy)
