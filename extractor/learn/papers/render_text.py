"""Renderer `text`: blocks become lines of fixed pitch, as from a teleprinter or an old ERP system, set on pages."""

from __future__ import annotations

import io
import re
from textwrap import wrap

from reportlab.lib.pagesizes import A4, letter
from reportlab.pdfgen.canvas import Canvas

from extractor.learn.papers import fonts
from extractor.learn.papers.blocks import (
    Band,
    Block,
    Gap,
    Item,
    Lines,
    Pairs,
    Rule,
    Side,
    Sign,
    Table,
    Theme,
)  # fmt: skip
from extractor.learn.papers.words import has_han, is_han

_FEED = "\f"
_LEAST = 84
_TOKEN = re.compile(r"[\u1100-\u11ff\u2e80-\ud7ff\uf900-\uffef]|[^\u1100-\u11ff\u2e80-\ud7ff\uf900-\uffef\s]+|\s+")
"""One Chinese character, one word, or white space."""


def render(blocks: tuple[Block, ...], theme: Theme) -> bytes:
    """Return the PDF of a document."""
    widths = [needed(block) for block in blocks if isinstance(block, Table)]
    width = max([_LEAST, *widths])
    lines = [line for block in blocks for line in draw(block, width)]
    return _set(lines, width, theme)


def _set(lines: list[str], width: int, theme: Theme) -> bytes:
    out = io.BytesIO()
    size = letter if theme.page == "letter" else A4
    canvas = Canvas(out, pagesize=size, invariant=1)
    mono = "WenQuanYi Zen Hei Mono" if any(has_han(line) for line in lines) else theme.latin
    font = fonts.register(mono)
    spare = fonts.register("DejaVu Sans Mono")
    margin = 36.0
    pitch = 0.5 if has_han("".join(lines)) else canvas.stringWidth("0", font, 1000) / 1000
    points = min(11.0, (size[0] - 2 * margin) / width / pitch)
    top = y = size[1] - margin - 10
    canvas.setFont(font, points)
    for line in lines:
        if line == _FEED or y < margin:
            canvas.showPage()
            canvas.setFont(font, points)
            y = top
        if line != _FEED:
            x = margin
            for face, piece in fonts.runs(line, font, spare):
                canvas.setFont(face, points)
                canvas.drawString(x, y, piece)
                x += cells(piece) * pitch * points
            y -= points * max(theme.leading, 1.15)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def cells(text: str) -> int:
    """Return how many columns a text takes; a Chinese character takes two."""
    return sum(2 if is_han(character) else 1 for character in text)


def pad(text: str, width: int, align: str = "left") -> str:
    """Fill a text up to a width."""
    room = max(0, width - cells(text))
    if align == "right":
        return " " * room + text
    left = room // 2 if align == "center" else 0
    return " " * left + text + " " * (room - left)


def fold(text: str, width: int) -> list[str]:
    """Break a text into lines of at most `width` columns, at spaces; within Chinese anywhere."""
    lines: list[str] = []
    for piece in text.split("\n"):
        if not has_han(piece):
            lines += wrap(piece, max(width, 4), break_long_words=True, break_on_hyphens=False) or [""]
            continue
        line = ""
        for token in _TOKEN.findall(piece):
            if line and cells(line + token) > width:
                lines.append(line.rstrip())
                line = token.lstrip()
            else:
                line += token
        lines.append(line)
    return lines


def draw(block: Block, width: int) -> list[str]:
    """Return a block's lines."""
    if isinstance(block, Lines):
        return [pad(line, width, block.align).rstrip() for text in block.lines for line in fold(text, width)]
    if isinstance(block, Pairs):
        return _pairs(block, width)
    if isinstance(block, Table):
        return _table(block, width)
    if isinstance(block, Side):
        total = sum(block.widths)
        widths = [int(width * share / total) for share in block.widths]
        parts = [
            [line for inner in part for line in draw(inner, each - 2)]
            for part, each in zip(block.parts, widths, strict=True)
        ]
        return _beside(parts, widths)
    if isinstance(block, Band):
        return ["*" * width, pad(f"*** {block.text} ***", width, "center").rstrip(), "*" * width]
    if isinstance(block, Rule):
        return ["-" * width]
    if isinstance(block, Gap):
        return [""] * max(1, round(block.lines))
    if isinstance(block, Sign):
        return ["", "", pad("_" * 30, width, block.align).rstrip(), pad(block.caption, width - 4, block.align).rstrip()]
    return [_FEED]


def _beside(parts: list[list[str]], widths: list[int]) -> list[str]:
    height = max(len(part) for part in parts)
    rows = []
    for at in range(height):
        row = [pad(part[at] if at < len(part) else "", width) for part, width in zip(parts, widths, strict=True)]
        rows.append("".join(row).rstrip())
    return rows


def _label(item: Item, block: Pairs) -> str:
    return f"{item.label}{block.colon}" if item.label else ""


