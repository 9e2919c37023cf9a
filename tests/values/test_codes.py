"""Codes of customs and transport."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor import gazetteer
from extractor.values import codes


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("8505111000", "8505111000"),
        ("8505.11.10.00", "8505111000"),
        ("85051110.00", "8505111000"),
        ("8505 1110 00", "8505111000"),
        ("85 05 11 10 00", "8505111000"),
        ("8505.11", "850511"),
        ("8505.1110", "85051110"),
        ("8505.11.90.90.123", "8505119090123"),
        ("HS 8505111000", "8505111000"),
        ("HS CODE: 8505.11.10", "85051110"),
        ("H.S. No. 8505.11", "850511"),
        ("8505-11-10", "85051110"),
        ("8S05111000", "8505111000"),
        ("85O51110", "85051110"),
        ("1234567", None),
        ("9905111000", None),
        ("0005111000", None),
        ("2025-07-04", None),
        ("12O45678", None),
        ("magnet", None),
        ("", None),
    ],
)
def test_hs_codes(text: str, digits: str | None) -> None:
    assert codes.hs_code(text) == digits


@given(st.sampled_from(sorted(code for code in gazetteer.hs_codes() if len(code) in {6, 8, 10})), st.sampled_from(". "))
def test_known_codes_in_pairs(code: str, separator: str) -> None:
    rest = [code[at : at + 2] for at in range(4, len(code), 2)]
    assert codes.hs_code(separator.join([code[:4], *rest])) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1C902.a.4", "1C902.A.4"),
        ("1C902", "1C902"),
        ("1C 902.c", "1C902.C"),
        ("1c902.c.2", "1C902.C.2"),
        ("1C9O2.C.2", "1C902.C.2"),
        ("IC902.a.4", "1C902.A.4"),
        ("3A001b1", "3A001B1"),
        ("8A002o3", "8A002O3"),
        ("1C9S9", None),
        ("Article 5", None),
        ("", None),
    ],
)
def test_control_codes(text: str, code: str | None) -> None:
    assert codes.control_code(text) == code


@pytest.mark.parametrize("entry", gazetteer.control_list(), ids=lambda entry: str(entry.code))
def test_every_entry_of_the_control_list_is_a_control_code(entry: gazetteer.ControlEntry) -> None:
    assert codes.control_code(entry.code) == entry.code.upper()


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("24AA100312", "24AA100312"),
        ("25-AA-953682", "25-AA-953682"),
        ("2433211328", "2433211328"),
        ("25 AA 953682", "25AA953682"),
        ("25-AA-95368Z", "25-AA-953682"),
        ("2S-BA-1OO3I2", "25-BA-100312"),
        ("INV-1", None),
        ("24AA1003", None),
        ("24AA1003123", None),
    ],
)
def test_licence_numbers(text: str, number: str | None) -> None:
    assert codes.licence_number(text) == number


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("XXXU796268-8 / CSQU 305438 3", ("XXXU7962688", "CSQU3054383")),
        ("container XXXU79626B8, xxxu7962688", ("XXXU7962688",)),
        ("CSQU 305 438-3", ("CSQU3054383",)),
        ("XXXU7962680", ()),
        ("MANUFACTURED BY", ()),
        ("", ()),
    ],
)
def test_containers(text: str, numbers: tuple[str, ...]) -> None:
    assert codes.containers(text) == numbers
