"""The cases decided in a span of days, with what their dockets say of the decision and of publishing it, and nothing else."""

from collections.abc import Iterator, Sequence
from datetime import date
from uuid import UUID

from mingheng.cases.models import Case, Step
from mingheng.cases.queries.dockets import act_of, procedure_of
from mingheng.law.rules.docket import Docket, Party
from mingheng.law.rules.predicates.outcome import RESULTS
from mingheng.law.rules.procedure import Procedure

DECIDED = "make_decision"
PUBLISHING = frozenset({DECIDED, "publish_decision", "withdraw_publication", "establish_facts", *RESULTS})


def decided_between(since: date, until: date) -> list[Case]:
    """The cases in which a decision was made on `since` or later and before `until`, by reference. One query."""
    made = Step.objects.filter(act=DECIDED, happened__gte=since, happened__lt=until).values("case")
    return list(Case.objects.filter(pk__in=made).order_by("ref").defer("search"))


def ids_decided_between(since: date, until: date) -> set[UUID]:
    """Only which cases these are. One query."""
    return set(Step.objects.filter(act=DECIDED, happened__gte=since, happened__lt=until).values_list("case", flat=True))


def published_dockets(cases: Sequence[Case]) -> Iterator[tuple[Case, Docket]]:
    """The docket of each case, narrowed to the decision, what became of it and its publication. One query whatever their number.

    The acts keep their numbers; whatever has an effect on one of them is there too.
    """
    procedures = {case.pk: procedure_of(case) for case in cases}
    distinct = {id(procedure): procedure for procedure in procedures.values()}
    wanted = frozenset[str]().union(*map(_bearing, distinct.values()))
    rows: dict[UUID, list[Step]] = {case.pk: [] for case in cases}
    for step in Step.objects.filter(case__in=procedures, act__in=wanted).order_by("case", "n"):
        rows[step.case_id].append(step)
    for case in cases:
        acts = tuple(act_of(row, {}) for row in rows[case.pk])
        parties = tuple(Party(one, "") for one in dict.fromkeys(act.party for act in acts if act.party))
        yield case, Docket(procedures[case.pk], parties, acts, case.unit)


def _bearing(procedure: Procedure) -> frozenset[str]:
    """The acts the publication depends on, those that change or undo one of them, and the heads of their strands."""
    changing = {
        act
        for act, spec in procedure.acts.items()
        if spec.undoes
        or any(PUBLISHING.intersection(rule.acts) for rule in spec.supersedes)
        or any(PUBLISHING.intersection(change.acts) for change in spec.amends)
        or any(fact.type == "earlier_act" for fact in spec.facts.values())
    }
    strands = {strand for act in PUBLISHING | changing if (strand := procedure.strand_of(act))}
    heads = {head for strand in strands for head in procedure.strands[strand].heads}
    return PUBLISHING | changing | heads
