"""What a shipment carries, line by line: goods and money from the invoice, net weights from the packing list.

Where both print a weight, the packing list counts: it was written beside the scales. Lines are matched in order where
both have as many, else by grade or wording; what can't be matched keeps its own weight and is counted once all the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from extractor.register.paper import Goods, Paper
from extractor.register.shipment import Carried


def lines(invoices: Sequence[Paper], packing_lists: Sequence[Paper]) -> tuple[Carried, ...]:
    """Return the lines of a shipment as they count."""
    billed = [(paper, goods) for paper in invoices for goods in paper.goods]
    packed = [(paper, goods) for paper in packing_lists for goods in paper.goods]
    if not packed or not any(goods.net_kg is not None for _, goods in packed):
        return tuple(_billed(paper, goods, goods.net_kg) for paper, goods in billed or packed)
    if not billed:
        return tuple(_billed(paper, goods, goods.net_kg) for paper, goods in packed)
    if len(billed) == len(packed) and all(_alike(a, b) for (_, a), (_, b) in zip(billed, packed, strict=True)):
        return tuple(_billed(p, a, _weight(b, a)) for (p, a), (_, b) in zip(billed, packed, strict=True))
    return _by_wording(billed, packed)


def _billed(paper: Paper, goods: Goods, kg: Decimal | None) -> Carried:
    return Carried(goods, paper.document_id, kg, goods.amount, paper.value("currency"))


def _weight(packed: Goods, billed: Goods) -> Decimal | None:
    return packed.net_kg if packed.net_kg is not None else billed.net_kg


def _alike(left: Goods, right: Goods) -> bool:
    """Say whether nothing on two lines contradicts: grades and quantities of one unit are equal where both are printed."""
    if left.grade and right.grade and _fold(left.grade) != _fold(right.grade):
        return False
    if left.quantity is not None and right.quantity is not None and left.unit == right.unit:
        return left.quantity == right.quantity
    return True


def _by_wording(billed: Sequence[tuple[Paper, Goods]], packed: Sequence[tuple[Paper, Goods]]) -> tuple[Carried, ...]:
    """Match by grade, else wording: cartons of one kind of goods are several lines of packing and one of the invoice."""
    packs: dict[str, list[tuple[Paper, Goods]]] = defaultdict(list)
    bills: dict[str, list[tuple[Paper, Goods]]] = defaultdict(list)
    for entry in packed:
        packs[_key(entry[1])].append(entry)
    for entry in billed:
        bills[_key(entry[1])].append(entry)
    out: list[Carried] = []
    for key, entries in bills.items():
        cartons = packs.pop(key, [])
        weights = [goods.net_kg for _, goods in cartons if goods.net_kg is not None]
        if len(entries) == len(cartons):
            out += [_billed(p, a, _weight(b, a)) for (p, a), (_, b) in zip(entries, cartons, strict=True)]
        elif len(entries) == 1 and weights:
            out.append(_billed(*entries[0], sum(weights, Decimal())))
        elif weights:
            out += [_billed(paper, goods, None) for paper, goods in entries]
            packs[key] = cartons
        else:
            out += [_billed(paper, goods, None if packs else goods.net_kg) for paper, goods in entries]
    rest = [entry for entries in packs.values() for entry in entries]
    if rest and all(one.kg is None for one in out):
        return (*out, *(Carried(goods, paper.document_id, goods.net_kg, None, None) for paper, goods in rest))
    if rest:
        out += [Carried(goods, paper.document_id, goods.net_kg, None, None) for paper, goods in rest]
    return tuple(out)


def _key(goods: Goods) -> str:
    return _fold(goods.grade or "") or _fold(goods.description)


def _fold(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())
