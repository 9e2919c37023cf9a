"""Legal forms whose letters were misread: which are put right, and which words are left alone."""

import pytest

from extractor.values.legalform import mended


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Officine Nordwind S.r.I.", "Officine Nordwind S.r.l."),
        ("OFFICINE NORDWIND S.R.1.", "OFFICINE NORDWIND S.R.L."),
        ("Wiatr Napędy Sp. z 0.o.", "Wiatr Napędy Sp. z o.o."),
        ("Nordwind C0., Ltd.", "Nordwind Co., Ltd."),
        ("Nordwind L1mited", "Nordwind Limited"),
        ("Nordwind Co., Ltd", "Nordwind Co., Ltd"),
        ("Shree Sri", "Shree Sri"),  # a word
        ("Nordwind Plant N0. 1", "Nordwind Plant N0. 1"),
    ],
)
def test_letters_of_a_form_are_put_right(printed: str, name: str) -> None:
    assert mended(printed) == name
