"""Cross-checks: a share of the passed reviews is drawn and done again, blind, by another reviewer; what comes of it is kept."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from django.db import transaction

from mingheng.cases.actions.making import Offer, gathered
from mingheng.cases.actions.steps import NotYours
from mingheng.cases.models import Case, CheckEntry, CrossCheck, ReviewDraw, Step
from mingheng.cases.queries.centre.bench import REVIEW, loads
from mingheng.cases.queries.dockets import docket_of
from mingheng.cases.rules import StepRefused
from mingheng.cases.rules.distribution import Load, in_turn
from mingheng.cases.rules.sampling import drawn, seed_of
from mingheng.kit.dates import day_of, moment_of
from mingheng.law import queries as law
from mingheng.law.rules.context import Context
from mingheng.law.rules.findings import Finding
from mingheng.law.rules.kinds import KINDS
from mingheng.law.rules.reading import Lawbook
from mingheng.ledger import actions as ledger
from mingheng.ledger import queries as ledger_queries
from mingheng.organisation import queries as organisation

if TYPE_CHECKING:
    from mingheng.organisation.models import Officer

DECEMBER = 12
NEARNESS = ("reviewer-fit", "reviewer-unconcerned", "reviewer-of-another-unit")
OPINION = ("review-argued", "review-complete")


class CheckRefused(ValueError):
    """A draw or a cross-check that cannot be done now; the message says why and what to do."""


@transaction.atomic
def draw_checks(*, month: date, by: "Officer", at: datetime) -> ReviewDraw:
    """Draw from the reviews passed in the month (its first day) and give each drawn one to another reviewer.

    Raises CheckRefused before the month has ended, when it was drawn already, or when nothing passed in it.
    """
    period = f"{month:%Y-%m}"
    end = month.replace(year=month.year + month.month // DECEMBER, month=month.month % DECEMBER + 1)
    if end > day_of(at):
        raise CheckRefused(f"{period} 还没有结束。月末以后再抽")
    if ReviewDraw.objects.filter(period=period).exists():
        raise CheckRefused(f"{period} 已经抽过，一个月只抽一次")
    rows = Step.objects.filter(
        act=REVIEW, facts__conclusion="pass", at__gte=moment_of(month, time()), at__lt=moment_of(end, time())
    ).select_related("case")
    steps = {f"{step.case.ref}/{step.n}": step for step in rows}
    if not steps:
        raise CheckRefused(f"{period} 没有通过的法制审核，不用抽")
    book = law.lawbook()
    share = Decimal(str(book.value("review.cross_check.share", day_of(at)).value))
    seed = seed_of(ledger_queries.leaves((str(step.case_id), step.n) for step in steps.values()))
    chosen = drawn(seed, sorted(steps), share)
    draw = ReviewDraw.objects.create(period=period, share=share, seed=seed, population=sorted(steps), by=by, at=at)
    bench, given = loads(day_of(at)), Counter[int]()
    for name in chosen:
        checker = _checker(steps[name], bench, given, book, at)
        if checker is not None:
            given[checker] += 1
            step = steps[name]
            CrossCheck.objects.create(draw=draw, case=step.case, n=step.n, reviewer_id=step.by_id, checker_id=checker)
    ledger.record(
        kind="centre:draw", chain="centre:draws",
        facts={"period": period, "share": str(share), "seed": seed, "population": sorted(steps), "drawn": list(chosen)},
        personal={}, by=f"o:{by.pk}", unit=f"u:{by.unit.key}", at=at, happened=None,
    )  # fmt: skip
    return draw


@transaction.atomic
def give_second_opinion(*, check: CrossCheck, facts: Mapping[str, Any], by: "Officer", at: datetime) -> CheckEntry:
    """The second reviewer's opinion, held to the rules of the first. Raises NotYours, CheckRefused, StepRefused."""
    if check.checker_id != by.pk:
        raise NotYours("second opinion")
    n = _next(check)
    if n > 1:
        raise CheckRefused("已经提交过复核意见，不能再改")
    docket = docket_of(check.case).prefix(check.n - 1)
    act = gathered(docket, Offer(REVIEW, facts), by.pk, at, organisation.standings([by.pk], day_of(at)))
    findings = _asked(OPINION, Context(docket, law.lawbook()), act)
    if refused := tuple(finding for finding in findings if finding.refuses):
        raise StepRefused(refused)
    return _added(check, n, "opinion", str(facts["conclusion"]), {"items": facts["items"], "opinion": facts["opinion"]}, by, at)


@transaction.atomic
def discuss_check(*, check: CrossCheck, text: str, by: "Officer", at: datetime) -> CheckEntry:
    """A remark about the differences, once both opinions can be seen. Raises CheckRefused."""
    n = _next(check)
    if n == 1:
        raise CheckRefused("复核意见还没有提交，提交以后再讨论")
    return _added(check, n, "remark", "", {"text": text}, by, at)


@transaction.atomic
def conclude_check(*, check: CrossCheck, word: str, text: str, by: "Officer", at: datetime) -> CheckEntry:
    """What came of the cross-check, said once by neither of the two. Raises CheckRefused."""
    n = _next(check)
    if n == 1:
        raise CheckRefused("复核意见还没有提交，不能下结论")
    if by.pk in (check.checker_id, check.reviewer_id):
        raise CheckRefused("原审核人和复核人不能下结论。由局负责人或者另一名审核人写")
    if check.entries.filter(kind="result").exists():
        raise CheckRefused("已经有结论，不能再改")
    return _added(check, n, "result", word, {"text": text}, by, at)


def _next(check: CrossCheck) -> int:
    """The number of the next entry; whoever else writes in this check waits."""
    Case.objects.select_for_update().get(pk=check.case_id)
    return check.entries.count() + 1


def _added(check: CrossCheck, n: int, kind: str, word: str, words: Mapping[str, Any], by: "Officer", at: datetime) -> CheckEntry:
    entry = CheckEntry.objects.create(check_of=check, n=n, kind=kind, word=word, by=by, at=at)
    ledger.record(
        kind=f"centre:check-{kind}", chain=f"check:{check.pk}", facts={"word": word}, personal=dict(words),
        by=f"o:{by.pk}", unit=f"u:{by.unit.key}", at=at, happened=None,
    )  # fmt: skip
    return entry


def _checker(step: Step, bench: list[Load], given: Counter[int], book: Lawbook, at: datetime) -> int | None:
    """The reviewer with the fewest checks of this draw, then in turn, who is another person and not too near."""
    docket = docket_of(step.case).prefix(step.n - 1)
    order = sorted(in_turn(bench), key=lambda load: given[load.officer])
    people = organisation.standings([load.officer for load in order], day_of(at))
    for load in order:
        named = {load.officer: people[load.officer]}
        act = gathered(docket, Offer("assign_reviewer", {"officer": str(load.officer)}), load.officer, at, named)
        near = any(finding.refuses for finding in _asked(NEARNESS, Context(docket, book), act))
        if load.officer != step.by_id and not near:
            return load.officer
    return None


def _asked(codes: tuple[str, ...], context: Context, act: Any) -> list[Finding]:
    rules = MappingProxyType(context.docket.procedure.rules)
    return [KINDS[rules[code].kind](code, rules[code], context, act) for code in codes if code in rules]
