"""OFD, the container of Chinese electronic invoices (GB/T 33190-2016): pages of text objects in XML, in a ZIP.

Its text is read as it stands, each word with its box; pictures and curves are not drawn, only straight lines are kept as
rules. Lengths in the file are millimetres from the page's top left corner.
"""

from __future__ import annotations

import math
import posixpath
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from extractor.datatypes.geometry import Box
from extractor.datatypes.page import Page, PageState, Rule, Word
from extractor.engines import filetypes
from extractor.errors import CorruptError, EncryptedError, TooLargeError

POINTS = 72 / 25.4
"""Points in a millimetre."""
_MOST_XML = 20_000_000
_THIN = 0.8
"""Millimetres: a drawn object thinner than this is a ruling line."""
_NARROW = 0.55
"""Width of a Latin letter or digit in sizes of its type, where the file does not say; a Chinese character has 1."""


def page_count(path: Path) -> int:
    """Return the number of pages; CorruptError where the container is broken."""
    with _opened(path) as document:
        return len(document.pages)


def read(path: Path, number: int) -> Page:
    """Return page `number` (1-based) with its words."""
    with _opened(path) as document:
        place = document.pages[number - 1]
        page = document.xml(place)
        own = _child(page, "Area")
        size = _numbers(_text(own, "PhysicalBox")) or document.size
        if len(size) != 4 or min(size[2:]) <= 0:
            raise CorruptError(f"page {number} of {path.name} has no size")
        sources = [document.templates[key] for key in _template_ids(page) if key in document.templates]
        trees = [*(document.xml(source) for source in sources), page]
        words = tuple(word for tree in trees for word in _words(tree, size))
        rules = tuple(rule for tree in trees for rule in _rules(tree, size))
        width, height = size[2] * POINTS, size[3] * POINTS
        return Page(number, width, height, words, rules=rules, state=PageState.TEXT if words else PageState.BLANK)


@dataclass
class _Document:
    archive: zipfile.ZipFile
    name: str

    def xml(self, place: str) -> Any:
        """Return the root of an XML member, without entities, network or comments."""
        from lxml import etree

        info = self.archive.getinfo(place)
        if info.flag_bits & 1:
            raise EncryptedError(f"{self.name} is protected by a password")
        if info.file_size > _MOST_XML:
            raise TooLargeError(f"{place} in {self.name} unpacks to {info.file_size:,} bytes")
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
        return etree.fromstring(self.archive.read(info), parser)

    @cached_property
    def root_place(self) -> str:
        """The member that describes the document."""
        for element in self.xml(filetypes.OFD_ROOT).iter("{*}DocRoot"):
            return posixpath.normpath((element.text or "").strip().lstrip("/"))
        raise CorruptError(f"{self.name} names no document")

    @cached_property
    def root(self) -> Any:
        """The document's own description."""
        return self.xml(self.root_place)

    def place(self, location: str) -> str:
        """Return the member that a location in the document's description means."""
        if location.startswith("/"):
            return posixpath.normpath(location.lstrip("/"))
        return posixpath.normpath(posixpath.join(posixpath.dirname(self.root_place), location))

    @cached_property
    def pages(self) -> list[str]:
        """The pages in order."""
        found = (element.get("BaseLoc") for pages in self.root.iter("{*}Pages") for element in pages.iter("{*}Page"))
        return [self.place(location) for location in found if location]

    @cached_property
    def templates(self) -> dict[str, str]:
        """Template pages by their number: the form that is printed under the values."""
        found = self.root.iter("{*}TemplatePage")
        return {e.get("ID", ""): self.place(e.get("BaseLoc", "")) for e in found if e.get("BaseLoc")}

    @cached_property
    def size(self) -> list[float]:
        """The size of pages that do not give their own."""
        return next((_numbers(_text(area, "PhysicalBox")) for area in self.root.iter("{*}PageArea")), [])


@contextmanager
def _opened(path: Path) -> Iterator[_Document]:
    """Open the container; whatever is wrong inside is a CorruptError."""
    from lxml import etree

    try:
        with zipfile.ZipFile(path) as archive:
            yield _Document(archive, path.name)
    except (zipfile.BadZipFile, etree.XMLSyntaxError, KeyError, IndexError, ValueError, EOFError) as error:
        raise CorruptError(f"{path.name} can't be read as OFD ({error})") from error


