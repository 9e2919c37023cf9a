"""Double-sided stacks from a one-sided feeder: fronts in one file, backs in reverse order in the next."""

from __future__ import annotations

from pathlib import Path

from extractor.errors import CorruptError


def collate(fronts: Path, backs: Path, out: Path) -> Path:
    """Write the pages in reading order to `out`: front 1, last back, front 2, ... and return it.

    The stack is turned over as a whole, so the first back scanned belongs to the last front. CorruptError where the two
    do not have the same number of pages: a sheet was pulled twice, and guessing which would mix two papers.
    """
    from pypdf import PdfReader, PdfWriter

    front_pages, back_pages = list(PdfReader(fronts).pages), list(PdfReader(backs).pages)
    if len(front_pages) != len(back_pages):
        raise CorruptError(f"{fronts.name} has {len(front_pages)} pages and {backs.name} {len(back_pages)}")
    writer = PdfWriter()
    for front, back in zip(front_pages, reversed(back_pages), strict=True):
        writer.add_page(front)
        writer.add_page(back)
    part = out.with_name(out.name + ".part")
    with part.open("wb") as stream:
        writer.write(stream)
    part.replace(out)
    return out
