"""Who may review: candidates as the rules take them, and how many sheets each has in hand."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Count, Q

from mingheng.cases.queries.acted import acted_in, hands_of
from mingheng.draws.rules.assigning import Assigning, Person
from mingheng.law.rules.context import words_of
from mingheng.law.rules.reading import Lawbook
from mingheng.organisation import queries as organisation
from mingheng.supervision.models import Review, Sheet
from mingheng.supervision.queries.reviewing.standing import REVIEWER_DUTIES
from mingheng.supervision.rules.reviewing.comparing import TWO
from mingheng.supervision.rules.reviewing.people import Candidate, Reviewed

if TYPE_CHECKING:
    from mingheng.cases.models import Case
    from mingheng.organisation.models import Officer


def reviewer_duties(book: Lawbook, day: date) -> tuple[str, ...]:
    """The duties of which a reviewer has one."""
    return tuple(words_of(book, REVIEWER_DUTIES, day))


def bench(book: Lawbook, day: date) -> "list[Officer]":
    """Everybody who may review on that day, by number."""
    found = {officer.pk: officer for duty in reviewer_duties(book, day) for officer in organisation.holders(duty, day)}
    return [found[pk] for pk in sorted(found)]


def candidate(officer: "Officer", day: date) -> Candidate:
    """Somebody as the rules take him."""
    return Candidate(officer.pk, officer.unit.key, officer.is_active, organisation.authority(officer, day).duties)


def reviewed(case: "Case | None", unit: str, review: Review | None = None) -> Reviewed:
    """What is reviewed, with whoever has or had a sheet of it."""
    had = review.sheets.values_list("reviewer_id", flat=True) if review else ()
    return Reviewed(unit, acted_in(case), frozenset(had))


def in_hand(officers: Iterable[int]) -> Mapping[int, int]:
    """How many sheets each has that are neither handed in nor taken back. One query."""
    open_ = Sheet.objects.exclude(Q(entries__kind="submitted") | Q(entries__kind="withdrawn"))
    counted = open_.filter(reviewer__in=list(officers)).order_by().values_list("reviewer").annotate(n=Count("id"))
    return dict(counted)


def drawn_bench(book: Lawbook, day: date, cases: Mapping[str, str]) -> Assigning | None:
    """Those who may review, each with what to stay away from, for a draw to pair with its picks; None where there are not two.

    `cases` are references by member: whoever had a hand in the case stays away from the member.
    """
    people = bench(book, day)
    if len(people) < TWO:
        return None
    hands = hands_of([officer.pk for officer in people], set(cases.values()))
    away = {one.pk: frozenset(member for member, ref in cases.items() if ref in hands[one.pk]) for one in people}
    named = [Person(officer.username, frozenset({officer.unit.key}), away[officer.pk]) for officer in people]
    return Assigning("两人评查", TWO, 0, tuple(sorted(named, key=lambda person: person.id)))
