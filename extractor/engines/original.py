"""The picture of a page of an original, told apart by its bytes: the archive keeps no names."""

from __future__ import annotations

import math
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.engines import filetypes, ofd, pdf, picture
from extractor.errors import TooLargeError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PIL.Image import Image
    from PIL.ImageFont import FreeTypeFont, ImageFont

    from extractor.datatypes.page import Page, Word

    Pixels = NDArray[np.uint8]

POINTS_PER_INCH = 72
_LONGEST_SIDE = 30_000
_TYPE_SIZE = 40
"""Pixels at which words are written before they are brought to their size."""
_CHINESE_FONTS = (
    "NotoSansCJK-Regular.ttc", "NotoSerifCJK-Regular.ttc", "wqy-microhei.ttc", "wqy-zenhei.ttc", "uming.ttc", "msyh.ttc",
    "simsun.ttc", "PingFang.ttc", "STHeiti Light.ttc",
)  # fmt: skip
"""As Linux, Windows and macOS name them; the first that is there."""


def drawn(path: Path, number: int, dpi: float, most_pixels: int) -> tuple[Pixels, float]:
    """Return page `number` (1-based) as grey or RGB pixels, not turned by what a reader found, and its dots per inch.

    A PDF is rendered at `dpi`, an image comes as it is, of OFD a sketch is made: its words and rules where they stand.
    What would be larger than `most_pixels` (0: any size) is drawn coarser, or refused where it is an image.
    """
    kind = filetypes.of(path)
    if kind == filetypes.PDF:
        chosen = _bounded(*pdf.page_size(path, number), dpi, most_pixels)
        return pdf.render(path, number, chosen), chosen
    if kind == filetypes.OFD:
        page = ofd.read(path, number)
        chosen = _bounded(page.width, page.height, dpi, most_pixels)
        return _sketch(page, chosen / POINTS_PER_INCH), chosen
    return picture.load(path, number, most_pixels)


def _bounded(width: float, height: float, dpi: float, most_pixels: int) -> float:
    """Return the resolution at which a page of so many points stays within the limits."""
    if width <= 0 or height <= 0:
        raise TooLargeError("the page has no size")
    inches = width * height / POINTS_PER_INCH**2
    most = math.sqrt(most_pixels / inches) if most_pixels else dpi
    return min(dpi, most, _LONGEST_SIDE * POINTS_PER_INCH / max(width, height))


def _sketch(page: Page, scale: float) -> Pixels:
    import numpy as np
    from PIL import Image, ImageDraw

    image = Image.new("L", (max(1, round(page.width * scale)), max(1, round(page.height * scale))), 255)
    canvas = ImageDraw.Draw(image)
    for rule in page.rules:
        x0, top, x1, bottom = (round(edge * scale) for edge in rule.box.as_tuple())
        canvas.rectangle((x0, top, max(x0, x1), max(top, bottom)), fill=0)
    for word in page.words:
        _write(image, word, scale)
    return np.asarray(image)


def _write(image: Image, word: Word, scale: float) -> None:
    """Write a word so that it fills its box; what reaches beyond the page is cut off."""
    from PIL import Image, ImageDraw

    size = (round(word.box.width * scale), round(word.box.height * scale))
    if not (0 < size[0] <= image.width and 0 < size[1] <= image.height):
        return
    font = _font()
    written = Image.new("L", (max(1, round(font.getlength(word.text))), round(1.25 * _TYPE_SIZE)), 255)
    ImageDraw.Draw(written).text((0, _TYPE_SIZE), word.text, fill=0, font=font, anchor="ls")
    image.paste(written.resize(size, Image.Resampling.BOX), (round(word.box.x0 * scale), round(word.box.top * scale)))


@cache
def _font() -> FreeTypeFont | ImageFont:
    from PIL import ImageFont

    for name in _CHINESE_FONTS:
        try:
            return ImageFont.truetype(name, _TYPE_SIZE)
        except OSError:
            continue
    return ImageFont.load_default(_TYPE_SIZE)  # without Chinese characters
