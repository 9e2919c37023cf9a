"""C: what the goods are said to be, against what their grade, size, weight, price and other papers say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from extractor.gazetteer import hs_code
from extractor.register.indicators import words
from extractor.register.indicators.base import Finding, Rule, cited, cited_all, rule
from extractor.register.indicators.book import Book
from extractor.register.indicators.density import DENSITIES, RARE_EARTH, material
from extractor.register.indicators.numbers import tolerance
from extractor.register.indicators.weights import density_cites, line_density
from extractor.register.paper import Cite, Goods, Paper
from extractor.register.shipment import Carried, Shipment
from extractor.values.content import WHOLE, line_composition, parse_composition
from extractor.values.products import find_grade, find_grades, find_product, presumed_elements, suffix_of

FALSE_HOMES = ("8505119", "850519", "7326", "7616", "8501", "8503", "8479", "8518", "8529", "9033", "3824", "6902")
"""Headings under which magnets were declared (DOMAIN: cases F14, F15, F44)."""
METAL_MAGNETS = "850511"
"""Magnets of metal: what stands behind differs between the tariffs of two countries."""
RAW = re.compile(r"alloy|powder|flake|scrap|合金|粉|薄片|废料", re.IGNORECASE)
"""What a magnet's name stands beside where it is no magnet yet, or no longer."""
MAGNETS = frozenset({"ndfeb_magnet", "smco_magnet", "re_magnet"})
HEAVY = frozenset({"Dy", "Tb"})
STRONG_SUFFIXES = frozenset({"UH", "EH", "AH", "TH", "VH"})
REE_SYMBOLS = "Sc|Y|La|Ce|Pr|Nd|Pm|Sm|Eu|Gd|Tb|Dy|Ho|Er|Tm|Yb|Lu"
PART = re.compile(
    rf"(?<![A-Za-z\[])(?P<name>{REE_SYMBOLS}|Fe|Co|B|Al|Cu|Nb|Zr|Ga|Ti|Ni|Si|Mo|[\u4e00-\u9fff])\s*[:：=]?\s*(?P<percent>\d+(?:\.\d+)?)\s*[%％]"
)
LEAST_PARTS = 4
"""Fewer parts are no whole composition; that of a bonded magnet leaves out its binder."""
IRON = frozenset({"Fe", "铁", "Co", "钴"})
OPEN_END = re.compile(r"等|余量|余|bal|rest|etc", re.IGNORECASE)
TOTAL = re.compile(r"\[A\]\s*(?P<percent>\d+(?:\.\d+)?)\s*[%％]|TREM?\s*[:：=]?\s*(?P<total>\d+(?:\.\d+)?)\s*[%％]")
_HEAVY_WORDS = r"(?:Dy|Tb|HRE|dysprosium|terbium|heavy rare earths?|镝|铽|重稀土)"
FREE = re.compile(
    rf"(?:free\s+of|without|no|不含|无)\s*{_HEAVY_WORDS}|{_HEAVY_WORDS}[\s-]*free|(?:Dy|Tb|镝|铽)\s*[:=：]?\s*0(?:\.0+)?\s*[%％]",
    re.IGNORECASE,
)
TOTAL_SLACK = Decimal(2)


@rule("C1", "critical", "Customs Law (false declaration); Export Control Law art. 34; cases F14, F15, F44")
def tariff_code_differs(shipment: Shipment, book: Book) -> Iterator[Finding]:
    """The goods look like rare-earth magnets and stand under a tariff code or a name of something else."""
    for line in shipment.lines:
        signs = _magnet_signs(line, shipment, book)
        if not signs or _stands_right(line.goods):
            continue
        cites = tuple(
            dict.fromkeys((*cited(line.goods, "hs_code", "description"), *(c for _, places in signs for c in places)))
        )
        told = find_product(line.goods.description)
        if len(signs) < 2 and not (told is not None and told.product in MAGNETS):
            continue  # a density or a price alone: W2 and C6 speak of them
        yield Finding(
            f"line {line.goods.index + 1} is declared as {_declared(line.goods)}, yet {'; '.join(text for text, _ in signs)}",
            cites,
            ("goods of two kinds on one line", "an error of the tariff code", "magnets under a false name"),
            severity=_lowered(line.goods),
            agreeing=len(signs),
            facts=tuple(text.split(":")[0] for text, _ in signs),
        )


def _lowered(goods: Goods) -> str | None:
    """Return a lesser severity where codes part for other reasons: bonded magnets, the national digits of a code."""
    code = goods.hs_code or ""
    bonded = material(goods.description, goods.grade) == "bonded"
    return "high" if code.startswith(METAL_MAGNETS) or (bonded and code.startswith("850519")) else None


def _declared(goods: Goods) -> str:
    return (
        f"{goods.description or 'goods'} under {goods.hs_code}" if goods.hs_code else goods.description or "other goods"
    )


def _stands_right(goods: Goods) -> bool:
    """Say whether code and name are those of rare-earth goods, or say too little to differ."""
    product = find_product(goods.description)
    other_name = product is not None and product.product_class == "other"
    if goods.hs_code is None:
        return not other_name
    if goods.hs_code.startswith(FALSE_HOMES):
        return False
    known = hs_code(goods.hs_code)
    if known is None:
        return product is None or product.product not in MAGNETS
    return not other_name and known.rare_earth != "no"


