"""Company names taken apart: what is stripped for finding and kept for deciding."""

import pytest

from extractor.values.names import key_of, name_without_address, take_apart


@pytest.mark.parametrize(
    ("name", "legal", "brand", "plant"),
    [
        ("Nordwind Magnetwerk GmbH", "GmbH", "nordwind magnetwerk", ""),
        ("Hengfeng Magnetic Materials Co., Ltd.", "Co., Ltd.", "hengfeng", ""),
        ("Aurora Drive Plant 2 Inc.", "Inc.", "aurora", "2"),
        ("宁波市恒丰磁材有限公司", "有限公司", "恒丰", ""),
        ("宁波恒丰磁材第二分厂有限公司", "有限公司", "恒丰", "二"),
        ("宁波恒丰磁材有限公可", "有限公司", "恒丰", ""),
    ],
)
def test_parts(name: str, legal: str, brand: str, plant: str) -> None:
    parts = take_apart(name)
    assert (parts.legal, parts.plant) == (legal, plant)
    assert parts.brand.startswith(brand.split()[0])
    assert parts.han == (brand >= "\u3400")


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("宁波恒丰磁材有限公司", "恒丰磁材（宁波）有限公司"),
        ("宁波市恒丰磁材有限公司", "宁波恆豐磁材有限公司"),
        ("Nordwind Magnet GmbH", "NORDW1ND-MAGNET"),
        ("Burn Rotor Ltd.", "Bum Rotor"),
    ],
)
def test_one_skeleton(left: str, right: str) -> None:
    assert key_of(left)[0] == key_of(right)[0]


@pytest.mark.parametrize("name", ["宁波恒丰磁材（集团）有限公司", "Aurora Drive (Asia) Ltd."])
def test_a_bracket_that_closes_stays(name: str) -> None:
    core = take_apart(name).core
    assert core.count("(") == core.count(")")


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Nordwind Magnetwerk GmbH, Hafenweg 3, 24103 Kiel", "nordwind magnetwerk gmbh"),
        ("Calmare Matériaux S.A. No. 716 Mill Street, 23146", "calmare matériaux s.a"),
        ("Nordwind Magnetwerk GmbH", "Nordwind Magnetwerk GmbH"),
        ("Aurora S.A. Drive Systems International", "Aurora S.A. Drive Systems International"),
    ],
)
def test_an_address_behind_the_name_goes(name: str, plain: str) -> None:
    assert name_without_address(name).strip(" .,") == plain.strip(" .,")


def test_the_keys_of_an_index_are_those_of_the_parts() -> None:
    for name in ("Hengfeng Magnetic Co., Ltd.", "恒丰磁材（宁波）有限公司", "株式会社富士見磁石"):
        assert key_of(name)[0] == take_apart(name).skeleton
