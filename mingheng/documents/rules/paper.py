"""Turning an act's data into the words of its instrument. What is composed here is fixed when the instrument is ordered."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from mingheng.documents.rules import wording
from mingheng.documents.rules.definitions import NEEDS, Block, Definition, Slot
from mingheng.documents.rules.refusals import BadValue, MissingFields
from mingheng.documents.rules.wording import Json
from mingheng.kit.identity import mask_citizen_id, mask_credit_code

Data = Mapping[str, Json]
Paper = dict[str, Any]  # the JSON the typst templates read; see `compose`

_PLACE = re.compile(r"\{(\w+)\}")
_SPEAKER = re.compile(r"(问|答)\s*[：:]\s*")
# Typographic: two contents up to this many characters wide share a row.
_SHORT = {"form": 10, "record": 17}
_INVISIBLE = dict.fromkeys([0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, *range(0x200E, 0x2010)])
_IDENTITY_LABELS = {"citizen": "公民身份号码", "organisation": "统一社会信用代码", "individual_business": "统一社会信用代码"}
_ADDRESS_LABELS = {"citizen": "住址", "organisation": "住所（地址）", "individual_business": "经营场所"}
_PERSON_LABELS = {"organisation": "法定代表人（负责人）", "individual_business": "经营者"}


def compose(definition: Definition, data: Data, *, number: str = "", draft: str = "") -> Paper:
    """The paper of an instrument: title, head, parts, rows, places to sign.

    `draft` (such as 审核稿) marks a preview: no number, no date, no place for the seal. Raises MissingFields, BadValue.
    """
    data = _cleaned(data)
    given = _contents(definition, data)
    _refuse_gaps(definition, data, given)
    words = _words(definition, data, given)
    return {
        "template": definition.template,
        "title": words["title"],
        "authority": words["authority"],
        "authority_line": not definition.letterhead and definition.template in {"form", "record"},
        "letterhead": definition.letterhead,
        "number": "" if draft else number,
        "draft": f"（{draft}　文号待编）" if draft and definition.series else (f"（{draft}）" if draft else ""),
        "case_line": f"案号：{words['case_number']}" if words["case_number"] else _lead_line(words["ref"]),
        "date": words["date"],
        "parts": [*_opening(definition, data), *_body(definition, data, given, words)],
        "rows": _rows(definition, data, given) if definition.template != "letter" else [],
        "opinions": _opinions(definition, data),
        "signatures": list(definition.signatures),
        "closing": definition.closing,
        "seal": definition.seal,
    }


def title_of(definition: Definition, data: Data) -> str:
    """The title, or that of the variant whose content holds."""
    given = _contents(definition, data)
    chosen = next((variant.title for variant in definition.variants if _holds(variant.when, given)), definition.title)
    return str(data.get("title") or chosen)


def _cleaned(value: Any) -> Any:
    """The same JSON with texts in composed form and without characters nobody sees; BadValue for control characters."""
    if isinstance(value, Mapping):
        return {key: _cleaned(entry) for key, entry in value.items()}
    if isinstance(value, list | tuple):
        return [_cleaned(entry) for entry in value]
    if not isinstance(value, str):
        return value
    text = unicodedata.normalize("NFC", value.translate(_INVISIBLE)).replace("\r\n", "\n").replace("\t", "　")
    for character in text:
        if character != "\n" and unicodedata.category(character) in {"Cc", "Cs", "Cf"}:
            raise BadValue(f"“{text[:20]}”中有不能印刷的字符 U+{ord(character):04X}，请删去后重新填写")
    return text


def _is_empty(value: Json) -> bool:
    return value is None or value == [] or value == {} or (isinstance(value, str) and not value.strip())


def _contents(definition: Definition, data: Data) -> dict[str, Json]:
    """The values of the definition's contents: by key, or from `fields` by key or label."""
    fields = _maps(data.get("fields"))
    given: dict[str, Json] = {}
    for slot in definition.slots:
        value = data.get(slot.key)
        if _is_empty(value):
            value = next((f.get("value") for f in fields if slot.key == f.get("key") or slot.label == f.get("label")), None)
        if not _is_empty(value) and not (slot.kind == "money" and not wording.decimal(slot.label, value)):
            given[slot.key] = wording.flag(slot.label, value) if slot.kind == "flag" else value
    return given


