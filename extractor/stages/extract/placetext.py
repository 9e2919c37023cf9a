"""The print at a place as the text of one value: which of its lines belong to it, and what a line says by its wording."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.datatypes.layout import join_texts
from extractor.datatypes.page import Word
from extractor.stages.extract.candidates import words_of
from extractor.stages.extract.labelled import Place, is_part_of_block
from extractor.stages.extract.surroundings import WHOLE
from extractor.values import companies, incoterms, labelindex, labels
from extractor.values.labels import LabelMatch

PAYMENT = re.compile(
    r"\bT/T\b|\bL/C\b|\bD/[AP]\b|payment|\bdays\b|\d ?%|advance|deposit|balance|sight|\bnet\b|prepaid|collect|"
    r"付|电汇|信用证|freight|\bport\b|\bby\b",
    re.IGNORECASE,
)
"""What terms of payment speak of, and the name of a place does not."""
_EDITION = re.compile(r"incoterms?\s*®?\s*(?:20\d\d)?", re.IGNORECASE)
_BROKEN = re.compile(r"(?<=\d-) (?=[A-Z][a-z]{2}\b|\d)")
"""A date or number that was broken behind its hyphen: `12-` over `Nov-2025`."""
_LATIN = re.compile(r"[^\W\d_]+(?=\W|$)")


def without_own_label(lines: tuple[tuple[Word, ...], ...], match: LabelMatch) -> tuple[tuple[Word, ...], ...]:
    """Return a value's lines without the label in its second language: `报关口岸:` over `Place of clearance 宁波海关`."""
    if not lines:
        return lines
    again = next((m for m in labels.match(joined(lines[:1])) if m.field == match.field and m.score >= WHOLE), None)
    if again is None:
        return lines
    first = words_of(lines[0], again.rest_start, len(joined(lines[:1]))) if again.rest else ()
    return (first, *lines[1:]) if first else lines[1:] or lines


def to_company(lines: tuple[tuple[Word, ...], ...]) -> tuple[tuple[Word, ...], ...]:
    """Return a value's lines up to a company, which signs below the last port or vessel; its name may be broken in two."""
    texts = [joined(lines[i : i + 1]) for i in range(len(lines))]
    stop = next((i for i in range(1, len(lines)) if companies.form_end(texts[i]) is not None), len(lines))
    return lines[: stop - (stop < len(lines) and companies.is_rest_of_name(texts[stop]))]


def is_delivery(text: str) -> bool:
    """Say whether a line gives the rule of delivery and nothing else, but for the edition of the rules."""
    found = incoterms.find(text)
    return found is not None and found.start == 0 and not _EDITION.sub("", text[found.end :]).strip(" .,()®")


def ends_name(text: str) -> bool:
    """Say whether a line is the rest of a place's name and no thing of its own: `Airport, Incoterms 2020`, `NANSHA`."""
    name = text.split(",")[0]
    return len(name.split()) <= 2 and name.replace(" ", "").isalpha() and not PAYMENT.search(text)


def is_half_label(name: str, text: str) -> bool:
    """Say whether a text is the second half of a label, such as `Place of` over `loading`, and no value."""
    found = [word.casefold() for word in _LATIN.findall(text)]
    return bool(found) and len(found) == len(text.split()) and all(word in labelindex.wording(name) for word in found)


def is_broken(place: Place) -> bool:
    """Say whether an identifier goes on in the next line: its print ends with a stroke."""
    return place.texts[0].endswith(("/", "-")) and len(place.lines) > 1


def without_blocks(place: Place) -> tuple[tuple[Word, ...], ...]:
    """Return a place's lines as far as they are one value: a line such as `Tel: ...` belongs to an address block, one that
    begins with a colon to a label of its own.
    """
    texts = place.texts
    ends = (
        i
        for i, text in enumerate(texts)
        if i and not texts[i - 1].endswith("/") and (is_part_of_block(text) or text[:1] in (":", "："))
    )
    end = next(ends, len(place.lines))
    return place.lines[:end]


def joined(lines: Sequence[tuple[Word, ...]]) -> str:
    """Return the text of a value's lines, a date or number that was broken behind its hyphen made whole."""
    text = join_texts([word.text for line in lines for word in line])
    return _BROKEN.sub("", text) if len(lines) > 1 else text
