"""The SM3 twin of the log: the same entries, another hash, a signature with SM2 that everybody's OpenSSL checks."""

import hashlib
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import SM4
from cryptography.hazmat.primitives.ciphers.modes import ECB
from django.conf import settings as configured
from django.test import Client
from pytest_django import Settings

from mingheng.kit.sm2 import NoSm2, OpensslSm2, sm2_made
from mingheng.ledger import commands
from mingheng.ledger.actions import grow_tree, sequence_entries
from mingheng.ledger.datasets.publishing import publish_log
from mingheng.ledger.datasets.shelf import MIRRORS, OPEN, Shelf
from mingheng.ledger.datasets.twin import audit_twin, publish_twin, twin_fault
from mingheng.ledger.models import Position
from mingheng.ledger.rules.tree.checkpoints import Checkpoint
from mingheng.ledger.rules.tree.hashing import SM3
from mingheng.ledger.rules.tree.keys import VerifierKey
from mingheng.ledger.rules.tree.notes import Note
from mingheng.ledger.rules.tree.proving import inclusion, root_of_inclusion
from mingheng.ledger.rules.tree.sm2 import Sm2Key
from mingheng.ledger.rules.tree.tiles import node_of, tile_in
from mingheng.ledger.tests.acts import AT, decide

# GM/T 0003.5-2012, annex A.2: message, public key, r and s.
MESSAGE = b"message digest"
PUBLIC = bytes.fromhex(
    "0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13"
)
R = bytes.fromhex("f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3")
S = bytes.fromhex("b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa")
SIGNATURE = bytes.fromhex("3046022100") + R + bytes.fromhex("022100") + S


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh SM2 key in a file."""
    path = tmp_path_factory.mktemp("sm2") / "key.pem"
    subprocess.run(["openssl", "genpkey", "-algorithm", "SM2", "-out", path], check=True, capture_output=True)
    return path


@pytest.fixture
def folder(db: None, settings: Settings, tmp_path: Path, key: Path) -> Path:
    """A log with a twin that has published nothing; where it will."""
    settings.MINGHENG_LOG_KEY, settings.MINGHENG_SIGNER = bytes(range(32)), tmp_path
    settings.MINGHENG_PUBLISHED, settings.MINGHENG_SM2_KEY = tmp_path / "published", str(key)
    return tmp_path / "published"


def acts(number: int) -> None:
    """So many more acts, published."""
    for i in range(number):
        decide(f"case:{i % 5}")
    while sequence_entries(at=AT):
        pass
    grow_tree(at=AT)
    publish_log(configured.MINGHENG_PUBLISHED)
    if configured.MINGHENG_SM2_KEY:
        publish_twin(configured.MINGHENG_PUBLISHED, lambda: OpensslSm2(Path(configured.MINGHENG_SM2_KEY)))


def entries() -> list[bytes]:
    """Every entry in order."""
    return [bytes(entry) for entry in Position.objects.order_by("position").values_list("entry__entry", flat=True)]


def fault(folder: Path, key: Path) -> str:
    """What is wrong with the twin."""
    return twin_fault(folder, entries(), Sm2Key("localhost/ledger/sm3", OpensslSm2(key).public))


def test_the_published_vectors_hold() -> None:
    assert hashlib.new("sm3", b"abc").hexdigest() == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    assert hashlib.new("sm3", b"abcd" * 16).hexdigest() == "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"
    plain = bytes.fromhex("0123456789abcdeffedcba9876543210")
    assert Cipher(SM4(plain), ECB()).encryptor().update(plain).hex() == "681edf34d206965e86b3e94f536e4246"  # noqa: S305  # the vector is in ECB
    assert sm2_made(PUBLIC, MESSAGE, SIGNATURE)
    assert not sm2_made(PUBLIC, MESSAGE + b"!", SIGNATURE)
    assert not sm2_made(PUBLIC, MESSAGE, SIGNATURE[:-1] + bytes([SIGNATURE[-1] ^ 1]))


def test_what_one_signs_the_other_checks(key: Path) -> None:
    signer = OpensslSm2(key)
    signature = signer.sign("检查点\n".encode())
    assert sm2_made(signer.public, "检查点\n".encode(), signature)
    assert not sm2_made(PUBLIC, "检查点\n".encode(), signature)


def test_every_entry_is_in_the_twin_and_can_be_proved_there(folder: Path, key: Path) -> None:
    for number in (3, 254, 300):
        acts(number)
    twin = Shelf(folder, "sm3")
    note = twin.published()
    assert note is not None
    checkpoint = Checkpoint.read(note.text)
    assert (checkpoint.origin, checkpoint.size) == ("localhost/ledger/sm3", 557)
    node = node_of(lambda level, index: twin.read(tile_in(557, level, index)), SM3)
    for index, entry in enumerate(entries()):
        assert root_of_inclusion(SM3.leaf(entry), index, 557, inclusion(index, 557, node, SM3), SM3) == checkpoint.root
    assert fault(folder, key) == ""
    assert publish_twin(folder, lambda: OpensslSm2(key)) == 0


def test_it_is_read_where_the_log_is_read(folder: Path) -> None:
    assert Client().get("/log/sm3/checkpoint").status_code == 404
    acts(3)
    assert Client().get("/log/sm3/checkpoint").content.startswith(b"localhost/ledger/sm3\n3\n")
    leaves = b"".join(map(SM3.leaf, entries()))
    assert Client().get("/log/sm3/tile/0/000.p/3").content == leaves
    answers = [Client().get(f"/log/sm3/tile/{where}").status_code for where in ("0/001", "entries/000.p/3", "0/000.p/4", "../x")]
    assert answers == [404] * 4


def test_its_key_is_told_with_those_of_the_log(
    folder: Path, key: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://is/there")
    assert commands.main(["keys"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert VerifierKey.read(told[0]).name == "localhost/ledger"
    assert told[-1] == str(Sm2Key("localhost/ledger/sm3", OpensslSm2(key).public))


@pytest.mark.parametrize(
    ("path", "reason"),
    [(f"{MIRRORS}/tile/entries/000.p/3", "条目与存证树不符"), (f"{OPEN}/tile/0/000.p/3", "与第 3 条的检查点不符")],
    ids=["entries", "tile"],
)
def test_it_signs_nothing_that_the_log_did_not(
    folder: Path, key: Path, settings: Settings, caplog: pytest.LogCaptureFixture, path: str, reason: str
) -> None:
    settings.MINGHENG_SM2_KEY = ""
    acts(3)
    data = (folder / path).read_bytes()
    (folder / path).chmod(0o600)
    (folder / path).write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    assert publish_twin(folder, lambda: OpensslSm2(key)) == 0
    assert reason in caplog.text


@pytest.mark.parametrize(
    ("path", "reason"),
    [("tile/0/000.p/3", "分块 tile/0/000.p/3 与记录不符"), ("checkpoint", "没有有效的 SM2 签名")],
    ids=["tile", "signature"],
)
def test_the_audit_finds_what_was_changed_in_it(
    folder: Path, key: Path, caplog: pytest.LogCaptureFixture, path: str, reason: str
) -> None:
    assert fault(folder, key) == "还没有公布 SM3 存证树"
    acts(3)
    changed = folder / OPEN / "sm3" / path
    changed.chmod(0o600)
    if path == "checkpoint":
        note = Note.read(changed.read_text(encoding="utf-8"))
        (line,) = note.signatures
        other = replace(line, signature=line.signature[:-1] + bytes([line.signature[-1] ^ 1]))
        changed.write_text(str(Note(note.text, (other,))), encoding="utf-8")
    else:
        data = changed.read_bytes()
        changed.write_bytes(bytes([data[0] ^ 1]) + data[1:])
    assert reason in fault(folder, key)
    if path != "checkpoint":
        acts(1)
        assert "公布的 SM3 存证树与第 3 条的检查点不符" in caplog.text


def test_a_key_of_another_kind_and_a_missing_program_are_told_in_a_sentence(
    tmp_path: Path, key: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "rsa.pem"
    subprocess.run(["openssl", "genpkey", "-algorithm", "ED25519", "-out", other], check=True, capture_output=True)
    for path, reason in ((other, "不是 SM2 私钥"), (tmp_path / "nowhere", "请核对密钥文件")):
        with pytest.raises(NoSm2, match=reason):
            OpensslSm2(path)
    signer = OpensslSm2(key)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NoSm2, match="请安装 OpenSSL 3"):
        signer.sign(b"")
    with pytest.raises(NoSm2, match="请安装 OpenSSL 3"):
        sm2_made(PUBLIC, MESSAGE, SIGNATURE)


def test_the_audit_holds_the_twin_against_the_entries(folder: Path, settings: Settings) -> None:
    acts(300)
    assert list(audit_twin()) == []
    tile = next(path for path in folder.rglob("000") if "sm3" in path.parts and path.parent.name == "0")
    tile.chmod(0o644)
    tile.write_bytes(bytes(32) + tile.read_bytes()[32:])
    (found,) = audit_twin()
    assert found.kind == "twin-differs"
    assert "tile/0/000" in found.said
    settings.MINGHENG_SM2_KEY = ""
    assert list(audit_twin()) == []
