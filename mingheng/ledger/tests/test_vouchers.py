"""A voucher shows to whoever holds it, without a database, that an entry was recorded; and nothing else passes for one."""

import random
import zlib
from dataclasses import replace
from datetime import UTC, datetime

import base45
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingheng.ledger.rules import Json, leaf_hash
from mingheng.ledger.rules.chains import EMPTY_CHAIN
from mingheng.ledger.rules.composing import Said, composed
from mingheng.ledger.rules.entries import Entry
from mingheng.ledger.rules.tree.checkpoints import Checkpoint
from mingheng.ledger.rules.tree.growing import Edge
from mingheng.ledger.rules.tree.keys import Kind, SignerKey
from mingheng.ledger.rules.tree.notes import BadNote, Note
from mingheng.ledger.rules.tree.policies import Group, Policy, Witness
from mingheng.ledger.rules.tree.proofs import Proof
from mingheng.ledger.rules.tree.proving import inclusion
from mingheng.ledger.rules.tree.tiles import node_of
from mingheng.ledger.rules.vouching.openings import openings_of
from mingheng.ledger.rules.vouching.receipts import promised, receipt_key
from mingheng.ledger.rules.vouching.verdicts import Standing, judged_voucher
from mingheng.ledger.rules.vouching.vouchers import CODE, Voucher

ORIGIN = "cg.lanjiang.example/ledger/2026"
AT = datetime(2026, 11, 21, 11, 7, 12, 123000, UTC)
KEY, SECRET = b"k" * 32, b"s" * 32
FILE, OTHER_FILE = b"f" * 32, b"g" * 32
LOG = SignerKey.from_secret(ORIGIN, Kind.NOTE, bytes(range(32)))
JUSTICE = SignerKey.from_secret("justice.lanjiang.example", Kind.COSIGNATURE, b"j" * 32)
PROCURATORATE = SignerKey.from_secret("procuratorate.lanjiang.example", Kind.COSIGNATURE, b"p" * 32)
BOTH = Policy(
    (LOG.verifier, receipt_key(ORIGIN, SECRET).verifier),
    {"司法局": Witness("司法局", JUSTICE.verifier), "检察院": Witness("检察院", PROCURATORATE.verifier)},
    {"两家": Group(2, ("司法局", "检察院"))},
    "两家",
)
FACTS: dict[str, Json] = {"title": "行政处罚决定书", "number": "澜江城管罚决〔2026〕第 000021 号", "amount": 200000}


def entry() -> bytes:
    said = Said("document.rendered", "papers:9b1e", FACTS, {}, "s:worker", "s:worker", AT, files=(FILE.hex(),))
    return composed(said, EMPTY_CHAIN, KEY, "0.1", b"z" * 16, b"n" * 12).entry


def proof(written: bytes, signers: tuple[SignerKey, ...] = (JUSTICE, PROCURATORATE), place: int = 300, size: int = 1000) -> Proof:
    leaves = [leaf_hash(b"%d" % i) for i in range(size)]
    leaves[place] = leaf_hash(written)
    edge, full = Edge().grown(leaves)
    tiles = {(tile.level, tile.index): data for tile, data in [*full, *edge.tiles()]}
    note = Note(str(Checkpoint(ORIGIN, size, edge.root()))).signed(LOG)
    for signer in signers:
        note = note.signed(signer, int(AT.timestamp()) + 30)
    return Proof(place, tuple(inclusion(place, size, node_of(lambda level, index: tiles[level, index]))), note)


@pytest.fixture
def whole() -> Voucher:
    """A voucher with everything in it."""
    written = entry()
    return Voucher(written, openings_of(Entry.from_bytes(written), KEY, FACTS), proof(written))


@pytest.fixture
def promise() -> Voucher:
    """A voucher of an entry that is not in the tree yet."""
    written = entry()
    return Voucher(written, (), promised(ORIGIN, leaf_hash(written), AT, SECRET))


def test_a_voucher_that_enough_witnesses_saw_is_kept_and_says_who_saw_it_and_when(whole: Voucher) -> None:
    verdict = judged_voucher(whole, BOTH, [FILE])
    assert (verdict.standing, verdict.reasons, verdict.place, verdict.size) == (Standing.KEPT, (), 301, 1000)
    assert [(seen.witness, (seen.at - AT).seconds) for seen in verdict.seen] == [("司法局", 29), ("检察院", 29)]


def test_one_witness_where_two_are_wanted_is_too_few() -> None:
    voucher = Voucher(entry(), (), proof(entry(), (JUSTICE,)))
    assert judged_voucher(voucher, BOTH).standing is Standing.UNWITNESSED


def test_nobody_outside_is_never_enough_even_where_the_policy_asks_for_nobody() -> None:
    voucher = Voucher(entry(), (), proof(entry(), ()))
    assert judged_voucher(voucher, Policy(BOTH.logs)).standing is Standing.UNWITNESSED


def test_a_receipt_is_a_promise_and_not_yet_a_proof(promise: Voucher) -> None:
    verdict = judged_voucher(promise, BOTH, [FILE])
    assert verdict.standing is Standing.UNWITNESSED
    assert "只有回执" in verdict.reasons[0]


