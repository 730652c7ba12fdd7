"""What the docket says of publishing a decision: in time, late, not yet, exempt or withdrawn. The periods are the procedure's own."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mingheng.law.rules.clocks import clock_of
from mingheng.law.rules.context import Context, Law
from mingheng.law.rules.docket import Docket
from mingheng.law.rules.predicates.remedies import decision_unlawful, publication_stale
from mingheng.law.rules.specials.following import is_minor

CLOCK, DECIDED, PUBLISHED, WITHDRAWN_BY = "publish", "make_decision", "publish_decision", "withdraw_publication"


class Publication(StrEnum):
    """How the publication of a decision stands, the worst first: of several parties of a case the worst counts."""

    STALE = "stale"
    OVERDUE = "overdue"
    LATE = "late"
    WAITING = "waiting"
    IN_TIME = "in_time"
    WITHDRAWN = "withdrawn"
    EXEMPT = "exempt"


TITLES: Mapping[Publication, str] = {
    Publication.STALE: "应撤回未撤回", Publication.OVERDUE: "逾期未公示", Publication.LATE: "逾期公示", Publication.WAITING: "未到期",
    Publication.IN_TIME: "按期公示", Publication.WITHDRAWN: "已撤回", Publication.EXEMPT: "不公示",
}  # fmt: skip
FAULTS = (Publication.STALE, Publication.OVERDUE, Publication.LATE)
CHECKED = tuple(one for one in Publication if one is not Publication.WAITING)
"""What a check can confirm: of the others the period still runs."""
WORST = tuple(Publication)


@dataclass(frozen=True)
class Judged:
    """What the machine says of a case: the day of its decision, when it was published and by when it had to be, and why."""

    state: Publication
    decided: date
    published: date | None
    due: date | None
    provisional: bool = False
    why: str = ""


def judged_of(docket: Docket, law: Law, since: date, until: date, today: date) -> Judged | None:
    """The verdict on the decisions made on `since` or later and before `until`; None where there is none."""
    made = {act.party: act.happened for act in docket.acts if act.kind == DECIDED and since <= act.happened < until}
    context = Context(docket, law)
    return min((_judged(context, party, day, today) for party, day in made.items()), key=_badness, default=None)


def _badness(one: Judged) -> tuple[int, date]:
    return WORST.index(one.state), one.due or date.max


def _judged(context: Context, party: str | None, decided: date, today: date) -> Judged:
    live, clock = context.live, clock_of(context, CLOCK, party)
    decision, shown = live.last(DECIDED, party=party), live.last(PUBLISHED, party=party)
    last = clock.last if clock is not None else None
    published, due = shown.happened if shown else None, last.day if last else None

    def told(state: Publication, why: str = "") -> Judged:
        return Judged(state, decided, published, due, last is not None and last.provisional, why)

    if shown is not None and publication_stale(context, party):
        return told(Publication.STALE, "决定已被变更、撤销、确认违法或者无效，公示还没有撤回")
    if shown is not None:
        return told(Publication.LATE if due and shown.happened > due else Publication.IN_TIME)
    if live.last(WITHDRAWN_BY, party=party) is not None:
        return told(Publication.WITHDRAWN)
    if decision is None or decision_unlawful(context, party):
        return told(Publication.EXEMPT, "决定已被撤销、变更或者确认违法，不公示")
    if is_minor(context, decision):
        return told(Publication.EXEMPT, "当场处罚或者只给予警告，属于轻微失信信息，原则上不公示")
    return told(Publication.OVERDUE if due and today > due else Publication.WAITING)
