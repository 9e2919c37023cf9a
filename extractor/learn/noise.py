"""OCR noise that is learnt, not invented: what both engines really did to known print, applied to other pages.

Reading a page costs seconds of OCR, so models are trained mostly on digital pages made to look as if they had been
read from ink. Which characters are confused, how often words are split or joined, and how sure the engine said it was
when it was right and when it was wrong are all counted on generated pages that went through the engines (`count`),
kept as a table in `models/ocr_noise.json`, and applied (`apply`).
"""

from __future__ import annotations

import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from extractor.datatypes.geometry import Box, hull
from extractor.datatypes.page import Page, PageState, Word

_NEAR = 0.5
"""Share of a word's width that must lie over the print for the two to be the same."""
_MOST_CONFIDENCES = 400
_WRONG_WORD = 0.5
"""Words whose edit similarity is below this are misplaced, not misread, and are not counted."""


@dataclass
class NoiseTable:
    """Counts of what reading did. Characters that were read right are counted in `seen` only."""

    seen: Counter[str] = field(default_factory=Counter)
    confused: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    """Printed character to what was read for it; an empty string: dropped."""
    words: int = 0
    joined: int = 0
    """Words that were read together with the next one."""
    missing: int = 0
    right: list[float] = field(default_factory=list)
    """Confidences of words read right."""
    wrong: list[float] = field(default_factory=list)

    def rate(self, character: str) -> float:
        """Return the share of prints of a character that were misread, with the overall rate as prior."""
        total = sum(self.seen.values())
        prior = sum(sum(found.values()) for found in self.confused.values()) / total if total else 0.0
        misread = sum(self.confused[character].values()) if character in self.confused else 0
        return (misread + 20 * prior) / (self.seen[character] + 20)

    def save(self, path: Path) -> None:
        """Write the table as JSON."""
        data = {
            "seen": dict(self.seen),
            "confused": {character: dict(found) for character, found in self.confused.items()},
            "words": self.words,
            "joined": self.joined,
            "missing": self.missing,
            "right": _thin(self.right),
            "wrong": _thin(self.wrong),
        }
        path.write_text(json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")

    @classmethod
    def load(cls, path: Path) -> NoiseTable:
        """Read a table that `save` wrote."""
        data = json.loads(path.read_text(encoding="utf-8"))
        confused = defaultdict(Counter, {key: Counter(found) for key, found in data.pop("confused").items()})
        return cls(seen=Counter(data.pop("seen")), confused=confused, **data)


def _thin(values: Sequence[float]) -> list[float]:
    """Keep an even sample of the sorted values: the table holds a distribution, not a log."""
    ordered = sorted(round(value, 4) for value in values)
    step = max(1, len(ordered) // _MOST_CONFIDENCES)
    return ordered[::step]


def count(pairs: Iterable[tuple[Page, Page]]) -> NoiseTable:
    """Count over (printed page, the same page read from ink); both upright, sizes may differ."""
    table = NoiseTable()
    for printed, read in pairs:
        _count_page(table, printed, read)
    return table


def _count_page(table: NoiseTable, printed: Page, read: Page) -> None:
    scale_x, scale_y = printed.width / read.width, printed.height / read.height
    found = [replace(word, box=_scaled(word.box, scale_x, scale_y)) for word in read.words]
    for word in printed.words:
        table.words += 1
        over = [other for other in found if _same_place(word.box, other.box)]
        if not over:
            table.missing += 1
            continue
        text = "".join(other.text for other in sorted(over, key=lambda other: other.box.x0))
        if len(over) == 1 and over[0].box.width > 1.5 * word.box.width and word.text in text:
            table.joined += 1
            text = word.text
        if Levenshtein.normalized_similarity(word.text, text) < _WRONG_WORD:
            continue
        confidence = min(other.confidence for other in over)
        (table.right if text == word.text else table.wrong).append(confidence)
        _count_characters(table, word.text, text)


def _count_characters(table: NoiseTable, printed: str, read: str) -> None:
    table.seen.update(printed)
    for operation in Levenshtein.editops(printed, read):
        if operation.tag == "replace":
            table.confused[printed[operation.src_pos]][read[operation.dest_pos]] += 1
        elif operation.tag == "delete":
            table.confused[printed[operation.src_pos]][""] += 1


def _scaled(box: Box, x: float, y: float) -> Box:
    return Box(box.x0 * x, box.top * y, box.x1 * x, box.bottom * y)


def _same_place(printed: Box, read: Box) -> bool:
    return (
        printed.y_overlap(read) > _NEAR * min(printed.height, read.height)
        and printed.x_overlap(read) > _NEAR * min(printed.width, read.width)
    )  # fmt: skip


def apply(page: Page, table: NoiseTable, rng: random.Random, strength: float = 1.0) -> Page:
    """Return the page as if an engine had read it; `strength` scales the rates (1 is as counted, 0 changes nothing)."""
    words: list[Word] = []
    for word in page.words:
        if table.words and rng.random() < strength * table.missing / table.words:
            continue
        read = _misread(word, table, rng, strength)
        if words and table.words and rng.random() < strength * table.joined / table.words and _follows(words[-1], read):
            words[-1] = _join(words[-1], read)
        elif read.text:
            words.append(read)
    return replace(page, words=tuple(words), state=PageState.OCR)


def _misread(word: Word, table: NoiseTable, rng: random.Random, strength: float) -> Word:
    text = "".join(_character(character, table, rng, strength) for character in word.text)
    pool = table.right if text == word.text else table.wrong
    confidence = rng.choice(pool) if pool else word.confidence
    jitter = 0.03 * word.box.height
    x0, top = word.box.x0 + rng.gauss(0, jitter), word.box.top + rng.gauss(0, jitter)
    box = Box(x0, top, x0 + max(0.1, word.box.width + rng.gauss(0, jitter)), top + word.box.height)
    return Word(text, box, confidence, "ppocr")


def _character(character: str, table: NoiseTable, rng: random.Random, strength: float) -> str:
    if rng.random() >= strength * table.rate(character):
        return character
    known = table.confused.get(character)
    if not known:
        return character
    return rng.choices(list(known), weights=list(known.values()))[0]


def _follows(left: Word, right: Word) -> bool:
    gap = right.box.x0 - left.box.x1
    return left.box.y_overlap(right.box) > _NEAR * right.box.height and 0 <= gap < 0.6 * right.box.height


def _join(left: Word, right: Word) -> Word:
    confidence = min(left.confidence, right.confidence)
    return Word(left.text + right.text, hull([left.box, right.box]), confidence, left.engine)
