"""The sender's own data and the page as one record: the page fills what the XML lacks, and what both say must agree.

The XML's value stands. Where the page bears it out, it has the page's print as `raw`; where a sure reading differs, `raw` is
absent and `alt` holds what is printed, which `embedded_agrees` finds: an attachment must not hide what the page shows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from extractor.datatypes.record import Field, LineItem, Party, Record
from extractor.gazetteer import units
from extractor.stages.extract.embedded import Embedded
from extractor.values.fold import skeleton

SURE = 0.9
"""From this confidence on a reading of the page may contradict the XML."""
DOUBTFUL = 0.5
"""What is left of a value that the page contradicts."""
SIGNS = ("description", "quantity", "unit_price", "amount", "hs_code", "net_weight_kg")
"""What tells that two lines are of the same goods."""
COUNTED = ("amount", "quantity", "net_weight_kg")
"""A line of the page that has none of these is a note."""
WORDED = frozenset({"description", "name"})
"""Of these the page or the XML may print more: an article number before, a legal form behind."""
FEWEST = 3
"""Letters that a text must have to stand for the longer one that holds it."""
IDENTIFIERS = frozenset({"document_number", "purchase_order_number", "contract_number", "hs_code"})
MONEY = frozenset({"unit_price", "amount", "total_amount", "net_amount", "tax_amount"})
HALF_CENT = Decimal("0.005")
"""XML gives prices with more decimals than pages print."""


def merge(record: Record, xml: Embedded) -> Record:
    """Return the record with the sender's data in it; XML of another number is another paper's and is only pointed at."""
    told = xml.fields()
    own, other = record.fields.get("document_number"), told.get("document_number")
    if own is not None and other is not None and own.confidence >= SURE and not _agree("document_number", other, own):
        return record.with_(fields={**record.fields, "document_number": replace(own, alt=(str(other.value),))})
    fields = {name: _one(name, field, record.fields.get(name)) for name, field in told.items()}
    return record.with_(
        fields={**record.fields, **fields},
        parties=_parties(xml.parties(), record.parties),
        lines=_lines(xml.lines(), record.lines),
    )


def _one(name: str, told: Field, seen: Field | None) -> Field:
    if seen is None:
        return told
    wordings = (str(seen.value), *seen.alt)
    if _agree(name, told, seen):
        others = tuple(one for one in wordings if one != told.value) if name in WORDED else ()
        return replace(told, page=seen.page, box=seen.box, raw=seen.raw or wordings[0], alt=others)
    if seen.confidence < SURE:
        return told
    return replace(told, page=seen.page, box=seen.box, alt=wordings, confidence=DOUBTFUL)


def _parties(told: Sequence[Party], seen: Sequence[Party]) -> tuple[Party, ...]:
    left, merged = list(seen), []
    for party in told:
        near = [one for one in left if one.role == party.role]
        near.sort(key=lambda one: not _agree("name", party.name, one.name))
        merged.append(_company(party, near[0]) if near else party)
        left = [one for one in left if not near or one is not near[0]]
    return (*merged, *left)


def _company(told: Party, seen: Party) -> Party:
    """Return one company of two sayings; address and number of another company are not mixed into it."""
    same = _agree("name", told.name, seen.name)
    country = _one("country", told.country, seen.country) if told.country is not None else None
    return Party(
        told.role,
        _one("name", told.name, seen.name),
        told.address or (seen.address if same else None),
        country or (seen.country if same else None),
        told.tax_id or (seen.tax_id if same else None),
    )


def _lines(told: Sequence[LineItem], seen: Sequence[LineItem]) -> tuple[LineItem, ...]:
    if not told:
        return tuple(seen)
    partner = _partners(told, seen)
    merged = [_line(line, seen[partner[n]]) if n in partner else line for n, line in enumerate(told)]
    left = [line for n, line in enumerate(seen) if n not in partner.values()]
    return (*merged, *(line for line in left if any(name in line for name in COUNTED)))


def _partners(told: Sequence[LineItem], seen: Sequence[LineItem]) -> dict[int, int]:
    """Return the page's line for each of the XML's: that which agrees in most; those left in order, where as many are."""
    scored = [
        (
            -sum(name in one and name in other and _agree(name, one[name], other[name]) for name in SIGNS),
            abs(n - m),
            n,
            m,
        )
        for n, one in enumerate(told)
        for m, other in enumerate(seen)
    ]
    found: dict[int, int] = {}
    for score, _, n, m in sorted(scored):
        if score < 0 and n not in found and m not in found.values():
            found[n] = m
    rest = [n for n in range(len(told)) if n not in found], [m for m in range(len(seen)) if m not in found.values()]
    return found | (dict(zip(*rest, strict=True)) if len(rest[0]) == len(rest[1]) else {})


def _line(told: LineItem, seen: LineItem) -> LineItem:
    known = {unit.code for unit in units()}
    merged = {**seen}
    for name, field in told.items():
        if name == "unit" and name in seen and field.value not in known:
            continue
        merged[name] = _elements(field, seen.get(name)) if name == "elements" else _one(name, field, seen.get(name))
    return merged


def _elements(told: Field, seen: Field | None) -> Field:
    """Return all elements that the page or the XML names: what one of them leaves out is in the goods all the same."""
    if seen is None or seen.value == told.value:
        return told if seen is None else replace(told, page=seen.page, box=seen.box, raw=seen.raw)
    return replace(seen, value=tuple(sorted({*told.value, *seen.value})))


def _agree(name: str, told: Field, seen: Field) -> bool:
    if told.value == seen.value or not isinstance(told.value, str) or not isinstance(seen.value, str):
        return told.value == seen.value
    ours, theirs = _decimal(told.value), _decimal(seen.value)
    if ours is not None and theirs is not None and name not in IDENTIFIERS:
        return abs(ours - theirs) <= (HALF_CENT if name in MONEY else 0)
    if name == "hs_code":
        return told.value.startswith(seen.value) or seen.value.startswith(told.value)
    said = skeleton(told.value)[0]
    return any(said == one or (name in WORDED and _holds(said, one)) for one in _read(seen))


def _read(seen: Field) -> list[str]:
    return [skeleton(one)[0] for one in (str(seen.value), *seen.alt)]


def _holds(first: str, second: str) -> bool:
    return min(len(first), len(second)) >= FEWEST and (first in second or second in first)


def _decimal(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None
