"""Labels whose value was not read are told; those with nothing beside them are not."""

import pytest

from extractor.datatypes.document import DocType
from extractor.stages.extract import unread
from tests.stages.extract.test_finders import document


def told(text: str, fields: set[str], roles: set[str], kind: DocType = DocType.COMMERCIAL_INVOICE) -> list[str]:
    return [reason.split(":")[0] for reason in unread.labels_without_value(document(text, kind), {}, fields, roles)]


@pytest.mark.parametrize(
    ("text", "fields", "roles", "missing"),
    [
        ("Port of loading: Ningbo", set(), set(), ["port_of_loading"]),
        ("Port of loading: Ningbo", {"port_of_loading"}, set(), []),
        ("Port of loading: N/A", set(), set(), []),
        ("Port of loading:", set(), set(), []),
        ("Vessel: OOCL TURKIYE 021W\nVessel: OOCL TURKIYE 021W", set(), set(), ["vessel"]),
        ("Consignee: Aurora Drive Systems Inc., Oak Street 5", set(), set(), ["consignee"]),
        ("Consignee: Aurora Drive Systems Inc., Oak Street 5", set(), {"consignee"}, []),
        ("Tel: +86 571 5555 0101", set(), set(), []),
    ],
)
def test_what_is_missing(text: str, fields: set[str], roles: set[str], missing: list[str]) -> None:
    assert told(text, fields, roles) == missing


def test_a_licence_has_no_vessel_to_miss() -> None:
    assert told("Vessel: OOCL TURKIYE 021W", set(), set(), DocType.EXPORT_LICENCE) == []
