"""Grams of skeletons as numbers: four letters, or two characters where a script needs no more to tell words apart.

Both ends of a skeleton are marked, so that the beginning of a name counts as such. Building and asking use one function.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.uint32]
BEGIN, END = "\x02", "\x03"
_ASIAN = 0x2E80
"""From this code point on a character is a syllable or more: Chinese, kana, hangul."""
_PRIME = np.uint32(0x01000193)
_SEED = np.uint32(0x9E3779B1)


def of_many(skeletons: Sequence[str]) -> tuple[Ints, Ints]:
    """Return the grams of skeletons as (gram, number of its skeleton), each pair once."""
    codes, owner = _codes(skeletons)
    grams, places = _grams(codes)
    pairs = (grams.astype(np.uint64) << np.uint64(32)) | owner[places].astype(np.uint64)
    pairs.sort()
    pairs = pairs[np.diff(pairs, prepend=pairs[:1] + np.uint64(1)) != 0]  # np.unique hashes, five times as slow
    return (pairs >> np.uint64(32)).astype(np.uint32), (pairs & np.uint64(0xFFFFFFFF)).astype(np.uint32)


def of(skeleton: str) -> Ints:
    """Return the grams of one skeleton, each once."""
    codes = np.frombuffer(f"{BEGIN}{skeleton}{END}".encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    return np.unique(_grams(codes)[0])


def _codes(skeletons: Sequence[str]) -> tuple[Ints, Ints]:
    marked = "".join(f"{BEGIN}{skeleton}{END}" for skeleton in skeletons)
    codes = np.frombuffer(marked.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    lengths = np.fromiter((len(skeleton) + 2 for skeleton in skeletons), dtype=np.int64, count=len(skeletons))
    return codes, np.repeat(np.arange(len(skeletons), dtype=np.uint32), lengths)


def _grams(codes: Ints) -> tuple[Ints, NDArray[np.int64]]:
    """Return hashes of all grams with the place where each begins."""
    asian, begin, end = codes >= _ASIAN, codes == ord(BEGIN), codes == ord(END)
    found: list[Ints] = []
    places: list[NDArray[np.int64]] = []
    for width, wanted in ((4, False), (2, True)):
        count = len(codes) - width + 1
        if count <= 0:
            continue
        hashed = np.full(count, _SEED ^ np.uint32(width), dtype=np.uint32)
        allowed = np.ones(count, dtype=bool)
        any_asian = np.zeros(count, dtype=bool)
        for step in range(width):
            part = slice(step, step + count)
            hashed = (hashed ^ codes[part]) * _PRIME
            hashed ^= hashed >> np.uint32(15)
            any_asian |= asian[part]
            if step:
                allowed &= ~begin[part]
            if step < width - 1:
                allowed &= ~end[part]
        at = np.flatnonzero(allowed & (any_asian == wanted))
        found.append(hashed[at])
        places.append(at)
    if not found:
        return np.zeros(0, dtype=np.uint32), np.zeros(0, dtype=np.int64)
    return np.concatenate(found), np.concatenate(places)
