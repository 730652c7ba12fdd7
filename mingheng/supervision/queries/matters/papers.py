"""What the instrument of an act says, gathered from the matter's docket."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from mingheng.cases.queries.wording import Words
from mingheng.law.rules.clocks import clock_of
from mingheng.law.rules.context import Context
from mingheng.law.rules.docket import Act, Docket
from mingheng.supervision.rules.matters import OPENING

if TYPE_CHECKING:
    from mingheng.law.rules.reading import Lawbook
    from mingheng.organisation.models import Unit

NAMES: Mapping[str, str] = MappingProxyType({
    "issue_slip": "supervision.{form}.name",
    "issue_correction": "supervision.correction.name",
    "issue_advice": "supervision.advice.name",
    "issue_follow_up": "supervision.follow_up.name",
    "issue_decision": "supervision.decision.name",
})  # fmt: skip
"""The parameter that holds the name of an act's instrument; the name of a slip goes by its form."""
DATES: Mapping[str, str] = MappingProxyType({"reply_by": "reply", "first_by": "first"})
FINAL = "final"


def name_key(act: Act) -> str | None:
    """The parameter that names the instrument of an act."""
    key = NAMES.get(act.kind)
    return key.format(form=act.facts.get("form")) if key else None


def name_of(act: Act, law: "Lawbook") -> str:
    """What the instrument of an act is called on its day; empty where its definition says it."""
    key = name_key(act)
    return str(law.value(key, act.happened).value) if key else ""


def paper_of(docket: Docket, act: Act, law: "Lawbook", *, bureau: "Unit", unit: str) -> dict[str, Any]:
    """Everything the act's instrument may say, issued by `bureau` to `unit`. `docket` already holds the act."""
    words = Words(docket, law)
    said: dict[str, Any] = {
        "authority": bureau.name, "date": act.happened.isoformat(), "unit": unit,
        "happened": (act.happened_at or act.happened).isoformat(), "name": name_of(act, law), "earlier": earlier(docket, act),
    }  # fmt: skip
    for one in (a for a in docket.acts if a.kind == OPENING or a is act):
        specs = docket.procedure.facts_of(one.kind)
        said |= {key: text for key, spec in specs.items() if (text := words.fact(spec, one.facts.get(key), one))}
    return said | _dates(docket, law)


def earlier(docket: Docket, act: Act) -> str:
    """The instruments issued before this act, each by name and number."""
    return "、".join(f"{a.facts['paper']}（{a.facts['number']}）" for a in docket.acts if a.n < act.n and a.kind in NAMES)


def _dates(docket: Docket, law: "Lawbook") -> dict[str, str]:
    context = Context(docket, law)
    known = docket.procedure.clocks
    asked = {name: FINAL if key not in known else key for name, key in DATES.items()}
    found = {name: clock_of(context, key, None) for name, key in asked.items() if key in known}
    return {name: clock.last.day.isoformat() for name, clock in found.items() if clock is not None and clock.last is not None}
