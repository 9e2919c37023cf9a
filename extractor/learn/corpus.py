"""Papers with truth made ready for training: pages read once, documents paired with their truth, noise laid over."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from extractor.datatypes.document import DocType, Document
from extractor.datatypes.layout import Layout
from extractor.datatypes.page import Page, Source
from extractor.learn import evaluate
from extractor.learn.noise import NoiseTable, apply
from extractor.settings import LimitSettings
from extractor.stages import intake, layout, sheets, text
from extractor.stages.text import InkReader

INK = ("scan300", "scan200", "fax", "copy", "photo")
"""Qualities of papers that have to be read from ink."""


@dataclass(frozen=True)
class Paper:
    """One file with its pages as read and its truth documents."""

    name: str
    layout: str
    quality: str
    source: Source
    pages: tuple[Page, ...]
    truths: tuple[dict[str, Any], ...]

    def noisy(self, table: NoiseTable, seed: int, strength: float) -> Paper:
        """Return the paper as if it had been read from ink."""
        rng = random.Random(f"{seed}/{self.name}")
        pages = tuple(apply(page, table, rng, strength) for page in self.pages)
        return replace(self, pages=pages, quality=f"noise {strength:g}")


def read(folder: Path, reader: InkReader, dpi: int = 300) -> Iterator[Paper]:
    """Yield every paper of a folder that has a truth file."""
    limits = LimitSettings()
    for name, truth in evaluate.read_truths(folder).items():
        found = [path for path in sorted(folder.rglob(f"{name}.*")) if path.suffix != ".json"]
        if not found:
            continue
        source = intake.identify(intake.Item(found[0], found[0].name), limits)
        pages = tuple(text.read_all(sheets.cut(source), reader, limits, dpi))
        yield Paper(name, truth["layout"], truth["quality"], source, pages, tuple(truth["documents"]))


def documents(paper: Paper) -> Iterator[tuple[Document, dict[str, Any], str]]:
    """Yield each true document of a paper, of its true type, with its truth and its layout family.

    The judge is trained on what the finders give for a paper that was classified and split rightly.
    """
    arranged: dict[int, Layout] = {page.number: layout.arrange(page) for page in paper.pages}
    for truth in paper.truths:
        pages = [arranged[number] for number in truth.get("pages", ()) if number in arranged]
        kind = DocType(truth["doc_type"])
        if pages and kind is not DocType.OTHER:
            yield Document(paper.source, tuple(pages), kind, 1.0), truth, truth.get("layout", paper.layout)
