"""Goods: what one line of a trade sells, with sizes, grades, weights and prices that agree with one another."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import Any

from extractor.learn.papers import identifiers
from extractor.learn.papers.style import KILOGRAMS
from extractor.learn.papers.words import table

CENT = Decimal("0.01")
_GRADES = {
    "ndfeb": ("N30", "N33", "N35", "N38", "N40", "N42", "N45", "N48", "N50", "N52", "N54", "N35M", "N38M", "N42M",
              "N45M", "N48M", "N50M", "N35H", "N38H", "N40H", "N42H", "N45H", "N48H", "N50H", "N35SH", "N38SH",
              "N42SH"),
    "ndfeb_hot": ("N30SH", "N33SH", "N35SH", "N38SH", "N40SH", "N42SH", "N45SH", "N48SH", "N50SH", "N28UH", "N30UH",
                  "N35UH", "N38UH", "N40UH", "N42UH", "N45UH", "N30EH", "N33EH", "N35EH", "N38EH", "N28AH", "N30AH",
                  "N33AH", "38EH", "42UH", "45SH", "N35TH", "N33VH"),
    "smco": ("YXG-18", "YXG-22", "YXG-24", "YXG-26", "YXG-28", "YXG-30", "YXG-32", "XGS26", "XGS28H", "SmCo24",
             "SmCo 28",
             "YXG-26H", "YXG-28H", "YXG-30M", "YX-20", "RECo5-18S", "XG20", "SmCo2:17 28"),
    "bonded": ("BNP-6", "BNP-8", "BNP-10", "BNP-12", "BN-8L", "GPM-8"),
    "ferrite": ("Y30", "Y30BH", "Y33", "Y35", "C5", "C8", "FB6B"),
    "alnico": ("LNG37", "LNG44", "LNG52", "AlNiCo 5", "AlNiCo 8"),
}  # fmt: skip
_DENSITY = {"ndfeb": 7.5, "ndfeb_hot": 7.55, "smco": 8.3, "bonded": 5.8, "ferrite": 4.9, "alnico": 7.3}
_PURITIES = ("99%", "99.5%", "99.9%", "99.95%", "99.99%", "99.999%", "4N", "5N", "3N", "TREO>=99%")


@dataclass(frozen=True)
class Good:
    """One line of a trade. Weights in kilograms, money in the currency of the deal."""

    english: str
    chinese: str
    elements: tuple[str, ...]
    grade: str
    size: str
    coating: str
    coating_zh: str
    composition: str
    purity: str
    hs: str
    control: str
    unit: str
    quantity: Decimal
    price: Decimal
    amount: Decimal
    net: Decimal
    gross: Decimal
    packages: int
    box: str
    part: str
    order: str

    @property
    def weighed(self) -> bool:
        """Sold by mass."""
        return self.unit in KILOGRAMS


def draw_goods(rng: Random, count: int, currency: str, rate: Decimal, foreign: bool) -> tuple[Good, ...]:
    """Draw the lines of one deal: magnets by the piece or goods by mass, seldom both; extras at the end."""
    words = table("goods")
    bulk = rng.random() < 0.28
    lines: list[Good] = []
    if bulk:
        for _ in range(min(count, 6)):
            lines.append(_bulk(rng, rng.choice(words["bulk"]), currency, rate))
    else:
        kinds = rng.sample(words["magnet"], rng.choice([1, 1, 1, 2, 2, 3]))
        for _ in range(count):
            lines.append(_magnet(rng, rng.choice(kinds), currency, rate, foreign))
    if rng.random() < 0.14:
        lines.append(_extra(rng, rng.choice(words["extra"]), currency, rate))
    return tuple(lines)


def draw_controlled(rng: Random, count: int, currency: str, rate: Decimal, foreign: bool) -> tuple[Good, ...]:
    """Draw lines of goods that need a licence: all magnets, or all by mass."""
    words = table("goods")
    if rng.random() < 0.7:
        kinds = [word for word in words["magnet"] if "control" in word]
        kinds = rng.sample(kinds, rng.choice([1, 1, 2]))
        return tuple(_magnet(rng, rng.choice(kinds), currency, rate, foreign) for _ in range(count))
    kinds = [word for word in words["bulk"] if "control" in word]
    return tuple(_bulk(rng, rng.choice(kinds), currency, rate) for _ in range(min(count, 4)))


def money_places(currency: str) -> int:
    """Return how many decimals a currency has."""
    return 0 if currency in {"JPY", "KRW", "VND"} else 2


def _round(value: Decimal, places: int) -> Decimal:
    return round(value, places)


def _price(rng: Random, usd: float, rate: Decimal, currency: str) -> Decimal:
    value = Decimal(str(usd)) * rate
    places = rng.choice([2, 2, 3, 4]) if value < 10 else 2
    if money_places(currency) == 0:
        places = 0 if value > 50 else 2
    return max(_round(value, places), Decimal(1).scaleb(-places))


def _size(rng: Random) -> tuple[str, float]:
    """Return a printed size and the volume in cubic centimetres."""

    def half(low: int, high: int) -> float:
        return rng.randint(low * 2, high * 2) / 2

    def show(value: float) -> str:
        return f"{value:g}"

    shape = rng.choice(["disc", "block", "ring", "arc", "block", "disc"])
    a, b, c = half(3, 60), half(3, 40), half(1, 25)
    if shape == "disc":
        form = rng.choice(["D{a}x{c}", "D{a}x{c}mm", "Ø{a}*{c}", "Disc Ø{a} x {c} mm", "Dia. {a} x {c} mm", "φ{a}×{c}"])
        volume = 0.785 * a * a * c
    elif shape == "block":
        form = rng.choice(["F{a}x{b}x{c}", "{a}x{b}x{c}mm", "{a}*{b}*{c}", "Block {a} x {b} x {c} mm", "{a}×{b}×{c}"])
        volume = a * b * c
    elif shape == "ring":
        inner = max(1.0, a // 2)
        form = "OD{a} x ID" + show(inner) + " x {c} mm" if rng.random() < 0.5 else "R{a}-" + show(inner) + "x{c}"
        volume = 0.785 * (a * a - inner * inner) * c
    else:
        form = rng.choice(["Arc R{a} x r{i} x L{b}", "W{a}-{i}x{b}", "Segment R{a}/r{i} L{b} mm, 36°"])
        volume = 1.2 * a * b
    inner_arc = show(max(1.0, a - 4))
    return form.format(a=show(a), b=show(b), c=show(c), i=inner_arc), volume / 1000


def _composition(rng: Random, elements: tuple[str, ...]) -> str:
    if not elements or "Nd" not in elements:
        return ""
    parts = [f"Nd {rng.uniform(22, 30):.1f}%"]
    parts += [f"{element} {rng.uniform(0.2, 4.8):.2f}%" for element in elements if element != "Nd"]
    return ", ".join(
        [
            *parts,
            f"B {rng.uniform(0.9, 1.1):.2f}%",
            rng.choice(["Fe bal.", "Fe balance", f"Fe {rng.uniform(63, 68):.1f}%"]),
        ]
    )


def _packing(rng: Random, net: Decimal) -> tuple[int, Decimal, str]:
    per_box = Decimal(rng.choice([8, 10, 12, 15, 18, 20, 25]))
    packages = max(1, -int(-net // per_box))
    gross = _round(net * Decimal(str(round(rng.uniform(1.02, 1.09), 4))) + packages * Decimal("0.35"), 2)
    box = f"{rng.randint(20, 60)}x{rng.randint(18, 45)}x{rng.randint(10, 35)}"
    return packages, max(gross, net + CENT), box


def _codes(rng: Random) -> tuple[str, str]:
    part = rng.choice(["{l}{d}-{e}", "{d}.{e}.{f}", "{l}-{d}{e}", "{d}{e}", "{l}{d}/{f}"]).format(
        l=identifiers.letters(rng, 2),
        d=identifiers.digits(rng, 4),
        e=identifiers.digits(rng, 3),
        f=identifiers.digits(rng, 2),
    )
    return part, rng.choice(["45", "PO-", "PO", ""]) + identifiers.digits(rng, rng.randint(6, 8))


def _magnet(rng: Random, word: dict[str, Any], currency: str, rate: Decimal, foreign: bool) -> Good:
    words = table("goods")
    size, volume = _size(rng)
    mass = max(volume * _DENSITY[word["grade"]] / 1000, 0.00005)
    low, high = word["price"]
    quantity = Decimal(
        rng.choice([1, 2, 5, 10, 50]) * rng.choice([10, 50, 100, 300, 850, 1200]) + rng.choice([0, 0, 0, 36, 7])
    )
    while quantity * Decimal(str(mass)) > 4000:
        quantity = (quantity / 7).quantize(Decimal(1)) + 1
    net = max(_round(quantity * Decimal(str(mass)), 2), CENT)
    elements = tuple(word["elements"])
    coating = rng.randrange(len(words["coatings"]["zh"]))
    usd = mass * rng.uniform(low, high) * rng.uniform(1, 1.6) + 0.004
    by_mass = rng.random() < 0.1
    unit = "KGM" if by_mass else "H87"
    price = _price(rng, usd / mass if by_mass else usd, rate, currency)
    quantity = net if by_mass else quantity
    packages, gross, box = _packing(rng, net)
    part, order = _codes(rng)
    codes = word.get("hs") or (words["hs_foreign_magnet"] if foreign else words["hs_magnet"])
    return Good(
        english=rng.choice(word["en"]), chinese=rng.choice(word["zh"]), elements=elements,
        grade=rng.choice(_GRADES[word["grade"]]), size=size, coating=rng.choice(words["coatings"]["en"]),
        coating_zh=words["coatings"]["zh"][coating], composition=_composition(rng, elements), purity="",
        hs=rng.choice(codes), control=word.get("control", ""), unit=unit, quantity=quantity, price=price,
        amount=_round(quantity * price, money_places(currency)), net=net, gross=gross, packages=packages, box=box,
        part=part, order=order,
    )  # fmt: skip


def _bulk(rng: Random, word: dict[str, Any], currency: str, rate: Decimal) -> Good:
    low, high = word["price"]
    kilograms = Decimal(rng.choice([5, 10, 20, 25, 50, 100, 250, 300, 500, 1000, 2000, 3000, 5000, 10000, 20000]))
    if rng.random() < 0.35:
        kilograms = Decimal(str(round(rng.uniform(0.6, 1.4), 3))) * kilograms
    unit = "TNE" if kilograms >= 1000 and rng.random() < 0.35 else "LBR" if rng.random() < 0.02 else "KGM"
    quantity = _round(kilograms / KILOGRAMS[unit], 3).normalize() if unit != "KGM" else _round(kilograms, 2)
    quantity = Decimal(format(quantity, "f"))
    price = _price(rng, rng.uniform(low, high) * float(KILOGRAMS[unit]), rate, currency)
    net = quantity * KILOGRAMS[unit]
    part, order = _codes(rng)
    per_drum = Decimal(rng.choice([25, 50, 100, 250, 1000]))
    packages = max(1, -int(-net // per_drum))
    gross = _round(net * Decimal("1.02") + packages * Decimal("1.6"), 2)
    return Good(
        english=rng.choice(word["en"]), chinese=rng.choice(word["zh"]), elements=tuple(word["elements"]), grade="",
        size=rng.choice(["", "", "D50=3-5um", "1-20 mm lumps", "325 mesh"]), coating="", coating_zh="", composition="",
        purity=rng.choice(_PURITIES), hs=rng.choice(word["hs"]), control=word.get("control", ""), unit=unit,
        quantity=quantity, price=price, amount=_round(quantity * price, money_places(currency)), net=net, gross=gross,
        packages=packages, box="", part=part, order=order,
    )  # fmt: skip


def _extra(rng: Random, word: dict[str, Any], currency: str, rate: Decimal) -> Good:
    low, high = word["price"]
    quantity = Decimal(1) if word["unit"] == "SET" else Decimal(rng.randint(2, 400))
    price = _price(rng, rng.uniform(low, high), rate, currency)
    at = rng.randrange(len(word["zh"]))
    net = _round(quantity * Decimal(str(round(rng.uniform(0.05, 3), 2))), 2)
    packages, gross, box = _packing(rng, net)
    part, order = _codes(rng)
    return Good(
        english=rng.choice(word["en"]), chinese=word["zh"][at], elements=(), grade="", size="", coating="",
        coating_zh="",
        composition="", purity="", hs="", control="", unit=word["unit"], quantity=quantity, price=price,
        amount=_round(quantity * price, money_places(currency)), net=net, gross=gross, packages=packages, box=box,
        part=part, order=order,
    )  # fmt: skip
