"""A document: the pages that belong together, and what kind of paper they are."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from extractor.datatypes.layout import Layout
from extractor.datatypes.page import Source


class DocType(StrEnum):
    """The contract's document types."""

    COMMERCIAL_INVOICE = "commercial_invoice"
    PROFORMA_INVOICE = "proforma_invoice"
    PACKING_LIST = "packing_list"
    EXPORT_LICENCE = "export_licence"
    OTHER = "other"


INVOICES = frozenset({DocType.COMMERCIAL_INVOICE, DocType.PROFORMA_INVOICE})


@dataclass(frozen=True)
class Document:
    """Pages of one source that make one paper, with the probability that the type is right."""

    source: Source
    layouts: tuple[Layout, ...]
    doc_type: DocType
    confidence: float

    @property
    def pages(self) -> tuple[int, ...]:
        """1-based page numbers in the file."""
        return tuple(layout.number for layout in self.layouts)
