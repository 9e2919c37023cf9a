"""Renderer `html`: blocks become a styled page, set by WeasyPrint."""

from __future__ import annotations

import logging
from functools import cache
from html import escape
from pathlib import Path
from string import Template
from typing import Any

from extractor.learn.papers import ornaments
from extractor.learn.papers.blocks import (
    Band,
    Block,
    Break,
    Gap,
    Item,
    Lines,
    Pairs,
    Row,
    Rule,
    Side,
    Sign,
    Table,
    Theme,
)  # fmt: skip


@cache
def _fonts() -> Any:
    from weasyprint.text.fonts import FontConfiguration

    logging.getLogger("fontTools").setLevel(logging.ERROR)
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    return FontConfiguration()


def render(blocks: tuple[Block, ...], theme: Theme) -> bytes:
    """Return the PDF of a document."""
    import weasyprint

    fonts = _fonts()
    body = "".join(_block(block, theme) for block in blocks)
    page = f"<html><head><style>{_css(theme)}</style></head><body>{body}</body></html>"
    return bytes(weasyprint.HTML(string=page).write_pdf(font_config=fonts))


def _css(theme: Theme) -> str:
    foot = {"page": 'counter(page) " / " counter(pages)', "Page": '"Page " counter(page) " of " counter(pages)'}
    said = foot.get(theme.footer, f"'{_quoted(theme.footer)}'")
    note = f"@bottom-center {{ content: {said}; font-size: 7pt }}" if theme.footer else ""
    if theme.running:
        note += f" @top-right {{ content: '{_quoted(theme.running)}'; font-size: 7pt }}"
    template = Template((Path(__file__).parent / "words" / "page.css").read_text(encoding="utf-8"))
    return template.substitute(vars(theme), note=note)


def _quoted(text: str) -> str:
    return text.replace("\\", "").replace("'", "\\'")


