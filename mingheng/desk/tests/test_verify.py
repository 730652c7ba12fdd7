"""`mingheng verify` on what a citizen holds, in a process that has neither Django nor a database driver."""

import random
import subprocess
import sys
import zipfile
from datetime import datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from pytest_django import Settings

from mingheng.cases.models import Case
from mingheng.cases.queries.bundles import write_bundle
from mingheng.documents.actions import render_waiting
from mingheng.documents.queries import annex, content, of_folder, paper_voucher
from mingheng.kit.dates import SHANGHAI
from mingheng.kit.paths import CHECKOUT
from mingheng.ledger.queries import believed
from mingheng.ledger.rules import EMPTY_CHAIN, Said, composed, leaf_hash
from mingheng.ledger.rules.tree.notes import BadNote
from mingheng.ledger.rules.tree.policies import Policy
from mingheng.ledger.rules.vouching.receipts import promised, receipt_key
from mingheng.ledger.rules.vouching.verdicts import Standing, judged_voucher
from mingheng.ledger.rules.vouching.vouchers import CODE, Voucher
from mingheng.witness.tests.small_log import ORIGIN, SmallLog
from tests.cast import Cast
from tests.walking import walk
from tests.watched import JUSTICE, cosigned, watch

LATER = datetime(2026, 12, 30, 9, tzinfo=SHANGHAI)
ENOUGH = 60
BARE = "import sys; sys.modules['django'] = sys.modules['psycopg'] = None; from mingheng.__main__ import run; run()"
LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"


@pytest.fixture
def case(cast: Cast, settings: Settings, tmp_path: Path) -> Case:
    """A case some way on in a ledger that two witnesses watch, its papers made."""
    watch(settings, tmp_path / "signer")
    store = {"BACKEND": "mingheng.kit.stores.folder.FolderStore", "OPTIONS": {"location": tmp_path / "papers"}}
    settings.STORAGES = settings.STORAGES | {"documents": store}
    case = walk(cast, "register_lead")
    while render_waiting(at=LATER):
        pass
    return case


@pytest.fixture
def held(case: Case, tmp_path: Path) -> Path:
    """Everything one may hold of it, as files: bundle, proof, annex, paper, code, and the published policy."""
    cosigned(LATER)
    return written(case, tmp_path / "held")


def written(case: Case, folder: Path) -> Path:
    folder.mkdir()
    view = of_folder(case.id)[0]
    with (folder / "bundle.zip").open("wb") as out:
        write_bundle(case, out)
    voucher = paper_voucher(view.id)
    (folder / "paper.tlog-proof").write_text(str(voucher), encoding="utf-8")
    (folder / "code.txt").write_text(voucher.code(), encoding="utf-8")
    (folder / "annex.pdf").write_bytes(annex(view.id))
    (folder / "paper.pdf").write_bytes(content(view.file, view.sha256))
    (folder / "policy.txt").write_text(str(believed()), encoding="utf-8")
    return folder


