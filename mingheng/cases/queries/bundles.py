"""The bundle of a case: its papers, the entries of its chains opened, proofs and policy, for whoever checks without us."""

import json
import logging
import shutil
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import IO, Any

from mingheng.cases.models import Case, Step
from mingheng.cases.queries.dockets import act_of
from mingheng.cases.rules.recorded import beside_facts
from mingheng.documents import queries as documents
from mingheng.documents.rules.annexes import ending
from mingheng.documents.rules.recorded import papers_chain
from mingheng.ledger import queries as ledger
from mingheng.ledger.rules import ContentAltered, Json
from mingheng.ledger.rules.vouching.bundles import ENTRIES, POLICY, README, lines_of
from mingheng.ledger.rules.vouching.telling import keys_told

log = logging.getLogger(__name__)

DOSSIER = "dossier.pdf"
EPOCH = (1980, 1, 1, 0, 0, 0)  # ZIP keeps no zone: when a member was packed says nothing, so all say the same
_README = """{title}

本压缩包是这件案件的存证包，供任何人在不依靠本单位的情况下核对。

里面有什么
{contents}
  {entries}　案件和文书的全部存证条目，一行一条，附所记内容和证明
  {policy}　见证规则：存证日志和各见证单位的公钥，要几家见证才算数

怎样核对
  在装有本程序的任何一台电脑上运行（不需要数据库，不需要连网）：
    mingheng verify 本压缩包 --policy 从公示处取得的见证规则
  不写 --policy 时用包里的规则，只能说明包内前后一致；这时请把下列公钥指纹与公示栏和各见证单位自己公布的逐字核对：
{keys}
  证明文件（.tlog-proof）是公开的格式（c2sp.org/tlog-proof、tlog-checkpoint、tlog-cosignature），也可以用别的程序核对。

结果有三种
  已存证，内容一致：存证之后没有改动。
  见证不足：目前只有本单位自己的签名，过后请重新导出。
  与存证不符：内容、文件或者证明对不上，请向监督部门反映。

请注意
  存证说明谁在何时记下了什么，不说明所记的事情是否真实。
  单独一项就有几万字的内容没有放进 {entries}，只留有它的存证。
  包里能看出中间缺少或者被换过的条目；导出以后又记了什么，请向本单位或者持有日志副本的单位查询。
  包里有当事人的姓名、证件号码等个人信息，请妥善保管，不要公开。
{missing}"""


@dataclass(frozen=True)
class _Member:
    """A file of the bundle and where it lies in the store."""

    name: str
    file: str
    sha256: str
    about: str


def write_bundle(case: Case, out: IO[bytes]) -> None:
    """Write the bundle of a case as it stands now; nothing larger than a piece of a file is held in memory.

    Raises BadPolicy where the witness policy of this installation is wrong.
    """
    policy = ledger.believed()
    members, missing = list(_members(case)), []
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bundle:
        for member in members:
            try:
                _copy(bundle, member)
            except FileNotFoundError:
                missing.append(member.name)
                continue
            with suppress(documents.NoSuchInstrument):  # no entry names it: whoever checks is told just that
                voucher = documents.voucher_of_file(case.id, member.sha256)
                bundle.writestr(_info(f"{member.name}{ending(voucher)}"), str(voucher))
        with bundle.open(_info(ENTRIES), "w") as lines:
            for text in _entries(case):
                lines.write(json.dumps(text, ensure_ascii=False).encode() + b"\n")
        bundle.writestr(_info(POLICY), str(policy))
        keys = "\n".join(f"    {role}　{name}　{mark}" for role, name, mark in keys_told(policy))
        contents = "\n".join(f"  {member.name}　{member.about}" for member in members if member.name not in missing)
        lost = f"\n下列文件在库中找不到，没有放进来：{'、'.join(missing)}\n" if missing else ""
        told = _README.format(
            title=f"存证包　{case.number or case.ref}", contents=contents, entries=ENTRIES, policy=POLICY, keys=keys, missing=lost
        )
        bundle.writestr(_info(README), told)


def _members(case: Case) -> Iterator[_Member]:
    """Every paper as it was made, the scan that came back, and the dossier if it is bound."""
    for n, paper in enumerate(documents.files_of(case.id), 1):
        name, ending_of_scan = f"papers/{n:02}-{paper.title}{paper.number}", paper.scan.rpartition(".")[2]
        yield _Member(f"{name}.pdf", paper.body, paper.body_sha256, "文书")
        if paper.scan:
            yield _Member(f"{name}-signed.{ending_of_scan}", paper.scan, paper.scan_sha256, "签字盖章后的扫描件")
    bound = documents.dossier_of(case.id)
    if bound is not None and bound.file:
        yield _Member(DOSSIER, bound.file, bound.sha256, "装订好的案卷")


def _copy(bundle: zipfile.ZipFile, member: _Member) -> None:
    """A file as it is, also where it is no longer what was recorded: whoever checks shall see it."""
    with documents.open_paper(member.file) as source, bundle.open(_info(member.name, zipfile.ZIP_STORED), "w") as written:
        shutil.copyfileobj(source, written)


def _entries(case: Case) -> Iterator[str]:
    """Every entry of the case's chain and of its papers', in order, opened as far as it still can be."""
    for chain, said in ((str(case.id), _of_steps(case)), (papers_chain(case.id), {})):
        sealed, open_to_all = _sealed(chain), {} if ledger.is_erased(chain) else said
        for entry_id, entry in ledger.entries_of(chain):
            known = {**open_to_all.get(entry.n, {}), **sealed.get(entry.n, {})}
            show = {name: value for name, value in known.items() if name in entry.commitments}
            yield from lines_of(ledger.voucher_of(entry_id, show))


def _sealed(chain: str) -> Mapping[int, Mapping[str, Json]]:
    """What was sealed, unless somebody altered it: then it stays closed."""
    try:
        return ledger.unseal_chain(chain)
    except ContentAltered as reason:
        log.critical("chain %s: %s", chain, reason)
        return {}


def _of_steps(case: Case) -> Mapping[int, Mapping[str, Any]]:
    """What each step was recorded with besides what is sealed."""
    rows = Step.objects.filter(case=case).order_by("n")
    return {row.n: {**row.facts, **beside_facts(act_of(row, {}))} for row in rows}


def _info(name: str, how: int = zipfile.ZIP_DEFLATED) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, EPOCH)
    info.compress_type = how
    return info
