"""What each field of the contract is made of: from the print beside a label to a value, or to nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from extractor.datatypes.page import Origin, Word
from extractor.stages.extract.wordkinds import (
    Parser,
    Value,
    place,
    rule,
    rule_place,
    terms,
    vessel,
    words,
)
from extractor.values import (
    codes,
    countries,
    dates,
    identifiers,
    money,
    numbers,
    quantities,
    textual,
    weights,
)
from extractor.values.labels import LabelMatch

_SENTENCE_END = re.compile(r"(?:(?<=[a-z\u4e00-\u9fff])|(?<=[A-Z]{4}))\s?[.。]\s|[;；*]|\s[·•|]\s")
"""Where a new sentence begins behind a country: `Origin: China. Packed in drums`, `COO: China ***`."""
_BEFORE_DATE = re.compile(r"\s+(?:v|d\.d|del|van|fra)\.?$", re.IGNORECASE)
"""What stands between a number and its date, and is short for `vom` or the like: `B-117 v. 02.03.2026`."""
_SHORTEST_CREDIT = 4
_CREDIT_TERM = re.compile(r"(?:at\s+)?(?:sight|\d{1,3}\s*(?:days?|天|日))|at\b|即期|远期", re.IGNORECASE)


def identifier(text: str, label: LabelMatch | None) -> Value | None:
    """Read a paper's number; a date or further words behind it are cut off."""
    whole = text.strip()
    dated = next((start for start, _, _ in dates.find(whole) if start > 2), None)
    if dated is not None and whole[dated - 1].isspace():
        whole = _BEFORE_DATE.sub("", whole[:dated].strip())  # `SJ-2511-07 NOV. 11, 2025` is a number with its date
    body = re.split(
        r"\s{2,}|[,;，；。]|\s+(?:dated?|dt|of|date|dd|vom|du|issued|opened|established|日期)\b|\s[(（](?=[^\W\d])",
        whole,
        maxsplit=1,
        flags=re.IGNORECASE,
    )[0]
    body = re.sub(r"(?<=\w[/-])\s+(?=\w*\d)", "", body)  # broken at the end of a line
    found = identifiers.parse(body)
    if found is None:
        first = body.split()[0] if body.split() else ""
        found = identifiers.parse(first) if len(body.split()) > 1 and any(c.isdigit() for c in first) else None
        if found is None:
            return None
        return Value(found, 0.5 * identifiers.plausibility(found))
    return Value(found, identifiers.plausibility(found))


def credit(text: str, label: LabelMatch | None) -> Value | None:
    """Read the number of a letter of credit; `L/C at 90 days` says when it pays."""
    found = None if _CREDIT_TERM.match(text.strip()) else identifier(text, label)
    return found if found is not None and len(str(found.value)) >= _SHORTEST_CREDIT else None


def licence(text: str, label: LabelMatch | None) -> Value | None:
    """Read a licence's number; one of another shape than the licences of today is read like any other number."""
    found = codes.licence_number(text)
    return Value(found, 1.0) if found is not None else identifier(text, label)


def day(text: str, label: LabelMatch | None) -> Value | None:
    """Read a date; both readings are kept where day and month can't be told apart."""
    found = dates.readings(text)
    fit = 1.0
    if not found:
        inside = dates.find(text)
        if not inside:
            return None
        found = inside[0][2]
        fit = 0.75 if inside[0][0] == 0 else 0.5
    return Value(
        found[0].isoformat(), fit * (1 if len(found) == 1 else 0.8), others=tuple(d.isoformat() for d in found[1:])
    )


def last_day(text: str, label: LabelMatch | None) -> Value | None:
    """Read the date on which something ends: of a span from one day to another the second."""
    inside = dates.find(text)
    return day(text[inside[-1][0] :], label) if len(inside) > 1 else day(text, label)


def first_day(text: str, label: LabelMatch | None) -> Value | None:
    """Read the day from which something holds, of a span from one day to another; a single day is its end."""
    inside = dates.find(text)
    return day(text[: inside[1][0]], label) if len(inside) == 2 else None


def country(text: str, label: LabelMatch | None) -> Value | None:
    """Read a country; `Made in China` and `Hamburg, Germany` name one too."""
    body = re.sub(r"^(?:made in|product of|origin:?)\s+", "", textual.trimmed(text), flags=re.IGNORECASE)
    code = countries.find(body) or countries.find(_SENTENCE_END.split(body, maxsplit=1)[0])
    if code is not None:
        return Value(code, 1.0)
    code = countries.of_address(body)
    return Value(code, 0.6) if code is not None else None


def currency(text: str, label: LabelMatch | None) -> Value | None:
    """Read a currency from its code, sign or name, or from an amount printed with it."""
    named = money.find_currency(text)
    if named is not None:
        return Value(named[0], 1.0 if named[1] else 0.6)
    found = money.parse(text)
    if found is not None and found.currency is not None:
        return Value(found.currency, 0.9 if found.certain else 0.5)
    return None


