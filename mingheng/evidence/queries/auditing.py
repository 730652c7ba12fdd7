"""What this room's rows claim of the chains of evidence, and the files that must be what those rows say."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any
from uuid import UUID

from mingheng.evidence.models import Description, Evidence, Fate
from mingheng.kit.dates import SHANGHAI
from mingheng.kit.stored import StoredFile
from mingheng.ledger.rules.auditing.chains import ReadChain, ReadEntry
from mingheng.ledger.rules.auditing.claims import Claim, compared, moment, shown
from mingheng.ledger.rules.auditing.differences import Difference
from mingheng.ledger.rules.auditing.pairing import Unclaimed
from mingheng.ledger.rules.canonical import Json

PREFIX = "evidence:"
TAKEN_IN = "evidence.taken_in"
WITHOUT_ROW = ("evidence.opened", "evidence.previewed")
_SAID = ("title", "source", "maker", "place", "proves", "original_name")


def evidence_chains() -> set[str]:
    """The chains there must be."""
    return {f"{PREFIX}{folder}" for folder in Evidence.objects.values_list("folder", flat=True).distinct()}


def judge_evidence(chains: Sequence[ReadChain]) -> Iterator[Difference]:
    """What differs between chains of evidence and the rows of evidence, of what was said of it and of what became of it."""
    folders = [UUID(chain.chain.removeprefix(PREFIX)) for chain in chains]
    pieces: dict[UUID, list[Evidence]] = defaultdict(list)
    for piece in Evidence.objects.filter(folder__in=folders).select_related("description").order_by("folder", "n"):
        pieces[piece.folder].append(piece)
    fates: dict[UUID, list[Fate]] = defaultdict(list)
    for fate in Fate.objects.filter(evidence__folder__in=folders).select_related("evidence", "reason").order_by("id"):
        fates[fate.evidence.folder].append(fate)
    for chain, folder in zip(chains, folders, strict=True):
        yield from _judged(chain, pieces[folder], fates[folder])


def stored_evidence(folders: Sequence[UUID] | None = None) -> Iterator[StoredFile]:
    """Every file of these folders, or of all, with what its row says of it; not those that were erased."""
    rows = Evidence.objects.filter(description__isnull=False)
    rows = rows if folders is None else rows.filter(folder__in=folders)
    for folder, n, name, sha256 in rows.values_list("folder", "n", "stored_as", "sha256").iterator():
        yield StoredFile("evidence", name, sha256, str(folder), f"第{n}号证据")


def _judged(chain: ReadChain, pieces: Sequence[Evidence], fates: Sequence[Fate]) -> Iterator[Difference]:
    free = Unclaimed(chain)
    claims = []
    for together in _together(chain, pieces):
        entry = free.take((TAKEN_IN,), together[0].taken_in_at, [piece.sha256 for piece in together])
        claims.append(_taken_in(entry, together))
        yield from _exchanged(chain, entry, together)
        yield from _described(chain, entry, together)
    for fate in fates:
        entry = free.take((f"evidence.{fate.effect}",), fate.at)
        claims.append(_fate(entry, fate))
        yield from _reason(chain, entry, fate)
    yield from compared(chain, claims, WITHOUT_ROW)


def _together(chain: ReadChain, pieces: Sequence[Evidence]) -> Iterator[Sequence[Evidence]]:
    """The pieces as they were handed in: those of one person and moment, apart where the ledger has several entries of it."""
    for at, group in groupby(pieces, key=lambda piece: (piece.taken_in_at, piece.taken_in_by_id)):
        rest = list(group)
        for entry in chain.entries:
            if entry.kind == TAKEN_IN and entry.said["t"] == moment(at[0]):
                part = [piece for piece in rest if piece.sha256 in entry.said["e"]]
                rest = [piece for piece in rest if piece.sha256 not in entry.said["e"]]
                if part:
                    yield part
        if rest:
            yield rest


def _taken_in(entry: ReadEntry | None, pieces: Sequence[Evidence]) -> Claim:
    shown_pieces: list[Json] = [{"evidence": str(p.id), "n": p.n, "kind": p.kind, "mime": p.mime, "size": p.size} for p in pieces]
    said: Description | None = getattr(pieces[0], "description", None)
    return Claim(
        entry.n if entry else 0, TAKEN_IN, f"o:{pieces[0].taken_in_by_id}", pieces[0].taken_in_at, {"pieces": shown_pieces},
        happened=said.taken_at if said else None, happened_known=said is not None, files=[p.sha256 for p in pieces],
        personal=("said",), about="、".join(f"第{p.n}号证据" for p in pieces),
    )  # fmt: skip


def _exchanged(chain: ReadChain, entry: ReadEntry | None, pieces: Sequence[Evidence]) -> Iterator[Difference]:
    """Pieces handed in together whose files were exchanged for each other's: the entry names them in the order of their numbers."""
    recorded, stored = list(entry.said["e"]) if entry else [], [piece.sha256 for piece in pieces]
    if sorted(recorded) == sorted(stored):
        for piece, digest in zip(pieces, recorded, strict=True):
            if piece.sha256 != digest:
                yield Difference(
                    "value-differs", chain.chain, entry.n if entry else 0, "files", digest, piece.sha256, f"第{piece.n}号证据"
                )


def _described(chain: ReadChain, entry: ReadEntry | None, pieces: Sequence[Evidence]) -> Iterator[Difference]:
    """What the rows say of each piece against what was sealed when it was handed in."""
    sealed: Any = entry.personal.get("said") if entry else None
    if not isinstance(sealed, list) or entry is None or len(sealed) != len(pieces):
        return
    for piece, said in zip(pieces, sealed, strict=True):
        row = getattr(piece, "description", None)
        if row is None:
            yield Difference("value-gone", chain.chain, entry.n, "说明", about=f"第{piece.n}号证据")
            continue
        now = {name: getattr(row, name) for name in _SAID} | {"taken_at": row.taken_at.astimezone(SHANGHAI).isoformat()}
        for name, value in now.items():
            recorded = said.get(name)
            if recorded != value and (name != "taken_at" or piece is pieces[0]):
                yield Difference(
                    "value-differs", chain.chain, entry.n, name, shown(recorded), shown(value), f"第{piece.n}号证据"
                )  # fmt: skip


def _fate(entry: ReadEntry | None, fate: Fate) -> Claim:
    return Claim(
        entry.n if entry else 0, f"evidence.{fate.effect}", f"o:{fate.by_id}", fate.at,
        {"evidence": str(fate.evidence_id), "n": fate.evidence.n}, personal=("reason",), about=f"第{fate.evidence.n}号证据",
    )  # fmt: skip


def _reason(chain: ReadChain, entry: ReadEntry | None, fate: Fate) -> Iterator[Difference]:
    sealed = entry.personal.get("reason") if entry else None
    row = getattr(fate, "reason", None)
    if entry is not None and sealed is not None and (row is None or row.text != sealed):
        stored = row.text if row else ""
        yield Difference(
            "value-differs", chain.chain, entry.n, "reason", shown(sealed), shown(stored), f"第{fate.evidence.n}号证据"
        )  # fmt: skip
