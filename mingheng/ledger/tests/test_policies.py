"""A policy says in a few lines which witnesses are enough; a reader sees the same in it as the verifier."""

import pytest

from mingheng.ledger.rules.tree.keys import Kind, SignerKey
from mingheng.ledger.rules.tree.policies import BadPolicy, read_policy

LOG = SignerKey.from_secret("lanjiang.example/ledger", Kind.NOTE, bytes(32)).verifier
JUSTICE, PROCURATORATE, NOTARY = (
    SignerKey.from_secret(f"{name}.lanjiang.example", Kind.COSIGNATURE, bytes([i]) * 32).verifier
    for i, name in enumerate(("justice", "procuratorate", "notary"), 1)
)
LINES = f"""# 澜江区
log {LOG}
witness 司法局 {JUSTICE} http://127.0.0.1:8100
witness 检察院 {PROCURATORATE}
\twitness 公证处  {NOTARY}

group strong 2 司法局 检察院 公证处
quorum strong
"""


def test_two_of_three_are_enough_and_one_is_not() -> None:
    policy = read_policy(LINES)
    assert policy.logs == (LOG,)
    assert policy.witnesses["司法局"].url == "http://127.0.0.1:8100"
    assert policy.is_met({JUSTICE, NOTARY})
    assert policy.is_met({JUSTICE, NOTARY, PROCURATORATE})
    assert not policy.is_met({JUSTICE})
    assert not policy.is_met({LOG, JUSTICE})


def test_a_policy_written_out_reads_back_the_same() -> None:
    for text in (LINES, f"log {LOG}\nquorum none", f"witness 司法局 {JUSTICE}\nquorum 司法局"):
        assert read_policy(str(read_policy(text))) == read_policy(text)


def test_groups_can_stand_in_groups() -> None:
    policy = read_policy(
        LINES.replace("group strong 2 司法局 检察院 公证处", "group state any 司法局 检察院\ngroup strong all state 公证处")
    )
    assert policy.is_met({PROCURATORATE, NOTARY})
    assert not policy.is_met({PROCURATORATE, JUSTICE})


def test_nobody_is_enough_only_where_that_is_said() -> None:
    assert read_policy(f"log {LOG}\nquorum none\n").is_met(set())
    with pytest.raises(BadPolicy, match="quorum"):
        read_policy(f"log {LOG}\n")


@pytest.mark.parametrize(
    ("change", "into", "reason"),
    [
        ("group strong 2", "group strong 4", "1 到 3"),
        ("group strong 2", "group strong 0", "1 到 3"),
        ("group strong 2", "group strong two", "1 到 3"),
        ("quorum strong", "quorum weak", "还没有定义"),
        ("quorum strong", "quorum strong\nquorum strong", "只能写一行"),
        ("2 司法局 检察院", "2 司法局 法院", "还没有定义"),
        ("检察院 公证处\nq", "检察院 检察院\nq", "只能算一次"),
        ("witness 检察院", "witness 司法局", "已经用过"),
        ("witness 检察院", "witness none", "保留"),
        (str(NOTARY), str(JUSTICE), "重复"),
        (str(NOTARY), str(LOG), "种类不对"),
        (f"log {LOG}", f"log {JUSTICE}", "种类不对"),
        ("quorum strong", "quorums strong", "开头的一行"),
        ("quorum strong", "quorum", "开头的一行"),
        (str(LOG), str(LOG)[:-3], "公钥"),
    ],
)
def test_a_policy_that_is_not_clear_is_refused_with_its_line(change: str, into: str, reason: str) -> None:
    with pytest.raises(BadPolicy, match=rf"第 \d+ 行：.*{reason}"):
        read_policy(LINES.replace(change, into))
