"""A party's block taken apart: name in one or two languages, address, country, tax number; contacts are left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extractor.datatypes.layout import join_texts
from extractor.datatypes.page import Origin, Word
from extractor.stages.extract.blocklines import (
    Block,
    ends_block,
    goes_on_contact,
    joined_labels,
    parted,
    without_contacts,
)
from extractor.stages.extract.blocknames import NAME_GOES_ON, SEALED, take_name
from extractor.stages.extract.candidates import words_of
from extractor.values import companies, countries, labels, legalform, taxnumbers, textual
from extractor.values.checkdigits import is_korean_company

_USCC = re.compile(r"9[1-3]\d{6}[0-9A-HJ-NPQRTUWXY]{10}")
"""A unified social credit code: GB 32100-2015, companies' codes begin with 91, 92 or 93."""
_USCC_AT_END = re.compile(
    rf"(?:^|[\s(（])(?:(?:编码|代码|code)[:：]?\s*)?(?P<code>{_USCC.pattern})[)）]?\s*$", re.IGNORECASE
)
_TAX = re.compile(
    r"(?:VAT|TAX|GSTIN|GST|SST|ABN|NIP|EORI|USCC|UID|EIN|TIN|RFC|CNPJ|P\.?\s?IVA|USt-?Id|统一社会信用代码|税号|纳税人识别号)"
    r"[\s\w./()-]{0,22}?(?:[:：#\s]\s*|(?=\d|[A-Z]{2}U?\d{6}))"
    r"((?!(?:ID|NO|NR|REG|NUMBER|CODE)\b)[A-Z0-9][A-Z0-9 .\-/]{6,24}[A-Z0-9])",
    re.IGNORECASE,
)
_WORD_BEHIND = re.compile(r"\s+(?!(?:MWST|TVA|IVA|UST)\b)(?:[^\W\d_]{3,}(?!\w)|[\u4e00-\u9fff])", re.IGNORECASE)
_FEWEST_DIGITS = 5
"""A word behind a tax number, which Swiss ones alone end with; digits that a tax number has at least."""
_ENTERPRISE_CODE = re.compile(
    r"(?:(?:编码|代码|code)[:：]?)?(?:\d{9,13}|(?=(?:\D*\d){8})[0-9A-Z]{15,18})", re.IGNORECASE
)
"""A number of the customs or of the register over a company's name, as licences print it (DOMAIN.md, licence form)."""
_KOREAN = re.compile(r"\d{3}-\d{2}-\d{5}")
_FIGURES = re.compile(r"[\d\s.-]{8,}")
"""A line of figures alone is no address: the label of a number was not read."""
_SHORTEST_HALF = 8
"""Characters of an address that is printed in two scripts on one line, in each."""
_SHORTEST_OFFICE = 3
"""Characters of an office's name that are no chance where they stand twice."""
_NUMBERED = re.compile(r"(?=(?:\D*\d){4})[A-Z]{0,6}[-/]?\d[\w/-]{4,}", re.IGNORECASE)
"""A number behind a label that stands in a block and is no part of its address."""
_LABEL_NAMES = frozenset({"name", "address", "city", "country"})


def read(lines: Sequence[tuple[Word, ...]]) -> Block | None:
    """Take a block's lines apart; None where no name stands at its head."""
    block = Block(line_count=len(lines))
    kept = _kept(lines, block)
    while len(kept) > 1 and _ENTERPRISE_CODE.fullmatch(kept[0][0].replace(" ", "")):
        kept = kept[1:]
    if not kept:
        return None
    used = take_name(block, kept)
    block._rest = [one for one in (_without_sublabel(*line, block) for line in kept[used:]) if one[0]]
    if any(word.origin is Origin.OCR for word in block.name_words):
        block.name = legalform.mended(block.name)
    if not _is_name(block.name):
        return None
    _take_address(block)
    return block


def address(lines: Sequence[tuple[Word, ...]]) -> Block:
    """Take an address apart that stands without a name, behind a label of its own."""
    block = Block(line_count=len(lines))
    block._rest = _kept(lines, block)
    _take_address(block)
    return block


