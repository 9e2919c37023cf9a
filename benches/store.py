"""The store with very many papers: how fast volumes, licence balance and queue answer, and how large a document is.

    python -m benches.store [--papers 1000000] [--again]

Some hundred papers are made and written as `extractor ingest` writes them, and the register is made from them; their rows are
then copied, with other numbers, clients, dates and fingerprints, until there are as many as asked for. Times are medians.
`--again` asks the store of the last run.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import statistics
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import count
from pathlib import Path
from typing import Any

from extractor.datatypes.geometry import Box
from extractor.datatypes.page import Origin, Page, Source, Word
from extractor.datatypes.record import Field, Party, Record, SourceInfo
from extractor.register.refresh import refresh
from extractor.reports import licences, volumes
from extractor.settings import Settings
from extractor.store import queue_view
from extractor.store.store import Store
from extractor.store.volumes import Question

FOLDER = Path("build/bench-store")
TRADES, LICENCE_EVERY, CLIENTS, SELLERS = 480, 12, 60, 20
ROUNDS = 5
WORDS = 160
"""Words on a page of a trade paper."""
LIMITS = {"volumes by client and month": 1000, "the same as a report": 1000, "licence balance": 200, "review queue": 50}
"""Milliseconds that an answer may take (issue 6)."""
IDS = {"documents": ("id", "record_id"), "records": ("id", "document_id"), "fields": ("id", "record_id"),
       "parties": ("id", "record_id"), "lines": ("id", "record_id"), "checks": ("id", "record_id"),
       "reasons": ("id", "record_id"), "queue": ("document_id",), "queue_labels": ("document_id",),
       "shipment_lines": ("id", "document_id"), "line_elements": ("line_id",), "shipment_papers": ("document_id",),
       "licence_accounts": ("document_id",), "licence_lines": ("document_id",), "licence_uses": ("document_id",),
       "register_keys": ("document_id",)}  # fmt: skip
"""Tables that are copied, with the columns that number documents, records or lines."""
TABLES = ("sources", "source_names", "pages", "records", "documents", *list(IDS)[2:9], "shipments", *list(IDS)[9:])
STEP = 1_000_000
"""Numbers of one copy begin so far behind those of the last."""


def main() -> None:
    """Make the store, ask, and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--papers", type=int, default=100_000)
    parser.add_argument("--again", action="store_true", help="Ask the store of the last run.")
    args = parser.parse_args()
    FOLDER.mkdir(parents=True, exist_ok=True)
    path = FOLDER / f"{args.papers}.db"
    if not args.again:
        path.unlink(missing_ok=True)
    with Store.open(path) as store:
        if not args.again:
            _make(store, args.papers)
        papers = store.db.table("documents").count
        _ask(store)
        size = next(store.db.query("SELECT page_count * page_size AS n FROM pragma_page_count(), pragma_page_size()"))[
            "n"
        ]
        print(f"size: {size / 1e9:.2f} GB, {size / papers / 1000:.1f} kB a document without its original")


def _make(store: Store, wanted: int) -> None:
    began = time.perf_counter()
    made = _first(store)
    refresh(store, Settings())
    print(f"{made} papers written and put into the register in {time.perf_counter() - began:.1f} s")
    began = time.perf_counter()
    _copy(store, max(1, round(wanted / made)))
    store.db.execute("ANALYZE")
    print(f"{store.db.table('documents').count:,} papers after copying rows for {time.perf_counter() - began:.0f} s")


