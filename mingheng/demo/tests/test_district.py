"""The district as it stands after the seeding: lawful throughout, and with something of everything."""

import re
from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.test import Client

from mingheng.cases.queries import tasks
from mingheng.cases.queries.dockets import docket_of
from mingheng.cases.rules import pointers
from mingheng.demo import queries
from mingheng.demo.actions import NotEmpty, seed_district
from mingheng.documents import queries as documents
from mingheng.evidence import queries as evidence
from mingheng.kit import clock
from mingheng.kit.dates import day_of
from mingheng.law import queries as law
from mingheng.law.rules.findings import Answer
from mingheng.law.rules.judge import check
from mingheng.law.rules.position import position
from mingheng.ledger.queries import chain_intact
from mingheng.organisation import actions as organisation
from mingheng.organisation.queries import standings
from tests.cast import Cast

Case, Officer = apps.get_model("cases.Case"), apps.get_model("organisation.Officer")


def test_it_tells_how_far_it_has_come(told: list[str]) -> None:
    assert told[0] == "录入单位、人员和执法证"
    assert told[1].startswith("2026年01月05日")
    assert len(told) > 9


def test_every_act_in_it_was_lawful_when_it_was_taken(district: datetime) -> None:
    book = law.lawbook()
    unlawful = [
        (case.ref, act.kind, verdict.refusals)
        for case in Case.objects.all()
        for act, verdict in check(docket_of(case), book)
        if not verdict.allowed
    ]
    assert unlawful == []


def test_what_it_does_late_or_leaves_out_is_little_and_meant(district: datetime) -> None:
    book = law.lawbook()
    noted = Counter(
        finding.code
        for case in Case.objects.all()
        for _, verdict in check(docket_of(case), book)
        for finding in verdict.findings
        if finding.answer in (Answer.BROKEN, Answer.UNKNOWN)
    )
    assert set(noted) == {"papers-signed", "transfer-reviewed"}  # no paper is printed and scanned back; a transfer in haste


def test_two_officers_are_two(district: datetime) -> None:
    said = [str(act.facts.get("findings", "")) for case in Case.objects.all() for act in docket_of(case).acts]
    assert [words for words in said if (told := re.match(r"(?:执法人员)?(\w+)、(\w+?)到", words)) and told[1] == told[2]] == []


def test_every_row_is_the_fold_of_its_docket_and_every_chain_is_whole(district: datetime) -> None:
    book = law.lawbook()
    for case in Case.objects.all():
        docket = docket_of(case)
        folded = pointers(docket, position(docket, book))
        assert {name: getattr(case, name) for name in folded} == folded
        assert chain_intact(str(case.id))


def test_there_are_sixty_cases_waiting_at_many_places(district: datetime) -> None:
    cases = Case.objects.all()
    assert len(cases) >= 60
    turns = Counter(case.turn for case in cases)
    assert turns[""] == sum(case.closed for case in cases) >= 10
    assert set(turns) >= {
        "check_lead", "register_party", "propose_filing", "approve_filing", "propose_no_filing", "approve_no_filing",
        "assign_officers", "add_evidence", "explain_discretion", "give_notice", "serve_notice", "review_statement",
        "accept_hearing", "hold_hearing", "report_hearing", "submit_review", "legal_review", "discuss_case", "propose_decision",
        "approve_decision", "make_decision", "serve_decision", "record_payment", "approve_closing", "archive_case",
        "report_on_spot", "bank_cash", "close_on_spot", "report_emergency_seizure", "resume_case", "answer_reconsideration",
        "withdraw_publication",
    }  # fmt: skip


def test_worklists_show_what_is_late_what_is_near_and_what_has_time(district: datetime) -> None:
    book = law.lawbook()
    states = Counter(tasks.due_of(case, book, day_of(district)).state for case in Case.objects.all())
    assert states["over"] >= 4
    assert states["near"] >= 4
    assert states["ok"] > states["over"] + states["near"]


def test_everybody_who_can_sign_in_finds_something_to_do_or_to_see(district: datetime) -> None:
    for username, name, _, _ in queries.logins():
        found = organisation.sign_in(username=username, password=queries.PASSWORD, source="127.0.0.1", at=district)
        assert found.name == name
    waiting = {case.unit for case in Case.objects.filter(closed=False, turn="legal_review")}
    assert "yunting" in waiting


