"""A planted year as the tables of a log (`insight.rules.log`), with its leads and labels."""

from dataclasses import dataclass

import pyarrow as pa

from mingheng.demo.rules.planting.draft import Draft
from mingheng.demo.rules.planting.year import Year
from mingheng.insight.rules.encoding import CaseTold, Encoder
from mingheng.insight.rules.log import SCHEMAS
from mingheng.insight.rules.patterns import LEADS
from mingheng.law.rules.docket import Docket

ENDED = frozenset({"archive_case", "approve_no_filing"})
KEY = b"planted"
LABELS = pa.schema({"kind": pa.string(), "code": pa.string(), "ref": pa.string()})


@dataclass(frozen=True)
class PlantedLog:
    """`tables` by name; `dockets` are the same cases as the engine reads them, by reference, those brought over left out."""

    tables: dict[str, pa.Table]
    leads: pa.Table
    labels: pa.Table
    dockets: dict[str, Docket]


def told_as_log(year: Year) -> PlantedLog:
    """The whole year."""
    encoders = {key: Encoder(year.book.procedure(key), KEY) for key in ("ordinary", "simple")}
    dockets: dict[str, Docket] = {}
    for number, draft in enumerate(year.drafts, 1):
        docket = draft.docket(year.book.procedure(draft.procedure), year.town.standings)
        _encoded(encoders[draft.procedure], number, draft, docket)
        if draft.source is None:
            dockets[draft.ref] = docket
    arrows = [encoder.arrow() for encoder in encoders.values()]
    tables = {name: pa.concat_tables([arrow[name] for arrow in arrows]) for name in SCHEMAS}
    numbers = {id(draft): number for number, draft in enumerate(year.drafts, 1)}
    leads = [{**row, "case": numbers.get(id(row["case"]))} for row in year.leads]
    labels = [vars(label) for label in year.labels]
    return PlantedLog(
        tables, pa.Table.from_pylist(leads, schema=LEADS.to_pyarrow()), pa.Table.from_pylist(labels, schema=LABELS), dockets
    )


def _encoded(encoder: Encoder, number: int, draft: Draft, docket: Docket) -> None:
    """The case as rows; a docket knows places by name, the map is added here."""
    places = {n: act.place for n, act in enumerate(draft.acts, 1) if act.place}
    closed = draft.acts[-1].kind in ENDED
    encoder.add(CaseTold(number, draft.ref, closed=closed, source=draft.source, places=places), docket)
    rows = encoder.rows["acts"][-len(draft.acts) :]
    for row, act in zip(rows, draft.acts, strict=True):
        row["x"], row["y"] = act.point or (None, None)
