"""A form that comes twice, late, or with something wrong in it."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from mingheng.cases.actions import NotYours
from mingheng.cases.models import Case, Step
from mingheng.cases.rules import AlreadyRegistered, StalePage, StepRefused
from mingheng.evidence.rules import FileRefused
from mingheng.evidence.tests.samples import EXE
from mingheng.subjects.rules import PartyRefused
from tests.journeys.drive import Drive, assert_recorded, photograph

TOKEN = uuid4()


def everything() -> dict[str, object]:
    """Every row of every table, and every file, by their digests."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename")
        tables = [name for (name,) in cursor.fetchall()]
        found: dict[str, object] = {}
        for table in tables:
            cursor.execute(f"SELECT count(*), md5(string_agg(t::text, '' ORDER BY t::text)) FROM {table} t")
            found[table] = cursor.fetchone()
    return found | {str(path): digest for path, digest in stored()}


def stored() -> Iterator[tuple[Path, str]]:
    for path in Path(settings.MEDIA_ROOT).rglob("*"):
        if path.is_file():
            yield path, hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_form_sent_twice_is_taken_once(drive: Drive) -> None:
    drive.go(until="register_lead")
    offer = drive.offer("check_lead", date(2026, 9, 1))
    twice = replace(offer, token=TOKEN)
    first, second = (drive.submit(twice, date(2026, 9, 1)) for _ in range(2))
    assert first == second
    assert drive.case.steps == 2
    assert_recorded(drive.case)


def test_a_lead_sent_twice_opens_one_case(drive: Drive) -> None:
    offer = drive.offer("register_lead", date(2026, 9, 1))
    twice = replace(offer, token=TOKEN)
    first = drive.submit(twice, date(2026, 9, 1))
    again = Drive(drive.people).submit(twice, date(2026, 9, 1))
    assert (first.case_id, first.n) == (again.case_id, again.n)
    assert Case.objects.count() == 1
    assert Drive(drive.people).take("register_lead").case.ref == "2026-2"  # no number was lost to the second


def test_a_lead_sent_again_in_other_words_says_so(drive: Drive) -> None:
    offer = replace(drive.offer("register_lead", date(2026, 9, 1)), token=TOKEN)
    drive.submit(offer, date(2026, 9, 1))
    changed = replace(offer, facts={**offer.facts, "content": "又有一辆车没有密闭"})
    before = everything()
    with pytest.raises(AlreadyRegistered) as told:
        Drive(drive.people).submit(changed, date(2026, 9, 1))
    assert told.value.ref == drive.case.ref
    with pytest.raises(AlreadyRegistered):
        Drive(drive.people).submit(offer, date(2026, 9, 1), by=2)
    assert everything() == before


def test_a_page_the_case_has_moved_on_from_is_refused(drive: Drive) -> None:
    drive.go(until="check_lead")
    offer = drive.offer("check_lead", date(2026, 9, 1))
    before = everything()
    with pytest.raises(StalePage) as stale:
        drive.submit(replace(offer, seen=1), date(2026, 9, 1))
    assert stale.value.since == 1
    assert everything() == before


def test_an_act_the_law_refuses_changes_nothing_and_gives_every_reason(drive: Drive) -> None:
    drive.go(until="approve_filing")
    before = everything()
    with pytest.raises(StepRefused) as refused:
        drive.take("add_evidence", date(2026, 9, 4), by=1, title=None, source=None, files=[photograph(9)])
    assert [finding.field for finding in refused.value.findings] == ["title", "source"]
    assert everything() == before


def test_an_act_of_somebody_elses_changes_nothing(drive: Drive) -> None:
    drive.go(until="propose_filing")
    before = everything()
    with pytest.raises(NotYours):
        drive.take("approve_filing", by=1)
    assert everything() == before


def test_a_file_that_is_a_program_changes_nothing(drive: Drive) -> None:
    drive.go(until="question_person")
    before = everything()
    with pytest.raises(FileRefused, match="程序文件"):
        drive.take("add_evidence", files=[SimpleUploadedFile("现场.jpg", EXE, "image/jpeg")])
    assert everything() == before


def test_a_number_that_cannot_be_one_changes_nothing(drive: Drive) -> None:
    drive.go(until="check_lead")
    before = everything()
    with pytest.raises(PartyRefused, match="校验码"):
        drive.take("register_party", identity_number="91230500MA1B3N1N2X")
    assert everything() == before


def test_a_refused_act_takes_no_number(drive: Drive) -> None:
    drive.go(until="report_investigation")
    with pytest.raises(StepRefused):
        drive.take("give_notice", amount="90000", hearing_told="no")
    drive.take("give_notice")
    notice = Step.objects.get(act="give_notice")
    assert notice.facts["number"].endswith("〔2026〕1号")
