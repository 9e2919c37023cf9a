"""PDF through pdfium: pages, words with boxes, ruling lines, pixels. The one home of pypdfium2.

pdfium is asked for single characters, because its own word rectangles lose the space between columns. All boxes are
returned in points from the top left corner of the page as a person sees it, its /Rotate applied.
"""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from extractor.datatypes.geometry import Box
from extractor.datatypes.page import Rule, Word
from extractor.errors import CorruptError, EncryptedError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Pixels = NDArray[np.uint8]

POINTS_PER_INCH = 72
THIN = 2.5
"""Points: a path no thicker than this is a ruling line, not an area."""
_SHORTEST_RULE = 8.0
_WORD_GAP = 0.3
"""A gap of this share of the letter height parts two words where no space was printed."""
_LEAST_GAP = 1.5
_MOST_OBJECTS = 20_000


@contextmanager
def opened(path: Path) -> Iterator[pdfium.PdfDocument]:
    """Open a PDF; EncryptedError and CorruptError say what keeps it shut."""
    try:
        document = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        if "password" in str(error).casefold() or "security" in str(error).casefold():
            raise EncryptedError(f"{path.name} is protected by a password") from error
        raise CorruptError(f"{path.name} can't be opened as a PDF ({error})") from error
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
            frame = _Frame.of(page)
            words, broken = _words(page, frame)
            rules, images = _objects(page, frame)
            return Print(frame.width, frame.height, words, rules, images, broken, _lying(page, frame))
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


@dataclass(frozen=True)
class _Frame:
    """From pdfium's page coordinates (up, unrotated) to ours (down, rotated)."""

    left: float
    bottom: float
    right: float
    top: float
    rotation: int

    @classmethod
    def of(cls, page: pdfium.PdfPage) -> _Frame:
        left, bottom, right, top = page.get_bbox()
        return cls(left, bottom, right, top, page.get_rotation())

    @property
    def width(self) -> float:
        return self.top - self.bottom if self.rotation in {90, 270} else self.right - self.left

    @property
    def height(self) -> float:
        return self.right - self.left if self.rotation in {90, 270} else self.top - self.bottom

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        if self.rotation == 90:
            edges = (bottom - self.bottom, left - self.left, top - self.bottom, right - self.left)
        elif self.rotation == 180:
            edges = (self.right - right, bottom - self.bottom, self.right - left, top - self.bottom)
        elif self.rotation == 270:
            edges = (self.top - top, self.right - right, self.top - bottom, self.right - left)
        else:
            edges = (left - self.left, self.top - top, right - self.left, self.top - bottom)
        x0, y0, x1, y1 = edges
        return Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))

    def inside(self, box: Box) -> bool:
        return -1 <= box.x_mid <= self.width + 1 and -1 <= box.y_mid <= self.height + 1


def _lying(page: pdfium.PdfPage, frame: _Frame) -> float:
    """Return the share of characters whose own turn, clockwise, the page's rotation does not undo; one in seven is asked."""
    text_page = page.get_textpage()
    try:
        angles = [
            pdfium_c.FPDFText_GetCharAngle(text_page.raw, index) for index in range(0, text_page.count_chars(), 7)
        ]
    finally:
        text_page.close()
    known = [angle for angle in angles if angle >= 0]
    upright = sum(abs((math.degrees(angle) + frame.rotation + 180) % 360 - 180) < 30 for angle in known)
    return 1 - upright / len(known) if known else 0.0


def _words(page: pdfium.PdfPage, frame: _Frame) -> tuple[tuple[Word, ...], int]:
    text_page = page.get_textpage()
    try:
        runs, broken = _runs(text_page, frame)
    finally:
        text_page.close()
    words: dict[tuple[str, int, int], Word] = {}
    for characters in runs:
        text = mend("".join(character for character, _ in characters))
        box = _around([found for _, found in characters])
        if text and frame.inside(box):
            # Bold is often faked by printing twice: the same word at the same place counts once.
            words.setdefault((text, round(box.x0 / 2), round(box.top / 2)), Word(text, box))
    return tuple(words.values()), broken


def _around(boxes: list[Box]) -> Box:
    return Box(
        min(box.x0 for box in boxes), min(box.top for box in boxes),
        max(box.x1 for box in boxes), max(box.bottom for box in boxes),
    )  # fmt: skip


