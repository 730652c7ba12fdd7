"""The page of what differs in a case: read anew, beside what audits saw before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from mingheng.cases.models import AuditDifference, AuditRun, Case, CaseLock
from mingheng.cases.queries.auditing.locks import is_locked
from mingheng.cases.queries.auditing.runs import first_seen, lock_history
from mingheng.cases.queries.auditing.words import Shown, case_words, in_words
from mingheng.cases.rules.audits import UNLOCKING, Audited
from mingheng.kit.dates import SHANGHAI
from mingheng.kit.links import link
from mingheng.kit.shell import Choice
from mingheng.ledger.queries import unseal_chain
from mingheng.organisation.rules import Authority

KINDS = {AuditRun.Kind.WHOLE: "全部审计", AuditRun.Kind.NIGHT: "每夜审计", AuditRun.Kind.CASE: "核对本案"}


@dataclass(frozen=True)
class Differing:
    """One difference, with when and by which audit it was seen first."""

    shown: Shown
    step_href: str
    since: datetime | None
    run: str


@dataclass(frozen=True)
class Locking:
    """That the case was locked, or unlocked by whom and why."""

    title: str
    locked: bool
    by: str
    at: datetime
    count: int
    reason: str


@dataclass(frozen=True)
class DifferencesPage:
    """Everything the page shows. `gone` are differences that audits saw and that are no longer there."""

    ref: str
    number: str
    locked: bool
    found: tuple[Differing, ...]
    gone: tuple[Differing, ...]
    counted: tuple[tuple[str, str], ...]
    history: tuple[Locking, ...]
    may_unlock: bool
    crumbs: tuple[Choice, ...]


def differences_page(case: Case, audited: Audited, authority: Authority) -> DifferencesPage:
    """The page after a fresh audit of the case."""
    seen = first_seen(case.pk)
    now = in_words(audited.found)
    marks = {one.fingerprint for one in now}
    locked = is_locked(case.pk)
    counted = audited.counted
    return DifferencesPage(
        ref=case.ref,
        number=case_words(case),
        locked=locked,
        found=tuple(_differing(case, one, seen.get(one.fingerprint)) for one in now),
        gone=tuple(
            Differing(Shown(mark, case.ref, "", row.about, row.field, "已不再出现", "", ""), "", row.first_seen, _run(row.first_run))
            for mark, row in seen.items()
            if mark not in marks
        ),
        counted=(
            ("存证链", f"{counted['chains']} 条"), ("存证记录", f"{counted['entries']} 条"),
            ("文件", f"{counted['files']} 个，共 {counted['bytes'] / (1 << 20):.1f} MB"),
        ),
        history=tuple(_history(case, lock_history(case.pk))),
        may_unlock=locked and authority.holds(*UNLOCKING),
        crumbs=(Choice("案件", link("cases:list")), Choice(case_words(case), link("cases:case", case.ref)), Choice("核对存证", "", True)),
    )  # fmt: skip


def _differing(case: Case, one: Shown, row: AuditDifference | None) -> Differing:
    href = link("cases:taken", case.ref, one.n) if one.n else ""
    return Differing(one, href, row.first_seen if row else None, _run(row.first_run) if row else "")


def _run(run: AuditRun) -> str:
    who = run.asked_by.name if run.asked_by else "自动"
    return f"{KINDS[AuditRun.Kind(run.kind)]}（{who}，{run.asked_at.astimezone(SHANGHAI):%m-%d %H:%M}）"


def _history(case: Case, rows: Sequence[CaseLock]) -> list[Locking]:
    words = unseal_chain(f"audit:{case.pk}")
    oldest_first = {row.pk: n for n, row in enumerate(reversed(rows), 1)}
    return [
        Locking(
            title=f"{row.get_kind_display()}{f'：{row.get_category_display()}' if row.category else ''}",
            locked=row.kind == CaseLock.Kind.LOCKED,
            by=row.by.name if row.by else "审计程序",
            at=row.at,
            count=row.count,
            reason=str(words.get(oldest_first[row.pk], {}).get("reason", "")),
        )
        for row in rows
    ]
