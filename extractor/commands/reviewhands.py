"""The hands of review: the pipeline in processes of its own, so that reading a scan keeps nobody's page waiting."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from extractor import pipeline
from extractor.datatypes.document import DocType
from extractor.datatypes.geometry import Box
from extractor.datatypes.page import Page, Source
from extractor.datatypes.record import Record
from extractor.jobs import apart, child
from extractor.jobs.children import Children
from extractor.pipeline import Outcome
from extractor.review.desk import Cut
from extractor.settings import Settings

DPI = 300
POINTS_PER_INCH = 72
MARGIN = 2.0
"""Points of paper around a rectangle that is read once more."""


class PipelineHands:
    """Reads what is handed in in one process; another answers people who wait at their screens, whatever is being read.

    Both are bounded as those of the watch folder are: in time, in memory, and a page that ends its process is lost alone.
    """

    def __init__(self, settings: Settings, store: Path) -> None:
        self.settings, self.store = settings, store
        self._files = Children(settings, 1, store)
        self._asked: Any = child.started(1, settings)  # its methods carry no types

    def __enter__(self) -> PipelineHands:
        return self

    def __exit__(self, *given: object) -> None:
        self._asked.stop()
        self._asked.join()
        self._files.__exit__(*given)

    def take_in(self, path: Path, name: str) -> Sequence[Outcome]:
        """Read a file, or the files in an archive or mail: these are unpacked beside it, and go when its folder goes."""
        return self._files.submit(path, name, path.parent / "unpacked").result()

    def understand(self, source: Source, pages: Sequence[Page], cuts: Sequence[Cut]) -> Sequence[Record]:
        """Understand pages anew as the documents that a person says they are."""
        seconds = self.settings.watch.seconds_per_file
        found: Sequence[Record] = self._ask(
            "understanding the pages", seconds, _understand, source, tuple(pages), tuple(cuts)
        )
        return found

    def read_box(self, source: Source, page: Page, box: Box) -> str:
        """Read what stands in a box of a page, from its ink."""
        seconds = self.settings.limits.seconds_per_page
        found: str = self._ask("reading the rectangle", seconds, _read_box, source, page, box)
        return found

    def _ask(self, what: str, seconds: int, step: Callable[..., Any], *given: Any) -> Any:
        task = self._asked.schedule(step, args=(self.settings, self.store, *given), timeout=seconds or None)
        return apart.wait(task, what, seconds, self.settings)


def _understand(
    settings: Settings, store: Path, source: Source, pages: tuple[Page, ...], cuts: tuple[Cut, ...]
) -> list[Record]:
    wanted = [(cut.pages, DocType(cut.doc_type) if cut.doc_type else None) for cut in cuts]
    return list(pipeline.understand_as(source, pages, wanted, child.tools(settings, store)))


def _read_box(settings: Settings, store: Path, source: Source, page: Page, box: Box) -> str:
    from extractor.engines import clean, original
    from extractor.review import words

    pixels, dpi = original.drawn(source.path, page.number, DPI, settings.limits.pixels)
    pixels = clean.turn(pixels, page.rotation) if page.rotation else pixels
    scale = dpi / POINTS_PER_INCH
    x0, top = (max(0, int((edge - MARGIN) * scale)) for edge in (box.x0, box.top))
    x1, bottom = (int((edge + MARGIN) * scale) + 1 for edge in (box.x1, box.bottom))
    crop = pixels[top:bottom, x0:x1]
    if min(crop.shape[:2], default=0) < 6:
        return ""
    read = child.tools(settings, store).reader.read(1, crop, dpi)
    return words.within(read, Box(-1e6, -1e6, 1e6, 1e6))[0]
