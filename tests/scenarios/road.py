"""Builds dockets for worked examples out of `lawbook/scenarios/road.yaml`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from functools import cache
from types import MappingProxyType
from typing import Any

from mingheng.kit.dates import SHANGHAI
from mingheng.kit.paths import lawbook_dir
from mingheng.kit.yaml_files import read_yaml
from mingheng.law.rules.docket import Act, Docket, Party, Standing
from mingheng.law.rules.reading import Lawbook, read_lawbook

PENALTY = ("item", "clause", "grade", "amount", "conduct_day", "measures")
EVENING = time(18, 0)
ORDINARY = "ordinary"


@cache
def law() -> Lawbook:
    return read_lawbook(lawbook_dir())


@cache
def road(procedure: str = ORDINARY) -> dict[str, Any]:
    """The road of a procedure with what stands beside it; the people are those of the ordinary one."""
    name = "road.yaml" if procedure == ORDINARY else f"road-{procedure}.yaml"
    found: dict[str, Any] = _read(name)
    beside = [_read(path.name) for path in sorted((lawbook_dir() / "scenarios").glob("road-*.yaml"))]
    for more in beside:
        found["aside"] |= {} if "road" in more else {k: v for k, v in more.items() if k not in found["aside"]}
    return found


def _read(name: str) -> dict[str, Any]:
    found: dict[str, Any] = read_yaml(lawbook_dir() / "scenarios" / name)
    return found


@dataclass(frozen=True)
class Cast:
    """The people of the road; `changed` gives somebody another certificate state from a day on."""

    changed: Mapping[int, tuple[date, str]] = field(default_factory=lambda: MappingProxyType({}))

    def on(self, day: date, ids: Iterable[int]) -> Mapping[int, Standing]:
        return MappingProxyType({i: self._standing(i, day) for i in ids if i in road()["people"]})

    def _standing(self, i: int, day: date) -> Standing:
        row = road()["people"][i]
        since, state = self.changed.get(i, (date.max, ""))
        auxiliary, qualified = row.get("auxiliary", False), row.get("legally_qualified", False)
        return Standing(
            i,
            row["name"],
            row.get("unit", "yunting"),
            row["certificate"],
            state if day >= since else row["state"],
            auxiliary,
            qualified,
        )


def act(n: int, written: Mapping[str, Any], cast: Cast, last: date | None = None) -> Act:
    """One act as written: act, by, day (else that of the act before it), received (else that day), party, facts."""
    on = written.get("day") or last
    if on is None:
        raise ValueError(f"{written['act']}: no day")
    facts = {k: plain(v) for k, v in (written.get("facts") or {}).items()}
    named = {written["by"]} | {int(o) for o in facts.get("officers") or () if str(o).isdigit()}
    named |= {int(facts[f]) for f in ("officer", "chair", "clerk") if str(facts.get(f, "")).isdigit()}
    named |= {int(row["officer"]) for row in facts.get("views") or ()}
    named |= {int(row["officer"]) for row in facts.get("views") or ()}
    at = datetime.combine(written.get("received") or on, EVENING, SHANGHAI)
    minute = datetime.combine(on, time.fromisoformat(written["time"]), SHANGHAI) if written.get("time") else None
    at = max(at, minute or at)
    return Act(
        n=n, kind=written["act"], by=written["by"], at=at, happened=on, happened_at=minute, party=written.get("party"),
        facts=MappingProxyType(facts), people=cast.on(on, named), round=1,
    )  # fmt: skip


def plain(value: Any) -> Any:
    """Days as the docket keeps them, also inside lists and mappings."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return [plain(v) for v in value]
    return {k: plain(v) for k, v in value.items()} if isinstance(value, dict) else value


@dataclass(frozen=True)
class Example:
    """A docket in the making: the road up to an act, with changes."""

    docket: Docket
    cast: Cast = Cast()
    penalty: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))

    def then(self, kind: str, on: date | None = None, /, **written: Any) -> "Example":
        """The example with one act more; takes what `next` takes."""
        return replace(self, docket=self.docket.with_act(self.next(kind, on, **written)))

    def next(
        self, kind: str, on: date | None = None, /, *, party: str | None = None, by: int | None = None,
        received: date | None = None, at: str | None = None, **facts: Any,
    ) -> Act:  # fmt: skip
        """The act as the road (or its side table) has it, with these changes; `None` as a fact takes it out."""
        told = road(self.docket.procedure.key)
        written = next((dict(w) for w in told["road"] if w["act"] == kind), None)
        written = written or {"act": kind, **told["aside"].get(kind, {"by": 1, "facts": {}})}
        declared = self.docket.procedure.facts_of(kind)
        meant = {name: value for name, value in self.penalty.items() if name in declared}
        merged = {**(written.get("facts") or {}), **meant, **facts}
        written["facts"] = {k: self._pointing(v, party) for k, v in merged.items() if v is not None}
        changes = {"by": by, "party": party, "day": on, "received": received, "time": at}
        written |= {name: value for name, value in changes.items() if value is not None}
        last = self.docket.acts[-1].happened if self.docket.acts else None
        made = act(len(self.docket.acts) + 1, written, self.cast, last)
        return replace(made, round=self.docket.next_round(kind, made.party))

    def _pointing(self, value: Any, party: str | None) -> Any:
        """Rows that point to a step: one written by its act is the last such act of the docket."""
        if not isinstance(value, list) or not any(isinstance(row, dict) and "step" in row for row in value):
            return value
        taken = {a.kind: str(a.n) for a in self.docket.acts if a.party in (None, party)}
        return [{**row, "step": taken.get(str(row["step"]), str(row["step"]))} for row in value]


def example(
    until: str | None = None,
    *,
    parties: Mapping[str, str] | None = None,
    change: Mapping[str, Mapping[str, Any]] | None = None,
    penalty: Mapping[str, Any] | None = None,
    cast: Cast | None = None,
    shift: int = 0,
    procedure: str = ORDINARY,
) -> Example:
    """The road up to and including `until` (None: nothing yet), all its days moved by `shift`.

    `change` gives `day`, `by`, `facts` or `left_out` per act, or per act and party (`serve_notice 乙`);
    `penalty` the facts every act that names a penalty shall have.
    """
    told = road(procedure)
    kinds = parties or told["parties"]
    docket = Docket(law().procedure(procedure), tuple(Party(i, k, i) for i, k in kinds.items()), (), "yunting", "squad")
    made = Example(docket, cast or Cast(), MappingProxyType(dict(penalty or {})))
    for written in told["road"] if until else ():
        kind = written["act"]
        for party in kinds if written.get("party") else (None,):
            other = {**(change or {}).get(kind, {}), **(change or {}).get(f"{kind} {party}", {})}
            if not other.get("left_out"):
                day = other.get("day") or written["day"] + timedelta(days=shift)
                made = made.then(kind, day, party=party, by=other.get("by"), **other.get("facts", {}))
        if kind == until:
            return made
    if until:
        raise ValueError(f"the road has no act {until}")
    return made
