"""Rules that keep a company from being taken unseen."""

import pytest

from extractor.resolution.evidence import NOTHING, Around
from extractor.resolution.vetoes import vetoes
from extractor.values.names import take_apart


@pytest.mark.parametrize(
    ("asked", "found", "reason"),
    [
        ("Nordwind Magnetwerk AG", "Nordwind Magnetwerk GmbH", "legal form"),
        ("Aurora Drive Plant 3 Inc.", "Aurora Drive Plant 2 Inc.", "plant"),
        ("Aurora Fund II Ltd.", "Aurora Fund III Ltd.", "numbers"),
        ("Nordwind Holding GmbH", "Nordwind GmbH", "holding"),
        ("宁波恒丰磁材有限公司", "宁波恒源磁材有限公司", "character"),
        ("宁波恒丰磁材有限公司", "杭州恒丰磁材有限公司", "place"),
        ("NWM", "NWM GmbH", "short"),
        ("Hengfang Magnet Co., Ltd.", "Hengfeng Magnet Co., Ltd.", "syllable"),
        ("Tian Hao Magnet Co., Ltd.", "Tianhai Magnet Co., Ltd.", "syllable"),
        ("恒丰磁材有限公司", "Hengfeng Magnet Co., Ltd.", "scripts"),
    ],
)
def test_reasons(asked: str, found: str, reason: str) -> None:
    assert any(reason in said for said in vetoes(take_apart(asked), take_apart(found), NOTHING, NOTHING))


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("Nordwind Magnetwerk", "Nordwind Magnetwerk GmbH"),
        ("NordwindMagnetwerk Gmbh", "Nordwind Magnetwerk GmbH"),
        ("宁波市恒丰磁材有限公司", "宁波恒丰磁材有限公司"),
        ("宁波恒丰磁材有限公可", "宁波恒丰磁材有限公司"),
        ("NWM GmbH", "NWM GMBH"),
        ("Hengfcng Magnet Co., Ltd.", "Hengfeng Magnet Co., Ltd."),
        ("Heng Feng Magnet Co., Ltd.", "Hengfeng Magnet Co., Ltd."),
        ("Nordwlnd Magnet GmbH", "Nordwind Magnet GmbH"),
    ],
)
def test_nothing_stands_against(asked: str, found: str) -> None:
    assert vetoes(take_apart(asked), take_apart(found), NOTHING, NOTHING) == ()


def test_countries_that_differ() -> None:
    name = take_apart("Aurora Drive Inc.")
    assert vetoes(name, name, Around("US"), Around("CN"))
    assert not vetoes(name, name, Around("US"), Around(""))
