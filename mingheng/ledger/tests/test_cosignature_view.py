"""What is answered to a witness that brings its cosignature."""

from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from mingheng.kit import clock
from mingheng.ledger.actions import grow_tree, sequence_entries
from mingheng.ledger.models import Cosignature
from mingheng.ledger.queries import checkpoint_note
from mingheng.ledger.rules.tree.keys import Kind, SignerKey
from mingheng.ledger.tests.acts import AT, decide

WITNESS = SignerKey.new("justice", Kind.COSIGNATURE)


@pytest.fixture(autouse=True)
def log(db: None, settings: Settings, tmp_path: Path) -> None:
    """A log with a checkpoint and a witness."""
    settings.MINGHENG_LOG_KEY, settings.MINGHENG_SIGNER = bytes(range(32)), tmp_path
    settings.MINGHENG_WITNESS_POLICY = f"witness 司法局 {WITNESS.verifier}\nquorum 司法局\n"
    decide()
    sequence_entries(at=AT)
    grow_tree(at=AT)


def brought(text: str) -> tuple[int, str]:
    """Status and text of the answer."""
    answer = Client().post("/log/cosignature", text.encode(), content_type="text/plain")
    return answer.status_code, answer.content.decode()


def cosigned(key: SignerKey = WITNESS) -> str:
    """Our checkpoint as a witness cosigned it just now."""
    note = checkpoint_note()
    assert note is not None
    return str(note.signed(key, int(clock.now().timestamp())))


def test_a_cosignature_of_a_named_witness_is_kept() -> None:
    assert brought(cosigned())[0] == 200
    assert Cosignature.objects.count() == 1


@pytest.mark.parametrize("text", ["", "nonsense", "检查点\n1\n\n"])
def test_what_is_no_cosignature_is_refused_with_a_reason(text: str) -> None:
    assert brought(text)[0] == 422
    assert brought(cosigned(SignerKey.new("stranger", Kind.COSIGNATURE))) == (422, "没有本单位认可的见证人的签名\n")


def test_a_mistake_in_our_policy_is_ours_and_the_witness_is_asked_to_come_again(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.MINGHENG_WITNESS_POLICY = "quorum 司法局\n"
    status, told = brought(cosigned())
    assert (status, "MINGHENG_WITNESS_POLICY 有误" in told) == (503, True)
    assert "第 1 行：司法局 还没有定义" in caplog.text
