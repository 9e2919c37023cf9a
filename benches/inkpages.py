"""Pages of ink with a digital twin that knows the print: generated in each quality, or clean scans laid askew or sealed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from extractor.datatypes.page import Page, Sheet
from extractor.engines import clean, filetypes, pdf, picture, reader
from extractor.engines.straight import Pixels
from extractor.learn import corpus, papers
from extractor.settings import LimitSettings, Settings
from extractor.stages import intake, sheets

LIMITS = LimitSettings()
DPI = 300
ALTERED = ("rotated", "seal")
"""Qualities made here of clean scans."""
RED = (204, 38, 44)


@dataclass(frozen=True)
class Pair:
    """A page as an image and its digital twin."""

    sheet: Sheet
    twin: Page


def fold(found: str) -> str:
    """Return letters and digits alone."""
    return "".join(char for char in found.casefold() if char.isalnum())


def printed(page: Page) -> str:
    """Return a page's words line by line."""
    from extractor.stages import layout

    arranged = layout.arrange(page)
    return " ".join(arranged.segments[i].text for line in arranged.lines for i in line)


def of_quality(folder: Path, quality: str, pages: int, seed: int) -> list[Pair]:
    """Generate papers of a quality, of families not trained on, with their twins, and pair their pages."""
    if quality in ALTERED:
        clear = of_quality(folder / quality, "scan300", pages, seed)
        return [altered(pair, quality, index, folder / quality) for index, pair in enumerate(clear)]
    out: list[Pair] = []
    for kind in (quality, "digital"):
        papers.generate(pages, seed=seed, out=folder / quality / kind, split="measure", quality=kind)
    twins = {paper.name: paper for paper in corpus.read(folder / quality / "digital", reader.build(Settings()))}
    for path in sorted((folder / quality / quality).glob("*")):
        if path.suffix == ".json" or path.stem not in twins:
            continue
        source = intake.identify(intake.Item(path, path.name), LIMITS)
        if source.page_count == len(twins[path.stem].pages):
            out += [Pair(s, t) for s, t in zip(sheets.cut(source), twins[path.stem].pages, strict=True)]
    return out[:pages]


def pixels_of(sheet: Sheet) -> Pixels:
    """Return a page's picture at 300 dpi, or as the image file has it."""
    if sheet.source.media_type == filetypes.PDF:
        return pdf.render(sheet.source.path, sheet.number, DPI)
    return picture.load(sheet.source.path, sheet.number, 0)[0]


def image_of(sheet: Sheet, folder: Path) -> Path:
    """Write a page's picture as PNG."""
    out = folder / f"{sheet.source.sha256[:12]}-{sheet.number}.png"
    return _saved(pixels_of(sheet), out)


def altered(pair: Pair, quality: str, index: int, folder: Path) -> Pair:
    """Return a pair whose scan lies on a side and askew, or bears two red seals over its print."""
    pixels = pixels_of(pair.sheet)
    pixels = pixels if pixels.ndim == 3 else cv2.cvtColor(pixels, cv2.COLOR_GRAY2RGB)
    changed = _askew(pixels, index) if quality == "rotated" else _sealed(pixels, index)
    path = _saved(changed, folder / f"{quality}-{index}.png")
    (sheet,) = sheets.cut(intake.identify(intake.Item(path, path.name), LIMITS))
    return Pair(sheet, pair.twin)


def _saved(pixels: Pixels, out: Path) -> Path:
    Image.fromarray(pixels).save(out, dpi=(DPI, DPI))
    return out


def _askew(pixels: Pixels, index: int) -> Pixels:
    """Turn a page by 90, 180 or 270 degrees and by some degrees more."""
    height, width = pixels.shape[:2]
    slant = cv2.getRotationMatrix2D((width / 2, height / 2), (-6.0, 3.5, 8.0, -2.5)[index % 4], 1.0)
    slanted = cv2.warpAffine(pixels, slant, (width, height), flags=cv2.INTER_CUBIC, borderValue=(255, 255, 255))
    return clean.turn(slanted, (90, 180, 270)[index % 3])


def _sealed(pixels: Pixels, index: int) -> Pixels:
    """Stamp a page twice, across its goods and its foot: a ring, a star, marks like letters."""
    height, width = pixels.shape[:2]
    ink = np.zeros((height, width), np.uint8)
    for x, y in ((0.35 + 0.1 * (index % 4), 0.45), (0.7, 0.75)):
        _stamp(ink, (round(x * width), round(y * height)), round(0.8 * DPI))
    share = (ink / 255.0 * 0.85)[:, :, None]
    return (pixels * (1 - share) + np.minimum(pixels, RED) * share).astype(np.uint8)


def _stamp(ink: Pixels, middle: tuple[int, int], radius: int) -> None:
    cv2.circle(ink, middle, radius, 255, thickness=12)
    angles: Sequence[float] = np.linspace(0, 4 * np.pi, 6)[:5].tolist()
    star = [(middle[0] + 0.3 * radius * np.sin(a), middle[1] - 0.3 * radius * np.cos(a)) for a in angles]
    cv2.fillPoly(ink, [np.array(star, dtype=np.int32)], 255)
    for a in np.linspace(-2.2, 2.2, 13):
        x, y = (round(middle[0] + 0.75 * radius * np.sin(a)), round(middle[1] - 0.75 * radius * np.cos(a)))
        cv2.drawMarker(ink, (x, y), 255, cv2.MARKER_TILTED_CROSS, 40, 7)
        cv2.drawMarker(ink, (x, y), 255, cv2.MARKER_SQUARE, 34, 5)
