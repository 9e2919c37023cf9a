"""What a shipment carries, line by line: goods and money from the invoice, net weights from the packing list.

Where both print a weight, the packing list counts: it was written beside the scales. Packing lines are put to the invoice's
lines by quantity, grade, size and wording. What can't be put to a line is counted once all the same: where the packing list
prints a total alone it is shared out by the invoice's weights, or stands as a line of its own; each line says its ground.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from decimal import ROUND_DOWN, Decimal
from functools import partial

from rapidfuzz import fuzz

from extractor.register.paper import Goods, Paper
from extractor.register.shipment import REST, Carried, net_kg

PACKING, INVOICE = "packing list", "invoice"
SHARED = "total of the packing list, shared out by the invoice's weights"
BY_QUANTITY = "total of the packing list, shared out by pieces of one size"
GRAM = Decimal("0.001")
ALIKE = 90.0
"""Likeness of two descriptions, 0 to 100, that are the same words."""
Entry = tuple[Paper, Goods]


def lines(invoices: Sequence[Paper], packing_lists: Sequence[Paper]) -> tuple[Carried, ...]:
    """Return the lines of a shipment as they count; their weights add up to the packing lists' where these print any."""
    billed = [(paper, goods) for paper in invoices for goods in paper.goods]
    packed = [(paper, goods) for paper in packing_lists for goods in paper.goods]
    if not billed:
        return _packed_only(packed, packing_lists)
    own = [_as_billed(entry, entry[1].net_kg, INVOICE) for entry in billed]
    if packed and all(goods.net_kg is not None for _, goods in packed):
        return _matched(billed, packed) or _apart(own, packed)
    total = net_kg(packing_lists)
    if total is None:
        return _with_total(own, invoices)
    return _shared(billed, own, total)


def _as_billed(entry: Entry, kg: Decimal | None, ground: str) -> Carried:
    paper, goods = entry
    return Carried(
        goods, paper.document_id, kg, goods.amount, paper.value("currency"), ground if kg is not None else ""
    )


def _packed_only(packed: Sequence[Entry], packing_lists: Sequence[Paper]) -> tuple[Carried, ...]:
    found = [Carried(goods, paper.document_id, goods.net_kg, None, None, PACKING) for paper, goods in packed]
    return _with_total(found, packing_lists)


def _with_total(found: Sequence[Carried], papers: Sequence[Paper]) -> tuple[Carried, ...]:
    """Return lines that have a weight each, else one line beside them for what the printed total says."""
    total = net_kg(papers)
    known = sum((line.kg for line in found if line.kg is not None), Decimal())
    unknown = [line for line in found if line.kg is None]
    if not unknown or total is None or total <= known:
        return tuple(found)
    if len(unknown) == 1:
        return tuple(_given(line, total - known) if line.kg is None else line for line in found)
    return (*found, _rest(found, papers[0].document_id, total - known))


def _given(line: Carried, kg: Decimal) -> Carried:
    return Carried(line.goods, line.document_id, kg, line.amount, line.currency, "printed total")


def _rest(found: Sequence[Carried], document_id: int, kg: Decimal) -> Carried:
    """Return a line for weight that no line tells, with what all lines have in common."""
    goods = [line.goods for line in found]

    def common(of: Callable[[Goods], object]) -> bool:
        return len({of(one) for one in goods}) == 1

    first = goods[0]
    return Carried(
        Goods(
            index=max(one.index for one in goods) + 1,
            description=first.description if common(lambda one: _fold(one.description)) else "",
            hs_code=first.hs_code if common(lambda one: one.hs_code) else None,
            grade=first.grade if common(lambda one: _fold(one.grade or "")) else None,
            elements=first.elements if common(lambda one: one.elements) else (),
        ),
        document_id, kg, None, None, REST,
    )  # fmt: skip


# -- a weight on each packing line -------------------------------------------------------------------------------------


def _matched(billed: Sequence[Entry], packed: Sequence[Entry]) -> tuple[Carried, ...] | None:
    """Return the invoice's lines with the weights of the packing lines that belong to each; None where that is not clear."""
    homes: dict[int, list[Goods]] = defaultdict(list)
    if len(billed) == len(packed) and all(_fits(a, b) for (_, a), (_, b) in zip(billed, packed, strict=True)):
        homes = defaultdict(list, {n: [goods] for n, (_, goods) in enumerate(packed)})
    else:
        for _, goods in packed:
            found = _home(goods, billed)
            if found is None:
                return None
            homes[found].append(goods)
    if any(not homes.get(n) for n in range(len(billed)) if _weighs(billed[n][1])):
        return None
    weights = {n: sum((one.net_kg or Decimal() for one in found), Decimal()) for n, found in homes.items()}
    return tuple(_as_billed(entry, weights.get(n, Decimal()), PACKING) for n, entry in enumerate(billed))


