"""The lines of a company's block that no label announces: what stands below or beside a name at the head or foot."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.datatypes.geometry import Box
from extractor.datatypes.layout import Layout
from extractor.datatypes.page import Word
from extractor.stages.extract.labelled import is_part_of_block
from extractor.stages.extract.places import Neighbourhood
from extractor.values import companies, labels

_HOUSE = 0.5
"""Likeness to an address from which what stands below a signature is one."""
_CENTRED = 12.0
"""Points by which the middles of lines centred over one another differ at most."""
_PITCH = 1.6
"""Text heights from one line to the next at most."""


def below(layout: Layout, around: Neighbourhood, index: int) -> list[tuple[Word, ...]]:
    """Return the lines that stand below a name, as far as they hang together."""
    lines: list[tuple[Word, ...]] = []
    at = index
    centre = layout.segments[index].box.x_mid
    for _ in range(7):
        start = layout.segments[index].box
        house = _house_beneath(layout, at, start)
        following = around.next_line(at, _PITCH) if house is None else house
        if following is None:
            break
        segment = layout.segments[following]
        aligned = abs(segment.box.x0 - start.x0) < 2 * segment.box.height
        aligned = aligned or abs(segment.box.x1 - start.x1) < 0.5 * segment.box.height  # set to the right
        row = layout.lines[segment.line]
        wider = layout.segments[row[0]].box.x0 < start.x0 - segment.box.height
        if len(row) > 1 and (wider or not aligned) and abs(_middle(layout, row) - centre) < _CENTRED:
            lines += [layout.segments[other].words for other in row]  # `address    Tel: ...    Tax No.: ...`
            at = row[0]
            continue
        aligned = aligned or house is not None
        other_label = around.is_label(segment) and not is_part_of_block(segment.text)
        if other_label or not (aligned or abs(segment.box.x_mid - centre) < _CENTRED):
            break
        lines.append(around.whole_line(following))
        at = following
    return lines


def _house_beneath(layout: Layout, at: int, name: Box) -> int | None:
    """Return the address alone on the next line that reaches over a name on both sides: a rule may part them, and typists
    centre by whole letters.
    """
    above = layout.segments[at]
    row = layout.lines[above.line + 1] if above.line + 1 < len(layout.lines) else ()
    found = layout.segments[row[0]] if len(row) == 1 else above
    near = found.box.top - above.box.top > 0 and found.box.top - above.box.bottom < _PITCH * above.box.height
    over = found.box.x0 <= name.x0 and found.box.x1 >= name.x1
    return row[0] if near and over and is_house(found.text) else None


def house_beside(layout: Layout, index: int) -> list[tuple[Word, ...]]:
    """Return the address that stands behind a letterhead's name on its own line."""
    segment = layout.segments[index]
    line = layout.lines[segment.line]
    right = [layout.segments[other] for other in line[line.index(index) + 1 :][:1]]
    return [other.words for other in right if other.cell == segment.cell and is_house(other.text)]


def _middle(layout: Layout, row: Sequence[int]) -> float:
    return (layout.segments[row[0]].box.x0 + layout.segments[row[-1]].box.x1) / 2


def is_house(text: str) -> bool:
    """Say whether a line below a signature is the company's address: the print of a seal stands there too."""
    found = labels.best(text)
    labelled = found is not None and found.field == "address" and bool(found.rest)
    if found is not None and found.delimited and not labelled:
        return False  # `编号：NW-17`
    return labelled or companies.address_likeness(text) >= _HOUSE
