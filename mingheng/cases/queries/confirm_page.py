"""The last look before an act with legal effect: what it says, which periods it starts, that it cannot be undone."""

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any

from django.urls import reverse

from mingheng.cases.queries.case_page import Opened, head
from mingheng.cases.queries.page import ConfirmPage
from mingheng.documents import queries as documents
from mingheng.kit.dates import day_of, show_day_and_weekday
from mingheng.kit.shell import Choice
from mingheng.law.rules.clocks import clocks_of
from mingheng.law.rules.context import Context
from mingheng.law.rules.docket import Act


def confirm_page(
    found: Opened,
    kind: str,
    facts: Mapping[str, Any],
    happened: date | None,
    party: str | None,
    hidden: Sequence[tuple[str, str]],
) -> ConfirmPage:
    """What would be submitted, in words, with the periods that would start and end."""
    spec = found.docket.procedure.acts[kind]
    act = Act(
        n=len(found.docket.acts) + 1, kind=kind, by=0, at=found.at, happened=happened or day_of(found.at),
        party=party if spec.per_party else None, facts=MappingProxyType(dict(facts)),
    )  # fmt: skip
    definition = documents.definition(spec.instrument, found.law.digest) if spec.instrument else None
    made = f"提交后生成《{definition.title}》，" if definition else "提交后"
    here = reverse("cases:step", args=[found.case.ref, kind]) + (f"?party={party}" if party else "")
    who = found.docket.party(party)
    return ConfirmPage(
        head=head(found),
        title=spec.title + (f"：{who.name}" if who else ""),
        consequence=f"{made}记入存证，不能修改或者撤回；有误的只能另行办理更正。",
        rows=(*found.words.facts(act), *_periods(found, act)),
        button=spec.verb,
        action=here,
        back_href=here,
        hidden=tuple(hidden),
        cites=found.shown.cites(spec.cite),
        crumbs=(
            Choice("案件", reverse("cases:list")),
            Choice(found.case.number or f"线索 {found.case.ref}", reverse("cases:case", args=[found.case.ref])),
            Choice(f"确认{spec.title}", "", True),
        ),
    )


def _periods(found: Opened, act: Act) -> list[tuple[str, str]]:
    """Periods the act would start, with their last day."""
    today = day_of(found.at)
    before = {(c.key, c.party, c.started) for c in clocks_of(Context(found.docket, found.law))}
    after = clocks_of(Context(found.docket.with_act(act), found.law))
    return [
        (
            c.title,
            f"从 {show_day_and_weekday(c.started, today=today)} 起算，到 {show_day_and_weekday(c.last.day, today=today)} 届满",
        )
        for c in after
        if c.last is not None and c.stopped is None and (c.key, c.party, c.started) not in before
    ]
