"""What an instrument is given: cleaned, matched with the contents its definition names, complete, and put in words."""

import unicodedata
from collections.abc import Mapping
from typing import Any

from mingheng.documents.rules import wording
from mingheng.documents.rules.definitions import NEEDS, Definition, Slot
from mingheng.documents.rules.refusals import BadValue, MissingFields
from mingheng.documents.rules.wording import Json

Data = Mapping[str, Json]
_INVISIBLE = dict.fromkeys([0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, *range(0x200E, 0x2010)])


def cleaned(value: Any) -> Any:
    """The same JSON with texts in composed form and without characters nobody sees; BadValue for control characters."""
    if isinstance(value, str):
        return value if value.isprintable() and unicodedata.is_normalized("NFC", value) else _cleaned_text(value)
    if value is None or isinstance(value, int):
        return value
    if isinstance(value, Mapping):
        return {key: cleaned(entry) for key, entry in value.items()}
    if isinstance(value, list | tuple):
        return [cleaned(entry) for entry in value]
    return value


def _cleaned_text(value: str) -> str:
    text = unicodedata.normalize("NFC", value.translate(_INVISIBLE)).replace("\r\n", "\n").replace("\t", "　")
    for character in text:
        if character != "\n" and unicodedata.category(character) in {"Cc", "Cs", "Cf"}:
            raise BadValue(f"“{text[:20]}”中有不能印刷的字符 U+{ord(character):04X}，请删去后重新填写")
    return text


def is_empty(value: Json) -> bool:
    """Whether a value says nothing; `False` and nought do."""
    return not value.strip() if isinstance(value, str) else value is None or value in ([], {}, ())


def contents_of(definition: Definition, data: Data) -> dict[str, Json]:
    """The values of the definition's contents: by key, or from `fields` by key or label."""
    fields = maps(data.get("fields"))
    given: dict[str, Json] = {}
    for slot in definition.slots:
        value = data.get(slot.key)
        if is_empty(value):
            value = next((f.get("value") for f in fields if slot.key == f.get("key") or slot.label == f.get("label")), None)
        if not is_empty(value) and not (slot.kind == "money" and not wording.decimal(slot.label, value)):
            given[slot.key] = wording.flag(slot.label, value) if slot.kind == "flag" else value
    return given


def refuse_gaps(definition: Definition, data: Data, given: Mapping[str, Json]) -> None:
    """Raises MissingFields naming everything mandatory that is absent."""
    absent = [label for key, label in (("authority", "机关名称"), ("date", "日期")) if is_empty(data.get(key))]
    absent += [NEEDS[need] for need in definition.needs if is_empty(data.get(need))]
    for slot in definition.slots:
        wanted = holds(slot.when, given) if slot.when else slot.key in definition.mandatory_keys
        if wanted and slot.key not in given:
            absent.append(slot.label)
    labels = {slot.key: slot.label for slot in definition.slots}
    for group in definition.one_of:
        if not any(key in given for key in group):
            absent.append("或者".join(labels[key] for key in group))
    if absent:
        raise MissingFields(title_of(definition, given), absent)


def title_of(definition: Definition, given: Mapping[str, Json]) -> str:
    """The name its content gives it; else the title, or that of the variant whose content holds."""
    if definition.named_by in given:
        return wording.say(given[definition.named_by])
    return next((variant.title for variant in definition.variants if holds(variant.when, given)), definition.title)


def holds(key: str, given: Mapping[str, Json]) -> bool:
    """Whether a content is given and not a no."""
    value = given.get(key)
    return value is not False and not is_empty(value)


def words_of(definition: Definition, data: Data, given: Mapping[str, Json]) -> dict[str, str]:
    """Every content in words, ready to stand in a sentence."""
    parties = maps(data.get("parties"))
    words = {slot.key: worded(slot, given[slot.key]) for slot in definition.slots if slot.key in given}
    for key in ("authority", "number", "case_number", "ref", "date"):
        words[key] = wording.say(data.get(key))
    words["title"] = title_of(definition, given)
    words["party"] = "、".join(str(party.get("name", "")) for party in parties)
    words["officers"] = officers_in_words(data)
    return words


def worded(slot: Slot, value: Json) -> str:
    """One content in words; tables and dialogues have none."""
    if slot.kind in {"table", "dialogue"}:
        return ""
    if slot.kind == "clause":
        return wording.clause(value)
    write = {"money": wording.money, "term": wording.term, "rate": wording.rate, "cap": wording.cap}.get(slot.kind)
    return write(slot.label, value) if write else wording.say(value)


def officers_in_words(data: Data) -> str:
    """`陈砚秋（执法证号 0912…）、顾明川（…）`."""
    named = []
    for officer in maps(data.get("officers")):
        certificate = officer.get("certificate")
        named.append(f"{officer.get('name')}（执法证号 {certificate}）" if certificate else str(officer.get("name")))
    return "、".join(named)


def maps(value: Json) -> list[Mapping[str, Json]]:
    """The mappings in a list; nothing for anything else."""
    return [entry for entry in value if isinstance(entry, Mapping)] if isinstance(value, list | tuple) else []
