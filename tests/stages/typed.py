"""Pages for tests, typed as text: a column is 5 points wide, a Chinese character two columns, a line 12 points high."""

from __future__ import annotations

import re
from collections.abc import Iterable

from extractor.datatypes.geometry import Box
from extractor.datatypes.layout import is_han
from extractor.datatypes.page import Page, Rule, Word

WIDTH, PITCH, HEIGHT = 5.0, 12.0, 9.0


def typed(text: str, *, slope: float = 0.0, rules: Iterable[Rule] = (), number: int = 1, engine: str = "pdf") -> Page:
    """Return a page whose words stand where the text has them; `slope` lets its lines fall to the right."""
    words: list[Word] = []
    for row, line in enumerate(text.strip("\n").split("\n")):
        for match in re.finditer(r"\S+", line):
            x0 = 40 + columns(line[: match.start()]) * WIDTH
            x1 = x0 + columns(match.group()) * WIDTH
            top = 40 + row * PITCH + slope * (x0 + x1) / 2
            words.append(Word(match.group(), Box(x0, top, x1, top + HEIGHT), engine=engine))
    return Page(number, 595.0, 842.0, tuple(words), tuple(rules))


def columns(text: str) -> int:
    """Return how many columns a text takes."""
    return sum(2 if is_han(character) else 1 for character in text)


def across(row: float, start: float, end: float) -> Rule:
    """Return a ruling line above a text row, between two character columns."""
    y = 40 + row * PITCH - 1.5
    return Rule(Box(40 + start * WIDTH, y, 40 + end * WIDTH, y + 0.5))


def upright(column: float, first: float, last: float) -> Rule:
    """Return a ruling line at a character column, from above one text row to above another."""
    x = 40 + column * WIDTH
    return Rule(Box(x, 40 + first * PITCH - 1.5, x + 0.5, 40 + last * PITCH - 1.5))


def grid(rows: Iterable[float], columns: Iterable[float]) -> list[Rule]:
    """Return the rules of a full grid at text rows and character columns."""
    ys, xs = list(rows), list(columns)
    return [across(y, xs[0], xs[-1]) for y in ys] + [upright(x, ys[0], ys[-1]) for x in xs]
