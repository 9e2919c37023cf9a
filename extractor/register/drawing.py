"""What a shipment draws on a licence: which goods fall under it, on which of its lines, and how many kilograms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from extractor.register.control import NOT_CONTROLLED, Status
from extractor.register.fit import has_licensed_elements, is_same_code, is_same_grade
from extractor.register.linking import own_number
from extractor.register.paper import Goods, Paper
from extractor.register.shipment import Carried, Shipment

StatusOf = Callable[[Goods, date], Status]


def draw(shipment: Shipment, licence: Paper, status_of: StatusOf) -> tuple[dict[int | None, Decimal], bool]:
    """Return the kilograms that a shipment takes from each line of a licence, and whether all of them have a weight.

    Goods that no line of the licence fits draw on it all the same, on no line of it, unless they are not controlled or fit
    another licence of the shipment: an over-draw must not hide behind a word that was read wrong.
    """
    drawn: dict[int | None, Decimal] = defaultdict(Decimal)
    weighed = True
    for line in shipment.lines:
        place = home(line, shipment, licence, status_of)
        if place is False:
            continue
        weighed = weighed and line.kg is not None
        drawn[None if place is True else place] += line.kg or Decimal()
    if not drawn and not shipment.lines and shipment.kg is not None:
        drawn[None] = shipment.kg
    return dict(drawn), weighed


def home(line: Carried, shipment: Shipment, licence: Paper, status_of: StatusOf) -> int | bool:
    """Return the licence's line that goods draw on, True for none in particular, False where they do not draw on it."""
    fit = best_line(line.goods, licence)
    others = [paper for paper in shipment.licences if paper.document_id != licence.document_id]
    fits_other = [paper for paper in others if best_line(line.goods, paper) is not None]
    if fit is not None:
        first = min((paper for paper in (licence, *fits_other)), key=lambda paper: (own_number(paper), paper.sha256))
        return fit if first is licence else False
    if fits_other:
        return False
    if others and licence is not min(shipment.licences, key=lambda paper: (own_number(paper), paper.sha256)):
        return False
    return shipment.date is None or status_of(line.goods, shipment.date).state != NOT_CONTROLLED


def best_line(goods: Goods, licence: Paper) -> int | None:
    """Return the index of the licence's line that goods fit best, None where none does."""
    scored = [(fit, -line.index) for line in licence.goods if (fit := _fit(goods, line)) > 0]
    return -max(scored)[1] if scored else None


def _fit(goods: Goods, licensed: Goods) -> int:
    """Return how well goods fit a line: points for what agrees; 0 where code or elements differ, as grades have many names."""
    code, elements = is_same_code(goods, licensed), has_licensed_elements(goods, licensed)
    if code is False or elements is False:
        return 0
    return int(code is True) + 2 * (elements is True) + 2 * (is_same_grade(goods, licensed) is True)
