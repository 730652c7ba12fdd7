"""Signed notes, checkpoints and proofs: written and read as the C2SP specifications say, and believed for good reason only."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingheng.ledger.rules.tree.checkpoints import Checkpoint
from mingheng.ledger.rules.tree.hashing import SHA256
from mingheng.ledger.rules.tree.keys import BadKey, Kind, SignerKey, VerifierKey
from mingheng.ledger.rules.tree.notes import BadNote, Note
from mingheng.ledger.rules.tree.proofs import Proof

# A public log that is not ours: the checksum database of the Go language, its key, and a head it signed.
SUMDB = VerifierKey.read("sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8")
SUMDB_HEAD = (
    "go.sum database tree\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n"
    "— sum.golang.org Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n"
)
LOG = SignerKey.new("lanjiang.example/ledger/2026", Kind.NOTE)
WITNESS = SignerKey.new("justice.lanjiang.example", Kind.COSIGNATURE)
HEAD = Checkpoint("lanjiang.example/ledger/2026", 7, SHA256.leaf(b"root"))
NOON = 1_795_000_000


def test_it_reads_and_believes_the_head_of_a_log_that_others_run() -> None:
    note = Note.read(SUMDB_HEAD)
    assert note.times([SUMDB]) == {SUMDB: 0}
    assert Checkpoint.read(note.text).size == 20_852_163
    assert str(note) == SUMDB_HEAD
    with pytest.raises(BadNote, match="与内容不符"):
        Note.read(SUMDB_HEAD.replace("20852163", "20852164")).times([SUMDB])


def test_a_checkpoint_is_three_lines_and_comes_back_as_it_was() -> None:
    assert str(HEAD) == f"lanjiang.example/ledger/2026\n7\n{str(HEAD).splitlines()[2]}\n"
    assert Checkpoint.read(str(HEAD)) == HEAD
    assert Checkpoint.read(str(HEAD) + "an extension\n") == HEAD


@pytest.mark.parametrize(
    "text",
    ["", "origin\n7\n", str(HEAD).replace("\n7\n", "\n07\n"), str(HEAD).replace("\n7\n", "\n-7\n"), str(HEAD).replace("\n7\n", "\n٧\n"),
     str(HEAD).replace("\n7\n", f"\n{1 << 63}\n"),
     str(HEAD).replace("=", ""), str(HEAD)[:-1], "\n" + str(HEAD)],
)  # fmt: skip
def test_anything_else_is_no_checkpoint(text: str) -> None:
    with pytest.raises(BadNote):
        Checkpoint.read(text)


def test_a_witness_says_when_it_saw_the_tree() -> None:
    note = Note(str(HEAD)).signed(LOG).signed(WITNESS, NOON)
    assert Note.read(str(note)).times([LOG.verifier, WITNESS.verifier]) == {LOG.verifier: 0, WITNESS.verifier: NOON}


def test_neither_the_text_nor_the_time_of_a_cosignature_can_be_changed() -> None:
    note = Note(str(HEAD)).signed(WITNESS, NOON)
    (line,) = note.signatures
    for time in (NOON - 1, NOON + 1, 0, (1 << 63)):
        moved = type(line)(line.name, line.key_id, time.to_bytes(8) + line.signature[8:])
        with pytest.raises(BadNote, match="与内容不符"):
            Note(note.text, (moved,)).times([WITNESS.verifier])
    with pytest.raises(BadNote, match="与内容不符"):
        Note(note.text.replace("7", "8"), note.signatures).times([WITNESS.verifier])


def test_a_signature_of_the_log_is_no_cosignature_by_the_same_key() -> None:
    same = SignerKey(LOG.name, Kind.COSIGNATURE, LOG.private)
    assert Note(str(HEAD)).signed(LOG).times([same.verifier]) == {}


def test_lines_of_keys_nobody_knows_are_passed_over() -> None:
    stranger = SignerKey.new(LOG.name, Kind.NOTE)
    note = Note(str(HEAD)).signed(stranger).signed(LOG)
    assert note.times([LOG.verifier]) == {LOG.verifier: 0}
    assert note.times([]) == {}


@given(st.text(max_size=200))
def test_no_text_makes_the_reader_stumble(text: str) -> None:
    for read in (Note.read, Proof.read, Checkpoint.read):
        try:
            found = read(text)
        except BadNote:
            continue
        assert str(found)


@pytest.mark.parametrize(
    "written", ["text\n", "text\n\n", "text\n\n— a b\n", f"text\n\n{'— n ' + 'AAAAAAA='}", "te\rxt\n\n— n AAAAAAA=\n"]
)
def test_what_is_not_signed_as_specified_is_no_note(written: str) -> None:
    with pytest.raises(BadNote):
        Note.read(written)


def test_a_key_is_handed_on_as_one_line_and_a_slip_in_it_is_noticed() -> None:
    line = str(LOG.verifier)
    assert VerifierKey.read(line) == LOG.verifier
    assert VerifierKey.read("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW").name == "PeterNeumann"
    for wrong in (line.replace("lanjiang", "lanjang"), line[:-8] + "AAAAAAAA", "a+b", "a b+00000000+AQ=="):
        with pytest.raises(BadKey):
            VerifierKey.read(wrong)


def test_a_private_key_comes_back_from_its_file() -> None:
    kept = SignerKey.from_pem(LOG.name, LOG.kind, LOG.to_pem())
    assert kept.verifier == LOG.verifier
    with pytest.raises(BadKey, match="PEM"):
        SignerKey.from_pem(LOG.name, LOG.kind, b"nothing")


def test_a_proof_is_carried_away_as_one_file() -> None:
    proof = Proof(3, (SHA256.leaf(b"a"), SHA256.leaf(b"b")), Note(str(HEAD)).signed(LOG).signed(WITNESS, NOON), b"\x00extra")
    assert Proof.read(str(proof)) == proof
    assert str(proof).splitlines()[:3:2] == ["c2sp.org/tlog-proof@v1", "index 3"]
    without = Proof(0, (), proof.note)
    assert Proof.read(str(without)) == without
    for wrong in (
        str(proof).replace("index 3", "index 03"),
        str(proof).replace("@v1", "@v2"),
        str(proof).replace("extra ", "extra !"),
    ):
        with pytest.raises(BadNote):
            Proof.read(wrong)


def test_the_note_that_the_reference_implementation_is_tested_with() -> None:
    """From the documentation of golang.org/x/mod/sumdb/note, which c2sp.org/signed-note describes."""
    key = VerifierKey.read("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")
    note = Note.read(
        "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n"
        "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
    )
    assert note.times([key]) == {key: 0}
    with pytest.raises(BadNote, match="不符"):
        Note(note.text.replace("answer", "question"), note.signatures).times([key])
