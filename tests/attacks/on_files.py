"""Attacks on files: evidence and papers in their stores, and the copy a party holds."""

from uuid import UUID

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile

from mingheng.cases.queries.auditing.stored import files_of
from mingheng.evidence.actions import take_in
from mingheng.evidence.tests.samples import picture
from mingheng.kit import clock
from mingheng.kit.stored import StoredFile
from mingheng.ledger.queries import believed
from mingheng.ledger.rules.vouching.verdicts import judged_voucher
from mingheng.ledger.rules.vouching.vouchers import Voucher
from mingheng.organisation.models import Officer
from tests.attacks.drill import Detector, attack
from tests.attacks.world import World

FORGED = b"%PDF-1.7 another"
FORGED_SHA256 = "4f0f0b3f0f4f0d5ad9c3e5c1df3a7a90f3f0d5b1c5a7e9d1b3f5a7c9e1d3b5f7"


def swap(world: World, storage: str, case: UUID) -> StoredFile:
    """Put other bytes in the place of the first file of a store."""
    file = next(one for one in files_of([case]) if one.storage == storage)
    world.put_back_later(file)
    storages[storage].delete(file.name)
    storages[storage].save(file.name, ContentFile(FORGED))
    return file


@attack("换掉存储里的证据文件", Detector.AUDIT, "file-altered")
def evidence_swapped(world: World) -> None:
    swap(world, "evidence", world.case)


@attack("删除存储里的证据文件", Detector.AUDIT, "file-missing")
def evidence_lost(world: World) -> None:
    file = next(one for one in files_of([world.case]) if one.storage == "evidence")
    world.put_back_later(file)
    storages["evidence"].delete(file.name)


@attack("对调同一次交来的两份证据文件", Detector.AUDIT, "value-differs")
def evidence_exchanged(world: World) -> None:
    now = clock.now()
    uploads = [SimpleUploadedFile(f"{width}.jpg", picture(size=(width, 60))) for width in (80, 90)]
    one, other = take_in(
        folder=world.case, uploads=uploads, kind="documentary", title="", source="现场拍摄", maker="陈砚秋", taken_at=now, place="",
        proves=["conduct"], by=Officer.objects.order_by("id")[0], at=now,
    )  # fmt: skip
    put = "UPDATE evidence_evidence SET sha256 = '{}', stored_as = '{}' WHERE id = '{}'"
    world.sql(
        put.format("0" * 64, "neither", one.pk), put.format(one.sha256, one.stored_as, other.pk),
        put.format(other.sha256, other.stored_as, one.pk),
    )  # fmt: skip


@attack("换掉证据文件，连同登记的摘要一起改", Detector.AUDIT, "value-differs")
def evidence_and_digest(world: World) -> None:
    file = swap(world, "evidence", world.case)
    world.sql(f"UPDATE evidence_evidence SET sha256 = '{FORGED_SHA256}' WHERE sha256 = '{file.sha256}'")


@attack("重做一份决定书，连同登记的摘要一起换", Detector.AUDIT, "value-differs")
def paper_and_digest(world: World) -> None:
    world.sql(f"UPDATE documents_instrument SET sha256 = '{FORGED_SHA256}' WHERE key = 'penalty_decision'")


@attack("交给当事人一份改过罚款数额的决定书，附上真的存证页", Detector.HOLDER, "文件：")
def forged_paper(world: World) -> tuple[str, ...]:
    voucher = Voucher.read(world.voucher())
    return judged_voucher(voucher, believed(), [bytes.fromhex(FORGED_SHA256)]).reasons


@attack("在存证页的二维码里改罚款数额", Detector.HOLDER, "amount：")
def forged_code(world: World) -> tuple[str, ...]:
    voucher = Voucher.read(world.voucher())
    forged = Voucher(voucher.entry, world.altered(voucher.openings, "amount", "1.00"), voucher.vouched)
    return judged_voucher(forged, believed()).reasons
