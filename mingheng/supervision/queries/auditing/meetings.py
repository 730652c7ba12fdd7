"""Review meetings: their minutes with what was decided, their papers, and how the units answered."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from mingheng.documents.queries.auditing import OrderedPaper, ordered_papers
from mingheng.ledger.rules.auditing.chains import ReadChain
from mingheng.ledger.rules.auditing.claims import Claim, compared, unlike
from mingheng.ledger.rules.auditing.differences import Difference
from mingheng.ledger.rules.auditing.pairing import paired
from mingheng.ledger.rules.canonical import Json
from mingheng.supervision.models import MEETING, DecisionAnswer, MeetingDecision, ReviewMeeting
from mingheng.supervision.rules.bulletins.figures import digest_of

HELD, ANSWERED = "meeting:held", "meeting:answer"
MINUTES, ANSWER = "讲评会", "对讲评会决定的回复"


def digest_of_minutes(meeting: ReviewMeeting, decisions: Sequence[MeetingDecision]) -> str:
    """SHA-256 over what the minutes say, with the digest of their bulletin."""
    return digest_of({
        "bulletin": meeting.bulletin.digest, "held_on": meeting.held_on.isoformat(), "chair": meeting.chair_id,
        "attended": meeting.attended, "points": meeting.points,
        "decisions": [{"what": one.what, "unit": one.unit, "due": one.due.isoformat()} for one in decisions],
    })  # fmt: skip


def facts_of_answer(answer: DecisionAnswer) -> dict[str, Json]:
    """What the ledger says of an answer to a decision."""
    row = answer.decision
    return {"n": row.n, "digest": digest_of({"words": answer.words}), "due": row.due.isoformat()}


def meeting_chains() -> set[str]:
    """The chains there must be."""
    return {f"{MEETING}{pk}" for pk in ReviewMeeting.objects.values_list("pk", flat=True)}


def judge_meetings(chains: Sequence[ReadChain]) -> Iterator[Difference]:
    """What differs between meetings and what was recorded of them. Four queries."""
    ids = [UUID(chain.chain.removeprefix(MEETING)) for chain in chains]
    rows = (
        ReviewMeeting.objects.select_related("bulletin")
        .defer("bulletin__frozen")
        .prefetch_related("decisions__answer")
        .in_bulk(ids)
    )
    papers = {paper.folder: paper for paper in ordered_papers(ids).values()}
    for chain, pk in zip(chains, ids, strict=True):
        if pk not in rows:
            yield Difference("row-missing", chain.chain, 1, about=MINUTES)
        else:
            yield from _judged(chain, rows[pk], papers.get(pk))


def _judged(chain: ReadChain, meeting: ReviewMeeting, paper: OrderedPaper | None) -> Iterator[Difference]:
    decisions = list(meeting.decisions.all())
    facts: dict[str, Json] = {
        "bulletin": str(meeting.bulletin_id), "held_on": meeting.held_on.isoformat(), "digest": meeting.digest,
        "number": paper.number if paper else "",
    }  # fmt: skip
    links = {"instrument": paper.sha256 if paper else ""}
    claims = [Claim(1, HELD, f"o:{meeting.by_id}", meeting.at, facts, links=links, about=MINUTES)]
    answers = sorted((one.answer for one in decisions if hasattr(one, "answer")), key=lambda one: (one.at, one.pk))
    for answer, entry in paired(chain, ANSWERED, answers):
        if entry is None:
            yield Difference("row-unrecorded", chain.chain, 0, stored=answer.words, about=ANSWER)
        else:
            unit = f"u:{answer.decision.unit}"
            claims.append(
                Claim(entry.n, ANSWERED, f"o:{answer.by_id}", answer.at, facts_of_answer(answer), unit=unit, about=ANSWER)
            )
    yield from compared(chain, claims)
    yield from unlike(chain.chain, 1, {"会议记录": (meeting.digest, digest_of_minutes(meeting, decisions))}, MINUTES)
