"""Two or three header fields under one label: `Invoice No. & Date`, `Port of Loading / Discharge`."""

from __future__ import annotations

from random import Random

from extractor.learn.papers.blocks import Item
from extractor.learn.papers.header import Entry
from extractor.learn.papers.style import Style

GROUPS = (
    (
        ("document_number", "issue_date"),
        (" & ", " / ", " and ", " & "),
        (" / ", "   DT. ", " dated ", "\n", " of ", " "),
    ),
    (("invoice_number", "issue_date"), (" & ", " / "), (" / ", " dated ", "\n")),
    (("contract_number", "purchase_order_number"), (" / ", "/"), (" / ", "\n")),
    (("purchase_order_number", "order_date"), (" & ", " / "), (" / ", " dated ", " dt. ", "\n")),
    (("port_of_loading", "port_of_discharge"), (" / ", " -> ", " - "), (" / ", " -> ", " – ", " to ", "\n")),
    (("vessel", "bl_number", "container_numbers"), (" / ", ", "), (" / ", "\n", "; ")),
    (("vessel", "bl_number"), (" / ", " & "), (" / ", "\n")),
    (("bl_number", "container_numbers"), (" / ",), (" / ", "\n")),
    (("incoterm", "payment_terms"), (" / ", " & ", " and "), (" / ", "\n", "; ")),
    (("payment_terms", "incoterm"), (" / ", " & "), (" / ", "\n")),
    (("country_of_origin", "country_of_destination"), (" / ", " - "), (" / ", "\n")),
)
"""Keys of the facts, what joins their labels, what joins their values."""


def items(rng: Random, style: Style, entries: list[Entry]) -> tuple[Item, ...]:
    """Give entries their labels, some of them together under one."""
    groups = rng.sample(GROUPS, rng.choice([2, 4, 6]))
    left, made = list(entries), []
    while left:
        entry = left.pop(0)
        group = next((g for g in groups if _key(entry) == g[0][0] and _fits(entry, left, g[0])), None)
        if group is None:
            made.append(Item(style.label(rng, entry.label), (entry.text,)))
            continue
        keys, labels, values = group
        parts = [entry, *(next(other for other in left if _key(other) == key) for key in keys[1:])]
        left = [other for other in left if not any(other is part for part in parts)]
        values = tuple(joint for joint in values if "/" not in joint or not any(" / " in part.text for part in parts))
        text = rng.choice(values or ("\n",)).join(part.text for part in parts)
        label = rng.choice(labels).join(style.label(rng, part.label) for part in parts)
        made.append(Item(label, tuple(text.split("\n"))))
    return tuple(made)


def _key(entry: Entry) -> str:
    return entry.facts[0].key if entry.facts else entry.label


def _fits(entry: Entry, left: list[Entry], keys: tuple[str, ...]) -> bool:
    present = {_key(other) for other in left}
    return all(key in present for key in keys[1:]) and bool(entry.text)
