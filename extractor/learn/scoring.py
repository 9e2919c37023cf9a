"""Scoring: when a value counts as right, and how a record is held against a truth document.

The rules are those of the contract's "Truth files": numbers equal as decimals (weights to one part in a million, so
that a pound may be rounded), names and identifiers equal after NFKC, case folding and dropping all but letters and
digits, free text similar to 0.90, lists equal as sets; a value or any `alt` may match the truth or any `alt` of it.
"""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

FREE_TEXT = frozenset(
    {"description", "address", "incoterm_place", "port_of_loading", "port_of_discharge", "vessel", "payment_terms",
     "end_use", "mode_of_transport", "port_of_clearance"}
)  # fmt: skip
NUMERIC = frozenset(
    {"total_amount", "total_quantity", "total_packages", "total_net_weight_kg", "total_gross_weight_kg", "quantity",
     "net_weight_kg", "gross_weight_kg", "package_count", "unit_price", "amount"}
)  # fmt: skip
SCORED_FIELDS = frozenset(
    {"document_number", "issue_date", "invoice_number", "contract_number", "purchase_order_number", "licence_number",
     "letter_of_credit_number", "bl_number", "container_numbers", "currency", "incoterm", "incoterm_place",
     "port_of_loading", "port_of_discharge", "vessel", "payment_terms", "country_of_origin", "country_of_destination",
     "total_amount", "total_quantity", "total_packages", "total_net_weight_kg", "total_gross_weight_kg", "valid_from",
     "valid_until", "end_use", "mode_of_transport", "port_of_clearance", "control_code"}
)  # fmt: skip
SCORED_LINE_FIELDS = frozenset(
    {"description", "hs_code", "grade", "elements", "quantity", "unit", "net_weight_kg", "gross_weight_kg",
     "package_count", "unit_price", "amount"}
)  # fmt: skip
PARTY_PARTS = ("name", "address", "country", "tax_id")
CLIENT_ROLES = frozenset({"buyer", "consignee", "end_user", "importer", "notify_party"})
_SIMILAR = 0.90

Truth = Mapping[str, Any]


@dataclass(frozen=True)
class Judgement:
    """One value held against the truth: `got` and `want` are FIELDs, bare values, or None where there is none."""

    key: str
    """`total_amount`, `buyer.name`, `line.quantity`."""
    where: str
    """Path in the record, `lines[2].quantity`."""
    got: Any
    want: Any
    right: bool

    @property
    def confidence(self) -> float | None:
        """What the extractor said of its value; None where it gave none."""
        found = self.got.get("confidence") if isinstance(self.got, dict) else None
        return None if found is None else float(found)


def fold(text: object) -> str:
    """Return letters and digits only, NFKC and case folded."""
    normal = unicodedata.normalize("NFKC", str(text)).casefold()
    return "".join(character for character in normal if character.isalnum())


def same_text(name: str, got: object, want: object) -> bool:
    """Say whether two texts count as the same for the field `name`."""
    a, b = fold(got), fold(want)
    if a == b:
        return True
    if name not in FREE_TEXT or not a or not b:
        return False
    return difflib.SequenceMatcher(None, a, b, autojunk=False).ratio() >= _SIMILAR


def same_number(name: str, got: object, want: object) -> bool:
    """Say whether two decimal strings count as the same number."""
    try:
        a, b = Decimal(str(got)), Decimal(str(want))
    except InvalidOperation:
        return False
    if not (a.is_finite() and b.is_finite()):
        return False
    return a == b or (name.endswith("_kg") and abs(a - b) <= abs(b) / 10**6)


def is_right(name: str, got: Any, want: Any) -> bool:
    """Say whether the value `got` is the truth `want`; each a FIELD of the contract or a bare value."""
    values, wanted = _all_values(got), _all_values(want)
    if isinstance(values[0], list) or isinstance(wanted[0], list):
        return _as_set(values[0]) == _as_set(wanted[0])
    if name in NUMERIC:
        return same_number(name, values[0], wanted[0])
    return any(same_text(name, g, w) for g in values for w in wanted)


