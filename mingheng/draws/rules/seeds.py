"""The chance of a draw: several parties commit to secrets before the plan is sealed, and reveal them after.

Nobody knows the seed before the last of them reveals. A secret that is not revealed in time is replaced by a public value
that was named with the plan and came about later, so keeping silent chooses nothing (ANALYTICS 6.6).

Who looks at what was drawn takes a blind besides: committed to in the plan, so nobody chooses it, and told only when
nobody is looked for any more, so nobody works it out before from the seed, which is published.
"""

import hashlib
import re
from dataclasses import dataclass

from mingheng.draws.rules.errors import BadDraw
from mingheng.draws.rules.plan import Plan
from mingheng.draws.rules.reading import fields, listed, pair, text, text_or_nothing
from mingheng.draws.rules.terms import Terms
from mingheng.ledger.rules.canonical import Json, canonical_bytes

COMMITMENT = "mingheng/draw/commitment@v1"
SEED = "mingheng/draw/seed@v1"
BLIND = "mingheng/draw/blind@v1"
PAIRING = "mingheng/draw/pairing@v1"
_SECRET = re.compile(r"[0-9a-f]{64}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Revealed:
    """A party's secret: 32 random bytes in lower-case hexadecimal."""

    party: str
    secret: str

    def json(self) -> Json:
        """As it is hashed and published."""
        return [self.party, self.secret]

    @classmethod
    def read(cls, value: object, where: str) -> "Revealed":
        """The reveal of a file. Raises BadDraw."""
        party, secret = pair(value, where, text)
        return cls(party, text(secret, where))


@dataclass(frozen=True, slots=True)
class Chance:
    """What was revealed, in the order of the parties, and the public value where somebody is missing."""

    reveals: tuple[Revealed, ...]
    public: str = ""

    def json(self) -> Json:
        """As it is hashed and published."""
        return {"reveals": [one.json() for one in self.reveals], "public": self.public}

    @classmethod
    def read(cls, value: object) -> "Chance":
        """The chance of a file. Raises BadDraw."""
        found = fields(value, "随机数", "reveals", "public")
        return cls(listed(found["reveals"], "揭示", Revealed.read), text_or_nothing(found["public"], "公开数"))


def commitment(party: str, secret: str) -> str:
    """What a party publishes beforehand: SHA-256 over a labelled value, in hexadecimal. Raises BadDraw for a poor secret."""
    return _committed(secret, COMMITMENT, party)


def blind_commitment(blind: str) -> str:
    """What the plan says of a blind, in hexadecimal. Raises BadDraw for one that is not 32 bytes in lower-case hexadecimal."""
    return _committed(blind, BLIND)


def _committed(secret: str, *label: str) -> str:
    if not _SECRET.fullmatch(secret):
        raise BadDraw("随机数应当是 64 位小写十六进制数（32 字节）；请用页面或者程序生成，不要自己编")
    return hashlib.sha256(canonical_bytes([*label, secret])).hexdigest()


def opens(party: str, secret: str, stated: str) -> bool:
    """Whether the secret is the one committed to."""
    try:
        return commitment(party, secret) == stated
    except BadDraw:
        return False


def blind_opens(blind: str, stated: str) -> bool:
    """Whether the blind is the one committed to."""
    try:
        return blind_commitment(blind) == stated
    except BadDraw:
        return False


def missing(terms: Terms, chance: Chance) -> list[str]:
    """The parties that did not reveal."""
    revealed = {one.party for one in chance.reveals}
    return [party.name for party in terms.parties if party.name not in revealed]


def broken_chance(terms: Terms, chance: Chance) -> str:
    """Why this is no chance by these terms, in a sentence; nothing where it is."""
    silent = missing(terms, chance)
    revealing = [party for party in terms.parties if party.name not in silent]
    if [party.name for party in revealing] != [one.party for one in chance.reveals]:
        return "揭示的各方与方案所列的不符，或者次序不同"
    for party, revealed in zip(revealing, chance.reveals, strict=True):
        if not opens(party.name, revealed.secret, party.commitment):
            return f"{party.name}揭示的随机数与其承诺不符"
    if silent and not chance.public:
        return f"{'、'.join(silent)}没有揭示，又没有替代的公开数"
    if chance.public and not silent:
        return "各方都已揭示，不应当再用公开数"
    return ""


def seed(plan: Plan, chance: Chance) -> bytes:
    """The 32 bytes every ticket is made with."""
    parts = [SEED, plan.digest, [one.json() for one in chance.reveals], missing(plan.terms, chance), chance.public]
    return hashlib.sha256(canonical_bytes(parts)).digest()


def pairing_seed(plan: Plan, seed: bytes, blind: str) -> bytes | None:
    """What people are assigned with: the seed and the blind, the seed alone where the plan commits to none; None without the blind."""
    if not plan.blind_commitment:
        return seed
    return hashlib.sha256(canonical_bytes([PAIRING, seed.hex(), blind])).digest() if blind else None