def _refuse_gaps(definition: Definition, data: Data, given: Mapping[str, Json]) -> None:
    absent = [label for key, label in (("authority", "机关名称"), ("date", "日期")) if _is_empty(data.get(key))]
    absent += [NEEDS[need] for need in definition.needs if _is_empty(data.get(need))]
    for slot in definition.slots:
        wanted = _holds(slot.when, given) if slot.when else slot in definition.mandatory
        if wanted and slot.key not in given:
            absent.append(slot.label)
    labels = {slot.key: slot.label for slot in definition.slots}
    for group in definition.one_of:
        if not any(key in given for key in group):
            absent.append("或者".join(labels[key] for key in group))
    if absent:
        raise MissingFields(title_of(definition, data), absent)


def _holds(key: str, given: Mapping[str, Json]) -> bool:
    value = given.get(key)
    return value is not False and not _is_empty(value)


def _words(definition: Definition, data: Data, given: Mapping[str, Json]) -> dict[str, str]:
    """Every content in words, ready to stand in a sentence."""
    parties = _maps(data.get("parties"))
    words = {slot.key: _worded(slot, given[slot.key]) for slot in definition.slots if slot.key in given}
    for key in ("authority", "number", "case_number", "ref", "date"):
        words[key] = wording.say(data.get(key))
    words["title"] = title_of(definition, data)
    words["party"] = "、".join(str(party.get("name", "")) for party in parties)
    words["officers"] = _officers(data)
    return words


def _worded(slot: Slot, value: Json) -> str:
    if slot.kind in {"table", "dialogue"}:
        return ""
    if slot.kind == "money":
        return wording.money(slot.label, value)
    if slot.kind == "term":
        return wording.term(slot.label, value)
    if slot.kind == "rate":
        return wording.rate(slot.label, value)
    return wording.cap(slot.label, value) if slot.kind == "cap" else wording.say(value)


def _officers(data: Data) -> str:
    named = []
    for officer in _maps(data.get("officers")):
        certificate = officer.get("certificate")
        named.append(f"{officer.get('name')}（执法证号 {certificate}）" if certificate else str(officer.get("name")))
    return "、".join(named)


def _opening(definition: Definition, data: Data) -> list[Paper]:
    parties = _maps(data.get("parties"))
    if definition.opening == "addressee":
        return [_part("plain", "、".join(str(party.get("name", "")) for party in parties) + "：")]
    if definition.opening == "none":
        return []
    return [_part("plain", line) for party in parties for line in party_lines(party, definition.identity)]


def party_lines(party: Mapping[str, Json], identity: str) -> list[str]:
    """Who the party is, a line for each fact that is known; `identity` full, masked, or none: the name alone."""
    kind = str(party.get("kind", ""))
    lines = [f"当事人：{party.get('name', '')}"]
    if identity == "none":
        return lines
    if identity == "masked" and not _is_empty(party.get("identity")):
        mask = mask_citizen_id if kind == "citizen" else mask_credit_code
        party = {**party, "identity": mask(str(party["identity"]))}
    for key, label in (
        ("identity", _IDENTITY_LABELS.get(kind, "证件号码")),
        ("address", _ADDRESS_LABELS.get(kind, "地址")),
        ("legal_representative", _PERSON_LABELS.get(kind, "法定代表人（负责人）")),
    ):
        if not _is_empty(party.get(key)):
            lines.append(f"{label}：{party[key]}")
    return lines


def _body(definition: Definition, data: Data, given: Mapping[str, Json], words: Mapping[str, str]) -> list[Paper]:
    slots = {slot.key: slot for slot in definition.slots}
    parts: list[Paper] = []
    for block in definition.body:
        if all(_holds(key, given) for key in block.when) and not any(_holds(key, given) for key in block.unless):
            parts += _block_parts(block, slots, given, words)
    return parts


