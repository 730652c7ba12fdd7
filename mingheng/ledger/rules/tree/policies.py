"""Which logs are believed, and how many of which witnesses are enough (c2sp.org/tlog-policy)."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from mingheng.ledger.rules.tree.keys import BadKey, Kind, VerifierKey

NOBODY = "none"
_SPACE = re.compile(r"[ \t]+")


class BadPolicy(ValueError):
    """A policy that does not say clearly who is enough; the message names the line."""


@dataclass(frozen=True, slots=True)
class Witness:
    """A witness by its name in the policy, and where it can be reached, if anywhere."""

    name: str
    key: VerifierKey
    url: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """So many of these witnesses or groups."""

    least: int
    members: tuple[str, ...]


@dataclass(frozen=True)
class Policy:
    """The logs, the witnesses, the groups and the one whose word is enough."""

    logs: tuple[VerifierKey, ...] = ()
    witnesses: Mapping[str, Witness] = field(default_factory=dict)
    groups: Mapping[str, Group] = field(default_factory=dict)
    quorum: str = NOBODY

    def __str__(self) -> str:
        """The policy as a file says it, which reads back the same."""
        witnesses = (f"witness {name} {one.key} {one.url}".rstrip() for name, one in self.witnesses.items())
        groups = (f"group {name} {one.least} {' '.join(one.members)}" for name, one in self.groups.items())
        lines = (*(f"log {key}" for key in self.logs), *witnesses, *groups, f"quorum {self.quorum}")
        return "".join(f"{line}\n" for line in lines)

    def is_met(self, signed: Collection[VerifierKey]) -> bool:
        """Whether these keys are enough; each witness counts once in each group that names it."""
        return self._has(self.quorum, frozenset(signed))

    def _has(self, name: str, signed: frozenset[VerifierKey]) -> bool:
        if name == NOBODY:
            return True
        if name in self.witnesses:
            return self.witnesses[name].key in signed
        group = self.groups[name]
        return sum(self._has(member, signed) for member in group.members) >= group.least


def read_policy(text: str) -> Policy:
    """The policy a file says. Raises BadPolicy with the number of the line, the reason and the remedy."""
    reading = _Reading()
    for number, line in enumerate(text.split("\n"), 1):
        words = _SPACE.split(line.strip(" \t"))
        if not words[0] or words[0].startswith("#"):
            continue
        try:
            reading.take(words)
        except (BadPolicy, BadKey) as reason:
            raise BadPolicy(f"第 {number} 行：{reason}") from reason
    if reading.quorum is None:
        raise BadPolicy("没有写明多少见证才算数：加一行 quorum 名称，或者 quorum none")
    return Policy(tuple(reading.logs), reading.witnesses, reading.groups, reading.quorum)


class _Reading:
    """A policy while its lines are read, in order."""

    def __init__(self) -> None:
        self.logs: list[VerifierKey] = []
        self.witnesses: dict[str, Witness] = {}
        self.groups: dict[str, Group] = {}
        self.quorum: str | None = None
        self._members: set[str] = set()

    def take(self, words: list[str]) -> None:
        takers: dict[str, tuple[Callable[..., None], range]] = {
            "log": (self._log, range(1, 3)),
            "witness": (self._witness, range(2, 4)),
            "group": (self._group, range(3, 1 << 10)),
            "quorum": (self._quorum, range(1, 2)),
        }
        taker, lengths = takers.get(words[0], (None, range(0)))
        if taker is None or len(words) - 1 not in lengths:
            raise BadPolicy("应当是 log、witness、group 或者 quorum 开头的一行，各项以空格隔开")
        taker(*words[1:])

    def _log(self, vkey: str, _url: str = "") -> None:
        key = VerifierKey.read(vkey)
        if key.kind is not Kind.NOTE or any(key.public == other.public for other in self.logs):
            raise BadPolicy("日志的公钥种类不对，或者重复")
        self.logs.append(key)

    def _witness(self, name: str, vkey: str, url: str = "") -> None:
        key = VerifierKey.read(vkey)
        if key.kind is not Kind.COSIGNATURE or any(key.public == other.key.public for other in self.witnesses.values()):
            raise BadPolicy("见证人的公钥种类不对，或者重复")
        self.witnesses[self._fresh(name)] = Witness(name, key, url)

    def _group(self, name: str, least: str, *members: str) -> None:
        for member in members:
            if member not in self.witnesses and member not in self.groups:
                raise BadPolicy(f"{member} 还没有定义：先写它的一行，再写用到它的组")
            if member in self._members:
                raise BadPolicy(f"{member} 已经在一个组里，一个见证只能算一次")
            self._members.add(member)
        number = {"all": len(members), "any": 1}.get(least) or (int(least) if least.isascii() and least.isdecimal() else 0)
        if not 1 <= number <= len(members):
            raise BadPolicy(f"{least} 应当是 all、any，或者 1 到 {len(members)} 之间的数")
        self.groups[self._fresh(name)] = Group(number, members)

    def _quorum(self, name: str) -> None:
        if self.quorum is not None:
            raise BadPolicy("quorum 只能写一行")
        if name != NOBODY and name not in self.witnesses and name not in self.groups:
            raise BadPolicy(f"{name} 还没有定义：先写它的一行，再写 quorum")
        self.quorum = name

    def _fresh(self, name: str) -> str:
        if name == NOBODY or name in self.witnesses or name in self.groups:
            raise BadPolicy(f"名称 {name} 已经用过，或者是保留的词")
        return name
