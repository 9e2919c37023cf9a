"""A PDF that can be searched: the pages as they are, with an invisible layer of what was read from ink.

The layer's font has no glyphs: its codes are UTF-16 units and its ToUnicode map is the identity, so that any script of
the Basic Multilingual Plane can be searched and copied, and nothing is embedded. Only words read by OCR are written; a
page with text of its own stays as it is. Text rendering mode 3 is "neither fill nor stroke" (ISO 32000-1, 9.3.6).
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.datatypes.geometry import Box
from extractor.datatypes.page import Origin, Page, Source
from extractor.engines import filetypes

if TYPE_CHECKING:
    from pypdf import PageObject, PdfWriter
    from pypdf.generic import IndirectObject

FONT = "/ReadFromInk"
DESCENT = 0.2
"""Share of a word's box below its baseline."""
TO_UNICODE = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange
1 beginbfrange <0000> <FFFF> <0000> endbfrange
endcmap CMapName currentdict /CMap defineresource pop end end"""


def write(source: Source, pages: Sequence[Page], out: Path) -> int:
    """Write the file with its layer to `out`, whole or not at all; returns the number of words that were added."""
    writer = _opened(source)
    font = _font(writer)
    added = sum(_lay_over(writer, page, font) for page in pages)
    part = out.with_name(out.name + ".part")
    try:
        with part.open("wb") as stream:
            writer.write(stream)
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)
    return added


def _opened(source: Source) -> PdfWriter:
    """Return a file as a PDF that can be written to; the pictures of a TIFF, PNG or the like one after the other."""
    from pypdf import PdfReader, PdfWriter

    if source.media_type == filetypes.PDF:
        return PdfWriter(clone_from=PdfReader(source.path))
    writer = PdfWriter()
    for number in range(1, source.page_count + 1):
        writer.append(PdfReader(_as_pdf(source.path, number)), import_outline=False)
    return writer


def _as_pdf(path: Path, number: int) -> io.BytesIO:
    """Put one picture on a page of its own size; black and white stays that, and a tenth of the bytes."""
    from PIL import Image

    from extractor.engines import picture

    pixels, dpi = picture.load(path, number, 0)
    image = Image.fromarray(pixels)
    if image.mode == "L" and sum(image.histogram()[1:255]) == 0:
        image = image.convert("1", dither=Image.Dither.NONE)
    stream = io.BytesIO()
    image.save(stream, "PDF", resolution=dpi)
    return stream


def _font(writer: PdfWriter) -> IndirectObject:
    """Add the font without glyphs: every code one em wide, its meaning in the ToUnicode map."""
    from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, StreamObject, TextStringObject

    def name(text: str) -> NameObject:
        return NameObject(text)

    system = DictionaryObject(
        {name("/Registry"): TextStringObject("Adobe"), name("/Ordering"): TextStringObject("Identity"),
         name("/Supplement"): NumberObject(0)}
    )  # fmt: skip
    descriptor = DictionaryObject(
        {name("/Type"): name("/FontDescriptor"), name("/FontName"): name(FONT), name("/Flags"): NumberObject(4),
         name("/FontBBox"): ArrayObject([NumberObject(n) for n in (0, -200, 1000, 800)]),
         name("/ItalicAngle"): NumberObject(0), name("/Ascent"): NumberObject(800), name("/Descent"): NumberObject(-200),
         name("/CapHeight"): NumberObject(800), name("/StemV"): NumberObject(80)}
    )  # fmt: skip
    descendant = DictionaryObject(
        {name("/Type"): name("/Font"), name("/Subtype"): name("/CIDFontType2"), name("/BaseFont"): name(FONT),
         name("/CIDSystemInfo"): system, name("/FontDescriptor"): writer._add_object(descriptor),
         name("/DW"): NumberObject(1000), name("/CIDToGIDMap"): name("/Identity")}
    )  # fmt: skip
    meaning = StreamObject()
    meaning.set_data(TO_UNICODE)
    font = DictionaryObject(
        {name("/Type"): name("/Font"), name("/Subtype"): name("/Type0"), name("/BaseFont"): name(FONT),
         name("/Encoding"): name("/Identity-H"), name("/ToUnicode"): writer._add_object(meaning),
         name("/DescendantFonts"): ArrayObject([writer._add_object(descendant)])}
    )  # fmt: skip
    return writer._add_object(font)


def _lay_over(writer: PdfWriter, page: Page, font: IndirectObject) -> int:
    """Write a page's words from ink over it, and turn a page that lay on its side for the reader."""
    from pypdf.generic import DictionaryObject, NameObject, NumberObject, StreamObject

    target = writer.pages[page.number - 1]
    words = [word for word in page.words if word.origin is Origin.OCR and word.text.strip()]
    turned = (int(target.get("/Rotate", 0) or 0) + page.rotation) % 360
    if page.rotation:
        target[NameObject("/Rotate")] = NumberObject(turned)
    if not words:
        return 0
    frame = Box(*(float(edge) for edge in target.cropbox))
    runs = (_run(word.text, page.as_seen(word.box), frame, turned) for word in words)
    layer = StreamObject()
    layer.set_data(("q BT 3 Tr\n" + "\n".join(runs) + "\nET Q").encode("ascii"))
    resources = target.get("/Resources")
    resources = DictionaryObject() if resources is None else resources.get_object()
    fonts = resources.get("/Font")
    fonts = DictionaryObject() if fonts is None else fonts.get_object()
    fonts[NameObject(FONT)] = font
    resources[NameObject("/Font")] = fonts
    target[NameObject("/Resources")] = resources
    _append(writer, target, layer)
    return len(words)


def _append(writer: PdfWriter, target: PageObject, layer: object) -> None:
    """Put a content stream behind those of the page, whose own graphics state is closed first."""
    from pypdf.generic import ArrayObject, ContentStream, NameObject, StreamObject

    assert isinstance(layer, StreamObject)
    own = target.get_contents()
    before, after = StreamObject(), StreamObject()
    before.set_data(b"q\n")
    after.set_data(b"\nQ\n")
    streams = [before, *([own] if isinstance(own, ContentStream) else []), after, layer]
    target[NameObject("/Contents")] = ArrayObject([writer._add_object(stream) for stream in streams])


def _run(text: str, box: Box, frame: Box, turned: int) -> str:
    """Return the operators that put a word into its box: size by its height, squeezed or stretched to its width.

    `box` counts from the top left of the page as a person sees it, `frame` is the page in its own space (y upwards).
    """
    codes = text.encode("utf-16-be", "ignore").hex().upper()
    size = max(1.0, box.height)
    squeeze = 100 * max(0.5, box.width) / (size * max(1, len(codes) // 4))
    u, v = box.x0, box.bottom - DESCENT * size
    left, low, right, high = frame.as_tuple()
    matrix, x, y = {
        0: ("1 0 0 1", left + u, high - v),
        90: ("0 1 -1 0", left + v, low + u),
        180: ("-1 0 0 -1", right - u, low + v),
        270: ("0 -1 1 0", right - v, high - u),
    }[turned]
    return f"{FONT} {size:.2f} Tf {squeeze:.2f} Tz {matrix} {x:.2f} {y:.2f} Tm <{codes}> Tj"
