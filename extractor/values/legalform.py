"""The legal form of a company's name: found at its end, at its head, or in the middle of a Chinese name, and taken off.

Looked up word by word in a dictionary of folded spellings, not tried one pattern after the other: a register of a million
names is taken apart in seconds.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from extractor.gazetteer.countries import legal_forms
from extractor.values import fold, textual

_WORD = re.compile(r"[^\W_]+")
_INFIX = re.compile(r"股份有限公司|有限责任公司|有限公司|股份公司")
_MISREAD = re.compile(r"(?P<lead>股份|集团)?(?:有限公.|有限.司|有.公司|.限公司|有.公.|有限责任..|有限责任?公?|有限)$")
"""`有限公司` with a character misread or the end cut off, where no whole form stands at the end."""
_LAST_BRACKET = re.compile(r"^(.*\S)\s*(\([^()]*\))$")
_ROUNDS = 3
_LONGEST = 8
_SHORTEST_LEAD = 3
_CYRILLIC_LEAD = re.compile(r"\s*(?:ООО|ОАО|ПАО|ЗАО|НАО|АО|ТОО|ИП)\s+(?=[«\"“„А-ЯЁ])")
"""Forms in Cyrillic capitals, which stand before the quoted name: `ООО «Вектор»`."""
_CLEAR_LEAD = 3
"""Words of a form at the head that make it clear though another form stands at the end."""
_GLUED = ("coltd", "gmbh", "companylimited", "pteltd", "pvtltd", "sdnbhd", "ptyltd")
"""Forms that end a word whose space was lost; shorter ones end too many honest words."""


_STROKES = str.maketrans("đłøħŧ", "dloht")


def fold_letter(character: str) -> str:
    """Return what a character adds to a name's skeleton: like `fold`, and Vietnamese letters without their accents too."""
    folded = fold.fold_character(character)
    if "\u1e00" <= folded[:1] <= "\u1eff":
        folded = "".join(fold.fold_character(c) for c in unicodedata.normalize("NFD", folded) if c.isalpha())
    return folded.translate(_STROKES)


class _Fold(dict[int, str]):
    def __missing__(self, code: int) -> str:
        self[code] = folded = fold_letter(chr(code))
        return folded


_FOLD = _Fold()


def skeleton(text: str) -> str:
    """Return letters and digits alone, with the pairs that engines take for one another made one."""
    return text.translate(_FOLD).replace("rn", "m")


@cache
def _latin() -> tuple[dict[str, str], dict[str, str]]:
    """Return the forms by folded spelling: those at the end of names, those at their head."""
    ends: dict[str, str] = {}
    leads: dict[str, str] = {}
    for form in legal_forms():
        for alias in (form.form, *form.aliases):
            if textual.has_han(alias):
                continue
            key = "".join(skeleton(word) for word in _WORD.findall(alias.casefold()))
            ends.setdefault(key, form.form)
            if form.leads and (len(key) >= _SHORTEST_LEAD or form.form == "PT"):
                leads.setdefault(key, form.form)
    return ends, leads


@cache
def _asian() -> tuple[tuple[str, str], ...]:
    """Return the forms in Chinese characters, longest first, in normal form."""
    spelled: dict[str, str] = {}
    for form in legal_forms():
        for alias in (form.form, *form.aliases):
            if textual.has_han(alias):
                spelled.setdefault(fold.simplified(alias).casefold(), form.form)
    return tuple(sorted(spelled.items(), key=lambda item: (-len(item[0]), item[0])))


@cache
def families(form: str) -> frozenset[str]:
    """Return the families of a form; two forms that share one translate or shorten one another."""
    return frozenset(family for one in legal_forms() if one.form == form for family in one.families)


def take_off(normal: str) -> tuple[str, str]:
    """Return a name's normal form without its legal form, and the form as the gazetteer spells it (empty: none)."""
    found = ""
    text = normal
    if textual.has_han(normal):
        text, found = _asian_off(text)
    for _ in range(_ROUNDS):
        shorter, form = _latin_end(text)
        if not form:
            break
        text, found = shorter, found or form
    shorter, form = _latin_lead(text, 1 if not found else _CLEAR_LEAD)
    return (shorter, found or form) if form else (text, found)


def _asian_off(text: str) -> tuple[str, str]:
    found = ""
    for _ in range(_ROUNDS):
        for alias, form in _asian():
            if text.endswith(alias) and len(text) > len(alias):
                text, found = _without_end(text, len(alias)), found or form
                break
            if text.startswith(alias) and len(text) > len(alias) and alias.strip("(")[0] in "株有合一":
                text, found = text[len(alias) :].lstrip(" .,&()"), found or form
                break
        else:
            break
    if not found and (misread := _MISREAD.search(text)) is not None and misread.start() > 1:
        return _without_end(text, len(misread.group())), f"{misread['lead'] or ''}有限公司"
    inside = _INFIX.search(text)
    if inside is not None and inside.start() > 0:
        text, found = text[: inside.start()] + text[inside.end() :], found or inside.group()
    return text, found


def _without_end(text: str, length: int) -> str:
    """Take letters off the end, and what then hangs there; a bracket that closes stays."""
    rest = text[:-length].rstrip(" .,&(")
    return rest if rest.count("(") == rest.count(")") else rest.rstrip(" .,&()")


