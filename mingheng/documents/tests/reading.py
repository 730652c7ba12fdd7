"""Reading back what a PDF says and is made of, as a reader's search and copy would."""

import re
from io import BytesIO
from typing import Any

import pikepdf

_PAIR = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")
_RANGE = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")
Glyphs = dict[int, str]


def text_of(content: bytes) -> str:
    """All text of all pages without white space, laid-over pages included."""
    with pikepdf.open(BytesIO(content)) as pdf:
        return "".join(_page_text(page) for page in pdf.pages)


def page_texts(content: bytes) -> list[str]:
    """The text of each page without white space."""
    with pikepdf.open(BytesIO(content)) as pdf:
        return [_page_text(page) for page in pdf.pages]


def fonts_of(content: bytes) -> dict[str, bool]:
    """Every font of a PDF by its name, and whether its outlines are embedded."""
    found: dict[str, bool] = {}
    with pikepdf.open(BytesIO(content)) as pdf:
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == pikepdf.Name.FontDescriptor:
                found[str(thing.FontName)] = any(key in thing for key in ("/FontFile", "/FontFile2", "/FontFile3"))
    return found


def _page_text(page: pikepdf.Page) -> str:
    return re.sub(r"\s|\u200b", "", _said(page, page.obj.get("/Resources", pikepdf.Dictionary())))


def _said(stream: Any, resources: Any) -> str:
    said = ""
    glyphs: Glyphs = {}
    for instruction in pikepdf.parse_content_stream(stream):
        operands, name = instruction.operands, str(instruction.operator)
        if name == "Tf":
            glyphs = _glyphs(resources.Font[operands[0]])
        elif name == "Tj":
            said += _shown(operands[0], glyphs)
        elif name == "TJ":
            said += "".join(_shown(piece, glyphs) for piece in operands[0] if isinstance(piece, pikepdf.String))
        elif name == "Do":
            inner = resources.XObject[operands[0]]
            if inner.get("/Subtype") == pikepdf.Name.Form:
                said += _said(inner, inner.get("/Resources", resources))
    return said


def _shown(piece: Any, glyphs: Glyphs) -> str:
    codes = bytes(piece)
    return "".join(glyphs.get(int.from_bytes(codes[i : i + 2]), "\ufffd") for i in range(0, len(codes), 2))


def _glyphs(font: Any) -> Glyphs:
    table = font.ToUnicode.read_bytes()
    glyphs: Glyphs = {}
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for code, text in _PAIR.findall(block):
            glyphs[int(code, 16)] = bytes.fromhex(text.decode()).decode("utf-16-be")
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for first, last, text in _RANGE.findall(block):
            start = bytes.fromhex(text.decode()).decode("utf-16-be")
            for n in range(int(first, 16), int(last, 16) + 1):
                glyphs[n] = start[:-1] + chr(ord(start[-1]) + n - int(first, 16))
    return glyphs
