"""Whether goods were controlled on a day: by the dated control list, what the paper says of them, and people's switches.

Four answers: `controlled` and `not_controlled` rest on what is printed; `presumed` on what the grade suggests; `unknown` is
everything that a person has to decide. Each names its basis and the places it was read from. A suffix never convicts
(makers sell SH and UH without heavy rare earths since April 2025: F8, F24).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache

from extractor.gazetteer import ControlEntry, control_list, hs_code
from extractor.register.paper import Cite, Goods
from extractor.settings import RegisterSettings
from extractor.values.content import line_composition
from extractor.values.products import find_class, find_product, presumed_elements

CONTROLLED, NOT_CONTROLLED, PRESUMED, UNKNOWN = "controlled", "not_controlled", "presumed", "unknown"
STATES = (CONTROLLED, PRESUMED, UNKNOWN, NOT_CONTROLLED)
"""Gravest first."""
FREE = frozenset({"La", "Ce", "Pr", "Nd", "Pm"})
"""Elements that no entry of the list names; their goods may need an ordinary licence (F25, F27)."""
ITEMS = {"oxide": "oxide", "metal": "metal", "compound": "compound", "magnet": "magnet", "alloy": "alloy"}
"""Item of the list by product class; powders, scrap, ores and concentrates are on no line of their own."""
TARGET = re.compile(r"\btargets?\b|靶", re.IGNORECASE)
BUILT_IN = re.compile(r"\b(?:rotors?|stators?|motors?)\b|转子|定子|电机", re.IGNORECASE)
MAGNET_TYPES = {"Sm": "smco_magnet", "Tb": "ndfeb_magnet", "Dy": "ndfeb_magnet"}
"""Announcement 18 lists Sm in SmCo magnets and Tb and Dy in NdFeB magnets, no other magnets (F1)."""
ALLOY_NAME = re.compile(r"\b(?:[A-Z][a-z]?){2,4}\b")


@dataclass(frozen=True)
class Switch:
    """A person's word that a control holds or does not, from a day on. `selector`: announcement, or beginning of a code."""

    selector: str
    on: bool
    since: date
    who: str = ""
    reason: str = ""

    def matches(self, entry: ControlEntry) -> bool:
        """Say whether the switch is for an entry."""
        return entry.announcement == self.selector or entry.code.casefold().startswith(self.selector.casefold())


