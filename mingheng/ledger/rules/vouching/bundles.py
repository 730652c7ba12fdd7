"""Bundles: whole chains, the files they name, and the policy, in one ZIP that is checked without a database.

policy.txt      the policy of the log the bundle comes from (c2sp.org/tlog-policy)
entries.jsonl   every entry of the chains, a line each: a voucher in its short form as a JSON string, in order;
                the entry stands on several lines where one voucher cannot open all of it
README.txt      what this is and how to check it, for people
<any file>      named by its SHA-256 in some entry; its own voucher may lie beside it as <any file>.tlog-proof or .receipt
"""

import hashlib
import json
import zipfile
import zlib
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import IO

from mingheng.ledger.rules.chains import EMPTY_CHAIN, Head
from mingheng.ledger.rules.entries import leaf_hash
from mingheng.ledger.rules.tree.notes import BadNote
from mingheng.ledger.rules.tree.policies import Policy, read_policy
from mingheng.ledger.rules.vouching.openings import Opening
from mingheng.ledger.rules.vouching.verdicts import Standing, Verdict, judged_voucher
from mingheng.ledger.rules.vouching.vouchers import LARGEST, Voucher

POLICY, ENTRIES, README = "policy.txt", "entries.jsonl", "README.txt"
PROOF, RECEIPT = ".tlog-proof", ".receipt"
VOUCHERS = (PROOF, RECEIPT)
LACKING = "包里缺少的文件"
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError)
"""What reading a damaged, encrypted or strangely packed ZIP raises."""
_PART = 1 << 20  # bytes of a file in memory at a time
_LINE = LARGEST * 8  # bytes of a line: every character of a voucher escaped, and room
_WORST = {Standing.KEPT: 0, Standing.UNWITNESSED: 1, None: 2, Standing.DIFFERS: 3}


class Unreadable(ValueError):
    """What is no bundle, or is damaged; the message says which part."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What came of one thing: its standing (None: it could not be judged), why, and the verdict on the entry that names it."""

    name: str
    standing: Standing | None
    reasons: tuple[str, ...] = ()
    verdict: Verdict | None = None


@dataclass
class Chain:
    """One chain while its entries are read in order."""

    name: str
    head: Head = EMPTY_CHAIN
    standing: Standing | None = Standing.KEPT
    reasons: list[str] = field(default_factory=list)

    def take(self, voucher: Voucher, verdict: Verdict) -> None:
        """The next entry, which has to name the one before it; or the same again with more of it opened."""
        entry, leaf = verdict.entry, leaf_hash(voucher.entry)
        if Head(entry.n, leaf) == self.head:
            pass
        elif entry.n != self.head.n + 1:
            self._say(Standing.DIFFERS, f"第 {self.head.n} 条之后是第 {entry.n} 条：中间缺少，或者调换了次序")
        elif entry.previous != self.head.leaf:
            self._say(Standing.DIFFERS, f"第 {entry.n} 条接的不是包里的第 {self.head.n} 条：有一条被换过")
        for reason in verdict.reasons:
            self._say(verdict.standing, f"第 {entry.n} 条：{reason}")
        self.head = Head(entry.n, leaf)

    def finding(self) -> Finding:
        """How the chain stands as a whole."""
        whole = (f"第 1 至 {self.head.n} 条，号码连续，前后相接，所示内容与存证一致",) if self.standing is Standing.KEPT else ()
        return Finding(self.name, self.standing, (*self.reasons, *whole))

    def _say(self, standing: Standing, reason: str) -> None:
        self.standing = worst([self.standing, standing])
        self.reasons.append(reason)


def lines_of(voucher: Voucher) -> Iterator[str]:
    """A voucher as lines of a bundle, each as long as can be read. An opening too long for any line is left out."""
    alone = replace(voucher, openings=())
    fitting = [one for one in voucher.openings if len(replace(alone, openings=(one,)).short()) <= LARGEST]
    group: tuple[Opening, ...] = ()
    for one in fitting:
        if group and len(replace(alone, openings=(*group, one)).short()) > LARGEST:
            yield replace(alone, openings=group).short()
            group = ()
        group = (*group, one)
    yield replace(alone, openings=group).short()


def worst(standings: list[Standing | None]) -> Standing | None:
    """The worst of several answers: what differs, then what cannot be read, then what too few have witnessed."""
    return max(standings, key=_WORST.__getitem__)


def own_policy(bundle: zipfile.ZipFile) -> Policy:
    """The policy a bundle brings along. Raises Unreadable, BadPolicy."""
    try:
        with bundle.open(POLICY) as opened:
            return read_policy(opened.read(_PART).decode())
    except (KeyError, UnicodeDecodeError, *BROKEN) as reason:
        raise Unreadable(f"存证包里没有能读的 {POLICY}") from reason


