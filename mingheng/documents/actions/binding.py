"""Binding a folder's papers and exhibits into its dossier: the order now, the file by the worker."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction

from mingheng.documents import queries
from mingheng.documents.actions.records import record_paper
from mingheng.documents.actions.storing import keep
from mingheng.documents.models import Dossier, Instrument, State
from mingheng.documents.rules import DossierRefused, Volume, compose
from mingheng.documents.rules.binding import Bound, Frame, bind
from mingheng.documents.rules.scans import PDF
from mingheng.documents.rules.sheets import Leaf
from mingheng.documents.rules.wording import Json
from mingheng.kit.dates import day_of, long_day
from mingheng.ledger import rules as ledger

if TYPE_CHECKING:
    from mingheng.organisation.models import Officer

NOTE = "archive_note"
Place = tuple[int, int, str]
_VOLUMES = {Volume.MAIN: 0, Volume.INNER: 1}
_RANKS = {"decision": 0, "service": 1, "forming": 2, "last": 3}
_LAST = "9999"  # after every moment written out: what says no time comes last


@dataclass(frozen=True)
class Exhibit:
    """A file of evidence for the dossier: where it lies (`storage` alias and `name`), or its `content`.

    A picture or a PDF is shown; of anything else a sheet says where it is kept. `formed_at` gives its place in the order.
    """

    title: str
    caption: str
    mime: str
    sha256: str
    size: int
    formed_at: datetime | None = None
    storage: str = ""
    name: str = ""
    content: bytes | None = None


def bind_dossier(
    *, folder: UUID, cover: Mapping[str, Json], by: "Officer", at: datetime, evidence: Sequence[Exhibit] = (), edition: str = ""
) -> UUID:
    """Order the dossier of a folder; the worker binds it when no instrument of the folder waits any more.

    `cover` is what `dossier_cover` asks for, in the lawbook `edition` or the newest. Binding again makes a new dossier; the newest counts. Raises MissingFields,
    BadValue, and DossierRefused when an instrument could not be made or there is none.
    """
    states = dict(Instrument.objects.filter(folder=folder).values_list("title", "state"))
    if failed := sorted(title for title, state in states.items() if state == State.FAILED):
        raise DossierRefused(f"《{'》《'.join(failed)}》生成失败，不能装订。请先按原因处理，重新生成这些文书")
    if not states:
        raise DossierRefused("卷内没有文书，不能装订。请先办理案件各步骤")
    words = compose(queries.definition("dossier_cover", edition), cover)
    shown = [written_exhibit(exhibit, folder) for exhibit in evidence]
    facts: dict[str, ledger.Json] = {"papers": len(states), "exhibits": len(shown)}
    with transaction.atomic(savepoint=False):
        row = Dossier.objects.create(folder=folder, cover=words, ordered_by=by, ordered_at=at, not_before=at, exhibits=shown)
        facts["dossier"] = str(row.uid)
        record_paper("dossier.ordered", folder, facts, files=[exhibit.sha256 for exhibit in evidence], by=by, at=at)
    return row.uid


def make_dossier(row: Dossier) -> Bound:
    """The dossier's file. Raises DossierRefused, GlyphMissing, TypesettingFailed."""
    instruments = list(Instrument.objects.filter(folder=row.folder).order_by("ordered_at", "n"))
    if failed := [f"《{i.title}》" for i in instruments if i.state != State.READY]:
        raise DossierRefused(f"{''.join(failed)}没有生成，不能装订。请先处理这些文书，再重新装订")
    placed = [_paper(instrument) for instrument in instruments if instrument.key != NOTE]
    placed += [_exhibit(exhibit) for exhibit in row.exhibits]
    placed.sort(key=lambda pair: pair[0])
    leaves = [leaf for _, leaf in placed]
    note = next((i for i in reversed(instruments) if i.key == NOTE), None)
    catalogue = queries.definition("dossier_catalogue")
    columns = [column.model_dump() for column in catalogue.mandatory[0].columns]
    heading = row.cover | {"title": catalogue.title, "template": catalogue.template, "rows": [], "parts": [], "signatures": []}
    signed = _paper(note)[1] if note and note.signed_at else None
    frame = Frame(row.cover, heading, columns, signed, note.paper if note and not signed else None)
    return bind(leaves, frame, fonts=queries.fonts(), at=row.ordered_at)


def _paper(instrument: Instrument) -> tuple[Place, Leaf]:
    """Its leaf, the signed scan if there is one, and its place: volume, rank, order of forming."""
    place = queries.definition(instrument.key).dossier
    signed = instrument.signed_at is not None
    name, sha256 = (instrument.scan_file, instrument.scan_sha256) if signed else (instrument.file, instrument.sha256)
    leaf = Leaf(
        title=instrument.title, volume=place.volume, content=queries.content(name, sha256),
        mime=instrument.scan_mime if signed else PDF, ours=not signed, number=instrument.number,
        author=instrument.paper["authority"], date=instrument.paper["date"],
    )  # fmt: skip
    return (_VOLUMES[place.volume], _RANKS[place.rank], _moment(instrument.ordered_at)), leaf


def _exhibit(kept: Mapping[str, Any]) -> tuple[Place, Leaf]:
    shown = kept["mime"] == PDF or kept["mime"].startswith("image/")
    leaf = Leaf(
        title=kept["title"], volume=Volume.MAIN, mime=kept["mime"], caption=kept["caption"] or kept["title"],
        content=queries.content(kept["name"], kept["sha256"], alias=kept["storage"]) if shown else b"",
        note="" if shown else f"本件为电子文件，存于电子证据库，不能印在纸上。\n文件大小：{kept['size']} 字节\n校验值（SHA-256）：{kept['sha256']}",
        date=kept["date"],
    )  # fmt: skip
    return (_VOLUMES[Volume.MAIN], _RANKS["forming"], kept["formed_at"]), leaf


def written_exhibit(exhibit: Exhibit, folder: UUID) -> dict[str, Json]:
    """An exhibit as the row of its dossier keeps it. Raises DossierRefused when its file is not there."""
    storage, name = exhibit.storage, exhibit.name
    if exhibit.content is not None:
        storage, name = queries.ALIAS, keep(exhibit.content, f"{folder}/exhibit", "bin").name
    elif not queries.store(storage).exists(name):
        raise DossierRefused(f"《{exhibit.title}》的文件找不到，不能装订。请联系系统管理员从备份恢复")
    formed = exhibit.formed_at
    return {
        "title": exhibit.title, "caption": exhibit.caption, "mime": exhibit.mime, "sha256": exhibit.sha256,
        "size": exhibit.size, "storage": storage, "name": name, "formed_at": _moment(formed) if formed else _LAST,
        "date": long_day(day_of(formed)) if formed else "",
    }  # fmt: skip


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()
