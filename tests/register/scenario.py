"""Half a year of three producers and twelve clients, on paper: 40 shipments, 30 of them clean. All companies are invented."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.register.desk import Desk

PRODUCERS = (
    "Harbin Polaris Magnetics Co., Ltd.",
    "Zunyi Redcliff Rare Earth Magnet Co., Ltd.",
    "Quzhou Bluefin Magnetic Materials Co., Ltd.",
)
CLIENTS = (
    ("Quellwasser Antriebe GmbH", "DE"), ("Tundra Motor Oyj", "FI"), ("Brightwater Pumps Ltd", "GB"),
    ("Motores Sierra Clara S.A.", "ES"), ("Kanagawa Minato Denki K.K.", "JP"), ("Hanbit Precision Co., Ltd.", "KR"),
    ("Lumen Actuators Inc.", "US"), ("Ateliers Valmont SAS", "FR"), ("Nordlys Generator AS", "NO"),
    ("Officine Tre Fonti S.r.l.", "IT"), ("Prairie Wind Drives LLC", "US"), ("Deccan Spindle Works Pvt. Ltd.", "IN"),
)  # fmt: skip
START = date(2025, 5, 5)
NDFEB = {"description": "Sintered NdFeB magnet", "hs_code": "8505111000", "grade": "N42", "elements": "Nd"}
HEAVY = {"description": "Sintered NdFeB magnet with Dy", "hs_code": "8505111000", "grade": "N42SH", "elements": "Dy Nd"}
SMCO = {"description": "SmCo permanent magnet", "hs_code": "8505111000", "grade": "YXG-28", "elements": "Sm"}
FERRITE = {"description": "Ferrite magnet", "hs_code": "8505190090"}
GRAMS = {"N42": 60, "N42SH": 60, "YXG-28": 67}
"""Grams of a block of 40 x 20 x 10 mm."""
USD = {"N42": 32, "N42SH": 58, "YXG-28": 71}
"""Usual price of a kilogram; it moves by a few percent."""


@dataclass
class Made:
    """What was put on paper, as the test expects it back."""

    desk: Desk
    kg: dict[tuple[str, str], Decimal] = field(default_factory=dict)
    """Net weight by client and month."""
    planted: list[tuple[str, str]] = field(default_factory=list)
    """Code of an indicator and the invoice that it must be found on."""
    clean: list[str] = field(default_factory=list)
    """Invoices of clean shipments."""
    documents: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Trade:
    """One shipment as it was meant."""

    number: int
    goods: dict[str, str]
    pieces: int

    @property
    def day(self) -> date:
        """The day of the invoice: one every four days."""
        return START + timedelta(days=4 * self.number)

    @property
    def invoice(self) -> str:
        """The number of the invoice."""
        return f"{('HBP', 'ZRC', 'QBF')[self.number % 3]}-{self.day:%y%m}-{self.number:03}"

    @property
    def client(self) -> tuple[str, str]:
        """Name and country of the client."""
        return CLIENTS[self.number % 12]

    @property
    def kg(self) -> Decimal:
        """Net weight, to the gram."""
        return Decimal(self.pieces * GRAMS.get(self.goods.get("grade", ""), 60)) / 1000

    @property
    def parties(self) -> list[tuple[str, str, str]]:
        """Who stands on the trade papers."""
        return [("seller", PRODUCERS[self.number % 3], "CN"), ("buyer", *self.client), ("end_user", *self.client)]

    def price(self) -> Decimal:
        """Dollars per piece, so that the product has no rounding."""
        per_kg = Decimal(USD.get(self.goods.get("grade", ""), 32)) * (100 + self.number % 5) / 100
        return (per_kg * self.kg / self.pieces).quantize(Decimal("0.001"))


def trade(number: int) -> Trade:
    """Return the trade of a number: most plain magnets, every third with a licence."""
    goods = (NDFEB, NDFEB, HEAVY, NDFEB, SMCO)[number % 5]
    return Trade(number, dict(goods), 4000 + 137 * number)


def line(made: Trade, pieces: int | None = None, priced: bool = True) -> dict[str, Any]:
    """Return a line of an invoice or packing list."""
    count = made.pieces if pieces is None else pieces
    kg = made.kg * count / made.pieces
    out: dict[str, Any] = {
        **made.goods,
        "size": "40x20x10 mm",
        "quantity": str(count),
        "unit": "H87",
        "net_weight_kg": str(kg),
    }
    if priced:
        out |= {"unit_price": str(made.price()), "amount": str(made.price() * count)}
    return out


def invoice(desk: Desk, made: Trade, changed: dict[str, str] | None = None, lines: list[dict[str, Any]] | None = None,
            parties: list[tuple[str, str, str]] | None = None) -> int:  # fmt: skip
    """Put the invoice."""
    found = lines or [line(made)]
    total = sum((Decimal(one["amount"]) for one in found), Decimal())
    fields = {
        "document_number": made.invoice, "issue_date": str(made.day), "currency": "USD", "total_amount": str(total),
        "contract_number": f"SC-{made.number:04}", "port_of_loading": "Ningbo", "country_of_destination": made.client[1],
        "bl_number": f"NGB25{made.number:05}", "total_net_weight_kg": str(made.kg),
    }  # fmt: skip
    return desk.put("commercial_invoice", fields | (changed or {}), found, parties or made.parties)


def packing(desk: Desk, made: Trade, pieces: int | None = None, changed: dict[str, str] | None = None) -> int:
    """Put a packing list, of all pieces or of some."""
    count = made.pieces if pieces is None else pieces
    kg = made.kg * count / made.pieces
    fields = {
        "invoice_number": made.invoice, "issue_date": str(made.day + timedelta(days=1)), "bl_number": f"NGB25{made.number:05}",
        "total_net_weight_kg": str(kg), "total_gross_weight_kg": str((kg * Decimal("1.08")).quantize(Decimal("0.001"))),
        "country_of_destination": made.client[1],
    }  # fmt: skip
    return desk.put("packing_list", fields | (changed or {}), [line(made, count, priced=False)], made.parties)


def licence(desk: Desk, number: str, made: Trade, kg: Decimal, changed: dict[str, str] | None = None,
            end_user: tuple[str, str] | None = None) -> int:  # fmt: skip
    """Put a licence for the goods, client and contract of a trade."""
    fields = {
        "document_number": number, "issue_date": str(made.day - timedelta(days=20)),
        "valid_until": str(made.day + timedelta(days=150)), "contract_number": f"SC-{made.number:04}",
        "port_of_clearance": "宁波海关", "country_of_destination": made.client[1], "total_net_weight_kg": str(kg),
        "control_code": "1C905.A.4" if "Dy" in made.goods["elements"] else "1C902.A.4",
    }  # fmt: skip
    goods = {**made.goods, "quantity": str(kg), "unit": "KGM", "net_weight_kg": str(kg)}
    parties = [("exporter", PRODUCERS[made.number % 3], "CN"), ("end_user", *(end_user or made.client))]
    return desk.put("export_licence", fields | (changed or {}), [goods], parties)


def controlled(made: Trade) -> bool:
    """Say whether the goods of a trade need a licence."""
    return made.goods.get("grade") in {"N42SH", "YXG-28"}


def clean(out: Made, number: int) -> None:
    """Put a shipment with nothing odd about it; some come with copies, corrections or in two parts."""
    made, desk = trade(number), out.desk
    named: dict[str, str] = {}
    if controlled(made):
        licence(desk, f"25AA1{number:05}", made, made.kg)
        named = {"licence_number": f"25AA1{number:05}"}
    if number % 10 == 1:  # corrected: the first invoice had another price and is replaced
        wrong = line(made) | {"unit_price": "9.999", "amount": str(Decimal("9.999") * made.pieces)}
        invoice(desk, made, named | {"issue_date": str(made.day - timedelta(days=1))}, [wrong])
    first = invoice(desk, made, named | ({"remarks": "CORRECTED INVOICE"} if number % 10 == 1 else {}))
    if number == 13:  # two part shipments under one invoice
        packing(desk, made, made.pieces // 4)
        packing(desk, made, made.pieces - made.pieces // 4)
    else:
        packing(desk, made)
    if number % 7 == 3:
        desk.again(first)
    if number % 9 == 5:
        desk.put("proforma_invoice", {"document_number": f"PI-{number}", "currency": "USD"}, [line(made)], made.parties)
    out.clean.append(made.invoice)
    count(out, made)


def count(out: Made, made: Trade, kg: Decimal | None = None) -> None:
    """Expect a shipment's weight."""
    key = (made.client[0], f"{made.day:%Y-%m}")
    out.kg[key] = out.kg.get(key, Decimal()) + (made.kg if kg is None else kg)


