"""What a column of specifications says besides the grade: composition, `PrNd-75 Pr 25±2%, Nd 75±2%`, or size, `N35 D10*2`."""

from __future__ import annotations

import re

_NUMBER = r"\d{1,3}(?:[.,]\d{1,5})?"
_SHARE = rf"{_NUMBER}(?:\s?(?:±|\+/-|[-–~])\s?{_NUMBER})?\s?[%％]"
_FORMULA = r"(?:T?REO|TREM?|(?:[A-Z][a-z]?[₀-₉\d]{0,2}){1,4})"
_TERM = re.compile(
    rf"(?<![A-Za-z\d])(?:{_FORMULA}(?:\s?/\s?{_FORMULA})?\s?[:：=]?\s?[≥≤><]?\s?(?:{_SHARE}|{_NUMBER}:{_NUMBER}(?![\d:]))"
    r"|[A-Z][a-z]?\s(?:bal(?:ance)?\b\.?|余量))"
)
_OXIDE_ALONE = re.compile(r"(?:T?REO|TREM?|[A-Z][a-z]?[₂-₇2-7]?O[₂-₇\d]*[₀-₉\d]*)(?![/A-Za-z])\s?[^/]*")
"""`Dy₂O₃ 99.5%` or `TREO≥99%` says how pure goods are, and not what they are made of."""
_BETWEEN = re.compile(r"[\s,，;；、/+]*")
_SIZE = re.compile(
    r"(?<![\w.,-])(?:[DFRLΦφØ⌀ø]\s?)?\d+(?:\.\d+)?(?:\s?[*×xX]\s?[DRrΦφØ⌀ø]?\s?\d+(?:\.\d+)?){1,3}°?(?:\s?mm)?(?![\w%])"
)


def composition(text: str) -> str | None:
    """Return the composition that a specification prints, as printed; None where it prints none."""
    terms = list(_TERM.finditer(text))
    if not terms:
        return None
    end = terms[0].end()
    last = 1
    for term in terms[1:]:
        if _BETWEEN.fullmatch(text, end, term.start()) is None:
            break
        end, last = term.end(), last + 1
    alone = last == 1 and _OXIDE_ALONE.fullmatch(terms[0][0]) is not None
    return None if alone else text[terms[0].start() : end]


def before_content(text: str) -> str:
    """Return what stands before the first content of a specification: the name of an alloy's grade, `PrNd-75`."""
    first = _TERM.search(text)
    return text if first is None else text[: first.start()].rstrip(" ,;，；/")


def size(text: str) -> str | None:
    """Return the size that a specification prints, as printed; None where it prints none."""
    found = _SIZE.search(text)
    return found[0] if found is not None else None
