"""What this room's rows claim of the chains of papers, and the files that must be what those rows say."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from mingheng.documents.models import Dossier, Instrument, State
from mingheng.documents.queries.files import ALIAS
from mingheng.documents.rules.digests import digest_of
from mingheng.documents.rules.recorded import BODY_KINDS, EXPORTED, OPENED, RENDERED, SIGNED, printed
from mingheng.kit.bulk import values_of
from mingheng.kit.stored import StoredFile
from mingheng.ledger.rules import WORKER
from mingheng.ledger.rules.auditing.chains import ReadChain, ReadEntry
from mingheng.ledger.rules.auditing.claims import Claim, compared
from mingheng.ledger.rules.auditing.differences import Difference
from mingheng.ledger.rules.auditing.pairing import Unclaimed

PREFIX = "papers:"
WITHOUT_ROW = ("paper.retried", EXPORTED, OPENED)


@dataclass(frozen=True)
class OrderedPaper:
    """An instrument as the step that ordered it knows it."""

    id: UUID
    folder: UUID
    key: str
    source: str
    sha256: str
    number: str


def ordered_papers(folders: Sequence[UUID]) -> dict[UUID, OrderedPaper]:
    """The instruments of these folders by their ids. One query."""
    rows = Instrument.objects.filter(folder__in=folders).values_list("uid", "folder", "key", "source", "paper")
    return {
        uid: OrderedPaper(uid, folder, key, source, digest_of(paper), _number_of(paper))
        for uid, folder, key, source, paper in values_of(rows)
    }


def _number_of(paper: object) -> str:
    """The number a stored paper bears; none where it cannot be read, which its judge then says."""
    return str(paper.get("number", "")) if isinstance(paper, dict) else ""


def digests_of_dossiers(ids: Sequence[UUID]) -> dict[UUID, str]:
    """The digests of the files of these dossiers. One query."""
    return dict(Dossier.objects.filter(uid__in=ids).values_list("uid", "sha256"))


def paper_chains() -> set[str]:
    """The chains there must be."""
    made = Instrument.objects.filter(Q(state=State.READY)).values_list("folder", flat=True).distinct()
    bound = Dossier.objects.values_list("folder", flat=True).distinct()
    return {f"{PREFIX}{folder}" for folder in {*made, *bound}}


def judge_papers(chains: Sequence[ReadChain]) -> Iterator[Difference]:
    """What differs between chains of papers and the rows of instruments and dossiers."""
    folders = {UUID(chain.chain.removeprefix(PREFIX)) for chain in chains}
    instruments: dict[UUID, list[Instrument]] = defaultdict(list)
    for instrument in Instrument.objects.filter(folder__in=folders).order_by("n"):
        instruments[instrument.folder].append(instrument)
    dossiers: dict[UUID, list[Dossier]] = defaultdict(list)
    for dossier in Dossier.objects.filter(folder__in=folders).defer("contents").order_by("n"):
        dossiers[dossier.folder].append(dossier)
    for chain in chains:
        folder = UUID(chain.chain.removeprefix(PREFIX))
        yield from _judged(chain, instruments[folder], dossiers[folder])


def stored_papers(folders: Sequence[UUID] | None = None) -> Iterator[StoredFile]:
    """Every file of these folders, or of all, with what its row says of it."""
    rows = Instrument.objects.exclude(sha256="") if folders is None else Instrument.objects.filter(folder__in=folders)
    names = ("folder", "title", "file", "sha256", "scan_file", "scan_sha256")
    for folder, title, file, sha256, scan, scan_sha256 in rows.values_list(*names).iterator():
        if file:
            yield StoredFile(ALIAS, file, sha256, str(folder), f"《{title}》")
        if scan:
            yield StoredFile(ALIAS, scan, scan_sha256, str(folder), f"《{title}》的签字扫描件")
    bound = Dossier.objects.exclude(file="") if folders is None else Dossier.objects.filter(folder__in=folders)
    for folder, file, sha256 in bound.exclude(file="").values_list("folder", "file", "sha256").iterator():
        yield StoredFile(ALIAS, file, sha256, str(folder), "卷宗")


def _judged(chain: ReadChain, instruments: Sequence[Instrument], dossiers: Sequence[Dossier]) -> Iterator[Difference]:
    free = Unclaimed(chain)
    claims = [_made(free, row) for row in instruments if row.state == State.READY]
    for dossier in dossiers:
        claims += _dossier(free, dossier)
    signed = _signed(chain, instruments)
    claims += [_scan(entry.n, row) for entry, row in signed.values() if row.scan_sha256]
    earlier = [one for one in chain.entries if one.kind == SIGNED and one.n not in {entry.n for entry, _ in signed.values()}]
    claims += [Claim.of(one) for one in earlier]  # a later scan took its place: nothing but the entry is left of it
    yield from compared(chain, claims, WITHOUT_ROW)
    yield from _unlike_words(chain.chain, instruments, set(signed))


def _unlike_words(chain: str, instruments: Sequence[Instrument], signed: set[UUID]) -> Iterator[Difference]:
    for row in instruments:
        for name in ("title", "number"):
            if getattr(row, name) != row.paper[name]:
                yield Difference("derived-differs", chain, 0, name, row.paper[name], getattr(row, name), f"《{row.title}》")
        if row.scan_sha256 and row.uid not in signed:
            yield Difference("row-unrecorded", chain, 0, "签字扫描件", stored=row.scan_sha256, about=f"《{row.title}》")


def _made(free: Unclaimed, row: Instrument) -> Claim:
    entry = free.take(BODY_KINDS, row.made_at, [row.sha256])
    facts = {"instrument": str(row.uid)} | (dict(printed(row.paper)) if entry and entry.kind == RENDERED else {})
    return Claim(
        entry.n if entry else 0, entry.kind if entry else RENDERED, WORKER, row.made_at or row.ordered_at, facts,
        happened=row.ordered_at if entry and entry.said["ot"] else None, files=(row.sha256,), whole=False,
        about=f"《{row.title}》",
    )  # fmt: skip


def _dossier(free: Unclaimed, row: Dossier) -> Iterator[Claim]:
    shown = [str(exhibit["sha256"]) for exhibit in row.exhibits]
    ordered = free.take(("dossier.ordered",), row.ordered_at, shown)
    yield Claim(
        ordered.n if ordered else 0, "dossier.ordered", f"o:{row.ordered_by_id}", row.ordered_at,
        {"dossier": str(row.uid), "exhibits": len(shown)}, files=shown, whole=False, about="卷宗",
    )  # fmt: skip
    if row.state == State.READY:
        bound = free.take(("dossier.bound",), row.made_at, [row.sha256])
        yield Claim(
            bound.n if bound else 0, "dossier.bound", WORKER, row.made_at or row.ordered_at, {"dossier": str(row.uid)},
            files=(row.sha256,), about="卷宗",
        )  # fmt: skip


def _signed(chain: ReadChain, instruments: Sequence[Instrument]) -> dict[UUID, tuple[ReadEntry, Instrument]]:
    """The last scan recorded of each instrument. Nothing can be said of it once the content is erased."""
    found: dict[UUID, tuple[ReadEntry, Instrument]] = {}
    for entry in chain.entries:
        if entry.kind != SIGNED or chain.opener is None:
            continue
        blind, said = bytes.fromhex(entry.said["z"]), entry.said["d"].get("instrument")
        of = next((row for row in instruments if chain.opener.commitment(blind, "instrument", str(row.uid)) == said), None)
        if of is not None:
            found[of.uid] = (entry, of)
    return found


def _scan(n: int, row: Instrument) -> Claim:
    return Claim(
        n, SIGNED, f"o:{row.signed_by_id}", row.signed_at or row.ordered_at,
        {"instrument": str(row.uid), "pages": row.scan_pages}, files=(row.scan_sha256,), whole=False,
        about=f"《{row.title}》的签字扫描件",
    )  # fmt: skip
