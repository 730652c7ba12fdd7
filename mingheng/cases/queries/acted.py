"""Whoever had a hand in a case, and cases by their numbers."""

from collections.abc import Mapping, Sequence

from mingheng.cases.models import Case, Step


def acted_in(case: Case | None) -> frozenset[int]:
    """Whoever handles the case, took a step of it or is named in one; nobody where there is no case. One query."""
    if case is None:
        return frozenset()
    rows = Step.objects.filter(case=case).values_list("by_id", "people")
    named = {int(person["id"]) for _, people in rows for person in people}
    return frozenset({*case.handlers, *(by for by, _ in rows), *named})


def cases_named(names: Sequence[str]) -> Mapping[str, Case]:
    """The cases of these numbers or references, by what they were asked for. One query."""
    rows = Case.objects.filter(number__in=names) | Case.objects.filter(ref__in=names)
    found = {name: case for case in rows for name in (case.number, case.ref) if name}
    return {name: found[name] for name in names if name in found}
