"""Papers made for tests: small PDFs and images with known print."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
from numpy.typing import NDArray
from PIL import Image
from pypdf import PdfWriter
from reportlab.pdfgen.canvas import Canvas

Pixels = NDArray[np.uint8]
A4 = (595.0, 842.0)

INVOICE = (
    (60, 60, "COMMERCIAL INVOICE", 18),
    (60, 100, "Nordwind Magnetwerk GmbH", 11),
    (330, 100, "Invoice No.: NW-2025-0417", 11),
    (330, 118, "Date: 2025-09-14", 11),
    (60, 150, "Sold to:", 11),
    (60, 166, "Aurora Drive Systems Inc.", 11),
    (60, 182, "120 Lake Street, Columbus, OH 43004, USA", 11),
    (60, 230, "Description", 11), (300, 230, "Qty", 11), (380, 230, "Unit price USD", 11), (490, 230, "Amount USD", 11),
    (60, 250, "Sintered NdFeB magnet N42SH", 11), (300, 250, "1,200 pcs", 11), (400, 250, "2.50", 11),
    (490, 250, "3,000.00", 11),
    (60, 270, "SmCo magnet YXG-28", 11), (300, 270, "400 pcs", 11), (400, 270, "7.25", 11), (490, 270, "2,900.00", 11),
    (380, 300, "Total amount", 11), (490, 300, "5,900.00", 11),
)  # fmt: skip
"""An invoice as (x, y from the top, text, size); the numbers add up."""

Print = Sequence[tuple[float, float, str, float]]


def pdf(path: Path, *pages: Print, rotate: int = 0, rules: Sequence[tuple[float, float, float, float]] = ()) -> Path:
    """Write a PDF whose pages carry the given print, and ruling lines as (x0, y0, x1, y1) from the top."""
    canvas = Canvas(str(path), pagesize=A4)
    for page in pages or ((),):
        for x, y, text, size in page:
            canvas.setFont("Helvetica", size)
            canvas.drawString(x, A4[1] - y, text)
        for x0, y0, x1, y1 in rules:
            canvas.line(x0, A4[1] - y0, x1, A4[1] - y1)
        canvas.showPage()
    canvas.save()
    if rotate:
        writer = PdfWriter(clone_from=path)
        for page_object in writer.pages:
            page_object.rotate(rotate)
        writer.write(path)
    return path


def archive(path: Path, members: Mapping[str, bytes]) -> Path:
    """Write a ZIP with these members, in their order."""
    with zipfile.ZipFile(path, "w") as out:
        for name, content in members.items():
            out.writestr(name, content)
    return path


WORD = {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"", "word/media/image1.jpeg": b"\xff\xd8\xff\xd9"}
"""What is in a .docx."""


def pixels(print_: Print, dpi: int = 200, folder: Path | None = None) -> Pixels:
    """Return a page of print as RGB pixels."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4)
    for x, y, text, size in print_:
        canvas.setFont("Helvetica", size)
        canvas.drawString(x, A4[1] - y, text)
    canvas.save()
    with pdfium.PdfDocument(stream.getvalue()) as document:
        found: Pixels = document[0].render(scale=dpi / 72, rev_byteorder=True).to_numpy()[:, :, :3].copy()
    return found


def image_pdf(path: Path, *pages: Pixels, dpi: int = 200) -> Path:
    """Write a PDF whose pages are pictures: a scan."""
    images = [Image.fromarray(page) for page in pages]
    images[0].save(path, "PDF", resolution=dpi, save_all=True, append_images=images[1:])
    return path
