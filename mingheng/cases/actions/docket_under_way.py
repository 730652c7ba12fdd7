"""One docket growing in memory, act by act, by the same steps `take_step` takes."""

from dataclasses import replace
from datetime import time
from typing import Any
from uuid import UUID

from mingheng.cases.actions import bulk_effects
from mingheng.cases.actions.books import Books
from mingheng.cases.actions.computed import COMPUTED, COMPUTED_OF_MANY, ONE_BY_ONE
from mingheng.cases.actions.docket_told import ToldAct, ToldDocket
from mingheng.cases.actions.effects import with_facts
from mingheng.cases.actions.elsewhere import OtherDockets
from mingheng.cases.actions.making import Offer, gathered, pointed, said_of, standings_for, step_of
from mingheng.cases.actions.steps import ARCHIVE, NotYours
from mingheng.cases.models import Case, CaseParty, Step
from mingheng.cases.queries.covers import cover_of
from mingheng.cases.queries.papers import paper_of
from mingheng.cases.rules import StepRefused, divide, filed_on, first_fact, grant_for, lead_ref, officers_named, unit_of
from mingheng.kit.dates import day_of, moment_of
from mingheng.kit.search import vector_text
from mingheng.law import queries as law
from mingheng.law.rules.context import Context
from mingheng.law.rules.docket import Act, Docket, effective
from mingheng.law.rules.findings import Finding
from mingheng.law.rules.judge import judge
from mingheng.law.rules.position import handlers, position
from mingheng.law.rules.procedure import ActSpec
from mingheng.law.rules.shape import shape
from mingheng.ledger.rules import Said

LEAD_SERIES = "线"


class DocketUnderWay:
    """The case, its rows and its entries so far. Nothing is written here."""

    def __init__(self, told: ToldDocket, books: Books) -> None:
        brought = told.brought
        self.books, self.brought = books, brought
        self.steps: list[Step] = []
        self.said: list[Said] = []
        self.links: list[CaseParty] = []
        self.party_ids: list[str] = []
        first = told.acts[0]
        began = moment_of(first.offer.happened, time()) if brought and first.offer.happened else first.at
        lead = books.papers.number(LEAD_SERIES, began.year)
        self.case = Case(
            ref=lead_ref(lead), procedure=told.procedure, edition=books.law.digest, opened_at=began,
            unit=first.by.unit.key, stage="lead", source=brought.source if brought else "",
        )  # fmt: skip
        procedure = law.procedure(told.procedure, self.case.edition, day_of(began))
        self.docket = Docket(procedure=procedure, unit=self.case.unit)

    def take(self, told: ToldAct) -> None:
        """One act more. Raises what a single act raises, NoBulkForm."""
        offer = told.offer if told.party is None else replace(told.offer, party=self.party_ids[told.party])
        spec = self.docket.procedure.acts[offer.act]
        grant = "" if self.brought else self._grant(told, spec)
        if offer.act in COMPUTED and offer.act not in ONE_BY_ONE and not self.brought:
            offer = self._computed(offer, told)
        happened = offer.happened or day_of(told.at)
        named, today = officers_named(spec, offer.facts, told.by.pk), happened if self.brought else day_of(told.at)
        people = standings_for(self.books.rolls.standings, named, told.by.pk, happened, today)
        act = gathered(self.docket, offer, told.by.pk, told.at, people)
        refusals = self._refusals(act)
        if refusals:
            raise StepRefused(refusals)
        act, self.docket = bulk_effects.of(self, ToldAct(offer, told.by, told.at, told.party), act)
        self._append(act, spec, told, grant)

    def _computed(self, offer: Offer, told: ToldAct) -> Offer:
        if offer.act not in COMPUTED_OF_MANY:
            raise bulk_effects.NoBulkForm(f"步骤 {offer.act} 还不能成批办理，请逐件办理")
        return COMPUTED[offer.act](
            docket=self.docket, offer=offer, by=told.by, at=told.at, law=self.books.law, elsewhere=OtherDockets(self)
        )

    def point(self) -> None:
        """Move the case's pointers to where the docket stands."""
        at = position(self.docket, self.books.law)
        self.case.search = vector_text(*pointed(self.case, self.docket, at, self.books.law.items))

    def _refusals(self, act: Act) -> tuple[Finding, ...]:
        """What speaks against the act: of one that comes over its form only, for it was taken long ago."""
        if self.brought:
            _, found = shape(self.docket, act)
            return tuple(f for f in found if f.code != "time-is-now")
        return judge(self.docket, act, self.books.law).refusals if self.books.judged else ()

    def _grant(self, told: ToldAct, spec: ActSpec) -> str:
        """The appointment under which this person may take the act; raises NotYours without one."""
        docket, kind = self.docket, told.offer.act
        handles = not docket.acts or told.by.pk in handlers(Context(docket, self.books.law))
        authority = self.books.rolls.authority(told.by.pk, day_of(told.at))
        grant = grant_for(authority, self.case.unit, spec, handles=handles)
        if grant is None:
            raise NotYours(kind)
        return str(grant.id)

    def _append(self, act: Act, spec: ActSpec, told: ToldAct, grant: str) -> None:
        refs: dict[str, str] = {"procedure": self.case.edition}
        after = self.docket.with_act(act)
        instrument: UUID | None = None
        if spec.instrument is not None and not self.brought:
            paper = paper_of(self.case, after, act, self.books.law, self.books.bureau)
            ordered = self.books.papers.order(
                folder=self.case.id, key=spec.instrument, source=str(act.n), data=paper.data, year=act.happened.year,
                by=told.by, at=told.at, edition=self.books.law.digest,
            )  # fmt: skip
            refs["instrument"], instrument = ordered.sha256, ordered.id
            if ordered.number:
                act = with_facts(act, number=ordered.number)
                after = self.docket.with_act(act)
        parts = divide(spec, act.facts)
        self.steps.append(step_of(self.case, act, parts, by=told.by.pk, instrument=instrument, token=told.offer.token))
        self._stand(after)
        if act.kind == ARCHIVE and not self.brought:
            self._bind(told)
        self.said.append(said_of(self.case, act, parts, grant=grant, refs=refs, kind="brought" if self.brought else "case"))

    def _stand(self, docket: Docket) -> None:
        """The pointers that later acts read; the others wait until the last."""
        self.docket = docket
        live = effective(docket)
        self.case.unit, self.case.filed_on = unit_of(docket, live), filed_on(live)
        self.case.number = first_fact(live, "case_number")

    def _bind(self, told: ToldAct) -> None:
        self.point()
        cover: dict[str, Any] = cover_of(self.case, self.docket, self.books.law, self.books.bureau)
        self.books.papers.bind(
            folder=self.case.id, cover=cover, by=told.by, at=told.at, evidence=bulk_effects.exhibits(self),
            edition=self.books.law.digest,
        )  # fmt: skip
