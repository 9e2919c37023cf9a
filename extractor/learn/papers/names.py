"""Companies and people that do not exist: names joined from syllables and trade words, addresses of their country."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Any

from extractor.learn.papers import identifiers
from extractor.learn.papers.words import table

STEMS = {
    "DE": "german", "AT": "german", "CH": "german", "FR": "french", "BE": "french", "IT": "italian", "RO": "italian",
    "ES": "spanish", "MX": "spanish", "BR": "spanish", "PL": "slavic", "CZ": "slavic", "SI": "slavic", "SE": "nordic",
    "DK": "nordic", "FI": "nordic", "EE": "nordic", "NL": "german", "JP": "japanese", "KR": "korean",
    "IN": "indian", "VN": "vietnamese",
}  # fmt: skip
"""Which table of syllables, trade words and streets a country uses; English where it is not named."""


@dataclass(frozen=True)
class Company:
    """A company as papers print it; Chinese companies have two names, all others one."""

    name: str
    chinese: str
    country: str
    address: tuple[str, ...]
    """Lines without the country."""
    chinese_address: str
    city: str
    tax: tuple[str, str] | None
    phone: str
    fax: str
    mail: str
    person: str


@cache
def _pinyin(text: str) -> tuple[str, ...]:
    import pypinyin

    return tuple(syllable.capitalize() for syllable in pypinyin.lazy_pinyin(text))


def person(rng: Random, country: str) -> str:
    """Return a person's name in Latin letters."""
    if country in {"CN", "TW"}:
        names = table("names")["zh"]
        given = _pinyin("".join(rng.sample(names["given"], rng.randint(1, 2))))
        return f"{_pinyin(rng.choice(names['surname']))[0]} {''.join(given).capitalize()}"
    first = stem(rng, "IN" if country == "IN" else "US")
    return f"{rng.choice(['', 'Mr. ', 'Ms. ', 'Mrs. '])}{first} {stem(rng, country)}"


def stem(rng: Random, country: str) -> str:
    """Return an invented name word in the sound of a country."""
    names, kind = table("names"), STEMS.get(country, "english")
    west = names["west"]
    if kind == "japanese":
        return str(rng.choice(west["japanese"]) + rng.choice(west["japanese_end"]))
    if kind in {"korean", "vietnamese"}:
        joined = rng.sample(west[kind], rng.choice([2, 2, 3]))
        return " ".join(joined) if kind == "vietnamese" else joined[0] + "".join(p.lower() for p in joined[1:])
    if kind == "indian":
        return str(rng.choice(west["indian"]) + rng.choice(west["indian_end"]))
    middle = rng.choice(west["middle"]) if rng.random() < 0.45 else ""
    return str(rng.choice(west["start"]) + middle + rng.choice(west[kind]))


def company(rng: Random, country: str) -> Company:
    """Return an invented company of a country."""
    return _chinese_company(rng) if country == "CN" else _foreign_company(rng, country)


def _chinese_company(rng: Random) -> Company:
    names, places = table("names")["zh"], table("places")["CN"]
    city, city_zh, province, province_zh = rng.choice(places["cities"]).split("|")
    brand = "".join(rng.sample(names["brand"], 2 if rng.random() < 0.9 else 3))
    trade_zh, trade = rng.choice(names["trade"]).split("|")
    legal_zh, legal = rng.choice(names["legal"]).split("|")
    both = province_zh + city_zh if province_zh != city_zh else city_zh
    place_zh = rng.choice([city_zh, city_zh, city_zh + "市", province_zh, both, ""])
    chinese = f"{place_zh}{brand}{trade_zh}{legal_zh}"
    if place_zh and rng.random() < 0.08:
        chinese = f"{brand}{trade_zh}（{city_zh}）{legal_zh}"
    spelt = _pinyin(brand)
    brand_latin = " ".join(spelt) if rng.random() < 0.25 else "".join(spelt).capitalize()
    place = {"": "", province_zh: province}.get(place_zh, city)
    if (
        province != city
        and place_zh.startswith(province_zh)
        and place_zh.endswith(city_zh)
        and place_zh not in {city_zh, province_zh}
    ):
        place = f"{province} {city}"
    latin = " ".join(part for part in (place, brand_latin, trade, legal) if part)
    latin = latin.upper() if rng.random() < 0.18 else latin
    lines, chinese_address = _chinese_address(rng, city, city_zh, province, province_zh)
    tax = identifiers.tax_id(rng, "CN") if rng.random() < 0.3 else None
    return Company(latin, chinese, "CN", lines, chinese_address, city, tax, *_contact(rng, "CN", brand_latin))


