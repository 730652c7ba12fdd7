"""The annex carries the whole proof of a paper on one sheet: in a code, in words, and as a file."""

import random
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pytest_django import Settings

from mingheng.documents import queries
from mingheng.documents.actions import render_waiting
from mingheng.documents.models import Instrument
from mingheng.documents.queries import NoSuchInstrument, annex
from mingheng.documents.rules.checking import drawn
from mingheng.documents.rules.recorded import papers_chain
from mingheng.documents.tests.codes import code_places, codes_on
from mingheng.documents.tests.orders import AT, FOLDER, order
from mingheng.documents.tests.reading import text_of
from mingheng.ledger import actions as ledger
from mingheng.ledger.queries import believed
from mingheng.ledger.rules import ContentErased
from mingheng.ledger.rules.tree.policies import read_policy
from mingheng.ledger.rules.tree.proofs import Proof
from mingheng.ledger.rules.vouching.bundles import POLICY
from mingheng.ledger.rules.vouching.verdicts import Standing, judged_voucher
from mingheng.ledger.rules.vouching.vouchers import Voucher
from tests.cast import Cast
from tests.watched import JUSTICE, cosigned, watch

SEEN = AT + timedelta(minutes=1)


@pytest.fixture(autouse=True)
def watched(settings: Settings, tmp_path: Path) -> None:
    """A ledger that two witnesses watch."""
    watch(settings, tmp_path / "signer")


@pytest.fixture
def made(cast: Cast) -> queries.InstrumentView:
    """A decision, made and recorded."""
    ordered = order("penalty_decision", cast.handler)
    render_waiting(at=AT + timedelta(seconds=5))
    return queries.instrument(ordered.id)


def attached(content: bytes) -> dict[str, str]:
    with pikepdf.open(BytesIO(content)) as pdf:
        return {name: pdf.attachments[name].get_file().read_bytes().decode() for name in pdf.attachments}


def attached_voucher(content: bytes) -> tuple[str, str]:
    return next((name, text) for name, text in attached(content).items() if name != POLICY)


def test_once_the_witnesses_saw_it_the_large_code_holds_the_whole_proof(made: queries.InstrumentView) -> None:
    cosigned(SEEN)
    (code,) = codes_on(annex(made.id))
    voucher = Voucher.read(code)
    verdict = judged_voucher(voucher, believed(), [bytes.fromhex(made.sha256)])
    assert verdict.standing is Standing.KEPT
    assert [seen.witness for seen in verdict.seen] == ["司法局", "检察院"]
    assert {one.name for one in voucher.openings} >= {"title", "number", "party", "amount"}


def test_a_module_of_the_large_code_is_at_least_four_tenths_of_a_millimetre(made: queries.InstrumentView) -> None:
    cosigned(SEEN)
    content = annex(made.id)
    ((left, top, right, bottom),) = code_places(content)
    modules = drawn(*codes_on(content), "m").modules
    assert min(right - left, bottom - top) / modules >= 0.4


def test_the_file_attached_is_the_same_proof_in_the_open_format(made: queries.InstrumentView) -> None:
    cosigned(SEEN)
    content = annex(made.id)
    name, text = attached_voucher(content)
    assert name.endswith(".tlog-proof")
    assert text.startswith("c2sp.org/tlog-proof@v1\n")
    assert Voucher.read(text) == Voucher.read(codes_on(content)[0])


def test_the_keys_to_check_it_with_are_attached_as_they_are_published(made: queries.InstrumentView) -> None:
    assert read_policy(attached(annex(made.id))[POLICY]) == believed()


def test_from_a_log_of_ten_million_the_proof_has_two_kilobytes_at_most_and_the_code_still_fits(
    made: queries.InstrumentView,
) -> None:
    cosigned(SEEN)
    voucher = queries.paper_voucher(made.id)
    assert isinstance(voucher.vouched, Proof)
    hashes = tuple(random.Random(1).randbytes(32) for _ in range(24))  # two to the power of 24 are more than ten million
    large = replace(voucher, vouched=replace(voucher.vouched, hashes=hashes))
    assert len(str(large.vouched).encode()) <= 2048
    assert drawn(large.code(), "m", "l").modules <= 177


def test_it_says_which_paper_when_where_and_who_saw_it(made: queries.InstrumentView) -> None:
    cosigned(SEEN)
    said = text_of(annex(made.id))
    for words in (
        "已存证，内容一致", "行政处罚决定书", made.number, made.sha256, "出具时间2026-11-2010:00:00", "存证时间2026-11-2010:00:05",
        "司法局，2026-11-2010:01:00", "检察院", f"/check/{made.id}", "mingheng", "/log/policy",
    ):  # fmt: skip
        assert words.replace(" ", "") in said
    for key in (*believed().logs, JUSTICE.verifier):
        assert key.fingerprint.replace(" ", "") in said


def test_until_enough_witnesses_saw_it_it_carries_the_receipt_and_says_so(made: queries.InstrumentView) -> None:
    for _ in range(2):
        content = annex(made.id)
        voucher = Voucher.read(codes_on(content)[0])
        assert not isinstance(voucher.vouched, Proof)
        assert judged_voucher(voucher, believed()).standing is Standing.UNWITNESSED
        assert "见证不足：目前只有回执" in text_of(content)
        assert attached_voucher(content)[0].endswith(".receipt")
        cosigned(SEEN, JUSTICE)  # one of two is not enough


def test_a_paper_whose_file_was_exchanged_is_told_to_differ(made: queries.InstrumentView) -> None:
    cosigned(SEEN)
    Instrument.objects.filter(uid=made.id).update(sha256="0" * 64)
    said = text_of(annex(made.id))
    assert "与存证不符" in said
    assert "已存证，内容一致" not in said


def test_the_annex_is_one_sheet_and_the_same_however_often_it_is_made(made: queries.InstrumentView) -> None:
    cosigned(SEEN)
    content = annex(made.id)
    with pikepdf.open(BytesIO(content)) as pdf:
        assert len(pdf.pages) == 1
    assert annex(made.id) == content


def test_a_paper_with_many_parties_still_has_a_code_that_can_be_read(cast: Cast) -> None:
    parties = [
        {"name": f"澜江区{chr(0x4E00 + n * 7)}{chr(0x5200 + n * 3)}商贸有限公司", "kind": "organisation"} for n in range(300)
    ]
    ordered = order("prior_notice", cast.handler, parties=parties)
    render_waiting(at=AT)
    cosigned(SEEN)
    content = annex(ordered.id)
    voucher = Voucher.read(codes_on(content)[0])
    assert voucher.openings == ()
    assert "请用附件核对" in text_of(content)
    assert {one.name for one in Voucher.read(attached_voucher(content)[1]).openings} >= {"party"}


def test_there_is_none_before_the_paper_is_made_nor_after_it_was_erased(cast: Cast, made: queries.InstrumentView) -> None:
    with pytest.raises(NoSuchInstrument):
        annex(order("penalty_decision", cast.handler).id)
    ledger.erase_chain(chain=papers_chain(FOLDER), ground="xzcf/48", by="o:1", second="o:2", unit="u:ju", at=SEEN)
    with pytest.raises(ContentErased):
        annex(made.id)
