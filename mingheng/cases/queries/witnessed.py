"""How long the outside witnesses have been away, and whether the head of the bureau gave leave."""

from datetime import date, datetime, timedelta

from django.db.models import Max

from mingheng.cases.models import WitnessWaiver
from mingheng.cases.rules.witnessed import WitnessTerms
from mingheng.law.rules.reading import Lawbook
from mingheng.ledger import queries as ledger
from mingheng.ledger.rules.tree.policies import BadPolicy


def terms_on(book: Lawbook, day: date) -> WitnessTerms:
    """What a lawbook says on a day."""
    acts = book.value("record.witnessed.acts", day)
    names = acts.value if isinstance(acts.value, tuple) else ()
    return WitnessTerms(
        warn=timedelta(minutes=_number(book, "record.witness.warn.minutes", day)),
        limit=timedelta(hours=_number(book, "record.witness.limit.hours", day)),
        acts=names,
        waiver=timedelta(hours=_number(book, "record.waiver.hours", day)),
        cite=acts.cite,
    )


def away_for(at: datetime) -> timedelta | None:
    """How long it is since enough witnesses saw the log, or since it began; None where nobody is named.

    A policy that cannot be read is as good as witnesses that never came.
    """
    try:
        if not ledger.has_witnesses():
            return None
        met = ledger.quorum_met_at()
    except BadPolicy:
        met = None
    since = met or ledger.began_at()
    return at - since if since is not None else None


def waived_until() -> datetime | None:
    """Until when the latest leave lasts."""
    until: datetime | None = WitnessWaiver.objects.aggregate(until=Max("until"))["until"]
    return until


def recent_waivers(number: int) -> tuple[WitnessWaiver, ...]:
    """The latest leaves, the newest first."""
    return tuple(WitnessWaiver.objects.select_related("by").order_by("-at")[:number])


def _number(book: Lawbook, parameter: str, day: date) -> int:
    return int(str(book.value(parameter, day).value))
