"""A sum of pieces outdoes the pieces."""

from extractor.datatypes.document import DocType
from tests.stages.extract.test_forms import believed


def test_the_weight_of_all_pieces() -> None:
    page = """
Piece 1 of 2    Gross weight: 4.60 kg

Piece 2 of 2    Gross weight: 2.95 kg

Total gross weight    7.55 kg
"""
    assert believed(page, "total_gross_weight_kg", DocType.PACKING_LIST) == {"7.55"}


def test_two_weights_that_are_no_sum_stay() -> None:
    page = "Gross weight: 4.60 kg\n\nGross weight: 2.95 kg\n\nTotal gross weight: 9.40 kg"
    assert believed(page, "total_gross_weight_kg", DocType.PACKING_LIST) == {"4.60", "2.95", "9.40"}


def test_a_weight_named_as_net_and_gross_is_the_one_that_no_other_label_gives() -> None:
    page = "正味重量 12.4 kg          総重量 14.2 kg"
    assert believed(page, "total_net_weight_kg", DocType.PACKING_LIST) == {"12.4"}
    assert believed(page, "total_gross_weight_kg", DocType.PACKING_LIST) == {"14.2"}
