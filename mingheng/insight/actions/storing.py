"""Storing what a run found: new findings, those found again, those no longer found, and the run itself, in one transaction."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Sum

from mingheng.insight.actions.answers import Answers
from mingheng.insight.actions.asking_for import CHAIN
from mingheng.insight.models import Exported, Finding, Run
from mingheng.insight.rules.batches import batches
from mingheng.insight.rules.identity import fingerprint, graver, weight
from mingheng.ledger import actions as ledger

PATTERN = "pattern"
AT_ONCE = 2000
SAID_ANEW = (
    "answer", "severity", "weight", "act", "happened", "due", "measure", "measure_unit", "unit", "by", "reason", "cite", "lacks",
    "last_seen", "seen_in", "gone",
)  # fmt: skip


@transaction.atomic
def store_findings(*, run: Run, found: Answers, under: str, at: datetime, ended_at: datetime, by: str) -> None:
    """Everything this run found, or nothing of it. What was not asked again still holds."""
    known = Finding.objects.count()
    for some in batches(_one_each(found).items(), AT_ONCE):
        made = [_finding(run, mark, row, case, at) for mark, (row, case) in some]
        Finding.objects.bulk_create(made, update_conflicts=True, unique_fields=["fingerprint"], update_fields=SAID_ANEW)
    run.fresh = Finding.objects.count() - known
    for keys in batches(found.asked, AT_ONCE):
        Exported.objects.filter(key__in=keys).update(asked_under=under, asked_in=run)
    asked = Exists(Exported.objects.filter(case=OuterRef("case"), asked_in=run))
    unseen = Finding.objects.filter(gone=None).exclude(seen_in=run)
    looked_for = unseen.filter(kind=PATTERN).exclude(rule__in=found.lacking)
    run.gone = unseen.filter(asked).exclude(kind=PATTERN).update(gone=at) + looked_for.update(gone=at)
    unseen.update(last_seen=at, seen_in=run)
    run.asked, run.lacking = len(found.asked), dict(found.lacking)
    _finish(run, found, ended_at)
    facts = {
        "run": run.pk, "as_of": run.as_of.isoformat(), "cases": run.cases, "asked": run.asked, "found": run.found,
        "fresh": run.fresh, "gone": run.gone,
    }  # fmt: skip
    refs = {"under": under}
    ledger.record(kind="insight:scanned", chain=CHAIN, facts=facts, personal={}, by=by, unit=by, at=at, happened=None, refs=refs)


def _finish(run: Run, found: Answers, ended_at: datetime) -> None:
    """The run's row says what came of it."""
    there, exported = Finding.objects.filter(gone=None), Exported.objects.filter(part__isnull=False)
    run.found = dict(Counter(there.values_list("answer", flat=True)))
    run.unknown = dict(Counter(there.filter(answer="unknown").values_list("rule", flat=True)) + found.untold)
    run.cases, run.acts = exported.count(), exported.aggregate(acts=Sum("steps"))["acts"] or 0
    run.state, run.ended_at, run.stage, run.reason = Run.State.DONE, ended_at, "", ""
    run.save()


def _one_each(found: Answers) -> dict[str, tuple[Mapping[str, Any], UUID | None]]:
    """The findings by fingerprint; of two that are the same one, the graver."""
    told: dict[str, tuple[Mapping[str, Any], UUID | None]] = {}
    for row in found.rows:
        case = None if row["case"] is None else found.cases[row["case"]]
        mark = fingerprint(row, str(case or row["ref"]))
        told[mark] = (graver(row, told[mark][0]) if mark in told else row, case)
    return told


def _finding(run: Run, mark: str, row: Mapping[str, Any], case: UUID | None, at: datetime) -> Finding:
    return Finding(
        fingerprint=mark, rule=row["rule"], kind=row["kind"], answer=row["answer"], severity=row["severity"] or "",
        weight=weight(row["severity"]), case_id=case, ref=row["ref"] or "", procedure=row["procedure"] or "", n=row["n"], act=row["act"] or "",
        others=row["others"] or "", party=row["party"] or "", happened=row["happened"], due=row["due"], measure=row["measure"],
        measure_unit=row["measure_unit"] or "", unit=row["unit"] or "", by=int(row["by"]) if row["by"] else None,
        reason=row["reason"] or "", cite=row["cite"] or "", lacks=row["lacks"] or "", first_seen=at, last_seen=at, seen_in=run,
    )  # fmt: skip
