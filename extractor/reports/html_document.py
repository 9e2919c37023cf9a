"""The page of one document: every value with its certainty, page and box, and the paper itself where it can be drawn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from extractor.datatypes.page import Page
from extractor.datatypes.record import Field, Record, paths
from extractor.reports.figures import anchor
from extractor.reports.pageimage import PageImage, page_image
from extractor.store.store import Store

MARGIN = 4
MOST_CUT = 420
"""Pixels: wider places are cut off, the whole page is below."""


def document_page(store: Store, row: Mapping[str, Any], record: Record, images: bool) -> dict[str, Any]:
    """Return what the template of a document needs; `images` draws the pages that carry values."""
    found = [(path, field) for path, field in paths(record)]
    numbers = sorted({field.page for _, field in found if field.page is not None})
    drawn = _drawn(store, row["sha256"], numbers) if images else {}
    number = record.fields.get("document_number")
    return {
        "id": row["id"],
        "title": f"{record.doc_type.replace('_', ' ')} {_text(number) if number else ''}".strip(),
        "doc_type": record.doc_type,
        "status": row["status"],
        "sha256": row["sha256"],
        "rows": [_row(path, field, drawn) for path, field in found],
        "pages": [_page(page, image, found) for page, image in drawn.items()],
    }


def _drawn(store: Store, sha256: str, numbers: list[int]) -> dict[int, PageImage]:
    known: dict[int, Page] = {page.number: page for page in store.pages(sha256)}
    out = {}
    for number in numbers:
        page = known.get(number)
        image = page_image(store.original(sha256), number, page.width, page.rotation) if page is not None else None
        if image is not None:
            out[number] = image
    return out


def _row(path: str, field: Field, drawn: Mapping[int, PageImage]) -> dict[str, Any]:
    image = drawn.get(field.page) if field.page is not None else None
    box = None if field.box is None else " ".join(f"{edge:.0f}" for edge in field.box.as_tuple())
    place = " · ".join(
        part for part in (f"page {field.page}" if field.page else "", box or "", str(field.origin)) if part
    )
    return {
        "path": path,
        "anchor": anchor(path),
        "value": _text(field),
        "confidence": f"{field.confidence:.1%}",
        "place": place,
        "box_href": f"#box-{anchor(path)}" if image is not None and field.box is not None else "",
        "cut": _cut(field, image),
    }


def _cut(field: Field, image: PageImage | None) -> dict[str, Any] | None:
    if image is None or field.box is None:
        return None
    x, y = max(0, round(field.box.x0 * image.scale) - MARGIN), max(0, round(field.box.top * image.scale) - MARGIN)
    width = min(MOST_CUT, round(field.box.width * image.scale) + 2 * MARGIN)
    return {
        "page": field.page,
        "x": x,
        "y": y,
        "width": width,
        "height": round(field.box.height * image.scale) + 2 * MARGIN,
    }


def _page(number: int, image: PageImage, found: list[tuple[str, Field]]) -> dict[str, Any]:
    boxes = list(_boxes(number, image, found))
    return {"number": number, "uri": image.uri, "width": image.width, "height": image.height, "boxes": boxes}


def _boxes(number: int, image: PageImage, found: list[tuple[str, Field]]) -> Iterator[dict[str, Any]]:
    for path, field in found:
        if field.page == number and field.box is not None:
            box, scale = field.box, image.scale
            yield {"anchor": f"box-{anchor(path)}", "row": anchor(path), "title": f"{path}: {_text(field)}",
                   "x": round(box.x0 * scale), "y": round(box.top * scale), "width": max(2, round(box.width * scale)),
                   "height": max(2, round(box.height * scale))}  # fmt: skip


def _text(field: Field) -> str:
    return field.value if isinstance(field.value, str) else " ".join(field.value)
