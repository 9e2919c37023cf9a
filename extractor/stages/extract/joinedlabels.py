"""Several labels printed as one, their values joined alike: `Vessel / B/L No.` over `ORION 12W / SH123`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractor.datatypes.layout import join_texts
from extractor.datatypes.page import Origin, Word
from extractor.stages.extract.candidates import words_of
from extractor.stages.extract.labelled import Labelled, Place
from extractor.stages.extract.surroundings import WHOLE, WRAP_GAP, Surroundings
from extractor.values import dates, labels, textual
from extractor.values.labels import LabelMatch

_JOINTS = (
    re.compile(r"\s+[/／|&]\s+"),
    re.compile(r"\s*(?:→|⇒|-{1,2}>|--|➔)\s*"),
    re.compile(r"\s*[/／]\s*"),
    re.compile(r"\s+[-–—]\s+"),
)
"""How labels and values are joined: by strokes with white around them, so that `B/L No.` is one label; by arrows."""
_LOOSE = (_JOINTS[0], re.compile(r"\s*[;；]\s*"))
"""How values may be joined whatever joins their labels; `T/T` is one."""
_VOYAGE = (_JOINTS[1], _JOINTS[3])
"""How the two ends of a voyage may be joined besides."""
_PORTS = frozenset({"port_of_loading", "port_of_discharge"})
_MOST_LINES = 3
"""Lines that joined labels stand on."""
_COLON = re.compile(r"\s*[:：]\s*")

_KINDS = frozenset({"field", "total", "column", "distractor"})
_OWN = frozenset({"invoice_number", "document_number", "proforma_number", "packing_list_number", "licence_number"})
"""Numbers whose date may be the paper's own; that of an order or a bill of lading is not."""

_SHORTENED = frozenset({"purchase_order_number", "contract_number"})
_SHORTEST_PART = 6
"""Letters and figures of a joined value where ink shows no white around its strokes, a Chinese character counting twice:
`A/17` is one number.
"""
_TWO_LANGUAGES = re.compile(r"([^A-Za-z]*[\u4e00-\u9fff][^A-Za-z]*?)\s+([A-Za-z][^\u4e00-\u9fff]*)")

Meanings = tuple[LabelMatch, ...]


def joined(text: str) -> tuple[tuple[Meanings, ...], int] | None:
    """Return the labels that a text joins, each with all it may mean, and how they are joined; None where it joins none.

    A label in two languages is one: its wordings share a meaning. What stands behind a colon is not looked at.
    """
    head = _COLON.split(text, maxsplit=1)[0]
    for number, joint in enumerate(_JOINTS):
        parts = joint.split(head)
        if len(parts) < 2:
            continue
        parts = _paired(head, joint) or parts
        found = tuple(_meanings(part) for part in parts)
        if all(_is_whole(meanings) for meanings in found) and _differ(found):
            return found, number
    return None


def over_more_lines(page: Surroundings, index: int) -> tuple[tuple[tuple[Meanings, ...], int], tuple[int, ...]] | None:
    """Return the labels that a piece of print joins with the lines below, and all their lines: `Place of clearance / Mode of`
    over `transport`, `Port of` over `loading ->` over `discharge:`.
    """
    members = [index]
    first = page.layout.segments[index]
    line = page.layout.lines[first.line]
    apart = all(page.layout.segments[other].cell != first.cell for other in line if other != index)
    if not (first.cell is not None and apart) and ("/" not in first.text or page.has_value_beside(index)):
        return None
    for _ in range(_MOST_LINES - 1):
        below = page.beneath(members[-1], WRAP_GAP, aligned=True)
        if below is None or _COLON.search(page.layout.segments[members[-1]].text):
            return None
        if any(c.isdigit() for c in page.layout.segments[below].text):
            return None
        members.append(below)
        found = joined(join_texts([page.layout.segments[member].text for member in members]))
        if found is not None:
            return found, tuple(members)
    return None


def over_lines(page: Surroundings, members: Sequence[int], labelled: Labelled) -> Iterator[Labelled]:
    """Yield the labels that a label of several lines joins, `Port of shipment ->` over `Port of discharge:`, else itself."""
    found = joined(join_texts([page.layout.segments[member].text for member in members]))
    parts = list(split(labelled, *found)) if found is not None else []
    yield from parts or [labelled]


