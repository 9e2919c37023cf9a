"""What a page is made of, before anything is drawn: the words of the layout grammar that every renderer understands."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Item:
    """A label and what stands by it; either may be empty."""

    label: str
    lines: tuple[str, ...]
    strong: bool = False
    """First line in bold."""


@dataclass(frozen=True)
class Lines:
    """Running lines of text."""

    lines: tuple[str, ...]
    size: float = 1.0
    bold: bool = False
    align: str = "left"
    italic: bool = False


@dataclass(frozen=True)
class Pairs:
    """Labels with values. `form` says where the label stands:

    `colon` before the value in the same line; `rows` in a column of its own; `grid` the same with cell borders; `cell`
    small on top inside a bordered cell; `above` on a line above, no borders; `strip` in a bordered row of heads above a
    row of values; `inline` several in one line.
    """

    items: tuple[Item, ...]
    form: str
    columns: int = 1
    colon: str = ":"
    align: str = "left"


@dataclass(frozen=True)
class Column:
    """A column of the goods table: head (may hold line breaks), alignment, relative width."""

    head: str
    align: str = "left"
    width: float = 1.0
    group: str = ""
    """A merged heading above this and its neighbours of the same group."""


@dataclass(frozen=True)
class Row:
    """A row of the goods table.

    `kind`: line, group (one cell over all), detail (the same, under a line), total, charge, sub (carried, subtotal).

    A total's first cell reaches over `span` columns.
    """

    cells: tuple[str, ...]
    kind: str = "line"
    span: int = 1


@dataclass(frozen=True)
class Table:
    """The goods table. `rule`: full, rows, head, zebra, outer, none."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    rule: str = "full"


@dataclass(frozen=True)
class Side:
    """Blocks beside one another."""

    parts: tuple[tuple[Block, ...], ...]
    widths: tuple[float, ...]
    boxed: bool = False


@dataclass(frozen=True)
class Band:
    """The title on a coloured band."""

    text: str
    note: str = ""


@dataclass(frozen=True)
class Rule:
    """A line across the page."""

    weight: float = 0.7


@dataclass(frozen=True)
class Gap:
    """White space, in lines."""

    lines: float = 1.0


@dataclass(frozen=True)
class Break:
    """A new page."""


@dataclass(frozen=True)
class Seal:
    """A company's stamp: `round` (red, a star, Chinese around), `oval` or `box` (blue, Latin)."""

    shape: str
    text: str
    inner: str


@dataclass(frozen=True)
class Sign:
    """Where the paper is signed: a caption on a line, perhaps a signature and a seal over it."""

    caption: str
    company: str
    seal: Seal | None
    scribble: int
    """Seed of the signature's strokes; 0 for none."""
    align: str = "right"


Block = Lines | Pairs | Table | Side | Band | Rule | Gap | Break | Sign


@dataclass(frozen=True)
class Theme:
    """How a paper is drawn: fonts, sizes, colour, page."""

    latin: str
    han: str
    size: float
    colour: str
    tint: str
    margin: float
    """Millimetres."""
    page: str = "A4"
    leading: float = 1.25
    footer: str = ""
    padding: float = 2.0
    """Points inside cells."""
    running: str = ""
    """Repeated at the top of every page."""
