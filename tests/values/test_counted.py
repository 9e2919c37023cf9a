"""One file, two files."""

import pytest

from extractor.values.counted import counted


@pytest.mark.parametrize(
    ("count", "nouns", "told"),
    [(1, ("file",), "1 file"), (0, ("file",), "0 files"), (1_200, ("entry", "entries"), "1,200 entries"),
     (1, ("shipment is", "shipments are"), "1 shipment is")],
)  # fmt: skip
def test_counted(count: int, nouns: tuple[str, ...], told: str) -> None:
    assert counted(count, *nouns) == told
