"""What a person types becomes a value of the record, by the parsers that read paper: `5 Jun 2025`, `12.345,60`, `1.2 t`.

What is typed already as the record has it stays as it is. A number with two readings is not guessed: the person is told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal

from extractor.gazetteer.elements import elements as known_elements
from extractor.gazetteer.units import currencies
from extractor.review.errors import NotUnderstoodError
from extractor.values import codes, countries, dates, elements, incoterms, money, numbers, quantities, textual, weights

Value = str | tuple[str, ...]
LONGEST = 4000
_PLAIN = re.compile(r"-?\d{1,18}(?:\.\d{1,9})?")
_ALPHA_2 = re.compile(r"[A-Z]{2}")


def value_of(kind: str, text: str) -> Value:
    """Return the value of a kind (`form.Item.kind`) that a text stands for; NotUnderstoodError says what is expected."""
    body = textual.clean(text).strip()
    if not body:
        raise NotUnderstoodError("the value is empty; take it out instead")
    if len(body) > LONGEST or not all(c.isprintable() for c in body):
        raise NotUnderstoodError(f"a value has at most {LONGEST} letters, all of them visible")
    found, expected = PARSERS[kind]
    value = found(body)
    if value is None:
        raise NotUnderstoodError(f"{body[:60]} is not {expected}")
    return value


def _text(body: str) -> Value | None:
    return body


def _identifier(body: str) -> Value | None:
    found = body.replace(" ", "").upper()
    return found if any(c.isalnum() for c in found) and len(found) <= 80 else None


def _date(body: str) -> Value | None:
    try:
        return date.fromisoformat(body).isoformat()
    except ValueError:
        found = dates.readings(body)
    if len(found) > 1:
        raise NotUnderstoodError(f"{body} may be {' or '.join(day.isoformat() for day in found)}")
    return found[0].isoformat() if found else None


def _number(body: str) -> Decimal | None:
    return Decimal(body) if _PLAIN.fullmatch(body) else _only([one.value for one in numbers.readings(body)], body)


def _only(values: Iterable[Decimal], body: str) -> Decimal | None:
    """Return the one value that a text may have, None for none; of two, however unlike, the person has to say which."""
    found = list(dict.fromkeys(values))
    if len(found) > 1:
        raise NotUnderstoodError(f"{body} may be {' or '.join(numbers.plain(value) for value in found[:3])}")
    return found[0] if found else None


def _quantity(body: str) -> Value | None:
    found = _number(body)
    return None if found is None else numbers.plain(found)


def _money(body: str) -> Value | None:
    if not any(c.isalpha() or c in "$€¥£￥" for c in body):
        return _quantity(body)
    found = money.parse(body)
    if found is None or found.rest:
        return None
    amount = _only([one.value for one in found.readings], body)
    return None if amount is None else numbers.plain(amount)


def _weight(body: str) -> Value | None:
    if not any(c.isalpha() for c in body):
        return _quantity(body)
    found = quantities.parse(body)
    unit = weights.mass_unit(found) if found is not None else None
    if found is None or unit is None or found.per_package:
        return None
    kilograms = _only([_shortest(weights.to_kilograms(one.value, unit)) for one in found.readings], body)
    return None if kilograms is None else numbers.plain(kilograms)


def _shortest(kilograms: Decimal) -> Decimal:
    """Return a whole weight without the decimals that its unit gave it."""
    return kilograms.normalize() + 0 if kilograms == kilograms.to_integral_value() else kilograms


def _currency(body: str) -> Value | None:
    if body.upper() in {currency.code for currency in currencies()}:
        return body.upper()
    found = money.find_currency(body)
    return found[0] if found is not None else None


def _unit(body: str) -> Value | None:
    found = quantities.find_unit(body)
    return found.code if found is not None else None


def _country(body: str) -> Value | None:
    return countries.find(body.upper() if _ALPHA_2.fullmatch(body.upper()) else body) or countries.of_address(body)


def _elements(body: str) -> Value | None:
    symbols = {element.symbol for element in known_elements()}
    parts = [part for part in re.split(r"[\s,;、，/]+", body) if part]
    if all(part in symbols for part in parts):
        return tuple(sorted(set(parts)))
    found = elements.find_elements(body)
    return found.symbols or None


def _containers(body: str) -> Value | None:
    parts = [part.upper() for part in re.split(r"[\s,;、，]+", body) if part]
    return (
        tuple(parts) if all(re.fullmatch(r"[A-Z]{4}\d{7}", part) for part in parts) else codes.containers(body) or None
    )


def _incoterm(body: str) -> Value | None:
    found = incoterms.find(body)
    return found[0] if found is not None else None


def _flag(body: str) -> Value | None:
    return {"true": "true", "yes": "true", "是": "true", "false": "false", "no": "false", "否": "false"}.get(
        body.casefold()
    )


PARSERS: dict[str, tuple[Callable[[str], Value | None], str]] = {
    "text": (_text, "a text"),
    "long": (_text, "a text"),
    "identifier": (_identifier, "a number or code of a paper"),
    "date": (_date, "a date, such as 2025-06-04"),
    "money": (_money, "an amount, such as 12345.60"),
    "quantity": (_quantity, "a number, such as 1200 or 12.5"),
    "weight": (_weight, "a weight in kg, such as 2450.5 or 2.45 t"),
    "currency": (_currency, "a currency, such as USD"),
    "unit": (_unit, "a unit, such as kg or PCS"),
    "country": (_country, "a country, such as DE or Germany"),
    "hs_code": (codes.hs_code, "an HS code of 4 to 10 digits"),
    "elements": (_elements, "rare earths, such as Dy, Nd"),
    "containers": (_containers, "container numbers, such as MSKU1234565"),
    "incoterm": (_incoterm, "a delivery rule, such as FOB"),
    "control": (codes.control_code, "a control code, such as 1C902.c.2"),
    "flag": (_flag, "yes or no"),
}
"""Kind to its parser and what a person is told to type."""