def over_drawn(out: Made, first: int, second: int, number: str, share: str) -> None:
    """Put two shipments to one client under one licence that is too small for both."""
    desk = out.desk
    one = Trade(first, dict(HEAVY), 5000 + first)
    two = Trade(second, dict(HEAVY), 5000 + second)
    assert one.client == two.client and one.number % 3 == two.number % 3
    allowed = ((one.kg + two.kg) * Decimal(share)).quantize(Decimal("0.001"))
    licence(desk, number, one, allowed, {"multiple_use": "true"})
    for made in (one, two):
        invoice(desk, made, {"licence_number": number, "contract_number": f"SC-{one.number:04}"})
        packing(desk, made)
        count(out, made)
    out.planted.append(("L2", two.invoice))


def planted(out: Made) -> None:
    """Put the ten shipments that something is odd about."""
    desk = out.desk
    over_drawn(out, 0, 12, "25AA900001", "0.9")
    over_drawn(out, 2, 14, "25AA900002", "0.7")

    late = Trade(24, dict(SMCO), 3000)
    licence(desk, "25AA900003", late, late.kg, {"valid_until": str(late.day - timedelta(days=3))})
    plain(out, late, "L3", {"licence_number": "25AA900003"})

    other = Trade(25, dict(SMCO), 3100)
    licence(desk, "25AA900004", other, other.kg, end_user=("Gulf Meridian General Trading LLC", other.client[1]))
    plain(out, other, "E1", {"licence_number": "25AA900004"})

    ferrite = Trade(26, dict(FERRITE), 6000)
    plain(out, ferrite, "C1", {})

    heavier = Trade(27, dict(NDFEB), 5200)
    invoice(desk, heavier, {"total_net_weight_kg": str(heavier.kg + 25)})
    packing(desk, heavier)
    count(out, heavier)
    out.planted.append(("W1", heavier.invoice))

    bare = Trade(28, dict(HEAVY), 5300)
    plain(out, bare, "L1", {})

    wrong = Trade(29, dict(NDFEB), 5400)
    invoice(desk, wrong, {"total_amount": "999999.00"})
    packing(desk, wrong)
    count(out, wrong)
    out.planted.append(("P4", wrong.invoice))


def plain(out: Made, made: Trade, code: str, named: dict[str, str]) -> None:
    """Put invoice and packing list, and expect an indicator."""
    invoice(out.desk, made, named)
    packing(out.desk, made)
    count(out, made)
    out.planted.append((code, made.invoice))


PLANTED = frozenset({0, 12, 2, 14, 24, 25, 26, 27, 28, 29})


def half_a_year(folder: Path) -> Made:
    """Put all 40 shipments."""
    out = Made(Desk(folder))
    planted(out)
    for number in range(40):
        if number not in PLANTED:
            clean(out, number)
    assert len(out.clean) == 30 and len(out.clean) + len(PLANTED) == 40
    return out
