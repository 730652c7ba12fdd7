"""What is carried to a witness by hand, and back."""

import io
from pathlib import Path

import pytest
from pytest_django import Settings

from mingheng.kit import clock
from mingheng.ledger import commands
from mingheng.ledger.actions import grow_tree, sequence_entries
from mingheng.ledger.models import Cosignature
from mingheng.ledger.rules.tree.keys import Kind, SignerKey
from mingheng.ledger.rules.tree.witnessing import Request
from mingheng.ledger.tests.acts import AT, decide

pytestmark = pytest.mark.django_db
WITNESS = SignerKey.new("procuratorate", Kind.COSIGNATURE)


@pytest.fixture(autouse=True)
def policy(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A log that has signed nothing, and a witness that no network leads to; the database is there already."""
    settings.MINGHENG_LOG_KEY, settings.MINGHENG_SIGNER = bytes(range(32)), tmp_path
    settings.MINGHENG_WITNESS_POLICY = f"witness 检察院 {WITNESS.verifier}\nquorum 检察院\n"
    monkeypatch.setenv("DATABASE_URL", "postgresql://is/there")


def answered(request: str) -> str:
    """What the witness writes for a request."""
    note = Request.read(request).note
    (line,) = note.signed(WITNESS, int(clock.now().timestamp())).signatures[len(note.signatures) :]
    return f"{line}\n"


def test_a_request_goes_out_and_its_answer_comes_back(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for size in (1, 2):
        decide()
        sequence_entries(at=AT)
        grow_tree(at=AT)
        assert commands.main(["ask", "检察院"]) == 0
        request = capsys.readouterr().out
        assert (Request.read(request).old, len(Request.read(request).proof)) == (size - 1, size - 1)
        (tmp_path / "request").write_text(request, encoding="utf-8")
        monkeypatch.setattr("sys.stdin", io.StringIO(answered(request)))
        assert commands.main(["take", str(tmp_path / "request")]) == 0
        assert capsys.readouterr().out == "已收下见证\n"
    assert list(Cosignature.objects.order_by("checkpoint").values_list("checkpoint", flat=True)) == [1, 2]


@pytest.mark.parametrize(
    ("words", "reason"),
    [(["ask", "检察院"], "还没有签过检查点"), (["ask", "司法局"], "没有 司法局"), (["take", "/nowhere"], "/nowhere")],
    ids=["nothing signed", "nobody", "no request"],
)
def test_what_cannot_be_done_is_said_in_a_sentence(capsys: pytest.CaptureFixture[str], words: list[str], reason: str) -> None:
    assert commands.main(words) == 1
    assert reason in capsys.readouterr().err


def test_an_answer_of_somebody_else_is_not_taken(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    decide()
    sequence_entries(at=AT)
    grow_tree(at=AT)
    commands.main(["ask", "检察院"])
    (tmp_path / "request").write_text(capsys.readouterr().out, encoding="utf-8")
    stranger = SignerKey.new("stranger", Kind.COSIGNATURE)
    note = Request.read((tmp_path / "request").read_text(encoding="utf-8")).note
    for answer, reason in ((f"{note.signed(stranger, 5).signatures[-1]}\n", "没有本单位认可"), ("nonsense", "不是")):
        monkeypatch.setattr("sys.stdin", io.StringIO(answer))
        assert commands.main(["take", str(tmp_path / "request")]) == 1
        assert reason in capsys.readouterr().err
