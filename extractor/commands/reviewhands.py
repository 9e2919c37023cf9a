"""The hands of review: the pipeline in a process of its own, so that reading a scan keeps nobody's page waiting."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from extractor import pipeline
from extractor.datatypes.document import DocType
from extractor.datatypes.geometry import Box
from extractor.datatypes.page import Page, Source
from extractor.datatypes.record import Record
from extractor.errors import InternalError
from extractor.jobs.child import tools_with
from extractor.pipeline import Outcome
from extractor.review.desk import Cut
from extractor.settings import Settings
from extractor.stages import intake
from extractor.tools import Tools

DPI = 300
POINTS_PER_INCH = 72
MARGIN = 2.0
"""Points of paper around a rectangle that is read once more."""


class PipelineHands:
    """Reads and understands in a worker process, one task after the other. A worker that dies is started anew."""

    def __init__(self, settings: Settings, store: Path) -> None:
        from pebble import ProcessPool

        self.settings, self.store = settings, store
        # Spawned, not forked: this process has threads, and a fork of them may hang.
        context = multiprocessing.get_context("spawn")
        self._pool: Any = ProcessPool(max_workers=1, context=context, initializer=_one_thread)

    def __enter__(self) -> PipelineHands:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.stop()
        self._pool.join()

    def take_in(self, path: Path, name: str) -> Sequence[Outcome]:
        """Read a file, or the files in an archive or mail."""
        found: Sequence[Outcome] = self._run(_take_in, path, name)
        return found

    def understand(self, source: Source, pages: Sequence[Page], cuts: Sequence[Cut]) -> Sequence[Record]:
        """Understand pages anew as the documents that a person says they are."""
        found: Sequence[Record] = self._run(_understand, source, tuple(pages), tuple(cuts))
        return found

    def read_box(self, source: Source, page: Page, box: Box) -> str:
        """Read what stands in a box of a page, from its ink."""
        found: str = self._run(_read_box, source, page, box)
        return found

    def _run(self, function: Any, *args: Any) -> Any:
        from pebble import ProcessExpired

        try:
            return self._pool.schedule(function, args=(self.settings, self.store, *args)).result()
        except ProcessExpired as died:
            raise InternalError(f"the reading process died ({died})") from died


def _one_thread() -> None:
    os.environ.update(OMP_THREAD_LIMIT="1", OMP_NUM_THREADS="1")


@cache
def _tools(settings: Settings, store: Path) -> Tools:
    return tools_with(settings, store)


def _take_in(settings: Settings, store: Path, path: Path, name: str) -> list[Outcome]:
    """Read what was handed in; what is unpacked goes into its folder, which is removed when all is kept."""
    tools = _tools(settings, store)
    items = list(intake.expand(path, settings.limits, path.parent / "unpacked"))
    named = [replace(item, name=item.name.replace(path.name, name, 1), parent=item.parent and name) for item in items]
    return [pipeline.process(item, tools) for item in named]


def _understand(
    settings: Settings, store: Path, source: Source, pages: tuple[Page, ...], cuts: tuple[Cut, ...]
) -> list[Record]:
    wanted = [(cut.pages, DocType(cut.doc_type) if cut.doc_type else None) for cut in cuts]
    return list(pipeline.understand_as(source, pages, wanted, _tools(settings, store)))


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
    read = _tools(settings, store).reader.read(1, crop, dpi)
    return words.within(read, Box(-1e6, -1e6, 1e6, 1e6))[0]
