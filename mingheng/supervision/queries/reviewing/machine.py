"""What the nightly scan says to the items of a standard: kept, broken, or could not be told, with the findings it rests on."""

from collections.abc import Mapping
from dataclasses import dataclass

from mingheng.cases.queries.dockets import procedure_of
from mingheng.insight.queries.findings import findings
from mingheng.insight.queries.runs import scanned
from mingheng.law.rules.reading import Lawbook
from mingheng.law.rules.standards import ReviewStandard
from mingheng.supervision.models import Review
from mingheng.supervision.rules.reviewing.sheets import BROKEN, KEPT, UNKNOWN


@dataclass(frozen=True)
class Evidence:
    """One finding: its number and fingerprint, its rule, what is the matter, and the step it rests on."""

    finding: int
    fingerprint: str
    rule: str
    answer: str
    reason: str
    step: int | None


@dataclass(frozen=True)
class MachineAnswer:
    """What the scan says to one item."""

    state: str
    evidence: tuple[Evidence, ...] = ()


def machine_answers(review: Review, standard: ReviewStandard, book: Lawbook) -> Mapping[str, MachineAnswer]:
    """By item, where some rule of it applies to the procedure of the case; nothing for a case the scan has not read. Three queries.

    Findings that rest on steps taken after the review was opened are left out.
    """
    if review.case is None or not scanned(review.case):
        return {}
    procedure = procedure_of(review.case)
    patterns = {key for key, one in book.patterns.items() if not one.procedures or review.case.procedure in one.procedures}
    applying = procedure.rules.keys() | procedure.clocks.keys() | patterns
    wanted = {item.key: set(item.rules) & applying for item in standard.items}
    codes = {code for rules in wanted.values() for code in rules}
    rows = findings().filter(case=review.case, gone=None, rule__in=codes, answer__in=[BROKEN, UNKNOWN]).order_by("weight", "id")
    found = [
        Evidence(row.pk, row.fingerprint, row.rule, row.answer, row.reason, row.n)
        for row in rows
        if row.n is None or row.n <= review.steps
    ]
    return {key: _answered([one for one in found if one.rule in rules]) for key, rules in wanted.items() if rules}


def _answered(evidence: list[Evidence]) -> MachineAnswer:
    broken = tuple(one for one in evidence if one.answer == BROKEN)
    if broken:
        return MachineAnswer(BROKEN, broken)
    return MachineAnswer(UNKNOWN, tuple(evidence)) if evidence else MachineAnswer(KEPT)
