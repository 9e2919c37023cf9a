"""Skeletons: what print and OCR confuse becomes one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.values.fold import skeleton


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Invoice No.", "lNVOICE N0"),
        ("Amount", "Arnount"),
        ("Ｎｅｔ　Ｗｔ．", "net wt"),
        ("發票號碼", "发票号码"),
        ("価格", "价格"),
        ("Größe", "grosse"),
        ("№ 5", "No 5"),
        ("N° facture", "no facture"),
        ("㎏", "kg"),
    ],
)
def test_look_alikes_share_a_skeleton(one: str, other: str) -> None:
    if one == "Größe":
        assert skeleton(one)[0] == "grosse"
    assert skeleton(one)[0] == skeleton(other)[0]


def test_different_words_keep_different_skeletons() -> None:
    assert len({skeleton(text)[0] for text in ("收货人", "发货人", "buyer", "seller", "净重", "毛重")}) == 6


@given(st.text(max_size=60))
def test_every_character_knows_its_origin(text: str) -> None:
    key, origin = skeleton(text)
    assert len(key) == len(origin)
    assert origin == sorted(origin)
    assert all(0 <= index < len(text) for index in origin)


@pytest.mark.parametrize(
    ("printed", "read"), [("Số lượng", "Só luong"), ("Thành tiền", "Thanh tien"), ("Đơn giá", "Don gia")]
)
def test_vietnamese_without_its_marks_is_the_same(printed: str, read: str) -> None:
    assert skeleton(printed)[0] == skeleton(read)[0]
