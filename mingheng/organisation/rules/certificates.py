"""The state of an enforcement certificate on a day, and who counts as certified.

Source: 上海市行政执法证管理办法 arts 17–19 (暂停使用, 收回, 注销); 行政处罚法 art 42 (qualification).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Effect(StrEnum):
    """What an event does to a certificate."""

    ISSUED = "issued"
    SUSPENDED = "suspended"
    RESTORED = "restored"
    WITHDRAWN = "withdrawn"
    CANCELLED = "cancelled"

    @property
    def label(self) -> str:
        """The Chinese word for it."""
        return EFFECT_TITLES[self]


class State(StrEnum):
    """What a certificate, or a person by his certificates, is on one day."""

    VALID = "valid"
    SUSPENDED = "suspended"
    WITHDRAWN = "withdrawn"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    NONE = "none"

    @property
    def label(self) -> str:
        """The Chinese word for it."""
        return STATE_TITLES[self]


EFFECT_TITLES: dict[str, str] = {
    Effect.ISSUED: "颁发",
    Effect.SUSPENDED: "暂停使用",
    Effect.RESTORED: "恢复使用",
    Effect.WITHDRAWN: "收回",
    Effect.CANCELLED: "注销",
}
STATE_TITLES: dict[str, str] = {
    State.VALID: "有效",
    State.SUSPENDED: "暂停使用",
    State.WITHDRAWN: "已收回",
    State.CANCELLED: "已注销",
    State.EXPIRED: "已过期",
    State.NONE: "无证",
}

# What may follow: a suspended certificate may be restored; one withdrawn can only be cancelled
# (whoever comes back is issued a new one); a cancelled one stays cancelled.
NEXT_EFFECTS: dict[Effect, tuple[Effect, ...]] = {
    Effect.ISSUED: (Effect.SUSPENDED, Effect.WITHDRAWN, Effect.CANCELLED),
    Effect.RESTORED: (Effect.SUSPENDED, Effect.WITHDRAWN, Effect.CANCELLED),
    Effect.SUSPENDED: (Effect.RESTORED, Effect.WITHDRAWN, Effect.CANCELLED),
    Effect.WITHDRAWN: (Effect.CANCELLED,),
    Effect.CANCELLED: (),
}

# Which state speaks for a person who has several certificates.
_BEST_FIRST = (State.VALID, State.SUSPENDED, State.WITHDRAWN, State.CANCELLED, State.EXPIRED, State.NONE)


@dataclass(frozen=True, slots=True)
class Standing:
    """What the register said of a person on one day.

    `certificate` is the number that speaks for him; `state` is `valid` only for a certificate in
    force on that day, and never for an auxiliary.
    """

    id: int
    name: str
    unit: str
    unit_name: str
    certificate: str | None
    state: str
    auxiliary: bool
    legally_qualified: bool

    @property
    def may_enforce(self) -> bool:
        """Whether this person counts as one of the certified officers an act needs."""
        return self.state == State.VALID and not self.auxiliary


def certificate_state(valid_from: date, valid_until: date, last_effect: str | None, on: date) -> State:
    """The state on day `on`; `last_effect` is the latest event dated on or before that day.

    Both ends of the validity printed on the certificate count. Withdrawal and cancellation outlive
    the printed end; a suspension does not.
    """
    if last_effect is None or on < valid_from:
        return State.NONE
    if last_effect == Effect.WITHDRAWN:
        return State.WITHDRAWN
    if last_effect == Effect.CANCELLED:
        return State.CANCELLED
    if on > valid_until:
        return State.EXPIRED
    return State.SUSPENDED if last_effect == Effect.SUSPENDED else State.VALID


def speaking_certificate(held: Iterable[tuple[str, State, date]], *, auxiliary: bool) -> tuple[str | None, State]:
    """Of a person's certificates (number, state, valid from) the one that speaks for him that day."""
    if auxiliary:
        return None, State.NONE
    ranked = [c for c in held if c[1] is not State.NONE]
    if not ranked:
        return None, State.NONE
    best = min(ranked, key=lambda c: (_BEST_FIRST.index(c[1]), -c[2].toordinal()))
    return best[0], best[1]
