"""What the ledger holds of a paper: the digest of its file, and what its holder can compare with the paper in hand.

The names below are committed to in the entry, so one is never given another meaning; the words beside them are for showing.
"""

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from mingheng.documents.rules.contents import maps
from mingheng.documents.rules.definitions import Definition
from mingheng.documents.rules.parts import Paper
from mingheng.documents.rules.wording import Json

RENDERED: Final = "document.rendered"
SIGNED: Final = "paper.signed"
EXPORTED: Final = "dossier.exported"
OPENED: Final = "paper.opened"
BODY_KINDS: Final = frozenset({RENDERED, "paper.made"})  # the second is what the first was called before
KINDS: Final[Mapping[str, str]] = {RENDERED: "文书制作", "paper.made": "文书制作", SIGNED: "签章后的文书入卷"}
LABELS: Final[Mapping[str, str]] = {
    "title": "文书名称",
    "number": "文号",
    "party": "当事人",
    "authority": "制作机关",
    "date": "日期",
    "amount": "金额",
}


def papers_chain(folder: UUID) -> str:
    """The ledger chain of a folder's papers."""
    return f"papers:{folder}"


def printed_contents(definition: Definition, words: Mapping[str, str], data: Mapping[str, Json]) -> dict[str, str]:
    """Of what is in words, the party's name and every sum, each after what the paper calls it, as they are printed."""
    money = [f"{slot.label} {words[slot.key]}" for slot in definition.slots if slot.kind == "money" and words.get(slot.key)]
    said = {"amount": "；".join(money), "party": words["party"] if maps(data.get("parties")) else ""}
    return {key: text for key, text in said.items() if text}


def printed(paper: Paper) -> dict[str, str]:
    """Everything of a composed paper that its holder can compare, by its name in the entry."""
    said = {"title": paper["title"], "number": paper["number"], "authority": paper["authority"], "date": paper["date"]}
    said |= paper.get("printed", {})
    return {name: said[name] for name in LABELS if said.get(name)}
