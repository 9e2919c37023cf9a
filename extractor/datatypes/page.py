"""From a file to words: Source, Sheet, Page."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from extractor.datatypes.geometry import Box, transformed


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
    straight: tuple[float, ...] = ()
    """Nine numbers, row by row, of the 3 x 3 matrix that leads from the boxes here, which stand straight, to the page as a
    person sees it; empty where the two are the same. A skewed scan or a photograph is read straightened."""
    timings: dict[str, float] = field(default_factory=dict, compare=False, hash=False)
    """CPU seconds by step."""

    def to_json(self) -> dict[str, Any]:
        """Return the page as plain data; `from_json` gives it back."""
        return {
            "number": self.number,
            "size": [round(self.width, 2), round(self.height, 2)],
            "state": str(self.state),
            "rotation": self.rotation,
            "words": [
                [word.text, _rounded(word.box), round(word.confidence, 4), word.engine, list(word.alternatives)]
                for word in self.words
            ],
            "rules": [_rounded(rule.box) for rule in self.rules],
            "seals": [_rounded(box) for box in self.seals],
            "barcodes": list(self.barcodes),
            "notes": list(self.notes),
            "straight": list(self.straight),
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Page:
        """Read what `to_json` wrote."""
        return cls(
            number=data["number"],
            width=data["size"][0],
            height=data["size"][1],
            words=tuple(
                Word(text, Box(*edges), confidence, engine, tuple(others))
                for text, edges, confidence, engine, others in data["words"]
            ),
            rules=tuple(Rule(Box(*edges)) for edges in data["rules"]),
            seals=tuple(Box(*edges) for edges in data["seals"]),
            state=PageState(data["state"]),
            rotation=data["rotation"],
            barcodes=tuple(data["barcodes"]),
            notes=tuple(data["notes"]),
            straight=tuple(data["straight"]),
        )

    def as_seen(self, box: Box) -> Box:
        """Return a box of this page on the page as a person sees it."""
        return transformed(box, self.straight) if self.straight else box


def _rounded(box: Box) -> list[float]:
    return [round(edge, 2) for edge in box.as_tuple()]
