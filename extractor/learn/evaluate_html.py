"""Pages with the wrong values boxed: what was given in red, with the truth beside it. Plain HTML, no network."""

from __future__ import annotations

import base64
import html
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PIL import Image

from extractor.engines import original
from extractor.learn.evaluate import Paper, Report
from extractor.learn.scoring import Judgement

DPI = 90
_HEAD = """<!doctype html><meta charset="utf-8"><title>Wrong values</title><style>
body { font: 14px system-ui, sans-serif; margin: 1.5rem; color: #1b1f23; background: #fff }
.page { position: relative; display: inline-block; border: 1px solid #ccc } .page img { display: block }
.box { position: absolute; border: 2px solid #b3261e; background: #b3261e22 } td, th { padding: .15rem .6rem; text-align: left }
</style>"""


def write(report: Report, folder: Path, out: Path) -> None:
    """Write `out/index.html`: every paper with an error, worst first, its first page with the wrong values boxed."""
    out.mkdir(parents=True, exist_ok=True)
    wrong = [paper for paper in report.papers if not paper.flawless]
    wrong.sort(key=lambda paper: -sum(not judgement.right for judgement in paper.judgements))
    body = "".join(part for paper in wrong for part in _paper(paper, folder))
    (out / "index.html").write_text(
        f"{_HEAD}<h1>{len(wrong)} of {len(report.papers)} papers</h1>{body}", encoding="utf-8"
    )


def _paper(paper: Paper, folder: Path) -> Iterator[str]:
    errors = [judgement for judgement in paper.judgements if not judgement.right]
    yield f"<h2>{html.escape(paper.name)} p{paper.page}: {html.escape(paper.layout)}, {html.escape(paper.quality)}</h2>"
    yield "<table><tr><th>value<th>given<th>truth</tr>"
    for error in errors:
        given, truth = _shown(error.got), _shown(error.want)
        yield f"<tr><td>{html.escape(error.where)}<td>{html.escape(given)}<td>{html.escape(truth)}</tr>"
    yield "</table>"
    found = [path for path in sorted(folder.rglob(f"{paper.name}.*")) if path.suffix != ".json"]
    if found:
        yield _page(found[0], paper.page, errors)


def _shown(value: Any) -> str:
    bare = value.get("value") if isinstance(value, dict) else value
    return "" if bare is None else " ".join(bare) if isinstance(bare, list) else str(bare)


def _page(path: Path, number: int, errors: list[Judgement]) -> str:
    pixels, dpi = original.drawn(path, number, DPI, 0)
    image = Image.fromarray(pixels)
    stream = io.BytesIO()
    image.resize((round(image.width * DPI / dpi), round(image.height * DPI / dpi))).save(stream, "PNG")
    source = base64.b64encode(stream.getvalue()).decode()
    boxes = "".join(_box(error) for error in errors if isinstance(error.got, dict) and error.got.get("page") == number)
    return f'<div class="page"><img src="data:image/png;base64,{source}" alt="page {number}">{boxes}</div>'


def _box(error: Judgement) -> str:
    x0, top, x1, bottom = (edge * DPI / 72 for edge in error.got.get("bbox", (0, 0, 0, 0)))
    style = f"left:{x0:.0f}px;top:{top:.0f}px;width:{x1 - x0:.0f}px;height:{bottom - top:.0f}px"
    return f'<div class="box" style="{style}" title="{html.escape(error.where)}"></div>'
