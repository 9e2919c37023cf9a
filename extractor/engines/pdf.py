"""PDF through pdfium: pages, words with boxes, ruling lines, pixels. With `pdfletters` the one home of pypdfium2.

All boxes are returned in points from the top left corner of the page as a person sees it, its /Rotate applied.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from extractor.datatypes.geometry import Box
from extractor.datatypes.page import Rule, Word
from extractor.engines import pdfletters
from extractor.engines.pdfletters import Frame
from extractor.errors import CorruptError, EncryptedError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Pixels = NDArray[np.uint8]

POINTS_PER_INCH = 72
THIN = 2.5
"""Points: a path no thicker than this is a ruling line, not an area."""
_SHORTEST_RULE = 8.0
_MOST_OBJECTS = 20_000


@contextmanager
def opened(path: Path) -> Iterator[pdfium.PdfDocument]:
    """Open a PDF; EncryptedError and CorruptError say what keeps it shut."""
    try:
        document = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        if "password" in str(error).casefold() or "security" in str(error).casefold():
            raise EncryptedError(f"{path.name} is protected by a password") from error
        raise CorruptError(f"{path.name} can't be opened as a PDF ({str(error).rstrip('.')})") from error
    try:
        yield document
    finally:
        document.close()


def page_count(path: Path) -> int:
    """Return the number of pages."""
    with opened(path) as document:
        return len(document)


@dataclass(frozen=True)
class Print:
    """What a PDF page says without looking at its pixels."""

    width: float
    height: float
    words: tuple[Word, ...]
    rules: tuple[Rule, ...]
    image_boxes: tuple[Box, ...]
    """Where images lie on the page."""
    broken: int
    """Characters without a meaning: unmapped glyphs and private-use code points."""
    lying: float = 0.0
    """Share of the characters that do not stand upright as the page is shown."""


def read_print(path: Path, number: int) -> Print:
    """Read the words, rules and image places of page `number` (1-based)."""
    with opened(path) as document:
        page = _load(document, number)
        try:
            frame = Frame.of(page)
            words, broken = pdfletters.words(page, frame)
            rules, images = _objects(page, frame)
            return Print(frame.width, frame.height, words, rules, images, broken, pdfletters.lying(page, frame))
        finally:
            page.close()


def render(path: Path, number: int, dpi: float) -> Pixels:
    """Return page `number` (1-based) as RGB pixels, upright by the PDF's own rotation."""
    with opened(path) as document:
        page = _load(document, number)
        try:
            bitmap = page.render(scale=dpi / POINTS_PER_INCH, rev_byteorder=True, may_draw_forms=True)
            pixels: Pixels = bitmap.to_numpy()[:, :, :3].copy()
            return pixels
        finally:
            page.close()


def page_size(path: Path, number: int) -> tuple[float, float]:
    """Return (width, height) of a page in points, as a person sees it."""
    with opened(path) as document:
        page = _load(document, number)
        try:
            width, height = page.get_size()
            return float(width), float(height)
        finally:
            page.close()


def _load(document: pdfium.PdfDocument, number: int) -> pdfium.PdfPage:
    try:
        return document[number - 1]
    except (pdfium.PdfiumError, IndexError) as error:
        raise CorruptError(f"page {number} can't be loaded ({error})") from error


def _objects(page: pdfium.PdfPage, frame: Frame) -> tuple[tuple[Rule, ...], tuple[Box, ...]]:
    rules: list[Rule] = []
    images: list[Box] = []
    kinds = (pdfium_c.FPDF_PAGEOBJ_PATH, pdfium_c.FPDF_PAGEOBJ_IMAGE)
    for count, found in enumerate(page.get_objects(filter=kinds, max_depth=4)):
        if count >= _MOST_OBJECTS:
            break
        matrix = _matrix_of(found)
        if found.type == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            images.append(_placed(frame, matrix, ((0, 0), (1, 0), (1, 1), (0, 1))))
        else:
            rules += _path_rules(found, matrix, frame)
    return tuple(rules), tuple(images)


Matrix = tuple[float, float, float, float, float, float]


def _matrix_of(found: Any) -> Matrix:
    """Return the object's matrix with those of the forms around it applied."""
    matrix = _values(found.get_matrix())
    container = found.container
    while container is not None:
        matrix = _times(matrix, _values(container.get_matrix()))
        container = container.container
    return matrix


def _values(matrix: Any) -> Matrix:
    return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _times(m: Matrix, n: Matrix) -> Matrix:
    return (
        m[0] * n[0] + m[1] * n[2], m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2], m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4], m[4] * n[1] + m[5] * n[3] + n[5],
    )  # fmt: skip


def _placed(frame: Frame, m: Matrix, points: tuple[tuple[float, float], ...]) -> Box:
    xs = [m[0] * x + m[2] * y + m[4] for x, y in points]
    ys = [m[1] * x + m[3] * y + m[5] for x, y in points]
    return frame.box(min(xs), min(ys), max(xs), max(ys))


def _path_rules(path: Any, matrix: Matrix, frame: Frame) -> Iterator[Rule]:
    """Yield the straight level and upright strokes of a path, and itself where it is a thin filled bar."""
    raw = path.raw
    corners: list[tuple[float, float]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    start: tuple[float, float] | None = None
    strokes: list[tuple[tuple[float, float], tuple[float, float]]] = []
    for index in range(min(pdfium_c.FPDFPath_CountSegments(raw), 4000)):
        segment = pdfium_c.FPDFPath_GetPathSegment(raw, index)
        pdfium_c.FPDFPathSegment_GetPoint(segment, x, y)
        point = (x.value, y.value)
        kind = pdfium_c.FPDFPathSegment_GetType(segment)
        if kind == pdfium_c.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == pdfium_c.FPDF_SEGMENT_LINETO and corners:
            strokes.append((corners[-1], point))
        corners.append(point)
        if pdfium_c.FPDFPathSegment_GetClose(segment) and start is not None and point != start:
            strokes.append((point, start))
    boxes = [_placed(frame, matrix, stroke) for stroke in strokes]
    if corners and len(corners) <= 8:
        whole = _placed(frame, matrix, tuple(corners))
        if min(whole.width, whole.height) <= THIN:
            boxes = [whole]
    for box in boxes:
        if min(box.width, box.height) <= THIN and max(box.width, box.height) >= _SHORTEST_RULE and frame.inside(box):
            yield Rule(box)
