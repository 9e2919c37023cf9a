"""Image files: their pages as pixels, upright by their own EXIF note. The one home of Pillow for reading."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image, ImageOps, UnidentifiedImageError

from extractor.engines import filetypes
from extractor.errors import CorruptError, TooLargeError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Pixels = NDArray[np.uint8]

POINTS_PER_INCH = 72
A4_WIDTH_INCHES = 8.27
_LEAST_DPI, _MOST_DPI = 60, 1300
_GREY = frozenset({"1", "L"})
"""Pillow's modes of pictures without colour."""
_DEEP = frozenset({"I;16", "I;16B", "I;16L", "I;16N"})
"""Those with sixteen bits a pixel."""

Image.MAX_IMAGE_PIXELS = None  # our own limit speaks first, with advice


def frame_count(path: Path, most_pixels: int) -> int:
    """Return the number of pages of an image file; CorruptError or TooLargeError say what is wrong with it."""
    with _opened(path) as image:
        if most_pixels and image.width * image.height > most_pixels:
            raise TooLargeError(f"{path.name} is {image.width} x {image.height} pixels, more than {most_pixels:,}")
        return int(getattr(image, "n_frames", 1))


def load(path: Path, number: int, most_pixels: int) -> tuple[Pixels, float]:
    """Return frame `number` (1-based) as grey or RGB pixels, and its dots per inch.

    Where a file says no believable resolution, as photographs do, the paper is taken for A4.
    """
    import numpy as np

    with _opened(path) as image:
        try:
            image.seek(number - 1)
            if most_pixels and image.width * image.height > most_pixels:
                raise TooLargeError(
                    f"page {number} is {image.width} x {image.height} pixels, more than {most_pixels:,}"
                )
            x_dpi, y_dpi = _dpi(image)
            ImageOps.exif_transpose(image, in_place=True)
            upright = _opaque(image)
        except (OSError, EOFError, SyntaxError, ValueError) as error:
            raise CorruptError(f"page {number} of {path.name} can't be decoded ({error})") from error
        if x_dpi and y_dpi and abs(x_dpi - y_dpi) > 0.02 * x_dpi:
            # Faxes have dots of another height than width.
            finest = max(x_dpi, y_dpi)
            size = (round(upright.width * finest / x_dpi), round(upright.height * finest / y_dpi))
            upright, x_dpi = upright.resize(size, Image.Resampling.BICUBIC), finest
        dpi = x_dpi or min(upright.size) / A4_WIDTH_INCHES
        return np.asarray(upright), float(dpi)


def _opaque(image: Image.Image) -> Image.Image:
    """Return a picture in eight bits, grey or RGB; what is transparent is white, as paper is."""
    if image.mode in _GREY:
        return image.convert("L")
    if image.mode in _DEEP:  # Pillow cuts off what is above 255 instead of dividing
        return image.convert("I").point(lambda value: value / 256).convert("L")
    if image.has_transparency_data:
        clear = image.convert("RGBA")
        return Image.alpha_composite(Image.new("RGBA", clear.size, "white"), clear).convert("RGB")
    return image.convert("RGB")


def _dpi(image: Image.Image) -> tuple[float, float]:
    """Return the resolution that the file states, (0, 0) where it can't be that of a sheet of paper."""
    stated = image.info.get("dpi") or (0, 0)
    x, y = float(stated[0] or 0), float(stated[1] or 0)
    believable = all(_LEAST_DPI <= value <= _MOST_DPI for value in (x, y))
    if not believable or not 4 <= image.width / x <= 30:
        return 0.0, 0.0
    return x, y


def _opened(path: Path) -> Image.Image:
    try:
        with path.open("rb") as stream:
            is_heic = filetypes.of_head(stream.read(filetypes.HEAD)) == filetypes.HEIC
        if is_heic:
            from pillow_heif import register_heif_opener

            register_heif_opener()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # odd metadata is no matter to a reader
            return Image.open(path)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise CorruptError(f"{path.name} can't be opened as an image ({error})") from error
