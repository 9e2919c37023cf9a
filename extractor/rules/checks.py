"""What a record says of itself must agree. Each rule is a small pure function; none changes a value.

A rule yields its findings as (fits, message, fields); a rule that yields nothing did not apply. Arithmetic is done in
decimals, and "equal" allows for what printing rounds away, never more.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal, InvalidOperation

from extractor.datatypes.record import Check, Field, Record
from extractor.gazetteer import units
from extractor.values import checkdigits, taxnumbers, words_amount

Finding = tuple[bool, str, tuple[str, ...]]
Rule = Callable[[Record], Iterator[Finding]]

CHARGES = ("freight_amount", "insurance_amount", "tax_amount")
REQUIRED = {
    "commercial_invoice": ("document_number", "issue_date", "currency", "total_amount"),
    "proforma_invoice": ("document_number", "issue_date", "currency", "total_amount"),
    "packing_list": ("issue_date",),
    "export_licence": ("document_number", "valid_until"),
    "other": (),
}
REQUIRED_ROLES = {
    "commercial_invoice": ("seller", "buyer"),
    "proforma_invoice": ("seller", "buyer"),
    "packing_list": ("seller", "buyer"),
    "export_licence": ("exporter", "end_user|importer", "issuing_authority"),
    "other": (),
}
"""Roles that must be filled; of those behind a stroke any one: not every country's form asks for an end user."""

NAMES = frozenset({"description", "elements", "grade"})
"""What tells of which goods a line is."""


def decimal_of(field: Field | None) -> Decimal | None:
    """Return a field's value as a decimal, None where it is absent or no number."""
    if field is None or not isinstance(field.value, str):
        return None
    try:
        number = Decimal(field.value)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def half_unit(number: Decimal) -> Decimal:
    """Return half a unit of the last printed place: what rounding may have taken away."""
    exponent = number.as_tuple().exponent
    return Decimal(5).scaleb(exponent - 1) if isinstance(exponent, int) else Decimal(0)


def line_arithmetic(record: Record) -> Iterator[Finding]:
    """On each line, quantity x unit price = amount; a price per thousand is also taken, as is one per kilogram of tonnes."""
    masses = {unit.code: unit.kg for unit in units() if unit.kg}
    for index, line in enumerate(record.lines):
        quantity, price, amount = (decimal_of(line.get(name)) for name in ("quantity", "unit_price", "amount"))
        if quantity is None or price is None or amount is None:
            continue
        slack = abs(quantity) * half_unit(price) + half_unit(amount) + Decimal("0.01")
        fits = any(abs(quantity * price / per - amount) <= slack for per in (1, 1000))
        unit = line.get("unit")
        kg = masses.get(str(unit.value)) if unit is not None else None
        fits = fits or (kg is not None and abs(quantity * kg * price - amount) <= slack * kg)
        where = (f"lines[{index}].quantity", f"lines[{index}].unit_price", f"lines[{index}].amount")
        yield fits, f"line {index + 1}: {quantity} x {price} = {quantity * price}, printed {amount}", where


def _sum_rule(line_field: str, total_field: str, charges: bool = False) -> Rule:
    def rule(record: Record) -> Iterator[Finding]:
        total = decimal_of(record.fields.get(total_field))
        parts = [decimal_of(line.get(line_field)) for line in record.lines]
        if total is None or not parts or any(part is None for part in parts):
            return
        numbers = [part for part in parts if part is not None]
        added = sum(numbers, Decimal(0))
        if charges:
            extra = [decimal_of(record.fields.get(name)) or Decimal(0) for name in CHARGES]
            added += sum(extra, Decimal(0)) - abs(decimal_of(record.fields.get("discount_amount")) or Decimal(0))
        slack = sum((half_unit(number) for number in numbers), half_unit(total))
        yield abs(added - total) <= slack, f"{line_field}: lines add up to {added}, printed {total}", (total_field,)

    rule.__doc__ = f"The lines' {line_field} add up to {total_field}."
    return rule


def net_not_above_gross(record: Record) -> Iterator[Finding]:
    """Net weight does not exceed gross weight, on lines and in total."""
    pairs: list[tuple[str, Field | None, Field | None]] = [
        ("total_", record.fields.get("total_net_weight_kg"), record.fields.get("total_gross_weight_kg"))
    ]
    pairs += [
        (f"lines[{index}].", line.get("net_weight_kg"), line.get("gross_weight_kg"))
        for index, line in enumerate(record.lines)
    ]
    for where, net_field, gross_field in pairs:
        net, gross = decimal_of(net_field), decimal_of(gross_field)
        if net is not None and gross is not None:
            fields = (f"{where}net_weight_kg", f"{where}gross_weight_kg")
            yield net <= gross, f"net {net} kg, gross {gross} kg", fields


def words_equal_figures(record: Record) -> Iterator[Finding]:
    """The amount in words says what the figures say (DOMAIN 7, P4)."""
    total, words = decimal_of(record.fields.get("total_amount")), record.fields.get("amount_in_words")
    if total is None or words is None or not isinstance(words.value, str):
        return
    spoken = words_amount.parse(words.value)
    if spoken is not None:
        yield spoken == total, f"in words {spoken}, in figures {total}", ("total_amount", "amount_in_words")


