"""What people said of companies and names, and what follows: which companies are one, which names are whose.

A judgement is a row that is never taken away; a later row undoes it. `same` between companies makes groups, `different`
forbids them, and where both hold nothing is merged between the two and the conflict is told. The order in which things were
said does not matter: only what stands.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from extractor.values.names import normalise

NAME = "name:"
"""Before a name where a judgement is of a name and not of a company."""


class Verdict(StrEnum):
    """What is said of two; `undo` takes back an earlier judgement."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person said once: `left` is a company's id, or `name:` and a name; `right` a company's id; `at` is ISO 8601."""

    id: int
    left: str
    right: str
    verdict: Verdict
    who: str = ""
    at: str = ""
    note: str = ""
    undoes: int | None = None

    @property
    def name(self) -> str | None:
        """The name that was judged, None where two companies were."""
        return self.left.removeprefix(NAME) if self.left.startswith(NAME) else None

    @property
    def pair(self) -> frozenset[str]:
        """The two, in no order."""
        return frozenset((self.left, self.right))

    def sentence(self) -> str:
        """Return what was said, by whom and when, for a person."""
        left = self.name if self.name is not None else self.left
        note = f": {self.note}" if self.note else ""
        return f"{self.who} said on {self.at[:10]} that {left} and {self.right} are {self.verdict}{note} (judgement {self.id})"


