"""Do two papers belong together, and why? Score and reasons for one pair; nothing is decided here.

Numbers that papers quote of one another weigh most; parties, dates, weights and goods confirm or deny. Two papers that
quote different numbers of the same kind never belong together, whatever else agrees.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from extractor.register.indicators.companies import same
from extractor.register.paper import Paper

SURE = 0.60
"""From this score on two papers are one shipment."""
DOUBTFUL = 0.40
"""From this score on a person is asked."""
NEAR_DAYS, FAR_DAYS = 45, 120
SAME_WEIGHT = Decimal("0.005")
_REVISION = re.compile(
    r"(?:[-/ .]?(?:REV(?:ISED|ISION)?|R|V|COR(?:R(?:ECTED)?)?|AMD|更正|修订)[-. ]?\d{0,2}|(?<=\d)[A-C])$"
)


def folded(number: str | None) -> str:
    """Return a number's letters and digits, upper case; empty for none."""
    return "".join(char for char in (number or "").upper() if char.isalnum())


def base_number(number: str) -> str:
    """Return a number without the mark of a revision: `INV-17-R1` and `INV-17 REV.2` are of `INV-17`."""
    plain = number.strip().upper()
    short = _REVISION.sub("", plain)
    return folded(short if any(char.isdigit() for char in short) else plain)


def own_number(paper: Paper) -> str:
    """Return a paper's own number, folded."""
    return folded(paper.value("document_number"))


def pair_score(invoice: Paper, packing: Paper) -> tuple[float, tuple[str, ...]]:
    """Return how surely an invoice and a packing list are of one shipment, 0 to 1, and why."""
    quoted, number = folded(packing.value("invoice_number")), own_number(invoice)
    if quoted and number and base_number(quoted) != base_number(number):
        return 0.0, (f"the packing list is of invoice {packing.value('invoice_number')}",)
    evidence = [*_numbers(invoice, packing, quoted, number), *_parties(invoice, packing), *_facts(invoice, packing)]
    score = sum(weight for weight, _ in evidence)
    return max(0.0, min(1.0, score)), tuple(reason for _, reason in evidence)


def _numbers(invoice: Paper, packing: Paper, quoted: str, number: str) -> Iterator[tuple[float, str]]:
    if quoted and quoted == number:
        yield 0.6, f"the packing list quotes invoice {invoice.value('document_number')}"
    elif number and number == own_number(packing):
        yield 0.5, f"both have number {invoice.value('document_number')}"
    for name, weight, words in (
        ("bl_number", 0.4, "bill of lading"),
        ("contract_number", 0.2, "contract"),
        ("purchase_order_number", 0.2, "purchase order"),
        ("licence_number", 0.1, "licence"),
    ):
        left, right = folded(invoice.value(name)), folded(packing.value(name))
        if left and right:
            yield (weight, f"same {words} {invoice.value(name)}") if left == right else (-weight, f"another {words}")
    boxes = set(invoice.lists.get("container_numbers", ())) & set(packing.lists.get("container_numbers", ()))
    if boxes:
        yield 0.25, f"same container {sorted(boxes)[0]}"


def _parties(invoice: Paper, packing: Paper) -> Iterator[tuple[float, str]]:
    for roles, weight in ((("seller",), 0.1), (("buyer", "consignee"), 0.15)):
        left, right = invoice.company(*roles), packing.company(*roles)
        if left is None or right is None:
            continue
        found = same(left, right)
        if found is True:
            yield weight, f"same {roles[0]}"
        elif found is False and left.role == right.role:
            yield -0.3, f"another {roles[0]}: {right.name}"


def _facts(invoice: Paper, packing: Paper) -> Iterator[tuple[float, str]]:
    first, second = invoice.day("issue_date"), packing.day("issue_date")
    if first is not None and second is not None:
        apart = abs((first - second).days)
        if apart <= NEAR_DAYS:
            yield 0.05, f"{apart} days apart"
        elif apart > FAR_DAYS:
            yield -0.3, f"{apart} days apart"
    left, right = invoice.net_kg, packing.net_kg
    if left and right and abs(left - right) <= SAME_WEIGHT * max(left, right):
        yield 0.2, f"same net weight {right} kg"
    grades = {g.grade for g in invoice.goods if g.grade} & {g.grade for g in packing.goods if g.grade}
    quantities = {g.quantity for g in invoice.goods if g.quantity} & {g.quantity for g in packing.goods if g.quantity}
    if grades and quantities:
        yield 0.1, "same grades and quantities"


def likeness(left: Paper, right: Paper) -> float:
    """Return the share of decisive values on which two papers of one kind agree, 0 to 1; 0 where they share none."""
    pairs = [(left.value(name), right.value(name)) for name in ("issue_date", "total_amount", "contract_number")]
    pairs.append((_text(left.net_kg), _text(right.net_kg)))
    pairs += [
        (_text(getattr(a, name)), _text(getattr(b, name)))
        for a, b in zip(left.goods, right.goods, strict=False)
        for name in ("quantity", "amount", "net_kg", "grade")
    ]
    both = [(a, b) for a, b in pairs if a is not None and b is not None]
    if not both:
        return 0.0
    agreeing = sum(a == b for a, b in both) / len(both)
    return agreeing if len(left.goods) == len(right.goods) else 0.8 * agreeing


def _text(value: object) -> str | None:
    return None if value is None else str(value.normalize() if isinstance(value, Decimal) else value)
