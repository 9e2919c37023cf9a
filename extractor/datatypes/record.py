"""The record: what one document becomes, in the shape of the contract (`record/1`).

Values are kept here exactly as they stand in JSON: numbers are plain decimal strings, dates ISO 8601.
`to_json` and `from_json` are inverse to each other.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from extractor.datatypes.geometry import Box
from extractor.datatypes.page import Origin

SCHEMA = "record/1"
Json = dict[str, Any]


@dataclass(frozen=True)
class Field:
    """One value with where it was read and the probability that it is right."""

    value: str | tuple[str, ...]
    confidence: float
    origin: Origin
    raw: str | None = None
    page: int | None = None
    box: Box | None = None
    alt: tuple[str, ...] = ()

    def to_json(self) -> Json:
        """Return the contract's FIELD."""
        out: Json = {"value": list(self.value) if isinstance(self.value, tuple) else self.value}
        if self.alt:
            out["alt"] = list(self.alt)
        if self.raw is not None:
            out["raw"] = self.raw
        out["confidence"] = round(self.confidence, 4)
        if self.page is not None:
            out["page"] = self.page
        if self.box is not None:
            out["bbox"] = [round(edge, 1) for edge in self.box.as_tuple()]
        out["origin"] = str(self.origin)
        return out

    @classmethod
    def from_json(cls, data: Json) -> Field:
        """Read the contract's FIELD."""
        value = data["value"]
        return cls(
            value=tuple(value) if isinstance(value, list) else value,
            confidence=data["confidence"],
            origin=Origin(data["origin"]),
            raw=data.get("raw"),
            page=data.get("page"),
            box=Box(*data["bbox"]) if "bbox" in data else None,
            alt=tuple(data.get("alt", ())),
        )


@dataclass(frozen=True)
class Entity:
    """Which company of the register a party is: `decision` is `match`, `review` or `new`; score 0 to 100."""

    decision: str
    id: str | None = None
    name: str | None = None
    score: float | None = None

    def to_json(self) -> Json:
        """Return the contract's `entity`."""
        return {"id": self.id, "name": self.name, "score": self.score, "decision": self.decision}

    @classmethod
    def from_json(cls, data: Json) -> Entity:
        """Read the contract's `entity`."""
        return cls(data["decision"], data.get("id"), data.get("name"), data.get("score"))


@dataclass(frozen=True)
class Party:
    """A company in one role; one company in two roles is two parties."""

    role: str
    name: Field
    address: Field | None = None
    country: Field | None = None
    tax_id: Field | None = None
    entity: Entity | None = None

    PARTS = ("name", "address", "country", "tax_id")

    def to_json(self) -> Json:
        """Return the contract's party."""
        out: Json = {"role": self.role}
        for part in self.PARTS:
            found: Field | None = getattr(self, part)
            if found is not None:
                out[part] = found.to_json()
        if self.entity is not None:
            out["entity"] = self.entity.to_json()
        return out

    @classmethod
    def from_json(cls, data: Json) -> Party:
        """Read the contract's party."""
        parts = {part: Field.from_json(data[part]) for part in cls.PARTS if part in data}
        entity = Entity.from_json(data["entity"]) if "entity" in data else None
        return cls(role=data["role"], entity=entity, **parts)


@dataclass(frozen=True)
class Check:
    """The outcome of one rule: `status` pass, fail or not_applicable; `severity` info, warning or error."""

    code: str
    status: str
    severity: str
    message: str
    fields: tuple[str, ...] = ()

    def to_json(self) -> Json:
        """Return the contract's check."""
        return {
            "code": self.code,
            "status": self.status,
            "severity": self.severity,
            "message": self.message,
            "fields": list(self.fields),
        }

    @classmethod
    def from_json(cls, data: Json) -> Check:
        """Read the contract's check."""
        return cls(data["code"], data["status"], data["severity"], data["message"], tuple(data.get("fields", ())))


LineItem = dict[str, Field]
"""One line of goods: field name to Field."""


