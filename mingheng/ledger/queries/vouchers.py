"""What is handed out of the ledger: vouchers of entries, receipts, and the keys they are checked with."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from django.conf import settings

from mingheng.ledger.models import Chain, StoredEntry
from mingheng.ledger.queries.tree import cosigned_size, proof_of, witness_policy
from mingheng.ledger.rules import ContentErased, Entry, Json, commitment, file_digest, leaf_hash, unwrap_key
from mingheng.ledger.rules.tree.keys import Kind, SignerKey, VerifierKey
from mingheng.ledger.rules.tree.notes import Note
from mingheng.ledger.rules.tree.policies import Policy
from mingheng.ledger.rules.vouching.openings import openings_of
from mingheng.ledger.rules.vouching.receipts import promised, receipt_key
from mingheng.ledger.rules.vouching.vouchers import Voucher

NOTHING: Mapping[str, Json] = {}
_ERASED = "{}:内容已依法删除,只能证明曾经存证,不能再核对。"


def receipt_of(entry_id: int) -> Note:
    """The signed receipt of an entry, the same however often it is asked for. Raises StoredEntry.DoesNotExist."""
    entry = bytes(StoredEntry.objects.values_list("entry", flat=True).get(pk=entry_id))
    return _receipt(entry)


def voucher_of(entry_id: int, show: Mapping[str, Json] = NOTHING) -> Voucher:
    """An entry with these facts opened, and its proof under the first checkpoint that enough witnesses saw.

    Until there is one, its receipt. Raises StoredEntry.DoesNotExist, and ContentErased where facts are to be opened that
    were destroyed by law.
    """
    row = StoredEntry.objects.get(pk=entry_id)
    entry = bytes(row.entry)
    openings = openings_of(Entry.from_bytes(entry), _key(row.chain), show) if show else ()
    position = row.position.position if hasattr(row, "position") else None
    size = cosigned_size(position) if position is not None else None
    proof = proof_of(entry_id, size) if size is not None else None
    return Voucher(entry, openings, proof or _receipt(entry))


class NoSuchEntry(LookupError):
    """No entry of this chain and number."""


def entry_at(chain: str, n: int) -> int:
    """The id of an entry by its chain and its number there. Raises NoSuchEntry."""
    found = StoredEntry.objects.values_list("pk", flat=True).filter(chain=chain, n=n).first()
    if found is None:
        raise NoSuchEntry(f"{chain} {n}")
    return found


def entry_naming(chain: str, file: str) -> int | None:
    """The id of the first entry of a chain that names this file by its SHA-256 in hex."""
    digest = file_digest(file)
    rows = StoredEntry.objects.filter(chain=chain).order_by("n").values_list("pk", "entry").iterator()
    return next((pk for pk, entry in rows if digest in Entry.from_bytes(bytes(entry)).files), None)


def entries_of(chain: str) -> list[tuple[int, Entry]]:
    """Every entry of a chain with its id, in order."""
    rows = StoredEntry.objects.filter(chain=chain).order_by("n").values_list("pk", "entry")
    return [(pk, Entry.from_bytes(bytes(entry))) for pk, entry in rows]


def is_erased(chain: str) -> bool:
    """Whether the content of a chain was destroyed by law."""
    return Chain.objects.filter(chain=chain, wrapped_key=None).exists()


def entry_saying(chain: str, kinds: Collection[str], name: str, value: Json) -> int | None:
    """The id of the first entry of a chain, among those of some kinds, that commits to this value under this name.

    Raises ContentErased where nothing of the chain can be opened any more.
    """
    found = [(pk, entry) for pk, entry in entries_of(chain) if entry.kind in kinds]
    key = _key(chain) if found else b""
    return next((pk for pk, one in found if one.commitments.get(name) == commitment(key, one.blind, name, value)), None)


def log_keys() -> tuple[VerifierKey, ...]:
    """What checkpoints and receipts of this log are checked with; only that of receipts where the other is not known here."""
    origin, secret = settings.MINGHENG_LOG_ORIGIN, settings.MINGHENG_LOG_KEY
    signer = SignerKey.from_secret(origin, Kind.NOTE, secret).verifier if secret else None
    receipts = receipt_key(origin, settings.MINGHENG_RECEIPT_KEY).verifier
    return (*filter(None, [signer]), receipts)


def believed() -> Policy:
    """The policy vouchers of this log are judged by: its keys, its witnesses, and how many of them are enough.

    Where a witness is reached is left out: that is between the worker and the witness. Raises BadPolicy.
    """
    policy = witness_policy()
    logs = (*policy.logs, *(key for key in log_keys() if key not in policy.logs))
    return Policy(logs, {name: replace(w, url="") for name, w in policy.witnesses.items()}, policy.groups, policy.quorum)


def _receipt(entry: bytes) -> Note:
    said = Entry.from_bytes(entry)
    return promised(settings.MINGHENG_LOG_ORIGIN, leaf_hash(entry), said.at, settings.MINGHENG_RECEIPT_KEY)


def _key(chain: str) -> bytes:
    wrapped = Chain.objects.values_list("wrapped_key", flat=True).get(chain=chain)
    if wrapped is None:
        raise ContentErased(_ERASED.format(chain))
    return unwrap_key(bytes(wrapped), settings.MINGHENG_MASTER_KEY)
