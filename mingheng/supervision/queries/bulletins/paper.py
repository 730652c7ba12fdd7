"""A bulletin as its paper says it: the frozen figures in tables, the picture, what the samples could see."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from mingheng.documents import queries as documents
from mingheng.kit.dates import day_of
from mingheng.supervision.models import Bulletin
from mingheng.supervision.queries.bulletins.page import IN_TABLE, shown
from mingheng.supervision.queries.bulletins.tables import Cell
from mingheng.supervision.rules.bulletins.periods import Period
from mingheng.supervision.rules.bulletins.titles import TABLES

INSTRUMENT = "supervision_bulletin"
PLACES = ("drawn", "papers", "answers", "orders")
"""The tables of the instrument, in the order of those of the page."""
SHORT = 12  # characters of a digest by which people name an edition


def title_of(period: Period) -> str:
    """What the bulletin of a period is called on paper."""
    return f"{period.title.replace(' ', '')}执法监督{period.word}"


def paper_of(frozen: Mapping[str, Any], *, points: str, reason: str, digest: str, authority: str, at: datetime) -> dict[str, Any]:
    """Everything the instrument may say of what was frozen."""
    page, keys = shown(frozen), dict(TABLES)
    return {
        "authority": authority, "date": day_of(at).isoformat(), "name": title_of(Period.named(frozen["period"])), "points": points,
        "reason": reason, "digest": digest, "lawbook": page.law[:SHORT],
        "trend": [{"period": label, "n": n} for label, n in page.chart.counts],
        "cases": [{"unit": unit.name, "index": unit.index, **_numbers(IN_TABLE, unit.cells)} for unit in page.units],
        "sights": "\n".join(f"{one['title']}：{''.join(one['words'])}" for one in page.sights),
        "weights": "依法行政指数满分一百：" + "、".join(f"{title}{points}分" for title, _, points in page.weights)
        + "；本期没有可算的，权重由其他项分担。权重是本系统约定。" if page.weights else "",
        **{place: [{"unit": name, **_numbers(keys[table.title], cells)} for name, cells in table.rows] for place, table in zip(PLACES, page.tables, strict=False)},
    }  # fmt: skip


def paper_made(bulletin: Bulletin) -> documents.InstrumentView | None:
    """The paper of a bulletin; None for one issued before bulletins had any."""
    return next((one for one in documents.of_folder(bulletin.pk) if one.key == INSTRUMENT), None)


def _numbers(keys: tuple[str, ...], cells: tuple[Cell, ...]) -> dict[str, int]:
    return {key: one.n for key, one in zip(keys, cells, strict=True)}
