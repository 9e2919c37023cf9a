"""How sure a candidate is: one forest grades pairs of names, a second one the best of them beside its rivals.

Both are trained by `extractor train` on invented companies and are plain arrays here. The probability that makes a match
grows with the register: among a hundred thousand names a namesake is likelier than among a thousand.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from extractor.engines import forest
from extractor.engines.forest import Forest
from extractor.errors import InternalError
from extractor.resolution.evidence import PAIR
from extractor.settings import data_dir

Floats = NDArray[np.float64]
CONTEXT = ("standing", "margin", "rivals", "register", "same")
"""Standing of the best pair, its lead over the next company, companies close behind, size of the register, namesakes."""
ACCEPT = (*PAIR, *CONTEXT)
PAIR_FILE, ACCEPT_FILE, LEVELS_FILE = "company_pair.npz", "company_accept.npz", "company_levels.json"
SMALLEST = 100
"""Registers of fewer names count as of so many."""
_MOST_ODDS = 9.0
_CLOSE = 2.0


@dataclass(frozen=True)
class Acceptance:
    """The two forests, and by the size of the register (its decimal logarithm) what `sure` must reach for a match."""

    pair: Forest
    accept: Forest
    levels: tuple[tuple[float, float], ...]

    def grades(self, rows: Sequence[Sequence[float]]) -> list[float]:
        """Return for pairs of names the log-odds that they are one company."""
        if not rows:
            return []
        raw = self.pair.raw(np.asarray(rows, dtype=np.float64))
        return [odds(float(one)) for one in raw]

    def sure(self, row: Sequence[float]) -> tuple[float, float]:
        """Return how sure it is that the best candidate is the company meant: as levels are set on, and as a probability."""
        raw = float(self.accept.raw(np.asarray([row], dtype=np.float64))[0])
        return raw, float(np.interp(raw, self.accept.curve_x, self.accept.curve_y))

    def level(self, names: int) -> float:
        """Return what `sure` must reach for a match in a register of so many names."""
        sizes, levels = zip(*self.levels, strict=True)
        return float(np.interp(math.log10(max(1, names)), sizes, levels))


def odds(probability: float) -> float:
    """Return log-odds, held within what a forest can tell."""
    return max(-_MOST_ODDS, min(_MOST_ODDS, math.log(max(probability, 1e-9) / max(1 - probability, 1e-9))))


def context(standings: Sequence[float], names: int, same: int) -> tuple[float, ...]:
    """Return the columns of `CONTEXT`: standings of the best pair of each company, best first, names in the register, and
    how many companies share the very skeleton.
    """
    best, others = standings[0], standings[1:]
    margin = best - others[0] if others else 2 * _MOST_ODDS
    rivals = sum(one > best - _CLOSE for one in others)
    return (best, margin, float(rivals), math.log10(max(SMALLEST, names)), float(same))


@cache
def load(folder: Path | None = None) -> Acceptance:
    """Read the models; InternalError where they are missing from the installation."""
    found = folder or data_dir("models")
    try:
        levels = json.loads((found / LEVELS_FILE).read_text(encoding="utf-8"))["levels"]
        return Acceptance(
            forest.load(found / PAIR_FILE),
            forest.load(found / ACCEPT_FILE),
            tuple((float(a), float(b)) for a, b in levels),
        )
    except FileNotFoundError as error:
        raise InternalError(
            f"the model {error.filename} is missing from this installation: run `extractor train`"
        ) from error
