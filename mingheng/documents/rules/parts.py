"""The body of an instrument: the party's particulars, then the definition's blocks filled with the contents."""

import re
from collections.abc import Mapping
from typing import Any

from mingheng.documents.rules import wording
from mingheng.documents.rules.contents import Data, holds, is_empty, maps
from mingheng.documents.rules.definitions import Block, Definition, Slot
from mingheng.documents.rules.wording import Json
from mingheng.kit.identity import mask_citizen_id, mask_credit_code

Paper = dict[str, Any]  # a piece of the JSON the typst templates read
_PLACE = re.compile(r"\{(\w+)\}")
_SPEAKER = re.compile(r"(?:^|(?<=[。？！；?!;\s]))(问|答)\s*[：:]\s*")
_ENDS = "。；：！？，、…—”’.;:!?,"
_IDENTITY_LABELS = {"citizen": "公民身份号码", "organisation": "统一社会信用代码", "individual_business": "统一社会信用代码"}
_ADDRESS_LABELS = {"citizen": "住址", "organisation": "住所（地址）", "individual_business": "经营场所"}
_PERSON_LABELS = {"organisation": "法定代表人（负责人）", "individual_business": "经营者"}


def opening(definition: Definition, data: Data) -> list[Paper]:
    """What stands before the body: the parties' particulars, their names as addressees, or nothing."""
    parties = maps(data.get("parties"))
    if definition.opening == "addressee":
        return [part("plain", "、".join(str(party.get("name", "")) for party in parties) + "：")]
    if definition.opening == "none":
        return []
    return [part("plain", line) for party in parties for line in party_lines(party, definition.identity)]


def party_lines(party: Mapping[str, Json], identity: str) -> list[str]:
    """Who the party is, a line for each fact that is known; `identity` full, masked, or none: the name alone."""
    kind = str(party.get("kind", ""))
    lines = [f"当事人：{party.get('name', '')}"]
    if identity == "none":
        return lines
    if identity == "masked" and not is_empty(party.get("identity")):
        mask = mask_citizen_id if kind == "citizen" else mask_credit_code
        party = {**party, "identity": mask(str(party["identity"]))}
    for key, label in (
        ("identity", _IDENTITY_LABELS.get(kind, "证件号码")),
        ("address", _ADDRESS_LABELS.get(kind, "地址")),
        ("legal_representative", _PERSON_LABELS.get(kind, "法定代表人（负责人）")),
    ):
        if not is_empty(party.get(key)):
            lines.append(f"{label}：{party[key]}")
    return lines


def body(definition: Definition, given: Mapping[str, Json], words: Mapping[str, str]) -> list[Paper]:
    """The blocks whose conditions hold, a part for each line."""
    slots = {slot.key: slot for slot in definition.slots}
    parts: list[Paper] = []
    for block in definition.body:
        if all(holds(key, given) for key in block.when) and not any(holds(key, given) for key in block.unless):
            parts += _block_parts(block, slots, given, words)
    return parts


def _block_parts(block: Block, slots: Mapping[str, Slot], given: Mapping[str, Json], words: Mapping[str, str]) -> list[Paper]:
    if block.style in {"table", "chart"}:
        shown = maps(given.get(block.text))
        return [{**_table(slots[block.text], given[block.text]), "style": block.style}] if shown else []
    if block.style == "dialogue":
        return _dialogue(given.get(block.text))
    text = _PLACE.sub(lambda place: words.get(place[1], ""), block.text)
    finish = _finished if block.style == "para" else str.strip
    return [part(block.style, finish(line)) for line in text.split("\n") if line.strip()]


def _finished(line: str) -> str:
    """A sentence that somebody typed without its full stop gets one."""
    line = line.strip()
    return line if line[-1] in _ENDS else f"{line}。"


def _dialogue(value: Json) -> list[Paper]:
    """Turns given as [{q, a}], or as text in which each begins with 问： or 答：."""
    if not isinstance(value, str):
        return [part(*turn) for t in maps(value) for turn in (("question", str(t.get("q"))), ("answer", str(t.get("a"))))]
    spoken = list(_SPEAKER.finditer(value))
    ends = [match.start() for match in spoken[1:]] + [len(value)]
    before = value[: spoken[0].start()] if spoken else value
    turns = [part("question" if m[1] == "问" else "answer", value[m.end() : end]) for m, end in zip(spoken, ends, strict=False)]
    return [part("para", line) for line in before.split("\n") if line.strip()] + turns


def _table(slot: Slot, value: Json) -> Paper:
    columns = [column.model_dump(mode="json") for column in slot.columns]
    rows = [[wording.say(row.get(column.key)) for column in slot.columns] for row in maps(value)]
    return {**part("table", slot.label), "columns": columns, "rows": rows}


def part(style: str, text: str) -> Paper:
    """One piece of the body as the templates read it."""
    return {"style": style, "text": text.strip()}
