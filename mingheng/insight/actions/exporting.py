"""The export: dockets that changed are written as a new part of Parquet, the register row last.

Killed at any moment, what was written without its row is swept away by the next run, and what has its row is whole.
"""

import hmac
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
from django.conf import settings
from django.db import transaction

from mingheng.cases.queries.dockets import cases_in, docket_of, dockets_of
from mingheng.insight.actions.asking_for import CHAIN
from mingheng.insight.datasets.parts import engine, merge, parts_there, sweep, write_part
from mingheng.insight.models import Exported, Part
from mingheng.insight.queries.changes import changed_cases, last_key, live, next_part, version_of
from mingheng.insight.rules.batches import batches
from mingheng.insight.rules.encoding import CaseTold, Encoder
from mingheng.insight.rules.log import SCHEMAS
from mingheng.insight.rules.veiled import veiled
from mingheng.law.rules.docket import Docket
from mingheng.ledger import actions as ledger
from mingheng.ledger import queries as ledger_queries
from mingheng.ledger.rules import WORKER, ContentAltered

if TYPE_CHECKING:
    from mingheng.cases.models import Case

Tell = Callable[[str, int, int], None]
"""Hears how far it has come: the stage, how much is done, how much there is."""

FORM = 3
CASES_IN_PART = 2000
MOST_PARTS = 24  # beyond it every scan opens too many files, and they are merged into one
ALTERED = "存证内容与条目不符，没有导出。请先核对本案的存证"


@dataclass(frozen=True)
class Written:
    """How many cases were exported anew, and which could not be read, with the reason."""

    read: int
    left_out: dict[str, str]


def export_dockets(*, folder: Path, at: datetime, tell: Tell, by: str = WORKER) -> Written:
    """Bring the export up to the dockets as they are now.

    That sealed facts are read is recorded before they are. Takes no lock: the caller is alone (`alone`).
    """
    _mend(folder)
    wanted, left_out = changed_cases(), dict[str, str]()
    if wanted:
        _record_reading(cases=len(wanted), by=by, at=at)
    erased = ledger_queries.erased_chains()
    for n, ids in enumerate(batches(wanted, CASES_IN_PART)):
        tell("export", n * CASES_IN_PART, len(wanted))
        _export_part(folder=folder, cases=cases_in(ids), erased=erased, left_out=left_out, at=at)
    tell("export", len(wanted), len(wanted))
    if Part.objects.count() > MOST_PARTS:
        _merge_parts(folder=folder, at=at)
    return Written(len(wanted) - len(left_out), left_out)


def texts_key() -> bytes:
    """The secret of the digests of texts: of this installation, and of no use for anything else."""
    return hmac.digest(settings.MINGHENG_MASTER_KEY, b"insight: digests of texts", "sha256")


@transaction.atomic
def _mend(folder: Path) -> None:
    """Forget parts of an older form, or no longer on disk (restored from a backup, or deleted); their cases are exported anew."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    lost = (_numbers() - parts_there(folder)) | set(Part.objects.exclude(form=FORM).values_list("pk", flat=True))
    Exported.objects.filter(part__in=lost).update(part=None)
    Part.objects.filter(pk__in=lost).delete()
    sweep(folder, _numbers())


def _numbers() -> set[int]:
    return set(Part.objects.values_list("pk", flat=True))


@transaction.atomic
def _record_reading(*, cases: int, by: str, at: datetime) -> None:
    facts = {"cases": cases}
    ledger.record(kind="insight:reading", chain=CHAIN, facts=facts, personal={}, by=by, unit=by, at=at, happened=None)


@transaction.atomic
def _export_part(*, folder: Path, cases: Sequence["Case"], erased: set[str], left_out: dict[str, str], at: datetime) -> None:
    """One part with these cases: the folder first, then its rows."""
    known = {row.case_id: row for row in Exported.objects.filter(case__in=[case.pk for case in cases])}
    key, encoders, rows = last_key(), dict[str, Encoder](), list[Exported]()
    for case, docket in _readable(cases, left_out):
        row = known.get(case.pk)
        if row is None:
            row = Exported(key=(key := key + 1), case=case)
        row.steps, row.procedure, row.edition, row.closed = len(docket.acts), case.procedure, case.edition, case.closed
        row.version, row.erased = version_of(case.edition, docket.procedure), str(case.pk) in erased
        row.asked_under, row.asked_in = "", None
        if row.version not in encoders:
            encoders[row.version] = Encoder(docket.procedure, texts_key())
        encoders[row.version].add(_told(row, case, docket), docket)
        rows.append(row)
    if not rows:
        return
    tables = _together(encoders.values())
    number = next_part()
    write_part(folder, number, tables)
    part = Part.objects.create(n=number, form=FORM, cases=len(rows), acts=tables["acts"].num_rows, written_at=at)
    for row in rows:
        row.part = part
    written = [name for name in (f.attname for f in Exported._meta.concrete_fields) if name not in ("key", "case_id")]  # noqa: SLF001  # Django's public name for it
    Exported.objects.bulk_create(rows, update_conflicts=True, unique_fields=["key"], update_fields=written)


@transaction.atomic
def _merge_parts(*, folder: Path, at: datetime) -> None:
    """All parts as one; the old ones are swept away when their rows are."""
    old, number = _numbers(), next_part()
    backend = engine(memory=settings.MINGHENG_SCAN_MEMORY, scratch=folder / "scratch")
    merge(backend, folder, live(), number)
    backend.disconnect()
    acts = sum(Part.objects.filter(pk__in=old).values_list("acts", flat=True))
    rows = Exported.objects.filter(part__in=old)
    part = Part.objects.create(n=number, form=FORM, cases=rows.count(), acts=acts, written_at=at)
    rows.update(part=part)
    Part.objects.filter(pk__in=old).delete()
    transaction.on_commit(lambda: sweep(folder, [number]))


def _readable(cases: Sequence["Case"], left_out: dict[str, str]) -> Iterable[tuple["Case", Docket]]:
    """The dockets; where the sealed content of one was altered, each by itself, and that one is left out and named."""
    try:
        return list(dockets_of(cases))
    except ContentAltered:
        return [found for case in cases for found in _alone(case, left_out)]


def _alone(case: "Case", left_out: dict[str, str]) -> Iterable[tuple["Case", Docket]]:
    try:
        return [(case, docket_of(case))]
    except ContentAltered:
        left_out[case.ref] = ALTERED
        return []


def _told(row: Exported, case: "Case", docket: Docket) -> CaseTold:
    """A place is told veiled: that two acts were at one place, or in one street, is seen; where it is, is not."""
    places = {
        act.n: veiled(place, texts_key())
        for act in docket.acts
        for name, spec in docket.procedure.facts_of(act.kind).items()
        if spec.type == "place" and (place := str(act.facts.get(name) or ""))
    }
    return CaseTold(row.key, case.ref, edition=row.version, closed=case.closed, source=case.source or None, places=places)


def _together(encoders: Iterable[Encoder]) -> dict[str, pa.Table]:
    each = [encoder.arrow() for encoder in encoders]
    empty = {name: schema.to_pyarrow().empty_table() for name, schema in SCHEMAS.items()}
    return {name: pa.concat_tables([empty[name], *(tables[name] for tables in each)]) for name in SCHEMAS}
