"""Tables that list the packages of goods already named: pallets, cases, containers.

Counted as goods they would double the tonnage.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from extractor.gazetteer import package_words
from extractor.stages.extract.arithmetic import Settled
from extractor.stages.extract.draft import WEIGHTS, Draft
from extractor.stages.extract.goods import Line
from extractor.values import elements, products

NAMED = ("description", "name_en", "name_zh", "grade", "hs_code")
DESCRIBED = frozenset(NAMED) - {"grade"}
PRICED = frozenset({"unit_price", "amount"})
SUMMED = ("net_weight_kg", "gross_weight_kg", "package_count")
WORD = re.compile(r"[^\W\d_]+")
PARTS = re.compile(r"[,;，；、&+]|\band\b")
LEAST_NAME = 3
"""Characters of a part number that is looked for among the goods before."""


def are_packages(
    items: Sequence[Draft], settled: Sequence[Settled], lines: Sequence[Line], before: Sequence[Draft]
) -> bool:
    """Say whether rows only tell how earlier goods are packed: they name packages or part numbers of earlier rows, or name
    nothing and weigh or count what the goods before them do.

    `lines` are the goods before, `before` the rows that they were read from.
    """
    if not lines or not items or any(PRICED & set(draft.choices) for draft in items):
        return False
    names = [[draft.cells[name].text for name in NAMED if name in draft.cells] for draft in items]
    if any(_names_goods(draft) for draft in items):
        return False
    known = " ".join(" ".join(draft.row.text(number) for number in range(len(draft.row.cells))) for draft in before)
    told = all(texts and all(_is_told(text, known) for text in texts) for texts in names)
    bare = all(_is_number(draft.cells[name].text) for draft in items for name in DESCRIBED & set(draft.cells))
    return told or (bare and any(_adds_up(name, settled, lines) for name in SUMMED))


def _names_goods(draft: Draft) -> bool:
    texts = [draft.cells[name].text for name in NAMED if name in draft.cells]
    goods = any(elements.find_elements(text).symbols or products.find_grade(text, True) for text in texts)
    return goods or "hs_code" in draft.cells


def _is_number(text: str) -> bool:
    """Say whether a cell of names holds part numbers, and no words: `KD-9754353`."""
    return all(any(character.isdigit() for character in part) for part in text.split())


def _is_told(text: str, known: str) -> bool:
    """Say whether a cell names packages, or part numbers that stand in earlier rows."""
    words = [word for word in WORD.findall(text.casefold()) if len(word) > 1]
    packages = sum(word in package_words() for word in words)
    if packages and len(words) <= 2 * packages:
        return True  # `Wooden case`, `EUR pallet, 12 cartons`; `Ferrite rings, 3 cartons` are goods
    parts = [part.strip() for part in PARTS.split(text) if part.strip()]
    return bool(parts) and all(len(part) >= LEAST_NAME and part in known for part in parts)


def _adds_up(name: str, settled: Sequence[Settled], lines: Sequence[Line]) -> bool:
    """Say whether a column has the same sum as that of the goods before."""
    chosen = [one.choices[name] for one in settled if name in one.choices]
    own = [one.value for one in chosen]
    rounding = sum((one.step for one in chosen), Decimal()) if name in WEIGHTS else Decimal()  # weights shared out
    printed = [line[name].value for line in lines if name in line]
    values = [Decimal(value) for value in printed if isinstance(value, str)]
    apart = abs(sum(own, Decimal()) - sum(values, Decimal()))
    return bool(own) and bool(values) and len(own) == len(settled) and apart <= rounding
