"""Write papers with their truth into a folder."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from random import Random

import pypdfium2

from extractor.learn.papers import compose, deal, families, render_html
from extractor.learn.papers.compose import Paper

_RENDER = {"html": render_html.render}


def compose_one(seed: int, number: int, split: str | None = None, kind: str | None = None) -> Paper:
    """Compose one paper; it depends on the seed and its number alone."""
    rng = Random(f"{seed}/{number}")
    chosen = kind or families.draw_kind(rng)
    family = families.draw_family(rng, chosen, split)
    while chosen not in families.TRADE or family.renderer not in _RENDER:
        chosen = families.draw_kind(rng)
        family = families.draw_family(rng, chosen, split)
    return compose.trade_paper(rng, deal.draw(rng), chosen, family)


def render(paper: Paper) -> bytes:
    """Return a paper's PDF."""
    return _RENDER[paper.renderer](paper.blocks, paper.theme)


def generate(
    count: int, seed: int, out: Path, split: str | None = None, quality: str = "digital",
    progress: Callable[[int], None] | None = None,
) -> list[Path]:  # fmt: skip
    """Write `count` papers with truth into `out`; return their paths. `progress` is told how many are done."""
    out.mkdir(parents=True, exist_ok=True)
    paths = []
    for number in range(count):
        paper = compose_one(seed, number, split)
        path = out / f"g{seed}-{number:05d}.pdf"
        data = render(paper)
        path.write_bytes(data)
        pages = range(1, len(pypdfium2.PdfDocument(data)) + 1)
        truth = {"quality": "digital", "layout": paper.truth.layout, "documents": [paper.truth.to_json(pages)]}
        path.with_suffix("").with_suffix(".truth.json").write_text(
            json.dumps(truth, ensure_ascii=False, indent=1), encoding="utf-8"
        )
        paths.append(path)
        if progress is not None:
            progress(number + 1)
    return paths