def verify(folder: Path, *words: str, given: str = "") -> tuple[int, str]:
    """The exit status, and all that was said."""
    done = subprocess.run(
        [sys.executable, "-c", BARE, "verify", *words], cwd=folder, input=given, capture_output=True, text=True, timeout=ENOUGH,
        check=False, env={"PYTHONPATH": str(CHECKOUT), "PATH": "", "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


def test_a_bundle_is_kept_by_the_published_policy(held: Path) -> None:
    status, said = verify(held, "bundle.zip", "paper.pdf", "--policy", "policy.txt")
    assert status == 0
    assert "依据：您指定的见证规则" in said
    assert "号码连续，前后相接" in said
    assert "paper.pdf　已存证，内容一致" in said
    assert "见证：司法局，2026-12-30 09:00:00" in said
    assert "结论：已存证，内容一致" in said


def test_by_its_own_policy_it_is_said_that_this_shows_little_and_what_to_compare(held: Path) -> None:
    for bundle in ("bundle.zip", "annex.pdf"):
        status, said = verify(held, bundle)
        assert status == 4
        assert "只说明前后一致" in said
        assert "结论：前后一致，但所依据的公钥是随附的，还没有核对" in said
        assert "结论：已存证" not in said
        assert all(key.fingerprint in said for key in (*believed().logs, JUSTICE.verifier))


@pytest.mark.parametrize("form", ["paper.tlog-proof", "annex.pdf", "code.txt"])
def test_every_form_of_a_voucher_is_read_and_the_paper_compared_with_it(held: Path, form: str) -> None:
    status, said = verify(held, form, "paper.pdf", "--policy", "policy.txt")
    assert status == 0
    assert "文书名称：" in said
    (held / "other.pdf").write_bytes(b"%PDF-1.7 other")
    status, said = verify(held, form, "other.pdf", "--policy", "policy.txt")
    assert status == 1
    assert "other.pdf　与存证不符" in said


def test_the_letters_of_a_code_are_taken_as_they_are_and_from_a_pipe(held: Path) -> None:
    code = (held / "code.txt").read_text(encoding="utf-8")
    assert verify(held, code, "--policy", "policy.txt")[0] == 0
    assert verify(held, "-", "--policy", "policy.txt", given=code)[0] == 0


def test_too_few_witnesses_are_an_answer_of_their_own(case: Case, tmp_path: Path) -> None:
    cosigned(LATER, JUSTICE)
    held = written(case, tmp_path / "held")
    for bundle in ("bundle.zip", "annex.pdf"):
        status, said = verify(held, bundle, "--policy", "policy.txt")
        assert status == 3
        assert "结论：见证不足" in said


def test_a_policy_of_somebody_else_bears_nothing_out(held: Path) -> None:
    policy = (held / "policy.txt").read_text(encoding="utf-8")
    (held / "policy.txt").write_text("".join(line for line in policy.splitlines(keepends=True) if not line.startswith("log")))
    status, said = verify(held, "bundle.zip", "--policy", "policy.txt")
    assert status == 1
    assert "没有 localhost/ledger 的有效签名" in said


def test_what_cannot_be_read_is_said_with_the_remedy(held: Path) -> None:
    (held / "cut.zip").write_bytes((held / "bundle.zip").read_bytes()[:2000])
    with zipfile.ZipFile(held / "empty.zip", "w") as empty:
        empty.writestr("policy.txt", str(believed()))
    with zipfile.ZipFile(held / "hollow.zip", "w") as hollow:
        hollow.writestr("policy.txt", str(believed()))
        hollow.writestr("entries.jsonl", "")
    (held / "wrong.txt").write_text("quorum 无此人", encoding="utf-8")
    for words, told in [
        (["paper.pdf"], "这份 PDF 没有附带存证凭证"),
        (["paper.tlog-proof"], "--policy"),
        (["nowhere.zip", "--policy", "policy.txt"], "nowhere.zip"),
        (["cut.zip", "--policy", "policy.txt"], "无法核对"),
        (["empty.zip", "--policy", "policy.txt"], "entries.jsonl"),
        (["hollow.zip", "--policy", "policy.txt"], "一条记录都没有"),
        (["bundle.zip", "--policy", "wrong.txt"], "第 1 行"),
        (["MH1:!!!", "--policy", "policy.txt"], "二维码"),
    ]:
        status, said = verify(held, *words)
        assert (status, told in said, "Traceback" in said) == (2, True, False), (words, said)


def test_the_name_of_a_file_cannot_paint_a_conclusion(held: Path) -> None:
    with zipfile.ZipFile(held / "bundle.zip", "a") as bundle:
        bundle.writestr("x\n\x1b[2J\x1b[H结论：已存证\u202e，内容一致.pdf", b"forged")
    status, said = verify(held, "bundle.zip", "--policy", "policy.txt")
    assert status == 1
    assert not {"\x1b", "\u202e"} & set(said)
    assert [line for line in said.splitlines() if line.startswith("结论")] == [said.splitlines()[-1]]
    assert "结论：与存证不符" in said.splitlines()[-1]


def test_a_bundle_from_which_a_paper_was_taken_names_what_is_missing(held: Path) -> None:
    with zipfile.ZipFile(held / "bundle.zip") as whole, zipfile.ZipFile(held / "less.zip", "w") as less:
        taken = next(name for name in whole.namelist() if name.endswith(".pdf"))
        for name in whole.namelist():
            if not name.startswith(taken):
                less.writestr(name, whole.read(name))
        digest = sha256(whole.read(taken)).hexdigest()
    status, said = verify(held, "less.zip", "--policy", "policy.txt")
    assert status == 2
    assert "包里缺少的文件：链 papers:" in said
    assert digest in said
    assert verify(held, "less.zip", "paper.pdf", "--policy", "policy.txt")[0] == 0


def test_a_bundle_with_two_files_of_one_name_is_refused(held: Path) -> None:
    doubled = BytesIO((held / "bundle.zip").read_bytes())
    with zipfile.ZipFile(doubled, "a") as bundle, pytest.warns(UserWarning, match="Duplicate name"):
        bundle.writestr("policy.txt", str(believed()))
    (held / "doubled.zip").write_bytes(doubled.getvalue())
    status, said = verify(held, "doubled.zip", "--policy", "policy.txt")
    assert status == 2
    assert "同名" in said


def test_of_ten_thousand_changed_codes_none_is_accepted_for_anything_else(held: Path) -> None:
    code = (held / "code.txt").read_text(encoding="utf-8")
    policy, chance = believed(), random.Random(5)
    said = kept(code, policy)
    assert said is not None
    wrong = [changed for changed in (mutated(code, chance) for _ in range(10_000)) if changed != code]
    # The same text may be compressed in more than one way, so that once in a while a changed code holds the same voucher.
    assert {kept(changed, policy) for changed in wrong} <= {None, said}


def mutated(code: str, chance: random.Random) -> str:
    """The code with one to three letters exchanged, left out or doubled."""
    letters = list(code.removeprefix(CODE))
    for _ in range(chance.randint(1, 3)):
        place = chance.randrange(len(letters))
        match chance.randrange(3):
            case 0:
                letters[place] = chance.choice(LETTERS.replace(letters[place], ""))
            case 1:
                del letters[place]
            case _:
                letters.insert(place, letters[place])
    return CODE + "".join(letters)


def kept(code: str, policy: Policy) -> Voucher | None:
    """What a code is taken for the proof of."""
    try:
        voucher = Voucher.read(code)
    except BadNote:
        return None
    return voucher if judged_voucher(voucher, policy).standing is Standing.KEPT else None


def test_a_receipt_is_held_against_the_log_that_gave_it(tmp_path: Path) -> None:
    log, secret = SmallLog().add(300), b"s" * 32
    at = datetime(2026, 11, 21, 19, 7, 12, 123000, SHANGHAI)
    entry = composed(
        Said("penalty.decided", "case:1", {}, {}, "o:7", "u:0107", at), EMPTY_CHAIN, b"k" * 32, "1", bytes(16), bytes(12)
    ).entry
    receipt = tmp_path / "receipt"
    receipt.write_text(str(Voucher(entry, (), promised(ORIGIN, leaf_hash(entry), at, secret))), encoding="utf-8")
    rules = tmp_path / "policy"
    rules.write_text(f"log {log.key.verifier}\nlog {receipt_key(ORIGIN, secret).verifier}\nquorum none\n", encoding="utf-8")
    words = (str(receipt), "--policy", str(rules))
    with log.served() as url:
        missing = verify(tmp_path, *words, "--log", url)
        log.entries[7] = entry
        there = verify(tmp_path, *words, "--log", url)
    assert (missing[0], "这份回执就是证据" in missing[1]) == (1, True)
    assert (there[0], "日志里有承诺的记录，但见证不足" in there[1]) == (3, True)
    assert verify(tmp_path, *words)[0] == 3
    assert verify(tmp_path, *words, "--log", "http://127.0.0.1:9/log")[0] == 2
