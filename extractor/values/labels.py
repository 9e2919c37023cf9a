"""Which label a text is, or begins with: `Invoice No.: CI-123`, `发票号码 Invoice No.`, `(11) 商品名称`, `N.W.(KGS)`.

A label is compared by its skeleton (`values.fold`), so case, dots, width and the usual OCR confusions cost nothing;
other damage is forgiven by edit distance where the label is long enough to stay itself. The longest label wins: `Total
Net Weight` is neither `Total` nor `Net Weight`. What looks like the start of a sentence or of a name scores low or not
at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from extractor.gazetteer import Label, LabelKind, labels, package_words, unit_words
from extractor.values.fold import skeleton
from extractor.values.labelfind import find
from extractor.values.labelgrow import Reach
from extractor.values.labelhits import Hit, ends_cjk, is_cjk, is_sentence
from extractor.values.labelindex import by_key, is_unit, meanings

STREET = re.compile(
    r"road|street|avenue|\b(?:rd|st|ave|blvd|lane|floor|building|park|zone|district)\b|[路街巷弄]", re.IGNORECASE
)
"""Words that make `No. 14 ...` an address."""

WEIGHED = frozenset({"net_weight_kg", "gross_weight_kg", "total_net_weight_kg", "total_gross_weight_kg"})
WEIGHT = re.compile(r"\d[\d.,' ]*\s*(?:kgs?|kilos?|g|lbs?|mts?|t|千克|公斤|吨)\b", re.IGNORECASE)
BOX_NUMBER = re.compile(r"\s+[(（]?\d{1,2}[)）.、]\s*$|\s*[①-⑳]\s*$")
"""The number of the next box of a form, which belongs to no value: `BUSAN, KOREA 5) Final destination`."""
CJK_BEFORE_COLON = re.compile(r"[\u4e00-\u9fff]+(?=\s*[:：])")
ROUTE = re.compile(r"(?:to|via|by)\b|[至到经經]", re.IGNORECASE)
_SOON = 2
"""Words behind a label without a colon, one of which holds a figure where the label is one."""
_SURE_WORDING = 3
"""Chinese characters of a label that is one wherever it stands before another."""
_OUTER = frozenset({LabelKind.FIELD, LabelKind.PARTY, LabelKind.DISTRACTOR})
ROUTE_LABELS = frozenset({"from", "to", "via", "从", "自", "由", "至", "到", "從"})


@dataclass(frozen=True, slots=True)
class LabelMatch:
    """A label found at the start of a text."""

    field: str
    kind: LabelKind
    label: str
    """The wording of the gazetteer."""
    lang: str
    score: float
    """0 to 1: how surely the text means this label. Not calibrated."""
    start: int
    """`text[start:end]` is the label as printed, all languages of it, without the colon."""
    end: int
    rest: str
    """What stands behind the label and its colon: the value, or nothing."""
    rest_start: int
    """Index of `rest` in the text."""
    delimited: bool = False
    """A colon or the like stands behind the label."""
    unit: str | None = None
    """The unit or currency that the label itself names: `KGS` in `N.W.(KGS)`."""
    weak: bool = False
    """The wording alone proves little, such as `No.` or `To`."""


@lru_cache(maxsize=16384)
def match(text: str, kinds: frozenset[str] | None = None) -> tuple[LabelMatch, ...]:
    """Return what the label at the start of `text` may stand for, best first; nothing where there is none.

    `kinds` keeps only some kinds; a label of another kind that covers more still wins over shorter ones, for
    `Invoice No.` is not a title that reads `Invoice`.
    """
    return _read(text, kinds, damaged=True)


def best(text: str, kinds: frozenset[str] | None = None) -> LabelMatch | None:
    """Return the likeliest reading of the label at the start of `text`, or None."""
    return next(iter(match(text, kinds)), None)


def means(text: str, field: str) -> bool:
    """Say whether the label at the start of `text` may as well announce this field as any other."""
    found = match(text)
    return any(one.field == field and one.score >= found[0].score for one in found)


@lru_cache(maxsize=8192)
def split_labels(text: str) -> tuple[tuple[LabelMatch, str], ...]:
    """Return every label of a text with its value: `From: Ningbo To: Hamburg` gives two pairs.

    A label inside the text must be undamaged, and be followed by a colon or be two words or more before a number; the
    legs of a route (`FROM Ningbo TO Hamburg`) are told apart without one. Indexes of the matches count in `text`.
    """
    found: list[LabelMatch] = []
    position = 0
    first = best(text)
    if first is not None:
        found.append(first)
        position = first.rest_start
    for place in _word_starts(text):
        if place < position:
            continue
        later = next(iter(_read(text[place:], None, damaged=False)), None)
        if later is not None and text[place - 1].islower() and not (later.delimited or later.field in WEIGHED):
            continue
        if later is not None and _begins_pair(found[-1] if found else None, later, text, place):
            found.append(replace(_moved(later, place), start=_first_wording(text, position, place, later)))
            position = place + later.rest_start
    stops = [*(one.start for one in found[1:]), len(text)]
    values = [
        BOX_NUMBER.sub("", text[one.rest_start : stop]).strip(" ,;；，\t")
        if stop < len(text)
        else text[one.rest_start : stop].strip(" ,;；，\t")
        for one, stop in zip(found, stops, strict=False)
    ]
    return tuple((replace(one, rest=value), value) for one, value in zip(found, values, strict=True))


def _first_wording(text: str, position: int, place: int, later: LabelMatch) -> int:
    """Return where a label begins whose wording in another language stands before it, glued to the value that it ends:
    `上海洋山抵运港 SHIPMENT TO: Tallinn`.
    """
    before = text[position:place].rstrip(" /／")
    for start in range(position, position + len(before) - 1):
        begins_word = start == position or not text[start - 1].isalnum() or is_cjk(text[start])
        if not text[start].isalpha() or not begins_word or is_cjk(text[start]) == is_cjk(text[place]):
            continue
        wording = text[start : position + len(before)]
        known = by_key().get(skeleton(wording)[0], ())
        same = any(label.field == later.field for label in known)
        if same or (
            len(wording) >= _SURE_WORDING and is_cjk(wording[0]) and any(label.kind in _OUTER for label in known)
        ):
            return start
    return place


def _moved(one: LabelMatch, by: int) -> LabelMatch:
    return replace(one, start=one.start + by, end=one.end + by, rest_start=one.rest_start + by)


def _word_starts(text: str) -> list[int]:
    """Indexes where a word may start: behind what is no letter, where the script changes between Chinese and Latin, and
    anywhere in the Chinese before a colon, for `深圳目的港：汉堡` has no space between a value and the next label; and at a
    capital behind a small letter, for ink is read without spaces: `110 kgGross weight: 119 kg`.
    """
    before_colon = {place for run in CJK_BEFORE_COLON.finditer(text) for place in range(run.start() + 1, run.end())}
    return [
        index
        for index in range(1, len(text))
        if text[index].isalpha()
        and (
            not text[index - 1].isalnum()
            or is_cjk(text[index]) != is_cjk(text[index - 1])
            or index in before_colon
            or (text[index].isupper() and text[index - 1].islower())
        )
    ]


def _begins_pair(before: LabelMatch | None, later: LabelMatch, text: str, place: int) -> bool:
    if before is not None and ROUTE.match(text, place) and not later.delimited:
        return before.label.casefold() in ROUTE_LABELS and bool(later.rest)
    if later.delimited and text[place + later.end : place + later.rest_start].strip(" ;；."):
        return later.score >= 0.7
    if later.field in WEIGHED and WEIGHT.match(later.rest):
        return True  # `Total 6 cartons N/W 88.20 kgs G/W 95.60 kgs`
    if before is not None and _stands_apart(before, later, text, place):
        return True
    wide_gap = text[place - 2 : place].isspace() and place >= 2
    several_words = " " in later.label or wide_gap
    soon = "".join(later.rest.split()[:_SOON])
    return later.score >= 0.8 and several_words and any(character.isdigit() for character in soon)


def _stands_apart(before: LabelMatch, later: LabelMatch, text: str, place: int) -> bool:
    """Say whether a label is a word of its own behind the value of another, where labels have no colon."""
    alike = before.lang == later.lang and before.kind in _OUTER and later.kind in _OUTER
    plain = not (before.delimited or before.weak or later.weak) and before.field != later.field
    behind = text[place + later.end : place + later.end + 1]
    word = is_cjk(text[place]) and text[place - 1].isspace() and behind.isspace()
    return alike and plain and word and bool(later.rest) and bool(text[before.rest_start : place].strip())


def _read(text: str, kinds: frozenset[str] | None, damaged: bool) -> tuple[LabelMatch, ...]:
    reach = find(text, damaged)
    if reach is None:
        return ()
    rest = text[reach.rest_start :].strip()
    found = []
    for label in _counted(reach):
        score = reach.hit.likeness * _trust(text, reach, label, rest)
        if score > 0 and (kinds is None or label.kind in kinds):
            found.append(_report(reach, label, round(score, 3), rest))
    return tuple(sorted(found, key=lambda one: -one.score))


def _counted(reach: Reach) -> tuple[Label, ...]:
    """Return the labels of a reach; a quantity counted in cartons or pallets is a number of packages."""
    if reach.unit is None or reach.unit.casefold() not in package_words():
        return reach.hit.labels
    packages = next(label for label in labels() if label.field == "package_count" and not is_unit(label.text))
    quantities = {("quantity", LabelKind.COLUMN)}
    return tuple(packages if meanings((label,)) == quantities else label for label in reach.hit.labels)


def _is_weak(hit: Hit, label: Label) -> bool:
    return label.weak or hit.length == 1 or is_unit(label.text)


def _trust(text: str, reach: Reach, label: Label, rest: str) -> float:
    """Weigh how the label stands in its text: alone, before a colon, or before something that may be its value."""
    hit = reach.hit
    weak = _is_weak(hit, label)
    if not rest and hit.length == 1 and "/" in text and not is_cjk(text[hit.start]):
        return 0.0  # `T/T` is a way to pay, and no telephone in two languages
    if not rest:
        return 0.8 if weak else 1.0
    if reach.delimited:
        return 0.9 if weak else 1.0
    if is_sentence(rest):
        return 0.5 if label.kind is LabelKind.TITLE else 0.0
    if rest[0].islower() and rest.split()[0].casefold().strip(".") not in unit_words():
        return 0.0
    valued = any(part.isdigit() for part in rest.split()[0]) or is_cjk(rest[0]) != ends_cjk(text, hit)
    if weak or (hit.length == 2 and not is_cjk(text[hit.start])):
        return 0.55 if valued and not STREET.search(rest) else 0.3
    glued = ends_cjk(text, hit) and is_cjk(rest[0]) and not text[hit.end].isspace()
    long_label = hit.length >= 9 or (is_cjk(text[hit.start]) and hit.length >= 4) or " " in label.text
    return (0.85 if long_label else 0.55) + (0.1 if valued else 0.0) - (0.2 if glued else 0.0)


def _report(reach: Reach, label: Label, score: float, rest: str) -> LabelMatch:
    return LabelMatch(
        field=label.field,
        kind=label.kind,
        label=label.text,
        lang=label.lang,
        score=score,
        start=reach.hit.start,
        end=reach.hit.end,
        rest=rest,
        rest_start=reach.rest_start,
        delimited=reach.delimited,
        unit=reach.unit,
        weak=_is_weak(reach.hit, label),
    )
