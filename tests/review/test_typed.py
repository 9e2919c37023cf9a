"""What people type: a table of what is understood, and of what is not guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.review import form, typed
from extractor.review.errors import NotUnderstoodError


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("date", "2025-06-04", "2025-06-04"), ("date", "5 Jun 2025", "2025-06-05"), ("date", "2025年6月4日", "2025-06-04"),
        ("money", "12345.60", "12345.60"), ("money", "12.345,60", "12345.60"), ("money", "US$ 1,234.50", "1234.50"),
        ("quantity", "1200", "1200"), ("quantity", "12.500", "12.500"), ("weight", "2450.5", "2450.5"),
        ("weight", "1.2 t", "1200"), ("weight", "2 公吨", "2000"), ("currency", "usd", "USD"), ("currency", "€", "EUR"),
        ("unit", "pcs", "H87"), ("unit", "公斤", "KGM"), ("country", "de", "DE"), ("country", "德国", "DE"),
        ("hs_code", "8505.11.10 00", "8505111000"), ("elements", "Dy, Nd", ("Dy", "Nd")), ("elements", "Nd Dy", ("Dy", "Nd")),
        ("elements", "NdFeB", ("Nd",)), ("containers", "MSKU1234565", ("MSKU1234565",)), ("incoterm", "fob", "FOB"),
        ("control", "1C902.c.2", "1C902.C.2"), ("money", "JPY 1,234", "1234"),
        ("weight", "1,234.5 kg", "1234.5"), ("weight", "1.234,5 kg", "1234.5"), ("weight", "2,000.00 kg", "2000"),
        ("identifier", "24aa 100312", "24AA100312"), ("flag", "是", "true"),
        ("text", "  two   words ", "two words"),
    ],
)  # fmt: skip
def test_what_is_typed_as_on_paper_is_understood(kind: str, text: str, value: object) -> None:
    assert typed.value_of(kind, text) == value


@pytest.mark.parametrize(
    ("kind", "text"),
    [("date", "04/06/2025"), ("date", "32 Jun 2025"), ("money", "1,234"), ("money", "ten"),
     ("money", "USD 1.234"), ("money", "USD 1,234"), ("money", "1.234 €"), ("money", "$(1,234.00)"), ("weight", "1,234 kg"),
     ("weight", "24.500 t"), ("weight", "12.5 kg/ctn"), ("quantity", "1,234"), ("weight", "5 boxes"),
     ("currency", "apples"), ("unit", "furlongs"), ("country", "Atlantis"), ("hs_code", "12"), ("elements", "Fe"),
     ("containers", "box 7"), ("incoterm", "XXX"), ("control", "9"), ("identifier", "--"), ("flag", "perhaps"), ("text", " "),
     ("text", "x" * 5000)],
)  # fmt: skip
def test_what_may_mean_two_things_or_nothing_is_refused(kind: str, text: str) -> None:
    with pytest.raises(NotUnderstoodError):
        typed.value_of(kind, text)


@given(st.sampled_from(sorted(typed.PARSERS)), st.text(max_size=60))
def test_any_text_gives_a_value_or_a_refusal(kind: str, text: str) -> None:
    try:
        value = typed.value_of(kind, text)
    except NotUnderstoodError:
        return
    assert value
    assert value == typed.value_of(kind, " ".join(value) if isinstance(value, tuple) else value)


def test_every_value_of_the_form_has_a_parser() -> None:
    items = [*form.FIELDS.values(), *form.LINE_FIELDS.values(), *form.PARTY_FIELDS.values()]
    assert {item.kind for item in items} <= set(typed.PARSERS)


@pytest.mark.parametrize(
    ("kind", "text", "said"),
    [("money", "1,234", "1234 or 1.234"), ("money", "USD 1.234", "1234 or 1.234"), ("weight", "24.500 t", "24500 or 24500000")],
)  # fmt: skip
def test_a_number_of_two_meanings_is_told_with_both(kind: str, text: str, said: str) -> None:
    with pytest.raises(NotUnderstoodError, match=f"{text} may be {said}"):
        typed.value_of(kind, text)
