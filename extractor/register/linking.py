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
AGAINST, CONFLICT = 0.3, 0.1
"""What another party or months between two papers take away, and what another number does where the invoice is quoted."""
NUMBERS = (
    ("bl_number", 0.4, "bill of lading"), ("contract_number", 0.2, "contract"),
    ("purchase_order_number", 0.2, "purchase order"), ("licence_number", 0.1, "licence"),
)  # fmt: skip
PARTIES = ((("seller",), 0.1), (("buyer", "consignee"), 0.15))
SAME_WEIGHT = Decimal("0.005")
_REVISION = re.compile(
    r"(?:[-/ .]*(?P<word>REV(?:ISED|ISION)?|CORR(?:ECTED)?|AMD|更正|修订)|[-/ .]+(?:R|V))[-. ]?(?P<number>\d{0,2})$"
)
"""The mark of a revision behind a number; a bare letter or an `R` glued to the digits is part of the number."""
_MARKED = re.compile(
    r"\b(?:correct(?:ed|ion)|revised|amended|replaces|supersedes)\b|更正|修订|修正|作废重开|订正", re.IGNORECASE
)
CLIENTS = ("buyer", "importer", "consignee")
MARK_FIELDS = ("remarks", "title", "notes")
Key = tuple[str, ...]


def folded(number: str | None) -> str:
    """Return a number's letters and digits, upper case; empty for none."""
    return "".join(char for char in (number or "").upper() if char.isalnum())


def base_number(number: str) -> str:
    """Return a number without the mark of a revision: `INV-17-R1` and `INV-17 REV.2` are of `INV-17`."""
    plain = number.strip().upper()
    short = _REVISION.sub("", plain)
    return folded(short if any(char.isdigit() for char in short) else plain)


_LOOK_ALIKE = str.maketrans("OQDILSBZ", "00011582")


def alike(number: str) -> str:
    """Return a base number with letters and digits that are read for one another made one: `INV-1O0` is like `INV-100`."""
    return base_number(number).translate(_LOOK_ALIKE)


def revision(paper: Paper) -> int:
    """Return which revision a paper says it is: 0 for none, 1 or the printed number for one that is corrected.

    A packing list without a number of its own goes by the invoice that it quotes.
    """
    found = _mark(paper)
    return int(found["number"] or 1) if found is not None else int(_is_said(paper))


def is_revised(paper: Paper) -> bool:
    """Say whether a paper says in words that it is a revision; a bare `-R1` or `/V01` may as well count papers."""
    found = _mark(paper)
    return _is_said(paper) or (found is not None and found["word"] is not None)


def _mark(paper: Paper) -> re.Match[str] | None:
    quoted = paper.value("invoice_number") if paper.doc_type == "packing_list" else None
    number = (paper.value("document_number") or quoted or "").strip().upper()
    return _REVISION.search(number) if base_number(number) != folded(number) else None


def _is_said(paper: Paper) -> bool:
    return any(_MARKED.search(paper.value(name) or "") for name in MARK_FIELDS)


def keys(paper: Paper) -> frozenset[Key]:
    """Return what papers of one shipment may have in common: numbers, else the same goods between the same parties.

    Two papers without a common key are never compared, so papers that hang together over keys can be treated apart from all
    others. `licence` only tells which shipments a licence is drawn by; it makes no shipment.
    """
    found: set[Key] = set()
    for name in ("document_number", "invoice_number"):
        if paper.value(name) and not (name == "document_number" and paper.doc_type == "export_licence"):
            found.add(("number", alike(paper.value(name) or "")))
    for name in ("contract_number", "purchase_order_number", "bl_number"):
        if paper.value(name) and paper.doc_type != "export_licence":
            found.add((name, folded(paper.value(name))))
    found |= {("container", box) for box in paper.lists.get("container_numbers", ())}
    found |= {("licence", number) for number in licence_numbers(paper)}
    return frozenset(found | _goods_keys(paper))


def licence_numbers(paper: Paper) -> tuple[str, ...]:
    """Return the licence that a paper is, or quotes, folded."""
    name = "document_number" if paper.doc_type == "export_licence" else "licence_number"
    return (folded(paper.value(name)),) if folded(paper.value(name)) else ()


def _goods_keys(paper: Paper) -> set[Key]:
    seller, client = paper.company("seller"), paper.company("buyer", "consignee")
    if seller is None or client is None or paper.doc_type == "export_licence":
        return set()
    pieces = [goods.quantity for goods in paper.goods]
    counted = sum((one for one in pieces if one is not None), Decimal()) if pieces and None not in pieces else None
    amounts = (("kg", paper.net_kg), ("pieces", counted or paper.number("total_quantity")))
    return {(what, seller.key, client.key, f"{number.normalize():f}") for what, number in amounts if number}


def own_number(paper: Paper) -> str:
    """Return a paper's own number, folded."""
    return folded(paper.value("document_number"))


