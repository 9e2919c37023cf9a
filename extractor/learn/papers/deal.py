"""A deal: everything the papers of one trade have in common, drawn once so that they agree."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from extractor.learn.papers import identifiers, names
from extractor.learn.papers.goods import Good, draw_controlled, draw_goods
from extractor.learn.papers.names import Company
from extractor.learn.papers.words import table

RATES = {"USD": "1", "EUR": "0.92", "CNY": "7.2", "JPY": "150", "GBP": "0.79", "CHF": "0.88", "KRW": "1380",
         "INR": "84", "CAD": "1.37", "AUD": "1.5", "SEK": "10.5", "DKK": "6.9", "PLN": "4", "CZK": "23", "MXN": "18",
         "MYR": "4.5", "SGD": "1.35", "THB": "34", "TWD": "32", "VND": "25000"}  # fmt: skip
INCOTERMS = ("EXW", "FCA", "FAS", "FOB", "CFR", "CIF", "CPT", "CIP", "DAP", "DPU", "DDP")
AT_DESTINATION = frozenset({"CFR", "CIF", "CPT", "CIP", "DAP", "DPU", "DDP"})


@dataclass(frozen=True)
class Place:
    """A port or airport with its country."""

    english: str
    chinese: str
    country: str
    air: bool


@dataclass(frozen=True)
class Deal:
    """One trade."""

    seller: Company
    buyer: Company
    consignee: Company
    notify: Company
    end_user: Company
    goods: tuple[Good, ...]
    currency: str
    invoice: str
    proforma: str
    packing: str
    contract: str
    order: str
    licence: str
    credit: str
    waybill: str
    containers: tuple[str, ...]
    vessel: str
    incoterm: str
    payment: tuple[str, str]
    loading: Place
    discharge: Place
    day: date
    contract_day: date
    licence_day: date
    packages_in: str
    slip: Decimal = Decimal(0)
    """What the author miscounted in the total."""

    @property
    def total(self) -> Decimal:
        """Value of all lines, as the author added them up."""
        return sum((good.amount for good in self.goods), self.slip)

    @property
    def net(self) -> Decimal:
        """Net kilograms of all lines."""
        return sum((good.net for good in self.goods), Decimal(0))

    @property
    def gross(self) -> Decimal:
        """Gross kilograms of all lines."""
        return sum((good.gross for good in self.goods), Decimal(0))

    @property
    def packages(self) -> int:
        """Packages of all lines."""
        return sum(good.packages for good in self.goods)

    @property
    def place(self) -> Place:
        """The place that the Incoterm names."""
        return self.discharge if self.incoterm in AT_DESTINATION else self.loading


def number(rng: Random, day: date, prefixes: tuple[str, ...]) -> str:
    """Return a document number in one of the shapes that firms use."""
    p, serial = rng.choice(prefixes), rng.randint(1, 99999)
    i = identifiers.letters(rng, rng.randint(2, 3))
    y, yy, n = f"{day:%Y}", f"{day:%y}", f"{serial % 1000:03d}"
    shapes = (
        f"{p}-{y}-{serial:04d}", f"{p}{day:%y%m%d}", f"{y}{i}{n}", f"{p}{day:%Y%m}{serial % 100:02d}",
        f"{i}{yy}{serial:05d}",
        f"{p}/{yy}/{serial % 10000:04d}", f"{p}-{serial:05d}", identifiers.digits(rng, rng.randint(6, 10)),
        f"{i}-{day:%y%m}-{n}", f"{yy}{i}{n}{rng.choice(['', 'A', '-1', '-EX'])}",
        f"{i}/{p}/{y}-{day.year % 100 + 1}/{n}",
    )  # fmt: skip
    return rng.choice(shapes)


def draw(rng: Random, lines: int | None = None, seller_country: str | None = None, *, controlled: bool = False) -> Deal:
    """Draw one deal; most sellers are Chinese. `controlled` draws goods that need a licence."""
    country = seller_country or _seller_country(rng)
    others = [key for key in table("places") if key != country]
    target = rng.choice([*others, "DE", "US", "JP", "KR", "IN", "VN"])
    target = "CN" if target == country else target
    seller, buyer = names.company(rng, country), names.company(rng, target)
    consignee = names.company(rng, target if rng.random() < 0.8 else rng.choice(others))
    currency = rng.choice(table("places")[country]["currencies"])
    day = date(2022, 1, 4) + timedelta(days=rng.randrange(0, 1780))
    count = lines or rng.choice([1, 1, 1, 2, 2, 3, 3, 4, 4, 5, 6, 7, 8, 10, 12, 16, 24])
    make = draw_controlled if controlled else draw_goods
    goods = _mistaken(rng, make(rng, count, currency, Decimal(RATES[currency]), country != "CN"))
    loading, discharge = _place(rng, country), _place(rng, target)
    contract_day = day - timedelta(days=rng.randint(20, 160))
    return Deal(
        seller=seller, buyer=buyer, consignee=consignee, notify=names.company(rng, target),
        end_user=names.company(rng, target), goods=goods, currency=currency,
        invoice=number(rng, day, ("INV", "CI", "IV", "EX", "I")),
        proforma=number(rng, day, ("PI", "PRO", "P/I", "QT", "PF")),
        packing=number(rng, day, ("PL", "PK", "PKL")), contract=number(rng, contract_day,
                                                                       ("SC", "XS", "S/C", "CON", "HT", "RE")),
        order=number(rng, contract_day, ("PO", "4500", "B", "P")), licence=licence_number(rng, day),
        credit=rng.choice(["LC", "ILC", "DC", "M"]) + identifiers.digits(rng,
                                                                         8) + rng.choice(["", "/" + str(day.year)]),
        waybill=identifiers.airwaybill(rng) if loading.air else bill_number(rng),
        containers=tuple(identifiers.container(rng) for _ in range(rng.choice([1, 1, 1, 2, 3]))),
        vessel=_vessel(rng, loading), incoterm=rng.choice(("FOB", "CIF", "EXW", "FOB", "CIF", "DAP", *INCOTERMS)),
        payment=rng.choice(table("terms")["payments"]),
        loading=loading, discharge=discharge, day=day, contract_day=contract_day,
        licence_day=day - timedelta(days=rng.randint(3, 40)), packages_in=rng.choice(_package_words(goods)),
        slip=Decimal(rng.choice([1, 10, -9, 100])) if rng.random() < 0.012 and len(goods) > 1 else Decimal(0),
    )  # fmt: skip


def _mistaken(rng: Random, goods: tuple[Good, ...]) -> tuple[Good, ...]:
    """Let some authors get one amount wrong: two digits change places, or a sum is off."""
    if rng.random() >= 0.02:
        return goods
    at = rng.randrange(len(goods))
    wrong = goods[at].amount + rng.choice([Decimal(9), Decimal(90), Decimal(1), goods[at].price])
    return (*goods[:at], replace(goods[at], amount=wrong), *goods[at + 1 :])


def by_cartons(rng: Random, deal: Deal) -> Deal:
    """Return the deal as a packer sees it: goods of several cartons in two rows each, the sums unchanged."""
    goods: list[Good] = []
    for good in deal.goods:
        if good.packages < 2 or good.weighed or good.quantity < 2 * good.packages:
            goods.append(good)
            continue
        first = rng.randint(1, good.packages - 1)
        share = Decimal(first) / good.packages
        quantity, net, gross = round(good.quantity * share), round(good.net * share, 2), round(good.gross * share, 2)
        if not 0 < net < gross or good.net - net <= 0:
            goods.append(good)
            continue
        goods.append(replace(good, packages=first, quantity=Decimal(quantity), net=net, gross=gross))
        rest = replace(good, packages=good.packages - first, quantity=good.quantity - quantity)
        goods.append(replace(rest, net=good.net - net, gross=good.gross - gross))
    return replace(deal, goods=tuple(goods))


def one_code(deal: Deal) -> Deal:
    """Return the deal with goods of one heading under one code, as an author has it who names the code once."""
    first: dict[str, str] = {}
    for good in deal.goods:
        first.setdefault(good.hs[:6], good.hs)
    return replace(deal, goods=tuple(replace(good, hs=first[good.hs[:6]]) for good in deal.goods))


def even_cartons(rng: Random, deal: Deal) -> Deal:
    """Return the deal with lines of full cartons: all of one line hold and weigh the same."""
    goods = []
    for good in deal.goods:
        least = Decimal("0.3")
        even = [n for n in range(2, max(good.packages, 12) + 1) if good.quantity % n == 0 and good.net / n > least]
        count = good.packages if good.weighed else rng.choice(even) if even else 1
        net = max(round(good.net / count, 2), Decimal("0.01"))
        gross = max(round(good.gross / count, 2), net + Decimal("0.05"))
        quantity = net * count if good.weighed else good.quantity
        unit = "KGM" if good.weighed else good.unit
        goods.append(replace(good, packages=count, net=net * count, gross=gross * count, quantity=quantity, unit=unit))
    return replace(deal, goods=tuple(goods))


def _seller_country(rng: Random) -> str:
    if rng.random() < 0.7:
        return "CN"
    return rng.choice(
        ["DE", "JP", "US", "KR", "FR", "IN", "GB", "VN", "IT", "EE", "MY", "CH", "NL", "AT", "FI", "TH", "BE", "CZ"]
    )


def _package_words(goods: tuple[Good, ...]) -> tuple[str, ...]:
    if any(good.purity for good in goods):
        return "drums|铁桶", "bags|袋", "iron drums|铁桶", "Big bags|吨袋", "pallets|托盘", "drum(s)|桶"
    return (
        "cartons|纸箱",
        "ctns|箱",
        "CTNS|箱",
        "plywood cases|木箱",
        "Cartons|箱",
        "pkgs|件",
        "packages|件",
        "wooden cases|木箱",
        "boxes|箱",
    )


def _place(rng: Random, country: str) -> Place:
    english, chinese, kind = rng.choice(table("places")[country]["ports"]).split("|")
    return Place(english, chinese, country, kind == "air")


def bill_number(rng: Random) -> str:
    """Return a bill of lading number: a carrier's letters and a serial."""
    carrier = str(rng.choice([*table("terms")["carriers"], identifiers.letters(rng, 4)]))
    return carrier + rng.choice(["", "", identifiers.letters(rng, 3)]) + identifiers.digits(rng, rng.randint(7, 10))


def _vessel(rng: Random, place: Place) -> str:
    if place.air:
        return f"{identifiers.letters(rng, 2)}{rng.randint(100, 9999)}"
    name = f"{rng.choice(table('terms')['ships'])} {names.stem(rng, rng.choice(['GB', 'JP', 'IT', 'KR'])).upper()}"
    voyage = f"{rng.randint(1, 999):03d}{rng.choice('EWNS')}"
    return rng.choice([f"{name} V.{voyage}", f"{name} {voyage}", f"{name} / {voyage}", f"{name} VOY. {voyage}"])


def licence_number(rng: Random, day: date) -> str:
    """Return an export licence number in the form of DOMAIN 2.2: year, issuing office, serial; some print no hyphen."""
    office = rng.choice([identifiers.letters(rng, 2), f"{rng.randint(10, 65)}", "AA", "AB", "BA"])
    serial = f"{rng.randint(1, 999999):06d}"
    return rng.choice([f"{day:%y}-{office}-{serial}", f"{day:%y}{office}{serial}"])
