"""Invented companies in many languages, and their neighbours: names that look alike and are other companies.

Wider than the names on generated papers: a register holds funds, holdings, plants, people's firms and namesakes. No real
company's name is used; words and places are those of `gazetteers/` and of the paper generator.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from random import Random

from extractor.gazetteer.companywords import chinese_places, name_words
from extractor.learn.papers import names as papers
from extractor.learn.papers.words import table

_COUNTRIES = "CN CN CN US US GB DE DE IT FR ES PL SE NL JP KR IN IN VN"
LATIN = tuple(_COUNTRIES.split())
"""Countries of names in Latin letters, the commoner ones more than once."""
HAN_SHARE = 0.18
"""Share of names that are in Chinese characters; Japanese and Korean script are a tenth of these."""
_SYLLABLES_LISTED = (
    "ba be bi bo bra bri ca ce chi co cra da de di do dra du e fa fe fi fo fra ga ge gi gla go gra ha he hi ho i ja "
    "jo ka ke ki ko kra la le li lo lu ma me mi mo mu na ne ni no nu o pa pe phi po pra qua ra re ri ro ru sa sca se "
    "si so spa sta ste su ta te ti to tra tri u va ve vi vo wa we wi xa ya yo za ze zi zo"
)
_SYLLABLES = _SYLLABLES_LISTED.split()
_ENDS = ("", "", "n", "r", "s", "l", "x", "m", "t", "d", "tec", "tech", "med", "net", "lab", "soft", "chem", "gen", "co",
         "max", "line", "ware", "flex", "con", "mar", "pro", "ix", "ion", "ium", "eon", "ara", "ella", "ano", "ett", "sen",
         "berg", "man", "son", "ski", "ov")  # fmt: skip
_PLAIN_LISTED = (
    "Alpha Delta Omega Summit Pioneer Liberty Heritage Royal Imperial Capital City Central Coastal Highland Lakeside "
    "Mountain Valley River Harbor Island Sunrise Sunset Golden Silver Crystal Diamond Emerald Phoenix Falcon Eagle "
    "Lion Tiger Bear Wolf Atlas Titan Apollo Orion Aurora Nova Vega Polar Arctic Baltic Alpine Atlantic Continental "
    "Euro Asia America Trans Inter Multi Omni Uni Metro Urban Prime Premier First Elite Smart Quantum Vector Matrix "
    "Fusion Vertex Apex Zenith Horizon Genesis Legacy Unity Harmony Fortune Lucky Prosper Victory Triumph"
)
_PLAIN = _PLAIN_LISTED.split()
_TAILS = (
    "Fund I", "Fund II", "Fund III", "Fund IV", "Holdings", "Group", "Holding", "Capital Partners",
    "Real Estate", "Invest", "Verwaltungs", "Beteiligungs", "Immobilien", "Services", "Trust 2021-1",
    "Pension Plan", "Trading", "Global", "Asset Management", "Ventures", "Properties", "Master Fund",
    "Investments", "Equity Fund", "Consulting",
)  # fmt: skip
_JAPANESE = "山田川本中村井上小林松木高橋石原清水藤佐東西南北大和光星富士三四日新電機工業精密製作所磁石金属産業商事"
_KOREAN = "대동한성신진삼영금강남북우일화정명태세창미가산전자석금속기계산업정밀테크코리아"


@dataclass(frozen=True)
class Invented:
    """The parts that a name is put together from, in order."""

    place: str
    brand: str
    trade: str
    tail: str
    legal: str
    country: str
    tight: bool = False
    """Whether the parts stand without spaces, as in Chinese."""

    @property
    def name(self) -> str:
        """The name as it is registered."""
        parts = (self.place, self.brand, self.trade, self.tail, self.legal)
        return ("" if self.tight else " ").join(part for part in parts if part)


def invent(rng: Random) -> Invented:
    """Return a company that does not exist."""
    if rng.random() >= HAN_SHARE:
        return _latin(rng)
    return _asian(rng) if rng.random() < 0.1 else _chinese(rng)


def _latin(rng: Random) -> Invented:
    country = rng.choice(LATIN)
    names = table("names")
    kind = papers.STEMS.get(country, "english")
    trades = names["trade"].get(kind, names["trade"]["english"])
    trade = rng.choice(trades) if rng.random() < 0.5 else _trade(rng)
    legal = rng.choice(names["legal"].get(country, ["Co., Ltd."]))
    place = rng.choice(chinese_places()).name_en if country == "CN" and rng.random() < 0.7 else _town(rng, country)
    tail = rng.choice(_TAILS) if rng.random() < 0.15 else ""
    made = Invented(place, _brand(rng, country), trade if rng.random() < 0.85 else "", tail, legal, country)
    if rng.random() < 0.12:
        return _in_capitals(made)
    return made


def _in_capitals(made: Invented) -> Invented:
    return replace(
        made,
        place=made.place.upper(),
        brand=made.brand.upper(),
        trade=made.trade.upper(),
        tail=made.tail.upper(),
        legal=made.legal.upper(),
    )


def _town(rng: Random, country: str) -> str:
    cities = table("places").get(country, {}).get("cities", ())
    return str(rng.choice(cities)).split(",")[0].split("|")[0] if cities and rng.random() < 0.15 else ""


def _trade(rng: Random) -> str:
    words = rng.sample(_trade_words(), rng.choice([1, 1, 2, 2, 3]))
    return " ".join(word.capitalize() for word in words)


@cache
def _trade_words() -> tuple[str, ...]:
    return tuple(spelled for entry in name_words() for spelled in (entry.word, *entry.variants[:1]) if len(spelled) > 3)


def _brand(rng: Random, country: str) -> str:
    style = rng.random()
    if country == "CN":
        brand = "".join(rng.sample(table("names")["zh"]["brand"], rng.choice([2, 2, 2, 3])))
        spelt = papers._pinyin(brand)
        return " ".join(spelt) if rng.random() < 0.2 else "".join(spelt).capitalize()
    if style < 0.35:
        return papers.stem(rng, country)
    if style < 0.5:
        return f"{papers.stem(rng, country)} {rng.choice(['', '', '& ', 'und ', 'e '])}{papers.stem(rng, country)}"
    if style < 0.65:
        return " ".join(rng.sample(_PLAIN, rng.choice([1, 2])))
    if style < 0.75:
        return "".join(rng.choices("ABCDEFGHIJKLMNOPRSTUVWXYZ", k=rng.choice([2, 3, 3, 4])))
    made = "".join(rng.choices(_SYLLABLES, k=rng.choice([1, 2, 2, 3]))) + rng.choice(_ENDS)
    return made.capitalize() if len(made) > 2 else made.capitalize() + rng.choice(_ENDS[6:])


def _chinese(rng: Random) -> Invented:
    names = table("names")["zh"]
    place = rng.choice(chinese_places()).name_zh if rng.random() < 0.85 else ""
    if place and rng.random() < 0.35:
        place += "省" if len(place) < 3 and rng.random() < 0.2 else "市"
    brand = "".join(rng.sample(names["brand"], rng.choice([2, 2, 2, 2, 3])))
    trade = rng.choice(names["trade"]).split("|")[0] if rng.random() < 0.4 else _trade_zh(rng)
    legal = rng.choice(names["legal"]).split("|")[0]
    tail = rng.choice(["", "", "", "", "", "第一分厂", "二厂", "（集团）"])
    return Invented(place, brand, trade, tail, legal, "CN", tight=True)


def _trade_zh(rng: Random) -> str:
    words = [rng.choice(entry.chinese) for entry in rng.sample(name_words(), 12) if entry.chinese]
    return "".join([word for word in words if len(word) > 1][: rng.choice([1, 1, 2])]) or "实业"


def _asian(rng: Random) -> Invented:
    if rng.random() < 0.6:
        body = "".join(rng.sample(_JAPANESE, rng.choice([3, 4, 5])))
        return Invented("", body, "", "", "株式会社", "JP", tight=True)
    return Invented("주식회사", "".join(rng.sample(_KOREAN, rng.choice([3, 4, 5]))), "", "", "", "KR")


def neighbour(rng: Random, company: Invented) -> Invented:
    """Return another company whose name is near: another plant, place, trade, form or fund, or one letter of the brand."""
    for _ in range(8):
        made = rng.choice(_NEIGHBOURS)(rng, company)
        if made.name.casefold() != company.name.casefold():
            return made
    return replace(company, brand=_other_letter(rng, company.brand))


def _other_letter(rng: Random, brand: str) -> str:
    at = rng.randrange(len(brand))
    pool = table("names")["zh"]["brand"] if brand[at] > "\u2e80" else "abdefghiklmnoprstuvwyz"
    new = rng.choice([letter for letter in pool if letter != brand[at].lower()])
    return brand[:at] + (new.upper() if brand[at].isupper() else new) + brand[at + 1 :]


def _other_syllable(rng: Random, company: Invented) -> Invented:
    cut = max(1, round(len(company.brand) * rng.choice([0.4, 0.5, 0.6])))
    return replace(company, brand=company.brand[:cut] + _same_kind(rng, company).brand[-cut:].lower())


def _same_kind(rng: Random, company: Invented) -> Invented:
    return _chinese(rng) if company.tight else _latin(rng)


def _number(rng: Random, company: Invented) -> Invented:
    number = rng.randint(1, 9)
    zh = "一二三四五六七八九"[number - 1]
    tail = (
        rng.choice([f"第{zh}分厂", f"{zh}厂"])
        if company.tight
        else rng.choice([f"Plant {number}", f"{number}", f"No. {number}"])
    )
    return replace(company, tail=tail)


def _other_form(rng: Random, company: Invented) -> Invented:
    forms = ["AG", "GmbH", "S.A.", "Inc.", "LLC", "PLC", "B.V.", "KG", "S.r.l.", "SE", "Corp.", "Ltd.", "LP"]
    legal = rng.choice(["股份有限公司", "有限公司", "集团有限公司", "厂"]) if company.tight else rng.choice(forms)
    return replace(company, legal=legal)


_NEIGHBOURS: tuple[Callable[[Random, Invented], Invented], ...] = (
    lambda rng, one: replace(one, brand=_other_letter(rng, one.brand)),
    lambda rng, one: replace(one, brand=_other_letter(rng, one.brand)),
    _other_syllable,
    lambda rng, one: replace(one, brand=_same_kind(rng, one).brand),
    lambda rng, one: replace(one, trade=_same_kind(rng, one).trade),
    lambda rng, one: replace(one, trade=_same_kind(rng, one).trade),
    lambda rng, one: replace(one, place=_same_kind(rng, one).place),
    lambda rng, one: replace(one, tail=rng.choice(_TAILS) if not one.tight else "（集团）"),
    _number,
    _other_form,
)
"""Ways to be another company, the commoner ones twice."""
