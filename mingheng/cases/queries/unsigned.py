"""The papers of a case that wait for a signature or a seal: neither scanned back nor refused on record."""

from collections.abc import Collection
from uuid import UUID

from mingheng.documents import queries as documents
from mingheng.law.rules.docket import Docket, effective

REFUSED = "record_refusal"
WAITING = "没有签名盖章"


def unsigned(docket: Docket, signed: Collection[str], edition: str) -> list[dict[str, str]]:
    """Title and step of each paper still to be signed, of steps that have effect; `signed` are steps whose scan is back."""
    live = effective(docket)
    refused = {str(a.facts.get("paper")) for a in live.of((REFUSED,))}
    found = []
    for act in live.acts:
        key = docket.procedure.acts[act.kind].instrument
        if key is None or str(act.n) in signed or str(act.n) in refused:
            continue
        paper = documents.definition(key, edition)
        if paper.comes_back:
            found.append({"number": paper.title, "decided": f"第 {act.n} 步", "words": WAITING})
    return found


def signed_steps(case: UUID) -> set[str]:
    """The steps whose papers are scanned back. One query."""
    return {view.source for view in documents.of_folder(case) if view.state == "signed"}
