"""Were goods controlled on a day? By the dated control list, from what a line names, never from what its grade suggests.

Four answers: controlled (the line names a listed element in a listed form), presumed (only the grade suggests one),
not_controlled (the goods are known and hold nothing listed), unknown. Each says on what ground, and where it was read.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from extractor.gazetteer import ControlEntry, control_list
from extractor.register.paper import Cite, Goods
from extractor.values.products import find_class, find_product

FORMS = {"powder": "alloy", "concentrate": "compound", "scrap": "alloy"}
"""Kinds of goods that the list does not name by themselves, with the form that covers them."""


@dataclass(frozen=True, slots=True)
class Control:
    """Whether goods were controlled: `state` is controlled, not_controlled, presumed or unknown."""

    state: str
    basis: str
    codes: tuple[str, ...] = ()
    """Control codes, such as `1C902.d.4`."""
    cites: tuple[Cite, ...] = ()


def status(goods: Goods, on: date) -> Control:
    """Say whether a line of goods was controlled on a day."""
    kind = find_class(goods.description) or ("magnet" if goods.grade else None)
    form = FORMS.get(kind or "", kind)
    cites = tuple(goods.cites[name] for name in ("elements", "description", "grade", "hs_code") if name in goods.cites)
    named = _entries(goods.elements, form, on)
    if named:
        return Control("controlled", _reason(goods.elements, named), tuple(e.code for e in named), cites)
    suspected = _entries(goods.elements_presumed, form, on)
    if suspected:
        why = f"grade {goods.grade} suggests {', '.join(goods.elements_presumed)}: only a test report can tell"
        return Control("presumed", why, tuple(entry.code for entry in suspected), cites)
    if goods.elements or (kind is not None and find_product(goods.description) is not None):
        what = ", ".join(goods.elements) or "no rare earth"
        return Control(
            "not_controlled", f"{kind or 'goods'} with {what}: not on the list on {on.isoformat()}", (), cites
        )
    return Control("unknown", "the line names neither an element nor a known product", (), cites)


def in_force(entry: ControlEntry, on: date) -> bool:
    """Say whether an entry of the list was in force on a day."""
    if on < entry.effective_from:
        return False
    if entry.suspended_from is not None and on >= entry.suspended_from:
        return entry.suspended_to is not None and on > entry.suspended_to
    return True


def _entries(elements: Iterable[str], form: str | None, on: date) -> tuple[ControlEntry, ...]:
    found = (entry for element in elements for entry in _listed(element, form))
    return tuple(entry for entry in found if in_force(entry, on))


@lru_cache(maxsize=512)
def _listed(element: str, form: str | None) -> tuple[ControlEntry, ...]:
    return tuple(e for e in control_list() if e.element == element and form is not None and e.item == form)


def _reason(elements: Iterable[str], entries: tuple[ControlEntry, ...]) -> str:
    named = ", ".join(sorted({entry.element for entry in entries if entry.element}))
    first = entries[0]
    return f"{named} in this form: {first.code}, announcement {first.announcement}, since {first.effective_from.isoformat()}"
