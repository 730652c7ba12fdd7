"""Loading a lawbook folder or one more calendar year as a new edition.

What was once published stays: an edition may add rows and may set the last day of an open one (a later
law ends an earlier one). Anything else (other content, other last day, a row gone) is refused unless a
reason is given; the reason is kept with the edition and recorded. Earlier editions remain as they were.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from django.db import connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from mingheng.law.models import EditionRow, LawbookEdition, LawbookRow
from mingheng.law.queries import rows_in_force
from mingheng.law.rules.checking import check_lawbook
from mingheng.law.rules.checking.spans import span_problems
from mingheng.law.rules.reading import Entry, LawbookRefused, Problem, Row, edition_digest, read_file, rows_of
from mingheng.law.rules.reading.rows import PARTED
from mingheng.ledger.actions import record

CHAIN = "law"
_LOADER_LOCK = 0x6D68_6C61_7762_6F6F  # "mhlawboo": loads of two people come one after the other

Identity = tuple[str, str, str]


@dataclass(frozen=True)
class Loaded:
    """What a load did. `years`: calendar years that are new, so that provisional limits can be worked out again."""

    digest: str
    unchanged: bool
    added: int = 0
    ended: int = 0
    amended: tuple[str, ...] = ()
    years: tuple[int, ...] = ()


@dataclass
class _Changes:
    added: list[Row] = field(default_factory=list)
    ended: list[Row] = field(default_factory=list)
    broken: dict[Identity, str] = field(default_factory=dict)


@transaction.atomic
def load_lawbook(*, directory: Path, by: str, at: datetime, amend: str = "") -> Loaded:
    """Publish the lawbook of a folder. Nothing happens when it is what is published already.

    `amend` is the reason for changing what was published. Calendar years loaded earlier that the folder
    lacks are kept. Raises LawbookRefused with every fault.
    """
    checked = check_lawbook(directory)
    if checked.problems:
        raise LawbookRefused(checked.problems)
    _one_at_a_time()
    rows = [row for entry in checked.entries for row in rows_of(entry.kind, entry.tree)]
    published = {row.identity: row for row in rows_in_force()}
    held = {row.identity for row in rows}
    rows += [row for row in published.values() if row.kind == "calendar" and row.identity not in held]
    return _publish(rows, published, _located(checked.entries), by=by, at=at, amend=amend, kind="law:lawbook:loaded")


@transaction.atomic
def load_calendar_year(*, path: Path, by: str, at: datetime, amend: str = "") -> Loaded:
    """Publish one calendar year beside what is published already. Raises LawbookRefused."""
    entries = read_file(path, "calendar", path.name)
    problems = list(span_problems(entries))
    _one_at_a_time()
    published = {row.identity: row for row in rows_in_force()}
    if not published:
        problems.append(Problem(path.name, 0, "", "还没有法律库，请先运行 mingheng law load"))
    if problems:
        raise LawbookRefused(problems)
    new = [row for entry in entries for row in rows_of("calendar", entry.tree)]
    rows = list({**published, **{row.identity: row for row in new}}.values())
    return _publish(rows, published, _located(entries), by=by, at=at, amend=amend, kind="law:calendar:loaded")


def _publish(
    rows: list[Row],
    published: Mapping[Identity, Row],
    located: Mapping[Identity, Problem],
    *,
    by: str,
    at: datetime,
    amend: str,
    kind: str,
) -> Loaded:
    """Write the edition these rows make and record it, unless it is the published one."""
    digest = edition_digest(rows)
    if published and digest == edition_digest(published.values()):
        return Loaded(digest, unchanged=True)
    changes = _compare(rows, published)
    if changes.broken and not amend.strip():
        raise LawbookRefused(_refusals(changes.broken, located))
    _write(rows, LawbookEdition.objects.create(digest=digest, loaded_at=at, by=by, reason=amend.strip()))
    loaded = Loaded(
        digest=digest,
        unchanged=False,
        added=len(changes.added),
        ended=len(changes.ended),
        amended=tuple("/".join(part for part in identity if part) for identity in changes.broken),
        years=tuple(sorted(int(row.key) for row in changes.added if row.kind == "calendar")),
    )
    record(
        kind=kind,
        chain=CHAIN,
        facts={
            "digest": digest,
            "rows": len(rows),
            "added": loaded.added,
            "ended": loaded.ended,
            "amended": list(loaded.amended),
            "reason": amend.strip(),
            "years": list(loaded.years),
        },
        personal={},
        by=by,
        unit=CHAIN,
        at=at,
        happened=None,
        refs={"lawbook": digest},
    )
    return loaded


def _compare(rows: Iterable[Row], published: Mapping[Identity, Row]) -> _Changes:
    changes = _Changes()
    held = {row.identity: row for row in rows}
    for identity, row in held.items():
        old = published.get(identity)
        if old is None:
            changes.added.append(row)
        elif old.content != row.content:
            changes.broken[identity] = "已发布的内容被改动。法律变了请新写一条并写明起始日"
        elif old.until != row.until and old.until is None:
            changes.ended.append(row)
        elif old.until != row.until:
            changes.broken[identity] = f"已发布的截止日 {old.until} 被改为 {row.until or '没有截止日'}"
    for identity in published.keys() - held.keys():
        changes.broken[identity] = "已发布的内容被删去。不再施行的请写明截止日（until）或者值 null"
    return changes


def _refusals(broken: Mapping[Identity, str], located: Mapping[Identity, Problem]) -> list[Problem]:
    remedy = '；确属录入错误要更正的，用 --amend "理由" 载入，更正会记录在案'
    refused = []
    for identity, reason in broken.items():
        place = located.get(identity, Problem("", 0, "/".join(part for part in identity if part), ""))
        refused.append(Problem(place.file, place.line, place.key, reason + remedy))
    return refused


def _located(entries: Iterable[Entry]) -> dict[Identity, Problem]:
    """Where each row stands in the files, so that a refusal can say it."""
    places: dict[Identity, Problem] = {}
    for entry in entries:
        rows = rows_of(entry.kind, entry.tree)
        name = PARTED.get(entry.kind, ("", ""))[0]
        places[rows[0].identity] = entry.problem((), "")
        for i, row in enumerate(rows[1:]):
            places[row.identity] = entry.problem((name, i), "")
    return places


def _write(rows: list[Row], edition: LawbookEdition) -> None:
    known = set(LawbookRow.objects.filter(digest__in=[row.digest for row in rows]).values_list("digest", flat=True))
    LawbookRow.objects.bulk_create(
        LawbookRow(kind=r.kind, key=r.key, since=r.since, until=r.until, body=r.text, digest=r.digest)
        for r in rows
        if r.digest not in known
    )
    kept = LawbookRow.objects.filter(digest__in=[row.digest for row in rows]).only("kind", "key", "since", "until")
    EditionRow.objects.bulk_create(
        EditionRow(edition=edition, row=r, kind=r.kind, key=r.key, validity=DateRange(r.since, r.until, "[]")) for r in kept
    )


def _one_at_a_time() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOADER_LOCK])
