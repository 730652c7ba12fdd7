"""What becomes of evidence. The file and what was said about it stay; only a new row is added."""

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from mingheng.evidence import queries
from mingheng.evidence.actions.records import hold_folder, said_of, write_down
from mingheng.evidence.models import Evidence, Fate, Reason
from mingheng.evidence.rules import EFFECT_TITLES, Effect, FileRefused, check_reason

if TYPE_CHECKING:
    from mingheng.organisation.models import Officer

_NOW = {"in_use": "在用", "withdrawn": "已撤回", "excluded": "已排除"}


def withdraw(*, evidence_id: UUID, reason: str, by: "Officer", at: datetime) -> None:
    """No longer relied upon, such as a file handed in by mistake. Raises FileRefused."""
    _befall(evidence_id, Effect.WITHDRAWN, reason, by, at)


def exclude(*, evidence_id: UUID, reason: str, by: "Officer", at: datetime) -> None:
    """Not to be used as a basis, such as evidence obtained unlawfully (行政处罚法 art 46). Raises FileRefused."""
    _befall(evidence_id, Effect.EXCLUDED, reason, by, at)


def restore(*, evidence_id: UUID, reason: str, by: "Officer", at: datetime) -> None:
    """Take a withdrawal or exclusion back. Raises FileRefused."""
    _befall(evidence_id, Effect.RESTORED, reason, by, at)


@transaction.atomic
def _befall(evidence_id: UUID, effect: Effect, reason: str, by: "Officer", at: datetime) -> None:
    stated = check_reason(effect, reason)
    evidence = Evidence.objects.get(pk=evidence_id)
    hold_folder(evidence.folder)
    state = queries.state_after(list(evidence.fates.all()))
    if (state == "in_use") == (effect == Effect.RESTORED):
        raise FileRefused(f"第{evidence.n}号证据现在{_NOW[state]}，不能{EFFECT_TITLES[effect]}。请刷新页面核对", field="")
    fate = Fate.objects.create(evidence=evidence, effect=effect, by=by, at=at)
    Reason.objects.create(fate=fate, text=stated)
    write_down(
        said_of(
            f"evidence.{effect}",
            evidence.folder,
            facts={"evidence": str(evidence.id), "n": evidence.n},
            personal={"reason": stated},
            by=by,
            at=at,
        )
    )
