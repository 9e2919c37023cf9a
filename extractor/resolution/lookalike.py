"""Where two spellings differ: by letters that print and OCR confuse, or by letters that they do not."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

_GROUPS = ("ceoa", "oqd0", "ij1t", "nhrk", "uvwy", "ftr", "b6h8", "gq9", "s5", "z2", "ef", "pf", "kr", "mn", "cg", "li")
"""Letters of a skeleton that engines take for one another (counted on fonts of trade papers and from memory)."""
_ALIKE = frozenset(a + b for group in _GROUPS for a in group for b in group)


@dataclass(frozen=True, slots=True)
class Edits:
    """How one skeleton becomes another, counted in letters."""

    other: int
    """Letters that differ and do not look alike."""
    alike: int
    """Letters that differ and look alike."""
    added: int
    missing: int


@lru_cache(maxsize=65536)
def edits(left: str, right: str) -> Edits:
    """Return how `left` differs from `right`: letters added are those that only `left` has."""
    counts = {"other": 0, "alike": 0, "delete": 0, "insert": 0}
    for edit in Levenshtein.editops(left, right):
        if edit.tag != "replace":
            counts[edit.tag] += 1
        else:
            counts["alike" if left[edit.src_pos] + right[edit.dest_pos] in _ALIKE else "other"] += 1
    return Edits(counts["other"], counts["alike"], counts["delete"], counts["insert"])
