"""Review with very many papers: how fast the queue, a paper and the picture of a page come.

    python -m benches.review [--papers 1000000]

The papers are made rows: their figures differ; one in 500, those that are opened, is an invoice of 20 lines. The picture
is of a made scan of 300 dpi, drawn anew each time. Times are of whole requests through the app, without a network.
"""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import json
import statistics
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from urllib.parse import quote

import httpx
import numpy as np
from PIL import Image

from extractor.datatypes.geometry import Box
from extractor.datatypes.page import Origin, Page, PageState, Source, Word
from extractor.datatypes.record import Field, Party, Record, SourceInfo
from extractor.resolution.index import CompanyIndex
from extractor.review import app, secrets
from extractor.review.desk import Desk
from extractor.review.guard import COOKIE
from extractor.settings import Settings
from extractor.store import people
from extractor.store.store import Store

FOLDER = Path("build/bench-review")
CLIENTS = 500
ROUNDS = 60
LIMITS = {"queue page": 100, "queue page by type": 100, "queue page by reason": 100, "queue page by client": 100,
          "next paper": 100, "open a paper": 200, "picture of a scan": 400, "search": 200}  # fmt: skip
"""Milliseconds that 95 of 100 answers may take (issue 8)."""


class NoHands:
    """Reads nothing: the benchmark asks for nothing to be read."""

    def take_in(self, path: Path, name: str) -> list[object]:
        """Read nothing."""
        return []

    def companies(self) -> CompanyIndex:
        """Know nobody."""
        return CompanyIndex(())


def main() -> None:
    """Make the store where it is not there yet, ask, and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--papers", type=int, default=1_000_000)
    count = parser.parse_args().papers
    path = FOLDER / f"{count}.db"
    if not path.exists():
        started = time.perf_counter()
        _make(path, count)
        print(f"made {count:,} papers in {time.perf_counter() - started:.0f} s, {path.stat().st_size / 1e9:.2f} GB")
    found = asyncio.run(_measure(path))
    print(f"{'what':24}{'p50 ms':>9}{'p95 ms':>9}{'limit':>7}")
    for name, times in found.items():
        ranked = sorted(times)
        p95 = ranked[int(0.95 * (len(ranked) - 1))]
        print(
            f"{name:24}{statistics.median(ranked):9.1f}{p95:9.1f}{LIMITS[name]:7}{'' if p95 <= LIMITS[name] else '  over'}"
        )


def _make(path: Path, count: int) -> None:
    """Write one paper as the pipeline would, then its rows over and over with other figures."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    for old in FOLDER.glob(f"{path.stem}.part*"):
        old.unlink()
    with Store.open(part) as store:
        source, pages, record = _paper()
        store.write(source, pages, [record])
        people.add_user(store, "bench", "admin", secrets.hashed("bench password"))
        people.open_session(store, people.users(store)[0], secrets.digest("bench"), "token")
        store.db.execute("PRAGMA foreign_keys = OFF")  # a million rows in any order; what is made here is whole
        with store.change() as db:
            for statement in _COPIES.split(";\n"):
                db.execute(statement, {"count": count} if ":count" in statement else {})
        store.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        store.db.execute("PRAGMA optimize")
    originals = path.with_name(path.stem + "-originals")
    if not originals.exists():
        part.with_name(part.stem + "-originals").rename(originals)
    part.rename(path)


_COPIES = """
WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < :count)
INSERT INTO documents (id, sha256, pages, record_id, doc_type, number, issue_date, status, created_at)
SELECT i, printf('%064x', i), '[1]', i,
       CASE i % 3 WHEN 0 THEN 'packing_list' WHEN 1 THEN 'export_licence' ELSE doc_type END, 'NW-' || i, issue_date,
       CASE WHEN i % 10 < 7 THEN 'auto_accepted' WHEN i % 10 = 7 THEN 'reviewed' ELSE 'needs_review' END,
       strftime('%Y-%m-%dT%H:%M:%S', '2024-01-01', '+' || (i / 10) || ' minutes')
FROM n, documents d WHERE d.id = 1;
INSERT INTO sources
SELECT d.sha256, s.media_type, s.size, s.page_count, s.parent, d.created_at FROM documents d, sources s
WHERE d.id > 1 AND s.sha256 = (SELECT sha256 FROM documents WHERE id = 1);
INSERT INTO records (id, document_id, json, extractor, created_at)
SELECT d.id, d.id, CASE d.id % 500 WHEN 8 THEN r.json ELSE '{}' END, r.extractor, r.created_at
FROM documents d, records r WHERE r.id = 1 AND d.id > 1;
INSERT INTO pages
SELECT d.sha256, p.number, p.width, p.height, p.state, p.content FROM documents d, pages p
WHERE d.id % 500 = 8 AND p.sha256 = (SELECT sha256 FROM documents WHERE id = 1);
INSERT INTO queue (document_id, status, doc_type, priority, stake, unsure, kg, client, number, file, reasons, received_at)
SELECT d.id, d.status, d.doc_type, (d.id * 7919 % 100003) / 100.0, 1, 1, d.id % 5000, 'Client ' || (d.id % 500),
       d.number, 'scan-' || d.id || '.pdf', q.reasons, d.created_at
FROM documents d, queue q WHERE q.document_id = 1 AND d.id > 1;
INSERT INTO queue_labels
SELECT document_id, 'reason:' || CASE document_id % 4 WHEN 0 THEN 'amount_sum' WHEN 1 THEN 'type' WHEN 2 THEN 'company'
       ELSE 'value' END, status, priority FROM queue WHERE document_id > 1;
INSERT INTO search (rowid, text, document_id)
SELECT document_id, number || ' ' || client || ' 钕 铁 硼', document_id FROM queue WHERE document_id > 1
"""


