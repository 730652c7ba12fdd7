"""Whoever had a hand in a case, and cases by their numbers."""

from collections.abc import Collection, Mapping, Sequence

from django.db.models import Q

from mingheng.cases.models import Case, Step


def acted_in(case: Case | None) -> frozenset[int]:
    """Whoever handles the case, took a step of it or is named in one; nobody where there is no case. One query."""
    if case is None:
        return frozenset()
    rows = Step.objects.filter(case=case).values_list("by_id", "people")
    named = {int(person["id"]) for _, people in rows for person in people}
    return frozenset({*case.handlers, *(by for by, _ in rows), *named})


def hands_of(officers: Collection[int], refs: Collection[str]) -> Mapping[int, frozenset[str]]:
    """Which of these cases, by reference, each of these people handles or took a step of. Two queries."""
    found: dict[int, set[str]] = {officer: set() for officer in officers}
    taken = Step.objects.filter(case__ref__in=refs, by__in=officers).order_by().values_list("by_id", "case__ref").distinct()
    handled = Case.objects.filter(ref__in=refs, handlers__overlap=list(officers)).values_list("handlers", "ref")
    for officer, ref in [*taken, *((officer, ref) for handlers, ref in handled for officer in handlers)]:
        if officer in found:
            found[officer].add(ref)
    return {officer: frozenset(mine) for officer, mine in found.items()}


def cases_named(names: Sequence[str]) -> Mapping[str, Case]:
    """The cases of these numbers or references, by what they were asked for. One query."""
    rows = Case.objects.filter(number__in=names) | Case.objects.filter(ref__in=names)
    found = {name: case for case in rows for name in (case.number, case.ref) if name}
    return {name: found[name] for name in names if name in found}


def refs_named(names: Collection[str]) -> Mapping[str, str]:
    """The references of the cases of these numbers or references, by what they were asked for. One query, or none."""
    if not names:
        return {}
    rows = Case.objects.filter(Q(number__in=names) | Q(ref__in=names)).values_list("number", "ref")
    return {name: ref for number, ref in rows for name in (number, ref) if name}
