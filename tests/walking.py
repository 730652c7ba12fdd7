"""The worked road of a procedure, walked by the cast through the real transaction."""

from collections.abc import Iterator, Mapping
from datetime import datetime, time
from io import BytesIO
from types import MappingProxyType
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from mingheng.cases import actions
from mingheng.cases.actions import Offer
from mingheng.cases.models import Case
from mingheng.kit.dates import SHANGHAI
from tests.cast import Cast
from tests.scenarios.road import ORDINARY, law, road

PAPERS = {"add_evidence": "files", "waive_statement": "proof"}


def picture(shade: int = 130) -> SimpleUploadedFile:
    out = BytesIO()
    Image.new("RGB", (64, 48), (90, 110, shade)).save(out, "JPEG")
    return SimpleUploadedFile("现场.jpg", out.getvalue(), content_type="image/jpeg")


def walk(
    cast: Cast, until: str, change: Mapping[str, Mapping[str, Any]] = MappingProxyType({}), procedure: str = ORDINARY
) -> Case:
    """Take the steps of the worked road with the cast, up to and including one; `change` gives other facts by act."""
    case: Case | None = None
    for act, reached in steps(cast, change, procedure):
        case = reached
        if act == until:
            break
    assert case is not None
    return case


def steps(
    cast: Cast,
    change: Mapping[str, Mapping[str, Any]] = MappingProxyType({}),
    procedure: str = ORDINARY,
    hour: time = time(15, 0),
) -> Iterator[tuple[str, Case]]:
    """Take one step of the worked road after another, each at that hour of its day; each act, and the case it leaves."""
    people = {1: cast.handler, 2: cast.partner, 3: cast.squad_leader, 4: cast.centre_reviewer, 5: cast.bureau_head}
    case: Case | None = None
    acts = law().procedure(procedure).acts
    for written in road(procedure)["road"]:
        facts: dict[str, Any] = {
            k: v.isoformat() if hasattr(v, "isoformat") else v
            for k, v in {**written["facts"], **change.get(written["act"], {})}.items()
            if k not in ("case_number", "files", "proof")
        }
        if "officers" in facts:
            facts["officers"] = [people[i].pk for i in facts["officers"]]
        day = written["day"]
        at = datetime.combine(day, hour, SHANGHAI)
        paper = PAPERS.get(written["act"])
        files = {paper: [picture(len(written["act"]))]} if paper else {}
        party = str(case.party_links.get().party_id) if written.get("party") and case else None
        offer = Offer(
            written["act"],
            facts,
            party=party,
            happened=day,
            happened_at=at if acts[written["act"]].happened == "minute" else None,
            files=files,
        )
        by = people[written["by"]]
        if case is None:
            case = actions.register_lead(offer=offer, by=by, at=at, procedure=procedure).case
        else:
            actions.take_step(case_id=case.id, offer=offer, by=by, at=at)
        case.refresh_from_db()
        yield written["act"], case
