"""How long all indicators take over made shipments: `python -m benches.indicators [COUNT]`."""

from __future__ import annotations

import sys
import time
from collections import Counter
from datetime import date, timedelta
from decimal import Decimal

from extractor.register.indicators.book import Book, Unknown
from extractor.register.indicators.run import find
from extractor.register.paper import Cite, Company, Goods, Paper
from extractor.register.shipment import Carried, Shipment

START = date(2025, 4, 4)
PRODUCERS, CLIENTS = 40, 400


def shipment(number: int) -> Shipment:
    """Return an invoice with a packing list, two lines each."""
    day = START + timedelta(days=number % 500)
    seller, buyer = f"Producer {number % PRODUCERS} Magnet Co., Ltd.", f"Client {number % CLIENTS} GmbH"
    invoice, packing = (paper(2 * number + n, number, kind, day, seller, buyer) for n, kind in
                        enumerate(("commercial_invoice", "packing_list")))  # fmt: skip
    lines = tuple(Carried(goods, invoice.document_id, goods.net_kg, goods.amount, "USD") for goods in invoice.goods)
    parties = {one.role: one for one in invoice.companies}
    return Shipment(
        f"s{number}", (invoice,), (packing,), (), (), (), lines, day, parties["seller"], parties["buyer"], None, "DE"
    )


def paper(document: int, number: int, kind: str, day: date, seller: str, buyer: str) -> Paper:
    """Return one paper."""
    values = {"document_number": f"INV-{number}", "invoice_number": f"INV-{number}", "issue_date": str(day), "currency": "USD",
              "total_net_weight_kg": "30", "total_gross_weight_kg": "33", "bl_number": f"BL{number // 3}"}  # fmt: skip
    companies = tuple(
        Company(role, name, f"name:{name}", Cite(document, role, name, 0.99))
        for role, name in (("seller", seller), ("buyer", buyer))
    )
    goods = tuple(line(document, index, number) for index in range(2))
    cites = {name: Cite(document, name, value, 0.99, 1) for name, value in values.items()}
    return Paper(document, f"{document:064x}", kind, "auto_accepted", "2026-11-01", values, {}, cites, companies, goods)


def line(document: int, index: int, number: int) -> Goods:
    """Return one line of goods."""
    kg, price = Decimal(15), Decimal(30 + number % 7)
    grade = ("N42", "N45SH", "N38UH")[number % 3]
    cites = {
        name: Cite(document, f"lines[{index}].{name}", "1", 0.99, 1) for name in ("amount", "net_weight_kg", "grade")
    }
    return Goods(index=index, description="Sintered NdFeB magnet", hs_code="8505111000", grade=grade, elements=("Nd",),
                 size="F40x20x10", quantity=Decimal(250), unit="H87", net_kg=kg, unit_price=price * kg / 250,
                 amount=price * kg, cites=cites)  # fmt: skip


def main() -> None:
    """Print seconds and counts."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    shipments = tuple(shipment(number) for number in range(count))
    began = time.perf_counter()
    found = find(
        Book(
            shipments,
            status_of=lambda goods, on: Unknown("presumed" if "H" in (goods.grade or "") else "not_controlled"),
        )
    )
    seconds = time.perf_counter() - began
    print(f"{count} shipments, {2 * count} papers: {seconds:.1f} s, {len(found)} indicators")
    print(dict(Counter(one.code for one in found).most_common()))


if __name__ == "__main__":
    main()
