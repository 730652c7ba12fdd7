"""What is new in a docket: a file nobody had put in before, and a report that speaks of it.

A file counts by its digest: the same picture put in again is nothing new.
"""

from collections.abc import Iterable
from typing import Any

from mingheng.law.rules.docket import Act, Docket
from mingheng.law.rules.letters import letters

EVIDENCE, REPORT = "add_evidence", "report_investigation"
SAID = ("found", "evidence_chain")


def files_of(act: Act) -> set[str]:
    """The digests of the files an act brought in."""
    return {_digest(row) for value in act.facts.values() if isinstance(value, list | tuple) for row in value} - {""}


def _digest(row: Any) -> str:
    return str(row.get("sha256") or "") if isinstance(row, dict) else ""


def fresh_files(act: Act, before: Iterable[Act]) -> set[str]:
    """Those of its files that no act before it had brought in."""
    return files_of(act).difference(*(files_of(a) for a in before))


def new_evidence(docket: Docket, since: int) -> tuple[Act, ...]:
    """The evidence put in after the act of that number which is not an old file put in again."""
    found = (a for a in docket.taken(EVIDENCE) if a.n > since)
    return tuple(a for a in found if fresh_files(a, (b for b in docket.acts if b.n < a.n)))


def reopened(docket: Docket, since: int) -> bool:
    """Whether after that act new evidence came in, and after it a report that names it and is not an old one again."""
    reports = docket.taken(REPORT)
    for new in new_evidence(docket, since):
        name = letters(str(new.facts.get("title") or ""))
        for report in (r for r in reports if r.n > new.n):
            said = _said(report)
            if name and name in said and all(said != _said(r) for r in reports if r.n < new.n):
                return True
    return False


def _said(report: Act) -> str:
    return letters("".join(str(report.facts.get(name) or "") for name in SAID))
