"""The words that papers print beside their values: headings, labels, titles, totals, and what misleads."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from extractor.gazetteer.table import rows


class LabelKind(StrEnum):
    """What a label announces."""

    FIELD = "field"
    """A value of the paper's head."""
    COLUMN = "column"
    """A column of the goods table."""
    PARTY = "party"
    """A company in a role, or a part of its block: address, tax_id, contact ..."""
    TITLE = "title"
    """The paper itself; `field` is the document type."""
    TOTAL = "total"
    """A sum, or a charge that stands among the sums."""
    SECTION = "section"
    """A heading or a signature line that has no value of its own."""
    DISTRACTOR = "distractor"
    """Something whose value must not be taken for a field: telephone, bank, earlier licence ..."""


@dataclass(frozen=True, slots=True)
class Label:
    """One wording. A text may stand for several fields: each is a row of its own."""

    field: str
    kind: LabelKind
    lang: str
    text: str
    weak: bool
    """True where the wording alone proves little, such as `No.` or `To`."""
    source: str


@cache
def labels() -> tuple[Label, ...]:
    """Return all wordings of `labels.csv`, the commonest of a field first."""
    return tuple(
        Label(row["field"], LabelKind(row["kind"]), row["lang"], row["text"], row["strength"] == "weak", row["source"])
        for row in rows("labels")
    )
