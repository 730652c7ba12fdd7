"""The rows of a form or record: label and value, short ones side by side; and the opinions that sign an approval."""

from collections.abc import Mapping, Sequence

from mingheng.documents.rules import wording
from mingheng.documents.rules.contents import Data, maps
from mingheng.documents.rules.definitions import Definition
from mingheng.documents.rules.parts import Paper, party_lines

# Typographic: two contents up to this many characters wide share a row. A Latin letter is about half as wide.
_SHORT = {"form": 10, "record": 17, "slip": 14}
_FIRST_WIDE, _NARROW = 0x2E80, 0.55


def rows(definition: Definition, data: Data, words: Mapping[str, str]) -> list[list[Paper]]:
    """The definition's contents that its body does not speak of, in its order; then `fields` it does not know."""
    named = {slot.label for slot in definition.slots} | {slot.key for slot in definition.slots}
    cells: list[Paper] = []
    for party in maps(data.get("parties")):
        lines = [line.split("：", 1) for line in party_lines(party, definition.identity)]
        cells += [{"label": label, "value": value} for label, value in lines]
    for slot in definition.slots:
        if slot.key in words and slot.key not in definition.spoken and slot.kind not in {"table", "dialogue"}:
            cells.append({"label": slot.label, "value": words[slot.key]})
    for field in maps(data.get("fields")):
        if field.get("label") not in named and field.get("key") not in named:
            cells.append({"label": str(field.get("label", "")), "value": wording.say(field.get("value"))})
    if maps(data.get("officers")) and "officers" not in definition.spoken:
        cells.append({"label": definition.officers_as, "value": words["officers"]})
    return _paired(cells, definition.template)


def _paired(cells: Sequence[Paper], template: str) -> list[list[Paper]]:
    rows: list[list[Paper]] = []
    open_row = False
    for cell in cells:
        beside = cell["label"] if template == "record" else ""
        short = "\n" not in cell["value"] and _fits(beside + cell["value"], _SHORT.get(template, 0))
        if short and open_row:
            rows[-1].append(cell)
            open_row = False
        else:
            rows.append([cell])
            open_row = short
    return rows


def _fits(text: str, room: int) -> bool:
    return len(text) * _NARROW <= room and _width(text) <= room


def _width(text: str) -> float:
    return sum(1 if ord(character) >= _FIRST_WIDE else _NARROW for character in text)


def opinions(definition: Definition, data: Data) -> list[Paper]:
    """Opinions in the order of the definition's roles; one not given yet is a blank to be signed."""
    given = {str(opinion.get("role")): opinion for opinion in maps(data.get("opinions"))}
    roles = [*definition.opinions, *(role for role in given if role not in definition.opinions)]
    return [
        {"role": role, **{key: wording.say(given.get(role, {}).get(key)) for key in ("text", "name", "date")}} for role in roles
    ]
