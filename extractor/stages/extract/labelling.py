"""Labels in a piece of print: what each may mean, all its languages taken together, and where its value begins."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from extractor.values import labels
from extractor.values.labels import LabelMatch

WHOLE = 0.75
"""A label that fills its piece of print with at least this score is a label and no value."""
SURE = 0.8
"""From this score on a label with a colon is one, wherever it stands."""
_BLOCK_PARTS = frozenset({"address", "city", "country", "contact", "tax_id", "tel", "fax", "email", "mobile", "web"})
_UNKNOWN = re.compile(r"\s*[^\W\d][^:：\d]{1,34}[:：](?!\S*//)")
_STROKES = " /／|｜&-–—()（）.,，、"


@dataclass(frozen=True, slots=True)
class Announced:
    """A label in a text: everything its wording may mean, best first, and `text[value_start:value_end]` behind it."""

    meanings: tuple[LabelMatch, ...]
    start: int
    value_start: int
    value_end: int
    delimited: bool

    @property
    def has_value(self) -> bool:
        """Say whether anything stands behind the label."""
        return self.value_end > self.value_start


@lru_cache(maxsize=16384)
def announced(text: str) -> tuple[Announced, ...]:
    """Return the labels of a text from left to right.

    Two wordings of one label that follow each other, as `Datum Date of issue:` or `合同号 / Contract No.`, are one label
    with the meanings of both. A company printed on one line keeps its labelled parts: `Buyer: A Ltd., VAT No. DE...`.
    """
    found: list[Announced] = []
    pairs = _with_blocks(text, labels.split_labels(text))
    for number, (match, value) in enumerate(pairs):
        stop = match.rest_start + len(value) if value else match.end
        until = pairs[number + 1][0].start if number + 1 < len(pairs) else len(text)
        meanings = labels.match(text[match.start : max(stop, match.end)]) or (match,)
        one = Announced(meanings, match.start, match.rest_start, max(stop, match.rest_start), match.delimited)
        one = _without_echo(text, one) if until == len(text) else one
        if found and _goes_before(text, found[-1]):
            one = replace(one, meanings=_both(found[-1].meanings, one.meanings), start=found[-1].start)
            found.pop()
        found.append(one)
    return tuple(found)


def _goes_before(text: str, label: Announced) -> bool:
    """Say whether a label has no value of its own, being the first wording of the one behind it."""
    value = text[label.value_start : label.value_end]
    return not value.strip(_STROKES) and not (label.delimited and not value)


def _without_echo(text: str, label: Announced) -> Announced:
    """Return a label whose value is but its other wording, `Country of origin Ursprungsland`, without a value."""
    value = text[label.value_start : label.value_end].strip(_STROKES)
    if label.delimited or not value:
        return label
    echo = labels.match(value)
    fields = {match.field for match in label.meanings}
    if not echo or echo[0].rest or echo[0].score < WHOLE or not fields & {match.field for match in echo}:
        return label
    return replace(label, meanings=_both(label.meanings, echo), value_start=len(text), value_end=len(text))


def _both(first: tuple[LabelMatch, ...], second: tuple[LabelMatch, ...]) -> tuple[LabelMatch, ...]:
    """Join the meanings of two wordings of one label; what both can mean comes first."""
    known = {(match.field, match.kind): match for match in second}
    joined = {(match.field, match.kind): match for match in (*second, *first)}
    shared = {key: replace(match, score=1.0, weak=False) for key, match in joined.items() if key in known}
    shared = {key: match for key, match in shared.items() if any((m.field, m.kind) == key for m in first)}
    return tuple(sorted((joined | shared).values(), key=lambda match: -match.score))


def is_part_of_block(text: str) -> bool:
    """Say whether a line is a labelled part of an address block: `Add: ...`, `Tel: ...`, `VAT No. ...`."""
    found = labels.best(text)
    return found is not None and bool(found.rest or found.field == "tax_id") and found.field in _BLOCK_PARTS


def _with_blocks(text: str, pairs: tuple[tuple[LabelMatch, str], ...]) -> list[tuple[LabelMatch, str]]:
    """Give a company printed on one line its labelled parts back: `Buyer: A Ltd., Kiel, VAT No. DE...` is one value."""
    out: list[tuple[LabelMatch, str]] = []
    for number, (match, value) in enumerate(pairs):
        stop = pairs[number + 1][0].start if number + 1 < len(pairs) else len(text)
        before = out[-1][0] if out else None
        role = before is not None and before.kind == "party" and before.field not in _BLOCK_PARTS
        if before is not None and role and match.field in _BLOCK_PARTS and out[-1][1]:
            out[-1] = (before, text[before.rest_start : stop].strip())
        else:
            out.append((match, value))
    return out


def is_label(text: str) -> bool:
    """Say whether a piece of print is a label and nothing else, or begins with one that is followed by its value."""
    found = announced(text)
    if not found or found[0].start > 0:
        return False
    best = found[0].meanings[0]
    if best.weak and not found[0].delimited:
        return False  # `T/T` is a way to pay before it is a telex
    return (not found[0].has_value and best.score >= WHOLE) or (found[0].delimited and best.score >= SURE)


def is_like_label(text: str) -> bool:
    """Say whether a line begins with a few words and a colon: a label, though perhaps one that nobody knows."""
    return _UNKNOWN.match(text) is not None


def inner_label(text: str) -> int | None:
    """Return where a label with a colon begins inside a text, None where there is none."""
    return next((one.start for one in announced(text) if one.start > 0 and one.delimited), None)


def behind_first_word(text: str) -> tuple[LabelMatch, ...]:
    """Return the label that a short piece of print ends with: `Stated end use`, `Our invoice no.`, less surely than one
    that it begins with.
    """
    words = text.split()
    if not 2 <= len(words) <= 5 or any(c.isdigit() for c in text):
        return ()
    for start in (1, 2):
        found = labels.match(" ".join(words[start:]))
        if found and not found[0].rest and not found[0].weak and found[0].score >= 0.9:
            return tuple(replace(match, score=round(0.75 * match.score, 3)) for match in found)
    return ()
