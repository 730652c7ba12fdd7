"""Dockets written as rows of the log (`log`): for our own cases, and for proving the bulk checks equal to the engine."""

import hmac
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

import pyarrow as pa

from mingheng.insight.rules.conditions import Conditions
from mingheng.insight.rules.log import SCHEMAS
from mingheng.kit.dates import SHANGHAI
from mingheng.law.rules.docket import Act, Docket, Standing
from mingheng.law.rules.fresh import files_of
from mingheng.law.rules.kinds import opinions
from mingheng.law.rules.letters import letters, weight
from mingheng.law.rules.procedure import FactSpec, Procedure
from mingheng.law.rules.specials.people import people_in

Row = dict[str, Any]
PEOPLE = frozenset({"officer", "officer_pair", "views"})
TEXTS = frozenset({"text", "long_text", "review_items", "answers", "views", "proofs", "mends"})
SUMS = frozenset({"money", "number"})


@dataclass(frozen=True)
class CaseTold:
    """What the log says of a case beside its docket; `key` is its number in the log."""

    key: int
    ref: str
    edition: str = ""
    closed: bool = False
    source: str | None = None
    places: Mapping[int, str] = field(default_factory=dict)  # by act


class Encoder:
    """Collects dockets of one procedure as rows. `key`: secret of the digests, the same for a whole log."""

    def __init__(self, procedure: Procedure, key: bytes) -> None:
        self.procedure, self.key = procedure, key
        self.conditions = Conditions.of(procedure)
        self.rows: dict[str, list[Row]] = {name: [] for name in SCHEMAS}

    def add(self, told: CaseTold, docket: Docket) -> None:
        """One case more."""
        joined = {str(a.facts["party_id"]): a.n for a in reversed(docket.acts) if a.facts.get("party_id")}
        self.rows["cases"].append({
            "case": told.key, "ref": told.ref, "procedure": self.procedure.key, "edition": told.edition, "unit": docket.unit,
            "unit_kind": docket.unit_kind, "item": _item(docket), "winding": winding(docket), "closed": told.closed,
            "source": told.source,
        })  # fmt: skip
        for party in docket.parties:
            self.rows["parties"].append({"case": told.key, "party": party.id, "kind": party.kind, "joined": joined.get(party.id)})
        for act in docket.acts:
            self._act(told, docket, act)

    def arrow(self) -> dict[str, pa.Table]:
        """The rows so far as Arrow tables, by name."""
        return {name: pa.Table.from_pylist(rows, schema=SCHEMAS[name].to_pyarrow()) for name, rows in self.rows.items()}

    def _act(self, told: CaseTold, docket: Docket, act: Act) -> None:
        specs = self.procedure.acts[act.kind].facts
        personal = {name for name in act.facts if name in specs and specs[name].is_personal}
        of_act = {"case": told.key, "n": act.n}
        open_facts = {name: value for name, value in act.facts.items() if name not in personal}
        self.rows["acts"].append({
            **of_act, "act": act.kind, "party": act.party, "by": str(act.by), "unit": docket.unit, "happened": act.happened,
            "happened_at": _local(act.happened_at), "received_at": _local(act.at), "place": told.places.get(act.n),
            "x": None, "y": None, "amount": _sum(act.facts.get("amount")), "bits": self.conditions.bits(act),
            "facts": json.dumps(open_facts, ensure_ascii=False, sort_keys=True, default=str),
            "withheld": " ".join(sorted(personal)),
            "standings": json.dumps([_standing(s) for s in act.people.values()], sort_keys=True),
            "round": act.round, "line": None,
        })  # fmt: skip
        self.rows["people"] += [{**of_act, **row} for row in _people(act, specs)]
        self.rows["texts"] += [{**of_act, **row} for row in self._texts(act, specs)]
        self.rows["files"] += [{**of_act, "sha256": digest} for digest in sorted(files_of(act))]
        for name, spec in specs.items():
            value = act.facts.get(name)
            if value in (None, ""):
                continue
            if spec.type == "day":
                self.rows["days"].append({**of_act, "fact": name, "day": act.day(name)})
            elif spec.type in SUMS:
                self.rows["sums"].append({**of_act, "fact": name, "sum": _sum(value)})

    def _texts(self, act: Act, specs: Mapping[str, FactSpec]) -> Iterator[Row]:
        for name, spec in specs.items():
            for i, (label, text) in enumerate(opinions(act.facts.get(name)) if spec.type in TEXTS else ()):
                bare = letters(text)
                digest = digest_of(bare, self.key)
                yield {"fact": name, "i": i, "label": label, "chars": weight(bare), "different": len(set(bare)), "digest": digest}


def digest_of(bare: str, key: bytes) -> str:
    """The keyed digest of a text's letters: equal texts have equal digests, and nobody reads the text out of it."""
    return hmac.new(key, bare.encode(), "sha256").hexdigest()


def winding(docket: Docket) -> bool:
    """Whether what earlier acts say depends on later ones (corrections, strands, undoing): judged act by act instead."""
    procedure = docket.procedure
    heads = {kind for strand in procedure.strands.values() if not strand.apart for kind in strand.heads}
    return any(
        a.kind in heads or procedure.strand_of(a.kind) or procedure.acts[a.kind].amends or procedure.acts[a.kind].undoes
        or "corrects" in a.facts or any(gone.named for gone in procedure.acts[a.kind].supersedes)
        for a in docket.acts
    )  # fmt: skip


def _item(docket: Docket) -> str | None:
    found = [str(a.facts["item"]) for a in docket.acts if a.facts.get("item")]
    return found[-1] if found else None


def _people(act: Act, specs: Mapping[str, FactSpec]) -> Iterable[Row]:
    named = [("by", act.by), *((name, who) for name, s in specs.items() if s.type in PEOPLE for who in people_in(act, name))]
    for fact, person in named:
        standing = act.people.get(person)
        yield {
            "fact": fact, "person": str(person), "able": standing.may_enforce if standing else None,
            "auxiliary": standing.auxiliary if standing else None,
        }  # fmt: skip


def _standing(standing: Standing) -> Row:
    """What an officer was that day, without the name."""
    return {name: value for name, value in vars(standing).items() if name != "name"}


def _sum(value: Any) -> Decimal | None:
    return None if value in (None, "") else Decimal(str(value)).quantize(Decimal("0.01"))


def _local(moment: datetime | None) -> datetime | None:
    return moment.astimezone(SHANGHAI).replace(tzinfo=None) if moment else None
