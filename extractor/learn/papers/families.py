"""Families of layout: which structural choices make a family, and whether one trains on it or measures with it.

A paper's family fixes the choices below; all else (wording, language, columns, fonts, styles) is drawn anew for each
paper. `measure` families combine choices as no `train` family does, and some of their forms occur nowhere else, so
that a figure measured on them tells of layouts that were never seen.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random


@dataclass(frozen=True)
class Family:
    """Structural choices; a tuple is drawn from."""

    name: str
    split: str
    kinds: frozenset[str]
    renderer: str
    opening: str = "title"
    """`letterhead` centred, `corner` company left and title right, `title` on top, `band`, `right` (title)."""
    parties: str = "side"
    """side, boxes, stack, rows, inline, grid, beside, form."""
    header: str = "rows"
    """rows, colon, grid, cell, above, strip, inline; of licences also mixed (licence_forms.py) and sections."""
    columns: int = 1
    """Columns of header fields."""
    order: str = "parties-header"
    """or header-parties."""
    rule: tuple[str, ...] = ("full",)
    totals: str = "row"
    """row, below, side, box, both, sentence."""
    goods: str = "table"
    """Of licences: table, boxes (name and code above the table), cards (a card for each line), wide."""

    @property
    def listed(self) -> bool:
        """Goods stand in a list of labels and values, not in a table: for a few lines only."""
        return self.rule == ("list",)


TRADE = frozenset({"commercial_invoice", "proforma_invoice", "packing_list", "combined"})
INVOICES = frozenset({"commercial_invoice", "proforma_invoice"})
PACKING = frozenset({"packing_list", "combined"})
LICENCE = frozenset({"licence"})
PERMIT = frozenset({"permit"})
INLAND = frozenset({"inland"})
OTHER = frozenset({"other"})

_T, _M = "train", "measure"

FAMILIES: tuple[Family, ...] = (
    # Renderer html: styled papers, as from an office program or an ERP system.
    Family("html_letterhead_grid", _T, TRADE, "html", "letterhead", "grid", "grid", 2, rule=("full",), totals="row"),
    Family(
        "html_letterhead_side",
        _T,
        TRADE,
        "html",
        "letterhead",
        "side",
        "colon",
        1,
        rule=("full", "rows"),
        totals="both",
    ),
    Family(
        "html_corner_rows", _T, TRADE, "html", "corner", "side", "rows", 1, "header-parties", ("zebra", "rows"), "below"
    ),
    Family("html_corner_strip", _T, TRADE, "html", "corner", "side", "strip", 4, rule=("full",), totals="side"),
    Family("html_title_cells", _T, TRADE, "html", "title", "boxes", "cell", 2, rule=("full", "outer"), totals="row"),
    Family("html_band_beside", _T, TRADE, "html", "band", "beside", "rows", 1, rule=("head", "zebra"), totals="below"),
    Family("html_form", _T, TRADE, "html", "title", "form", "cell", 2, rule=("full",), totals="row"),
    Family("html_stack_colon", _T, TRADE, "html", "title", "stack", "colon", 1, rule=("none", "head"), totals="both"),
    Family(
        "html_inline", _T, TRADE, "html", "letterhead", "inline", "inline", 2, rule=("full", "rows"), totals="sentence"
    ),
    Family("html_sheet_rows", _T, TRADE, "html", "right", "rows", "rows", 2, rule=("full", "head"), totals="row"),
    Family("html_above_three", _T, TRADE, "html", "right", "side", "above", 3, rule=("rows", "zebra"), totals="box"),
    Family("html_grid_one", _T, TRADE, "html", "title", "rows", "grid", 1, "header-parties", ("full",), "row"),
    Family("html_listed", _T, TRADE, "html", "title", "stack", "rows", 1, rule=("list",), totals="below"),
    Family("html_listed_side", _T, TRADE, "html", "letterhead", "side", "rows", 2, rule=("list",), totals="side"),
    # Renderer drawn: placed by a program, absolute and plain.
    Family(
        "drawn_letterhead_side",
        _T,
        TRADE,
        "drawn",
        "letterhead",
        "side",
        "rows",
        2,
        rule=("rows", "head"),
        totals="below",
    ),
    Family(
        "drawn_corner_beside", _T, TRADE, "drawn", "corner", "beside", "colon", 1, rule=("none", "head"), totals="side"
    ),
    Family("drawn_cells", _T, TRADE, "drawn", "title", "boxes", "cell", 3, rule=("full",), totals="row"),
    Family("drawn_grid", _T, TRADE, "drawn", "letterhead", "grid", "grid", 2, rule=("full", "outer"), totals="both"),
    Family("drawn_band_above", _T, TRADE, "drawn", "band", "side", "above", 4, rule=("zebra", "rows"), totals="box"),
    Family("drawn_stack", _T, TRADE, "drawn", "right", "stack", "rows", 1, "header-parties", ("full", "rows"), "below"),
    # Renderer text: fixed pitch, as from a teleprinter, a fax or an old ERP.
    Family("text_stack", _T, TRADE, "text", "letterhead", "stack", "rows", 1, rule=("rows",), totals="row"),
    Family("text_side", _T, TRADE, "text", "title", "side", "colon", 1, rule=("head",), totals="below"),
    Family(
        "text_inline", _T, TRADE, "text", "letterhead", "inline", "inline", 2, rule=("rows", "head"), totals="sentence"
    ),
    # Made of certain habits (habits.py): a shipper's form, an offer in sentences, blocks of an ERP, boxes, a telex.
    Family("html_shipper", _T, TRADE, "html", "letterhead", "side", "rows", 1, rule=("full", "outer"), totals="row"),
    Family("html_letter_offer", _T, TRADE, "html", "letterhead", "stack", "colon", 1, rule=("full",), totals="row"),
    Family("html_erp_blocks", _T, TRADE, "html", "band", "side", "cell", 4, rule=("rows", "head"), totals="below"),
    Family("html_confirmation", _T, TRADE, "html", "title", "side", "colon", 1, rule=("full",), totals="row"),
    Family("drawn_box_form", _T, TRADE, "drawn", "corner", "form", "cell", 2, rule=("full", "outer"), totals="row"),
    Family("text_telex", _T, TRADE, "text", "letterhead", "stack", "colon", 1, rule=("rows", "head"), totals="row"),
    # All choices drawn anew for each paper, as far as no measuring family has made the same.
    Family("free_html", _T, TRADE, "html"),
    Family("free_html_too", _T, TRADE, "html"),
    Family("free_drawn", _T, TRADE, "drawn"),
    Family("free_text", _T, TRADE, "text"),
    # Measured only.
    Family(
        "m_html_header_first",
        _M,
        TRADE,
        "html",
        "letterhead",
        "boxes",
        "above",
        4,
        "header-parties",
        ("outer", "rows"),
        "side",
    ),
    Family("m_html_strip_stack", _M, TRADE, "html", "band", "stack", "strip", 5, rule=("zebra", "none"), totals="both"),
    Family(
        "m_html_form_letter", _M, TRADE, "html", "letterhead", "form", "cell", 3, rule=("outer", "full"), totals="box"
    ),
    Family(
        "m_html_inline_rows", _M, TRADE, "html", "corner", "rows", "inline", 3, rule=("head", "full"), totals="side"
    ),
    Family(
        "m_html_beside_grid", _M, TRADE, "html", "right", "beside", "grid", 1, rule=("none", "rows"), totals="sentence"
    ),
    Family(
        "m_drawn_rows_strip", _M, TRADE, "drawn", "right", "rows", "strip", 4, rule=("outer", "zebra"), totals="both"
    ),
    Family("m_drawn_form", _M, TRADE, "drawn", "title", "form", "cell", 2, rule=("rows", "full"), totals="side"),
    Family(
        "m_drawn_inline_colon",
        _M,
        TRADE,
        "drawn",
        "letterhead",
        "inline",
        "colon",
        2,
        "header-parties",
        ("none", "head"),
        "box",
    ),
    Family("m_drawn_listed", _M, TRADE, "drawn", "corner", "side", "grid", 1, rule=("list",), totals="box"),
    Family(
        "m_text_side_inline",
        _M,
        TRADE,
        "text",
        "title",
        "side",
        "inline",
        2,
        "header-parties",
        ("none", "head"),
        "below",
    ),
    Family("m_text_rows", _M, TRADE, "text", "corner", "rows", "rows", 2, rule=("rows", "full"), totals="row"),
    Family(
        "m_html_shipper", _M, TRADE, "html", "letterhead", "beside", "colon", 1, rule=("full", "rows"), totals="row"
    ),
    Family("m_drawn_erp", _M, TRADE, "drawn", "right", "beside", "rows", 1, rule=("head", "rows"), totals="side"),
    # Licences: the People's Republic's forms.
    Family("prc_grid", _T, LICENCE, "html", parties="grid", header="grid", columns=1),
    Family("prc_grid_two", _T, LICENCE, "html", parties="grid", header="grid", columns=2),
    Family("prc_boxes", _T, LICENCE, "html", parties="boxes", header="cell", columns=2),
    Family("prc_open", _T, LICENCE, "drawn", parties="rows", header="rows", columns=1, rule=("rows", "head")),
    Family("prc_drawn_grid", _T, LICENCE, "drawn", parties="grid", header="grid", columns=1),
    Family("m_prc_drawn_boxes", _M, LICENCE, "drawn", parties="boxes", header="cell", columns=2),
    Family("m_prc_colon", _M, LICENCE, "html", parties="stack", header="colon", columns=1, rule=("outer", "rows")),
    Family("m_prc_above", _M, LICENCE, "html", parties="side", header="above", columns=3),
    Family("prc_boxed", _T, LICENCE, "html", parties="cell", header="mixed", columns=2, goods="boxes"),
    Family("prc_boxed_drawn", _T, LICENCE, "drawn", parties="free", header="mixed", columns=2, goods="boxes"),
    Family("prc_mixed", _T, LICENCE, "html", parties="free", header="mixed", columns=3, rule=("full", "outer")),
    Family("prc_mixed_two", _T, LICENCE, "drawn", parties="grid", header="mixed", columns=2, rule=("full", "rows")),
    Family("prc_cards", _T, LICENCE, "html", parties="grid", header="mixed", columns=2, goods="cards"),
    Family("prc_open_mixed", _T, LICENCE, "html", parties="rows", header="mixed", columns=2, rule=("rows", "head")),
    Family("m_prc_boxed", _M, LICENCE, "html", parties="grid", header="mixed", columns=2, goods="boxes"),
    Family("m_prc_cards", _M, LICENCE, "drawn", parties="cell", header="mixed", columns=3, goods="cards"),
    # Permits of other states.
    Family("permit_rows", _T, PERMIT, "html", parties="rows", header="rows"),
    Family("permit_boxes", _T, PERMIT, "html", parties="boxes", header="cell", columns=2),
    Family("permit_colon", _T, PERMIT, "drawn", parties="stack", header="colon", rule=("rows", "full")),
    Family("permit_grid", _T, PERMIT, "drawn", parties="grid", header="grid", columns=1),
    Family("permit_letter", _T, PERMIT, "html", "letterhead", "stack", "colon", rule=("full", "head")),
    Family("m_permit_numbered", _M, PERMIT, "drawn", "right", "boxes", "cell", 3),
    Family("m_permit_grid_two", _M, PERMIT, "html", "corner", "grid", "grid", 2, rule=("outer", "zebra")),
    Family("m_permit_text", _M, PERMIT, "text", "letterhead", "rows", "rows", 1, rule=("head",)),
    Family("permit_sections", _T, PERMIT, "html", "corner", header="sections", rule=("rows", "full"), goods="wide"),
    Family("permit_wide", _T, PERMIT, "drawn", "title", "grid", "grid", 2, rule=("full", "outer"), goods="wide"),
    Family("m_permit_sections", _M, PERMIT, "drawn", "right", header="sections", rule=("head", "rows"), goods="wide"),
    # Trade within China: VAT invoices, delivery notes.
    Family("inland_html", _T, INLAND, "html", rule=("full", "outer", "rows")),
    Family("inland_drawn", _T, INLAND, "drawn", rule=("full", "rows")),
    Family("m_inland_html", _M, INLAND, "html", rule=("head", "full", "none")),
    # Papers of no kind.
    Family("other_html", _T, OTHER, "html"),
    Family("other_drawn", _T, OTHER, "drawn"),
    Family("other_text", _T, OTHER, "text"),
    Family("m_other_html", _M, OTHER, "html"),
)

OPENINGS = ("letterhead", "corner", "title", "band", "right")
PARTIES = ("side", "boxes", "stack", "rows", "inline", "grid", "beside", "form")
HEADERS = ("rows", "colon", "grid", "cell", "above", "strip", "inline")
RULES = ("full", "rows", "head", "zebra", "outer", "none")
TOTALS = ("row", "below", "side", "box", "both", "sentence")

SHARES = (("commercial_invoice", 32), ("proforma_invoice", 12), ("packing_list", 22), ("combined", 4), ("licence", 12),
          ("permit", 5), ("inland", 4), ("other", 9))  # fmt: skip
"""How often each kind of paper is made, of a hundred."""


def draw_kind(rng: Random) -> str:
    """Draw a kind of paper."""
    kinds, weights = zip(*SHARES, strict=True)
    return str(rng.choices(kinds, weights)[0])


def draw_family(rng: Random, kind: str, split: str | None, lines: int = 1) -> Family:
    """Draw a family that makes this kind of paper of so many lines; `split` None draws from both."""
    fitting = [
        family
        for family in FAMILIES
        if kind in family.kinds and split in (None, family.split) and not (family.listed and lines > 3)
    ]
    family = rng.choice(fitting)
    return _freed(rng, family) if family.name.startswith("free_") else family


def shape(family: Family) -> tuple[str, str, str, str]:
    """Return the choices by which two families are told apart."""
    return family.renderer, family.opening, family.parties, family.header


def _most_columns(renderer: str, parties: str, header: str) -> int:
    """Return how many columns of header fields leave room for their values."""
    if parties in {"beside", "form"} or (renderer == "text" and header != "inline"):
        return 2 if header in {"above", "cell", "strip", "inline", "colon"} else 1
    return 2 if header in {"rows", "grid"} else 4


def _freed(rng: Random, family: Family) -> Family:
    measured = {shape(other) for other in FAMILIES if other.split == "measure"}
    while True:
        parties, header = rng.choice(PARTIES), rng.choice(HEADERS)
        drawn = replace(
            family,
            opening=rng.choice(OPENINGS),
            parties=parties,
            header=header,
            columns=rng.randint(1, _most_columns(family.renderer, parties, header)),
            order=rng.choice(("parties-header", "header-parties")),
            rule=(rng.choice(RULES),),
            totals=rng.choice(TOTALS),
        )
        if shape(drawn) not in measured:
            return drawn
