"""Facts nobody types: worked out when the act is taken, from what is in the database at that moment."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING

from mingheng.cases.actions.elsewhere import Elsewhere
from mingheng.cases.actions.making import Offer, gathered
from mingheng.cases.models import PRESENT
from mingheng.cases.queries.centre.bench import loads
from mingheng.cases.queries.other_cases import dealt_with_elsewhere
from mingheng.cases.queries.presence import elsewhere as presence
from mingheng.cases.queries.unsigned import signed_steps, unsigned
from mingheng.cases.rules import StepRefused
from mingheng.cases.rules.distribution import in_turn, told
from mingheng.kit.dates import day_of
from mingheng.law.rules.docket import Docket, effective
from mingheng.law.rules.findings import Answer, Finding
from mingheng.law.rules.judge import judge
from mingheng.law.rules.reading import Lawbook
from mingheng.law.rules.same_conduct import conduct_of
from mingheng.organisation import queries as organisation

if TYPE_CHECKING:
    from mingheng.organisation.models import Officer

NOBODY = Finding(
    "no-reviewer-free", "shape", Answer.BROKEN, "在岗的审核人员里，没有人可以审核本案",
    remedy="核对在岗情况；由局负责人写明理由指定审核人", remedy_act="assign_reviewer",
)  # fmt: skip


def as_offered(*, docket: Docket, offer: Offer, by: "Officer", at: datetime, law: Lawbook, elsewhere: Elsewhere) -> Offer:
    """Most acts say what was typed and nothing else."""
    return offer


def reviewer_in_turn(*, docket: Docket, offer: Offer, by: "Officer", at: datetime, law: Lawbook, elsewhere: Elsewhere) -> Offer:
    """The offer with the first reviewer in turn whom no rule keeps from this case. Raises StepRefused when there is none."""
    order = in_turn(loads(day_of(at)))
    people = organisation.standings([by.pk, *(load.officer for load in order)], day_of(at))
    against: list[dict[str, Finding]] = []
    for load in order:
        named = {i: people[i] for i in (by.pk, load.officer) if i in people}
        meant = replace(offer, facts={"officer": str(load.officer), "load": told(order)})
        refused = judge(docket, gathered(docket, meant, by.pk, at, named), law).refusals
        if not refused:
            return meant
        against.append({finding.code: finding for finding in refused})
    common = [f for code, f in (against[0] if against else {}).items() if all(code in found for found in against)]
    raise StepRefused(tuple(f for f in common if f.field is None) or (NOBODY,))


def met_elsewhere(*, docket: Docket, offer: Offer, by: "Officer", at: datetime, law: Lawbook, elsewhere: Elsewhere) -> Offer:
    """The offer with what other cases say of the same conduct: of the party it is about, or of every party of the case."""
    asked = conduct_of(law, offer.facts)
    parties = [p.id for p in docket.parties if offer.party in (None, p.id)]
    found = elsewhere(parties, asked, decides=offer.act == DECISION) if asked and parties else []
    return _with(offer, "others", found)


def dealt_with_before(*, docket: Docket, offer: Offer, by: "Officer", at: datetime, law: Lawbook, elsewhere: Elsewhere) -> Offer:
    """The offer with what other cases decided about the party under the same item: whether this is the first offence."""
    filed = effective(docket).last("propose_filing")
    if offer.party is None or filed is None or not elsewhere.knows(str(offer.party)):
        return offer
    return _with(offer, "earlier", dealt_with_elsewhere(str(offer.party), str(filed.facts.get("item")), _numbers(docket)))


def seen_elsewhere(*, docket: Docket, offer: Offer, by: "Officer", at: datetime, law: Lawbook, elsewhere: Elsewhere) -> Offer:
    """The offer with where else its officers were in that minute, by other cases."""
    officers = [int(str(o)) for o in offer.facts.get("officers") or ()]
    if offer.happened_at is None or "elsewhere" not in docket.procedure.facts_of(offer.act):
        return offer
    return _with(offer, "elsewhere", presence(officers, offer.happened_at, offer.facts, docket))


def left_unsigned(*, docket: Docket, offer: Offer, by: "Officer", at: datetime, law: Lawbook, elsewhere: Elsewhere) -> Offer:
    """The offer with the papers of the case that are neither signed nor refused."""
    return _with(offer, "unsigned", unsigned(docket, signed_steps(elsewhere.case), law.digest))


def _numbers(docket: Docket) -> set[str]:
    return {str(a.facts["case_number"]) for a in docket.acts if a.facts.get("case_number")}


def _with(offer: Offer, name: str, found: list[dict[str, str]]) -> Offer:
    """The offer with a worked-out fact in place of whatever was typed for it."""
    return replace(offer, facts={**{k: v for k, v in offer.facts.items() if k != name}, **({name: found} if found else {})})


DECISION = "make_decision"
SAYS_CONDUCT = (DECISION, "propose_filing", "establish_facts")
SAYS_FIRST = ("explain_no_penalty", "decide_no_penalty")

COMPUTED_OF_MANY = frozenset({*SAYS_CONDUCT, *SAYS_FIRST, "archive_case"})
"""What can be worked out for many cases at once too."""

ONE_BY_ONE = frozenset(PRESENT)
"""What is looked up for a single act only: acts that come in bulk are entered without it."""

COMPUTED: Mapping[str, Callable[..., Offer]] = MappingProxyType(
    {
        "distribute_review": reviewer_in_turn,
        **dict.fromkeys(SAYS_CONDUCT, met_elsewhere),
        **dict.fromkeys(SAYS_FIRST, dealt_with_before),
        **dict.fromkeys(PRESENT, seen_elsewhere),
        "archive_case": left_unsigned,
    }
)
