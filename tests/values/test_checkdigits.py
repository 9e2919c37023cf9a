"""Check digits. The numbers are made up (or are the examples of their standards); python-stdnum 2.2 agreed with each once."""

import re
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.learn.papers import identifiers as made_up
from extractor.values import checkdigits

VALID = [
    (checkdigits.is_uscc, "91330299MAF3WU4786"),
    (checkdigits.is_uscc, "91330299MAKLL9LMAA"),
    (checkdigits.is_container, "CSQU3054383"),
    (checkdigits.is_container, "XXXU7962688"),
    (checkdigits.is_iban, "DE89370400440532013000"),
    (checkdigits.is_iban, "GB82WEST12345698765432"),
    (checkdigits.is_bic, "ABCDCNBJ"),
    (checkdigits.is_bic, "ABCDDEFFXXX"),
    (checkdigits.is_lei, "9876OQT6NA7VEIWKGL75"),
    (checkdigits.is_air_waybill, "999-12345675"),
    (checkdigits.is_imo, "IMO9074729"),
    (checkdigits.is_imo, "8742680"),
    (checkdigits.is_cas, "7732-18-5"),
    (checkdigits.is_gstin, "11ABCCX5525J9Z5"),
    (checkdigits.is_japanese_company, "T9963808994454"),
    (checkdigits.is_korean_company, "123-45-67891"),
    (checkdigits.is_taiwanese_company, "10000021"),
    (checkdigits.is_vietnamese_company, "3168789051"),
    (checkdigits.is_vietnamese_company, "3168789051-001"),
]


def name(value: object) -> str:
    return getattr(value, "__name__", str(value))


@pytest.mark.parametrize(("check", "number"), VALID, ids=name)
def test_fits(check: checkdigits.Check, number: str) -> None:
    assert check(number)


@pytest.mark.parametrize(
    ("check", "number"),
    [entry for entry in VALID if entry[0] is not checkdigits.is_bic],
    ids=name,
)
def test_another_check_digit_does_not_fit(check: checkdigits.Check, number: str) -> None:
    """Change the last digit, or for numbers with several check digits the one before."""
    places = [match.start() for match in re.finditer(r"\d", number)]
    if number.endswith("-001"):
        places = [place for place in places if place < len(number) - 4]
    changed = [number[:at] + str((int(number[at]) + 1) % 10) + number[at + 1 :] for at in places[-2:]]
    assert not all(check(other) for other in changed)


@pytest.mark.parametrize("check", dict.fromkeys(entry[0] for entry in VALID), ids=name)
@pytest.mark.parametrize("text", ["", "A", "12345", "NINGBO PORT", "2025-07-04"])
def test_other_texts_do_not_fit(check: checkdigits.Check, text: str) -> None:
    assert not check(text)


@pytest.mark.parametrize(
    ("text", "check", "mended"),
    [
        ("XXXU79626B8", checkdigits.is_container, "XXXU7962688"),
        ("xxxu 796268 8", checkdigits.is_container, "XXXU7962688"),
        ("9133O299MAF3WU4786", checkdigits.is_uscc, "91330299MAF3WU4786"),
        ("XXXU7962680", checkdigits.is_container, None),
        ("NOTHING", checkdigits.is_uscc, None),
        ("O" * 30, checkdigits.is_lei, None),
    ],
)
def test_repaired(text: str, check: checkdigits.Check, mended: str | None) -> None:
    assert checkdigits.repaired(text, check) == mended


@given(st.integers(0, 10**6), st.data())
def test_one_look_alike_never_gives_another_number(seed: int, data: st.DataObject) -> None:
    """The number as printed always fits, so a repair is that number, or there are several and none is given."""
    number = made_up.uscc(Random(seed))
    doubtful = [
        at for at, c in enumerate(number) if any(c in checkdigits.LOOK_ALIKES.get(o, "") for o in "OQDILSBZGTV")
    ]
    if not doubtful:
        return
    at = data.draw(st.sampled_from(doubtful))
    read_as = next(o for o in "OQDILSBZGTV" if number[at] in checkdigits.LOOK_ALIKES[o])
    damaged = number[:at] + read_as + number[at + 1 :]
    if not checkdigits.is_uscc(damaged):
        assert checkdigits.repaired(damaged, checkdigits.is_uscc) in {number, None}


@given(st.integers(0, 10**6))
def test_the_generators_numbers_fit(seed: int) -> None:
    rng = Random(seed)
    assert checkdigits.is_uscc(made_up.uscc(rng))
    assert checkdigits.is_gstin(made_up.gstin(rng))
    assert checkdigits.is_air_waybill(made_up.airwaybill(rng))
    assert checkdigits.is_container(made_up.container(rng))
