"""Papers that people accepted or corrected, as training truth: what the review knows, the models learn.

Pages come from the store as they were read, so nothing is read again. Papers of one seller are one layout family: what is
held out is of sellers that nothing was trained on.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from extractor.datatypes.page import Source
from extractor.datatypes.record import Field, Record
from extractor.learn.corpus import Paper
from extractor.store import reviewing
from extractor.store.store import Store

QUALITY = "reviewed"
HELD_OUT = 3
"""One family in so many is kept for measuring."""
SUFFIXES = {"application/pdf": ".pdf", "image/png": ".png", "image/jpeg": ".jpg", "image/tiff": ".tif", "image/webp": ".webp",
            "image/heic": ".heic", "image/bmp": ".bmp", "image/gif": ".gif"}  # fmt: skip


def papers(store: Store) -> Iterator[Paper]:
    """Yield every file of which a document was accepted by a person, with those documents as truth."""
    found: dict[str, list[Record]] = defaultdict(list)
    for row, record in store.all_shown("d.status = 'reviewed'"):
        found[row["sha256"]].append(record)
    for sha256, records in found.items():
        row, path = reviewing.source(store, sha256), store.original(sha256)
        source = Source(path, row["name"], sha256, row["media_type"], row["size"], row["page_count"], row["parent"])
        truths = tuple({**truth(record), "layout": family(record)} for record in records)
        yield Paper(sha256[:16], truths[0]["layout"], QUALITY, source, store.pages(sha256), truths)


def truth(record: Record) -> dict[str, Any]:
    """Return a record as a document of a truth file: bare values. What was computed and not read is no truth of the page."""
    return {
        "doc_type": record.doc_type,
        "pages": list(record.source.pages),
        "fields": _plain(record.fields),
        "parties": [
            {"role": party.role, **_plain({part: getattr(party, part) for part in party.PARTS})}
            for party in record.parties
        ],
        "lines": [_plain(line) for line in record.lines],
    }


def family(record: Record) -> str:
    """Return the layout family of a paper: its type and who wrote it, as far as the paper says."""
    writer = next((p for role in ("seller", "exporter", "consignor") for p in record.parties if p.role == role), None)
    name = "" if writer is None else "".join(c for c in str(writer.name.value).casefold() if c.isalnum())
    return f"store-{record.doc_type}-{hashlib.sha256(name.encode()).hexdigest()[:12]}"


def split(found: Sequence[Paper]) -> tuple[list[Paper], list[Paper]]:
    """Return the papers to learn from and those to measure on; no family is in both."""
    held = [paper for paper in found if int(hashlib.sha256(paper.layout.encode()).hexdigest(), 16) % HELD_OUT == 0]
    names = {paper.name for paper in held}
    return [paper for paper in found if paper.name not in names], held


def export(store: Store, folder: Path) -> int:
    """Write every such file with its truth beside it, as `extractor evaluate` reads them; return how many."""
    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    for paper in papers(store):
        suffix = SUFFIXES.get(paper.source.media_type)
        if suffix is None or not paper.source.path.is_file():
            continue
        shutil.copyfile(paper.source.path, folder / f"{paper.name}{suffix}")
        content = {"quality": paper.quality, "layout": paper.layout, "documents": list(paper.truths)}
        text = json.dumps(content, ensure_ascii=False, indent=1)
        (folder / f"{paper.name}.truth.json").write_text(text + "\n", encoding="utf-8")
        count += 1
    return count


def _plain(fields: dict[str, Field] | dict[str, Field | None]) -> dict[str, Any]:
    out: dict[str, Any] = {}
    for name, field in fields.items():
        if field is not None and str(field.origin) != "derived":
            out[name] = list(field.value) if isinstance(field.value, tuple) else field.value
    return out
