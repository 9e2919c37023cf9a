"""The ledger: what each licence allows, what was drawn on it, what is left.

A use is a shipment whose papers quote the licence. What is shipped under a licence counts line by line: a line of goods
draws on the licence's line of the same code, element or kind. A licence of the form 一批一证 is for one clearance, one of the
form 非一批一证 for several, at most twelve; bulk goods may exceed by 5 % (DOMAIN 2.3, F20). All three are settings, since
practice differs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from extractor.register.indicators.companies import same
from extractor.register.linking import folded, own_number
from extractor.register.paper import Goods, Paper
from extractor.register.shipment import Carried, Link, Shipment
from extractor.settings import RegisterSettings
from extractor.values.products import find_class

SHARED_CODE = 8
"""Digits of an HS code that make two lines the same goods."""


@dataclass(frozen=True, slots=True)
class Use:
    """A shipment under a licence, with the kilograms that it took and where the running total stood after it."""

    shipment_id: str
    kg: Decimal
    used: Decimal
    place: int
    """First, second, third use."""
    day: date | None = None
    cleared: bool = True
    """Whether the goods are known to have left; otherwise the weight is reserved."""


@dataclass(frozen=True, slots=True)
class LineBalance:
    """One line of a licence: what it allows and what was drawn on it."""

    goods: Goods
    licensed_kg: Decimal | None
    used_kg: Decimal


@dataclass(frozen=True, slots=True)
class Account:
    """A licence with what it allows; `uses` in the order of their dates."""

    paper: Paper
    licensed_kg: Decimal | None
    allowed_kg: Decimal | None
    """What may be drawn: the licensed weight with its tolerance."""
    most_uses: int | None
    general: bool
    uses: tuple[Use, ...]
    lines: tuple[LineBalance, ...] = ()

    @property
    def used_kg(self) -> Decimal:
        """The sum of all uses."""
        return sum((use.kg for use in self.uses), Decimal())

    @property
    def remaining_kg(self) -> Decimal | None:
        """What is left of the licensed weight; negative where more was drawn."""
        return None if self.licensed_kg is None else self.licensed_kg - self.used_kg

    def days_left(self, on: date) -> int | None:
        """Return the days for which the licence is valid still; negative once it has expired."""
        until = self.paper.day("valid_until")
        return None if until is None else (until - on).days


def accounts(
    licences: Iterable[Paper], shipments: Iterable[Shipment], settings: RegisterSettings
) -> tuple[Account, ...]:
    """Return the account of every licence, in the order given."""
    uses: dict[int, list[Shipment]] = defaultdict(list)
    for shipment in shipments:
        for licence in shipment.licences:
            uses[licence.document_id].append(shipment)
    return tuple(_account(licence, uses[licence.document_id], settings) for licence in licences)


def _account(licence: Paper, shipments: Sequence[Shipment], settings: RegisterSettings) -> Account:
    licensed = licence.net_kg
    general = licence.value("licence_type") == "general" or "general" in (licence.value("remarks") or "").casefold()
    several = licence.value("multiple_use") == "true"
    tolerance = Decimal(str(settings.licence_tolerance)) if several or settings.bulk_always else Decimal()
    taken: list[Use] = []
    drawn: dict[int, Decimal] = defaultdict(Decimal)
    total = Decimal()
    for place, shipment in enumerate(sorted(shipments, key=lambda s: (s.date is None, s.date, s.id)), start=1):
        kg = Decimal()
        for line, row in _draws(licence, shipment):
            kg += line.kg or Decimal()
            if row is not None:
                drawn[row] += line.kg or Decimal()
        if all(line.kg is None for line in shipment.lines):
            kg = shipment.kg or Decimal()
        total += kg
        cleared = any(paper.value("bl_number") for paper in shipment.papers)
        taken.append(Use(shipment.id, kg, total, place, shipment.date, cleared))
    return Account(
        paper=licence,
        licensed_kg=licensed,
        allowed_kg=None if licensed is None else licensed * (1 + tolerance),
        most_uses=None if general else settings.most_uses if several else 1,
        general=general,
        uses=tuple(taken),
        lines=tuple(LineBalance(goods, goods.net_kg, drawn[goods.index]) for goods in licence.goods),
    )


def _draws(licence: Paper, shipment: Shipment) -> Iterator[tuple[Carried, int | None]]:
    """Yield the lines of a shipment that draw on a licence, each with the licence's line; all where none fits."""
    matched = [(line, _row(licence, line.goods)) for line in shipment.lines if line.kg is not None]
    fitting = [entry for entry in matched if entry[1] is not None]
    yield from fitting or matched


def _row(licence: Paper, goods: Goods) -> int | None:
    """Return the licence's line that covers goods: the same code, then the same elements, then the same kind."""
    scored = [(_cover(row, goods), -row.index) for row in licence.goods]
    best = max(scored, default=(0, 0))
    return -best[1] if best[0] > 0 else None


def _cover(row: Goods, goods: Goods) -> int:
    code = (
        bool(row.hs_code and goods.hs_code) and (row.hs_code or "")[:SHARED_CODE] == (goods.hs_code or "")[:SHARED_CODE]
    )
    elements = bool(set(row.elements) & set(goods.elements))
    kind = find_class(row.description) is not None and find_class(row.description) == find_class(goods.description)
    grade = bool(row.grade) and folded(row.grade) == folded(goods.grade)
    if row.elements and goods.elements and not elements:
        return 0
    return 4 * grade + 3 * (code and elements) + 2 * elements * kind + code * kind


def proposals(licences: Iterable[Paper], shipments: Iterable[Shipment]) -> tuple[Link, ...]:
    """Return uses that no paper quotes but contract, exporter and end user suggest: for a person to confirm, never taken."""
    by_contract: dict[str, list[Paper]] = defaultdict(list)
    for licence in licences:
        if licence.value("contract_number"):
            by_contract[folded(licence.value("contract_number"))].append(licence)
    found = []
    for shipment in shipments:
        if shipment.licences or not shipment.papers:
            continue
        contracts = {folded(paper.value("contract_number")) for paper in shipment.papers} - {""}
        for licence in (one for number in sorted(contracts) for one in by_contract.get(number, ())):
            exporter = licence.company("exporter", "consignor")
            if exporter is None or shipment.seller is None or same(exporter, shipment.seller) is False:
                continue
            reason = f"same contract {licence.value('contract_number')}; no paper quotes licence {own_number(licence)}"
            found.append(
                Link(
                    licence.document_id, shipment.papers[0].document_id, "under_licence", 0.5, (reason,), doubtful=True
                )
            )
    return tuple(found)
