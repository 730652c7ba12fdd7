"""Two people at the same case at the same moment: one of them wins whole, the other changes nothing."""

import threading
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from django.db import connection

from mingheng.cases.models import Case, Step
from mingheng.cases.rules import StalePage, StepRefused
from mingheng.documents import queries as documents
from mingheng.ledger.queries import chain_intact
from tests.cast import Cast
from tests.journeys.drive import Drive, assert_recorded, assert_row_is_fold, parts

PATIENCE = 60  # seconds until somebody who waits for ever is a failure


@pytest.fixture
def committed(committed_cast: Cast) -> Drive:
    """A case whose steps every thread sees."""
    return Drive(parts(committed_cast))


def at_once(*attempts: Callable[[], object]) -> list[object]:
    """Start all at the same moment, each with its own connection; what each returned or raised."""
    gate = threading.Barrier(len(attempts))
    ended: list[object] = [None] * len(attempts)

    def run(place: int, attempt: Callable[[], object]) -> None:
        gate.wait(PATIENCE)
        try:
            ended[place] = attempt()
        except Exception as error:  # noqa: BLE001  # whatever it is, the test looks at it
            ended[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(n, attempt)) for n, attempt in enumerate(attempts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    assert not any(thread.is_alive() for thread in threads)
    return ended


def kinds(ended: Sequence[object]) -> Counter[str]:
    return Counter(type(one).__name__ for one in ended)


def assert_whole(case: Case) -> None:
    """Steps, instruments and entries agree, and the row is their fold."""
    assert_recorded(case)
    assert_row_is_fold(case)
    ordered = Step.objects.filter(case=case, instrument__isnull=False).count()
    assert len(documents.of_folder(case.id)) == ordered


def test_two_officers_decide_at_once_and_one_decision_is_made(committed: Drive) -> None:
    committed.go(until="approve_decision")
    day = date(2026, 9, 23)
    offer = committed.offer("make_decision", day, party="甲")
    ended = at_once(lambda: committed.submit(offer, day, by=1), lambda: committed.submit(offer, day, by=2))
    assert kinds(ended) == {"Step": 1, "StepRefused": 1}
    refused = next(one for one in ended if isinstance(one, StepRefused))
    assert "one-decision" in {finding.code for finding in refused.findings}
    decisions = [paper.number for paper in documents.of_folder(committed.case.id) if paper.key == "penalty_decision"]
    assert len(decisions) == 1
    assert_whole(committed.case)


def test_two_who_read_the_same_page_do_not_both_write(committed: Drive) -> None:
    committed.go(until="assign_officers")
    day, seen = date(2026, 9, 4), committed.case.steps
    offers = [replace(committed.offer("scene_record", day), seen=seen) for _ in range(2)]
    ended = at_once(
        lambda: committed.submit(offers[0], day, by=1),
        lambda: committed.submit(offers[1], day, by=2),
    )
    assert kinds(ended) == {"Step": 1, "StalePage": 1}
    assert next(one for one in ended if isinstance(one, StalePage)).since == seen
    assert committed.case.steps == seen + 1
    assert_whole(committed.case)


def test_a_button_pressed_twice_at_once_takes_one_step(committed: Drive) -> None:
    committed.go(until="give_notice")
    day = date(2026, 9, 11)
    offer = replace(committed.offer("serve_notice", day, party="甲"), token=uuid4())
    ended = at_once(*[lambda: committed.submit(offer, day)] * 4)
    assert kinds(ended) == {"Step": 4}
    assert len({one.pk for one in ended if isinstance(one, Step)}) == 1
    assert_whole(committed.case)


def test_a_new_lead_sent_twice_at_once_opens_one_case(committed: Drive) -> None:
    day = date(2026, 9, 1)
    offer = replace(committed.offer("register_lead", day), token=uuid4())
    ended = at_once(*[lambda: Drive(committed.people).submit(offer, day)] * 2)
    assert kinds(ended) == {"Step": 2}
    assert Case.objects.count() == 1
    assert_whole(Case.objects.get())


def test_cases_filed_at_once_get_numbers_without_gap_or_double(committed: Drive) -> None:
    several = [Drive(committed.people).go(until="propose_filing") for _ in range(4)]
    ended = at_once(*[lambda one=one: one.take("approve_filing") for one in several])
    assert kinds(ended) == {"Step": 4}
    assert {one.case.number for one in several} == {f"澜城管案〔2026〕{n}号" for n in range(1, 5)}
    assert all(chain_intact(str(one.case_id)) for one in several)
