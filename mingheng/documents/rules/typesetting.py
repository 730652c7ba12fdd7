"""From a composed paper to PDF/A by typst, with fonts embedded and no character silently lost."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal

import pylopdf_fonts_zh_cn
import typst
import yaml

from mingheng.documents.rules.refusals import GlyphMissing, InstrumentRefused, TypesettingFailed

TEMPLATES = Path(__file__).parents[1] / "typst"
Standard = Literal["a-2a", "a-3a"]
STANDARD: Final = "a-2a"
WITH_ATTACHMENT: Final = "a-3a"  # the first that may carry a file of any kind
_PROBE = b'#set document(title: "-")\n#set text(font: json(bytes(sys.inputs.fonts)).body.families)\n#sys.inputs.text'


@dataclass(frozen=True)
class Press:
    """The fonts at hand and, for each role of layout.yaml, the families in order of preference."""

    fonts: typst.Fonts
    roles: str  # JSON


@cache
def press(folders: tuple[str, ...] = (), *, system: bool = True) -> Press:
    """The fonts of these folders first, then the packaged ones and, with `system`, those installed on the machine.

    Read once per process: a folder filled later is seen after a restart.
    """
    packaged = str(Path(pylopdf_fonts_zh_cn.__file__).parent)
    fonts = typst.Fonts(include_system_fonts=system, include_embedded_fonts=True, font_paths=[*folders, packaged])
    heaviest: dict[str, int] = {}
    for face in fonts.fonts():
        heaviest[face.family] = max(heaviest.get(face.family, 0), face.weight)
    wanted = next(g["values"] for g in layout() if g["key"] == "fonts")
    return Press(fonts, json.dumps({role: _role(choices, heaviest) for role, choices in wanted.items()}))


@cache
def layout() -> tuple[Mapping[str, Any], ...]:
    """The groups of layout.yaml, each with title, source, status and values."""
    return tuple(yaml.safe_load((TEMPLATES / "layout.yaml").read_text(encoding="utf-8")))


def _role(choices: Sequence[Mapping[str, Any]], heaviest: Mapping[str, int]) -> Mapping[str, Any]:
    """Every installed family in order; weight and stroke are those of the first."""
    there = [c for c in choices if heaviest.get(c["family"], 0) >= c.get("weight", 1)]
    families = list(dict.fromkeys(c["family"] for c in choices if c["family"] in heaviest))
    first = there[0]
    families.sort(key=lambda family: family != first["family"])
    return {"families": families, "weight": first.get("weight", 400), "stroke": first.get("stroke")}


def typeset(
    template: str, paper: Mapping[str, Any], *, fonts: Press, at: datetime, root: Path = TEMPLATES, standard: Standard = STANDARD
) -> bytes:
    """The PDF of `paper` by one of the templates; the same paper, fonts and moment give the same bytes.

    `root` is the only folder the typesetter can read. Raises GlyphMissing, TypesettingFailed.
    """
    written = json.dumps(paper, ensure_ascii=False)
    try:
        made = typst.compile(  # a Compiler of one's own keeps what it remembers; this lets go of it
            str(root / f"{template}.typ"),
            root=str(root),
            font_paths=fonts.fonts,
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards=standard,
            timestamp=int(at.timestamp()),
            sys_inputs={"paper": written, "fonts": fonts.roles},
        )
    except typst.TypstError as error:
        raise _refusal(error, _texts(paper), fonts) from error
    return made


def _refusal(error: typst.TypstError, texts: list[str], fonts: Press) -> InstrumentRefused:
    """What people are told; the typesetter's own words are in the cause."""
    lacking = missing_characters(texts, fonts=fonts) or _quoted(error.message) if _is_about_glyphs(error) else []
    return GlyphMissing(lacking) if lacking else TypesettingFailed("排版失败。请联系系统管理员，原因在运行日志里")


def _is_about_glyphs(error: typst.TypstError) -> bool:
    """Whether a character is at fault: one in no font, or one that PDF/A does not let through."""
    return "could not be displayed" in error.message or "PDF/A" in error.message


def missing_characters(texts: Iterable[str], *, fonts: Press) -> list[str]:
    """Characters of these texts that none of the fonts can show, in order of first use."""
    characters = dict.fromkeys(c for text in texts for c in text if not c.isascii())
    return _lacking(list(characters), fonts)


def _lacking(characters: list[str], fonts: Press) -> list[str]:
    """Those that do not show, found by halving; one pass when all do."""
    if not characters or _shows("".join(characters), fonts):
        return []
    if len(characters) == 1:
        return characters
    half = len(characters) // 2
    return _lacking(characters[:half], fonts) + _lacking(characters[half:], fonts)


def _shows(text: str, fonts: Press) -> bool:
    inputs = {"text": text, "fonts": fonts.roles}
    try:
        typst.compile(
            _PROBE, font_paths=fonts.fonts, ignore_system_fonts=True, format="pdf", pdf_standards=STANDARD, sys_inputs=inputs
        )
    except typst.TypstError as error:
        if not _is_about_glyphs(error):
            raise TypesettingFailed("检查字体失败。请联系系统管理员，原因在运行日志里") from error
        return False
    return True


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, Mapping):
        return [text for entry in value.values() for text in _texts(entry)]
    return [text for entry in value for text in _texts(entry)] if isinstance(value, list | tuple) else []


def _quoted(message: str) -> list[str]:
    found = re.search(r'the text `"(.*)"`', message)
    return list(found[1]) if found else [chr(int(code, 16)) for code in re.findall(r"U\+([0-9A-Fa-f]{4,6})", message)]