def dates_in_order(record: Record) -> Iterator[Finding]:
    """A licence is issued before it ends, and begins before it ends."""
    until = record.fields.get("valid_until")
    for name in ("issue_date", "valid_from"):
        begin = record.fields.get(name)
        if begin is not None and until is not None:
            yield (
                str(begin.value) <= str(until.value),
                f"{name} {begin.value}, valid_until {until.value}",
                (name, "valid_until"),
            )


def check_digits(record: Record) -> Iterator[Finding]:
    """Containers (ISO 6346), air waybills (IATA) and most tax numbers carry a check digit that must fit."""
    containers = record.fields.get("container_numbers")
    if containers is not None and isinstance(containers.value, tuple):
        for number in containers.value:
            yield checkdigits.is_container(number), f"container {number}", ("container_numbers",)
    for index, party in enumerate(record.parties):
        tax_id = party.tax_id
        if tax_id is None or not isinstance(tax_id.value, str):
            continue
        country = party.country.value if party.country is not None else None
        check = taxnumbers.check_of(tax_id.value, str(country))
        if check is not None:
            yield check(tax_id.value), f"tax number {tax_id.value}", (f"parties[{index}].tax_id",)
    waybill = record.fields.get("bl_number")
    if waybill is not None and re.fullmatch(r"\d{3}-?\d{8}", str(waybill.value)):
        yield checkdigits.is_air_waybill(str(waybill.value)), f"air waybill {waybill.value}", ("bl_number",)


def required_present(record: Record) -> Iterator[Finding]:
    """What the register cannot do without is there."""
    roles = {party.role for party in record.parties}
    for name in REQUIRED[record.doc_type]:
        yield name in record.fields, f"{name} was not found", (name,)
    for wanted in REQUIRED_ROLES[record.doc_type]:
        yield (
            bool(roles & set(wanted.split("|"))),
            f"{wanted.replace('|', ' or ')} was not found",
            (f"parties.{wanted.split('|')[0]}",),
        )
    if record.doc_type == "packing_list":
        weighed = bool(record.lines) and all("net_weight_kg" in line for line in record.lines)
        yield (
            "total_net_weight_kg" in record.fields or weighed,
            "total_net_weight_kg was not found",
            ("total_net_weight_kg",),
        )
    if record.doc_type != "other":
        yield bool(record.lines), "no line of goods was found", ("lines",)


def lines_complete(record: Record) -> Iterator[Finding]:
    """Each line is told whole: what it is, a unit for its quantity, an amount beside its price."""
    described = any("description" in line for line in record.lines)
    names = {"description"} if described else NAMES
    for index, line in enumerate(record.lines):
        wanted = [
            (names, not names & set(line), "no name of the goods was read"),
            ({"unit"}, "quantity" in line and "unit" not in line, "no unit of the quantity was read"),
            ({"amount"}, "unit_price" in line and "amount" not in line, "no amount was read beside the price"),
        ]
        for fields, lacks, message in wanted:
            where = tuple(f"lines[{index}].{name}" for name in sorted(fields)[:1])
            yield not lacks, f"line {index + 1}: {message}", where
    if "total_amount" in record.fields and record.lines:
        yield any("amount" in line for line in record.lines), "a total amount, and no line with one", ("total_amount",)


RULES: tuple[tuple[str, str, Rule], ...] = (
    ("line_arithmetic", "error", line_arithmetic),
    ("amount_sum", "error", _sum_rule("amount", "total_amount", charges=True)),
    ("quantity_sum", "warning", _sum_rule("quantity", "total_quantity")),
    ("net_weight_sum", "error", _sum_rule("net_weight_kg", "total_net_weight_kg")),
    ("gross_weight_sum", "warning", _sum_rule("gross_weight_kg", "total_gross_weight_kg")),
    ("package_sum", "warning", _sum_rule("package_count", "total_packages")),
    ("net_not_above_gross", "error", net_not_above_gross),
    ("words_equal_figures", "error", words_equal_figures),
    ("dates_in_order", "error", dates_in_order),
    ("check_digits", "warning", check_digits),
    ("required_present", "warning", required_present),
    ("lines_complete", "warning", lines_complete),
)
"""Code, severity and rule: all that a record is held against."""
CODES = frozenset(code for code, _, _ in RULES)
"""The codes of all rules."""


def run(record: Record) -> tuple[Check, ...]:
    """Return one check for each rule: its failures where it has any, else pass or not applicable."""
    return tuple(found for code, severity, rule in RULES for found in _apply(code, severity, rule, record))


def _apply(code: str, severity: str, rule: Rule, record: Record) -> list[Check]:
    findings = list(rule(record))
    failures = [Check(code, "fail", severity, message, fields) for fits, message, fields in findings if not fits]
    if failures:
        return failures
    meaning = (rule.__doc__ or code).splitlines()[0]
    return [Check(code, "pass" if findings else "not_applicable", "info", meaning)]