def amount(text: str, label: LabelMatch | None) -> Value | None:
    """Read an amount of money, its currency as unit."""
    found = money.parse(text)
    if found is None or found.rest:
        return None
    first, *others = found.readings
    return Value(
        numbers.plain(first.value),
        first.prior,
        others=tuple(numbers.plain(o.value) for o in others),
        unit=found.currency or "",
    )


def weight(text: str, label: LabelMatch | None) -> Value | None:
    """Read a weight in kilograms; the unit stands beside the number or in the label; the weight of a carton is none."""
    found = quantities.parse(text)
    if found is None:
        inside = quantities.find(text)  # `95.60 kgs  M'ment 0.214 M3`
        found = inside[0].quantity if inside and inside[0].start == 0 and inside[0].quantity.unit is not None else None
    if found is None or found.per_package:
        return None
    heading = weights.unit_of(label.unit) if label is not None and label.unit else None
    unit = weights.mass_unit(found, heading)
    if unit is None:
        if found.unit is not None:
            return None
        unit = quantities.find_unit("kg")
        assert unit is not None
        factor = 0.5  # no unit anywhere: kilograms by far most often, but a person should look
    else:
        factor = 1.0
    first, *others = found.readings
    kilograms = [numbers.plain(_tidy(weights.to_kilograms(r.value, unit))) for r in (first, *others)]
    return Value(kilograms[0], first.prior * factor, others=tuple(kilograms[1:]), unit=unit.code)


def _tidy(value: Decimal) -> Decimal:
    """Drop zeros that a unit's factor added behind the decimals."""
    exponent = value.as_tuple().exponent
    return value.normalize() + 0 if isinstance(exponent, int) and exponent < -3 else value


def count(text: str, label: LabelMatch | None) -> Value | None:
    """Read a number of things, its unit kept."""
    found, fit = quantities.parse(re.sub(r"\([^)]*\)\s*$", "", text) or text), 1.0
    if found is None:
        inside = quantities.find(text)
        found, fit = (inside[0].quantity, 0.6) if inside else (None, 0.0)
    if found is None or found.per_package:
        return None
    first, *others = found.readings
    return Value(
        numbers.plain(first.value), first.prior * fit, others=tuple(numbers.plain(o.value) for o in others),
        unit=found.unit.code if found.unit else "",
    )  # fmt: skip


def packages(text: str, label: LabelMatch | None) -> Value | None:
    """Read a number of packages; a weight is none."""
    whole = quantities.parse(text)
    found = [whole] if whole is not None else [one.quantity for one in quantities.find(text)]
    weights_only = found and all(one.unit is not None and one.unit.kind == "mass" for one in found)
    return None if weights_only else count(text, label)  # `steel drums, 50 kg net each` counts none


def containers(text: str, label: LabelMatch | None) -> Value | None:
    """Read container numbers whose check digit fits."""
    found = codes.containers(text)
    return Value(found, 1.0) if found else None


def printed(name: str, text: str, words: Sequence[Word], proved: Value | None) -> Value | None:
    """Read what only a check digit could prove as it is printed, where a label announces it and no ink had to be read."""
    if name != "container_numbers" or any(word.origin is Origin.OCR for word in words):
        return proved
    found = codes.printed_containers(text)
    return Value(found, 0.9) if len(found) > (len(proved.value) if proved is not None else 0) else proved


def control_code(text: str, label: LabelMatch | None) -> Value | None:
    """Read a dual-use control code."""
    whole = codes.control_code(text)
    if whole is not None:
        return Value(whole, 1.0)
    found = codes.CONTROL_CODE.search(text)
    return Value(found.group().upper(), 1.0) if found else None


PARSERS: dict[str, Parser] = {
    "document_number": identifier,
    "invoice_number": identifier,
    "contract_number": identifier,
    "purchase_order_number": identifier,
    "licence_number": licence,
    "letter_of_credit_number": credit,
    "bl_number": identifier,
    "issue_date": day,
    "valid_from": day,
    "valid_until": last_day,
    "contract_date": day,
    "country_of_origin": country,
    "country_of_destination": country,
    "country_of_purchase": country,
    "final_destination": place,
    "currency": currency,
    "total_amount": amount,
    "net_amount": amount,
    "tax_amount": amount,
    "freight_amount": amount,
    "insurance_amount": amount,
    "discount_amount": amount,
    "total_net_weight_kg": weight,
    "total_gross_weight_kg": weight,
    "total_packages": packages,
    "total_quantity": count,
    "incoterm": rule,
    "incoterm_place": rule_place,
    "port_of_loading": place,
    "port_of_discharge": place,
    "port_of_clearance": words,
    "vessel": vessel,
    "payment_terms": terms,
    "end_use": words,
    "mode_of_transport": words,
    "terms_of_trade": words,
    "remarks": words,
    "amount_in_words": words,
    "container_numbers": containers,
    "control_code": control_code,
}
"""Every field that a label can announce, with how its print is read."""

WRAPPING = frozenset({words, vessel, terms, place, rule_place, country})
"""Kinds whose print may go on over several lines."""