def _weighs(goods: Goods) -> bool:
    """Say whether a line is of goods: charges and mould fees have neither weight, code, grade nor elements."""
    return bool(goods.net_kg or goods.hs_code or goods.grade or goods.elements)


def _home(goods: Goods, billed: Sequence[Entry]) -> int | None:
    """Return the invoice line that packing goods belong to: the only one that fits best."""
    scored = sorted(
        ((_score(one, goods), -n) for n, (_, one) in enumerate(billed) if _fits(one, goods, False)), reverse=True
    )
    if not scored or (scored[0][0] == 0 and len(billed) > 1):
        return None
    if (
        len(scored) > 1
        and scored[0][0] == scored[1][0]
        and not _same_goods(billed[-scored[0][1]][1], billed[-scored[1][1]][1])
    ):
        return None
    return -scored[0][1]


def _fits(billed: Goods, packed: Goods, whole: bool = True) -> bool:
    """Say whether nothing on two lines contradicts; `whole` where the packing line is all of the invoice's."""
    for left, right in ((billed.grade, packed.grade), (billed.size, packed.size)):
        if left and right and _fold(left) != _fold(right):
            return False
    if billed.quantity is not None and packed.quantity is not None and billed.unit == packed.unit:
        return billed.quantity == packed.quantity if whole else packed.quantity <= billed.quantity
    return True


def _score(billed: Goods, packed: Goods) -> int:
    """Return how much two lines have in common."""
    pairs = ((billed.grade, packed.grade), (billed.size, packed.size), (billed.hs_code, packed.hs_code))
    same = [bool(left) and _fold(left or "") == _fold(right or "") for left, right in pairs]
    words = fuzz.token_sort_ratio(billed.description.casefold(), packed.description.casefold()) >= ALIKE
    quantity = billed.quantity is not None and billed.quantity == packed.quantity and billed.unit == packed.unit
    return 3 * same[0] + 3 * same[1] + same[2] + 2 * words + 2 * quantity


def _same_goods(left: Goods, right: Goods) -> bool:
    """Say whether two lines are of the same goods, so that it makes no difference which of them a weight is put to."""
    return all(
        _fold(getattr(left, name) or "") == _fold(getattr(right, name) or "")
        for name in ("grade", "description", "hs_code")
    )


def _apart(own: Sequence[Carried], packed: Sequence[Entry]) -> tuple[Carried, ...]:
    """Return the packing lines with the weight and the invoice's with the money: which belongs to which is not clear."""
    known = sum((line.kg for line in own if line.kg is not None), Decimal())
    total = sum((goods.net_kg or Decimal() for _, goods in packed), Decimal())
    if all(line.kg is not None for line in own) and known == total:
        return tuple(own)
    money = [
        Carried(line.goods, line.document_id, Decimal(), line.amount, line.currency, "weighed on other lines")
        for line in own
    ]
    return (*money, *(Carried(goods, paper.document_id, goods.net_kg, None, None, PACKING) for paper, goods in packed))


# -- a total alone -----------------------------------------------------------------------------------------------------


def _shared(billed: Sequence[Entry], own: Sequence[Carried], total: Decimal) -> tuple[Carried, ...]:
    """Return the invoice's lines with the packing lists' total shared out over them."""
    weights = [line.kg for line in own if line.kg is not None]
    known = sum(weights, Decimal())
    if len(weights) == len(own) and known == total:
        return tuple(own)
    goods = [entry[1] for entry in billed]
    if len(billed) == 1:
        return (_as_billed(billed[0], total, PACKING),)
    if len(weights) == len(own) and known > 0:
        shares, ground = weights, SHARED
    elif _one_kind(goods):
        shares, ground = [one.quantity or Decimal() for one in goods], BY_QUANTITY
    else:
        bare = [_as_billed(entry, None, "") for entry in billed]
        return (*bare, _rest(bare, billed[0][0].document_id, total))
    give = partial(_as_billed, ground=ground)
    return tuple(give(entry, kg) for entry, kg in zip(billed, share(total, shares), strict=True))


def _one_kind(goods: Sequence[Goods]) -> bool:
    """Say whether all lines are pieces of one size and grade, so that each piece weighs the same."""
    kinds = {(one.unit, _fold(one.size or ""), _fold(one.grade or "")) for one in goods}
    return len(kinds) == 1 and bool(goods[0].size) and all(one.quantity for one in goods)


def share(total: Decimal, weights: Sequence[Decimal]) -> list[Decimal]:
    """Share a total out by weights, in whole grams; what rounding leaves goes to the largest, so that the sum is exact."""
    whole = sum(weights, Decimal())
    parts = [(total * weight / whole).quantize(GRAM, ROUND_DOWN) for weight in weights]
    largest = max(range(len(weights)), key=lambda n: (weights[n], -n))
    parts[largest] += total - sum(parts, Decimal())
    return parts


def _fold(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())
