"""A limit that ends in a year not loaded yet is provisional, and becomes exact when the year is loaded."""

from datetime import date, datetime
from pathlib import Path

from mingheng.cases import actions
from mingheng.cases.actions import Offer
from mingheng.cases.models import Case
from mingheng.kit.dates import SHANGHAI
from mingheng.law import actions as law
from tests.cast import Cast

NEXT_YEAR = """
year: 2027
"off": [2027-01-01]
makeup: []
status: C
source: 测试用，不是公布的安排
"""


def test_a_provisional_end_becomes_exact_when_the_year_is_loaded(cast: Cast, tmp_path: Path) -> None:
    at = datetime(2026, 12, 24, 9, 0, tzinfo=SHANGHAI)
    lead = {"source": "patrol", "content": "车辆未密闭", "place": "澜水路"}
    case = actions.register_lead(
        offer=Offer("register_lead", lead, happened=at.date(), happened_at=at), by=cast.handler, at=at
    ).case
    case.refresh_from_db()
    assert case.provisional
    assert case.due is not None
    assert case.due.year == 2027
    assert actions.refold_provisional(at=at) == 0
    (tmp_path / "2027.yaml").write_text(NEXT_YEAR, encoding="utf-8")
    law.load_calendar_year(path=tmp_path / "2027.yaml", by="s:console", at=at)
    assert actions.refold_provisional(at=at) == 1
    exact = Case.objects.get(pk=case.pk)
    assert not exact.provisional
    assert exact.due == date(2027, 1, 15)