def _pairs(block: Pairs, width: int) -> list[str]:
    columns = max(block.columns, 1)
    chunks = [block.items[i : i + columns] for i in range(0, len(block.items), columns)]
    if block.form == "inline":
        flat = ["   ".join(f"{_label(i, block)} {', '.join(i.lines)}".strip() for i in chunk) for chunk in chunks]
        return [line for text in flat for line in fold(text, width)]
    lines: list[str] = []
    each = width // columns
    for chunk in chunks:
        parts = [_one(item, block, each - 2) for item in chunk]
        lines += parts[0] if len(parts) == 1 else _beside(parts, [each] * len(parts))
        if block.form in {"above", "cell"}:
            lines.append("")
    return lines


def _one(item: Item, block: Pairs, width: int) -> list[str]:
    if block.form in {"above", "cell", "strip"}:
        return [_label(item, block), *["  " + line for text in item.lines for line in fold(text, width - 2)]]
    if block.form == "colon":
        first = f"{_label(item, block)} {item.lines[0]}".strip()
        return [line for text in (first, *item.lines[1:]) for line in fold(text, width)]
    lead = min(26, max(12, width // 3))
    labels = fold(_label(item, block), lead - 1)
    values = [line for text in item.lines for line in fold(text, width - lead)]
    height = max(len(labels), len(values))
    labels += [""] * (height - len(labels))
    values += [""] * (height - len(values))
    return [pad(label, lead) + value for label, value in zip(labels, values, strict=True)]


def _columns(block: Table) -> tuple[list[int], int]:
    """Return each column's width and which one gives way: the widest with running text."""
    rows = [row for row in block.rows if row.kind in {"line", "total", "charge"}]
    natural, least = [], []
    for at, column in enumerate(block.columns):
        texts = [
            row.cells[at - row.span + 1] if at >= row.span else row.cells[0] if at == 0 and row.span == 1 else ""
            for row in rows
        ]
        parts = [part for text in texts for part in text.split("\n")]
        natural.append(max([cells(part) for part in parts] + [cells(word) for word in column.head.split()] + [3]))
        least.append(max([cells(word) for part in [*parts, column.head] for word in part.split()] + [3]))
    flexible = max(range(len(natural)), key=lambda at: natural[at] if block.columns[at].align == "left" else 0)
    natural[flexible] = max(least[flexible], min(natural[flexible], 40))
    return natural, flexible


def needed(block: Table) -> int:
    """Return the width in columns that a table needs."""
    widths, _ = _columns(block)
    return sum(widths) + 2 * len(widths) + 2


def _table(block: Table, width: int) -> list[str]:
    widths, flexible = _columns(block)
    widths[flexible] += max(0, width - sum(widths) - 2 * len(widths) - 2)
    full = sum(widths) + 2 * len(widths)
    boxed = block.rule == "full"
    edge = (
        "+" + "+".join("-" * (each + 1) for each in widths) + "+"
        if boxed
        else ("=" if block.rule == "head" else "-") * full
    )
    heads = _line(tuple(c.head for c in block.columns), 1, block, widths, boxed)
    if any(column.group for column in block.columns):
        heads = [_merged(block, widths), *heads]
    lines = [edge, *heads, edge] if block.rule != "none" else [*heads, ""]
    for row in block.rows:
        if row.kind in {"group", "sub", "detail"}:
            text = "      " + row.cells[0] if row.kind == "detail" else "  ".join(row.cells)
            lines.append(pad(text, full, "right" if row.kind == "sub" else "left").rstrip())
            continue
        if row.kind == "total" and block.rule != "none" and not boxed:
            lines.append(edge)
        lines += _line(row.cells, row.span, block, widths, boxed)
        if boxed or block.rule == "rows":
            lines.append(edge)
    return [*lines, *([] if block.rule in {"none", "full", "rows"} else [edge])]


def _merged(block: Table, widths: list[int]) -> str:
    """Return the line of merged headings above the heads."""
    line, at = "", 0
    while at < len(widths):
        end = at + 1
        while block.columns[at].group and end < len(widths) and block.columns[end].group == block.columns[at].group:
            end += 1
        line += pad(block.columns[at].group, sum(widths[at:end]) + 2 * (end - at), "center")
        at = end
    return line.rstrip()


def _line(row: tuple[str, ...], span: int, block: Table, widths: list[int], boxed: bool) -> list[str]:
    """Print one row, its cells broken over as many lines as they need."""
    merged = [sum(widths[:span]) + 2 * (span - 1), *widths[span:]]
    aligns = [block.columns[0].align if span == 1 else "left", *[c.align for c in block.columns[span:]]]
    parts = [fold(cell, each) for cell, each in zip(row, merged, strict=True)]
    lines = []
    for at in range(max(len(part) for part in parts)):
        texts = [
            pad(part[at] if at < len(part) else "", each, align)
            for part, each, align in zip(parts, merged, aligns, strict=True)
        ]
        lines.append("|" + "|".join(text + " " for text in texts) + "|" if boxed else "  ".join(texts).rstrip())
    return lines
