"""What a sample can and cannot see, as a value and in sentences. No Django, no database."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Sight:
    """Out of `total` `sample` are drawn: (bad ones, their share, the chance to meet one), and how many may stay unseen.

    Of a draw that is over: how many picks were `reviewed`, in how many a fault was `found`, how many bad ones there may be then
    at `most`; how many the `scan` of all cases finds wrong, and how many of these were drawn. None where there is no such figure.
    """

    title: str
    total: int
    sample: int
    rows: tuple[tuple[int, str, str], ...]
    unseen: int
    confidence: str
    reviewed: int | None = None
    found: int | None = None
    most: int | None = None
    scan: int | None = None
    met: int | None = None

    @property
    def words(self) -> tuple[str, ...]:
        """The same in sentences for whoever has to decide on it."""
        said = [f"第一层在 {self.total} 个里抽 {self.sample} 个，每个机会相等。", self._reviewed]
        said.append(
            f"抽中的即使全都没有问题，也只能有 {self.confidence} 的把握说有问题的不超过 {self.unseen} 个；更少的问题抽查看不到，要靠对全部案件的预警扫描。"
        )
        if self.scan is not None:
            wrong = (
                f"发现 {self.scan} 个有违反规则的情况，抽查抽到了其中 {self.met} 个" if self.scan else "没有发现违反规则的情况"
            )
            said.append(f"预警扫描在这 {self.total} 个里{wrong}。")
        return tuple(filter(None, said))

    @property
    def _reviewed(self) -> str:
        if self.reviewed is None:
            return ""
        if not self.reviewed:
            return "抽中的还没有评查结果。"
        found = f"{self.found} 个查出问题" if self.found else "没有查出问题"
        later = "，评完后会更准" if self.reviewed < self.sample else ""
        return f"抽中的已评 {self.reviewed} 个，{found}：有 {self.confidence} 的把握说，这 {self.total} 个里有问题的不超过 {self.most} 个{later}。"

    def frozen(self) -> dict[str, Any]:
        """As a bulletin keeps it."""
        return {**asdict(self), "words": list(self.words)}
