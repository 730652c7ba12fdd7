"""Hot questions and typical cases in force: all, one, and those about an item."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse

from mingheng.cases.models import HotQuestion, TypicalCase
from mingheng.kit.display import Cite
from mingheng.kit.shell import Choice
from mingheng.law.rules.procedure import Procedure
from mingheng.law.rules.reading import Lawbook

MOST = 200
WORDINGS = (
    "explain_discretion.factors", "report_investigation.found", "report_investigation.evidence_chain",
    "report_investigation.proposal", "give_notice.found", "make_decision.defence", "make_decision.discretion",
)  # fmt: skip


@dataclass(frozen=True)
class Offered:
    """An example whose wording fits a form: its title and where it is taken over."""

    title: str
    href: str
    read: str


def questions(item: str = "") -> QuerySet[HotQuestion]:
    """Answers in force, the newest first."""
    rows = HotQuestion.objects.filter(replaced_by=None, withdrawn=False).select_related("by").order_by("-at")
    return rows.filter(items__contains=[item]) if item else rows


def examples(item: str = "") -> QuerySet[TypicalCase]:
    """Examples in force, the newest first."""
    rows = TypicalCase.objects.filter(replaced_by=None, withdrawn=False).select_related("by").order_by("-at")
    return rows.filter(items__contains=[item]) if item else rows


def question_of(pk: UUID) -> HotQuestion | None:
    """An answer, in force or not, with what came before and after it."""
    return HotQuestion.objects.select_related("by", "replaces", "replaced_by").filter(pk=pk).first()


def example_of(pk: UUID) -> TypicalCase | None:
    """An example, in force or not, with what came before and after it."""
    return TypicalCase.objects.select_related("by", "replaces", "replaced_by").filter(pk=pk).first()


def labels(procedure: Procedure) -> dict[str, str]:
    """What each wording is for: the act and the fact by their titles."""
    found = {}
    for key in WORDINGS:
        act, _, fact = key.partition(".")
        if act in procedure.acts and fact in procedure.acts[act].facts:
            found[key] = f"{procedure.acts[act].title}：{procedure.acts[act].facts[fact].title}"
    return found


def titles(law: Lawbook, items: list[str]) -> list[Choice]:
    """Items as links to their pages."""
    return [Choice(law.items[key].title, reverse("law:item", args=[key])) for key in items if key in law.items]


def cites(law: Lawbook, sources: list[str]) -> list[Cite]:
    """Articles as citations."""
    return [Cite(law.cite_text(ref), reverse("law:article", args=[ref])) for ref in sources]


def offered(item: str, act: str, action: str) -> list[Offered]:
    """Examples about the item with wording for the act. One query, none without an item."""
    fitting = [e for e in examples(item) if any(key.startswith(f"{act}.") for key in e.wording)] if item else []
    joint = "&" if "?" in action else "?"
    return [Offered(e.title, f"{action}{joint}example={e.pk}", reverse("cases:example", args=[e.pk])) for e in fitting]


def wording_for(example: str, act: str) -> dict[str, str]:
    """The wording of an example for one act, by fact; nothing for an example that is not in force."""
    try:
        found = examples().filter(pk=UUID(example)).first()
    except ValueError:
        return {}
    wording = found.wording if found else {}
    return {key.partition(".")[2]: str(text) for key, text in wording.items() if key.startswith(f"{act}.")}
