"""What happens to a company's name between the register and a paper, by kind.

The kinds of `TRAINED` are what the accept model learns from; the others are kept for measuring how it does on damage that
it was never shown.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from random import Random

from extractor.values import legalform, names, textual

CONFUSIONS = {
    "o": "0ec", "0": "Oo", "l": "1Ii", "i": "1lj", "I": "l1", "1": "lI", "s": "5", "S": "5", "5": "S", "b": "6h",
    "B": "8", "8": "B", "g": "q9", "G": "6C", "z": "2", "Z": "2", "e": "co", "c": "eo", "h": "bn", "n": "hr",
    "u": "vn", "v": "uy", "t": "fl", "f": "t", "a": "oe", "D": "O", "O": "0Q", "E": "F", "F": "E", "P": "F",
    "R": "K", "m": "n", "w": "v", "q": "g", "r": "n", "y": "v", "未": "末", "土": "士", "己": "已", "日": "曰",
    "天": "夫", "大": "太", "人": "入", "晖": "晕", "兴": "关", "达": "迏", "瑞": "端", "科": "料", "技": "枝",
    "限": "艰", "司": "可", "材": "村", "金": "全", "永": "水", "磁": "滋", "东": "车", "华": "毕",
}  # fmt: skip
"""Letters and characters that engines take for one another."""
PAIRS = (
    ("rn", "m"),
    ("m", "rn"),
    ("cl", "d"),
    ("d", "cl"),
    ("vv", "w"),
    ("w", "vv"),
    ("li", "h"),
    ("ii", "u"),
    ("nn", "m"),
)
_ABBREVIATED = {
    "technology": "Tech.", "technologies": "Tech", "international": "Int'l", "industries": "Ind.", "industrial": "Ind.",
    "manufacturing": "Mfg.", "materials": "Mat.", "material": "Mat.", "electronics": "Elec.", "engineering": "Eng.",
    "development": "Dev.", "enterprises": "Ent.", "trading": "Trd.", "systems": "Sys.", "group": "Grp.", "holdings": "Hldgs.",
    "company": "Co.", "corporation": "Corp.", "limited": "Ltd.", "magnetic": "Mag.", "magnetics": "Mag.", "services": "Svcs.",
    "management": "Mgmt.", "investment": "Inv.", "investments": "Inv.", "and": "&",
}  # fmt: skip
_MANY_WORDS = 3
_STREETS = ("Xin", "Main", "Park", "Lake", "Mill")
_PROVINCES, _ROADS_ZH = ("浙江省", "江苏省", "广东省", ""), ("新华", "人民", "中山", "解放")
_TYPED_ZH = str.maketrans("业东华国电机产龙兴达稀钢铁宁广", "業東華國電機產龍興達稀鋼鐵寧廣")
_FORM_ZH = re.compile(r"(?:股份|集团)?有限(?:责任)?公司$")
_ROADS = ("Road", "Street", "Avenue", "Industrial Park", "Lane", "Str.", "Blvd", "Way")


def ocr(rng: Random, name: str) -> str:
    """Misread one to three letters."""
    out = name
    for _ in range(rng.choice([1, 1, 2]) + (len(name) > 30 and rng.random() < 0.5)):
        if rng.random() < 0.2:
            old, new = rng.choice(PAIRS)
            at = out.find(old, rng.randrange(max(1, len(out) // 2)))
            out = out if at < 0 else out[:at] + new + out[at + len(old) :]
            continue
        places = [at for at, letter in enumerate(out) if letter in CONFUSIONS]
        if places:
            at = rng.choice(places)
            out = out[:at] + rng.choice(CONFUSIONS[out[at]]) + out[at + 1 :]
    return out


def spaces(rng: Random, name: str) -> str:
    """Lose spaces, or split a word."""
    out = name
    for _ in range(rng.choice([1, 1, 2, 3])):
        gaps = [match.start() for match in re.finditer(" ", out)]
        if gaps and rng.random() < 0.6:
            at = rng.choice(gaps)
            out = out[:at] + out[at + 1 :]
        elif len(out) > 4:
            at = rng.randrange(2, len(out) - 1)
            out = f"{out[:at]} {out[at:]}"
    return out


def legal_dropped(rng: Random, name: str) -> str:
    """Leave the legal form away, or write it another way."""
    core, form = _parted(name)
    if not form:
        return name
    if rng.random() < 0.7:
        return name[: len(core)] if name.lower().startswith(core) else core
    same = {"Co., Ltd.": "Co Ltd", "Ltd.": "Limited", "Inc.": "Incorporated", "Corp.": "Corporation", "GmbH": "mbH",
            "有限公司": "有限责任公司", "S.p.A.": "SPA", "S.A.": "SA", "AG": "Aktiengesellschaft"}  # fmt: skip
    return f"{core}{'' if textual.has_han(core) else ' '}{same.get(form, form)}"


def _parted(name: str) -> tuple[str, str]:
    """Return a name and its legal form; of a Chinese one the company's form alone, so that a plant stays a plant."""
    if textual.has_han(name) and (match := _FORM_ZH.search(name)) is not None:
        return name[: match.start()], match.group()
    return legalform.take_off(names.normalise(name))


