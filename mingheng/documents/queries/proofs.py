"""What vouches for a paper: the voucher of the entry that names its file."""

from uuid import UUID

from django.conf import settings

from mingheng.documents.models import Instrument
from mingheng.documents.queries.views import NoSuchInstrument
from mingheng.documents.rules.checking import check_address
from mingheng.documents.rules.recorded import papers_chain
from mingheng.ledger import queries as ledger
from mingheng.ledger.rules.vouching.vouchers import Voucher


def paper_voucher(token: UUID) -> Voucher:
    """The voucher of a paper's own PDF, with everything opened that is printed on it.

    Raises NoSuchInstrument where there is no such paper or it is not made yet, ContentErased where its content was destroyed.
    """
    row = Instrument.objects.filter(uid=token).exclude(sha256="").only("folder", "sha256").first()
    if row is None:
        raise NoSuchInstrument(str(token))
    ledger.refuse_erased(papers_chain(row.folder))
    return voucher_of_file(row.folder, row.sha256)


def is_made(token: UUID) -> bool:
    """Whether there is a paper with this token, and its file."""
    return Instrument.objects.filter(uid=token).exclude(sha256="").exists()


def voucher_of_file(folder: UUID, sha256: str) -> Voucher:
    """The voucher of any file among a folder's papers, with what is sealed opened as far as it still can be.

    Raises NoSuchInstrument.
    """
    entry = ledger.entry_naming(papers_chain(folder), sha256)
    if entry is None:
        raise NoSuchInstrument(sha256)
    return ledger.voucher_of(entry, ledger.unseal([entry]).get(entry, {}))


def paper_address(token: UUID) -> str:
    """Where the holder of a paper has it checked."""
    return check_address(settings.MINGHENG_PUBLIC_URL, token)
