"""Reading the codes on a printed page, as a phone does: the page as a picture, the codes found in it."""

import pypdfium2
import zxingcpp

PRINTER = 300  # dots an inch: what an office printer puts on paper
_POINTS = 72  # an inch


def codes_on(content: bytes, page: int = 0, *, dpi: int = PRINTER) -> list[str]:
    """What the QR codes on a page of a PDF say."""
    return [found.text for found in _found(content, page, dpi)]


def code_places(content: bytes, page: int = 0) -> list[tuple[float, float, float, float]]:
    """Left, top, right and bottom of the symbol of each code on a page, in millimetres from its upper left corner."""
    return [
        (min(xs) * 25.4 / PRINTER, min(ys) * 25.4 / PRINTER, max(xs) * 25.4 / PRINTER, max(ys) * 25.4 / PRINTER)
        for found in _found(content, page, PRINTER)
        for corners in [[getattr(found.position, f"{y}_{x}") for y in ("top", "bottom") for x in ("left", "right")]]
        for xs, ys in [([corner.x for corner in corners], [corner.y for corner in corners])]
    ]


def _found(content: bytes, page: int, dpi: int) -> list[zxingcpp.Barcode]:
    with pypdfium2.PdfDocument(content) as pdf:
        picture = pdf[page].render(scale=dpi / _POINTS, grayscale=True).to_pil()
    return list(zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)))
