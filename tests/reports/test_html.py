"""The report: whole without a network, every link leads somewhere, nothing from a paper becomes markup."""

from __future__ import annotations

import json
import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from lxml import html as parser

from extractor.errors import UsageError
from extractor.register.indicators.book import Book
from extractor.register.indicators.run import as_row, find
from extractor.register.paper import papers
from extractor.register.shipment import Carried, Shipment
from extractor.reports import html, svg
from extractor.reports.figures import figures, price_figures, slug
from extractor.reports.html_index import LicenceLine
from tests import made as print_
from tests.register.desk import Desk

EVIL = '<script>alert("x")</script><img src=x onerror=alert(1)>\' " & </style>'
SELLER, BUYER = "Harbin Polaris Magnetics Co., Ltd.", "Quellwasser Antriebe GmbH"


def made(folder: Path, description: str = "Sintered NdFeB magnet", name: str = BUYER) -> tuple[Desk, Book]:
    desk = Desk(folder)
    real = print_.pdf(folder / "real.pdf", print_.INVOICE).read_bytes()
    line = {"description": description, "elements": "Nd", "quantity": "10", "unit_price": "9", "amount": "100",
            "net_weight_kg": "3.5", "grade": "N42"}  # fmt: skip
    fields = {"document_number": "A-1", "issue_date": "2025-08-15", "currency": "USD"}
    desk.put("commercial_invoice", fields, [line], [("seller", SELLER, "CN"), ("buyer", name, "DE")], content=real)
    desk.put("packing_list", {"invoice_number": "A-1"}, [], [], status="needs_review")
    invoice, packing = papers(desk.store)
    goods = invoice.goods[0]
    carried = Carried(goods, invoice.document_id, goods.net_kg, goods.amount, "USD")
    shipment = Shipment("s1", (invoice,), (packing,), (), (), (), (carried,), date(2025, 8, 15), invoice.company("seller"),
                        invoice.client, None, "DE")  # fmt: skip
    return desk, Book((shipment,))


def written(folder: Path, desk: Desk, book: Book) -> Path:
    rows = [{**as_row(one), "id": n} for n, one in enumerate(find(book), 1)]
    for row in rows:
        row.update({name: json.loads(row[name]) for name in ("cites", "readings")})
    licence = LicenceLine("25AA1", Decimal(100), (svg.Dot(date(2025, 8, 15), Decimal("96.5"), "a"),), Decimal("3.5"),
                          date(2025, 12, 31), EVIL, 1, figures(book.shipments)["month", "2025-08"].href)  # fmt: skip
    documents = tuple(papers(desk.store))
    volumes = figures(book.shipments) | price_figures(book)
    return html.write(desk.store, folder / "report", book, volumes, [licence], rows, documents)


def pages(folder: Path) -> dict[str, str]:
    return {str(path.relative_to(folder)): path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.html"))}


def test_every_link_leads_to_a_place_that_is_there(tmp_path: Path) -> None:
    first = written(tmp_path, *made(tmp_path))
    texts = pages(first.parent)
    assert len(texts) >= 8
    ids = {name: set(re.findall(r'id="([^"]+)"', text)) for name, text in texts.items()}
    links = 0
    for name, text in texts.items():
        for link in parser.fromstring(text).iter("a"):
            target, _, mark = (link.get("href") or "").partition("#")
            page = str(Path(name).parent / target) if target else name
            page = str(Path(page)).replace("figures/../", "").replace("documents/../", "")
            assert page in texts, f"{name}: {link.get('href')}"
            assert not mark or mark in ids[page], f"{name}: {link.get('href')}"
            links += 1
    assert links > 20


def test_nothing_comes_from_elsewhere(tmp_path: Path) -> None:
    first = written(tmp_path, *made(tmp_path))
    for name, text in pages(first.parent).items():
        assert not re.search(r'(?:src|href)="(?:https?:)?//', text), name
        assert "<script" not in text and "@import" not in text, name
        assert "Content-Security-Policy" in text, name


def test_what_papers_say_never_becomes_markup(tmp_path: Path) -> None:
    first = written(tmp_path, *made(tmp_path, description=f"NdFeB magnet {EVIL}", name=EVIL))
    for name, text in pages(first.parent).items():
        root = parser.fromstring(text)
        assert not list(root.iter("script")), name
        assert not [image for image in root.iter("img") if image.get("src") == "x"], name
        assert not [one for one in root.iter() if any(str(key).startswith("on") for key in one.attrib)], name
        assert len(list(root.iter("style"))) <= 2, name


def test_a_document_page_shows_value_place_and_picture(tmp_path: Path) -> None:
    first = written(tmp_path, *made(tmp_path))
    text = (first.parent / "documents/1.html").read_text(encoding="utf-8")
    assert "data:image/jpeg;base64," in text and text.count("data:image/jpeg") == 1
    assert "A-1" in text and "99.0%" in text and 'class="cut p1"' in text
    without = (first.parent / "documents/2.html").read_text(encoding="utf-8")
    assert "can&#39;t be drawn" in without or "can't be drawn" in without


def test_the_first_page_says_what_was_found(tmp_path: Path) -> None:
    text = written(tmp_path, *made(tmp_path)).read_text(encoding="utf-8")
    assert ">3.5</a>" in text and "P4" in text and ">96.5<" in text and "waits for a person" in text
    assert "May be:" in text


def test_only_a_report_is_replaced(tmp_path: Path) -> None:
    desk, book = made(tmp_path)
    first = written(tmp_path, desk, book)
    (first.parent / "figures" / "old.html").write_text("old", encoding="utf-8")
    written(tmp_path, desk, book)
    assert not (first.parent / "figures" / "old.html").exists()
    other = tmp_path / "holiday"
    other.mkdir()
    (other / "photo.jpg").write_bytes(b"x")
    with pytest.raises(UsageError, match="other files"):
        html.write(desk.store, other, book, {}, [], [], ())
    assert (other / "photo.jpg").exists()


def test_an_empty_store_gives_a_report(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    text = html.write(desk.store, tmp_path / "report", Book(()), {}, [], [], ()).read_text(encoding="utf-8")
    assert "No licence is in the register" in text


def test_file_names_are_safe_and_different() -> None:
    names = {slug("client", name) for name in ("../../etc/passwd", "etc/passwd", "磁材", "钢材", "a" * 300)}
    assert len(names) == 5
    assert all(re.fullmatch(r"[a-z0-9-]{8,60}", name) for name in names)
