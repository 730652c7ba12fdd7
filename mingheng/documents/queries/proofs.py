"""What vouches for a paper: the voucher of the entry that records its making, whatever its row says by now."""

import logging
from collections.abc import Mapping
from uuid import UUID

from django.conf import settings

from mingheng.documents.models import Instrument
from mingheng.documents.queries.views import NoSuchInstrument
from mingheng.documents.rules.checking import check_address
from mingheng.documents.rules.recorded import BODY_KINDS, papers_chain
from mingheng.ledger import queries as ledger
from mingheng.ledger.rules import ContentAltered, Json
from mingheng.ledger.rules.vouching.vouchers import Voucher

log = logging.getLogger(__name__)


def paper_voucher(token: UUID) -> Voucher:
    """The voucher of a paper's own PDF, with everything opened that is printed on it.

    Raises NoSuchInstrument where there is no such paper or it is not made yet, ContentErased where its content was destroyed.
    """
    folder = Instrument.objects.filter(uid=token).exclude(sha256="").values_list("folder", flat=True).first()
    entry = ledger.entry_saying(papers_chain(folder), BODY_KINDS, "instrument", str(token)) if folder else None
    if entry is None:
        raise NoSuchInstrument(str(token))
    return ledger.voucher_of(entry, _sealed(entry))


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
    return ledger.voucher_of(entry, _sealed(entry))


def paper_address(token: UUID) -> str:
    """Where the holder of a paper has it checked."""
    return check_address(settings.MINGHENG_PUBLIC_URL, token)


def _sealed(entry: int) -> Mapping[str, Json]:
    """What was printed, as far as it still is what was sealed."""
    try:
        return ledger.unseal([entry]).get(entry, {})
    except ContentAltered as reason:
        log.critical("entry %s: %s", entry, reason)
        return {}
