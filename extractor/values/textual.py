"""Text as printed: spaces collapsed, two languages told apart."""

from __future__ import annotations

import re
import unicodedata

_HAN = r"\u3400-\u9fff\uf900-\ufaff"
_HAN_RUN = re.compile(rf"[{_HAN}]")
_LATIN_RUN = re.compile(r"[A-Za-zÀ-ɏ]{2,}")
_WIDE = str.maketrans("：（）．／＃＆－", ":()./#&-")
EDGE = " \t:;,，；：、|/-–—"


def clean(text: str) -> str:
    """Return text with spaces collapsed and full-width letters and digits made plain; its punctuation stays."""
    plain = "".join(unicodedata.normalize("NFKC", c) if "\uff10" <= c <= "\uff5a" and c.isalnum() else c for c in text)
    return " ".join(plain.replace("\u00a0", " ").split())


def trimmed(text: str) -> str:
    """Return cleaned text without separators at its edges."""
    return clean(text).strip(EDGE).strip()


def has_han(text: str) -> bool:
    """Say whether a text holds a Chinese character."""
    return _HAN_RUN.search(text) is not None


def has_latin(text: str) -> bool:
    """Say whether a text holds a Latin word of two letters or more."""
    return _LATIN_RUN.search(text) is not None


def bilingual(text: str) -> tuple[str, tuple[str, ...]]:
    """Split a value that is printed in Chinese and English into (what stands first, the others).

    `钐钴磁体 Sintered SmCo magnet` gives the Chinese and, as alternative, the English. A text in which the two scripts
    alternate, as product descriptions with grades do, is one text: it comes back whole.
    """
    whole = trimmed(text)
    if not (has_han(whole) and has_latin(whole)):
        return whole, ()
    at = _border(whole)
    if at is None:
        return whole, ()
    first, second = whole[:at].strip(EDGE + "("), whole[at:].strip(EDGE)
    if whole[at:].lstrip().startswith("(") or whole[:at].rstrip().endswith("("):
        second = second.strip("()（） ")
    if not first or not second:
        return whole, ()
    return first, (second,)


def _border(text: str) -> int | None:
    """Return where the one script ends and the other begins; None where they alternate."""
    words = [(m.start(), m.end(), has_han(m.group())) for m in re.finditer(rf"[{_HAN}]+|[A-Za-zÀ-ɏ]{{2,}}", text)]
    changes = [i for i in range(1, len(words)) if words[i][2] != words[i - 1][2]]
    if len(changes) != 1:
        return None
    before, after = words[changes[0] - 1], words[changes[0]]
    between = text[before[1] : after[0]]
    if not after[2]:
        # Digits before an English part belong to it: 预付30% ... 30% deposit
        number = re.search(r"(?:^|\s)([\d.,%]+\s*)$", between)
        return before[1] + number.start() if number else before[1] + len(between) - len(between.lstrip())
    return after[0]


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
