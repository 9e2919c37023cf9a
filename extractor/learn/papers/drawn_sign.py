"""The place of signature in the drawn renderer: line, caption, seal and signature as one piece of the page."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from reportlab.lib.colors import HexColor, black
from reportlab.platypus import Flowable

from extractor.learn.papers import ornaments
from extractor.learn.papers.blocks import Sign
from extractor.learn.papers.words import has_han


class Mark(Flowable):  # type: ignore[misc]
    """Signature line with its caption, seal and scribble."""

    def __init__(self, sign: Sign, latin: str, han: str, width: float) -> None:
        super().__init__()
        self.sign, self.latin, self.han = sign, latin, han
        self.width, self.height = width, 84.0

    def draw(self) -> None:
        """Draw on the canvas that platypus has put in place."""
        canvas = self.canv
        left = self.width - 190 if self.sign.align == "right" else 0
        canvas.setFont(self.han if has_han(self.sign.caption) else self.latin, 8)
        if self.sign.caption:
            canvas.line(left, 10, left + 185, 10)
        canvas.drawCentredString(left + 92, 0, self.sign.caption)
        if self.sign.company:
            canvas.setFont(self.han if has_han(self.sign.company) else self.latin, 8)
            canvas.drawString(left, 76, self.sign.company)
        canvas.translate(left + (20 if self.sign.scribble % 2 else 70), 0)
        if self.sign.seal:
            _draw_seal(canvas, self.sign, self.han)
        if self.sign.scribble:
            _draw_scribble(canvas, self.sign.scribble)


def _draw_scribble(canvas: Any, seed: int) -> None:
    points = ornaments.scribble(seed)
    canvas.setStrokeColor(HexColor("#1b2a6b"))
    path = canvas.beginPath()
    path.moveTo(points[0][0], ornaments.SIZE - points[0][1])
    for (x0, y0), (x1, y1) in pairwise(points):
        y0, y1 = ornaments.SIZE - y0, ornaments.SIZE - y1
        path.curveTo(x0, y0, x0, y0, (x0 + x1) / 2, (y0 + y1) / 2)
    canvas.drawPath(path)


def _draw_seal(canvas: Any, sign: Sign, han: str) -> None:
    seal, size = sign.seal, ornaments.SIZE
    assert seal is not None
    middle = size / 2
    colour = HexColor(ornaments.RED if seal.shape == "round" else ornaments.BLUE)
    canvas.setStrokeColor(colour)
    canvas.setFillColor(colour)
    if seal.shape == "round":
        canvas.circle(middle, middle, size * 0.46)
        path = canvas.beginPath()
        corners = ornaments.star(middle, size * 0.13)
        path.moveTo(corners[0][0], size - corners[0][1])
        for x, y in corners[1:]:
            path.lineTo(x, size - y)
        path.close()
        canvas.drawPath(path, fill=1, stroke=0)
        glyphs = ornaments.round_glyphs(seal)
    else:
        glyphs = ornaments.oval_glyphs(seal)
        if seal.shape == "oval":
            canvas.ellipse(middle - 40, middle - 24, middle + 76, middle + 24)
        else:
            canvas.rect(2, middle - 20, 116, 40)
    for glyph in glyphs:
        canvas.saveState()
        canvas.translate(glyph.x, size - glyph.y)
        canvas.rotate(-glyph.turn)
        canvas.setFont(han, glyph.size)
        canvas.drawCentredString(0, -glyph.size * 0.35, glyph.text)
        canvas.restoreState()
    canvas.setFillColor(black)
