"""The XML inside a file and the page as one record: nothing that the page shows is hidden or lost."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from extractor.datatypes.page import Attachment, Origin
from extractor.datatypes.record import Field, Record
from extractor.rules import checks
from extractor.stages.extract import embedded, mergedxml
from tests.builders import record

LINE = """<a:IncludedSupplyChainTradeLineItem>
 <a:SpecifiedTradeProduct><a:Name>{name}</a:Name></a:SpecifiedTradeProduct>
 <a:SpecifiedLineTradeAgreement><a:NetPriceProductTradePrice><a:ChargeAmount>{price}</a:ChargeAmount>
 </a:NetPriceProductTradePrice></a:SpecifiedLineTradeAgreement>
 <a:SpecifiedLineTradeDelivery><a:BilledQuantity unitCode="{unit}">{quantity}</a:BilledQuantity>
 </a:SpecifiedLineTradeDelivery>
 <a:SpecifiedLineTradeSettlement><a:SpecifiedTradeSettlementLineMonetarySummation>
 <a:LineTotalAmount>{amount}</a:LineTotalAmount></a:SpecifiedTradeSettlementLineMonetarySummation>
 </a:SpecifiedLineTradeSettlement></a:IncludedSupplyChainTradeLineItem>"""
INVOICE = """<r:CrossIndustryInvoice xmlns:r="r" xmlns:a="a">
 <r:ExchangedDocument><a:ID>{number}</a:ID></r:ExchangedDocument>
 <r:SupplyChainTradeTransaction>{lines}
 <a:ApplicableHeaderTradeAgreement><a:BuyerTradeParty><a:Name>{buyer}</a:Name></a:BuyerTradeParty>
 </a:ApplicableHeaderTradeAgreement>
 <a:ApplicableHeaderTradeSettlement><a:SpecifiedTradeSettlementHeaderMonetarySummation>
 <a:GrandTotalAmount>{total}</a:GrandTotalAmount></a:SpecifiedTradeSettlementHeaderMonetarySummation>
 </a:ApplicableHeaderTradeSettlement></r:SupplyChainTradeTransaction></r:CrossIndustryInvoice>"""
RINGS = {"name": "NdFeB ring magnet", "quantity": "100.00", "unit": "C62", "price": "10.0000", "amount": "1000.00"}
PRINTED = {"description": "4711 NdFeB ring magnet", "grade": "N42SH", "quantity": "100", "unit": "H87",
           "unit_price": "10", "amount": "1000", "net_weight_kg": "55.5", "composition": "Dy 2%"}  # fmt: skip
HEAD = {"document_number": "INV-1", "total_amount": "1000", "vessel": "EVER GIVEN"}


def xml(lines: Sequence[Mapping[str, str]] = (RINGS,), **head: str) -> embedded.Embedded:
    told = {"number": "INV-1", "buyer": "Rotor GmbH", "total": "1000.00"} | head
    content = INVOICE.format(lines="".join(LINE.format(**line) for line in lines), **told)
    found = embedded.read((Attachment("factur-x.xml", "text/xml", content.encode()),))
    assert found is not None
    return found


def page(*lines: Mapping[str, str], confidence: float = 0.99, **head: str) -> Record:
    made = record(
        fields={**HEAD, **head}, lines=lines or (PRINTED,), parties={"buyer": "Rotor GmbH"}, confidence=confidence
    )
    return made.with_(lines=tuple({**line, "elements": Field(("Dy", "Nd"), 0.99, Origin.TEXT)} for line in made.lines))


def plain(line: Mapping[str, Field]) -> dict[str, object]:
    return {name: field.value for name, field in line.items()}


def contradicted(merged: Record) -> set[str]:
    found = [check for check in checks.run(merged) if check.code == "embedded_agrees" and check.status == "fail"]
    return {name for check in found for name in check.fields}


def test_the_page_fills_what_the_xml_lacks() -> None:
    merged = mergedxml.merge(page(), xml())
    assert contradicted(merged) == set()
    assert merged.fields["vessel"].value == "EVER GIVEN"
    assert merged.fields["total_amount"] == Field("1000.00", 0.99, Origin.EMBEDDED, "1000")
    (line,) = merged.lines
    assert plain(line) == {
        "description": "NdFeB ring magnet", "grade": "N42SH", "quantity": "100.00", "unit": "H87", "unit_price": "10.0000",
        "amount": "1000.00", "net_weight_kg": "55.5", "composition": "Dy 2%", "elements": ("Dy", "Nd"),
    }  # fmt: skip
    assert line["description"].alt == ("4711 NdFeB ring magnet",)


def test_what_a_sure_reading_denies_fails_and_keeps_both() -> None:
    false = {**RINGS, "name": "Ferrite magnet", "price": "1.0000", "amount": "100.00"}
    merged = mergedxml.merge(page(), xml([false], buyer="Nobody Ltd", total="100.00"))
    assert contradicted(merged) == {
        "total_amount", "parties[0].name", "lines[0].description", "lines[0].unit_price", "lines[0].amount",
    }  # fmt: skip
    (line,) = merged.lines
    assert line["description"].alt == ("4711 NdFeB ring magnet",) and line["elements"].value == ("Dy", "Nd")
    assert (line["grade"].value, line["net_weight_kg"].value) == ("N42SH", "55.5")
    assert merged.parties[0].name.alt == ("Rotor GmbH",)


def test_an_unsure_reading_denies_nothing() -> None:
    merged = mergedxml.merge(page(total_amount="7000", confidence=0.6), xml())
    assert contradicted(merged) == set() and merged.fields["total_amount"].value == "1000.00"


def test_xml_of_another_number_is_not_this_papers() -> None:
    seen = page()
    merged = mergedxml.merge(seen, xml([{**RINGS, "name": "Ferrite"}], number="OTHER-9"))
    assert contradicted(merged) == {"document_number"}
    assert merged.fields["document_number"].value == "INV-1"
    assert (merged.lines, merged.parties) == (seen.lines, seen.parties)


def test_a_line_that_only_the_page_prints_stays() -> None:
    hidden = {"description": "Dysprosium oxide", "quantity": "20", "unit": "KGM", "amount": "5000"}
    note = {"description": "Packed in cartons"}
    merged = mergedxml.merge(page(hidden, PRINTED, note), xml())
    assert [line["description"].value for line in merged.lines] == ["NdFeB ring magnet", "Dysprosium oxide"]
    assert merged.lines[0]["grade"].value == "N42SH"
    assert [check.status for check in checks.run(merged) if check.code == "amount_sum"] == ["fail"]


def test_lines_without_a_page_are_the_xmls_and_the_other_way_round() -> None:
    assert [plain(line)["amount"] for line in mergedxml.merge(record(fields=HEAD), xml()).lines] == ["1000.00"]
    assert mergedxml.merge(page(), xml([])).lines == page().lines


@pytest.mark.parametrize(("told", "kept"), [("KGM", "KGM"), ("XPP", "H87")])
def test_a_unit_that_no_table_knows_gives_way_to_the_pages(told: str, kept: str) -> None:
    (line,) = mergedxml.merge(page(), xml([{**RINGS, "unit": told}])).lines
    assert line["unit"].value == kept


def test_another_companys_address_is_not_mixed_in() -> None:
    seen = page()
    party = replace(seen.parties[0], address=Field("Hafen 3, Kiel", 0.99, Origin.TEXT))
    seen = seen.with_(parties=(party,))
    (same,) = mergedxml.merge(seen, xml(buyer="Rotor GmbH &amp; Co. KG")).parties
    (other,) = mergedxml.merge(seen, xml(buyer="Nobody Ltd")).parties
    assert same.address == party.address and other.address is None


def test_what_a_person_typed_is_not_denied() -> None:
    merged = mergedxml.merge(page(), xml(total="100.00"))
    typed = Field("1000", 1.0, Origin.ANALYST)
    assert contradicted(merged) == {"total_amount"}
    assert contradicted(merged.with_(fields={**merged.fields, "total_amount": typed})) == set()


def test_a_paper_without_xml_is_not_asked() -> None:
    assert [check.status for check in checks.run(page()) if check.code == "embedded_agrees"] == ["not_applicable"]
