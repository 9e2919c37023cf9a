"""Habits: forms that any layout may show, such as a voyage told in a sentence or weights per carton and in total.

Each paper draws some of them; a few families are made of them.
"""

from __future__ import annotations

from random import Random

from extractor.learn.papers.families import Family

CHANCES = {
    "hs_once": 0.1,
    "per_carton": 0.22,
    "joined": 0.13,
    "voyage": 0.1,
    "dated": 0.06,
    "terms": 0.06,
    "weights_said": 0.12,
    "told": 0.12,
    "charges": 0.09,
    "thousand": 0.05,
    "cases": 0.12,
    "signed_only": 0.04,
    "broken_name": 0.06,
    "plant": 0.07,
    "registered": 0.08,
    "both_values": 0.3,
    "city_date": 0.05,
    "numbered": 0.06,
}
"""`hs_once`: HS code named once for all goods. `per_carton`: quantity and weights of a carton beside those of the line.
`joined`: two header fields under one label. `voyage`, `dated`, `terms`, `weights_said`: values in sentences. `told`:
labels and values within the description cell. `charges`: mould, freight, tax as rows of the table. `thousand`: prices
of a thousand pieces. `cases`: a list of pallets or cases below the goods. `signed_only`: the seller's name stands by the
signature alone. `broken_name`: a name over two lines. `plant`: works or branch below the name. `registered`: more lines
of numbers and telephones in a party's block. `both_values`: places, countries and units in Chinese and English, on
papers in both. `city_date`: a town before the date, with no label. `numbered`: many fields as numbered terms below."""

OWN = {
    "html_shipper": ("voyage", "joined", "hs_once", "weights_said", "per_carton"),
    "html_letter_offer": ("dated", "terms", "weights_said", "told", "plant", "city_date"),
    "html_confirmation": ("numbered", "both_values", "weights_said", "hs_once"),
    "html_erp_blocks": ("told", "charges", "cases", "registered", "plant"),
    "drawn_box_form": ("joined", "cases", "hs_once", "broken_name"),
    "text_telex": ("voyage", "dated", "terms", "weights_said", "signed_only", "thousand"),
    "m_html_shipper": ("voyage", "joined", "hs_once", "weights_said", "per_carton"),
    "m_drawn_erp": ("told", "charges", "cases", "thousand", "registered", "broken_name"),
}
"""What a family shows more often than not."""


def draw(rng: Random, family: Family) -> frozenset[str]:
    """Draw the habits of one paper."""
    own = OWN.get(family.name, ())
    return frozenset(name for name, chance in CHANCES.items() if rng.random() < (0.75 if name in own else chance))
