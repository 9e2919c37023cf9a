"""Stamps and signatures as geometry, so that each renderer draws the same: strokes, circles, letters on a curve."""

from __future__ import annotations

import math
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from random import Random

from extractor.learn.papers.blocks import Seal

RED, BLUE = "#c8202c", "#2a3f9d"
SIZE = 84.0
"""Points: an ornament is drawn in a square of this side."""


@dataclass(frozen=True)
class Glyph:
    """A piece of text with its middle at x, y, turned by degrees clockwise."""

    text: str
    x: float
    y: float
    turn: float
    size: float


def round_glyphs(seal: Seal) -> list[Glyph]:
    """Return the characters around a round seal and the words below its star."""
    middle, radius = SIZE / 2, SIZE * 0.36
    count = len(seal.text)
    sweep = min(280, 24 * count)
    size = max(4.0, min(9.0, radius * math.radians(sweep) / max(count, 1) * 0.9))
    glyphs = []
    for number, character in enumerate(seal.text):
        turn = -sweep / 2 + sweep * (number + 0.5) / count
        angle = math.radians(turn)
        glyphs.append(
            Glyph(character, middle + radius * math.sin(angle), middle - radius * math.cos(angle), turn, size)
        )
    return [*glyphs, Glyph(seal.inner, middle, middle + SIZE * 0.22, 0, 6)]


def star(middle: float, radius: float) -> list[tuple[float, float]]:
    """Return the corners of a five-pointed star."""
    corners = []
    for corner in range(10):
        reach = radius if corner % 2 == 0 else radius * 0.38
        angle = math.pi / 5 * corner
        corners.append((middle + reach * math.sin(angle), middle - reach * math.cos(angle)))
    return corners


def scribble(seed: int) -> list[tuple[float, float]]:
    """Return the points of a signature-like stroke within the square."""
    rng = Random(seed)
    x, y = rng.uniform(2, 14), SIZE * 0.6
    points = [(x, y)]
    for _ in range(rng.randint(9, 18)):
        x += rng.uniform(-6, 13)
        y = SIZE * 0.58 + rng.uniform(-22, 16)
        points.append((min(max(x, 2), SIZE + 30), y))
    return points


def stroke_path(points: list[tuple[float, float]]) -> str:
    """Return a smooth SVG path through points."""
    path = f"M{points[0][0]:.1f},{points[0][1]:.1f}"
    for (x0, y0), (x1, y1) in pairwise(points):
        path += f" Q{x0:.1f},{y0:.1f} {(x0 + x1) / 2:.1f},{(y0 + y1) / 2:.1f}"
    return path


def svg(seal: Seal | None, seed: int) -> str:
    """Return seal and signature as SVG."""
    parts = _seal_svg(seal) if seal else []
    if seed:
        parts.append(f'<path d="{stroke_path(scribble(seed))}" fill="none" stroke="#1b2a6b" stroke-width="1"/>')
    if not parts:
        return ""
    return f'<svg width="{SIZE + 40}pt" height="{SIZE}pt" viewBox="0 0 {SIZE + 40} {SIZE}">{"".join(parts)}</svg>'


def _svg_text(glyph: Glyph, colour: str) -> str:
    return (
        f'<text transform="translate({glyph.x:.1f},{glyph.y:.1f}) rotate({glyph.turn:.1f})" '
        f'y="{glyph.size * 0.35:.1f}" '
        f'font-size="{glyph.size:.1f}" text-anchor="middle" fill="{colour}">{escape(glyph.text)}</text>'
    )


def _seal_svg(seal: Seal) -> list[str]:
    middle = SIZE / 2
    if seal.shape == "round":
        corners = " ".join(f"{x:.1f},{y:.1f}" for x, y in star(middle, SIZE * 0.13))
        ring = (
            f'<circle cx="{middle}" cy="{middle}" r="{SIZE * 0.46:.1f}" fill="none" stroke="{RED}" stroke-width="1.6"/>'
        )
        return [ring, f'<polygon points="{corners}" fill="{RED}"/>', *(_svg_text(g, RED) for g in round_glyphs(seal))]
    words = oval_glyphs(seal)
    if seal.shape == "oval":
        shape = f'cx="{middle + 18}" cy="{middle}" rx="58" ry="24"'
        edge = f'<ellipse {shape} fill="none" stroke="{BLUE}" stroke-width="1.2"/>'
    else:
        edge = f'<rect x="2" y="{middle - 20}" width="116" height="40" fill="none" stroke="{BLUE}" stroke-width="1.4"/>'
    return [edge, *(_svg_text(g, BLUE) for g in words)]


def oval_glyphs(seal: Seal) -> list[Glyph]:
    """Return the two lines of an oval or square stamp."""
    middle = SIZE / 2
    size = max(3.0, min(7.0, 150 / max(len(seal.text), 1)))
    return [Glyph(seal.text, middle + 18, middle - 5, 0, size), Glyph(seal.inner, middle + 18, middle + 8, 0, 6.5)]
