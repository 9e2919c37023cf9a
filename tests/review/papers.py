"""Invented papers for the tests of review, put into a store as the pipeline would."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from extractor.datatypes.geometry import Box
from extractor.datatypes.page import Page, Source, Word
from extractor.datatypes.record import Record
from extractor.rules import checks, doubts
from extractor.settings import ReviewSettings
from extractor.store.store import Store
from tests.builders import record


def paper(
    number: str = "A-1",
    total: str = "100.00",
    client: str = "Nordlicht Antriebe GmbH",
    kg: str = "12.5",
    confidence: float = 0.8,
    lines: Sequence[Mapping[str, str]] = (
        {"description": "NdFeB magnet", "quantity": "10", "unit": "H87", "amount": "100.00"},
    ),
) -> Record:
    """An invoice as the pipeline gives it, checked and routed."""
    found = record(
        fields={"document_number": number, "issue_date": "2025-06-04", "currency": "EUR", "total_amount": total,
                "total_net_weight_kg": kg},
        lines=lines,
        parties={"seller": "Ganzhou Lantu Magnetics Co., Ltd.", "buyer": client},
        confidence=confidence,
    )  # fmt: skip
    found = found.with_(checks=checks.run(found))
    reasons = tuple(doubts.reasons(found, ReviewSettings()))
    return found.with_(review_reasons=reasons, review_status="needs_review")


def put(store: Store, found: Record, seed: str = "a") -> int:
    """Write a record as the one of a file that `seed` names; return its document's id."""
    content = f"paper {seed}".encode()
    path = Path(store.path).with_name(f"{seed}.bin")
    path.write_bytes(content)
    sha256 = hashlib.sha256(content).hexdigest()
    source = Source(path, f"{seed}.pdf", sha256, "application/pdf", len(content), 1)
    words = (Word("Total", Box(10, 10, 40, 20)), Word("123.45", Box(50, 10, 90, 20)))
    placed = found.with_(source=replace(found.source, file=source.name, sha256=sha256))
    store.write(source, (Page(1, 595, 842, words),), (placed,))
    rows = store.db.query("SELECT id FROM documents WHERE sha256 = ?", [sha256])
    return int(next(rows)["id"])
