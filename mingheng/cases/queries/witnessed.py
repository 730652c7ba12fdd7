"""How long the outside witnesses have been away, and whether the head of the bureau gave leave."""

from datetime import date, datetime, timedelta

from django.db.models import Max

from mingheng.cases.models import WitnessWaiver
from mingheng.cases.rules.witnessed import WitnessTerms
from mingheng.law import queries as law
from mingheng.ledger import queries as ledger
from mingheng.ledger.rules.tree.policies import BadPolicy


def terms_on(day: date) -> WitnessTerms:
    """What the lawbook says on a day."""
    book = law.lawbook()
    acts = book.value("record.witnessed.acts", day)
    names = acts.value if isinstance(acts.value, tuple) else ()
    return WitnessTerms(
        warn=timedelta(minutes=_number("record.witness.warn.minutes", day)),
        limit=timedelta(hours=_number("record.witness.limit.hours", day)),
        acts=names,
        waiver=timedelta(hours=_number("record.waiver.hours", day)),
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


def _number(parameter: str, day: date) -> int:
    return int(str(law.lawbook().value(parameter, day).value))
