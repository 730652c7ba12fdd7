"""Whether it is the party's first offence: what other cases decided under the same item, as the step page shows it."""

from dataclasses import dataclass

from mingheng.cases.models import Case
from mingheng.cases.queries.other_cases import dealt_with_elsewhere
from mingheng.cases.queries.showing import Shown
from mingheng.cases.queries.wording import penalty_words
from mingheng.law.rules.docket import effective

ASKED_BY = frozenset({"explain_discretion", "explain_no_penalty", "decide_no_penalty"})
WINDOW = "first_offence.years"


@dataclass(frozen=True)
class EarlierDecision:
    """One decision of another case: its number, its day and what was decided."""

    number: str
    decided: str
    words: str


@dataclass(frozen=True)
class Earlier:
    """All of them, the latest first; `note` says how far back they count and what that rests on."""

    decisions: tuple[EarlierDecision, ...]
    note: str


def earlier_decisions(shown: Shown, case: Case, act: str, party: str | None) -> Earlier | None:
    """What other cases decided about the party under the item of the case; None where nobody asks."""
    filed = effective(shown.docket).last("propose_filing")
    if act not in ASKED_BY or party is None or filed is None:
        return None
    rows = dealt_with_elsewhere(party, str(filed.facts.get("item")), {case.number} if case.number else ())
    value = shown.law.value(WINDOW, shown.today)
    note = f"{value.value} 年以内因同一事项被处理过的，不是初次违法（期间是参数，状态 {value.status}）。"
    return Earlier(tuple(EarlierDecision(r["number"], r["decided"], penalty_words(r)) for r in rows), note)