def standing(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """Return the judgements that nobody undid, in the order in which they were made; an undoing can be undone too."""
    undone: set[int] = set()
    found = []
    for one in sorted(judgements, key=lambda one: -one.id):
        if one.id in undone:
            continue
        if one.verdict is Verdict.UNDO:
            undone |= {one.undoes} if one.undoes is not None else set()
        else:
            found.append(one)
    return tuple(reversed(found))


@dataclass(frozen=True)
class Conflict:
    """Two companies that are said to be different while a chain of `same` joins them: nothing on the way is merged."""

    different: Judgement
    chain: tuple[Judgement, ...]

    def sentence(self) -> str:
        """Return the contradiction for a person."""
        return f"{self.different.sentence()}, yet " + "; ".join(one.sentence() for one in self.chain)


Rank = Callable[[str], object]


@dataclass(frozen=True)
class Groups:
    """Companies that are one by what people said. `head` is the company of a group that stands for all."""

    heads: Mapping[str, str]
    """By company the head of its group, for companies in a group of two or more."""
    members: Mapping[str, tuple[str, ...]]
    """By head all companies of the group, the head first."""
    conflicts: tuple[Conflict, ...] = ()
    _same: Mapping[frozenset[str], Judgement] = field(default_factory=dict)

    def head(self, company: str) -> str:
        """Return the company that stands for this one: itself where it is in no group."""
        return self.heads.get(company, company)

    def group(self, company: str) -> tuple[str, ...]:
        """Return all companies that are one with this one, itself among them."""
        return self.members.get(self.head(company), (company,))

    def why(self, left: str, right: str) -> tuple[Judgement, ...]:
        """Return the shortest chain of judgements by which two companies are one; empty where they are not."""
        if self.head(left) != self.head(right):
            return ()
        inside = set(self.group(left))
        return _chain(left, right, {pair: one for pair, one in self._same.items() if pair <= inside})


def groups(stand: Iterable[Judgement], rank: Rank = str) -> Groups:
    """Derive the groups from judgements that stand; `rank` orders the companies of a group, the least is its head."""
    of_companies = [one for one in stand if one.name is None and one.left != one.right]
    same = {one.pair: one for one in reversed(of_companies) if one.verdict is Verdict.SAME}
    different = {one.pair: one for one in reversed(of_companies) if one.verdict is Verdict.DIFFERENT}
    kept, conflicts = dict(same), []
    for part in _components(same):
        edges = {pair: one for pair, one in same.items() if pair <= part}
        for pair, judged in different.items():
            if pair <= part:
                left, right = sorted(pair)
                conflicts.append(Conflict(judged, _chain(left, right, edges)))
                for doubtful in _between(pair, edges):
                    kept.pop(doubtful, None)
    ordered = sorted(tuple(sorted(part, key=lambda key: (rank(key), key))) for part in _components(kept))
    heads = {company: part[0] for part in ordered for company in part}
    members = {part[0]: part for part in ordered}
    return Groups(heads, members, tuple(sorted(conflicts, key=lambda one: one.different.id)), kept)


def _neighbours(edges: Iterable[frozenset[str]]) -> dict[str, set[str]]:
    out: dict[str, set[str]] = defaultdict(set)
    for pair in edges:
        left, right = pair
        out[left].add(right)
        out[right].add(left)
    return out


def _components(edges: Iterable[frozenset[str]]) -> list[set[str]]:
    near = _neighbours(edges)
    out, seen = [], set[str]()
    for start in near:
        if start in seen:
            continue
        part, open_ = {start}, [start]
        while open_:
            for other in near[open_.pop()] - part:
                part.add(other)
                open_.append(other)
        seen |= part
        out.append(part)
    return out


def _between(pair: frozenset[str], edges: Mapping[frozenset[str], Judgement]) -> set[frozenset[str]]:
    """Return the edges that may lie on a way between two: what is left once all dead ends are cut off."""
    left = set(edges)
    while True:
        near = _neighbours(left)
        ends = {key for key, others in near.items() if len(others) == 1 and key not in pair}
        if not ends:
            return left
        left = {edge for edge in left if not edge & ends}


def _chain(left: str, right: str, edges: Mapping[frozenset[str], Judgement]) -> tuple[Judgement, ...]:
    near = _neighbours(edges)
    before: dict[str, str] = {left: left}
    open_ = deque([left])
    while open_ and right not in before:
        here = open_.popleft()
        for other in sorted(near.get(here, ())):
            if other not in before:
                before[other] = here
                open_.append(other)
    out = []
    while right in before and right != left:
        out.append(edges[frozenset((right, before[right]))])
        right = before[right]
    return tuple(reversed(out))


@dataclass(frozen=True)
class Said:
    """All that people said and what follows from it."""

    judgements: tuple[Judgement, ...] = ()
    """Those that stand."""
    rank: Rank = str

    @cached_property
    def groups(self) -> Groups:
        """Which companies are one."""
        return groups(self.judgements, self.rank)

    @cached_property
    def _names(self) -> dict[tuple[Verdict, str], list[Judgement]]:
        out: dict[tuple[Verdict, str], list[Judgement]] = defaultdict(list)
        for one in self.judgements:
            if one.name is not None:
                out[one.verdict, normalise(one.name)].append(one)
        return dict(out)

    def of_name(self, verdict: Verdict, name: str) -> dict[str, Judgement]:
        """Return the companies, by the head of their group, of which this was said of a name; width, case and script aside."""
        return {self.groups.head(one.right): one for one in self._names.get((verdict, normalise(name)), ())}

    @cached_property
    def spellings(self) -> dict[str, tuple[str, ...]]:
        """By company the names that people said are its own."""
        out: dict[str, dict[str, None]] = defaultdict(dict)
        for one in self.judgements:
            if one.name is not None and one.verdict is Verdict.SAME:
                out[one.right][one.name] = None
        return {company: tuple(names) for company, names in out.items()}

    def conflicts(self) -> tuple[str, ...]:
        """Return all that people said against one another, as sentences; `different` counts until one is taken back."""
        pairs = (f"{different.sentence()}, yet {same.sentence()}" for same, different in self.contradictions)
        return (*(one.sentence() for one in self.groups.conflicts), *pairs)

    @cached_property
    def contradictions(self) -> tuple[tuple[Judgement, Judgement], ...]:
        """Names of which both `same` and `different` stand for one company."""
        out = []
        for (verdict, name), found in sorted(self._names.items()):
            if verdict is Verdict.SAME:
                refused = self.of_name(Verdict.DIFFERENT, name)
                out += [(one, refused[head]) for one in found if (head := self.groups.head(one.right)) in refused]
        return tuple(out)
