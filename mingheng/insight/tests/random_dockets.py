"""Random small procedures and random dockets under them: ties, the same day, missing minutes, acts again and again."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from mingheng.kit.dates import SHANGHAI
from mingheng.law.rules.docket import Act, Docket, Party
from mingheng.law.rules.lawbook import Unit
from mingheng.law.rules.procedure import Procedure
from mingheng.law.tests.small_procedure import LAW, OFFICERS, START, SmallLaw, parameter, procedure

CASE_ACTS = ("open", "middle", "close", "pause", "resume", "extend")
PARTY_ACTS = ("tell", "answer")
ACTS = (*CASE_ACTS, *PARTY_ACTS)
FIRST = date(2026, 9, 21)  # a week before seven days off; the next year's arrangement is not known
REASONS = (
    "同意",
    "经核对现场照片和询问笔录，事实清楚，证据充分",
    "好好好好好好好好好好好好好好好好",
    "没有意见",
    "当事人已当场改正，未造成危害后果，予以从轻",
)
OPINION = {"opinion": ["yes"]}
WHERES: tuple[dict[str, list[str]], ...] = ({}, OPINION, {"opinion": ["no", "yes"]})
LIMITS = ("five.working", "ten.days", "a.day", "a.month", "later.days")
BULK_LAW = SmallLaw({
    **LAW.parameters,
    "a.month": parameter("a.month", Unit.MONTHS, (START, Decimal(1))),
    "later.days": parameter("later.days", Unit.CALENDAR_DAYS, (date(2026, 9, 25), Decimal(3)), (date(2026, 10, 3), Decimal(6))),
    "later.trivial": parameter("later.trivial", Unit.WORDS, (date(2026, 9, 25), ("同意",))),
    "some.pauses": parameter("some.pauses", Unit.WORDS, (START, ("停",)), (date(2026, 9, 28), ("别的",))),
})  # fmt: skip

some_acts = st.lists(st.sampled_from(ACTS), min_size=1, max_size=2, unique=True)


@st.composite
def rules(draw: st.DrawFn, clocks: list[str]) -> dict[str, Any]:
    """One rule of a kind that has a form in bulk."""
    kinds = ["after", "after", "exists_when", "never_after", "at_least", "different_person", "argued", "not_above", "balance"]
    kind = draw(st.sampled_from(kinds + ["within", "after_end"] * bool(clocks)))
    rule: dict[str, Any] = {"kind": "after" if kind == "after_end" else kind, "gates": draw(some_acts)}
    if draw(st.integers(0, 5)) == 0:
        rule |= {"gates": ["*"], "spares": draw(some_acts)}
    if draw(st.integers(0, 3)) == 0:
        rule["only"] = draw(st.sampled_from(WHERES))
    return rule | draw(st.fixed_dictionaries(own_words(clocks)[kind]))


def own_words(clocks: list[str]) -> dict[str, dict[str, st.SearchStrategy[Any]]]:
    """What each kind of rule says beside what it gates."""
    sequence: dict[str, st.SearchStrategy[Any]] = {
        "needs": some_acts, "where": st.sampled_from(WHERES), "each_party": st.booleans(), "loose_time": st.booleans(),
        "reads": st.sampled_from(["first", "last", "each"]), "unless": st.one_of(st.just([]), some_acts),
    }  # fmt: skip
    clock = {"clock": st.sampled_from(clocks or ["none"])}
    return {
        "after": sequence,
        "exists_when": sequence,
        "never_after": {"needs": some_acts, "where": st.sampled_from(WHERES)},
        "at_least": {"fact": st.just("officers"), "parameter": st.sampled_from(["two", "later.days"])},
        "different_person": {
            "fact": st.sampled_from([None, "by", "officers"]), "people_of": some_acts,
            "facts": st.sampled_from([[], ["by"], ["officers"], ["officers", "by"]]),
        },
        "argued": {
            "facts": st.just(["reason"]), "parameter": st.just("least"), "words": st.sampled_from(["trivial", "later.trivial"]),
        },
        "not_above": {"needs": some_acts, "facts": st.just(["amount"])},
        "balance": {"owed": balance_terms, "paid": balance_terms, "at_most": st.booleans()},
        "within": {**clock, "fact": st.sampled_from([None, "until"])},
        "after_end": {"after_end_of": clock["clock"], "on_last_day": st.booleans(), "each_party": st.booleans(), "unless": st.one_of(st.just([]), some_acts)},
    }  # fmt: skip


balance_terms = st.lists(st.sampled_from([f"{act}.amount" for act in ACTS]), min_size=1, max_size=2, unique=True)


@st.composite
def clocks(draw: st.DrawFn) -> dict[str, Any]:
    """One clock, with pauses and extensions."""
    limit = draw(st.sampled_from(LIMITS))
    clock: dict[str, Any] = {
        "title": "期", "start": draw(some_acts), "stop": draw(some_acts), "limit": limit, "near": "near", "cite": [],
        "start_where": draw(st.sampled_from(WHERES)), "reads": draw(st.sampled_from(["first", "last"])),
        "roll": draw(st.booleans()), "per_party": draw(st.booleans()), "starts_on": draw(st.sampled_from([None, None, "until"])),
        "ends_on": draw(st.sampled_from([None, None, None, "until"])),
    }  # fmt: skip
    if limit != "a.month":
        clock["extensions"] = draw(st.sampled_from([{}, {"extend": "three.more"}]))
        pause = st.fixed_dictionaries({
            "start": st.sampled_from(["pause", "middle"]), "stop": st.sampled_from(["resume", "answer"]), "title": st.just("停"),
            "stop_where": st.sampled_from([{}, OPINION]), "until": st.sampled_from(["", "until"]),
            "under": st.sampled_from(["", "some.pauses"]), "ended": st.sampled_from([[], ["close"]]),
        })  # fmt: skip
        clock["excludes"] = draw(st.lists(pause, max_size=2))
    return clock


@st.composite
def procedures(draw: st.DrawFn) -> Procedure:
    """A procedure of eight kinds of acts, with some rules, clocks, approvals and things that are superseded."""
    told = {f"c{i}": draw(clocks()) for i in range(draw(st.integers(0, 2)))}
    asked = {f"r{i}": draw(rules(list(told))) for i in range(draw(st.integers(1, 6)))}
    changes: dict[str, Any] = {}
    for act in draw(st.lists(st.sampled_from(ACTS), max_size=3, unique=True)):
        change: dict[str, Any] = {"happened": draw(st.sampled_from(["day", "minute", "now"]))}
        if draw(st.booleans()):
            change["done_when"] = OPINION
        if draw(st.booleans()):
            change["supersedes"] = [{"acts": draw(some_acts), "when": draw(st.sampled_from(WHERES))}]
        changes[act] = change
    return procedure(asked, clocks=told, acts=changes)


@st.composite
def dockets(draw: st.DrawFn, of: Procedure) -> Docket:
    """A docket of up to a dozen acts; days go back and forth, minutes are often missing."""
    parties = draw(st.sampled_from([(), ("甲",), ("甲", "乙")]))
    acts: list[Act] = []
    for n in range(1, draw(st.integers(0, 12)) + 1):
        kind = draw(st.sampled_from(ACTS if parties else CASE_ACTS))
        acts.append(draw(_act(n, kind, parties)))
    return Docket(of, tuple(Party(p, "citizen", p) for p in parties), tuple(acts))


@st.composite
def _act(draw: st.DrawFn, n: int, kind: str, parties: tuple[str, ...]) -> Act:
    on = FIRST + timedelta(days=draw(st.one_of(st.integers(0, 3), st.integers(0, 30), st.integers(80, 120))))
    late = timedelta(days=draw(st.sampled_from([0, 0, 0, 1, 9])))
    minute = draw(st.one_of(st.none(), st.builds(time, st.integers(9, 11), st.sampled_from([0, 30]))))
    at = datetime.combine(on + late, time(18, draw(st.integers(0, 2))), SHANGHAI)
    facts: dict[str, Any] = {}
    for name, values in FACTS.items():
        value = draw(st.one_of(st.none(), values))
        facts |= {} if value is None else {name: value}
    by = draw(st.integers(1, 5))
    named = {by, *facts.get("officers", ())}
    return Act(
        n=n, kind=kind, by=by, at=at, happened=on, happened_at=datetime.combine(on, minute, SHANGHAI) if minute else None,
        party=draw(st.sampled_from(parties)) if kind in PARTY_ACTS else None, facts=MappingProxyType(facts),
        people=MappingProxyType({i: OFFICERS[i] for i in named if i in OFFICERS}),
    )  # fmt: skip


FACTS: dict[str, st.SearchStrategy[Any]] = {
    "opinion": st.sampled_from(["yes", "no"]),
    "amount": st.sampled_from(["5", "9.5", "10", "10.01"]),
    "officers": st.lists(st.integers(1, 6), min_size=1, max_size=3),
    "reason": st.sampled_from(REASONS),
    "until": st.dates(FIRST, FIRST + timedelta(days=20)).map(date.isoformat),
}
