"""Pictures: only their header is read, so that one made to exhaust the machine is refused before it is unpacked."""

import warnings
from typing import BinaryIO

from PIL import Image, UnidentifiedImageError

from mingheng.evidence.rules.statements import FileRefused

READERS = ("JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF")

CEILING = 250_000_000
"""Whatever an installation allows, more pixels than this are never unpacked."""

Image.MAX_IMAGE_PIXELS = CEILING
# Pillow warns at half of what it refuses; here a warning is a refusal, in every thread of the process.
warnings.simplefilter("error", Image.DecompressionBombWarning)


def examine_image(stream: BinaryIO, name: str, most_pixels: int) -> None:
    """Raises FileRefused for a picture that cannot be read or has more than `most_pixels`."""
    stream.seek(0)
    try:
        with Image.open(stream, formats=READERS) as image:
            pixels = image.width * image.height
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_many(name, most_pixels) from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise FileRefused(f"照片“{name}”打不开，文件不完整或已损坏。请从设备重新导出原始文件") from error
    if pixels > most_pixels:
        raise _too_many(name, most_pixels)


def _too_many(name: str, most_pixels: int) -> FileRefused:
    return FileRefused(f"照片“{name}”的像素超过 {most_pixels // 10_000} 万的上限。请按设备的原始分辨率导出，或分幅上传")
