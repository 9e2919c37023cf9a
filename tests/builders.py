"""Records made by hand for tests, in as few words as possible."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extractor.datatypes.page import Origin
from extractor.datatypes.record import Field, Party, Record, SourceInfo

SOURCE = SourceInfo("paper.pdf", "0" * 64, "application/pdf", (1,), 1)


def field(value: str | tuple[str, ...], confidence: float = 0.99, origin: Origin = Origin.TEXT) -> Field:
    """A value with its confidence."""
    return Field(value, confidence, origin)


def record(
    doc_type: str = "commercial_invoice",
    fields: Mapping[str, str | tuple[str, ...]] | None = None,
    lines: Sequence[Mapping[str, str]] = (),
    parties: Mapping[str, str] | None = None,
    confidence: float = 0.99,
) -> Record:
    """A record whose values all carry one confidence."""
    return Record(
        source=SOURCE,
        doc_type=doc_type,
        doc_type_confidence=confidence,
        fields={name: field(value, confidence) for name, value in (fields or {}).items()},
        lines=tuple({name: field(value, confidence) for name, value in line.items()} for line in lines),
        parties=tuple(Party(role, field(name, confidence)) for role, name in (parties or {}).items()),
    )
