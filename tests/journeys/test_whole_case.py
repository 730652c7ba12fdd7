"""The whole ordinary case, from the lead to the archive."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from mingheng.documents import queries as documents
from mingheng.ledger import queries as ledger
from tests.journeys.drive import Drive, assert_recorded, assert_row_is_fold

STATEMENTS = 20  # to the database, for one step, whatever acts of other rooms it contains


def test_the_case_goes_from_lead_to_archive_by_acts_alone(drive: Drive) -> None:
    case = drive.go(until="archive_case").case
    assert case.closed
    assert case.number == "澜城管案〔2026〕1号"
    assert (case.stage, case.turn, case.due) == ("archive", "", None)
    assert [act.kind for act in drive.docket.acts][-3:] == ["propose_closing", "approve_closing", "archive_case"]


def test_the_row_is_the_fold_of_the_docket_after_every_step(drive: Drive) -> None:
    for step in drive.follow(until="archive_case"):
        case = drive.case
        assert case.steps == step.n
        assert_row_is_fold(case)


def test_every_step_is_the_entry_of_its_number_in_an_unbroken_chain(drive: Drive) -> None:
    for _ in drive.follow(until="archive_case"):
        assert_recorded(drive.case)
    assert set(ledger.unseal_chain(str(drive.case_id))) <= set(range(1, drive.case.steps + 1))


def test_no_step_asks_the_database_more_than_twenty_times(drive: Drive) -> None:
    Drive(drive.people).go(until="register_lead")  # the published law is read once in a process's life
    costly = {}
    steps = iter(drive.follow(until="archive_case"))
    while True:
        with CaptureQueriesContext(connection) as asked:
            step = next(steps, None)
        if step is None:
            break
        told = [query["sql"] for query in asked if "SAVEPOINT" not in query["sql"]]
        if len(told) > STATEMENTS:
            costly[step.act] = len(told)
    assert costly == {}


def test_every_instrument_of_the_case_is_ordered_and_numbered_without_gaps(drive: Drive) -> None:
    drive.go(until="archive_case")
    papers = documents.of_folder(drive.case.id)
    asked_for = [act for act in drive.docket.acts if drive.docket.procedure.acts[act.kind].instrument]
    assert len(papers) == len(asked_for)
    assert documents.dossier_of(drive.case.id) is not None
    numbers = sorted(paper.number for paper in papers if paper.number)
    assert len(set(numbers)) == len(numbers)


def test_cases_are_numbered_in_the_order_they_are_filed(drive: Drive) -> None:
    filed = [Drive(drive.people).go(until="approve_filing").case.number for _ in range(3)]
    assert filed == [f"澜城管案〔2026〕{serial}号" for serial in (1, 2, 3)]
