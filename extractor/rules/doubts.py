"""Why a person has to look at a record: a value that is used is unsure, or the paper disagrees with itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.datatypes.page import Origin
from extractor.datatypes.record import Check, Field, Record
from extractor.settings import ReviewSettings

USED_FIELDS = (
    "document_number", "issue_date", "invoice_number", "contract_number", "licence_number", "currency", "total_amount",
    "total_quantity", "total_net_weight_kg", "total_gross_weight_kg", "valid_from", "valid_until",
    "country_of_destination", "control_code",
)  # fmt: skip
"""Header fields that shipments, licences or the return are computed from."""
USED_LINE_FIELDS = (
    "description", "hs_code", "grade", "elements", "quantity", "unit", "net_weight_kg", "unit_price", "amount",
)  # fmt: skip


_LEFT_OUT = re.compile(r"(?P<name>\w+): (?:perhaps |`)")
"""How extraction begins to say what it left out: `vessel: perhaps MAERSK (0.41)`, `vessel: `Vessel` stands on page 1 ...`."""
PROSE = frozenset({"remarks", "amount_in_words"})
"""Fields that nobody files or searches by; what the words say of an amount is checked against its figures."""


def reasons(record: Record, settings: ReviewSettings) -> Iterator[str]:
    """Yield what speaks against accepting the record unseen, in words; the type first, then checks, values, companies."""
    bar = settings.accept_confidence
    type_bar = settings.type_bar(record.doc_type)
    if record.doc_type_confidence < type_bar:
        yield f"doc_type: {record.doc_type_confidence:.2f} < {type_bar:.2f}"
    for check in record.checks:
        if check.status == "fail" and check.severity in {"error", "warning"} and not _is_as_printed(check, record):
            yield f"{check.code}: {check.message}"
    told = set()
    for path, name, field in decisive(record):
        told.add(path)
        if field.confidence < bar:
            yield f"{name}: {field.confidence:.2f} < {bar:.2f}"
    for name, field in others(record):
        if name not in told and field.confidence < settings.other_confidence:
            yield f"{name}: {field.confidence:.2f} < {settings.other_confidence:.2f}"
    unsure = expected_errors(record)
    if unsure > settings.expected_errors:
        yield f"{unsure:.2f} wrong values are to be expected among all that are used, more than {settings.expected_errors:.2f}"
    for party in record.parties:
        if party.entity is not None and party.entity.decision == "review":
            yield f"{party.role}: {party.name.value} is near {party.entity.name}"
    for hit in record.engine.get("screening", ()):
        if hit["open"]:
            yield f"listed_party: {hit['role']} {hit['sentence']}"
    for note in record.engine.get("notes", ()):
        yield str(note)
    yield from left_out(record)


def left_out(record: Record) -> Iterator[str]:
    """Yield what was seen in extraction and not given, as long as nothing stands in its place.

    It stays a reason whatever else is mended on the paper: only who looks at the ink can say what is printed there.
    """
    present = {*record.fields, *(party.role for party in record.parties)}
    for reason in record.review_reasons:
        found = _LEFT_OUT.match(reason)
        if found is not None and found["name"] not in present:
            yield reason


def expected_errors(record: Record) -> float:
    """Return how many values that are used are expected to be wrong.

    The cells of a column are right or wrong together, whatever misread its heading or its bounds: a column counts once, by
    its least sure cell. Counted cell by cell, a long table that was read without an error would always wait for a person.
    """
    return sum(share for share, _ in _shares(record))


def least_sure(record: Record, settings: ReviewSettings) -> set[str]:
    """Return the paths of the least sure values that are used, as many as make the rest sure enough to be accepted unseen.

    A column of which a person has typed or confirmed a cell was looked at, and asks for no further look.
    """
    seen = {name for line in record.lines for name, field in line.items() if field.origin is Origin.ANALYST}
    shares = sorted(
        one for one in _shares(record) if not (one[1].startswith("lines[") and one[1].split(".")[1] in seen)
    )
    out = set()
    while shares and sum(share for share, _ in shares) > settings.expected_errors:
        out.add(shares.pop()[1])
    return out


def _shares(record: Record) -> list[tuple[float, str]]:
    """Return how likely each value that is used is wrong, with its path; of a column its least sure cell."""
    columns: dict[str, tuple[float, str]] = {}
    for index, line in enumerate(record.lines):
        for name in USED_LINE_FIELDS:
            if name in line:
                share = (1 - line[name].confidence, f"lines[{index}].{name}")
                columns[name] = max(columns.get(name, share), share)
    others = [(1 - field.confidence, path) for path, _, field in decisive(record) if not path.startswith("lines[")]
    return [*others, *columns.values()]


def _is_as_printed(check: Check, record: Record) -> bool:
    """Say whether a check digit fails that the file itself prints: nothing was misread, and no sum rests on it."""
    if check.code != "check_digits":
        return False
    found = dict(others(record))
    return all(name in found and found[name].origin == Origin.TEXT for name in check.fields)


def others(record: Record) -> Iterator[tuple[str, Field]]:
    """Yield path and value of what no sum is computed from, but people search and file by."""
    yield from ((name, field) for name, field in record.fields.items() if name not in PROSE)
    for index, party in enumerate(record.parties):
        for part in ("address", "tax_id"):
            field = getattr(party, part)
            if field is not None:
                yield f"parties[{index}].{part}", field


def decisive(record: Record) -> Iterator[tuple[str, str, Field]]:
    """Yield path, name as a person reads it, and value of all that shipments, licences or the return are computed from."""
    for name in USED_FIELDS:
        if name in record.fields:
            yield name, name, record.fields[name]
    for index, party in enumerate(record.parties):
        yield f"parties[{index}].name", f"{party.role}.name", party.name
        if party.country is not None:
            yield f"parties[{index}].country", f"{party.role}.country", party.country
    for index, line in enumerate(record.lines):
        for name in USED_LINE_FIELDS:
            if name in line:
                yield f"lines[{index}].{name}", f"lines[{index}].{name}", line[name]
