"""The truth of one document, gathered while it is composed, together with the characters that stand for each value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from extractor.learn.scoring import SCORED_FIELDS, SCORED_LINE_FIELDS

Value = str | list[str]

ALL_KEYS = (
    "document_number", "issue_date", "invoice_number", "contract_number", "purchase_order_number", "licence_number",
    "letter_of_credit_number", "bl_number", "container_numbers", "currency", "incoterm", "incoterm_place",
    "port_of_loading", "port_of_discharge", "vessel", "payment_terms", "country_of_origin", "country_of_destination",
    "total_amount", "total_quantity", "total_packages", "total_net_weight_kg", "total_gross_weight_kg", "valid_from",
    "valid_until", "end_use", "mode_of_transport", "port_of_clearance", "control_code", "description", "hs_code",
    "grade", "elements", "quantity", "unit", "net_weight_kg", "gross_weight_kg", "package_count", "unit_price",
    "amount", "seller", "buyer", "consignee", "notify_party", "exporter", "consignor", "importer", "end_user",
    "issuing_authority", "name", "address", "country", "tax_id",
)  # fmt: skip
"""What is not scored on a paper of type `other`."""


@dataclass(frozen=True)
class Fact:
    """One value: its key, the contract's form, what is printed, other readings that count as right."""

    key: str
    value: Value
    raw: str
    alt: tuple[str, ...] = ()

    def truth(self) -> Any:
        """Return the value as a truth file writes it."""
        return {"value": self.value, "alt": list(self.alt)} if self.alt else self.value


@dataclass
class Truth:
    """What is on one document."""

    doc_type: str
    layout: str
    fields: dict[str, Any] = field(default_factory=dict)
    more: dict[str, Any] = field(default_factory=dict)
    """Values that the contract keeps but does not score; a truth file holds them apart."""
    parties: list[dict[str, Any]] = field(default_factory=list)
    lines: list[dict[str, Any]] = field(default_factory=list)
    unscored: list[str] = field(default_factory=list)
    ink: list[tuple[str, str]] = field(default_factory=list)

    def add(self, *facts: Fact) -> None:
        """Note header or total values; one printed twice is noted twice in ink, once in truth."""
        for fact in facts:
            kept = self.fields if fact.key in SCORED_FIELDS else self.more
            kept.setdefault(fact.key, fact.truth())
            self.ink.append((fact.key, fact.raw))

    def add_party(self, role: str, facts: Sequence[Fact]) -> None:
        """Note a party with what is printed of it."""
        self.parties.append({"role": role, **{fact.key: fact.truth() for fact in facts}})
        self.ink += [(f"{role}.{fact.key}", fact.raw) for fact in facts]

    def add_line(self, facts: Sequence[Fact]) -> None:
        """Note one line of goods."""
        self.lines.append({fact.key: fact.truth() for fact in facts if fact.key in SCORED_LINE_FIELDS})
        self.ink += [(f"line[{len(self.lines) - 1}].{fact.key}", fact.raw) for fact in facts]

    def ignore(self, *keys: str) -> None:
        """Leave values unscored that a fair reader could give or leave."""
        self.unscored += [key for key in keys if key not in self.unscored]

    def to_json(self, pages: Sequence[int]) -> dict[str, Any]:
        """Return the document's truth for these pages of its file."""
        shape: dict[str, Any] = {"doc_type": self.doc_type, "pages": list(pages), "layout": self.layout}
        unscored = sorted(key for key in self.unscored if key not in self.fields)
        if unscored:
            shape["unscored"] = unscored
        shape |= {"fields": dict(sorted(self.fields.items())), "parties": self.parties, "lines": self.lines}
        return shape | {"more": self.more, "ink": [list(pair) for pair in self.ink if pair[1]]}


def other(layout: str) -> Truth:
    """Return the truth of a paper that is none of the four kinds: its type, and nothing that is scored."""
    return Truth("other", layout, unscored=list(ALL_KEYS))
