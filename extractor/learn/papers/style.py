"""The style of one paper: how its author writes numbers, dates, money, weights, units, and labels."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from random import Random

from extractor.learn.papers.words import has_han, table

SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "CNY": "¥", "KRW": "₩", "INR": "₹"}
UNITS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "H87": (("pcs", "PCS", "Pcs", "pc", "EA", "PCS.", "pieces", "ea", "Stk"), ("件", "个", "只", "片", "块", "PCS")),
    "SET": (("sets", "SET", "SETS", "set"), ("套",)),
    "KGM": (("kg", "KGS", "kgs", "KG", "Kgs", "kg.", "KGM"), ("千克", "公斤", "KG", "kg")),
    "TNE": (("MT", "t", "M/T", "tons", "MTS", "tonnes", "mt"), ("吨", "公吨")),
    "GRM": (("g", "grams", "GR"), ("克", "g")),
    "LBR": (("lbs", "LB", "lb", "LBS"), ("磅",)),
}
"""UN/ECE code to what is printed, English and Chinese."""
KILOGRAMS = {"KGM": Decimal(1), "TNE": Decimal(1000), "GRM": Decimal("0.001"), "LBR": Decimal("0.45359237")}
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
           "December")  # fmt: skip
_GERMAN_MONTHS = ("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober",
                  "November", "Dezember")  # fmt: skip
_HAN_DIGITS = "〇一二三四五六七八九"


def plain(number: Decimal) -> str:
    """Return a decimal as the contract writes it: no separators, no exponent, no trailing zeros."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


@dataclass(frozen=True)
class Style:
    """One author's habits."""

    language: str
    """`en`, `zh`, `zh+en`, `en+zh`, or English beside another language: `en+de`, `ja+en` ..."""
    country: str
    grouping: str
    point: str
    lakh: bool
    """Indian grouping: 1,23,456."""
    date_form: str
    money_form: str
    """`code` USD 1.00, `tight` USD1.00, `after` 1.00 USD, `symbol` $1.00, `bare` 1.00, `us` US$1.00, `yuan` 1.00元."""
    units: dict[str, str]
    unit_gap: str
    colon: str
    case: str
    """`upper`, `lower`, or `` as the table has it."""
    joiner: str
    """Between the two languages of a label."""
    typos: float
    habits: frozenset[str] = frozenset()
    """Forms that this author uses, see `habits.py`."""

    @property
    def chinese_first(self) -> bool:
        """Values in Chinese come first or stand alone."""
        return self.language.startswith("zh")

    @property
    def both(self) -> bool:
        """Values stand in Chinese and English."""
        return "both_values" in self.habits and set(self.languages) == {"zh", "en"}

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of a label, first one first."""
        return tuple(self.language.split("+"))

    def number(self, value: Decimal, places: int | None = None) -> str:
        """Print a number, with a fixed count of decimals where given."""
        text = format(value if places is None else round(value, places), "f")
        whole, _, rest = text.partition(".")
        sign = "-" if whole.startswith("-") else ""
        return sign + self._grouped(whole.lstrip("-")) + (self.point + rest if rest else "")

    def _grouped(self, whole: str) -> str:
        if not self.grouping or len(whole) < 4:
            return whole
        size = 2 if self.lakh else 3
        tail, head = whole[-3:], whole[:-3]
        groups = []
        while head:
            groups.append(head[-size:])
            head = head[:-size]
        return self.grouping.join([*reversed(groups), tail])

    def money(self, value: Decimal, currency: str, places: int = 2, form: str | None = None) -> str:
        """Print money; `bare` prints no currency."""
        text = self.number(value, places)
        chosen = form or self.money_form
        symbol = SYMBOLS.get(currency)
        if chosen == "symbol" and symbol:
            return symbol + text if self.point == "." else f"{text} {symbol}"
        if chosen == "yuan" and currency == "CNY":
            return f"{text}元"
        if chosen == "us" and currency == "USD":
            return f"US${text}"
        if chosen == "bare":
            return text
        if chosen == "after":
            return f"{text} {currency}"
        return f"{currency}{text}" if chosen == "tight" else f"{currency} {text}"

    def currency_mark(self, currency: str, form: str | None = None) -> str:
        """Return what of a printed amount names its currency beyond doubt; a lone $ or ¥ names none."""
        chosen = form or self.money_form
        if chosen == "bare" or (chosen == "yuan" and currency == "CNY"):
            return ""
        if chosen == "symbol" and currency in SYMBOLS:
            return SYMBOLS[currency] if currency in {"EUR", "GBP", "INR", "KRW"} else ""
        return "US$" if chosen == "us" and currency == "USD" else currency

    def date(self, day: date) -> str:
        """Print a date."""
        return _print_date(day, self.date_form)

    def unit(self, code: str) -> str:
        """Print a unit."""
        return self.units[code]

    def measured(self, value: Decimal, code: str, places: int | None = None) -> str:
        """Print a quantity or weight with its unit."""
        return f"{self.number(value, places)}{self.unit_gap}{self.unit(code)}"

    def label(self, rng: Random, key: str) -> str:
        """Draw the wording of a label in the paper's language or languages."""
        words = table("labels")[key]
        parts = []
        for language in self.languages:
            if language in words:
                parts.append(self._spelt(rng, rng.choice(words[language])))
        if not parts:
            parts.append(self._spelt(rng, rng.choice(words["en"])))
        return self.joiner.join(dict.fromkeys(parts))

    def _spelt(self, rng: Random, text: str) -> str:
        if has_han(text):
            return text
        if self.case == "upper":
            text = text.upper()
        elif self.case == "lower" and text.replace(" ", "").isalpha():
            text = text.lower().capitalize()
        if rng.random() < self.typos and len(text) > 6:
            at = rng.randrange(1, len(text) - 2)
            text = rng.choice([text[:at] + text[at + 1 :], text[:at] + text[at + 1] + text[at] + text[at + 2 :]])
        return text


