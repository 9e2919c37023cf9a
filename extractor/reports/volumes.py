"""Volumes as a table: what was shipped, by the dimensions asked for."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from extractor.reports.tables import Cell, Table
from extractor.store import volumes
from extractor.store.store import Store
from extractor.store.volumes import Question
from extractor.values.counted import counted

MILLION = Decimal(1_000_000)
CENT = Decimal("0.01")
CONTAINED = ("low", "likely", "high", "oxide")


def table(store: Store, question: Question) -> Table:
    """Return volumes with one row for each group, and one more for each further currency of a group.

    Weights are in kg. `price_per_kg` is over the lines alone that have both amount and weight.
    """
    keys = (*question.by, *(("period",) if question.period else ()))
    elements = "element" in question.by
    contained = tuple(f"{name}_kg" for name in CONTAINED) if elements else ()
    columns = (*keys, "carriers_net_kg" if elements else "net_kg", *contained, "currency", "value", "price_per_kg",
               "shipments", "unweighed_lines", "confirmed_kg", "in_review_kg")  # fmt: skip
    rows: list[tuple[Cell, ...]] = []
    for row in volumes.sums(store, question):
        rows += _rows(row, keys, elements)
    return Table(columns, tuple(rows), "Volumes")


def _rows(row: Mapping[str, Any], keys: tuple[str, ...], elements: bool) -> list[tuple[Cell, ...]]:
    head = tuple(row[key] or "" for key in keys)
    contained = tuple(_kg(row, f"{name}_mg") for name in CONTAINED) if elements else ()
    tail = (row["shipments"], row["unweighed"], row["confirmed_mg"] / MILLION, row["in_review_mg"] / MILLION)
    money = row["money"] or [None]
    out: list[tuple[Cell, ...]] = [(*head, _kg(row, "net_mg"), *contained, *_money(money[0]), *tail)]
    blank: tuple[Cell, ...] = (None,) * (1 + len(contained))
    out += [(*head, *blank, *_money(one), *((None,) * len(tail))) for one in money[1:]]
    return out


def _kg(row: Mapping[str, Any], name: str) -> Decimal | None:
    """Return a weight; nothing where no line of the group has one, for that is not 0 kg."""
    return None if not row[name] and row["unweighed"] else row[name] / MILLION


def _money(one: Mapping[str, Any] | None) -> tuple[Cell, ...]:
    if one is None:
        return None, None, None
    price = None if not one["priced_mg"] else (Decimal(one["priced_micro"]) / one["priced_mg"]).quantize(CENT)
    return one["currency"] or "?", one["amount_micro"] / MILLION, price


def remarks(store: Store) -> str:
    """Return what a reader of volumes must know: what no period has."""
    count, mg = volumes.undated(store)
    return f"{counted(count, 'shipment')} with {mg / MILLION:f} kg without a date: in no period" if count else ""
