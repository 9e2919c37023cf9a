"""What the words of a goods line say."""

import pytest

from extractor.stages.extract.linevalues import HS_NAMED, wordings


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


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Blockmagnet, Warennr. 85051110, Ursprung: CN", "85051110"),
        ("Stat. Waren-Nr.: 8505 11 10", None),
        ("Statistische Warennummer: 8505 11 10", "8505 11 10"),
        ("Aimant, nomenclature douanière 85051110", "85051110"),
        ("HS编码8505111000", "8505111000"),
        ("Artikelnr. 85051110", None),
    ],
)
def test_a_customs_code_behind_its_name_in_any_language(text: str, code: str | None) -> None:
    found = HS_NAMED.search(text)
    assert (found[1] if found is not None else None) == code
