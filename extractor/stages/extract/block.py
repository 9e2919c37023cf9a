"""A party's block taken apart: name in one or two languages, address, country, tax number; contacts are left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extractor.datatypes.layout import join_texts
from extractor.datatypes.page import Origin, Word
from extractor.stages.extract.blocklines import ends_block, goes_on_contact, joined_labels, parted, without_contacts
from extractor.stages.extract.candidates import words_of
from extractor.values import companies, countries, labels, taxnumbers, textual

_USCC = re.compile(r"9[1-3]\d{6}[0-9A-HJ-NPQRTUWXY]{10}")
"""A unified social credit code that stands alone: GB 32100-2015, companies' codes begin with 91, 92 or 93."""
_TAX = re.compile(
    r"(?:VAT|TAX|GSTIN|GST|SST|ABN|NIP|EORI|USCC|UID|EIN|TIN|RFC|CNPJ|P\.?\s?IVA|USt-?Id|统一社会信用代码|税号|纳税人识别号)"
    r"[\s\w./()-]{0,22}?[:：#\s]\s*([A-Z0-9][A-Z0-9 .\-/]{6,24}[A-Z0-9])",
    re.IGNORECASE,
)
_NAME_GOES_ON = re.compile(r"(?:,|&|\band\b|\bof\b|\bund\b|co\.?,?|\(|-)\s*$", re.IGNORECASE)
_FORM_ONLY = re.compile(
    r"^(?:co\.?,?\s*)?(?:ltd|limited|inc|incorporated|corp|corporation|llc|gmbh|ag|kg|s\.?p\.?a|s\.?r\.?l|b\.?v|pvt|pte|plc|company)"
    r"[.,]?(?:\s*(?:ltd|limited|co\.? kg|kg)\.?)?$",
    re.IGNORECASE,
)
_ENTERPRISE_CODE = re.compile(r"\d{9,13}|(?=(?:\D*\d){8})[0-9A-Z]{15,18}")
"""A number of the customs or of the register over a company's name, as licences print it (DOMAIN.md, licence form)."""
_SEALED = re.compile(r"\s*[（(]\s*(?:公章|盖章|签章|印章|章|seal|stamp|sealed)\s*[)）]\s*$", re.IGNORECASE)
_LABEL_NAMES = frozenset({"name", "address", "city", "country"})
LONGEST_FORM = 14
_NAME_LINES = 3


@dataclass
class Block:
    """The parts of a party as printed."""

    name: str = ""
    name_words: tuple[Word, ...] = ()
    name_alt: tuple[str, ...] = ()
    raw_name: str = ""
    address: str = ""
    address_words: tuple[Word, ...] = ()
    address_alt: tuple[str, ...] = ()
    country: str = ""
    country_words: tuple[Word, ...] = ()
    tax_id: str = ""
    tax_words: tuple[Word, ...] = ()
    line_count: int = 0
    _rest: list[tuple[str, tuple[Word, ...]]] = field(default_factory=list)


def read(lines: Sequence[tuple[Word, ...]]) -> Block | None:
    """Take a block's lines apart; None where no name stands at its head."""
    block = Block(line_count=len(lines))
    kept: list[tuple[str, tuple[Word, ...]]] = []
    before = ""
    for words in joined_labels(parted(lines)):
        text = join_texts([word.text for word in words])
        if kept and ends_block(text):
            break
        text, words = _without_tax(block, text, words)
        whole = text
        text, words = without_contacts(text, words)
        if text and not goes_on_contact(before, text):
            kept.append((text, words))
        before = whole if text != whole else ""
    kept = [_without_sublabel(text, words, block) for text, words in kept]
    kept = [(text, words) for text, words in kept if text]
    while len(kept) > 1 and _ENTERPRISE_CODE.fullmatch(kept[0][0].replace(" ", "")):
        kept = kept[1:]
    if not kept:
        return None
    used = _take_name(block, kept)
    block._rest = kept[used:]
    if not _is_name(block.name):
        return None
    _take_address(block)
    return block


