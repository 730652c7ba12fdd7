"""The reviewers of the centre: who they are on a day, what each has in hand, who is away."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Max, Q

from mingheng.cases.models import Case, Step
from mingheng.cases.models.centre import ReviewerAbsence
from mingheng.cases.rules.distribution import Load
from mingheng.kit.dates import moment_of
from mingheng.organisation import queries as organisation
from mingheng.organisation.rules import Duty

REVIEW = "legal_review"
GIVES = ("distribute_review", "assign_reviewer")
ONE_DAY = timedelta(days=1)


def loads(on: date) -> list[Load]:
    """Every qualified reviewer of the centre with the work in hand, by name. Four queries."""
    people = [
        officer for officer in organisation.holders(Duty.CENTRE_REVIEWER, on)
        if officer.legal_qualification_since is not None and officer.legal_qualification_since <= on
    ]  # fmt: skip
    held = in_hand(on)
    given = last_given(on)
    away = absent(on)
    return [Load(o.pk, o.name, *held.get(o.pk, (0, 0)), last_given=given.get(o.pk), away=o.pk in away) for o in people]


def in_hand(on: date) -> dict[int, tuple[int, int]]:
    """Reviews given to each person and still waiting, and how many of them late."""
    rows = (
        Case.objects.filter(closed=False, turn=REVIEW)
        .exclude(turn_officers=[])
        .values_list("turn_officers")
        .annotate(n=Count("id"), over=Count("id", filter=Q(due__lt=on)))
        .order_by()
    )
    return {officers[0]: (n, over) for officers, n, over in rows}


def last_given(on: date) -> dict[int, datetime]:
    """When each person was last given a review, this month or the month before."""
    month_before = (on.replace(day=1) - ONE_DAY).replace(day=1)
    rows = Step.objects.filter(act__in=GIVES, at__gte=moment_of(month_before, time())).values_list("facts__officer")
    return {int(officer): at for officer, at in rows.annotate(last=Max("at")).order_by() if officer}


def absent(on: date) -> set[int]:
    """Who is away on the day, by the latest word about each."""
    latest = ReviewerAbsence.objects.order_by("officer_id", "-id").distinct("officer_id")
    return {row.officer_id for row in latest if row.since <= on <= row.until}


def absences(officers: Iterable[int]) -> list[ReviewerAbsence]:
    """The latest word about each of these people, the newest first."""
    latest = ReviewerAbsence.objects.filter(officer__in=list(officers)).order_by("officer_id", "-id").distinct("officer_id")
    return sorted(latest.select_related("by"), key=lambda row: row.at, reverse=True)
