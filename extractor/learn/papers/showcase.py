"""The papers of `samples/`: a few trades told by their papers, each in another form and quality.

`write` makes them anew. The trades: magnets under one licence that two invoices draw down; goods by mass with papers in
Chinese; a stack scanned in one go; exporters of other countries.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random

from extractor.learn.papers import compose, driver, families, licence, other, permit, stack
from extractor.learn.papers import deal as deals
from extractor.learn.papers import style as styles
from extractor.learn.papers.compose import Paper
from extractor.learn.papers.deal import Deal
from extractor.learn.papers.families import Family

Maker = Callable[[Random], list[Paper]]


def _family(name: str) -> Family:
    return next(family for family in families.FAMILIES if family.name == name)


def _trade(deal: Deal, kind: str, family: str, language: str | None = None) -> Maker:
    def make(rng: Random) -> list[Paper]:
        style = styles.draw(rng, deal.seller.country, language)
        return [compose.trade_paper(rng, deal, kind, _family(family), style)]

    return make


def magnets() -> Deal:
    """Magnets with dysprosium and terbium, shipped by sea from China."""
    return deals.draw(Random("magnets/21"), 3, "CN", controlled=True)


def refill() -> Deal:
    """A second, smaller shipment under the same contract and licence."""
    first = magnets()
    goods = tuple(replace(good, order=first.order) for good in first.goods[:1])
    later = first.day + timedelta(days=31)
    return replace(first, goods=goods, day=later, invoice=first.invoice + "-2", packing=first.packing + "-2")


def permitted() -> Deal:
    """What the licence allows: three times the first shipment."""
    deal = magnets()
    goods = tuple(
        replace(good, net=good.net * 3, quantity=good.quantity * 3, amount=good.amount * 3) for good in deal.goods
    )
    return replace(deal, goods=goods)


def _papers() -> tuple[tuple[str, str, str, Maker], ...]:
    """Name, quality, seed and maker of each sample."""
    german = deals.draw(Random("german/3"), 2, "DE")
    oxides = deals.draw(Random("oxides/220"), 2, "CN", controlled=True)
    yen = deals.draw(Random("yen/2"), 2, "JP")
    long = deals.draw(Random("long/2"), 24, "CN")
    foreign = deals.draw(Random("foreign/9"), 2, "FR", controlled=True)
    return (
        ("magnets-proforma", "digital", "2", _trade(magnets(), "proforma_invoice", "html_corner_rows", "en")),
        ("magnets-invoice", "scan200", "5", _trade(magnets(), "commercial_invoice", "html_letterhead_grid", "zh+en")),
        ("magnets-packing-list", "fax", "3", _trade(magnets(), "packing_list", "text_stack", "en")),
        (
            "magnets-licence",
            "scan300",
            "1",
            lambda rng: [licence.chinese_licence(rng, permitted(), _family("prc_grid"))],
        ),
        ("magnets-refill-invoice", "digital", "30", _trade(refill(), "commercial_invoice", "drawn_cells", "en")),
        ("german-invoice", "digital", "1", _trade(german, "commercial_invoice", "drawn_corner_beside", "de+en")),
        ("german-packing-list", "copy", "2", _trade(german, "packing_list", "html_title_cells", "en")),
        ("chinese-invoice", "digital", "11", _trade(oxides, "commercial_invoice", "html_form", "zh")),
        ("chinese-packing-list", "photo", "1", _trade(oxides, "packing_list", "html_grid_one", "zh")),
        ("japanese-invoice", "digital", "1", _trade(yen, "commercial_invoice", "text_side", "en")),
        ("long-invoice", "digital", "1", _trade(long, "commercial_invoice", "drawn_letterhead_side", "en")),
        ("french-permit", "digital", "1", lambda rng: [permit.permit(rng, foreign, _family("permit_boxes"))]),
        ("stack", "scan200", "5", lambda rng: stack.stack(rng, "train")),
        ("letter", "digital", "1", lambda rng: [other.other_paper(rng, german, _family("other_html"), "letter")]),
    )


def write(out: Path) -> list[Path]:
    """Write all samples and their truth into `out`."""
    out.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, quality, seed, make in _papers():
        rng = Random(f"{name}/{seed}")
        paths.append(driver.write_one(make(rng), out / name, quality, rng))
    return paths
