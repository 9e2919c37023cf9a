"""Pages as pictures: drawn once for each width, kept on disk, upright as they were read."""

from __future__ import annotations

import os
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.datatypes.page import Page, Source
from extractor.errors import CorruptError

if TYPE_CHECKING:
    from PIL import Image

WIDTHS = (200, 900, 1400, 2200)
"""Pixels; a request gets the next larger one."""
POINTS_PER_INCH = 72
MOST_PIXELS = 200_000_000
QUALITY = 82
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

    from extractor.engines import original

    if page.width <= 0 or page.height <= 0:
        raise CorruptError(f"page {page.number} could not be read")
    dpi = width / page.width * POINTS_PER_INCH
    image = Image.fromarray(original.drawn(source.path, page.number, dpi, MOST_PIXELS)[0])
    if page.rotation:
        image = image.rotate(-page.rotation, expand=True)
    height = max(1, round(width * page.height / page.width))
    return image.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=2.0)
