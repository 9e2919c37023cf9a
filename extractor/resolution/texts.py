"""Many short texts in one block of bytes with their offsets: a million names need no million objects, and can be mapped."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray


def hashed(text: str) -> int:
    """Return 64 bits of a text that are the same in every process."""
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def mapped(path: Path) -> NDArray[Any]:
    """Map an array from disk, as a plain array: asking a `memmap` for one number costs ten times as much."""
    found: NDArray[Any] = np.load(path, mmap_mode="r", allow_pickle=False).view(np.ndarray)
    return found


class Texts:
    """Texts by number."""

    def __init__(self, block: NDArray[np.uint8], offsets: NDArray[np.uint32]) -> None:
        self._block, self._offsets = block, offsets

    @classmethod
    def of(cls, texts: Sequence[str]) -> Texts:
        """Lay texts one behind the other."""
        encoded = [text.encode("utf-8", "surrogatepass") for text in texts]
        offsets = np.zeros(len(encoded) + 1, dtype=np.uint32)
        np.cumsum(np.fromiter(map(len, encoded), dtype=np.uint32, count=len(encoded)), out=offsets[1:])
        if not offsets[-1]:
            # All are empty: their number is all there is to keep.
            offsets = np.array([0, len(encoded)], dtype=np.uint32)
        return cls(np.frombuffer(b"".join(encoded), dtype=np.uint8), offsets)

    def __len__(self) -> int:
        return int(self._offsets[-1]) if not len(self._block) else len(self._offsets) - 1

    def __getitem__(self, at: int) -> str:
        if not len(self._block):
            return ""
        return self._block[self._offsets[at] : self._offsets[at + 1]].tobytes().decode("utf-8", "surrogatepass")

    @property
    def size(self) -> int:
        """Bytes."""
        return self._block.nbytes + self._offsets.nbytes

    def save(self, folder: Path, name: str) -> None:
        """Write the block and the offsets."""
        np.save(folder / f"{name}.block.npy", self._block)
        np.save(folder / f"{name}.offsets.npy", self._offsets)

    @classmethod
    def load(cls, folder: Path, name: str) -> Texts:
        """Map what `save` wrote."""
        return cls(mapped(folder / f"{name}.block.npy"), mapped(folder / f"{name}.offsets.npy"))
