"""What is sent back is done again, and the second round counts."""

from datetime import date

import pytest

from mingheng.cases.rules import StepRefused
from tests.journeys.drive import Drive, assert_recorded, assert_row_is_fold, written


@pytest.fixture
def complex_case(drive: Drive) -> Drive:
    """Complex, so that legal review is due, and told; nobody objects."""
    drive.go(until="explain_discretion")
    drive.take("report_investigation", nature="complex")
    return drive.go(after="report_investigation", until="waive_statement")


def test_a_returned_review_goes_back_to_the_handler(complex_case: Drive) -> None:
    complex_case.take("submit_review", date(2026, 9, 16))
    assert complex_case.case.turn == "legal_review"
    assert complex_case.case.due == date(2026, 9, 22)  # five working days, the make-up Sunday among them
    send_back(complex_case)
    assert complex_case.case.turn == "submit_review"
    assert complex_case.case.turn_officers == [complex_case.people[1].pk, complex_case.people[2].pk]


def test_the_second_round_passes_and_the_case_goes_on(complex_case: Drive) -> None:
    complex_case.take("submit_review", date(2026, 9, 16))
    send_back(complex_case)
    again = complex_case.take("submit_review", date(2026, 9, 18), note="已按审核意见补充证据来源和比较材料", mended=MENDED)
    passed = complex_case.take("legal_review", date(2026, 9, 21))
    assert (again.round, passed.round) == (2, 2)
    complex_case.take("discuss_case", date(2026, 9, 21))
    for _ in complex_case.follow(after="waive_statement", until="archive_case"):
        assert_row_is_fold(complex_case.case)
    assert complex_case.case.closed
    assert_recorded(complex_case.case)


def test_a_returned_review_opens_no_way_to_the_decision(complex_case: Drive) -> None:
    complex_case.take("submit_review", date(2026, 9, 16))
    send_back(complex_case)
    with pytest.raises(StepRefused) as refused:
        complex_case.take("propose_decision", date(2026, 9, 21))
    assert {f.code for f in refused.value.findings} == {"reviewed-when-required", "discussed-when-required"}


def test_nobody_gives_a_second_opinion_on_one_submission(complex_case: Drive) -> None:
    complex_case.take("submit_review", date(2026, 9, 16))
    send_back(complex_case)
    with pytest.raises(StepRefused) as refused:
        complex_case.take("legal_review", date(2026, 9, 18))
    assert "submitted-before-opinion" in {f.code for f in refused.value.findings}


def test_a_second_notice_has_to_be_served_again(drive: Drive) -> None:
    drive.go(until="waive_statement")
    assert drive.case.turn == "propose_decision"
    drive.take("explain_discretion", date(2026, 9, 15), amount="8000")
    second = drive.take("give_notice", date(2026, 9, 15), amount="8000")
    assert second.round == 2
    assert drive.case.turn == "serve_notice"
    assert_row_is_fold(drive.case)
    with pytest.raises(StepRefused) as refused:
        drive.take("propose_decision", date(2026, 9, 21))
    assert "notice-served-before-review" in {f.code for f in refused.value.findings}


def test_a_correction_changes_what_is_read_and_not_what_was_written(drive: Drive) -> None:
    drive.go(until="scene_record")
    scene = next(act for act in drive.docket.acts if act.kind == "scene_record")
    drive.take("correct_record", corrects=str(scene.n), fact="place", corrected_value="澜水路东口")
    assert next(act for act in drive.docket.acts if act.kind == "scene_record").facts["place"] == "澜水路口"
    assert_row_is_fold(drive.case)


MENDED = [
    {"point": "事实与证据：写明视频原始载体保存在哪里", "done": "no", "reason": "证据单第二栏已写明保存在中队保密柜，请对照"}
]


def send_back(case: Drive) -> None:
    """The reviewer finds one point that does not hold."""
    case.take("legal_review", date(2026, 9, 17), conclusion="amend", items=amended())


def amended() -> list[dict[str, str]]:
    """The points of a review with one that does not hold."""
    points = [dict(point) for point in written("legal_review")["facts"]["items"]]
    points[2] |= {"verdict": "not_ok", "reason": "证据来源记载不全，视频原始载体保存在哪里没有写明",
                  "mend": "写明视频原始载体保存在哪里", "act": "add_evidence"}  # fmt: skip
    return points
