"""Grades as the trade prints them, what they suggest, and the kind of goods."""

from decimal import Decimal

import pytest

from extractor.gazetteer import grade_patterns
from extractor.values.products import find_class, find_grade, find_grades, find_product, presumed_elements, suffix_of

GRADES = [
    ("NdFeB Magnet, N42, Block 18 x 14.5 x 8 mm, NiCuNi", "N42"),
    ("N42SH D9x24.5", "N42SH"),
    ("44UH", "44UH"),
    ("钐钴磁体 YXG-26H D23x16", "YXG-26H"),
    ("Samarium cobalt disc, 24H, 1/2 inch dia", "24H"),
    ("38SH", "38SH"),
    ("N 45 SH", "N 45 SH"),
    ("N-45UH", "N-45UH"),
    ("D30x20", None),
    ("50M", None),
    ("N50M", "N50M"),
    ("Block 45H x 30", None),
    ("SmCo28", "SmCo28"),
    ("XGS30H", "XGS30H"),
    ("S-NdFeB 380/80", "S-NdFeB 380/80"),
    ("BNP-10", "BNP-10"),
    ("Y30BH", "Y30BH"),
    ("Y35", "Y35"),
    ("LNG44", "LNG44"),
    ("钕铁硼N48H磁钢", "N48H"),
    ("N35-1234", None),
    ("Dy-bearing sintered NdFeB magnet N30AH", "N30AH"),
    ("RECo5-16S", "RECo5-16S"),
    ("35 PCS", None),
    ("N52", "N52"),
    ("48SH/45SH", "48SH"),
    ("P/N 38EH-22", None),
    ("40x30H", None),
    ("Grade:N42SH", "N42SH"),
    ("（38SH）", "38SH"),
    ("N48SHT", "N48SHT"),
    ("No. 42 H Street", None),
    ("INV-N42", None),
    ("YXG-28", "YXG-28"),
    ("Segments of SmCo YXG- 32H, ground", "YXG-32H"),
    ("SmCo5", None),
    ("Sm2Co17", None),
    ("42 h", None),
    ("Ｎ４２ＳＨ", "Ｎ４２ＳＨ"),
    ("烧结钕铁硼N42SH钕铁硼1200公斤", "N42SH"),
    ("GB 42", None),
    ("N38UH Arc R22.5 x r15", "N38UH"),
    ("MQP-B+", "MQP-B+"),
    ("G48SH", "G48SH"),
    ("VACODYM 745 HR", "VACODYM 745 HR"),
    ("Block 12x6x3N48Zn", "N48"),
    ("NdFeBblock 20x10x5N42SH NiCuNi", "N42SH"),
    ("N38H30×10×4", "N38H"),
    ("N35HNiCuNi", "N35H"),
    ("N35 D16x5 with thread", "N35"),
    ("D38N52", None),
    ("10x38N", None),
    ("Samarium-Kobalt-Magnet Ø 5 x 2 mm, S225", "S225"),
    ("NdFeB magnet, drawing S225", None),
]


@pytest.mark.parametrize(("text", "grade"), GRADES)
def test_finds_the_grade_as_printed(text: str, grade: str | None) -> None:
    found = find_grade(text)
    assert (found.text if found else None) == grade


def test_finds_every_grade_of_a_cell() -> None:
    assert [grade.text for grade in find_grades("N42SH / N45UH and XGS30")] == ["N42SH", "N45UH", "XGS30"]


@pytest.mark.parametrize(
    ("text", "grade"),
    [("N48 HS code: 85051110", "N48"), ("N48 HS编码：85051110", "N48"), ("N48 HS", "N48 HS"), ("Segments C8", None),
     ("Hard ferrite magnets C8", "C8"), ("铁氧体磁瓦 C5", "C5")],
)  # fmt: skip
def test_what_stands_beside_a_grade(text: str, grade: str | None) -> None:
    found = find_grade(text)
    assert (found.text if found is not None else None) == grade


def test_fifty_m_is_a_grade_only_in_a_column_of_grades() -> None:
    assert find_grade("50M") is None
    found = find_grade(" 50M", in_grade_column=True)
    assert found is not None and (found.text, found.start) == ("50M", 1)


@pytest.mark.parametrize(
    ("cell", "grade"), [("45M 圆片", "45M"), ("38M D8x3", "38M"), ("50M x 20M", None), ("50MM", None)]
)
def test_a_grade_at_the_head_of_its_column(cell: str, grade: str | None) -> None:
    found = find_grade(cell, in_grade_column=True)
    assert (found.text if found is not None else None) == grade


@pytest.mark.parametrize("family", grade_patterns(), ids=lambda family: family.name)
def test_examples_of_the_gazetteer_are_found(family: object) -> None:
    from extractor.gazetteer import GradePattern

    assert isinstance(family, GradePattern)
    for example in family.examples:
        found = find_grade(f"Ferrite or samarium disc {example}, Zn")
        assert found is not None and found.text == example, example
        assert found.product == family.product


@pytest.mark.parametrize(
    ("grade", "suffix", "elements", "strength"),
    [
        ("N42", "", None, None),
        ("N50M", "M", ("Dy",), "possible"),
        ("48H", "H", ("Dy",), "possible"),
        ("N42SH", "SH", ("Dy", "Tb"), "likely"),
        ("44UH", "UH", ("Dy", "Tb"), "likely"),
        ("N38EH", "EH", ("Dy", "Tb"), "near_certain"),
        ("N 35 AH", "AH", ("Dy", "Tb"), "near_certain"),
        ("YXG-28H", None, None, None),
    ],
)
def test_a_suffix_suggests(
    grade: str, suffix: str | None, elements: tuple[str, ...] | None, strength: str | None
) -> None:
    read, presumed = suffix_of(grade), presumed_elements(grade)
    assert (read.suffix if read else None) == suffix
    assert (presumed.elements if presumed else None) == elements
    assert (presumed.strength if presumed else None) == strength


def test_a_presumption_says_its_range_and_ground() -> None:
    presumed = presumed_elements("N45SH")
    assert presumed is not None
    assert (presumed.low_percent, presumed.high_percent) == (Decimal("0.2"), Decimal("4"))
    assert "SH" in presumed.basis


@pytest.mark.parametrize(
    ("text", "product", "kind"),
    [
        ("Sintered NdFeB magnets", "ndfeb_magnet", "magnet"),
        ("NdFeB scrap", "ndfeb_scrap", "scrap"),
        ("氧化鐠釹", "prnd_oxide", "oxide"),
        ("金属镨钕", "prnd_metal", "metal"),
        ("Sm-Co ring", "smco_magnet", "magnet"),
        ("铁氧体磁钢", "ferrite_magnet", "other"),
        ("Block N42SH, NiCuNi", "ndfeb_magnet", "magnet"),
        ("Dysprosium oxide 99.5%", None, "oxide"),
        ("terbium fluoride", None, "compound"),
        ("Gadolinium metal", None, "metal"),
        ("lace fabric", None, None),
        ("Inspection gauge", None, None),
    ],
)
def test_knows_the_kind_of_goods(text: str, product: str | None, kind: str | None) -> None:
    found = find_product(text)
    assert (found.product if found else None) == product
    assert find_class(text) == kind
