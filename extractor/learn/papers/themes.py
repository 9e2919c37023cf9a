"""Themes: fonts, sizes, colours. Only fonts that the system holds are drawn."""

from __future__ import annotations

import subprocess
from functools import cache
from random import Random

from extractor.learn.papers.blocks import Theme
from extractor.learn.papers.style import Style

LATIN = ("Liberation Sans", "Liberation Serif", "DejaVu Sans", "DejaVu Serif", "Carlito", "Caladea",
         "Liberation Sans Narrow",
         "Lato", "DejaVu Sans Condensed", "C059", "Nimbus Sans")  # fmt: skip
HAN = (
    "WenQuanYi Zen Hei",
    "AR PL UMing CN",
    "Noto Sans CJK SC",
    "Noto Serif CJK SC",
    "WenQuanYi Micro Hei",
    "AR PL UKai CN",
)
_COLOURS = ("#000000", "#000000", "#1f3864", "#333333", "#7f1d1d", "#14532d", "#0f4c5c")
_TINTS = ("#d9d9d9", "#eeeeee", "#dce6f1", "#fde9d9", "#e2efda", "#cccccc")


@cache
def installed() -> frozenset[str]:
    """Return the families of fonts that fontconfig knows."""
    listed = subprocess.run(["fc-list", ":", "family"], capture_output=True, text=True, check=True).stdout
    return frozenset(name for line in listed.splitlines() for name in line.split(","))


@cache
def usable(wanted: tuple[str, ...]) -> tuple[str, ...]:
    """Return which of these families are installed; the first where none is."""
    return tuple(name for name in wanted if name in installed()) or wanted[:1]


def draw_theme(rng: Random, style: Style, renderer: str, footer: str = "", running: str = "") -> Theme:
    """Draw how a paper looks. A paper in Chinese uses the Chinese font for Latin letters too on half of the papers."""
    han = rng.choice(usable(HAN if renderer == "html" else HAN_TRUETYPE))
    latin = rng.choice(usable(MONO if renderer == "text" else LATIN if renderer == "html" else LATIN_TRUETYPE))
    if renderer != "text" and (style.language == "zh" or (style.chinese_first and rng.random() < 0.5)):
        latin = han
    return Theme(
        running=running, latin=latin, han=han,
        size=rng.choice([7.5, 8, 8.5, 9, 9, 9.5, 10]),
        colour=rng.choice(_COLOURS),
        tint=rng.choice(_TINTS),
        margin=rng.choice([10, 12, 15, 18, 20]), page="letter" if style.country in {"US", "CA", "MX"} else "A4",
        leading=rng.choice([1.1, 1.2, 1.3, 1.45]), footer=footer or rng.choice(["", "", "page", "Page"]),
        padding=rng.choice([1.5, 2, 3, 4]),
    )  # fmt: skip


MONO = ("Liberation Mono", "DejaVu Sans Mono")
HAN_TRUETYPE = ("WenQuanYi Zen Hei", "AR PL UMing CN", "WenQuanYi Micro Hei", "AR PL UKai CN")
LATIN_TRUETYPE = (
    "Liberation Sans",
    "Liberation Serif",
    "DejaVu Sans",
    "DejaVu Serif",
    "Carlito",
    "Caladea",
    "Liberation Sans Narrow",
    "Lato",
)