def _block_parts(block: Block, slots: Mapping[str, Slot], given: Mapping[str, Json], words: Mapping[str, str]) -> list[Paper]:
    if block.style == "table":
        return [_table(slots[block.text], given[block.text])] if block.text in given else []
    if block.style == "dialogue":
        return _dialogue(given.get(block.text))
    text = _PLACE.sub(lambda place: words.get(place[1], ""), block.text)
    return [_part(block.style, line) for line in text.split("\n") if line.strip()]


def _dialogue(value: Json) -> list[Paper]:
    """Turns given as [{q, a}], or as text whose lines begin with 问 or 答."""
    if not isinstance(value, str):
        return [_part(*turn) for t in _maps(value) for turn in (("question", str(t.get("q"))), ("answer", str(t.get("a"))))]
    turns: list[Paper] = []
    for line in filter(None, map(str.strip, value.split("\n"))):
        spoken = _SPEAKER.match(line)
        if spoken:
            turns.append(_part("question" if spoken[1] == "问" else "answer", line[spoken.end() :]))
        elif turns:
            turns[-1]["text"] += f"\n{line}"
        else:
            turns.append(_part("para", line))
    return turns


def _table(slot: Slot, value: Json) -> Paper:
    columns = [column.model_dump(mode="json") for column in slot.columns]
    rows = [[wording.say(row.get(column.key)) for column in slot.columns] for row in _maps(value)]
    return {**_part("table", slot.label), "columns": columns, "rows": rows}


def _part(style: str, text: str) -> Paper:
    return {"style": style, "text": text.strip()}


def _rows(definition: Definition, data: Data, given: Mapping[str, Json]) -> list[list[Paper]]:
    """Label and value of every content, short ones two to a row, in the order of the definition, then `fields`."""
    spoken = {word for block in definition.body for word in block.speaks_of}
    named = {slot.label for slot in definition.slots} | {slot.key for slot in definition.slots}
    cells: list[Paper] = []
    for party in _maps(data.get("parties")):
        cells += [dict(zip(("label", "value"), line.split("：", 1), strict=True)) for line in party_lines(party, definition.identity)]
    for slot in definition.slots:
        if slot.key in given and slot.key not in spoken and slot.kind not in {"table", "dialogue"}:
            cells.append({"label": slot.label, "value": _worded(slot, given[slot.key])})
    for field in _maps(data.get("fields")):
        if field.get("label") not in named and field.get("key") not in named:
            cells.append({"label": str(field.get("label", "")), "value": wording.say(field.get("value"))})
    if _maps(data.get("officers")) and "officers" not in spoken:
        cells.append({"label": definition.officers_as, "value": _officers(data)})
    return _paired(cells, definition.template)


def _paired(cells: Sequence[Paper], template: str) -> list[list[Paper]]:
    rows: list[list[Paper]] = []
    open_row = False
    for cell in cells:
        beside = cell["label"] if template == "record" else ""
        short = _width(beside + cell["value"]) <= _SHORT.get(template, 0) and "\n" not in cell["value"]
        if short and open_row:
            rows[-1].append(cell)
            open_row = False
        else:
            rows.append([cell])
            open_row = short
    return rows


def _width(text: str) -> float:
    return sum(1 if ord(character) > 0x2E80 else 0.55 for character in text)


def _opinions(definition: Definition, data: Data) -> list[Paper]:
    """Opinions in the order of the definition's roles; one not given yet is a blank to be signed."""
    given = {str(opinion.get("role")): opinion for opinion in _maps(data.get("opinions"))}
    roles = [*definition.opinions, *(role for role in given if role not in definition.opinions)]
    return [
        {"role": role, **{key: wording.say(given.get(role, {}).get(key)) for key in ("text", "name", "date")}} for role in roles
    ]


def _lead_line(ref: str) -> str:
    return f"线索编号：{ref}" if ref else ""


def _maps(value: Json) -> list[Mapping[str, Json]]:
    return [entry for entry in value if isinstance(entry, Mapping)] if isinstance(value, list | tuple) else []
