"""How words stand together: segments, lines, blocks, ruled grids."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from extractor.datatypes.geometry import Box, hull
from extractor.datatypes.page import Origin, Page, Word


def is_han(character: str) -> bool:
    """Say whether a character is a Chinese one, or punctuation and width forms that stand without spaces around."""
    code = ord(character)
    return 0x3400 <= code <= 0x9FFF or 0xF900 <= code <= 0xFAFF or 0x3000 <= code <= 0x303F or 0xFF00 <= code <= 0xFFEF


def join_texts(texts: list[str] | tuple[str, ...]) -> str:
    """Join the texts of neighbouring words: a space between them, none between two Chinese characters."""
    parts: list[str] = []
    for text in texts:
        if not text:
            continue
        if parts and not (is_han(parts[-1][-1]) and is_han(text[0])):
            parts.append(" ")
        parts.append(text)
    return "".join(parts)


@dataclass(frozen=True)
class Segment:
    """Words of one line that stand together without a wide gap or a ruling between: what a person sees as one piece."""

    words: tuple[Word, ...]
    page: int
    line: int
    """Index of its line on the page, top to bottom."""
    cell: int | None = None
    """Index into `Layout.cells` of the ruled cell around it."""

    @cached_property
    def box(self) -> Box:
        """The box around all words."""
        return hull(word.box for word in self.words)

    @cached_property
    def text(self) -> str:
        """The words, joined as print joins them."""
        return join_texts([word.text for word in self.words])

    @property
    def confidence(self) -> float:
        """The confidence of the weakest word."""
        return min(word.confidence for word in self.words)

    @property
    def origin(self) -> Origin:
        """OCR as soon as one word was read from ink."""
        return Origin.OCR if any(word.origin is Origin.OCR for word in self.words) else Origin.TEXT


@dataclass(frozen=True)
class Cell:
    """A cell of a ruled grid; `segments` are indexes into `Layout.segments` in reading order."""

    box: Box
    grid: int
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    segments: tuple[int, ...] = ()


@dataclass(frozen=True)
class Layout:
    """A page whose words have been put in order. All indexes point into its own tuples."""

    page: Page
    segments: tuple[Segment, ...]
    """In reading order: by line, then left to right."""
    lines: tuple[tuple[int, ...], ...]
    """Segment indexes of each line, top to bottom."""
    blocks: tuple[tuple[int, ...], ...] = ()
    """Segment indexes of stacked, aligned segments: an address, a paragraph, a column of labels."""
    cells: tuple[Cell, ...] = ()
    """Cells of all ruled grids of the page."""
    slope: float = 0.0
    """Points by which the page's lines still fall for each point to the right, after it was set straight."""
    line_height: float = 10.0
    """The size of most of the page's print in points. Boxes of words are no measure: some engines draw them tight."""

    @property
    def number(self) -> int:
        """1-based page number."""
        return self.page.number
