"""Candidates: what a finder believes a field to be, where it stands, and by what evidence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from extractor.datatypes.geometry import Box, hull
from extractor.datatypes.layout import join_texts
from extractor.datatypes.page import Origin, Word
from extractor.datatypes.record import Field

_DECIMAL = re.compile(r"-?\d+\.\d+")


@dataclass(frozen=True)
class Candidate:
    """One reading of one field. `evidence` names what speaks for it, each 0 to 1 or a small count."""

    name: str
    """Field of the contract, `total_amount`, or party part, `buyer.name`."""
    value: str | tuple[str, ...]
    words: tuple[Word, ...]
    page: int
    finder: str
    """`label`, `total`, `party`, `pattern`, `table` or `embedded`."""
    evidence: dict[str, float] = field(default_factory=dict)
    alt: tuple[str, ...] = ()
    raw: str = ""
    others: tuple[str, ...] = ()
    """Other readings of the same print, for arithmetic to choose from."""

    @property
    def key(self) -> str:
        """The value as it is compared with others: `28980.00` is `28980`."""
        text = str(self.value).casefold()
        return text.rstrip("0").rstrip(".") if _DECIMAL.fullmatch(text) else text

    @property
    def box(self) -> Box | None:
        """The box around the words, None where the value stands nowhere on the page."""
        return hull(word.box for word in self.words) if self.words else None

    @property
    def origin(self) -> Origin:
        """How the words were won."""
        if not self.words:
            return Origin.EMBEDDED if self.finder == "embedded" else Origin.DERIVED
        return Origin.OCR if any(word.origin is Origin.OCR for word in self.words) else Origin.TEXT

    @property
    def reading_confidence(self) -> float:
        """Confidence of the weakest word that the value was read from."""
        return min((word.confidence for word in self.words), default=1.0)

    def with_evidence(self, **more: float) -> Candidate:
        """Return the candidate with more evidence."""
        return replace(self, evidence={**self.evidence, **more})

    def to_field(self, confidence: float) -> Field:
        """Return the contract's field with the probability that it is right."""
        return Field(
            value=self.value,
            confidence=confidence,
            origin=self.origin,
            raw=self.raw or join_texts([word.text for word in self.words]) or None,
            page=self.page if self.words else None,
            box=self.box,
            alt=self.alt,
        )


def words_of(words: Sequence[Word], start: int, end: int) -> tuple[Word, ...]:
    """Return the words that hold the characters `start` to `end` of their joined text.

    A word that a label shares with its value, as `发票号：CI-123` printed without a space, is cut, its box in proportion.
    """
    found: list[Word] = []
    text = ""
    for word in words:
        joined = join_texts([text, word.text]) if text else word.text
        begin = len(joined) - len(word.text)
        if begin < end and len(joined) > start:
            found.append(_cut(word, max(0, start - begin), min(len(word.text), end - begin)))
        text = joined
    return tuple(found)


def _cut(word: Word, start: int, end: int) -> Word:
    if start == 0 and end == len(word.text):
        return word
    box, length = word.box, len(word.text)
    x0, x1 = box.x0 + box.width * start / length, box.x0 + box.width * end / length
    return replace(word, text=word.text[start:end], box=Box(x0, box.top, x1, box.bottom))
