"""What an audit may find, as values, and how it is said to a person."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from types import MappingProxyType

WORDS: Mapping[str, str] = MappingProxyType(
    {
        "position-missing": "存证记录的次序缺了一位",
        "entry-missing": "这一位存证记录的内容不见了",
        "entry-altered": "存证记录的内容被改动",
        "leaf-unlike-tile": "存证记录与存证树的分块不符",
        "entry-unplaced": "存证记录既没有位次，也不在等待排序",
        "entries-late": "存证记录等待排序的时间过长",
        "entries-unsigned": "存证记录排序以后，长时间没有签入检查点",
        "tile-missing": "存证树的分块不见了",
        "tile-altered": "存证树的分块被改动",
        "twin-differs": "公布的 SM3 存证树与存证记录不符",
        "checkpoint-missing": "签过的检查点不见了",
        "checkpoint-altered": "检查点的内容被改动，或者不是检查点",
        "checkpoint-signature": "检查点没有本单位的有效签名",
        "checkpoint-root": "检查点的根与重新计算的存证树不符",
        "checkpoint-beyond": "检查点的条数多于存证记录",
        "cosignature-altered": "见证人的签名与检查点不符",
        "memory-ahead": "签名方记得的检查点比数据库新：数据库被换成了旧的，或者有记录被删",
        "memory-differs": "签名方记得的检查点与重新计算的存证树不符",
        "memory-damaged": "签名方记下的检查点已损坏",
        "chain-missing": "存证链的登记行不见了",
        "chain-gap": "存证链中间缺少记录",
        "chain-link": "存证记录没有接在前一条之后",
        "chain-head": "存证链的末尾与登记的不符",
        "columns-differ": "存证记录的索引列与内容不符",
        "entry-unreadable": "存证记录的内容读不出来",
        "leaf-differs": "存证记录的指纹与内容不符",
        "key-missing": "存证链的密钥不见了，又没有依法删除的记录",
        "key-unusable": "存证链的密钥解不开",
        "erasure-unfinished": "已记录依法删除，密钥或者密文却还在",
        "erasure-unwarranted": "称已依法删除，却不是本系统办的：内容已无从核对",
        "sealed-missing": "加密保存的内容不见了，又没有依法删除的记录",
        "sealed-altered": "加密保存的内容被改动",
        "value-differs": "与存证时记录的不同",
        "value-added": "存证时没有这一项",
        "value-gone": "存证时有这一项，现在没有了",
        "row-missing": "有存证记录，数据库里对应的内容不见了",
        "row-unrecorded": "数据库里有这一项，却没有存证记录",
        "derived-differs": "与案卷推算的结果不符",
        "file-missing": "文件不见了",
        "file-altered": "文件的内容被改动",
        "unreadable": "内容读不出来，无法核对",
    }
)


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as it was recorded.

    `kind` is a key of WORDS. `chain` and `n` say which entry, `n` being the position where there is no chain; `field` which
    part of it. `recorded` is what the ledger holds where it can still be read, `stored` what is there now; `about` says in
    words what it is about.
    """

    kind: str
    chain: str = ""
    n: int = 0
    field: str = ""
    recorded: str = ""
    stored: str = ""
    about: str = ""

    @property
    def said(self) -> str:
        """The difference in a sentence."""
        counted = (f"第{self.n}条" if self.chain else f"第{self.n}位") if self.n else ""
        place = self.about or f"{self.chain} {counted}".strip()
        return "：".join(filter(None, (place, f"{self.field} {WORDS[self.kind]}".strip())))

    @property
    def fingerprint(self) -> str:
        """By what it is known again, whatever its values are by then."""
        named = "\x00".join((self.kind, self.chain, str(self.n), self.field, self.about))
        return sha256(named.encode()).hexdigest()[:40]
