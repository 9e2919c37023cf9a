"""The description cell: name, grade, size, coating, composition, HS code, where these have no column of their own."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from extractor.learn.papers.goods import Good
from extractor.learn.papers.style import Style
from extractor.learn.papers.told import Told
from extractor.learn.papers.truth import Fact

Said = tuple[str, tuple[Fact, ...]]


def describe(
    rng: Random, kind: str, style: Style, columns: set[str], more: Callable[[Good], Told] | None = None
) -> Callable[[Good], Said]:
    """Draw how this paper describes goods, and return what describes one of them. `more` is told at the end."""
    separator = rng.choice(["\n", ", ", " ", "\n", "; ", " / "])
    parts = [part for part in _parts(rng, kind, columns) if not (more and part in {"hs", "part"})]
    names = (
        rng.choice(["zh+en", "zh+en", "zh", "en"]) if style.chinese_first else "en+zh" if rng.random() < 0.6 else "en"
    )
    names = (
        names
        if "zh" in style.languages and style.language != "zh"
        else style.languages[0]
        if style.language == "zh"
        else "en"
    )
    order = rng.random() < 0.08
    marks = _marks(rng, style)
    end = rng.choice(["\n", "\n", "\n", separator]) if more else ""

    def say(good: Good) -> Said:
        name, alone = _name(good, names, separator)
        words, facts = _details(good, style, parts, marks)
        pieces = [*words[:1], name, *words[1:]] if order and words else [name, *words]
        lines, known = more(good) if more else ([], [])
        text = end.join([separator.join(pieces), *lines])
        read = " ".join(text.split())
        others = tuple(" ".join(end.join([separator.join([one, *words]), *lines]).split()) for one in alone)
        facts += known
        first = name.split("\n")[0]
        return text, (Fact("description", read, first, others), *facts)

    return say


def _marks(rng: Random, style: Style) -> dict[str, str]:
    """Draw how the cell names grade and size: not at all on most papers."""
    if rng.random() < 0.72:
        return {"grade": "", "size": ""}
    if style.language == "zh":
        return {"grade": rng.choice(["牌号：", "材质：", "性能:"]), "size": rng.choice(["规格：", "尺寸："])}
    return {
        "grade": rng.choice(["Grade: ", "Grade ", "Material: ", "Mat. ", "Quality: "]),
        "size": rng.choice(["Size: ", "Dim. ", "Dimension: ", ""]),
    }


def _parts(rng: Random, kind: str, columns: set[str]) -> list[str]:
    """Draw which details the cell holds besides the name; those with a column of their own are never in it."""
    chances = (("grade", 0.85), ("size", 0.5 if kind != "packing_list" else 0.25), ("coating", 0.35),
               ("composition", 0.07),
               ("purity", 0.8), ("hs", 0.1), ("part", 0.06))  # fmt: skip
    return [part for part, chance in chances if part not in columns and rng.random() < chance]


def _name(good: Good, names: str, separator: str) -> tuple[str, tuple[str, ...]]:
    """Return the printed name, and each language's name alone where both are printed."""
    if names == "en":
        return good.english, ()
    if names == "zh":
        return good.chinese, ()
    pair = (good.chinese, good.english) if names == "zh+en" else (good.english, good.chinese)
    return (" " if separator != "\n" else "\n").join(pair), pair


def _details(good: Good, style: Style, parts: list[str], marks: dict[str, str]) -> tuple[list[str], list[Fact]]:
    chinese = style.language == "zh"
    words: list[str] = []
    lead = marks["grade"]
    facts: list[Fact] = []
    for part in parts:
        if part == "hs" and good.hs:
            label = "HS编码：" if chinese else "HS code: "
            words.append(label + good.hs)
            facts.append(Fact("hs_code", good.hs, good.hs))
        elif part == "grade" and good.grade:
            words.append(lead + good.grade)
            facts.append(Fact("grade", good.grade, good.grade))
        elif part == "coating" and good.coating:
            words.append(f"镀层：{good.coating_zh}" if chinese else f"Coating: {good.coating}")
        elif part == "part" and good.part:
            words.append(f"料号：{good.part}" if chinese else f"P/N {good.part}")
        elif part in {"size", "composition", "purity"} and getattr(good, part):
            words.append(marks.get(part, "") + getattr(good, part))
    return words, facts
