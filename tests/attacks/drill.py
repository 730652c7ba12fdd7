"""What an attack of the drill is, and who has to notice it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from tests.attacks.world import World

Noticed: TypeAlias = Sequence[str]
Try: TypeAlias = "Callable[[World], Noticed | None]"  # what a guard or a holder says at once


class Detector(Enum):
    """Who notices, and at what moment at the latest."""

    GUARD = ("数据库本身", "当场拒绝")
    AUDIT = ("核对（mingheng audit）", "当晚；核对单个案件或全库时即时")
    SIGNER = ("签名的后台任务", "下一条记录签名时，数秒内")
    PUBLISHER = ("公布账本的后台任务", "下一次公布时，数秒内")
    WITNESS = ("外部见证人", "下一次见证，60 秒内")
    HOLDER = ("持有文书或回执的人", "核验时")


@dataclass(frozen=True)
class Attack:
    """One attack: what is done, who notices, and by what: the kind of difference, or words of the message.

    `stage` is the world it happens in, by the name of its fixture.
    """

    title: str
    by: Detector
    how: str
    attempt: Try
    stage: str = "world"


DRILL: list[Attack] = []


def attack(title: str, by: Detector, how: str, stage: str = "world") -> Callable[[Try], Try]:
    """Put an attack into the drill."""

    def put(attempt: Try) -> Try:
        DRILL.append(Attack(title, by, how, attempt, stage))
        return attempt

    return put
