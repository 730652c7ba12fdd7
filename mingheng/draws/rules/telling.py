"""What a verified draw file comes to, in the words that the command and the page share."""

from collections.abc import Sequence

from mingheng.draws.rules.proof import Lots, Statement

AGREES = (
    "文件前后一致，按它写明的名单、方案和随机数重抽，结果相同。请把方案摘要与封存时公布的逐字核对，相同的才是当时封存的那一次。"
)
SAME = "文件前后一致，重抽结果相同，方案就是所给摘要的那一份。"
OTHER = "文件前后一致，但方案不是所给摘要的那一份：这不是当时封存的那次抽取。"
DIFFERS = "不相符。文件被改动过，或者结果不是按封存的方案和随机数抽出来的。请向组织抽取的单位索要原件，或者向监督机关反映。"
COMPARE = "有一方没有揭示，用了公开数：请把文件里的公开数与公布的逐字核对，相同才算数。"
WITHHELD = "由谁评查还没有公布：每一份评查都有结果以后，连同分派用的随机数写进抽取文件，到时可以再核验一次。"
KEPT_WORDS = {True: "相符", False: "不符"}


def conclusion(told: Sequence[Statement], draw: Lots, expected: str = "") -> tuple[bool, str]:
    """Whether all holds that was told of the draw, and the sentence; `expected` is the digest of the plan as it was published, if given."""
    if not all(one.kept for one in told):
        return False, DIFFERS
    if expected and expected != draw.plan.digest:
        return False, OTHER
    besides = (COMPARE if draw.chance.public else "") + (WITHHELD if draw.withheld else "")
    return True, (SAME if expected else AGREES) + besides
