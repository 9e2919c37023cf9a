"""W: weights that do not agree along the chain of papers, or with the goods."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from extractor.register.indicators.base import Finding, Rule, cited, cited_all, name_of, rule
from extractor.register.indicators.book import Book
from extractor.register.indicators.density import DENSITIES, density, fitting, material, parse_size
from extractor.register.indicators.numbers import tolerance
from extractor.register.paper import Cite, Paper
from extractor.register.shipment import Carried, Shipment
from extractor.rules.arithmetic import adds_up

NET, GROSS = "total_net_weight_kg", "total_gross_weight_kg"
CUBIC_LOW, CUBIC_HIGH = Decimal(40), Decimal(5000)
"""Kilograms per cubic metre of packed goods: from loose foam to nearly solid magnet (inference of the project)."""
PIECES = frozenset({"H87", "C62"})


def _net_cites(paper: Paper) -> tuple[Cite, ...]:
    return cited(paper, NET) or cited_all(paper.goods, "net_weight_kg")


@rule("W1", "high", "Customs Law (true declaration); inference of the project")
def weight_chain(shipment: Shipment, book: Book) -> Iterator[Finding]:
    """Invoice and packing list print different net weights, beyond half a percent and a kilogram."""
    sides = [shipment.invoices, shipment.packing_lists]
    if not all(sides) or any(paper.net_kg is None for side in sides for paper in side):
        return
    invoice, packing = (sum((paper.net_kg or Decimal() for paper in side), Decimal()) for side in sides)
    settings = book.settings
    allowed = max(tolerance(settings.weight_tolerance) * packing, tolerance(settings.weight_tolerance_kg))
    if abs(invoice - packing) > allowed:
        yield Finding(
            f"net weight {invoice} kg by the invoice, {packing} kg by the packing list",
            tuple(cite for side in sides for paper in side for cite in _net_cites(paper)),
            (
                f"{invoice} kg: invoice",
                f"{packing} kg: packing list, which counts",
                "a part shipment was invoiced whole",
            ),
        )


@rule("W1", "high", "Customs Law (true declaration); inference of the project")
def weight_sums(paper: Paper, book: Book) -> Iterator[Finding]:
    """A paper's net weight exceeds its gross weight, or its lines do not add up to its total."""
    net, gross = paper.number(NET), paper.number(GROSS)
    if net is not None and gross is not None and net > gross:
        yield Finding(f"net {net} kg is more than gross {gross} kg on {name_of(paper)}", cited(paper, NET, GROSS))
    for name, attribute, total in (("net", "net_kg", net), ("gross", "gross_kg", gross)):
        parts: list[Decimal | None] = [getattr(goods, attribute) for goods in paper.goods]
        numbers = [part for part in parts if part is not None]
        if total is None or not numbers or len(numbers) < len(parts):
            continue
        if not adds_up(sum(numbers, Decimal()), total, numbers):
            places = cited(paper, f"total_{name}_weight_kg") + cited_all(paper.goods, f"{name}_weight_kg")
            added = sum(numbers, Decimal())
            yield Finding(
                f"{name} weights of the lines add up to {added} kg, the total says {total} kg on {name_of(paper)}",
                places,
                (f"{added} kg: sum of the lines", f"{total} kg: printed total", "a line was read wrong or is missing"),
                severity="medium",
            )


@rule("W1", "low", "inference of the project")
def tare_share(paper: Paper, book: Book) -> Iterator[Finding]:
    """Packing makes up an unusual share of the gross weight."""
    net, gross, settings = paper.number(NET), paper.number(GROSS), book.settings
    if net is None or gross is None or not 0 < net <= gross or gross < tolerance(settings.tare_from_kg):
        return
    share = (gross - net) / gross
    if not tolerance(settings.tare_low) <= share <= tolerance(settings.tare_high):
        yield Finding(
            f"packing is {share:.1%} of the gross weight on {name_of(paper)}",
            cited(paper, NET, GROSS),
            ("unusual packing", "net and gross of different goods"),
        )


@rule("W2", "medium", "inference of the project; densities F31")
def density_differs(shipment: Shipment, book: Book) -> Iterator[Finding]:
    """Size, pieces and weight give a density that the declared material does not have."""
    for line in shipment.lines:
        grams, declared = line_density(line), material(line.goods.description, line.goods.grade)
        if grams is None or declared is None:
            continue
        share = tolerance(book.settings.density_tolerance)
        low, high = DENSITIES[declared]
        if low * (1 - share) <= grams <= high * (1 + share):
            continue
        others = [f"{name}: {DENSITIES[name][0]} to {DENSITIES[name][1]}" for name in fitting(grams, share)]
        yield Finding(
            f"size, pieces and weight of line {line.goods.index + 1} give {grams:.2f} g/cm3, {declared} has {low} to {high}",
            density_cites(line),
            (*others, "another unit of weight or quantity", "holes or a shape that the size does not tell"),
        )


def line_density(line: Carried) -> Decimal | None:
    """Return grams per cubic centimetre of a line that counts pieces of one size."""
    goods = line.goods
    if goods.unit not in PIECES:
        return None
    size = goods.size or (goods.description if parse_size(goods.description) is not None else None)
    return density(line.kg, goods.quantity, size)


def density_cites(line: Carried) -> tuple[Cite, ...]:
    """Return the places of size, pieces and weight."""
    size = "size" if line.goods.size else "description"
    return cited(line.goods, size, "quantity", "net_weight_kg")


@rule("W3", "low", "inference of the project")
def packages(paper: Paper, book: Book) -> Iterator[Finding]:
    """Weight per package or per cubic metre is far from that of packed magnets."""
    gross, count, volume = paper.number(GROSS), paper.number("total_packages"), paper.number("total_volume_m3")
    settings = book.settings
    if gross is None or gross <= 0:
        return
    if count is not None and count > 0:
        each = gross / count
        if not tolerance(settings.package_kg_low) <= each <= tolerance(settings.package_kg_high):
            yield Finding(f"{each:.1f} kg gross per package on {name_of(paper)}", cited(paper, GROSS, "total_packages"))
    if volume is not None and volume > 0 and not CUBIC_LOW <= gross / volume <= CUBIC_HIGH:
        yield Finding(
            f"{gross / volume:.0f} kg per cubic metre on {name_of(paper)}", cited(paper, GROSS, "total_volume_m3")
        )


SHIPMENT_RULES: tuple[Rule[Shipment], ...] = (weight_chain, density_differs)
PAPER_RULES: tuple[Rule[Paper], ...] = (weight_sums, tare_share, packages)
