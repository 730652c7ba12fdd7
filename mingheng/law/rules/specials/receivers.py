"""Rules about who signs for a paper: named, in a relation to the party that may sign, and proven (民事诉讼法 88)."""

from dataclasses import replace

from mingheng.law.rules.context import Context
from mingheng.law.rules.docket import Act
from mingheng.law.rules.findings import Answer, Finding
from mingheng.law.rules.letters import letters
from mingheng.law.rules.procedure import RuleSpec
from mingheng.law.rules.specials.told import Special, finding


def receiver_fits(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """The party itself signs under its own name, and only a person can be `self`."""
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    party = context.docket.party(act.party)
    told = finding(code, rule, act, Answer.KEPT)
    if party is None or act.facts.get("relation") != "self":
        return told
    if party.kind == "organisation":
        return replace(
            told, answer=Answer.BROKEN, reason=f"{told.reason}（单位没有“本人”，由法定代表人、负责人或者收件人员签收）"
        )
    if letters(str(act.facts.get("receiver") or "")) != letters(party.name):
        return replace(told, answer=Answer.BROKEN, field="receiver", reason=f"{told.reason}（选了本人，收件人写的不是当事人）")
    return told


def receiver_proved(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """Anybody but the party and its registered representative signs with proof of who he is and what he is to the party."""
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    relation = act.facts.get("relation")
    known = relation in ("self", "none") or (relation == "representative" and _registered(context, act))
    proved = bool(letters(str(act.facts.get("receiver_proof") or "")))
    return finding(code, rule, act, Answer.KEPT if known or proved else Answer.BROKEN)


def _registered(context: Context, act: Act) -> bool:
    """Whether the receiver is the representative the party was registered with."""
    name = letters(str(act.facts.get("receiver") or ""))
    only = len(context.docket.parties) == 1
    told = [a for a in context.live.of(("register_party",)) if only or str(a.facts.get("party_id")) == act.party]
    return bool(told) and bool(name) and letters(str(told[-1].facts.get("legal_representative") or "")) == name


RECEIVERS: dict[str, Special] = {"receiver_fits": receiver_fits, "receiver_proved": receiver_proved}
