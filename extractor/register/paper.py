"""A document as the register sees it: its values as decimals and dates, each with the place on the page it was read from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from extractor.datatypes.geometry import Box
from extractor.datatypes.record import Field, LineItem, Party, Record
from extractor.store import recut
from extractor.store.store import Store

CLIENT_ROLES = ("buyer", "importer", "consignee")
"""Who counts as the client of a trade: the first of these that a paper names."""
LEFT_OUT = frozenset({"junk", "duplicate"})


@dataclass(frozen=True)
class Cite:
    """Where a figure comes from: document, path in its record, page and box, and how sure the reading is."""

    document_id: int
    path: str
    value: str
    confidence: float
    page: int | None = None
    box: Box | None = None


@dataclass(frozen=True)
class Company:
    """A party of a paper. `key` is the company's id where it is safely resolved, else the name as printed, folded."""

    role: str
    name: str
    key: str
    cite: Cite
    country: str | None = None
    tax_id: str | None = None
    address: str | None = None
    resolved: bool = False
    also: tuple[str, ...] = ()
    """The name in other words: as printed where `name` is the register's, and in the paper's second language."""


@dataclass(frozen=True)
class Goods:
    """One line of goods; weights in kg, money in the paper's currency. `cites` maps a field's name to its place."""

    index: int
    description: str = ""
    hs_code: str | None = None
    grade: str | None = None
    elements: tuple[str, ...] = ()
    elements_presumed: tuple[str, ...] = ()
    composition: str | None = None
    size: str | None = None
    quantity: Decimal | None = None
    unit: str | None = None
    net_kg: Decimal | None = None
    gross_kg: Decimal | None = None
    package_count: Decimal | None = None
    unit_price: Decimal | None = None
    amount: Decimal | None = None
    cites: Mapping[str, Cite] = field(default_factory=dict)


@dataclass(frozen=True)
class Paper:
    """One document with what it says. `received_at` is when its file came in, ISO 8601."""

    document_id: int
    sha256: str
    doc_type: str
    status: str
    received_at: str
    values: Mapping[str, str]
    lists: Mapping[str, tuple[str, ...]]
    cites: Mapping[str, Cite]
    companies: tuple[Company, ...]
    goods: tuple[Goods, ...]
    checks: tuple[tuple[str, str, str, str], ...] = ()
    """Code, status, severity and message of each check."""
    confirmed: bool = False
    """Whether a person looked at it and accepted it."""
    waits: bool = False
    """Whether documents that people worked on have its pages: until a person says which it is, those count."""

    def value(self, name: str) -> str | None:
        """Return a field's value, None where the paper does not have it."""
        return self.values.get(name)

    def number(self, name: str) -> Decimal | None:
        """Return a field as a decimal."""
        return decimal(self.values.get(name))

    def day(self, name: str) -> date | None:
        """Return a field as a date."""
        return day(self.values.get(name))

    def company(self, *roles: str) -> Company | None:
        """Return the first party in one of the roles, the roles in order of preference."""
        return next((found for role in roles for found in self.companies if found.role == role), None)

    @property
    def is_counted(self) -> bool:
        """Whether it is a paper of the register, and not put away or in the place of another."""
        return self.status not in LEFT_OUT and not self.waits

    @property
    def client(self) -> Company | None:
        """Who the goods go to, as far as this paper says."""
        return self.company(*CLIENT_ROLES)

    @property
    def net_kg(self) -> Decimal | None:
        """Net weight: the printed total, else the sum of the lines where every line has one."""
        total = self.number("total_net_weight_kg")
        if total is not None:
            return total
        weights = [goods.net_kg for goods in self.goods]
        if not weights or any(weight is None for weight in weights):
            return None
        return sum((weight for weight in weights if weight is not None), Decimal())


def papers(store: Store) -> Iterator[Paper]:
    """Yield every document of a store as people see it: extracted, with the edits on top."""
    for row, record in store.all_shown():
        yield paper(row, record)


def paper(row: Mapping[str, Any], record: Record) -> Paper:
    """Turn a document's row and record into a Paper."""
    key = row["id"]
    return Paper(
        document_id=key,
        sha256=row["sha256"],
        doc_type=record.doc_type,
        status=row["status"],
        received_at=row["created_at"],
        values={name: found.value for name, found in record.fields.items() if isinstance(found.value, str)},
        lists={name: found.value for name, found in record.fields.items() if isinstance(found.value, tuple)},
        cites={name: cite(key, name, found) for name, found in record.fields.items()},
        companies=tuple(_company(key, index, party) for index, party in enumerate(record.parties)),
        goods=tuple(_goods(key, index, line) for index, line in enumerate(record.lines)),
        checks=tuple((check.code, check.status, check.severity, check.message) for check in record.checks),
        confirmed=row["status"] == "reviewed",
        waits=row["status"] == "needs_review" and recut.WAITS in record.engine.get("notes", ()),
    )


def cite(document_id: int, path: str, found: Field) -> Cite:
    """Return the place of a value."""
    return Cite(document_id, path, _text(found), found.confidence, found.page, found.box)


def _company(document_id: int, index: int, party: Party) -> Company:
    entity = party.entity
    resolved = entity is not None and entity.decision == "match" and entity.id is not None
    name = _text(party.name)
    return Company(
        role=party.role,
        name=entity.name or name if entity is not None and resolved else name,
        key=str(entity.id) if entity is not None and resolved else "name:" + _folded(name),
        cite=cite(document_id, f"parties[{index}].name", party.name),
        country=_optional(party.country),
        tax_id=_optional(party.tax_id),
        address=_optional(party.address),
        resolved=resolved,
        also=tuple(dict.fromkeys((name, *party.name.alt))),
    )


def _goods(document_id: int, index: int, line: LineItem) -> Goods:
    def text(name: str) -> str | None:
        return _optional(line.get(name))

    def symbols(name: str) -> tuple[str, ...]:
        found = line.get(name)
        return tuple(found.value) if found is not None and isinstance(found.value, tuple) else ()

    return Goods(
        index=index,
        description=text("description") or "",
        hs_code=text("hs_code"),
        grade=text("grade"),
        elements=symbols("elements"),
        elements_presumed=symbols("elements_presumed"),
        composition=text("composition"),
        size=text("size"),
        quantity=decimal(text("quantity")),
        unit=text("unit"),
        net_kg=decimal(text("net_weight_kg")),
        gross_kg=decimal(text("gross_weight_kg")),
        package_count=decimal(text("package_count")),
        unit_price=decimal(text("unit_price")),
        amount=decimal(text("amount")),
        cites={name: cite(document_id, f"lines[{index}].{name}", found) for name, found in line.items()},
    )


def _text(found: Field) -> str:
    return found.value if isinstance(found.value, str) else " ".join(found.value)


def _optional(found: Field | None) -> str | None:
    return None if found is None else _text(found)


def _folded(name: str) -> str:
    return "".join(char for char in name.casefold() if char.isalnum())


def decimal(text: str | None) -> Decimal | None:
    """Return a decimal, None for nothing and for what is no finite number."""
    try:
        found = None if text is None else Decimal(text)
    except InvalidOperation:
        return None
    return found if found is not None and found.is_finite() else None


def day(text: str | None) -> date | None:
    """Return an ISO date, None for nothing and for what is none."""
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError:
        return None
