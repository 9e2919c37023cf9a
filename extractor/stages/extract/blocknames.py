"""A party's name at the head of its block: broken over lines, in one or two languages, with its address behind it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.datatypes.layout import join_texts
from extractor.datatypes.page import Word
from extractor.stages.extract.blocklines import Block
from extractor.stages.extract.candidates import words_of
from extractor.values import companies, labels, textual

NAME_GOES_ON = re.compile(
    r"(?:,|&|\b(?:and|of|for|und|für|fuer|de|des|du|del|della|di|et|y)\b|co\.?,?|\(|-)\s*$", re.IGNORECASE
)
_FORM_ONLY = re.compile(
    r"^(?:co\.?,?\s*)?(?:ltd|limited|inc|incorporated|corp|corporation|llc|gmbh|ag|kg|s\.?p\.?a|s\.?r\.?l|b\.?v|pvt|pte|plc|company)"
    r"[.,]?(?:\s*(?:ltd|limited|co\.? kg|kg)\.?)?$",
    re.IGNORECASE,
)
SEALED = re.compile(r"\s*[（(]\s*(?:公章|盖章|签章|印章|章|seal|stamp|sealed)\s*[)）]\s*$", re.IGNORECASE)
LONGEST_FORM = 14
_NAME_LINES = 3


def take_name(block: Block, kept: list[tuple[str, tuple[Word, ...]]]) -> int:
    """Read the name from the first lines, joined where it goes on; returns how many lines were used up."""
    text, words = kept[0]
    used = _broken_name(kept)
    if used > 1:
        text = join_texts([line for line, _ in kept[:used]])
        words = tuple(word for _, line in kept[:used] for word in line)
    while used < min(len(kept), 3) and _goes_on(text, kept[used][0]):
        text = join_texts([text, kept[used][0]])
        words = words + kept[used][1]
        used += 1
    name, rest = companies.part(text)
    rest = SEALED.sub("", rest)
    if rest and textual.has_asian(name) != textual.has_asian(rest) and companies.form_end(rest) is not None:
        other, address = companies.part(rest)  # both names on one line
        block.name_alt = (other,)
        rest = address
    block.raw_name = text
    block.name = textual.trimmed(SEALED.sub("", name))
    block.name_words = words_of(words, 0, len(text) - len(rest)) if rest else words
    if rest:
        kept[used - 1] = (rest, words_of(words, len(text) - len(rest), len(text)))
        used -= 1
    if not block.name_alt:
        used += _take_second_name(block, kept, used)
    if not block.name_alt:
        first, others = textual.bilingual(block.name)
        if others and (companies.form_end(first) or companies.form_end(others[0])):
            block.name_alt = (*others, block.name)
            block.name = first
    return used


def _broken_name(kept: Sequence[tuple[str, tuple[Word, ...]]]) -> int:
    """Return over how many lines a name is broken whose last line is trade words and a legal form: `Tianjin Ling Bang`
    over `International Trade` over `Industrial Co., Ltd.`
    """
    for used in range(2, min(len(kept), _NAME_LINES) + 1):
        if companies.is_rest_of_name(kept[used - 1][0]):
            return used
        if not all(_may_be_name(text) for text, _ in kept[:used]):
            break
    return 1


def _may_be_name(text: str) -> bool:
    plain = not any(c.isdigit() for c in text) and companies.form_end(text) is None
    return plain and companies.address_likeness(text) == 0.0 and labels.best(text) is None


def _goes_on(text: str, following: str) -> bool:
    if companies.is_lead(text) or (companies.form_end(text) is not None and companies.is_site(following)):
        return True
    if _FORM_ONLY.match(following.strip()) or companies.is_form(following) or companies.form_spans(text, following):
        return True
    if companies.form_end(text) is not None and not text.rstrip().lower().endswith(("co.,", "co.", "co", ",", "&")):
        return False
    if re.search(r"\bco\.?,\s*$", text, re.IGNORECASE):
        return True
    if textual.has_asian(text) and companies.form_end(text) is None and len(following) <= 6:
        return companies.form_end(text + following) is not None  # broken within its legal form: 有限公 over 司
    end = companies.form_end(following)
    head, comma, _ = following.partition(",")
    if companies.form_end(text) is None and comma and len(head) < LONGEST_FORM and companies.is_form(head):
        return True  # `Volta Trasmissioni` over `S.p.A., Corso Orbassano`
    whole_form = end is not None and end >= len(following.rstrip(" .,")) - 1
    same_script = textual.has_asian(text) == textual.has_asian(following)
    if (
        whole_form
        and same_script
        and companies.address_likeness(following) < 0.3
        and not any(c.isdigit() for c in text)
    ):
        return True  # a name broken before its last words: `Jade Ocean` over `Electronic Materials Co., Ltd.`
    return bool(NAME_GOES_ON.search(text)) and end is not None and companies.address_likeness(following[:end]) < 0.5


def _take_second_name(block: Block, kept: list[tuple[str, tuple[Word, ...]]], used: int) -> int:
    """Take the next line where it is the same company's name in the other script; returns how many lines were taken."""
    if used >= len(kept):
        return 0
    text = kept[used][0]
    taken = 1
    other_script = textual.has_asian(text) != textual.has_asian(block.name)
    if not other_script and not companies.is_translation(block.name, text):
        return 0
    if used + 1 < len(kept) and _goes_on(text, kept[used + 1][0]):
        text = join_texts([text, kept[used + 1][0]])
        taken = 2
    if companies.form_end(text) is None and not (other_script and companies.is_works(text)):
        return 0
    name, rest = companies.part(text)
    if rest:
        return 0
    block.name_alt = (name,)
    return taken
