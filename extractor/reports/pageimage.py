"""The picture of a page, upright and small, for pages that show where a value stands."""

from __future__ import annotations

import base64
import io
from dataclasses import dataclass
from pathlib import Path

from extractor.errors import ExtractorError

DPI = 96
QUALITY = 55
MOST_PIXELS = 120_000_000


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page as a data URI with its size in pixels; one point is `scale` pixels."""

    uri: str
    width: int
    height: int
    scale: float


def page_image(path: Path, number: int, width_points: float, rotation: int = 0) -> PageImage | None:
    """Return page `number` of an original, or None where it can't be drawn (a mail, a table, a file that is gone).

    `width_points` is the width of the upright page, `rotation` the degrees clockwise by which the reader turned it.
    """
    if not path.is_file() or width_points <= 0:
        return None
    from PIL import Image

    from extractor.engines import original

    try:
        picture_of = Image.fromarray(original.drawn(path, number, DPI, MOST_PIXELS)[0])
    except (ExtractorError, OSError, ValueError):
        return None
    if rotation:
        picture_of = picture_of.rotate(-rotation, expand=True)
    width = max(1, round(width_points * DPI / 72))
    height = max(1, round(picture_of.height * width / picture_of.width))
    small = picture_of.convert("L").resize((width, height), Image.Resampling.LANCZOS)
    stream = io.BytesIO()
    small.save(stream, "JPEG", quality=QUALITY, optimize=True)
    uri = "data:image/jpeg;base64," + base64.b64encode(stream.getvalue()).decode()
    return PageImage(uri, width, height, width / width_points)
