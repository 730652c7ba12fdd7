"""What the papers of a hearing and of a discussion say in their own way."""

from typing import TYPE_CHECKING, Any

from mingheng.cases.queries.wording import Words
from mingheng.law.rules.docket import Act, Docket, effective

if TYPE_CHECKING:
    from mingheng.law.rules.reading import Lawbook


def answered(words: Words, docket: Docket, act: Act, law: "Lawbook") -> dict[str, Any]:
    """The answer to a request names the day of the request."""
    asked = effective(docket).last("request_hearing", party=act.party)
    return {"request_day": asked.happened.isoformat() if asked else None}


def notified(words: Words, docket: Docket, act: Act, law: "Lawbook") -> dict[str, Any]:
    """The notice says how many may speak for the party."""
    return {"agents_most": str(law.value("hearing.agents.max", act.happened).value)}


def announced(words: Words, docket: Docket, act: Act, law: "Lawbook") -> dict[str, Any]:
    """The announcement names the party and the matter to everybody, nothing else of him."""
    party = docket.party(act.party)
    return {"whom": party.name if party else ""}


HEARING_PAPERS = {"accept_hearing": answered, "announce_hearing": announced, "notify_hearing": notified}
