"""Half a year on paper, through the real store: trades counted once, every planted oddity found with its box, little noise."""

from __future__ import annotations

from collections import Counter, defaultdict
from decimal import Decimal
from pathlib import Path

import pytest

from extractor.register.indicators import gather
from extractor.register.indicators.book import Book
from extractor.register.indicators.facts import invoice_numbers
from extractor.reports import html_register
from extractor.reports.figures import figures, month_of
from extractor.settings import Settings
from extractor.store import indicators
from extractor.store.store import Store
from tests.register.scenario import CLIENTS, PRODUCERS, Made, half_a_year


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return half_a_year(tmp_path_factory.mktemp("scenario"))


@pytest.fixture(scope="module")
def book(made: Made) -> Book:
    return gather.refresh(made.desk.store, Settings())


def found(made: Made, book: Book) -> dict[str, list[dict[str, object]]]:
    """The indicators by the invoice of their shipment."""
    by_shipment = {shipment.id: invoice_numbers(shipment) for shipment in book.shipments}
    out: dict[str, list[dict[str, object]]] = defaultdict(list)
    for row in indicators.listed(made.desk.store):
        for number in by_shipment.get(row["shipment_id"] or "", ("none",)):
            out[number].append(row)
    return out


def test_forty_shipments_of_three_producers_to_twelve_clients(book: Book) -> None:
    assert len(book.shipments) == 40
    assert {shipment.seller.name for shipment in book.shipments if shipment.seller} == set(PRODUCERS)
    assert {shipment.client.name for shipment in book.shipments if shipment.client} == {name for name, _ in CLIENTS}
    assert len({month_of(shipment) for shipment in book.shipments}) == 6


def test_volumes_are_right_to_the_gram(made: Made, book: Book) -> None:
    kg: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for shipment in book.shipments:
        assert shipment.client is not None and shipment.kg is not None
        kg[shipment.client.name, month_of(shipment)] += shipment.kg
    assert kg == made.kg
    volumes = figures(book.shipments)
    goods = sum(figure.total for key, figure in volumes.items() if key[0] == "month" and len(key) == 2)
    assert goods == sum(made.kg.values())
    clients = sum(figure.total for key, figure in volumes.items() if key[0] == "client")
    assert clients == goods
    for symbol in ("Nd", "Sm", "Dy"):
        months = sum(figure.total for key, figure in volumes.items() if key[0] == "month" and key[2:] == (symbol,))
        assert months == volumes["element", symbol].total > 0


def test_every_planted_indicator_is_found_with_its_box(made: Made, book: Book) -> None:
    rows = found(made, book)
    assert Counter(code for code, _ in made.planted) == {"L2": 2, "L3": 1, "E1": 1, "C1": 1, "W1": 1, "L1": 1, "P4": 1}
    for code, invoice in made.planted:
        hits = [row for row in rows[invoice] if row["code"] == code]
        assert hits, f"{code} on {invoice}: {[(row['code'], row['message']) for row in rows[invoice]]}"
        for row in hits:
            cites = row["cites"]
            assert isinstance(cites, list) and cites
            assert all(cite["page"] == 1 and len(cite["bbox"]) == 4 for cite in cites)


def test_clean_shipments_stay_nearly_silent(made: Made, book: Book) -> None:
    rows = found(made, book)
    loud = [
        (number, row["code"], row["message"])
        for number in made.clean
        for row in rows[number]
        if row["severity"] != "info"
    ]
    assert len(loud) <= 1, loud


def test_the_same_again_changes_nothing(made: Made, book: Book) -> None:
    before = list(indicators.listed(made.desk.store))
    gather.refresh(made.desk.store, Settings())
    assert list(indicators.listed(made.desk.store)) == before


def test_the_order_of_arrival_and_a_second_time_change_nothing(made: Made, book: Book, tmp_path: Path) -> None:
    with Store.open(tmp_path / "other.db") as other:
        for source, record in (*reversed(made.desk.records), *made.desk.records):
            other.write(source, (), [record])
        again = gather.refresh(other, Settings())
        assert {one.id: one.kg for one in again.shipments} == {one.id: one.kg for one in book.shipments}
        facts = [
            {(row["code"], row["severity"], row["shipment_id"], row["fingerprint"]) for row in indicators.listed(store)}
            for store in (made.desk.store, other)
        ]
    assert facts[0] == facts[1]


def test_the_report_shows_them(made: Made, book: Book, tmp_path: Path) -> None:
    first = html_register.write(made.desk.store, tmp_path / "report", book)
    text = first.read_text(encoding="utf-8")
    assert "25AA900001" in text and "25AA900002" in text
    for row in indicators.listed(made.desk.store):
        assert f'id="indicator-{row["id"]}"' in text
    assert len(list((first.parent / "documents").iterdir())) == len(made.desk.records)
