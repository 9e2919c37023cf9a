"""Suggestions across scripts: by place, dictionary and sound."""

import pytest

from extractor.resolution import suggestions
from extractor.resolution.entities import CompanyEntity
from extractor.resolution.index import CompanyIndex
from extractor.values.names import take_apart

CHINESE = (
    "宁波恒丰磁材有限公司",
    "杭州恒丰磁材有限公司",
    "赣州天昊稀土科技有限公司",
    "阳光照明股份有限公司",
    "长城泵业有限公司",
)
INDEX = CompanyIndex(CompanyEntity(name, name, country="CN") for name in CHINESE)


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("Ningbo Hengfeng Magnetic Materials Co., Ltd.", "宁波恒丰磁材有限公司"),
        ("Hangzhou Heng Feng Magnetics Co., Ltd.", "杭州恒丰磁材有限公司"),
        ("Ganzhou Tianhao Rare Earth Technology Co., Ltd.", "赣州天昊稀土科技有限公司"),
        ("Sunshine Lighting Co., Ltd.", "阳光照明股份有限公司"),
        ("Changcheng Pump Co., Ltd.", "长城泵业有限公司"),
    ],
)
def test_an_english_name_suggests_the_chinese_one(english: str, chinese: str) -> None:
    first = INDEX.candidates(english)[0]
    assert first.entity.id == chinese
    assert first.reasons == ("a suggestion by sound and dictionary across two scripts, never taken alone",)


def test_a_chinese_name_suggests_the_english_one() -> None:
    index = CompanyIndex(
        [CompanyEntity("a", "Ningbo Hengfeng Magnetic Materials Co., Ltd."), CompanyEntity("b", "Aurora Inc.")]
    )
    assert index.candidates("宁波恒丰磁材有限公司")[0].entity.id == "a"


def test_a_suggestion_is_for_a_person() -> None:
    assert INDEX.decide(("Ningbo Hengfeng Magnetic Materials Co., Ltd.",), "CN", None).decision == "review"
    assert INDEX.decide(("Zephyr Windmills of Kent Ltd.",), None, None).decision == "new"


def test_names_are_said_with_places_sound_and_trade() -> None:
    found = suggestions.said(take_apart("赣州天昊稀土科技有限公司"))
    assert found.places == ("ganzhou",)
    assert found.brand == "天昊"
    assert found.asked[1] == "ganzhoutianhao"
