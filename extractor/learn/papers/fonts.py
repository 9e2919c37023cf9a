"""Fonts for the drawn and the plain renderer: files found through fontconfig, registered with ReportLab once."""

from __future__ import annotations

import subprocess
from functools import cache
from html import escape
from typing import Any


@cache
def _file(family: str, style: str) -> tuple[str, int]:
    wanted = f"{family}:style={style}"
    found = subprocess.run(["fc-match", "-f", "%{file}|%{index}", wanted], capture_output=True, text=True, check=True)
    path, index = found.stdout.split("|")
    return path, int(index) & 0xFFFF


@cache
def register(family: str, *, bold: bool = False) -> str:
    """Register a family with ReportLab and return its name there; a family without a bold face stands for both."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    path, index = _file(family, "Bold" if bold else "Regular")
    if bold and (path, index) == _file(family, "Regular"):
        return register(family)
    name = family.replace(" ", "") + ("Bold" if bold else "")
    pdfmetrics.registerFont(TTFont(name, path, subfontIndex=index))
    return name


@cache
def _glyphs(name: str) -> Any:
    from reportlab.pdfbase import pdfmetrics

    return pdfmetrics.getFont(name).face.charToGlyph


def runs(text: str, *stack: str) -> list[tuple[str, str]]:
    """Cut a text into (font, piece): each character in the first font of the stack that has it, else in the first."""
    pieces: list[tuple[str, str]] = []
    for character in text:
        if character.isspace():
            font = pieces[-1][0] if pieces else stack[0]
        else:
            font = next((name for name in stack if ord(character) in _glyphs(name)), stack[0])
        if pieces and pieces[-1][0] == font:
            pieces[-1] = (font, pieces[-1][1] + character)
        else:
            pieces.append((font, character))
    return pieces


def markup(text: str, first: str, *others: str) -> str:
    """Return a text as ReportLab paragraph markup with its fonts named."""
    parts = []
    for font, piece in runs(text, first, *others):
        safe = escape(piece).replace("\n", "<br/>")
        parts.append(safe if font == first else f'<font name="{font}">{safe}</font>')
    return "".join(parts)