def _paired(head: str, joint: re.Pattern[str]) -> list[str]:
    """Return labels that are joined in Chinese and again in English, each with its translation: `编号/日期 No./Date`."""
    halves = _TWO_LANGUAGES.fullmatch(head)
    if halves is None:
        return []
    first, second = (joint.split(half) for half in halves.groups())
    return [f"{one} {other}" for one, other in zip(first, second, strict=True)] if len(first) == len(second) > 1 else []


def _meanings(part: str) -> Meanings:
    """Return what a joined label means, also where it leaves out its `No.`: `Order / contract`."""
    found = labels.match(part)
    if _is_whole(found):
        return found
    numbered = labels.match(f"{part} No.")
    return numbered if numbered and numbered[0].field in _SHORTENED and not numbered[0].rest else found


def _is_whole(meanings: Meanings) -> bool:
    return bool(meanings) and not meanings[0].rest and meanings[0].score >= WHOLE and meanings[0].kind in _KINDS


def _differ(found: Sequence[Meanings]) -> bool:
    """Say whether no two labels may mean the same."""
    fields = [{match.field for match in meanings} for meanings in found]
    return sum(map(len, fields)) == len(set().union(*fields))


def split(labelled: Labelled, found: Sequence[Meanings], joint: int) -> Iterator[Labelled]:
    """Yield one label for each part with its part of every value that is joined of as many."""
    for number, meanings in enumerate(found):
        meanings = _of_number(meanings, found[number - 1]) if number else meanings
        places = [
            Place(place.how, (part,), place.distance)
            for place in labelled.places
            if (
                part := _part(place, number, found, joint)
                or _of_pair(place, number, found)
                or _line(labelled, place, number, len(found))
            )
        ]
        if places and meanings:
            yield replace(labelled, meanings=meanings, places=tuple(places))


def _of_number(date: Meanings, before: Meanings) -> Meanings:
    """Return what a bare `Date` means behind a number: `Contract No. / Date` gives the contract's."""
    if date[0].field != "issue_date" or not date[0].weak or not before[0].field.endswith("_number"):
        return date
    if any(match.field in _OWN for match in before):
        return date
    contract = before[0].field == "contract_number"
    return tuple(replace(match, field="contract_date", weak=False) for match in date) if contract else ()


def _line(labelled: Labelled, place: Place, number: int, count: int) -> tuple[Word, ...]:
    """Return a line of a value that has one for each label, where the labels stand on several lines themselves."""
    return place.lines[number] if len(labelled.members) > 1 and len(place.lines) == count else ()


def _of_pair(place: Place, number: int, found: Sequence[Meanings]) -> tuple[Word, ...]:
    """Return a number, or the date behind it, where labels join the two: `A/17 dated 12.05.2025` under `No. & Date`."""
    named = len(found) == 2 and found[0][0].field.endswith("_number") and not found[0][0].weak
    if not named or not found[1][0].field.endswith("_date"):
        return ()
    text = join_texts([word.text for word in place.words])
    inside = dates.find(text)
    if len(inside) != 1 or inside[0][0] < 2 or text[inside[0][1] :].strip(" .)"):
        return ()
    return words_of(place.words, *((0, inside[0][0]), inside[0][:2])[number])


def _part(place: Place, number: int, found: Sequence[Meanings], joint: int) -> tuple[Word, ...]:
    voyage = all(any(match.field in _PORTS for match in meanings) for meanings in found)
    text = join_texts([word.text for word in place.words])
    for mark in (_JOINTS[joint], *_LOOSE, *(_VOYAGE if voyage else ())):  # `No./Date` over `A/17 / 2025-05-12`
        parts = _spans(mark, text)
        if len(parts) == len(found):
            return words_of(place.words, *parts[number])
    parts = _spans(_JOINTS[2], text)
    ink = any(word.origin is Origin.OCR for word in place.words)
    long = all(sum(textual.has_han(c) + 1 for c in text[a:b] if c.isalnum()) >= _SHORTEST_PART for a, b in parts)
    return words_of(place.words, *parts[number]) if ink and long and len(parts) == len(found) else ()


def _spans(mark: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    """Return where the parts of a text begin and end that a joint parts."""
    parts, start = [], 0
    for stop in mark.finditer(text):
        parts.append((start, stop.start()))
        start = stop.end()
    return [*parts, (start, len(text))]
