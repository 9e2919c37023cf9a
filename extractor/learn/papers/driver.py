"""Write papers with their truth into a folder."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from typing import Any

import pypdf
import pypdfium2

from extractor.learn.papers import families, render_drawn, render_html, render_text
from extractor.learn.papers import stack as stacks
from extractor.learn.papers.compose import Paper

_RENDER = {"html": render_html.render, "drawn": render_drawn.render, "text": render_text.render}
QUALITIES = ("digital", "scan300", "scan200", "fax", "copy", "photo")
STACKS = 0.06
"""Share of files that hold several papers."""


def compose_one(seed: int, number: int, split: str | None = None, kind: str | None = None) -> list[Paper]:
    """Compose the papers of one file; they depend on the seed and the file's number alone."""
    rng = Random(f"{seed}/{number}")
    if kind == "stack" or (kind is None and rng.random() < STACKS):
        return stacks.stack(rng, split)
    return [stacks.paper(rng, kind or families.draw_kind(rng), split)]


def render(paper: Paper) -> bytes:
    """Return a paper's PDF."""
    return _RENDER[paper.renderer](paper.blocks, paper.theme)


def assemble(papers: Sequence[Paper]) -> tuple[bytes, list[dict[str, Any]]]:
    """Return one PDF of all papers and the truth of each, with its pages."""
    parts = [render(paper) for paper in papers]
    truths, page = [], 1
    for paper, part in zip(papers, parts, strict=True):
        with pypdfium2.PdfDocument(part) as document:
            count = len(document)
        truths.append(paper.truth.to_json(range(page, page + count)))
        page += count
    return (parts[0] if len(parts) == 1 else _joined(parts)), truths


def _joined(parts: Sequence[bytes]) -> bytes:
    writer = pypdf.PdfWriter()
    for part in parts:
        writer.append(io.BytesIO(part))
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def generate(
    count: int, seed: int, out: Path, split: str | None = None, quality: str = "digital",
    progress: Callable[[int], None] | None = None,
) -> list[Path]:  # fmt: skip
    """Write `count` files with truth into `out`; return their paths. `progress` is told how many are done."""
    out.mkdir(parents=True, exist_ok=True)
    paths = []
    for number in range(count):
        paths.append(
            write_one(
                compose_one(seed, number, split),
                out / f"g{seed}-{number:05d}",
                quality,
                Random(f"{seed}/{number}/paper"),
            )
        )
        if progress is not None:
            progress(number + 1)
    return paths


def write_one(papers: Sequence[Paper], stem: Path, quality: str, rng: Random) -> Path:
    """Write one file and its truth; return the file's path. `mixed` draws a quality."""
    data, documents = assemble(papers)
    ending = "pdf"
    quality = rng.choice(QUALITIES) if quality == "mixed" else quality
    if quality != "digital":
        from extractor.learn.papers.degrade import degrade

        data, ending = degrade(data, quality, rng)
    path = stem.with_name(f"{stem.name}.{ending}")
    path.write_bytes(data)
    layout = "stack" if len(papers) > 1 else documents[0]["layout"]
    truth = {"quality": quality, "layout": layout, "documents": documents}
    text = json.dumps(truth, ensure_ascii=False, indent=1)
    stem.with_name(stem.name + ".truth.json").write_text(text, encoding="utf-8")
    return path
