"""Texts: cleaned, and two languages told apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.values import textual


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("  NdFeB \t magnets\n N42 ", "NdFeB magnets N42"),
        ("Ｎ４２ＳＨ", "N42SH"),
        ("磁钢，Ｎ３５（圆片）", "磁钢，N35（圆片）"),
        ("a\u00a0b\u3000c", "a b c"),
        ("\ufeffIn\u00advoice\u200b", "Invoice"),
        ("ﬁne", "fine"),
        ("Ø15×4 m²", "Ø15×4 m²"),
    ],
)
def test_clean(text: str, cleaned: str) -> None:
    assert textual.clean(text) == cleaned


def test_trimmed_drops_separators_at_the_edges() -> None:
    assert textual.trimmed(" ：- Ningbo ；") == "Ningbo"


@pytest.mark.parametrize(
    ("first", "between", "second"),
    [
        ("钐钴磁体", " ", "Sintered SmCo magnet"),
        ("钐钴磁体", "", "Sintered SmCo magnet"),
        ("钐钴磁体", "/", "Sintered SmCo magnet"),
        ("钕铁硼", " ", "NdFeB"),
        ("NdFeB", " ", "钕铁硼"),
        ("印度", " ", "India"),
        ("印度", "", "INDIA"),
        ("JAPAN", "", "日本"),
        ("USA", " ", "美国"),
        ("Kochi Harbour", " ", "高知港"),
        ("韩国", " ", "Republic of Korea"),
        ("한국", " ", "Korea"),
        ("北京,中国", " ", "Beijing, China"),
        ("海运", "，", "By sea"),
        ("预付30%，余款付清", " ", "30% deposit, balance before delivery"),
        ("30% deposit, balance before delivery", " ", "预付30%，余款付清"),
        ("100% T/T in advance", " ", "100%预付"),
        ("预付30%", " ", "30% deposit"),
        ("用于MLCC介质陶瓷", " ", "For MLCC dielectrics"),
        ("For MLCC dielectrics", " ", "用于MLCC介质陶瓷"),
        ("3C 电子产品", " ", "3C consumer electronics"),
        ("T/T 30 days", " ", "电汇30天"),
        ("电动汽车电机", " / ", "Electric motors for EV"),
        ("株式会社ABC", " ", "ABC Corporation"),
        ("风力发电机（直驱）", "", "Wind turbine generators (direct drive)"),
        ("德国", " ", "Germany (DE)"),
    ],
)
def test_two_languages(first: str, between: str, second: str) -> None:
    assert textual.bilingual(first + between + second) == (first, (second,))


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("高知港(Kochi Harbour)", ("高知港", "Kochi Harbour")),
        ("Kochi Harbour（高知港）", ("Kochi Harbour", "高知港")),
        ("空运(AIR)", ("空运", "AIR")),
    ],
)
def test_brackets_only_set_apart(text: str, parts: tuple[str, str]) -> None:
    assert textual.bilingual(text) == (parts[0], (parts[1],))


@pytest.mark.parametrize(
    "text",
    ["", "SmCo magnet", "磁钢", "N42SH钕铁硼磁钢", "T/T 30天", "用于生产 EV 电机", "用于MLCC", "ABC株式会社",
     "上海 SHANGHAI 中国", "钕铁硼磁体，N35，Block 10x5x2", "SEA STAR 海星 V.123E", "T/T 电汇"],
)  # fmt: skip
def test_one_text_stays_whole(text: str) -> None:
    assert textual.bilingual(text) == (text, ())


@given(st.text(max_size=60))
def test_splitting_loses_no_letter(text: str) -> None:
    first, others = textual.bilingual(text)
    letters = [c for c in textual.trimmed(text) if c.isalnum()]
    assert [c for part in (first, *others) for c in part if c.isalnum()] == letters


@given(st.text(max_size=60))
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert textual.clean(textual.clean(text)) == textual.clean(text)


@pytest.mark.parametrize(
    ("text", "languages"),
    [
        ("Commercial invoice", ("en",)),
        ("商业发票", ("zh",)),
        ("商业发票 Invoice number and date", ("en", "zh")),
        ("請求書 インボイス", ("ja", "zh")),
        ("송장", ("ko",)),
        ("", ()),
    ],
)
def test_languages(text: str, languages: tuple[str, ...]) -> None:
    assert textual.languages(text) == languages
