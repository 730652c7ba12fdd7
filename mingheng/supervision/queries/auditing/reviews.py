"""Reviews with their sheets, marks and everything that was recorded of them; central reviews."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from mingheng.documents.queries.auditing import digests_of_dossiers
from mingheng.ledger.rules.auditing.chains import ReadChain, ReadEntry
from mingheng.ledger.rules.auditing.claims import Claim, compared, shown, unlike
from mingheng.ledger.rules.auditing.differences import Difference
from mingheng.supervision.models import REVIEW_CHAIN, CentralReview, Review, ReviewEntry, Sheet
from mingheng.supervision.queries.reviewing.recorded import WORDS, beside_of, facts_of, standing_at_first

CENTRAL = "central-review:"
ABOUT = "评查"
PARTLY = ("result",)
"""Kinds whose entries say more than any row keeps: a result also how it was reached."""


def review_chains() -> set[str]:
    """The chains there must be, those of central reviews too."""
    central = {f"{CENTRAL}{pk}" for pk in CentralReview.objects.values_list("pk", flat=True)}
    return {f"{REVIEW_CHAIN}{pk}" for pk in Review.objects.values_list("pk", flat=True)} | central


def judge_reviews(chains: Sequence[ReadChain]) -> Iterator[Difference]:
    """What differs between reviews and what was recorded of them. Six queries."""
    ids = [UUID(chain.chain.removeprefix(REVIEW_CHAIN)) for chain in chains]
    rows = Review.objects.select_related("case", "example").prefetch_related("sheets__findings", "entries__sheet").in_bulk(ids)
    bound = digests_of_dossiers([row.dossier for row in rows.values() if row.dossier])
    for chain, pk in zip(chains, ids, strict=True):
        if pk not in rows:
            yield Difference("row-missing", chain.chain, 1, about=ABOUT)
        else:
            yield from _judged(chain, rows[pk], bound)


def _judged(chain: ReadChain, review: Review, bound: dict[UUID, str]) -> Iterator[Difference]:
    said = {entry.n: entry for entry in chain.entries}
    entries = sorted(review.entries.all(), key=lambda one: one.n)
    dossier = _dossier(chain, said.get(1), bound.get(review.dossier or UUID(int=0), ""))
    yield from compared(chain, [_claim(review, one, dossier) for one in entries])
    for one in entries:
        if one.kind == "opened":
            yield from _opening(chain.chain, review, one, said.get(one.n))
        elif one.kind == "assigned" and one.sheet is not None:
            yield from _given(chain.chain, one, one.sheet)
    yield from _unrecorded(chain.chain, review, entries)


def _claim(review: Review, entry: ReviewEntry, dossier: str) -> Claim:
    return Claim(
        entry.n, f"review:{entry.kind}", f"o:{entry.by_id}", entry.at, facts_of(review, entry, dossier),
        unit=f"u:{review.unit}", later=beside_of(review, entry), personal=WORDS, whole=entry.kind not in PARTLY, about=ABOUT,
    )  # fmt: skip


def _dossier(chain: ReadChain, opened: ReadEntry | None, sha256: str) -> str:
    """The digest the opening could say of the dossier: none where it was still being bound."""
    unbound = chain.committed(opened, "dossier", "") if opened is not None else None
    return "" if opened is not None and unbound == opened.said["d"].get("dossier") else sha256


def _opening(chain: str, review: Review, entry: ReviewEntry, said: ReadEntry | None) -> Iterator[Difference]:
    """Whether the row of the review and its first sheets are of the same hand and moment as the entry that opened it."""
    told: dict[str, tuple[object, object]] = {"by": (entry.by_id, review.by_id), "at": (entry.at, review.at)}
    yield from unlike(chain, entry.n, told, ABOUT)
    for sheet in standing_at_first(review):
        yield from _given(chain, entry, sheet)
    subject = said.personal.get("subject") if said is not None else None
    if subject is not None and subject != review.subject:
        yield Difference("value-differs", chain, entry.n, "subject", shown(subject), review.subject, ABOUT)


def _given(chain: str, entry: ReviewEntry, sheet: Sheet) -> Iterator[Difference]:
    told: dict[str, tuple[object, object]] = {"by": (entry.by_id, sheet.by_id), "at": (entry.at, sheet.at)}
    yield from unlike(chain, entry.n, told, "评分表")


def _unrecorded(chain: str, review: Review, entries: Sequence[ReviewEntry]) -> Iterator[Difference]:
    """Marks of a sheet nobody handed in, and an example nobody picked."""
    handed_in = {one.sheet_id for one in entries if one.kind == "submitted"}
    for sheet in review.sheets.all():
        if sheet.pk not in handed_in and sheet.findings.all():
            yield Difference("row-unrecorded", chain, 0, stored=f"第{sheet.slot}份", about="没有提交的评分表的逐项评分")
    if getattr(review, "example", None) is not None and not any(one.kind == "example" for one in entries):
        yield Difference("row-unrecorded", chain, 0, stored=review.example.title, about="案例")


def judge_central(chains: Sequence[ReadChain]) -> Iterator[Difference]:
    """What differs between central reviews and what was recorded of them. One query."""
    ids = [UUID(chain.chain.removeprefix(CENTRAL)) for chain in chains]
    rows = CentralReview.objects.in_bulk(ids)
    for chain, pk in zip(chains, ids, strict=True):
        row = rows.get(pk)
        if row is None:
            yield Difference("row-missing", chain.chain, 1, about="集中评查")
        else:
            yield from compared(
                chain, [Claim(1, "review:central", f"o:{row.by_id}", row.at, {"title": row.title}, about="集中评查")]
            )