def swapped(rng: Random, name: str) -> str:
    """Exchange two words, or put a bracketed place elsewhere."""
    if textual.has_han(name):
        parts = names.take_apart(name)
        if not parts.place or parts.place not in name:
            return name
        rest = name.replace(parts.place, "", 1).lstrip("省市")
        body, form = _parted(rest)
        return f"{body}({parts.place}){form}"
    words = name.split()
    core = len(legalform.take_off(names.normalise(name))[0].split())
    if core < 2:
        return name
    at = rng.randrange(core - 1)
    words[at], words[at + 1] = words[at + 1], words[at]
    return " ".join(words)


def abbreviated(rng: Random, name: str) -> str:
    """Shorten one or two words, or leave all but the first two away; of a Chinese name drop its trade words or its place."""
    if textual.has_han(name):
        parts = names.take_apart(name)
        return parts.place + parts.brand if rng.random() < 0.5 else name.replace(parts.place, "", 1).lstrip("省市")
    words = name.split()
    if len(words) > _MANY_WORDS and rng.random() < 0.15:
        return " ".join(words[:2])
    long = [at for at, word in enumerate(words) if len(word) > 5 and word.isalpha()]
    for at in rng.sample(long, min(len(long), rng.choice([1, 1, 2]))):
        short = _ABBREVIATED.get(words[at].lower())
        words[at] = short if short is not None else words[at][: rng.randint(3, 5)] + "."
    return " ".join(words)


def truncated(rng: Random, name: str) -> str:
    """Cut the end off, as narrow columns do."""
    return name[: max(min(len(name), 4), round(len(name) * rng.uniform(0.55, 0.85)))].strip()


def address_tail(rng: Random, name: str) -> str:
    """Print an address right behind the name."""
    number = rng.randint(1, 999)
    if textual.has_han(name):
        return f"{name}{rng.choice(_PROVINCES)}{rng.choice(_ROADS_ZH)}路{number}号"
    street = f"{rng.choice(['No. ', '', 'No.'])}{number} {rng.choice(_STREETS)}{rng.choice(['hua', '', 'er'])}"
    return f"{name}{rng.choice([', ', ' ', ','])}{street} {rng.choice(_ROADS)}, {rng.randint(10000, 99999)}"


def letter_case(rng: Random, name: str) -> str:
    """Write all in capitals or none, without some punctuation."""
    plain = re.sub(r"[.,]", "", name) if rng.random() < 0.5 else name
    return plain.upper() if rng.random() < 0.6 else plain.title()


def typed(rng: Random, name: str) -> str:
    """Mistype: two letters exchanged, one left out, one doubled; accents left away; in Chinese the traditional forms."""
    if textual.has_han(name):
        return name.translate(_TYPED_ZH)
    at = rng.randrange(1, max(2, len(name) - 2))
    style = rng.random()
    if style < 0.3 and not name.isascii():
        return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    if style < 0.6:
        return name[:at] + name[at + 1 : at + 2] + name[at : at + 1] + name[at + 2 :]
    return name[:at] + name[at + 1 :] if style < 0.8 else name[:at] + name[at - 1] + name[at:]


KINDS: dict[str, Callable[[Random, str], str]] = {
    "ocr": ocr, "spaces": spaces, "legal": legal_dropped, "swapped": swapped, "abbreviated": abbreviated,
    "truncated": truncated, "address": address_tail, "case": letter_case, "typed": typed,
}  # fmt: skip
TRAINED = ("ocr", "spaces", "legal", "abbreviated", "truncated", "case")
UNTRAINED = ("swapped", "address", "typed")


def noisy(rng: Random, name: str, kinds: tuple[str, ...]) -> tuple[str, str]:
    """Return a damaged name and the kind of damage; `mixed` is two kinds one after the other."""
    if rng.random() < 0.2:
        first, second = rng.sample(kinds, 2)
        return KINDS[second](rng, KINDS[first](rng, name)), "mixed"
    kind = rng.choice(kinds)
    return KINDS[kind](rng, name), kind
