"""Values that are words: places, vessels, terms, rules of delivery; and what every parsed value holds."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from extractor.values import companies, dates, incoterms, labels, textual
from extractor.values.labels import LabelMatch


@dataclass(frozen=True)
class Value:
    """A parsed value with how well its print fits the kind, 0 to 1, and what else the print may mean."""

    value: str | tuple[str, ...]
    fit: float
    alt: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    """Other readings of the same print, for arithmetic to choose from."""
    unit: str = ""
    """Unit or currency printed with it."""


Parser = Callable[[str, LabelMatch | None], Value | None]

_NOTHING = re.compile(r"^(?:n/?a|nil|none|-+|/+|\*+|无|tbd|tba|as above|same as above)\.?$", re.IGNORECASE)
_WHOLE_LABEL = 0.95
_LABEL_AGAIN = 0.8
_NUMBERED = 0.9
_PAID = re.compile(r"\bT/T\b|\bL/C\b|\bD/[AP]\b|\bdays\b|\bnet\b|\d ?%|payment|电汇|信用证|付", re.IGNORECASE)
_MODE = re.compile(
    r"\s+(?:by\s+(?:sea|air|ocean|road|truck|rail|courier|vessel|express)\b|per\s+(?=\S.*\d)).*$", re.IGNORECASE
)
"""How the goods go, and on which ship: `Hamburg by sea`, `Hamburg per ORION 041W`."""
_WAY = re.compile(
    r"(?:by\s+|per\s+|via\s+)?(?:sea|ocean|air|road|rail|truck|courier|express|vessel|ship|(?:sea|ocean|air) ?freight|"
    r"海运|空运|陆运|铁路运输|公路运输|水路运输|江海运输|航空运输|快递)(?:\W+(?:LCL|FCL|freight))?\W*",
    re.IGNORECASE,
)
_COURIER = re.compile(r"(?:DHL|FED ?EX|UPS|TNT|EMS|SF|XPO|DPD|GLS|顺丰|DB SCHENKER|KUEHNE)\b", re.IGNORECASE)
"""Carriers of parcels: who brings the goods, no vessel."""
_VOYAGE = re.compile(r"^from\s.{2,60}\sto\s|\sto\s.{2,40}\s(?:by|per|via)\s", re.IGNORECASE)
_TOLD = re.compile(r",?\s+from\s.+?\sto\s.*$|^from\s.+?\sto\s.+?\sper\s+(?=\S)", re.IGNORECASE)
"""A voyage told behind a vessel or before it: `ORION V.12 from Ningbo to Haiphong`."""
_NO_CREDIT = re.compile(r"^(?:n\s?/\s?a|nil|none|not applicable|-+|无)\b[\s.,:;-]*", re.IGNORECASE)
_INSTEAD = re.compile(
    r"(?:T/T|O/A|D/[AP]|M/T|CAD|COD|open account|(?:advance|cash) payment|\d{1,3}\s?(?:days|%)|电汇|付款交单|承兑交单)(?!\w)",
    re.IGNORECASE,
)
"""Ways to pay without a letter of credit."""
_BROKEN_STROKE = re.compile(r"(?<=\b[TLD])/ (?=[TCPA]\b)")
"""`T/` over `T`: a way to pay that is broken at its stroke."""
_KIND_OF_SHIP = re.compile(
    r"^(?:per\s+)?(?:m\.?\s?/?v\.|m/v|s\.?/?s\.|the vessel|vessel)\s*(?=\w|[\"“])", re.IGNORECASE
)
_SAILING = re.compile(
    r"\s(?:V(?:OY(?:AGE)?)?\.?\s?(?:NO\.?\s?)?)?[A-Z]{0,2}\d{2,5}[A-Z]{0,2}(?:[-/]\d{1,4}[A-Z]{0,2})?\W*$",
    re.IGNORECASE,
)
"""A voyage behind a ship's name: `ORION V. 077E`."""
_SENTENCE = re.compile(r"(?<=[a-z/T)])\.\s+(?=\d{1,2}\.\s+[A-Z]|[A-Z][a-z]+\s(?:[a-z]+\s)+[a-z]+)")
"""Where another sentence, or the next of numbered ones, goes on behind terms: `T/T. The goods will be shipped`."""
_STOP = re.compile(r"[。；]")
"""Chinese marks that end a clause: no place goes on behind them."""
_ROUTE = re.compile(r"\S\s*(?:\s(?:to|TO)\s|-{1,2}>|→|⇒|(?:海运|空运|发|运)[至往到])\s*\S")
"""What stands between the two ends of a voyage."""
_PORT_NOISE = re.compile(r"^(?:port of|the port of|from|to|at)\s+", re.IGNORECASE)


