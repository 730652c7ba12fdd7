"""`mingheng verify BUNDLE [FILE …] [--policy P] [--log URL]`: check a dossier's bundle, a proof, a receipt, a code or an annex. No database needed.

Ends with 0 when everything is kept, 1 when something differs, 2 when something could not be read or is missing, 3 when too few
outsiders have witnessed it, 4 when everything agrees but only with the policy that came along: whoever forges can add his own.
"""

import argparse
import sys
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pikepdf

from mingheng.documents.rules.recorded import BODY_KINDS, LABELS
from mingheng.kit import clock
from mingheng.kit.terminal import shown
from mingheng.ledger.rules.tree.notes import BadNote, Note
from mingheng.ledger.rules.tree.policies import BadPolicy, Policy, read_policy
from mingheng.ledger.rules.tree.tiles import NotATile
from mingheng.ledger.rules.vouching.bundles import (
    POLICY,
    VOUCHERS,
    Finding,
    Unreadable,
    digest_of,
    judged_bundle,
    own_policy,
    worst,
)
from mingheng.ledger.rules.vouching.telling import MEANINGS, keys_told, standing_words, told
from mingheng.ledger.rules.vouching.verdicts import Standing, judged_voucher
from mingheng.ledger.rules.vouching.vouchers import CODE, LARGEST, Voucher
from mingheng.witness.claiming import claimed
from mingheng.witness.watching import Served

KEPT, DIFFERS, CANNOT, UNWITNESSED, AGREES_ONLY = 0, 1, 2, 3, 4
STATUS = {Standing.KEPT: KEPT, Standing.DIFFERS: DIFFERS, Standing.UNWITNESSED: UNWITNESSED, None: CANNOT}
STDIN = "-"
_NO_KEYS = "凭证里没有公钥，不能核对签名。请从公示处取得见证规则文件，用 --policy 指定"
_AGREES = "前后一致，但所依据的公钥是随附的，还没有核对。公钥指纹与公示的逐字核对相同以后，才能作为已存证的依据。"
_BARE_PDF = "这份 PDF 没有附带存证凭证。请给出它的存证页、.tlog-proof 文件或者大码的内容，再把这份 PDF 写在后面"


@dataclass(frozen=True)
class Held:
    """A voucher that stands alone, and the policy that came with it, if one did."""

    voucher: Voucher
    policy: Policy | None = None


def main(argv: list[str]) -> int:
    """Check what is given and say so; returns the exit status."""
    parser = argparse.ArgumentParser("mingheng verify", description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("bundle", help="存证包、.tlog-proof、回执、存证页 PDF，或者大码的内容（MH1:……）；- 表示从标准输入读")
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="拿来比对的文件")
    parser.add_argument("--policy", type=Path, help="从公示处取得的见证规则；不给时只能用随附的，只说明前后一致")
    parser.add_argument("--log", help="日志的地址，例如 https://…/log：查回执承诺的记录是否真的在日志里")
    asked = parser.parse_intermixed_args(argv)
    try:
        given = read_policy(asked.policy.read_text(encoding="utf-8")) if asked.policy else None
        digests = {str(path): _digest(path) for path in asked.files}
        findings, policy = _judged(asked.bundle, given, digests, asked.log)
    except (Unreadable, BadNote, BadPolicy, NotATile, OSError, UnicodeDecodeError) as trouble:
        print(shown(f"{standing_words(None)}：{trouble}"), file=sys.stderr)
        return CANNOT
    _say(findings, policy, given=given is not None)
    overall = worst([finding.standing for finding in findings])
    return AGREES_ONLY if overall is Standing.KEPT and given is None else STATUS[overall]


def _judged(bundle: str, given: Policy | None, digests: dict[str, bytes], log: str | None) -> tuple[list[Finding], Policy]:
    """What came of everything, and by which policy. Raises Unreadable, BadNote, BadPolicy, OSError."""
    path = Path(bundle)
    if not bundle.startswith(CODE) and bundle != STDIN and zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as opened:
            policy = given or own_policy(opened)
            return list(judged_bundle(opened, policy, digests, BODY_KINDS)), policy
    held = _held(bundle)
    believed = given or held.policy
    if believed is None:
        raise Unreadable(_NO_KEYS)
    findings = _of_voucher(held.voucher, believed, digests)
    if log and isinstance(held.voucher.vouched, Note):
        standing, reason = claimed(held.voucher.vouched, Served(log), believed, at=clock.now())
        findings.append(Finding("回执的承诺", standing, (reason,)))
        if standing is not Standing.DIFFERS and findings[0].standing is Standing.UNWITNESSED:
            findings = findings[1:]  # what the log itself shows says more than the promise
    return findings, believed


def _held(bundle: str) -> Held:
    if bundle.startswith(CODE):
        return Held(Voucher.read(bundle))
    if bundle == STDIN:
        return Held(Voucher.read(sys.stdin.read(LARGEST + 1)))
    with Path(bundle).open("rb") as opened:
        if opened.read(5) == b"%PDF-":
            return _attached(Path(bundle))
        opened.seek(0)
        return Held(Voucher.read(opened.read(LARGEST * 4).decode()))


def _attached(path: Path) -> Held:
    """The voucher in a PDF. Raises Unreadable, BadNote."""
    try:
        with pikepdf.open(path) as pdf:
            texts = {name: pdf.attachments[name].get_file().read_bytes().decode() for name in pdf.attachments}
    except (pikepdf.PdfError, pikepdf.PasswordError, UnicodeDecodeError) as reason:
        raise Unreadable("PDF 打不开，或者附件已损坏") from reason
    found = [text for name, text in texts.items() if name.endswith(VOUCHERS)]
    if len(found) != 1:
        raise Unreadable(_BARE_PDF)
    return Held(Voucher.read(found[0]), read_policy(texts[POLICY]) if POLICY in texts else None)


def _of_voucher(voucher: Voucher, policy: Policy, digests: dict[str, bytes]) -> list[Finding]:
    """The voucher by itself, then with each file laid beside it."""
    alone = judged_voucher(voucher, policy)
    facts = tuple(f"{LABELS.get(one.name, one.name)}：{one.value}" for one in voucher.openings)
    findings = [Finding("存证凭证（内容以这里列出的为准，不以纸上印的为准）", alone.standing, (*alone.reasons, *facts), alone)]
    for name, digest in digests.items():
        verdict = judged_voucher(voucher, policy, [digest])
        findings.append(Finding(name, verdict.standing, verdict.reasons, verdict))
    return findings


def _digest(path: Path) -> bytes:
    with path.open("rb") as opened:
        return digest_of(opened)


def _say(findings: Sequence[Finding], policy: Policy, *, given: bool) -> None:
    if given:
        print("依据：您指定的见证规则。")
    else:
        print("依据：随附的见证规则。这只说明前后一致：伪造的人也能附上自己的规则。")
        print("请把下列公钥指纹与公示栏和各见证单位公布的逐字核对，或者用 --policy 指定从公示处取得的规则。")
    for role, name, fingerprint in keys_told(policy):
        print(shown(f"  {role}　{name}　{fingerprint}"))
    for finding in findings:
        print(f"\n{shown(finding.name)}　{standing_words(finding.standing)}")
        for line in (*finding.reasons, *(told(finding.verdict) if finding.verdict else ())):
            print(shown(f"  {line}"))
    overall = worst([finding.standing for finding in findings])
    if overall is Standing.KEPT and not given:
        print(f"\n结论：{_AGREES}")
    else:
        print(f"\n结论：{standing_words(overall)}。{MEANINGS[overall]}")
