"""The acts a finding rests on, and whom it is about."""

from typing import TYPE_CHECKING

from mingheng.cases.queries.dockets import handlers_of, steps_named

if TYPE_CHECKING:
    from mingheng.cases.models import Step
    from mingheng.insight.models import Finding

MOST = 200  # acts of other cases that are looked up; a pattern of more is told by its first


def numbers(finding: "Finding") -> list[int]:
    """The acts of its own case, by number, in order."""
    others = (int(one) for one in finding.others.split(",") if one.isdigit())
    return sorted({n for n in (finding.n, *others) if n is not None})


def elsewhere(finding: "Finding") -> list[tuple[str, int | None]]:
    """The acts a pattern rests on across cases: reference of the case and number of the act, where one is named."""
    if finding.case is None or finding.others.replace(",", "").isdigit():
        return []
    found = (one.partition("#") for one in finding.others.split())
    return [(ref, int(n) if n.isdigit() else None) for ref, _, n in found][:MOST]


def steps_of(finding: "Finding") -> "list[Step]":
    """The steps it rests on, the earliest case first. One query."""
    return steps_named(finding.case_id, numbers(finding), ((ref, n) for ref, n in elsewhere(finding) if n is not None))


def concerned_in(finding: "Finding") -> set[int]:
    """Whoever took an act it rests on or handles one of its cases. Two queries at most."""
    refs = {ref for ref, _ in elsewhere(finding)}
    found = {*finding.handlers, *(step.by_id for step in steps_of(finding)), *(handlers_of(refs) if refs else ())}
    return found | ({finding.by} if finding.by else set())
