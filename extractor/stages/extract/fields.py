"""Which field each column holds: what its heading may mean, weighed with what stands in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise, product

from extractor import gazetteer
from extractor.stages.extract.anchors import is_unit
from extractor.stages.extract.figures import figures_of
from extractor.values import products

RUNNING_NUMBER = re.compile(r"\(?0{0,4}\d{1,3}[.)、]?")
HS = re.compile(r"\d{4}[. ]?\d{2}(?:[. ]?\d{2}(?:[. ]?\d{2})?)?(?:[. ]?\d{1,3})?")
FIGURE = re.compile(r"\W{0,3}(?:[A-Za-z]{1,3}\W{0,2})?\d[\d.,'’ ]*(?:\W{0,3}[^\W\d]{0,12}\.?)?(?:/[^\W\d]{1,8})?")
WHOLE = re.compile(r"\d{1,3}(?:[ ,.'’]?\d{3})*(?:[.,]0+)?\W*[^\W\d]{0,10}\.?")
LONG_HS = re.compile(r"\d{4}[. ]?\d{2}[. ]?\d{2}(?:[. ]?\d{2,3})?(?:[. ]?\d{1,3})?")
"""A code of six digits may be a sum of money; one of eight or more needs no heading."""
RANGE = re.compile(r"(?:[A-Za-z/]{0,6}\W{0,3})?\d+\s*[-–~至]\s*(?:\d+|UP)|\d+", re.IGNORECASE)
SIZE = re.compile(r"\d\s*[x×*X]\s*[\w.]*\d|[ØΦφ]\s*\d|\bD\d")
LABEL_WEIGHT = 1.0
CONTENT_WEIGHT = 0.9
LABELLED_AT_LEAST = 0.55
GUESSED_AT_LEAST = 0.75
MISNAMED = 0.2
"""Sum of weighted evidence from which a column is taken to hold a field, with a label and without one; what it costs
where the heading says something else."""


def _share(test: Callable[[str], object], texts: Sequence[str]) -> float:
    return sum(bool(test(text)) for text in texts) / len(texts)


def _running(texts: Sequence[str]) -> float:
    """1 for running numbers, 0.5 for small numbers in another order."""
    if not all(RUNNING_NUMBER.fullmatch(text) for text in texts):
        return 0.0
    numbers = [int(re.sub(r"\D", "", text)) for text in texts]
    steps = [after - before for before, after in pairwise(numbers)]
    return 1.0 if numbers[0] <= 1 and set(steps) <= {1} else 0.9 if steps and set(steps) <= {1, 10} else 0.3


def _prose(texts: Sequence[str]) -> float:
    """How much like a description: letters, several of them, more than digits."""
    letters = [sum(character.isalpha() for character in text) for text in texts]
    digits = [sum(character.isdigit() for character in text) for text in texts]
    long = sum(min(1.0, count / 12) for count in letters) / len(texts)
    wordy = sum(a > b for a, b in zip(letters, digits, strict=True)) / len(texts)
    return long * wordy


def _figures(texts: Sequence[str]) -> float:
    return _share(FIGURE.fullmatch, texts)


CONTENT: Mapping[str, Callable[[Sequence[str]], float]] = {
    "item_number": _running,
    "description": _prose,
    "hs_code": lambda texts: _share(HS.fullmatch, texts),
    "quantity": _figures,
    "unit_price": _figures,
    "amount": _figures,
    "amount_usd": _figures,
    "net_weight_kg": _figures,
    "gross_weight_kg": _figures,
    "package_count": lambda texts: 0.5 * _figures(texts) + 0.5 * _share(WHOLE.fullmatch, texts),
    "unit": lambda texts: _share(is_unit, texts),
    "grade": lambda texts: _share(lambda text: products.find_grade(text, True), texts),
    "size": lambda texts: _share(SIZE.search, texts),
    "carton_numbers": lambda texts: _share(RANGE.fullmatch, texts),
    "part_number": lambda texts: _share(_is_part_number, texts),
}


def _is_part_number(text: str) -> bool:
    """Say whether a text may number a part; `21-24` numbers packages."""
    return any(c.isdigit() for c in text) and len(text) > 3 and RANGE.fullmatch(text) is None


FITTING = 0.6
"""Share of rows whose arithmetic shows that a column is the quantity."""
PROSE = 0.5
DESCRIBING = frozenset({None, "part_number", "marks", "line_remarks", "item_number", "size"})
"""How much a column must read like prose to be the description, and what its heading may have said."""
GUESSABLE = {name: CONTENT[name] for name in ("unit", "item_number", "description", "grade")} | {
    "hs_code": lambda texts: _share(_is_code, texts)
}
"""What content alone can tell; numbers are told apart by arithmetic later."""


def _is_code(text: str) -> bool:
    """Say whether a text is a customs code of a chapter that we know goods of: material numbers have eight digits, too."""
    return LONG_HS.fullmatch(text) is not None and re.sub(r"\D", "", text)[:4] in gazetteer.hs_headings()


def _describe(settled: list[str | None], contents: Sequence[Sequence[str]]) -> None:
    """Take the column that reads most like prose for the description where no heading says which it is."""
    best, place = PROSE, None
    for number, texts in enumerate(contents):
        filled = [text.strip() for text in texts if text.strip()]
        if settled[number] in DESCRIBING and filled and _prose(filled) > best:
            best, place = _prose(filled), number
    if place is not None:
        settled[place] = "description"


def describes(field: str, text: str) -> bool:
    """Say whether a value is a description by its wording, though its label names something else."""
    return field in DESCRIBING and _prose([text]) > PROSE


def _find_quantity(settled: list[str | None], contents: Sequence[Sequence[str]]) -> None:
    """Take the column for the quantity that makes the amounts with the prices, where no heading says which it is."""
    if "unit_price" not in settled or "amount" not in settled:
        return
    prices, amounts = contents[settled.index("unit_price")], contents[settled.index("amount")]
    for number, texts in enumerate(contents):
        if settled[number] in {None, "package_count", "each"} and share_fitting(texts, prices, amounts) >= FITTING:
            settled[number] = "quantity"
            return


def _find_amount(settled: list[str | None], contents: Sequence[Sequence[str]]) -> None:
    """Take the column for the amount that is quantity x price in its rows, where its heading was misread or is missing."""
    if "unit_price" not in settled or "quantity" not in settled:
        return
    counts, prices = contents[settled.index("quantity")], contents[settled.index("unit_price")]
    for number, texts in enumerate(contents):
        if settled[number] is None and texts != prices and share_fitting(counts, prices, texts) >= FITTING:
            settled[number] = "amount"
            return


def _prefer_charged(
    settled: list[str | None], alternatives: Sequence[Mapping[str, float]], contents: Sequence[Sequence[str]]
) -> None:
    """Of several columns of quantities, ordered and shipped, take the one that makes the amounts with the prices."""
    if "unit_price" not in settled or "amount" not in settled:
        return
    prices, amounts = contents[settled.index("unit_price")], contents[settled.index("amount")]
    own = settled.index("quantity")
    others = [n for n, meant in enumerate(alternatives) if "quantity" in meant and settled[n] is None]
    for number in others:
        if share_fitting(contents[number], prices, amounts) > share_fitting(contents[own], prices, amounts):
            settled[own], settled[number], own = None, "quantity", number


def share_fitting(factors: Sequence[str], prices: Sequence[str], amounts: Sequence[str]) -> float:
    """Return the share of rows in which factor x price is the amount, to half a percent."""
    fits = 0
    for texts in zip(factors, prices, amounts, strict=True):
        figures = [figures_of(text) for text in texts]
        if all(figures):
            ways = product(*([reading.value for reading in found[-1].readings] for found in figures))
            fits += any(abs(a * b - c) <= abs(c) / 200 for a, b, c in ways)
    return fits / len(factors) if factors else 0.0


def settle(alternatives: Sequence[Mapping[str, float]], contents: Sequence[Sequence[str]]) -> list[str | None]:
    """Return the field of each column.

    `alternatives` maps, for each column, the fields that its heading may mean to the label's score; `contents` are the
    texts of its cells. A field goes to one column only, the one with the best evidence.
    """
    offers: list[tuple[float, int, str]] = []
    for number, (labelled, texts) in enumerate(zip(alternatives, contents, strict=True)):
        filled = [text.strip() for text in texts if text.strip()]
        for field, score in labelled.items():
            content = CONTENT[field](filled) if filled and field in CONTENT else 0.6
            total = LABEL_WEIGHT * score + CONTENT_WEIGHT * content
            if total >= LABELLED_AT_LEAST:
                offers.append((total, number, field))
        if len(filled) >= 0.6 * len(texts) and filled:
            offers += [
                (CONTENT_WEIGHT * test(filled) - MISNAMED * bool(labelled), number, field)
                for field, test in GUESSABLE.items()
                if CONTENT_WEIGHT * test(filled) >= GUESSED_AT_LEAST
            ]
    settled: list[str | None] = [None] * len(alternatives)
    for _, number, field in sorted(offers, key=lambda offer: (-offer[0], offer[1])):
        if settled[number] is None and field not in settled:
            settled[number] = field
    if "description" not in settled:
        _describe(settled, contents)
    if "amount" not in settled and "amount_usd" in settled:
        settled[settled.index("amount_usd")] = "amount"
    if "quantity" not in settled:
        _find_quantity(settled, contents)
    else:
        _prefer_charged(settled, alternatives, contents)
    if "amount" not in settled:
        _find_amount(settled, contents)
    return settled
