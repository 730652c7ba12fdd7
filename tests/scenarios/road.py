"""Builds dockets for worked examples out of `lawbook/scenarios/road.yaml`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from functools import cache
from types import MappingProxyType
from typing import Any

import yaml

from mingheng.kit.dates import SHANGHAI
from mingheng.kit.paths import lawbook_dir
from mingheng.law.rules.docket import Act, Docket, Party, Standing
from mingheng.law.rules.reading import Lawbook, read_lawbook


@cache
def law() -> Lawbook:
    return read_lawbook(lawbook_dir())


@cache
def road() -> dict[str, Any]:
    text = (lawbook_dir() / "scenarios" / "road.yaml").read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.safe_load(text)
    return found


def people(ids: Iterable[int]) -> Mapping[int, Standing]:
    rows = {i: road()["people"][i] for i in ids}
    return MappingProxyType({
        i: Standing(i, r["name"], "yunting", r["certificate"], r["state"], r.get("auxiliary", False), r.get("legally_qualified", False))
        for i, r in rows.items()
    })  # fmt: skip


def act(n: int, written: Mapping[str, Any], default_day: date | None = None) -> Act:
    """One act as written in YAML: act, by, day, party, facts; people come from the cast."""
    on = written.get("day") or default_day
    if on is None:
        raise ValueError(f"{written['act']}: no day")
    facts = {k: _plain(v) for k, v in (written.get("facts") or {}).items()}
    named = {written["by"]} | {int(o) for o in facts.get("officers") or ()}
    named |= {int(facts[f]) for f in ("officer", "chair") if facts.get(f)}
    received = written.get("at") or on
    return Act(
        n=n, kind=written["act"], by=written["by"], at=datetime.combine(received, time(18, 0), SHANGHAI), happened=on,
        party=written.get("party"), facts=MappingProxyType(facts), people=people(named), round=1,
    )  # fmt: skip


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


@dataclass(frozen=True)
class Example:
    """A docket in the making: the road up to an act, with changes."""

    docket: Docket

    def then(self, kind: str, on: date | None = None, *, party: str | None = None, by: int | None = None, **facts: Any) -> "Example":
        return Example(self.docket.with_act(self.next(kind, on, party=party, by=by, **facts)))

    def next(self, kind: str, on: date | None = None, *, party: str | None = None, by: int | None = None, **facts: Any) -> Act:
        """The act as the road (or its side table) has it, with these changes; `None` as a fact takes it out."""
        written = next((dict(w) for w in road()["road"] if w["act"] == kind), None)
        written = written or {"act": kind, **road()["aside"][kind]}
        merged = {**(written.get("facts") or {}), **facts}
        written["facts"] = {k: v for k, v in merged.items() if v is not None}
        if by is not None:
            written["by"] = by
        if party is not None:
            written["party"] = party
        last = self.docket.acts[-1].happened if self.docket.acts else None
        if on is not None:
            written["day"] = on
        made = act(len(self.docket.acts) + 1, written, last)
        return replace(made, round=self.docket.next_round(kind, made.party))


def example(until: str | None = None, *, parties: Mapping[str, str] | None = None, change: Mapping[str, Mapping[str, Any]] | None = None) -> Example:
    """The road up to and including `until` (None: nothing yet); `change` gives facts, `day`, `by` per act."""
    kinds = parties or road()["parties"]
    docket = Docket(law().procedure("ordinary"), tuple(Party(i, k, i) for i, k in kinds.items()), (), "yunting", "squad")
    made = Example(docket)
    for written in road()["road"] if until else ():
        other = dict((change or {}).get(written["act"], {}))
        who = kinds if written.get("party") else (None,)
        for party in who:
            if not other.get("left_out"):
                made = made.then(written["act"], other.get("day"), party=party, by=other.get("by"), **other.get("facts", {}))
        if written["act"] == until:
            return made
    return made
