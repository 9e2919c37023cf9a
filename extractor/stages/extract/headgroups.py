"""Names over pairs of columns that are called alike: `Net weight` over `each total`, `Gross weight` over `each total`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.datatypes.geometry import hull
from extractor.stages.extract.headgrow import Unit


def widen(rows: Sequence[list[Unit]]) -> None:
    """Let each name over such a group reach as far as the group: it may stand over the first of its columns alone."""
    lower = max(rows, key=len)
    groups = _groups(lower)
    top = min(unit.box.top for unit in lower)
    for row in rows:
        over = [unit for unit in row if unit.box.bottom <= top and any(_above(unit, group) for group in groups)]
        if row is lower or len(over) != len(groups):
            continue
        if all(_above(unit, group) for unit, group in zip(over, groups, strict=True)):
            for unit, group in zip(over, groups, strict=True):
                around = hull(other.box for other in group)
                unit.box = replace(unit.box, x0=min(unit.box.x0, around.x0), x1=max(unit.box.x1, around.x1))


def _groups(row: Sequence[Unit]) -> list[list[Unit]]:
    """Return the neighbours that repeat in a row, one list for each time; nothing where they are not alike."""
    texts = [unit.text for unit in row]
    first = next((place for place, text in enumerate(texts) if texts.count(text) > 1), None)
    if first is None:
        return []
    starts = [place for place, text in enumerate(texts) if text == texts[first]]
    size = starts[1] - starts[0]
    groups = [row[start : start + size] for start in starts]
    alike = all([unit.text for unit in group] == texts[first : first + size] for group in groups)
    return [list(group) for group in groups] if size > 1 and alike else []


def _above(unit: Unit, group: Sequence[Unit]) -> bool:
    return unit.box.x_overlap(hull(other.box for other in group)) > 0
