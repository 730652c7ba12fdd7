"""The annex to a paper, made from what vouches for it at this moment."""

from uuid import UUID

from django.conf import settings

from mingheng.documents.models import Instrument
from mingheng.documents.queries.proofs import paper_address, paper_voucher
from mingheng.documents.queries.typeset import fonts
from mingheng.documents.rules.annexes import Addresses, annex_paper
from mingheng.documents.rules.typesetting import WITH_ATTACHMENT, typeset
from mingheng.ledger import queries as ledger
from mingheng.ledger.rules.vouching.verdicts import judged_voucher


def annex(token: UUID) -> bytes:
    """The annex to a paper's own PDF. The same voucher gives the same bytes; a new cosignature gives others.

    Raises NoSuchInstrument where the paper is not made yet, ContentErased, BadPolicy, GlyphMissing, TypesettingFailed.
    """
    voucher, policy = paper_voucher(token), ledger.believed()
    sha256 = Instrument.objects.values_list("sha256", flat=True).get(uid=token)
    verdict = judged_voucher(voucher, policy, [bytes.fromhex(sha256)])
    addresses = Addresses(paper_address(token), f"{settings.MINGHENG_PUBLIC_URL.rstrip('/')}/log/policy")
    paper = annex_paper(voucher, verdict, policy, sha256, addresses)
    return typeset("annex", paper, fonts=fonts(), at=verdict.entry.at, standard=WITH_ATTACHMENT)
