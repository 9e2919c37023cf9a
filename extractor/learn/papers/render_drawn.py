"""Renderer `drawn`: blocks are placed by ReportLab with TrueType fonts, as a program of an ERP system would."""

from __future__ import annotations

import io
from typing import Any

from reportlab.lib.colors import HexColor, black, white
from reportlab.lib.enums import TA_CENTER, TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4, letter
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Spacer
from reportlab.platypus import Table as Grid

from extractor.learn.papers import fonts
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
from extractor.learn.papers.drawn_sign import Mark
from extractor.learn.papers.words import has_han

_ALIGN = {"left": TA_LEFT, "center": TA_CENTER, "right": TA_RIGHT}


def render(blocks: tuple[Block, ...], theme: Theme) -> bytes:
    """Return the PDF of a document."""
    out = io.BytesIO()
    size = letter if theme.page == "letter" else A4
    margin = theme.margin * mm
    document = SimpleDocTemplate(
        out,
        pagesize=size,
        leftMargin=margin,
        rightMargin=margin,
        topMargin=margin,
        bottomMargin=max(margin, 30),
        invariant=1,
    )
    pen = Pen(theme)
    width = size[0] - 2 * margin - 12
    flow = [part for block in blocks for part in pen.draw(block, width)]

    def foot(canvas: Any, _: Any) -> None:
        if theme.running:
            canvas.setFont(pen.han if has_han(theme.running) else pen.latin, 7)
            canvas.drawRightString(size[0] - margin, size[1] - 18, theme.running)
        if theme.footer:
            paged = theme.footer in {"page", "Page"}
            text = f"{theme.footer.capitalize()} {canvas.getPageNumber()}" if paged else theme.footer
            canvas.setFont(pen.han if has_han(text) else pen.latin, 7)
            canvas.drawCentredString(size[0] / 2, 16, text)

    document.build(flow or [pen.text(" ")], onFirstPage=foot, onLaterPages=foot)
    return out.getvalue()


LAST = "DejaVu Sans"
"""What neither font of a theme has, such as a Turkish letter on a Chinese paper."""