def _latin_end(text: str) -> tuple[str, str]:
    bracket = _LAST_BRACKET.match(text) if text.endswith(")") else None
    if bracket is not None:
        shorter, form = _latin_end(bracket[1])
        if form:
            return f"{shorter} {bracket[2]}", form
    ends, _ = _latin()
    words = list(_WORD.finditer(text))
    folded = [skeleton(word.group()) for word in words]
    for count in range(min(_LONGEST, len(words) - 1), 0, -1):
        form = ends.get("".join(folded[-count:]), "")
        if form:
            return text[: words[-count].start()].rstrip(" .,&(-/"), form
    if folded and len(folded[-1]) > _LONGEST:
        for glued in _GLUED:
            if folded[-1].endswith(glued) and skeleton(text[-len(glued) :]) == glued:
                return text[: -len(glued)].rstrip(" .,&(-/"), ends[glued]
    return text, ""


def _latin_lead(text: str, fewest: int) -> tuple[str, str]:
    """Take off a form of at least `fewest` words at the head: `Closed Joint-Stock Company New Oil Company`."""
    _, leads = _latin()
    words = list(_WORD.finditer(text))
    folded = [skeleton(word.group()) for word in words[:_LONGEST]]
    for count in range(min(_LONGEST, len(words) - 1), fewest - 1, -1):
        form = leads.get("".join(folded[:count]), "")
        if form:
            return text[words[count].start() :].rstrip(" )\"'"), form
    return text, ""


def lead_end(text: str) -> int:
    """Return where the name begins behind a legal form of several words, or `PT`, at the head of a text; 0 where none is:
    `CONG TY TNHH DONG BAC`, `Công ty Cổ phần Đông Bắc`.
    """
    cyrillic = _CYRILLIC_LEAD.match(text)
    if cyrillic is not None:
        return cyrillic.end()
    _, leads = _latin()
    words = list(_WORD.finditer(text))
    if words and words[0].group()[0].isdigit():
        return 0  # the house `11-C` is no `LLC`
    folded = [skeleton(word.group().casefold()) for word in words[:_LONGEST]]
    for count in range(min(_LONGEST, len(words) - 1), 0, -1):
        form = leads.get("".join(folded[:count]), "")
        sure = count > 1 or (form == "PT" and words[0].group() == "PT")
        if form and sure and words[count].group().isalpha():
            return words[count].start()
    return 0


def first_end(normal: str) -> int | None:
    """Return where the first clear legal form inside a name ends, None where there is none: behind it an address may stand."""
    inside = re.search(r"(?:股份|责任)?有限(?:责任)?公司", normal)
    if inside is not None and inside.start() > 0:
        return inside.end()
    clear = _clear()
    words = list(_WORD.finditer(normal))
    folded = [skeleton(word.group()) for word in words]
    for at in range(1, len(words)):
        for count in (4, 3, 2, 1):
            if at + count <= len(words) and "".join(folded[at : at + count]) in clear:
                return words[at + count - 1].end()
    return None


def short_ends(normal: str) -> list[int]:
    """Return where words end that are a form of two letters, such as `S.A.`: too short to be sure of without what follows."""
    ends, _ = _latin()
    words = list(_WORD.finditer(normal))
    folded = [skeleton(word.group()) for word in words]
    out = []
    for at in range(1, len(words)):
        for count in (2, 1):
            key = "".join(folded[at : at + count])
            if at + count <= len(words) and len(key) < _SHORTEST_LEAD and key in ends:
                out.append(words[at + count - 1].end())
    return out


@cache
def _clear() -> frozenset[str]:
    return frozenset(
        key
        for form in legal_forms()
        if form.finds and form.form not in {"Co.", "Group", "Trust", "Foundation"}
        for alias in (form.form, *form.aliases)
        if len(key := "".join(skeleton(word) for word in _WORD.findall(alias.casefold()))) >= _SHORTEST_LEAD
    )


def mended(name: str) -> str:
    """Return a name read from ink with the letters of its legal form put right where they were taken for one another:
    `S.r.I.` is `S.r.l.`, `Sp. z 0.o.` is `Sp. z o.o.`

    Only a form written with dots, or one with a figure in it, is looked at: `SRI` may be a word.
    """
    words = list(_WORD.finditer(name))
    for count in range(min(_LONGEST, len(words) - 1), 0, -1):
        tail = words[-count:]
        printed = "".join(word.group() for word in tail)
        dotted = "." in name[tail[0].start() : tail[-1].end()]
        if not dotted and not any(c.isdigit() for c in printed):
            continue
        spelled = _spelled_ends().get(skeleton(printed.casefold()), ())
        same = [one for one in spelled if len(one) == len(printed)]
        if not same or any(one.casefold() == printed.casefold() for one in same):
            continue
        return _respelled(name, tail[0].start(), same[0])
    return name


@cache
def _spelled_ends() -> dict[str, tuple[str, ...]]:
    """Return the letters of every form in Latin letters, as spelled, by their skeleton."""
    found: dict[str, list[str]] = {}
    for form in legal_forms():
        for alias in (form.form, *form.aliases):
            letters = "".join(_WORD.findall(alias))
            if not textual.has_han(alias):
                found.setdefault(skeleton(letters.casefold()), []).append(letters)
    return {key: tuple(spelled) for key, spelled in found.items()}


def _respelled(name: str, start: int, letters: str) -> str:
    """Put a form's letters over those of a name's end; letters that are right keep their case, dots and spaces stay."""
    out, left = [name[:start]], iter(letters)
    upper = not any(c.islower() for c in name)
    for character in name[start:]:
        right = next(left) if character.isalnum() else character
        out.append(character if right.casefold() == character.casefold() else right.upper() if upper else right)
    return "".join(out)
