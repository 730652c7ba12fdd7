"""Where the chance of a draw comes from: who commits to a secret, until when it is revealed, and what stands in for one that is not."""

import re
from dataclasses import dataclass
from typing import TypeGuard

from mingheng.draws.rules.errors import BadDraw
from mingheng.draws.rules.reading import fields, listed, pair, text
from mingheng.ledger.rules.canonical import Json

_DIGEST = re.compile(r"[0-9a-f]{64}", re.ASCII)
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class Party:
    """One who holds a secret, and the commitment to it (`seeds.commitment`)."""

    name: str
    commitment: str

    def json(self) -> Json:
        """As it is hashed and published."""
        return [self.name, self.commitment]

    @classmethod
    def read(cls, value: object, where: str) -> "Party":
        """The party of a file. Raises BadDraw."""
        name, commitment = pair(value, where, text)
        return cls(name, digest(commitment, where))


@dataclass(frozen=True, slots=True)
class Terms:
    """The parties, the moment until which they reveal, and the public value that is named now and known only later."""

    parties: tuple[Party, ...]
    deadline: str
    fallback: str
    fallback_at: str

    def __post_init__(self) -> None:
        """Refuse what would let somebody know the chance beforehand. Raises BadDraw."""
        names = {party.name for party in self.parties}
        if not names or len(names) < len(self.parties):
            raise BadDraw("至少要有一方提交承诺，各方不得重名")
        if len({party.commitment for party in self.parties}) < len(self.parties):
            raise BadDraw("两方的承诺相同：各方应当各自生成随机数")
        if self.fallback_at <= self.deadline:
            raise BadDraw("替代用的公开数应当在揭示期限之后才产生，否则不揭示的一方可以事先知道结果")

    def json(self) -> Json:
        """As it is hashed and published."""
        return {
            "parties": [party.json() for party in self.parties],
            "deadline": self.deadline,
            "fallback": self.fallback,
            "fallback_at": self.fallback_at,
        }

    @classmethod
    def read(cls, value: object) -> "Terms":
        """The terms of a file. Raises BadDraw."""
        found = fields(value, "随机数约定", "parties", "deadline", "fallback", "fallback_at")
        parties = listed(found["parties"], "各方承诺", Party.read)
        moments = moment(found["deadline"], "揭示期限"), moment(found["fallback_at"], "公开数产生的时间")
        return cls(parties, moments[0], text(found["fallback"], "公开数"), moments[1])


def digest(value: object, where: str) -> str:
    """A SHA-256 in lower-case hexadecimal. Raises BadDraw."""
    if not is_digest(value):
        raise BadDraw(f"{where}的摘要应当是 64 位小写十六进制数")
    return value


def is_digest(value: object) -> TypeGuard[str]:
    """Whether this is spelled as a SHA-256 in lower-case hexadecimal."""
    return isinstance(value, str) and _DIGEST.fullmatch(value) is not None


def moment(value: object, where: str) -> str:
    """A moment in UTC to the second, spelled so that texts sort as times do. Raises BadDraw."""
    if not isinstance(value, str) or not _MOMENT.fullmatch(value):
        raise BadDraw(f"{where}应当写作 2026-11-30T09:00:00Z")
    return value
