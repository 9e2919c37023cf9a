"""Hits on screening lists as people see them on a paper: those of its reading, those found since, what was ruled out."""

from __future__ import annotations

import json
from typing import Any

from sqlite_utils import Database

from extractor.datatypes.record import Record
from extractor.values.names import normalise

SCREENING = "screening"


def shown(db: Database, document_id: int, record: Record) -> Record:
    """Return the record with its hits in `engine`; a hit that a person ruled out is there, and is not open."""
    hits: dict[tuple[str, str], dict[str, Any]] = {
        (hit["name"], hit["key"]): dict(hit) for hit in record.engine.get(SCREENING, ())
    }
    for row in db.query("SELECT role, hit FROM screen_hits WHERE document_id = ? ORDER BY key, name", [document_id]):
        hit = json.loads(row["hit"])
        hits.setdefault((hit["name"], hit["key"]), {**hit, "role": row["role"]})
    if not hits:
        return record
    for (name, key), hit in hits.items():
        if ruled_out(db, name, key):
            hit["open"] = False
    return record.with_(engine={**record.engine, SCREENING: list(hits.values())})


def ruled_out(db: Database, name: str, key: str) -> bool:
    """Say whether it stands that a name, width and case aside, is not the listed party."""
    found = db.query(
        "SELECT left_id FROM judgements j WHERE right_id = ? AND judgement = 'different' AND NOT EXISTS (SELECT 1 FROM "
        "judgements u WHERE u.undoes = j.id AND NOT EXISTS (SELECT 1 FROM judgements v WHERE v.undoes = u.id))",
        [key],
    )
    return normalise(name) in {normalise(row["left_id"].removeprefix("name:")) for row in found}
