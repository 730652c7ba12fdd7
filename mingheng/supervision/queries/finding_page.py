"""One finding: its article, the acts it rests on, what would put it right, other cases, and what was answered."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from mingheng.cases.access import cases_for
from mingheng.kit import display
from mingheng.kit.dates import both_times
from mingheng.kit.links import link
from mingheng.kit.shell import Choice
from mingheng.law import queries as law_queries
from mingheng.ledger.queries import unseal_chain
from mingheng.organisation import queries as organisation
from mingheng.organisation.rules import Authority
from mingheng.supervision.models import CHAIN, FindingAnswer
from mingheng.supervision.queries.page import FindingPage, Given, Rested
from mingheng.supervision.queries.rests import elsewhere, steps_of
from mingheng.supervision.queries.warnings import CATALOGUE, row_of
from mingheng.supervision.queries.words import ANSWERS, KINDS, REPLIES, Told
from mingheng.supervision.rules.levels import levels_on

if TYPE_CHECKING:
    from mingheng.cases.models import Step
    from mingheng.insight.models import Finding

PATTERN = "pattern"
ERASED = "（内容已依法删除）"


def finding_page(held: Authority, finding: "Finding", answers: Sequence[FindingAnswer], today: date) -> FindingPage:
    """The page, as far as its reader may see it: of other cases only those that are his to see."""
    law = law_queries.lawbook()
    told = Told(law, today)
    steps, refs = steps_of(finding), dict.fromkeys(ref for ref, _ in elsewhere(finding) if ref != finding.ref)
    seen = dict(cases_for(held).filter(ref__in=refs).values_list("ref", "number")) if refs else {}
    shown = [step for step in steps if step.case_id == finding.case_id or step.case.ref in seen]
    people, units = organisation.people_and_units(_named(finding, shown, answers))
    return FindingPage(
        row=row_of(finding, told, levels_on(law, today), people, units),
        kind=KINDS.get(finding.kind, finding.kind),
        asks=told.title(finding.procedure, finding.rule),
        remedy=told.remedy(finding.procedure, finding.rule, finding.kind),
        remedy_href=_way(held, finding, told),
        cites=told.cites(finding),
        rule_href=_rule_href(finding, told),
        rests=tuple(_rested(step, finding, told, people) for step in shown),
        others=tuple(Choice(seen[ref] or f"线索 {ref}", link("cases:case", ref)) for ref in refs if ref in seen),
        unseen=len(refs) - len(seen),
        given=_given(finding, answers, people),
        facts=_facts(finding, told, people, units),
        gone=finding.gone,
        about="案件" if finding.case_id else CATALOGUE,
    )


def answers_of(finding: "Finding") -> list[FindingAnswer]:
    """Every answer there is, the first one first."""
    return list(FindingAnswer.objects.filter(finding=finding).order_by("n"))


def _named(finding: "Finding", steps: Iterable["Step"], answers: Iterable[FindingAnswer]) -> set[int]:
    by = {finding.by} if finding.by else set()
    return {*by, *finding.handlers, *(step.by_id for step in steps), *(answer.by_id for answer in answers)}


def _rested(step: "Step", finding: "Finding", told: Told, people: Mapping[int, str]) -> Rested:
    elsewhere_ = step.case_id != finding.case_id
    return Rested(
        n=step.n,
        title=told.act(step.case.procedure, step.act),
        happened=both_times(step.happened_at or step.happened, step.at),
        by=people.get(step.by_id, ""),
        href=link("cases:taken", step.case.ref, step.n),
        number=(step.case.number or f"线索 {step.case.ref}") if elsewhere_ else "",
    )


def _given(finding: "Finding", answers: Sequence[FindingAnswer], people: Mapping[int, str]) -> tuple[Given, ...]:
    words = unseal_chain(f"{CHAIN}{finding.pk}") if answers else {}
    return tuple(
        Given(
            badge=display.Badge(*REPLIES[answer.kind]),
            by=people.get(answer.by_id, ""),
            at=answer.at,
            reason=str(words.get(answer.n, {}).get("reason", ERASED)),
            earlier=ANSWERS[answer.to] if answer.to != finding.answer else "",
        )
        for answer in answers
    )


def _way(held: Authority, finding: "Finding", told: Told) -> str:
    """Where the act is taken that would put it right, for whoever handles the case."""
    rule = told.rule(finding.procedure, finding.rule)
    case = finding.case
    if case is None or rule is None or rule.remedy_act is None or case.closed or held.officer_id not in case.handlers:
        return ""
    return link("cases:step", case.ref, rule.remedy_act)


def _rule_href(finding: "Finding", told: Told) -> str:
    """Where the rule is read: among those of the act's stage, or among the periods."""
    procedure = told.procedures.get(finding.procedure)
    if procedure is None or finding.kind == PATTERN:
        return ""
    act = procedure.acts.get(finding.act)
    return f"{link('law:procedure', finding.procedure)}#{f'stage-{act.stage}' if act and finding.kind == 'rule' else 'clocks'}"


def _facts(finding: "Finding", told: Told, people: Mapping[int, str], units: Mapping[str, str]) -> tuple[tuple[str, Any], ...]:
    """What there is to say of it in pairs; what it says nothing of is left out."""
    act = told.act(finding.procedure, finding.act) if finding.act else ""
    pairs = (
        ("办理人", people.get(finding.by or 0, "")),
        ("步骤", f"{act}，{finding.happened:%Y-%m-%d}" if act and finding.happened else act),
        ("承办单位", units.get(finding.unit_now, "")),
    )
    return tuple((label, value) for label, value in pairs if value)