def _ask(store: Store) -> None:
    settings = Settings()
    asked: dict[str, Callable[[], object]] = {
        "volumes by client and month": lambda: list(store.db.query("SELECT * FROM volumes_by_client_month")),
        "the same as a report": lambda: volumes.table(store, Question(("client",), "month")),
        "volumes by country, element, quarter": lambda: volumes.table(
            store, Question(("country", "element"), "quarter")
        ),
        "licence balance": lambda: list(store.db.query("SELECT * FROM licence_balance")),
        "licences as a report": lambda: licences.table(store, settings.licences),
        "review queue": lambda: queue_view.page(store, queue_view.Filter()),
    }
    print(f"{'question':<40} {'ms':>9} {'limit':>7} {'rows':>8}")
    for name, ask in asked.items():
        times, answer = [], None
        for _ in range(ROUNDS):
            began = time.perf_counter()
            answer = ask()
            times.append(1000 * (time.perf_counter() - began))
        rows = len(getattr(answer, "rows", answer))  # type: ignore[arg-type]
        print(f"{name:<40} {statistics.median(times):>9.1f} {LIMITS.get(name, ''):>7} {rows:>8}")
    key = next(store.db.query("SELECT max(id) AS id FROM documents"))["id"]
    store.db.execute("INSERT OR IGNORE INTO register_changes VALUES (?)", [key])
    store.db.conn.commit()
    began = time.perf_counter()
    refresh(store, settings)
    print(f"{'register after one paper changed':<40} {1000 * (time.perf_counter() - began):>9.1f}")


# -- the first papers --------------------------------------------------------------------------------------------------


def _first(store: Store) -> int:
    chance = random.Random(6)
    made = 0
    for number in range(TRADES):
        for record in _trade(number, chance):
            source = _source(record, made)
            store.write(source, [_page(chance)], [record.with_(source=SourceInfo(
                source.name, source.sha256, source.media_type, (1,), 1))])  # fmt: skip
            made += 1
    return made


def _source(record: Record, number: int) -> Source:
    path = FOLDER / "paper.pdf"
    path.write_bytes(f"%PDF-1.4 {number} {record.doc_type}".encode())
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return Source(path, f"scan-{number:05}.pdf", digest, "application/pdf", path.stat().st_size, 1)


