"""The word tables under `words/`: what labels, places, names and goods look like in print."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent / "words"


@cache
def table(name: str) -> dict[str, Any]:
    """Return one table of words by its file's name without ending."""
    with (_FOLDER / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


def is_han(character: str) -> bool:
    """Say whether a character is Chinese, Japanese or Korean script or its punctuation."""
    return "\u1100" <= character <= "\u11ff" or "\u2e80" <= character <= "\ud7ff" or "\uf900" <= character <= "\uffef"


def has_han(text: str) -> bool:
    """Say whether a text needs an East Asian font."""
    return any(is_han(character) for character in text)
