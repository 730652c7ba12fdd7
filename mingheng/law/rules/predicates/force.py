"""Questions about seizures, executions and demolitions (行政强制法)."""

from mingheng.law.rules.context import Context
from mingheng.law.rules.docket import Act, named
from mingheng.law.rules.holdings import SEIZURE, holdings
from mingheng.law.rules.predicates.asking import Predicate
from mingheng.law.rules.predicates.penalty import undecided

REPORTED = "reported"
ASKED = ("propose_seizure", "report_emergency_seizure")


def _of_each(context: Context, party: str | None) -> tuple[str | None, ...]:
    return context.parties(party, party is None)


def _last_n(context: Context, party: str | None, *kinds: str) -> int:
    act = context.live.last(*kinds, party=party)
    return act.n if act else 0


def _seizures(context: Context, party: str | None, *, emergency: bool = False) -> list[Act]:
    """The seizures in question that still have effect; of those in an emergency, nobody had approved them before."""
    held = context.live.of(("seize",), party=party)
    return [a for a in held if not emergency or a.facts.get("urgency") == "emergency"]


def _report_of(context: Context, seizure: Act) -> Act | None:
    reports = context.whole.of(("report_emergency_seizure",), party=seizure.party)
    return next((a for a in reports if named(a, SEIZURE) == str(seizure.n)), None)


def answer_to(context: Context, seizure: Act) -> Act | None:
    """What the responsible person said of an emergency seizure afterwards (行政强制法 19).

    An answer that names no seizure answers what was put before him last: the reports made, or a proposal.
    """
    report = _report_of(context, seizure)
    if report is None:
        return None
    mine = [a for a in context.docket.taken("approve_seizure") if a.party == seizure.party and a.n > report.n]
    for act in mine:
        number = named(act, REPORTED)
        put = [a for a in context.docket.taken(*ASKED) if a.party == act.party and a.n < act.n]
        if number == str(seizure.n) or (number is None and put[-1].kind != "propose_seizure"):
            return act
    return None


def emergency_unreported(context: Context, party: str | None) -> bool | None:
    """Whether an emergency seizure has not been reported to the responsible person yet (行政强制法 19)."""
    return any(_report_of(context, a) is None for a in _seizures(context, party, emergency=True))


def emergencies_unanswered(context: Context, party: str | None) -> list[Act]:
    """The emergency seizures that were reported and that nobody has answered."""
    reported = (a for a in _seizures(context, party, emergency=True) if _report_of(context, a) is not None)
    return [a for a in reported if answer_to(context, a) is None]


def proposal_unanswered(context: Context, party: str | None) -> bool:
    """Whether a seizure was proposed and nobody has answered."""
    proposed = context.live.last("propose_seizure", party=party)
    answers = context.live.of(("approve_seizure",), party=party)
    return proposed is not None and not any(a.n > proposed.n and named(a, REPORTED) is None for a in answers)


def seizure_awaits_approval(context: Context, party: str | None) -> bool | None:
    """Whether a seizure was proposed or reported and nobody has answered."""
    return any(proposal_unanswered(context, p) or bool(emergencies_unanswered(context, p)) for p in _of_each(context, party))


def seizure_to_carry_out(context: Context, party: str | None) -> bool | None:
    """Whether a proposed seizure was approved and not carried out yet, while the case is still open."""
    return undecided(context, party) is True and any(
        (proposed := context.live.last("propose_seizure", party=p)) is not None
        and any(a.n > proposed.n and named(a, REPORTED) is None and context.done(a)
                for a in context.live.of(("approve_seizure",), party=p))
        for p in _of_each(context, party)
    )  # fmt: skip


def seizure_unconfirmed(context: Context, party: str | None) -> bool | None:
    """Whether an emergency seizure has not been approved afterwards, or was refused."""
    answers = [answer_to(context, a) for a in _seizures(context, party, emergency=True)]
    return any(a is None or not context.done(a) for a in answers)


