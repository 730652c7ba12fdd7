"""Attacks on the tree and its signatures, up to whoever holds the database, the worker and the key of the log."""

from datetime import timedelta

from mingheng.kit import clock
from mingheng.ledger.queries import believed
from mingheng.ledger.rules.tree.policies import Policy
from mingheng.ledger.rules.vouching.receipts import Promise, is_kept
from mingheng.ledger.rules.vouching.verdicts import judged_voucher
from mingheng.ledger.rules.vouching.vouchers import Voucher
from tests.attacks.drill import Detector, attack
from tests.attacks.world import OwnLog, World


@attack("改存证树的一个分块", Detector.AUDIT, "leaf-unlike-tile")
def tile(world: World) -> None:
    world.sql("UPDATE ledger_tile SET data = set_byte(data, 40, (get_byte(data, 40) + 1) % 256) WHERE level = 0")


@attack("存证树的一个分块翻转一位，然后照常办案", Detector.SIGNER, "分块与第")
def tile_and_on(world: World) -> None:
    tile(world)


@attack("删除一个检查点，使见证无处可查", Detector.AUDIT, "memory-ahead")
def checkpoint_deleted(world: World) -> None:
    world.sql("DELETE FROM ledger_cosignature", "DELETE FROM ledger_checkpoint")


@attack("改检查点登记的根", Detector.AUDIT, "checkpoint-altered")
def checkpoint_root(world: World) -> None:
    world.sql("UPDATE ledger_checkpoint SET root = sha256(root)")


@attack("伪造见证人的签名", Detector.AUDIT, "cosignature-altered")
def cosignature(world: World) -> None:
    world.sql("UPDATE ledger_cosignature SET line = overlay(line placing 'AAAA' from 60)")


@attack("改存证记录，整棵树重建，没有签名密钥", Detector.AUDIT, "checkpoint-root")
def rebuilt_without_key(world: World) -> None:
    world.rewrite(5, '"u":"u:', '"u":"v:', mend_chain=True)
    world.tiles_again()


@attack("盗得签名密钥：改记录、整棵树重建、重新签名、清除签名方的记忆", Detector.WITNESS, "日志分叉")
def rebuilt_with_key(world: World) -> None:
    world.rewrite(5, '"u":"u:', '"u":"v:', mend_chain=True)
    world.build_again()


@attack("盗得签名密钥：从账本里抹掉一个案件，重建并签名", Detector.WITNESS, "日志")
def case_out_of_the_log(world: World) -> None:
    world.truncate(5)
    world.build_again()


@attack("盗得签名密钥：截去末尾，再补上同样多的别的记录", Detector.WITNESS, "日志分叉")
def tail_replaced(world: World) -> None:
    world.truncate(5)
    for _ in range(5):
        world.act()
    world.build_again()


@attack("用旧备份覆盖数据库", Detector.SIGNER, "签名方记得")
def old_backup(world: World) -> None:
    world.as_it_was()


@attack("用旧备份覆盖数据库，清除签名方的记忆", Detector.WITNESS, "日志倒退")
def old_backup_forgotten(world: World) -> None:
    world.as_it_was()
    world.forget()


@attack("向一个读者出示另一棵树（签名密钥已被盗）", Detector.HOLDER, "外部见证不足")
def fork_for_one(world: World) -> tuple[str, ...]:
    world.truncate(5)
    world.act()
    world.build_again()
    return judged_voucher(world.proof_of_last(), believed()).reasons


@attack("把旧决定书的存证页和分叉后的账本一起出示", Detector.HOLDER, "证明：")
def old_proof_new_tree(world: World) -> tuple[str, ...]:
    held = Voucher.read(world.voucher())
    world.rewrite(5, '"u":"u:', '"u":"v:', mend_chain=True)
    world.build_again()
    return judged_voucher(world.under_latest(held), believed()).reasons


@attack("让核验页不要求见证人", Detector.HOLDER, "外部见证不足")
def nobody_asked(world: World) -> tuple[str, ...]:
    world.sql("DELETE FROM ledger_cosignature", "DELETE FROM ledger_checkpoint", "DELETE FROM ledger_tile")
    world.forget()
    world.sign()
    return judged_voucher(world.proof_of_last(), Policy(believed().logs)).reasons


@attack("记录入账之前删除，办理人手里有回执", Detector.HOLDER, "没有承诺过的记录")
def receipt_broken(world: World) -> tuple[str, ...]:
    leaf, receipt = world.act_with_receipt()
    world.sql(
        f"DELETE FROM ledger_outbox WHERE entry_id = (SELECT id FROM ledger_entry WHERE leaf = '\\x{leaf}')",
        f"DELETE FROM ledger_entry WHERE leaf = '\\x{leaf}'",
    )
    world.sign()
    return () if is_kept(Promise.read(receipt.text), world.size(), OwnLog().tile) else ("账本里没有承诺过的记录",)


@attack("拨慢服务器的时钟，补记上个月的一步", Detector.WITNESS, "倒签或者迟录")
def back_dated(world: World) -> None:
    world.act(at=clock.now() - timedelta(days=30))
    world.sign()


@attack("夜里没有人办案时补记昨天的一步", Detector.WITNESS, "倒签或者迟录")
def in_the_silence(world: World) -> None:
    world.act(at=clock.now() - timedelta(hours=20))
    world.sign()


@attack("拨快时钟，把记录写到将来", Detector.WITNESS, "时间在将来")
def ahead_of_time(world: World) -> None:
    world.act(at=clock.now() + timedelta(days=1))
    world.sign()
