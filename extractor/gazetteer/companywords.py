"""Words that company names share, and the places that they begin with."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from extractor.gazetteer.table import rows, several


@dataclass(frozen=True, slots=True)
class NameWord:
    """A word that many companies have in their names, with its variants and how Chinese names say it."""

    word: str
    variants: tuple[str, ...]
    chinese: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Place:
    """A Chinese province or city, as company names write it in both scripts."""

    name_zh: str
    name_en: str
    kind: str
    source: str


@cache
def name_words() -> tuple[NameWord, ...]:
    """Return all words of `name_words.csv`."""
    return tuple(
        NameWord(row["word"], several(row["variants"]), several(row["name_zh"]), row["source"])
        for row in rows("name_words")
    )


@cache
def chinese_places() -> tuple[Place, ...]:
    """Return all places of `cn_places.csv`."""
    return tuple(Place(row["name_zh"], row["name_en"], row["kind"], row["source"]) for row in rows("cn_places"))


@cache
def name_meanings() -> dict[str, tuple[str, ...]]:
    """Return by English word what it says in Chinese names: brands of `name_meanings.csv` that are translated, not spelled."""
    return {row["word"]: several(row["name_zh"]) for row in rows("name_meanings")}