def judged_bundle(
    bundle: zipfile.ZipFile, policy: Policy, beside: dict[str, bytes], whole: Collection[str] = ()
) -> Iterator[Finding]:
    """Every chain and every file of a bundle; `beside` are further files to compare, each with its SHA-256.

    `whole` are the kinds of entries whose files belong into a bundle: one that is not there is named. Raises Unreadable for what is
    no bundle.
    """
    names = [info.filename for info in bundle.infolist() if not info.is_dir()]
    if twice := {name for name, times in Counter(names).items() if times > 1}:
        raise Unreadable(f"存证包里有同名的文件，不知道以哪一个为准：{'、'.join(sorted(twice))}")
    if ENTRIES not in names:
        raise Unreadable(f"不是存证包：里面没有 {ENTRIES}")
    chains: dict[str, Chain] = {}
    named: dict[bytes, Verdict] = {}
    yield from _read_entries(bundle, policy, chains, named)
    if not chains:
        raise Unreadable(f"存证包是空的：{ENTRIES} 里一条记录都没有")
    yield from (chain.finding() for chain in chains.values())
    there = frozenset(names)
    digests = set(beside.values())
    for name in names:
        if name in (POLICY, ENTRIES, README):
            continue
        if name.endswith(VOUCHERS):
            yield _of_voucher(bundle, name, there, policy)
            continue
        digest = _digest(bundle, name)
        digests |= {digest} if digest else set()
        yield _of_file(name, digest, named)
    yield from _stripped(named, digests, whole)
    for name, digest in beside.items():
        yield _of_file(name, digest, named)


def _read_entries(
    bundle: zipfile.ZipFile, policy: Policy, chains: dict[str, Chain], named: dict[bytes, Verdict]
) -> Iterator[Finding]:
    """Fill chains and the digests they name; a finding for each line that cannot be read."""
    try:
        with bundle.open(ENTRIES) as lines:
            for number, line in enumerate(iter(lambda: lines.readline(_LINE), b""), 1):
                try:
                    voucher = Voucher.read(str(json.loads(line)))
                    verdict = judged_voucher(voucher, policy)
                except (BadNote, ValueError, RecursionError) as reason:
                    yield Finding(f"{ENTRIES} 第 {number} 行", None, (f"读不出来：{reason}",))
                    continue
                chain = verdict.entry.chain
                chains.setdefault(chain, Chain(chain)).take(voucher, verdict)
                named |= {digest: verdict for digest in verdict.entry.files if digest not in named}
    except BROKEN as reason:
        raise Unreadable(f"{ENTRIES} 已损坏") from reason


def _stripped(named: Mapping[bytes, Verdict], there: Collection[bytes], whole: Collection[str]) -> Iterator[Finding]:
    """What entries name and nobody brought along."""
    for digest, verdict in named.items():
        if verdict.entry.kind in whole and digest not in there:
            entry = verdict.entry
            lacking = f"{LACKING}：链 {entry.chain} 第 {entry.n} 条所记的文件，SHA-256 {digest.hex()}"
            yield Finding(lacking, None, ("存证记有这份文件，包里没有：可能被抽走。请向交给您存证包的人要全",), verdict)


def _of_file(name: str, digest: bytes | None, named: dict[bytes, Verdict]) -> Finding:
    if digest is None:
        return Finding(name, None, ("文件已损坏，读不出来",))
    verdict = named.get(digest)
    if verdict is None:
        return Finding(name, Standing.DIFFERS, ("没有任何记录指明这个文件：文件已被改动，或者不属于这个案卷",))
    return Finding(name, verdict.standing, verdict.reasons, verdict)


def _of_voucher(bundle: zipfile.ZipFile, name: str, names: Collection[str], policy: Policy) -> Finding:
    file = name.removesuffix(PROOF).removesuffix(RECEIPT)
    digest = _digest(bundle, file) if file in names else None
    if digest is None:
        return Finding(name, None, (f"包里没有它所证明的文件 {file}，或者已损坏",))
    try:
        with bundle.open(name) as opened:
            verdict = judged_voucher(Voucher.read(opened.read(_LINE).decode()), policy, [digest])
    except (BadNote, UnicodeDecodeError, *BROKEN) as reason:
        return Finding(name, None, (f"读不出来：{reason}",))
    return Finding(name, verdict.standing, verdict.reasons, verdict)


def digest_of(opened: IO[bytes]) -> bytes:
    """The SHA-256 of a file of any size."""
    made = hashlib.sha256()
    while part := opened.read(_PART):
        made.update(part)
    return made.digest()


def _digest(bundle: zipfile.ZipFile, name: str) -> bytes | None:
    try:
        with bundle.open(name) as opened:
            return digest_of(opened)
    except BROKEN:
        return None
