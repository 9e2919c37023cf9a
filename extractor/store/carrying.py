"""What people did to lines and parties, carried from one reading of a paper to the next (DESIGN, decision 3).

A correction of one row follows its row: to where the new reading has a row that says the same. Where one finds no such row,
the list stays as the people left it and the new reading of it is set aside: it may be right about other rows, but nobody
can say which of them the correction was for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace
from typing import Any

from extractor.datatypes.record import Json
from extractor.store.edits import RESOLUTION, Edit, Part, Rows, part_of, put_row

UNSAID = "entity"
"""What a paper does not say of a party: its company in our register is found anew with each reading."""


@dataclass(frozen=True)
class _Step:
    """An edit without the reading it was made on: the place, what stands there after it, and who did it."""

    part: Part
    after: Any
    who: str

    @property
    def index(self) -> int:
        """The row, 0 for the whole list."""
        return self.part.index or 0


@dataclass
class _Walk:
    """A list on its way through the readings: rows as read, edits that hold on them, or rows that stand for good."""

    read: Rows = field(default_factory=list)
    standing: list[_Step] = field(default_factory=list)
    left: Rows | None = None
    """The rows as people left them, once they replaced the list or a new reading of it was set aside."""
    aside: bool = False
    """Whether the reading that was come to last was set aside."""


def carry(current: int, readings: Mapping[int, Rows], edits: Sequence[Edit]) -> tuple[Rows, bool]:
    """Return a list's rows as people see them on the current reading, and whether that reading of them is set aside.

    `readings` holds the rows of the current reading and of each that an edit was made on; `edits` are in their order.
    """
    steps = [(edit.record_seen, _Step(part, edit.after, edit.who)) for edit in edits if (part := part_of(edit.path))]
    walk = _Walk()
    for key in sorted({seen for seen, _ in steps} | {current}):
        _come_to(walk, readings[key])
        for step in [step for seen, step in steps if seen == key]:
            _put(walk, step)
    return _shown(walk), walk.aside


def _come_to(walk: _Walk, read: Rows) -> None:
    """Go on to the next reading: with every correction on its row, else with the rows as they were left."""
    walk.aside = False
    if walk.left is None:
        people = list(_of_people(walk.standing))
        moved = list(_moved(people, walk.read, read))
        if len(moved) == len(people):
            walk.standing = moved
        elif _replayed(walk.read, people) == walk.read:  # all was taken back
            walk.standing = []
        else:
            walk.left, walk.aside = _shown(walk), True
    walk.read = read


def _of_people(steps: Iterable[_Step]) -> Iterator[_Step]:
    """Yield what people did, and what a resolution did on top of it: on any other row the new reading knows better."""
    chosen = set()
    for step in steps:
        if not step.who.endswith(RESOLUTION):
            chosen.add(step.part)
        if step.part in chosen:
            yield step


def _put(walk: _Walk, step: _Step) -> None:
    if step.part.index is None or walk.left is not None:
        walk.left = _replayed(walk.left or [], [step])
    else:
        walk.standing.append(step)


def _shown(walk: _Walk) -> Rows:
    return _replayed(walk.read, walk.standing) if walk.left is None else walk.left


def _replayed(rows: Rows, steps: Iterable[_Step]) -> Rows:
    out = deepcopy(rows)
    for step in steps:
        out = put_row(out, step.part, deepcopy(step.after))
    return out


def _moved(steps: Sequence[_Step], old: Rows, new: Rows) -> Iterator[_Step]:
    """Yield the steps at the rows of the new reading, all or fewer than all: where rows came or went, only on equal lists."""
    if any(step.part.name is None for step in steps):
        if [_said(row) for row in old] == [_said(row) for row in new]:
            yield from steps
        return
    homes = {index: _home(index, steps, old, new) for index in {step.index for step in steps}}
    if len(set(homes.values())) < len(homes):
        return
    for step in steps:
        home = homes[step.index]
        if home is not None:
            yield replace(step, part=replace(step.part, index=home))


def _home(index: int, steps: Sequence[_Step], old: Rows, new: Rows) -> int | None:
    """Return where a row lies in the new reading: at its place, else at the only place that says the same."""
    typed = {step.part.name: step.after for step in steps if step.index == index}
    fitting = [n for n, row in enumerate(new) if _fits(old[index], row, typed)]
    if index in fitting:
        return index
    alone = len(fitting) == 1 and sum(_fits(old[index], row, typed) for row in old) == 1
    return fitting[0] if alone else None


def _fits(old: Json, new: Json, typed: Mapping[str | None, Any]) -> bool:
    """Say whether a row says what another said, or, where a person typed something, that."""
    before, after = _said(old), _said(new)
    return all(
        after.get(name) == before.get(name) or (name in typed and after.get(name) == _value(typed[name]))
        for name in before.keys() | after.keys()
    )


def _said(row: Json) -> Json:
    """Return the values of a row, without how surely and where they were read."""
    return {name: _value(value) for name, value in row.items() if name != UNSAID}


def _value(found: Any) -> Any:
    return found["value"] if isinstance(found, dict) and "value" in found else found
