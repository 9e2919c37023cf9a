"""Which company is meant: a merge by mistake is worse than a question."""

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.learn import accept, namenoise
from extractor.resolution.entities import CompanyEntity
from extractor.resolution.index import CompanyIndex
from extractor.values import names

COMPANIES = (
    CompanyEntity("nwm", "Nordwind Magnetwerk GmbH", ("北风磁业有限公司",), "DE", ("DE811907980",)),
    CompanyEntity("hfm", "Hengfeng Magnetic Materials Co., Ltd.", ("宁波恒丰磁材有限公司",), "CN"),
    CompanyEntity("hym", "Hengyuan Magnetic Materials Co., Ltd.", ("宁波恒源磁材有限公司",), "CN"),
    CompanyEntity("ads", "Aurora Drive Systems Inc.", (), "US"),
    CompanyEntity("ads2", "Aurora Drive Systems Plant 2 Inc.", (), "US"),
)
INDEX = CompanyIndex(COMPANIES)


@pytest.mark.parametrize(
    ("name", "decision", "company"),
    [
        ("Nordwind Magnetwerk GmbH", "match", "nwm"),
        ("NORDWIND MAGNETWERK GMBH", "match", "nwm"),
        ("NordwindMagnetwerk GmbH", "match", "nwm"),
        ("北风磁业有限公司", "match", "nwm"),
        ("北風磁業有限公司", "match", "nwm"),
        ("Hengfeng Magnetic Materials C0.,Ltd", "match", "hfm"),
        ("Nordwind Magnetwerk AG", "review", "nwm"),
        ("宁波恒丰磁材有限公司", "match", "hfm"),
        ("Aurora Drive Systems Plant 2 Inc.", "match", "ads2"),
        ("Zephyr Rotor Works LLC", "new", None),
        ("", "new", None),
    ],
)
def test_decide(name: str, decision: str, company: str | None) -> None:
    found = INDEX.decide((name,), None, None)
    assert (found.decision, found.id) == (decision, company)


@pytest.mark.parametrize(
    "name", ["宁波恒半磁材有限公司", "Hengfang Magnetic Materials Co., Ltd.", "Aurora Drive Systems Plant 3 Inc."]
)
def test_one_differing_character_of_the_brand_is_never_a_match(name: str) -> None:
    assert INDEX.decide((name,), None, None).decision != "match"


def test_an_identifier_wins_over_the_name() -> None:
    assert INDEX.decide(("Some Misread Name",), None, "DE811907980").id == "nwm"


def test_another_country_is_for_a_person() -> None:
    assert INDEX.decide(("Aurora Drive Systems Inc.",), "CN", None).decision == "review"


def test_reasons_are_given_in_words() -> None:
    reasons = INDEX.candidates("Nordwind Magnetwerk AG")[0].reasons
    assert any("legal form" in reason for reason in reasons)


@given(st.sampled_from([name for company in COMPANIES for name in company.names]), st.randoms(use_true_random=False))
def test_the_order_of_the_register_does_not_matter(name: str, rng: random.Random) -> None:
    shuffled = list(COMPANIES)
    rng.shuffle(shuffled)
    assert CompanyIndex(shuffled).decide((name,), None, None) == INDEX.decide((name,), None, None)


@given(st.text(alphabet="Ab. ,&-GmbHCoLtd磁业有限公司（）", max_size=30))
def test_normalising_twice_is_normalising_once(text: str) -> None:
    once = names.normalise(text)
    assert names.normalise(once) == once


def test_an_empty_register_knows_nobody() -> None:
    assert CompanyIndex(()).decide(("Anyone Ltd.",), None, None).decision == "new"


def test_the_very_name_of_two_companies_is_for_a_person() -> None:
    index = CompanyIndex([CompanyEntity("a", "Aurora Drive Inc."), CompanyEntity("b", "AURORA DRIVE INC.")])
    found = index.explain(("Aurora Drive Inc.",), None, None)
    assert found.entity.decision == "review"
    assert "2 companies have this very name" in found.reasons


