"""What the papers of a decision made on the spot say besides the facts of their acts."""

from typing import TYPE_CHECKING, Any

from mingheng.cases.queries.paper_money import payment
from mingheng.cases.queries.wording import Words
from mingheng.kit.dates import long_moment
from mingheng.law.rules.docket import Act, Docket, effective
from mingheng.law.rules.predicates.cash import sum_of

if TYPE_CHECKING:
    from mingheng.law.rules.reading import Lawbook


def reported(words: Words, docket: Docket, act: Act, law: "Lawbook") -> dict[str, Any]:
    """What the register of decisions made on the spot says of them all."""
    made = effective(docket).of(("make_decision",))
    specs = docket.procedure.facts_of("make_decision")
    said = {name: [words.fact(specs[name], one.facts.get(name), one) for one in made] for name in ("item", "payment")}
    return {
        "decision_number": "、".join(str(one.facts.get("number") or "") for one in made),
        "decided_at": "、".join(long_moment(one.happened_at) for one in made if one.happened_at),
        "amount": str(sum(sum_of(one.facts.get("amount")) for one in made)),
    } | {name: "、".join(dict.fromkeys(texts)) for name, texts in said.items()}


SPOT_PAPERS = {"collect_cash": payment, "report_on_spot": reported}
