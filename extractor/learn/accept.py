"""Train what decides when a company may be taken unseen: on invented companies, their neighbours and damaged names.

Registers of several sizes are made up; of the names asked for, two in five belong to no company in them, and many of these to
a neighbour of one. One forest learns to grade pairs, a second one whether the best of them is right; a third part of the
questions calibrates it and sets the levels. Kinds of damage outside `namenoise.TRAINED` are left to measure with.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extractor.engines.forest import Forest
from extractor.learn import companynames, forests, namenoise
from extractor.learn.companynames import Invented
from extractor.resolution import acceptance, finding, gathering
from extractor.resolution.acceptance import Acceptance
from extractor.resolution.building import build
from extractor.resolution.entities import CompanyEntity
from extractor.resolution.evidence import NOTHING, PAIR, Around
from extractor.resolution.finding import Hit, Words
from extractor.resolution.gathering import Pair
from extractor.resolution.vetoes import vetoes

Say = Callable[[str], None]
Floats = NDArray[np.float64]
SIZES = ((100, 30), (1_000, 6), (10_000, 2), (100_000, 1))
"""Sizes of the registers, and how many of each are made."""
QUESTIONS = 20_000
"""Questions for each size."""
ABSENT = 0.4
TARGET = 0.9962
"""Precision that a level must show on the questions kept for it: what is promised is 0.995."""
_NEIGHBOURS, ABSENT_NEIGHBOURS = 0.2, 0.05
"""Share of a register's companies that are neighbours of others, and of absent ones that are neighbours of the register's."""
_COUNTRY_TOLD, _ADDRESS_TOLD = 0.5, 0.2
_NEGATIVES = 5
"""Wrong pairs of one question that the first forest is shown."""
_PARTS = (0.3, 0.25)
"""Shares of the questions for the two forests; the rest calibrates."""
_FEWEST = 40
_CANDIDATES = 5
_ROADS = (
    "Hafenweg",
    "Mill Lane",
    "Xinhua Road",
    "Via Roma",
    "Kirchstrasse",
    "Park Avenue",
    "Renmin Road",
    "Elm Street",
)


@dataclass(frozen=True)
class Known:
    """An invented company of a register."""

    made: Invented
    entity: CompanyEntity


@dataclass(frozen=True)
class Question:
    """One name asked for: the pairs, the company meant (None: not registered), and the size of the register."""

    pairs: tuple[Pair, ...]
    truth: str | None
    names: int
    kind: str
    far: tuple[Pair, ...] = ()
    """A pair by chance: what nothing speaks for is graded too."""

    @property
    def present(self) -> bool:
        """Whether the company is registered."""
        return self.truth is not None


@dataclass(frozen=True)
class Asked:
    """What stands on a paper: the name, what is known around it, and the company meant, None if it is not registered."""

    name: str
    around: Around
    truth: str | None
    kind: str


def register(rng: Random, size: int) -> list[Known]:
    """Invent the companies of a register, all with names of their own, neighbours among them."""
    made: dict[str, Invented] = {}
    recent: list[Invented] = []
    while len(made) < size:
        one = companynames.invent(rng)
        if recent and rng.random() < _NEIGHBOURS:
            one = companynames.neighbour(rng, rng.choice(recent))
        if made.setdefault(one.name.casefold(), one) is one:
            recent = [*recent[-50:], one]
    return [Known(one, _entity(rng, number, one)) for number, one in enumerate(made.values())]


def _entity(rng: Random, number: int, one: Invented) -> CompanyEntity:
    return CompanyEntity(f"c{number}", one.name, (), one.country, (), _address(rng))


def _address(rng: Random) -> str:
    return f"{rng.randint(1, 400)} {rng.choice(_ROADS)}, {rng.randint(1000, 99999)}"


def asks(
    rng: Random, known: Sequence[Known], count: int, kinds: tuple[str, ...], near: float = ABSENT_NEIGHBOURS
) -> Iterator[Asked]:
    """Yield questions; of the companies that are not registered a share, `near`, are neighbours of registered ones."""
    names = {one.entity.name.casefold() for one in known}
    while count:
        if rng.random() >= ABSENT:
            one = rng.choice(known)
            made, truth, address = one.made, one.entity.id, one.entity.address
        else:
            made = companynames.invent(rng)
            if rng.random() < near:
                made = companynames.neighbour(rng, rng.choice(known).made)
            if made.name.casefold() in names:
                continue
            truth, address = None, _address(rng)
        name, kind = namenoise.noisy(rng, made.name, kinds)
        yield Asked(name, _told(rng, made.country, address), truth, kind)
        count -= 1


def _told(rng: Random, country: str, address: str) -> Around:
    return Around(
        country if rng.random() < _COUNTRY_TOLD else "",
        namenoise.ocr(rng, address) if rng.random() < _ADDRESS_TOLD else "",
    )


def questions(
    rng: Random, size: int, count: int, kinds: tuple[str, ...], near: float = ABSENT_NEIGHBOURS
) -> Iterator[Question]:
    """Yield questions to one register of a size, with the evidence of every pair."""
    known = register(rng, size)
    segment = build(one.entity for one in known)
    words = Words([segment])
    for asked in asks(rng, known, count, kinds, near):
        parts = gathering.asked(asked.name)
        hits = finding.find([segment], parts, _CANDIDATES)[: finding.deep(_CANDIDATES)]
        pairs = tuple(gathering.gather(hits, parts, words, asked.around))
        chance = [Hit(segment, rng.randrange(segment.count))]
        far = [one for one in gathering.gather(chance, parts, words, asked.around) if one.id != asked.truth]
        yield Question(pairs, asked.truth, len(known), asked.kind, tuple(far))


def train(
    out: Path, seed: int, say: Say, sizes: Sequence[tuple[int, int]] = SIZES, count: int = QUESTIONS
) -> dict[str, Any]:
    """Train both forests and the levels into `out`; return figures for the card."""
    rng = Random(seed)
    asked: list[Question] = []
    for size, times in sizes:
        say(f"companies: {count} questions to registers of {size} names")
        for _ in range(times):
            asked += questions(rng, size, count // times, namenoise.TRAINED)
    rng.shuffle(asked)
    first, second = (round(sum(_PARTS[:n]) * len(asked)) for n in (1, 2))
    pair = _pair_forest(asked[:first], seed)
    bare = Acceptance(pair, pair, ((0.0, 1.0),))
    accept = _accept_forest([_best(bare, one) for one in asked[first:second]], seed)
    kept = [_best(bare, one) for one in asked[second:] if one.pairs]
    raw = accept.raw(np.array([one.row for one in kept]))
    x, y = forests.curve(*_sorted(raw, [one.right for one in kept]), least=0.0, most=0.9999)
    accept = replace(accept, curve_x=x, curve_y=y)
    levels = [(math.log10(size), _level(accept, [one for one in kept if one.names == size])) for size, _ in sizes]
    levels = _rising(levels)
    pair.save(out / acceptance.PAIR_FILE)
    accept.save(out / acceptance.ACCEPT_FILE)
    (out / acceptance.LEVELS_FILE).write_text(json.dumps({"levels": levels}) + "\n", encoding="utf-8")
    return figures(Acceptance(pair, accept, tuple(levels)), asked[second:], sizes)


@dataclass(frozen=True)
class Best:
    """The best company of a question, as the second forest sees it."""

    row: tuple[float, ...]
    right: bool
    names: int
    present: bool
    vetoed: bool
    exact: bool = False


def _best(model: Acceptance, question: Question) -> Best:
    ranked = gathering.best_of(question.pairs, model.grades([pair.row for pair in question.pairs]))
    if not ranked:
        return Best((0.0,) * len(acceptance.ACCEPT), False, question.names, question.present, True)
    top = ranked[0][1]
    vetoed = bool(vetoes(top.asked, top.found, NOTHING, NOTHING))
    row = gathering.asked_of_accept(ranked, question.names)
    return Best(row, top.id == question.truth, question.names, question.present, vetoed, top.exact)


def _pair_forest(asked: Sequence[Question], seed: int) -> Forest:
    rows, right = [], []
    for question in asked:
        wrong = 0
        for pair in question.pairs:
            good = pair.id == question.truth
            wrong += not good
            if good or wrong <= _NEGATIVES:
                rows.append(pair.row)
                right.append(good)
        rows += [pair.row for pair in question.far]
        right += [False] * len(question.far)
    return _fit(rows, right, PAIR, seed)


def _accept_forest(best: Sequence[Best], seed: int) -> Forest:
    return _fit([one.row for one in best], [one.right for one in best], acceptance.ACCEPT, seed)


def _fit(rows: Sequence[Sequence[float]], right: Sequence[bool], names: tuple[str, ...], seed: int) -> Forest:
    from sklearn.ensemble import GradientBoostingClassifier

    model = GradientBoostingClassifier(n_estimators=120, max_depth=5, learning_rate=0.12, subsample=0.5, max_features=0.4,
                                       min_samples_leaf=20, random_state=seed)  # fmt: skip
    model.fit(np.array(rows), np.array(right))
    return forests.export(model, names)


def _sorted(raw: Floats, right: Sequence[bool]) -> tuple[Floats, Floats]:
    order = np.argsort(raw, kind="stable")
    return raw[order], np.array(right, dtype=np.float64)[order]


def _level(accept: Forest, best: Sequence[Best]) -> float:
    """Return the lowest probability above which the answers that no veto stops are right often enough."""
    allowed = [one for one in best if not one.vetoed]
    raw = _sure(accept, allowed)
    order = np.argsort(-raw, kind="stable")
    right = np.array([one.right for one in allowed], dtype=np.float64)[order]
    precision = np.cumsum(right) / np.arange(1, len(right) + 1)
    enough = np.flatnonzero((precision >= TARGET) & (np.arange(len(right)) >= _FEWEST))
    return float(raw[order][enough[-1]]) if len(enough) else 1.0


def _sure(accept: Forest, best: Sequence[Best]) -> Floats:
    """Return how sure answers are on the scale of levels; the very name is sure without asking."""
    raw = accept.raw(np.array([one.row for one in best]))
    return np.where([one.exact for one in best], 1.0, raw)


def _rising(levels: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return levels that never fall as registers grow, and one step beyond the largest measured."""
    out: list[tuple[float, float]] = []
    for size, level in levels:
        out.append((size, max(level, out[-1][1] if out else 0.0)))
    size, level = out[-1]
    return [*out, (size + 1, level + 0.5 * (1 - level))]


def figures(model: Acceptance, asked: Sequence[Question], sizes: Sequence[tuple[int, int]]) -> dict[str, Any]:
    """Return by size of the register how many present names are accepted, and how many of those accepted are right."""
    out: dict[str, Any] = {}
    for size, _ in sizes:
        best = [_best(model, one) for one in asked if one.names == size and one.pairs]
        sure = _sure(model.accept, best) >= model.level(size)
        taken = [one for one, good in zip(best, sure, strict=True) if good and not one.vetoed]
        present = sum(one.present for one in asked if one.names == size)
        right = sum(one.right for one in taken)
        first = sum(one.right for one in best)
        out[str(size)] = {
            "recall": first / max(1, present),
            "accepted": right / max(1, present),
            "precision": right / max(1, len(taken)),
        }
    return out
