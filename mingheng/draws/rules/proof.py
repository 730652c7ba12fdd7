"""The published file of a draw, and its verification: everything is worked out again from the list, the plan and the chance."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from mingheng.draws.rules.bounds import bounded
from mingheng.draws.rules.drawing import drawn
from mingheng.draws.rules.errors import BadDraw
from mingheng.draws.rules.frame import Frame
from mingheng.draws.rules.outcome import Outcome
from mingheng.draws.rules.plan import Plan
from mingheng.draws.rules.reading import fields
from mingheng.draws.rules.seeds import Chance, broken_chance, missing, seed
from mingheng.ledger.rules.canonical import Json, canonical_bytes

FORMAT = "mingheng/draw@v1"
OUTCOME = "mingheng/draw/outcome@v1"
LARGEST = 1 << 24  # bytes of a file: 20,000 members are two million
_PARTS = {"picks": "抽中", "exemptions": "不足与豁免", "pairs": "分派", "unpaired": "未能分派", "more": "多出的内容"}


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing a draw file says of itself, whether it is so, and where not."""

    key: str
    says: str
    kept: bool
    where: str = ""


@dataclass(frozen=True)
class Lots:
    """A draw whose chance is known: all that follows from it."""

    frame: Frame
    plan: Plan
    chance: Chance

    @cached_property
    def seed(self) -> bytes:
        """The seed of its tickets."""
        return seed(self.plan, self.chance)

    @cached_property
    def outcome(self) -> Outcome:
        """What was drawn."""
        return drawn(self.frame, self.plan, self.seed)

    def digests(self) -> dict[str, Json]:
        """What is written into the ledger of it."""
        return {"plan": self.plan.digest, "seed": self.seed.hex(), "outcome": digest_of(self.outcome.json())}

    def file(self) -> bytes:
        """The file that is published."""
        return self.stating(self.outcome.json(), self.digests())

    def stating(self, outcome: Json, digests: Json) -> bytes:
        """The bytes of a file that states this outcome of this draw. Raises EntryRefused."""
        return canonical_bytes(
            {
                "format": FORMAT,
                "frame": self.frame.json(),
                "plan": self.plan.json(),
                "chance": self.chance.json(),
                "outcome": outcome,
                "digests": digests,
            }
        )


@dataclass(frozen=True)
class Stated:
    """A file somebody brings: the draw it is about, and what it says came of it."""

    draw: Lots
    outcome: Json
    digests: Mapping[str, Json]

    def differing(self) -> str:
        """Which parts of the outcome come out otherwise, in words; nothing where none does."""
        worked_out = self.draw.outcome.json()
        if canonical_bytes(self.outcome) == canonical_bytes(worked_out):
            return ""
        outcome = self.outcome if isinstance(self.outcome, dict) else {}
        parts = [part for part in worked_out if canonical_bytes(outcome.get(part)) != canonical_bytes(worked_out[part])]
        return "不同之处：" + "、".join(_PARTS[part] for part in parts or ["more"])


def digest_of(outcome: Json) -> str:
    """SHA-256 over an outcome, in hexadecimal."""
    return hashlib.sha256(canonical_bytes([OUTCOME, outcome])).hexdigest()


def read_file(data: bytes) -> Stated:
    """What a draw file says. Raises BadDraw for what is none."""
    if len(data) > LARGEST:
        raise BadDraw(f"文件超过 {LARGEST >> 20} MB，不是抽取文件")
    try:
        found = json.loads(data.decode())
        spelled = canonical_bytes(found)
    except (ValueError, RecursionError) as reason:
        raise BadDraw("文件不是抽取文件，或者已损坏：不是规范的 JSON") from reason
    if spelled != data:
        raise BadDraw("文件的写法不规范：可能改动过，或者用别的程序另存过。请用下载的原件")
    parts = fields(found, "抽取文件", "format", "frame", "plan", "chance", "outcome", "digests")
    if parts["format"] != FORMAT:
        raise BadDraw(f"抽取文件的格式应当是 {FORMAT}")
    fields(parts["digests"], "摘要", "plan", "seed", "outcome")
    draw = Lots(Frame.read(parts["frame"]), Plan.read(parts["plan"]), Chance.read(parts["chance"]))
    bounded(len(draw.frame.members), draw.plan)
    return Stated(draw, found["outcome"], found["digests"])


def statements(stated: Stated) -> Sequence[Statement]:
    """Everything a file says, worked out again, in the order in which a draw comes about."""
    draw = stated.draw
    silent = missing(draw.plan.terms, draw.chance)
    broken = broken_chance(draw.plan.terms, draw.chance)
    stands_in = f"用公开数“{draw.chance.public}”代替，约定的是“{draw.plan.terms.fallback}”"
    chance = f"{'、'.join(silent)}没有按期揭示，{stands_in}" if silent else "各方揭示的随机数与事先的承诺相符"
    differing = stated.differing()
    return (
        _statement("frame", f"名单共 {draw.plan.count} 个，与封存的根相符", draw.plan.is_over(draw.frame), "名单被增减或者改动"),
        _statement("plan", "方案与封存的摘要相符", stated.digests["plan"] == draw.plan.digest, "方案被改动"),
        _statement("chance", chance, not broken, broken),
        _statement("seed", "种子由方案、揭示的随机数和公开数算出", stated.digests["seed"] == draw.seed.hex(), "种子不同"),
        _statement("outcome", "按种子重新抽取，结果逐项相同", not differing, differing),
        _statement("digest", "结果与公布的摘要相符", stated.digests["outcome"] == digest_of(stated.outcome), "摘要不同"),
    )


def _statement(key: str, says: str, kept: bool, broken: str) -> Statement:
    return Statement(key, says, kept, "" if kept else broken)