def test_another_file_another_fact_or_another_entry_differs(whole: Voucher) -> None:
    title = next(one for one in whole.openings if one.name == "title")
    for changed, files, told in [
        (whole, [OTHER_FILE], "文件"),
        (replace(whole, openings=(replace(title, value="不予处罚决定书"),)), [], "title"),
        (replace(whole, openings=(replace(title, name="else"),)), [], "else"),
        (replace(whole, entry=whole.entry.replace(b"s:worker", b"s:walker")), [], "证明"),
    ]:
        verdict = judged_voucher(changed, BOTH, files)
        assert verdict.standing is Standing.DIFFERS
        assert any(reason.startswith(told) for reason in verdict.reasons)


def test_a_receipt_for_something_else_differs(promise: Voucher) -> None:
    for other in (promised(ORIGIN, bytes(32), AT, SECRET), promised(ORIGIN, leaf_hash(promise.entry), AT, b"x" * 32)):
        assert judged_voucher(replace(promise, vouched=other), BOTH).standing is Standing.DIFFERS


def test_the_key_of_receipts_signs_no_checkpoint(whole: Voucher) -> None:
    assert isinstance(whole.vouched, Proof)
    forger = receipt_key(ORIGIN, SECRET)
    for origin in (ORIGIN, forger.name):
        text = whole.vouched.note.text.replace(ORIGIN, origin)
        note = Note(text).signed(forger).signed(JUSTICE, 1).signed(PROCURATORATE, 1)
        forged = replace(whole, vouched=replace(whole.vouched, note=note))
        assert judged_voucher(forged, BOTH).standing is Standing.DIFFERS


def test_a_line_that_pretends_to_be_a_witness_differs(whole: Voucher) -> None:
    assert isinstance(whole.vouched, Proof)
    lines = list(whole.vouched.note.signatures)
    lines[-1] = replace(lines[-1], signature=bytes(72))
    forged = replace(whole.vouched, note=Note(whole.vouched.note.text, tuple(lines)))
    assert judged_voucher(replace(whole, vouched=forged), BOTH).standing is Standing.DIFFERS


def test_a_witness_whose_clock_is_absurd_still_saw_it(whole: Voucher) -> None:
    note = proof(whole.entry, (PROCURATORATE,)).note.signed(JUSTICE, (1 << 63) - 1)
    verdict = judged_voucher(Voucher(whole.entry, (), replace(proof(whole.entry), note=note)), BOTH)
    assert (verdict.standing, verdict.seen[0].at.year) == (Standing.KEPT, 9999)


def test_what_has_another_spelling_is_refused(whole: Voucher, promise: Voucher) -> None:
    for voucher, old, new in [
        (whole, '"amount":["', '"amount": ["'),
        (whole, "200000", "200000.0"),
        (whole, '"open":', '"open":{},"open":'),
        (promise, '\\"n\\":1', '\\"n\\": 1'),
        (promise, '\\"k\\":', '\\"j\\":'),
        (promise, "T11:07", " 11:07"),
    ]:
        changed = voucher.short().replace(old, new)
        assert changed != voucher.short()
        with pytest.raises(BadNote):
            judged_voucher(Voucher.read(changed), BOTH)
    extra, gap, rest = promise.short().partition("\n")
    again = str(promise.vouched).replace("\n2026-11-21T11:07:12.123Z", "\n2026-11-21 11:07:12.123Z")
    assert again != rest
    with pytest.raises(BadNote, match="时间"):
        judged_voucher(Voucher.read(extra + gap + again), BOTH)


def test_every_form_of_it_reads_back_the_same(whole: Voucher, promise: Voucher) -> None:
    for voucher in (whole, promise):
        for form in (str(voucher), voucher.short(), voucher.code()):
            assert Voucher.read(form) == voucher


def test_a_code_of_a_log_of_a_hundred_million_fits_a_qr_code_and_two_thousand_bytes(whole: Voucher) -> None:
    assert isinstance(whole.vouched, Proof)
    hashes = tuple(random.Random(1).randbytes(32) for _ in range(27))
    large = replace(whole, vouched=replace(whole.vouched, hashes=hashes))
    assert len(base45.b45decode(large.code().removeprefix(CODE))) <= 2000
    assert len(large.code()) <= 3391  # characters of the densest mode a version 40 code holds at level M


@given(st.integers(0), st.integers(1, 255))
def test_a_changed_byte_of_a_voucher_is_never_kept(place: int, change: int) -> None:
    written = entry()
    voucher = Voucher(written, openings_of(Entry.from_bytes(written), KEY, FACTS), proof(written, size=40, place=3))
    text = bytearray(str(voucher).encode())
    text[place % len(text)] ^= change
    try:
        changed = Voucher.read(text.decode())
        verdict = judged_voucher(changed, BOTH)
    except (BadNote, UnicodeDecodeError):
        return
    assert changed == voucher or verdict.standing is not Standing.KEPT


@pytest.mark.parametrize(
    "text", ["", "MH1:", "MH1:%%%", "MH1:ABC", "{}", "{}\n", '{"entry":1,"open":{}}\nx', "c2sp.org/tlog-proof@v1\nindex 0\n\n"]
)
def test_what_is_no_voucher_is_told_so(text: str) -> None:
    with pytest.raises(BadNote):
        Voucher.read(text)


def test_a_code_that_would_swell_is_refused() -> None:
    bomb = CODE + base45.b45encode(zlib.compress(bytes(1 << 20), 9)).decode()
    with pytest.raises(BadNote, match="过长"):
        Voucher.read(bomb)


def test_a_voucher_deep_as_a_well_is_refused() -> None:
    with pytest.raises(BadNote):
        Voucher.read('{"entry":"' + "x" * 10 + '","open":' + "[" * 30000 + "]" * 30000 + "}\nx\n\nx\n")