def _all_values(field: Any) -> list[Any]:
    if isinstance(field, dict):
        return [field.get("value"), *(field.get("alt") or [])]
    return [field]


def _as_set(value: Any) -> set[str]:
    return {fold(item) for item in (value if isinstance(value, list) else [value])}


def judge(got: Truth, want: Truth) -> Iterator[Judgement]:
    """Yield every scored value of a record (or of nothing: `{}`) against one truth document."""
    unscored = set(want.get("unscored", ()))
    partial = bool(want.get("partial"))
    fields, wanted = got.get("fields", {}), want.get("fields", {})
    for name in sorted((set(fields) & SCORED_FIELDS) | set(wanted)):
        if name not in unscored and not (partial and name not in wanted):
            yield from _one(name, name, name, fields.get(name), wanted.get(name))
    yield from _parties(got.get("parties", ()), want.get("parties", ()), unscored, partial)
    if not partial or "lines" in want:
        yield from _lines(got.get("lines", ()), want.get("lines", ()), unscored, partial)


def _one(key: str, where: str, name: str, got: Any, want: Any) -> Iterator[Judgement]:
    """A derived value that the truth does not hold is not counted."""
    if want is None and isinstance(got, dict) and got.get("origin") == "derived":
        return
    yield Judgement(key, where, got, want, got is not None and want is not None and is_right(name, got, want))


def _parties(got: Sequence[Truth], want: Sequence[Truth], unscored: set[str], partial: bool) -> Iterator[Judgement]:
    left = list(enumerate(got))
    pairs: list[tuple[str, int, Truth | None, Truth | None]] = []
    for wanted in want:
        same = [item for item in left if item[1]["role"] == wanted["role"]]
        best = max(same, key=lambda item: is_right("name", item[1]["name"], wanted["name"]), default=None)
        if best is not None:
            left.remove(best)
        pairs.append((wanted["role"], best[0] if best else -1, best[1] if best else None, wanted))
    if not partial:
        pairs += [(found["role"], index, found, None) for index, found in left if found["role"] not in unscored]
    for role, index, found, truth in pairs:
        for part in PARTY_PARTS:
            value, wanted_value = (found or {}).get(part), (truth or {}).get(part)
            if (value is None and wanted_value is None) or part in unscored or f"{role}.{part}" in unscored:
                continue
            if truth is not None and wanted_value is None and part != "name":
                continue  # an address or country that the truth does not give is not wrong
            yield from _one(f"{role}.{part}", f"parties[{index}].{part}", part, value, wanted_value)


def _lines(got: Sequence[Truth], want: Sequence[Truth], unscored: set[str], partial: bool) -> Iterator[Judgement]:
    known = set().union(*(set(line) for line in want)) if partial else set(SCORED_LINE_FIELDS)
    for index, found, truth in align(got, want):
        for name in sorted(((set(found or ()) & known) | set(truth or ())) - unscored):
            where = f"lines[{index}].{name}"
            yield from _one(f"line.{name}", where, name, (found or {}).get(name), (truth or {}).get(name))


def align(got: Sequence[Truth], want: Sequence[Truth]) -> list[tuple[int, Truth | None, Truth | None]]:
    """Pair lines in order so as to match the most fields; returns (index in `got` or -1, got line, truth line)."""
    gain = [[sum(is_right(name, g[name], w[name]) for name in set(g) & set(w)) + 1e-6 for w in want] for g in got]
    n, m = len(got), len(want)
    best = [[0.0] * (m + 1) for _ in range(n + 1)]
    for i in range(n - 1, -1, -1):
        for j in range(m - 1, -1, -1):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + gain[i][j])
    i = j = 0
    pairs: list[tuple[int, Truth | None, Truth | None]] = []
    while i < n and j < m:
        if best[i][j] == best[i + 1][j + 1] + gain[i][j]:
            pairs.append((i, got[i], want[j]))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            pairs.append((i, got[i], None))
            i += 1
        else:
            pairs.append((-1, None, want[j]))
            j += 1
    pairs += [(k, got[k], None) for k in range(i, n)]
    return pairs + [(-1, None, want[k]) for k in range(j, m)]