class Pen:
    """Draws blocks in one theme."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self.latin = fonts.register(theme.latin)
        self.bold = fonts.register(theme.latin, bold=True)
        self.han = fonts.register(theme.han)
        self.last = fonts.register(LAST)

    def text(
        self, text: str, scale: float = 1.0, *, bold: bool = False, align: str = "left", colour: Any = black
    ) -> Paragraph:
        """Return a paragraph."""
        font = self.bold if bold else self.latin
        size = self.theme.size * scale
        style = ParagraphStyle(
            "p", fontName=font, fontSize=size, leading=size * max(self.theme.leading, 1.15), alignment=_ALIGN[align],
            textColor=colour,
            wordWrap="CJK" if has_han(text) and " " not in text.strip() else None,
        )  # fmt: skip
        return Paragraph(fonts.markup(text, font, self.han, self.last), style)

    def draw(self, block: Block, width: float) -> list[Flowable]:
        """Return a block's flowables for a column of this width."""
        if isinstance(block, Lines):
            return [self.text(line, block.size, bold=block.bold, align=block.align) for line in block.lines]
        if isinstance(block, Pairs):
            return self._pairs(block, width)
        if isinstance(block, Table):
            return [self._table(block, width)]
        if isinstance(block, Side):
            total = sum(block.widths)
            widths = [width * share / total for share in block.widths]
            cells = [
                [flow for inner in part for flow in self.draw(inner, each - (0 if block.boxed else 8))]
                for part, each in zip(block.parts, widths, strict=True)
            ]
            pad = [("LEFTPADDING", (0, 0), (-1, -1), 0), ("RIGHTPADDING", (0, 0), (-1, -1), 0 if block.boxed else 8)]
            return [Grid([cells], colWidths=widths, style=[("VALIGN", (0, 0), (-1, -1), "TOP"), *pad])]
        if isinstance(block, Sign):
            return [Mark(block, self.latin, self.han, width)]
        return self._plain(block, width)

    def _plain(self, block: Band | Rule | Gap | Break, width: float) -> list[Flowable]:
        if isinstance(block, Band):
            style = [
                ("BACKGROUND", (0, 0), (-1, -1), HexColor(self.theme.tint)),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 9),
            ]
            return [Grid([[self.text(block.text, 1.6, bold=True)]], colWidths=[width], style=style)]
        if isinstance(block, Rule):
            return [
                Grid(
                    [[""]],
                    colWidths=[width],
                    rowHeights=[4],
                    style=[("LINEBELOW", (0, 0), (-1, -1), block.weight, black)],
                )
            ]
        if isinstance(block, Break):
            return [PageBreak()]
        return [Spacer(1, block.lines * self.theme.size)]

    def _value(self, item: Item, align: str = "left") -> list[Flowable]:
        return [self.text(line, bold=item.strong and at == 0, align=align) for at, line in enumerate(item.lines)]

    def _pairs(self, block: Pairs, width: float) -> list[Flowable]:
        columns = max(block.columns, 1)
        chunks = [block.items[i : i + columns] for i in range(0, len(block.items), columns)]
        if block.form == "colon":
            return [self.text(text, align=block.align) for chunk in chunks for text in _after(chunk, block.colon)]
        if block.form == "inline":
            return [
                self.text(
                    "   ".join(
                        f"{item.label}{block.colon if item.label else ''} {', '.join(item.lines)}" for item in chunk
                    ),
                    align=block.align,
                )
                for chunk in chunks
            ]
        if block.form == "strip":
            return [self._strip(chunk, width) for chunk in chunks]
        return [self._cells(block, chunks, columns, width)]

    def _strip(self, chunk: tuple[Item, ...], width: float) -> Grid:
        heads = [self.text(item.label, 0.9, bold=True, align="center") for item in chunk]
        values = [self._value(item, "center") for item in chunk]
        return Grid(
            [heads, values],
            colWidths=[width / len(chunk)] * len(chunk),
            style=[("GRID", (0, 0), (-1, -1), 0.5, black), *self._padding()],
        )

    def _padding(self) -> list[tuple[Any, ...]]:
        pad = self.theme.padding
        return [("TOPPADDING", (0, 0), (-1, -1), pad * 0.6), ("BOTTOMPADDING", (0, 0), (-1, -1), pad),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LEFTPADDING", (0, 0), (-1, -1), pad + 1), ("RIGHTPADDING", (0, 0), (-1, -1), pad + 1)]  # fmt: skip

    def _cells(self, block: Pairs, chunks: list[tuple[Item, ...]], columns: int, width: float) -> Grid:
        apart = block.form in {"rows", "grid"}
        rows, style = [], self._padding()
        for at, chunk in enumerate(chunks):
            row: list[Any] = []
            for item in chunk:
                colon = block.colon if item.label and block.form != "cell" else ""
                label = self.text(
                    f"{item.label}{colon}", 0.8 if block.form == "cell" else 1.0, bold=block.form == "above"
                )
                value = self._value(item, block.align if block.form == "rows" else "left")
                row += [label, value] if apart else [[label, *value]]
            if block.form in {"grid", "cell"}:
                style.append(("GRID", (0, at), (len(row) - 1, at), 0.5, black))
            rows.append(row + [""] * (columns * (2 if apart else 1) - len(row)))
        if apart:
            each = width / columns
            widths = [each * 0.36, each * 0.64] * columns if width > 260 else [each * 0.45, each * 0.55] * columns
        else:
            widths = [width / columns] * columns
        return Grid(rows, colWidths=widths, style=style, hAlign="LEFT")

    def _table(self, block: Table, width: float) -> Grid:
        widths = self._widths(block, width)
        light = block.rule == "zebra"
        head = [self.text(c.head, bold=True, align=c.align, colour=white if light else black) for c in block.columns]
        rows: list[list[Any]] = [head]
        heads = 1
        style = [*self._padding()]
        if any(column.group for column in block.columns):
            heads = 2
            rows.insert(0, self._merged(block, style))
        style += _ruling(block.rule, self.theme, heads - 1)
        for number, row in enumerate(block.rows, heads):
            rows.append(self._row(row, block, number, style))
        return Grid(rows, colWidths=widths, repeatRows=heads, style=style, hAlign="LEFT")

    def _merged(self, block: Table, style: list[tuple[Any, ...]]) -> list[Any]:
        """Return the row of merged headings above the heads; neighbours of one group share a cell."""
        row: list[Any] = []
        colour = white if block.rule == "zebra" else black
        for at, column in enumerate(block.columns):
            begins = at == 0 or block.columns[at - 1].group != column.group
            row.append(
                self.text(column.group, bold=True, align="center", colour=colour) if begins and column.group else ""
            )
            if begins and column.group:
                end = at
                while end + 1 < len(block.columns) and block.columns[end + 1].group == column.group:
                    end += 1
                style.append(("SPAN", (at, 0), (end, 0)))
        return row

    def _widths(self, block: Table, width: float) -> list[float]:
        """Share the width: no column narrower than its longest word, as far as there is room."""
        pad = 2 * (self.theme.padding + 1) + 2
        least = []
        for at, column in enumerate(block.columns):
            texts = [column.head] + [row.cells[at] for row in block.rows if row.kind == "line"]
            words = [word for text in texts for word in text.split() if not has_han(word)] or ["XXX"]
            total = next((r.cells[at - r.span + 1] for r in block.rows if r.kind == "total" and at >= r.span), "")
            longest = max([*words, *total.split()], key=len)
            least.append(stringWidth(longest, self.bold, self.theme.size) * 1.02 + pad)
        spare = width - sum(least)
        if spare < 0:
            return [each * width / sum(least) for each in least]
        shares = [column.width if column.align == "left" else column.width * 0.3 for column in block.columns]
        return [each + spare * share / sum(shares) for each, share in zip(least, shares, strict=True)]

    def _row(self, row: Row, block: Table, number: int, style: list[tuple[Any, ...]]) -> list[Any]:
        count = len(block.columns)
        if row.kind in {"group", "sub", "detail"}:
            reach = count - len(row.cells) + 1
            first = self.text(row.cells[0], bold=row.kind == "group", align="right" if row.kind == "sub" else "left")
            style.append(("SPAN", (0, number), (reach - 1, number)))
            return [first, *[""] * (reach - 1), *[self.text(cell, align="right") for cell in row.cells[1:]]]
        bold = row.kind == "total"
        if row.span > 1:
            style.append(("SPAN", (0, number), (row.span - 1, number)))
        if bold and block.rule in {"none", "head", "rows", "outer"}:
            style.append(("LINEABOVE", (0, number), (-1, number), 1, black))
        aligns = [block.columns[0].align if row.span == 1 else "left", *[c.align for c in block.columns[row.span :]]]
        cells = [self.text(cell, bold=bold, align=align) for cell, align in zip(row.cells, aligns, strict=True)]
        return [cells[0], *[""] * (row.span - 1), *cells[1:]]


def _after(chunk: tuple[Item, ...], colon: str) -> list[str]:
    """Print values behind their labels; several of one line lose their further lines to commas."""
    firsts = [f"{item.label}{colon if item.label else ''} " for item in chunk]
    if len(chunk) == 1:
        return [firsts[0] + chunk[0].lines[0], *chunk[0].lines[1:]]
    return ["    ".join(first + ", ".join(item.lines) for first, item in zip(firsts, chunk, strict=True))]


def _ruling(rule: str, theme: Theme, last: int) -> list[tuple[Any, ...]]:
    whole = ((0, 0), (-1, -1))
    head = ((0, 0), (-1, last))
    if rule == "full":
        return [("GRID", *whole, 0.5, black)]
    if rule == "outer":
        return [
            ("BOX", *whole, 1, black),
            ("INNERGRID", *head, 0.5, black),
            ("LINEBELOW", *head, 0.8, black),
            ("LINEAFTER", (0, 0), (-2, -1), 0.4, black),
        ]
    if rule == "rows":
        return [("LINEBELOW", *whole, 0.4, HexColor("#888888")), ("LINEABOVE", *head, 1, HexColor(theme.colour))]
    if rule == "head":
        return [("LINEBELOW", *head, 1, black)]
    if rule == "zebra":
        return [
            ("BACKGROUND", *head, HexColor(theme.colour)),
            ("ROWBACKGROUNDS", (0, last + 1), (-1, -1), [white, HexColor(theme.tint)]),
        ]
    return []
