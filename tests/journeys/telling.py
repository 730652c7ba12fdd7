"""The same cases told instead of taken, and everything the database says of cases in words that can be compared."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.apps import apps

from mingheng.cases.actions import Offer, ToldAct, ToldDocket
from mingheng.cases.models import Case, Step
from mingheng.kit.dates import SHANGHAI
from mingheng.ledger import queries as ledger
from mingheng.ledger.models import Chain, StoredEntry
from mingheng.ledger.rules import Entry
from tests.journeys.drive import SUBMITTED, Drive, written

TABLES = {
    "cases.Case": (), "cases.CaseParty": (), "cases.Step": (), "documents.NumberSeries": (), "documents.Instrument": (),
    "documents.Dossier": (), "evidence.Evidence": (), "evidence.Description": (), "subjects.Party": (),
}  # fmt: skip
BATCH = "cases:batch:"


@dataclass
class Telling(Drive):
    """A case told: `take` and `go` write nothing, the docket comes out at the end."""

    acts: list[ToldAct] = field(default_factory=list)

    def submit(self, offer: Offer, day: date, *, by: int | None = None) -> Step:
        """Note the act; a party is named by its place."""
        officer, at = self.people[by or written(offer.act)["by"]], datetime.combine(day, SUBMITTED, SHANGHAI)
        self.acts.append(ToldAct(offer, officer, at, int(offer.party) if offer.party else None))
        return Step(facts={"party_id": str(len(self.parties))})

    @property
    def docket(self) -> ToldDocket:  # type: ignore[override]  # told, not in the database
        """The whole of it."""
        return ToldDocket(tuple(self.acts))


def everything() -> dict[str, list[str]]:
    """Every row that cases make, by table, without what is random: ids by what they stand for, sealed values opened."""
    names = _names()
    found = {label: _rows(label, leave, names) for label, leave in TABLES.items()}
    entries = StoredEntry.objects.exclude(chain__startswith=BATCH).order_by("id")
    sealed = ledger.unseal([entry.pk for entry in entries])
    found["entries"] = _named([[_entry(one), sealed.get(one.pk)] for one in entries], names)
    found["chains"] = _named(Chain.objects.exclude(chain__startswith=BATCH).values_list("chain", "n"), names)
    return found


def _rows(label: str, leave: Iterable[str], names: dict[str, str]) -> list[str]:
    model = apps.get_model(label)
    own = {f.name for f in model._meta.concrete_fields if f.get_internal_type() == "BigAutoField"}
    return _named([{k: v for k, v in row.items() if k not in {*leave, *own}} for row in model.objects.values()], names)


def _entry(stored: StoredEntry) -> dict[str, Any]:
    entry = Entry.from_bytes(bytes(stored.entry))
    return {
        "chain": entry.chain, "n": entry.n, "kind": entry.kind, "by": entry.by, "unit": entry.unit, "grant": entry.grant,
        "at": entry.at, "happened": entry.happened, "said": sorted(entry.commitments), "links": dict(entry.links),
        "files": [f.hex() for f in entry.files], "build": entry.build,
    }  # fmt: skip


def _names() -> dict[str, str]:
    """What every random id stands for."""
    names = {str(case.pk): f"case {case.ref}" for case in Case.objects.all()}
    for party in apps.get_model("subjects.Party").objects.all():
        names[str(party.pk)] = f"party {party.identity_number}"
    for label, key, place in (
        ("documents.Instrument", "uid", "source"),
        ("documents.Dossier", "uid", "state"),
        ("evidence.Evidence", "id", "n"),
    ):
        for row in apps.get_model(label).objects.all():
            names[str(getattr(row, key))] = f"{label} {names[str(row.folder)]} {getattr(row, place)}"
            if hasattr(row, "stored_as"):
                names[row.stored_as] = f"file of {names[str(row.folder)]} {row.n}"
    return names


def _named(rows: Iterable[Any], names: dict[str, str]) -> list[str]:
    said = []
    for row in rows:
        text = json.dumps(row, default=str, ensure_ascii=False, sort_keys=True)
        for key, name in names.items():
            text = text.replace(key, name)
        said.append(text)
    return sorted(said)
