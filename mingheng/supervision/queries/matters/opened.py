"""A matter as it is shown on a page: the docket read once, folded, with links to what its reader may do."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from mingheng.cases.queries.acts import Considered, considered
from mingheng.cases.queries.showing import Shown
from mingheng.cases.queries.wording import Words
from mingheng.cases.rules import grant_for
from mingheng.kit import display
from mingheng.kit.dates import day_of
from mingheng.kit.links import link
from mingheng.law import queries as law_queries
from mingheng.law.rules.docket import Docket, effective
from mingheng.law.rules.findings import Answer
from mingheng.law.rules.position import Position, position
from mingheng.law.rules.reading import Lawbook
from mingheng.organisation import queries as organisation
from mingheng.organisation.rules import Authority
from mingheng.supervision.models import Matter, MatterAct
from mingheng.supervision.queries.matters.dockets import matter_read
from mingheng.supervision.rules.matters import OPENING


class MatterShown(Shown):
    """The docket of a matter: its acts are taken at other addresses."""

    def _way_to(self, act: str, party: str | None) -> str:
        allowed = self.open_acts is None or act in self.open_acts
        return link("supervision:matter_act", self.ref, act) if allowed else ""


@dataclass(frozen=True)
class MatterOpened:
    """A matter, its docket and where it stands, as one reader may see it."""

    matter: Matter
    docket: Docket
    rows: Sequence[MatterAct]
    law: Lawbook
    position: Position
    at: datetime
    reader: Authority

    @cached_property
    def mine(self) -> frozenset[str]:
        """The acts this reader may take at all; none once the matter is closed."""
        acts = () if self.position.closed else self.docket.procedure.acts.items()
        return frozenset(
            key for key, spec in acts if key != OPENING and grant_for(self.reader, self.matter.unit, spec, handles=False)
        )

    @cached_property
    def shown(self) -> MatterShown:
        """The docket ready to be shown today."""
        return MatterShown(self.docket, self.law, day_of(self.at), str(self.matter.pk), self.mine)

    @cached_property
    def words(self) -> Words:
        """The docket ready to be put in words."""
        return Words(self.docket, self.law)

    @cached_property
    def units(self) -> dict[str, str]:
        """The names of all units."""
        return organisation.unit_names()

    def considered(self, act: str) -> Considered:
        """What the rules say today of an act not yet filled in."""
        return considered(self.docket, self.law, act, None, self.at, mine=act in self.mine)

    def preconditions(self, one: Considered) -> tuple[display.Precondition, ...]:
        """What is asked of the act: there, missing, or looked at on submission."""
        rules, live, made = self.docket.procedure.rules, effective(self.docket), []
        for f in one.verdict.findings:
            rule = rules[f.code]
            if f.answer is Answer.KEPT and not (rule.asks and rule.kind in ("after", "exists_when") and live.of(rule.needs)):
                continue
            noted = f.answer is Answer.BROKEN and not f.refuses
            kept = None if noted else {Answer.KEPT: True, Answer.BROKEN: False}.get(f.answer)
            text = f.reason if f.answer is Answer.BROKEN else rule.asks or rule.remedy
            shown = self.shown.finding(f)
            made.append(display.Precondition(text, kept, shown.cite, shown.href if kept is False else "", advice=noted))
        return tuple(made)


def matter_opened(matter: Matter, at: datetime, reader: Authority) -> MatterOpened:
    """Read the docket and fold it, for a reader."""
    law, read = law_queries.lawbook(), matter_read(matter)
    return MatterOpened(matter, read.docket, read.rows, law, position(read.docket, law), at, reader)
