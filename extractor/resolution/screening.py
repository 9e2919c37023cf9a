"""Names held against lists of restricted parties. A hit is a reason to look: it is never silent, and it decides nothing.

Lists are dated: an entry says since when it is listed, of which day the list is, and when it was suspended. What a person
said is not the listed party stays visible as such and is no reason any more.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date
from typing import Any

from rapidfuzz import fuzz, process

from extractor.gazetteer import party_lists
from extractor.resolution.compare import compare
from extractor.resolution.judgements import Judgement, Said, Verdict
from extractor.values.names import NameParts, normalise, take_apart

LISTED = "listed:"
"""Before the key of an entry where a judgement is of it."""
HIT = 85.0
"""Likeness from which a name is held for a possible hit."""
INSIDE = 92.0
"""Score of a name that holds all of a listed one: a plant, a branch, a longer form of it."""
_NEAREST = 25
_LEAST = 60.0
_SHORTEST_HAN = 4
_SHORTEST_INSIDE = 8
"""Letters that a listed name must have to be looked for inside others."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One party of a list. Dates are ISO 8601, empty where unknown."""

    list: str
    as_of: str
    name: str
    aliases: tuple[str, ...] = ()
    country: str = ""
    identifiers: tuple[str, ...] = ()
    listed_from: str = ""
    suspended_from: str = ""
    suspended_to: str = ""
    note: str = ""

    @property
    def key(self) -> str:
        """What names this entry in every edition of its list."""
        text = f"{self.list}|{normalise(self.name)}|{self.country}"
        return LISTED + hashlib.sha256(text.encode()).hexdigest()[:16]

    @property
    def names(self) -> tuple[str, ...]:
        """The name first, then its aliases."""
        return (self.name, *self.aliases)

    def standing(self) -> str:
        """Return since when it is listed, and what was suspended, in words."""
        since = f"listed since {self.listed_from}" if self.listed_from else "listed"
        until = f" until {self.suspended_to}" if self.suspended_to else ""
        suspended = f", suspended from {self.suspended_from}{until}" if self.suspended_from else ""
        return f"{since}{suspended}" + (f", list of {self.as_of}" if self.as_of else "")


@dataclass(frozen=True, slots=True)
class Hit:
    """A name that may be a listed party: which of its names, how alike (0 to 100), and who ruled it out."""

    entry: Entry
    name: str
    matched: str
    score: float
    reason: str
    ruled_out: Judgement | None = None

    @property
    def open(self) -> bool:
        """Whether a person has still to look."""
        return self.ruled_out is None

    def sentence(self) -> str:
        """Return the hit for a person."""
        out = f"; ruled out: {self.ruled_out.who} on {self.ruled_out.at[:10]}" if self.ruled_out is not None else ""
        return f"{self.name} may be {self.matched} of {self.entry.list} ({self.reason}; {self.entry.standing()}){out}"

    def to_json(self) -> dict[str, Any]:
        """Return the hit as it stands in a record and in answers for programs."""
        return {"list": self.entry.list, "as_of": self.entry.as_of, "key": self.entry.key, "name": self.name,
                "listed": self.entry.name, "matched": self.matched, "score": self.score, "reason": self.reason,
                "standing": self.entry.standing(), "open": self.open, "sentence": self.sentence()}  # fmt: skip


class Screen:
    """Entries of lists, found by name or identifier."""

    def __init__(self, entries: Iterable[Entry], said: Said | None = None) -> None:
        self.entries = tuple(entries)
        self._said = said or Said()
        self._names: list[tuple[Entry, str, NameParts]] = []
        self._skeletons: list[str] = []
        self._han: dict[str, list[int]] = defaultdict(list)
        self._first_words: dict[str, list[int]] = defaultdict(list)
        self._identifiers: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.entries:
            for identifier in entry.identifiers:
                self._identifiers[identifier].append(entry)
            for name in entry.names:
                self._take(entry, name)

    def _take(self, entry: Entry, name: str) -> None:
        parts, row = take_apart(name), len(self._names)
        self._names.append((entry, name, parts))
        self._skeletons.append(parts.skeleton)
        if parts.han and len(parts.core) >= _SHORTEST_HAN:
            self._han[parts.core].append(row)
        elif not parts.han and parts.words and len(parts.skeleton) >= _SHORTEST_INSIDE:
            self._first_words[parts.words[0]].append(row)

    def judged_by(self, said: Said) -> Screen:
        """Return the same entries with what people ruled out; nothing is taken apart again."""
        found = copy(self)
        found._said = said
        return found

    def hits(self, names: Sequence[str], identifiers: Sequence[str] = ()) -> tuple[Hit, ...]:
        """Return the entries that the names of one party may mean, the likeliest first; one hit an entry."""
        best: dict[str, Hit] = {}
        for name in names:
            for hit in self._of_name(name):
                if hit.entry.key not in best or best[hit.entry.key].score < hit.score:
                    best[hit.entry.key] = hit
        for identifier in identifiers:
            for entry in self._identifiers.get(identifier, ()):
                best[entry.key] = Hit(
                    entry, names[0] if names else identifier, entry.name, 100.0, f"the number {identifier}"
                )
        found = (self._judged(hit, names) for hit in best.values())
        return tuple(sorted(found, key=lambda hit: (-hit.score, hit.entry.list, hit.entry.key)))

    def _of_name(self, name: str) -> list[Hit]:
        parts = take_apart(name)
        if not parts.skeleton:
            return []
        near = process.extract(parts.skeleton, self._skeletons, scorer=fuzz.ratio, limit=_NEAREST, score_cutoff=_LEAST)
        out = []
        for row in {row for _, _, row in near}:
            entry, listed, other = self._names[row]
            if parts.han == other.han and (score := compare(parts, other)[0]) >= HIT:
                told = "the same name" if score == 100.0 else f"{score:.0f} % alike"
                out.append(Hit(entry, name, listed, round(score, 1), told))
        for row in self._inside(parts):
            entry, listed, _ = self._names[row]
            out.append(Hit(entry, name, listed, INSIDE, "the listed name stands in it"))
        return out

    def _inside(self, parts: NameParts) -> list[int]:
        """Return the listed names that a longer name holds whole."""
        if parts.han:
            text = parts.normal
            cuts = {
                text[start:end] for start in range(len(text)) for end in range(start + _SHORTEST_HAN, len(text) + 1)
            }
            return [row for cut in cuts for row in self._han.get(cut, ())]
        words = set(parts.words)
        return [
            row for word in words for row in self._first_words.get(word, ()) if set(self._names[row][2].words) <= words
        ]

    def _judged(self, hit: Hit, names: Sequence[str]) -> Hit:
        for name in names:
            judged = self._said.of_name(Verdict.DIFFERENT, name).get(hit.entry.key)
            if judged is not None:
                return Hit(hit.entry, hit.name, hit.matched, hit.score, hit.reason, judged)
        return hit


def shipped(parties_file: str = "") -> tuple[Entry, ...]:
    """Return the entries of `gazetteers/party_lists.csv` and of a user's own file in its form."""
    found = party_lists() + (party_lists(parties_file) if parties_file else ())
    out = []
    for one in found:
        names = [name for name in (one.name_en, one.name_zh, *one.aliases) if name]
        out.append(Entry(one.list, "", names[0], tuple(names[1:]), one.country, (), _iso(one.listed_from),
                         _iso(one.suspended_from), _iso(one.suspended_to), one.source))  # fmt: skip
    return tuple(out)


def _iso(day: date | None) -> str:
    return "" if day is None else day.isoformat()