def office(lines: Sequence[tuple[Word, ...]]) -> Block | None:
    """Read the name of an authority, which may go on in the next line and has no address; None where none is there."""
    block = Block(line_count=len(lines))
    texts = [join_texts([word.text for word in words]) for words in lines]
    stop = next((i for i, text in enumerate(texts, start=1) if not _NAME_GOES_ON.search(text)), len(texts))
    block.name_words = tuple(word for line in lines[:stop] for word in line)
    block.raw_name = join_texts(texts[:stop])
    block.name = textual.trimmed(_SEALED.sub("", block.raw_name))
    first, others = textual.bilingual(block.name)
    if others:
        block.name, block.name_alt = first, (*others, block.name)
    return block if _is_name(block.name) else None


def _is_name(text: str) -> bool:
    letters = sum(c.isalpha() for c in text)
    digits = sum(c.isdigit() for c in text)
    return letters >= 2 and digits <= letters and len(text) <= 150


def _without_tax(block: Block, text: str, words: tuple[Word, ...]) -> tuple[str, tuple[Word, ...]]:
    """Take a tax number off a line: one that a label announces, or that ends a line of the address."""
    for match, value in labels.split_labels(text):
        if labels.means(text[match.start :], "tax_id") and _take_tax(block, value, words, match.rest_start):
            return _before(text, match.start, words)
    if _USCC.fullmatch(text.strip()) and _take_tax(block, text.strip(), words, 0):
        return "", ()
    found = _TAX.search(text)
    if found is None or not _take_tax(block, found[1], words, found.start(1)):
        return text, words
    return _before(text, found.start(), words)


def _before(text: str, end: int, words: tuple[Word, ...]) -> tuple[str, tuple[Word, ...]]:
    rest = text[:end].rstrip(" ,;，；(")
    return rest, words_of(words, 0, len(rest)) if rest else ()


def _take_tax(block: Block, value: str, words: tuple[Word, ...], start: int) -> bool:
    """Keep a tax number where the text is one; returns whether it is."""
    body = re.split(r"[,;，；]|\s{2,}", value.strip())[0]
    number = re.sub(r"[\s.]", "", body).upper().strip("-/")
    if not 7 <= len(number) <= 24 or sum(c.isdigit() for c in number) < 5 or not re.fullmatch(r"[A-Z0-9/\-]+", number):
        return False
    block.tax_words = words_of(words, start, start + len(body))
    read_from_ink = any(word.origin is Origin.OCR for word in block.tax_words)
    block.tax_id = taxnumbers.parse(number) if read_from_ink else number  # what a file says itself is never mended
    return True


def _without_sublabel(text: str, words: tuple[Word, ...], block: Block) -> tuple[str, tuple[Word, ...]]:
    """Take a label inside the block off its line: `Address: ...` keeps its value, other labels end the line."""
    found = labels.best(text)
    if found is None or not found.rest or not found.delimited:
        return text, words
    if found.kind == "party" and found.field in _LABEL_NAMES:
        return found.rest, words_of(words, found.rest_start, len(text))
    if found.kind in {"distractor", "party", "field"} and found.score >= 0.8:
        return "", ()
    return text, words