def tax_number(words: tuple[Word, ...]) -> Block:
    """Read a tax number that stands without a name, behind a label of its own; nothing is set where none is there."""
    block = Block(line_count=1)
    text, words = _without_colon(join_texts([word.text for word in words]), words)
    _take_tax(block, text, words, 0)
    return block


def _kept(lines: Sequence[tuple[Word, ...]], block: Block) -> list[tuple[str, tuple[Word, ...]]]:
    """Return a block's lines up to where it ends, without contacts and labels, its tax number taken out."""
    kept: list[tuple[str, tuple[Word, ...]]] = []
    before = ""
    for words in joined_labels(parted(lines)):
        text, words = _without_colon(join_texts([word.text for word in words]), words)
        if kept and ends_block(text):
            break
        text, words = _without_tax(block, text, words)
        if kept and _FIGURES.fullmatch(text):
            _take_unlabelled(block, text, words)
            continue
        whole = text
        text, words = without_contacts(text, words)
        if text and not goes_on_contact(before, text):
            kept.append((text, words))
        before = whole if text != whole else ""
    kept = [_without_sublabel(text, words, block) for text, words in kept]
    return [(text, words) for text, words in kept if text]


def _without_colon(text: str, words: tuple[Word, ...]) -> tuple[str, tuple[Word, ...]]:
    """Take off the colon that a form prints at the beginning of each value: `客户名称    ：某某公司`."""
    bare = text.lstrip(" :：")
    return (bare, words_of(words, len(text) - len(bare), len(text))) if bare != text else (text, words)


def office(lines: Sequence[tuple[Word, ...]]) -> Block | None:
    """Read the name of an authority, which may go on in the next line; None where none is there."""
    block = Block(line_count=len(lines))
    texts = [join_texts([word.text for word in words]) for words in lines]
    stop = next((i for i, text in enumerate(texts, start=1) if not NAME_GOES_ON.search(text)), len(texts))
    block.name_words = tuple(word for line in lines[:stop] for word in line)
    block.raw_name = join_texts(texts[:stop])
    block.name = textual.trimmed(SEALED.sub("", block.raw_name))
    half = len(block.name) // 2
    again = next((i for i in range(half, len(block.name)) if block.name[:i].endswith(block.name[i:])), None)
    if again is not None and len(block.name) - again >= _SHORTEST_OFFICE:
        block.name = block.name[:again]  # the seal prints the name once more
    first, others = textual.bilingual(block.name)
    if others:
        block.name, block.name_alt = first, (*others, block.name)
    rest = list(zip(texts, lines, strict=True))[stop:]
    if rest and _is_address(rest) and countries.of_address(", ".join(text for text, _ in rest)) is not None:
        block._rest = rest  # its seat, told with the country: print of a seal is none
        _take_address(block)
    return block if _is_name(block.name) else None


def _is_name(text: str) -> bool:
    letters = sum(c.isalpha() for c in text)
    digits = sum(c.isdigit() for c in text)
    return letters >= 2 and digits <= letters and len(text) <= 150


def _without_tax(block: Block, text: str, words: tuple[Word, ...]) -> tuple[str, tuple[Word, ...]]:
    """Take a tax number off a line: one that a label announces, or that ends a line of the address.

    Of several, `PAN AAGCN4471L  GSTIN 27AAGCN4471L1ZQ`, the surest is kept.
    """
    starts: list[int] = []
    for match, value in labels.split_labels(text):
        if not labels.means(text[match.start :], "tax_id"):
            continue
        found = _TAX.search(text, match.rest_start)
        start, label = match.rest_start, match.label
        if found is not None and not _is_known(value) and _is_known(found[1]):
            value, start = found[1], found.start(1)  # `KvK 24417106  VAT NL807150382B01`
        if _take_tax(block, value, words, start, label):
            starts.append(match.start)
    if starts:
        return _before(text, min(starts), words)
    bare = _USCC_AT_END.search(text)
    if bare is not None and _take_tax(block, bare["code"], words, bare.start("code")):
        return _before(text, bare.start(), words)
    found = _TAX.search(text)
    if found is None or not _take_tax(block, found[1], words, found.start(1), text[found.start() : found.start(1)]):
        return text, words
    return _before(text, found.start(), words)


def _is_known(number: str) -> bool:
    """Say whether a number has the shape of a tax number, or begins with the state whose it is."""
    plain = number.strip().upper()
    return taxnumbers.is_vat_state(plain) or taxnumbers.check_of(plain) is not None


