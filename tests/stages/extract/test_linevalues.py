"""What the words of a goods line say."""

import pytest

from extractor.stages.extract.linevalues import wordings


@pytest.mark.parametrize(
    ("printed", "value", "alt"),
    [
        ("Sintered NdFeB Magnet 烧结钕铁硼磁钢", "Sintered NdFeB Magnet", "烧结钕铁硼磁钢"),
        ("氧化铽 Terbium Oxide", "氧化铽", "Terbium Oxide"),
        ("钐钴磁体 (Samarium Cobalt magnets)", "钐钴磁体", "Samarium Cobalt magnets"),
    ],
)
def test_a_description_printed_twice_keeps_its_first_language(printed: str, value: str, alt: str) -> None:
    assert wordings(printed) == (value, (alt, printed))


@pytest.mark.parametrize(
    "printed",
    [
        "钕铁硼磁铁 N42SH",
        "钕铁硼磁铁 Motor block",
        "氧化镝 Terbium oxide",
        "钐钴磁体 Sintered SmCo magnet, disc",
        "NdFeB magnets (with Dy)",
        "计算机 Computer",
    ],
)
def test_one_that_is_not_stays_whole(printed: str) -> None:
    assert wordings(printed) == (printed, ())
