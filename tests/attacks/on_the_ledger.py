"""Attacks on the ledger itself: entries, their content and keys, their order."""

from mingheng.kit import clock
from mingheng.ledger.actions import ERASURE, record
from tests.attacks.drill import Detector, attack
from tests.attacks.world import STEPS, World

FIFTH = f"(SELECT id FROM ledger_entry WHERE {STEPS} AND n = 5)"
UNPLACE = "DELETE FROM ledger_position WHERE position = {}"


@attack("只改存证记录的字节，摘要不动", Detector.AUDIT, "leaf-differs")
def bytes_only(world: World) -> None:
    world.sql(
        f"UPDATE ledger_entry SET entry = replace(convert_from(entry, 'UTF8'), '\"u\":\"u:', '\"u\":\"v:')::bytea WHERE id = {FIFTH}"
    )


@attack("改存证记录，摘要跟着改", Detector.AUDIT, "chain-link")
def entry_and_leaf(world: World) -> None:
    world.rewrite(5, '"u":"u:', '"u":"v:', mend_chain=False)


@attack("改存证记录，把后面整条链重新接好", Detector.AUDIT, "leaf-unlike-tile")
def whole_chain(world: World) -> None:
    world.rewrite(5, '"u":"u:', '"u":"v:', mend_chain=True)


@attack("改系统收到时间，行和存证记录一起改，链重新接好", Detector.AUDIT, "leaf-unlike-tile")
def row_and_entry(world: World) -> None:
    world.rewrite(2, '"t":"2026-09-01', '"t":"2026-08-31', mend_chain=True)
    world.sql("UPDATE cases_step SET at = at - interval '1 day' WHERE n = 2")


@attack("对调两条存证记录的次序", Detector.AUDIT, "leaf-unlike-tile")
def order_swapped(world: World) -> None:
    world.sql(
        "UPDATE ledger_position SET position = -1 WHERE position = 3", "UPDATE ledger_position SET position = 3 WHERE position = 4",
        "UPDATE ledger_position SET position = 4 WHERE position = -1",
    )  # fmt: skip


@attack("从账本中间抽走一条", Detector.AUDIT, "position-missing")
def one_taken_out(world: World) -> None:
    world.sql(UNPLACE.format(5))


@attack("抽走一条，后面的位次依次补上", Detector.AUDIT, "leaf-unlike-tile")
def closed_ranks(world: World) -> None:
    world.sql(
        UNPLACE.format(5), "UPDATE ledger_position SET position = position + 100000 WHERE position > 5",
        "UPDATE ledger_position SET position = position - 100001 WHERE position > 100000",
    )  # fmt: skip


@attack("截去账本末尾三条，连同链的末尾", Detector.AUDIT, "memory-ahead")
def truncated(world: World) -> None:
    world.truncate(3)


@attack("截去账本末尾三条，然后照常办案", Detector.SIGNER, "不见了，或者与签过的不同")
def truncated_and_on(world: World) -> None:
    world.truncate(3)


@attack("记录刚提交、还没入账时删除，链上已有后一条", Detector.AUDIT, "chain-gap")
def taken_from_the_queue(world: World) -> None:
    leaf = world.act()
    world.act()
    world.sql(
        f"DELETE FROM ledger_outbox WHERE entry_id = (SELECT id FROM ledger_entry WHERE leaf = '\\x{leaf}')",
        f"DELETE FROM ledger_entry WHERE leaf = '\\x{leaf}'",
    )


@attack("从排序队列里拿走一条，让它永远不入账", Detector.AUDIT, "entry-unplaced")
def never_placed(world: World) -> None:
    leaf = world.act()
    world.sql(f"DELETE FROM ledger_outbox WHERE entry_id = (SELECT id FROM ledger_entry WHERE leaf = '\\x{leaf}')")


@attack("销毁一个案件的密钥，使内容无法核对", Detector.AUDIT, "key-missing")
def key_destroyed(world: World) -> None:
    world.sql(f"UPDATE ledger_chain SET wrapped_key = NULL WHERE {STEPS}")


@attack("伪造一条“依法删除”的记录，销毁密钥，再改罚款数额", Detector.AUDIT, "erasure-unwarranted")
def erasure_made_up(world: World) -> None:
    record(
        kind=ERASURE, chain=str(world.case), facts={}, personal={}, by="o:1", unit="u:1", at=clock.now(), happened=None,
        refs={"ground": "PIPL:47", "second": "o:2"},
    )  # fmt: skip
    world.sql(
        f"DELETE FROM ledger_sealed WHERE entry_id IN (SELECT id FROM ledger_entry WHERE {STEPS})",
        f"UPDATE ledger_chain SET wrapped_key = NULL WHERE {STEPS}",
        "UPDATE cases_step SET facts = jsonb_set(facts, '{amount}', '\"50\"') WHERE act = 'explain_discretion'",
    )


@attack("删除加密保存的当事人信息", Detector.AUDIT, "sealed-missing")
def sealed_destroyed(world: World) -> None:
    world.sql(f"DELETE FROM ledger_sealed WHERE entry_id IN (SELECT id FROM ledger_entry WHERE {STEPS})")


@attack("把一条的加密内容换成另一条的", Detector.AUDIT, "sealed-altered")
def sealed_swapped(world: World) -> None:
    other = f"(SELECT sealed FROM ledger_sealed s JOIN ledger_entry e ON e.id = s.entry_id WHERE {STEPS} AND n > 1 ORDER BY n LIMIT 1)"
    world.sql(f"UPDATE ledger_sealed SET sealed = {other} WHERE entry_id = (SELECT id FROM ledger_entry WHERE {STEPS} AND n = 1)")
