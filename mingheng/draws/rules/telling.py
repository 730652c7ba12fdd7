"""What a verified draw file comes to, in the words that the command and the page share."""

from collections.abc import Sequence

from mingheng.draws.rules.proof import Statement

AGREES = (
    "文件前后一致，按它写明的名单、方案和随机数重抽，结果相同。请把方案摘要与封存时公布的逐字核对，相同的才是当时封存的那一次。"
)
SAME = "文件前后一致，重抽结果相同，方案就是所给摘要的那一份。"
OTHER = "文件前后一致，但方案不是所给摘要的那一份：这不是当时封存的那次抽取。"
DIFFERS = "不相符。文件被改动过，或者结果不是按封存的方案和随机数抽出来的。请向组织抽取的单位索要原件，或者向监督机关反映。"
COMPARE = "有一方没有揭示，用了公开数：请把文件里的公开数与公布的逐字核对，相同才算数。"
KEPT_WORDS = {True: "相符", False: "不符"}


def conclusion(told: Sequence[Statement], plan: str, expected: str = "", public: str = "") -> tuple[bool, str]:
    """Whether all holds, and the sentence.

    `expected` is the digest of the plan as it was published, if given; `public` the value that stands in for a silent party.
    """
    if not all(one.kept for one in told):
        return False, DIFFERS
    if expected and expected != plan:
        return False, OTHER
    return True, (SAME if expected else AGREES) + (COMPARE if public else "")
