"""A log changes its key: who believes the old one is led to the new one by the old one, and to no other."""

from pathlib import Path

import pytest
from pytest_django import Settings

from mingheng.ledger import commands
from mingheng.ledger.actions import grow_tree, sequence_entries
from mingheng.ledger.queries import checkpoint_note
from mingheng.ledger.rules.tree.checkpoints import Checkpoint
from mingheng.ledger.rules.tree.handover import HEADING, handover, successor
from mingheng.ledger.rules.tree.hashing import SHA256
from mingheng.ledger.rules.tree.keys import Kind, SignerKey
from mingheng.ledger.rules.tree.notes import BadNote, Note
from mingheng.ledger.tests.acts import AT, decide

ORIGIN = "localhost/ledger"
SECRETS = [bytes([n] * 32) for n in range(3)]
OLD, NEW, STRANGER = (SignerKey.from_secret(ORIGIN, Kind.NOTE, secret) for secret in SECRETS)
HEAD = Checkpoint(ORIGIN, 7, SHA256.leaf(b"root"))


@pytest.mark.django_db
def test_while_the_key_is_being_changed_both_sign_and_afterwards_the_tree_goes_on(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://is/there")
    settings.MINGHENG_SIGNER = tmp_path
    for key, following, signers in ((0, None, [OLD]), (0, 1, [OLD, NEW]), (1, None, [NEW])):
        settings.MINGHENG_LOG_KEY = SECRETS[key]
        settings.MINGHENG_LOG_NEXT_KEY = None if following is None else SECRETS[following]
        decide()
        sequence_entries(at=AT)
        assert grow_tree(at=AT) == 1
        note = checkpoint_note()
        assert note is not None
        assert list(note.times([OLD.verifier, NEW.verifier])) == [signer.verifier for signer in signers]
        assert commands.main(["handover"]) == (0 if following else 1)
        said = capsys.readouterr()
        if following:
            assert successor(Note.read(said.out), [OLD.verifier]) == NEW.verifier
        else:
            assert "MINGHENG_LOG_NEXT_KEY_FILE" in said.err


def test_only_a_key_that_is_believed_hands_over() -> None:
    assert successor(handover(HEAD, OLD, NEW), [STRANGER.verifier, OLD.verifier]) == NEW.verifier
    with pytest.raises(BadNote, match="不认识交出的密钥"):
        successor(handover(HEAD, STRANGER, NEW), [OLD.verifier])


@pytest.mark.parametrize("signer", [OLD, NEW], ids=["old", "new"])
def test_one_signature_is_not_enough(signer: SignerKey) -> None:
    with pytest.raises(BadNote, match="都签名"):
        successor(Note(handover(HEAD, OLD, NEW).text).signed(signer).signed(STRANGER), [OLD.verifier])


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (f"{HEAD}", "不是密钥交接文书"), (f"{HEADING}\n", "读不出来"), (f"{HEADING}\n{OLD.verifier}\n{NEW.verifier}\n", "三行"),
        (f"{HEADING}\n{OLD.verifier}\n{OLD.verifier}\n{HEAD}", "没有换密钥"),
        (f"{HEADING}\n{OLD.verifier}\n{NEW.verifier}\n{Checkpoint('other', 7, HEAD.root)}", "前后不一"),
    ],
    ids=["checkpoint", "empty", "no checkpoint", "same key", "other log"],
)  # fmt: skip
def test_what_is_no_handover_is_refused(text: str, reason: str) -> None:
    with pytest.raises(BadNote, match=reason):
        successor(Note(text).signed(OLD).signed(NEW), [OLD.verifier])


def test_a_handover_is_no_checkpoint() -> None:
    with pytest.raises(BadNote):
        Checkpoint.read(handover(HEAD, OLD, NEW).text)