def _chinese_address(
    rng: Random, city: str, city_zh: str, province: str, province_zh: str
) -> tuple[tuple[str, ...], str]:
    places = table("places")["CN"]
    road, road_zh = rng.choice(places["roads"]).split("|")
    number, code = rng.randint(1, 1999), identifiers.digits(rng, 6)
    way = rng.choice(
        ["Road|路", "Road|路", "Street|街", "Avenue|大道", "East Road|东路", "West Road|西路", "South Road|南路"]
    )
    way_latin, way_zh = way.split("|")
    zone, zone_zh = rng.choice(
        [("", ""), ("", ""), ("Economic Development Zone", "经济开发区"), ("Hi-Tech Zone", "高新区"),
         ("Industrial Park", "工业园区"), ("Free Trade Zone", "保税区")]
    )  # fmt: skip
    first = rng.choice(
        [f"No. {number} {road} {way_latin}", f"No.{number}, {road} {way_latin}", f"{number} {road} {way_latin}"]
    )
    if rng.random() < 0.2:
        first = f"{rng.choice(['Room', 'Rm.', 'Unit', 'Building'])} {rng.randint(2, 2505)}, {first}"
    last = rng.choice(
        [
            f"{city}, {province} {code}",
            f"{city} {code}, {province}",
            f"{city} City, {province} Province {code}",
            f"{city} {code}",
            f"{city}, {province}",
        ]
    )
    lines = tuple(part for part in (first, f"{zone}" if zone else "", last) if part)
    province_part = (
        "" if province_zh == city_zh else province_zh + ("自治区" if province_zh in {"广西", "内蒙古"} else "省")
    )
    chinese = f"{province_part}{city_zh}市{zone_zh}{road_zh}{way_zh}{number}号"
    return lines, chinese


def _contact(rng: Random, country: str, word: str) -> tuple[str, str, str, str]:
    form = table("places")[country]["phone"]
    phone, fax = (form.format(a=identifiers.digits(rng, rng.randint(2, 3)), n=_local_number(rng)) for _ in range(2))
    domain = "".join(c for c in word.lower() if c.isascii() and c.isalnum())[:14] or "magnet"
    mail = f"{rng.choice(['sales', 'export', 'info', 'office', 'shipping'])}@{domain}.example"
    return phone, fax, mail, person(rng, country)


def _local_number(rng: Random) -> str:
    number = identifiers.digits(rng, rng.randint(7, 8))
    return rng.choice([number, f"{number[:4]} {number[4:]}", f"{number[:3]}-{number[3:]}"])


def _foreign_company(rng: Random, country: str) -> Company:
    names = table("names")
    kind = STEMS.get(country, "english")
    trade = rng.choice(names["trade"].get(kind, names["trade"]["english"]))
    legal = rng.choice(names["legal"][country])
    word = stem(rng, country)
    city = rng.choice(table("places")[country]["cities"])
    style = rng.random()
    if style < 0.55:
        body = f"{word} {trade}"
    elif style < 0.7:
        body = (
            f"{word} & {stem(rng, country)} {trade}"
            if kind not in {"japanese", "korean", "vietnamese"}
            else f"{word} {trade}"
        )
    elif style < 0.8:
        body = f"{city.split(',')[0]} {trade}"
    elif style < 0.9:
        body = f"{identifiers.letters(rng, rng.randint(2, 4))} {trade}"
    else:
        body = f"{word}"
    comma = "," if country in {"US", "JP", "KR"} and rng.random() < 0.3 and legal[0].isupper() else ""
    full = f"{body}{comma} {legal}"
    full = full.upper() if rng.random() < 0.15 else full
    tax = identifiers.tax_id(rng, country) if rng.random() < 0.3 else None
    return Company(full, "", country, _address(rng, country, kind, city), "", city, tax, *_contact(rng, country, word))


def _address(rng: Random, country: str, kind: str, city: str) -> tuple[str, ...]:
    streets: dict[str, Any] = table("names")["streets"]
    values = {
        "n": rng.randint(1, 999),
        "k": rng.randint(1, 98),
        "d": rng.randint(1, 9),
        "c": identifiers.letters(rng, 1),
    }
    street = rng.choice(streets.get(kind, streets["english"])).format(w=stem(rng, country), **values)
    code = "".join(
        str(rng.randint(1, 9)) if c == "#" else identifiers.letters(rng, 1) if c == "@" else c
        for c in table("places")[country]["zip"]
    )
    after = country in {"US", "CA", "GB", "JP", "KR", "IN", "TW", "AU", "SG", "VN", "TH", "IE"}
    last = f"{city} {code}" if after else f"{code} {city}"
    if country == "GB" and rng.random() < 0.5:
        return street, city, code
    if rng.random() < 0.12:
        return f"{rng.choice(['Building', 'Floor', 'Dept.', 'Gate'])} {rng.randint(1, 12)}", street, last
    return street, last
