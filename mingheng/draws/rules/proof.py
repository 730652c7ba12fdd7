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
from mingheng.draws.rules.reading import fields, fields_besides, text
from mingheng.draws.rules.seeds import Chance, blind_opens, broken_chance, missing, pairing_seed, seed
from mingheng.draws.rules.terms import is_digest
from mingheng.ledger.rules.canonical import Json, canonical_bytes

FORMAT = "mingheng/draw@v1"
OUTCOME = "mingheng/draw/outcome@v1"
PAIRS = "mingheng/draw/pairs@v1"
LARGEST = 1 << 24  # bytes of a file: 20,000 members are two million
_PARTS = {
    "picks": "抽中",
    "exemptions": "不足与豁免",
    "pairs": "分派",
    "unpaired": "未能分派",
    "pairing": "分派的摘要",
    "more": "多出的内容",
}
_WHO = frozenset({"pairs", "unpaired"})  # what the blind decides of an outcome


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing a draw file says of itself, whether it is so, and where not."""

    key: str
    says: str
    kept: bool
    where: str = ""


@dataclass(frozen=True)
class Lots:
    """A draw whose chance is known: all that follows from it, but who looks at what while its `blind` is not known."""

    frame: Frame
    plan: Plan
    chance: Chance
    blind: str = ""

    @property
    def withheld(self) -> bool:
        """Whether who looks at what cannot be worked out yet."""
        return bool(self.plan.blind_commitment) and not self.blind

    @property
    def opened(self) -> bool:
        """Whether its blind is the one committed to, or the plan commits to none and there is none."""
        stated = self.plan.blind_commitment
        return blind_opens(self.blind, stated) if stated else not self.blind

    @cached_property
    def seed(self) -> bytes:
        """The seed of its tickets."""
        return seed(self.plan, self.chance)

    @cached_property
    def outcome(self) -> Outcome:
        """What was drawn."""
        return drawn(self.frame, self.plan, self.seed, pairing_seed(self.plan, self.seed, self.blind))

    def digests(self) -> dict[str, Json]:
        """What is written into the ledger of it."""
        return {"plan": self.plan.digest, "seed": self.seed.hex(), "outcome": digest_of(self.outcome.json(), self.blind)}

    def file(self, *, whole: bool = True) -> bytes:
        """The file that is published, as by `stating`."""
        return self.stating(self.outcome.json(), self.digests(), whole=whole)

    def stating(self, outcome: Json, digests: Json, *, whole: bool = True) -> bytes:
        """The bytes of a file that states this outcome of this draw; not `whole`: without the blind and without who looks at what.

        Raises EntryRefused, and ValueError without the blind: where the plan commits to none, the seed tells who looks at what.
        """
        if self.withheld or not (whole or self.blind):
            raise ValueError("who looks at what cannot be stated, or not be left out, without the blind")
        told: dict[str, Json] = {
            "format": FORMAT,
            "frame": self.frame.json(),
            "plan": self.plan.json(),
            "chance": self.chance.json(),
            "outcome": outcome if whole else veiled(outcome, self.blind),
            "digests": digests,
        }
        return canonical_bytes(told | {"blind": self.blind} if whole and self.blind else told)


@dataclass(frozen=True)
class Stated:
    """A file somebody brings: the draw it is about, and what it says came of it."""

    draw: Lots
    outcome: Json
    digests: Mapping[str, Json]

    def differing(self) -> str:
        """Which parts of the outcome come out otherwise, in words; nothing where none does."""
        worked_out, outcome = self.draw.outcome.json(), _parts(self.outcome)
        if self.draw.withheld:
            pairing = outcome.get("pairing")
            worked_out = _lots(worked_out) | {"pairing": pairing if is_digest(pairing) else ""}
        if canonical_bytes(self.outcome) == canonical_bytes(worked_out):
            return ""
        parts = [part for part in worked_out if canonical_bytes(outcome.get(part)) != canonical_bytes(worked_out[part])]
        return "不同之处：" + "、".join(_PARTS[part] for part in parts or ["more"])


def digest_of(outcome: Json, blind: str = "") -> str:
    """SHA-256 over an outcome, in hexadecimal; with a blind over the outcome as veiled by it, so that both files have the same."""
    return hashlib.sha256(canonical_bytes([OUTCOME, veiled(outcome, blind) if blind else outcome])).hexdigest()


def veiled(outcome: Json, blind: str) -> dict[str, Json]:
    """An outcome with a digest in place of who looks at what; the blind in it keeps anybody from trying all there could be."""
    parts = _parts(outcome)
    who = canonical_bytes([PAIRS, blind, parts.get("pairs"), parts.get("unpaired")])
    return _lots(parts) | {"pairing": hashlib.sha256(who).hexdigest()}


def _parts(outcome: Json) -> Mapping[str, Json]:
    return outcome if isinstance(outcome, Mapping) else {}


def _lots(parts: Mapping[str, Json]) -> dict[str, Json]:
    return {name: part for name, part in parts.items() if name not in _WHO}


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
    parts = fields_besides(found, "抽取文件", "blind", "format", "frame", "plan", "chance", "outcome", "digests")
    if parts["format"] != FORMAT:
        raise BadDraw(f"抽取文件的格式应当是 {FORMAT}")
    fields(parts["digests"], "摘要", "plan", "seed", "outcome")
    blind = text(parts["blind"], "分派用的随机数") if "blind" in parts else ""
    draw = Lots(Frame.read(parts["frame"]), Plan.read(parts["plan"]), Chance.read(parts["chance"]), blind)
    bounded(len(draw.frame.members), draw.plan)
    if blind and not draw.plan.blind_commitment:
        raise BadDraw("方案没有承诺分派用的随机数，抽取文件却有 blind 这一项")
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
        *_blind(stated),
        _statement("outcome", "按种子重新抽取，结果逐项相同", not differing, differing),
        _statement(
            "digest", "结果与公布的摘要相符", stated.digests["outcome"] == digest_of(stated.outcome, draw.blind), "摘要不同"
        ),
    )


def _blind(stated: Stated) -> Sequence[Statement]:
    """What a file says of the blind; nothing where its plan commits to none."""
    draw = stated.draw
    if not draw.plan.blind_commitment:
        return ()
    if draw.withheld:
        told = not _WHO.isdisjoint(_parts(stated.outcome))
        broken = "文件写了分派给谁，却没有分派用的随机数，无从核对"
        return (_statement("blind", "分派给谁、分派用的随机数都还没有公布", not told, broken),)
    return (_statement("blind", "分派用的随机数与封存的承诺相符", draw.opened, "不是封存时承诺的那一个"),)


def _statement(key: str, says: str, kept: bool, broken: str) -> Statement:
    return Statement(key, says, kept, "" if kept else broken)
