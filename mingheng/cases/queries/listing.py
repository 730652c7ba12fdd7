"""The case list and the approvals list as pages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from mingheng.cases.models import Case
from mingheng.cases.queries.marks import MARK_TITLES, first_badge
from mingheng.cases.queries.page import ApprovalsPage, CaseRow, ListPage
from mingheng.cases.queries.paging import page_of
from mingheng.cases.queries.tasks import Names, Sought, due_of, in_short, names_for
from mingheng.kit import display
from mingheng.kit.dates import day_of
from mingheng.kit.links import link
from mingheng.kit.shell import Chip, Choice, Facet, Option
from mingheng.law import queries as law_queries
from mingheng.law.rules.reading import Lawbook

UNKNOWN = "当事人待查"
STATES = {"open": "未办结", "closed": "已办结", "all": "全部"}
DUES = {"over": "已超期"}


def list_page(found: QuerySet[Case], wanted: Sought, today: date, *, register_href: str, spot_href: str) -> ListPage:
    """One page of cases with the filters in force and those that can be added."""
    law = law_queries.lawbook()
    rows, pager = page_of(found, wanted, today)
    names = names_for(rows)
    labels = {
        "procedure": titles_of(law),
        "stage": stages_of(law),
        "unit": names.units,
        "due": DUES,
        "mark": MARK_TITLES,
        "item": {k: i.title for k, i in law.items.items()},
    }
    chips = [
        Chip(table.get(value, value), f"?{wanted.without(name)}")
        for name, table in labels.items()
        if (value := wanted.as_dict()[name])
    ]
    if wanted.text:
        chips.append(Chip(f"“{wanted.text}”", f"?{wanted.without('q')}"))
    facets = tuple(
        Facet(name, title, tuple(Option(k, v, wanted.as_dict()[name] == k) for k, v in labels[name].items()))
        for name, title in (("procedure", "程序"), ("stage", "环节"), ("unit", "单位"), ("due", "期限"), ("mark", "复议诉讼"))
    )
    query = wanted.without("state")
    return ListPage(
        query=wanted.text,
        chips=tuple(chips),
        facets=facets,
        rows=tuple(_row(case, law, names, today) for case in rows),
        pager=pager,
        views=tuple(Choice(v, f"?{query}&state={k}", wanted.state == k) for k, v in STATES.items()),
        export_href=f"{link('cases:export')}?{wanted.without('page')}",
        register_href=register_href,
        spot_href=spot_href,
        all_href=link("cases:list"),
    )


@dataclass(frozen=True)
class Found:
    """A case among what a search found."""

    title: str
    href: str
    note: str
    badge: display.Badge | None


def found_cases(rows: Sequence[Case]) -> list[Found]:
    """Rows of a page (see `paging`) as finds; without a row, nothing is asked."""
    if not rows:
        return []
    law = law_queries.lawbook()
    return [
        Found(
            title=f"{in_short(case.party_names) or UNKNOWN}　{case.title}",  # type: ignore[attr-defined]  # annotated by `paging`
            href=link("cases:case", case.ref),
            note=f"{case.number or f'线索 {case.ref}'}　{law.procedure(case.procedure).stages.get(case.stage, case.stage)}",
            badge=first_badge(case.marks),
        )
        for case in rows
    ]


def _row(case: Case, law: Lawbook, names: Names, today: date) -> CaseRow:
    return CaseRow(
        ref=case.ref,
        href=link("cases:case", case.ref),
        number=case.number or f"线索 {case.ref}",
        subject=names.parties.get(str(case.id)) or UNKNOWN,
        matter=case.title,
        stage=law.procedure(case.procedure).stages.get(case.stage, case.stage),
        due=due_of(case, law, today),
        unit=names.units.get(case.unit, ""),
        people=tuple(display.Person(names.people.get(i, "")) for i in case.handlers),
        opened=day_of(case.opened_at),
        amount=case.amount,
        badge=first_badge(case.marks),
    )


def titles_of(law: Lawbook) -> dict[str, str]:
    """The procedures by name."""
    return {key: law.procedure(key).title for key in sorted(law.procedures)}


def stages_of(law: Lawbook) -> dict[str, str]:
    """The stages of every procedure, those of the longest first; one that two have is named as there."""
    latest = sorted((law.procedure(key) for key in law.procedures), key=lambda one: len(one.stages))
    longest_last = {stage: title for one in latest for stage, title in one.stages.items()}
    return {stage: longest_last[stage] for one in reversed(latest) for stage in one.stages}


def act_titles(law: Lawbook) -> dict[str, str]:
    """Every act of every procedure by its title."""
    return {act: spec.title for key in sorted(law.procedures) for act, spec in law.procedure(key).acts.items()}


def approvals_page(rows: tuple[display.Task, ...], counts: Mapping[str, int], kind: str) -> ApprovalsPage:
    """What waits, by kind of approval."""
    titles = act_titles(law_queries.lawbook())
    here = link("cases:approvals")
    tabs = [Choice("全部", here, not kind, sum(counts.values()))]
    tabs += [Choice(titles[k], f"{here}?kind={k}", kind == k, n) for k, n in sorted(counts.items())]
    return ApprovalsPage(tasks=rows, tabs=tuple(tabs))
