"""Two supervisors hand the same case to the same unit at the same moment: there is one handing, and the other is told of it."""

from datetime import date
from functools import partial
from uuid import uuid4

from mingheng.supervision.actions.handings import hand_over
from mingheng.supervision.models import Handing
from mingheng.supervision.tests.test_handings import NOW, PURPOSE, outsider
from tests.cast import Cast
from tests.journeys.test_two_at_once import at_once, kinds
from tests.walking import walk


def test_two_at_once_make_one(committed_cast: Cast) -> None:
    to, case = outsider(committed_cast, "procuratorate", "LJ9101").unit, walk(committed_cast, "add_evidence")
    ended = at_once(
        *(
            partial(
                hand_over, case=case.pk, title=case.ref, to=to, purpose=PURPOSE, until=date(2026, 12, 31), token=uuid4(), by=by, at=NOW
            )
            for by in (committed_cast.supervisor, committed_cast.bureau_head) * 2
        )
    )  # fmt: skip
    assert kinds(ended) == {"Handing": 1, "HandingRefused": 3}
    assert Handing.objects.count() == 1