def test_every_case_opens_and_is_found(district: datetime, client: Client) -> None:
    client.force_login(Officer.objects.get(username="LJ0003"))
    with clock.pretend(district):
        assert [case.ref for case in Case.objects.all() if client.get(f"/cases/{case.ref}/").status_code != 200] == []
        assert "王𠮷" in client.get("/cases/?state=closed&q=王𠮷").content.decode()
        assert "屿舟" in client.get("/cases/?q=屿舟").content.decode()


def test_nobody_else_has_a_password(district: datetime) -> None:
    named = {username for username, *_ in queries.logins()}
    assert {officer.username for officer in Officer.objects.all() if officer.has_usable_password()} == named


def test_certificates_are_valid_suspended_withdrawn_and_lapsed(district: datetime) -> None:
    today = standings(Officer.objects.values_list("pk", flat=True), day_of(district)).values()
    states = Counter(str(one.state) for one in today)
    assert states["suspended"] == 2
    assert states["expired"] == states["withdrawn"] == 1
    assert states["valid"] > 80
    assert sum(one.auxiliary for one in today) > 12


def test_rare_characters_and_both_sides_of_the_change_of_law_are_there(district: datetime) -> None:
    dockets = [docket_of(case) for case in Case.objects.all()]
    assert any(party.name == "王𠮷" for docket in dockets for party in docket.parties)
    conduct = [act.day("conduct_day") for docket in dockets for act in docket.acts if act.kind == "propose_filing"]
    assert min(filter(None, conduct)) < date(2026, 8, 15) < max(filter(None, conduct))


def test_evidence_and_instruments_are_in_their_folders(district: datetime) -> None:
    archived = Case.objects.filter(closed=True, number__isnull=False, procedure="ordinary")
    for case in archived:
        assert len(evidence.of_folder(case.id)) >= 2
        assert len(documents.of_folder(case.id)) >= 15
        assert documents.dossier_of(case.id) is not None


def test_half_of_what_was_closed_last_month_has_every_paper_back_and_the_rest_says_why_not(district: datetime) -> None:
    last = day_of(district).replace(day=1) - timedelta(days=1)
    closed = Case.objects.filter(closed_on__year=last.year, closed_on__month=last.month)
    said = [next(act.facts for act in docket_of(case).acts if act.kind == "archive_case") for case in closed]
    assert Counter((bool(facts.get("unsigned")), "unsigned_note" in facts) for facts in said) == {
        (True, True): 2,
        (False, False): 2,
    }
    for case, facts in zip(closed, said, strict=True):
        assert ("signed" in {paper.state for paper in documents.of_folder(case.id)}) is not bool(facts.get("unsigned"))


def test_every_kind_of_road_is_walked_somewhere(district: datetime) -> None:
    taken = {act.kind for case in Case.objects.all() for act in docket_of(case).acts}
    assert taken >= {
        "collect_cash", "turn_to_ordinary", "extend_seizure", "return_items", "demolish", "lift_property_note", "preserve_evidence",
        "handle_preserved", "suspend_case", "answer_transfer", "hold_hearing", "publish_decision", "record_reconsideration_result",
        "record_judgment", "approve_deferral",
    }  # fmt: skip
    down = next(case for case in Case.objects.filter(closed=True) if any(a.kind == "demolish" for a in docket_of(case).acts))
    decision = apps.get_model("documents.Instrument").objects.get(folder=down.id, key="penalty_decision")
    assert "限期拆除。" in str(decision.paper)


def test_the_centre_has_answers_examples_absences_and_cross_checks(district: datetime, client: Client) -> None:
    client.force_login(Officer.objects.get(username="LJ0003"))
    with clock.pretend(district):
        pages = {
            name: client.get(f"/centre/{name}/").content.decode() for name in ("questions", "examples", "reviewers", "checks")
        }
    assert "当场处罚后当事人改口" in pages["questions"]
    assert "扣押车辆三十日内解除" in pages["examples"]
    assert "年休假" in pages["reviewers"]
    assert "2026-01" in pages["checks"]
    assert "抽 10%" in pages["checks"]


def test_a_second_seeding_finds_it_there_and_does_nothing(district: datetime, tmp_path: Path) -> None:
    before = apps.get_model("ledger.StoredEntry").objects.count()
    assert seed_district(by="s:setup", at=district, folder=tmp_path, tell=print) == 0
    assert apps.get_model("ledger.StoredEntry").objects.count() == before


def test_it_does_not_enter_a_bureau_that_has_people(cast: Cast, tmp_path: Path) -> None:
    people = Officer.objects.count()
    with pytest.raises(NotEmpty):
        seed_district(by="s:setup", at=datetime.fromisoformat("2026-11-23T08:30:00+08:00"), folder=tmp_path, tell=print)
    assert Officer.objects.count() == people