def seizure_refused(context: Context, party: str | None) -> bool | None:
    """Whether the responsible person refused an emergency seizure: it is lifted at once."""
    answers = [answer_to(context, a) for a in _seizures(context, party, emergency=True)]
    return any(a is not None and not context.done(a) for a in answers)


def seizure_unanswered(context: Context, party: str | None) -> bool | None:
    """Whether both a proposal and a report wait for an answer, so that the answer must say which it means."""
    return proposal_unanswered(context, party) and bool(emergencies_unanswered(context, party))


def goods_unreturned(context: Context, party: str | None) -> bool | None:
    """Whether something was released and neither given back nor dealt with since (行政强制法 28)."""
    return any(now.released for _, now in holdings(context.docket, party))


def seizure_to_give_back(context: Context, party: str | None) -> bool | None:
    """Whether the matter is a seizure of which something is still in the store."""
    found = [now for head, now in holdings(context.docket, party) if str(head.n) == context.head]
    return any(now.kept for now in found)


def urge_statement_made(context: Context, party: str | None) -> bool | None:
    """Whether the party answered the urge to perform (行政强制法 36)."""
    return context.live.last("hear_urge_statement", party=party) is not None


def substitute_ordinary(context: Context, party: str | None) -> bool | None:
    """Whether the substitute performance decided on is not the immediate one (行政强制法 50, 52)."""
    return bool(context.live.fact("decide_substitute", "kind", party=party) != "immediate")


def enforcement_open(context: Context, party: str | None) -> bool | None:
    """Whether an execution was decided and neither carried out nor ended."""
    ends = ("enforce", "end_enforcement")
    return any(_last_n(context, p, "decide_enforcement") > _last_n(context, p, *ends) for p in _of_each(context, party))


def substitute_open(context: Context, party: str | None) -> bool | None:
    """Whether a substitute performance was decided and neither carried out nor ended."""
    ends = ("perform_substitute", "end_enforcement")
    return any(_last_n(context, p, "decide_substitute") > _last_n(context, p, *ends) for p in _of_each(context, party))


def demolition_ordered(context: Context, party: str | None) -> bool | None:
    """Whether the party was ordered to take an illegal building down."""
    return context.live.last("order_demolition") is not None


def demolition_decided(context: Context, party: str | None) -> bool | None:
    """Whether the government decided on a demolition and the building was not found gone since."""
    gone = [a for a in context.live.of(("demolish", "verify_demolition")) if a.facts.get("result") == "gone"]
    return _last_n(context, None, "decide_demolition") > (gone[-1].n if gone else 0)


def property_noted(context: Context, party: str | None) -> bool | None:
    """Whether a note in the property register was asked for and not lifted since."""
    return _last_n(context, None, "note_property") > _last_n(context, None, "lift_property_note")


def belongings_kept(context: Context, party: str | None) -> bool | None:
    """Whether things found in a building taken down are still kept for the party."""
    kept = [a for a in context.live.of(("demolish",)) if a.facts.get("belongings") == "kept"]
    return bool(kept) and _last_n(context, None, "settle_belongings") < kept[-1].n


FORCE: dict[str, Predicate] = {
    "belongings_kept": belongings_kept,
    "demolition_decided": demolition_decided,
    "demolition_ordered": demolition_ordered,
    "enforcement_open": enforcement_open,
    "property_noted": property_noted,
    "substitute_open": substitute_open,
    "substitute_ordinary": substitute_ordinary,
    "urge_statement_made": urge_statement_made,
    "emergency_unreported": emergency_unreported,
    "goods_unreturned": goods_unreturned,
    "seizure_awaits_approval": seizure_awaits_approval,
    "seizure_refused": seizure_refused,
    "seizure_to_give_back": seizure_to_give_back,
    "seizure_unanswered": seizure_unanswered,
    "seizure_to_carry_out": seizure_to_carry_out,
    "seizure_unconfirmed": seizure_unconfirmed,
}