@dataclass(frozen=True)
class Status:
    """The answer for one line of goods. `entries` are the lines of the list that it rests on."""

    state: str
    basis: str
    entries: tuple[ControlEntry, ...] = ()
    cites: tuple[Cite, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        """The control codes, such as `1C905.a.4`."""
        return tuple(entry.code for entry in self.entries)


@dataclass(frozen=True)
class ControlList:
    """The dated list with people's switches on top, and the limits of trade practice."""

    entries: tuple[ControlEntry, ...] = field(default_factory=control_list)
    switches: tuple[Switch, ...] = ()
    """In the order in which they were made; of two that begin on one day the later counts."""
    controlled_percent: Decimal = Decimal("0.1")
    review_percent: Decimal = Decimal("0.01")

    @classmethod
    def of(cls, settings: RegisterSettings, switches: Sequence[Switch] = ()) -> ControlList:
        """Make the list that the settings and a person's switches give."""
        return cls(
            switches=tuple(switches),
            controlled_percent=Decimal(str(settings.trace_percent)),
            review_percent=Decimal(str(settings.review_percent)),
        )

    def standing(self, entry: ControlEntry, on: date) -> str:
        """Return `in_force`, `not_yet`, `suspended`, `switched_off` or `unknown` for an entry on a day."""
        said = [(switch.since, n, switch) for n, switch in enumerate(self.switches)
                if switch.since <= on and switch.matches(entry)]  # fmt: skip
        if said:
            return "in_force" if max(said, key=lambda one: one[:2])[2].on else "switched_off"
        return entry.status(on)

    def status(self, goods: Goods, on: date) -> Status:
        """Say whether goods were controlled on a day, and why."""
        kind = _kind(goods)
        printed = {symbol: (low, high) for symbol, low, high in line_composition(goods.composition, goods.description)}
        named = frozenset({*goods.elements, *printed, *kind.elements})
        if kind.none:
            return Status(NOT_CONTROLLED, f"{kind.product} holds no rare earth", cites=_cites(goods, "description"))
        if not named:
            return Status(UNKNOWN, "no rare earth is named", cites=_cites(goods, "description", "hs_code"))
        fitting = [entry for entry in self.entries if entry.element in named and _fits(entry, kind, goods)]
        judged = [self._judged(entry, printed, on) for entry in fitting]
        for state in (CONTROLLED, UNKNOWN):
            found = [(entry, why) for entry, (answer, why) in zip(fitting, judged, strict=True) if answer == state]
            if found:
                names = ("composition", "elements", "description", "hs_code")
                return Status(state, "; ".join(dict.fromkeys(why for _, why in found)), tuple(e for e, _ in found),
                              _cites(goods, *names))  # fmt: skip
        return self._unlisted(goods, kind, named, printed, judged, on)

    def _judged(self, entry: ControlEntry, printed: dict[str, tuple[Decimal, Decimal]], on: date) -> tuple[str, str]:
        standing = self.standing(entry, on)
        where = f"{entry.code} of announcement {entry.announcement}"
        if standing == "unknown":
            return UNKNOWN, f"{where}: nobody could say whether it holds on {on}; see `extractor control-list`"
        if standing != "in_force":
            return NOT_CONTROLLED, f"{where} is {standing.replace('_', ' ')} on {on}"
        low, high = printed.get(entry.element or "", (None, None))
        if low is None or high is None or low >= self.controlled_percent:
            share = "" if low is None else f", {low:f} % printed"
            return CONTROLLED, f"{where}: {entry.name_en}{share}, since {entry.effective_from}"
        if high >= self.review_percent:
            return (
                UNKNOWN,
                f"{where}: {entry.element} up to {high:f} %, near the limit of {self.controlled_percent:f} %",
            )
        return NOT_CONTROLLED, f"{where}: only traces of {entry.element}, {high:f} %"

    def _unlisted(
        self, goods: Goods, kind: _Kind, named: frozenset[str], printed: dict[str, tuple[Decimal, Decimal]],
        judged: Sequence[tuple[str, str]], on: date,
    ) -> Status:  # fmt: skip
        """Answer for goods that no entry in force names: by composition, grade, or not at all."""
        by_grade = kind.item == "magnet" and not printed and goods.grade
        if judged and not by_grade:
            why = "; ".join(dict.fromkeys(why for _, why in judged))
            return Status(NOT_CONTROLLED, why, cites=_cites(goods, "composition", "elements", "description"))
        if kind.built_in:
            why = "parts that are fixed in a motor are generally not in scope (questions and answers no. 5, F6)"
            return Status(UNKNOWN, why, cites=_cites(goods, "description"))
        if kind.item == "magnet" and kind.product != "smfen":
            return self._magnet(goods, kind, printed, on)
        if named <= FREE:
            why = f"{', '.join(sorted(named))}: on no dual-use list; an ordinary export licence may be needed (F27)"
            return Status(NOT_CONTROLLED, why, cites=_cites(goods, "elements", "description"))
        why = f"{kind.product or kind.item or 'goods'} with {', '.join(sorted(named - FREE))}: no line of the list fits"
        return Status(UNKNOWN, why, cites=_cites(goods, "elements", "description"))

    def _magnet(self, goods: Goods, kind: _Kind, printed: dict[str, tuple[Decimal, Decimal]], on: date) -> Status:
        if printed:
            why = "the printed composition names no listed element in such a magnet"
            return Status(NOT_CONTROLLED, why, cites=_cites(goods, "composition", "description"))
        suggested = presumed_elements(goods.grade) if goods.grade else None
        if suggested is not None:
            entries = tuple(e for e in self.entries if e.item == "magnet" and e.element in suggested.elements
                            and self.standing(e, on) == "in_force")  # fmt: skip
            state = UNKNOWN if suggested.strength == "possible" else PRESUMED
            if entries:
                why = f"grade {goods.grade}: {suggested.strength} to hold {' or '.join(suggested.elements)} ({suggested.basis})"
                return Status(state, why, entries, _cites(goods, "grade"))
            return Status(NOT_CONTROLLED, f"no control of magnets is in force on {on}", cites=_cites(goods, "grade"))
        if goods.grade and kind.product == "ndfeb_magnet":
            why = f"NdFeB of grade {goods.grade}, which needs no heavy rare earth; NdFeB itself is not listed (F7)"
            return Status(NOT_CONTROLLED, why, cites=_cites(goods, "grade", "description"))
        return Status(UNKNOWN, "a magnet without grade and composition", cites=_cites(goods, "description", "hs_code"))


@dataclass(frozen=True)
class _Kind:
    """What goods are, by description, grade and tariff code: item of the list, product, elements that these imply."""

    item: str | None
    product: str | None
    elements: tuple[str, ...]
    none: bool
    built_in: bool


@lru_cache(maxsize=8192)
def _kind_of(description: str, grade: str | None, code: str | None) -> _Kind:
    product = find_product(description) or (find_product(grade) if grade else None)
    tariff = hs_code(code) if code else None
    class_ = product.product_class if product else find_class(description)
    if class_ is None and tariff is not None:
        class_ = tariff.product_class
    implied = product.elements if product else tariff.elements if tariff else ()
    target = TARGET.search(description) is not None and class_ != "magnet"
    return _Kind(
        item="target" if target else ITEMS.get(class_ or ""),
        product=product.product if product else None,
        elements=implied,
        none=class_ == "other" and not implied and product is not None,
        built_in=BUILT_IN.search(description) is not None,
    )


def _kind(goods: Goods) -> _Kind:
    return _kind_of(goods.description, goods.grade, goods.hs_code)


def _fits(entry: ControlEntry, kind: _Kind, goods: Goods) -> bool:
    """Say whether an entry is for goods of this kind; the elements are compared elsewhere."""
    if entry.item != kind.item:
        return False
    if entry.item == "magnet":
        wanted = MAGNET_TYPES.get(entry.element or "")
        if wanted is None:
            return True
        return kind.product == wanted or (kind.product in {None, "re_magnet"} and _implied(goods) == wanted)
    return entry.item != "alloy" or _names_alloy(entry, goods.description)


def _implied(goods: Goods) -> str:
    """Return the type of magnet that the elements imply where no name says it."""
    return "smco_magnet" if "Sm" in goods.elements and "Nd" not in goods.elements else "ndfeb_magnet"


def _names_alloy(entry: ControlEntry, description: str) -> bool:
    """Say whether a description names one of the entry's alloys: only those are listed."""
    plain = description.replace("-", "").casefold()
    chinese = [name for name in entry.name_zh.split(";") if name]
    symbols = ALLOY_NAME.findall(entry.name_en)
    product = find_product(description)
    names = tuple(product.names) if product else ()
    folded = [plain, *(name.replace("-", "").casefold() for name in names)]
    return any(
        word.casefold() == text or re.search(rf"(?<![a-z]){re.escape(word.casefold())}(?![a-z])", text)
        for word in (*chinese, *symbols)
        for text in folded
    )


def _cites(goods: Goods, *names: str) -> tuple[Cite, ...]:
    return tuple(goods.cites[name] for name in names if name in goods.cites)
