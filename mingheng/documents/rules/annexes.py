"""The annex to a paper (存证页): what vouches for it, in a large code, in words, and what to compare it with."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import segno

from mingheng.documents.rules.checking import Drawing, drawn
from mingheng.documents.rules.parts import Paper
from mingheng.documents.rules.recorded import LABELS
from mingheng.ledger.rules import leaf_hash
from mingheng.ledger.rules.tree.policies import Policy
from mingheng.ledger.rules.tree.proofs import Proof
from mingheng.ledger.rules.vouching.bundles import POLICY, PROOF, RECEIPT
from mingheng.ledger.rules.vouching.telling import keys_told, moment_words
from mingheng.ledger.rules.vouching.verdicts import STANDING_WORDS, Standing, Verdict
from mingheng.ledger.rules.vouching.vouchers import Voucher

TITLE = "存证页"
RECEIPT_ONLY = "见证不足：目前只有回执"
_MEANINGS = {
    Standing.KEPT: (
        "上面的文书在存证时就是这样，此后谁改动、删除它或者改动它的日期，拿着本页的人都能发现，本单位也不例外。",
        "存证说明何时记下了什么，不说明所记的事情是否真实。",
    ),
    Standing.UNWITNESSED: (
        "本单位已经签名承诺收到并将写入存证日志；外部单位还没有见证，或者见证的单位还不够。",
        "请过后重新打开本页，换用有见证的存证页。到期仍没有写入的，本回执就是凭据。",
    ),
    Standing.DIFFERS: ("这份文书与存证对不上，不要作为依据使用。请保留原件，并向监督部门反映。",),
}


@dataclass(frozen=True)
class Addresses:
    """Where a paper is checked, and where the keys are published."""

    check: str
    policy: str


def annex_paper(voucher: Voucher, verdict: Verdict, policy: Policy, sha256: str, addresses: Addresses) -> Paper:
    """The annex as the template reads it; `sha256` is that of the paper's file."""
    said = {one.name: str(one.value) for one in voucher.openings}
    code, whole = _code(voucher)
    file = f"{leaf_hash(voucher.entry).hex()[:12]}{ending(voucher)}"  # readers of PDF agree on ASCII names only
    proved = isinstance(voucher.vouched, Proof)
    return {
        "title": TITLE,
        "authority": said.get("authority") or "明衡",
        "subject": f"《{said.get('title', '文书')}》{said.get('number', '')}",
        "standing": STANDING_WORDS[verdict.standing] if proved or verdict.standing is Standing.DIFFERS else RECEIPT_ONLY,
        "told": [*(verdict.reasons if verdict.standing is Standing.DIFFERS else ()), *_MEANINGS[verdict.standing]],
        "rows": [{"label": label, "value": value} for label, value in _rows(voucher, verdict, said, sha256).items()],
        "steps": _steps(addresses, file, whole=whole),
        "keys": [{"role": role, "name": name, "fingerprint": mark} for role, name, mark in keys_told(policy)],
        "published": f"上列指纹应当与 {addresses.policy} 公布的、本单位公示栏张贴的、各见证单位自己公布的逐字相同；不同的，不要相信本页。",
        "foot": f"本页是《{said.get('title', '文书')}》的附页，不改变文书的内容",
        "code": {"svg": code.svg, "modules": code.modules},
        "attachments": [
            {"name": file, "text": str(voucher), "about": "存证凭证"},
            {"name": POLICY, "text": str(policy), "about": "见证规则和公钥"},
        ],
    }


def ending(voucher: Voucher) -> str:
    """How the file of a voucher is called at its end: a proof in the form of c2sp.org/tlog-proof, or a receipt."""
    return PROOF if isinstance(voucher.vouched, Proof) else RECEIPT


def _rows(voucher: Voucher, verdict: Verdict, said: Mapping[str, str], sha256: str) -> dict[str, str]:
    entry = verdict.entry
    rows = {label: said[name] for name, label in LABELS.items() if name in said}
    rows["文件摘要"] = f"SHA-256\n{sha256}"
    if entry.happened is not None:
        rows["出具时间"] = moment_words(entry.happened)
    rows["存证时间"] = moment_words(entry.at)
    rows["存证条目"] = leaf_hash(voucher.entry).hex()
    if verdict.place is not None:
        rows["位置"] = f"存证日志第 {verdict.place} 条（检查点共 {verdict.size} 条）"
    rows["见证"] = "\n".join(f"{seen.witness}，{moment_words(seen.at)}" for seen in verdict.seen) or "还没有外部见证"
    return rows


def _steps(addresses: Addresses, file: str, *, whole: bool) -> list[str]:
    less = "" if whole else "（内容太长，大码里没有文书所印的内容，请用附件核对）"
    return [
        f"用手机扫文书首页右下角的小码，或者打开 {addresses.check} ，按页面提示核验。",
        f"核验页打开过一次以后，不连网也能用：在核验页里用相机扫本页的大码，再与手中的文书逐项核对{less}。",
        f"在电脑上：本页的电子版附有文件 {file} ，运行 mingheng verify 加这个文件和文书的 PDF。",
    ]


def _code(voucher: Voucher) -> tuple[Drawing, bool]:
    """The large code, and whether it holds the openings; a voucher that is too long for any code goes without them."""
    try:
        return drawn(voucher.code(), "m", "l"), True
    except segno.DataOverflowError:
        return drawn(replace(voucher, openings=()).code(), "m", "l"), False
