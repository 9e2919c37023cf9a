"""Finding companies and deciding, over registers of invented names: `python -m benches.resolve [--names N] [--real FOLDER]`.

The names are the same every time. Of the names asked for two in five belong to no registered company; the damage is of all
kinds for finding, and for accepting of kinds that the models never saw. Beside it RapidFuzz by brute force on the same
questions. `--real` is a folder with labelled names of real companies (`benches/resolve_real.py` says which).
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np
from rapidfuzz import fuzz, process
from rapidfuzz.utils import default_process

from benches import resolve_real
from extractor.learn import accept, namenoise
from extractor.learn.accept import Asked, Known
from extractor.resolution.index import CompanyIndex

SEED = 20_261_123
FINDING, ACCEPTING, BRUTE = 1500, 1500, 300
"""Questions: for finding, for accepting, and for brute force (fewer in a register of a million)."""
PRECISION = 0.99
DEEP = 50


@dataclass(frozen=True)
class Answer:
    """The best company for a question, how sure, and what was decided."""

    asked: Asked
    best: str | None
    sure: float
    decision: str = ""

    @property
    def right(self) -> bool:
        """Whether the best company is the one meant."""
        return self.best is not None and self.best == self.asked.truth


def indexed(known: Sequence[Known], folder: Path) -> tuple[CompanyIndex, float]:
    """Build an index, save it, and return it mapped, with CPU seconds."""
    began = time.process_time()
    index = CompanyIndex(one.entity for one in known)
    index.save(folder)
    return CompanyIndex.load(folder), time.process_time() - began


def answers(index: CompanyIndex, asked: Sequence[Asked]) -> tuple[list[Answer], list[float]]:
    """Return answers and CPU milliseconds of each, candidates and decision together."""
    out, times = [], []
    for one in asked:
        began = time.process_time()
        found = index.explain((one.name,), one.around.country or None, None, one.around.address or None)
        times.append(1000 * (time.process_time() - began))
        out.append(Answer(one, found.entity.id, found.sure, found.entity.decision))
    return out, times


def recall(index: CompanyIndex, asked: Sequence[Asked]) -> tuple[float, float]:
    """Return recall among 50 candidates and at the first, over the names that are registered."""
    ranks = []
    for one in asked:
        if one.truth is not None:
            found = index.candidates(one.name, DEEP, one.around.country, one.around.address)
            ids = [match.entity.id for match in found]
            ranks.append(ids.index(one.truth) if one.truth in ids else DEEP)
    return float(np.mean(np.array(ranks) < DEEP)), float(np.mean(np.array(ranks) == 0))


def accepted(found: Sequence[Answer]) -> float:
    """Return the share of present names that are accepted rightly where the threshold is the lowest with enough precision."""
    order = sorted((one for one in found if one.sure > 0), key=lambda one: -one.sure)
    right = np.cumsum([one.right for one in order])
    enough = np.flatnonzero(right >= PRECISION * np.arange(1, len(order) + 1))
    present = sum(one.asked.truth is not None for one in found)
    return float(right[enough[-1]] / present) if len(enough) else 0.0


def decided(found: Sequence[Answer]) -> str:
    """Say what the shipped levels do: precision and share of matches, and what becomes of names that are not registered."""
    taken = [one for one in found if one.decision == "match"]
    present = sum(one.asked.truth is not None for one in found)
    absent = [one for one in found if one.asked.truth is None]
    new = sum(one.decision == "new" for one in absent) / max(1, len(absent))
    lost = sum(one.decision == "new" for one in found if one.asked.truth is not None) / max(1, present)
    right = sum(one.right for one in taken)
    return (
        f"precision {right / max(1, len(taken)):.4f} ({len(taken)} matches), share {right / max(1, present):.3f}; "
        f"of absent names {new:.2f} new; of present ones {lost:.3f} new"
    )


def brute(known: Sequence[Known], asked: Sequence[Asked], scorer: Callable[..., float]) -> tuple[list[Answer], float]:
    """Answer by comparing with every name; return also CPU milliseconds a question."""
    names = [default_process(one.entity.name) for one in known]
    began = time.process_time()
    out = []
    for one in asked:
        found = process.extractOne(default_process(one.name), names, scorer=scorer)
        out.append(Answer(one, known[found[2]].entity.id if found else None, found[1] if found else 0.0))
    return out, 1000 * (time.process_time() - began) / len(asked)


def measure(size: int, folder: Path) -> None:
    """Print the table of one size."""
    rng = Random(SEED + size)
    known = accept.register(rng, size)
    index, seconds = indexed(known, folder)
    addresses = sum(path.stat().st_size for path in folder.rglob("addresses.*")) / 1e6
    print(f"\n== {size} names: build and save {seconds:.1f} CPU s, index {index.size / 1e6 - addresses:.0f} MB", end="")
    print(f" and {addresses:.0f} MB of addresses")
    asked = list(accept.asks(rng, known, FINDING, tuple(namenoise.KINDS)))
    found, times = answers(index, asked)
    deep, first = recall(index, asked)
    print(f"candidates and decision: mean {np.mean(times):.2f} ms, p95 {np.quantile(times, 0.95):.2f} ms CPU")
    print(f"recall@50 {deep:.4f}, recall@1 {first:.4f} (kinds: {', '.join(namenoise.KINDS)}, mixed)")
    for label, near in (
        (f"of the absent {accept.ABSENT_NEIGHBOURS:.0%} neighbours of registered ones", accept.ABSENT_NEIGHBOURS),
        ("no neighbours", 0.0),
    ):
        unseen, _ = answers(index, list(accept.asks(rng, known, ACCEPTING, namenoise.UNTRAINED, near)))
        print(f"untrained kinds ({', '.join(namenoise.UNTRAINED)}); {label}:")
        print(f"  accepted at P >= {PRECISION}: {accepted(unseen):.3f}; as shipped: {decided(unseen)}")
    print(f"all kinds: accepted at P >= {PRECISION}: {accepted(found):.3f}; as shipped: {decided(found)}")
    part = asked[: BRUTE if size < 1_000_000 else BRUTE // 4]
    row("extractor", found[: len(part)], float(np.mean(times)))
    for name, scorer in (("rapidfuzz WRatio", fuzz.WRatio), ("rapidfuzz token_set_ratio", fuzz.token_set_ratio)):
        row(name, *brute(known, part, scorer))


def row(name: str, found: Sequence[Answer], milliseconds: float) -> None:
    """Print one line of the comparison."""
    present = [one for one in found if one.asked.truth is not None]
    first = sum(one.right for one in present) / max(1, len(present))
    print(
        f"  {name:26} {len(found)} questions: {milliseconds:8.2f} ms, recall@1 {first:.3f}, accepted {accepted(found):.3f}"
    )


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--names", type=int, default=100_000, help="the largest register")
    parser.add_argument("--real", type=Path, help="folder with names of real companies")
    given = parser.parse_args()
    if given.real is not None:
        resolve_real.measure(given.real)
    for size in (10_000, 100_000, 1_000_000):
        if size <= given.names:
            with tempfile.TemporaryDirectory(prefix="extractor-bench-") as folder:
                measure(size, Path(folder))


if __name__ == "__main__":
    main()
