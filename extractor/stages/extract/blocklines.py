"""The lines of a party's block before they are taken apart: cut, joined, without contacts, up to where the block ends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extractor.datatypes.layout import join_texts
from extractor.datatypes.page import Origin, Word
from extractor.stages.extract.candidates import words_of
from extractor.values import companies, countries, labels

_CONTACT = re.compile(
    r"(?:\b(?:tel|phone|fax|mobile|mob|whatsapp|wechat|skype|cell|e-?mail|mail|attn|attention|contact|www|http|website|web)\b\s*[.:：]?|\b(?:tel|phone|fax|mob)(?=\d{3})|电话|電話|传真|联系人|邮箱|전화|팩스|"
    r"手机|邮编|(?:^|(?<=[\s,;]))\(\d{3}\)\s?\d{3}[-. ]\d{4}\b|^\d{3}[-.]\d{3}[-.]\d{4}$|^0\d{2,3}-\d{7,8}$|"
    r"\b[TFMP]\s?[:：]\s*[+(]?\d|\b[TFMP]\s\+\d|[^\s,;]*@\S+\.\w|\+\d{1,3}[\s(-]\d)",
    re.IGNORECASE,
)
_ORNAMENT = re.compile(r"^[^\x00-\x7f]{1,4}\s+(?=[A-Z])|(?<=[A-Z])\s+[^\x00-\x7f]{1,4}$")
"""Stars around a title, as an engine reads them: `★火火 PACKING LIST 女女女`."""
PARTING = frozenset("·•|∙‧●—–")
_DOT = re.compile(r"[·•∙‧●]")
_DOT_OR_TEXT = re.compile(r"[·•∙‧●]|[^·•∙‧●]+")
_REST_OF_PHONE = re.compile(r"[\d\s()+/.-]{4,}")
_DOCUMENT = re.compile(r"[\u4e00-\u9fff（()）\s]*[票单據据证證书]\s*[)）]?")
"""What Chinese titles of papers end with: `出口销售发票`, `送货单（装箱单）`; no address does."""
_SPACED_OUT = re.compile(r"[^\W\d_](?:\s[^\W\d_]){3,}")
"""One word of a title whose letters stand apart: `P A C K I N G`."""
_RULE = re.compile(r"[-=_─━═*~]{4,}")
"""A rule typed with signs."""
_TARIFF = re.compile(r"\b(?:HTS|H\.?S\.?)\b\D{0,12}\d{4}|(?:海关|商品|HS)编码\D{0,4}\d{4}", re.IGNORECASE)
"""A note on the goods: `Items 1-4: HS 8505 1110`."""
_BANK = re.compile(r"开户|银行账|账号|账户")
"""What a line of the bank's begins with, whose label may be broken: `开户行及账` over `号：`."""
_PERSON = re.compile(r"\W*(?:attn|attention|contact|联系人|经办人)", re.IGNORECASE)
_PERSON_ASKED = re.compile(r"(?:attn|attention|contact|联系人|经办人)[\s.:：]*$", re.IGNORECASE)
_PERSON_NAME = re.compile(r"[^\W\d_]+\.?(?:\s[^\W\d_]+\.?){0,3}")
"""Who is asked for at the end of a line, and named in the next."""
_TITLES = frozenset({"title"})
ROLES = frozenset({"seller", "buyer", "consignee", "notify_party", "exporter", "consignor", "importer", "end_user",
                   "issuing_authority"})  # fmt: skip


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
    tax_standing: int = -1
    """How surely that is the tax number, of the several numbers that a company has."""
    line_count: int = 0
    named: bool = False
    """Whether a label of its own announces the name: `名称：`, `Company name:`."""
    _rest: list[tuple[str, tuple[Word, ...]]] = field(default_factory=list)


def parted(lines: Sequence[tuple[Word, ...]]) -> list[tuple[Word, ...]]:
    """Cut lines at the marks that part name, street and town on one line: `Nordwerk GmbH · Hafenstr. 2 · 24103 Kiel`."""
    out: list[tuple[Word, ...]] = []
    for line in lines:
        words = tuple(part for word in line for part in _between_dots(word))
        start = 0
        for place, word in enumerate(words):
            if word.text in PARTING:
                out.append(words[start:place])
                start = place + 1
        out.append(words[start:])
    return [words for words in out if words]


def _between_dots(word: Word) -> Iterator[Word]:
    """Yield the parts of a word read from ink that took in a parting dot: `12·24103`, `GmbH·`."""
    if word.origin is not Origin.OCR or len(word.text) == 1 or not _DOT.search(word.text):
        yield word
        return
    for part in _DOT_OR_TEXT.finditer(word.text):
        yield from words_of((word,), part.start(), part.end())


def _is_title(text: str) -> bool:
    """Say whether a text is the title of a paper, or says it in two languages: `Commercial Invoice Fattura`."""
    found = labels.best(_ORNAMENT.sub("", text), _TITLES)
    if found is None or found.weak or found.start > 0:
        return False
    return not found.rest or (not found.delimited and _is_title(found.rest))


def ends_block(text: str) -> bool:
    """Say whether a line belongs to what follows a block: a title, or the label of something else with nothing behind."""
    label = labels.best(text)
    if (
        _DOCUMENT.fullmatch(text)
        or _SPACED_OUT.fullmatch(text)
        or _RULE.fullmatch(text)
        or _TARIFF.search(text)
        or _BANK.match(text)
    ):
        return True
    if any(_is_title(part.strip()) for part in re.split(r"[/／]", text)):
        return True
    if label is not None and label.kind == "party" and label.field in ROLES and label.score >= 0.85 and label.start > 0:
        return True  # the next box of a form: `12. 最终用户 End user ...`
    inner = label is not None and label.kind in {"party", "distractor"} and label.field not in ROLES
    inner = inner or _last_label(text) == "tax_id"
    return text.rstrip().endswith((":", "：")) and not inner and _CONTACT.search(text) is None


def joined_labels(lines: Sequence[tuple[Word, ...]]) -> list[tuple[Word, ...]]:
    """Join a line that ends with the label of a tax number to the next, which begins with the number."""
    out: list[tuple[Word, ...]] = []
    waiting = False
    for words in lines:
        if waiting:
            out[-1] = out[-1] + words
        else:
            out.append(words)
        text = join_texts([word.text for word in words])
        pairs = labels.split_labels(text)
        waiting = bool(pairs) and pairs[-1][0].field == "tax_id" and not pairs[-1][1]
        waiting = (waiting or _last_label(text) == "tax_id") and not companies.is_form(text)
    return out


def _last_label(text: str) -> str | None:
    """Return the field of the label that a line ends with: `..., China 统一社会信用代码:`."""
    found = labels.best(text.split()[-1]) if text.rstrip().endswith((":", "：")) else None
    return found.field if found is not None and not found.rest else None


def goes_on_contact(before: str, text: str) -> bool:
    """Say whether a line is the rest of the telephone number or of the person in the line before."""
    if not before:
        return False
    asked = _PERSON.match(before) is not None and text.isalpha()
    asked = asked or (_PERSON_ASKED.search(before) is not None and _PERSON_NAME.fullmatch(text) is not None)
    person = asked and countries.find(text) is None
    return person or _REST_OF_PHONE.fullmatch(text) is not None


def without_contacts(text: str, words: tuple[Word, ...]) -> tuple[str, tuple[Word, ...]]:
    """Return a line up to its first telephone number, mail address or person."""
    match = _CONTACT.search(text)
    if match is None:
        return text, words
    rest = text[: match.start()].rstrip(" ,;，；/|(")
    return rest, words_of(words, 0, len(rest)) if rest else ()