def test_an_identifier_of_two_companies_is_for_a_person() -> None:
    index = CompanyIndex(
        [CompanyEntity("a", "Ada GmbH", (), "", ("X1",)), CompanyEntity("b", "Bea GmbH", (), "", ("X1",))]
    )
    assert index.decide(("Ada GmbH",), None, "X1").decision == "review"


def test_two_names_of_one_party_must_not_point_to_two_companies() -> None:
    found = INDEX.explain(("Nordwind Magnetwerk GmbH", "宁波恒丰磁材有限公司"), None, None)
    assert found.entity.decision == "review"
    assert any("two companies" in reason for reason in found.reasons)


def test_two_names_of_one_company_agree() -> None:
    found = INDEX.decide(("Nordwind Magnetwerk GmbH", "北风磁业有限公司"), "DE", None)
    assert (found.decision, found.id) == ("match", "nwm")


def test_an_address_behind_the_name_is_left_away() -> None:
    found = INDEX.decide(("Nordwind Magnetwerk GmbH, Hafenweg 3, 24103 Kiel",), None, None)
    assert (found.decision, found.id) == ("match", "nwm")


def test_candidates_are_ranked_and_never_more_than_asked_for() -> None:
    found = INDEX.candidates("Hengfeng Magnetic Materials", 3)
    assert len(found) <= 3
    assert [match.score for match in found] == sorted((match.score for match in found), reverse=True)
    assert found[0].entity.id == "hfm"


def test_companies_added_later_are_found_like_those_there_from_the_start() -> None:
    grown = CompanyIndex(COMPANIES[:2])
    for company in COMPANIES[2:]:
        grown.add([company])
    for company in COMPANIES:
        for name in company.names:
            assert grown.decide((name,), None, None) == INDEX.decide((name,), None, None)


def test_a_removed_company_is_new_again() -> None:
    index = CompanyIndex(COMPANIES)
    index.remove(["nwm"])
    assert index.decide(("Nordwind Magnetwerk GmbH",), None, None).decision == "new"


def test_a_saved_index_decides_the_same(tmp_path: Path) -> None:
    CompanyIndex(COMPANIES).save(tmp_path)
    mapped = CompanyIndex.load(tmp_path)
    assert mapped.entities == INDEX.entities
    assert mapped.decide(("NordwindMagnetwerk GmbH",), None, None) == INDEX.decide(
        ("NordwindMagnetwerk GmbH",), None, None
    )


@pytest.mark.parametrize("seed", range(3))
def test_a_large_register_decides_the_same_in_any_order_and_however_it_grew(seed: int) -> None:
    rng = random.Random(seed)
    known = [one.entity for one in accept.register(rng, 300)]
    asked = [namenoise.noisy(rng, rng.choice(known).name, tuple(namenoise.KINDS))[0] for _ in range(40)]
    there, back, grown = CompanyIndex(known), CompanyIndex(known[::-1]), CompanyIndex(known[:250])
    for at in range(250, 300, 10):
        grown.add(known[at : at + 10])
    for name in asked:
        decided = there.explain((name,), None, None)
        assert back.explain((name,), None, None) == decided
        entity = grown.decide((name,), None, None)
        assert (entity.decision, entity.id) == (decided.entity.decision, decided.entity.id)


def test_a_match_is_hardly_ever_wrong() -> None:
    rng = random.Random(9)
    known = accept.register(rng, 400)
    index = CompanyIndex(one.entity for one in known)
    decided = [
        (index.decide((one.name,), one.around.country or None, None), one.truth)
        for one in accept.asks(rng, known, 400, namenoise.UNTRAINED)
    ]
    taken = [entity.id == truth for entity, truth in decided if entity.decision == "match"]
    assert len(taken) > 80
    assert sum(taken) >= 0.98 * len(taken)
