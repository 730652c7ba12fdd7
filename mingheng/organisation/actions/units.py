"""Entering, changing and closing units."""

from datetime import datetime

from django.db import transaction

from mingheng.kit.dates import day_of
from mingheng.organisation.actions.records import mandate_for, unit_chain, write_down
from mingheng.organisation.models import Officer, Unit
from mingheng.organisation.rules import Duty, Problem, Refused, refuse
from mingheng.organisation.rules.details import UnitDetails, tidy, unit_problems


@transaction.atomic
def add_unit(*, key: str, name: str, short_name: str, kind: str, parent: Unit, code: str, by: Officer, at: datetime) -> Unit:
    """Enter a unit below `parent`; raises Refused when its details are wrong or already another's."""
    mandate = mandate_for(by, Duty.SYSTEM_ADMINISTRATOR, parent, at)
    details = UnitDetails(key.strip(), tidy(name), tidy(short_name), kind, parent.key, tidy(code))
    _refuse_wrong(details)
    if parent.closed_on is not None:
        raise refuse("parent", f"{parent.short_name}已撤销", "请选在用的上级单位")
    unit = Unit.objects.create(
        key=details.key,
        name=details.name,
        short_name=details.short_name,
        kind=kind,
        parent=parent,
        code=details.code,
    )
    write_down("unit.added", unit_chain(unit), _content(unit), mandate=mandate, at=at)
    return unit


@transaction.atomic
def change_unit(
    *, unit: Unit, revision: int, name: str, short_name: str, kind: str, code: str, by: Officer, at: datetime
) -> Unit:
    """Correct a unit's details; raises Refused when somebody else changed it since `revision` was read."""
    mandate = mandate_for(by, Duty.SYSTEM_ADMINISTRATOR, unit, at)
    unit = Unit.objects.select_for_update(of=("self",)).select_related("parent").get(pk=unit.pk)
    if unit.revision != revision:
        raise refuse("", f"{unit.short_name}刚被别人改过", "请核对现在的内容，再改一次")
    parent_key = unit.parent.key if unit.parent else ""
    details = UnitDetails(unit.key, tidy(name), tidy(short_name), kind, parent_key, tidy(code))
    _refuse_wrong(details, itself=unit.pk)
    unit.name, unit.short_name = details.name, details.short_name
    unit.kind, unit.code = kind, details.code
    unit.revision += 1
    unit.save(update_fields=["name", "short_name", "kind", "code", "revision"])
    write_down("unit.changed", unit_chain(unit), _content(unit), mandate=mandate, at=at)
    return unit


@transaction.atomic
def close_unit(*, unit: Unit, by: Officer, at: datetime) -> Unit:
    """Close a unit from today on; raises Refused while it has people or open units below it."""
    mandate = mandate_for(by, Duty.SYSTEM_ADMINISTRATOR, unit, at)
    unit = Unit.objects.select_for_update().get(pk=unit.pk)
    if unit.closed_on is not None:
        raise refuse("", f"{unit.short_name}已于{unit.closed_on}撤销")
    if unit.parent_id is None:
        raise refuse("", "最上级单位不能撤销")
    staff = unit.people.filter(is_active=True).count()
    if staff:
        raise refuse("", f"{unit.short_name}还有{staff}名在职人员", "请先把他们调到别的单位")
    if unit.children.filter(closed_on__isnull=True).exists():
        raise refuse("", f"{unit.short_name}还有下级单位", "请先撤销下级单位")
    unit.closed_on = day_of(at)
    unit.revision += 1
    unit.save(update_fields=["closed_on", "revision"])
    write_down("unit.closed", unit_chain(unit), _content(unit), mandate=mandate, at=at)
    return unit


def _refuse_wrong(details: UnitDetails, itself: int | None = None) -> None:
    problems = list(unit_problems(details))
    others = Unit.objects.all() if itself is None else Unit.objects.exclude(pk=itself)
    if itself is None and others.filter(key=details.key).exists():
        problems.append(Problem("key", f"编号{details.key}已有单位在用", "请换一个编号"))
    if others.filter(name=details.name).exists():
        problems.append(Problem("name", f"已有名为“{details.name}”的单位", "请核对全称"))
    if problems:
        raise Refused(*problems)


def _content(unit: Unit) -> dict[str, str | None]:
    return {
        "key": unit.key,
        "name": unit.name,
        "short_name": unit.short_name,
        "kind": unit.kind,
        "code": unit.code,
        "closed_on": unit.closed_on.isoformat() if unit.closed_on else None,
    }