def _child(element: Any, name: str) -> Any:
    return next(element.iter(f"{{*}}{name}"), None) if element is not None else None


def _text(element: Any, name: str) -> str:
    found = _child(element, name)
    return found.text or "" if found is not None else ""


def _numbers(text: str | None) -> list[float]:
    found = [float(part) for part in (text or "").split()]
    if not all(math.isfinite(number) for number in found):
        raise ValueError("a length without end")
    return found


def _template_ids(page: Any) -> list[str]:
    return [element.get("TemplateID", "") for element in page.iter("{*}Template")]


def _words(tree: Any, size: list[float]) -> Iterator[Word]:
    for shown in tree.iter("{*}TextObject"):
        boundary, type_size = _numbers(shown.get("Boundary")), float(shown.get("Size", "0") or 0)
        if len(boundary) != 4 or type_size <= 0:
            continue
        matrix = _numbers(shown.get("CTM"))
        for code in shown.iter("{*}TextCode"):
            yield from _run(code, boundary, matrix if len(matrix) == 6 else [1, 0, 0, 1, 0, 0], type_size, size)


def _run(code: Any, boundary: list[float], matrix: list[float], type_size: float, size: list[float]) -> Iterator[Word]:
    """Yield the words of one run of text: split at spaces and at wide gaps."""
    text = code.text or ""
    xs = _positions(code, text, type_size)
    y = float(code.get("Y", "0") or 0)
    start = 0
    for at in range(1, len(text) + 1):
        wide = at < len(text) and xs[at] - xs[at - 1] > _advance(text[at - 1], type_size) + 0.7 * type_size
        if at < len(text) and not text[at].isspace() and not text[at - 1].isspace() and not wide:
            continue
        word = text[start:at].strip()
        if word:
            first = start + len(text[start:at]) - len(text[start:at].lstrip())
            end = xs[at - 1] + _advance(text[at - 1], type_size)
            yield Word(word, _placed(xs[first], end, y, type_size, boundary, matrix, size))
        start = at


def _advance(character: str, type_size: float) -> float:
    return type_size * (1.0 if character > "\u2e7f" else _NARROW)


def _positions(code: Any, text: str, type_size: float) -> list[float]:
    """Return where each character starts; `g 3 2.5` in the list of steps stands for three steps of 2.5."""
    steps: list[float] = []
    parts = (code.get("DeltaX") or "").split()
    at = 0
    while at < len(parts):
        if parts[at] == "g" and at + 2 < len(parts):
            steps += [float(parts[at + 2])] * min(int(parts[at + 1]), len(text))
            at += 3
        else:
            steps.append(float(parts[at]))
            at += 1
    xs = [float(code.get("X", "0") or 0)]
    for place, character in enumerate(text[:-1]):
        xs.append(xs[-1] + (steps[place] if place < len(steps) else _advance(character, type_size)))
    return xs


def _placed(
    x0: float, x1: float, y: float, type_size: float, boundary: list[float], matrix: list[float], size: list[float]
) -> Box:
    """Return a word's box in points: its corners through the object's matrix, from the page's corner."""
    a, b, c, d, e, f = matrix
    corners = [(x, v) for x in (x0, x1) for v in (y - 0.85 * type_size, y + 0.15 * type_size)]
    xs = [a * x + c * v + e + boundary[0] - size[0] for x, v in corners]
    ys = [b * x + d * v + f + boundary[1] - size[1] for x, v in corners]
    return Box(min(xs) * POINTS, min(ys) * POINTS, max(xs) * POINTS, max(ys) * POINTS)


def _rules(tree: Any, size: list[float]) -> Iterator[Rule]:
    for drawn in tree.iter("{*}PathObject"):
        boundary = _numbers(drawn.get("Boundary"))
        if len(boundary) == 4 and min(boundary[2:]) < _THIN < max(boundary[2:]):
            x, y, width, height = boundary[0] - size[0], boundary[1] - size[1], boundary[2], boundary[3]
            yield Rule(Box(x * POINTS, y * POINTS, (x + width) * POINTS, (y + height) * POINTS))
