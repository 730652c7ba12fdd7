"""Somebody with every right over the database attacks; each attack is noticed by whom, when and by what the drill says."""

from pathlib import Path

import pytest

from mingheng.kit.paths import CHECKOUT
from mingheng.ledger.queries import believed
from mingheng.ledger.rules.vouching.receipts import Promise, is_kept
from mingheng.ledger.rules.vouching.verdicts import Standing, judged_voucher
from mingheng.ledger.rules.vouching.vouchers import Voucher
from tests.attacks import on_files, on_rows, on_supervision, on_the_ledger, on_the_tree
from tests.attacks.detectors import LOOKING
from tests.attacks.drill import DRILL, Attack, Detector
from tests.attacks.world import OwnLog, World

PLACES = (on_rows, on_files, on_supervision, on_the_ledger, on_the_tree)
ENOUGH = 25  # attacks there must be at least


@pytest.mark.parametrize("attack", DRILL, ids=[attack.attempt.__name__ for attack in DRILL])
def test_each_attack_is_noticed_by_whom_and_by_what_the_drill_says(request: pytest.FixtureRequest, attack: Attack) -> None:
    world: World = request.getfixturevalue(attack.stage)
    noticed = attack.attempt(world)
    if noticed is None:
        noticed = LOOKING[attack.by](world)
    assert any(attack.how in word for word in noticed), noticed


@pytest.mark.parametrize("stage", ["world", "supervised"])
@pytest.mark.parametrize("detector", LOOKING, ids=[detector.name for detector in LOOKING])
def test_nobody_notices_anything_where_there_was_no_attack(
    request: pytest.FixtureRequest, stage: str, detector: Detector
) -> None:
    assert LOOKING[detector](request.getfixturevalue(stage)) == []


def test_what_the_party_holds_is_good_where_there_was_no_attack(world: World) -> None:
    verdict = judged_voucher(Voucher.read(world.voucher()), believed())
    assert (verdict.standing, verdict.reasons) == (Standing.KEPT, ())


def test_a_receipt_is_kept_where_there_was_no_attack(world: World) -> None:
    leaf, receipt = world.act_with_receipt()
    world.sign()
    promise = Promise.read(receipt.text)
    assert promise.leaf.hex() == leaf
    assert is_kept(promise, world.size(), OwnLog().tile)


def test_what_nobody_can_notice_is_said_in_the_trust_paper(world: World) -> None:
    """The one hole the drill can show: an act that nobody holds a receipt of, taken out before it has its place."""
    leaf = world.act()
    world.sql(
        f"DELETE FROM ledger_outbox WHERE entry_id = (SELECT id FROM ledger_entry WHERE leaf = '\\x{leaf}')",
        f"DELETE FROM ledger_entry WHERE leaf = '\\x{leaf}'", "DELETE FROM ledger_chain WHERE chain = 'else:1'",
    )  # fmt: skip
    assert [LOOKING[one](world) for one in (Detector.AUDIT, Detector.SIGNER, Detector.WITNESS)] == [[], [], []]
    assert "入账之前（一秒左右）删除、又没有人持有回执" in paper()


def test_the_drill_is_as_long_as_promised_and_every_attack_stands_in_the_trust_paper() -> None:
    assert len(DRILL) >= ENOUGH
    assert len({attack.attempt.__name__ for attack in DRILL}) == len(DRILL)
    assert [line for line in rows() if line not in paper()] == []


def paper() -> str:
    """What is promised, and what not."""
    return Path(CHECKOUT / "docs/trust.md").read_text(encoding="utf-8")


def rows() -> list[str]:
    """The lines of the table in the paper."""
    return [f"| {attack.title} | {attack.by.value[0]} | {attack.by.value[1]} |" for attack in DRILL]
