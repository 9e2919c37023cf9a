"""The ledger: what each licence allows, what was drawn on it, what is held for shipments on their way, what is left.

How often and by how much a licence may be used are terms of the licence, read from its face (`multiple_use`, remarks) with
the usual terms of the settings behind, and a person's word on top; they are no constants. A shipment draws on a licence only
where its papers quote the number; one that fits without quoting it is proposed to a person and takes nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from extractor.register import proposals
from extractor.register.drawing import StatusOf, draw
from extractor.register.linking import own_number
from extractor.register.paper import Goods, Paper
from extractor.register.proposals import Proposal
from extractor.register.shipment import Shipment
from extractor.settings import LicenceSettings

GENERAL = re.compile(r"通用许可|\bgeneral\s+licen[cs]e", re.IGNORECASE)
MULTIPLE = re.compile(r"非\s*一批一证|\bmultiple\s+(?:use|batch|shipment)", re.IGNORECASE)
BULK = re.compile(r"大宗|散装|溢短装|\bbulk\b|more\s+or\s+less", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Terms:
    """What a licence allows beside its kilograms, and how that is known."""

    most_uses: int | None
    """None: as often as is liked."""
    tolerance: Decimal
    """Share by which the weight may be exceeded: 0.05 for bulk goods (F20)."""
    general: bool
    basis: str


@dataclass(frozen=True, slots=True)
class Use:
    """A shipment under a licence, with the kilograms that it took and where the running total stood after it."""

    shipment_id: str
    kg: Decimal
    used: Decimal
    place: int
    """First, second, third use."""
    day: date | None = None
    line: int | None = None
    """The line of the licence; None for goods that none of its lines fits."""
    weighed: bool = True
    """False where some of the goods have no weight: more was taken than `kg`."""


@dataclass(frozen=True, slots=True)
class LineAccount:
    """One line of a licence. `uses` draw on this line alone; their running total is the line's."""

    index: int
    goods: Goods
    licensed_kg: Decimal | None
    uses: tuple[Use, ...]

    @property
    def used_kg(self) -> Decimal:
        """What was drawn or is held."""
        return sum((use.kg for use in self.uses), Decimal())

    @property
    def remaining_kg(self) -> Decimal | None:
        """What is left; negative where over-drawn; None where the line has no weight."""
        return None if self.licensed_kg is None else self.licensed_kg - self.used_kg


@dataclass(frozen=True, slots=True)
class Account:
    """A licence with what it allows; `uses` in the order of their dates, each shipment once."""

    paper: Paper
    licensed_kg: Decimal | None
    allowed_kg: Decimal | None
    """What may be drawn: the licensed weight with its tolerance."""
    most_uses: int | None
    general: bool
    uses: tuple[Use, ...]
    lines: tuple[LineAccount, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    basis: str = ""
    """How the terms are known."""

    @property
    def number(self) -> str:
        """The licence's number, empty where it was not read."""
        return self.paper.value("document_number") or ""

    @property
    def remaining_kg(self) -> Decimal | None:
        """What is left of the licensed weight after uses and reservations; negative where over-drawn."""
        if self.licensed_kg is None:
            return None
        return self.licensed_kg - sum((use.kg for use in self.uses), Decimal())


def terms(licence: Paper, settings: LicenceSettings, given: Terms | None = None) -> Terms:
    """Return a licence's terms: a person's word, else its face, else the usual ones of the settings."""
    if given is not None:
        return given
    remarks = " ".join(licence.value(name) or "" for name in ("remarks", "title", "licence_kind"))
    tolerance = Decimal(str(settings.bulk_tolerance)) if BULK.search(remarks) else Decimal(str(settings.tolerance))
    if GENERAL.search(remarks):
        return Terms(None, tolerance, True, "general licence")
    if licence.value("multiple_use") == "true" or MULTIPLE.search(remarks):
        return Terms(settings.multiple_uses or None, tolerance, False, "several batches (非一批一证)")
    return Terms(settings.single_uses or None, tolerance, False, "one batch (一批一证), as nothing else is printed")


def ledger(
    shipments: Iterable[Shipment], licences: Iterable[Paper], settings: LicenceSettings, status_of: StatusOf,
    given: Mapping[str, Terms] | None = None,
) -> tuple[Account, ...]:  # fmt: skip
    """Return the account of every licence, by number. `given` are people's terms by folded number."""
    under: dict[int, list[Shipment]] = defaultdict(list)
    free: list[Shipment] = []
    for shipment in sorted(shipments, key=_order):
        for licence in shipment.licences:
            under[licence.document_id].append(shipment)
        if not shipment.licences and not any(paper.value("licence_number") for paper in shipment.papers):
            free.append(shipment)
    open_by_seller = proposals.by_seller(free, status_of)
    return tuple(
        _account(licence, under[licence.document_id], open_by_seller, settings, status_of, given or {})
        for licence in sorted(licences, key=lambda paper: (own_number(paper), paper.sha256))
    )


def _account(
    licence: Paper, shipments: Sequence[Shipment], free: Mapping[str, Sequence[Shipment]], settings: LicenceSettings,
    status_of: StatusOf, given: Mapping[str, Terms],
) -> Account:  # fmt: skip
    allowed = terms(licence, settings, given.get(own_number(licence)))
    licensed = licence.net_kg
    whole: list[Use] = []
    by_line: dict[int, list[Use]] = defaultdict(list)
    used, line_used = Decimal(), defaultdict[int, Decimal](Decimal)
    for place, shipment in enumerate(shipments, start=1):
        drawn, weighed = draw(shipment, licence, status_of)
        kg = sum(drawn.values(), Decimal())
        used += kg
        whole.append(Use(shipment.id, kg, used, place, shipment.date, None, weighed))
        for index, part in drawn.items():
            if index is not None:
                line_used[index] += part
                at = len(by_line[index]) + 1
                by_line[index].append(Use(shipment.id, part, line_used[index], at, shipment.date, index, weighed))
    return Account(
        paper=licence,
        licensed_kg=licensed,
        allowed_kg=None if licensed is None else licensed * (1 + allowed.tolerance),
        most_uses=allowed.most_uses,
        general=allowed.general,
        uses=tuple(whole),
        lines=tuple(LineAccount(g.index, g, g.net_kg, tuple(by_line[g.index])) for g in licence.goods),
        proposals=tuple(proposals.proposals(licence, free, settings, status_of)),
        basis=allowed.basis,
    )


def _order(shipment: Shipment) -> tuple[bool, date, str]:
    return shipment.date is None, shipment.date or date.min, shipment.id
