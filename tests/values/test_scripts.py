"""In which script a name is written."""

import pytest

from extractor.values.scripts import script_of


@pytest.mark.parametrize(
    ("name", "script"),
    [("Nordlicht Antriebe GmbH", "latin"), ("Société Électro-Aimant", "latin"), ("赣州蓝图磁业有限公司", "han"),
     ("ABC磁业(宁波)有限公司", "han"), ("株式会社ヒカリ磁石", "kana"), ("한빛자석 주식회사", "hangul"),
     ("ООО Магнит", "cyrillic"), ("12345 / 67", ""), ("", "")],
)  # fmt: skip
def test_script_of_a_name(name: str, script: str) -> None:
    assert script_of(name) == script
