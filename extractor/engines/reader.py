"""The seam for reading ink: one value that holds the engines, the plan and the cache of what was read.

The plan `accurate` reads a page with PP-OCR, then looks again at the words that carry figures and were unsure
(`engines.secondlook`). `fast` leaves the second look out and shows PP-OCR the lines narrower.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.datatypes.geometry import Box
from extractor.datatypes.page import Page, PageState, Rule, Sheet, Word
from extractor.engines import calibration
from extractor.settings import OcrSettings, Settings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from extractor.engines.ppocr import Reading
    from extractor.engines.straight import Straight

    Pixels = NDArray[np.uint8]

POINTS_PER_INCH = 72
CACHE_FORMAT = "9"
UPRIGHT_CONFIDENCE = 0.80
"""A page whose words are less sure than this on average may stand on its head."""

_FEW_WORDS = 40
"""A page of fewer may be a separator sheet, whose code may stand on end."""


@dataclass(frozen=True)
class Reader:
    """Reads ink; built once from the settings by `build`."""

    ocr: OcrSettings
    engine: str
    """`ppocr`, `tesseract` or `null`."""
    second: bool
    """Whether Tesseract is there for a second opinion."""
    cache_dir: Path | None

    def version(self) -> str:
        """Name engines, plan and settings: what a cached reading depends on."""
        from extractor.engines import ppocr, tesseract

        parts = [CACHE_FORMAT, self.ocr.plan, str(self.ocr.dpi), self.engine, calibration.digest()]
        if self.engine == "ppocr":
            parts.append(ppocr.version())
        if self.engine == "tesseract" or self.second:
            parts.append(tesseract.version())
        return " ".join(parts)

    def cached(self, sheet: Sheet) -> Page | None:
        """Return what was read of this page before with the same engines and settings."""
        path = self._cache_path(sheet)
        if path is None or not path.is_file():
            return None
        try:
            return Page.from_json(json.loads(gzip.decompress(path.read_bytes())))
        except (OSError, ValueError, KeyError, EOFError):
            return None  # a torn cache file is no reading

    def keep(self, sheet: Sheet, page: Page) -> None:
        """Remember what was read."""
        path = self._cache_path(sheet)
        if path is None:
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(f".{os.getpid()}.part")
        part.write_bytes(gzip.compress(json.dumps(page.to_json(), ensure_ascii=False).encode(), 5))
        part.replace(path)

    def _cache_path(self, sheet: Sheet) -> Path | None:
        if self.cache_dir is None:
            return None
        key = f"{sheet.source.sha256} {sheet.number} {self.version()}"
        name = hashlib.sha256(key.encode()).hexdigest()
        return self.cache_dir / "pages" / name[:2] / f"{name[2:]}.json.gz"

    def read(self, number: int, pixels: Pixels, dpi: float) -> Page:
        """Read one page from its picture; boxes in points, straightened (`Page.straight` leads back)."""
        from extractor.engines import barcodes, clean, secondlook

        started = time.process_time()
        height, width = (side * POINTS_PER_INCH / dpi for side in pixels.shape[:2])
        pixels = clean.one_channel(pixels)
        view = clean.overview(pixels)
        if self.engine == "null" or clean.is_blank(view):
            return Page(number, width, height, (), state=PageState.BLANK)
        ready = clean.clean(pixels, view)
        readings, rotation = self._upright(ready.page)
        if rotation:
            pixels = clean.turn(pixels, rotation)
            height, width = (side * POINTS_PER_INCH / dpi for side in pixels.shape[:2])
            ready = clean.clean(pixels)
            readings = self._read(ready.page)
        words = [self._word(reading, dpi) for reading in readings]
        scale = POINTS_PER_INCH / dpi
        rules = tuple(Rule(_scaled(box, scale)) for box in clean.rules(ready.page, dpi))
        if self.ocr.plan == "accurate":
            words = secondlook.look_again(words, rules, ready.page, dpi, self.engine, self.second)
        return Page(
            number,
            width,
            height,
            tuple(words),
            rules=rules,
            seals=tuple(_scaled(box, scale) for box in ready.seals),
            state=PageState.OCR,
            rotation=rotation,
            barcodes=barcodes.read(pixels, alone=len(words) < _FEW_WORDS),
            straight=_in_points(ready.page.back, scale),
            timings={"ocr": time.process_time() - started},
        )

    def _read(self, page: Straight) -> list[Reading]:
        from extractor.engines import ppocr, tesseract

        if self.engine == "tesseract":
            return tesseract.read(page)
        return ppocr.read(page, ppocr.QUICK if self.ocr.plan == "fast" else ppocr.THOROUGH)

    def _upright(self, page: Straight) -> tuple[list[Reading], int]:
        """Read the page as it stands; where that makes no sense, ask how it should be turned."""
        from extractor.engines import clean, straight, tesseract

        readings = self._read(page)
        if readings and not _lies_wrong(readings):
            return readings, 0
        found = tesseract.orientation(page)
        if found is not None:
            return readings, found
        if not readings:
            return readings, 0
        turned = {turn: straight.Straight.of(clean.turn(page.whole, turn)) for turn in (90, 180, 270)}
        scores = {turn: _mean_confidence(self._read(picture)) for turn, picture in turned.items()}
        best = max(scores, key=lambda turn: scores[turn])
        return readings, best if scores[best] > _mean_confidence(readings) + 0.05 else 0

    def _word(self, reading: Reading, dpi: float) -> Word:
        box = _scaled(reading.box, POINTS_PER_INCH / dpi)
        return Word(reading.text, box, calibration.word(self.engine, reading.text, reading.confidence), self.engine)


def build(settings: Settings) -> Reader:
    """Choose the engines that the settings ask for and this machine has."""
    from extractor.engines import tesseract

    ocr = settings.ocr
    engine = "ppocr" if ocr.engine == "auto" else ocr.engine
    second = ocr.engine == "auto" and ocr.plan == "accurate" and tesseract.available()
    folder = Path(ocr.cache_dir) if ocr.cache_dir else Path.home() / ".cache" / "ree-extractor"
    return Reader(ocr, engine, second, folder if ocr.cache else None)


def _lies_wrong(readings: list[Reading]) -> bool:
    """Say whether most words stand on end, or are too unsure to be upright."""
    long = [reading for reading in readings if len(reading.text) >= 4]
    tall = sum(1 for r in long if r.box[3] - r.box[1] > 1.5 * (r.box[2] - r.box[0]))
    return tall > 0.4 * max(1, len(long)) or _mean_confidence(readings) < UPRIGHT_CONFIDENCE


def _mean_confidence(readings: list[Reading]) -> float:
    weight = sum(len(reading.text) for reading in readings)
    return sum(reading.confidence * len(reading.text) for reading in readings) / weight if weight else 0.0


def _scaled(box: tuple[float, float, float, float], scale: float) -> Box:
    return Box(*(edge * scale for edge in box))


def _in_points(back: NDArray[np.float64], scale: float) -> tuple[float, ...]:
    """Return the matrix for points instead of pixels, row by row; empty where it changes nothing."""
    import numpy as np

    if np.allclose(back, np.eye(3)):
        return ()
    points = np.diag([scale, scale, 1.0]) @ back @ np.diag([1 / scale, 1 / scale, 1.0])
    return tuple(round(float(value), 8) for value in points.ravel())
