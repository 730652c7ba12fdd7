"""Files as people hand them in: scans good and bad, pictures, PDFs with something in them."""

import zlib
from io import BytesIO

import pikepdf
from PIL import Image, ImageDraw

A4 = (595, 842)


def scanned(pages: int = 1, *, size: tuple[int, int] = A4, words: str = "") -> bytes:
    """A PDF of blank or marked pages."""
    with pikepdf.new() as pdf:
        for _ in range(pages):
            page = pdf.add_blank_page(page_size=size)
            page.contents_add(f"0.9 g 40 40 60 60 re f % {words}".encode())
        return saved(pdf)


def with_script(pages: int = 1) -> bytes:
    """A PDF that would run something when opened."""
    with pikepdf.open(BytesIO(scanned(pages))) as pdf:
        pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        return saved(pdf)


def with_attachment() -> bytes:
    """A PDF that carries another file."""
    with pikepdf.open(BytesIO(scanned())) as pdf:
        pdf.attachments["x.exe"] = b"MZ"
        return saved(pdf)


def with_page_action() -> bytes:
    """A PDF a page of which acts when shown."""
    with pikepdf.open(BytesIO(scanned())) as pdf:
        pdf.pages[0].obj.AA = pikepdf.Dictionary(O=pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="x"))
        return saved(pdf)


def locked(password: str) -> bytes:
    """A PDF under a password; an empty one restricts without asking."""
    with pikepdf.open(BytesIO(scanned())) as pdf:
        out = BytesIO()
        pdf.save(out, encryption=pikepdf.Encryption(owner="owner", user=password))
        return out.getvalue()


def saved(pdf: pikepdf.Pdf) -> bytes:
    """The file."""
    out = BytesIO()
    pdf.save(out)
    return out.getvalue()


def picture(form: str = "JPEG", size: tuple[int, int] = (120, 80), *, turned: bool = False) -> bytes:
    """A picture whose left half is red; `turned` says by EXIF that it lies on its side."""
    image = Image.new("RGB", size, (250, 250, 250))
    ImageDraw.Draw(image).rectangle((0, 0, size[0] // 2, size[1]), fill=(200, 30, 30))
    out = BytesIO()
    exif = Image.Exif()
    if turned:
        exif[0x0112] = 6
    image.save(out, form, exif=exif)
    return out.getvalue()


def huge_png() -> bytes:
    """A few bytes that claim to be a picture of 900 million points."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return len(body).to_bytes(4, "big") + kind + body + zlib.crc32(kind + body).to_bytes(4, "big")

    head = (30_000).to_bytes(4, "big") * 2 + b"\x08\x00\x00\x00\x00"
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")
