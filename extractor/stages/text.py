"""Text: a sheet becomes a page of words, from its own text where that is sound, else from ink.

Decided page by page: a page whose text layer is missing, garbled, or an old reading under a picture of the page is
read from the image; a page with sound text never costs OCR. A large picture on a digital page is read too.
"""

from __future__ import annotations

import logging
import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from extractor.datatypes.geometry import Box
from extractor.datatypes.page import Page, PageState, Sheet, Word
from extractor.engines import filetypes, ofd, pdf, picture
from extractor.errors import ExtractorError, InternalError, TooLargeError
from extractor.settings import LimitSettings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Pixels = NDArray[np.uint8]

log = logging.getLogger(__name__)
_MOST_BROKEN = 0.10
"""Share of characters without a meaning above which a text layer is garbled."""
_MOST_LYING = 0.5
"""Share of characters on their side above which a page is set upright and read from the image."""
_WHOLE_PAGE = 0.80
"""A picture that covers this share of the page is the page: text over it is somebody's old reading."""
_LARGE_PICTURE = 0.15
_FEWEST_LETTERS = 8


class InkReader(Protocol):
    """What this step asks of the engines."""

    def cached(self, sheet: Sheet) -> Page | None:
        """Return an earlier reading of this page."""
        ...

    def keep(self, sheet: Sheet, page: Page) -> None:
        """Remember a reading."""
        ...

    def read(self, number: int, pixels: Pixels, dpi: float) -> Page:
        """Read a page from its picture."""
        ...


def read_all(sheets: Iterable[Sheet], reader: InkReader, limits: LimitSettings, dpi: int) -> Iterator[Page]:
    """Yield one page for each sheet; a page that can't be read is a value too, and the others go on.

    Where none can be read, the first error is raised at the end: it is the file's own, or the engine does not work.
    """
    first: ExtractorError | None = None
    some = False
    for sheet in sheets:
        found = _tried(sheet, reader, limits, dpi)
        if isinstance(found, Page):
            some = True
            yield found
        else:
            first = first or found
            yield failed(sheet, found)
    if first is not None and not some:
        raise first


def failed(sheet: Sheet, error: ExtractorError) -> Page:
    """Return the page that stands for one that could not be read."""
    log.warning("%s: page %d: %s", sheet.source.name, sheet.number, error.sentence())
    return Page(sheet.number, 0, 0, (), state=PageState.FAILED, notes=(error.sentence(),))


def _tried(sheet: Sheet, reader: InkReader, limits: LimitSettings, dpi: int) -> Page | ExtractorError:
    """Read one page, or say what kept it from being read. Without memory nothing goes on: a process of its own has more."""
    try:
        return read(sheet, reader, limits, dpi)
    except MemoryError:
        raise
    except ExtractorError as error:
        return error
    except Exception as error:  # the border of a page: what an engine stumbles over must not cost the others
        log.exception("%s: page %d", sheet.source.name, sheet.number)
        return InternalError(f"page {sheet.number}: {type(error).__name__}: {error}")


def read(sheet: Sheet, reader: InkReader, limits: LimitSettings, dpi: int = 300) -> Page:
    """Read one page; raises the contract's errors where it can't be opened."""
    if sheet.source.media_type == filetypes.OFD:
        return ofd.read(sheet.source.path, sheet.number)
    if sheet.source.media_type != filetypes.PDF:
        return _from_ink(sheet, reader, lambda: picture.load(sheet.source.path, sheet.number, limits.pixels))
    own = pdf.read_print(sheet.source.path, sheet.number)
    if not _is_sound(own):
        return _from_ink(sheet, reader, lambda: _rendered(sheet, own.width, own.height, limits, dpi))
    page = Page(sheet.number, own.width, own.height, own.words, rules=own.rules, state=PageState.TEXT)
    area = own.width * own.height
    pictures = [box for box in own.image_boxes if _on_page(box, own).area >= _LARGE_PICTURE * area]
    if not pictures:
        return page
    seen = _from_ink(sheet, reader, lambda: _rendered(sheet, own.width, own.height, limits, dpi))
    return _with_pictures(page, seen, pictures)


def _is_sound(own: pdf.Print) -> bool:
    letters = sum(len(word.text) for word in own.words)
    if letters < _FEWEST_LETTERS:
        return not own.image_boxes and letters > 0
    if own.broken > _MOST_BROKEN * letters or own.lying > _MOST_LYING:
        return False
    page = own.width * own.height
    return not any(_on_page(box, own).area > _WHOLE_PAGE * page for box in own.image_boxes)


def _on_page(box: Box, own: pdf.Print) -> Box:
    """Cut a box to the page: letterheads often bleed over the edge."""
    x0, top = min(max(0.0, box.x0), own.width), min(max(0.0, box.top), own.height)
    return Box(x0, top, max(x0, min(own.width, box.x1)), max(top, min(own.height, box.bottom)))


def _rendered(sheet: Sheet, width: float, height: float, limits: LimitSettings, dpi: int) -> tuple[Pixels, float]:
    """Render a page; a sheet of poster size is rendered coarser rather than refused."""
    inches = width / 72 * height / 72
    if inches <= 0:
        raise TooLargeError(f"page {sheet.number} has no size")
    most = limits.pixels or 1 << 40
    chosen = min(float(dpi), math.sqrt(most / inches))
    if chosen < 50:
        raise TooLargeError(f"page {sheet.number} measures {width / 72:.0f} x {height / 72:.0f} inches")
    return pdf.render(sheet.source.path, sheet.number, chosen), chosen


def _from_ink(sheet: Sheet, reader: InkReader, pixels: Callable[[], tuple[Pixels, float]]) -> Page:
    known = reader.cached(sheet)
    if known is not None:
        return known
    page = reader.read(sheet.number, *pixels())
    reader.keep(sheet, page)
    return page


def _with_pictures(page: Page, seen: Page, pictures: list[Box]) -> Page:
    """Add what stands in pictures to a digital page; its own words are never doubted."""
    added: list[Word] = [
        replace(word, box=seen.as_seen(word.box))
        for word in seen.words
        if any(box.holds_middle_of(seen.as_seen(word.box)) for box in pictures)
        and not any(own.box.intersection(seen.as_seen(word.box)) > 0.3 * own.box.area for own in page.words)
    ]
    if not added:
        return page
    return replace(page, words=page.words + tuple(added), state=PageState.MIXED, seals=seen.seals)