def words(text: str, label: LabelMatch | None) -> Value | None:
    """Read free text; its other language goes into `alt`."""
    body = textual.trimmed(text)
    if len(body) < 2 or not any(c.isalpha() for c in body) or _NOTHING.match(body):
        return None
    own = labels.best(body)
    again = own is not None and label is not None and own.field == label.field and own.score >= _LABEL_AGAIN
    if (
        own is not None
        and not own.rest
        and not own.weak
        and (own.score >= _WHOLE_LABEL or again)
        and own.kind in {"field", "party", "section"}
    ):
        return None  # the next label of the form, or the same in another language
    first, others = textual.bilingual(body)
    alt = (*others, body) if others else ()
    return Value(first, 1.0 if len(body) < 120 else 0.5, alt=alt)


def place(text: str, label: LabelMatch | None) -> Value | None:
    """Read a port or place; the name without its country is another way to say it."""
    found = words(_MODE.sub("", _PORT_NOISE.sub("", _STOP.split(text.strip(), maxsplit=1)[0])), label)
    if found is None or not isinstance(found.value, str):
        return None
    if incoterms.find(text) is not None and incoterms.find(text)[2] == 0:  # type: ignore[index]
        return None
    short = [part.split(",")[0].strip() for part in (found.value, *found.alt) if "," in part]
    alt = tuple(dict.fromkeys([*found.alt, *(part for part in short if len(part) > 2)]))
    if companies.form_end(found.value) is not None or _ROUTE.search(found.value):
        return None  # `To` over a company announces no port
    digits = sum(c.isdigit() for c in found.value)
    return Value(found.value, found.fit * (0.4 if digits > 3 else 1.0), alt=alt)


def vessel(text: str, label: LabelMatch | None) -> Value | None:
    """Read a vessel or flight; `By sea` tells the way, `Xiamen to Itapoa` the voyage, `DHL Express` the carrier.

    What kind of ship it is (`M.V.`, `S.S.`) is no part of its name. Behind `Per` or `Carrier` only a voyage shows a ship.
    """
    named = _KIND_OF_SHIP.sub("", _TOLD.sub("", text.strip())).replace('"', "").strip("“” ,")
    if _WAY.fullmatch(named) or _VOYAGE.search(named) or _COURIER.match(named):
        return None
    if label is not None and label.weak and not _sails(f"{label.label} {text.strip()}", named):
        return None
    return words(named, label)


def _sails(text: str, named: str) -> bool:
    """Say whether what a label such as `Per` or `Carrier` gives is a ship, by its kind or by a voyage; `Per contract 17` is
    none.
    """
    own = labels.best(named)
    free = own is None or own.weak or own.kind != "field"
    return _KIND_OF_SHIP.match(text) is not None or (free and _SAILING.search(named) is not None)


def terms(text: str, label: LabelMatch | None) -> Value | None:
    """Read terms of payment; a date alone says when something is due, and no terms, no more than a number with its label."""
    text = _BROKEN_STROKE.sub("/", text)
    own = labels.best(text)
    numbered = own is not None and own.score >= _NUMBERED and own.field.endswith(("_number", "_numbers")) and own.rest
    rule = incoterms.find(text)
    behind = text[rule.end :].strip(" ,/;，；") if rule is not None and rule.start == 0 else ""
    text = behind if _PAID.search(behind) else text  # `CIF Osaka, T/T 30 days` behind a label of both
    text = _SENTENCE.split(text, maxsplit=1)[0]
    return None if dates.readings(text) or numbered else words(text, label)


def terms_for_credit(text: str, label: LabelMatch | None) -> Value | None:
    """Read terms of payment in the box of a letter of credit that there is none of: `N/A (O/A 60 days from B/L)`."""
    body = _NO_CREDIT.sub("", text.strip()).strip("()（） ")
    return terms(body, label) if _INSTEAD.match(body) else None


def rule(text: str, label: LabelMatch | None) -> Value | None:
    """Read an Incoterms rule."""
    found = incoterms.find(text)
    return Value(found[0], 1.0 if found[2] == 0 else 0.8) if found is not None else None


def rule_place(text: str, label: LabelMatch | None) -> Value | None:
    """Read the place that belongs to an Incoterms rule."""
    rule = incoterms.find(text)
    found = incoterms.find(_SENTENCE.split(text[rule.start :], maxsplit=1)[0]) if rule is not None else None
    return place(found[1], label) if found is not None and found[1] else None
