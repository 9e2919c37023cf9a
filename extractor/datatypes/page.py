"""From a file to words: Source, Sheet, Page."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from extractor.datatypes.geometry import Box


class Origin(StrEnum):
    """Where a word or value was taken from (the contract's `origin`)."""

    TEXT = "text"
    OCR = "ocr"
    EMBEDDED = "embedded"
    DERIVED = "derived"
    ANALYST = "analyst"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside a file, such as the XML of a Factur-X invoice."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Source:
    """One file that was identified: readable, of a known kind, within the limits.

    `path` is where its bytes lie now; `name` is what people call it. `parent` names the archive or mail it came in.
    """

    path: Path
    name: str
    sha256: str
    media_type: str
    size: int
    page_count: int
    parent: str | None = None
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of a source before it was read: a reference that is cheap to hand to another process."""

    source: Source
    number: int
    """1-based page number in the file."""


@dataclass(frozen=True, slots=True)
class Word:
    """A run of print without a gap, with its place and the probability that every character is right."""

    text: str
    box: Box
    confidence: float = 1.0
    engine: str = "pdf"
    """`pdf`, `tesseract` or `ppocr`."""
    alternatives: tuple[str, ...] = ()
    """What the other engine read where the two differ."""

    @property
    def origin(self) -> Origin:
        """TEXT for the PDF's own text, OCR for everything that was read from ink."""
        return Origin.TEXT if self.engine == "pdf" else Origin.OCR


@dataclass(frozen=True, slots=True)
class Rule:
    """A ruling line: a thin box, horizontal or vertical."""

    box: Box

    @property
    def horizontal(self) -> bool:
        """True for a line that runs from left to right."""
        return self.box.width >= self.box.height


class PageState(StrEnum):
    """How the words of a page were won."""

    TEXT = "text"
    OCR = "ocr"
    MIXED = "mixed"
    BLANK = "blank"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Page:
    """One page that was read: everything later steps see of the paper. `width` and `height` in points, upright."""

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    rules: tuple[Rule, ...] = ()
    seals: tuple[Box, ...] = ()
    state: PageState = PageState.TEXT
    rotation: int = 0
    """Degrees clockwise by which the stored page was turned to stand upright: 0, 90, 180 or 270."""
    barcodes: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    """What a person should know of the reading, e.g. why a page failed."""
    timings: dict[str, float] = field(default_factory=dict, compare=False, hash=False)
    """CPU seconds by step."""