def _take_name(block: Block, kept: list[tuple[str, tuple[Word, ...]]]) -> int:
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
    if rest and textual.has_han(name) != textual.has_han(rest) and companies.form_end(rest) is not None:
        other, address = companies.part(rest)  # both names on one line
        block.name_alt = (other,)
        rest = address
    block.raw_name = text
    block.name = textual.trimmed(_SEALED.sub("", name))
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
    if _FORM_ONLY.match(following.strip()) or companies.is_form(following) or companies.form_spans(text, following):
        return True
    if companies.form_end(text) is not None and not text.rstrip().lower().endswith(("co.,", "co.", "co", ",", "&")):
        return False
    if re.search(r"\bco\.?,\s*$", text, re.IGNORECASE):
        return True
    if textual.has_han(text) and companies.form_end(text) is None and len(following) <= 6:
        return companies.form_end(text + following) is not None  # broken within its legal form: 有限公 over 司
    end = companies.form_end(following)
    head, comma, _ = following.partition(",")
    if companies.form_end(text) is None and comma and len(head) < LONGEST_FORM and companies.is_form(head):
        return True  # `Volta Trasmissioni` over `S.p.A., Corso Orbassano`
    whole_form = end is not None and end >= len(following.rstrip(" .,")) - 1
    same_script = textual.has_han(text) == textual.has_han(following)
    if (
        whole_form
        and same_script
        and companies.address_likeness(following) < 0.3
        and not any(c.isdigit() for c in text)
    ):
        return True  # a name broken before its last words: `Jade Ocean` over `Electronic Materials Co., Ltd.`
    return bool(_NAME_GOES_ON.search(text)) and end is not None and companies.address_likeness(following[:end]) < 0.5


def _take_second_name(block: Block, kept: list[tuple[str, tuple[Word, ...]]], used: int) -> int:
    """Take the next line where it is the same company's name in the other script; returns how many lines were taken."""
    if used >= len(kept):
        return 0
    text = kept[used][0]
    taken = 1
    other_script = textual.has_han(text) != textual.has_han(block.name)
    if not other_script:
        return 0
    if used + 1 < len(kept) and _goes_on(text, kept[used + 1][0]):
        text = join_texts([text, kept[used + 1][0]])
        taken = 2
    if companies.form_end(text) is None:
        return 0
    name, rest = companies.part(text)
    if rest:
        return 0
    block.name_alt = (name,)
    return taken


def _own_lines(lines: list[tuple[str, tuple[Word, ...]]]) -> list[tuple[str, tuple[Word, ...]]]:
    """Return the lines up to where another company's name begins: blocks stand over one another without labels, too."""
    for number, (text, _) in enumerate(lines[1:], start=1):
        end = companies.form_end(text)
        named = end is not None and end >= len(text.rstrip(" .,")) - 1
        if named and companies.address_likeness(text) < 0.3 and not any(c.isdigit() for c in text):
            return lines[:number]
    return lines


def _one_language(
    lines: list[tuple[str, tuple[Word, ...]]],
) -> tuple[list[tuple[str, tuple[Word, ...]]], list[tuple[str, tuple[Word, ...]]]]:
    """Part an address that is printed in an Asian script and then again in English, or the other way round."""
    asian = [textual.has_asian(text) for text, _ in lines]
    changes = sum(one != other for one, other in pairwise(asian))
    cut = next((i for i in range(1, len(lines)) if asian[i] != asian[0]), len(lines))
    again = changes == 1 and _is_address(lines[:cut]) and _is_address(lines[cut:])
    return (lines[:cut], lines[cut:]) if again else (lines, [])


def _is_address(lines: Sequence[tuple[str, tuple[Word, ...]]]) -> bool:
    """Say whether lines are more than a country or the rest of a name: they hold a number or a comma."""
    return any(c.isdigit() or c == "," for text, _ in lines for c in text)


def _take_address(block: Block) -> None:
    lines, others = _one_language(_own_lines(block._rest))
    if not lines:
        return
    text = ", ".join(line.strip(" ,;，") for line, _ in lines)
    if all(textual.has_han(line) for line, _ in lines):
        text = join_texts([line.strip(" ,;") for line, _ in lines])
    block.address = textual.clean(text)
    block.address_words = tuple(word for _, words in lines for word in words)
    code = countries.of_address(text)
    if code is None and len(lines) > 1:
        code = countries.of_address(lines[-1][0])
    if code is not None:
        block.country = code
        block.country_words = lines[-1][1]
        without = re.sub(r"[,，\s]*[^,，]+$", "", block.address)
        if len(without) > 5:
            block.address_alt = (without,)
    if others:
        block.address_alt = (*block.address_alt, textual.clean(", ".join(line.strip(" ,;，") for line, _ in others)))
        block.country = block.country or countries.of_address(block.address_alt[-1]) or ""
