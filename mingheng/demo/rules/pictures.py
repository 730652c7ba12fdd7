"""Files that stand for evidence: small photographs and scans, drawn here, and marked as not real."""

import io
from datetime import datetime
from functools import cache
from pathlib import Path
from random import Random

import pylopdf_fonts_zh_cn
from PIL import Image, ImageDraw, ImageFont

from mingheng.documents.rules.picturing import pages_of

PHOTO = (640, 480)
SHEET = (620, 877)  # A4 at 75 dots an inch
SCANNED = (827, 1169)  # A4 at 100 dots an inch
SKIES = ("#c9d6de", "#dfe3e0", "#b9c7d1", "#e6dfd1", "#aebfc4")
GROUNDS = ("#8c8f88", "#7d7a72", "#9a968c", "#6f767a", "#857d70")
THINGS = ("#a8572f", "#4d6b57", "#6a5a8c", "#b8923a", "#55707f", "#8a3f3f")
SEAL, PEN = "#b3261e", "#1d3c78"
INK, PAPER, MARK = "#2b2b28", "#fbfaf5", "#f4efe0"
MARGIN = 56


def photograph(title: str, place: str, moment: datetime, seed: int) -> bytes:
    """A JPEG of some street scene with the recorder's mark in its corner."""
    draw_with = Random(seed)  # noqa: S311  # invented pictures keep no secret
    image = Image.new("RGB", PHOTO, draw_with.choice(SKIES))
    draw = ImageDraw.Draw(image)
    width, height = PHOTO
    horizon = draw_with.randint(190, 260)
    for left in range(0, width, 90):
        top = horizon - draw_with.randint(30, 150)
        draw.rectangle((left, top, left + draw_with.randint(50, 100), horizon), fill=_shade(draw_with))
    draw.rectangle((0, horizon, width, height), fill=draw_with.choice(GROUNDS))
    draw.polygon(((0, height), (width // 3, horizon), (width * 2 // 3, horizon), (width, height)), fill="#6a6a66")
    for _ in range(draw_with.randint(3, 7)):
        left, top = draw_with.randint(40, width - 160), draw_with.randint(horizon - 20, height - 120)
        size = draw_with.randint(40, 120)
        draw.rectangle((left, top, left + size, top + size * 3 // 4), fill=draw_with.choice(THINGS), outline=INK)
    _mark(draw, (title, f"{moment:%Y-%m-%d %H:%M}  {place}", "演示图片，并非真实现场"))
    return _bytes(image, "JPEG", quality=70)


def scan(title: str, lines: tuple[str, ...]) -> bytes:
    """A PDF of one sheet, as a copier makes it."""
    image = Image.new("L", SHEET, PAPER)
    draw = ImageDraw.Draw(image)
    width, height = SHEET
    draw.text((width / 2, 96), title, font=_font(26), fill=INK, anchor="mm")
    draw.line((MARGIN, 130, width - MARGIN, 130), fill=INK)
    for number, line in enumerate(lines):
        draw.text((MARGIN, 160 + number * 34), line, font=_font(17), fill=INK)
    draw.text((width / 2, height - 60), "演示材料，内容纯属虚构", font=_font(15), fill="#777777", anchor="mm")
    return _bytes(image, "PDF", resolution=75)


def signed_paper(content: bytes, names: tuple[str, ...]) -> bytes:
    """A PDF of the pages as a copier makes it after they were signed and sealed; what stands for both is drawn here."""
    pages = [Image.open(io.BytesIO(page)).resize(SCANNED).convert("RGB") for page in pages_of(content)]
    draw = ImageDraw.Draw(pages[-1])
    width, height = SCANNED
    centre, reach = (width * 3 // 4, height * 3 // 4), 62
    draw.ellipse((centre[0] - reach, centre[1] - reach, centre[0] + reach, centre[1] + reach), outline=SEAL, width=4)
    draw.text(centre, "演示印章", font=_font(24), fill=SEAL, anchor="mm")
    draw.text((MARGIN, height - MARGIN), f"签名：{'　'.join(names)}", font=_font(20), fill=PEN)
    draw.text((width - MARGIN, height - MARGIN), "演示扫描件，签名盖章为示意", font=_font(14), fill="#777777", anchor="ra")
    content_of_all = io.BytesIO()
    pages[0].save(content_of_all, "PDF", resolution=100, save_all=True, append_images=pages[1:])
    return content_of_all.getvalue()


def _mark(draw: ImageDraw.ImageDraw, lines: tuple[str, ...]) -> None:
    for number, line in enumerate(reversed(lines), 1):
        draw.text((14, PHOTO[1] - 26 * number), line, font=_font(17), fill=MARK, stroke_width=2, stroke_fill=INK)


def _shade(draw_with: Random) -> tuple[int, int, int]:
    grey = draw_with.randint(120, 190)
    return (grey, grey - draw_with.randint(0, 12), grey - draw_with.randint(0, 30))


def _bytes(image: Image.Image, form: str, **how: int) -> bytes:
    content = io.BytesIO()
    image.save(content, form, **how)
    return content.getvalue()


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    folder = Path(pylopdf_fonts_zh_cn.__file__).parent
    return ImageFont.truetype(next(iter(sorted(folder.rglob("*.[ot]tf")))), size)
