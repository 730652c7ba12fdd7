"""Verdicts told to a person: which answer, why, when and by whom seen, and what it means."""

from collections.abc import Iterator
from datetime import datetime

from mingheng.kit.dates import SHANGHAI
from mingheng.ledger.rules.tree.policies import Policy
from mingheng.ledger.rules.vouching.receipts import SUFFIX
from mingheng.ledger.rules.vouching.verdicts import STANDING_WORDS, Standing, Verdict

UNREADABLE = "无法核对"
MEANINGS = {
    Standing.KEPT: "存证之后没有改动。存证说明何时记下了什么，不说明所记的事情是否真实。",
    Standing.UNWITNESSED: "还没有足够的外部单位见证，暂时只有本单位自己的签名。请过后取得新的凭证，再核对一次。",
    Standing.DIFFERS: "与存证对不上，不要作为依据使用。请保留原件，并向监督部门反映。",
    None: "不能说明有没有改动。请按上面说的原因处理后，再核对一次。",
}


def standing_words(standing: Standing | None) -> str:
    """The answer in a few words."""
    return STANDING_WORDS[standing] if standing else UNREADABLE


def moment_words(at: datetime) -> str:
    """A moment to the second, as clocks here show it."""
    return f"{at.astimezone(SHANGHAI):%Y-%m-%d %H:%M:%S}"


def told(verdict: Verdict) -> Iterator[str]:
    """When it happened and was recorded, where it stands, who saw it."""
    entry = verdict.entry
    if entry.happened is not None:
        yield f"发生：{moment_words(entry.happened)}"
    yield f"存证：{moment_words(entry.at)}，链 {entry.chain} 第 {entry.n} 条"
    if verdict.place is not None:
        yield f"位置：存证日志第 {verdict.place} 条，检查点共 {verdict.size} 条"
    for seen in verdict.seen:
        yield f"见证：{seen.witness}，{moment_words(seen.at)}"


def keys_told(policy: Policy) -> Iterator[tuple[str, str, str]]:
    """Every key that is believed: what it is for, whose it is, its fingerprint."""
    for key in policy.logs:
        yield ("回执" if key.name.endswith(SUFFIX) else "存证日志"), key.name, key.fingerprint
    for witness in policy.witnesses.values():
        yield "见证", f"{witness.name}（{witness.key.name}）", witness.key.fingerprint
