"""What the pages of a case show: one frozen value per page, built by the queries beside this file.

Every template of `cases/templates/cases/` takes exactly one of these as `page`; pages with fields also take
`form`. All words, links and judgements are finished here; a template adds nothing to them.

    case.html CasePage · step.html StepPage · taken.html TakenPage · confirm.html ConfirmPage
    review.html ReviewPage · approvals.html ApprovalsPage · list.html ListPage · purpose.html PurposePage
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from mingheng.cases.queries.concurrence import ConcurringItem
from mingheng.cases.queries.earlier import Earlier
from mingheng.cases.queries.money import Account
from mingheng.kit.display import (
    ActLink,
    Badge,
    Blocked,
    Cite,
    Clock,
    Due,
    Entry,
    Finding,
    Milestone,
    NextAct,
    Person,
    Precondition,
    Proof,
    Range,
    Section,
    Stage,
    Task,
)
from mingheng.kit.shell import Chip, Choice, Facet, Pager

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class CaseHead:
    """The identity bar: which matter this is, wherever one stands in it."""

    ref: str
    href: str
    number: str
    subject: str
    matter: str
    badges: tuple[Badge, ...] = ()
    people: tuple[Person, ...] = ()
    people_note: str = ""
    unit: str = ""
    source: str = ""
    amount: Decimal | None = None
    amount_label: str = "拟罚款"
    proof: Proof | None = None


@dataclass(frozen=True)
class DocumentRow:
    """An instrument of the case.

    `note` is its number, its pages or why it failed; `scan_href` takes the signed paper, `again_href` has a failed one
    made again, `proof_href` opens its annex.
    """

    title: str
    href: str
    note: str = ""
    on: date | datetime | None = None
    badge: Badge | None = None
    fingerprint: str = ""
    scan_href: str = ""
    again_href: str = ""
    proof_href: str = ""


@dataclass(frozen=True)
class EvidenceRow:
    """A piece of evidence: its kind of article 46, where it comes from, which facts it proves, when it was taken and came in."""

    title: str
    kind: str
    source: str
    maker: str
    taken_at: datetime
    place: str
    proves: tuple[str, ...]
    href: str
    fingerprint: str
    intact: bool = True
    thumbnail: str = ""
    icon: str = "file"
    size: str = ""
    times: str = ""


@dataclass(frozen=True)
class FactProved:
    """A fact to be proved and how many pieces of evidence stand for it; one alone is `weak`."""

    text: str
    count: int
    weak: bool = False


@dataclass(frozen=True)
class PartyCard:
    """A party with its masked number. `rows` are the other things known, `reveal` asks to see the number."""

    name: str
    kind: str
    identity_label: str
    identity: str
    reveal: str
    rows: Pairs = ()
    badges: tuple[Badge, ...] = ()


@dataclass(frozen=True)
class Grade:
    """A step of the benchmark; `chosen` is the one this case uses."""

    title: str
    factors: tuple[str, ...]
    band: str
    chosen: bool = False


@dataclass(frozen=True)
class Discretion:
    """How the amount was reached: the item, its text, the grade, the reasons."""

    item: str
    item_href: str
    breach: tuple[Cite, ...]
    penalty: tuple[Cite, ...]
    law_note: str
    range: Range | None
    grades: tuple[Grade, ...]
    demonstration: bool
    reasons: str = ""
    departure: str = ""
    similar: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True)
class CasePage:
    """The case page. `tab` names the open tab: overview timeline documents evidence parties discretion.

    `still` are the acts a closed case still takes: a remedy registered, a decision revoked or published, a visit.
    """

    head: CaseHead
    tab: str
    tabs: tuple[Choice, ...]
    stages: tuple[Stage, ...]
    clock: Clock | None
    next: NextAct | None
    blocked: tuple[Blocked, ...]
    timeline: tuple[Entry, ...]
    timeline_filters: tuple[Choice, ...] = ()
    documents: tuple[DocumentRow, ...] = ()
    evidence: tuple[EvidenceRow, ...] = ()
    facts: tuple[FactProved, ...] = ()
    parties: tuple[PartyCard, ...] = ()
    discretion: Discretion | None = None
    money: tuple[Account, ...] = ()
    clocks: tuple[Clock, ...] = ()
    still: tuple[ActLink, ...] = ()
    crumbs: tuple[Choice, ...] = ()
    timeline_href: str = ""
    documents_href: str = ""
    evidence_href: str = ""
    parties_href: str = ""
    add_evidence_href: str = ""
    dossier_href: str = ""
    bundle_href: str = ""
    previous_href: str = ""
    next_href: str = ""


@dataclass(frozen=True)
class StepPage:
    """The form of any act: on the left what to fill in, on the right what the law asks.

    `head` is None for a new lead. `findings` are all reasons of a refused attempt; `blocked` says that the act
    cannot be done now at all, and then the form is not shown. `hidden` carries the tokens against a second
    submission and a stale page. `formsets` of the context are repeated groups (evidence, points of a defence).
    """

    title: str
    verb: str
    action: str
    back_href: str
    back: str = "返回案件"
    head: CaseHead | None = None
    intro: str = ""
    sections: tuple[Section, ...] = ()
    preconditions: tuple[Precondition, ...] = ()
    clocks: tuple[Clock, ...] = ()
    findings: tuple[Finding, ...] = ()
    warnings: tuple[Finding, ...] = ()
    blocked: Blocked | None = None
    range: Range | None = None
    earlier: Earlier | None = None
    unsigned: tuple[tuple[str, str], ...] = ()
    concurrence: tuple[ConcurringItem, ...] = ()
    cites: tuple[Cite, ...] = ()
    instrument: str = ""
    foot: str = ""
    autosave_href: str = ""
    saved_at: datetime | None = None
    hidden: Pairs = ()
    multipart: bool = False
    crumbs: tuple[Choice, ...] = ()


@dataclass(frozen=True)
class TakenPage:
    """A step that was taken, as it stands for ever: what was declared, who, when, its instrument, how far its record has come."""

    head: CaseHead
    entry: Entry
    facts: Pairs
    number: int
    cites: tuple[Cite, ...] = ()
    document: DocumentRow | None = None
    evidence: tuple[EvidenceRow, ...] = ()
    findings: tuple[Finding, ...] = ()
    leaf: str = ""
    proof: Proof | None = None
    milestones: tuple[Milestone, ...] = ()
    voucher_href: str = ""
    superseded_by: tuple[str, str] | None = None
    correct_href: str = ""
    crumbs: tuple[Choice, ...] = ()


@dataclass(frozen=True)
class ConfirmPage:
    """The last look before an act with legal effect. `hidden` repeats what was typed."""

    head: CaseHead
    title: str
    consequence: str
    rows: Pairs
    button: str
    action: str
    back_href: str
    hidden: Pairs
    cites: tuple[Cite, ...] = ()
    crumbs: tuple[Choice, ...] = ()


@dataclass(frozen=True)
class ReviewItem:
    """One item of a legal review.

    `name` starts the names of its two controls, `<name>-verdict` and `<name>-reason`; `verdict` is one of
    `ReviewPage.verdicts`, empty while open; `problem` is why its reason was refused.
    """

    key: str
    name: str
    title: str
    asks: str
    verdict: str = ""
    reason: str = ""
    earlier: str = ""
    mend: str = ""
    act: str = ""
    problem: Finding | None = None
    range: Range | None = None
    cite: Cite | None = None

    @property
    def state(self) -> str:
        """The look of its row: refused, argued or untouched."""
        if self.problem:
            return "fix"
        return "done" if self.verdict and self.reason else ""


@dataclass(frozen=True)
class Passage:
    """A stretch of an instrument; `mark` is the key and `number` the place of its review item, `added` is new text."""

    text: str
    mark: str = ""
    number: int | None = None
    added: bool = False


@dataclass(frozen=True)
class Paper:
    """An instrument on the screen, before it is approved: no seal, no number, no date."""

    authority: str
    title: str
    status: str
    opening: tuple[str, ...]
    paragraphs: tuple[tuple[Passage, ...], ...]


@dataclass(frozen=True)
class ReviewPage:
    """The legal review: items on the left, the instrument on the right, the conclusion below.

    `verdicts` and `conclusions` are value and label pairs; the three verdicts come in the order 符合 不符合 不适用.
    `floor` is the number of characters a reason needs, from the lawbook; `opinion` is the whole opinion, sent as `opinion`.
    """

    head: CaseHead
    round_label: str
    due: Due
    limit: str
    ground: str
    ground_cite: Cite | None
    reviewer: str
    independent: str
    items: tuple[ReviewItem, ...]
    verdicts: Pairs
    conclusions: Pairs
    conclusion: str
    conclusion_name: str
    action: str
    hidden: Pairs
    floor: int
    opinion: str = ""
    preview_tabs: tuple[Choice, ...] = ()
    paper: Paper | None = None
    pdf_href: str = ""
    compare: Choice | None = None
    earlier_href: str = ""
    findings: tuple[Finding, ...] = ()
    autosave_href: str = ""
    saved_at: datetime | None = None
    crumbs: tuple[Choice, ...] = ()
    acts: Pairs = ()

    @property
    def argued(self) -> int:
        """How many items carry a reason."""
        return sum(1 for item in self.items if item.reason)

    @property
    def open_key(self) -> str:
        """The item to work on first: a refused one, else the first that is not done, else none."""
        refused = [item.key for item in self.items if item.state == "fix"]
        untouched = [item.key for item in self.items if item.state == ""]
        return next(iter(refused + untouched), "")


@dataclass(frozen=True)
class ApprovalsPage:
    """What waits for this reader's approval, most urgent first."""

    tasks: tuple[Task, ...]
    tabs: tuple[Choice, ...]
    decided: tuple[Entry, ...] = ()


@dataclass(frozen=True)
class CaseRow:
    """A line of the case list."""

    ref: str
    href: str
    number: str
    subject: str
    matter: str
    stage: str
    due: Due
    unit: str
    people: tuple[Person, ...]
    opened: date
    amount: Decimal | None = None
    badge: Badge | None = None


@dataclass(frozen=True)
class ListPage:
    """The case list: what is searched and filtered, the rows, where we are in them."""

    query: str
    chips: tuple[Chip, ...]
    facets: tuple[Facet, ...]
    rows: tuple[CaseRow, ...]
    pager: Pager
    sorts: tuple[Choice, ...] = ()
    export_href: str = ""
    register_href: str = ""
    spot_href: str = ""
    all_href: str = ""
    views: tuple[Choice, ...] = ()