def _magnet_signs(line: Carried, shipment: Shipment, book: Book) -> list[tuple[str, tuple[Cite, ...]]]:
    """Return what makes a line look like rare-earth magnets, each with its place."""
    goods = line.goods
    signs: list[tuple[str, tuple[Cite, ...]]] = []
    product = find_product(goods.description)
    if product is not None and product.product in MAGNETS and not RAW.search(goods.description):
        signs.append((f"its name is that of {product.product}", cited(goods, "description")))
    grade = find_grade(goods.grade, in_grade_column=True) if goods.grade else None
    if grade is not None and grade.product in MAGNETS:
        signs.append((f"grade {goods.grade} is one of {grade.product}", cited(goods, "grade")))
    grams = line_density(line)
    if grams is not None and any(DENSITIES[name][0] <= grams <= DENSITIES[name][1] for name in RARE_EARTH):
        signs.append((f"density is that of rare-earth magnets: {grams:.2f} g/cm3", density_cites(line)))
    price = next((p for p in book.line_prices.get(shipment.id, ()) if p.line is line), None)
    cheap = product is not None and product.product == "ferrite_magnet"
    if cheap and price is not None and price.usd >= tolerance(book.settings.price_rare_earth_usd):
        signs.append((f"price is that of rare earths: {price.usd:.2f} USD/kg", cited(goods, "amount", "unit_price")))
    return signs


@rule("C2", "critical", "Export Control Law art. 34; penalty cases F9, F10")
def element_hidden(shipment: Shipment, book: Book) -> Iterator[Finding]:
    """One place says that the goods hold dysprosium, terbium or samarium, another says that they do not."""
    least = tolerance(book.settings.trace_percent)
    packed = [goods for paper in shipment.packing_lists for goods in paper.goods]
    for goods in (goods for paper in shipment.invoices for goods in paper.goods):
        same = [other for other in packed if _same_goods(goods, other)]
        denied = any(FREE.search(_text(one)) for one in (goods, *same))
        own = _named(goods, least)
        says = own.union(*(_named(other, least) for other in same))
        if denied and (says or _near_certain(goods)):
            yield _hidden(goods, same, says or HEAVY, "says that there is none", None if says else "high")
        elif goods.elements and says - own and not own:
            yield _hidden(goods, same, says, "names other elements", "high")


def _named(goods: Goods, least: Decimal) -> frozenset[str]:
    """Return the controlled elements of magnets that a line names in more than traces."""
    printed = {symbol: high for symbol, _, high in line_composition(goods.composition, goods.description)}
    named = {symbol for symbol in goods.elements if symbol in HEAVY | {"Sm"} and printed.get(symbol, least) >= least}
    return frozenset(named | {symbol for symbol, high in printed.items() if symbol in HEAVY and high >= least})


def _near_certain(goods: Goods) -> bool:
    presumed = presumed_elements(goods.grade) if goods.grade else None
    return presumed is not None and presumed.strength == "near_certain"


def _text(goods: Goods) -> str:
    return f"{goods.description}\n{goods.composition or ''}"


def _same_goods(goods: Goods, other: Goods) -> bool:
    if goods.grade and other.grade:
        return goods.grade.upper() == other.grade.upper()
    return goods.index == other.index


def _hidden(goods: Goods, same: list[Goods], symbols: frozenset[str], what: str, severity: str | None) -> Finding:
    names = ", ".join(sorted(symbols))
    return Finding(
        f"line {goods.index + 1}: papers or grade speak of {names}, the invoice {what}",
        cited_all((goods, *same), "description", "elements", "grade", "composition"),
        (f"{names} is in the goods", "traces alone, or a grade made without heavy rare earths"),
        severity=severity,
        facts=(names,),
    )


@rule("C3", "medium", "inference of the project; grades F31, makers without heavy rare earths F8, F24")
def grade_suggests(shipment: Shipment, book: Book) -> Iterator[Finding]:
    """The grade suggests dysprosium or terbium, and neither a licence nor a composition is at hand."""
    if shipment.date is None or not book.unlicensed(shipment):
        return
    for line in shipment.lines:
        goods = line.goods
        if not book.suspect(goods, shipment.date):
            continue  # on that day nothing in it was controlled
        suffix = suffix_of(goods.grade) if goods.grade else None
        presumed = presumed_elements(goods.grade) if goods.grade else None
        if suffix is None or presumed is None or presumed.strength == "possible" or goods.composition:
            continue
        if HEAVY & set(goods.elements):
            continue  # named outright: L1
        yield Finding(
            f"grade {goods.grade} on line {goods.index + 1}: {presumed.basis}; no licence and no test report",
            cited(goods, "grade"),
            ("a grade made without heavy rare earths, which a test report shows", "a controlled magnet"),
            severity="high" if suffix.suffix in STRONG_SUFFIXES else None,
        )


