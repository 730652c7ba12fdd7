"""Breaches of single rules, planted: what is done differently in an otherwise lawful case, and the rules that breaks."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from mingheng.demo.rules.planting.matters import ORDINARY, SPOT
from mingheng.demo.rules.planting.ordinary import Change, Pen, extended, whole
from mingheng.demo.rules.planting.spot import whole_spot
from mingheng.demo.rules.planting.year import FIRST, LAST, Year

BARE = "同意"
BEYOND = "1500"  # half as much again as the most a street stall may be fined
TO_ITS_END = timedelta(days=190)
MATTERS = {"stall": ORDINARY[0], "hearing": ORDINARY[7], "site": ORDINARY[5]}


@dataclass(frozen=True)
class Breach:
    """`codes`: every rule that is broken, what follows from the first included. `base`: ordinary, hearing, extended, site, stall or spot."""

    name: str
    codes: tuple[str, ...]
    base: str
    change: Callable[[Pen], Mapping[str, Change]]


def _other(kind: str, **how: Any) -> Callable[[Pen], Mapping[str, Change]]:
    change = Change(**how)
    return lambda pen: {kind: change}


def _left_out(*kinds: str) -> Callable[[Pen], Mapping[str, Change]]:
    return lambda pen: dict.fromkeys(kinds, Change(left_out=True))


def _alone(kind: str) -> Callable[[Pen], Mapping[str, Change]]:
    return lambda pen: {kind: Change(facts={"officers": [pen.draft.pair[0]]})}


def _with_auxiliary(pen: Pen) -> Mapping[str, Change]:
    helper = pen.squad.auxiliary or pen.draft.pair[0]
    return {"question_person": Change(facts={"officers": [pen.draft.pair[0], helper]})}


def _by_own(kind: str, which: int) -> Callable[[Pen], Mapping[str, Change]]:
    return lambda pen: {kind: Change(by=pen.draft.pair[which])}


def _heavier(*kinds: str) -> Callable[[Pen], Mapping[str, Change]]:
    """The decision is a tenth above what was told, and that is what is paid."""

    def change(pen: Pen) -> Mapping[str, Change]:
        more = str(pen.amount + pen.amount // 10)
        return {**dict.fromkeys(kinds, Change(facts={"amount": more})), "record_payment": Change(facts={"paid": more})}

    return change


def _spot_sum(told: int, decided: int) -> Callable[[Pen], Mapping[str, Change]]:
    def change(pen: Pen) -> Mapping[str, Change]:
        return {
            "tell_on_spot": Change(facts={"amount": str(told)}), "make_decision": Change(facts={"amount": str(decided)}),
            "record_payment": Change(facts={"paid": str(decided)}),
        }  # fmt: skip

    return change


def _bare_review(pen: Pen) -> Mapping[str, Change]:
    return {"legal_review": Change(facts={"opinion": BARE})}


def _too_soon(pen: Pen) -> Mapping[str, Change]:
    """Proposed within the days the party has, who gave nothing up."""
    return {"waive_statement": Change(left_out=True), "propose_decision": Change(gap=0)}


def _beyond_the_range(pen: Pen) -> Mapping[str, Change]:
    much = {"amount": BEYOND}
    paid = Change(facts={"paid": BEYOND})
    return {**dict.fromkeys(("explain_discretion", "give_notice", "make_decision"), Change(facts=much)), "record_payment": paid}


def _long_ago(pen: Pen) -> Mapping[str, Change]:
    day = {"conduct_day": (pen.now - timedelta(days=830)).date().isoformat()}
    return dict.fromkeys(("propose_filing", "explain_discretion", "give_notice", "make_decision"), Change(facts=day))


BREACHES = (
    Breach("late lead check", ("lead-checked-in-time",), "ordinary", _other("check_lead", gap=17)),
    Breach("filed by its proposer", ("not-own-filing", "handler-not-judge"), "ordinary", _by_own("approve_filing", 0)),
    Breach("one officer", ("two-officers",), "ordinary", _alone("scene_record")),
    Breach("an auxiliary asks", ("two-officers",), "ordinary", _with_auxiliary),
    Breach("late recheck", ("rechecked-in-time",), "ordinary", _other("recheck", gap=12)),
    Breach("no report", ("report-before-notice", "report-before-decision"), "ordinary", _left_out("report_investigation")),
    Breach("no notice served", ("notice-served-before-review",), "ordinary", _left_out("serve_notice", "waive_statement")),
    Breach("notice too short", ("defence-window-over",), "ordinary", _too_soon),
    Breach("hearing not told", ("hearing-right-told",), "hearing", _other("give_notice", facts={"hearing_told": "no"})),
    Breach("hearing window", ("hearing-window-over",), "hearing", _left_out("waive_hearing")),
    Breach("no legal review", ("reviewed-when-required",), "hearing", _left_out("submit_review", "legal_review")),
    Breach("reviewed by a handler", ("reviewer-not-investigator", "reviewer-qualified"), "hearing", _by_own("legal_review", 1)),
    Breach("a bare word as review", ("review-argued",), "hearing", _bare_review),
    Breach("approved by a handler", ("decision-not-own",), "ordinary", _by_own("approve_decision", 1)),
    Breach("not approved", ("approved-before-decision",), "ordinary", _left_out("approve_decision")),
    Breach("late decision", ("decided-in-time",), "ordinary", _other("make_decision", gap=75)),
    Breach("above the notice", ("not-heavier-than-told", "decided-as-approved"), "ordinary", _heavier("make_decision")),
    Breach("late service", ("served-in-time",), "ordinary", _other("serve_decision", gap=12)),
    Breach("late payment", ("paid-in-time", "paid-before-closing"), "ordinary", _other("record_payment", gap=20)),
    Breach("closed before paid", ("paid-before-closing",), "ordinary", _left_out("record_payment")),
    Breach("closed by a handler", ("closing-not-own",), "ordinary", _by_own("approve_closing", 1)),
    Breach("beyond the limitation", ("within-limitation",), "site", _long_ago),
    Breach("beyond the range", ("fine-in-range", "fine-in-grade"), "stall", _beyond_the_range),
    Breach("extended without reason", ("course-argued",), "extended", _other("extend_decision", facts={"reason": BARE})),
    Breach("late spot filing", ("reported-in-time",), "spot", _other("report_on_spot", gap=5)),
    Breach("not filmed", ("filmed-on-spot",), "spot", _other("establish_facts", facts={"recording": None})),
    Breach("not certain", ("facts-certain",), "spot", _other("establish_facts", facts={"certain": "no"})),
    Breach("one officer on the spot", ("two-officers",), "spot", _alone("establish_facts")),
    Breach("above the spot limit", ("simple-limit",), "spot", _spot_sum(300, 300)),
    Breach("above what was told on the spot", ("spot-not-heavier",), "spot", _spot_sum(100, 150)),
    Breach("not told where to complain", ("reconsideration-first",), "spot", _other("make_decision", facts={"reconsideration_told": False})),
    Breach("checked by its own officer", ("spot-closing-not-own",), "spot", _by_own("close_on_spot", 1)),
    Breach("surcharge not told", ("spot-surcharge-told",), "spot", _other("make_decision", facts={"surcharge_told": False})),
)  # fmt: skip


def plant_breaches(year: Year, times: int) -> None:
    """Each breach so many times, an officer whose certificate was suspended in the middle of a case, and a second decision."""
    for _ in range(times):
        for breach in BREACHES:
            year.plant_all("rule", breach.codes, _told(year, breach).draft)
        _suspended_certificate(year)
        _decided_twice(year)


def _told(year: Year, breach: Breach) -> Pen:
    if breach.base == "spot":
        squad = year.random.choice(year.town.squads)
        one, other = year.random.sample(squad.officers, 2)
        hour = year.spot_hour((one, other), last=LAST - timedelta(days=40))
        pen = year.begin("simple", hour, squad=squad, pair=(one, other), matter=SPOT[0])
        pen.change = breach.change(pen)
        whole_spot(pen)
        return pen
    pen = _ordinary(year, breach.base)
    if breach.base == "stall":
        pen.reviews = True
        year.plant("pattern", "uneven-penalty", pen.draft)
    pen.change = breach.change(pen)
    (extended if breach.base == "extended" else whole)(pen)
    return pen


def _ordinary(year: Year, base: str) -> Pen:
    matter = MATTERS.get(base) or year.random.choice([m for m in ORDINARY if not m.hearing])
    squad = year.random.choice([squad for squad in year.town.squads if squad.auxiliary])
    pen = year.begin("ordinary", year.any_day(FIRST, LAST - TO_ITS_END), matter=matter, squad=squad)
    pen.waives = True
    return pen


def _suspended_certificate(year: Year) -> None:
    pen = _ordinary(year, "ordinary")
    whole(pen)
    asked = pen.draft.the("question_person")
    pen.draft.lost = pen.draft.pair[1], asked.at.date()
    year.plant_all("rule", ("two-officers",), pen.draft)


def _decided_twice(year: Year) -> None:
    pen = _ordinary(year, "ordinary")
    whole(pen)
    once = pen.draft.the("make_decision")
    again = replace(once, at=pen.draft.the("serve_decision").at + timedelta(minutes=40))
    pen.draft.acts.insert(pen.draft.acts.index(pen.draft.the("serve_decision")) + 1, again)
    year.plant_all("rule", ("one-decision",), pen.draft)