def _text(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _block(block: Block, theme: Theme) -> str:
    if isinstance(block, Lines):
        weight = ";font-weight:bold" if block.bold else ""
        slant = ";font-style:italic" if block.italic else ""
        lines = "".join(f"<p>{_text(line)}</p>" for line in block.lines)
        return f'<div style="font-size:{block.size:.2f}em;text-align:{block.align}{weight}{slant}">{lines}</div>'
    if isinstance(block, Pairs):
        return _pairs(block)
    if isinstance(block, Table):
        return _table(block)
    if isinstance(block, Side):
        total = sum(block.widths)
        cells = "".join(
            f'<td style="width:{100 * width / total:.0f}%">{"".join(_block(b, theme) for b in part)}</td>'
            for part, width in zip(block.parts, block.widths, strict=True)
        )
        return f'<table class="side{" boxed" if block.boxed else ""}"><tr>{cells}</tr></table>'
    if isinstance(block, Sign):
        return _sign(block)
    return _plain(block, theme)


def _plain(block: Band | Rule | Gap | Break, theme: Theme) -> str:
    if isinstance(block, Band):
        return f'<div class="band">{_text(block.text)}</div>'
    if isinstance(block, Rule):
        return f'<div style="border-bottom:{block.weight}pt solid {theme.colour};margin:3pt 0"></div>'
    if isinstance(block, Gap):
        return f'<div style="height:{block.lines:.2f}em"></div>'
    return '<div style="break-before:page"></div>'


def _value(item: Item) -> str:
    lines = [_text(line) for line in item.lines]
    if item.strong and lines:
        lines[0] = f"<b>{lines[0]}</b>"
    return "<br>".join(lines)


def _chunks(items: tuple[Item, ...], size: int) -> list[tuple[Item, ...]]:
    return [items[i : i + size] for i in range(0, len(items), size)]


def _pairs(block: Pairs) -> str:
    chunks = _chunks(block.items, max(block.columns, 1))
    align = f"text-align:{block.align}"
    if block.form in {"colon", "inline"}:
        joint = "&nbsp;&nbsp;&nbsp; " if block.form == "inline" else "<br>"
        rows = []
        for chunk in chunks:
            one = [_after(item, block) if block.form == "colon" else _flat(item, block) for item in chunk]
            rows.append(joint.join(one))
        return f'<div style="{align}">' + "".join(f"<p>{row}</p>" for row in rows) + "</div>"
    if block.form == "strip":
        return "".join(_strip(chunk, block.columns) for chunk in chunks)
    make = {"rows": _label_value, "grid": _label_value, "cell": _stacked, "above": _stacked}[block.form]
    body = "".join(
        f"<tr>{''.join(make(item, block) for item in chunk)}{_filler(chunk, block)}</tr>" for chunk in chunks
    )
    kind = {"rows": "rowsp", "grid": "grid", "cell": "cell", "above": "above"}[block.form]
    width = ' style="width:auto;margin-left:auto"' if block.align == "right" and block.form == "rows" else ""
    return f'<table class="pairs {kind}"{width}>{body}</table>'


def _filler(chunk: tuple[Item, ...], block: Pairs) -> str:
    missing = block.columns - len(chunk)
    cells = missing * (2 if block.form in {"rows", "grid"} else 1)
    return f'<td colspan="{cells}" style="border:none;background:none"></td>' if cells > 0 else ""


def _after(item: Item, block: Pairs) -> str:
    return f"{_text(item.label)}{block.colon if item.label else ''} {_value(item)}"


def _flat(item: Item, block: Pairs) -> str:
    label = f"<b>{_text(item.label)}{block.colon}</b> " if item.label else ""
    return label + ", ".join(_text(line) for line in item.lines)


def _label_value(item: Item, block: Pairs) -> str:
    colon = block.colon if item.label else ""
    value = f'<td style="text-align:{block.align if block.form == "rows" else "left"}">{_value(item)}</td>'
    return f'<td class="l">{_text(item.label)}{colon}</td>{value}'


def _stacked(item: Item, block: Pairs) -> str:
    width = 100 / max(block.columns, 1)
    label = f'<span class="l">{_text(item.label)}{block.colon if block.form == "above" and item.label else ""}</span>'
    bold = f"<b>{label}</b><br>" if block.form == "above" and item.label else label
    return f'<td style="width:{width:.0f}%">{bold}{_value(item)}</td>'


def _strip(chunk: tuple[Item, ...], columns: int) -> str:
    share = f"{100 / max(len(chunk), 1):.0f}%"
    head = "".join(f'<th style="width:{share};text-align:center"><b>{_text(item.label)}</b></th>' for item in chunk)
    body = "".join(f'<td style="text-align:center">{_value(item)}</td>' for item in chunk)
    return f'<table class="strip"><tr>{head}</tr><tr>{body}</tr></table>'


def _table(block: Table) -> str:
    groups = ""
    if any(column.group for column in block.columns):
        cells, at = [], 0
        while at < len(block.columns):
            group = block.columns[at].group
            end = at + 1
            while group and end < len(block.columns) and block.columns[end].group == group:
                end += 1
            cells.append(f'<th colspan="{end - at}" style="text-align:center">{_text(group)}</th>')
            at = end
        groups = f"<tr>{''.join(cells)}</tr>"
    heads = "".join(f'<th style="text-align:{c.align}">{_text(c.head)}</th>' for c in block.columns)
    total = sum(column.width for column in block.columns)
    widths = "".join(f'<col style="width:{100 * column.width / total:.1f}%">' for column in block.columns)
    body = "".join(_row(row, block) for row in block.rows)
    head = f"<colgroup>{widths}</colgroup><thead>{groups}<tr>{heads}</tr></thead>"
    return f'<table class="goods {block.rule}">{head}<tbody>{body}</tbody></table>'


def _row(row: Row, block: Table) -> str:
    if row.kind in {"group", "sub", "detail"}:
        looks = {"group": "font-weight:bold", "sub": "font-style:italic;text-align:right", "detail": "padding-left:4em"}
        style = looks[row.kind]
        rest = "".join(f'<td style="text-align:right">{_text(cell)}</td>' for cell in row.cells[1:])
        reach = len(block.columns) - len(row.cells) + 1
        return f'<tr><td colspan="{reach}" style="{style}">{_text(row.cells[0])}</td>{rest}</tr>'
    cells, at = [], 0
    for number, cell in enumerate(row.cells):
        span = row.span if number == 0 else 1
        align = "left" if number == 0 and span > 1 else block.columns[at].align
        cells.append(f'<td colspan="{span}" style="text-align:{align}">{_text(cell)}</td>')
        at += span
    return f'<tr class="{row.kind}">{"".join(cells)}</tr>'


def _sign(block: Sign) -> str:
    above = f"<p>{_text(block.company)}</p>" if block.company else ""
    left = 20 if block.scribble % 2 else 70
    art = f'<div class="art" style="left:{left}pt">{ornaments.svg(block.seal, block.scribble)}</div>'
    caption = f'<div class="caption">{_text(block.caption)}</div>'
    return f'<div class="signing {block.align}"><div>{above}<div class="sign">{art}{caption}</div></div></div>'
