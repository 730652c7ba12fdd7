"""Review meetings as their pages and their paper show them."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from mingheng.documents import queries as documents
from mingheng.kit import display
from mingheng.kit.dates import day_of
from mingheng.kit.links import link
from mingheng.organisation import queries as organisation
from mingheng.organisation.rules import Authority
from mingheng.supervision.models import MeetingDecision, ReviewMeeting
from mingheng.supervision.queries.bulletins.tables import list_address
from mingheng.supervision.rules.bulletins.meetings import STANDING_WORDS, Standing, may_answer, standing, title_of
from mingheng.supervision.rules.bulletins.periods import Period
from mingheng.supervision.rules.bulletins.titles import TITLES

INSTRUMENT = "supervision_meeting"
TONES: dict[Standing, display.Tone] = {
    Standing.OPEN: "near", Standing.LATE: "over", Standing.DONE: "ok", Standing.DONE_LATE: "line",
}  # fmt: skip


@dataclass(frozen=True)
class DecisionShown:
    """One decision as a reader sees it; `answer_href` where he may answer it now."""

    row: MeetingDecision
    unit: str
    badge: display.Badge
    answer_href: str


@dataclass(frozen=True)
class MeetingPage:
    """One meeting: its title, who was there, what was said to which figure, what was decided, and its paper."""

    row: ReviewMeeting
    title: str
    attended: str
    points: tuple[tuple[str, str, str, str], ...]
    decisions: tuple[DecisionShown, ...]
    paper: documents.InstrumentView | None


@dataclass(frozen=True)
class MeetingRow:
    """One line of the list of meetings."""

    title: str
    href: str
    held_on: date
    chair: str
    decided: int
    done: int
    late: int


def meeting_page(meeting: ReviewMeeting, held: Authority, today: date) -> MeetingPage:
    """The page of one meeting. Five queries."""
    units, address = organisation.unit_names(), link("supervision:bulletin", str(meeting.bulletin_id))
    rows = meeting.decisions.select_related("answer", "answer__by")
    return MeetingPage(
        row=meeting,
        title=title_of(Period.named(meeting.bulletin.period)),
        attended="、".join(units.get(key, key) for key in meeting.attended),
        points=tuple(
            (
                TITLES[one["figure"]][0],
                f"{one['n']:,} {TITLES[one['figure']][1]}",
                one["said"],
                list_address(address, one["figure"]),
            )
            for one in meeting.points
        ),
        decisions=tuple(_shown(row, units.get(row.unit, row.unit), held, today) for row in rows),
        paper=next((one for one in documents.of_folder(meeting.pk) if one.key == INSTRUMENT), None),
    )


def meetings_shown(today: date) -> tuple[MeetingRow, ...]:
    """Every meeting, the newest first, with how its decisions stand. Two queries."""
    rows = ReviewMeeting.objects.select_related("bulletin", "chair").defer("bulletin__frozen")
    found = []
    for row in rows.prefetch_related("decisions__answer"):
        there = [_standing(one, today) for one in row.decisions.all()]
        done, late = sum(one in (Standing.DONE, Standing.DONE_LATE) for one in there), sum(one is Standing.LATE for one in there)
        title, href = title_of(Period.named(row.bulletin.period)), link("supervision:meeting", str(row.pk))
        found.append(MeetingRow(title, href, row.held_on, row.chair.name, len(there), done, late))
    return tuple(found)


def minutes_of(meeting: ReviewMeeting, authority: str) -> dict[str, Any]:
    """Everything the paper of a meeting says."""
    units = organisation.unit_names()
    return {
        "authority": authority, "date": meeting.held_on.isoformat(), "name": f"{title_of(Period.named(meeting.bulletin.period))}记录",
        "held_on": meeting.held_on.isoformat(), "chair": meeting.chair.name, "digest": meeting.digest,
        "attended": "、".join(units.get(key, key) for key in meeting.attended),
        "points": [
            {"figure": TITLES[one["figure"]][0], "n": f"{one['n']} {TITLES[one['figure']][1]}", "said": one["said"]}
            for one in meeting.points
        ],
        "decisions": [
            {"n": row.n, "what": row.what, "unit": units.get(row.unit, row.unit), "due": row.due.isoformat()}
            for row in meeting.decisions.all()
        ],
    }  # fmt: skip


def _shown(row: MeetingDecision, unit: str, held: Authority, today: date) -> DecisionShown:
    how = _standing(row, today)
    open_here = how in (Standing.OPEN, Standing.LATE) and may_answer(held, row.unit)
    href = link("supervision:meeting_answer", str(row.meeting_id), row.n) if open_here else ""
    return DecisionShown(row, unit, display.Badge(STANDING_WORDS[how], TONES[how]), href)


def _standing(row: MeetingDecision, today: date) -> Standing:
    answer = getattr(row, "answer", None)
    return standing(row.due, day_of(answer.at) if answer else None, today)
