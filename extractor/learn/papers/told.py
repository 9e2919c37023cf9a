"""Labels with values inside the description cell: HS code, origin, net weight, batch, order; each for its own line."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from extractor.learn.papers import identifiers
from extractor.learn.papers.deal import Deal
from extractor.learn.papers.goods import Good
from extractor.learn.papers.style import Style
from extractor.learn.papers.truth import Fact
from extractor.learn.papers.words import table

Told = tuple[list[str], list[Fact]]
Weigh = Callable[[Good], tuple[str, str, str]]
"""Prints a net weight: text, the number in it, kilograms."""


def told(
    rng: Random, deal: Deal, style: Style, columns: set[str], weigh: Weigh, hs: Callable[[str], str]
) -> Callable[[Good], Told]:
    """Draw which labels the cell holds, and return what it says of one good."""
    words = table("sentences")["told_zh" if style.language == "zh" else "told"]
    chances = {"hs": 0.6, "origin": 0.5, "net": 0.35, "batch": 0.3, "part": 0.3, "drawing": 0.15}
    names = table("places")[deal.seller.country]
    made = names["zh"][0] if style.language == "zh" else rng.choice([*names["names"], deal.seller.country])
    drawn = [key for key, chance in chances.items() if key not in columns and rng.random() < chance]
    labels = {key: rng.choice(words[key]) for key in chances}
    lot, mark = identifiers.letters(rng, 1), rng.choice([": ", ": ", " ", ":"])

    def say(good: Good) -> Told:
        lines, facts = [], []
        for key in drawn:
            text = ""
            if key == "hs" and good.hs:
                text = hs(good.hs)
                facts.append(Fact("hs_code", good.hs, text))
            elif key == "origin":
                text = made
            elif key == "net" and not good.weighed:
                text, number, worth = weigh(good)
                facts.append(Fact("net_weight_kg", worth, number))
            elif key == "batch":
                text = f"{lot}{deal.day:%y%m}{sum(map(ord, good.part)) % 90 + 10}"
            elif key == "part":
                text = good.part
            elif key == "drawing":
                text = f"{good.order[-4:]}-{len(good.english):02d}"
            if text:
                lines.append(f"{labels[key]}{mark}{text}")
        return lines, facts

    return say
