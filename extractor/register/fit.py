"""Do goods fit a line of a licence? What two lines say of code, elements and grade, held against one another.

Each answer is True, False, or None where a line says nothing of it. Who asks weighs them: a draw needs something that
agrees, an indicator something that differs.
"""

from __future__ import annotations

from extractor.gazetteer import uncontrolled
from extractor.register.paper import Goods

HS_DIGITS = 6
"""Codes agree from so many digits on: one paper may print the international part alone."""


def is_same_code(goods: Goods, licensed: Goods) -> bool | None:
    """Say whether the customs codes agree as far as both go."""
    ours, theirs = goods.hs_code or "", licensed.hs_code or ""
    common = min(len(ours), len(theirs))
    return ours[:common] == theirs[:common] if common >= HS_DIGITS else None


def unlicensed(goods: Goods, licensed: Goods) -> frozenset[str]:
    """Return the elements of goods that a line does not name, of those that are controlled at all.

    A licence for dysprosium magnets need not name the neodymium; a line without elements says nothing.
    """
    return (
        frozenset(goods.elements) - frozenset(licensed.elements) - uncontrolled() if licensed.elements else frozenset()
    )


def has_licensed_elements(goods: Goods, licensed: Goods) -> bool | None:
    """Say whether goods hold what a line is for: nothing beyond it, and something of it, as their grade may suggest."""
    if not goods.elements or not licensed.elements:
        return None
    wanted, allowed = frozenset(goods.elements) - uncontrolled(), frozenset(licensed.elements) - uncontrolled()
    return wanted <= allowed and bool(wanted or not allowed or goods.elements_presumed)


def is_same_grade(goods: Goods, licensed: Goods) -> bool | None:
    """Say whether one grade is the other, or a part of it."""
    ours, theirs = _plain(goods.grade), _plain(licensed.grade)
    return (ours in theirs or theirs in ours) if ours and theirs else None


def _plain(grade: str | None) -> str:
    return "".join((grade or "").upper().split())