def _print_date(day: date, form: str) -> str:
    y, m, d, month = day.year, day.month, day.day, _MONTHS[day.month - 1]
    ordinal = {1: "st", 2: "nd", 3: "rd"}.get(d % 10 if d not in {11, 12, 13} else 0, "th")
    forms = {
        "iso": f"{y}-{m:02d}-{d:02d}", "slash_iso": f"{y}/{m}/{d}", "slash_iso2": f"{y}/{m:02d}/{d:02d}",
        "dot_iso": f"{y}.{m:02d}.{d:02d}", "compact": f"{y}{m:02d}{d:02d}", "zh": f"{y}年{m}月{d}日",
        "zh2": f"{y}年{m:02d}月{d:02d}日", "zh_space": f"{y} 年 {m} 月 {d} 日", "han": _han_date(day),
        "dot": f"{d:02d}.{m:02d}.{y}", "dot1": f"{d}.{m}.{y}", "slash_eu": f"{d:02d}/{m:02d}/{y}",
        "slash_us": f"{m:02d}/{d:02d}/{y}", "dash_eu": f"{d:02d}-{m:02d}-{y}",
        "long_us": f"{month} {d}, {y}", "long": f"{d} {month} {y}", "ordinal": f"{d}{ordinal} {month}, {y}",
        "ordinal2": f"{month} {d}{ordinal}, {y}", "short": f"{d:02d}-{month[:3]}-{y}",
        "short2": f"{d:02d}-{month[:3].upper()}-{y % 100:02d}", "cn_short": f"{month[:3].upper()}.{d:02d},{y}",
        "cn_short2": f"{month[:3].upper()}. {d}, {y}", "short3": f"{d:02d} {month[:3]} {y}",
        "de": f"{d}. {_GERMAN_MONTHS[m - 1]} {y}", "en_short": f"{month[:3]} {d:02d}, {y}",
    }  # fmt: skip
    return forms[form]


def _han_date(day: date) -> str:
    def tens(number: int) -> str:
        high, low = divmod(number, 10)
        return ("" if high == 0 else "十" if high == 1 else _HAN_DIGITS[high] + "十") + (
            _HAN_DIGITS[low] if low else ""
        )

    return "".join(_HAN_DIGITS[int(c)] for c in str(day.year)) + f"年{tens(day.month)}月{tens(day.day)}日"