@rule("C4", "high", "penalty cases F9, F10: 16 and 17 models in one entry, one or two of them controlled")
def mixed_lot(shipment: Shipment, book: Book) -> Iterator[Finding]:
    """One line holds many models and does not say what each weighs or is made of."""
    for line in shipment.lines:
        goods = line.goods
        grades = {grade.text.upper() for grade in find_grades(f"{goods.description} {goods.grade or ''}", True)}
        spoken = words.hits("mixed", goods.description)
        if len(grades) < book.settings.mixed_models and not spoken:
            continue
        suspect = any((found := presumed_elements(grade)) and found.strength != "possible" for grade in grades)
        what = f"{len(grades)} grades" if len(grades) >= book.settings.mixed_models else spoken[0]
        yield Finding(
            f"line {goods.index + 1} holds {what} without the weight of each",
            cited(goods, "description", "grade"),
            ("all of one material", "a few controlled models among others"),
            severity=None if suspect else "medium",
        )


@rule("C5", "medium", "declared specification (content norms); case F9")
def composition_sum(paper: Paper, book: Book) -> Iterator[Finding]:
    """A printed composition does not add up to 100 %, or its rare earths not to their printed total."""
    for goods in paper.goods:
        text = goods.composition or goods.description
        parts = [(found["name"], Decimal(found["percent"])) for found in PART.finditer(text)]
        total = sum((percent for _, percent in parts), Decimal())
        whole = (
            len(parts) >= LEAST_PARTS
            and material(goods.description, goods.grade) != "bonded"
            and IRON & {name for name, _ in parts}
            and not OPEN_END.search(text)
        )
        places = cited(goods, "composition") or cited(goods, "description")
        if whole and not WHOLE[0] <= total <= WHOLE[1]:
            yield Finding(f"composition of line {goods.index + 1} adds up to {total} %", places, ("a part is missing",))
        printed = TOTAL.search(text)
        rare = sum((high for _, _, high in parse_composition(text, bool(goods.composition))), Decimal())
        if (
            printed is not None
            and rare
            and abs(rare - (said := Decimal(printed["percent"] or printed["total"]))) > TOTAL_SLACK
        ):
            yield Finding(
                f"rare earths of line {goods.index + 1} add up to {rare} %, {said} % are declared",
                places,
                ("some elements were left out", "the total counts oxides"),
            )


@rule("C6", "high", "cases F14 (rare earths sent as samples for 14 years) and F15 (cover names)")
def cover_name(shipment: Shipment, book: Book) -> Iterator[Finding]:
    """A cheap name such as sample, solder or nickel powder goes with the price, density or maker of rare earths."""
    least = tolerance(book.settings.price_rare_earth_usd)
    for line in shipment.lines:
        goods = line.goods
        cover = words.hits("cover", goods.description)
        if not cover or goods.elements:
            continue
        signs: list[tuple[str, tuple[Cite, ...]]] = []
        price = next((p for p in book.line_prices.get(shipment.id, ()) if p.line is line), None)
        if price is not None and price.usd >= least:
            signs.append((f"{price.usd:.2f} USD/kg", cited(goods, "amount", "net_weight_kg")))
        grams = line_density(line)
        if grams is not None and any(DENSITIES[name][0] <= grams <= DENSITIES[name][1] for name in RARE_EARTH):
            signs.append((f"{grams:.2f} g/cm3", density_cites(line)))
        seller = shipment.seller
        if seller is not None and RARE_EARTH_MAKER.search(seller.name):
            signs.append((f"the seller {seller.name} deals in rare earths by its name", (seller.cite,)))
        if len(signs) >= 2:
            yield Finding(
                f"line {goods.index + 1} is called {cover[0]}; {'; '.join(text for text, _ in signs)}",
                (*cited(goods, "description"), *(cite for _, places in signs for cite in places)),
                ("a true sample", "rare earths under another name"),
                agreeing=len(signs),
            )


RARE_EARTH_MAKER = re.compile(r"rare[\s-]?earth|magnet|磁|稀土", re.IGNORECASE)


@rule("C7", "medium", "questions and answers on export control no. 5 (F6): parts fixed in a motor are not in scope")
def part_claim(shipment: Shipment, book: Book) -> Iterator[Finding]:
    """Goods called rotors or motor parts have the density of bare magnets."""
    for line in shipment.lines:
        called, grams = words.hits("part", line.goods.description), line_density(line)
        if not called or grams is None or material(line.goods.description, line.goods.grade) in RARE_EARTH:
            continue
        near = [name for name in RARE_EARTH if DENSITIES[name][0] <= grams <= DENSITIES[name][1]]
        if near:
            yield Finding(
                f"line {line.goods.index + 1} is called {called[0]}, its density of {grams:.2f} g/cm3 is that of {near[0]}",
                (*cited(line.goods, "description"), *density_cites(line)),
                ("a part of nearly solid magnet", "loose magnets"),
                agreeing=2,
            )


SHIPMENT_RULES: tuple[Rule[Shipment], ...] = (
    tariff_code_differs, element_hidden, grade_suggests, mixed_lot, cover_name, part_claim,
)  # fmt: skip
PAPER_RULES: tuple[Rule[Paper], ...] = (composition_sum,)
