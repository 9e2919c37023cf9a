"""The letters of a PDF page with their places, gathered into words; from pdfium's characters.

pdfium is asked for single characters, because its own word rectangles lose the space between columns.
"""

from __future__ import annotations

import ctypes
import math
import unicodedata
from dataclasses import dataclass
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from extractor.datatypes.geometry import Box
from extractor.datatypes.page import Word

_WORD_GAP = 0.3
"""A gap of this share of the letter height parts two words where no space was printed."""
_LEAST_GAP = 1.5
_TOO_LARGE = 1.8
"""A character so many times as large as its font, or as those before it, may have been placed without a form's matrix."""
_FIRST_CJK = 0x2E80
_LINE_HYPHEN = 2
"""What pdfium gives for a hyphen printed at the end of a line."""
_LATIN_WIDTH = 0.55
"""Width of a letter in font sizes, where nothing else is known."""


@dataclass(frozen=True)
class Frame:
    """From pdfium's page coordinates (up, unrotated) to ours (down, rotated)."""

    left: float
    bottom: float
    right: float
    top: float
    rotation: int

    @classmethod
    def of(cls, page: pdfium.PdfPage) -> Frame:
        """Return the frame of a page: its visible box and its turn."""
        left, bottom, right, top = page.get_bbox()
        return cls(left, bottom, right, top, page.get_rotation())

    @property
    def width(self) -> float:
        """Points from left to right as a person sees the page."""
        return self.top - self.bottom if self.rotation in {90, 270} else self.right - self.left

    @property
    def height(self) -> float:
        """Points from top to bottom as a person sees the page."""
        return self.right - self.left if self.rotation in {90, 270} else self.top - self.bottom

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """Return where a rectangle of pdfium's coordinates stands on the page as a person sees it."""
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
        """Say whether the middle of a box lies on the page."""
        return -1 <= box.x_mid <= self.width + 1 and -1 <= box.y_mid <= self.height + 1


def lying(page: pdfium.PdfPage, frame: Frame) -> float:
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


def words(page: pdfium.PdfPage, frame: Frame) -> tuple[tuple[Word, ...], int]:
    """Return the words of a page, and how many of its characters have no meaning: unmapped glyphs, private code points."""
    text_page = page.get_textpage()
    try:
        runs, broken = _runs(text_page, frame)
    finally:
        text_page.close()
    found: dict[tuple[str, int, int], Word] = {}
    for characters in runs:
        text = mend("".join(character for character, _ in characters))
        box = _around([place for _, place in characters])
        if text and frame.inside(box):
            # Bold is often faked by printing twice: the same word at the same place counts once.
            found.setdefault((text, round(box.x0 / 2), round(box.top / 2)), Word(text, box))
    return tuple(found.values()), broken


def _around(boxes: list[Box]) -> Box:
    return Box(
        min(box.x0 for box in boxes), min(box.top for box in boxes),
        max(box.x1 for box in boxes), max(box.bottom for box in boxes),
    )  # fmt: skip


def _runs(text_page: Any, frame: Frame) -> tuple[list[list[tuple[str, Box]]], int]:
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
        if code == _LINE_HYPHEN and pdfium_c.FPDFText_IsHyphen(raw, index) == 1:
            character = "-"
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
        if max(box.width, box.height) > _TOO_LARGE * _usual(run) or not frame.inside(box):
            box = _from_origin(raw, index, frame, box)
        if run and _parted(run[-1][1], box):
            runs.append(run)
            run = []
        run.append((character, box))
    if run:
        runs.append(run)
    return runs, broken


def _usual(run: list[tuple[str, Box]]) -> float:
    """Return the height of the letters before; nothing is too large where none are."""
    return run[-1][1].height if run else math.inf


def _from_origin(raw: Any, index: int, frame: Frame, box: Box) -> Box:
    """Return where a character really stands whose box pdfium gives without the matrix of the form around it.

    So it does with print that has a text of its own (`/ActualText`) inside a form, which browsers write for Chinese
    characters whose glyph is shared with a radical. The character's text matrix is right: it holds origin and size.
    """
    matrix = pdfium_c.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium_c.FPDFText_GetMatrix(raw, index, matrix)
    pdfium_c.FPDFText_GetCharOrigin(raw, index, x, y)
    size = pdfium_c.FPDFText_GetFontSize(raw, index) * math.hypot(matrix.c, matrix.d)
    moved = math.hypot(x.value - matrix.e, y.value - matrix.f) > size
    if size <= 0 or not moved or max(box.width, box.height) <= _TOO_LARGE * size:
        return box
    wide = pdfium_c.FPDFText_GetUnicode(raw, index) >= _FIRST_CJK
    width = size if wide else _LATIN_WIDTH * size
    return frame.box(matrix.e, matrix.f - 0.02 * size, matrix.e + width, matrix.f + 0.78 * size)


def _is_believable(loose: Any, tight: list[float]) -> bool:
    """Say whether the height that a font gives is that of its letters: some fonts claim many times their ink."""
    return bool(abs(loose.top - loose.bottom) <= 4 * abs(tight[3] - tight[2]) + 8)


def _letter_box(frame: Frame, loose: Any, tight: list[float], trusted: bool) -> Box:
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


# Kangxi radicals are mended by NFKC; the supplement block has no mapping there (Unicode 15, CJK Radicals Supplement).
_RADICALS = str.maketrans(
    "⺁⺄⺈⺊⺌⺍⺕⺗⺝⺠⺡⺣⺤⺥⺩⺫⺬⺭⺮⺯⺰⺱⺲⺳⺶⺷⺹⺺⺼⺾⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
    "厂乙刀卜小小彐心月民水火爪爪王网示示竹糸纟网网网羊羊老聿肉艹艹虎衣西西见角角讠贝足车辶辶辶邑长镸长门阜阝雨青韦页风飞食食飠饣马骨鬼鱼鸟卤麦黄黾齐齐齿齿龙龙龟龟龟",
)


def mend(text: str) -> str:
    """Return text with CJK radical code points, which browsers print for whole characters, put right."""
    mended = text.translate(_RADICALS)
    return "".join(unicodedata.normalize("NFKC", c) if "\u2f00" <= c <= "\u2fdf" else c for c in mended).strip()
