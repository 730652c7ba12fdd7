"""Draws sealed in the database, over made-up lists."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from mingheng.draws.actions import Terms, reveal_secret, seal_draw
from mingheng.draws.models import Draw
from mingheng.draws.rules.layers import Base, Floor
from mingheng.draws.rules.seeds import commitment
from mingheng.draws.tests.made_up import PARTIES, a_secret, members
from mingheng.kit.dates import SHANGHAI
from mingheng.organisation.models import Officer

AT = datetime(2026, 11, 20, 9, tzinfo=SHANGHAI)
DEADLINE = AT + timedelta(days=1)
BORN = AT + timedelta(days=2)
AFTER = AT + timedelta(days=3)
WHY = "上次抽取后发现名单漏列三件已办结案件，经核实须重新列入后再抽，上次结果一并公布。"


def terms(number: int = 0, **changed: Any) -> Terms:
    given: dict[str, Any] = {
        "commitments": [(name, commitment(name, a_secret(name, number))) for name in PARTIES],
        "deadline": DEADLINE,
        "source": "福彩双色球开奖号码",
        "fallback_at": BORN,
    }
    return Terms(**given | changed)


def a_sealed(by: Officer, *, number: int = 0, **changed: Any) -> Draw:
    given: dict[str, Any] = {
        "purpose": "dossier",
        "period": "2026-11",
        "title": "2026 年 11 月案卷抽查",
        "members": members({"云汀街道": 24, "石舫街道": 3}),
        "layers": [Base("本月一成", 3), Floor("每队四件", {"石舫街道": 4})],
        "terms": terms(number),
        "by": by,
        "at": AT,
    }
    return seal_draw(**given | changed)


def reveal(draw: Draw, by: Officer, parties: Sequence[str] = PARTIES, *, number: int = 0, at: datetime = AT) -> None:
    for party in parties:
        reveal_secret(draw_id=draw.pk, party=party, secret=a_secret(party, number), by=by, at=at)
