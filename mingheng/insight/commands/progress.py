"""Signs of life on a terminal while something long goes on."""

import time
from collections.abc import Mapping

STAGES = {"export": "导出案卷", "ask": "核对规则", "patterns": "查找异常特征", "store": "保存结果"}
SHOWN_EVERY = 2.0  # seconds


class Progress:
    """Says at the beginning of each stage, and every two seconds, how far it has come and how long the stage will take."""

    def __init__(self, stages: Mapping[str, str] = STAGES) -> None:
        self.stages = stages
        self.stage, self.began, self.told = "", 0.0, 0.0

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Hears how far it has come."""
        now = time.monotonic()
        if stage != self.stage:
            self.stage, self.began, self.told = stage, now, now
            print(f"{self.stages.get(stage, stage)}……", flush=True)
        elif now - self.told > SHOWN_EVERY:
            self.told = now
            left = (now - self.began) / done * (total - done) if done else 0.0
            print(f"  {done:,}/{total:,}{f'，还要 {left:.0f} 秒' if left else ''}", flush=True)
