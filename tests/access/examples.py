"""Example objects for addresses that carry one.

An address `cases:case` with `<ref>` asks for the example `cases:case.ref`, else `cases:ref`; a row that fixes a word may have
one of its own, `cases:step.ref report_on_spot`. A room adds a function to
`ROOMS`; it is called once, in a database with the cast and the real lawbook, and enters what it needs by real acts.
Where the argument of an address is one of a few words, `WORDS` lists them, and each needs a row of its own in the table.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID, uuid4

from django.conf import settings
from django.test import override_settings

from mingheng.cases import actions as case_actions
from mingheng.cases.actions import import_receipts
from mingheng.cases.models import Case, CrossCheck, HotQuestion, ReceiptLine, ReviewDraw, TypicalCase
from mingheng.documents.actions import render_waiting
from mingheng.documents.queries import of_folder as instruments_of
from mingheng.draws.actions import draw_lots
from mingheng.draws.tests.sealed import a_sealed, reveal
from mingheng.evidence.queries import of_folder as evidence_of
from mingheng.insight import actions as scan
from mingheng.insight.queries.findings import findings
from mingheng.kit import clock
from mingheng.kit.dates import SHANGHAI
from mingheng.ledger.actions import grow_tree, sequence_entries
from mingheng.ledger.datasets.shelf import Shelf
from mingheng.ledger.datasets.twin import BELOW
from mingheng.ledger.models import SignedCheckpoint, Timestamp
from mingheng.ledger.rules.tree.keys import Kind, SignerKey
from mingheng.ledger.rules.tree.notes import Note
from mingheng.ledger.rules.tree.tiles import Tile
from mingheng.organisation import actions
from mingheng.organisation.models import Officer
from mingheng.organisation.queries import units
from mingheng.organisation.rules import Duty, OfficerKind
from mingheng.organisation.rules.imports import ImportKind
from mingheng.supervision.actions import open_orders
from mingheng.supervision.actions.bulletins import issue_bulletin
from mingheng.supervision.actions.handings import give_opinion, hand_over
from mingheng.supervision.actions.meetings import Decided, Minutes, record_meeting
from mingheng.supervision.models import Bulletin, ReviewMeeting, TaskOrder
from mingheng.supervision.rules.bulletins.periods import Period, PeriodKind
from tests.access.registers import complaints
from tests.access.reviews import reviews_of
from tests.cast import AT, BEGAN, VALID_UNTIL, Cast
from tests.matters import opened, take
from tests.scenarios.road import law as shipped_law
from tests.walking import walk

SIMPLE = "simple"
MATTER_PAGES = ("matter", "matter_paper", "matter_file", "matter_act", "matter_draft")


@dataclass(frozen=True)
class Example:
    """One object in the squad of 云汀 (`own`), its like in the squad of 石舫 (`other`), and a value nothing has."""

    own: object
    other: object
    absent: object


Examples = Mapping[str, Example]


def organisation(cast: Cast) -> Examples:
    """Somebody of each squad with his duty and his certificate."""
    mine, theirs = cast.partner, cast.other_handler
    return {
        "organisation:unit_key": Example(cast.squad.key, cast.other_squad.key, "nowhere"),
        "organisation:officer_id": Example(mine.pk, theirs.pk, 999_999_999),
        "organisation:appointment_id": Example(mine.appointments.get().pk, theirs.appointments.get().pk, 999_999_999),
        "organisation:certificate_id": Example(mine.certificates.get().pk, theirs.certificates.get().pk, 999_999_999),
    }


def ledger(cast: Cast) -> Examples:
    """The tree belongs to no unit."""
    with TemporaryDirectory() as folder, override_settings(MINGHENG_LOG_KEY=bytes(32), MINGHENG_SIGNER=Path(folder)):
        sequence_entries(at=AT)
        grow_tree(at=AT)
    twin = Shelf(settings.MINGHENG_PUBLISHED, BELOW)
    twin.put(Tile(0, 0, 1), bytes(32))
    twin.close(Note(f"any/{BELOW}\n1\n{'A' * 43}=\n").signed(SignerKey.new("any", Kind.NOTE)))
    size = SignedCheckpoint.objects.latest("size").size
    Timestamp.objects.create(checkpoint_id=size, reply=b"any", stamped_at=AT, asked_at=AT, authority="any")
    return {
        "ledger:size": same(size, 10**9),
        "ledger:where": Example("0/000.p/1", "0/000.p/1", "0/x999/999"),
        "ledger:twin_tile.where": same("0/000.p/1", "0/x999/999"),
        "ledger:entries.where": same("000.p/1", "x999/999"),
    }


def documents(cast: Cast) -> Examples:
    """What vouches for a paper is asked for by the token printed on it, and belongs to no unit."""
    case = walk(cast, "register_lead")
    render_waiting(at=datetime(2026, 9, 30, 23, tzinfo=SHANGHAI))
    return {"documents:token": same(instruments_of(case.id)[0].id, uuid4())}


def law(cast: Cast) -> Examples:
    """The lawbook belongs to no unit."""
    return {
        "law:item.key": same("unapproved-works", "nothing"),
        "law:procedure.key": same("ordinary", "nothing"),
        "law:statute.key": same("xzcf", "nothing"),
        "law:ref": same("xzcf/42", "nothing/1"),
    }


def desk(cast: Cast) -> Examples:
    """The gallery is shut outside the demo."""
    return {"desk:name": same("worklist", "nothing")}


def cases(cast: Cast) -> Examples:
    """A case of each squad, taken so far that it has instruments and evidence."""
    others = _other_squad(cast)
    mine, theirs = walk(cast, "add_evidence"), walk(others, "add_evidence")
    refs = Example(mine.ref, theirs.ref, "1999-1")
    bank = "缴款日期,金额,付款人,缴款识别码,票据号码\n2026-09-01,100.00,某公司,没有这个文号,R-1\n"
    import_receipts(text=bank, by=cast.centre_reviewer, at=datetime(2026, 9, 30, 9, tzinfo=SHANGHAI))
    waiting = ReceiptLine.objects.get().pk
    spot = Example(
        walk(cast, "establish_facts", procedure=SIMPLE).ref, walk(others, "establish_facts", procedure=SIMPLE).ref, "1999-1"
    )
    answer, good = same(_question(cast).pk, uuid4()), same(_example(cast).pk, uuid4())
    return {
        **{f"cases:step.ref {act}": spot for act in _acts_only_of(SIMPLE)},
        "cases:spot.ref": spot,
        "desk:ref": refs,
        "cases:ref": refs,
        "cases:n": same(1, 999),
        "cases:receipt.pk": same(waiting, uuid4()),
        "cases:draft.act": same("scene_record", "nothing"),
        "cases:instrument.pk": _held(mine, theirs, lambda case: instruments_of(case.id)[0].id),
        "cases:annex.pk": _held(mine, theirs, lambda case: instruments_of(case.id)[0].id),
        "cases:again.pk": _held(mine, theirs, lambda case: instruments_of(case.id)[0].id),
        "cases:scan.pk": _held(mine, theirs, lambda case: instruments_of(case.id)[0].id),
        "cases:evidence_file.pk": _held(mine, theirs, lambda case: evidence_of(case.id)[0].id),
        "cases:thumbnail.pk": _held(mine, theirs, lambda case: evidence_of(case.id)[0].id),
        "cases:decision_draft.pk": _held(mine, theirs, lambda case: case.party_links.get().party_id),
        "cases:question.pk": answer,
        "cases:question_withdraw.pk": answer,
        "cases:example.pk": good,
        "cases:example_withdraw.pk": good,
        "cases:centre_check.pk": same(_check(cast, mine).pk, uuid4()),
        "cases:reveal.pk": _held(mine, theirs, lambda case: case.party_links.get().party_id),
    }


def supervision(cast: Cast) -> Examples:
    """A limit that runs in a case of each squad, as a scan finds it, and the daily check of each."""
    at = datetime(2026, 9, 30, 23, tzinfo=SHANGHAI)
    scan.request_scan(by=cast.supervisor, at=at)
    scan.work_off(folder=Path(settings.MINGHENG_EXPORT), at=at, tell=lambda stage, done, total: None)
    of = findings().filter(kind="duty").order_by("pk")
    mine, theirs = (of.filter(case__unit=squad.key).first() for squad in (cast.squad, cast.other_squad))
    assert mine is not None
    assert theirs is not None
    assert mine.case
    assert theirs.case
    open_orders(by=cast.supervisor, at=at)
    own, other = (TaskOrder.objects.get(spec="squad_day", unit=squad.key) for squad in (cast.squad, cast.other_squad))
    return {
        "supervision:finding.pk": Example(mine.pk, theirs.pk, 999_999_999),
        "supervision:freeze.subject": same("dossiers", "fines"),
        "supervision:task.pk": Example(own.pk, other.pk, 999_999_999),
        "supervision:complaint.number": Example(*complaints(cast), "LJ-2"),
        **{f"supervision:{name}.month": same("2026-08", "2026-13") for name in ("disclosures", "disclosures_confirm")},
        **_bulletins(cast, at),
        **_handings(cast, mine.case_id, theirs.case_id),
        **_matters(cast),
        **_reviews(cast, mine.case, theirs.case),
        **_draws(cast),
    }


def _handings(cast: Cast, mine: UUID | None, theirs: UUID | None) -> Examples:
    """A case of each squad handed to the procuratorate, with an opinion."""
    to = next(unit for unit in units() if unit.key == "procuratorate")
    at, until, words = clock.now(), clock.today() + timedelta(days=30), "请核对送达日期与签收日期为什么相差五日。"
    handed, papers = [], []
    for case in filter(None, (mine, theirs)):
        papers.append(instruments_of(case)[0].id)
        one = hand_over(
            case=case,
            title="案件",
            to=to,
            purpose="就投诉人反映的送达问题请予核查。",
            until=until,
            token=None,
            by=cast.supervisor,
            at=at,
        )
        give_opinion(handing=one.pk, words=words, token=None, by=cast.supervisor, at=at)
        handed.append(one)
    return {
        **{
            f"supervision:{name}.pk": Example(handed[0].pk, handed[1].pk, uuid4())
            for name in ("handing", "handing_back", "opinion_answer", "handed_paper")
        },
        "supervision:handed_paper.paper": Example(papers[0], papers[1], uuid4()),
        "supervision:opinion_answer.n": same(1, 99),
    }


def _matters(cast: Cast) -> Examples:
    """A slip to each squad, answered, and a key matter of each."""
    day = date(2026, 11, 2)
    (slip, key), (their_slip, their_key) = (
        _matters_of(cast, squad.key, leader, day)
        for squad, leader in ((cast.squad, cast.squad_leader), (cast.other_squad, cast.other_leader))
    )
    slips, keys = Example(slip, their_slip, uuid4()), Example(key, their_key, uuid4())
    return {
        **{f"supervision:{name}.pk": slips for name in MATTER_PAGES},
        **{f"supervision:matter_act.pk {act}": keys for act in _acts_of("key_matter") - _acts_of("fault")},
        "supervision:matter_draft.act": same("reply", "nothing"),
        "supervision:matter_paper.paper_pk": Example(instruments_of(slip)[0].id, instruments_of(their_slip)[0].id, uuid4()),
        "supervision:matter_file.file_pk": Example(evidence_of(slip)[0].id, evidence_of(their_slip)[0].id, uuid4()),
    }


def _matters_of(cast: Cast, squad: str, leader: Officer, day: date) -> tuple[UUID, UUID]:
    slip = opened(cast.supervisor, day, unit=squad)
    take(slip, "issue_slip", cast.supervisor, day)
    take(slip, "reply", leader, day)
    return slip.pk, opened(cast.supervisor, day, unit=squad, procedure="key_matter").pk


def _reviews(cast: Cast, mine: Case, theirs: Case) -> Examples:
    """A review with a result, and a sheet that waits for the supervisor."""
    resulted, waiting = reviews_of(cast, mine, theirs)
    whole = Example(resulted[0].pk, resulted[1].pk, uuid4())
    sheet = Example(waiting[0].pk, waiting[1].pk, uuid4())
    reviewing = ("review", "review_assign", "review_withdraw", "review_answer", "review_decide", "review_example")
    scoring = ("sheet", "sheet_draft", "review_dossier", "dossier_page", "dossier_picture")
    return {
        **{f"supervision:{name}.pk": whole for name in reviewing},
        **{f"supervision:{name}.pk": sheet for name in scoring},
        **{f"supervision:{name}.number": Example(1, 1, 1) for name in ("dossier_page", "dossier_picture")},
    }


def _draws(cast: Cast) -> Examples:
    """A draw that was drawn belongs to the whole bureau."""
    draw = a_sealed(cast.supervisor)
    reveal(draw, cast.supervisor)
    draw_lots(draw_id=draw.pk, by=cast.supervisor, at=draw.at)
    to, at = next(unit for unit in units() if unit.key == "procuratorate"), clock.now()
    handed = hand_over(
        draw=draw.pk, title=draw.title, to=to, purpose="请核对抽取是否按封存的方案进行。", until=clock.today(), token=None, by=cast.supervisor,
        at=at,
    )  # fmt: skip
    pages = {f"{page}.pk": same(draw.pk, uuid4()) for page in ("supervision:draw", "supervision:draw_file", "draws:sealed")}
    return {**pages, "supervision:handed_draw.pk": same(handed.pk, uuid4())}


def _bulletins(cast: Cast, at: datetime) -> Examples:
    """A bulletin belongs to the whole bureau."""
    month = Period.holding(PeriodKind.MONTH, at.date())
    issued = issue_bulletin(
        period=month, points="本期未发现违反办案期限的情况，继续做好日常核对。", reason="", seen=0, token=None,
        by=cast.supervisor, at=datetime.combine(month.until, at.timetz()),
    )  # fmt: skip
    held = _meeting(cast, issued)
    return {
        "supervision:bulletin.pk": same(issued.pk, uuid4()),
        "supervision:bulletin_data.pk": same(issued.pk, uuid4()),
        "supervision:bulletin_paper.pk": same(issued.pk, uuid4()),
        "supervision:bulletin_list.pk": same(issued.pk, uuid4()),
        "supervision:meeting_new.pk": same(issued.pk, uuid4()),
        **{f"supervision:{page}.pk": same(held.pk, uuid4()) for page in ("meeting", "meeting_paper", "meeting_answer")},
        "supervision:meeting_answer.n": Example(1, 2, 9),
        "supervision:bulletin_list.figure": same("closed", "fines"),
        "supervision:bulletin_new.period": same("2023-01", "2023-13"),
    }


def _meeting(cast: Cast, bulletin: Bulletin) -> ReviewMeeting:
    """A meeting of the whole bureau that decided something for each squad."""
    said = "本期没有违反办案期限的情况，送达回证仍要逐件核对。"
    at = bulletin.at
    decided = [Decided(f"{unit.name}核对本期送达回证", unit.key, at.date()) for unit in (cast.squad, cast.other_squad)]
    minutes = Minutes(at.date(), cast.bureau_head, [cast.squad.key], [("closed", said)], decided)
    return record_meeting(bulletin=bulletin, minutes=minutes, token=None, by=cast.supervisor, at=at)


def _question(cast: Cast) -> HotQuestion:
    return case_actions.answer_question(
        question="遗撒长度怎样测量", answer="用卷尺沿遗撒方向测量，两人签名。", items=["unsealed-bulk-transport"],
        sources=["xzcf/46"], since=BEGAN, by=cast.centre_reviewer, at=AT,
    )  # fmt: skip


def _example(cast: Cast) -> TypicalCase:
    return case_actions.offer_example(
        title="运输未密闭", summary="一车遗撒。", items=["unsealed-bulk-transport"], wording={}, since=BEGAN,
        by=cast.centre_reviewer, at=AT,
    )  # fmt: skip


def _check(cast: Cast, case: Case) -> CrossCheck:
    """Only its being there matters to who may open it."""
    draw = ReviewDraw.objects.create(period="2023-01", share="0.1", seed="0" * 64, population=[], by=cast.bureau_head, at=AT)
    return CrossCheck.objects.create(draw=draw, case=case, n=1, reviewer=cast.handler, checker=cast.centre_reviewer)


def _held(mine: Case, theirs: Case, of: Callable[[Case], object]) -> Example:
    return Example(of(mine), of(theirs), uuid4())


def _other_squad(cast: Cast) -> Cast:
    """The cast with the people of 石舫 in the parts of those of 云汀."""
    by = cast.system_administrator
    partner = actions.add_person(username="LJ0503", name="谢长缨", unit=cast.other_squad, kind=OfficerKind.OFFICER, by=by, at=AT)
    actions.appoint(officer=partner, duty=Duty.OFFICER, unit=cast.other_squad, since=BEGAN, by=by, at=AT)
    actions.issue_certificate(
        officer=partner, number="09310503", valid_from=BEGAN, valid_until=VALID_UNTIL, by=cast.law_administrator, at=AT
    )
    return replace(cast, handler=cast.other_handler, partner=partner, squad_leader=cast.other_leader)


def same(value: object, absent: object) -> Example:
    """An object that is nobody's."""
    return Example(value, value, absent)


ROOMS: tuple[Callable[[Cast], Examples], ...] = (ledger, organisation, documents, law, desk, cases, supervision)


def _acts() -> list[str]:
    """Every act of every procedure of the shipped lawbook."""
    return sorted({act for versions in shipped_law().procedures.values() for one in versions for act in one.acts})


def _acts_of(procedure: str) -> set[str]:
    return set(shipped_law().procedure(procedure).acts)


def _acts_only_of(procedure: str) -> set[str]:
    book = shipped_law()
    return set(book.procedure(procedure).acts) - {
        a for key in book.procedures if key != procedure for a in book.procedure(key).acts
    }


WORDS: Mapping[str, Iterable[str]] = {
    "organisation:import_list.kind": [kind.value for kind in ImportKind],
    "organisation:import_template.kind": [kind.value for kind in ImportKind],
    "cases:step.act": _acts(),
    "supervision:matter_act.act": sorted(_acts_of("fault") | _acts_of("key_matter")),
}