DATES = {
    "CN": (
        "iso",
        "slash_iso",
        "dot_iso",
        "cn_short",
        "cn_short2",
        "iso",
        "en_short",
        "long_us",
        "short2",
        "slash_iso2",
        "compact",
    ),
    "zh": ("zh", "iso", "slash_iso", "dot_iso", "zh2", "zh_space", "han", "slash_iso2"),
    "DE": ("dot", "dot", "de", "dot1", "iso"),
    "US": ("slash_us", "long_us", "en_short", "slash_us", "short"),
    "GB": ("long", "slash_eu", "short3", "short", "ordinal"),
    "JP": ("slash_iso2", "en_short", "ordinal2", "dot_iso", "cn_short2", "zh", "long_us"),
    "KR": ("dot_iso", "iso", "en_short", "cn_short2"),
    "IN": ("slash_eu", "short", "dash_eu", "dot", "ordinal"),
    "": ("slash_eu", "iso", "dot", "long", "short", "short3"),
}
"""Date forms by country; `zh` for papers in Chinese, `` for all others."""
_DATES_LIKE = {"AT": "DE", "CH": "DE", "CZ": "DE", "PL": "DE", "FI": "DE", "SI": "DE", "EE": "DE", "CA": "US",
               "TW": "CN", "VN": "", "TH": "", "AU": "GB", "IE": "GB", "SG": "GB", "MY": "GB"}  # fmt: skip
_COMMA_POINT = {"DE", "AT", "IT", "ES", "NL", "BE", "BR", "TR", "DK", "SI", "RO"}
_SPACE_GROUP = {"FR", "PL", "CZ", "SE", "FI", "EE"}
_SECOND = {"DE": "de", "AT": "de", "CH": "de", "FR": "fr", "IT": "it", "ES": "es", "MX": "es", "JP": "ja", "KR": "ko"}


def _language(rng: Random, country: str) -> str:
    if country == "CN":
        return rng.choice(["en", "en", "en", "en", "zh+en", "zh+en", "zh", "en+zh"])
    second = _SECOND.get(country)
    if second and rng.random() < 0.22:
        return rng.choice([f"{second}+en", f"en+{second}"])
    return "en"


def _separators(rng: Random, country: str) -> tuple[str, str]:
    if country in _COMMA_POINT and rng.random() < 0.75:
        return ".", ","
    if country in _SPACE_GROUP and rng.random() < 0.7:
        return rng.choice([" ", "\u00a0"]), ","
    if country == "CH" and rng.random() < 0.7:
        return "'", "."
    return ("", ".") if rng.random() < 0.2 else (",", ".")


def draw(rng: Random, country: str, language: str | None = None) -> Style:
    """Draw the habits of an author in a country."""
    chosen = language or _language(rng, country)
    grouping, point = _separators(rng, country)
    chinese = chosen == "zh" or (chosen.startswith("zh") and rng.random() < 0.5)
    dates = DATES["zh"] if chosen == "zh" else DATES.get(_DATES_LIKE.get(country, country), DATES[""])
    units = {code: rng.choice(zh if chinese else en) for code, (en, zh) in UNITS.items()}
    forms = ["code", "code", "tight", "after", "symbol", "us", "bare", "bare"] + (["yuan"] if chinese else [])
    return Style(
        language=chosen, country=country, grouping=grouping, point=point,
        lakh=country == "IN" and rng.random() < 0.5, date_form=rng.choice(dates), money_form=rng.choice(forms),
        units=units, unit_gap=rng.choice([" ", " ", ""]),
        colon=rng.choice([":", ":", ":", " :", "", "：" if "zh" in chosen else ":"]),
        case=rng.choice(["", "", "", "upper", "lower"]), joiner=rng.choice([" / ", " ", "/", " "]),
        typos=rng.choice([0.0, 0.0, 0.0, 0.03]),
    )  # fmt: skip