def _runs(text_page: Any, frame: _Frame) -> tuple[list[list[tuple[str, Box]]], int]:
    """Gather characters into runs that are broken by spaces, line ends and gaps."""
    raw = text_page.raw
    edges = [ctypes.c_double() for _ in range(4)]
    loose = pdfium_c.FS_RECTF()
    runs: list[list[tuple[str, Box]]] = []
    run: list[tuple[str, Box]] = []
    broken = 0
    trusted = True  # of the last letter or figure: the ink of a full stop says nothing of its font's height
    for index in range(text_page.count_chars()):
        code = pdfium_c.FPDFText_GetUnicode(raw, index)
        character = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code <= 0xDFFF else ""
        if not character or character.isspace() or character in "\u00a0\u200b\ufeff\u0002":
            if run:
                runs.append(run)
                run = []
            continue
        if 0xE000 <= code <= 0xF8FF or code == 0xFFFD or unicodedata.category(character) == "Cc":
            broken += 1
        if not pdfium_c.FPDFText_GetLooseCharBox(raw, index, loose):
            continue
        pdfium_c.FPDFText_GetCharBox(raw, index, *(ctypes.byref(edge) for edge in edges))
        tight = [edge.value for edge in edges]
        if character.isalnum():
            trusted = _is_believable(loose, tight)
        box = _letter_box(frame, loose, tight, trusted)
        if run and _parted(run[-1][1], box):
            runs.append(run)
            run = []
        run.append((character, box))
    if run:
        runs.append(run)
    return runs, broken


def _is_believable(loose: Any, tight: list[float]) -> bool:
    """Say whether the height that a font gives is that of its letters: some fonts claim many times their ink."""
    return bool(abs(loose.top - loose.bottom) <= 4 * abs(tight[3] - tight[2]) + 8)


def _letter_box(frame: _Frame, loose: Any, tight: list[float], trusted: bool) -> Box:
    """Take the advance and the font's height, not the ink: hyphens then leave no gap, and all letters of a line line up."""
    left, bottom = min(loose.left, loose.right), min(loose.bottom, loose.top)
    right, top = max(loose.left, loose.right), max(loose.bottom, loose.top)
    if right <= left or top <= bottom or not trusted:
        left, right, bottom, top = min(tight[:2]), max(tight[:2]), min(tight[2:]), max(tight[2:])
    elif frame.rotation in {0, 180}:
        # Ascender to descender; a tenth is taken off above and below, where no ink is.
        margin = 0.1 * (top - bottom)
        bottom, top = bottom + margin, top - margin
    return frame.box(left, bottom, right, top)


def _parted(before: Box, after: Box) -> bool:
    height = max(1.0, min(before.height, after.height))
    if before.y_overlap(after) < 0.3 * height:
        return True
    gap = after.x0 - before.x1
    return gap > max(_LEAST_GAP, _WORD_GAP * height) or gap < -3 * height


def _objects(page: pdfium.PdfPage, frame: _Frame) -> tuple[tuple[Rule, ...], tuple[Box, ...]]:
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


def _placed(frame: _Frame, m: Matrix, points: tuple[tuple[float, float], ...]) -> Box:
    xs = [m[0] * x + m[2] * y + m[4] for x, y in points]
    ys = [m[1] * x + m[3] * y + m[5] for x, y in points]
    return frame.box(min(xs), min(ys), max(xs), max(ys))


def _path_rules(path: Any, matrix: Matrix, frame: _Frame) -> Iterator[Rule]:
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


# Kangxi radicals are mended by NFKC; the supplement block has no mapping there (Unicode 15, CJK Radicals Supplement).
_RADICALS = str.maketrans(
    "⺁⺄⺈⺊⺌⺍⺕⺗⺝⺠⺡⺣⺤⺥⺩⺫⺬⺭⺮⺯⺰⺱⺲⺳⺶⺷⺹⺺⺼⺾⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
    "厂乙刀卜小小彐心月民水火爪爪王网示示竹糸纟网网网羊羊老聿肉艹艹虎衣西西见角角讠贝足车辶辶辶邑长镸长门阜阝雨青韦页风飞食食飠饣马骨鬼鱼鸟卤麦黄黾齐齐齿齿龙龙龟龟龟",
)


def mend(text: str) -> str:
    """Return text with CJK radical code points, which browsers print for whole characters, put right."""
    mended = text.translate(_RADICALS)
    return "".join(unicodedata.normalize("NFKC", c) if "\u2f00" <= c <= "\u2fdf" else c for c in mended).strip()
