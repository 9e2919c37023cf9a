"""E: receivers, destinations, lists, words."""

from __future__ import annotations

from typing import Any

import pytest

from extractor.register.indicators import companies, end_use, words
from extractor.settings import RegisterSettings
from tests.register.indicators import made

OTHER = "Tundra Motor Oyj"


def with_licence(invoice: Any, **licence: Any) -> Any:
    return made.shipment(invoice, made.licence(**licence))


def test_end_user_of_the_licence() -> None:
    same = made.invoice(parties={"end_user": "QUELLWASSER ANTRIEBE GMBH"})
    assert made.found(end_use.end_user_differs, with_licence(same)) == []
    other = made.found(end_use.end_user_differs, with_licence(made.invoice(parties={"end_user": OTHER})))
    assert len(other) == 1 and other[0].severity is None and OTHER in other[0].message and len(other[0].cites) == 2


def test_without_an_end_user_the_receiver_speaks_more_softly() -> None:
    found = made.found(end_use.end_user_differs, with_licence(made.invoice(parties={"consignee": OTHER})))
    assert [one.severity for one in found] == ["high"]
    importer = with_licence(made.invoice(parties={"consignee": OTHER}), parties={"importer": OTHER})
    assert made.found(end_use.end_user_differs, importer) == []
    assert made.found(end_use.end_user_differs, with_licence(made.invoice())) == []


def test_destination() -> None:
    fits = with_licence(made.invoice(country_of_destination="DE"), country_of_destination="DE")
    assert made.found(end_use.destination_differs, fits) == []
    other = with_licence(made.invoice(country_of_destination="IN"), country_of_destination="OM")
    assert "IN" in made.found(end_use.destination_differs, other)[0].message
    receiver = with_licence(made.invoice(parties={"consignee": (OTHER, "FI")}), country_of_destination="DE")
    assert len(made.found(end_use.destination_differs, receiver)) == 1
    by_way_of = with_licence(
        made.invoice(parties={"consignee": ("Hafen GmbH", "NL"), "end_user": (made.BUYER, "DE")}),
        country_of_destination="DE",
    )
    assert made.found(end_use.destination_differs, by_way_of) == []


def test_signs_of_diversion_need_company() -> None:
    invoice = made.invoice(parties={"consignee": "Straits Freight Forwarding Pte. Ltd.", "buyer": (OTHER, "SG")})
    assert len(made.found(end_use.diversion, made.shipment(invoice, country="SG"))) == 1
    assert made.found(end_use.diversion, made.shipment(made.invoice(), country="SG")) == []
    assert made.found(end_use.diversion, made.shipment(made.invoice())) == []


@pytest.mark.parametrize(
    ("name", "day", "severities"),
    [
        ("IHI Aerospace Co., Ltd.", "2026-03-01", [None]),
        ("IHI Aerospace Co., Ltd.", "2025-03-01", []),
        ("三菱造船株式会社 下関工場", "2026-03-01", [None]),
        ("Mitsubishi Shipbuildinq Co., Ltd.", "2026-03-01", ["high"]),
        (made.BUYER, "2026-03-01", []),
    ],
)
def test_listed_parties(name: str, day: str, severities: list[str | None]) -> None:
    found = made.found(end_use.listed_party, made.shipment(made.invoice(parties={"consignee": name}), day=day))
    assert [one.severity for one in found] == severities


def test_a_users_own_list(tmp_path: Any) -> None:
    file = tmp_path / "own.csv"
    head = "list,name_en,name_zh,aliases,country,listed_from,suspended_from,suspended_to,source\n"
    file.write_text(f"{head}ours,{made.BUYER},,,DE,2020-01-01,,,ours\n", encoding="utf-8")
    settings = RegisterSettings(parties_file=str(file))
    assert len(made.found(end_use.listed_party, made.shipment(made.invoice()), settings=settings)) == 1


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("Motors for missile fins", ("missile",)),
        ("civil use, not for military purposes", ()),
        ("The goods shall not be used in any weapon", ()),
        ("Not for sale. Radar housings", ("Radar",)),
        ("用于导弹舵机", ("导弹",)),
        ("非军事用途，家用电机", ()),
        ("wind turbine generators", ()),
    ],
)
def test_words_of_arms_and_their_denial(text: str, hits: tuple[str, ...]) -> None:
    assert words.asserted("military", text) == hits
    found = made.found(end_use.military_words, made.licence(end_use=text))
    assert len(found) == bool(hits)


def test_one_company_or_two() -> None:
    left = made.company("seller", made.SELLER)
    assert companies.same(left, made.company("exporter", made.SELLER.upper())) is True
    assert companies.same(left, made.company("exporter", OTHER)) is False
    assert companies.same(left, made.company("exporter", "哈尔滨北极星磁材有限公司")) is None
    bilingual = made.company("exporter", "哈尔滨北极星磁材有限公司", also=("哈尔滨北极星磁材有限公司", made.SELLER))
    assert companies.same(left, bilingual) is True
