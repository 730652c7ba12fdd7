"""What is sealed before anybody can know the chance; its digest is published and goes into the seed."""

import hashlib
from dataclasses import dataclass
from functools import cached_property

from mingheng.draws.rules.assigning import Assigning
from mingheng.draws.rules.errors import BadDraw
from mingheng.draws.rules.frame import Frame
from mingheng.draws.rules.layers import Base, Layer, read_layers
from mingheng.draws.rules.reading import fields, listed, pair, text, whole
from mingheng.draws.rules.terms import Terms, digest
from mingheng.ledger.rules.canonical import Json, canonical_bytes

LABEL = "mingheng/draw/plan@v1"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What belongs to the period and is not in the list, and why."""

    id: str
    why: str

    def json(self) -> Json:
        """As it is hashed and published."""
        return [self.id, self.why]

    @classmethod
    def read(cls, value: object, where: str) -> "LeftOut":
        """One of a file. Raises BadDraw."""
        name, why = pair(value, where, text)
        return cls(name, text(why, where))


@dataclass(frozen=True, slots=True)
class Follows:
    """The digest of an earlier plan for the same purpose and period, and why there is a further draw."""

    plan: str
    why: str

    def json(self) -> Json:
        """As it is hashed and published."""
        return {"plan": self.plan, "why": self.why}

    @classmethod
    def read(cls, value: object) -> "Follows":
        """What a file says it follows. Raises BadDraw."""
        found = fields(value, "上一次抽取", "plan", "why")
        return cls(digest(found["plan"], "上一次抽取"), text(found["why"], "再次抽取的理由"))


@dataclass(frozen=True)
class Plan:
    """One draw: of what, for which purpose (a key) and period, out of which list, how much, and by which chance."""

    title: str
    purpose: str
    period: str
    root: str
    count: int
    layers: tuple[Layer, ...]
    terms: Terms
    left_out: tuple[LeftOut, ...] = ()
    assigning: Assigning | None = None
    follows: Follows | None = None

    def __post_init__(self) -> None:
        """Refuse a base layer that would not be drawn by the same chance for all. Raises BadDraw."""
        if not self.layers:
            raise BadDraw("方案没有抽取层次")
        if any(isinstance(layer, Base) for layer in self.layers[1:]):
            raise BadDraw("等概率的基础层只能是第一层")

    def is_over(self, frame: Frame) -> bool:
        """Whether this is the list that was sealed. Raises EntryRefused."""
        return (frame.root, len(frame.members)) == (self.root, self.count)

    @property
    def blind_commitment(self) -> str:
        """The commitment to the blind; empty where nobody is assigned, or by the seed alone."""
        return self.assigning.commitment if self.assigning else ""

    @cached_property
    def digest(self) -> str:
        """SHA-256 over the canonical bytes, in hexadecimal. Raises EntryRefused for text without a single spelling."""
        return hashlib.sha256(canonical_bytes([LABEL, self.json()])).hexdigest()

    def json(self) -> Json:
        """As it is hashed and published."""
        return {
            "title": self.title,
            "purpose": self.purpose,
            "period": self.period,
            "root": self.root,
            "count": self.count,
            "layers": [layer.json() for layer in self.layers],
            "terms": self.terms.json(),
            "left_out": [one.json() for one in self.left_out],
            "assigning": self.assigning.json() if self.assigning else None,
            "follows": self.follows.json() if self.follows else None,
        }

    @classmethod
    def read(cls, value: object) -> "Plan":
        """The plan of a file. Raises BadDraw."""
        found = fields(
            value, "方案",
            "title", "purpose", "period", "root", "count", "layers", "terms", "left_out", "assigning", "follows",
        )  # fmt: skip
        return cls(
            title=text(found["title"], "名称"),
            purpose=text(found["purpose"], "用途"),
            period=text(found["period"], "期间"),
            root=digest(found["root"], "名单"),
            count=whole(found["count"], "名单的数目"),
            layers=read_layers(found["layers"]),
            terms=Terms.read(found["terms"]),
            left_out=listed(found["left_out"], "未列入名单的", LeftOut.read),
            assigning=None if found["assigning"] is None else Assigning.read(found["assigning"]),
            follows=None if found["follows"] is None else Follows.read(found["follows"]),
        )
