"""How urgent a look at a paper is: what is at stake on it, times how unsure it was read."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from extractor.datatypes.record import Field, Record
from extractor.gazetteer.elements import elements
from extractor.rules import doubts
from extractor.rules.checks import CODES, decimal_of

CLIENT_ROLES = ("buyer", "importer", "consignee")
CONTROLLED_FACTOR = 2.0
FAILED_FACTOR = 0.5
"""Added to the stake for each failed check of severity error, and for each indicator, as a share of it."""
LEAST_UNSURE = 0.02
"""A paper that reads surely still has an order."""


@dataclass(frozen=True)
class Stake:
    """What orders a paper in the queue. `kg` is its net weight as printed, None where nothing says it."""

    kg: Decimal | None
    stake: float
    unsure: float

    @property
    def priority(self) -> float:
        """The product by which papers are ordered, highest first."""
        return self.stake * self.unsure


def of(record: Record, indicators: int = 0) -> Stake:
    """Weigh a record: tonnes, controlled elements, failed checks and indicators, times what its values lack to certainty."""
    kg = net_kg(record)
    failed = sum(check.status == "fail" and check.severity == "error" for check in record.checks)
    stake = 1.0 + float(kg or 0) / 1000
    stake *= CONTROLLED_FACTOR if _elements(record) & _controlled() else 1.0
    stake *= 1 + FAILED_FACTOR * (failed + indicators)
    unsure = 1 - record.doc_type_confidence + sum(1 - field.confidence for _, _, field in doubts.decisive(record))
    return Stake(kg, stake, max(LEAST_UNSURE, unsure))


def net_kg(record: Record) -> Decimal | None:
    """Return the net weight: the printed total, else the sum of the lines that have one."""
    total = decimal_of(record.fields.get("total_net_weight_kg"))
    if total is not None:
        return total
    weights = [found for line in record.lines if (found := decimal_of(line.get("net_weight_kg"))) is not None]
    return sum(weights, Decimal()) if weights else None


def client(record: Record) -> str:
    """Return the name of who the goods go to: the register's where it is safely known, else as printed; '' for nobody."""
    for role in CLIENT_ROLES:
        for party in record.parties:
            if party.role == role:
                known = party.entity is not None and party.entity.decision == "match"
                return (party.entity.name if known and party.entity else None) or text(party.name)
    return ""


def kinds(reasons: tuple[str, ...]) -> tuple[str, ...]:
    """Return what the reasons for a look are about, each once: a check's code, `type`, `company`, `page` or `value`."""
    return tuple(dict.fromkeys(_kind(reason) for reason in reasons))


def _kind(reason: str) -> str:
    head = reason.split(":", 1)[0]
    if head in CODES:
        return head
    if head == "doc_type":
        return "type"
    if head.startswith("page "):
        return "page"
    return "company" if " is near " in reason else "value"


def text(field: Field | None) -> str:
    """Return a value as one text, '' where there is none."""
    if field is None:
        return ""
    return field.value if isinstance(field.value, str) else " ".join(field.value)


def _elements(record: Record) -> set[str]:
    return {symbol for line in record.lines if "elements" in line for symbol in line["elements"].value}


@cache
def _controlled() -> frozenset[str]:
    return frozenset(element.symbol for element in elements() if element.control)
