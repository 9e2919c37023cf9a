"""The register in the store brought up to date: only what hangs together with a changed paper is made anew.

Papers hang together over keys (numbers that they quote, the same goods between the same parties, one licence). A group that
is closed under keys gives the same shipments and accounts whether treated alone or among a million others.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from decimal import Decimal

from extractor import __version__
from extractor.register import rows
from extractor.register.control import ControlList, Switch
from extractor.register.licences import Terms, ledger
from extractor.register.linking import folded, keys
from extractor.register.paper import Paper, paper
from extractor.register.shipments import licences, shipments
from extractor.settings import Settings
from extractor.store import register
from extractor.store.store import Store

AT_ONCE = 2000
"""Changed documents that are looked at together."""
KINDS = frozenset({"commercial_invoice", "packing_list", "export_licence"})
RULES = 2
"""Raised with each change of the rules of linking, weights or control: every register is then made anew."""


def refresh(store: Store, settings: Settings) -> int:
    """Bring the register up to date; return how many documents were looked at."""
    basis = _basis(store, settings)
    if register.basis(store) != basis:
        register.start_over(store, basis)
    decided = register.decisions(store)
    control, given = control_list(store, settings), given_terms(store)
    seen = _note_keys(store)
    while ids := register.changed(store, AT_ONCE):
        group = sorted(register.together(store, ids))
        found = list(load(store, group))
        shipped = shipments(found, decided)
        accounts = ledger(shipped, licences(found, decided), settings.licences, control.status, given)
        made = rows.rows(shipped, accounts, control.status, settings.licences)
        register.write(store, group, {one.document_id: _keys(one) for one in found}, made)
    return seen


def load(store: Store, ids: Iterable[int]) -> Iterable[Paper]:
    """Yield the papers of documents."""
    wanted = sorted(ids)
    for start in range(0, len(wanted), register.CHUNK):
        part = wanted[start : start + register.CHUNK]
        for row, record in store.all_shown(f"d.id IN ({','.join('?' * len(part))})", part):
            yield paper(row, record)


def control_list(store: Store, settings: Settings) -> ControlList:
    """Return the control list with the switches that people set."""
    found = [Switch(row["selector"], bool(row["state"]), date.fromisoformat(row["since"]), row["who"], row["reason"])
             for row in register.switches(store)]  # fmt: skip
    return ControlList.of(settings.register, found)


def given_terms(store: Store) -> Mapping[str, Terms]:
    """Return the terms of licences that people set, by folded number."""
    return {
        folded(row["number"]): Terms(row["most_uses"], Decimal(row["tolerance"]), bool(row["general"]),
                                     f"set by {row['who']}: {row['reason']}")
        for row in register.terms(store)
    }  # fmt: skip


def _note_keys(store: Store) -> int:
    """Write the keys of all changed documents before any group is closed over them; return how many changed."""
    ids = register.changed(store, -1)
    for start in range(0, len(ids), AT_ONCE):
        register.write_keys(store, {one.document_id: _keys(one) for one in load(store, ids[start : start + AT_ONCE])})
    return len(ids)


def _keys(one: Paper) -> list[str]:
    return sorted("|".join(key) for key in keys(one)) if one.doc_type in KINDS else []


def _basis(store: Store, settings: Settings) -> str:
    """Return what the register rests on beside its papers, as one text to compare."""
    parts = [__version__, RULES, asdict(settings.register), asdict(settings.licences), register.switches(store),
             register.terms(store)]  # fmt: skip
    return hashlib.sha256(repr(parts).encode()).hexdigest()