def pair_score(invoice: Paper, packing: Paper) -> tuple[float, tuple[str, ...]]:
    """Return how surely an invoice and a packing list are of one shipment, 0 to 1, and why.

    Where the packing list quotes the invoice, of the same seller and about the same time, it belongs to it: other bills of
    lading and containers are those of a part of the goods. Otherwise two different numbers of a kind forbid the link.
    """
    quoted, number = packing.value("invoice_number") or "", invoice.value("document_number") or ""
    named = bool(quoted) and base_number(quoted) == base_number(number)
    if quoted and number and alike(quoted) != alike(number):
        return 0.0, (f"the packing list is of invoice {quoted}",)
    conflicts = [words for name, _, words in NUMBERS if _differ(invoice.value(name), packing.value(name))]
    if conflicts and not named:
        return 0.0, (f"another {conflicts[0]}",)
    against = list(_against(invoice, packing))
    evidence = [*_numbers(invoice, packing, named), *_parties(invoice, packing), *_facts(invoice, packing)]
    score = sum(weight for weight, _ in evidence) - AGAINST * len(against) - CONFLICT * len(conflicts)
    if named and not against:
        score = max(score, SURE)
    elif named:
        score = max(score, DOUBTFUL)
    reasons = (*(reason for _, reason in evidence), *against, *(f"another {words}" for words in conflicts))
    return max(0.0, min(1.0, score)), reasons


def _differ(left: str | None, right: str | None) -> bool:
    return bool(folded(left)) and bool(folded(right)) and folded(left) != folded(right)


def _numbers(invoice: Paper, packing: Paper, named: bool) -> Iterator[tuple[float, str]]:
    number = own_number(invoice)
    if named:
        yield 0.6, f"the packing list quotes invoice {invoice.value('document_number')}"
    elif packing.value("invoice_number") and number:
        yield 0.25, f"the packing list quotes {packing.value('invoice_number')}, which may be a misread {number}"
    elif number and number == own_number(packing):
        yield 0.5, f"both have number {invoice.value('document_number')}"
    for name, weight, words in NUMBERS:
        left = folded(invoice.value(name))
        if left and left == folded(packing.value(name)):
            yield weight, f"same {words} {invoice.value(name)}"
    boxes = set(invoice.lists.get("container_numbers", ())) & set(packing.lists.get("container_numbers", ()))
    if boxes:
        yield 0.25, f"same container {sorted(boxes)[0]}"


def _parties(invoice: Paper, packing: Paper) -> Iterator[tuple[float, str]]:
    for roles, weight in PARTIES:
        left, right = invoice.company(*roles), packing.company(*roles)
        if left is not None and right is not None and same(left, right) is True:
            yield weight, f"same {roles[0]}"


def _against(invoice: Paper, packing: Paper) -> Iterator[str]:
    """Yield what speaks against two papers even where a number agrees: other parties, months between them."""
    sellers = invoice.company("seller"), packing.company("seller")
    one_seller = all(sellers) and same(*sellers) is True  # type: ignore[arg-type]
    for roles, _ in PARTIES:
        left, right = invoice.company(*roles), packing.company(*roles)
        if left is None or right is None or left.role != right.role or same(left, right) is not False:
            continue
        if roles[0] == "seller" or not one_seller:
            yield f"another {roles[0]}: {right.name}"
    first, second = invoice.day("issue_date"), packing.day("issue_date")
    if first is not None and second is not None and abs((first - second).days) > FAR_DAYS:
        yield f"{abs((first - second).days)} days apart"


def _facts(invoice: Paper, packing: Paper) -> Iterator[tuple[float, str]]:
    first, second = invoice.day("issue_date"), packing.day("issue_date")
    if first is not None and second is not None:
        apart = abs((first - second).days)
        if apart <= NEAR_DAYS:
            yield 0.05, f"{apart} days apart"
    left, right = invoice.net_kg, packing.net_kg
    if left and right and abs(left - right) <= SAME_WEIGHT * max(left, right):
        yield 0.2, f"same net weight {right} kg"
    grades = {g.grade for g in invoice.goods if g.grade} & {g.grade for g in packing.goods if g.grade}
    quantities = {g.quantity for g in invoice.goods if g.quantity} & {g.quantity for g in packing.goods if g.quantity}
    if grades and quantities:
        yield 0.1, "same grades and quantities"


def agreement(left: Paper, right: Paper) -> tuple[int, int]:
    """Return on how many decisive values two papers of one kind agree, of how many that both print."""
    pairs = [(left.value(name), right.value(name)) for name in ("issue_date", "total_amount", "contract_number")]
    pairs.append((_text(left.net_kg), _text(right.net_kg)))
    pairs += [
        (_text(getattr(a, name)), _text(getattr(b, name)))
        for a, b in zip(left.goods, right.goods, strict=False)
        for name in ("quantity", "amount", "net_kg", "grade")
    ]
    both = [a == b for a, b in pairs if a is not None and b is not None]
    missing = abs(len(left.goods) - len(right.goods)) if left.goods and right.goods else 0
    return sum(both), len(both) + missing


def _text(value: object) -> str | None:
    return None if value is None else str(value.normalize() if isinstance(value, Decimal) else value)
