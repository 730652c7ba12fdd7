"""The results of a case's reviews, in short."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from mingheng.kit.links import link
from mingheng.law.rules.reading import Lawbook
from mingheng.supervision.models import Review
from mingheng.supervision.queries.reviewing.review_page import grade_title
from mingheng.supervision.queries.reviewing.standing import Standing, told
from mingheng.supervision.rules.reviewing.sheets import plain
from mingheng.supervision.rules.reviewing.states import STATE_TITLES


@dataclass(frozen=True)
class ResultShown:
    """One result: by which standard, how it came out, when, and its page for who may open it."""

    standard: str
    score: str
    grade: str
    state: str
    at: datetime
    href: str


def results_shown(rows: QuerySet[Review], opening: Collection[UUID], book: Lawbook, today: date) -> tuple[ResultShown, ...]:
    """Those of these reviews that have a result; `opening` are the ones whose page the reader may open."""
    found = []
    for review in told(rows):
        now = Standing(review, book, today)
        final = now.final
        if final is not None:
            href = link("supervision:review", str(review.pk)) if review.pk in opening else ""
            grade = grade_title(now.standard, final.grade)
            found.append(ResultShown(now.standard.title, plain(final.score), grade, STATE_TITLES[now.state], final.at, href))
    return tuple(found)
