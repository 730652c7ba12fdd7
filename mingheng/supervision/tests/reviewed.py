"""A closed case and the people who may review it, for the tests of reviews."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID, uuid4

from mingheng.cases.models import Case
from mingheng.kit.dates import SHANGHAI
from mingheng.organisation import actions as organisation
from mingheng.organisation.models import Officer
from mingheng.organisation.rules import Duty, OfficerKind
from mingheng.supervision.actions import open_review, submit_sheet
from mingheng.supervision.models import Review, ReviewEntry, Sheet
from mingheng.supervision.rules.reviewing.sheets import Mark, SheetValue, Verdict
from tests.cast import AT, BEGAN, PASSWORD, Cast
from tests.walking import walk

REASON = "第三页的目录漏登了检查码记录，与卷内材料不符，应当扣分"
NOW = datetime(2026, 11, 2, 9, 0, tzinfo=SHANGHAI)


@dataclass(frozen=True)
class Bench:
    """Three supervisors who may review, and the case."""

    cast: Cast
    case: Case
    first: Officer
    second: Officer
    third: Officer


def another_supervisor(cast: Cast, username: str, name: str) -> Officer:
    by = cast.system_administrator
    officer = organisation.add_person(username=username, name=name, unit=cast.brigade, kind=OfficerKind.STAFF, by=by, at=AT)
    organisation.choose_password(officer=officer, password=PASSWORD, at=AT)
    organisation.appoint(officer=officer, duty=Duty.SUPERVISOR, unit=cast.brigade, since=BEGAN, by=by, at=AT)
    return Officer.objects.select_related("unit").get(pk=officer.pk)


def bench_of(cast: Cast, until: str = "archive_case") -> Bench:
    """The bench, and a case walked so far."""
    second, third = another_supervisor(cast, "LJ0402", "梁予安"), another_supervisor(cast, "LJ0403", "苏见微")
    return Bench(cast, walk(cast, until), cast.supervisor, second, third)


def opened(bench: Bench, *, standard: str = "dossier", token: UUID | None = None) -> Review:
    return open_review(
        standard=standard, reviewers=[bench.first, bench.second], case=bench.case, by=bench.first, at=NOW, token=token
    )


def sheet_of(review: Review, reviewer: Officer) -> Sheet:
    return Sheet.objects.get(review=review, reviewer=reviewer)


def value(off: Mapping[str, str], fatal: tuple[str, ...] = (), verdicts: Mapping[str, str] | None = None) -> SheetValue:
    """A sheet that takes so many points off by item, finds these fatal items and says this to the machine."""
    marks = [Mark(item, Decimal(points), 3, REASON) for item, points in off.items()]
    marks += [Mark(item, Decimal(), 3, REASON) for item in fatal]
    return SheetValue(tuple(marks), tuple(Verdict(item, word, REASON) for item, word in (verdicts or {}).items()))


def hand_in(review: Review, reviewer: Officer, given: SheetValue, *, later: int = 1, token: UUID | None = None) -> ReviewEntry:
    at = NOW + timedelta(days=later)
    return submit_sheet(sheet_id=sheet_of(review, reviewer).pk, value=given, token=token or uuid4(), by=reviewer, at=at)


def day(n: int) -> date:
    """The n-th day after the review was opened."""
    return (NOW + timedelta(days=n)).date()


def moment(n: int) -> datetime:
    """That day at nine."""
    return NOW + timedelta(days=n)
