"""Charges between the goods and the total of a table: freight, insurance, discount, tax."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from extractor.stages.extract.draft import Choice, Draft
from extractor.stages.extract.figures import plain
from extractor.stages.extract.goods import CellValue, cell_value
from extractor.values import labels

_PERCENT = re.compile(r"@?\s*\d{1,2}(?:[.,]\d{1,2})?\s?%\s*")
"""The rate inside a label: `zzgl. 19 % USt.`, `Output IGST @ 18%`."""
KINDS = frozenset({"total"})
CHARGES = frozenset({"freight_amount", "insurance_amount", "discount_amount", "tax_amount", "net_amount"})


def charge_values(drafts: Sequence[Draft], totals: Sequence[Mapping[str, Choice]]) -> Iterator[CellValue]:
    """Yield the charges between the goods and the total: freight, insurance, discount, tax. A discount has no sign."""
    for draft, chosen in zip(drafts, totals, strict=True):
        found = labels.match(_PERCENT.sub("", draft.row.label), KINDS)
        named = next((one for one in found if one.field in CHARGES and one.score >= found[0].score), None)
        money = [(field, choice) for field, choice in chosen.items() if field in {"amount", "unit_price"}]
        if named is None or len(money) != 1:
            continue
        field, choice = money[0]
        cell = draft.cells[field]
        evidence = {"head": cell.label_score, "label": named.score, "sum": 0.5, "sole": float(choice.sole), "own": 1.0}
        evidence |= {"first": float(choice.first), "prior": choice.prior}
        value = plain(abs(choice.printed))
        yield cell_value(named.field, value, choice.raw, cell.pieces, draft.row.page, evidence)
