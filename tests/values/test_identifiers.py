"""Numbers of papers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.values import identifiers


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("24AA100312", "24AA100312"),
        (" ci-2025-384. ", "CI-2025-384"),
        ("INV-2025 001", "INV-2025001"),
        ("CI 2412 384", "CI2412384"),
        ("No. 25-AA-953682", "25-AA-953682"),
        ("NO.2025-1", "2025-1"),
        ("Nr. 4711", "4711"),
        ("№ 4711", "4711"),
        ("PI No.: 2025-8", "2025-8"),
        ("Invoice No. 12", "12"),
        ("合同编号2025-1", "2025-1"),
        ("合同号：SC2025-1", "SC2025-1"),
        ("(24AA100312)", "24AA100312"),
        ("25－ＡＡ－270680", "25-AA-270680"),
        ("CI—2024–12", "CI-2024-12"),
        ("XY/25/087-EU", "XY/25/087-EU"),
        ("EXP/123/2024-25", "EXP/123/2024-25"),
        ("PO#4500123", "PO#4500123"),
        ("2025RE802(REV.1)", "2025RE802(REV.1)"),
        ("24-11-564217", "24-11-564217"),
        ("2025年第12号", "2025年第12号"),
        ("（2025）甬商字第12号", "(2025)甬商字第12号"),
        ("lNV-2O25", "INV-2025"),
        ("5574759545", "5574759545"),
        ("NB2025", "NB2025"),
        ("25-AA-123456 号", "25-AA-123456"),
    ],
)
def test_numbers_of_papers(text: str, number: str) -> None:
    assert identifiers.parse(text) == number


@pytest.mark.parametrize(
    "text",
    ["", "Invoice", "N/A", "see attached", "1", "+86 574 8800 0000", "0574-88000000", "(0574) 8800 0000", "page 1 of 2",
     "12,345.60", "USD 100", "US$ 1,200.00", "12.5 kg", "100 pcs", "1.5%", "www.example.com", "a1@example.com",
     "SC-25-8306 dated 2025-05-06", "within 30 days", "A" * 30 + "1" * 30],
)  # fmt: skip
def test_other_texts_are_no_numbers_of_papers(text: str) -> None:
    assert identifiers.parse(text) is None


@pytest.mark.parametrize(
    ("likelier", "other"),
    [
        ("CI-2025-384", "12"),
        ("CI-2025-384", "2025-07-04"),
        ("CI-2025-384", "04/07/2025"),
        ("CI-2025-384", "91330299MAF3WU4786"),
        ("CI-2025-384", "CSQU3054383"),
        ("CI-2025-384", "DE89370400440532013000"),
        ("CI-2025-384", "ABCDDE2S"),
        ("CI-2025-384", "7732-18-5"),
        ("CI-2025-384", "IMO9074729"),
        ("24AA100312", "N42SH"),
    ],
)
def test_plausibility(likelier: str, other: str) -> None:
    assert identifiers.plausibility(likelier) > identifiers.plausibility(other)


@given(st.text(max_size=60))
def test_a_number_is_upper_case_without_spaces_and_keeps_itself(text: str) -> None:
    number = identifiers.parse(text)
    if number is not None:
        assert number == "".join(number.split())
        assert any(character.isdigit() for character in number)
        assert 0 <= identifiers.plausibility(number) <= 1


@given(st.from_regex(r"[A-Z]{2,4}-?20[12][0-9]-?[0-9]{3,5}", fullmatch=True))
def test_reads_back_what_was_printed(number: str) -> None:
    assert identifiers.parse(number) == number