def _paper() -> tuple[Source, tuple[Page, ...], Record]:
    """Return a made scan of 300 dpi with 400 words, and an invoice of 20 lines read from it."""
    rng = np.random.default_rng(8)
    pixels = np.where(rng.random((3508, 2480)) < 0.02, 40, 250).astype(np.uint8)
    path = FOLDER / "scan.png"
    Image.fromarray(pixels).convert("RGB").save(path, dpi=(300, 300))
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    places = [Box(40 + 50 * (i % 10), 40 + 18 * (i // 10), 80 + 50 * (i % 10), 52 + 18 * (i // 10)) for i in range(400)]
    words = tuple(Word(f"w{i}", place, 0.9, "ppocr") for i, place in enumerate(places))
    page = Page(1, 595.2, 841.9, words, state=PageState.OCR)

    def read(i: int, value: str) -> Field:
        return Field(value, 0.9, Origin.OCR, value, 1, places[i])

    names = ("description", "quantity", "unit", "unit_price", "amount", "net_weight_kg", "hs_code")
    lines = tuple({name: read(10 * i + j, str(i * j)) for j, name in enumerate(names)} for i in range(20))
    record = Record(
        SourceInfo("scan.png", sha256, "image/png", (1,), 1), "commercial_invoice", 0.97,
        fields={name: read(300 + i, str(i)) for i, name in enumerate(("document_number", "total_amount", "currency"))},
        parties=tuple(Party(role, read(350 + i, f"Company {i}")) for i, role in enumerate(("seller", "buyer"))),
        lines=lines, review_reasons=("total_amount: 0.90 < 0.95",),
    )  # fmt: skip
    return Source(path, "scan.png", sha256, "image/png", path.stat().st_size, 1), (page,), record


async def _measure(path: Path) -> dict[str, list[float]]:
    desk = Desk(path, Settings(), NoHands())  # type: ignore[arg-type]
    desk.open()
    if people.session(desk.store, secrets.digest("bench")) is None:
        people.open_session(desk.store, people.users(desk.store)[0], secrets.digest("bench"), "token")
    web_app = app.create(desk)
    transport = httpx.ASGITransport(web_app)
    headers = {"cookie": f"{COOKIE}=bench", "x-csrf-token": "token"}
    async with httpx.AsyncClient(transport=transport, base_url="http://bench", headers=headers) as web:
        count = sum(sum(types.values()) for types in (await web.get("/api/queue")).json()["counts"].values())
        keys = range(8, count, 500)
        asks: dict[str, Callable[[int], Awaitable[httpx.Response]]] = {
            "queue page": lambda i: web.get(f"/?offset={50 * (i % 20)}"),
            "queue page by type": lambda i: web.get("/?doc_type=packing_list"),
            "queue page by reason": lambda i: web.get("/?reason=company"),
            "queue page by client": lambda i: web.get("/?client=" + quote(f"Client {i % CLIENTS}")),
            "next paper": lambda i: web.post("/api/queue/next", json={}),
            "open a paper": lambda i: web.get(f"/documents/{keys[i % len(keys)]}"),
            "search": lambda i: web.get("/search?q=" + quote(f"Client {i} 钕")),
            "picture of a scan": lambda i: _picture(web, desk, i),
        }
        found = {name: [await _timed(ask, i) for i in range(12 if "picture" in name else ROUNDS)]
                 for name, ask in asks.items()}  # fmt: skip
    desk.close()
    return found


async def _picture(web: httpx.AsyncClient, desk: Desk, number: int) -> httpx.Response:
    for old in desk.pictures.rglob("*.jpg"):
        old.unlink()
    return await web.get("/api/documents/1/pages/1/picture?width=900")


async def _timed(ask: Callable[[int], Awaitable[httpx.Response]], number: int) -> float:
    started = time.perf_counter()
    answer = await ask(number)
    spent = (time.perf_counter() - started) * 1000
    if answer.status_code != 200:
        raise SystemExit(f"{answer.url}: {answer.status_code} {json.dumps(answer.text[:200])}")
    return spent


if __name__ == "__main__":
    main()
