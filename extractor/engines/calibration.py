"""Word confidence that means something: an engine's own score mapped to how often such a word is right.

The table in `models/word_confidence.json` is counted on generated pages with known print, by engine and by whether
the word carries figures; between its points the share is interpolated. Without a table an engine's score is taken as
it is.
"""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache

from extractor.settings import data_dir

Curve = tuple[tuple[float, float], ...]


@cache
def _table() -> dict[str, Curve]:
    path = data_dir("models") / "word_confidence.json"
    if not path.is_file():
        return {}
    data = json.loads(path.read_text(encoding="utf-8"))
    return {key: tuple((float(x), float(y)) for x, y in curve) for key, curve in data["curves"].items()}


_chosen: list[dict[str, Curve]] = []


@contextmanager
def using(curves: Mapping[str, Sequence[Sequence[float]]]) -> Iterator[None]:
    """Use another table inside the block: training reads without any first, then with the one that it has just made."""
    _chosen.append({key: tuple((float(x), float(y)) for x, y in curve) for key, curve in curves.items()})
    try:
        yield
    finally:
        _chosen.pop()


def digest() -> str:
    """Return what tells one table from another, for the key of cached readings."""
    path = data_dir("models") / "word_confidence.json"
    return hashlib.sha256(path.read_bytes()).hexdigest()[:8] if path.is_file() else "raw"


def key_of(engine: str, text: str) -> str:
    """Return the row of the table that a word belongs to."""
    return f"{engine} {'figures' if any(c.isdigit() for c in text) else 'letters'}"


def word(engine: str, text: str, score: float) -> float:
    """Return the probability that a word with this score was read right."""
    table = _chosen[-1] if _chosen else _table()
    curve = table.get(key_of(engine, text))
    return interpolate(curve, score) if curve else score


def interpolate(curve: Curve, score: float) -> float:
    """Return the curve's value at `score`: straight lines between its points, level beyond its ends."""
    at = bisect_left(curve, (score, -1.0))
    if at == 0:
        return curve[0][1]
    if at == len(curve):
        return curve[-1][1]
    (x0, y0), (x1, y1) = curve[at - 1], curve[at]
    return y1 if x1 == x0 else y0 + (y1 - y0) * (score - x0) / (x1 - x0)