def _page(chance: random.Random) -> Page:
    words = tuple(
        Word("".join(chance.choices("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", k=chance.randint(2, 9))),
             Box(30 + 12 * (n % 40), 40 + 14 * (n // 8), 70 + 12 * (n % 40), 50 + 14 * (n // 8)), 0.97)
        for n in range(WORDS)
    )  # fmt: skip
    return Page(1, 595, 842, words)


def _trade(number: int, chance: random.Random) -> Iterator[Record]:
    """Yield the invoice and packing list of a trade, and a licence for some."""
    day = date(2024, 1, 1) + timedelta(days=number % 28)
    grade, elements = chance.choice((("N42", ("Nd",)), ("N38UH", ("Dy", "Nd")), ("YXG-28", ("Sm",))))
    sizes = chance.sample(range(10, 60), 3)
    pieces = [chance.randint(500, 9000) for _ in sizes]
    lines: list[dict[str, Any]] = [
        {"description": f"Permanent magnet {size} x 20 x 10 mm", "hs_code": "8505111000", "grade": grade, "elements": elements,
         "size": f"{size}x20x10", "quantity": str(count_), "unit": "H87", "net_weight_kg": str(Decimal(count_ * size) / 500)}
        for size, count_ in zip(sizes, pieces, strict=True)
    ]  # fmt: skip
    priced = [
        line | {"unit_price": "1.25", "amount": str(Decimal(line["quantity"]) * Decimal("1.25"))} for line in lines
    ]
    seller, client = f"Producer {number % SELLERS} Magnet Co., Ltd.", f"Client {number % CLIENTS} Antriebe GmbH"
    parties = {"seller": seller, "buyer": client, "end_user": client}
    net = sum((Decimal(line["net_weight_kg"]) for line in lines), Decimal())
    fields: dict[str, Any] = {
        "document_number": f"INV{number:06}", "issue_date": str(day), "currency": "USD", "incoterm": "FOB",
        "contract_number": f"SC{number:06}", "port_of_loading": "Ningbo", "country_of_destination": "DE",
        "bl_number": f"NGB{number:07}", "total_net_weight_kg": str(net), "payment_terms": "T/T 30 days",
    }  # fmt: skip
    if number % LICENCE_EVERY == 0:
        fields["licence_number"] = f"24AA{number:06}"
        own = {"document_number": fields["licence_number"], "issue_date": str(day), "valid_until": str(day + timedelta(300)),
               "total_net_weight_kg": str(net), "country_of_destination": "DE", "multiple_use": "true"}  # fmt: skip
        yield _record("export_licence", own, lines, {"exporter": seller, "end_user": client})
    amount = sum((Decimal(line["amount"]) for line in priced), Decimal())
    yield _record("commercial_invoice", fields | {"total_amount": str(amount)}, priced, parties, number)
    packed = {
        "invoice_number": fields["document_number"],
        "total_gross_weight_kg": str(net * 2),
        "issue_date": str(day),
    }
    yield _record("packing_list", fields | packed, lines, parties, number)


def _record(
    doc_type: str, fields: dict[str, Any], lines: list[dict[str, Any]], parties: dict[str, str], number: int = 0
) -> Record:
    places = (Box(40, 20.0 + 3 * n, 240, 22.0 + 3 * n) for n in count())

    def field(value: Any) -> Field:
        return Field(value, 0.98, Origin.OCR, str(value), 1, next(places))

    review = number % 4 == 1
    return Record(
        SourceInfo("a.pdf", None, None, (1,), 1), doc_type, 0.99, ("en",),
        {name: field(value) for name, value in fields.items()},
        tuple(Party(role, field(name), country=field("DE")) for role, name in parties.items()),
        tuple({name: field(value) for name, value in line.items()} for line in lines),
        review_status="needs_review" if review else "auto_accepted",
        review_reasons=("total_amount: 0.71 < 0.95", "2 checks failed") if review else (), engine={"extractor": "0"},
    )  # fmt: skip


# -- copies of the rows ------------------------------------------------------------------------------------------------


def _copy(store: Store, times: int) -> None:
    """Copy all rows `times - 1` times, each with other numbers, clients, months and fingerprints."""
    db = store.db
    db.execute("PRAGMA synchronous = OFF")
    db.execute("PRAGMA foreign_keys = OFF")
    db.execute("PRAGMA cache_size = -400000")
    columns = {table: [column.name for column in db.table(table).columns] for table in TABLES}
    ends = {table: _last(store, table) for table in ROWIDS}
    with db.conn:
        db.execute("CREATE TEMP TABLE n AS WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < ?) "
                   "SELECT n FROM n", [times - 1])  # fmt: skip
        for table in TABLES if times > 1 else ():
            names = ", ".join(columns[table])
            chosen = ", ".join(f"{_changed(table, column)} AS {column}" for column in columns[table])
            source = f"(SELECT * FROM {table} WHERE rowid <= {ends[table]})" if table in ends else f"first_{table}"  # noqa: S608
            if table not in ends:
                db.execute(f"CREATE TEMP TABLE first_{table} AS SELECT * FROM {table}")  # noqa: S608
            db.execute(f"INSERT INTO {table} ({names}) SELECT {chosen} FROM n CROSS JOIN {source} t")  # noqa: S608
        db.execute("DELETE FROM register_changes")


def _last(store: Store, table: str) -> int:
    return int(next(store.db.query(f"SELECT coalesce(max(rowid), 0) AS n FROM {table}"))["n"])  # noqa: S608 (a name of ours)


ROWIDS = frozenset({"sources", "records", "documents", "fields", "parties", "lines", "checks", "reasons", "shipment_lines",
                    "shipments", "queue", "licence_accounts"})  # fmt: skip
"""Tables with a rowid; the others are copied from a table beside them, so that no copy is copied again."""


def _changed(table: str, column: str) -> str:
    """Return the SQL of a column's value in copy `n.n`."""
    if column in IDS.get(table, ()):
        return f"t.{column} + n.n * {STEP}"
    if column == "sha256":
        return "printf('%08x', n.n) || substr(t.sha256, 9)"
    if column == "shipment_id" or (table == "shipments" and column == "id"):
        return f"printf('%08x', n.n) || substr(t.{column}, 9)"
    if column in {"client_key", "client"}:
        return f"t.{column} || ' ' || (n.n % 8)"
    if table == "register_keys" and column == "key":
        return "t.key || '-' || n.n"
    if column in {"number", "invoice_number"} and table in {"documents", "licence_accounts"}:
        return f"t.{column} || '-' || n.n"
    if column == "date" and table.startswith("shipment"):
        return "date(t.date, '+' || (n.n % 30) || ' months')"
    if column == "month":
        return "substr(date(t.date, '+' || (n.n % 30) || ' months'), 1, 7)"
    return f"t.{column}"


if __name__ == "__main__":
    main()