def _take_unlabelled(block: Block, text: str, words: tuple[Word, ...]) -> None:
    """Keep a Korean company's number whose label is not there: its shape and its check digit prove it."""
    number = text.strip()
    if not block.tax_id and _KOREAN.fullmatch(number) and is_korean_company(number):
        _take_tax(block, number, words, 0)


def _before(text: str, end: int, words: tuple[Word, ...]) -> tuple[str, tuple[Word, ...]]:
    rest = text[:end].rstrip(" ,;，；(")
    return rest, words_of(words, 0, len(rest)) if rest else ()


def _take_tax(block: Block, value: str, words: tuple[Word, ...], start: int, label: str = "") -> bool:
    """Keep a tax number where the text is one and the block has none that is surer; returns whether it is one."""
    body = _to_next_word(re.split(r"[,;，；]|\s{2,}", value.strip())[0])
    number = re.sub(r"[\s.]", "", body).upper().strip("-/")
    digits = sum(c.isdigit() for c in number)
    if not 7 <= len(number) <= 24 or digits < _FEWEST_DIGITS or not re.fullmatch(r"[A-Z0-9/\-]+", number):
        return False
    standing = taxnumbers.standing(label, number)
    if standing < block.tax_standing:
        return True
    block.tax_standing, block.tax_words = standing, words_of(words, start, start + len(body))
    read_from_ink = any(word.origin is Origin.OCR for word in block.tax_words)
    block.tax_id = taxnumbers.parse(number) if read_from_ink else number  # what a file says itself is never mended
    return True


def _to_next_word(number: str) -> str:
    """Return a tax number up to the word behind it, which begins what follows on the line: `91350200MA2XN7QE54 Tel ...`."""
    words = _WORD_BEHIND.finditer(number)
    end = next(
        (word.start() for word in words if sum(map(str.isdigit, number[: word.start()])) >= _FEWEST_DIGITS), None
    )
    return number[:end]


def _without_sublabel(text: str, words: tuple[Word, ...], block: Block) -> tuple[str, tuple[Word, ...]]:
    """Take a label inside the block off its line: `Address: ...` keeps its value, other labels end the line."""
    found = labels.best(text)
    if found is not None and found.kind in {"distractor", "party", "field"} and _NUMBERED.fullmatch(found.rest):
        return "", ()  # `Customer No. 881605`, with no colon
    if found is None or not found.rest or not found.delimited:
        return text, words
    equal = [one for one in labels.match(text) if one.score >= found.score]
    if any(one.kind == "party" and one.field in _LABEL_NAMES for one in equal):  # `名称` may be the goods', too
        block.named |= any(one.field == "name" for one in equal)
        return found.rest, words_of(words, found.rest_start, len(text))
    if found.kind in {"distractor", "party", "field"} and found.score >= 0.8:
        return "", ()
    return text, words


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


def _by_script(text: str, words: tuple[Word, ...]) -> list[tuple[str, tuple[Word, ...]]]:
    """Part a line that prints an address in Chinese and again in English, or the other way round."""
    asian = [textual.has_asian(word.text) for word in words]
    if not any(asian) or all(asian):
        return [(text, words)]
    cut = len(words) - asian[::-1].index(True) if asian[0] else asian.index(True)
    parts = [(join_texts([word.text for word in part]), tuple(part)) for part in (words[:cut], words[cut:])]
    latin, other = parts[::-1] if asian[0] else parts
    clean = textual.has_latin(latin[0]) and not textual.has_latin(other[0])
    whole = all(_is_address([part]) or companies.address_likeness(part[0]) >= 0.5 for part in parts)
    return parts if clean and whole and all(len(line) >= _SHORTEST_HALF for line, _ in parts) else [(text, words)]


def _is_address(lines: Sequence[tuple[str, tuple[Word, ...]]]) -> bool:
    """Say whether lines are more than a country or the rest of a name: they hold a number or a comma."""
    return any(c.isdigit() or c == "," for text, _ in lines for c in text)


def _take_address(block: Block) -> None:
    own = [part for line in _own_lines(block._rest) for part in _by_script(*line)]
    lines, others = _one_language(own)
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