@dataclass(frozen=True)
class SourceInfo:
    """Where a record comes from: the file, its hash, and the pages of this document in it."""

    file: str
    sha256: str | None
    media_type: str | None
    pages: tuple[int, ...]
    page_count: int
    parent: str | None = None

    def to_json(self) -> Json:
        """Return the contract's `source`."""
        out: Json = {
            "file": self.file,
            "sha256": self.sha256,
            "media_type": self.media_type,
            "pages": list(self.pages),
            "page_count": self.page_count,
        }
        if self.parent is not None:
            out["parent"] = self.parent
        return out

    @classmethod
    def from_json(cls, data: Json) -> SourceInfo:
        """Read the contract's `source`."""
        return cls(
            file=data["file"],
            sha256=data["sha256"],
            media_type=data["media_type"],
            pages=tuple(data["pages"]),
            page_count=data["page_count"],
            parent=data.get("parent"),
        )


@dataclass(frozen=True)
class Record:
    """What was understood of one document. Each step fills its own part and touches no other."""

    source: SourceInfo
    doc_type: str
    doc_type_confidence: float
    languages: tuple[str, ...] = ()
    fields: dict[str, Field] = field(default_factory=dict)
    parties: tuple[Party, ...] = ()
    lines: tuple[LineItem, ...] = ()
    checks: tuple[Check, ...] = ()
    review_status: str = "needs_review"
    review_reasons: tuple[str, ...] = ()
    engine: Json = field(default_factory=dict)

    def with_(self, **changes: Any) -> Record:
        """Return a copy with some parts replaced."""
        return replace(self, **changes)

    def to_json(self) -> Json:
        """Return the contract's record."""
        return {
            "schema": SCHEMA,
            "source": self.source.to_json(),
            "doc_type": {"value": self.doc_type, "confidence": round(self.doc_type_confidence, 4)},
            "languages": list(self.languages),
            "fields": {name: found.to_json() for name, found in self.fields.items()},
            "parties": [party.to_json() for party in self.parties],
            "lines": [{name: found.to_json() for name, found in line.items()} for line in self.lines],
            "checks": [check.to_json() for check in self.checks],
            "review": {"status": self.review_status, "reasons": list(self.review_reasons)},
            "engine": self.engine,
        }

    @classmethod
    def from_json(cls, data: Json) -> Record:
        """Read the contract's record; ValueError for an error record or another schema."""
        if data.get("schema") != SCHEMA or "error" in data:
            raise ValueError("not a record of schema record/1")
        return cls(
            source=SourceInfo.from_json(data["source"]),
            doc_type=data["doc_type"]["value"],
            doc_type_confidence=data["doc_type"]["confidence"],
            languages=tuple(data["languages"]),
            fields={name: Field.from_json(found) for name, found in data["fields"].items()},
            parties=tuple(Party.from_json(party) for party in data["parties"]),
            lines=tuple({name: Field.from_json(found) for name, found in line.items()} for line in data["lines"]),
            checks=tuple(Check.from_json(check) for check in data["checks"]),
            review_status=data["review"]["status"],
            review_reasons=tuple(data["review"].get("reasons", ())),
            engine=data["engine"],
        )


def paths(record: Record) -> Iterator[tuple[str, Field]]:
    """Yield every value of a record with its path: `total_amount`, `parties[0].name`, `lines[2].quantity`."""
    yield from record.fields.items()
    for index, party in enumerate(record.parties):
        for part in party.PARTS:
            field: Field | None = getattr(party, part)
            if field is not None:
                yield f"parties[{index}].{part}", field
    for index, line in enumerate(record.lines):
        for name, field in line.items():
            yield f"lines[{index}].{name}", field


@dataclass(frozen=True)
class ErrorRecord:
    """A file that could not be read: what happened, and what a clerk can do."""

    source: SourceInfo
    code: str
    message: str

    def to_json(self) -> Json:
        """Return the contract's error record."""
        error = {"code": self.code, "message": self.message}
        return {"schema": SCHEMA, "source": self.source.to_json(), "error": error}
