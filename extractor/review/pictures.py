"""Pages as pictures: drawn once for each width, kept on disk, upright as they were read."""

from __future__ import annotations

import os
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.datatypes.page import Page, Source
from extractor.errors import CorruptError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PIL import Image

    Pixels = NDArray[np.uint8]

WIDTHS = (200, 900, 1400, 2200)
"""Pixels; a request gets the next larger one."""
POINTS_PER_INCH = 72
MOST_PIXELS = 200_000_000
QUALITY = 82
PDF = "application/pdf"
_one_at_a_time = threading.Lock()
"""pdfium is not made for two threads."""


def picture(source: Source, page: Page, width: int, folder: Path) -> Path:
    """Return the file of a page's picture, at least `width` pixels wide where WIDTHS has such a one."""
    chosen = next((known for known in WIDTHS if known >= width), WIDTHS[-1])
    target = folder / source.sha256[:2] / f"{source.sha256}-{page.number}-{page.rotation}-{chosen}.jpg"
    if target.is_file():
        return target
    with _one_at_a_time:
        image = _drawn(source, page, chosen)
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_suffix(f".{os.getpid()}.part")
        image.save(part, "JPEG", quality=QUALITY)
        part.replace(target)
    return target


def _drawn(source: Source, page: Page, width: int) -> Image.Image:
    from PIL import Image

    if page.width <= 0 or page.height <= 0:
        raise CorruptError(f"page {page.number} could not be read")
    image = Image.fromarray(_pixels(source, page, width))
    if page.rotation:
        image = image.rotate(-page.rotation, expand=True)
    height = max(1, round(width * page.height / page.width))
    return image.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=2.0)


def _pixels(source: Source, page: Page, width: int) -> Pixels:
    from extractor.engines import pdf, picture

    if source.media_type == PDF:
        return pdf.render(source.path, page.number, width / page.width * POINTS_PER_INCH)
    if source.media_type == "image/heic":
        from pillow_heif import register_heif_opener

        register_heif_opener()  # the archive keeps no suffix by which the reader would know
    pixels, _ = picture.load(source.path, page.number, MOST_PIXELS)
    return pixels
