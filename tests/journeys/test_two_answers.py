"""Two people answer one finding at the same moment: one answer stands, and the other person is told whose."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

from django.db import connections

from mingheng.insight.models import Finding
from mingheng.organisation.models import Officer
from mingheng.supervision.actions import AnswerRefused, answer_finding
from mingheng.supervision.models import FindingAnswer
from tests.scanned import Scanned

REASON = "经核对案卷，法制审核耗时较长，已要求三日内作出决定并说明原因"


def test_the_second_is_told_who_answered(committed_scanned: Scanned) -> None:
    found, together = Finding.objects.get(rule="decided-in-time"), Barrier(2)

    def answer(by: Officer) -> str:
        together.wait()
        try:
            given = answer_finding(
                finding_id=found.pk, kind="explained", reason=REASON, seen=0, token=uuid4(), by=by, at=found.last_seen
            )
        except AnswerRefused as refusal:
            return str(refusal)
        finally:
            connections.close_all()
        return given.kind

    people = (committed_scanned.cast.supervisor, committed_scanned.cast.squad_leader)
    with ThreadPoolExecutor(2) as pool:
        said = list(pool.map(answer, people))
    first = FindingAnswer.objects.get().by
    assert said[people.index(first)] == "explained"
    assert f"{first.name}刚刚已经答复" in said[1 - people.index(first)]
