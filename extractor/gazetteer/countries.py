"""Countries and the legal forms of companies, as papers print them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from extractor.gazetteer.table import rows, several


@dataclass(frozen=True, slots=True)
class Country:
    """A country by its ISO 3166-1 alpha-2 code, with every print of its name."""

    code: str
    name_en: str
    name_zh: str
    aliases: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class LegalForm:
    """What makes a name a company's: `Co., Ltd.`, `GmbH`, `有限公司`; `country` where the form shows it."""

    form: str
    country: str
    aliases: tuple[str, ...]
    families: tuple[str, ...]
    """Forms that share one translate or shorten one another."""
    leads: bool
    """Whether names also begin with it: `PT`, `株式会社`."""
    finds: bool
    """Whether it is clear enough to find the end of a name in running print."""
    source: str


@cache
def countries() -> tuple[Country, ...]:
    """Return all countries of `countries.csv`."""
    return tuple(
        Country(row["code"], row["name_en"], row["name_zh"], several(row["aliases"]), row["source"])
        for row in rows("countries")
    )


@cache
def nationalities() -> dict[str, str]:
    """Return the code of the country by what is from there, `Chinese`, of `nationalities.csv`."""
    return {row["word"]: row["country"] for row in rows("nationalities")}


@cache
def legal_forms() -> tuple[LegalForm, ...]:
    """Return all legal forms of `legal_forms.csv`."""
    return tuple(
        LegalForm(
            row["form"],
            row["country"],
            several(row["aliases"]),
            several(row["family"]),
            row["place"] == "both",
            row["finds"] == "yes",
            row["source"],
        )
        for row in rows("legal_forms")
    )
