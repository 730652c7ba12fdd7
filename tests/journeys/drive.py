"""Drives a case by the acts of cases, as the worked road of the lawbook has it, with the cast's people in its parts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile

from mingheng.cases import actions
from mingheng.cases.actions import Offer
from mingheng.cases.models import Case, Step
from mingheng.cases.queries.auditing.whole import audit_one
from mingheng.cases.queries.dockets import docket_of
from mingheng.cases.rules import pointers
from mingheng.evidence.tests.samples import picture
from mingheng.kit.dates import SHANGHAI
from mingheng.law import queries as law
from mingheng.law.rules.docket import Docket
from mingheng.law.rules.position import position
from mingheng.law.rules.procedure import ActSpec
from mingheng.ledger.queries import chain_intact
from mingheng.organisation.models import Officer
from tests.cast import Cast
from tests.scenarios.road import law as written_law
from tests.scenarios.road import road

SUBMITTED, NOTICED = time(18), time(18)  # when an act was entered, and when what it records took place
FIRST = "甲"
IDENTITIES: Mapping[str, Mapping[str, str]] = {
    FIRST: {},  # as the road has it
    "乙": {"name": "上海汀禾土方运输有限公司", "identity_number": "91310199MA0LJ00265", "address": "石舫路77号"},
}
People = Mapping[int, Officer]


def parts(cast: Cast) -> People:
    """The road's numbered people as the cast plays them."""
    return {
        1: cast.handler, 2: cast.partner, 3: cast.squad_leader, 4: cast.centre_reviewer, 5: cast.bureau_head,
        6: cast.suspended, 7: cast.auxiliary, 8: cast.lapsed, 9: cast.squad_legal_officer, 10: cast.deputy_head,
    }  # fmt: skip


def photograph(seed: int = 0) -> SimpleUploadedFile:
    """A picture unlike the others."""
    return SimpleUploadedFile(f"现场{seed}.jpg", picture(seed=seed), "image/jpeg")


@dataclass
class Drive:
    """One case under way."""

    people: People
    case_id: UUID | None = None
    parties: dict[str, str] = field(default_factory=dict)
    last: date = date.min

    @property
    def case(self) -> Case:
        """The row as it is now."""
        return Case.objects.get(pk=str(self.case_id))

    @property
    def docket(self) -> Docket:
        """The docket as it is now."""
        return docket_of(self.case)

    def offer(self, act: str, day: date, *, party: str = "", files: Sequence[Any] | None = None, **facts: Any) -> Offer:
        """What the road says in this act, with these changes; None takes a fact out."""
        spec = spec_of(act)
        said = {**written(act).get("facts", {}), **(IDENTITIES[party] if act == "register_party" else {}), **facts}
        said = {k: self._plain(v, k, spec) for k, v in said.items() if k in spec.facts and v is not None}
        paper = next((name for name, fact in spec.facts.items() if fact.type == "files" and fact.required), "files")
        told = (
            [photograph(day.toordinal() + sum(map(ord, act + party)))]
            if paper in spec.facts and files is None
            else list(files or ())
        )
        said.pop(paper, None)
        return Offer(
            act, said, party=self.parties.get(party), happened=None if spec.happened == "now" else day,
            happened_at=datetime.combine(day, NOTICED, SHANGHAI) if spec.happened == "minute" else None,
            files={paper: told} if told else {},
        )  # fmt: skip

    def take(self, act: str, day: date | None = None, *, by: int | None = None, party: str = FIRST, **changes: Any) -> Step:
        """Take the act; raises what the act raises, and then the case stands where it stood."""
        on = day or written(act).get("day") or self.last
        offer = self.offer(act, on, party=party, **changes)
        step = self.submit(offer, on, by=by)
        self.last = on
        if act == "register_party":
            self.parties[party] = str(step.facts["party_id"])
        return step

    def submit(self, offer: Offer, day: date, *, by: int | None = None) -> Step:
        """Hand in an offer on a day, by the person the road has for it unless another is named."""
        officer, at = self.people[by or written(offer.act)["by"]], datetime.combine(day, SUBMITTED, SHANGHAI)
        if self.case_id is not None:
            return actions.take_step(case_id=self.case_id, offer=offer, by=officer, at=at)
        step = actions.register_lead(offer=offer, by=officer, at=at)
        self.case_id = step.case_id
        return step

    def follow(self, *, after: str = "", until: str, parties: Iterable[str] = (FIRST,)) -> Iterable[Step]:
        """The acts of the road after one, up to and including another, each party's own acts for each party."""
        names = [w["act"] for w in road()["road"]]
        for act in names[names.index(after) + 1 if after else 0 : names.index(until) + 1]:
            for party in parties if spec_of(act).per_party or act == "register_party" else (FIRST,):
                yield self.take(act, party=party)

    def go(self, *, after: str = "", until: str, parties: Iterable[str] = (FIRST,)) -> "Drive":
        """The same, all at once."""
        for _ in self.follow(after=after, until=until, parties=parties):
            pass
        return self

    def _plain(self, value: Any, name: str, spec: ActSpec) -> Any:
        if spec.facts[name].type == "officer_pair":
            return [self.people[i].pk for i in value]
        if spec.facts[name].type == "officer":
            return self.people[value].pk
        if spec.facts[name].type == "views":
            return [{**row, "officer": self.people[row["officer"]].pk} for row in value]
        return value.isoformat() if isinstance(value, date) else value


def written(act: str) -> dict[str, Any]:
    """The act as the road or its side table has it."""
    found: list[dict[str, Any]] = [w for w in road()["road"] if w["act"] == act]
    return found[0] if found else dict(road()["aside"][act])


def spec_of(act: str) -> ActSpec:
    """The act as the procedure declares it, from the folder: asking the database would be counted as the step's."""
    return written_law().procedure("ordinary").acts[act]


def assert_row_is_fold(case: Case) -> None:
    """Every pointer of the row follows from the docket and nothing else."""
    docket = docket_of(case)
    folded = pointers(docket, position(docket, law.lawbook()))
    assert {name: getattr(case, name) for name in folded} == folded


def assert_recorded(case: Case) -> None:
    """Every step is the entry of its own number in the case's chain, and the chain is whole."""
    found = [str(one) for one in audit_one(case.pk).found]
    assert not found, found
    numbers = list(Step.objects.filter(case=case).order_by("n").values_list("n", flat=True))
    assert numbers == list(range(1, case.steps + 1))
    assert chain_intact(str(case.id))
