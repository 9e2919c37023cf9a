"""The report as a folder of pages that need nothing else: open `index.html`, online or off, or print it.

Every number leads to the page of its parts, and each part to the document and the box that it was read from. All that comes
from documents is escaped by the templates; a strict content policy in each page forbids scripts and other hosts.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from extractor.errors import UsageError
from extractor.register.indicators.book import Book
from extractor.register.paper import Paper
from extractor.reports.figures import Figure, Figures, Part, anchor, document_href, kg
from extractor.reports.html_document import document_page
from extractor.reports.html_index import STATUS_WORDS, LicenceLine, all_cites, index_page
from extractor.store.store import Store

MARK = "made-by-extractor"
"""A file that says that a folder is a report of ours and may be replaced."""


def write(
    store: Store, out: Path, book: Book, volumes: Figures, licences: Sequence[LicenceLine],
    indicators: Sequence[Mapping[str, Any]], documents: Sequence[Paper], images: bool = True,
) -> Path:  # fmt: skip
    """Write the report and return its first page; UsageError where `out` holds anything but a report."""
    _clear(out)
    pages = _environment()
    index = index_page(book, volumes, licences, indicators, documents)
    _write(out / "index.html", pages.get_template("index.html.j2").render(report=index))
    names = {paper.document_id: _name(paper) for paper in documents}
    figure_page = pages.get_template("figure.html.j2")
    for figure in volumes.values():
        _write(out / figure.href, figure_page.render(figure=_figure(figure, names)))
    status_page = pages.get_template("status.html.j2")
    for status in {paper.status for paper in documents}:
        rows = [_status_row(paper) for paper in documents if paper.status == status]
        found = {"label": STATUS_WORDS.get(status, status), "rows": rows}
        _write(out / f"figures/status-{anchor(status)}.html", status_page.render(status=found))
    paper_page = pages.get_template("document.html.j2")
    for row, record in store.all_shown():
        page = document_page(store, row, record, images)
        _write(out / f"documents/{row['id']}.html", paper_page.render(paper=page))
    return out / "index.html"


def _environment() -> Environment:
    loader = PackageLoader("extractor.reports", "templates")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True)


def _clear(out: Path) -> None:
    """Make an empty folder of `out`; only a report of ours is replaced."""
    if out.exists() and not out.is_dir():
        raise UsageError(f"{out} is a file; name a folder for the report")
    if out.is_dir() and any(out.iterdir()):
        if not (out / MARK).is_file():
            raise UsageError(f"{out} holds other files; name a new folder for the report")
        for name in ("figures", "documents"):
            shutil.rmtree(out / name, ignore_errors=True)
    for name in ("figures", "documents"):
        (out / name).mkdir(parents=True, exist_ok=True)
    _write(out / MARK, "This folder is replaced whole by `extractor report html`.\n")


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def _figure(figure: Figure, names: Mapping[int, str]) -> dict[str, Any]:
    parts = sorted(
        figure.parts, key=lambda part: (str(part.shipment.date or ""), part.shipment.id, part.line.goods.index)
    )
    return {
        "title": figure.title,
        "total": kg(figure.total) if figure.summed else "",
        "unit": figure.unit,
        "parts": [_part(part, names) for part in parts],
    }


def _part(part: Part, names: Mapping[int, str]) -> dict[str, Any]:
    goods = part.line.goods
    client = part.shipment.client.name if part.shipment.client is not None else "unknown"
    return {
        "day": part.shipment.date or "undated",
        "what": f"{client}: {goods.description} {goods.grade or ''}".strip(),
        "value": kg(part.value),
        "ground": part.ground,
        "papers": list(_papers(part, names)),
    }


def _papers(part: Part, names: Mapping[int, str]) -> Iterable[dict[str, str]]:
    """Yield links to the line's own places first, then to the other papers of its shipment."""
    seen = set()
    places = part.line.goods.cites
    best = next((places[name] for name in ("net_weight_kg", "quantity", "description") if name in places), None)
    if best is not None:
        seen.add(best.document_id)
        yield {"href": f"../{document_href(best)}", "text": names.get(best.document_id, str(best.document_id))}
    for paper in part.shipment.papers:
        if paper.document_id not in seen:
            seen.add(paper.document_id)
            yield {"href": f"../documents/{paper.document_id}.html", "text": names[paper.document_id]}


def _name(paper: Paper) -> str:
    kind = paper.doc_type.replace("_", " ")
    return f"{kind} {paper.value('document_number') or paper.document_id}"


def _status_row(paper: Paper) -> dict[str, Any]:
    least = min((cite.confidence for cite in all_cites(paper)), default=None)
    return {
        "id": paper.document_id,
        "doc_type": paper.doc_type.replace("_", " "),
        "number": paper.value("document_number") or "",
        "day": paper.value("issue_date") or "",
        "least": "" if least is None else f"{least:.0%}",
    }
