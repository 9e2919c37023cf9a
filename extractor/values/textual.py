"""Text as printed: spaces collapsed, two languages told apart."""

from __future__ import annotations

import re
import unicodedata

_HAN = r"\u3400-\u9fff\uf900-\ufaff"
_ASIAN = rf"{_HAN}\u3005\u3040-\u30ff\uac00-\ud7af"
_HAN_RUN = re.compile(rf"[{_HAN}]")
_ASIAN_RUN = re.compile(rf"[{_ASIAN}]")
_LATIN_RUN = re.compile(r"[A-Za-zÀ-ɏ]{2,}")
_LATIN_WORD = re.compile(r"[A-Za-zÀ-ɏ0-9][A-Za-zÀ-ɏ0-9.&'’-]*")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\x00-\x08\x0b\x0c\x0e-\x1f]")
_COMPATIBLE = re.compile("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\ufb00-\ufb06\u2f00-\u2fd5]")
"""Wide letters and digits, ligatures, radicals: the same characters in another dress. Wide punctuation stays."""
EDGE = " \t:;,，；：、|/-–—"
_BETWEEN = re.compile(r"[\s/|(（\[:：;；\-–—]*[,，]?[\s(（]*")
_GLUED_NUMBER = re.compile(r"[\d.,]+\s?[%％]?(?=\s)")
"""A number that ends the Asian part: `预付30% 30% deposit`."""
_LONGEST_ACRONYM = 4
_SHORTEST_WORD = 3


def clean(text: str) -> str:
    """Return text with spaces collapsed and full-width letters and digits made plain; its punctuation stays."""
    if not text.isascii():
        text = _COMPATIBLE.sub(lambda match: unicodedata.normalize("NFKC", match.group()), _INVISIBLE.sub("", text))
    return " ".join(text.split())


def trimmed(text: str) -> str:
    """Return cleaned text without separators at its edges."""
    return clean(text).strip(EDGE)


def has_han(text: str) -> bool:
    """Say whether a text holds a Chinese character."""
    return _HAN_RUN.search(text) is not None


def has_asian(text: str) -> bool:
    """Say whether a text holds a Chinese, Japanese or Korean character."""
    return _ASIAN_RUN.search(text) is not None


def has_latin(text: str) -> bool:
    """Say whether a text holds a Latin word of two letters or more."""
    return _LATIN_RUN.search(text) is not None


def bilingual(text: str) -> tuple[str, tuple[str, ...]]:
    """Split a value that is printed in an Asian script and in English into (what stands first, the others).

    `钐钴磁体 Sintered SmCo magnet` gives the Chinese and, as alternative, the English. Acronyms and grades inside the
    Chinese part stay there: `用于MLCC介质陶瓷 For MLCC dielectrics`. A text in which the scripts alternate, or whose
    Latin part is only a grade, is one text: it comes back whole.
    """
    whole = trimmed(text)
    if whole.isascii() or not has_latin(whole):
        return whole, ()
    places = [match.start() for match in _ASIAN_RUN.finditer(whole)]
    if not places:
        return whole, ()
    for at, asian_first in ((_english_start(whole, places[-1] + 1), True), (_english_end(whole, places[0]), False)):
        if at is None:
            continue
        first, second = _side(whole[:at]), _side(whole[at:])
        asian, english = (first, second) if asian_first else (second, first)
        if _is_english(english) and _is_asian(asian):
            return first, (second,)
    return whole, ()


def _english_start(text: str, start: int) -> int | None:
    """Return where the English part behind the last Asian character begins; None where a list goes on instead."""
    glued = _GLUED_NUMBER.match(text, start)
    start = glued.end() if glued else start
    bracket = text[start : start + 1] in {")", "）", "。"}
    between = _BETWEEN.match(text, start + bracket)
    at = between.end() if between else start
    if re.search(r"[,，]", text[start:at]) and re.search(r"\d", text[at:]):
        return None
    word = _LATIN_WORD.match(text, at)
    if word is None or at > start or not _is_acronym(word.group()):
        return at
    # `株式会社ABC ABC Corporation`: what is glued to the Asian part belongs to it.
    return word.end() if text[word.end() :].strip() else None


def _english_end(text: str, end: int) -> int | None:
    """Return where the English part before the first Asian character ends; digits glued to the Asian part are its own.

    None where Latin words come again behind: `COSCO SHIPPING 中远 V.123E` is one vessel.
    """
    if re.search(rf"[{_ASIAN}][^{_ASIAN}]*\s[^{_ASIAN}]*[A-Za-z][^{_ASIAN}]*$", text):
        return None
    glued = re.search(r"(?<!\S)[\d.,%]+$", text[:end])
    if glued:
        return glued.start() or None
    word = re.search(r"[A-Za-z0-9-]+$", text[:end])
    if word is not None and _is_acronym(word.group()):
        return word.start() or None
    return end


def _side(text: str) -> str:
    """Return one side of a split without its separators, and without brackets that only set it apart."""
    side = text.strip(EDGE)
    if side[:1] in {"(", "（", "["} and side[-1:] in {")", "）", "]"}:
        side = side[1:-1]
    for opening, closing in ("()", "（）"):
        if side.count(opening) != side.count(closing):
            side = side.strip(opening + closing)
    return side.strip(EDGE)


def _is_english(text: str) -> bool:
    """Say whether a text without Asian characters has a word: a grade or a code alone is no translation."""
    words = re.findall(r"[^\W\d_]+", text)
    alone = [word for word in re.findall(r"[^\s/,;()]+", text) if word.isalpha()]
    return bool(alone) and max(map(len, words)) >= _SHORTEST_WORD and _ASIAN_RUN.search(text) is None


def _is_asian(text: str) -> bool:
    """Say whether the Latin words of a text are all acronyms, grades or formulas beside Asian characters."""
    words = _LATIN_WORD.findall(text)
    return _ASIAN_RUN.search(text) is not None and all(
        _is_acronym(word) or len(word) <= _SHORTEST_WORD for word in words
    )


def _is_acronym(word: str) -> bool:
    """Say whether a word is short capitals, has digits, or capitals inside as formulas have: `NdFeB`."""
    letters = re.sub(r"[^A-Za-zÀ-ɏ]", "", word)
    if not letters or (letters.isupper() and len(letters) <= _LONGEST_ACRONYM):
        return True
    inner = not letters.isupper() and any(character.isupper() for character in letters[1:])
    return inner or any(character.isdigit() for character in word)


def languages(text: str) -> tuple[str, ...]:
    """Return the languages of a paper by its scripts: `zh`, `en`, `ja`, `ko`, most print first."""
    counts = {
        "zh": len(_HAN_RUN.findall(text)),
        "en": len(re.findall(r"[A-Za-z]", text)) // 4,
        "ja": 3 * len(re.findall(r"[\u3040-\u30ff]", text)),
        "ko": 3 * len(re.findall(r"[\uac00-\ud7af]", text)),
    }
    total = sum(counts.values())
    return tuple(
        name for name, count in sorted(counts.items(), key=lambda item: -item[1]) if total and count > 0.05 * total
    )
