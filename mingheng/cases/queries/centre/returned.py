"""What was sent back, point by point, as the last return of a docket says it."""

from dataclasses import dataclass

from django.urls import reverse

from mingheng.cases.queries.case_page import Opened
from mingheng.law.rules.docket import Act

BACK = {"opinion": frozenset({"return"}), "conclusion": frozenset({"amend", "return", "reject"})}


@dataclass(frozen=True)
class Returned:
    """A return: which act, by whom, why, and what is to be mended; `mended` once the case was sent again."""

    title: str
    by: str
    why: str
    points: tuple[str, ...]
    href: str
    mended: str = ""


def is_return(act: Act) -> bool:
    """Whether an opinion sent the case back."""
    return any(act.facts.get(name) in words for name, words in BACK.items())


def returned_of(found: Opened) -> Returned | None:
    """The return the case still has to answer or has just answered; None once an opinion let it pass."""
    acts = found.docket.procedure.acts
    opinions = [a for a in found.docket.acts if acts[a.kind].weighty and BACK.keys() & acts[a.kind].facts.keys()]
    last = opinions[-1] if opinions else None
    if last is None or not is_return(last):
        return None
    again = next(
        (a for a in found.docket.acts[last.n :] if acts[a.kind].stage == acts[last.kind].stage and a.by != last.by), None
    )
    return Returned(
        title=acts[last.kind].title,
        by=found.words.officer(last.by, last),
        why=str(last.facts.get("reason") or last.facts.get("opinion") or ""),
        points=points_of(last),
        href=reverse("cases:taken", args=[found.case.ref, last.n]),
        mended=acts[again.kind].title if again else "",
    )


def points_of(act: Act) -> tuple[str, ...]:
    """What a return says is to be mended: its points, and the items of a review that were found wanting."""
    said = [str(row.get("point") or "") for row in act.facts.get("points") or ()]
    failed = [row for row in act.facts.get("items") or () if row.get("verdict") == "not_ok"]
    wanting = [f"{row['key']}：{row.get('mend') or row.get('reason', '')}" for row in failed]
    return (*said, *wanting)
