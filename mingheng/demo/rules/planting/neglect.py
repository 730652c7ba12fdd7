"""Planted: violations found without a case, one fine far from the rest, items nobody uses; and the past they are seen against."""

from datetime import date, timedelta
from typing import Any

from mingheng.demo.rules.planting import words
from mingheng.demo.rules.planting.draft import Draft
from mingheng.demo.rules.planting.matters import ORDINARY
from mingheng.demo.rules.planting.ordinary import Change, lead, whole
from mingheng.demo.rules.planting.year import FIRST, LAST, Label, Year
from mingheng.demo.rules.volume import OLD_SYSTEM
from mingheng.kit.dates import day_of

PAST = date(2020, 12, 1)
SINCE = date(2020, 12, 31)  # five years before the last day
MOVED_OVER = date(2025, 1, 10)
UNUSED, RARE = 4, 4
TO_ITS_END = timedelta(days=100)


def plant_not_filed(year: Year) -> None:
    """Checked, suspected, and left lying."""
    pen = year.begin("ordinary", year.any_day(last=LAST - timedelta(days=30)))
    lead(pen)
    year.plant("pattern", "not-filed", pen.draft)


def plant_uneven(year: Year) -> None:
    """A fine three or four times that of others, with a reason on paper and through review."""
    matter, amount = year.random.choice(((ORDINARY[0], 700), (ORDINARY[0], 900), (ORDINARY[2], 800), (ORDINARY[2], 1000)))
    pen = year.begin("ordinary", year.any_day(last=LAST - TO_ITS_END), matter=matter, amount=amount)
    pen.reviews = True
    reason = Change(facts={"departure": words.opinion(year.random, pen.draft.place)})
    pen.change = dict.fromkeys(("explain_discretion", "give_notice", "make_decision"), reason)
    whole(pen)
    year.plant("pattern", "uneven-penalty", pen.draft)


def tell_leads(year: Year, unanswered: int) -> None:
    """A table of complaints and inspections: with their cases, with a case nobody linked, without a violation, and without a case."""
    for draft in [draft for draft in year.drafts if year.chance(0.15) and draft.acts]:
        linked = year.chance(0.8)
        _lead(year, day_of(draft.acts[0].at), draft.place, draft if linked else None)
    for _ in range(unanswered * 4):
        _lead(year, year.any_day(), year.door(year.random.choice(year.town.squads))[0], None, violation=False)
    for _ in range(unanswered):
        ref = _lead(year, year.any_day(last=LAST - timedelta(days=35)), year.door(year.random.choice(year.town.squads))[0], None)
        year.labels.append(Label("pattern", "lead-without-case", ref))
    for _ in range(unanswered):
        _lead(year, LAST - timedelta(days=year.random.randint(0, 30)), year.door(year.random.choice(year.town.squads))[0], None)


def _lead(year: Year, day: date, place: str, draft: Draft | None, *, violation: bool = True) -> str:
    ref = f"诉件{len(year.leads) + 1:05}"
    row: dict[str, Any] = {
        "ref": ref,
        "found_on": day,
        "source": "complaint",
        "violation": violation,
        "place": place,
        "party": None,
    }
    year.leads.append({**row, "case": draft})
    return ref


def tell_past(year: Year) -> None:
    """Five years of decisions brought over from the system before: every older item was used, but for some never, for some hardly."""
    old = sorted(key for key, item in year.book.items.items() if min(v.since for v in item.versions) <= SINCE)
    here = {draft.item for draft in year.drafts}
    spare = year.random.sample([key for key in old if key not in here], UNUSED + RARE)
    for key in old:
        unused, rare = key in spare[:UNUSED], key in spare[UNUSED:]
        for _ in range(0 if unused else year.random.randint(1, 3) if rare else year.random.randint(5, 9)):
            _brought(year, key, year.any_day(SINCE + timedelta(days=20), FIRST - timedelta(days=90)))
        if unused or rare:
            year.labels.append(Label("pattern", "item-unused" if unused else "item-rare", key))
            _brought(year, key, year.any_day(PAST - timedelta(days=300), PAST - timedelta(days=60)))


def _brought(year: Year, item: str, day: date) -> None:
    """An old case with the few acts the old system kept, entered on the day of the move."""
    squad = year.random.choice(year.town.squads)
    party, identity = year.party("organisation")
    place, point = year.door(squad)
    one, other = year.random.sample(squad.officers, 2)
    draft = Draft("ordinary", squad.unit, item, party, identity, place, point, (one, other), source=OLD_SYSTEM)
    entered = year.clock(MOVED_OVER, 18)
    told: tuple[tuple[str, int, dict[str, Any]], ...] = (
        ("register_lead", 0, {"source": "patrol", "content": f"旧案：{place}", "place": place}),
        ("register_party", 1, {"kind": "organisation", "name": party.name, "identity_number": identity, "party_id": party.id}),
        ("approve_filing", 3, {"opinion": "approve", "reason": words.opinion(year.random, place)}),
        ("make_decision", 40, {"item": item, "conduct_day": day.isoformat(), "clause": "first", "amount": "20000"}),
        ("archive_case", 80, {"retention": "ordinary"}),
    )
    for kind, days, facts in told:
        act = draft.add(kind, year.clock(day + timedelta(days=days), 10), facts)
        act.entered = entered
    year.drafts.append(draft)
