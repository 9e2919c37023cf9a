"""Tesseract through pytesseract: a second pair of eyes, and the page's orientation. The one home of that program.

Measured (FACTS): the Han script model beats `eng+chi_sim` on bilingual pages, page mode 4 beats 3; without
OMP_THREAD_LIMIT=1 a page of 2 CPU seconds takes 10.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from extractor.engines.ppocr import Reading
from extractor.errors import InternalError, ReadTimeoutError

if TYPE_CHECKING:
    from extractor.engines.straight import Pixels, Straight

NAME = "tesseract"
SCRIPT_MODELS = ("script/HanS", "HanS")
"""The Han script model, by the names that distributions give it."""
FALLBACK = ("chi_sim", "eng")
PAGE_MODE = 4
_LINE, _PITCH = 48, 84
"""Pixels of a line's height, and from line to line, where crops are read in one call."""
_SECONDS = 60


@cache
def languages() -> frozenset[str]:
    """Return the language data that is installed; empty where Tesseract is not."""
    program = shutil.which("tesseract")
    if program is None:
        return frozenset()
    # pytesseract's own listing drops names with capitals, and with them the script models.
    listing = subprocess.run([program, "--list-langs"], capture_output=True, text=True, check=False, timeout=_SECONDS)
    return frozenset(line.strip() for line in listing.stdout.splitlines()[1:] if line.strip())


def available() -> bool:
    """Say whether Tesseract can read Chinese and English here."""
    return bool(language())


@cache
def language() -> str:
    """Return the language argument that reads these papers best with what is installed; empty where nothing does."""
    for name in SCRIPT_MODELS:
        if name in languages():
            return name
    return "+".join(FALLBACK) if set(FALLBACK) <= languages() else ""


def version() -> str:
    """Return program version and language data in use."""
    if not available():
        return "none"
    import pytesseract

    return f"tesseract-{pytesseract.get_tesseract_version()}-{language()}"


def read(page: Straight) -> list[Reading]:
    """Return the words of an upright page."""
    return words(page.whole, PAGE_MODE)


def words(pixels: Pixels, page_mode: int) -> list[Reading]:
    """Return the words of a picture, laid out as the page mode says."""
    import pytesseract
    from PIL import Image

    os.environ["OMP_THREAD_LIMIT"] = "1"
    try:
        data = pytesseract.image_to_data(
            Image.fromarray(pixels),
            lang=language(),
            config=f"--psm {page_mode}",
            output_type=pytesseract.Output.DICT,
            timeout=_SECONDS,
        )
    except pytesseract.TesseractError as error:
        raise InternalError(f"Tesseract failed ({error})") from error
    except RuntimeError as error:  # all that pytesseract says of a timeout
        raise ReadTimeoutError(f"Tesseract took longer than {_SECONDS} seconds") from error
    found = []
    rows = zip(data["text"], data["conf"], data["left"], data["top"], data["width"], data["height"], strict=True)
    for text, confidence, left, top, width, height in rows:
        if text.strip() and float(confidence) >= 0:
            found.append(Reading(text.strip(), (left, top, left + width, top + height), float(confidence) / 100))
    return found


def orientation(page: Straight) -> int | None:
    """Return the degrees clockwise by which the page must be turned to stand upright; None where it can't be told.

    At full size this was right on 72 of 72 pages, at half size on 66 (FACTS).
    """
    if "osd" not in languages():
        return None
    import pytesseract
    from PIL import Image

    os.environ["OMP_THREAD_LIMIT"] = "1"
    try:
        found = pytesseract.image_to_osd(
            Image.fromarray(page.whole), output_type=pytesseract.Output.DICT, timeout=_SECONDS
        )
    except RuntimeError:  # too few characters: a blank page, a photo; or no answer in time
        return None
    return int(found["rotate"]) if float(found["orientation_conf"]) >= 1.0 else None


def read_lines(crops: Sequence[Pixels]) -> list[str]:
    """Return the text of each crop, spaces left out; all are put under one another and read in one call."""
    import cv2
    import numpy as np

    scaled = [
        cv2.resize(c, None, fx=_LINE / c.shape[0], fy=_LINE / c.shape[0], interpolation=cv2.INTER_AREA) for c in crops
    ]
    height, width = _PITCH * len(scaled) + _PITCH, max(c.shape[1] for c in scaled) + _PITCH
    sheet = np.full((height, width, *crops[0].shape[2:]), 255, np.uint8)
    for row, crop in enumerate(scaled):
        top = _PITCH // 2 + row * _PITCH
        sheet[top : top + crop.shape[0], _PITCH // 2 : _PITCH // 2 + crop.shape[1]] = crop
    texts: list[list[Reading]] = [[] for _ in crops]
    for reading in words(sheet, page_mode=6):
        row = int(((reading.box[1] + reading.box[3]) / 2 - _PITCH // 2) // _PITCH)
        if 0 <= row < len(texts):
            texts[row].append(reading)
    return ["".join(r.text for r in sorted(found, key=lambda r: r.box[0])) for found in texts]
